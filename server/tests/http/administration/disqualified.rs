//! The list of persons barred from leading: entered one by one or from a file, taken off, put back; compared with those
//! whom a case names, and shown to nobody who needs it not.

use super::seen;
use crate::founding;
use crate::office::{decide, manager, row, take};
use crate::support::client::{Answer, Client};
use crate::support::portal::Portal;
use akno::store::disqualified as store;

const LIST: &str = "/office/administration/disqualified";
const HEAD: &str = "ФИО;дата рождения;личный номер;с;по;акт\n";

fn person<'a>(name: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("name", name),
        ("from_day", "1"),
        ("from_month", "2"),
        ("from_year", "2026"),
        ("act", "Экономический суд, дело 5"),
        ("why", "письмо суда"),
    ];
    let kept = all.into_iter().filter(|(field, _)| !more.iter().any(|(other, _)| other == field));
    kept.chain(more.iter().copied()).collect()
}

async fn send(admin: &mut Client, content: &str, why: &str) -> Answer {
    let batch = "0191c0de-0000-7000-8000-000000000001";
    let mut body = Vec::new();
    for (name, value) in [("batch", batch), ("file_why", why)] {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
    }
    body.extend(b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n".as_slice());
    body.extend(content.as_bytes());
    body.extend(b"\r\n--x--\r\n".as_slice());
    admin.send("POST", &format!("{LIST}/file"), Some("multipart/form-data; boundary=x"), body).await
}

async fn count(portal: &Portal) -> usize {
    portal.read(|conn| store::listed(conn, "", None, 1000)).await.len()
}

#[tokio::test]
async fn somebody_is_entered_once_taken_off_and_put_back() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let id = admin.get(LIST).await.attribute("input[name=id]", "value").unwrap();
    for (field, value) in [
        ("name", "Иванов"),
        ("from_month", "13"),
        ("act", " "),
        ("why", ""),
        ("number", "123"),
        ("born_day", "1"),
        ("until_year", "2025"),
    ] {
        let wrong = person("Иванов Иван Иванович", &[(field, value)]);
        assert_eq!(admin.post(LIST, &wrong).await.status, 422, "{field}");
    }
    for _ in 0..2 {
        let answer =
            admin.post(LIST, &person("Иванов Иван Иванович", &[("id", &id), ("number", "0000000a000рв2")])).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    assert_eq!(count(&portal).await, 1, "sent twice they are entered once");
    let same = admin.post(LIST, &person("ИВАНОВ Иван Иванович", &[("number", "0000000A000PB2")])).await;
    assert_eq!(same.status, 422, "in the same words they are there already");
    let rows = portal.read(|conn| store::listed(conn, "", None, 10)).await;
    assert!(!format!("{rows:?}").contains("0000000A"), "the number itself is not kept");
    let path = format!("{LIST}/{}", rows[0].id);
    let number = seen(&admin.get(&path).await);
    assert_eq!(admin.post(&path, &[("seen", &number), ("why", "")]).await.status, 422);
    assert_eq!(admin.post(&path, &[("seen", &number), ("why", "отменено")]).await.status, 303);
    assert_eq!(count(&portal).await, 0);
    let changes = admin.get("/office/administration/changes?kind=disqualified").await;
    assert!(!changes.body.contains("Иванов"), "the history holds no names");
    let change = changes.attribute("tbody a", "href").unwrap();
    let number = seen(&admin.get(&change).await);
    assert_eq!(admin.post(&change, &[("seen", &number), ("why", "ошибка")]).await.status, 303);
    assert_eq!(count(&portal).await, 1);
    let mut auditor = portal.signed_in("auditor").await;
    let list = auditor.get(LIST).await;
    assert!(list.status == 200 && !list.body.contains("Иванов") && list.body.contains("И. И. И."), "{}", list.body);
    assert_eq!(auditor.get(&path).await.status, 404);
    for who in ["clerk0", "supervisor", "regional", "elena"] {
        let mut other = portal.signed_in(who).await;
        assert_eq!(other.get(LIST).await.status, 404, "{who}");
    }
}

#[tokio::test]
async fn a_file_is_entered_whole_or_not_at_all_and_its_faults_name_their_lines() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let wrong = format!("{HEAD}Иванов Иван;;;01.02.2026;;Суд\nПетров;;;01.02.2026;;Суд\nСидоров Пётр;;;;;Суд\n");
    let told = send(&mut admin, &wrong, "письмо").await;
    assert_eq!(told.status, 422);
    for line in ["Строка 3:", "Строка 4:"] {
        assert!(told.text_of("main").contains(line), "{line}: {}", told.text_of("main"));
    }
    assert_eq!(count(&portal).await, 0);
    for bad in ["", "%PDF-1.7", "имя;с\nИванов Иван;01.02.2026", HEAD] {
        assert_eq!(send(&mut admin, bad, "письмо").await.status, 422, "{bad}");
    }
    let large = send(&mut admin, &"x".repeat(3 * 1024 * 1024), "письмо").await;
    assert_eq!(large.status, 413);
    assert!(large.text_of("#file-error").contains("2 МБ"), "the limit is told at the field: {}", large.body);
    // The reason stands before the file in the form, and so is read before it.
    let batch = large.attribute("input[name=batch]", "value");
    assert_eq!(batch.as_deref(), Some("0191c0de-0000-7000-8000-000000000001"));
    assert_eq!(large.text_of("textarea[name=file_why]").trim(), "письмо", "{}", large.body);
    let place = |name: &str| large.body.find(&format!("name=\"{name}\"")).unwrap();
    assert!(place("file_why") < place("file"), "{}", large.body);
    let good = format!("{HEAD}Иванов Иван;07.03.1980;;01.02.2026;;Суд\nПетров Пётр;;;01.02.2026;31.12.2028;Суд\n");
    assert_eq!(send(&mut admin, &good, "").await.status, 422);
    for _ in 0..2 {
        assert_eq!(send(&mut admin, &good, "письмо").await.status, 303);
    }
    assert_eq!(count(&portal).await, 2);
    let change =
        admin.get("/office/administration/changes?kind=disqualified").await.attribute("tbody a", "href").unwrap();
    let number = seen(&admin.get(&change).await);
    assert_eq!(admin.post(&change, &[("seen", &number), ("why", "не тот файл")]).await.status, 303);
    assert_eq!(count(&portal).await, 0, "the whole file is taken back");
}

