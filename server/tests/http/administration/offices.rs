//! Offices by date: names and contacts, closing with a successor, opening. What changes counts from its day on every
//! page; cases pass over with their deadlines; all of it can be put back while its day has not come.

use super::rules::{boxes, confirm, post};
use super::seen;
use crate::office::{events, in_hands, kinds, row};
use crate::support::client::Client;
use crate::support::journey;
use crate::support::portal::{Portal, offices};
use akno::office::office_closing;
use akno::store::{accounts, offices as store};
use chrono::{Days, Duration, NaiveDate};

fn path() -> String {
    format!("/office/administration/offices/{}", offices()[0])
}

fn fields(from: NaiveDate, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = boxes("from", from);
    let all = [
        ("name_ru", "Шкловский районный комитет"),
        ("name_be", "Шклоўскі раённы камітэт"),
        ("name_en", "Shklov Committee"),
        ("address", "213010, г. Шклов, ул. Ленинская, 76"),
        ("phone", "+375 2239 5-55-55"),
        ("email", "reception@shklov.example"),
        ("hours_1", "8:00-17:00"),
        ("hours_2", "8.00–17.00"),
        ("hours_5", "8:00–16:00"),
        ("pause", "13–14"),
        ("why", "решение № 5"),
    ];
    let kept = all.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(kept.chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

pub fn closing(from: NaiveDate, successor: i32) -> Vec<(String, String)> {
    let mut fields = boxes("closes", from);
    fields.extend([("successor".to_owned(), successor.to_string()), ("closure_why".to_owned(), "указ № 1".to_owned())]);
    fields
}

pub async fn newest(admin: &mut Client, kind: &str) -> String {
    let list = admin.get(&format!("/office/administration/changes?kind={kind}")).await;
    list.attribute("tbody a", "href").unwrap()
}

pub async fn put_back(admin: &mut Client, change: &str) -> u16 {
    let shown = admin.get(change).await;
    let number = shown.attribute("input[name=seen]", "value").unwrap_or("9".to_owned());
    admin.post(change, &[("seen", &number), ("why", "ошибка")]).await.status
}

#[tokio::test]
async fn a_name_holds_from_its_day_on_every_page_and_can_be_put_back() {
    let portal = Portal::start().await;
    let (case, mut elena, mut clerk) = in_hands(&portal).await;
    let mut admin = portal.signed_in("admin").await;
    let council = format!("/councils/{}?lang=en", offices()[0]);
    let tree = admin.get("/office/administration/offices").await;
    assert!(tree.body.contains(&path()) && tree.all("main li").len() > 170, "{}", tree.all("main li").len());
    let today = portal.clock.today();
    let check = post(&mut admin, &format!("{}?lang=en", path()), &fields(today, &[])).await;
    assert_eq!(check.status, 200);
    assert!(check.text_of("main").contains("→ Shklov Committee"), "{}", check.text_of("main"));
    assert!(!portal.client().get(&council).await.body.contains("Shklov Committee"), "nothing is saved yet");
    assert_eq!(confirm(&mut admin, &path(), fields(today, &[])).await, 303);
    let page = portal.client().get(&council).await;
    let text = page.text_of("main");
    for said in [
        "Shklov Committee",
        "213010",
        "reception@shklov.example",
        "Mon–Tue 08:00–17:00, Fri 08:00–16:00; break 13:00–14:00",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(clerk.get("/office?lang=en").await.body.contains("Shklov Committee"));
    let receipt = elena.get(&format!("/applications/{case}/receipt?lang=en")).await;
    assert!(receipt.body.contains("Shklov Committee") && receipt.body.contains("+375 2239 5-55-55"));
    // Twice is once; a later row waits for its day.
    assert_eq!(confirm(&mut admin, &path(), fields(today, &[])).await, 303);
    assert_eq!(portal.read(|conn| store::details(conn, offices()[0])).await.len(), 1);
    let tomorrow = today + Days::new(1);
    let later = [("name_en", "Shklov Board"), ("hours_1", ""), ("hours_2", ""), ("hours_5", ""), ("pause", "")];
    assert_eq!(confirm(&mut admin, &path(), fields(tomorrow, &later)).await, 303);
    assert!(portal.client().get(&council).await.body.contains("Shklov Committee"));
    portal.clock.advance(Duration::days(1));
    portal.state.refresh().await.unwrap();
    let page = portal.client().get(&council).await;
    assert!(page.body.contains("Shklov Board") && !page.body.contains("Shklov Committee"), "{}", page.text_of("main"));
    let then = portal.state.clone().offices.name_on(offices()[0], portal::lang::Lang::En, today);
    assert_eq!(then, "Shklov Committee", "what was made then is named as then");
    let mut admin = portal.signed_in("admin").await;
    let change = newest(&mut admin, "office-details").await;
    assert_eq!(put_back(&mut admin, &change).await, 303);
    assert!(portal.client().get(&council).await.body.contains("Shklov Committee"));
    let shown = admin.get(&format!("{}?lang=en", path())).await;
    assert_eq!(shown.all("table")[0].matches("Shklov").count(), 3, "rows are only added: {}", shown.all("table")[0]);
}

#[tokio::test]
async fn offices_stand_in_the_alphabet_of_the_readers_language_wherever_one_is_chosen() {
    let portal = Portal::start().await;
    let shklov = offices()[0];
    for (who, path, list) in [
        ("admin", "/office/administration/users/new".to_owned(), "select[name=office] option"),
        ("admin", format!("/office/administration/offices/{shklov}"), "select[name=successor] option"),
        ("auditor", "/office/administration/cases".to_owned(), "select[name=office] option"),
        ("auditor", "/office/administration/setup".to_owned(), "select[name=office] option"),
        ("auditor", "/office/statistics".to_owned(), "select[name=office] option"),
        ("auditor", "/office/region?sort=name".to_owned(), "table tbody th"),
    ] {
        let mark = if path.contains('?') { '&' } else { '?' };
        let page = portal.signed_in(who).await.get(&format!("{path}{mark}lang=be")).await;
        let all = page.all(list);
        let place = |begins: &str| all.iter().position(|name| name.starts_with(begins));
        let places = ["Бабруйскі", "Бялыніцкі", "Кіраўскі", "Клічаўскі", "Крычаўскі"].map(place);
        assert!(places.is_sorted() && places[0].is_some(), "{path}: {all:?}");
    }
}

#[tokio::test]
async fn a_form_that_is_not_whole_or_was_overtaken_changes_nothing() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let today = portal.clock.today();
    let long = "я".repeat(301);
    for (field, value) in [
        ("name_be", " "),
        ("name_ru", &long),
        ("address", &long),
        ("phone", "<script>"),
        ("email", "reception"),
        ("hours_3", "17:00–8:00"),
        ("pause", "полдень"),
        ("why", ""),
    ] {
        let answer = post(&mut admin, &path(), &fields(today, &[(field, value), ("confirmed", "on")])).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.attribute(&format!("#{field}"), "aria-invalid").is_some(), "{field}");
    }
    assert_eq!(post(&mut admin, &path(), &fields(today - Days::new(1), &[])).await.status, 422);
    let stale = seen(&post(&mut admin, &path(), &fields(today, &[])).await);
    assert_eq!(confirm(&mut admin, &path(), fields(today, &[])).await, 303);
    let mut second = portal.signed_in("admin2").await;
    let late = fields(today, &[("name_en", "Other"), ("confirmed", "on"), ("seen", &stale)]);
    let told = post(&mut second, &path(), &late).await;
    assert_eq!(told.status, 422);
    assert!(
        told.body.contains("Галина Астапенко") && told.body.contains("value=\"Other\""),
        "{}",
        told.text_of("main")
    );
    for odd in ["/office/administration/offices/1", "/office/administration/offices/%00"] {
        assert_eq!(admin.get(odd).await.status, 404);
        assert_eq!(post(&mut admin, odd, &fields(today, &[])).await.status, 404);
    }
    let mut auditor = portal.signed_in("auditor").await;
    let page = auditor.get(&path()).await;
    assert!(page.status == 200 && page.all("main form").is_empty());
    assert_eq!(auditor.get("/office/administration/offices/new").await.status, 404);
}

#[tokio::test]
async fn a_closed_office_passes_its_cases_deadlines_and_people_to_its_successor() {
    let portal = Portal::start().await;
    let (case, ..) = in_hands(&portal).await;
    let before = row(&portal, &case).await;
    let [shklov, leninsky, _] = offices();
    let day = portal.clock.today() + Days::new(1);
    let mut admin = portal.signed_in("admin").await;
    let close = format!("{}/closure", path());
    let check = post(&mut admin, &format!("{close}?lang=en"), &closing(day, leninsky)).await;
    assert_eq!(check.status, 200, "{}", check.body);
    let text = check.text_of("main");
    assert!(text.contains("what is there today: 1, of them in somebody's hands: 1"), "{text}");
    assert_eq!(confirm(&mut admin, &close, closing(day, leninsky)).await, 303);
    assert_eq!(confirm(&mut admin, &close, closing(day, leninsky)).await, 303, "twice is once");
    office_closing::sweep(&portal.state.clone()).await.unwrap();
    assert_eq!(row(&portal, &case).await.office, Some(shklov), "its day has not come");
    portal.clock.advance(Duration::days(1));
    portal.state.refresh().await.unwrap();
    for _ in 0..2 {
        office_closing::sweep(&portal.state.clone()).await.unwrap();
    }
    let after = row(&portal, &case).await;
    assert_eq!((after.office, after.due_on, after.clerk), (Some(leninsky), before.due_on, before.clerk));
    assert_eq!(kinds(&portal, &case).await.iter().filter(|kind| *kind == "office_closed").count(), 1);
    assert_eq!(events(&portal, &case).await.last().unwrap().kind, "office_closed");
    let clerk0 = portal.read(|conn| accounts::by_id(conn, "clerk0")).await.unwrap();
    let editor = portal.read(|conn| accounts::by_id(conn, "editor")).await.unwrap();
    assert_eq!((clerk0.office, editor.office), (Some(leninsky), Some(shklov)), "editors stay with their data");
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    assert!(page.status == 200 && page.body.contains("goes on at its successor"), "{}", page.status);
    // Elena's session is over by now.
    let mut elena = portal.signed_in("elena").await;
    assert!(elena.get(&format!("/applications/{case}?lang=en")).await.body.contains("The office closed"));
    // New ones go to the successor; the area is chosen as before.
    let draft = journey::start(&mut elena, crate::support::portal::PRIVATE).await;
    journey::fill_in(&mut elena, &draft, &journey::answers(&portal)).await;
    assert_eq!(journey::file(&mut elena, &draft, 1).await.status, 303);
    assert_eq!(row(&portal, &journey::id(&draft)).await.office, Some(leninsky));
    let council = portal.client().get(&format!("/councils/{shklov}?lang=en")).await;
    assert!(council.text_of("main").contains("Its work goes on at"));
    assert!(!portal.client().get("/councils").await.body.contains(&format!("/councils/{shklov}\"")));
    let mut admin = portal.signed_in("admin").await;
    let change = newest(&mut admin, "office-closure").await;
    assert_eq!(put_back(&mut admin, &change).await, 422, "what has passed over does not come back");
    let mut wrong = Vec::new();
    let tell = |one: &akno::register::check::Difference| wrong.push(one.to_string());
    akno::register::check::run(&portal.state.db, &portal.clock, false, tell).await.unwrap();
    assert!(!wrong.iter().any(|one| one.contains("appl")), "{wrong:?}");
}

#[tokio::test]
async fn a_closing_needs_a_successor_that_is_there_and_is_called_off_before_its_day() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let [shklov, leninsky, _] = offices();
    let (today, day) = (portal.clock.today(), portal.clock.today() + Days::new(5));
    let of = |code: i32| format!("/office/administration/offices/{code}/closure");
    let rural = shklov * 100 + 1;
    for (office, successor, from) in
        [(7000, shklov, day), (shklov, shklov, day), (shklov, rural, day), (shklov, 1, day), (shklov, leninsky, today)]
    {
        let mut fields = closing(from, successor);
        fields.extend([("confirmed", "on"), ("seen", "0")].map(|(n, v)| (n.to_owned(), v.to_owned())));
        assert_eq!(post(&mut admin, &of(office), &fields).await.status, 422, "{office} → {successor} from {from}");
    }
    assert_eq!(confirm(&mut admin, &of(shklov), closing(day, leninsky)).await, 303);
    assert_eq!(confirm(&mut admin, &of(leninsky), closing(day + Days::new(1), shklov)).await, 422, "no rings");
    assert!(admin.get(&format!("/councils/{shklov}?lang=en")).await.text_of("main").contains("Its work will go on at"));
    let change = newest(&mut admin, "office-closure").await;
    assert_eq!(put_back(&mut admin, &change).await, 303);
    assert!(portal.read(store::closures).await.is_empty());
    let back = newest(&mut admin, "office-closure").await;
    assert_eq!(put_back(&mut admin, &back).await, 303, "and entered again");
    assert_eq!(portal.read(store::closures).await.len(), 1);
}

