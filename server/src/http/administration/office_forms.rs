//! Reading the forms about offices.

use super::offices::WithWhy;
use super::words::area_words;
use super::{rules, why};
use crate::http::form;
use crate::office::administration::office_mendings::{CODES, Mended};
use crate::office::administration::office_openings::{AreaOf, Opening};
use crate::office::administration::offices::{Closure, Details};
use crate::state::AppState;
use crate::store::offices::OfficeRow;
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use chrono::{Datelike, NaiveDate};
use portal::answers::Answers;
use portal::collation::compare;
use portal::hours::{Hours, Span};
use portal::offices::Contacts;

/// The longest name and the longest address, in characters.
const LONGEST: usize = 300;

/// The days of the week as fields.
const DAYS: [&str; 7] = ["hours_1", "hours_2", "hours_3", "hours_4", "hours_5", "hours_6", "hours_7"];

/// The form as the office stands now.
pub fn filled(office: &OfficeRow, contacts: &Contacts, today: NaiveDate) -> Answers {
    let mut typed = Answers::default();
    typed.set("name_ru", &office.name_ru);
    typed.set("name_be", &office.name_be);
    typed.set("name_en", &office.name_en);
    typed.set("address", &contacts.address);
    typed.set("phone", &contacts.phone);
    typed.set("email", &contacts.email);
    for (field, span) in DAYS.into_iter().zip(contacts.hours.days) {
        typed.set(field, &span.map(|span| span.to_string()).unwrap_or_default());
    }
    typed.set("pause", &contacts.hours.pause.map(|span| span.to_string()).unwrap_or_default());
    typed.set("code", &office.code.to_string());
    typed.set("soato", &office.soato.to_string());
    typed.set("area_of", &area_word(AreaOf::of(office)));
    typed.set("from_day", &today.day().to_string());
    typed.set("from_month", &today.month().to_string());
    typed.set("from_year", &today.year().to_string());
    typed
}

