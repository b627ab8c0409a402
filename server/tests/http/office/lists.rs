//! The inbox: its parts, filters, order, kept lists, the way from case to case, and what it costs.

use super::{give_back, in_hands, pin, row, take};
use crate::support::client::{Client, encode};
use crate::support::journey;
use crate::support::portal::{Portal, offices};
use akno::failure::Failure;
use akno::http::cases::inbox::{Question, load};
use akno::store::applications::{self, ApplicationRow, FilingRow};
use akno::store::connection::connect;
use akno::store::inbox::{Bands, Order, Wanted};
use akno::store::{AnyConn, new_id};
use app::pages::office::inbox::Part;
use chrono::Duration;
use diesel::Connection;
use diesel::connection::InstrumentationEvent;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Copies of a filed case, each changed as told.
pub async fn copies(portal: &Portal, case: &str, count: usize, change: fn(usize, &mut ApplicationRow)) -> Vec<String> {
    let first = row(portal, case).await;
    let rows: Vec<ApplicationRow> = (0..count)
        .map(|n| {
            let mut copy = ApplicationRow {
                id: new_id(),
                number: Some(akno::random::filing_number()),
                revision: 1,
                ..first.clone()
            };
            change(n, &mut copy);
            copy
        })
        .collect();
    let ids = rows.iter().map(|row| row.id.clone()).collect();
    let case = case.to_owned();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let filing = applications::filings(conn, &case)?.remove(0);
        for row in &rows {
            applications::add(conn, row)?;
            let filing = FilingRow { id: new_id(), application_id: row.id.clone(), ..filing.clone() };
            applications::add_filing(conn, &filing)?;
        }
        Ok(())
    };
    portal.state.db.write(write).await.unwrap();
    ids
}

pub async fn filed(portal: &Portal) -> String {
    let mut elena = portal.signed_in("elena").await;
    journey::id(&journey::filed(portal, &mut elena).await)
}

/// The cases of a page, as they stand in it.
pub async fn shown(client: &mut Client, path: &str) -> Vec<String> {
    let page = client.get(path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    let html = scraper::Html::parse_document(&page.body);
    let link = scraper::Selector::parse("a.row-link").unwrap();
    let id = |href: &str| href.trim_start_matches("/office/cases/").split('?').next().unwrap().to_owned();
    html.select(&link).map(|a| id(a.value().attr("href").unwrap())).collect()
}

/// The number beside a part's name.
async fn tally(client: &mut Client, part: &str) -> String {
    let page = client.get("/office?tab=queue&lang=en").await;
    page.all("nav.tabs a").into_iter().find(|tab| tab.starts_with(part)).unwrap_or_else(|| panic!("{}", page.body))
}

#[tokio::test]
async fn what_is_due_soon_has_a_part_of_its_own_whoever_holds_it() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert!(shown(&mut clerk, "/office?tab=due").await.is_empty(), "five working days are not soon");
    assert!(clerk.get("/office?tab=due&lang=en").await.text_of("main").contains("Nothing is due soon"));
    take(&mut portal.signed_in("colleague").await, &id).await;
    let due = row(&portal, &id).await.due_on.unwrap();
    portal.clock.advance(due - portal.clock.today());
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(shown(&mut clerk, "/office?tab=due").await, std::slice::from_ref(&id));
    assert!(tally(&mut clerk, "Due soon").await.ends_with('1'));
    assert!(shown(&mut clerk, "/office?tab=due&due=overdue").await.is_empty());
    assert_eq!(shown(&mut clerk, "/office?tab=due&due=soon").await, std::slice::from_ref(&id));
    assert_eq!(
        shown(&mut clerk, "/office?tab=due&due=later").await,
        std::slice::from_ref(&id),
        "it filters nothing here"
    );
    portal.clock.advance(Duration::days(30));
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(shown(&mut clerk, "/office?tab=due&due=overdue").await, [id]);
}

