//! Rules by date: holidays and moved days, terms and fees. What a change does is shown first; it counts at once on
//! every node; what was reckoned before stays as it was.

use super::seen;
use crate::fees::notice;
use crate::liquidation::pay;
use crate::office::{events, in_hands, row};
use crate::support::client::Client;
use crate::support::database::Rival;
use crate::support::journey;
use crate::support::portal::{COMPANY, Portal};
use akno::failure::Failure;
use akno::serve;
use akno::store::{AnyConn, administration, applications, deadlines, terms as store};
use chrono::{Datelike, Days, NaiveDate};
use portal::procedures::Procedure;
use std::time::{Duration, Instant};
use tokio::sync::watch;

const CALENDAR: &str = "/office/administration/calendar";
const TERM: &str = "/office/administration/terms/change-of-location/office_days";

pub fn boxes(name: &str, day: NaiveDate) -> Vec<(String, String)> {
    [("day", day.day()), ("month", day.month()), ("year", day.year() as u32)]
        .map(|(part, number)| (format!("{name}_{part}"), number.to_string()))
        .into()
}

fn with_act(mut fields: Vec<(String, String)>, more: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.extend(boxes("act", NaiveDate::from_ymd_opt(2026, 11, 2).unwrap()));
    let act = [("act_title", "Указ Президента Республики Беларусь"), ("act_number", "300"), ("why", "новый праздник")];
    fields.extend(act.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

pub async fn post(client: &mut Client, path: &str, fields: &[(String, String)]) -> crate::support::client::Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post(path, &fields).await
}

/// Fields of a holiday.
fn holiday(day: NaiveDate) -> Vec<(String, String)> {
    let names = [("kind", "holiday"), ("name_ru", "День ёлки"), ("name_be", "Дзень ёлкі"), ("name_en", "Tree day")];
    with_act(boxes("day", day), &names)
}

/// Sends a form that was checked, as its page sends it.
pub async fn confirm(client: &mut Client, path: &str, mut fields: Vec<(String, String)>) -> u16 {
    let check = post(client, path, &fields).await;
    assert_eq!(check.status, 200, "{}", check.body);
    fields.extend([("seen".to_owned(), seen(&check)), ("confirmed".to_owned(), "on".to_owned())]);
    post(client, path, &fields).await.status
}

#[tokio::test]
async fn a_new_holiday_moves_the_deadlines_of_open_cases_and_can_be_put_back() {
    let portal = Portal::start().await;
    let (case, mut elena, _) = in_hands(&portal).await;
    let due = row(&portal, &case).await.due_on.unwrap();
    let day = (1..).map(|n| due - Days::new(n)).find(|day| portal.state.calendar.is_working(*day)).unwrap();
    let mut admin = portal.signed_in("admin").await;
    let fields = holiday(day);
    let check = post(&mut admin, CALENDAR, &fields).await;
    assert_eq!(check.status, 200);
    let number = row(&portal, &case).await.number.unwrap();
    assert!(check.text_of("tbody tr").starts_with(&portal::code::grouped(&number)), "{}", check.text_of("main"));
    assert_eq!(row(&portal, &case).await.due_on, Some(due), "nothing is saved yet");
    assert_eq!(confirm(&mut admin, CALENDAR, fields.clone()).await, 303);
    let moved = row(&portal, &case).await.due_on.unwrap();
    assert!(moved > due);
    let told = events(&portal, &case).await;
    assert_eq!(told.iter().filter(|event| event.kind == "deadline_moved").count(), 1);
    let record = admin.get("/office/administration/audit?did=deadline_moved&lang=en").await;
    assert!(record.text_of("tbody tr").contains("Moved a deadline"), "{}", record.text_of("main"));
    assert!(elena.get(&format!("/applications/{case}?lang=en")).await.body.contains("The deadline moved because"));
    assert_eq!(confirm(&mut admin, CALENDAR, fields).await, 303, "twice is once");
    assert_eq!(events(&portal, &case).await.len(), told.len());
    let page = admin.get(&format!("{CALENDAR}?year={}&lang=en", day.year())).await;
    assert!(page.text_of("main").contains("Tree day") && page.text_of("main").contains("№ 300"));
    let change =
        admin.get("/office/administration/changes?kind=calendar-day").await.attribute("tbody a", "href").unwrap();
    let shown = admin.get(&change).await;
    // What would move can be looked at first, through the same form and check.
    let form = shown.attribute("main a[href*='back=']", "href").unwrap();
    let prefilled = admin.get(&form).await;
    assert_eq!(prefilled.attribute("input[name=kind][checked]", "value").as_deref(), Some("ordinary"));
    assert_eq!(prefilled.attribute("input[name=day_day]", "value"), Some(day.day().to_string()));
    let back = [("seen", seen(&shown)), ("why", "отменили".to_owned())];
    let back: Vec<(&str, &str)> = back.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(admin.post(&change, &back).await.status, 303);
    assert_eq!(row(&portal, &case).await.due_on, Some(due));
    assert!(portal.state.clone().calendar.is_working(day));
}

#[tokio::test]
async fn a_day_that_has_begun_and_a_form_that_is_not_whole_change_nothing() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let (today, long) = (portal.clock.today(), "я".repeat(501));
    let monday = (30..).map(|n| today + Days::new(n)).find(|day| day.weekday() == chrono::Weekday::Mon).unwrap();
    let change = |name: &str, value: &str| -> Vec<(String, String)> {
        holiday(monday).into_iter().map(|(n, v)| if n == name { (n, value.to_owned()) } else { (n, v) }).collect()
    };
    for (fields, field) in [
        (holiday(today), "day"),
        (change("day_month", "13"), "day"),
        (change("kind", "queen"), "kind"),
        (change("kind", "working_weekend"), "kind"),
        (change("name_be", " "), "name_be"),
        (change("act_title", ""), "act_title"),
        (change("act_number", ""), "act_number"),
        (change("act_year", "26"), "act"),
        (change("why", ""), "why"),
        (change("why", &long), "why"),
    ] {
        let mut fields = fields;
        fields.extend([("confirmed", "on"), ("seen", "0")].map(|(n, v)| (n.to_owned(), v.to_owned())));
        let answer = post(&mut admin, CALENDAR, &fields).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.body.contains("День ёлки") || field == "name_be", "nothing typed is lost");
    }
    assert!(admin.get("/office/administration/changes").await.all("tbody a").is_empty());
    assert_eq!(admin.get(&format!("{CALENDAR}?year=999999")).await.status, 200);
}

