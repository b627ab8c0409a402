//! The applications and everything beside them that the paths of the table are filled in with.

use super::ROLES;
use super::rows::{
    absence, asked, bank_file, bill_of, change, data_draft, data_question, given, kept_list, letter_version, run,
    upload_of,
};
use crate::support::client::Client;
use crate::support::journey::{answers, filed, fill_in, id, start};
use crate::support::portal::{COMPANY, EXCLUDED, Portal};
use akno::failure::Failure;
use akno::store::applications::{self as store, ApplicationRow, FilingRow};
use akno::store::attachments::{self, AttachmentRow, FileRow};
use akno::store::deleted_drafts::{self, DeletedDraftRow};
use akno::store::{AnyConn, bills, new_id, uploads};

pub(super) struct Templates {
    pub(super) clients: std::collections::HashMap<&'static str, Client>,
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
    pub(super) async fn make(portal: &Portal) -> Templates {
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
    pub(super) async fn sign_in_again(&mut self, portal: &Portal) {
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
    pub(super) async fn fill(&self, portal: &Portal, path: &str) -> String {
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

fn assets_stylesheet() -> &'static str {
    assets::stylesheet()
}
