//! Other persons authorised to act: from the form to the register, its days, and the rights on the portal.

use super::{decide, take};
use crate::support::client::Client;
use crate::support::journey::{fill_in, id, save};
use crate::support::portal::{COMPANY, PRIVATE, PROPRIETOR, Portal, email};
use akno::failure::Failure;
use akno::store::mandates;
use chrono::{Datelike, Days, NaiveDate};
use portal::mandate::Scope;
use serde_json::Value;

type Answers = Vec<(&'static str, Vec<(&'static str, String)>)>;

fn date(names: [&'static str; 3], day: NaiveDate) -> Vec<(&'static str, String)> {
    let parts = [day.day(), day.month(), day.year() as u32];
    names.into_iter().zip(parts).map(|(name, part)| (name, part.to_string())).collect()
}

fn answers(on: NaiveDate, until: Option<NaiveDate>, steps: &[(&'static str, &[(&'static str, &str)])]) -> Answers {
    let mut all: Answers = vec![("whom", vec![("manager_whom", "other".to_owned())])];
    for (step, fields) in steps {
        all.push((step, fields.iter().map(|(name, text)| (*name, (*text).to_owned())).collect()));
    }
    let mut term = date(["in_force_day", "in_force_month", "in_force_year"], on);
    term.extend(until.map(|until| date(["until_day", "until_month", "until_year"], until)).unwrap_or_default());
    all.push(("term", term));
    let mut basis = date(["decided_day", "decided_month", "decided_year"], on);
    basis.push(("decided_by", "общее собрание участников".to_owned()));
    all.push(("basis", basis));
    all
}

async fn begin(client: &mut Client) -> String {
    let started = client.post("/services/manager/start", &[("unp", &COMPANY.to_string()), ("anew", "yes")]).await;
    assert_eq!(started.status, 303, "{}", started.body);
    started.location().to_owned()
}

async fn file(portal: &Portal, who: &str, answers: Answers) -> String {
    let mut client = portal.signed_in(who).await;
    let draft = begin(&mut client).await;
    fill_in(&mut client, &draft, &answers).await;
    let check = client.get(&format!("{draft}/check?lang=ru")).await;
    assert_eq!(check.status, 200);
    let filed = client.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", check.text_of("main"));
    assert_eq!(client.get(&format!("{draft}/receipt")).await.status, 200);
    id(&draft)
}

async fn accept(portal: &Portal, case: &str) -> String {
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, case).await.status, 303);
    let preview = clerk.get(&format!("/office/cases/{case}/decision?lang=ru")).await.text_of("main");
    let accepted = decide(portal, &mut clerk, case, &[("outcome", "accept")]).await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);
    assert_eq!(clerk.get(&format!("/office/cases/{case}?lang=ru")).await.status, 200);
    preview
}

const DEPUTY: &[(&str, &[(&str, &str)])] = &[
    ("other-change", &[("other_change", "appointed")]),
    ("other-kind", &[("other_kind", "deputy")]),
    (
        "other-person",
        &[
            ("other_name", "Шиманский Олег Петрович"),
            ("other_post", "Заместитель директора"),
            ("other_email", "OLEG@akno.example"),
        ],
    ),
];

fn changed(change: &'static str, key: &str) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    vec![
        ("other-change", vec![("other_change", change.to_owned())]),
        ("other-whose", vec![("other_person", key.to_owned())]),
    ]
}

fn with(mut answers: Answers, steps: Answers) -> Answers {
    answers.splice(1..1, steps);
    answers
}

async fn may_file(portal: &Portal, who: &'static str) -> bool {
    let today = portal.clock.today();
    portal.read(move |conn| mandates::allows(conn, who, COMPANY, Scope::File, today)).await
}

