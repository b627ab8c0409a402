//! Questions to the owner of a set: asked by anybody, answered by the council's editors, shown only then.

use crate::support::client::{Answer, Client};
use crate::support::portal::{Portal, offices};
use akno::failure::Failure;
use akno::publishing::publish;
use akno::store::data_questions::{self, QuestionRow};
use akno::store::mails::{self, MailRow};
use akno::store::schema::data_questions as table;
use akno::store::{AnyConn, new_id};
use chrono::Duration;
use diesel::prelude::*;

const READER: &str = "reader@akno.example";

/// A portal with the councils' sets; a set of the editors' council.
async fn with_sets() -> (Portal, String) {
    let portal = Portal::start().await;
    publish(&portal.state.db, &portal.clock, &portal.var_dir, true).await.unwrap();
    let office = offices()[0];
    let sets = portal.read(move |conn| akno::store::data_sets::of_owner(conn, office)).await;
    let set = sets.into_iter().find(|set| set.kind == "council").expect("the council has a set").id;
    (portal, set)
}

async fn ask(client: &mut Client, set: &str, fields: &[(&str, &str)]) -> Answer {
    let page = client.get(&format!("/data/{set}/question")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let id = page.attribute("input[name=id]", "value").unwrap();
    let mut all = vec![("id", id.as_str())];
    all.extend(fields);
    client.post(&format!("/data/{set}/question"), &all).await
}

async fn open(portal: &Portal) -> Vec<QuestionRow> {
    let office = offices()[0];
    portal.read(move |conn| data_questions::open_of_office(conn, office, 100)).await
}

/// All mails to somebody, the newest first.
async fn mails(portal: &Portal, to: &str) -> Vec<MailRow> {
    portal.work_done().await;
    let all = portal.read(|conn| mails::newest(conn, 200)).await;
    all.into_iter().filter(|mail| mail.recipient == to).collect()
}

async fn answer(editor: &mut Client, id: &str, words: &str) -> Answer {
    let page = editor.get(&format!("/office/data/questions/{id}")).await;
    let seen = page.attribute("input[name=revision]", "value").unwrap_or_else(|| panic!("{}", page.body));
    editor.post(&format!("/office/data/questions/{id}/answer"), &[("revision", &seen), ("words", words)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_shown_once_it_is_answered_and_hostile_text_stays_text() {
    let (portal, set) = with_sets().await;
    let (mut anyone, mut editor) = (portal.client(), portal.signed_in("editor").await);
    let page = anyone.get(&format!("/data/{set}?lang=ru")).await;
    assert!(page.body.contains(&format!("href=\"/data/{set}/question\"")), "{}", page.body);
    let words = "Почему <script>alert(1)</script>\u{202e} в строке 3?\r\nСпасибо";
    let asked = ask(&mut anyone, &set, &[("words", words), ("first_name", "Анна")]).await;
    assert_eq!((asked.status, asked.location()), (303, "/questions/asked"), "{}", asked.body);
    assert_eq!(anyone.get("/questions/asked").await.status, 200);
    assert!(!anyone.get(&format!("/data/{set}")).await.body.contains("строке 3"), "nothing is shown before the answer");
    assert_eq!(mails(&portal, "editor@akno.example").await.len(), 1, "the editors are told");
    let id = open(&portal).await[0].id.clone();
    let list = editor.get("/office/data").await;
    assert!(list.body.contains(&format!("/office/data/questions/{id}")), "{}", list.body);
    let question = editor.get(&format!("/office/data/questions/{id}")).await;
    assert!(question.body.contains("&lt;script&gt;alert(1)&lt;/script&gt; в строке 3?"), "{}", question.body);
    let empty = answer(&mut editor, &id, " \u{7} ").await;
    assert_eq!(empty.status, 422);
    let done = answer(&mut editor, &id, "Это <b>опечатка</b>.").await;
    assert_eq!(done.status, 303, "{}", done.body);
    let page = anyone.get(&format!("/data/{set}?lang=ru")).await;
    for told in ["Анна", "&lt;script&gt;alert(1)", "Это &lt;b&gt;опечатка&lt;/b&gt;."] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    assert!(!page.body.contains("<script>alert"));
    // An answer can be corrected; the list says that it is given.
    assert_eq!(answer(&mut editor, &id, "Исправлено.").await.status, 303);
    let page = anyone.get(&format!("/data/{set}")).await;
    assert!(page.body.contains("Исправлено.") && !page.body.contains("опечатка"));
    assert!(open(&portal).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_asked_first_told_once_and_forgotten() {
    let (portal, set) = with_sets().await;
    let (mut anyone, mut editor) = (portal.client(), portal.signed_in("editor").await);
    let fields = [("words", "Когда обновится?"), ("email", " Reader@Akno.example "), ("first_name", "")];
    let asked = ask(&mut anyone, &set, &fields).await;
    assert_eq!((asked.status, asked.location()), (303, "/questions/mailed"), "{}", asked.body);
    assert_eq!(anyone.get("/questions/mailed").await.status, 200);
    assert!(open(&portal).await.is_empty(), "it comes before nobody until the address is confirmed");
    assert!(mails(&portal, "editor@akno.example").await.is_empty());
    let mail = mails(&portal, READER).await.remove(0);
    assert!(!mail.body.contains("Когда обновится"), "nobody is sent another's text: {}", mail.body);
    let url = mail.body.split_whitespace().find(|word| word.ends_with("/confirm")).unwrap();
    let path = url.strip_prefix(&portal.state.config.public_url).unwrap().to_owned();
    assert_eq!(anyone.get(&path).await.status, 200);
    assert!(open(&portal).await.is_empty(), "opening the link confirms nothing");
    for _ in 0..2 {
        assert_eq!(anyone.post(&path, &[]).await.status, 200);
    }
    let id = open(&portal).await[0].id.clone();
    assert_eq!(mails(&portal, "editor@akno.example").await.len(), 1, "pressed twice it is asked once");
    assert_eq!(answer(&mut editor, &id, "Завтра.").await.status, 303);
    assert_eq!(answer(&mut editor, &id, "Послезавтра.").await.status, 303);
    let told = mails(&portal, READER).await;
    assert_eq!(told.len(), 2, "a correction is no second mail: {told:?}");
    assert!(told[0].body.contains("Завтра.") && told[0].body.contains(&format!("/data/{set}#question-{id}")));
    let wanted = id.clone();
    let row = portal.read(move |conn| data_questions::find(conn, &wanted)).await.unwrap();
    assert_eq!(row.email, None, "the address is forgotten");
    let page = anyone.get(&format!("/data/{set}")).await;
    assert!(!page.body.to_lowercase().contains(READER), "{}", page.body);
    // A link that is none, and one that is too old: what was not confirmed goes.
    assert_eq!(anyone.post("/questions/00000000000000000000000000/confirm", &[]).await.status, 404);
    ask(&mut anyone, &set, &[("words", "Ещё?"), ("email", READER)]).await;
    let mail = mails(&portal, READER).await.remove(0);
    let url = mail.body.split_whitespace().find(|word| word.ends_with("/confirm")).unwrap();
    let path = url.strip_prefix(&portal.state.config.public_url).unwrap().to_owned();
    portal.clock.advance(Duration::hours(25));
    assert_eq!(anyone.post(&path, &[]).await.status, 404);
    let now = portal.clock.now();
    let swept = portal.state.db.write(move |conn: &mut AnyConn| Ok::<_, Failure>(data_questions::sweep(conn, now)?));
    // The portal's own worker may have been there before.
    assert!(swept.await.unwrap() <= 1);
    let left = |conn: &mut AnyConn| table::table.filter(table::email.eq(READER)).count().get_result::<i64>(conn);
    assert_eq!(portal.read(left).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn faults_stand_at_their_fields_and_nothing_typed_is_lost() {
    let (portal, set) = with_sets().await;
    let mut anyone = portal.client();
    for (field, value) in [
        ("words", "  \u{0} \u{202e}"),
        ("words", "Пишите на me@mail.example"),
        ("words", "Звоните +375 29 123-45-67"),
        ("first_name", "Анна Петрова"),
        ("first_name", "<b>"),
        ("email", "no address"),
    ] {
        let mut fields = vec![("words", "Вопрос?"), ("first_name", "Анна"), ("email", "")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let refused = ask(&mut anyone, &set, &fields).await;
        assert_eq!(refused.status, 422, "{field} {value}");
        let at_field = refused.all(&format!("#error-summary a[href='#{field}']"));
        assert_eq!(at_field.len(), 1, "{field} {value}: {}", refused.body);
        if field != "first_name" {
            assert_eq!(refused.attribute("#first_name", "value").as_deref(), Some("Анна"));
        }
    }
    let long = "ў".repeat(1_001);
    assert_eq!(ask(&mut anyone, &set, &[("words", &long)]).await.status, 422);
    let path = format!("/data/{set}/question");
    assert!(anyone.post(&path, &[("words", &"x".repeat(5_000_000))]).await.status >= 400);
    assert_eq!(anyone.post(&path, &[]).await.status, 422);
    assert_eq!(anyone.post(&path, &[("words", "?"), ("id", "' OR 1=1")]).await.status, 303);
    assert!(open(&portal).await.iter().all(|row| row.question == "?"));
    // Nobody answers for the register's own sets here: the passport's address is told.
    assert_eq!(anyone.get("/data/entities/question").await.status, 404);
    assert_eq!(anyone.post("/data/entities/question", &[("words", "?")]).await.status, 404);
    assert_eq!(anyone.get("/data/no-such-set/question").await.status, 404);
    assert!(anyone.get("/data/entities").await.body.contains("mailto:"));
}

#[tokio::test(flavor = "multi_thread")]
async fn sent_twice_it_is_asked_once_and_many_are_slowed() {
    let (portal, set) = with_sets().await;
    let (anyone, path) = (portal.client(), format!("/data/{set}/question"));
    let id = new_id();
    let fields = [("id", id.as_str()), ("words", "Один?")];
    let (mut one, mut other) = (anyone.clone(), anyone.clone());
    let (first, second) = tokio::join!(one.post(&path, &fields), other.post(&path, &fields));
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(open(&portal).await.len(), 1);
    let mut statuses = Vec::new();
    for n in 0..8 {
        let fields = [("words", format!("Вопрос {n}"))];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = one.post(&path, &fields).await;
        if answer.status == 429 {
            assert!(answer.header("retry-after").is_some());
            assert!(answer.body.contains(&format!("Вопрос {n}")), "what was typed is there");
        }
        statuses.push(answer.status);
    }
    assert!(statuses.contains(&303) && statuses.ends_with(&[429]), "{statuses:?}");
    assert!(open(&portal).await.len() <= 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_hidden_for_a_reason_and_others_editors_see_nothing() {
    let (portal, set) = with_sets().await;
    let (mut anyone, mut editor) = (portal.client(), portal.signed_in("editor").await);
    ask(&mut anyone, &set, &[("words", "Купите слона"), ("email", READER)]).await;
    let mail = mails(&portal, READER).await.remove(0);
    let url = mail.body.split_whitespace().find(|word| word.ends_with("/confirm")).unwrap();
    let link = url.strip_prefix(&portal.state.config.public_url).unwrap().to_owned();
    anyone.post(&link, &[]).await;
    let id = open(&portal).await[0].id.clone();
    let path = format!("/office/data/questions/{id}");
    // Fifteen days are to answer; then it is marked. Sessions have ended by then.
    assert!(!editor.get(&format!("{path}?lang=ru")).await.body.contains("Просрочен"));
    portal.clock.advance(Duration::days(16));
    let (mut editor, mut second) = (portal.signed_in("editor").await, portal.signed_in("editor2").await);
    assert!(editor.get(&format!("{path}?lang=ru")).await.body.contains("Просрочен"));
    assert!(editor.get("/office/data?lang=ru").await.body.contains("Просрочен"));
    // Only the council's own editors answer; its supervisor reads.
    let mut supervisor = portal.signed_in("supervisor").await;
    assert_eq!(supervisor.get(&path).await.status, 200);
    for way in ["answer", "hiding"] {
        let sent = supervisor.post(&format!("{path}/{way}"), &[("revision", "2"), ("words", "x")]).await;
        assert_eq!(sent.status, 404);
    }
    for who in ["clerk1", "elena"] {
        assert_eq!(portal.signed_in(who).await.get(&path).await.status, 404);
    }
    assert_eq!(anyone.get(&path).await.status, 303);
    // Two at once: the second is told, and what was typed is there.
    let seen = editor.get(&path).await.attribute("input[name=revision]", "value").unwrap();
    let none = editor.post(&format!("{path}/hiding"), &[("revision", &seen), ("reason", "because")]).await;
    assert_eq!(none.status, 422);
    let hidden = editor.post(&format!("{path}/hiding"), &[("revision", &seen), ("reason", "abuse")]).await;
    assert_eq!(hidden.status, 303, "{}", hidden.body);
    let late = second.post(&format!("{path}/answer"), &[("revision", &seen), ("words", "Слонов нет")]).await;
    assert_eq!(late.status, 409);
    let told = mails(&portal, READER).await;
    assert_eq!(told.len(), 2);
    assert!(told[0].body.contains("реклама"), "{}", told[0].body);
    assert!(!anyone.get(&format!("/data/{set}")).await.body.contains("слона"));
    assert!(editor.get("/office/data?lang=ru").await.body.contains("Оскорбления или реклама"));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_answers_the_second_stands_in_the_form_beside_the_first() {
    let (portal, set) = with_sets().await;
    let (mut anyone, mut editor) = (portal.client(), portal.signed_in("editor").await);
    let mut second = portal.signed_in("editor2").await;
    ask(&mut anyone, &set, &[("words", "Сколько?")]).await;
    let id = open(&portal).await[0].id.clone();
    let path = format!("/office/data/questions/{id}");
    let seen = second.get(&path).await.attribute("input[name=revision]", "value").unwrap();
    assert_eq!(answer(&mut editor, &id, "Семь.").await.status, 303);
    let sent = [("revision", seen.as_str()), ("words", "Восемь.")];
    let late = second.post(&format!("{path}/answer"), &sent).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("Семь.") && late.text_of("textarea").contains("Восемь."), "{}", late.body);
    let now = late.attribute("input[name=revision]", "value").unwrap();
    let sent = [("revision", now.as_str()), ("words", "Восемь.")];
    assert_eq!(second.post(&format!("{path}/answer"), &sent).await.status, 303);
    assert!(anyone.get(&format!("/data/{set}")).await.body.contains("Восемь."));
}
