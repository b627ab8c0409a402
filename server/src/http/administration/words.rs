//! Changes in the words of their pages.

use super::terms;
use crate::clock::minsk;
use crate::http::letters::portal_href;
use crate::office::administration::calendar::{self, Day};
use crate::office::administration::dated::Dated;
use crate::office::administration::disqualified::{self, Batch};
use crate::office::administration::guides;
use crate::office::administration::letters as letter_verbs;
use crate::office::administration::office_mendings::{MENDING, Mended};
use crate::office::administration::office_openings::{AreaOf, OPENING, Opening};
use crate::office::administration::offices::{self, Closure, Details};
use crate::office::administration::retention::{self, Halt, Term};
use crate::office::administration::terms::{self as term_verbs, Value};
use crate::office::administration::users::{self, Standing};
use crate::office::reasons;
use crate::state::AppState;
use crate::store::administration::{ChangeRow, Told};
use crate::store::{AnyConn, people};
use app::l10n::Tr;
use app::pages::administration::calendar::kind as day_kind;
use app::pages::administration::changes::{ChangeView, Difference};
use app::pages::administration::guides::PIECES;
use app::pages::administration::offices::hours_in_words;
use app::pages::administration::retention as retention_pages;
use app::pages::letters;
use chrono::NaiveDate;
use diesel::QueryResult;
use portal::guide::Pieces;
use portal::lang::Lang;
use portal::letters::{Texts, fields};
use portal::reasons::Kept;
use portal::retention::Kind as DataKind;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// Kinds of changes of offices.
const OFFICES: [&str; 4] = [offices::DETAILS, offices::CLOSURE, OPENING, MENDING];

/// Names of what changes are about, by kind and key, where only the database knows them.
pub type Names = HashMap<(String, String), String>;

/// Looks the names up, one query a kind.
pub fn names(conn: &mut AnyConn, changes: &[Told]) -> QueryResult<Names> {
    let of_kind = |kind: &str| -> Vec<String> {
        changes.iter().filter(|(row, _)| row.kind == kind).map(|(row, _)| row.subject.clone()).collect()
    };
    let people = people::names(conn, of_kind(users::KIND))?;
    Ok(people.into_iter().map(|(id, name)| ((users::KIND.to_owned(), id), name)).collect())
}

/// A change for its page.
pub fn view(state: &AppState, tr: Tr, names: &Names, (row, by): &Told) -> ChangeView {
    ChangeView {
        id: row.id.clone(),
        at: minsk(row.at),
        by: by.clone(),
        about: about(state, tr, names, row),
        what: differences(state, tr, (&row.kind, &row.subject), &row.was, &row.became),
        why: row.why.clone(),
        reverts: row.reverts.clone(),
    }
}

/// What a change is about.
pub fn about(state: &AppState, tr: Tr, names: &Names, row: &ChangeRow) -> String {
    if OFFICES.contains(&row.kind.as_str()) {
        let name = row.subject.parse().map(|code| state.offices.name(code, tr.lang())).unwrap_or_default();
        let from = read::<Details>(&row.became).filter(|_| row.kind == offices::DETAILS);
        let from =
            from.map(|to| format!(", {}", tr.ta("offices-from", &[("date", tr.date_short(to.valid_from).into())])));
        return format!("{}: {name}{}", tr.t(&format!("changes-one-{}", row.kind)), from.unwrap_or_default());
    }
    if row.kind == term_verbs::KIND {
        let (of, name) = row.subject.split_once('/').unwrap_or_default();
        return format!("{}: {}", terms::of(tr, of), terms::name(tr, name));
    }
    if row.kind == reasons::KIND {
        let code = row.subject.split_once('/').map_or(row.subject.as_str(), |(_, code)| code);
        return format!("{}: {code}", tr.t("changes-one-reason"));
    }
    if row.kind == guides::KIND {
        return format!("{}: {}", tr.t("changes-one-guide"), tr.t(&format!("procedure-{}", row.subject)));
    }
    if row.kind == letter_verbs::KIND {
        let (kind, procedure) = row.subject.split_once('/').unwrap_or_default();
        let one = letters::kind(tr, kind);
        return match procedure {
            "" => format!("{}: {one}", tr.t("changes-one-letter")),
            slug => format!("{}: {one} ({})", tr.t("changes-one-letter"), tr.t(&format!("procedure-{slug}"))),
        };
    }
    if row.kind == retention::REMOVAL {
        return tr.t("changes-one-retention-removal");
    }
    if let (retention::KIND, Some(kind)) = (row.kind.as_str(), DataKind::from_code(&row.subject)) {
        return format!("{}: {}", tr.t("changes-one-retention"), retention_pages::name(tr, kind));
    }
    if row.kind == disqualified::KIND {
        return tr.t("changes-one-disqualified");
    }
    if let (calendar::KIND, Ok(day)) = (row.kind.as_str(), row.subject.parse::<NaiveDate>()) {
        return format!("{}: {}", tr.t("changes-one-calendar-day"), tr.date(day));
    }
    let name = names.get(&(row.kind.clone(), row.subject.clone())).cloned().unwrap_or_else(|| row.subject.clone());
    format!("{}: {name}", tr.t(&format!("changes-one-{}", row.kind)))
}