#[tokio::test]
async fn every_node_has_the_new_rules_without_a_restart() {
    let portal = Portal::start().await;
    let other = serve::state(portal.state.config.clone(), portal.state.db.clone(), portal.clock.clone(), false).await;
    let other = other.unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = watch::channel(false);
    let node = tokio::spawn(serve::serve(other.clone(), listener, stopped));
    let mut admin = portal.signed_in("admin").await;
    let day =
        (40..).map(|n| portal.clock.today() + Days::new(n)).find(|day| portal.state.calendar.is_working(*day)).unwrap();
    let before = portal.state.clone();
    assert_eq!(confirm(&mut admin, CALENDAR, holiday(day)).await, 303);
    assert!(before.calendar.is_working(day), "what has begun goes on by the rules with which it began");
    assert!(!portal.state.clone().calendar.is_working(day), "who changed it has it at once");
    let mut visitor = portal.client().at(address);
    for _ in 0..200 {
        assert_eq!(visitor.get("/help").await.status, 200);
        if !other.clone().calendar.is_working(day) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(!other.clone().calendar.is_working(day), "the other node has it too");
    stop.send(true).unwrap();
    node.await.unwrap().unwrap();
}

/// Another node enters a holiday, of which this one does not hear by itself.
async fn entered_elsewhere(portal: &Portal, day: NaiveDate) {
    *portal.state.looked.lock().unwrap() = Instant::now() + Duration::from_secs(3600);
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        administration::begin(conn)?;
        Ok(store::put_day(conn, &tree_day(day))?)
    };
    portal.state.db.write(write).await.unwrap();
}

fn tree_day(day: NaiveDate) -> store::CalendarDayRow {
    store::CalendarDayRow {
        day,
        kind: "holiday".to_owned(),
        name_be: "Дзень ёлкі".to_owned(),
        name_ru: "День ёлки".to_owned(),
        name_en: "Tree day".to_owned(),
        act: "Указ № 300".to_owned(),
        verified: true,
        entered_by: None,
        entered_at: None,
    }
}

/// The next day that is worked.
fn next_working(portal: &Portal) -> NaiveDate {
    let today = portal.clock.today();
    (1..).map(|n| today + Days::new(n)).find(|day| portal.state.calendar.is_working(*day)).unwrap()
}

/// Working days from today to the deadline of a case, by the calendar as it is in the database.
async fn left(portal: &Portal, case: &str) -> i64 {
    let due = row(portal, case).await.due_on.unwrap();
    let calendar = portal.read(store::calendar).await;
    calendar.between(portal.clock.today(), due)
}

