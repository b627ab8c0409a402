//! A case: what is asked and what the register says, the checks, the deadline, what happened, and
//! what can be done.

use super::actions::{self, Hands};
use super::checks::{self, CheckView};
use super::comparison::{self, ChangedRow, ComparedRow, Pinning};
use super::deadline::{self, Deadline, Since};
use super::decision;
use super::history::{self, DocumentView, EventView, LetterView};
use super::mending::{self, MendedView};
use super::notes::{self, NewNote, NoteView};
use super::reopening::{self, OvertakenView};
use super::walk::{self, WalkView};
use super::words;
use crate::l10n::Tr;
use crate::pages::application::bill::{BillNote, BillState};
use crate::pages::application::signing::{self, SignatureLine};
use crate::pages::application::status::messages_link;
use crate::pages::attachments::{FileLine, with_previews};
use crate::ui::{ErrorSummary, Fact, FactsRow, FieldError, Inset, Remark, Tag, Tone, UnpText};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;
use portal::application::{Channel, Status};
use portal::working_days::Reckoning;

/// Everything that the page of a case shows.
#[derive(Clone)]
pub struct CaseView {
    pub tr: Tr,
    pub id: String,
    /// Digits alone.
    pub number: String,
    /// Title of the procedure.
    pub procedure: String,
    pub company: String,
    /// `None` while nothing is registered.
    pub unp: Option<i64>,
    pub status: Status,
    pub deadline: Deadline,
    pub reckoning: Option<Reckoning>,
    /// From what the term is counted.
    pub since: Since,
    /// Acts of terms and fees that nobody has checked against the act in force.
    pub unverified: Vec<String>,
    pub filed_on: NaiveDate,
    pub channel: Channel,
    /// Who filed on line, or prepared the paper.
    pub filed_by: Option<String>,
    /// A clerk typed it for somebody who came.
    pub typed_at_counter: bool,
    /// Messages of the applicant's side that the clerk has not seen.
    pub unread: i64,
    pub clerk: Option<String>,
    pub hands: Hands,
    pub fee: Option<FeeView>,
    pub round: i32,
    /// The revision that the reader has before them, and the last event.
    pub revision: i32,
    pub seen: i32,
    /// What happened to the case while a remark was typed that is not saved.
    pub changed: Vec<String>,
    pub second: Option<SecondView>,
    pub rows: Vec<ComparedRow>,
    /// Since the round before; `None` in the first.
    pub changes: Option<Vec<ChangedRow>>,
    pub checks: Vec<CheckView>,
    pub events: Vec<EventView>,
    pub documents: Vec<DocumentView>,
    /// What was attached to the last round.
    pub attachments: Vec<FileLine>,
    /// What the office attached itself.
    pub scans: Vec<FileLine>,
    pub letters: Vec<LetterView>,
    pub decision: Option<DecisionView>,
    /// Typing errors that the office mended.
    pub mended: Vec<MendedView>,
    /// Earlier decisions that were overtaken.
    pub overtaken: Vec<OvertakenView>,
    /// The reader leads the office: they may open a decided case again.
    pub supervised: bool,
    /// The reader may hand it to somebody although it is not in their own hands.
    pub handover: bool,
    /// Before an auditor, who does nothing about it.
    pub audited: bool,
    /// Before the regional administration, which may pass it to another office or ask about it.
    pub regional: bool,
    /// Who else has it open: names with minutes since they looked last.
    pub others: Vec<(String, i64)>,
    /// Opinions that were asked and not answered yet.
    pub opinions: i64,
    /// What only the office sees.
    pub notes: Vec<NoteView>,
    pub new_note: NewNote,
    /// The way through the list from which it was opened.
    pub walk: Option<WalkView>,
    /// Who signed the last round.
    pub signed: Vec<SignatureLine>,
    /// A letter about it reaches somebody.
    pub told: bool,
    /// Whoever came to the counter confirmed the last round on their own phone.
    pub by_phone: bool,
    /// Who confirmed the last round where it came to the counter, in a sentence.
    pub received: Option<String>,
    /// The last round and the digest of its canonical form.
    pub filed: Option<(i32, String)>,
}

/// The fee of a case.
#[derive(Clone, Debug)]
pub struct FeeView {
    pub bill: BillNote,
    /// Number of the payment document, once it is paid.
    pub document: Option<String>,
}

