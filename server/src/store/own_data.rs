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
    applications, attachments, audit, counter_drafts, deleted_drafts, erased_attachments, files, filings,
    founder_invitations, invitations, mails, mandates, mendings, messages, sessions, signatures,
};
use super::sessions::Session;
use super::signatures::SignatureRow;
use crate::store::deleted_drafts::DeletedDraftRow;
use crate::store::draft_writings;
use diesel::prelude::*;
use portal::application::Channel;
use portal::mandate::Mandate;
use portal::procedures::Confirms;
use std::collections::{HashMap, HashSet};

/// Rows of one kind at most; nobody has so many, and the query has an end.
const MOST: i64 = 50_000;

/// What is kept about an account besides the account itself.
pub struct OwnData {
    pub sessions: Vec<Session>,
    pub mandates: Vec<MandateRow>,
    pub offers: Vec<InvitationRow>,
    /// Those that the person worked on and that belong to them now; of others that they are asked to confirm, what they
    /// confirm.
    pub applications: Vec<ApplicationRow>,
    /// The person's own, without answers where they may not read them any more.
    pub filings: Vec<FilingRow>,
    /// Typing errors that offices mended in what belongs to them.
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
    /// The numbers of filed applications that the acts are about, by id.
    pub numbers: HashMap<String, String>,
}

/// What decides how much of an application a person gets.
pub struct Standing<'a> {
    /// They started it, and not at a counter for somebody else.
    pub started: bool,
    /// They were invited to confirm it.
    pub invited: bool,
    /// Their rights to act that were not revoked, for whatever company and day.
    pub held: &'a [Mandate],
}

/// How much of an application a person gets.
pub enum Reach {
    /// All of it, as an applicant.
    Applicant,
    /// What they are asked to confirm.
    Confirms(Confirms),
}

/// Everything of an account, by its id and address. Of applications of which `reach` gives nothing there is only what
/// the person did and wrote themselves: they worked on it for others, or may not read it any more.
pub fn of(
    conn: &mut AnyConn,
    account: &str,
    email: &str,
    reach: impl Fn(&ApplicationRow, Standing<'_>) -> Option<Reach>,
) -> QueryResult<OwnData> {
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
    let held = super::mandates::of_account(conn, account)?;
    let mut unps: Vec<i64> = held.iter().map(|mandate| mandate.unp).collect();
    unps.dedup();
    let invited: Vec<String> = founder_invitations::table
        .filter(founder_invitations::email.eq(email.to_lowercase()))
        .limit(MOST)
        .select(founder_invitations::application_id)
        .load(conn)?;
    let invited: HashSet<String> = invited.into_iter().collect();
    let (mut found, mut filed, mut written, mut writings) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut mended, mut numbers) = (Vec::new(), HashMap::new());
    // A statement takes so many values and not more.
    for some in worked_on.chunks(500) {
        let named = super::audit::numbers(conn, some.to_vec())?;
        numbers.extend(named.into_iter().filter_map(|(id, number)| Some((id, number?))));
        let asked: Vec<String> = some.iter().filter(|id| invited.contains(*id)).cloned().collect();
        let may_be_theirs = applications::started_by
            .eq(account)
            .or(applications::id.eq_any(asked))
            .or(applications::unp.eq_any(unps.clone()).assume_not_null());
        let rows: Vec<ApplicationRow> = applications::table
            .filter(applications::id.eq_any(some.to_vec()))
            .filter(may_be_theirs)
            .select(ApplicationRow::as_select())
            .load(conn)?;
        let typed = typed(conn, &rows, account)?;
        let mut own: Vec<String> = Vec::new();
        for mut row in rows {
            let standing = Standing {
                started: row.started_by == account && !typed.contains(&row.id),
                invited: invited.contains(&row.id),
                held: &held,
            };
            match reach(&row, standing) {
                Some(Reach::Applicant) => own.push(row.id.clone()),
                Some(Reach::Confirms(confirms)) => {
                    row.answers = serde_json::to_string(&confirms.part(&row.answers())).unwrap_or_default();
                }
                None => continue,
            }
            found.push(row);
        }
        let filings: Vec<FilingRow> = filings::table
            .filter(filings::application_id.eq_any(some.to_vec()))
            .filter(filings::filed_by.eq(account))
            .select(FilingRow::as_select())
            .load(conn)?;
        filed.extend(filings.into_iter().map(|mut filing| {
            // That they filed it is theirs, what was filed belongs to whom it is for.
            if !own.contains(&filing.application_id) {
                filing.answers.clear();
            }
            filing
        }));
        written.extend(
            messages::table
                .filter(messages::application_id.eq_any(some.to_vec()))
                .filter(messages::author.eq(account))
                .select(MessageRow::as_select())
                .load::<MessageRow>(conn)?,
        );
        if own.is_empty() {
            continue;
        }
        writings.extend(draft_writings::of(conn, own.clone())?);
        mended.extend(
            mendings::table
                .filter(mendings::application_id.eq_any(own))
                .order(mendings::id)
                .select(MendingRow::as_select())
                .load::<MendingRow>(conn)?,
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
        numbers,
    })
}

/// Which applications that an account started were typed at a counter: most were filed on line and are not asked about.
fn typed(conn: &mut AnyConn, rows: &[ApplicationRow], account: &str) -> QueryResult<Vec<String>> {
    let asked = rows.iter().filter(|row| row.started_by == account && row.channel() != Some(Channel::Online));
    let asked: Vec<String> = asked.map(|row| row.id.clone()).collect();
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    counter_drafts::table
        .filter(counter_drafts::application_id.eq_any(asked))
        .select(counter_drafts::application_id)
        .load(conn)
}
