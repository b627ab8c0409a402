//! `/office`.

use super::lists::copies;
use super::{in_hands, row, take};
use crate::support::client::encode;
use crate::support::journey;
use crate::support::portal::{COMPANY, Portal, offices};
use akno::failure::Failure;
use akno::store::applications::{self, ApplicationRow};
use akno::store::inbox::COUNTED;
use akno::store::{AnyConn, new_id};
use portal::code::grouped;

#[tokio::test]
async fn a_filed_case_waits_in_its_office_with_its_deadline() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let id = journey::id(&journey::filed(&portal, &mut elena).await);
    let number = grouped(&row(&portal, &id).await.number.unwrap());
    let mut clerk = portal.signed_in("clerk0").await;
    let inbox = clerk.get("/office?lang=en").await;
    assert_eq!(inbox.status, 200);
    assert_eq!(inbox.attribute("tbody a", "href").unwrap(), format!("/office/cases/{id}?in=tab%3Dqueue&at=0"));
    let line = inbox.text_of("tbody tr");
    for said in ["5 working days left", &number, "Ёлка-Ўсход", &COMPANY.to_string(), "through the portal"] {
        assert!(line.contains(said), "{said} in {line}");
    }
    assert!(inbox.text_of("nav.tabs a[aria-current]").starts_with("To take"));
}

#[tokio::test]
async fn only_clerks_of_the_office_have_it() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let id = journey::id(&journey::filed(&portal, &mut elena).await);
    assert_eq!(elena.get("/office").await.status, 404);
    assert_eq!(elena.get(&format!("/office/cases/{id}")).await.status, 404);
    let mut elsewhere = portal.signed_in("clerk1").await;
    let inbox = elsewhere.get("/office").await;
    assert!(!inbox.body.contains(&id));
    assert_eq!(elsewhere.get(&format!("/office/cases/{id}")).await.status, 404);
    let signed_out = portal.client().get("/office").await;
    assert_eq!(signed_out.status, 303);
    assert!(signed_out.location().starts_with("/sign-in?return_to="));
}

#[tokio::test]
async fn a_supervisor_sees_who_holds_what() {
    let portal = Portal::start().await;
    let (id, ..) = in_hands(&portal).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let held = supervisor.get("/office?tab=held&lang=en").await;
    assert!(held.text_of("tbody tr").contains("Ирина Быкова"), "{}", held.body);
    assert!(held.body.contains(&id));
    assert!(supervisor.get("/office?tab=held&clerk=clerk0").await.body.contains(&id));
    assert!(!supervisor.get("/office?tab=held&clerk=colleague").await.body.contains(&id));
    let mut clerk = portal.signed_in("colleague").await;
    assert!(!clerk.get("/office?tab=held").await.body.contains(&id), "a clerk has no such part");
}

#[tokio::test]
async fn a_case_is_found_by_number_payer_and_name() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let number = row(&portal, &id).await.number.unwrap();
    for query in [&number, &grouped(&number), &number[..5], &COMPANY.to_string(), "791 397 355", "елка", "УСХОД"]
    {
        let found = clerk.get(&format!("/office?q={}", encode(query))).await;
        assert!(found.body.contains(&id), "{query}");
    }
    for query in ["лютик", "999999999999", "%", "_____", "'; DROP TABLE applications; --", "\u{0}", &"ё".repeat(5_000)]
    {
        let found = clerk.get(&format!("/office?q={}", encode(query))).await;
        assert_eq!(found.status, 200, "{query}");
        assert!(!found.body.contains(&id), "{query}");
    }
}

#[tokio::test]
async fn a_word_that_finds_too_much_is_looked_for_among_the_undecided_and_the_page_says_so() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let first = row(&portal, &id).await;
    let decided =
        copies(&portal, &id, 1, |_, row| (row.status, row.decided_at) = ("accepted".into(), row.filed_at)).await;
    // Two letters are in no index: each case is looked at.
    let common = format!("/office?q={}&lang=en", encode("ёл"));
    let page = clerk.get(&common).await;
    assert!(page.body.contains(&id) && page.body.contains(&decided[0]) && !page.body.contains("Too many cases"));

    let many = move |conn: &mut AnyConn| -> Result<(), Failure> {
        for _ in 0..COUNTED {
            let number = Some(akno::random::filing_number());
            let (status, decided_at) = ("accepted".into(), first.filed_at);
            applications::add(conn, &ApplicationRow { id: new_id(), number, status, decided_at, ..first.clone() })?;
        }
        Ok(())
    };
    portal.state.db.write(many).await.unwrap();
    let page = clerk.get(&common).await;
    assert!(page.body.contains(&id) && !page.body.contains(&decided[0]) && page.body.contains("Too many cases"));
    // So does a longer part, or a payer, that finds too many; a number still finds what was decided.
    for query in ["елка", &COMPANY.to_string()] {
        let page = clerk.get(&format!("/office?q={}&lang=en", encode(query))).await;
        assert!(page.body.contains(&id) && page.body.contains("Too many cases"), "{query}: {}", page.body);
    }
    let number = row(&portal, &decided[0]).await.number.unwrap();
    assert!(clerk.get(&format!("/office?q={number}")).await.body.contains(&decided[0]));
    // So many are counted to the end only where they are listed.
    assert!(clerk.get("/office?tab=queue&lang=en").await.text_of("nav.tabs").contains("Decided10000+"));
    let listed = clerk.get("/office?tab=decided&lang=en").await;
    assert!(listed.text_of("nav.tabs").contains("Decided10001"), "{}", listed.text_of("nav.tabs"));
}

