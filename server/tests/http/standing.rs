//! What each page says of where an application stands, and where to go on.

use crate::office::{decide, give_back, in_hands, pin};
use crate::support::journey::{answers, file, filed, fill_in, id, save, start};
use crate::support::portal::{COMPANY, Portal};
use portal::code::grouped;

#[tokio::test]
async fn a_second_notification_is_started_knowingly() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let application = filed(&portal, &mut elena).await;
    let number = crate::office::row(&portal, &id(&application)).await.number.unwrap();
    let unp = COMPANY.to_string();
    let choice = elena.get("/services/change-of-location/start").await;
    let said = choice.all("#companies li").into_iter().find(|company| company.contains("Ёлка")).unwrap();
    assert!(said.contains(&grouped(&number)) && said.contains("2026 г."), "number and date: {said}");
    assert!(choice.body.contains(&format!("href=\"{application}\"")), "and the way to it");
    let unknowing = elena.post("/services/change-of-location/start", &[("unp", &unp)]).await;
    assert_eq!(unknowing.status, 200, "told first");
    assert!(unknowing.text_of("#companies").contains("Всё равно начать новое"));
    let knowing = elena.post("/services/change-of-location/start", &[("unp", &unp), ("anew", "yes")]).await;
    assert_eq!(knowing.status, 303);
    // Another procedure is not concerned.
    assert!(!elena.get("/services/manager/start").await.text_of("#companies").contains(&grouped(&number)));
}

#[tokio::test]
async fn the_receipt_of_a_decided_case_says_what_was_decided() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let receipt = format!("/applications/{case}/receipt");
    let before = elena.get(&receipt).await.text_of("main");
    assert!(before.contains("Что будет дальше") && before.contains("Не позднее"), "{before}");
    decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    let after = elena.get(&receipt).await;
    let said = after.text_of("main");
    assert!(said.contains("Уведомление принято") && !said.contains("Что будет дальше"), "{said}");
    assert!(!said.contains("срок") && !said.contains("Следить"), "nothing of what comes: {said}");
    assert!(after.attribute(&format!("main a[href='/register/{COMPANY}']"), "href").is_some());
    assert!(after.attribute(&format!("main a[href='/applications/{case}']"), "href").is_some());
}

#[tokio::test]
async fn the_receipt_of_a_returned_case_asks_to_correct_it() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &case, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &case).await;
    let said = elena.get(&format!("/applications/{case}/receipt")).await.text_of("main");
    assert!(said.contains("просит исправить") && !said.contains("Что будет дальше"), "{said}");
}

#[tokio::test]
async fn each_mail_stands_on_one_line_and_each_document_has_its_own_name() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &case, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &case).await;
    let draft = format!("/applications/{case}");
    save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await;
    file(&mut elena, &draft, 2).await;
    portal.work_done().await;
    let receipt = elena.get(&format!("{draft}/receipt")).await;
    let mails: Vec<String> = receipt.all("main ul:not(.downloads) > li > span");
    let mut once = mails.clone();
    once.sort();
    once.dedup();
    assert!(mails.len() >= 2 && once.len() == mails.len(), "{mails:?}");
    let labels = receipt.all(".downloads li");
    assert!(labels.iter().all(|label| label.matches("PDF").count() == 1), "{labels:?}");
    decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    // Two receipts, the letter of the return, and the decision.
    let names = elena.get(&draft).await.all(".downloads a");
    let mut different = names.clone();
    different.sort();
    different.dedup();
    assert!(names.len() == 4 && different.len() == 4, "{names:?}");
}

#[tokio::test]
async fn an_accepted_case_shows_what_the_register_said_before() {
    let portal = Portal::start().await;
    let (case, _, mut clerk) = in_hands(&portal).await;
    decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    let page = clerk.get(&format!("/office/cases/{case}?lang=ru")).await;
    let line = page.all("table tbody tr").into_iter().find(|line| line.starts_with("Дом")).unwrap();
    assert!(line.contains("7А") && line.contains("10"), "{line}");
    assert!(page.all("table del").iter().any(|text| text.contains("Ленинская")), "{}", page.body);
    assert!(page.all("table th").iter().any(|head| head == "В регистре до решения"));
    assert!(!page.all("table th").iter().any(|head| head == "Сейчас в регистре"));
}

#[tokio::test]
async fn a_correction_is_sent_back_and_not_filed_anew() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &case, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &case).await;
    let draft = format!("/applications/{case}");
    let tasks = elena.get(&draft).await;
    assert_eq!(tasks.attribute("main .actions a.btn", "href").unwrap(), format!("{draft}/steps/street"));
    save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await;
    let tasks = elena.get(&draft).await;
    assert_eq!(tasks.attribute("main .actions a.btn", "href").unwrap(), format!("{draft}/check"));
    let check = elena.get(&format!("{draft}/check")).await;
    assert_eq!(check.text_of("main form button"), "Отправить исправления");
    let said = check.text_of("main");
    assert!(!said.contains("Подать уведомление") && !said.contains("5 рабочих дней"), "{said}");
}