#[tokio::test]
async fn what_waits_is_with_the_applicant_or_has_no_running_clock() {
    let portal = Portal::start().await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let unpaid = copies(&portal, &id, 1, |_, row| row.due_on = None).await;
    assert_eq!(shown(&mut clerk, "/office?tab=returned").await, unpaid);
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &id).await;
    let mut waiting = shown(&mut clerk, "/office?tab=returned").await;
    waiting.sort();
    let mut both = [unpaid[0].clone(), id];
    both.sort();
    assert_eq!(waiting, both);
    assert!(tally(&mut clerk, "Waiting").await.ends_with('2'));
}

#[tokio::test]
async fn filters_stand_in_the_address_and_leave_what_they_say() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    let others = copies(&portal, &id, 2, |n, row| {
        row.procedure = ["manager", "liquidation"][n].to_owned();
        row.channel = Some("by_post".to_owned());
    })
    .await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(shown(&mut clerk, "/office?tab=queue&procedure=liquidation").await, others[1..]);
    assert_eq!(shown(&mut clerk, "/office?tab=queue&channel=online").await, std::slice::from_ref(&id));
    let both = shown(&mut clerk, "/office?tab=queue&procedure=liquidation&procedure=manager&due=later").await;
    assert_eq!(both.len(), 2);
    let page = clerk.get("/office?tab=queue&procedure=liquidation&lang=en").await;
    assert_eq!(page.attribute("input[name=procedure][checked]", "value").as_deref(), Some("liquidation"));
    for hostile in ["procedure=%00", "procedure='; DROP TABLE applications", "due=%27)--", "sort=-%27", "sort=-"] {
        assert_eq!(shown(&mut clerk, &format!("/office?tab=queue&{}", hostile.replace(' ', "%20"))).await.len(), 3);
    }
}

#[tokio::test]
async fn a_list_is_sorted_by_its_columns_both_ways() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    let later = copies(&portal, &id, 2, |n, row| {
        let days = Duration::days(n as i64 + 1);
        row.filed_at = row.filed_at.map(|at| at + days);
        row.due_on = row.due_on.map(|due| due - days);
        row.unp = [Some(crate::support::portal::PRIVATE), None][n];
        row.party_key = Some("яблоня".to_owned());
    })
    .await;
    let (one, two) = (later[0].clone(), later[1].clone());
    let mut clerk = portal.signed_in("clerk0").await;
    for (sort, expected) in [
        ("filed", [&id, &one, &two]),
        ("-filed", [&two, &one, &id]),
        ("due", [&two, &one, &id]),
        ("-due", [&id, &one, &two]),
        ("company", [&id, &one, &two]),
        ("-company", [&two, &one, &id]),
    ] {
        let found = shown(&mut clerk, &format!("/office?tab=queue&sort={sort}")).await;
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{sort}");
    }
    let page = clerk.get("/office?tab=queue&sort=filed").await;
    assert_eq!(page.attribute("th[aria-sort=ascending] a", "href").as_deref(), Some("/office?tab=queue&sort=-filed"));
}

#[tokio::test]
async fn a_case_is_found_by_who_filed_it() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    for query in ["ковалева", "Ковалёва", "елена ков", "ЕЛЕНА"] {
        assert_eq!(
            shown(&mut clerk, &format!("/office?q={}", encode(query))).await,
            std::slice::from_ref(&id),
            "{query}"
        );
    }
    for query in ["шиманский", "ко", "_____"] {
        assert!(shown(&mut clerk, &format!("/office?q={}", encode(query))).await.is_empty(), "{query}");
    }
}

