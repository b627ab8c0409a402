//! The catalogue of reasons by date.

use super::{crumbs, dated, restoring, rules, seen, typed, why, words};
use crate::access::{AdministrationReader, Administrator};
use crate::failure::Failure;
use crate::http::visit::{Page, Visit};
use crate::office::administration::dated::{Dated, enter as verb};
use crate::office::administration::{Outcome, Wanted};
use crate::office::reasons::{KIND, subject};
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::administration::{self, Told};
use crate::store::dated_texts::{self as store, DatedTextRow};
use crate::store::{AnyConn, second_person};
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::pages::administration::dated::{CheckView, RowView, check as check_page};
use app::pages::administration::reasons::{self as pages, FIELDS, ReasonLine, ReasonView, ReasonsView};
use app::pages::administration::rules::Checked;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use portal::answers::Answers;
use portal::collation::{compare, sort_by_name};
use portal::lang::Names3;
use portal::procedures::Procedure;
use portal::reasons::{DECISIONS, Decision, Kept};

const BASE: &str = "/office/administration/reasons";
const LONGEST: usize = 300;

type Pairs = Vec<(String, String)>;

pub async fn list(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Query(query): Query<Pairs>,
    visit: Visit,
) -> Result<Response, Failure> {
    let tr = visit.tr;
    let asked = typed(&query, &["decision", "code"]);
    let mut faults = Faults::default();
    // The form that asks for a new one.
    if query.iter().any(|(name, _)| name == "code") {
        match key(asked.get("decision"), asked.get("code")) {
            Ok(key) => return Ok(Redirect::to(&href(&key)).into_response()),
            Err(_) => faults.add("code", tr.t("reasons-code-wrong")),
        }
    }
    let rows = state.db.read(|conn| store::of_kind(conn, KIND).map_err(Failure::from)).await?;
    let today = state.clock.today();
    let mut lines: Vec<ReasonLine> = Vec::new();
    for of_one in rows.chunk_by(|one, other| one.subject == other.subject) {
        lines.extend(line(tr, of_one, today));
    }
    let order = |line: &ReasonLine| DECISIONS.iter().position(|decision| decision.code == line.decision);
    lines.sort_by(|one, other| {
        let [first, second] = [one, other].map(|line| line.sentence.as_deref().unwrap_or_default());
        order(one).cmp(&order(other)).then_with(|| compare(tr.lang(), first, second))
    });
    let failed = !faults.is_empty();
    let view = ReasonsView {
        tr,
        lines,
        decisions: DECISIONS.iter().map(|decision| decision.code).collect(),
        writes: reader.writes(),
        typed: asked,
        faults,
    };
    let title = tr.t("reasons-title");
    let mut visit = visit.clone();
    visit.path = BASE.to_owned();
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[], &title)).failed(failed);
    Ok(visit.page(head, move || pages::page(view)).await)
}

/// One reason of the list, from its rows.
fn line(tr: Tr, rows: &[DatedTextRow], today: NaiveDate) -> Option<ReasonLine> {
    let (decision, code) = rows.first()?.subject.split_once('/')?;
    let now = rows.iter().rfind(|row| row.valid_from <= today).and_then(DatedTextRow::read::<Kept>);
    let next = rows.iter().find(|row| row.valid_from > today);
    let holds = now.clone().filter(|kept| kept.until.is_none_or(|until| until >= today));
    let ends = holds.as_ref().and_then(|kept| kept.until);
    let shown = now.or_else(|| next.and_then(DatedTextRow::read));
    Some(ReasonLine {
        href: href(&(Decision::of(decision)?.code, code.to_owned())),
        decision: Decision::of(decision)?.code,
        code: code.to_owned(),
        sentence: holds.map(|kept| kept.sentence.get(tr.lang()).to_owned()),
        procedures: shown.as_ref().map_or(0, |kept| kept.procedures.len()),
        all: shown.as_ref().is_some_and(|kept| kept.procedures.len() == Procedure::ALL.len()),
        act: shown.as_ref().map(|kept| kept.act.clone()).unwrap_or_default(),
        verified: shown.is_some_and(|kept| kept.verified),
        next: match (next, ends) {
            (Some(row), _) => Some(tr.ta("dated-next", &[("date", tr.date_short(row.valid_from).into())])),
            (None, Some(until)) => Some(tr.ta("dated-ends", &[("date", tr.date_short(until).into())])),
            (None, None) => None,
        },
    })
}

