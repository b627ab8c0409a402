//! My businesses: what each company's page says, and to whom.

use crate::office::{decide, give_back, in_hands, pin};
use crate::support::journey::{answers, filed, fill_in, save, start};
use crate::support::portal::{COMPANY, EXCLUDED, PRIVATE, PROPRIETOR, Portal};
use akno::failure::Failure;
use akno::register::wire::{Origin, entry};
use akno::register::{head::Head, projection};
use akno::store::mandates::{self, MandateRow};
use akno::store::{AnyConn, entries, new_id};
use chrono::Duration;

/// Gives an account a right to act.
pub async fn right(portal: &Portal, who: &str, unp: i64, scope: &str, days: Option<i64>) {
    let row = MandateRow {
        id: new_id(),
        account_id: who.to_owned(),
        unp,
        scope: scope.to_owned(),
        valid_from: portal.clock.today() - Duration::days(30),
        valid_to: days.map(|days| portal.clock.today() + Duration::days(days)),
        granted_by: None,
        revoked_at: None,
        created_at: portal.clock.now(),
        authorised: None,
    };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(mandates::add(conn, &row)?) };
    portal.state.db.write(write).await.unwrap();
}

#[tokio::test]
async fn the_list_shows_each_company_with_what_is_due() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let quiet = elena.get("/businesses").await;
    assert_eq!(quiet.status, 200);
    let cards = quiet.all("main .card");
    assert_eq!(cards.len(), 3, "{cards:?}");
    let company = cards.iter().find(|card| card.contains("Ёлка")).unwrap();
    assert!(company.contains("791 397 355") || company.contains("791397355"), "{company}");
    assert!(company.contains("на рассмотрении: 1") && company.contains("ничего не требуется"), "{company}");
    pin(&mut clerk, &case, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &case).await;
    let page = elena.get("/businesses").await;
    let first = &page.all("main .card")[0];
    assert!(first.contains("Ёлка") && first.contains("Исправьте по замечаниям"), "due stands first: {first}");
    assert!(page.attribute(&format!("main a[href='/applications/{case}']"), "href").is_some());
    assert_eq!(page.attribute(".site-nav [aria-current]", "href").as_deref(), Some("/businesses"));
}

#[tokio::test]
async fn a_draft_with_its_day_shows_until_when_it_must_be_filed() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = format!("/businesses/{COMPANY}");
    assert!(elena.get(&page).await.all("main .task").is_empty(), "no day was answered yet");
    let all = answers(&portal);
    save(&mut elena, &draft, all[0].0, &all[0].1).await;
    let due = portal.state.calendar.reckon(portal.clock.today().pred_opt().unwrap(), 10, &[]).due.unwrap();
    let task = elena.get(&page).await.all("main .task").remove(0);
    let due = app::l10n::Tr(portal::lang::Lang::Ru).date(due).replace('\u{a0}', " ");
    assert!(task.contains("Подайте") && task.replace('\u{a0}', " ").contains(&due), "{task} / {due}");
    // Once the term is over, that is said; filed, nothing is due.
    portal.clock.advance(Duration::days(30));
    let mut elena = portal.signed_in("elena").await;
    assert!(elena.get(&page).await.text_of("main .task").contains("срок прошёл"));
    fill_in(&mut elena, &draft, &all).await;
    crate::support::journey::file(&mut elena, &draft, 1).await;
    assert!(elena.get(&page).await.all("main .task").is_empty());
    // A draft about to be deleted is told of.
    let forgotten = start(&mut elena, COMPANY).await;
    portal.clock.advance(Duration::days(80));
    let mut elena = portal.signed_in("elena").await;
    let said = elena.get(&page).await;
    assert!(said.text_of("main .task").contains("Черновик будет удалён"), "{}", said.text_of("main"));
    assert!(said.attribute(&format!("main .task a[href='{forgotten}']"), "href").is_some());
}

