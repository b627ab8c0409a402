//! What can be done here, by what one comes for: to start, to change, to prove, to end.

use crate::l10n::Tr;
use leptos::prelude::*;
use portal::procedures::{Occasion, Procedure};

/// What is asked of the register and is no procedure: its address, the locale keys of its name and its line.
const PROOFS: [(&str, &str, &str); 3] = [
    ("/services/extract", "extract-title", "extract-short"),
    ("/verify", "home-door-document", "home-door-document-about"),
    ("/register", "services-look-up", "services-look-up-short"),
];

pub fn page(tr: Tr) -> impl IntoView {
    let groups: Vec<_> = Occasion::ALL.into_iter().map(|occasion| group(tr, occasion)).collect();
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("nav-services")}</h1>
            <p class="lede">{tr.t("services-lede")}</p>
            {groups}
        </div>
    }
}

fn group(tr: Tr, occasion: Occasion) -> impl IntoView {
    let of_group = Procedure::ALL.into_iter().filter(|procedure| procedure.occasion() == occasion);
    let mut services: Vec<_> = of_group
        .map(|procedure| {
            let slug = procedure.slug();
            let [name, short] = [format!("procedure-{slug}"), format!("procedure-{slug}-short")];
            service(tr, format!("/services/{slug}"), &name, &short)
        })
        .collect();
    if occasion == Occasion::Prove {
        services.extend(PROOFS.map(|(href, name, short)| service(tr, href.to_owned(), name, short)));
    }
    let id = format!("services-{}", occasion.code());
    view! {
        <section aria-labelledby=id.clone()>
            <h2 id=id.clone()>{tr.t(&id)}</h2>
            <ul class="doors">{services}</ul>
        </section>
    }
}

fn service(tr: Tr, href: String, name: &str, short: &str) -> impl IntoView + use<> {
    view! {
        <li>
            <a href=href>{tr.t(name)}</a>
            <p>{tr.t(short)}</p>
        </li>
    }
}
