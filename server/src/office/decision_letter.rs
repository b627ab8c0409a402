//! The letter with a decision: accepted, refused, left without consideration, returned for correction, or opened again. Ordered in the transaction
//! of the decision, typeset by the worker, in the language in which the application was filed.

use crate::clock::minsk;
use crate::failure::Failure;
use crate::http::cases::case_view::mended_view;
use crate::jobs::document::{Material, company_facts, language};
use crate::office::letters;
use crate::office::wording::Wording;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow, DecisionRow, RemarkRow};
use crate::store::documents::{self, DocumentRow};
use crate::store::mendings::MendingRow;
use crate::store::reopenings::{self, ReopeningRow};
use crate::store::{AnyConn, accounts};
use ::documents::{Block, Document, Qr};
use app::l10n::Tr;
use app::pages::application::summary::label;
use chrono::NaiveDateTime;
use portal::application::Status;
use portal::code::grouped;
use portal::lang::Lang;
use portal::letters::Part;
use serde_json::Value as Json;

/// The kind of the letter that says how a case was decided; one a case, and one more each time it is opened again.
pub const DECISION: &str = "decision";
/// The kind of the letter by which a case is returned; one a round.
pub const RETURNED: &str = "returned";
/// The kind of the letter by which a decided case is opened again; one a turn.
pub const REOPENED: &str = "reconsidered";

/// Orders the letter of this round and turn; the document's id.
pub fn order(
    conn: &mut AnyConn,
    row: &ApplicationRow,
    kind: &'static str,
    now: NaiveDateTime,
) -> Result<String, Failure> {
    let turn = reopenings::turn(conn, &row.id)?;
    let lang = documents::lang_of(conn, &row.id)?.unwrap_or(Lang::Ru);
    let id = documents::order_of_turn(conn, &row.id, kind, (row.round, turn), lang, crate::random::token(), now)?;
    letters::fix(conn, row, &id, kind)?;
    Ok(id)
}

/// What the office said in a letter.
pub struct Told {
    pub at: NaiveDateTime,
    /// The name of the clerk.
    pub by: Option<String>,
    pub what: What,
}

pub enum What {
    Decided(DecisionRow),
    /// With the remarks of the round.
    Returned(Vec<RemarkRow>),
    Reopened(ReopeningRow),
}

impl What {
    /// Part of locale keys: `accepted`, `refused`, `unconsidered`, `returned` or `reopened`.
    pub fn code(&self) -> &'static str {
        match self {
            What::Decided(decision) => Status::from_code(&decision.outcome).unwrap_or(Status::Refused).code(),
            What::Returned(_) => "returned",
            What::Reopened(_) => "reopened",
        }
    }
}

/// What a document tells of a decision; `None` of any other document.
pub fn told(conn: &mut AnyConn, document: &DocumentRow) -> Result<Option<Told>, Failure> {
    let id = &document.application_id;
    let (at, by, what) = match document.kind.as_str() {
        DECISION => {
            let mut decisions = applications::decisions(conn, id)?.into_iter();
            let decision = decisions.find(|one| one.turn == document.turn).ok_or(Failure::NotFound)?;
            (decision.decided_at, Some(decision.decided_by.clone()), What::Decided(decision))
        }
        RETURNED => {
            let round = |body: &str| serde_json::from_str::<Json>(body).ok().and_then(|body| body["round"].as_i64());
            // Returned once a round, and once more where it was opened again since.
            let mut events = applications::events(conn, id)?.into_iter();
            let event = events
                .rfind(|event| {
                    let of_round = event.kind == "returned" && round(&event.body) == Some(i64::from(document.round));
                    of_round && event.at <= document.created_at
                })
                .ok_or(Failure::NotFound)?;
            let mut remarks = applications::remarks(conn, id)?;
            remarks.retain(|remark| remark.round == document.round);
            (event.at, event.actor, What::Returned(remarks))
        }
        REOPENED => {
            let mut reopenings = reopenings::of_application(conn, id)?.into_iter();
            let row = reopenings.find(|one| one.turn == document.turn).ok_or(Failure::NotFound)?;
            (row.reopened_at, Some(row.reopened_by.clone()), What::Reopened(row))
        }
        _ => return Ok(None),
    };
    let by = match by {
        Some(id) => accounts::by_id(conn, &id)?.map(|account| account.name),
        None => None,
    };
    Ok(Some(Told { at, by, what }))
}

