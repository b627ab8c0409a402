//! Mails about a council's open data to those who make it.

use crate::accounts::throttle::{self, QUESTION_MAILS};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::accounts::{self, Account, Role};
use crate::store::data_drafts::DataDraftRow;
use crate::store::data_questions::QuestionRow;
use crate::store::data_sets::{self, DataSetRow};
use crate::store::mails::{self, Letter};
use app::l10n::Tr;
use chrono::{NaiveDate, NaiveDateTime};

/// Tells the other editors and the supervisor that a draft waits for a second person.
pub fn to_review(conn: &mut AnyConn, state: &AppState, row: &DataDraftRow) -> Result<(), Failure> {
    let readers = accounts::of_office(conn, row.office, &[Role::Editor, Role::Supervisor])?;
    let others = readers.into_iter().filter(|reader| row.submitted_by.as_deref() != Some(reader.id.as_str()));
    tell(conn, state, others, "review", (&row.data_set, draft_address(state, row), None), row.changed_at)
}

/// Tells whoever sent it to review that it came back.
pub fn sent_back(conn: &mut AnyConn, state: &AppState, row: &DataDraftRow) -> Result<(), Failure> {
    let reader = submitter(conn, row)?;
    tell(conn, state, reader, "sent-back", (&row.data_set, draft_address(state, row), None), row.changed_at)
}

/// Tells whoever sent it to review that it is published.
pub fn published(conn: &mut AnyConn, state: &AppState, row: &DataDraftRow, now: NaiveDateTime) -> Result<(), Failure> {
    let reader = submitter(conn, row)?;
    let address = format!("{}/data/{}", state.config.public_url, row.data_set);
    tell(conn, state, reader, "published", (&row.data_set, address, None), now)
}

/// Reminds a council's editors of the day until which the next version of a set is due.
pub fn due(
    conn: &mut AnyConn,
    state: &AppState,
    (set, office, day): (&str, i32, NaiveDate),
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let readers = accounts::of_office(conn, office, &[Role::Editor])?;
    let address = format!("{}/office/data", state.config.public_url);
    tell(conn, state, readers, "due", (set, address, Some(day)), now)
}

fn submitter(conn: &mut AnyConn, row: &DataDraftRow) -> Result<Option<Account>, Failure> {
    Ok(match row.submitted_by.as_deref() {
        Some(id) => accounts::by_id(conn, id)?.filter(|account| account.disabled_at.is_none()),
        None => None,
    })
}

fn draft_address(state: &AppState, row: &DataDraftRow) -> String {
    format!("{}/office/data/drafts/{}", state.config.public_url, row.id)
}

fn tell(
    conn: &mut AnyConn,
    _: &AppState,
    readers: impl IntoIterator<Item = Account>,
    what: &str,
    (set, address, day): (&str, String, Option<NaiveDate>),
    now: NaiveDateTime,
) -> Result<(), Failure> {
    for reader in readers {
        let tr = Tr(reader.lang());
        let args = [
            ("name", reader.name.as_str().into()),
            ("set", set.into()),
            ("address", address.as_str().into()),
            ("day", day.map(|day| tr.date(day)).unwrap_or_default().into()),
        ];
        let letter = Letter {
            account_id: Some(reader.id.clone()),
            application_id: None,
            recipient: reader.email.clone(),
            lang: reader.lang(),
            subject: tr.ta(&format!("mail-data-{what}-subject"), &args),
            body: tr.ta(&format!("mail-data-{what}"), &args),
        };
        mails::owe(conn, letter, now)?;
    }
    Ok(())
}

/// Asks an address whether it wants the answer to a question.
pub fn to_confirm(
    conn: &mut AnyConn,
    state: &AppState,
    row: &QuestionRow,
    set: &DataSetRow,
    token: &str,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let Some(email) = row.email.clone() else { return Ok(()) };
    let link = format!("{}/questions/{token}/confirm", state.config.public_url);
    let title = set.title().get(row.lang()).to_owned();
    let (tr, values) = (Tr(row.lang()), [("set", title.into()), ("link", link.into())]);
    let words = (tr.ta("mail-question-confirm-subject", &values), tr.ta("mail-question-confirm", &values));
    Ok(mails::owe(conn, letter_to_asker(row, email, words), now)?)
}

/// Tells whoever asked that it was answered, or why it will not be.
pub fn to_asker(
    conn: &mut AnyConn,
    state: &AppState,
    row: &QuestionRow,
    (what, email): (&str, String),
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let tr = Tr(row.lang());
    let title = data_sets::find(conn, &row.data_set)?;
    let title = title.map_or_else(|| row.data_set.clone(), |set| set.title().get(row.lang()).to_owned());
    let reason = row.hidden.as_deref().map(|code| tr.t(&format!("question-hidden-{code}"))).unwrap_or_default();
    let place = if row.hidden.is_some() { "questions".to_owned() } else { format!("question-{}", row.id) };
    let values = [
        ("set", title.into()),
        ("answer", row.answer.clone().unwrap_or_default().into()),
        ("reason", reason.into()),
        ("link", format!("{}/data/{}#{place}", state.config.public_url, row.data_set).into()),
    ];
    let key = format!("mail-question-{what}");
    let words = (tr.ta(&format!("{key}-subject"), &values), tr.ta(&key, &values));
    Ok(mails::owe(conn, letter_to_asker(row, email, words), now)?)
}

fn letter_to_asker(row: &QuestionRow, recipient: String, (subject, body): (String, String)) -> Letter {
    Letter { account_id: None, application_id: None, recipient, lang: row.lang(), subject, body }
}

/// Tells the editors of a question; of many in a day only the first few, so that nobody floods their mail.
pub fn asked(
    conn: &mut AnyConn,
    state: &AppState,
    row: &QuestionRow,
    set: &DataSetRow,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    if throttle::count(conn, &[QUESTION_MAILS.of(&row.office.to_string())], now)?.is_err() {
        return Ok(());
    }
    let readers = accounts::of_office(conn, row.office, &[Role::Editor])?;
    let address = format!("{}/office/data/questions/{}", state.config.public_url, row.id);
    tell(conn, state, readers, "question", (&set.id, address, row.due_on), now)
}
