//! The automatic checks of a case: other open applications for the same, the address, the premises, an open liquidation,
//! who may act. Each names its act.

use super::{in_hands, row, take};
use crate::support::journey;
use crate::support::portal::{COMPANY, Portal, offices};
use akno::failure::Failure;
use akno::store::AnyConn;
use akno::store::applications as store;

#[tokio::test]
async fn a_second_application_for_the_same_is_shown_with_its_link() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let alone = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    assert!(alone.text_of("main").contains("No other open application asks for the same"), "{}", alone.text_of("main"));
    let started =
        elena.post("/services/change-of-location/start", &[("unp", &COMPANY.to_string()), ("anew", "yes")]).await;
    assert_eq!(started.status, 303, "{}", started.body);
    let draft = started.location().to_owned();
    journey::fill_in(&mut elena, &draft, &journey::answers(&portal)).await;
    assert_eq!(journey::file(&mut elena, &draft, 1).await.status, 303);
    let second = journey::id(&draft);
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    let text = page.text_of("main");
    assert!(text.contains("The same application is open already") && text.contains("by the same person"), "{text}");
    assert!(page.body.contains(&format!("/office/cases/{second}\"")), "with its link");
    // By somebody else, and at another office: named without a link.
    let (of, other) = (second.clone(), offices()[1]);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let mut row = store::find(conn, &of)?.ok_or(Failure::NotFound)?;
        (row.started_by, row.office) = ("oleg".into(), Some(other));
        store::save(conn, &mut row)?;
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    let text = page.text_of("main");
    assert!(text.contains("by another person") && text.contains("It is at: Leninsky"), "{text}");
    assert!(!page.body.contains(&format!("/office/cases/{second}\"")));
    // Once it is decided it is no obstacle.
    let of = second.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let mut row = store::find(conn, &of)?.ok_or(Failure::NotFound)?;
        row.status = "withdrawn".into();
        store::save(conn, &mut row)?;
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    assert!(page.text_of("main").contains("No other open application"));
}

#[tokio::test]
async fn every_case_says_whether_the_address_is_known_who_may_act_and_whether_a_liquidation_is_open() {
    let portal = Portal::start().await;
    let (case, _, mut clerk) = in_hands(&portal).await;
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    let text = page.text_of("main");
    assert!(text.contains("The company is not being liquidated"), "{text}");
    assert!(text.contains("The premises are stated as"), "{text}");
    assert!(
        ["The register knows", "No address of the register is in", "is a known settlement"]
            .iter()
            .any(|says| text.contains(says)),
        "{text}"
    );
    // A street that nobody has an address in.
    let id = case.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        use akno::store::schema::filings;
        use diesel::prelude::*;
        let answers: String =
            filings::table.filter(filings::application_id.eq(&id)).select(filings::answers).first(conn)?;
        let mut json: serde_json::Value =
            serde_json::from_str(&answers).map_err(|e| Failure::Internal(e.to_string()))?;
        json["street"] = "Несуществующая".into();
        diesel::update(filings::table.filter(filings::application_id.eq(&id)))
            .set(filings::answers.eq(json.to_string()))
            .execute(conn)?;
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    assert!(
        page.text_of("main").contains("No address of the register is in Несуществующая"),
        "{}",
        page.text_of("main")
    );
    assert!(row(&portal, &case).await.clerk.is_some());
    assert_eq!(take(&mut clerk, &case).await.status, 303);
}
