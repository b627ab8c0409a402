//! `/office/cases/{id}` and its documents.

use super::{in_hands, row};
use crate::support::database::counted;
use crate::support::journey;
use crate::support::portal::{COMPANY, Portal};

#[tokio::test]
async fn asked_and_registered_stand_side_by_side_with_the_differences_marked() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let page = clerk.get(&format!("/office/cases/{id}?lang=ru")).await;
    let table = page.all("table tbody tr").into_iter().find(|line| line.starts_with("Дом")).unwrap();
    assert!(table.contains("7А") && table.contains("10"), "{table}");
    let marked = page.all("table ins");
    assert!(marked.iter().any(|text| text.contains("7А")), "{marked:?}");
    let street: Vec<String> = page.all("table del");
    assert!(street.iter().any(|text| text.contains("Ленинская")), "{street:?}");
    let postcode = page.all("table tbody tr").into_iter().find(|line| line.starts_with("Почтовый индекс")).unwrap();
    assert!(!postcode.contains("добавлено"), "the same postcode is not marked: {postcode}");
}

#[tokio::test]
async fn the_checks_and_the_sum_of_the_deadline_are_told() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let page = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    let checks = page.all(".checks li");
    for said in [
        "The answers follow the rules",
        "Filed in time (10 working days",
        "Елена Ковалёва has had the right to file",
        "No other company",
    ] {
        assert!(checks.iter().any(|check| check.contains(said)), "{said}: {checks:?}");
    }
    let sum = page.all("details.details table tbody tr");
    assert!(sum.iter().filter(|line| line.ends_with("working day")).count() == 5, "{sum:?}");
}

#[tokio::test]
async fn another_company_at_the_address_is_pointed_at() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = journey::start(&mut elena, COMPANY).await;
    // Where the private enterprise is already.
    let mut answers = journey::answers(&portal);
    answers[1].1 = vec![
        ("area", crate::support::portal::offices()[0].to_string()),
        ("settlement_kind", "г.".into()),
        ("settlement", "Шклов".into()),
    ];
    answers[2].1 = vec![
        ("street_kind", "ул.".into()),
        ("street", "Советская".into()),
        ("house", "4".into()),
        ("postcode", "213010".into()),
    ];
    answers[3].1 = vec![("premises", "non_residential".into()), ("room_kind", "каб.".into()), ("room", "3".into())];
    journey::fill_in(&mut elena, &draft, &answers).await;
    journey::file(&mut elena, &draft, 1).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{}?lang=en", journey::id(&draft))).await;
    let checks = page.all(".checks li.amber");
    assert!(
        checks.iter().any(|check| check.contains("Already at this address") && check.contains("Синий лён")),
        "{checks:?}"
    );
}

#[tokio::test]
async fn whoever_lost_the_right_to_file_before_the_filing_is_found() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let id = journey::id(&journey::filed(&portal, &mut elena).await);
    let write = |conn: &mut akno::store::AnyConn| -> Result<(), akno::failure::Failure> {
        use diesel::RunQueryDsl;
        diesel::sql_query("UPDATE mandates SET valid_from = '2099-01-01'").execute(conn)?;
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(page.text_of(".checks li.red").contains("had no right to file"), "{}", page.body);
}

#[tokio::test]
async fn seeing_a_case_is_recorded_once_an_hour() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let seen = format!(
        "SELECT COUNT(*) AS count FROM audit WHERE action = 'saw' AND account_id = 'clerk0' AND subject = '{id}'"
    );
    for _ in 0..3 {
        assert_eq!(clerk.get(&format!("/office/cases/{id}")).await.status, 200);
    }
    assert_eq!(counted(&portal.state.db, seen.clone()).await, 1);
    portal.clock.advance(chrono::Duration::minutes(61));
    let mut clerk = portal.signed_in("clerk0").await;
    clerk.get(&format!("/office/cases/{id}")).await;
    assert_eq!(counted(&portal.state.db, seen).await, 2);
}

#[tokio::test]
async fn the_receipt_is_read_by_clerks_of_the_office_alone() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    portal.work_done().await;
    let page = clerk.get(&format!("/office/cases/{id}")).await;
    let href = page.attribute(".downloads a", "href").unwrap();
    let receipt = clerk.get(&href).await;
    assert_eq!((receipt.status, receipt.header("content-type")), (200, Some("application/pdf")));
    assert!(receipt.bytes.starts_with(b"%PDF"));
    assert_eq!(receipt.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(elena.get(&href).await.status, 404);
    assert_eq!(portal.signed_in("clerk1").await.get(&href).await.status, 404);
    let other = journey::id(&journey::filed(&portal, &mut elena).await);
    let crossed = href.replace(&id, &other);
    assert_eq!(clerk.get(&crossed).await.status, 404, "another case's document");
}

#[tokio::test]
async fn an_applicants_unfiled_changes_are_not_shown() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    super::pin(&mut clerk, &id, "house", "Уточните дом").await;
    super::give_back(&portal, &mut clerk, &id).await;
    journey::save(&mut elena, &format!("/applications/{id}"), "street", &[("house", "99".to_owned())]).await;
    assert_eq!(row(&portal, &id).await.answers().get("house"), "99");
    let page = clerk.get(&format!("/office/cases/{id}")).await;
    assert!(page.body.contains("7А") && !page.all("ins").iter().any(|text| text.contains("99")));
}

#[tokio::test]
async fn no_id_however_strange_is_more_than_not_found() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    for id in ["x", "%00", "%27%20OR%201=1", "..%2F..%2Fetc", "%D1%91"] {
        for rest in ["", "/decision", "/return", "/documents/x", "/documents/%00"] {
            let answer = clerk.get(&format!("/office/cases/{id}{rest}")).await;
            assert_eq!(answer.status, 404, "{id}{rest}");
        }
    }
}