async fn company(portal: &Portal, query: &str) -> Value {
    let answer = portal.client().get(&format!("/api/v1/companies/{COMPANY}{query}")).await;
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deputy_stands_beside_the_head_with_their_days_and_the_right_that_follows() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let (on, until) = (today.checked_sub_days(Days::new(3)).unwrap(), today.checked_add_days(Days::new(30)).unwrap());
    let case = file(&portal, "elena", answers(on, Some(until), DEPUTY)).await;
    assert!(!may_file(&portal, "oleg").await);
    let preview = accept(&portal, &case).await;
    assert!(preview.contains("Шиманский Олег Петрович, заместитель директора"), "{preview}");

    let page = portal.client().get(&format!("/register/{COMPANY}?lang=ru")).await;
    let acting = page.all("main th, main td").join("|");
    assert!(acting.contains("Шиманский Олег Петрович, заместитель директора"), "{acting}");
    assert!(page.text_of("main").contains("Иное лицо, уполномоченное действовать"), "the history tells it");
    assert!(!page.body.to_lowercase().contains("oleg@"), "the address of the account is nobody's business");
    let eve = on.pred_opt().unwrap();
    let before = portal.client().get(&format!("/register/{COMPANY}?as_of={eve}")).await;
    assert!(!before.body.contains("Шиманский"), "on the day before nobody knew");

    let told = company(&portal, "").await;
    assert_eq!(told["authorised"][0]["authority"], "deputy");
    assert_eq!(told["authorised"][0]["since"], on.to_string());
    assert_eq!(told["authorised"][0]["until"], until.to_string());
    assert!(company(&portal, &format!("?as_of={eve}")).await["authorised"].is_null());
    let history = portal.client().get(&format!("/api/v1/companies/{COMPANY}/history")).await;
    assert!(history.body.contains("\"authorised\"") && !history.body.contains("akno.example"), "{}", history.body);

    // The head's rights are as they were; the deputy files under the register's entry and gives nothing on.
    assert!(may_file(&portal, "elena").await && may_file(&portal, "oleg").await);
    let mut oleg = portal.signed_in("oleg").await;
    assert_eq!(oleg.get(&format!("/businesses/{COMPANY}/rights")).await.status, 404);
    let own = oleg.get(&format!("/businesses/{COMPANY}?lang=ru")).await;
    assert!(own.text_of("main").contains("по записи в регистре"), "{}", own.text_of("main"));
    assert!(own.attribute("form[action$='/revocation']", "action").is_none(), "an entry's right is not given back");
    let right = portal.read(|conn| mandates::right(conn, "oleg", COMPANY, Scope::File, NaiveDate::MIN)).await;
    assert!(right.is_none(), "and does not reach before its first day");
}