#[tokio::test]
async fn hostile_addresses_are_answered_and_stay_text() {
    let portal = Portal::start().await;
    let (_, _, mut clerk) = in_hands(&portal).await;
    for path in [
        "/office?q=%3Cscript%3Ealert(1)%3C/script%3E",
        "/office?tab=%3Cb%3E&page=-1",
        "/office?page=99999999999999999999&clerk=%00&channel=%00",
        "/office?tab=decided&tab=mine&clerk=a&clerk=b&page=1000",
        "/office?q=%00",
    ] {
        let answer = clerk.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        assert!(!answer.body.contains("<script>alert"), "{path}");
    }
}

#[tokio::test]
async fn each_part_says_what_to_do_when_it_is_empty() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk2").await;
    for tab in ["queue", "mine", "due", "returned", "decided", "passed"] {
        let page = clerk.get(&format!("/office?tab={tab}&lang=en")).await;
        assert_eq!(page.all("table").len(), 0, "{tab}");
        assert!(page.all("main p").iter().any(|text| text.len() > 30), "{tab}: {}", page.body);
    }
}

#[tokio::test]
async fn the_one_that_is_due_first_stands_first() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let first = journey::id(&journey::filed(&portal, &mut elena).await);
    portal.clock.advance(chrono::Duration::days(1));
    let mut elena = portal.signed_in("elena").await;
    let second = journey::id(&journey::filed(&portal, &mut elena).await);
    let mut clerk = portal.signed_in("clerk0").await;
    let inbox = clerk.get("/office").await;
    let place = |id: &str| inbox.body.find(id).unwrap();
    assert!(place(&first) < place(&second));
    take(&mut clerk, &first).await;
    let queue = clerk.get("/office?tab=queue").await;
    assert!(!queue.body.contains(&first) && queue.body.contains(&second));
    assert!(clerk.get("/office?tab=mine").await.body.contains(&first));
}

#[tokio::test]
async fn the_folded_filters_tell_how_many_are_on() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    journey::filed(&portal, &mut elena).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let on = clerk.get("/office?tab=queue&channel=online&procedure=change-of-location&lang=en").await;
    assert_eq!(on.all("details.filters input[checked]").len(), 2, "{}", on.body);
    assert!(on.text_of("details.filters summary").contains("chosen: 2"), "{}", on.body);
    let off = clerk.get("/office?tab=queue").await;
    assert!(!off.text_of("main").contains("chosen:"), "{}", off.body);
}

#[tokio::test]
async fn what_went_to_another_office_stays_in_sight_of_the_former() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = journey::start(&mut elena, COMPANY).await;
    journey::fill_in(&mut elena, &draft, &journey::answers_in(&portal, offices()[1])).await;
    journey::file(&mut elena, &draft, 1).await;
    let id = journey::id(&draft);
    let mut former = portal.signed_in("clerk0").await;
    assert!(!former.get("/office").await.body.contains(&id), "the body at the new location decides");
    let mut clerk = portal.signed_in("clerk1").await;
    take(&mut clerk, &id).await;
    assert_eq!(super::decide(&portal, &mut clerk, &id, &[("outcome", "accept")]).await.status, 303);
    let passed = former.get("/office?tab=passed&lang=en").await;
    let line = passed.text_of("tbody tr");
    assert!(line.contains("Leninsky") && line.contains("Ёлка-Ўсход"), "{line}");
    assert_eq!(passed.attribute("tbody a", "href").unwrap(), format!("/register/{COMPANY}"));
    assert_eq!(former.get(&format!("/office/cases/{id}")).await.status, 404);
}

#[tokio::test]
async fn a_long_list_is_shown_page_by_page() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let first = row(&portal, &journey::id(&journey::filed(&portal, &mut elena).await)).await;
    let write = move |conn: &mut akno::store::AnyConn| -> Result<(), akno::failure::Failure> {
        for n in 0..119 {
            let mut more = first.clone();
            more.id = akno::store::new_id();
            more.number = Some(portal::code::code(n, 12));
            akno::store::applications::add(conn, &more)?;
        }
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    let mut clerk = portal.signed_in("clerk0").await;
    let mut seen = std::collections::BTreeSet::new();
    for (page, lines) in [("1", 50), ("2", 50), ("3", 20)] {
        let inbox = clerk.get(&format!("/office?tab=queue&page={page}")).await;
        let numbers = inbox.all("tbody a");
        assert_eq!(numbers.len(), lines, "page {page}");
        seen.extend(numbers);
        assert!(inbox.text_of("nav.tabs a[aria-current]").ends_with("120"));
    }
    assert_eq!(seen.len(), 120, "each case once");
    let beyond = clerk.get("/office?tab=queue&page=4").await;
    assert_eq!(beyond.all("tbody a").len(), 20, "the last page stands for those that are not there");
}
