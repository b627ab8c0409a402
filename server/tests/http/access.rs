//! The golden table: every route for every role. A route that is missing from it fails, and so does
//! any change of who gets what. `AKNO_WRITE_GOLDEN=1` writes the table anew, to be read line by line.

use crate::support::client::Client;
use crate::support::journey::{answers, filed, fill_in, id, start};
use crate::support::portal::{COMPANY, EXCLUDED, Portal};
use akno::failure::Failure;
use akno::store::absences::{self, AbsenceRow};
use akno::store::administration::{self, ChangeRow};
use akno::store::applications::{self as store, ApplicationRow, FilingRow};
use akno::store::attachments::{self, AttachmentRow, FileRow};
use akno::store::bank_files::{self, BankFileRow};
use akno::store::bills::{self, BillRow};
use akno::store::case_lists::{self, CaseListRow};
use akno::store::data_drafts::{self, DataDraftRow};
use akno::store::data_questions::{self, QuestionRow};
use akno::store::deleted_drafts::{self, DeletedDraftRow};
use akno::store::invitations::{self, InvitationRow};
use akno::store::letter_versions::{self, VersionRow};
use akno::store::mandates::{self, MandateRow};
use akno::store::proceedings::{self, ProceedingRow, TaskRow};
use akno::store::runs::{self, RunCaseRow, RunRow};
use akno::store::uploads::{self, UploadRow};
use akno::store::{AnyConn, new_id};
use std::fmt::Write;

