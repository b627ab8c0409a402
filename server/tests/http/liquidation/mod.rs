//! Liquidations and terminations over their months: `/services/liquidation…`, `/proceedings/{id}`,
//! `/tasks`, `/register/notices`.

mod branches;
mod elsewhere;
mod hostile;
mod straight;

use crate::office::{decide, take};
use crate::support::client::{Answer, Client};
use crate::support::journey::{fill_in, id};
use crate::support::portal::{COMPANY, Portal};
use akno::store::proceedings::{self, ProceedingRow, TaskRow};
use chrono::{Datelike, Duration, NaiveDate};

/// The bodies and those who answer for them.
pub const BODIES: [&str; 4] = ["tax", "fund", "customs", "archive"];

pub type Step = (&'static str, Vec<(&'static str, String)>);

/// A date in its three boxes.
pub fn boxes(names: [&'static str; 3], day: NaiveDate) -> Vec<(&'static str, String)> {
    let parts = [day.day(), day.month(), day.year() as u32];
    names.into_iter().zip(parts).map(|(name, part)| (name, part.to_string())).collect()
}

pub fn texts(fields: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    fields.iter().map(|(name, text)| (*name, (*text).to_owned())).collect()
}

const DECIDED: [&str; 3] = ["decided_day", "decided_month", "decided_year"];

fn claims() -> Step {
    let fields = [
        ("claims_months", "2"),
        ("claims_address", "213010, г. Шклов, ул. Ленинская, 10"),
        ("claims_phone", "+375 29 123-45-67"),
    ];
    ("claims", texts(&fields))
}

/// The answers of a notice of liquidation, decided on a day; the liquidator uses the portal as `email`.
pub fn liquidation(day: NaiveDate, email: &str) -> Vec<Step> {
    let mut decision = boxes(DECIDED, day);
    decision.extend(texts(&[
        ("decided_by", "общее собрание участников"),
        ("decision_number", "7"),
        ("liquidation_order", "Требования принимает ликвидатор, баланс составляют за месяц"),
    ]));
    let liquidator = texts(&[
        ("liquidator_kind", "liquidator"),
        ("liquidator_name", "Новикова Алеся Андреевна"),
        ("liquidator_email", email),
    ]);
    vec![("decision", decision), ("liquidator", liquidator), claims()]
}

/// The answers of a sole proprietor's notice.
pub fn termination(day: NaiveDate) -> Vec<Step> {
    vec![("decision", boxes(DECIDED, day)), claims()]
}

/// The answers of a further filing.
pub fn stage(day: NaiveDate, stage: &str, more: Vec<(&'static str, String)>) -> Vec<Step> {
    let mut first = texts(&[("stage", stage)]);
    first.extend(more);
    let mut basis = boxes(DECIDED, day);
    basis.extend(texts(&[("decided_by", "общее собрание участников")]));
    vec![("stage", first), ("basis", basis)]
}

pub fn interim(day: NaiveDate) -> Vec<Step> {
    stage(day, "interim", texts(&[("claims_count", "1"), ("claims_total", "12 500,40")]))
}

pub fn last(day: NaiveDate) -> Vec<Step> {
    stage(day, "final", texts(&[("settled", "yes"), ("archived", "yes")]))
}

/// Starts a draft and answers its questions; its path.
pub async fn draft(client: &mut Client, procedure: &str, unp: i64, answers: &[Step]) -> String {
    let start = format!("/services/{procedure}/start");
    let started = client.post(&start, &[("unp", &unp.to_string()), ("anew", "yes")]).await;
    assert_eq!(started.status, 303, "{procedure}: {}", started.body);
    let draft = started.location().to_owned();
    fill_in(client, &draft, answers).await;
    draft
}

/// Files an application; its id.
pub async fn file(client: &mut Client, procedure: &str, unp: i64, answers: &[Step]) -> String {
    let draft = draft(client, procedure, unp, answers).await;
    let filed = client.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    if filed.location() != format!("{draft}/receipt") {
        panic!("{procedure}: {:?}", client.get(filed.location()).await.all("[role=alert]"));
    }
    assert_eq!(client.get(&format!("{draft}/receipt")).await.status, 200);
    id(&draft)
}

/// Accepts a case as the clerk of the office that keeps the file.
pub async fn accept(portal: &Portal, case: &str) {
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, case).await.status, 303);
    // What has a fee is accepted once it is paid; nothing else has a bill to mark.
    let paid = pay(&mut clerk, case, portal.clock.today(), "15").await;
    assert!([303, 404].contains(&paid.status), "{:?}", paid.all("main"));
    let accepted = decide(portal, &mut clerk, case, &[("outcome", "accept")]).await;
    assert_eq!(accepted.status, 303, "{:?}", accepted.all("main"));
}