/// A decision that a second person confirms.
#[derive(Clone, Debug)]
pub enum SecondView {
    /// It waits; `own`: the reader prepared it.
    Waits { own: bool, by: String, at: NaiveDateTime },
    /// It was sent back with these words.
    SentBack { by: String, at: NaiveDateTime, words: String },
}

/// How a case was decided.
#[derive(Clone, Debug)]
pub struct DecisionView {
    pub status: Status,
    /// Sentences of the catalogue.
    pub reasons: Vec<String>,
    /// The clerk's own words.
    pub words: String,
    pub by: String,
    /// Who prepared it, where a second person confirmed it.
    pub prepared_by: Option<String>,
    pub on: NaiveDate,
    /// The office that the company's file passed from and to.
    pub passed: Option<(String, String)>,
}

pub fn page(view: CaseView) -> impl IntoView {
    let tr = view.tr;
    let decided = view.status.is_decided();
    let mine = view.status == Status::InReview && view.hands == Hands::Mine;
    let remarks = view.rows.iter().filter(|row| row.remark.is_some()).count();
    let bar = actions::bar(tr, &view.id, view.status, &view.hands, remarks, view.handover);
    let bar = match &view.second {
        Some(SecondView::Waits { own, by, .. }) => Some(actions::prepared(tr, &view.id, *own, by)),
        _ => bar,
    };
    let bar = bar.filter(|_| !view.audited);
    let pin_to = mine.then(|| Pinning {
        action: format!("/office/cases/{}/remarks", view.id),
        mending: format!("/office/cases/{}/mending", view.id),
        revision: view.revision,
        seen: view.seen,
    });
    let changes = view.changes.clone().map(|rows| {
        view! {
            <h2>{tr.t("changes-title")}</h2>
            {comparison::changes(tr, rows)}
        }
    });
    let mended_says = if view.told { "mending-list-office" } else { "mending-list-office-nobody" };
    let reopen = (view.supervised && decided).then(|| {
        let href = format!("/office/cases/{}/reopening", view.id);
        view! { <p class="no-print"><a href=href>{tr.t("reopening-link")}</a></p> }
    });
    let signed = view.filed.clone().map(|(round, digest)| {
        let file = format!("/office/cases/{}/filings/{round}/application.json", view.id);
        signing::signed(tr, &view.signed, view.received.clone(), &digest, file)
    });
    view! {
        {view.walk.clone().map(|walk| walk::nav(tr, walk))}
        {faults(tr, &view.rows, view.new_note.error.clone())}
        {head(&view)}
        {region_link(&view)}
        {decision::changed(tr, &view.changed, ["remark-changed", "remark-changed-do"])}
        {notes::present(tr, view.others.clone())}
        {view.second.clone().map(|second| self::second(tr, second))}
        {view.decision.clone().map(|decision| outcome(tr, decision))}
        {reopen}
        {reopening::overtaken(tr, &view.overtaken)}
        {facts(&view)}
        {correction_link(&view)}
        {history::unreached(tr, &view.letters)}
        {messages_link(tr, &format!("/office/cases/{}", view.id), view.unread)}
        {view.reckoning.clone().map(|sum| deadline::reckoned(tr, sum, view.since))}
        {unverified(tr, &view.unverified)}
        {changes}
        <h2>{comparison::title(tr, decided)}</h2>
        {comparison::table(tr, view.rows.clone(), pin_to, decided)}
        {mending::mended(tr, mended_says, &view.mended)}
        {attachments(&view, mine)}
        {checks_and_documents(&view)}
        {signed}
        {opinions_link(&view)}
        {notes::list(tr, &view.id, view.notes.clone(), (!view.audited).then(|| view.new_note.clone()))}
        <h2>{tr.t("case-history")}</h2>
        {history::timeline(tr, view.events.clone())}
        <h2>{tr.t("case-letters")}</h2>
        {history::letters(tr, view.letters.clone())}
        {bar}
    }
}

/// The clerk answers for the date: what nobody has checked is said where it is shown.
fn unverified(tr: Tr, acts: &[String]) -> Option<impl IntoView + use<>> {
    let lines: Vec<_> = acts.iter().map(|act| view! { <li lang="ru">{act.clone()}</li> }).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <div id="unverified">
                <Inset tone=Tone::Amber>
                    <p>{tr.t("case-terms-unverified")}</p>
                    <ul>{lines}</ul>
                </Inset>
            </div>
        }
    })
}

