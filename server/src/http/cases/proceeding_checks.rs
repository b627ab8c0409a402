//! The checks of a stage of a liquidation: the creditors' term, the bodies' confirmations, the term of
//! the whole proceeding.

use super::case_file::CaseFile;
use app::l10n::Tr;
use app::pages::office::checks::{Act, CheckView, Finding};
use portal::procedures::event_on_filing;
use portal::proceeding::{Answer, Body, Proceeding, Refused};

pub fn checks(tr: Tr, file: &CaseFile) -> Vec<CheckView> {
    let Some(proceeding) = &file.circumstances.subject.proceeding else { return Vec::new() };
    let mut checks = vec![claims(tr, proceeding, file), limit(tr, proceeding, file)];
    if event_on_filing(&file.asked()).is_some() {
        checks.extend(bodies(tr, file));
    }
    checks
}

fn claims(tr: Tr, proceeding: &Proceeding, file: &CaseFile) -> CheckView {
    let until = [("date", tr.date(proceeding.claims_until).into())];
    let (finding, key) = match proceeding.claims_over(file.circumstances.today) {
        true => (Finding::Agrees, "finding-claims-over"),
        false => (Finding::Look, "finding-claims-running"),
    };
    CheckView::new(finding, tr.ta(key, &until)).act(Act::Registration)
}

fn limit(tr: Tr, proceeding: &Proceeding, file: &CaseFile) -> CheckView {
    let due = [("date", tr.date(proceeding.due_on).into())];
    let (finding, key) = match file.circumstances.today <= proceeding.due_on {
        true => (Finding::Agrees, "finding-limit-kept"),
        false => (Finding::Look, "finding-limit-passed"),
    };
    CheckView::new(finding, tr.ta(key, &due)).act(Act::Registration)
}

fn bodies(tr: Tr, file: &CaseFile) -> Vec<CheckView> {
    let check = |task: &crate::store::proceedings::TaskRow| {
        let body = tr.t(&format!("body-{}", task.body));
        let (finding, sentence) = match task.answer() {
            Answer::Confirmed => (Finding::Agrees, tr.ta("finding-body-confirmed", &[("body", body.into())])),
            Answer::Waiting => (Finding::Stops, tr.ta("finding-body-waiting", &[("body", body.into())])),
            Answer::Objected => {
                let values = [("body", body.into()), ("reason", task.reason.clone().into())];
                (Finding::Stops, tr.ta("finding-body-objected", &values))
            }
        };
        CheckView::new(finding, sentence).act(Act::Registration)
    };
    file.tasks.iter().map(check).collect()
}

/// Why the proceeding cannot take what is asked for.
pub fn refused(tr: Tr, why: &Refused) -> String {
    match why {
        Refused::Unconfirmed(bodies) => {
            let name = |body: &Body| tr.t(&format!("body-{}", body.code()));
            let bodies = bodies.iter().map(name).collect::<Vec<_>>().join("; ");
            tr.ta("finding-bodies-missing", &[("bodies", bodies.into())])
        }
        Refused::CreditorsTerm(until) => tr.ta("finding-claims-running", &[("date", tr.date(*until).into())]),
        _ => tr.t("problem-stage-not-now"),
    }
}