#[tokio::test]
async fn a_name_on_the_list_asks_the_clerk_to_look_and_says_nothing_to_the_applicant() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let mut elena = portal.signed_in("elena").await;
    let name = "Шиманский Олег Петрович";
    let head = [
        ("manager_change", "appointed"),
        ("manager_name", name),
        ("manager_post", "директор"),
        ("manager_email", "oleg@akno.example"),
    ];
    let case = manager::file(&portal, "elena", portal.clock.today(), &head).await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &case).await.status, 303);
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    assert!(page.body.contains("Nobody named in it is on the list"), "{}", page.text_of("main"));
    let born = [("born_day", "7"), ("born_month", "3"), ("born_year", "1980")];
    assert_eq!(admin.post(LIST, &person(&name.to_uppercase(), &born)).await.status, 303);
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    let text = page.text_of("main");
    assert!(text.contains("Somebody of this name is barred") && text.contains("7 March 1980"), "{text}");
    let mut auditor = portal.signed_in("auditor").await;
    let seen = auditor.get(&format!("/office/cases/{case}?lang=en")).await;
    assert!(
        seen.body.contains("is barred") && !seen.body.contains("1980"),
        "whoever decides nothing needs no birth date"
    );
    assert!(!elena.get(&format!("/applications/{case}?lang=en")).await.body.contains("barred"));
    // A name alone does not stop it: the clerk compares.
    assert_eq!(decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_personal_number_on_the_list_stops_the_case_and_another_number_clears_the_name() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let mut elena = portal.signed_in("elena").await;
    let slug = "registration-sole-proprietor";
    let case = founding::file(&mut elena, slug, founding::sole_proprietor::answers("0000000A000PB2")).await;
    let other = founding::file(&mut elena, slug, founding::sole_proprietor::answers("3140583A012PB7")).await;
    // Entered after it was filed, under another spelling of the name.
    let entry = person("Ковалева Е. П.", &[("number", "0000000A000PB2")]);
    assert_eq!(admin.post(LIST, &entry).await.status, 303);
    let namesake = person("Ковалёва Елена Петровна", &[("number", "0000000A000PB2"), ("from_day", "2")]);
    assert_eq!(admin.post(LIST, &namesake).await.status, 303);
    let mut clerk = portal.signed_in("clerk0").await;
    for case in [&case, &other] {
        assert_eq!(take(&mut clerk, case).await.status, 303);
    }
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    assert!(page.text_of("main").contains("the personal number is the same"), "{}", page.text_of("main"));
    let stopped = decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    assert_eq!(stopped.status, 422, "{}", stopped.body);
    assert!(stopped.body.contains("Экономический суд, дело 5"));
    assert_eq!(row(&portal, &case).await.status, "in_review");
    let page = clerk.get(&format!("/office/cases/{other}?lang=en")).await;
    assert!(page.text_of("main").contains("Nobody named in it is on the list"), "another number is another person");
    assert_eq!(decide(&portal, &mut clerk, &other, &[("outcome", "accept")]).await.status, 303);
}
