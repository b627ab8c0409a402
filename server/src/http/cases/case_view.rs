//! A case put into the words of its page.

use super::case_file::{CaseFile, assigned_to, with_city};
use super::checks::checks;
use super::deadline::{Standing, deadline};
use crate::access::{HandableCase, OfficeCase};
use crate::clock::minsk;
use crate::http::applications::area_names;
use crate::http::applications::bill::note as bill_note;
use crate::http::attachments::lines;
use crate::http::signing;
use crate::office::decision_letter::act_words;
use crate::office::phone;
use crate::office::term;
use crate::state::AppState;
use crate::store::accounts::Role;
use crate::store::applications::{ApplicationRow, DecisionRow, EventRow, RemarkRow};
use crate::store::attachments::Attached;
use crate::store::bills::Bill;
use crate::store::mendings::{self, MendingRow};
use crate::store::new_id;
use crate::store::reopenings::ReopeningRow;
use app::l10n::Tr;
use app::pages::application::summary::{label, value_text};
use app::pages::attachments::FileLine;
use app::pages::office::actions::Hands;
use app::pages::office::case::{CaseView, DecisionView, FeeView, SecondView};
use app::pages::office::comparison::{ChangedRow, ComparedRow, Registered};
use app::pages::office::history::{DocumentView, EventView, LetterView};
use app::pages::office::mending::MendedView;
use app::pages::office::notes::{NewNote, NoteView};
use app::pages::office::reopening::OvertakenView;
use chrono::NaiveDate;
use portal::answers::Answers;
use portal::application::{Channel, Status};
use portal::attachment::FIELD;
use portal::code::grouped;
use portal::money::Byn;
use portal::procedures::{Rules, SummaryRow, Value};
use serde_json::Value as Json;

/// A remark that was typed and not saved: its field, the words, what is wrong.
pub struct Fault {
    pub field: &'static str,
    pub typed: String,
    pub why: String,
}

