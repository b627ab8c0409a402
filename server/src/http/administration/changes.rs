//! What administrators changed, and putting it back.

use super::{crumbs, restoring, seen, typed, why, words};
use crate::access::{AdministrationReader, RevertibleChange, ShownChange};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::administration::{
    KINDS, Outcome, calendar, disqualified, guides, letters, office_openings, offices, present, put_back as revert,
    retention, terms,
};
use crate::office::reasons;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::administration::{self, Told};
use app::pages::account::faults::Faults;
use app::pages::administration::changes::{self as pages, BackView, ChangesView, OneView};
use app::ui::Link;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;

/// Kinds of which something that was made can be taken away again.
const KINDS_MADE_UNDONE: [&str; 9] = [
    calendar::KIND,
    terms::KIND,
    offices::CLOSURE,
    office_openings::OPENING,
    letters::KIND,
    reasons::KIND,
    guides::KIND,
    disqualified::KIND,
    retention::KIND,
];

/// Changes on a page.
const SHOWN: usize = 50;

pub async fn list(
    State(state): State<AppState>,
    _: AdministrationReader,
    Query(pairs): Query<Vec<(String, String)>>,
    visit: Visit,
) -> Result<Response, Failure> {
    let asked = typed(&pairs, &["kind", "before"]);
    let kind = KINDS.into_iter().find(|kind| *kind == asked.get("kind"));
    let before = Some(asked.get("before").to_owned()).filter(|id| !id.is_empty());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let limit = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
        let changes = administration::newest(conn, kind, before.as_deref(), limit)?;
        let names = words::names(conn, &changes)?;
        Ok((changes, names))
    };
    let (mut changes, names) = state.db.read(load).await?;
    let more = changes.len() > SHOWN;
    changes.truncate(SHOWN);
    let tr = visit.tr;
    let older = changes.last().filter(|_| more).map(|(last, _)| {
        let kept = kind.map(|kind| format!("kind={kind}&")).unwrap_or_default();
        format!("/office/administration/changes?{kept}before={}", last.id)
    });
    let view = ChangesView {
        tr,
        kinds: KINDS.into(),
        kind,
        changes: changes.iter().map(|change| words::view(&state, tr, &names, change)).collect(),
        older,
    };
    let title = tr.t("changes-title-administration");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title));
    Ok(visit.page(head, move || pages::page(view)).await)
}

pub async fn show(State(state): State<AppState>, shown: ShownChange, visit: Visit) -> Result<Response, Failure> {
    let said = Said { typed: String::new(), faults: Faults::default(), since: Vec::new() };
    respond(&state, &visit, (shown.row, shown.by), shown.reader.writes(), said).await
}

/// What the page says beside the change.
struct Said {
    typed: String,
    faults: Faults,
    since: Vec<Told>,
}

pub async fn put_back(
    State(state): State<AppState>,
    change: RevertibleChange,
    visit: Visit,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let sent = typed(&pairs, &["why", "seen"]);
    let mut faults = Faults::default();
    let reason = why(tr, &sent, "why", &mut faults);
    let mut said = Said { typed: sent.get("why").to_owned(), faults, since: Vec::new() };
    let row = change.row.clone();
    let by = change.by.clone();
    if said.faults.is_empty() {
        match revert(&state, change, seen(&sent), reason).await? {
            Outcome::Done => return Ok(Redirect::to(&words::href(&row)).into_response()),
            Outcome::Since(since) => {
                said.faults = Faults::page(tr.t("administration-changed"));
                said.since = since;
            }
            Outcome::Refused(code) => said.faults = Faults::page(tr.t(&format!("administration-fault-{code}"))),
        }
    }
    respond(&state, &visit, (row, by), true, said).await
}

async fn respond(state: &AppState, visit: &Visit, change: Told, writes: bool, said: Said) -> Result<Response, Failure> {
    let (told, today) = (change.clone(), state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let now = present(conn, &told.0, today)?;
        let seen = administration::revision(conn, &told.0.kind, &told.0.subject)?;
        let names = words::names(conn, std::slice::from_ref(&told))?;
        Ok((now, seen, names, restoring::offered(conn, &told.0, today)?))
    };
    let (now, seen, names, offered) = state.db.read(load).await?;
    let tr = visit.tr;
    let row = &change.0;
    let anew = (writes && offered).then(|| {
        let href = words::href(row);
        let joint = if href.contains('?') { '&' } else { '?' };
        Link::new(tr.t(&format!("changes-anew-{}", row.kind)), format!("{href}{joint}back={}", row.id))
    });
    // What has held is not taken away: it is followed by the former value, entered anew.
    let held = anew.is_some() && row.kind != calendar::KIND;
    let what = words::differences(state, tr, (&row.kind, &row.subject), &now, &row.was);
    let undone = row.was == "null" && !KINDS_MADE_UNDONE.contains(&row.kind.as_str());
    let (back, cannot) = match () {
        () if !writes => (None, None),
        () if held => (None, None),
        () if undone => (None, Some(tr.t(&format!("changes-cannot-{}", row.kind)))),
        () if what.is_empty() => (None, Some(tr.t("changes-cannot-same"))),
        () => (Some(BackView { what, seen }), None),
    };
    let failed = !said.faults.is_empty();
    let view = OneView {
        tr,
        change: words::view(state, tr, &names, &change),
        subject: Link::new(words::about(state, tr, &names, row), words::href(row)),
        back,
        anew,
        cannot,
        typed: said.typed,
        faults: said.faults,
        since: said.since.iter().map(|change| words::view(state, tr, &names, change)).collect(),
    };
    let title = tr.t("changes-one");
    let between = [("changes-title-administration", "/office/administration/changes")];
    let mut visit = visit.clone();
    visit.path = format!("/office/administration/changes/{}", row.id);
    let head = Page::titled(&title).crumbs(crumbs(&visit, &between, &title)).failed(failed);
    Ok(visit.page(head, move || pages::one(view)).await)
}