#[tokio::test]
async fn what_is_filed_is_reckoned_by_the_calendar_that_another_node_changed_a_moment_ago() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = journey::start(&mut elena, COMPANY).await;
    journey::fill_in(&mut elena, &draft, &journey::answers(&portal)).await;
    entered_elsewhere(&portal, next_working(&portal)).await;
    assert_eq!(journey::file(&mut elena, &draft, 1).await.location(), format!("{draft}/receipt"));
    assert_eq!(left(&portal, &journey::id(&draft)).await, 5);
}

#[tokio::test]
async fn what_is_paid_is_reckoned_by_the_calendar_that_another_node_changed_a_moment_ago() {
    let portal = Portal::start().await;
    let (billed, _) = notice(&portal).await;
    let mut clerk = portal.signed_in("clerk0").await;
    entered_elsewhere(&portal, next_working(&portal)).await;
    assert_eq!(pay(&mut clerk, &billed, portal.clock.today(), "15").await.status, 303);
    assert_eq!(left(&portal, &billed).await, 5);
}

#[tokio::test]
async fn what_is_filed_while_a_holiday_is_entered_waits_for_it_and_is_reckoned_by_it() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = journey::start(&mut elena, COMPANY).await;
    journey::fill_in(&mut elena, &draft, &journey::answers(&portal)).await;
    let mut change = Rival::begin(&portal.database);
    administration::begin(change.conn()).unwrap();
    deadlines::hold_all(change.conn()).unwrap();
    store::put_day(change.conn(), &tree_day(next_working(&portal))).unwrap();
    let (filed, ()) = tokio::join!(journey::file(&mut elena, &draft, 1), change.commit_behind_others());
    assert_eq!(filed.location(), format!("{draft}/receipt"));
    assert_eq!(left(&portal, &journey::id(&draft)).await, 5);
}

#[tokio::test]
async fn a_holiday_that_is_entered_while_something_is_filed_waits_for_it_and_moves_its_deadline() {
    let portal = Portal::start().await;
    let (case, ..) = in_hands(&portal).await;
    let mut filed = row(&portal, &case).await;
    let due = filed.due_on.take();
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        assert!(applications::save(conn, &mut filed)?);
        Ok(filed)
    };
    let mut filed = portal.state.db.write(write).await.unwrap();
    let mut admin = portal.signed_in("admin").await;
    // As if it came to the office in this very moment.
    let mut filing = Rival::begin(&portal.database);
    filed.due_on = due;
    assert!(applications::save(filing.conn(), &mut filed).unwrap());
    let fields = holiday(next_working(&portal));
    let (entered, ()) = tokio::join!(confirm(&mut admin, CALENDAR, fields), filing.commit_behind_others());
    assert_eq!(entered, 303);
    assert!(row(&portal, &case).await.due_on > due, "{due:?}");
}

