//! The pieces of procedures' guides by date.

use super::{crumbs, dated, restoring, seen, typed, why, words};
use crate::access::{AdministrationReader, Administrator};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::administration::dated::{Dated, enter as verb};
use crate::office::administration::guides::KIND;
use crate::office::administration::{Outcome, Wanted};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::administration::{self, Told};
use crate::store::dated_texts::{self as store, DatedTextRow};
use app::pages::account::faults::Faults;
use app::pages::administration::dated::{CheckView, RowView, check as check_page};
use app::pages::administration::guides::{self as pages, FIELDS, GuideLine, GuideView, PIECES, preview};
use app::pages::administration::rules::Checked;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use portal::answers::Answers;
use portal::collation::sort_by_name;
use portal::guide::{Pieces, Texts};
use portal::lang::Lang;
use portal::procedures::Procedure;

const BASE: &str = "/office/administration/procedures";

/// The longest piece, in characters; who files is said in a line.
const LONGEST: u32 = 2_000;
const LONGEST_LINE: u32 = 300;

type Pairs = Vec<(String, String)>;

pub async fn list(State(state): State<AppState>, _: AdministrationReader, visit: Visit) -> Result<Response, Failure> {
    let rows = state.db.read(|conn| store::of_kind(conn, KIND).map_err(Failure::from)).await?;
    let (tr, today) = (visit.tr, state.clock.today());
    let line = |procedure: Procedure| {
        let own: Vec<&DatedTextRow> = rows.iter().filter(|row| row.subject == procedure.slug()).collect();
        let now = own.iter().rfind(|row| row.valid_from <= today);
        let next = own.iter().find(|row| row.valid_from > today);
        let since = |row: &&&DatedTextRow| tr.ta("dated-since", &[("date", tr.date_short(row.valid_from).into())]);
        let said = now.and_then(|row| row.read::<Pieces>()).filter(says_something);
        GuideLine {
            href: href(procedure),
            title: tr.t(&format!("procedure-{}", procedure.slug())),
            now: now.as_ref().filter(|_| said.is_some()).map(since),
            next: next.as_ref().map(since),
            act: said.map(|pieces| pieces.act).unwrap_or_default(),
        }
    };
    let mut lines: Vec<GuideLine> = Procedure::ALL.into_iter().map(line).collect();
    sort_by_name(tr.lang(), &mut lines, |line| &line.title);
    let title = tr.t("guides-title");
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title));
    Ok(visit.page(head, move || pages::page(tr, lines)).await)
}

fn says_something(pieces: &Pieces) -> bool {
    let texts = [&pieces.who, &pieces.ready, &pieces.note];
    texts.iter().any(|texts| Lang::ALL.into_iter().any(|lang| !texts.get(lang).is_empty()))
}

fn href(procedure: Procedure) -> String {
    format!("{BASE}/{}", procedure.slug())
}

struct Said {
    typed: Answers,
    faults: Faults,
    since: Vec<Told>,
}

pub async fn show(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Path(slug): Path<String>,
    Query(query): Query<Pairs>,
    visit: Visit,
) -> Result<Response, Failure> {
    let procedure = Procedure::from_slug(&slug).ok_or(Failure::NotFound)?;
    let back = typed(&query, &["back"]).get("back").to_owned();
    let change = restoring::change(&state, (KIND, procedure.slug()), &back).await?;
    let load = move |conn: &mut AnyConn| store::of_subject(conn, KIND, procedure.slug()).map_err(Failure::from);
    let rows = state.db.read(load).await?;
    let mut typed = Answers::default();
    let pieces: Option<Pieces> = match &change {
        Some(change) => {
            typed.set("reverts", &change.id);
            restoring::write_tomorrow(&mut typed, state.clock.today());
            restoring::text(&rows, change)
        }
        // A change begins with what is there.
        None => rows.last().and_then(DatedTextRow::read),
    };
    write(&mut typed, &pieces.unwrap_or_default());
    respond(&state, &visit, reader.writes(), procedure, Said { typed, faults: Faults::default(), since: Vec::new() })
        .await
}

/// Writes pieces into the boxes of the form.
fn write(typed: &mut Answers, pieces: &Pieces) {
    for lang in Lang::ALL {
        for (piece, texts) in PIECES.iter().zip([&pieces.who, &pieces.ready, &pieces.note]) {
            typed.set(&format!("{piece}_{}", lang.tag()), texts.get(lang));
        }
    }
    typed.set("act", &pieces.act);
    typed.set("verified", if pieces.verified { "on" } else { "" });
}

/// What the form asks for, where it is whole.
fn read(visit: &Visit, today: NaiveDate, typed: &Answers) -> Result<(Dated<Pieces>, Words), Faults> {
    let tr = visit.tr;
    let mut faults = Faults::default();
    let mut piece = |name: &str, longest: u32, one_line: bool| -> Texts {
        let mut texts = Texts::default();
        for lang in Lang::ALL {
            let field = field(name, lang);
            match Words::read(typed.get(field), longest) {
                Ok(words) if one_line => {
                    texts.set(lang, words.as_str().split_whitespace().collect::<Vec<_>>().join(" "));
                }
                Ok(words) => texts.set(lang, words.as_str().to_owned()),
                Err(long) => {
                    faults.add(field, tr.ta("wording-too-long", &[("longest", i64::from(long.longest).into())]));
                }
            }
        }
        // Whoever reads another language is told the same.
        if !texts.is_whole() {
            for lang in Lang::ALL.into_iter().filter(|lang| texts.get(*lang).is_empty()) {
                if faults.of(field(name, lang)).is_none() {
                    faults.add(field(name, lang), tr.t("guides-language-missing"));
                }
            }
        }
        texts
    };
    let (who, ready, note) =
        (piece("who", LONGEST_LINE, true), piece("ready", LONGEST, false), piece("note", LONGEST, false));
    let act = dated::act(tr, typed, &mut faults);
    let from = dated::from(tr, typed, today, &mut faults);
    let reason = why(tr, typed, "why", &mut faults);
    let (Some(valid_from), true) = (from, faults.is_empty()) else { return Err(faults) };
    let verified = typed.get("verified") == "on";
    Ok((Dated { valid_from, text: Pieces { who, ready, note, act, verified } }, reason))
}