/// Code of the decision and of the reason.
type Key = (&'static str, String);

fn href((decision, code): &Key) -> String {
    format!("{BASE}/{decision}/{code}")
}

/// The reason that an address names; it may be a new one.
fn key(decision: &str, code: &str) -> Result<Key, Failure> {
    let decision = Decision::of(decision).ok_or(Failure::NotFound)?;
    let code = code.trim();
    let letters = code.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    let fits = (3..=40).contains(&code.len()) && letters && code.starts_with(|c: char| c.is_ascii_lowercase());
    if fits { Ok((decision.code, code.to_owned())) } else { Err(Failure::NotFound) }
}

struct Said {
    typed: Answers,
    faults: Faults,
    since: Vec<Told>,
}

pub async fn show(
    State(state): State<AppState>,
    reader: AdministrationReader,
    Path((decision, code)): Path<(String, String)>,
    Query(query): Query<Pairs>,
    visit: Visit,
) -> Result<Response, Failure> {
    let key = key(&decision, &code)?;
    let (today, subject) = (state.clock.today(), subject(key.0, &key.1));
    let back = typed(&query, &["back"]).get("back").to_owned();
    let change = restoring::change(&state, (KIND, &subject), &back).await?;
    let rows = state.db.read(move |conn| store::of_subject(conn, KIND, &subject).map_err(Failure::from)).await?;
    let mut typed = Answers::default();
    let restored = change.as_ref().and_then(|change| restoring::text::<Kept>(&rows, change));
    if let (Some(change), Some(_)) = (&change, &restored) {
        typed.set("reverts", &change.id);
        restoring::write_tomorrow(&mut typed, today);
    }
    // A change begins with what holds.
    if let Some(kept) = restored.or_else(|| rows.last().and_then(DatedTextRow::read)) {
        write(&mut typed, &kept);
    }
    respond(&state, &visit, reader.writes(), key, Said { typed, faults: Faults::default(), since: Vec::new() }).await
}

/// Writes a reason into the boxes of the form.
fn write(typed: &mut Answers, kept: &Kept) {
    typed.set("sentence_be", &kept.sentence.be);
    typed.set("sentence_ru", &kept.sentence.ru);
    typed.set("sentence_en", &kept.sentence.en);
    typed.set("act", &kept.act);
    typed.set("verified", if kept.verified { "on" } else { "" });
    typed.set("procedures", &kept.procedures.join(" "));
    if let Some(until) = kept.until {
        restoring::write_day(typed, "until", until);
    }
}

/// What the form asks for, where it is whole.
fn read(visit: &Visit, today: NaiveDate, typed: &Answers) -> Result<(Dated<Kept>, Words), Faults> {
    let tr = visit.tr;
    let mut faults = Faults::default();
    let [ru, be, en] = ["sentence_ru", "sentence_be", "sentence_en"].map(|field| {
        let sentence = one_line(typed.get(field));
        if sentence.is_empty() || sentence.chars().count() > LONGEST {
            faults.add(field, tr.t("reasons-sentence-missing"));
        }
        sentence
    });
    let act = dated::act(tr, typed, &mut faults);
    let wanted: Vec<&str> = typed.get("procedures").split_whitespace().collect();
    let procedures = Procedure::ALL.into_iter().map(Procedure::slug).filter(|slug| wanted.contains(slug));
    let procedures: Vec<String> = procedures.map(str::to_owned).collect();
    if procedures.is_empty() {
        faults.add("procedures", tr.t("reasons-fits-missing"));
    }
    let from = dated::from(tr, typed, today, &mut faults);
    let ends = ["day", "month", "year"].iter().any(|part| !typed.get(&format!("until_{part}")).trim().is_empty());
    let until = if ends { rules::day(tr, typed, "until", "reasons-until", &mut faults) } else { None };
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        faults.add("until", tr.t("reasons-until-before"));
    }
    let reason = why(tr, typed, "why", &mut faults);
    let (Some(valid_from), true) = (from, faults.is_empty()) else { return Err(faults) };
    let verified = typed.get("verified") == "on";
    Ok((
        Dated { valid_from, text: Kept { sentence: Names3::new(be, ru, en), act, verified, procedures, until } },
        reason,
    ))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub async fn enter(
    State(state): State<AppState>,
    by: Administrator,
    Path((decision, code)): Path<(String, String)>,
    visit: Visit,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Failure> {
    let key = key(&decision, &code)?;
    let confirmed = pairs.iter().any(|(name, _)| name == "confirmed");
    let sent = typed(&pairs, &["seen"]);
    let mut typed = typed(&pairs, &FIELDS);
    // Each box is a pair of its own; the page that checks sends all of them in one.
    let chosen = pairs.iter().filter(|(name, _)| name == "procedures").map(|(_, slug)| slug.as_str());
    typed.set("procedures", &chosen.collect::<Vec<_>>().join(" ").replace('\0', ""));
    let (to, reason) = match read(&visit, state.clock.today(), &typed) {
        Ok(read) => read,
        Err(faults) => return respond(&state, &visit, true, key, Said { typed, faults, since: Vec::new() }).await,
    };
    if !confirmed {
        return check(&state, &visit, key, to, typed).await;
    }
    let subject = subject(key.0, &key.1);
    let reverts = restoring::change(&state, (KIND, &subject), typed.get("reverts")).await?.map(|change| change.id);
    let wanted = Wanted { to, seen: seen(&sent), why: reason, reverts };
    let mut said = Said { typed, faults: Faults::default(), since: Vec::new() };
    match verb(&state, by, (KIND, subject), wanted).await? {
        Outcome::Done => return Ok(Redirect::to(&href(&key)).into_response()),
        Outcome::Since(since) => {
            said.faults = Faults::page(visit.tr.t("administration-changed"));
            said.since = since;
        }
        Outcome::Refused(code) => said.faults.add("from", visit.tr.t(&format!("administration-fault-{code}"))),
    }
    respond(&state, &visit, true, key, said).await
}

async fn check(
    state: &AppState,
    visit: &Visit,
    key: Key,
    to: Dated<Kept>,
    typed: Answers,
) -> Result<Response, Failure> {
    let (subject, code) = (subject(key.0, &key.1), key.1.clone());
    let about = subject.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let rows = store::of_subject(conn, KIND, &subject)?;
        let waiting = second_person::naming(conn, &code)?;
        Ok((rows, administration::revision(conn, KIND, &subject)?, waiting))
    };
    let (rows, seen, waiting) = state.db.read(load).await?;
    let before = rows.iter().rfind(|row| row.valid_from < to.valid_from).and_then(Dated::<Kept>::of);
    let tr = visit.tr;
    let mut says = vec![tr.t("reasons-check-old")];
    says.extend((waiting > 0).then(|| tr.ta("reasons-check-waiting", &[("count", waiting.into())])));
    let view = CheckView {
        tr,
        href: href(&key),
        of: title(state, tr, &key),
        what: words::differences(state, tr, (KIND, &about), &dated::json(&before), &dated::json(&Some(&to))),
        from: to.valid_from,
        says,
        checked: Checked { typed, seen },
    };
    dated::check_page(visit, ("reasons-title", BASE), href(&key), move || check_page(view, ())).await
}

async fn respond(state: &AppState, visit: &Visit, writes: bool, key: Key, said: Said) -> Result<Response, Failure> {
    let loaded = dated::load(state, KIND, subject(key.0, &key.1)).await?;
    let (tr, today) = (visit.tr, state.clock.today());
    let failed = !said.faults.is_empty();
    let mut procedures: Vec<(String, String)> =
        Procedure::ALL.map(|p| (p.slug().to_owned(), tr.t(&format!("procedure-{}", p.slug())))).into();
    sort_by_name(tr.lang(), &mut procedures, |(_, title)| title);
    let rows = loaded.rows(today, |row| {
        let kept: Kept = row.read()?;
        Some(RowView {
            from: row.valid_from,
            says: says(tr, &kept),
            act: kept.act,
            verified: kept.verified,
            by: None,
            now: false,
            ahead: false,
        })
    });
    let title = title(state, tr, &key);
    let view = ReasonView {
        tr,
        href: href(&key),
        decision: key.0,
        title: title.clone(),
        rows,
        procedures,
        changes: loaded.changes.iter().map(|change| words::view(state, tr, &loaded.names, change)).collect(),
        writes,
        typed: said.typed,
        faults: said.faults,
        since: said.since.iter().map(|change| words::view(state, tr, &loaded.names, change)).collect(),
    };
    let mut visit = visit.clone();
    visit.path = href(&key);
    let head = Page::titled(&title).crumbs(crumbs(&visit, &[("reasons-title", BASE)], &title)).failed(failed);
    Ok(visit.page(head, move || pages::one(view)).await)
}

/// What a reason is called: its sentence, or the code of one that is being made.
fn title(state: &AppState, tr: Tr, key: &Key) -> String {
    let sentence = state.reasons.sentence(tr, key.0, &key.1, state.clock.today());
    sentence.unwrap_or_else(|| tr.ta("reasons-one", &[("code", key.1.clone().into())]))
}

/// What a row says, line by line.
fn says(tr: Tr, kept: &Kept) -> Vec<String> {
    let mut lines = vec![kept.sentence.get(tr.lang()).to_owned()];
    lines.push(match kept.procedures.len() == Procedure::ALL.len() {
        true => tr.t("wording-all-procedures"),
        false => words::procedures(tr, &kept.procedures),
    });
    lines.extend(kept.until.map(|until| tr.ta("dated-ends", &[("date", tr.date_short(until).into())])));
    lines
}