#[tokio::test(flavor = "multi_thread")]
async fn powers_are_extended_and_end_with_the_right_of_that_person_alone() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let days = |n| today.checked_sub_days(Days::new(n)).unwrap();
    let first = file(&portal, "elena", answers(days(5), Some(today), DEPUTY)).await;
    accept(&portal, &first).await;
    let key = format!("{}/Шиманский Олег Петрович", days(5));
    let until = today.checked_add_days(Days::new(400)).unwrap();
    let extended = with(answers(days(1), Some(until), &[]), changed("extended", &key));
    let extended = file(&portal, "elena", extended).await;
    accept(&portal, &extended).await;
    assert_eq!(company(&portal, "").await["authorised"][0]["until"], until.to_string());
    let held = portal.read(|conn| mandates::held(conn, "oleg", COMPANY)).await;
    assert_eq!(held[0].until, Some(until));

    // Two ask for the same end at once; the second finds nobody left to end.
    let ended = file(&portal, "elena", with(answers(today, None, &[]), changed("ended", &key))).await;
    let twice = file(&portal, "elena", with(answers(today, None, &[]), changed("ended", &key))).await;
    accept(&portal, &ended).await;
    assert!(!may_file(&portal, "oleg").await && may_file(&portal, "elena").await);
    assert!(company(&portal, "").await["authorised"].is_null());
    let then = company(&portal, &format!("?as_of={}", days(1))).await;
    assert_eq!(then["authorised"][0]["name"], "Шиманский Олег Петрович", "on the day before they could act");
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &twice).await.status, 303);
    let refused = decide(&portal, &mut clerk, &twice, &[("outcome", "accept")]).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    let page = portal.client().get(&format!("/register/{COMPANY}")).await;
    assert!(page.body.contains("Шиманский Олег Петрович"), "the history keeps them");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_head_ends_nothing_of_who_is_authorised_beside_them() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let case = file(&portal, "elena", answers(today.pred_opt().unwrap(), None, DEPUTY)).await;
    accept(&portal, &case).await;
    let head = vec![
        ("whom", vec![("manager_whom", "head".to_owned())]),
        (
            "change",
            vec![
                ("manager_change", "appointed".to_owned()),
                ("manager_name", "Сорока Павел Ильич".to_owned()),
                ("manager_post", "директор".to_owned()),
            ],
        ),
        ("term", date(["in_force_day", "in_force_month", "in_force_year"], today)),
        (
            "basis",
            [
                date(["decided_day", "decided_month", "decided_year"], today),
                vec![("decided_by", "общее собрание участников".to_owned())],
            ]
            .concat(),
        ),
    ];
    let case = file(&portal, "oleg", head).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{case}?lang=ru")).await;
    assert!(page.text_of("main").contains("уполномоченное лицо по записи в регистре"), "{}", page.text_of("main"));
    accept(&portal, &case).await;
    assert!(may_file(&portal, "oleg").await && !may_file(&portal, "elena").await);
    let page = portal.client().get(&format!("/register/{COMPANY}?lang=ru")).await.all("main th, main td").join("|");
    assert!(page.contains("Сорока Павел Ильич, директор") && page.contains("Шиманский Олег Петрович"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_managing_subject_is_taken_from_the_register_and_what_it_granted_ends_with_it() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let managing = |unp: &str| -> Vec<(&'static str, Vec<(&'static str, String)>)> {
        vec![
            ("other-change", vec![("other_change", "appointed".to_owned())]),
            ("other-kind", vec![("other_kind", "managing-proprietor".to_owned())]),
            ("other-person", vec![("other_unp", unp.to_owned()), ("other_email", email("oleg"))]),
        ]
    };
    let mut elena = portal.signed_in("elena").await;
    let draft = begin(&mut elena).await;
    for (step, fields) in with(answers(today, None, &[]), managing(&PRIVATE.to_string())).into_iter().take(4) {
        save(&mut elena, &draft, step, &fields).await;
    }
    let wrong = elena.get(&format!("{draft}/steps/other-person?check=1&lang=ru")).await.text_of("main");
    assert!(wrong.contains("организация, а не индивидуальный предприниматель"), "{wrong}");

    let on = today.checked_sub_days(Days::new(2)).unwrap();
    let case = file(&portal, "elena", with(answers(on, None, &[]), managing(&PROPRIETOR.to_string()))).await;
    let preview = accept(&portal, &case).await;
    assert!(preview.contains("Шиманский Олег Петрович (УНП 790123453)"), "{preview}");
    let told = company(&portal, "").await;
    assert_eq!(told["authorised"][0]["unp"], PROPRIETOR.to_string());

    // The powers of the executive body have passed: the manager gives rights, and these end with the powers.
    let mut oleg = portal.signed_in("oleg").await;
    assert_eq!(oleg.get(&format!("/businesses/{COMPANY}/rights")).await.status, 200);
    let given = akno::store::mandates::MandateRow {
        id: "given".to_owned(),
        account_id: "supervisor".to_owned(),
        unp: COMPANY,
        scope: "read".to_owned(),
        valid_from: on,
        valid_to: None,
        granted_by: Some("oleg".to_owned()),
        revoked_at: None,
        created_at: portal.clock.now(),
        authorised: None,
    };
    portal.state.db.write(move |conn| Ok::<_, Failure>(mandates::add(conn, &given)?)).await.unwrap();
    let key = format!("{on}/Шиманский Олег Петрович");
    let ended = file(&portal, "elena", with(answers(today, None, &[]), changed("ended", &key))).await;
    accept(&portal, &ended).await;
    assert!(!may_file(&portal, "oleg").await && may_file(&portal, "elena").await);
    let left = portal.read(move |conn| mandates::allows(conn, "supervisor", COMPANY, Scope::Read, today)).await;
    assert!(!left, "what the manager granted ended with the manager");
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_answers_are_told_at_their_field_and_change_nothing() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = begin(&mut elena).await;
    let huge = "я".repeat(5_000);
    for (step, field, value) in [
        ("whom", "manager_whom", "<script>"),
        ("other-change", "other_change", "stolen"),
        ("other-kind", "other_kind", huge.as_str()),
        ("other-person", "other_unp", "0; DROP TABLE companies"),
        ("other-whose", "other_person", "2020-01-01/Никто"),
    ] {
        save(&mut elena, &draft, "whom", &[("manager_whom", "other".to_owned())]).await;
        let change = if step == "other-whose" { "ended" } else { "appointed" };
        save(&mut elena, &draft, "other-change", &[("other_change", change.to_owned())]).await;
        let saved = save(&mut elena, &draft, step, &[(field, value.to_owned())]).await;
        assert!(saved.status == 303 && saved.location().ends_with("check=1"), "{step}: {}", saved.location());
        let page = elena.get(saved.location()).await;
        assert_eq!(page.status, 200, "{step}");
        assert!(!page.body.contains("<script>\"") && !page.all("[role=alert] a").is_empty(), "{step}");
    }
    let filed = elena.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert!(filed.location().ends_with("/check?check=1"), "{}", filed.location());
    // Somebody else's draft is nobody's business.
    let mut oleg = portal.signed_in("oleg").await;
    assert_eq!(oleg.get(&format!("{draft}/steps/other-person")).await.status, 404);
    assert_eq!(save(&mut oleg, &draft, "whom", &[("manager_whom", "head".to_owned())]).await.status, 404);
}
