//! `/office/cases/{id}/decision`.

use super::{decide, events, in_hands, kinds, row, take};
use crate::support::database::counted;
use crate::support::journey;
use crate::support::portal::{COMPANY, Portal, offices};
use akno::register::projection;
use akno::store::entries::{self, EntryKind, EntryRow};
use akno::store::{applications, companies};
use portal::application::Status;
use portal::egr;

async fn current(portal: &Portal, kind: EntryKind) -> Vec<EntryRow> {
    portal.read(move |conn| entries::current_of_kind(conn, COMPANY, kind)).await
}

#[tokio::test]
async fn accepting_changes_the_register_in_one_go() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let form = clerk.get(&format!("/office/cases/{id}/decision?lang=en")).await;
    assert!(form.body.contains("ул. Оршанская, 7А, каб. 12"), "it says what the register will show: {}", form.body);
    let moved_on = portal.clock.today().pred_opt().unwrap();
    let answer = decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    assert_eq!((answer.status, answer.location()), (303, format!("/office/cases/{id}").as_str()));

    let addresses = current(&portal, EntryKind::Address).await;
    assert_eq!(addresses.len(), 2);
    let (old, new) = (&addresses[0], &addresses[1]);
    assert_eq!((old.active, old.valid_to), (false, Some(moved_on)));
    assert_eq!((new.active, new.valid_from, new.valid_to), (true, Some(moved_on), None));
    assert_eq!(new.application_id.as_deref(), Some(id.as_str()));
    let record: egr::Address = projection::record(new).unwrap();
    assert_eq!(record.cact.as_deref(), Some("+"));
    assert_eq!(record.vregion.as_deref(), Some("Могилёвская"));
    assert_eq!(record.vdistrict.as_deref(), Some("Шкловский"));
    assert_eq!(
        (record.vnp.as_deref(), record.vdom.as_deref(), record.nindex),
        (Some("Александрия"), Some("7А"), Some(213_010))
    );
    assert_eq!(record.vtels.as_deref(), Some("+375 29 123-45-67"));
    let territory = record.nsi00202.and_then(|territory| territory.vnsfull);
    assert_eq!(territory.as_deref(), Some("Могилёвская обл. Шкловский район"));
    assert!(record.nsi00234.is_some());

    let events_in_register = current(&portal, EntryKind::Event).await;
    let event: egr::Event = projection::record(events_in_register.last().unwrap()).unwrap();
    assert!(event.ngr04004 > i64::from(u32::MAX) && event.ngr04004 < 1 << 53);
    assert_eq!(event.nsi00223.unwrap().nkop, Some(990_001));
    assert_eq!(event.nsi00212r.unwrap().nkuz, Some(i64::from(offices()[0])));
    assert!(event.ddoc.is_some() && event.nsi00213.unwrap().vnosn.is_some());

    let company = portal.read(|conn| companies::find(conn, COMPANY)).await.unwrap();
    assert!(company.address.unwrap().contains("аг. Александрия, ул. Оршанская, 7А, каб. 12"));
    assert_eq!(company.office, Some(offices()[0]));
    let decided = row(&portal, &id).await;
    assert_eq!(decided.status(), Status::Accepted);
    assert!(decided.decided_at.is_some());
    assert_eq!(kinds(&portal, &id).await.last().map(String::as_str), Some("accepted"));
    let subject = id.clone();
    let decision = portal.read(move |conn| applications::decisions(conn, &subject)).await.remove(0);
    assert_eq!((decision.outcome.as_str(), decision.decided_by.as_str()), ("accepted", "clerk0"));
    let audited = format!("SELECT COUNT(*) AS count FROM audit WHERE action = 'accepted' AND subject = '{id}'");
    assert_eq!(counted(&portal.state.db, audited).await, 1);
    let page = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(page.body.contains("Accepted on") && page.all(".bar").is_empty());
}

#[tokio::test]
async fn contacts_that_were_not_given_stay() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = journey::start(&mut elena, COMPANY).await;
    journey::fill_in(&mut elena, &draft, &journey::answers(&portal)).await;
    journey::save(&mut elena, &draft, "contacts", &[("phone", "+375 29 765-43-21".to_owned())]).await;
    let now = portal.state.clock.now();
    let write = move |conn: &mut akno::store::AnyConn| -> Result<(), akno::failure::Failure> {
        let row = entries::current_of_kind(conn, COMPANY, EntryKind::Address)?.remove(0);
        let mut record: egr::Address = projection::record(&row).unwrap();
        record.vemail = Some("former@elka.example".into());
        let origin = akno::register::wire::Origin { source: "test".into(), application_id: None, recorded_at: now };
        entries::append(conn, akno::register::wire::entry(&record, &origin).unwrap())?;
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    journey::file(&mut elena, &draft, 1).await;
    let id = journey::id(&draft);
    let mut clerk = portal.signed_in("clerk0").await;
    take(&mut clerk, &id).await;
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    let record: egr::Address = projection::record(current(&portal, EntryKind::Address).await.last().unwrap()).unwrap();
    assert_eq!(record.vemail.as_deref(), Some("former@elka.example"));
    assert_eq!(record.vtels.as_deref(), Some("+375 29 765-43-21"));
}

