//! People: inviting, roles and offices, locking, sessions; each change recorded, and put back.

use super::{lock, post, seen};
use crate::office::{in_hands, row};
use crate::support::portal::{PASSWORD, Portal, email, offices};
use akno::store::{accounts, administration, mails};
use portal::application::Status;

const USERS: &str = "/office/administration/users";

#[tokio::test]
async fn somebody_is_invited_chooses_a_password_and_works() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let form = admin.get(&format!("{USERS}/new?lang=en")).await;
    let id = form.attribute("input[name=id]", "value").unwrap();
    let shklov = offices()[0].to_string();
    let fields = |name: &'static str, email: &'static str, role: &'static str, office: &str, why: &'static str| {
        let pairs =
            [("id", id.as_str()), ("name", name), ("email", email), ("role", role), ("office", office), ("lang", "en")];
        pairs.into_iter().chain([("why", why)]).map(|(n, v)| (n.to_owned(), v.to_owned())).collect::<Vec<_>>()
    };
    let fields_of = |pairs: &[(String, String)]| -> Vec<(String, String)> { pairs.to_vec() };
    for (wrong, field) in [
        (fields("", "new@akno.example", "clerk", &shklov, "x"), "name"),
        (fields("Анна Новая", "no address", "clerk", &shklov, "x"), "email"),
        (fields("Анна Новая", "new@akno.example", "queen", &shklov, "x"), "role"),
        (fields("Анна Новая", "new@akno.example", "clerk", "", "x"), "office"),
        (fields("Анна Новая", "new@akno.example", "clerk", "7000", "x"), "office"),
        (fields("Анна Новая", "new@akno.example", "auditor", &shklov, "x"), "office"),
        (fields("Анна Новая", "new@akno.example", "clerk", "\0", "x"), "office"),
        (fields("Анна Новая", "elena@akno.example", "clerk", &shklov, "x"), "email"),
        (fields("Анна Новая", "new@akno.example", "clerk", &shklov, " "), "why"),
    ] {
        let pairs = fields_of(&wrong);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let answer = admin.post(USERS, &pairs).await;
        assert_eq!(answer.status, 422, "{field}: {}", answer.body);
        assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field}: {}", answer.text_of("main"));
    }
    let pairs = fields("Анна Новая", "New@Akno.example", "clerk", &shklov, "приказ");
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let made = admin.post_and_follow(USERS, &pairs).await;
    assert!(made.text_of("main").contains("new@akno.example"));
    assert_eq!(admin.post(USERS, &pairs).await.status, 303, "sent twice it invites once");
    let letters = portal.read(|conn| mails::newest(conn, 10)).await;
    let letters: Vec<_> = letters.into_iter().filter(|mail| mail.recipient == "new@akno.example").collect();
    assert_eq!(letters.len(), 1);
    let body = &letters[0].body;
    let link = &body[body.find("/password/reset/").unwrap()..];
    let link = link.split_whitespace().next().unwrap();
    let mut anna = portal.client();
    assert_eq!(anna.post("/sign-in", &[("email", "new@akno.example"), ("password", "none")]).await.status, 422);
    assert_eq!(anna.post(link, &[("password", PASSWORD), ("new_password", PASSWORD)]).await.status, 303);
    assert_eq!(anna.post("/sign-in", &[("email", "new@akno.example"), ("password", PASSWORD)]).await.status, 303);
    assert_eq!(anna.get("/office").await.status, 200);
    assert_eq!(admin.post(&format!("{USERS}/{id}/invitation"), &[]).await.status, 409, "a password was chosen");
}