/// Words on one line.
fn line(typed: &Answers, field: &str) -> String {
    typed.get(field).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name that must be there.
fn name(tr: Tr, typed: &Answers, field: &'static str, faults: &mut Faults) -> String {
    let name = line(typed, field);
    if name.is_empty() {
        faults.add(field, tr.t("offices-name-missing"));
    } else if name.chars().count() > LONGEST {
        faults.add(field, tr.t("offices-text-long"));
    }
    name
}

fn span(tr: Tr, typed: &Answers, field: &'static str, faults: &mut Faults) -> Option<Span> {
    let text = typed.get(field).trim();
    if text.is_empty() {
        return None;
    }
    let span = Span::read(text);
    if span.is_none() {
        faults.add(field, tr.t("offices-hours-wrong"));
    }
    span
}

/// What an office says from a day on; `None` where the day is no day.
pub fn details(tr: Tr, typed: &Answers, today: NaiveDate, faults: &mut Faults) -> Option<WithWhy<Details>> {
    let [name_ru, name_be, name_en] = ["name_ru", "name_be", "name_en"].map(|field| name(tr, typed, field, faults));
    let (address, phone, email) = (line(typed, "address"), line(typed, "phone"), line(typed, "email"));
    if address.chars().count() > LONGEST {
        faults.add("address", tr.t("offices-text-long"));
    }
    let dialled = |c: char| c.is_ascii_digit() || " +-(),;".contains(c);
    if !phone.chars().all(dialled) || phone.chars().count() > 100 {
        faults.add("phone", tr.t("offices-phone-wrong"));
    }
    if !email.is_empty() && form::email(&email).is_err() {
        faults.add("email", tr.t("offices-email-wrong"));
    }
    let mut hours = Hours::default();
    for (day, field) in hours.days.iter_mut().zip(DAYS) {
        *day = span(tr, typed, field, faults);
    }
    hours.pause = span(tr, typed, "pause", faults);
    let valid_from = rules::day(tr, typed, "from", "terms-from", faults);
    if valid_from.is_some_and(|day| day < today) {
        faults.add("from", tr.t("administration-fault-from-today"));
    }
    let why = why(tr, typed, "why", faults);
    let valid_from = valid_from?;
    Some((Details { valid_from, name_be, name_ru, name_en, address, phone, email, hours: hours.to_text() }, why))
}

/// Who goes on with an office's work, and from when.
pub fn closure(tr: Tr, typed: &Answers, today: NaiveDate, faults: &mut Faults) -> Option<WithWhy<Closure>> {
    let successor = typed.get("successor").parse().ok();
    if successor.is_none() {
        faults.add("successor", tr.t("offices-successor-missing"));
    }
    let closes_on = rules::day(tr, typed, "closes", "offices-closes-on", faults);
    if closes_on.is_some_and(|day| day <= today) {
        faults.add("closes", tr.t("administration-fault-from-tomorrow"));
    }
    let why = why(tr, typed, "closure_why", faults);
    Some((Closure { closes_on: closes_on?, successor: successor? }, why))
}

/// Of which area an office answers: `own`, the code of one that closed, or of none.
fn area_of(tr: Tr, typed: &Answers, faults: &mut Faults) -> AreaOf {
    match (typed.get("area_of"), typed.get("area_of").parse()) {
        ("", _) => AreaOf::Nobody,
        ("own", _) => AreaOf::Own,
        (_, Ok(code)) => AreaOf::Closed(code),
        _ => {
            faults.add("area_of", tr.t("administration-fault-area-wrong"));
            AreaOf::Nobody
        }
    }
}

/// The word of an area in the form.
pub fn area_word(area: AreaOf) -> String {
    match area {
        AreaOf::Nobody => String::new(),
        AreaOf::Own => "own".to_owned(),
        AreaOf::Closed(code) => code.to_string(),
    }
}

/// A SOATO: ten digits, of which the first is the region's.
fn soato(tr: Tr, typed: &Answers, faults: &mut Faults) -> Option<i64> {
    let text = Some(typed.get("soato").trim()).filter(|text| text.len() == 10 && text.starts_with('7'));
    let soato = text.filter(|text| text.bytes().all(|digit| digit.is_ascii_digit())).and_then(|text| text.parse().ok());
    if soato.is_none() {
        faults.add("soato", tr.t("offices-soato-wrong"));
    }
    soato
}

/// A code in the register.
fn code(tr: Tr, typed: &Answers, faults: &mut Faults) -> Option<i32> {
    let code = typed.get("code").trim().parse().ok().filter(|code| CODES.contains(code));
    if code.is_none() {
        faults.add("code", tr.t("offices-code-wrong"));
    }
    code
}

/// The code that an office is to have, where one was entered.
pub fn opening_code(tr: Tr, typed: &Answers, faults: &mut Faults) -> Option<i32> {
    if typed.get("code").trim().is_empty() { None } else { code(tr, typed, faults) }
}

/// What is to be mended of an office.
pub fn mending(tr: Tr, typed: &Answers, faults: &mut Faults) -> Option<WithWhy<Mended>> {
    let (code, soato) = (code(tr, typed, faults), soato(tr, typed, faults));
    let area_of = area_of(tr, typed, faults);
    let why = why(tr, typed, "mending_why", faults);
    Some((Mended { code: code?, soato: soato?, area_of }, why))
}

/// The areas that an office can be given: its own, and those of offices that closed and for which none was opened.
pub fn areas(state: &AppState, tr: Tr, code: Option<i32>) -> Vec<(String, String)> {
    let taken = |area: i32| state.offices.ever().any(|other| other.area_of == Some(area) && Some(other.code) != code);
    let closed = state.offices.ever().filter(|office| {
        state.offices.closure(office.code).is_some() && state.offices.has_area(office) && !taken(office.code)
    });
    let mut all = vec![AreaOf::Own];
    all.extend(closed.filter(|office| Some(office.code) != code).map(|office| AreaOf::Closed(office.code)));
    all.into_iter().map(|area| (area_word(area), area_words(state, tr, area))).collect()
}

/// An office that is to open.
pub fn opening(tr: Tr, typed: &Answers, today: NaiveDate, faults: &mut Faults) -> Option<WithWhy<Opening>> {
    let kind = Some(typed.get("kind")).filter(|kind| ["district", "rural"].contains(kind)).map(str::to_owned);
    if kind.is_none() {
        faults.add("kind", tr.t("offices-kind-missing"));
    }
    let parent = typed.get("parent").parse().ok();
    if parent.is_none() {
        faults.add("parent", tr.t("offices-above-missing"));
    }
    let [name_ru, name_be, name_en] = ["name_ru", "name_be", "name_en"].map(|field| name(tr, typed, field, faults));
    let [area_ru, area_be, area_en] = ["area_ru", "area_be", "area_en"].map(|field| name(tr, typed, field, faults));
    let soato = soato(tr, typed, faults);
    let area_of = area_of(tr, typed, faults);
    let opened_on = rules::day(tr, typed, "from", "offices-opens-on", faults);
    if opened_on.is_some_and(|day| day <= today) {
        faults.add("from", tr.t("administration-fault-from-tomorrow"));
    }
    let why = why(tr, typed, "why", faults);
    let (kind, parent, soato, opened_on) = (kind?, parent?, soato?, opened_on?);
    let names = (name_be, name_ru, name_en);
    let opening = Opening {
        kind,
        parent,
        soato,
        opened_on,
        name_be: names.0,
        name_ru: names.1,
        name_en: names.2,
        area_be,
        area_ru,
        area_en,
        area_of,
    };
    Some((opening, why))
}

/// The offices that may go on with another's work: of those that register, ones that do.
pub fn successors(state: &AppState, tr: Tr, office: &OfficeRow) -> Vec<(String, String)> {
    let able = |other: &&OfficeRow| {
        other.code != office.code
            && (other.registering || !office.registering)
            && other.kind != "region"
            && !state.offices.is_closed(other.code)
    };
    let mut found: Vec<&OfficeRow> = state.offices.ever().filter(able).collect();
    // Those beside it first.
    let order = |other: &OfficeRow| (other.parent != office.parent, !other.registering);
    let lang = tr.lang();
    found.sort_by(|one, other| {
        order(one).cmp(&order(other)).then_with(|| compare(lang, one.name(lang), other.name(lang)))
    });
    found.iter().map(|other| (other.code.to_string(), other.names().get(tr.lang()).to_owned())).collect()
}