#[tokio::test]
async fn the_file_passes_to_the_office_of_the_new_address() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = journey::start(&mut elena, COMPANY).await;
    journey::fill_in(&mut elena, &draft, &journey::answers_in(&portal, offices()[1])).await;
    journey::file(&mut elena, &draft, 1).await;
    let id = journey::id(&draft);
    let mut clerk = portal.signed_in("clerk1").await;
    take(&mut clerk, &id).await;
    let form = clerk.get(&format!("/office/cases/{id}/decision?lang=en")).await;
    assert!(form.body.contains("The company’s file will pass"), "{}", form.body);
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    let company = portal.read(|conn| companies::find(conn, COMPANY)).await.unwrap();
    assert_eq!(company.office, Some(offices()[1]));
    assert!(company.address.unwrap().contains("г. Могилёв, ул. Оршанская"), "the city is filled in");
    let base: egr::Base = projection::record(&current(&portal, EntryKind::Base).await[0]).unwrap();
    assert_eq!(base.nsi00212.unwrap().nkuz, Some(i64::from(offices()[1])));
    assert_eq!(base.nsi00212crt.unwrap().nkuz, Some(i64::from(offices()[0])), "who registered it stays");
    let passed = events(&portal, &id).await.into_iter().find(|event| event.kind == "file_passed").unwrap();
    assert_eq!(passed.body, format!(r#"{{"from":{},"to":{}}}"#, offices()[0], offices()[1]));
}

#[tokio::test]
async fn refusing_leaves_the_register_as_it_is() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let before = counted(&portal.state.db, "SELECT COUNT(*) AS count FROM register_entries").await;
    let fields = [
        ("outcome", "refuse"),
        ("reasons", "address-does-not-exist"),
        ("reasons", "not-entitled"),
        ("words", "На улице Оршанской нет дома 7А."),
    ];
    assert_eq!(decide(&portal, &mut clerk, &id, &fields).await.status, 303);
    assert_eq!(row(&portal, &id).await.status(), Status::Refused);
    assert_eq!(counted(&portal.state.db, "SELECT COUNT(*) AS count FROM register_entries").await, before);
    let subject = id.clone();
    let decision = portal.read(move |conn| applications::decisions(conn, &subject)).await.remove(0);
    assert_eq!(decision.reasons(), ["not-entitled", "address-does-not-exist"]);
    let seen = elena.get(&format!("/applications/{id}")).await;
    assert!(seen.body.contains("нет дома 7А"), "the applicant reads why");
}

#[tokio::test]
async fn a_refusal_needs_a_reason_and_words_and_keeps_what_was_typed() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let hostile = "</textarea><script>alert(1)</script>";
    let page =
        decide(&portal, &mut clerk, &id, &[("outcome", "refuse"), ("reasons", "invented"), ("words", hostile)]).await;
    assert_eq!(page.status, 422);
    assert!(page.text_of("textarea#words").contains(hostile) && !page.body.contains("<script>alert"));
    assert!(page.attribute("main a[href='#reasons']", "href").is_some());
    let page = decide(&portal, &mut clerk, &id, &[("outcome", "refuse"), ("reasons", "not-entitled")]).await;
    assert_eq!(page.status, 422);
    assert!(page.attribute("input[value='not-entitled']", "checked").is_some(), "{}", page.body);
    let long = "я".repeat(4_001);
    let page =
        decide(&portal, &mut clerk, &id, &[("outcome", "refuse"), ("reasons", "not-entitled"), ("words", &long)]).await;
    assert_eq!(page.status, 422);
    assert!(page.text_of("textarea#words").contains(&long));
    assert_eq!(decide(&portal, &mut clerk, &id, &[("outcome", "perhaps")]).await.status, 422);
    assert_eq!(decide(&portal, &mut clerk, &id, &[]).await.status, 422);
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
}