const ROLES: [&str; 15] = [
    "anyone",
    "elena",
    "oleg",
    "clerk0",
    "clerk1",
    "supervisor",
    "regional",
    "editor",
    "editor3",
    "tax",
    "fund",
    "customs",
    "archive",
    "admin",
    "auditor",
];
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/access.txt");

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_every_role_as_the_golden_table_says() {
    let portal = Portal::start().await;
    let mut template = Templates::make(&portal).await;
    let mut table = String::from(
        "# Status of every route for: anyone, Elena (acts for the company), Oleg (another company), the clerk who has the\n\
         # case, a clerk of another office, the supervisor of the office, the region, who wrote the draft of the office's open\n\
         # data, an editor of another office, an officer of the tax office, which is asked, one each of the social fund, the\n\
         # customs and the archive, an administrator, an auditor. 303 leads on or to the sign-in.\n",
    );
    for (method, path) in routes() {
        let _ = write!(table, "{method:<5} {path:<44}");
        for role in ROLES {
            let mut client = template.clients[role].clone();
            let filled = template.fill(&portal, &path).await;
            let answer = match method {
                "GET" => client.get(&filled).await,
                "PATCH" => client.send("PATCH", &filled, Some("application/octet-stream"), b"anything".to_vec()).await,
                _ => client.post(&filled, &[("anything", "at all")]).await,
            };
            assert!(answer.status < 500, "{method} {path} for {role}: {}", answer.body);
            assert_eq!(bare_key(&answer.body), None, "{method} {path} for {role} shows a key in place of its sentence");
            let _ = write!(table, " {role}={}", answer.status);
        }
        table.push('\n');
        if path == "/sign-out" || path.ends_with("/sessions/end") {
            template.sign_in_again(&portal).await;
        }
    }
    if std::env::var("AKNO_WRITE_GOLDEN").is_ok() {
        std::fs::write(GOLDEN, &table).unwrap();
    }
    let golden = std::fs::read_to_string(GOLDEN).unwrap_or_default();
    for (found, expected) in table.lines().zip(golden.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(table.lines().count(), golden.lines().count(), "a route is missing from the table or gone");
}

/// What stands on a page as its own text and looks like the key of a sentence that is not there.
fn bare_key(page: &str) -> Option<&str> {
    let looks_like_one = |text: &&str| {
        text.contains('-')
            && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            && text.starts_with(|first: char| first.is_ascii_lowercase())
    };
    page.strip_prefix("<!DOCTYPE html>")?
        .split('<')
        .filter(|piece| !["code>", "script", "style", "option", "textarea"].iter().any(|tag| piece.starts_with(tag)))
        .filter_map(|piece| piece.split_once('>'))
        .map(|(_, text)| text.trim())
        .find(looks_like_one)
}

/// Every method and path of `routes.rs`.
fn routes() -> Vec<(&'static str, String)> {
    let source = include_str!("../../src/routes.rs");
    let mut found = Vec::new();
    for line in source.lines().filter(|line| line.trim_start().starts_with(".route(")) {
        let path = line.split('"').nth(1).unwrap();
        for (method, call) in
            [("GET", "get("), ("POST", "post("), ("PATCH", "patch("), ("PUT", "put("), ("DELETE", "delete(")]
        {
            if line.contains(call) {
                found.push((method, path.to_owned()));
            }
        }
    }
    assert!(found.len() > 50, "{found:?}");
    found
}

struct Templates {
    clients: std::collections::HashMap<&'static str, Client>,
    draft: ApplicationRow,
    case: ApplicationRow,
    filing: FilingRow,
    proceeding: String,
    task: String,
    bank_file: String,
    /// A right given to Oleg, and one offered to him.
    right: String,
    invitation: String,
    /// A council's draft of open data, in review.
    data_draft: String,
}

impl Templates {
    async fn make(portal: &Portal) -> Templates {
        akno::publishing::publish(&portal.state.db, &portal.clock, &portal.var_dir, false).await.unwrap();
        let mut clients = std::collections::HashMap::from([("anyone", portal.client())]);
        for role in &ROLES[1..] {
            clients.insert(*role, portal.signed_in(role).await);
        }
        let elena = clients.get_mut("elena").unwrap();
        let draft = start(elena, COMPANY).await;
        fill_in(elena, &draft, &answers(portal)).await;
        let case = filed(portal, elena).await;
        let clerk = clients.get_mut("clerk0").unwrap();
        let taken = clerk.post(&format!("/office/cases/{}/assignment", id(&case)), &[]).await;
        assert_eq!(taken.status, 303, "{}", taken.body);
        let (draft, case) = (id(&draft), id(&case));
        let read = move |conn: &mut AnyConn| {
            let filing = store::filings(conn, &case)?.remove(0);
            Ok((store::find(conn, &draft)?.unwrap(), store::find(conn, &case)?.unwrap(), filing))
        };
        let (draft, case, filing): (ApplicationRow, ApplicationRow, FilingRow) = portal.read(read).await;
        let (proceeding, task) = asked(portal, &case).await;
        let bank_file = bank_file(portal, &case).await;
        let (right, invitation) = given(portal).await;
        let data_draft = data_draft(portal, &case).await;
        Templates { clients, draft, case, filing, proceeding, task, bank_file, right, invitation, data_draft }
    }

    /// After a route that ended everybody's session.
    async fn sign_in_again(&mut self, portal: &Portal) {
        for role in &ROLES[1..] {
            self.clients.insert(role, portal.signed_in(role).await);
        }
    }

    /// A file attached to an application, under the application's own id.
    async fn paper(&self, portal: &Portal, row: &ApplicationRow, text: bool) -> (FileRow, AttachmentRow) {
        let file = FileRow {
            digest: row.id.clone(),
            place: format!("attached/{}", row.id),
            size: 5,
            kind: if text { "docx" } else { "pdf" }.into(),
            stored_at: row.updated_at,
            scan: "none".into(),
            scanned_at: None,
        };
        portal.state.files.keep(&file.place, &b"%PDF-"[..]).await.unwrap();
        let attachment = AttachmentRow {
            id: row.id.clone(),
            application_id: row.id.clone(),
            digest: row.id.clone(),
            name: "paper.pdf".into(),
            from_office: false,
            added_by: "elena".into(),
            added_at: row.updated_at,
            removed_at: None,
        };
        (file, attachment)
    }

    /// A path with its parameters filled in; each time with an application of its own, so that no
    /// request finds what an earlier one left.
    async fn fill(&self, portal: &Portal, path: &str) -> String {
        let source = if path.starts_with("/office") { &self.case } else { &self.draft };
        let prepared = path.contains("{code}") && path.starts_with("/office/counter");
        let row = ApplicationRow {
            id: new_id(),
            number: source.number.as_ref().map(|_| akno::random::filing_number()),
            paper_code: prepared.then(akno::random::paper_code),
            status: if prepared { "prepared".into() } else { source.status.clone() },
            ..if prepared { self.draft.clone() } else { source.clone() }
        };
        let filing = FilingRow { id: new_id(), application_id: row.id.clone(), ..self.filing.clone() };
        let (written, is_case) = (row.clone(), row.filed_at.is_some());
        let deleted = path.ends_with("/restoration");
        let paper = path.contains("{attachment}").then(|| self.paper(portal, &row, path.ends_with("/text")));
        let paper = match paper {
            Some(paper) => Some(paper.await),
            None => None,
        };
        let uploading = path.contains("{upload}");
        let billed = path.ends_with("/bill") || path.ends_with("/payment");
        let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
            if deleted {
                return Ok(deleted_drafts::add(conn, &DeletedDraftRow::of(&written, None, written.updated_at))?);
            }
            store::add(conn, &written)?;
            if is_case {
                store::add_filing(conn, &filing)?;
            }
            if let Some((file, attachment)) = paper {
                attachments::add_file(conn, &file)?;
                attachments::add(conn, &attachment)?;
                if is_case {
                    attachments::add_filed(conn, &written.id, written.round, &attachment.id)?;
                }
            }
            if uploading {
                uploads::add(conn, &upload_of(&written))?;
            }
            if billed {
                bills::add(conn, &bill_of(&written))?;
            }
            Ok(())
        };
        portal.state.db.write(write).await.unwrap();
        let asset = assets_stylesheet();
        let id = match path {
            "/proceedings/{id}" => &self.proceeding,
            "/tasks/{id}" => &self.task,
            "/office/payments/{id}" => &self.bank_file,
            path if path.starts_with("/office/runs/{id}") => &run(portal, &row).await,
            "/office/absences/{id}/end" => &absence(portal, &self.case).await,
            "/office/lists/{id}/deletion" => &kept_list(portal, &self.case).await,
            "/invitations/{id}" => &self.invitation,
            path if path.starts_with("/office/data/drafts/") => &self.data_draft,
            path if path.starts_with("/office/data/questions/") => &data_question(portal, &self.case).await,
            path if path.starts_with("/office/administration/users/") => &"colleague".to_owned(),
            path if path.starts_with("/office/administration/changes/") => &change(portal, &row).await,
            _ => &row.id,
        };
        let method = match path.matches('{').count() {
            1 => "getAllLikvidUL",
            2 => "getBaseInfoByRegNum",
            _ => "getBaseInfoByPeriod",
        };
        if path.contains("{edition}") {
            letter_version(portal, &self.case).await;
        }
        path.replace("{id}", id)
            .replace("{kind}", "refused")
            .replace("{edition}", "1")
            .replace("{decision}", "refuse")
            .replace("{reason}", "not-entitled")
            .replace("{opinion}", "00000000-0000-7000-8000-000000000000")
            .replace("{calendar}", "00000000000000000000000000.ics")
            .replace("{right}", &self.right)
            .replace("{upload}", &row.id)
            .replace("{attachment}", &row.id)
            .replace("{invitation}", &self.invitation)
            .replace("{method}", method)
            .replace("{argument}", &COMPANY.to_string())
            .replace("{from}", "01.01.2015")
            .replace("{until}", "31.12.2015")
            .replace("{office}", "7121")
            .replace("{kind}", "mails")
            .replace("{removal}", "none")
            .replace("{entry}", "barred")
            .replace("{term}", "office_days")
            .replace("{procedure}", "change-of-location")
            .replace("{step}", "street")
            .replace("{unp}", &if path.contains("/revocation") { EXCLUDED } else { COMPANY }.to_string())
            .replace("{code}", row.paper_code.as_deref().unwrap_or("00000000000000000000000000"))
            .replace("{path}", asset)
            .replace("{set}", "entities")
            .replace("{version}", "latest")
            .replace("{file}", "entities.csv")
            .replace("{document}", if path.starts_with("/data") { "meta.csv" } else { "{document}" })
            .replace("{council}", "7101")
            .replace("{action}", "package_list")
            .replace("{resource}", "entities-csv")
            .replace("{field}", "house")
            .replace("{round}", "1")
            .replace("{token}", "00000000000000000000000000")
            .replace("{document}", "00000000-0000-7000-8000-000000000000")
    }
}

/// A file that Elena has begun to send, under the application's own id.
fn upload_of(row: &ApplicationRow) -> UploadRow {
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

fn bill_of(row: &ApplicationRow) -> BillRow {
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
async fn data_draft(portal: &Portal, case: &ApplicationRow) -> String {
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
async fn bank_file(portal: &Portal, case: &ApplicationRow) -> String {
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
async fn change(portal: &Portal, case: &ApplicationRow) -> String {
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
async fn letter_version(portal: &Portal, case: &ApplicationRow) {
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
async fn run(portal: &Portal, case: &ApplicationRow) -> String {
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
async fn absence(portal: &Portal, case: &ApplicationRow) -> String {
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
async fn kept_list(portal: &Portal, case: &ApplicationRow) -> String {
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
async fn asked(portal: &Portal, case: &ApplicationRow) -> (String, String) {
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
async fn given(portal: &Portal) -> (String, String) {
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

fn assets_stylesheet() -> &'static str {
    assets::stylesheet()
}

/// A question about open data that the office of the case has to answer.
async fn data_question(portal: &Portal, case: &ApplicationRow) -> String {
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