#[tokio::test]
async fn the_task_list_leads_to_the_next_thing_to_do() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let next = async |elena: &mut crate::support::client::Client| {
        let page = elena.get(&draft).await;
        (page.text_of("main .actions a.btn"), page.attribute("main .actions a.btn", "href").unwrap(), page)
    };
    let (text, href, page) = next(&mut elena).await;
    assert_eq!((text.as_str(), href), ("Начать отвечать", format!("{draft}/steps/date")));
    assert!(!page.text_of("main").contains("Сохранено"), "nothing was saved yet");
    assert!(page.attribute(&format!("main a[href='{draft}/paper']"), "href").is_some(), "the way on paper");
    let all = answers(&portal);
    save(&mut elena, &draft, all[0].0, &all[0].1).await;
    let (text, href, page) = next(&mut elena).await;
    assert_eq!((text.as_str(), href), ("Продолжить", format!("{draft}/steps/place")));
    assert!(page.text_of("main").contains("Сохранено"));
    fill_in(&mut elena, &draft, &all).await;
    let (text, href, _) = next(&mut elena).await;
    assert_eq!((text.as_str(), href), ("Проверить и подать", format!("{draft}/check")));
}

#[tokio::test]
async fn a_question_says_once_when_it_was_saved() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let all = answers(&portal);
    save(&mut elena, &draft, all[0].0, &all[0].1).await;
    let page = elena.get(&format!("{draft}/steps/place")).await;
    let digit = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
    let mut said = page.body.match_indices("Сохранено ").filter(|(at, said)| digit(&page.body[at + said.len()..]));
    let (at, _) = said.next().expect("said to whoever has no JavaScript");
    assert!(page.body[..at].rfind("<noscript>") > page.body[..at].rfind("</noscript>"), "and to nobody else");
}

#[tokio::test]
async fn whoever_was_refused_files_a_new_one_with_the_same_answers() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let refusal = [("outcome", "refuse"), ("reasons", "address-does-not-exist"), ("words", "Такого дома нет")];
    decide(&portal, &mut clerk, &case, &refusal).await;
    let page = elena.get(&format!("/applications/{case}")).await;
    assert!(page.text_of("main .inset li").contains("№ 229"), "the reason names its act: {}", page.text_of("main"));
    assert_eq!(page.text_of("main form button"), "Подать уведомление ещё раз");
    let sent = [("unp", COMPANY.to_string()), ("from", case.clone())];
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let draft = elena.post("/services/change-of-location/start", &sent).await.location().to_owned();
    let street = elena.get(&format!("{draft}/steps/street")).await;
    assert_eq!(street.attribute("#house", "value").as_deref(), Some("7А"));
    assert_eq!(elena.get(&draft).await.attribute("main .actions a.btn", "href").unwrap(), format!("{draft}/check"));
    // Sent again: the draft is offered, and a new one would begin with the answers too.
    let again = elena.post("/services/change-of-location/start", &sent).await;
    assert!(again.status == 200 && again.attribute("input[name=from]", "value").as_deref() == Some(case.as_str()));
}

#[tokio::test]
async fn nobody_takes_over_the_answers_of_another_company_or_of_an_open_case() {
    let portal = Portal::start().await;
    let (case, mut elena, _) = in_hands(&portal).await;
    let private = crate::support::portal::PRIVATE.to_string();
    let company = COMPANY.to_string();
    for (unp, from) in [(&private, case.as_str()), (&company, case.as_str()), (&company, "\0"), (&company, "x")] {
        let sent = [("unp", unp.as_str()), ("anew", "yes"), ("from", from)];
        let draft = elena.post("/services/change-of-location/start", &sent).await.location().to_owned();
        let street = elena.get(&format!("{draft}/steps/street")).await;
        assert_eq!(street.attribute("#house", "value").unwrap_or_default(), "", "{unp} {from:?}");
    }
}

#[tokio::test]
async fn dead_ends_say_where_to_go_on() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    let unknown = anyone.get("/verify/000?lang=ru").await;
    assert_eq!(unknown.status, 404);
    assert_eq!(unknown.attribute("#verify-code", "value").as_deref(), Some("000"), "to be mended");
    assert!(unknown.text_of("main").contains("26 латинских букв и цифр"));
    for way in ["/", "/register"] {
        assert!(unknown.attribute(&format!("main a[href='{way}']"), "href").is_some(), "{way}");
    }
    assert_eq!(anyone.get("/verify?code=%20AB-C%20").await.location(), "/verify/abc");
    assert_eq!(anyone.get("/verify?code=").await.status, 200);
    let service = anyone.get("/services/levitation").await;
    assert_eq!((service.status, service.text_of("h1").as_str()), (404, "Такой услуги здесь нет"));
    assert!(service.attribute("main a[href='/services']", "href").is_some());

    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let late = elena.get(&format!("/applications/{case}/check")).await;
    assert_eq!(late.status, 409);
    assert!(late.attribute(&format!("main a[href='/applications/{case}']"), "href").is_some());
    decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    let late = clerk.get(&format!("/office/cases/{case}/decision")).await;
    assert_eq!(late.status, 409);
    assert!(late.attribute(&format!("main a[href='/office/cases/{case}']"), "href").is_some());
}

#[tokio::test]
async fn the_header_marks_the_section_of_every_page_in_it() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let company = elena.get(&format!("/register/{COMPANY}")).await;
    assert_eq!(company.attribute(".site-nav [aria-current]", "href").as_deref(), Some("/register"));
    let start = elena.get("/services/change-of-location/start").await;
    assert_eq!(start.all(".site-nav [aria-current]").len(), 1);
    let home = elena.get("/").await;
    assert!(home.all(".site-nav [aria-current]").is_empty());
}