#[tokio::test]
async fn of_two_decisions_at_once_one_stands() {
    let portal = Portal::start().await;
    let (id, _, clerk) = in_hands(&portal).await;
    let (mut one, mut other) = (clerk.clone(), clerk);
    let refuse = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "нет права")];
    let (first, second) = tokio::join!(
        decide(&portal, &mut one, &id, &[("outcome", "accept")]),
        decide(&portal, &mut other, &id, &refuse)
    );
    let mut statuses = [first.status, second.status];
    statuses.sort();
    assert_eq!(statuses, [303, 409], "{} {}", first.body, second.body);
    let decided = row(&portal, &id).await;
    let accepted = decided.status() == Status::Accepted;
    assert!(decided.status().is_decided());
    assert_eq!(
        kinds(&portal, &id).await.iter().filter(|kind| ["accepted", "refused"].contains(&kind.as_str())).count(),
        1
    );
    assert_eq!(current(&portal, EntryKind::Address).await.len(), if accepted { 2 } else { 1 });
    assert_eq!(decide(&portal, &mut one, &id, &[("outcome", "accept")]).await.status, 409, "nor a third time");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acceptance_sent_twice_at_once_is_one_and_its_own_entries_stand_in_no_way() {
    let portal = Portal::start().await;
    let (id, _, clerk) = in_hands(&portal).await;
    let (path, revision) = (format!("/office/cases/{id}/decision"), row(&portal, &id).await.revision.to_string());
    let sent = (0..6).map(|_| {
        let (mut clerk, path, revision) = (clerk.clone(), path.clone(), revision.clone());
        async move { clerk.post(&path, &[("outcome", "accept"), ("revision", &revision)]).await.status }
    });
    let mut statuses = futures::future::join_all(sent).await;
    statuses.sort();
    assert_eq!(statuses, [303, 409, 409, 409, 409, 409]);
    assert_eq!(kinds(&portal, &id).await.iter().filter(|kind| *kind == "accepted").count(), 1);
    assert_eq!(current(&portal, EntryKind::Address).await.len(), 2);
}

#[tokio::test]
async fn a_page_of_the_round_before_decides_nothing() {
    let portal = Portal::start().await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let stale = row(&portal, &id).await.revision.to_string();
    super::pin(&mut clerk, &id, "house", "Такого дома нет").await;
    super::give_back(&portal, &mut clerk, &id).await;
    let draft = format!("/applications/{id}");
    journey::save(&mut elena, &draft, "street", &[("house", "9".to_owned())]).await;
    journey::file(&mut elena, &draft, 2).await;
    let path = format!("/office/cases/{id}/decision");
    assert_eq!(clerk.post(&path, &[("outcome", "accept"), ("revision", &stale)]).await.status, 409);
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
}

#[tokio::test]
async fn a_company_excluded_meanwhile_cannot_be_moved() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let now = portal.state.clock.now();
    let write = move |conn: &mut akno::store::AnyConn| -> Result<(), akno::failure::Failure> {
        let row = entries::current_of_kind(conn, COMPANY, EntryKind::Base)?.remove(0);
        let mut record: egr::Base = projection::record(&row).unwrap();
        record.nsi00219 = Some(egr::Reference::of(2, "Исключён из ЕГР", None));
        let origin = akno::register::wire::Origin { source: "test".into(), application_id: None, recorded_at: now };
        entries::append(conn, akno::register::wire::entry(&record, &origin).unwrap())?;
        projection::refresh(conn, COMPANY, now)?;
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    let page = clerk.get(&format!("/office/cases/{id}?lang=en")).await;
    assert!(!page.all(".checks li.red").is_empty(), "{}", page.body);
    let answer = decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await;
    assert_eq!(answer.status, 422);
    assert_eq!(row(&portal, &id).await.status(), Status::InReview);
    assert_eq!(current(&portal, EntryKind::Address).await.len(), 1);
}

#[tokio::test]
async fn a_move_before_the_present_address_began_is_sent_back() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let (first, second) = (journey::filed(&portal, &mut elena).await, {
        let draft = journey::start(&mut elena, COMPANY).await;
        let mut answers = journey::answers(&portal);
        let day = portal.clock.today() - chrono::Duration::days(9);
        use chrono::Datelike;
        answers[0].1 = vec![
            ("changed_on_day", day.day().to_string()),
            ("changed_on_month", day.month().to_string()),
            ("changed_on_year", day.year().to_string()),
        ];
        journey::fill_in(&mut elena, &draft, &answers).await;
        journey::file(&mut elena, &draft, 1).await;
        draft
    });
    let mut clerk = portal.signed_in("clerk0").await;
    for draft in [&first, &second] {
        take(&mut clerk, &journey::id(draft)).await;
    }
    assert_eq!(decide(&portal, &mut clerk, &journey::id(&first), &[("outcome", "accept")]).await.status, 303);
    let answer = decide(&portal, &mut clerk, &journey::id(&second), &[("outcome", "accept")]).await;
    assert_eq!(answer.status, 422, "history does not run backwards");
    assert_eq!(current(&portal, EntryKind::Address).await.len(), 2);
}