#[tokio::test]
async fn from_case_to_case_through_the_list_even_when_one_leaves_it() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    copies(&portal, &id, 2, |n, row| row.due_on = row.due_on.map(|due| due + Duration::days(n as i64 + 1))).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let list = clerk.get("/office?tab=queue&lang=en").await;
    let in_list = shown(&mut clerk, "/office?tab=queue").await;
    let first = list.attribute("a.row-link", "href").unwrap();
    let page = clerk.get(&first).await;
    assert!(page.text_of("nav.walk").contains("case 1 of 3"), "{}", page.text_of("nav.walk"));
    assert_eq!(page.attribute("nav.walk a[rel=prev]", "href"), None);
    let second = page.attribute("nav.walk a[rel=next]", "href").unwrap();
    assert!(second.contains(&in_list[1]), "{second}");
    // What is pressed leads back to the page without the list in its address: the list is kept.
    assert_eq!(take(&mut clerk, &in_list[0]).await.status, 303);
    let page = clerk.get(&format!("/office/cases/{}", in_list[0])).await;
    assert!(page.text_of("nav.walk").contains("2 remain"), "{}", page.text_of("nav.walk"));
    assert!(page.attribute("nav.walk a[rel=next]", "href").unwrap().contains(&in_list[1]));
    // Another case was not opened from the list.
    let page = clerk.get(&format!("/office/cases/{}", in_list[2])).await;
    assert_eq!((page.status, page.all("nav.walk").len()), (200, 0));
    for hostile in
        ["in=%00&at=0", "in=tab%3Dqueue&at=-1", "in=tab%3Dqueue&at=99999999999999999999", "in=q%3D%25&at=9000"]
    {
        assert_eq!(clerk.get(&format!("/office/cases/{}?{hostile}", in_list[2])).await.status, 200, "{hostile}");
    }
}

#[tokio::test]
async fn a_list_is_kept_under_a_name_shared_and_opened_first() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    let query = "tab=queue&channel=by_post&sort=-filed";
    let form = clerk.get(&format!("/office/lists?of={}", encode(query))).await;
    assert_eq!(form.attribute("input[name=query]", "value").as_deref(), Some(query));
    for (name, why) in [("", "Назовите"), ("   ", "Назовите"), (&"я".repeat(61), "длиннее")] {
        let answer = clerk.post("/office/lists", &[("query", query), ("name", name), ("shared", "yes")]).await;
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.text_of(".error-summary, [role=alert]").contains(why), "{}", answer.body);
        assert!(answer.attribute("input[name=shared][checked]", "value").is_some(), "nothing typed is lost");
    }
    let kept = [("query", query), ("name", "Почта <b>"), ("shared", "yes"), ("first", "yes")];
    for _ in 0..2 {
        let answer = clerk.post("/office/lists", &kept).await;
        assert_eq!((answer.status, answer.location()), (303, format!("/office?{query}").as_str()), "twice is once");
    }
    let other = clerk.post("/office/lists", &[("query", "tab=mine"), ("name", "Почта <b>")]).await;
    assert_eq!(other.status, 422, "the name is taken");
    assert_eq!(clerk.get("/office").await.location(), format!("/office?{query}"));
    assert_eq!(clerk.get("/office?tab=queue").await.status, 200, "the parts stay at hand");
    let mut colleague = portal.signed_in("colleague").await;
    let lists = colleague.get("/office?tab=queue").await;
    assert_eq!(lists.all(".kept-lists a"), ["Почта <b>"]);
    assert_eq!(colleague.get("/office").await.status, 200, "what one wants first another need not");
    assert!(portal.signed_in("clerk1").await.get("/office").await.all(".kept-lists a").is_empty());
    // Whose it is deletes it, or the supervisor.
    let page = clerk.get("/office/settings").await;
    let delete = page.attribute("form[action$='/deletion']", "action").unwrap();
    for who in ["colleague", "clerk1", "elena"] {
        assert_eq!(portal.signed_in(who).await.post(&delete, &[]).await.status, 404, "{who}");
    }
    // First it is asked, without a script too, and then said what is gone.
    let mut supervisor = portal.signed_in("supervisor").await;
    let asks = supervisor.get("/office/settings").await.text_of("main td details");
    assert!(asks.contains("Удалить список «Почта <b>»?") && asks.contains("у всех сотрудников"), "{asks}");
    let deleted = supervisor.post_and_follow(&delete, &[]).await;
    assert!(deleted.text_of("main").contains("Список «Почта <b>» удалён"), "{}", deleted.body);
    assert_eq!(clerk.get("/office").await.status, 200, "it opens with the queue again");
    assert!(clerk.get("/office?tab=queue").await.all(".kept-lists a").is_empty());
}