/// The page of what a change is about.
pub fn href(row: &ChangeRow) -> String {
    match row.kind.as_str() {
        letter_verbs::KIND => return portal_href(&row.subject),
        reasons::KIND => return format!("/office/administration/reasons/{}", row.subject),
        guides::KIND => return format!("/office/administration/procedures/{}", row.subject),
        term_verbs::KIND => return format!("/office/administration/terms/{}", row.subject),
        calendar::KIND => {
            let year = row.subject.split('-').next().unwrap_or_default();
            return format!("/office/administration/calendar?year={year}");
        }
        retention::KIND => return format!("/office/administration/retention/{}", row.subject),
        retention::REMOVAL => return "/office/administration/retention".to_owned(),
        disqualified::KIND => return "/office/administration/disqualified".to_owned(),
        kind if OFFICES.contains(&kind) => return format!("/office/administration/offices/{}", row.subject),
        _ => {}
    }
    format!("/office/administration/users/{}", row.subject)
}

fn read<T: DeserializeOwned>(json: &str) -> Option<T> {
    serde_json::from_str(json).ok().flatten()
}

/// What differs between two states, in words.
pub fn differences(
    state: &AppState,
    tr: Tr,
    (kind, subject): (&str, &str),
    was: &str,
    became: &str,
) -> Vec<Difference> {
    let lines = |json: &str| -> Vec<(String, String)> {
        match kind {
            users::KIND => read::<Standing>(json).map(|standing| of_person(state, tr, &standing)).unwrap_or_default(),
            calendar::KIND => read::<Day>(json).map(|day| of_day(tr, &day)).unwrap_or_default(),
            reasons::KIND => read::<Dated<Kept>>(json).map(|dated| of_reason(tr, &dated)).unwrap_or_default(),
            guides::KIND => read::<Dated<Pieces>>(json).map(|dated| of_guide(tr, &dated)).unwrap_or_default(),
            letter_verbs::KIND => of_letter(tr, &read::<Texts>(json).unwrap_or_default()),
            term_verbs::KIND => read::<Value>(json).map(|value| of_value(tr, subject, &value)).unwrap_or_default(),
            retention::KIND => read::<Term>(json).map(|term| of_term(tr, &term)).unwrap_or_default(),
            retention::REMOVAL => read::<Halt>(json).map(|halt| of_halt(tr, halt)).unwrap_or_default(),
            disqualified::KIND => read::<Batch>(json).map(|batch| of_batch(tr, &batch)).unwrap_or_default(),
            offices::DETAILS => read::<Details>(json).map(|details| of_details(tr, &details)).unwrap_or_default(),
            offices::CLOSURE => {
                read::<Closure>(json).map(|closure| of_closure(state, tr, &closure)).unwrap_or_default()
            }
            MENDING => read::<Mended>(json).map(|mended| of_mended(state, tr, &mended)).unwrap_or_default(),
            OPENING => read::<Opening>(json).map(|opening| of_opening(state, tr, &opening)).unwrap_or_default(),
            _ => Vec::new(),
        }
    };
    between(lines(was), lines(became))
}