#[tokio::test]
async fn people_are_found_by_parts_of_names_roles_and_offices() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let all = admin.get(USERS).await;
    assert!(all.text_of("main").contains("Ирина Быкова") && !all.text_of("main").contains("Елена Ковалёва"));
    for (query, found) in [
        ("q=%D0%B1%D1%8B%D0%BA%D0%BE%D0%B2%D0%B0", "Ирина Быкова"),
        ("q=elena@", "Елена Ковалёва"),
        ("role=auditor", "Яков Шевчук"),
        (format!("office={}&role=supervisor", offices()[0]).as_str(), "Алла Дрозд"),
    ] {
        let page = admin.get(&format!("{USERS}?{query}")).await;
        let people = page.all("tbody tr");
        assert_eq!(people.len(), 1, "{query}: {people:?}");
        assert!(people[0].contains(found), "{query}: {people:?}");
    }
    for nothing in ["q=%25", "q=%00%00zzz", "role=queen&q=%5F%5F%5F", "locked=on", "office=999"] {
        let page = admin.get(&format!("{USERS}?{nothing}")).await;
        assert_eq!((page.status, page.all("tbody tr a").len()), (200, 0), "{nothing}");
    }
    let first = admin.get(&format!("{USERS}?after=supervisor")).await;
    assert!(!first.text_of("main").contains("Алла Дрозд") && first.text_of("main").contains("Ирина Быкова"));
}

#[tokio::test]
async fn another_role_counts_at_once_and_cases_go_back_to_the_queue() {
    let portal = Portal::start().await;
    let (case, _, mut clerk) = in_hands(&portal).await;
    let mut admin = portal.signed_in("admin").await;
    let leninsky = offices()[1].to_string();
    assert_eq!(clerk.get(&format!("/office/cases/{case}")).await.status, 200);
    assert_eq!(post(&mut admin, "clerk0", "clerk", &leninsky).await.status, 303);
    assert_eq!(clerk.get(&format!("/office/cases/{case}")).await.status, 404);
    let freed = row(&portal, &case).await;
    assert_eq!((freed.status(), freed.clerk), (Status::Filed, None), "nothing is overlooked");
    let page = admin.get("/office/administration/changes?lang=en").await;
    let said = page.text_of("tbody tr");
    assert!(
        said.contains("Галина Астапенко") && said.contains("Ирина Быкова") && said.contains("приказ № 7"),
        "{said}"
    );
    // Put back: a change of its own.
    let change = page.attribute("tbody tr a", "href").unwrap();
    let shown = admin.get(&change).await;
    let (seen, why) = (seen(&shown), ("why", "не тот"));
    assert_eq!(admin.post(&change, &[("seen", &seen), ("why", "")]).await.status, 422);
    assert_eq!(admin.post(&change, &[("seen", &seen), why]).await.status, 303);
    assert_eq!(admin.post(&change, &[("seen", &seen), why]).await.status, 303, "twice is once");
    assert_eq!(clerk.get(&format!("/office/cases/{case}")).await.status, 200);
    let changes = portal.read(|conn| administration::since(conn, "user", "clerk0", 0)).await;
    assert_eq!(changes.iter().map(|(row, _)| row.revision).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(changes[0].0.reverts.as_deref(), Some(changes[1].0.id.as_str()));
    assert_eq!(portal.read(administration::version).await, 3, "two changes and one that was there already");
}

#[tokio::test]
async fn the_second_of_two_administrators_is_told_what_the_first_changed() {
    let portal = Portal::start().await;
    let (mut one, mut two) = (portal.signed_in("admin").await, portal.signed_in("admin2").await);
    let path = format!("{USERS}/clerk0");
    let old = seen(&two.get(&path).await);
    let shklov = offices()[0].to_string();
    assert_eq!(post(&mut one, "clerk0", "supervisor", &shklov).await.status, 303);
    let fields = [("seen", old.as_str()), ("role", "editor"), ("office", &shklov), ("why", "моя причина")];
    let told = two.post(&format!("{path}/post?lang=en"), &fields).await;
    assert_eq!(told.status, 422);
    assert!(told.text_of("main").contains("Clerk → Supervisor"), "{}", told.text_of("main"));
    assert!(told.body.contains("моя причина"), "nothing typed is lost");
    let fresh = seen(&told);
    let fields = [("seen", fresh.as_str()), ("role", "editor"), ("office", &shklov), ("why", "моя причина")];
    assert_eq!(two.post(&format!("{path}/post"), &fields).await.status, 303);
    let account = portal.read(|conn| accounts::by_id(conn, "clerk0")).await.unwrap();
    assert_eq!(account.role, "editor");
}

#[tokio::test]
async fn whoever_is_locked_is_out_at_once_and_in_again_once_unlocked() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(lock(&mut admin, "clerk0", "on").await.status, 303);
    assert_eq!(clerk.get("/office").await.status, 303, "the session has ended");
    let credentials = [("email", email("clerk0")), ("password", PASSWORD.to_owned())];
    let credentials: Vec<(&str, &str)> = credentials.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(clerk.post("/sign-in", &credentials).await.status, 422);
    assert_eq!(lock(&mut admin, "clerk0", "").await.status, 303);
    assert_eq!(clerk.post("/sign-in", &credentials).await.status, 303);
    assert_eq!(admin.post(&format!("{USERS}/clerk0/sessions"), &[]).await.status, 303);
    assert_eq!(clerk.get("/office").await.status, 303, "all sessions have ended");
    let letters = portal.read(|conn| mails::newest(conn, 10)).await;
    assert_eq!(letters.iter().filter(|mail| mail.recipient == email("clerk0")).count(), 2);
    let mut admin = portal.signed_in("admin").await;
    assert_eq!(lock(&mut admin, "clerk1", "on").await.status, 303);
    assert!(admin.get(&format!("{USERS}?locked=on")).await.text_of("tbody").contains("Павел Цвирко"));
}

