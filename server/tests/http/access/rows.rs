//! Rows that a path asks for: what the office, the bodies and the persons of an application have done.

use crate::support::portal::{COMPANY, EXCLUDED, Portal};
use akno::failure::Failure;
use akno::store::absences::{self, AbsenceRow};
use akno::store::administration::{self, ChangeRow};
use akno::store::applications::ApplicationRow;
use akno::store::bank_files::{self, BankFileRow};
use akno::store::bills::BillRow;
use akno::store::case_lists::{self, CaseListRow};
use akno::store::data_drafts::{self, DataDraftRow};
use akno::store::data_questions::{self, QuestionRow};
use akno::store::invitations::{self, InvitationRow};
use akno::store::letter_versions::{self, VersionRow};
use akno::store::mandates::{self, MandateRow};
use akno::store::proceedings::{self, ProceedingRow, TaskRow};
use akno::store::runs::{self, RunCaseRow, RunRow};
use akno::store::uploads::UploadRow;
use akno::store::{AnyConn, new_id};

/// A file that Elena has begun to send, under the application's own id.
pub(super) fn upload_of(row: &ApplicationRow) -> UploadRow {
    UploadRow {
        id: row.id.clone(),
        application_id: row.id.clone(),
        account_id: "elena".into(),
        name: "paper.pdf".into(),
        mark: "1".into(),
        size: 5,
        received: 0,
        created_at: row.updated_at,
        touched_at: row.updated_at,
    }
}

pub(super) fn bill_of(row: &ApplicationRow) -> BillRow {
    BillRow {
        id: new_id(),
        number: akno::random::bill_number(),
        application_id: row.id.clone(),
        amount: 4200,
        hundredths: 100,
        base_value: 4200,
        act: String::new(),
        issued_on: row.updated_at.date(),
        issued_at: row.updated_at,
        cancelled_at: None,
    }
}

/// A draft of open data of the office of the case, which an editor sent to review.
pub(super) async fn data_draft(portal: &Portal, case: &ApplicationRow) -> String {
    let row = DataDraftRow {
        id: new_id(),
        data_set: "places".into(),
        office: case.office.unwrap(),
        status: "review".into(),
        revision: 2,
        passport: "{}".into(),
        plan: None,
        analysis: None,
        upload: None,
        upload_name: String::new(),
        upload_notes: "[]".into(),
        upload_rows: 0,
        created_at: case.updated_at,
        changed_by: Some("editor".into()),
        changed_at: case.updated_at,
        submitted_by: Some("editor".into()),
        approved_by: None,
        publish_on: None,
        remark: None,
        number: None,
    };
    let id = row.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        assert!(data_drafts::add(conn, &row)?);
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    id
}

/// A bank file that the office of the case imported.
pub(super) async fn bank_file(portal: &Portal, case: &ApplicationRow) -> String {
    let file = BankFileRow {
        id: new_id(),
        digest: "digest".into(),
        office: case.office.unwrap(),
        name: "bank.csv".into(),
        imported_by: "clerk0".into(),
        imported_at: case.updated_at,
    };
    let id = file.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        assert!(bank_files::add(conn, &file)?);
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    id
}

/// A change that an administrator made.
pub(super) async fn change(portal: &Portal, case: &ApplicationRow) -> String {
    let row = ChangeRow {
        id: new_id(),
        kind: "user".into(),
        subject: case.id.clone(),
        revision: 1,
        was: "null".into(),
        became: "null".into(),
        why: "x".into(),
        account_id: "admin".into(),
        at: case.updated_at,
        reverts: None,
    };
    let id = row.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(administration::add(conn, &row)?) };
    portal.state.db.write(write).await.unwrap();
    id
}

/// The first version of the words of a letter: of the portal's, and of those of the office of the case.
pub(super) async fn letter_version(portal: &Portal, case: &ApplicationRow) {
    let (at, office) = (case.updated_at, case.office.unwrap());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        for office in [letter_versions::PORTAL, office] {
            let row = VersionRow {
                id: new_id(),
                office,
                kind: "refused".into(),
                procedure: String::new(),
                number: 1,
                texts: "{}".into(),
                why: "x".into(),
                puts_back: None,
                made_by: "admin".into(),
                made_at: at,
            };
            if letter_versions::latest(conn, office, "refused", "")?.is_none() {
                letter_versions::add(conn, &row)?;
            }
        }
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
}

/// A run that the clerk began over a case.
pub(super) async fn run(portal: &Portal, case: &ApplicationRow) -> String {
    let run = RunRow {
        id: new_id(),
        office: case.office.unwrap(),
        account_id: "clerk0".into(),
        action: "take".into(),
        reasons: "[]".into(),
        words: String::new(),
        clerk: None,
        created_at: case.updated_at,
        confirmed_at: None,
        starts_at: None,
        cancelled_at: None,
        finished_at: None,
    };
    let of = RunCaseRow {
        run_id: run.id.clone(),
        application_id: case.id.clone(),
        position: 0,
        revision: case.revision,
        state: "waiting".into(),
        why: String::new(),
    };
    let id = run.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(runs::add(conn, &run, &[of])?) };
    portal.state.db.write(write).await.unwrap();
    id
}