/// What an office says of itself.
pub fn of_details(tr: Tr, details: &Details) -> Vec<(String, String)> {
    let name = |lang: &str| format!("{}: {}", tr.t("offices-name"), tr.t(&format!("offices-in-{lang}")));
    vec![
        (name("ru"), details.name_ru.clone()),
        (name("be"), details.name_be.clone()),
        (name("en"), details.name_en.clone()),
        (tr.t("contacts-address"), details.address.clone()),
        (tr.t("contacts-phone"), details.phone.clone()),
        (tr.t("contacts-email"), details.email.clone()),
        (tr.t("contacts-hours"), hours_in_words(tr, &details.hours)),
    ]
}

fn of_term(tr: Tr, term: &Term) -> Vec<(String, String)> {
    vec![
        (tr.t("terms-from"), tr.date_short(term.valid_from)),
        (tr.t("retention-kept"), retention_pages::span(tr, term.hours)),
        (tr.t("rule-act"), term.act.clone()),
    ]
}

fn of_halt(tr: Tr, halt: Halt) -> Vec<(String, String)> {
    vec![(tr.t("user-state"), tr.t(if halt.halted { "retention-is-halted" } else { "retention-is-ahead" }))]
}

fn of_batch(tr: Tr, batch: &Batch) -> Vec<(String, String)> {
    let act = if batch.act.is_empty() { tr.t("disqualified-acts") } else { batch.act.clone() };
    vec![(tr.t("disqualified-persons"), batch.persons.to_string()), (tr.t("rule-act"), act)]
}

fn of_closure(state: &AppState, tr: Tr, closure: &Closure) -> Vec<(String, String)> {
    vec![
        (tr.t("offices-closes-on"), tr.date_short(closure.closes_on)),
        (tr.t("offices-successor"), state.offices.name(closure.successor, tr.lang())),
    ]
}

fn of_opening(state: &AppState, tr: Tr, opening: &Opening) -> Vec<(String, String)> {
    let names = [("offices-name", [&opening.name_ru, &opening.name_be, &opening.name_en])];
    let mut lines = vec![
        (tr.t("offices-opens-on"), tr.date_short(opening.opened_on)),
        (tr.t("offices-kind"), tr.t(&format!("offices-kind-{}", opening.kind))),
        (tr.t("offices-above"), state.offices.name(opening.parent, tr.lang())),
        (tr.t("offices-soato"), opening.soato.to_string()),
        (tr.t("offices-area-of"), area_words(state, tr, opening.area_of)),
    ];
    for (key, all) in names {
        for (lang, name) in ["ru", "be", "en"].into_iter().zip(all) {
            lines.push((format!("{}: {}", tr.t(key), tr.t(&format!("offices-in-{lang}"))), name.clone()));
        }
    }
    lines
}

/// What can be mended of an office.
pub fn of_mended(state: &AppState, tr: Tr, mended: &Mended) -> Vec<(String, String)> {
    vec![
        (tr.t("offices-code"), mended.code.to_string()),
        (tr.t("offices-soato"), mended.soato.to_string()),
        (tr.t("offices-area-of"), area_words(state, tr, mended.area_of)),
    ]
}

/// Of which area an office answers.
pub fn area_words(state: &AppState, tr: Tr, area: AreaOf) -> String {
    match area {
        AreaOf::Nobody => tr.t("offices-area-none"),
        AreaOf::Own => tr.t("offices-area-own"),
        AreaOf::Closed(code) => {
            let name = state.offices.get(code).map(|office| office.area().get(tr.lang()).to_owned());
            tr.ta("offices-area-closed", &[("area", name.unwrap_or_else(|| code.to_string()).into())])
        }
    }
}

fn of_person(state: &AppState, tr: Tr, standing: &Standing) -> Vec<(String, String)> {
    let office = standing.office.map(|code| state.offices.name(code, tr.lang())).unwrap_or_default();
    let locked = tr.t(if standing.locked { "user-locked" } else { "user-active" });
    vec![
        (tr.t("users-role"), tr.t(&format!("account-role-{}", standing.role))),
        (tr.t("account-office"), office),
        (tr.t("user-state"), locked),
    ]
}