#[tokio::test]
async fn a_lock_ends_a_change_of_address_that_waits() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let mut clerk = portal.signed_in("clerk0").await;
    let asked = clerk.post("/account/email", &[("email", "other@akno.example"), ("old_password", PASSWORD)]).await;
    assert_eq!(asked.location(), "/account/email?sent=yes");
    let letters = portal.read(|conn| mails::newest(conn, 10)).await;
    let body = &letters.iter().find(|mail| mail.recipient == "other@akno.example").unwrap().body;
    let link = body[body.find("/account/email/").unwrap()..].split_whitespace().next().unwrap();
    assert_eq!(portal.client().get(link).await.status, 200);
    for locked in ["on", ""] {
        assert_eq!(lock(&mut admin, "clerk0", locked).await.status, 303);
    }
    let mut anyone = portal.client();
    assert_eq!((anyone.get(link).await.status, anyone.post(link, &[]).await.status), (404, 404));
    let account = portal.read(|conn| accounts::by_id(conn, "clerk0")).await.unwrap();
    assert_eq!(account.email, email("clerk0"));
}

#[tokio::test]
async fn nobody_locks_themselves_out_and_one_administrator_is_always_left() {
    let portal = Portal::start().await;
    let (mut one, mut two) = (portal.signed_in("admin").await, portal.signed_in("admin2").await);
    let own = |who: &str| format!("{USERS}/{who}/lock");
    let fields = [("seen", "0"), ("locked", "on"), ("lock_why", "x")];
    assert_eq!(one.post(&own("admin"), &fields).await.status, 422);
    let post = [("seen", "0"), ("role", "auditor"), ("office", ""), ("why", "x")];
    assert_eq!(one.post(&format!("{USERS}/admin/post"), &post).await.status, 422);
    // Each takes the other's role away at the same moment: one of them is first.
    let (of_one, of_two) = (own("admin2"), own("admin"));
    let (first, second) = tokio::join!(one.post(&of_one, &fields), two.post(&of_two, &fields));
    let changed = [&first, &second].iter().filter(|answer| answer.status == 303).count();
    assert_eq!(changed, 1, "{} {}", first.status, second.status);
    let left = portal.read(|conn| accounts::active(conn, accounts::Role::Administrator)).await;
    assert_eq!(left, 1);
}