/// The letter as a document.
pub fn sheet(state: &AppState, material: &Material, told: &Told) -> Document {
    let tr = material.tr();
    let (row, filing) = (&material.row, &material.filing);
    let verify = format!("{}/verify/{}", state.config.public_url, material.document.verify_code);
    let code = told.what.code();
    let office = material.office(state).unwrap_or_default();
    let mut facts = company_facts(tr, &material.company);
    facts.push((tr.t("verify-procedure"), tr.t(&format!("procedure-{}", row.procedure))));
    facts.push((tr.t("pdf-filed"), tr.moment(minsk(filing.filed_at))));
    facts.extend(material.filer.clone().map(|name| (tr.t("applicant"), name)));
    facts.push((tr.t("decided-on"), tr.moment(minsk(told.at))));
    facts.extend(told.by.clone().map(|name| (tr.t("decided-by"), name)));
    facts.push((tr.t("pdf-digest"), filing.digest.clone()));
    let wording = Wording::of(state, material, told);
    let mut blocks: Vec<Block> = wording.part(Part::Opening).map(Block::Paragraph).into_iter().collect();
    blocks.push(Block::Paragraph(tr.ta(&format!("decided-{code}-what"), &[("office", office.clone().into())])));
    blocks.push(Block::Facts(facts));
    blocks.extend(match &told.what {
        What::Decided(_) if code == "accepted" => accepted(state, material),
        What::Decided(decision) => against(state, tr, (code, decision)),
        What::Returned(remarks) => returned(state, material, remarks),
        What::Reopened(reopening) => reopened(state, material, reopening),
    });
    blocks.extend(mended(state, material));
    if let Some(next) = wording.part(Part::Next) {
        // What is said of a return ends with what follows anyway.
        blocks.extend((code != "returned").then(|| Block::Heading(tr.t("wording-next-title"))));
        blocks.push(Block::Paragraph(next));
    }
    blocks.extend(wording.part(Part::Closing).map(Block::Paragraph));
    Document {
        lang: language(tr.lang()),
        title: tr.t(&format!("decided-{code}-title")),
        issuer: office,
        reference: row.number.as_deref().map(grouped),
        reference_label: Some(tr.t("receipt-number")),
        created: told.at.and_utc(),
        blocks,
        qr: Some(Qr { url: verify.clone(), caption: tr.t("pdf-verify"), code: None, alt: tr.t("pdf-verify-alt") }),
        footer: tr.ta("pdf-footer", &[("url", verify.into())]),
        page_label: tr.t("pdf-page"),
        mark: (material.company.synthetic || state.demo).then(|| tr.t("pdf-demo")),
    }
}

fn accepted(state: &AppState, material: &Material) -> Vec<Block> {
    let (tr, row) = (material.tr(), &material.row);
    let register = row.unp.map(|unp| {
        let address = format!("{}/register/{unp}", state.config.public_url);
        Block::Paragraph(tr.ta("decided-accepted-register", &[("link", address.into())]))
    });
    let mut blocks =
        vec![Block::Heading(tr.t(&format!("document-{}-new", row.procedure))), Block::Facts(material.answers(state))];
    blocks.extend(register);
    blocks
}