/// The page of a case.
pub fn view(state: &AppState, tr: Tr, case: &OfficeCase, file: &CaseFile, fault: Option<Fault>) -> CaseView {
    let row = &file.row;
    let decided = row.status().is_decided();
    let is_regional = case.clerk.signed_in.account.role() == Role::Regional;
    let returned_at = file.events.iter().rfind(|event| event.kind == "returned").map(|event| event.at);
    let standing = Standing {
        procedure: row.procedure(),
        status: row.status(),
        channel: row.channel(),
        filed_on: row.filed_on,
        due_on: row.due_on,
        returned_at,
        decided_at: row.decided_at,
        unpaid: file.bill.as_ref().is_some_and(Bill::is_due),
    };
    let first_filing = file.filings.first();
    let filed_by = match row.channel() {
        Some(Channel::Online) | None => first_filing.and_then(|filing| filing.filed_by.clone()),
        Some(Channel::InPerson | Channel::ByPost) => Some(row.started_by.clone()),
    };
    CaseView {
        tr,
        id: row.id.clone(),
        number: row.number.clone().unwrap_or_default(),
        procedure: tr.t(&format!("procedure-{}", row.procedure)),
        company: file.company.title().to_owned(),
        unp: row.unp,
        status: row.status(),
        deadline: deadline(state, &standing),
        reckoning: term::reckon(state, row, &file.events),
        since: term::since(&file.events),
        unverified: if decided { Vec::new() } else { unverified(state, row) },
        filed_on: row.filed_on.unwrap_or_default(),
        channel: row.channel().unwrap_or(Channel::Online),
        filed_by: file.name(filed_by.as_ref()).map(|name| match &file.under {
            Some(under) => under.words(tr, &name),
            None => name,
        }),
        typed_at_counter: file.typed_at_counter,
        unread: file.unread,
        clerk: file.name(row.clerk.as_ref()),
        hands: hands(case, file),
        fee: file.bill.as_ref().map(|bill| FeeView {
            bill: bill_note(bill),
            document: bill.payment.as_ref().map(|payment| payment.document.clone()),
        }),
        round: row.round,
        revision: row.revision,
        seen: file.events.last().map_or(0, |event| event.position),
        changed: Vec::new(),
        second: second(case, file),
        rows: rows(state, tr, file, fault),
        changes: changes(state, tr, file),
        checks: if decided { Vec::new() } else { checks(tr, file) },
        events: file.events.iter().map(|event| event_view(state, tr, file, event)).collect(),
        documents: file
            .documents
            .iter()
            .map(|d| DocumentView {
                id: d.id.clone(),
                kind: d.kind.clone(),
                round: d.round,
                size: d.size.and_then(|size| u64::try_from(size).ok()),
            })
            .collect(),
        attachments: filed_lines(file),
        scans: lines(&file.scans, &format!("/office/cases/{}", row.id)),
        letters: file
            .mails
            .iter()
            .map(|mail| LetterView {
                at: minsk(mail.created_at),
                subject: mail.subject.clone(),
                recipient: mail.recipient.clone(),
                state: mail.state.clone(),
            })
            .collect(),
        decision: decision(state, tr, file),
        overtaken: overtaken(state, tr, file),
        mended: file
            .mendings
            .iter()
            .map(|one| {
                let by = file.name(Some(&one.mended_by)).unwrap_or_default();
                mended_view(tr, row, one, by)
            })
            .collect(),
        supervised: case.clerk.is_supervisor() && case.clerk.signed_in.is_staff(),
        handover: HandableCase::may(&case.clerk, row),
        audited: !case.clerk.signed_in.is_staff(),
        regional: is_regional,
        others: file
            .others
            .iter()
            .map(|(name, at)| (name.clone(), (state.clock.now() - *at).num_minutes().max(0)))
            .collect(),
        opinions: file.opinions,
        notes: file
            .notes
            .iter()
            // What an office notes for itself stays there.
            .filter(|_| !is_regional)
            .map(|(note, author)| NoteView {
                author: author.clone(),
                at: minsk(note.created_at),
                body: note.body.clone(),
            })
            .collect(),
        new_note: NewNote { id: new_id(), ..NewNote::default() },
        walk: None,
        signed: file.signed.iter().map(signing::line).collect(),
        told: file.told,
        by_phone: file.by_phone.is_some(),
        received: received(tr, file),
        filed: file.filings.last().map(|filing| (filing.round, filing.digest.clone())),
    }
}

/// Who confirmed what came to the counter: on their own phone, or on paper, before which clerk.
fn received(tr: Tr, file: &CaseFile) -> Option<String> {
    let last = file.filings.last().filter(|last| Channel::from_code(&last.channel) != Some(Channel::Online))?;
    let event = phone::receiving(&file.events);
    let clerk = file.name(event.and_then(|event| event.actor.as_ref())).unwrap_or_default();
    Some(match file.by_phone {
        Some(at) => {
            let who = event.and_then(phone::who).unwrap_or_else(|| tr.t("phone-somebody"));
            let values = [("name", who.into()), ("moment", tr.moment(minsk(at)).into()), ("clerk", clerk.into())];
            tr.ta("phone-signed", &values)
        }
        None => {
            let on = event.map_or(last.filed_on, |event| minsk(event.at).date());
            tr.ta("finding-paper-signed", &[("name", clerk.into()), ("date", tr.date(on).into())])
        }
    })
}

/// The acts of the terms and the fee of a case that were not checked, each once.
fn unverified(state: &AppState, row: &ApplicationRow) -> Vec<String> {
    let day = row.filed_on.unwrap_or_else(|| state.clock.today());
    let names = ["filer_days", "office_days", "office_days_in_person", "office_days_by_post", "fee", "body_days"];
    let terms = names.iter().filter_map(|name| state.terms.on(row.procedure(), name, day));
    let mut acts: Vec<String> = terms.filter(|term| !term.verified).map(|term| term.act.clone()).collect();
    acts.sort();
    acts.dedup();
    acts
}