#[tokio::test]
async fn a_list_of_ones_own_is_nobody_elses() {
    let portal = Portal::start().await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(clerk.post("/office/lists", &[("query", "tab=mine"), ("name", "Мой")]).await.status, 303);
    let page = clerk.get("/office/settings").await;
    let delete = page.attribute("form[action$='/deletion']", "action").unwrap();
    let id = delete.split('/').nth(3).unwrap().to_owned();
    let mut supervisor = portal.signed_in("supervisor").await;
    assert!(supervisor.get("/office?tab=queue").await.all(".kept-lists a").is_empty());
    assert_eq!(supervisor.post(&delete, &[]).await.status, 404);
    // Nor can it be made one's first list.
    assert_eq!(supervisor.post("/office/settings", &[("first_list", &id), ("columns", "clerk")]).await.status, 303);
    assert_eq!(supervisor.get("/office").await.status, 200);
}

#[tokio::test]
async fn columns_and_keys_are_as_the_clerk_wants_them() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let before = clerk.get("/office?tab=queue").await;
    assert_eq!(before.attribute("script", "src").as_deref(), Some("/assets/keys.js"));
    assert_eq!(clerk.get("/assets/keys.js").await.status, 200);
    let fields = [("columns", "applicant"), ("columns", "status"), ("columns", "<b>")];
    let saved = clerk.post_and_follow("/office/settings", &fields).await;
    assert!(saved.text_of("main").contains("Настройки сохранены"));
    let list = clerk.get("/office?tab=queue&lang=en").await;
    let heads = list.all("thead th");
    assert!(heads.iter().any(|head| head == "Filed by") && !heads.iter().any(|head| head == "Filed"), "{heads:?}");
    assert!(list.text_of("tbody tr").contains("Елена Ковалёва"));
    assert_eq!(list.attribute("script", "src").as_deref(), Some("/assets/news.js"), "keys are off");
    assert_eq!(clerk.get("/assets/news.js").await.status, 200);
    assert!(clerk.get(&format!("/office/cases/{id}")).await.attribute("script", "src").is_none());
    assert!(portal.signed_in("colleague").await.get("/office").await.attribute("script", "src").is_some());
}

#[tokio::test]
async fn a_page_of_cases_costs_as_many_queries_as_an_empty_one() {
    let portal = Portal::start().await;
    let id = filed(&portal).await;
    let mut costs = Vec::new();
    for count in [0, 120] {
        copies(&portal, &id, count, |n, row| {
            row.status = ["filed", "in_review", "returned"][n % 3].to_owned();
            row.clerk = (n % 3 > 0).then(|| ["clerk0", "colleague"][n % 2].to_owned());
            row.due_on = row.due_on.filter(|_| n % 3 < 2);
        })
        .await;
        let mut conn = connect(&portal.database.options()).unwrap();
        let queries = Arc::new(AtomicUsize::new(0));
        let counter = queries.clone();
        conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                counter.fetch_add(1, Ordering::Relaxed);
            }
        });
        let today = portal.clock.today();
        let wanted = Wanted {
            office: offices()[0],
            bands: Bands { today, soon: today + chrono::Days::new(30) },
            ..Wanted::default()
        };
        let question = Question {
            office: offices()[0],
            me: "clerk0".into(),
            part: Some(Part::Queue),
            wanted,
            order: Order::BY_DUE,
            page: 1,
        };
        let loaded = load(&mut conn, &question, None).map_err(|failure| failure.to_string()).unwrap();
        assert_eq!(loaded.found, count as i64 + 1);
        costs.push(queries.load(Ordering::Relaxed));
    }
    assert_eq!(costs[0], costs[1], "no query per row");
    assert!((1..=14).contains(&costs[0]), "{costs:?}");
}
