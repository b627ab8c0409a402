//! The guide: what an extract is good for, what it costs, and the one with a stamp.

use crate::l10n::Tr;
use crate::ui::{ButtonKind, ButtonLink, Fact, FactsRow, Inset, Tone};
use leptos::prelude::*;
use portal::money::Fee;

/// The dated terms.
#[derive(Clone)]
pub struct GuideView {
    pub tr: Tr,
    /// What a copy with the body's stamp costs today.
    pub paper_fee: Option<Fee>,
    /// Calendar days in which a citizen, and an organisation, gets that one.
    pub paper_days: [Option<i32>; 2],
    pub acts: Vec<(String, bool)>,
}

pub fn page(view: GuideView) -> impl IntoView {
    let tr = view.tr;
    let facts = vec![
        Fact::new(tr.t("guide-who"), tr.t("guide-extract-who")).note(tr.t("guide-extract-who-note")),
        Fact::new(tr.t("guide-extract-when"), tr.t("guide-extract-at-once")).note(tr.t("guide-extract-when-note")),
        Fact::new(tr.t("guide-fee"), tr.t("guide-free")),
    ];
    let stamped = view.paper_fee.zip(view.paper_days[0]).zip(view.paper_days[1]).map(|((fee, citizen), entity)| {
        let values = [("fee", tr.fee(fee).into()), ("citizen", citizen.into()), ("entity", entity.into())];
        view! { <p>{tr.ta("guide-extract-stamped", &values)}</p> }
    });
    let list = |part: &str, count: usize| -> Vec<_> {
        (1..=count).map(|n| view! { <li>{tr.t(&format!("guide-extract-{part}-{n}"))}</li> }).collect()
    };
    let unverified = view.acts.iter().any(|(_, verified)| !verified);
    let acts: Vec<_> = view.acts.into_iter().map(|(act, _)| view! { <li lang="ru">{act}</li> }).collect();
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("extract-title")}</h1>
            <p class="lede">{tr.t("guide-extract-lede")}</p>
            <FactsRow facts=facts />
            <h2>{tr.t("guide-have-ready")}</h2>
            <ul>{list("ready", 2)}</ul>
            <p class="actions no-print">
                <ButtonLink text=tr.t("guide-extract-start") href="/extracts" kind=ButtonKind::Start />
            </p>
            <h2>{tr.t("guide-after")}</h2>
            <ol class="steps">{list("after", 3)}</ol>
            <h2>{tr.t("guide-wrong")}</h2>
            <ul>{list("wrong", 3)}</ul>
            <h2>{tr.t("guide-extract-paper")}</h2>
            {stamped}
            <h2>{tr.t("guide-acts")}</h2>
            <ul>{acts}</ul>
            {unverified.then(|| view! { <Inset tone=Tone::Amber>{tr.t("guide-unverified")}</Inset> })}
        </div>
    }
}