#[tokio::test]
async fn what_was_typed_at_the_counter_of_an_office_that_closed_is_received_at_its_successors() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let [_, leninsky, _] = offices();
    let day = portal.clock.today() + Days::new(1);
    assert_eq!(confirm(&mut admin, &format!("{}/closure", path()), closing(day, leninsky)).await, 303);
    portal.clock.advance(Duration::days(1));
    portal.state.refresh().await.unwrap();
    let mut clerk = portal.signed_in("clerk0").await;
    let company = crate::support::portal::COMPANY.to_string();
    let fields = [("procedure", "change-of-location"), ("unp", company.as_str()), ("lang", "be")];
    let draft = clerk.post("/office/counter/drafts", &fields).await.location().to_owned();
    journey::fill_in(&mut clerk, &draft, &journey::answers(&portal)).await;
    clerk.post(&format!("{draft}/paper"), &[]).await;
    let id = journey::id(&draft);
    let code = row(&portal, &id).await.paper_code.unwrap();
    office_closing::sweep(&portal.state.clone()).await.unwrap();
    assert_eq!(portal.read(|conn| accounts::by_id(conn, "clerk0")).await.unwrap().office, Some(leninsky));
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(clerk.get(&draft).await.status, 200);
    assert!(clerk.get("/office/counter/drafts").await.body.contains(&code));
    let today = boxes("received_on", portal.clock.today());
    let mut fields: Vec<(&str, &str)> = today.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend([("channel", "in_person"), ("signed", "yes")]);
    let received = clerk.post(&format!("/office/counter/{code}"), &fields).await;
    assert_eq!(received.status, 303, "{}", received.body);
    assert_eq!(row(&portal, &id).await.office, Some(leninsky));
    assert!(kinds(&portal, &id).await.contains(&"received".to_owned()));
}

