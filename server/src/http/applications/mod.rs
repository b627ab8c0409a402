//! Handlers of the applicant's side: list, steps, filing, documents, withdrawal.

pub mod bill;
pub mod certificate;
pub mod documents;
pub mod filing;
pub mod list;
pub mod steps;
pub mod withdrawal;

use super::visit::Visit;
use crate::access::OwnApplication;
use crate::failure::Failure;
use crate::office::attachments;
use crate::office::circumstances::{areas, circumstances};
use crate::office::drafting::open_fields;
use crate::office::merging::{self, Unsettled};
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::applications::{self as store, RemarkRow};
use crate::store::attachments::{Attached, filed as filed_attachments};
use crate::store::mendings;
use app::ui::Crumb;
use portal::answers::Answers;
use portal::application::Status;
use portal::collation::sort_by_name;
use portal::lang::Lang;
use portal::procedures::{Circumstances, Step};
use std::collections::BTreeSet;

/// What the pages of an open application need.
pub struct Open {
    pub circumstances: Circumstances,
    /// The remarks of the current round.
    pub remarks: Vec<RemarkRow>,
    pub open_fields: BTreeSet<&'static str>,
    /// What two pages wrote differently, of the fields that are open.
    pub unsettled: Vec<Unsettled>,
    /// What was filed last, of one that was returned.
    pub filed: Option<Answers>,
    pub attached: Vec<Attached>,
    pub attachments_open: bool,
    /// Of one that was returned: what is attached is no longer what was filed.
    pub attachments_changed: bool,
}

impl Open {
    pub async fn load(state: &AppState, application: &OwnApplication) -> Result<Open, Failure> {
        let (inner, row, company) = (state.clone(), application.row.clone(), application.company.clone());
        let today = state.clock.today();
        let load = move |conn: &mut AnyConn| -> Result<Open, Failure> {
            let circumstances = circumstances(conn, &inner, &company, &row, today)?;
            let mut remarks = store::remarks(conn, &row.id)?;
            remarks.retain(|r| r.round == row.round && row.status() == Status::Returned);
            let filed = match row.status() {
                Status::Returned => mendings::standing(conn, &row.id)?,
                _ => None,
            };
            let attached = attachments::attached(conn, &row)?;
            let went = match row.status() {
                Status::Returned => filed_attachments(conn, &row.id, row.round)?,
                _ => Vec::new(),
            };
            let open_fields = open_fields(conn, &row, &circumstances)?;
            let writings = merging::writings(conn, &row.id)?;
            let answers = row.answers();
            let of_step = |step: &Step| {
                let open: Vec<_> = step.fields.iter().copied().filter(|field| open_fields.contains(field)).collect();
                writings.unsettled(&open)
            };
            let unsettled = row.procedure().steps(&answers).flat_map(of_step).collect();
            Ok(Open {
                circumstances,
                remarks,
                open_fields,
                unsettled,
                filed,
                attachments_changed: changed(&attached, &went),
                attached,
                attachments_open: attachments::are_open(conn, &row)?,
            })
        };
        state.db.read(load).await
    }

    /// What two pages wrote differently in a step.
    pub fn unsettled_in(&self, step: &Step) -> Vec<Unsettled> {
        let in_step = |apart: &&Unsettled| apart.part.fields.iter().any(|field| step.fields.contains(field));
        self.unsettled.iter().filter(in_step).cloned().collect()
    }
}

fn changed(now: &[Attached], filed: &[Attached]) -> bool {
    !now.iter().map(|one| &one.row.id).eq(filed.iter().map(|one| &one.row.id))
}

/// The names of the areas of registering bodies in a language, sorted by name.
pub fn area_names(state: &AppState, lang: Lang) -> Vec<(i32, String)> {
    let mut names: Vec<(i32, String)> = areas(state).map(|o| (o.code, o.area().get(lang).to_owned())).collect();
    sort_by_name(lang, &mut names, |(_, name)| name);
    names
}

/// The way to a page of an application.
pub fn crumbs(visit: &Visit, application: &OwnApplication, here: &str) -> Vec<Crumb> {
    let tr = visit.tr;
    let above = match application.signed_in.is_staff() {
        true => Crumb::new(tr.t("counter-draft-title"), "/office/counter/drafts"),
        false => Crumb::new(tr.t("nav-applications"), "/applications"),
    };
    vec![
        above,
        Crumb::new(
            tr.t(&format!("procedure-{}", application.row.procedure)),
            format!("/applications/{}", application.row.id),
        ),
        Crumb::here(here),
    ]
}