/// What the second person is about in an open case: what waits for them, or what they sent back last.
fn second(case: &OfficeCase, file: &CaseFile) -> Option<SecondView> {
    let open = matches!(file.row.status(), Status::InReview | Status::Returned);
    let last = file.preparations.last().filter(|_| open)?;
    let name = |id: Option<&String>| file.name(id).unwrap_or_default();
    match last.ending.as_deref() {
        None if last.revision == file.row.revision => Some(SecondView::Waits {
            own: last.prepared_by == case.clerk.signed_in.account.id,
            by: name(Some(&last.prepared_by)),
            at: minsk(last.prepared_at),
        }),
        Some("sent_back") => Some(SecondView::SentBack {
            by: name(last.ended_by.as_ref()),
            at: minsk(last.ended_at.unwrap_or(last.prepared_at)),
            words: last.ending_words.clone(),
        }),
        _ => None,
    }
}

fn hands(case: &OfficeCase, file: &CaseFile) -> Hands {
    match &file.row.clerk {
        None => Hands::Nobody,
        Some(clerk) if *clerk == case.clerk.signed_in.account.id => Hands::Mine,
        Some(clerk) => Hands::Colleague(file.name(Some(clerk)).unwrap_or_default()),
    }
}

/// What was asked beside what the register says, row by row.
pub fn rows(state: &AppState, tr: Tr, file: &CaseFile, mut fault: Option<Fault>) -> Vec<ComparedRow> {
    let rules = file.row.procedure().rules();
    let areas = area_names(state, tr.lang());
    let text = |value: &Value| (*value != Value::Missing).then(|| value_text(tr, value, &areas));
    let registered = rules.summary(&file.registered);
    let answers = file.asked();
    let asked = answered(file, &answers);
    let pinned = |field: &str| file.remarks_of(file.row.round).find(|r| r.field == field);
    let row = |row: SummaryRow| {
        let now = registered.iter().find(|r| r.field == row.field).and_then(|r| text(&r.value));
        let asked = text(&row.value);
        let register = match now {
            _ if !rules.is_registered(row.field) => Registered::NotKept,
            // A contact that is not given stays as the register has it.
            Some(now) if asked.is_none() && row.step == "contacts" => Registered::Stays(now),
            Some(now) => Registered::Value(now),
            None => Registered::Missing,
        };
        ComparedRow {
            field: row.field,
            label: label(tr, row.field),
            asked,
            register,
            remark: pinned(row.field).map(|r| r.body.clone()),
            remark_id: pinned(row.field).map(|r| r.id.clone()).unwrap_or_default(),
            mend: mendable(rules, &answers, row.field),
            fault: fault.take_if(|fault| fault.field == row.field).map(|fault| (fault.typed, fault.why)),
        }
    };
    let mut rows: Vec<ComparedRow> = asked.into_iter().map(row).collect();
    // A remark on the papers as a whole: they are open again for whoever gets it.
    rows.push(ComparedRow {
        field: FIELD,
        label: label(tr, FIELD),
        asked: names(file, file.row.round),
        register: Registered::NotKept,
        remark: pinned(FIELD).map(|r| r.body.clone()),
        remark_id: pinned(FIELD).map(|r| r.id.clone()).unwrap_or_default(),
        mend: Vec::new(),
        fault: fault.take_if(|fault| fault.field == FIELD).map(|fault| (fault.typed, fault.why)),
    });
    rows
}

/// The fields behind a row of the summary in which a typing error can be mended.
fn mendable(rules: &dyn Rules, answers: &Answers, row: &str) -> Vec<&'static str> {
    let of_row = rules.fields_of_row(row).iter().copied();
    of_row.filter(|field| mended_row(rules, answers, field) == Some(row)).collect()
}

