//! Registering a sole proprietor: from the form to the number, the register, the rights and the certificate.

use super::{Answers, accept, begin, file, step};
use crate::office::{decide, row, take};
use crate::support::journey::save;
use crate::support::portal::{Portal, offices};
use akno::store::{companies, documents, mails};
use portal::unp::Unp;

const SLUG: &str = "registration-sole-proprietor";

pub fn answers(personal_number: &str) -> Answers {
    vec![
        step(
            "person",
            &[
                ("applicant_name", "Ковалёва Елена Петровна"),
                ("applicant_name_be", "Кавалёва Алена Пятроўна"),
                ("personal_number", personal_number),
            ],
        ),
        step(
            "place",
            &[("area", &offices()[0].to_string()), ("settlement_kind", "аг."), ("settlement", "Александрия")],
        ),
        step(
            "street",
            &[("street_kind", "ул."), ("street", "Потаённая"), ("house", "7А"), ("flat", "33"), ("postcode", "213010")],
        ),
        step("activity", &[("activity_code", "62010"), ("activity_licence", "not-needed")]),
        step("contacts", &[("phone", "+375 29 123-45-67"), ("email", "elena.home@mail.example")]),
    ]
}

const NUMBER: &str = "0000000A000PB2";

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_registered_gets_a_number_a_right_to_act_and_a_certificate() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let case = file(&mut elena, SLUG, answers(NUMBER)).await;
    let said = accept(&portal, &case, &[]).await;
    assert!(said.contains("Сегодня в регистре появится: Ковалёва Елена Петровна"), "{said}");
    let unp = row(&portal, &case).await.unp.unwrap();
    assert!(Unp::from_number(unp).is_ok() && unp / 100_000_000 == 7, "{unp}");

    let company = portal.read(move |conn| companies::find(conn, unp)).await.unwrap();
    assert_eq!((company.kind.as_str(), company.registered_on), ("sole_proprietor", Some(portal.clock.today())));
    assert_eq!((company.office, company.address), (Some(offices()[0]), None));
    let page = portal.client().get(&format!("/register/{unp}?lang=ru")).await;
    assert_eq!(page.text_of("h1"), "Ковалёва Елена Петровна");
    assert!(page.body.contains("62010"), "{}", page.text_of("main"));
    for personal in ["Потаённая", "123-45-67", "elena.home", NUMBER, "Александрия"] {
        assert!(!page.body.contains(personal), "{personal}");
    }

    // The certificate, for its person and for whoever holds it in hand.
    portal.work_done().await;
    let status = elena.get(&format!("/applications/{case}?lang=ru")).await.text_of("main");
    assert!(status.contains("Вы зарегистрированы") && status.contains("Свидетельство"), "{status}");
    let wanted = case.clone();
    let papers = portal.read(move |conn| documents::of_application(conn, &wanted)).await;
    let certificate = papers.iter().find(|paper| paper.kind == "certificate").unwrap();
    let pdf = elena.get(&format!("/applications/{case}/documents/{}", certificate.id)).await;
    assert!(pdf.status == 200 && pdf.bytes.starts_with(b"%PDF"));
    let verified = portal.client().get(&format!("/verify/{}?lang=ru", certificate.verify_code)).await;
    assert!(verified.text_of("main").contains("Сегодня в регистре:"), "{}", verified.text_of("main"));
    assert!(!verified.body.contains("Потаённая") && !verified.body.contains(NUMBER));

    // The person acts at once, and does not register twice.
    let page = elena.get(&format!("/applications/{case}")).await;
    assert!(page.attribute(&format!("main form[action='/services/{SLUG}/start']"), "action").is_none());
    let started = elena.post("/services/change-of-activity/start", &[("unp", &unp.to_string())]).await;
    assert_eq!(started.status, 303, "{}", started.body);
    let told = elena.get(&format!("/services/{SLUG}/start?lang=ru")).await.text_of("main");
    assert!(told.contains("Вы уже индивидуальный предприниматель"), "{told}");
    assert_eq!(elena.post(&format!("/services/{SLUG}/start"), &[("anew", "yes")]).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_filed_is_an_application_on_the_receipt_and_in_the_mail() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let case = file(&mut elena, SLUG, answers(NUMBER)).await;
    let receipt = elena.get(&format!("/applications/{case}/receipt?lang=en")).await.text_of("main");
    assert!(receipt.contains("Your application is filed") && !receipt.contains("otification"), "{receipt}");
    let letters = portal.read(move |conn| mails::of_application(conn, &case)).await;
    assert!(!letters.is_empty());
    for letter in letters {
        assert!(letter.subject.starts_with("Заявление №"), "{}", letter.subject);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_follow_one_another_and_one_person_has_one() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let first = file(&mut elena, SLUG, answers(NUMBER)).await;
    let again = file(&mut elena, SLUG, answers(" 0000000а000РВ2")).await;
    let other = file(&mut elena, SLUG, answers("3140583A012PB7")).await;
    accept(&portal, &first, &[]).await;
    accept(&portal, &other, &[]).await;
    let (one, two) = (row(&portal, &first).await.unp.unwrap(), row(&portal, &other).await.unp.unwrap());
    assert!(one < two && two - one < 40, "{one} {two}");
    // The same personal number, however it is typed, has a sole proprietor already.
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &again).await.status, 303);
    let stopped = decide(&portal, &mut clerk, &again, &[("outcome", "accept")]).await;
    assert_eq!(stopped.status, 422);
    assert!(stopped.body.contains("уже предприниматель"), "{}", stopped.text_of("main"));
    assert_eq!(row(&portal, &again).await.unp, None, "what was not registered uses no number up");
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_decided_at_once_get_numbers_of_their_own() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let mut cases = Vec::new();
    for number in ["0000000A000PB2", "3140583A012PB7"] {
        let case = file(&mut elena, SLUG, answers(number)).await;
        take(&mut portal.signed_in("clerk0").await, &case).await;
        cases.push(case);
    }
    let decided = cases.iter().map(|case| async {
        let mut clerk = portal.signed_in("clerk0").await;
        decide(&portal, &mut clerk, case, &[("outcome", "accept")]).await.status
    });
    assert_eq!(futures::future::join_all(decided).await, [303, 303]);
    assert_ne!(row(&portal, &cases[0]).await.unp, row(&portal, &cases[1]).await.unp);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_told_at_its_field_and_a_stranger_sees_nothing() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = begin(&mut elena, SLUG).await;
    let typed = [("applicant_name", "<script>alert(1)</script>".to_owned()), ("personal_number", "12".to_owned())];
    assert!(save(&mut elena, &draft, "person", &typed).await.location().ends_with("check=1"));
    let page = elena.get(&format!("{draft}/steps/person?check=1&lang=ru")).await;
    assert_eq!(page.all("[role=alert] a").len(), 2, "{}", page.body);
    assert!(!page.body.contains("<script>alert") && page.body.contains("Личный номер не сходится"));
    let mut oleg = portal.signed_in("oleg").await;
    for path in [draft.clone(), format!("{draft}/steps/person"), format!("{draft}/check")] {
        assert_eq!(oleg.get(&path).await.status, 404, "{path}");
    }
    let guide = portal.client().get(&format!("/services/{SLUG}?lang=ru")).await.text_of("main");
    assert!(guide.contains("в день подачи") && guide.contains("На бумаге: 50 сотых"), "{guide}");
}