/// Marks the fee of a case paid.
pub async fn pay(clerk: &mut Client, case: &str, on: NaiveDate, document: &str) -> Answer {
    let mut fields = boxes(["paid_on_day", "paid_on_month", "paid_on_year"], on);
    fields.push(("document", document.to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    clerk.post(&format!("/office/cases/{case}/payment"), &fields).await
}

/// Moves the clock to noon of a day.
pub fn travel(portal: &Portal, day: NaiveDate) {
    let days = (day - portal.clock.today()).num_days();
    assert!(days >= 0, "{day} has passed");
    portal.clock.advance(Duration::days(days));
}

pub async fn proceeding(portal: &Portal, unp: i64) -> ProceedingRow {
    portal.read(move |conn| Ok(proceedings::of_companies(conn, &[unp])?.remove(0))).await
}

pub async fn tasks(portal: &Portal, unp: i64) -> Vec<TaskRow> {
    let id = proceeding(portal, unp).await.id;
    portal.read(move |conn| proceedings::tasks(conn, &id)).await
}

/// What one of [`BODIES`] is asked.
async fn asked(portal: &Portal, unp: i64, who: &str) -> TaskRow {
    let code = if who == "fund" { "social-fund" } else { who };
    tasks(portal, unp).await.into_iter().find(|task| task.body == code).unwrap()
}

/// The task of one of [`BODIES`].
pub async fn task(portal: &Portal, unp: i64, who: &str) -> String {
    asked(portal, unp, who).await.id
}

/// Answers the question as it stands now.
pub async fn answer(portal: &Portal, unp: i64, who: &str, fields: &[(&str, &str)]) -> Answer {
    let task = asked(portal, unp, who).await;
    let revision = task.revision.to_string();
    let fields: Vec<(&str, &str)> =
        [("revision", revision.as_str())].into_iter().chain(fields.iter().copied()).collect();
    portal.signed_in(who).await.post(&format!("/tasks/{}", task.id), &fields).await
}

/// Every body confirms.
pub async fn confirm_all(portal: &Portal, unp: i64) {
    for who in BODIES {
        let answered = answer(portal, unp, who, &[("answer", "confirm")]).await;
        assert_eq!(answered.status, 303, "{who}: {}", answered.body);
    }
}

/// A liquidation just opened; Elena is the liquidator.
pub async fn opened(portal: &Portal) -> ProceedingRow {
    let mut elena = portal.signed_in("elena").await;
    let today = portal.clock.today();
    let notice = file(&mut elena, "liquidation", COMPANY, &liquidation(today, "elena@akno.example")).await;
    accept(portal, &notice).await;
    proceeding(portal, COMPANY).await
}

/// A liquidation whose interim balance was accepted, after the creditors' term.
pub async fn settled(portal: &Portal) -> ProceedingRow {
    let open = opened(portal).await;
    travel(portal, open.claims_until.succ_opt().unwrap());
    let mut elena = portal.signed_in("elena").await;
    let case = file(&mut elena, "liquidation-stage", COMPANY, &interim(portal.clock.today())).await;
    accept(portal, &case).await;
    proceeding(portal, COMPANY).await
}