/// The row of the summary at which a field can be mended: the first that shows it, where something stands in it.
pub fn mended_row(rules: &dyn Rules, answers: &Answers, field: &str) -> Option<&'static str> {
    if !rules.mendable().contains(&field) || answers.get(field).is_empty() {
        return None;
    }
    let rows: Vec<&'static str> = rules.summary(answers).into_iter().map(|row| row.field).collect();
    let own = rows.iter().find(|row| **row == field).copied();
    own.or_else(|| rows.into_iter().find(|row| rules.fields_of_row(row).contains(&field)))
}

/// A mended typing error in words; `by`: the office, or its clerk.
pub fn mended_view(tr: Tr, row: &ApplicationRow, one: &MendingRow, by: String) -> MendedView {
    let answers = row.answers();
    MendedView {
        label: label(tr, mended_row(row.procedure().rules(), &answers, &one.field).unwrap_or(&one.field)),
        was: one.was.clone(),
        became: one.became.clone(),
        at: minsk(one.mended_at),
        by,
        why: one.why.clone(),
    }
}

/// The names of what was attached to a round, in a line; `None` where nothing was.
fn names(file: &CaseFile, round: i32) -> Option<String> {
    let names: Vec<&str> =
        file.attached.iter().filter(|(of, _)| *of == round).map(|(_, one)| one.row.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// What was attached to the last round.
pub fn filed_lines(file: &CaseFile) -> Vec<FileLine> {
    let of_round = file.attached.iter().filter(|(round, _)| *round == file.row.round);
    let attached: Vec<Attached> = of_round.map(|(_, one)| one.clone()).collect();
    lines(&attached, &format!("/office/cases/{}", file.row.id))
}

/// What changed since the round before, and what was remarked on then.
fn changes(state: &AppState, tr: Tr, file: &CaseFile) -> Option<Vec<ChangedRow>> {
    let [.., before, after] = file.filings.as_slice() else { return None };
    let areas = area_names(state, tr.lang());
    let text = |value: &Value| (*value != Value::Missing).then(|| value_text(tr, value, &areas));
    let [old, new] = [before, after].map(|filing| answered(file, &mendings::answers(filing, &file.mendings)));
    let remarks: Vec<&RemarkRow> = file.remarks_of(before.round).collect();
    let mut fields: Vec<&'static str> = new.iter().map(|row| row.field).collect();
    fields.extend(old.iter().map(|row| row.field).filter(|field| !new.iter().any(|row| row.field == *field)));
    let value =
        |rows: &[SummaryRow], field: &str| rows.iter().find(|row| row.field == field).and_then(|row| text(&row.value));
    let rows = fields.into_iter().filter_map(|field| {
        let remark = remarks.iter().find(|remark| remark.field == field).map(|remark| remark.body.clone());
        let (before, after) = (value(&old, field), value(&new, field));
        (before != after || remark.is_some()).then(|| ChangedRow { label: label(tr, field), before, after, remark })
    });
    let papers = (names(file, before.round), names(file, after.round));
    let remark = remarks.iter().find(|remark| remark.field == FIELD).map(|remark| remark.body.clone());
    let papers = (papers.0 != papers.1 || remark.is_some()).then(|| ChangedRow {
        label: label(tr, FIELD),
        before: papers.0,
        after: papers.1,
        remark,
    });
    Some(rows.chain(papers).collect())
}

fn answered(file: &CaseFile, answers: &Answers) -> Vec<SummaryRow> {
    let rules = file.row.procedure().rules();
    rules.summary(&with_city(answers.clone(), rules.office(answers, file.row.office)))
}

pub fn event_view(state: &AppState, tr: Tr, file: &CaseFile, event: &EventRow) -> EventView {
    let body: Json = serde_json::from_str(&event.body).unwrap_or_default();
    let office = |name: &str| {
        let code = i32::try_from(body[name].as_i64()?).ok()?;
        // As they were called then.
        Some(state.offices.name_on(code, tr.lang(), minsk(event.at).date()))
    };
    let fields = body["fields"].as_array().map(Vec::as_slice).unwrap_or_default();
    let bill = || grouped(body["bill"].as_str().unwrap_or_default());
    let more = match event.kind.as_str() {
        "billed" => {
            let sum = tr.money(Byn::kopecks(body["kopecks"].as_i64().unwrap_or_default()));
            Some(tr.ta("case-event-billed-more", &[("bill", bill().into()), ("sum", sum.into())]))
        }
        "paid" => {
            let on = body["on"].as_str().and_then(|on| on.parse::<NaiveDate>().ok()).map(|on| tr.date(on));
            let document = body["document"].as_str().unwrap_or_default().to_owned();
            let values = [("date", on.unwrap_or_default().into()), ("document", document.into())];
            Some(tr.ta("case-event-paid-more", &values))
        }
        "deadline_moved" => {
            let day = |name: &str| body[name].as_str()?.parse::<NaiveDate>().ok().map(|day| tr.date(day));
            let values = ["from", "to", "day"].map(|name| (name, day(name).unwrap_or_default().into()));
            Some(tr.ta("case-event-deadline-moved-more", &values))
        }
        "reconsidered" => {
            let reason = body["reason"].as_str().unwrap_or_default();
            Some(tr.t(&format!("reopening-{reason}")))
        }
        "assigned" => {
            let to = assigned_to(event).and_then(|id| file.name(Some(&id)));
            to.map(|to| tr.ta("case-event-assigned-more", &[("name", to.into())]))
        }
        _ => None,
    };
    EventView {
        more,
        at: minsk(event.at),
        kind: event.kind.clone(),
        who: file.name(event.actor.as_ref()),
        round: body["round"].as_i64(),
        channel: if event.kind == "received" { file.row.channel() } else { None },
        by_phone: event.body.contains("\"phone\":true"),
        fields: fields.iter().filter_map(Json::as_str).map(|field| label(tr, field)).collect(),
        passed: office("from").zip(office("to")),
    }
}

/// The decisions that were overtaken, the first first.
fn overtaken(state: &AppState, tr: Tr, file: &CaseFile) -> Vec<OvertakenView> {
    let views = file.reopenings.iter().filter_map(|one| {
        let decision = file.decisions.iter().find(|decision| decision.turn == one.turn - 1)?;
        Some(OvertakenView { by: file.name(Some(&one.reopened_by)), ..overtaken_view(state, tr, decision, one) })
    });
    views.collect()
}

/// An overtaken decision in words; nobody's name.
pub fn overtaken_view(state: &AppState, tr: Tr, decision: &DecisionRow, one: &ReopeningRow) -> OvertakenView {
    OvertakenView {
        status: Status::from_code(&decision.outcome).unwrap_or(Status::Refused),
        decided: minsk(decision.decided_at),
        reasons: state.reasons.of(tr, decision).into_iter().map(|(sentence, _)| sentence).collect(),
        words: decision.words.clone(),
        reopened: minsk(one.reopened_at),
        by: None,
        why: one.reason.clone(),
        act: act_words(tr, one),
        why_words: one.words.clone(),
    }
}

fn decision(state: &AppState, tr: Tr, file: &CaseFile) -> Option<DecisionView> {
    let decision = file.decision()?;
    let passed = file.events.iter().rfind(|event| event.kind == "file_passed");
    Some(DecisionView {
        status: Status::from_code(&decision.outcome).unwrap_or(Status::Refused),
        reasons: state.reasons.of(tr, decision).into_iter().map(|(sentence, _)| sentence).collect(),
        words: decision.words.clone(),
        by: file.name(Some(&decision.decided_by)).unwrap_or_default(),
        prepared_by: file
            .preparations
            .iter()
            .rfind(|one| one.ending.as_deref() == Some("confirmed"))
            .and_then(|one| file.name(Some(&one.prepared_by))),
        on: minsk(decision.decided_at).date(),
        passed: passed.and_then(|event| event_view(state, tr, file, event).passed),
    })
}
