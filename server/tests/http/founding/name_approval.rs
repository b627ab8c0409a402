//! Approving a name: proposed, compared, granted, kept, verified.

use super::{Answers, accept, begin, file, step};
use crate::office::{decide, row, take};
use crate::support::journey::save;
use crate::support::portal::{Portal, offices};
use akno::store::{documents, name_approvals};
use chrono::Duration;

const SLUG: &str = "name-approval";

fn proposal(name: &'static str, suffix: &str, own: &str) -> (&'static str, Vec<(&'static str, String)>) {
    let fields: [&'static str; 4] = match suffix {
        "" => ["full_name", "short_name", "full_name_be", "short_name_be"],
        _ => ["full_name_2", "short_name_2", "full_name_be_2", "short_name_be_2"],
    };
    let texts = ["Общество с ограниченной ответственностью", "ООО", "Таварыства з абмежаванай адказнасцю", "ТАА"];
    let texts = texts.map(|form| format!("{form} \"{own}\""));
    (name, fields.into_iter().zip(texts).collect())
}

pub fn answers(first: &str, second: Option<&str>) -> Answers {
    let mut answers = vec![
        step("office", &[("area", &offices()[0].to_string())]),
        proposal("first", "", first),
        step("founder", &[("founder_name", "Шиманский Олег Петрович"), ("phone", "+375 29 123-45-67")]),
    ];
    answers.extend(second.map(|own| proposal("second", "_2", own)));
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approved_name_is_kept_for_its_founder_for_a_month_with_a_certificate() {
    let portal = Portal::start().await;
    let mut oleg = portal.signed_in("oleg").await;
    let case = file(&mut oleg, SLUG, answers("Росная луговина", Some("Васильковая межа"))).await;
    let (today, due) = (portal.clock.today(), row(&portal, &case).await.due_on.unwrap());
    assert!(due > today && portal.state.calendar.between(today, due) == 1, "{due}");

    let said = accept(&portal, &case, &[("choice", "1")]).await;
    assert!(said.contains("Росная луговина") && said.contains("Васильковая межа"), "{said}");
    portal.work_done().await;
    let page = oleg.get(&format!("/applications/{case}?lang=ru")).await;
    assert!(page.text_of("main").contains("Наименование согласовано"), "{}", page.text_of("main"));
    assert!(page.text_of("h1, .caption").contains("Васильковая межа"), "{}", page.text_of(".caption"));
    let wanted = case.clone();
    let papers = portal.read(move |conn| documents::of_application(conn, &wanted)).await;
    let certificate = papers.iter().find(|paper| paper.kind == "name-approval").unwrap();
    let pdf = oleg.get(&format!("/applications/{case}/documents/{}", certificate.id)).await;
    assert!(pdf.status == 200 && pdf.bytes.starts_with(b"%PDF"), "{}", pdf.status);

    // Anyone verifies it, and learns nothing of the person.
    let verify = format!("/verify/{}?lang=ru", certificate.verify_code);
    let verified = portal.client().get(&verify).await.text_of("main");
    assert!(verified.contains("наименование сохранено за учредителем"), "{verified}");
    assert!(verified.contains("Васильковая межа") && !verified.contains("Росная"), "{verified}");
    assert!(!verified.contains("Шиманский") && !verified.contains("123-45"), "{verified}");
    let list = oleg.get("/applications?lang=ru").await.text_of("main");
    assert!(list.contains("Согласованные наименования") && list.contains("сохранено за вами"), "{list}");
    let mut elena = portal.signed_in("elena").await;
    assert_eq!(elena.get(&format!("/applications/{case}")).await.status, 404);
    assert!(!elena.get("/applications").await.body.contains("Васильковая"));

    // Nobody else gets it meanwhile, however it is written; the founder may.
    let draft = begin(&mut elena, SLUG).await;
    let (name, fields) = proposal("first", "", "ВАСИЛЬКОВАЯ-МЕЖА");
    assert!(save(&mut elena, &draft, name, &fields).await.location().ends_with("check=1"));
    let told = elena.get(&format!("{draft}/steps/first?check=1&lang=ru")).await.text_of(".error-summary");
    assert!(told.contains("уже согласовано другому учредителю"), "{told}");
    let renaming = elena.post("/services/change-of-name/start", &[("unp", "791397355"), ("anew", "yes")]).await;
    let (_, fields) = proposal("name", "", "Васильковая межа");
    assert!(save(&mut elena, renaming.location(), "name", &fields).await.location().ends_with("check=1"));
    let again = begin(&mut oleg, SLUG).await;
    let (name, fields) = proposal("first", "", "Васильковая межа");
    assert!(!save(&mut oleg, &again, name, &fields).await.location().ends_with("check=1"));

    // After a month anybody may.
    let approval = portal.read(move |conn| name_approvals::of_application(conn, &case)).await.unwrap();
    assert_eq!(approval.valid_until, today.checked_add_months(chrono::Months::new(1)).unwrap());
    portal.clock.advance(Duration::days((approval.valid_until - today).num_days() + 1));
    assert!(portal.client().get(&verify).await.text_of("main").contains("Теперь наименование может получить любой"));
    let mut elena = portal.signed_in("elena").await;
    let told = elena.get(&format!("{draft}/steps/first?check=1&lang=ru")).await.text_of("main");
    assert!(told.contains("Какое наименование") && !told.contains("уже согласовано"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clerk_chooses_one_name_and_cannot_choose_a_taken_one() {
    let portal = Portal::start().await;
    let (mut oleg, mut elena) = (portal.signed_in("oleg").await, portal.signed_in("elena").await);
    let ours = file(&mut oleg, SLUG, answers("Росная луговина", Some("Васильковая межа"))).await;
    let theirs = file(&mut elena, SLUG, answers("Росная луговина", None)).await;
    accept(&portal, &theirs, &[("choice", "0")]).await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &ours).await.status, 303);
    for choice in ["", "0", "2", "7", "-1", "x"] {
        let answer = decide(&portal, &mut clerk, &ours, &[("outcome", "accept"), ("choice", choice)]).await;
        assert_eq!(answer.status, 422, "{choice}");
    }
    let form = clerk.get(&format!("/office/cases/{ours}/decision?lang=ru")).await.text_of("main");
    assert!(
        form.contains("Согласовать нельзя.") && form.contains("Занятых и похожих наименований не нашлось"),
        "{form}"
    );
    let accepted = decide(&portal, &mut clerk, &ours, &[("outcome", "accept"), ("choice", "1")]).await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reserved_word_a_taken_name_and_a_colleague_are_told_before_anything_is_filed() {
    let portal = Portal::start().await;
    let mut oleg = portal.signed_in("oleg").await;
    let draft = begin(&mut oleg, SLUG).await;
    for (own, stopped, told) in [
        ("Президентский сад", true, "использовать нельзя"),
        ("Синий лён", true, "наименование занято"),
        ("<script>alert(1)</script>", true, "Оставьте буквы"),
        ("Белорусский сад", false, "только с разрешения"),
    ] {
        let (name, fields) = proposal("first", "", own);
        let saved = save(&mut oleg, &draft, name, &fields).await;
        assert_eq!(saved.location().ends_with("check=1"), stopped, "{own}");
        let page = oleg.get(&format!("{draft}/steps/first?check=1&lang=ru")).await;
        assert!(page.text_of("main").contains(told), "{own}: {}", page.text_of("main"));
        assert!(!page.body.contains("<script>alert"));
    }
    let mut clerk = portal.signed_in("clerk0").await;
    let told = clerk.get(&format!("/services/{SLUG}/start?lang=ru")).await.text_of("main");
    assert!(told.contains("С этой учётной записью работают в органе"), "{told}");
    assert_eq!(clerk.post(&format!("/services/{SLUG}/start"), &[("anew", "yes")]).await.status, 200);
    let services = portal.client().get("/services?lang=ru").await;
    assert_eq!(services.all("main h2"), ["Начать дело", "Изменить сведения", "Подтвердить", "Закончить дело"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_one_is_begun_again_with_its_answers() {
    let portal = Portal::start().await;
    let mut oleg = portal.signed_in("oleg").await;
    let case = file(&mut oleg, SLUG, answers("Росная луговина", None)).await;
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &case).await;
    let fields = [("outcome", "refuse"), ("reasons", "name-not-allowed"), ("words", "Так назвать нельзя.")];
    assert_eq!(decide(&portal, &mut clerk, &case, &fields).await.status, 303);
    assert!(oleg.get(&format!("/applications/{case}?lang=ru")).await.body.contains("Так назвать нельзя."));
    let started = oleg.post(&format!("/services/{SLUG}/start"), &[("from", &case)]).await;
    assert_eq!(started.status, 303, "{}", started.body);
    assert!(oleg.get(&format!("{}/steps/first", started.location())).await.body.contains("Росная луговина"));
    // Another's answers are nobody else's.
    let mut elena = portal.signed_in("elena").await;
    let started = elena.post(&format!("/services/{SLUG}/start"), &[("from", &case)]).await;
    assert!(!elena.get(&format!("{}/steps/first", started.location())).await.body.contains("Росная луговина"));
}
