//! Everything that is kept about one account, for the copy that its owner may have.

use super::AnyConn;
use super::applications::{ApplicationRow, FilingRow};
use super::attachments::{AttachmentRow, ErasedRow, FileRow};
use super::audit::AuditRow;
use super::invitations::InvitationRow;
use super::mails::MailRow;
use super::mandates::MandateRow;
use super::mendings::MendingRow;
use super::messages::MessageRow;
use super::schema::{
    applications, attachments, audit, deleted_drafts, erased_attachments, files, filings, invitations, mails, mandates,
    mendings, messages, sessions, signatures,
};
use super::sessions::Session;
use super::signatures::SignatureRow;
use crate::store::deleted_drafts::DeletedDraftRow;
use crate::store::draft_writings;
use diesel::prelude::*;

/// Rows of one kind at most; nobody has so many, and the query has an end.
const MOST: i64 = 50_000;

/// What is kept about an account besides the account itself.
pub struct OwnData {
    pub sessions: Vec<Session>,
    pub mandates: Vec<MandateRow>,
    pub offers: Vec<InvitationRow>,
    /// Those that the person began or worked on.
    pub applications: Vec<ApplicationRow>,
    /// The person's own.
    pub filings: Vec<FilingRow>,
    /// Typing errors that offices mended in what they started.
    pub mendings: Vec<MendingRow>,
    pub deleted_drafts: Vec<DeletedDraftRow>,
    /// What two pages wrote differently in those applications: the application and JSON.
    pub writings: Vec<(String, String)>,
    pub messages: Vec<MessageRow>,
    /// What the person attached, with each file.
    pub attachments: Vec<(AttachmentRow, FileRow)>,
    /// What stays of those whose content was removed.
    pub erased: Vec<ErasedRow>,
    pub mails: Vec<MailRow>,
    pub signatures: Vec<SignatureRow>,
    pub acts: Vec<AuditRow>,
}

/// Everything of an account, by its id and address.
pub fn of(conn: &mut AnyConn, account: &str, email: &str) -> QueryResult<OwnData> {
    let acts: Vec<AuditRow> = audit::table
        .filter(audit::account_id.eq(account))
        .order(audit::id.desc())
        .limit(MOST)
        .select(AuditRow::as_select())
        .load(conn)?;
    // What one worked on stands in the record of what one did: no table need be searched for it.
    let mut worked_on: Vec<String> =
        acts.iter().filter(|act| act.subject_kind == "application").map(|act| act.subject.clone()).collect();
    worked_on.sort();
    worked_on.dedup();
    let (mut found, mut filed, mut written, mut writings) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut mended = Vec::new();
    // A statement takes so many values and not more.
    for some in worked_on.chunks(500) {
        found.extend(
            applications::table
                .filter(applications::id.eq_any(some.to_vec()))
                .select(ApplicationRow::as_select())
                .load::<ApplicationRow>(conn)?,
        );
        writings.extend(draft_writings::of(conn, some.to_vec())?);
        filed.extend(
            filings::table
                .filter(filings::application_id.eq_any(some.to_vec()))
                .filter(filings::filed_by.eq(account))
                .select(FilingRow::as_select())
                .load::<FilingRow>(conn)?,
        );
        mended.extend(
            mendings::table
                .filter(mendings::application_id.eq_any(some.to_vec()))
                .order(mendings::id)
                .select(MendingRow::as_select())
                .load::<MendingRow>(conn)?,
        );
        written.extend(
            messages::table
                .filter(messages::application_id.eq_any(some.to_vec()))
                .filter(messages::author.eq(account))
                .select(MessageRow::as_select())
                .load::<MessageRow>(conn)?,
        );
    }
    Ok(OwnData {
        sessions: sessions::table.filter(sessions::account_id.eq(account)).select(Session::as_select()).load(conn)?,
        mandates: mandates::table
            .filter(mandates::account_id.eq(account).or(mandates::granted_by.eq(account).assume_not_null()))
            .order(mandates::id)
            .select(MandateRow::as_select())
            .load(conn)?,
        offers: invitations::table
            .filter(invitations::email.eq(email).or(invitations::invited_by.eq(account)))
            .order(invitations::id)
            .select(InvitationRow::as_select())
            .load(conn)?,
        applications: found,
        filings: filed,
        mendings: mended,
        deleted_drafts: deleted_drafts::table
            .filter(deleted_drafts::started_by.eq(account))
            .select(DeletedDraftRow::as_select())
            .load(conn)?,
        writings,
        messages: written,
        attachments: attachments::table
            .inner_join(files::table.on(files::digest.eq(attachments::digest)))
            .filter(attachments::added_by.eq(account))
            .order(attachments::id)
            .limit(MOST)
            .select((AttachmentRow::as_select(), FileRow::as_select()))
            .load(conn)?,
        erased: erased_attachments::table
            .filter(erased_attachments::added_by.eq(account))
            .order((erased_attachments::id, erased_attachments::round))
            .limit(MOST)
            .select(ErasedRow::as_select())
            .load(conn)?,
        mails: mails::table
            .filter(mails::account_id.eq(account))
            .order(mails::created_at.desc())
            .limit(MOST)
            .select(MailRow::as_select())
            .load(conn)?,
        signatures: signatures::table
            .filter(signatures::account_id.eq(account))
            .order(signatures::id)
            .limit(MOST)
            .select(SignatureRow::as_select())
            .load(conn)?,
        acts,
    })
}