/// An absence of the clerk.
pub(super) async fn absence(portal: &Portal, case: &ApplicationRow) -> String {
    let today = portal.clock.today();
    let row = AbsenceRow {
        id: new_id(),
        account_id: "clerk0".into(),
        office: case.office.unwrap(),
        first_day: today + chrono::Duration::days(9),
        last_day: today + chrono::Duration::days(9),
        substitute: None,
        created_by: "clerk0".into(),
        created_at: case.updated_at,
        begun_at: None,
        ended_at: None,
    };
    let id = row.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(absences::add(conn, &row)?) };
    portal.state.db.write(write).await.unwrap();
    id
}

/// A list of cases that the clerk keeps and shares.
pub(super) async fn kept_list(portal: &Portal, case: &ApplicationRow) -> String {
    let list = CaseListRow {
        id: new_id(),
        account_id: "clerk0".into(),
        office: case.office.unwrap(),
        name: new_id(),
        query: "tab=queue".into(),
        shared: true,
        created_at: case.updated_at,
    };
    let id = list.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(case_lists::add(conn, &list)?) };
    portal.state.db.write(write).await.unwrap();
    id
}

/// A liquidation of Elena's company, of which the tax office is asked.
pub(super) async fn asked(portal: &Portal, case: &ApplicationRow) -> (String, String) {
    let (proceeding, task) = (new_id(), new_id());
    let today = portal.clock.today();
    let row = ProceedingRow {
        id: proceeding.clone(),
        unp: COMPANY,
        kind: "legal_entity".into(),
        stage: "confirmations".into(),
        application_id: case.id.clone(),
        asked_by: Some(case.id.clone()),
        decided_on: today,
        published_on: today,
        claims_until: today,
        due_on: today,
        due_at_most: today,
        extended: false,
        claims_address: String::new(),
        claims_phone: String::new(),
        claims_email: String::new(),
        ended_on: None,
        updated_at: case.updated_at,
        revision: 1,
    };
    let question = TaskRow {
        id: task.clone(),
        proceeding_id: proceeding.clone(),
        application_id: case.id.clone(),
        body: "tax".into(),
        office: case.office,
        answer: "waiting".into(),
        reason: String::new(),
        asked_on: today,
        due_on: None,
        answered_by: None,
        answered_at: None,
        closed_at: None,
        revision: 1,
    };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        proceedings::add(conn, &row)?;
        Ok(proceedings::add_task(conn, &question)?)
    };
    portal.state.db.write(write).await.unwrap();
    (proceeding, task)
}

/// A right that Elena gave Oleg for another company of hers, and one that she offers him for it.
pub(super) async fn given(portal: &Portal) -> (String, String) {
    let (now, today) = (portal.clock.now(), portal.clock.today());
    let right = MandateRow {
        id: new_id(),
        account_id: "oleg".into(),
        unp: EXCLUDED,
        scope: "read".into(),
        valid_from: today,
        valid_to: Some(today),
        granted_by: Some("elena".into()),
        revoked_at: None,
        created_at: now,
        authorised: None,
    };
    let offer = InvitationRow {
        id: new_id(),
        unp: COMPANY,
        email: "oleg@akno.example".into(),
        scope: "read".into(),
        valid_from: today,
        valid_to: today,
        invited_by: "elena".into(),
        created_at: now,
        expires_at: now + chrono::Duration::days(1),
        accepted_by: None,
        accepted_at: None,
        withdrawn_at: None,
    };
    let ids = (right.id.clone(), offer.id.clone());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        mandates::add(conn, &right)?;
        Ok(invitations::add(conn, &offer)?)
    };
    portal.state.db.write(write).await.unwrap();
    ids
}

/// A question about open data that the office of the case has to answer.
pub(super) async fn data_question(portal: &Portal, case: &ApplicationRow) -> String {
    let row = QuestionRow {
        id: new_id(),
        data_set: "places".into(),
        office: case.office.unwrap(),
        lang: "ru".into(),
        name: String::new(),
        question: "?".into(),
        email: None,
        confirm_hash: None,
        confirm_until: None,
        created_at: case.updated_at,
        asked_at: Some(case.updated_at),
        due_on: Some(case.updated_at.date()),
        answer: None,
        answered_by: None,
        answered_at: None,
        hidden: None,
        hidden_by: None,
        hidden_at: None,
        revision: 1,
    };
    let id = row.id.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        data_questions::add(conn, &row)?;
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    id
}