#[tokio::test]
async fn the_page_of_a_company_tells_register_cases_documents_and_who_may_act() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    portal.work_done().await;
    right(&portal, "oleg", COMPANY, "prepare", Some(20)).await;
    let page = elena.get(&format!("/businesses/{COMPANY}")).await;
    let said = page.text_of("main");
    for part in ["Ёлка-Ўсход", "Ленинская", "компьютерного программирования", "Елена Ковалёва", "Олег Шыманскі"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(said.contains("oleg@akno.example"), "the head sees addresses");
    assert!(page.attribute(&format!("main a[href^='/applications/{case}/documents/']"), "href").is_some());
    decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    let page = elena.get(&format!("/businesses/{COMPANY}")).await;
    assert!(page.all("main caption").iter().any(|title| title == "Завершены"), "{:?}", page.all("main caption"));
    assert!(page.text_of("main").contains("Оршанская"), "the register as it is now");

    let mut oleg = portal.signed_in("oleg").await;
    let page = oleg.get(&format!("/businesses/{COMPANY}")).await;
    let said = page.text_of("main");
    assert!(said.contains("Заканчиваются ваши полномочия"), "{said}");
    assert!(!said.contains("elena@akno.example"), "addresses are the head's to see");
    assert!(page.attribute("main form[action='/services/change-of-location/start']", "action").is_some());
}

#[tokio::test]
async fn nobody_else_sees_a_companys_affairs() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    filed(&portal, &mut elena).await;
    let mut oleg = portal.signed_in("oleg").await;
    let own = oleg.get(&format!("/businesses/{PROPRIETOR}")).await;
    assert!(own.text_of("main").contains("Тайная"), "a proprietor's own address");
    for unp in [COMPANY.to_string(), PRIVATE.to_string(), EXCLUDED.to_string(), "0".into(), "%00".into(), "x".into()] {
        assert_eq!(oleg.get(&format!("/businesses/{unp}")).await.status, 404, "{unp}");
    }
    assert_eq!(elena.get(&format!("/businesses/{PROPRIETOR}")).await.status, 404);
    let answer = portal.client().get(&format!("/businesses/{COMPANY}")).await;
    assert_eq!(answer.status, 303, "sign in first");
    // A reader sees and begins nothing; a right that has ended shows nothing.
    right(&portal, "oleg", COMPANY, "read", None).await;
    right(&portal, "oleg", PRIVATE, "file", Some(-1)).await;
    let page = oleg.get(&format!("/businesses/{COMPANY}")).await;
    assert_eq!((page.status, page.all("main form[action^='/services']").len()), (200, 0));
    assert_eq!(oleg.get(&format!("/businesses/{PRIVATE}")).await.status, 404);
    assert_eq!(oleg.get("/businesses").await.all("main .card").len(), 2);
}

#[tokio::test]
async fn the_end_of_the_heads_powers_is_told_before_and_after_it() {
    let portal = Portal::start().await;
    let (now, today) = (portal.clock.now(), portal.clock.today());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let origin = Origin { source: "test".into(), application_id: None, recorded_at: now };
        let until = today + Duration::days(40);
        let head = Head {
            dsrok: Some(until.into()),
            ..Head::since(COMPANY, today - Duration::days(700), "Ковалёва Елена", "Директор")
        };
        entries::append_all(conn, vec![entry(&head, &origin).map_err(Failure::Internal)?])?;
        Ok(projection::refresh(conn, COMPANY, now)?)
    };
    portal.state.db.write(write).await.unwrap();
    let mut elena = portal.signed_in("elena").await;
    let page = elena.get(&format!("/businesses/{COMPANY}")).await;
    assert!(page.text_of("main .task").contains("Заканчиваются полномочия руководителя"), "{}", page.text_of("main"));
    assert!(page.attribute("main .task a[href='/services/manager']", "href").is_some());
    portal.clock.advance(Duration::days(50));
    let mut elena = portal.signed_in("elena").await;
    let said = elena.get("/businesses").await.text_of("main .task");
    assert!(said.contains("срок прошёл"), "{said}");
}