#[tokio::test]
async fn a_rural_council_opens_on_its_day_under_a_code_of_its_own() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let shklov = offices()[0];
    let day = portal.clock.today() + Days::new(1);
    let new = "/office/administration/offices/new";
    assert_eq!(admin.get(new).await.status, 200);
    let fields = |more: &[(&str, &str)]| -> Vec<(String, String)> {
        let parent = shklov.to_string();
        let all = [
            ("kind", "rural"),
            ("parent", parent.as_str()),
            ("soato", "7258899000"),
            ("name_ru", "Новый сельский Совет"),
            ("name_be", "Новы сельскі Савет"),
            ("name_en", "New Rural Council"),
            ("area_ru", "Новый сельсовет"),
            ("area_be", "Новы сельсавет"),
            ("area_en", "New Area"),
            ("why", "решение"),
        ];
        let kept = all.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
        let own = kept.chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        boxes("from", day).into_iter().chain(own).collect()
    };
    for (field, value) in [("kind", "region"), ("parent", "x"), ("soato", "123"), ("area_en", ""), ("parent", "7000")] {
        let answer = post(&mut admin, new, &fields(&[(field, value), ("confirmed", "on")])).await;
        assert_eq!(answer.status, 422, "{field} {value}");
    }
    assert_eq!(confirm(&mut admin, new, fields(&[])).await, 303);
    let count = portal.read(store::codes).await.len();
    assert_eq!(confirm(&mut admin, new, fields(&[])).await, 303, "twice is once");
    assert_eq!(portal.read(store::codes).await.len(), count);
    let code = portal.read(store::codes).await.into_iter().rfind(|code| code / 100 == shklov).unwrap();
    assert!(!portal.client().get("/councils?lang=en").await.body.contains("New Rural Council"));
    let change = newest(&mut admin, "office-opening").await;
    assert_eq!(put_back(&mut admin, &change).await, 303);
    assert_eq!(portal.read(store::codes).await.len(), count - 1);
    assert_eq!(confirm(&mut admin, new, fields(&[])).await, 303);
    portal.clock.advance(Duration::days(1));
    portal.state.refresh().await.unwrap();
    assert!(portal.client().get("/councils?lang=en").await.body.contains("New Rural Council"));
    assert_eq!(portal.client().get(&format!("/councils/{code}")).await.status, 200);
    let mut admin = portal.signed_in("admin").await;
    assert!(admin.get("/office/administration/users/new?lang=en").await.body.contains("New Rural Council"));
    let change = newest(&mut admin, "office-opening").await;
    assert_eq!(put_back(&mut admin, &change).await, 422);
}