fn of_day(tr: Tr, day: &Day) -> Vec<(String, String)> {
    let checked = tr.t(if day.verified { "rule-verified" } else { "rule-unverified" });
    vec![
        (tr.t("day-kind"), day_kind(tr, &day.kind)),
        (tr.t("day-name-ru"), day.name_ru.clone()),
        (tr.t("day-name-be"), day.name_be.clone()),
        (tr.t("day-name-en"), day.name_en.clone()),
        (tr.t("rule-act"), day.act.clone()),
        (tr.t("rule-checked"), checked),
    ]
}

fn of_reason(tr: Tr, dated: &Dated<Kept>) -> Vec<(String, String)> {
    let kept = &dated.text;
    let checked = tr.t(if kept.verified { "rule-verified" } else { "rule-unverified" });
    vec![
        (tr.t("terms-from"), tr.date_short(dated.valid_from)),
        (tr.t("reasons-until"), kept.until.map(|until| tr.date_short(until)).unwrap_or_default()),
        (tr.t("reasons-sentence-ru"), kept.sentence.ru.clone()),
        (tr.t("reasons-sentence-be"), kept.sentence.be.clone()),
        (tr.t("reasons-sentence-en"), kept.sentence.en.clone()),
        (tr.t("reasons-fits"), procedures(tr, &kept.procedures)),
        (tr.t("rule-act"), kept.act.clone()),
        (tr.t("rule-checked"), checked),
    ]
}

/// Procedures by their titles.
pub fn procedures(tr: Tr, slugs: &[String]) -> String {
    let titles: Vec<String> = slugs.iter().map(|slug| tr.t(&format!("procedure-{slug}"))).collect();
    titles.join("; ")
}

fn of_guide(tr: Tr, dated: &Dated<Pieces>) -> Vec<(String, String)> {
    let pieces = &dated.text;
    let checked = tr.t(if pieces.verified { "rule-verified" } else { "rule-unverified" });
    let mut lines = vec![(tr.t("terms-from"), tr.date_short(dated.valid_from))];
    for (piece, texts) in PIECES.into_iter().zip([&pieces.who, &pieces.ready, &pieces.note]) {
        lines.extend(Lang::ALL.map(|lang| {
            let label = format!("{} ({})", tr.t(&format!("guides-{piece}")), letters::language(tr, lang));
            (label, texts.get(lang).to_owned())
        }));
    }
    lines.extend([(tr.t("rule-act"), pieces.act.clone()), (tr.t("rule-checked"), checked)]);
    lines
}

fn of_letter(tr: Tr, texts: &Texts) -> Vec<(String, String)> {
    let line = |(part, lang)| {
        let label = format!("{} ({})", letters::part(tr, part), letters::language(tr, lang));
        (label, texts.get(part, lang).unwrap_or_default().to_owned())
    };
    fields().map(line).collect()
}

fn of_value(tr: Tr, subject: &str, value: &Value) -> Vec<(String, String)> {
    let name = subject.split_once('/').map(|(_, name)| name).unwrap_or_default();
    let checked = tr.t(if value.verified { "rule-verified" } else { "rule-unverified" });
    vec![
        (tr.t("terms-from"), tr.date_short(value.valid_from)),
        (tr.t("terms-value"), terms::value(tr, name, value.value)),
        (tr.t("rule-act"), value.act.clone()),
        (tr.t("rule-checked"), checked),
    ]
}

/// Lines of which the value is another one.
pub fn between(was: Vec<(String, String)>, became: Vec<(String, String)>) -> Vec<Difference> {
    let labels: Vec<&String> = if became.is_empty() { &was } else { &became }.iter().map(|(label, _)| label).collect();
    let value = |of: &[(String, String)], label: &str| {
        of.iter().find(|(found, _)| found == label).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    labels
        .into_iter()
        .map(|label| (label.clone(), value(&was, label), value(&became, label)))
        .filter(|(_, was, became)| was != became)
        .collect()
}
