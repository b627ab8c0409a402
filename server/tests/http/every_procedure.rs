//! What holds of every procedure alike: taking an application back, and beginning again with its answers.

use crate::support::client::Client;
use crate::support::journey::id;
use crate::support::portal::{COMPANY, PROPRIETOR, Portal};
use akno::failure::Failure;
use akno::store::applications::{self, ApplicationRow, FilingRow};
use akno::store::new_id;
use portal::answers::Answers;
use portal::application::Status;
use portal::procedures::Procedure;

/// Who may begin it here, and for which company; nobody begins a stage of a proceeding that is not open.
fn filer(procedure: Procedure) -> Option<(&'static str, Option<i64>)> {
    match procedure {
        Procedure::LiquidationStage => None,
        Procedure::Termination => Some(("oleg", Some(PROPRIETOR))),
        Procedure::RegistrationSoleProprietor => Some(("elena", None)),
        _ if procedure.founds().is_some() => Some(("elena", None)),
        _ => Some(("elena", Some(COMPANY))),
    }
}

#[tokio::test]
async fn each_guide_cites_its_acts_in_the_readers_language_or_says_that_a_title_is_russian() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    for procedure in Procedure::ALL {
        let guide = anyone.get(&format!("/services/{}?lang=be", procedure.slug())).await;
        assert_eq!(guide.status, 200, "{}", procedure.slug());
        let lines = guide.all("main li");
        assert!(lines.iter().any(|line| line.contains("Рэспублікі Беларусь")), "{}: {lines:?}", procedure.slug());
        for line in lines.iter().filter(|line| line.contains("Республики")) {
            assert!(line.ends_with("(на рускай мове)"), "{}: {line}", procedure.slug());
        }
    }
    let guide = anyone.get("/services/change-of-location?lang=be").await;
    let decree = "Дэкрэт Прэзідэнта Рэспублікі Беларусь ад 16 студзеня 2009 г. № 1".to_owned();
    assert!(guide.all("main li").contains(&decree), "{:?}", guide.all("main li"));
}

async fn begin(client: &mut Client, procedure: Procedure, unp: Option<i64>, from: &str) -> String {
    let unp = unp.map(|unp| unp.to_string()).unwrap_or_default();
    let path = format!("/services/{}/start", procedure.slug());
    let answer = client.post(&path, &[("unp", &unp), ("anew", "yes"), ("from", from)]).await;
    assert_eq!(answer.status, 303, "{}: {}", procedure.slug(), answer.body);
    id(answer.location())
}

/// Something in every field.
fn answers(procedure: Procedure) -> Answers {
    let mut answers = Answers::default();
    let fields = procedure.form().steps().iter().flat_map(|step| step.fields.iter());
    fields.enumerate().for_each(|(n, field)| answers.set(field, &format!("ответ {n}")));
    answers
}

async fn row(portal: &Portal, id: &str) -> ApplicationRow {
    let id = id.to_owned();
    portal.read(move |conn| applications::find(conn, &id)).await.unwrap()
}

/// Files a draft as it would be, past its checks: each procedure has tests of those.
async fn as_filed(portal: &Portal, id: &str) {
    let mut row = row(portal, id).await;
    let now = portal.clock.now();
    row.answers = answers(row.procedure()).canonical();
    row.status = Status::Filed.code().to_owned();
    row.number = Some(akno::random::filing_number());
    (row.round, row.filed_at, row.filed_on) = (1, Some(now), Some(portal.clock.today()));
    row.channel = Some("online".to_owned());
    let filing = FilingRow {
        id: new_id(),
        application_id: row.id.clone(),
        round: 1,
        answers: row.answers.clone(),
        digest: "0".repeat(64),
        filed_by: Some(row.started_by.clone()),
        channel: "online".to_owned(),
        filed_on: portal.clock.today(),
        filed_at: now,
        mandate: None,
    };
    let write = move |conn: &mut akno::store::AnyConn| -> Result<(), Failure> {
        assert!(applications::save(conn, &mut row)?);
        Ok(applications::add_filing(conn, &filing)?)
    };
    portal.state.db.write(write).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_filed_can_be_taken_back_until_it_is_decided_and_begun_again_with_its_answers() {
    let portal = Portal::start().await;
    let (elena, oleg) = (portal.signed_in("elena").await, portal.signed_in("oleg").await);
    let clerk = portal.signed_in("clerk0").await;
    for procedure in Procedure::ALL {
        let Some((who, unp)) = filer(procedure) else { continue };
        let slug = procedure.slug();
        let (mut client, other) =
            if who == "oleg" { (oleg.clone(), elena.clone()) } else { (elena.clone(), oleg.clone()) };
        let first = begin(&mut client, procedure, unp, "").await;
        as_filed(&portal, &first).await;
        let page = client.get(&format!("/applications/{first}")).await;
        assert!(page.body.contains(&format!("/applications/{first}/withdrawal")), "{slug}: the way back is offered");
        for mut other in [clerk.clone(), other] {
            assert_eq!(other.post(&format!("/applications/{first}/withdrawal"), &[]).await.status, 404, "{slug}");
        }
        for _ in 0..2 {
            let taken = client.post(&format!("/applications/{first}/withdrawal"), &[]).await;
            assert_eq!(taken.status, 303, "{slug}: {}", taken.body);
        }
        assert_eq!(row(&portal, &first).await.status(), Status::Withdrawn, "{slug}");
        let page = client.get(&format!("/applications/{first}")).await;
        assert_eq!(page.attribute("input[name=from]", "value").as_deref(), Some(first.as_str()), "{slug}");
        let again = begin(&mut client, procedure, unp, &first).await;
        assert_eq!(row(&portal, &again).await.answers(), answers(procedure), "{slug}: nothing is typed twice");
        // Somebody else's answers are nobody's to begin with.
        if unp.is_none() {
            let mut oleg = oleg.clone();
            let path = format!("/services/{slug}/start");
            let answer = oleg.post(&path, &[("anew", "yes"), ("from", &first)]).await;
            if answer.status == 303 {
                assert!(row(&portal, &id(answer.location())).await.answers().is_empty(), "{slug}");
            }
        }
    }
}
