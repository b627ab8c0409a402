//! Opening an office.

use super::offices::{BETWEEN, show_check};
use super::words::area_words;
use super::{crumbs, office_forms as forms, seen, typed};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::administration::office_openings as verbs;
use crate::office::administration::{Outcome, Wanted};
use crate::state::AppState;
use app::pages::account::faults::Faults;
use app::pages::administration::new_office::{self as pages, NEW_FIELDS, NewView};
use app::pages::administration::offices::{BASE, CheckView};
use app::pages::administration::rules::Checked;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use portal::answers::Answers;

pub async fn new(State(state): State<AppState>, _: Administrator, visit: Visit) -> Result<Response, Failure> {
    respond(&state, &visit, Answers::default(), Faults::default()).await
}

pub async fn create(
    State(state): State<AppState>,
    by: Administrator,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let confirmed = pairs.iter().any(|(name, _)| name == "confirmed");
    let sent = typed(&pairs, &["seen"]);
    let typed = typed(&pairs, &NEW_FIELDS);
    let mut faults = Faults::default();
    let read = forms::opening(tr, &typed, state.clock.today(), &mut faults);
    let code = forms::opening_code(tr, &typed, &mut faults);
    let Some((to, why)) = read.filter(|_| faults.is_empty()) else {
        return respond(&state, &visit, typed, faults).await;
    };
    if !confirmed {
        let names = [
            ("offices-name", &to.name_ru, &to.name_be, &to.name_en),
            ("offices-area", &to.area_ru, &to.area_be, &to.area_en),
        ];
        let mut touched = names.map(|(key, ru, be, en)| format!("{}: {ru} · {be} · {en}", tr.t(key))).to_vec();
        touched.push(format!("{}: {}", tr.t("offices-soato"), to.soato));
        touched.push(format!("{}: {}", tr.t("offices-area-of"), area_words(&state, tr, to.area_of)));
        touched.extend(code.map(|code| format!("{}: {code}", tr.t("offices-code"))));
        let above = state.offices.name(to.parent, tr.lang());
        let values = [("date", tr.date(to.opened_on).into()), ("above", above.into())];
        let view = CheckView {
            tr,
            action: format!("{BASE}/new"),
            back: format!("{BASE}/new"),
            name: tr.t("offices-new"),
            lede: tr.ta("offices-check-opens", &values),
            what: Vec::new(),
            touched,
            checked: Checked { typed, seen: 0 },
        };
        return Ok(show_check(&visit, format!("{BASE}/new"), view).await);
    }
    let wanted = Wanted { to, seen: seen(&sent), why, reverts: None };
    match verbs::open(&state, by, code, wanted).await? {
        (Outcome::Done, code) => return Ok(Redirect::to(&format!("{BASE}/{code}")).into_response()),
        (Outcome::Since(_), _) => faults = Faults::page(tr.t("administration-changed")),
        (Outcome::Refused(code), _) => {
            let field = match code {
                "from-tomorrow" => "from",
                "area-wrong" => "area_of",
                "code-taken" => "code",
                _ => "parent",
            };
            faults.add(field, tr.t(&format!("administration-fault-{code}")));
        }
    }
    respond(&state, &visit, typed, faults).await
}

async fn respond(state: &AppState, visit: &Visit, typed: Answers, faults: Faults) -> Result<Response, Failure> {
    let tr = visit.tr;
    let above = state.offices.all().iter().filter(|office| ["region", "district"].contains(&office.kind.as_str()));
    let parents = state.offices.named(above.map(|office| office.code), tr.lang());
    let failed = !faults.is_empty();
    let title = tr.t("offices-new");
    let head = Page::titled(&title).crumbs(crumbs(visit, &BETWEEN, &title)).failed(failed);
    let view = NewView { tr, parents, areas: forms::areas(state, tr, None), typed, faults };
    Ok(visit.page(head, move || pages::new(view)).await)
}