/// The papers of the case: what was filed with it, and what the office added.
fn attachments(view: &CaseView, mine: bool) -> impl IntoView + use<> {
    let tr = view.tr;
    let none = view.attachments.is_empty().then(|| view! { <p class="soft">{tr.t("case-attachments-none")}</p> });
    let filed = (!view.attachments.is_empty()).then(|| with_previews(tr, &view.attachments));
    let scans = (!view.scans.is_empty()).then(|| {
        view! {
            <h3>{tr.t("attachments-scans")}</h3>
            {with_previews(tr, &view.scans)}
        }
    });
    let add = mine.then(|| {
        let href = format!("/office/cases/{}/attachments", view.id);
        view! { <p class="no-print"><a href=href>{tr.t("attachments-scan-add")}</a></p> }
    });
    view! {
        <h2>{tr.t("attachments-title")}</h2>
        {none}
        {filed}
        {scans}
        {add}
    }
}

/// What the regional administration may do about an open case.
fn region_link(view: &CaseView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let href = format!("/office/region/cases/{}", view.id);
    (view.regional && view.decision.is_none())
        .then(|| view! { <p class="no-print"><a href=href>{tr.t("region-case-acts")}</a></p> })
}

/// Whoever came with nothing prepared comes again: what came back is corrected at the counter.
fn correction_link(view: &CaseView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    let href = format!("/applications/{}", view.id);
    let here = view.typed_at_counter && view.status == Status::Returned && !view.audited;
    here.then(|| {
        view! {
            <Inset tone=Tone::Amber>
                <p>{tr.t("counter-correction-case")}</p>
                <p class="no-print"><a href=href>{tr.t("counter-correction-open")}</a></p>
            </Inset>
        }
    })
}

fn opinions_link(view: &CaseView) -> impl IntoView + use<> {
    let tr = view.tr;
    let href = format!("/office/cases/{}/opinions", view.id);
    let open = (view.opinions > 0)
        .then(|| view! { <Tag text=tr.ta("opinions-open", &[("count", view.opinions.into())]) tone=Tone::Amber /> });
    view! { <p class="cluster"><a href=href>{tr.t("opinions-title")}</a>{open}</p> }
}

/// An open case has checks with the documents beside them; a decided one the documents alone.
fn checks_and_documents(view: &CaseView) -> AnyView {
    let tr = view.tr;
    let documents = history::documents(tr, &view.id, view.documents.clone());
    if view.checks.is_empty() {
        return view! {
            <h2>{tr.t("case-documents")}</h2>
            {documents}
        }
        .into_any();
    }
    view! {
        <h2>{tr.t("case-checks")}</h2>
        <div class="split">
            <div>{checks::list(tr, view.checks.clone())}</div>
            <aside>
                <h2>{tr.t("case-documents")}</h2>
                {documents}
            </aside>
        </div>
    }
    .into_any()
}

fn faults(tr: Tr, rows: &[ComparedRow], note: Option<String>) -> impl IntoView + use<> {
    let errors = rows
        .iter()
        .filter_map(|row| row.fault.clone().map(|(_, why)| FieldError::new(format!("remark-{}", row.field), why)));
    let errors: Vec<FieldError> = errors.chain(note.map(|why| FieldError::new("note", why))).collect();
    view! { <ErrorSummary title=tr.t("error-summary-title") errors /> }
}

fn head(view: &CaseView) -> impl IntoView + use<> {
    let tr = view.tr;
    let caption = format!("{} · {}", words::number(&view.number), view.procedure);
    let (text, tone) = words::status(tr, view.status);
    let register = view.unp.map(|unp| {
        view! { <a href=format!("/register/{unp}")>{tr.t("case-unp")} " " <UnpText unp=unp.to_string() /></a> }
    });
    view! {
        <div class="page-head">
            <p class="caption">{caption}</p>
            <h1>{view.company.clone()}</h1>
            <div class="cluster">
                <Tag text tone />
                {register}
            </div>
        </div>
    }
}