/// Why it was refused or left without consideration, and what can be done next.
fn against(state: &AppState, tr: Tr, (code, decision): (&str, &DecisionRow)) -> Vec<Block> {
    let reason = |(sentence, act): (String, Option<String>)| {
        let act = act.map(|act| tr.ta("reason-act", &[("act", act.into())])).unwrap_or_default();
        format!("{sentence}\n{act}")
    };
    vec![
        Block::Heading(tr.t(&format!("decided-{code}-reasons"))),
        Block::Steps(state.reasons.of(tr, decision).into_iter().map(reason).collect()),
        Block::Heading(tr.t("decided-words")),
        Block::Paragraph(decision.words.clone()),
        Block::Heading(tr.t("decided-appeal")),
        Block::Paragraph(tr.t("decided-refused-register")),
        Block::Paragraph(tr.t(if code == "unconsidered" { "decision-left-next" } else { "decision-appeal" })),
    ]
}

/// What the office mended of what was filed; nothing where nothing was.
fn mended(state: &AppState, material: &Material) -> Vec<Block> {
    let tr = material.tr();
    let line = |one: &MendingRow| {
        let by = state.offices.name(one.office, tr.lang());
        let one = mended_view(tr, &material.row, one, by);
        vec![one.label, one.was, one.became, format!("{}. {}", tr.moment(one.at), one.why)]
    };
    let rows: Vec<Vec<String>> = material.mended.iter().map(line).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let heads = ["compare-field", "changes-before", "mending-after", "mending-why-column"];
    vec![
        Block::Table { caption: tr.t("mending-list"), head: heads.map(|key| tr.t(key)).into(), rows },
        Block::Paragraph(tr.t("mending-object")),
    ]
}

/// Why the case was opened again, and what comes of it.
fn reopened(state: &AppState, material: &Material, reopening: &ReopeningRow) -> Vec<Block> {
    let tr = material.tr();
    let link = format!("{}/applications/{}", state.config.public_url, material.row.id);
    let reason = tr.t(&format!("reopening-{}", reopening.reason));
    let act = act_words(tr, reopening).map(|act| format!("\n{act}")).unwrap_or_default();
    let due = material.row.due_on.map(|due| tr.ta("receipt-due", &[("due", tr.date(due).into())]));
    let mut next = vec![tr.t("decided-reopened-then")];
    next.extend(due);
    next.push(tr.ta("decided-reopened-follow", &[("link", link.into())]));
    vec![
        Block::Heading(tr.t("decided-reopened-why")),
        Block::Paragraph(format!("{reason}{act}")),
        Block::Heading(tr.t("decided-words")),
        Block::Paragraph(reopening.words.clone()),
        Block::Heading(tr.t("receipt-next")),
        Block::Steps(next),
    ]
}

/// The act by which a decision was quashed, in words.
pub fn act_words(tr: Tr, reopening: &ReopeningRow) -> Option<String> {
    match (reopening.act.as_str(), reopening.act_on) {
        ("", None) => None,
        (act, None) => Some(tr.ta("reopening-act-number", &[("act", act.to_owned().into())])),
        ("", Some(on)) => Some(tr.ta("reopening-act-day", &[("date", tr.date(on).into())])),
        (act, Some(on)) => {
            Some(tr.ta("reopening-act", &[("act", act.to_owned().into()), ("date", tr.date(on).into())]))
        }
    }
}

fn returned(state: &AppState, material: &Material, remarks: &[RemarkRow]) -> Vec<Block> {
    let (tr, row) = (material.tr(), &material.row);
    let answers = material.answers(state);
    let line = |remark: &RemarkRow| {
        let name = label(tr, &remark.field);
        let given = answers.iter().find(|(label, _)| *label == name).map(|(_, value)| value.clone());
        vec![name, given.unwrap_or_default(), remark.body.clone()]
    };
    let link = format!("{}/applications/{}", state.config.public_url, row.id);
    vec![
        Block::Table {
            caption: tr.t("decided-remarks"),
            head: ["decided-column-field", "decided-column-given", "decided-column-remark"].map(|key| tr.t(key)).into(),
            rows: remarks.iter().map(line).collect(),
        },
        Block::Heading(tr.t("decided-returned-next")),
        Block::Steps(vec![tr.ta("decided-returned-how", &[("link", link.into())]), tr.t("decided-returned-term")]),
    ]
}