#[tokio::test]
async fn a_new_term_holds_from_its_day_and_open_cases_keep_theirs() {
    let portal = Portal::start().await;
    let (case, ..) = in_hands(&portal).await;
    let due = row(&portal, &case).await.due_on;
    let mut admin = portal.signed_in("admin").await;
    let list = admin.get("/office/administration/terms").await;
    assert!(list.body.contains(TERM));
    let today = portal.clock.today();
    let tomorrow = today + Days::new(1);
    let fields = |value: &str, from: NaiveDate| with_act(boxes("from", from), &[("value", value)]);
    for (value, from) in [("7", today), ("-7", tomorrow), ("", tomorrow), ("7,5", tomorrow), ("99999999999", tomorrow)]
    {
        assert_eq!(post(&mut admin, TERM, &fields(value, from)).await.status, 422, "{value} from {from}");
    }
    let check = post(&mut admin, &format!("{TERM}?lang=en"), &fields("7", tomorrow)).await;
    assert!(check.text_of("main").contains("5 working days → 7 working days"), "{}", check.text_of("main"));
    assert!(check.text_of("main").contains("Open cases keep the former value: 1"));
    let stale = seen(&check);
    assert_eq!(confirm(&mut admin, TERM, fields("7", tomorrow)).await, 303);
    let days = |day| portal.state.clone().terms.days(Procedure::ChangeOfLocation, "office_days", day);
    assert_eq!((days(today), days(tomorrow)), (Some(5), Some(7)));
    assert_eq!(row(&portal, &case).await.due_on, due);
    // Another administrator had the page open.
    let mut late = fields("9", tomorrow + Days::new(1));
    late.extend([("seen".to_owned(), stale), ("confirmed".to_owned(), "on".to_owned())]);
    let mut second = portal.signed_in("admin2").await;
    let told = post(&mut second, TERM, &late).await;
    assert_eq!(told.status, 422);
    assert!(told.text_of("main").contains("Галина Астапенко"), "{}", told.text_of("main"));
    assert_eq!(confirm(&mut second, TERM, fields("8", tomorrow)).await, 422, "there is one from this day");
    // Taken back while its day has not come; not any more once it has.
    let change = admin.get("/office/administration/changes?kind=term").await.attribute("tbody a", "href").unwrap();
    let put_back = async |admin: &mut Client| {
        let number = admin.get(&change).await.attribute("input[name=seen]", "value").unwrap_or("9".to_owned());
        admin.post(&change, &[("seen", &number), ("why", "ошибка")]).await.status
    };
    assert_eq!(put_back(&mut admin).await, 303);
    assert_eq!(days(tomorrow), Some(5));
    assert_eq!(confirm(&mut admin, TERM, fields("6", tomorrow)).await, 303);
    portal.clock.advance(chrono::Duration::days(1));
    let mut admin = portal.signed_in("admin").await;
    let change = admin.get("/office/administration/changes?kind=term").await.attribute("tbody a", "href").unwrap();
    let shown = admin.get(&change).await;
    assert_eq!(admin.post(&change, &[("seen", "9"), ("why", "ошибка")]).await.status, 422);
    assert_eq!(days(tomorrow), Some(6));
    // The former value comes again from a day ahead, through the form and its check.
    assert!(shown.attribute("input[name=seen]", "value").is_none());
    let form = shown.attribute("main a[href*='back=']", "href").unwrap();
    let prefilled = admin.get(&form).await;
    let typed = |name: &str| prefilled.attribute(&format!("input[name={name}]"), "value").unwrap();
    let from = tomorrow + Days::new(1);
    assert_eq!((typed("value"), typed("from_day")), ("5".to_owned(), from.day().to_string()));
    let mut again = fields("5", from);
    again.push(("reverts".to_owned(), typed("reverts")));
    assert_eq!(confirm(&mut admin, TERM, again).await, 303);
    assert_eq!((days(tomorrow), days(from)), (Some(6), Some(5)));
    let back = admin.get("/office/administration/changes?kind=term").await.attribute("tbody a", "href").unwrap();
    let told = admin.get(&back).await;
    assert_eq!(
        told.attribute("main dl a[href*='changes/']", "href").as_ref(),
        Some(&change),
        "it says what it puts back"
    );
    // A change of something else is not put back here, nor one that nobody made.
    for wrong in ["00000000-0000-7000-8000-000000000000", "%00", "x"] {
        let page = admin.get(&format!("{TERM}?back={wrong}")).await;
        assert_eq!(page.attribute("input[name=value]", "value").unwrap_or_default(), "", "{wrong}");
    }
    assert_eq!(admin.get("/office/administration/terms/change-of-location/nothing").await.status, 404);
    assert_eq!(admin.get("/office/administration/terms/%00/%00").await.status, 404);
}

#[tokio::test]
async fn a_base_value_is_typed_in_roubles_and_bills_made_before_stay() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let path = "/office/administration/terms/base-value/value";
    let tomorrow = portal.clock.today() + Days::new(1);
    let nothing = with_act(boxes("from", tomorrow), &[("value", "0")]);
    assert_eq!(post(&mut admin, path, &nothing).await.status, 422);
    let fields = with_act(boxes("from", tomorrow), &[("value", "45,50"), ("verified", "on")]);
    assert_eq!(confirm(&mut admin, path, fields).await, 303);
    let rows = portal.read(|conn| store::of_subject(conn, "base-value", "value")).await;
    let last = rows.last().unwrap();
    assert_eq!((last.value, last.valid_from, last.verified), (4550, tomorrow, true));
    assert_eq!(last.act, "Указ Президента Республики Беларусь от 02.11.2026 № 300");
    assert_eq!(last.entered_by.as_deref(), Some("admin"));
    let terms = portal.state.clone().terms.clone();
    let fee = |day| terms.fee_of("extract", "paper_fee", day).map(|fee| fee.base_value);
    assert_ne!(fee(portal.clock.today()), fee(tomorrow));
    let page = admin.get(&format!("{path}?lang=en")).await;
    assert!(page.text_of("tbody tr").contains("45.50"), "{}", page.text_of("tbody tr"));
}