fn facts(view: &CaseView) -> impl IntoView + use<> {
    let tr = view.tr;
    let label = match view.deadline {
        Deadline::Over { .. } => tr.t("case-decision"),
        _ => tr.t("case-deadline"),
    };
    let deadline = Fact::new(label, view.deadline.view(tr));
    let deadline = match view.deadline.note(tr) {
        Some(note) => deadline.note(note),
        None => deadline,
    };
    let filed =
        Fact::new(tr.t("case-filed"), tr.date(view.filed_on)).note(words::came(tr, view.channel, view.by_phone));
    let by_label = match view.channel {
        Channel::Online => tr.t("case-filed-by"),
        Channel::InPerson | Channel::ByPost if view.typed_at_counter => tr.t("counter-typed-by"),
        Channel::InPerson | Channel::ByPost => tr.t("case-prepared-by"),
    };
    let mut facts = vec![deadline, filed];
    facts.extend(view.filed_by.clone().map(|name| Fact::new(by_label, name)));
    let clerk = match (&view.hands, &view.clerk) {
        (Hands::Mine, Some(name)) => Fact::new(tr.t("case-clerk"), name.clone()).note(tr.t("case-clerk-you")),
        (_, Some(name)) => Fact::new(tr.t("case-clerk"), name.clone()),
        (_, None) => Fact::new(tr.t("case-clerk"), tr.t("case-clerk-nobody")),
    };
    facts.push(clerk);
    facts.extend(view.fee.clone().map(|fee| self::fee(view, fee)));
    if view.round > 1 {
        facts.push(Fact::new(tr.t("case-round-label"), view.round.to_string()).note(tr.t("case-round-note")));
    }
    view! { <FactsRow facts /> }
}

/// What is to be paid, by which bill, and whether it is; while it is not, the way to mark it.
fn fee(view: &CaseView, fee: FeeView) -> Fact {
    let tr = view.tr;
    let sum = tr.money(fee.bill.fee.sum());
    let number = tr.ta("case-bill", &[("bill", words::number(&fee.bill.number).into())]);
    let mark = (fee.bill.state == BillState::Due && !view.audited).then(|| {
        view! { <div><a class="no-print" href=format!("/office/cases/{}/payment", view.id)>{tr.t("payment-mark")}</a></div> }
    });
    let said = match &fee.document {
        Some(document) => {
            let document = tr.ta("case-payment-document", &[("document", document.clone().into())]);
            format!("{} {document}", fee.bill.state.words(tr))
        }
        None => fee.bill.state.words(tr),
    };
    Fact::new(tr.t("case-fee"), view! { {sum} <div class="soft small nowrap">{number}</div> {mark} }).note(said)
}

fn second(tr: Tr, second: SecondView) -> AnyView {
    match second {
        SecondView::Waits { own, by, at } => {
            let values = [("name", by.into()), ("moment", tr.moment(at).into())];
            let says = if own { tr.ta("confirm-own-says", &values) } else { tr.ta("confirm-says", &values) };
            view! { <Inset tone=Tone::Amber><p>{says}</p></Inset> }.into_any()
        }
        SecondView::SentBack { by, at, words } => {
            let values = [("name", by.into()), ("moment", tr.moment(at).into())];
            let title = tr.ta("confirm-sent-back", &values);
            view! { <div id="sent-back"><Inset tone=Tone::Amber><Remark title text=words /></Inset></div> }.into_any()
        }
    }
}

fn outcome(tr: Tr, decision: DecisionView) -> impl IntoView {
    let tone = words::status(tr, decision.status).1;
    let values = [("name", decision.by.clone().into()), ("date", tr.date(decision.on).into())];
    let sentence = tr.ta(&format!("case-{}-by", decision.status.code()), &values);
    let prepared =
        decision.prepared_by.map(|name| view! { <p>{tr.ta("case-prepared-before", &[("name", name.into())])}</p> });
    let passed = decision.passed.map(|(from, to)| {
        view! { <p>{tr.ta("case-file-passed", &[("from", from.into()), ("to", to.into())])}</p> }
    });
    let reasons: Vec<_> = decision.reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect();
    let reasons = (!reasons.is_empty()).then(|| view! { <ul>{reasons}</ul> });
    let own =
        (!decision.words.is_empty()).then(|| view! { <Remark title=tr.t("case-own-words") text=decision.words /> });
    view! {
        <Inset tone>
            <p>{sentence}</p>
            {prepared}
            {passed}
            {reasons}
            {own}
        </Inset>
    }
}