/// The field of a piece in a language, as the form names it.
fn field(piece: &str, lang: Lang) -> &'static str {
    FIELDS.into_iter().find(|field| field.split_once('_') == Some((piece, lang.tag()))).unwrap_or_default()
}

pub async fn enter(
    State(state): State<AppState>,
    by: Administrator,
    Path(slug): Path<String>,
    visit: Visit,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Failure> {
    let procedure = Procedure::from_slug(&slug).ok_or(Failure::NotFound)?;
    let confirmed = pairs.iter().any(|(name, _)| name == "confirmed");
    let sent = typed(&pairs, &["seen"]);
    let typed = typed(&pairs, &FIELDS);
    let (to, reason) = match read(&visit, state.clock.today(), &typed) {
        Ok(read) => read,
        Err(faults) => {
            return respond(&state, &visit, true, procedure, Said { typed, faults, since: Vec::new() }).await;
        }
    };
    if !confirmed {
        return check(&state, &visit, procedure, to, typed).await;
    }
    let reverts = restoring::change(&state, (KIND, procedure.slug()), typed.get("reverts")).await?;
    let wanted = Wanted { to, seen: seen(&sent), why: reason, reverts: reverts.map(|change| change.id) };
    let mut said = Said { typed, faults: Faults::default(), since: Vec::new() };
    match verb(&state, by, (KIND, procedure.slug().to_owned()), wanted).await? {
        Outcome::Done => return Ok(Redirect::to(&href(procedure)).into_response()),
        Outcome::Since(since) => {
            said.faults = Faults::page(visit.tr.t("administration-changed"));
            said.since = since;
        }
        Outcome::Refused(code) => said.faults.add("from", visit.tr.t(&format!("administration-fault-{code}"))),
    }
    respond(&state, &visit, true, procedure, said).await
}

async fn check(
    state: &AppState,
    visit: &Visit,
    procedure: Procedure,
    to: Dated<Pieces>,
    typed: Answers,
) -> Result<Response, Failure> {
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let rows = store::of_subject(conn, KIND, procedure.slug())?;
        Ok((rows, administration::revision(conn, KIND, procedure.slug())?))
    };
    let (rows, seen) = state.db.read(load).await?;
    let before = rows.iter().rfind(|row| row.valid_from < to.valid_from).and_then(Dated::<Pieces>::of);
    let tr = visit.tr;
    let what = words::differences(state, tr, (KIND, procedure.slug()), &dated::json(&before), &dated::json(&Some(&to)));
    let view = CheckView {
        tr,
        href: href(procedure),
        of: tr.t(&format!("procedure-{}", procedure.slug())),
        what,
        from: to.valid_from,
        says: vec![tr.t("guides-check-empty")],
        checked: Checked { typed, seen },
    };
    let pieces = to.text;
    let body = move || check_page(view, preview(tr, procedure, pieces));
    dated::check_page(visit, ("guides-title", BASE), href(procedure), body).await
}

async fn respond(
    state: &AppState,
    visit: &Visit,
    writes: bool,
    procedure: Procedure,
    said: Said,
) -> Result<Response, Failure> {
    let loaded = dated::load(state, KIND, procedure.slug().to_owned()).await?;
    let (tr, today) = (visit.tr, state.clock.today());
    let failed = !said.faults.is_empty();
    let rows = loaded.rows(today, |row| {
        let pieces: Pieces = row.read()?;
        let line = |(piece, texts): (&str, &Texts)| match texts.get(tr.lang()) {
            "" => None,
            text => Some(format!("{}: {text}", tr.t(&format!("guides-{piece}")))),
        };
        let texts = [&pieces.who, &pieces.ready, &pieces.note];
        let mut says: Vec<String> = PIECES.into_iter().zip(texts).filter_map(line).collect();
        if says.is_empty() {
            says.push(tr.t("guides-own"));
        }
        let (act, verified) = (pieces.act, pieces.verified);
        Some(RowView { from: row.valid_from, says, act, verified, by: None, now: false, ahead: false })
    });
    let view = GuideView {
        tr,
        href: href(procedure),
        procedure,
        rows,
        changes: loaded.changes.iter().map(|change| words::view(state, tr, &loaded.names, change)).collect(),
        writes,
        typed: said.typed,
        faults: said.faults,
        since: said.since.iter().map(|change| words::view(state, tr, &loaded.names, change)).collect(),
    };
    let title = tr.t(&format!("procedure-{}", procedure.slug()));
    let mut visit = visit.clone();
    visit.path = href(procedure);
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[("guides-title", BASE)], &title)).failed(failed);
    Ok(visit.page(head, move || pages::one(view)).await)
}
