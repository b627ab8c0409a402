//! The words of letters: a supervisor's, an administrator's, their versions, and with which of them a letter is made.

use super::{decide, give_back, in_hands, pin};
use crate::administration::seen;
use crate::support::client::{Answer, Client};
use crate::support::pdf::text;
use crate::support::portal::Portal;
use akno::store::documents;

const REFUSED: &str = "/office/letters/refused";
const PORTALS: &str = "/office/administration/letters/refused";

/// Sends the form with what its page had before it.
async fn send(client: &mut Client, path: &str, what: &str, fields: &[(&str, &str)]) -> Answer {
    let number = seen(&client.get(path).await);
    let mut all = vec![("do", what), ("seen", number.as_str()), ("preview_lang", "ru")];
    all.extend(fields);
    client.post(path, &all).await
}

async fn save(client: &mut Client, path: &str, fields: &[(&str, &str)]) {
    let mut all = vec![("why", "приказ № 7")];
    all.extend(fields);
    let answer = send(client, path, "save", &all).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// The text of the newest letter of a case, as the applicant gets it.
async fn letter(portal: &Portal, elena: &mut Client, id: &str) -> String {
    portal.work_done().await;
    let case = id.to_owned();
    let found = portal.read(move |conn| documents::of_application(conn, &case)).await;
    let last = found.iter().rfind(|document| document.kind != "receipt").unwrap();
    let answer = elena.get(&format!("/applications/{id}/documents/{}", last.id)).await;
    assert_eq!(answer.header("content-type"), Some("application/pdf"), "{}", answer.body);
    squeezed(&text(&answer.bytes))
}

/// Without spaces: the reader of the PDF parts words at marks and lines.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

async fn refuse(portal: &Portal, clerk: &mut Client, id: &str) {
    let fields = [("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "Нет доверенности")];
    assert_eq!(decide(portal, clerk, id, &fields).await.status, 303);
}

#[tokio::test]
async fn a_letter_has_the_words_of_its_office_and_all_that_the_law_demands() {
    let portal = Portal::start().await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let opening = "Уважаемый заявитель {company}! <b>#set page(fill: red)</b>";
    let fields = [("opening_ru", opening), ("next_ru", "Причины: {reasons}.\n\nПриходите до {deadline}, {clerk}.")];
    save(&mut supervisor, REFUSED, &fields).await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    refuse(&portal, &mut clerk, &id).await;
    let said = letter(&portal, &mut elena, &id).await;
    for words in [
        "Уважаемый заявитель Общество с ограниченной ответственностью \"Ёлка-Ўсход\"! <b>#set page(fill: red)</b>",
        "Причины: Подало лицо, которое не вправе действовать от имени организации.",
        "Ирина Быкова.",
        "С уважением, Шкловский районный исполнительный комитет",
        // The law's.
        "принято решение отказать",
        "Основание: Декрет",
        "Решение можно обжаловать",
        "Нет доверенности",
    ] {
        assert!(said.contains(&squeezed(words)), "{words} in {said}");
    }
    assert!(!said.contains('{'), "{said}");
    let page = supervisor.get(&format!("{REFUSED}?lang=en")).await;
    assert!(page.all("tbody tr").last().unwrap().contains("приказ № 7"), "{}", page.body);
    assert!(page.all("tbody td:last-child").contains(&"1".to_owned()), "one letter was made with it");
}

#[tokio::test]
async fn a_letter_keeps_the_version_that_held_when_it_was_decided() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    save(&mut supervisor, REFUSED, &[("opening_ru", "Первые слова")]).await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    refuse(&portal, &mut clerk, &id).await;
    // The letter is not typeset yet.
    save(&mut supervisor, REFUSED, &[("opening_ru", "Вторые слова")]).await;
    let case = id.clone();
    let ordered = portal.read(move |conn| documents::of_application(conn, &case)).await;
    let ordered = ordered.into_iter().find(|document| document.kind == "decision").unwrap();
    assert!(ordered.bytes.is_none());
    akno::jobs::document::run(&portal.state, &ordered.id).await.unwrap();
    let made = portal.read(move |conn| documents::find(conn, &ordered.id)).await.unwrap();
    let said = text(&made.bytes.unwrap());
    assert!(said.contains("Первые слова") && !said.contains("Вторые"), "{said}");
}

#[tokio::test]
async fn what_an_office_leaves_empty_is_the_portals_and_one_procedure_may_have_its_own() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    let mut supervisor = portal.signed_in("supervisor").await;
    save(&mut admin, PORTALS, &[("opening_ru", "Общее вступление"), ("closing_ru", "Общее заключение")]).await;
    save(&mut supervisor, REFUSED, &[("opening_ru", "Вступление органа")]).await;
    save(&mut supervisor, &format!("{REFUSED}?procedure=change-of-location"), &[("next_ru", "Про адрес")]).await;
    save(&mut supervisor, &format!("{REFUSED}?procedure=manager"), &[("next_ru", "Про руководителя")]).await;
    let page = supervisor.get(REFUSED).await;
    assert!(page.body.contains("Общее заключение"), "the form says what stands where it is left empty");
    let list = supervisor.get("/office/letters?lang=en").await;
    assert!(list.text_of("table").contains("Common to all bodies"), "{}", list.text_of("table"));
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    refuse(&portal, &mut clerk, &id).await;
    let said = letter(&portal, &mut elena, &id).await;
    for (words, there) in [
        ("Вступление органа", true),
        ("Общее заключение", true),
        ("Про адрес", true),
        ("Общее вступление", false),
        ("Про руководителя", false),
    ] {
        assert_eq!(said.contains(&squeezed(words)), there, "{words} in {said}");
    }
    // Another office has the portal's.
    let other = portal.signed_in("clerk1").await.get(REFUSED).await;
    assert_eq!(other.status, 404);
}

#[tokio::test]
async fn a_return_has_its_own_words() {
    let portal = Portal::start().await;
    let mut supervisor = portal.signed_in("supervisor").await;
    save(&mut supervisor, "/office/letters/returned", &[("closing_ru", "До встречи, {number}")]).await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &id).await;
    let said = letter(&portal, &mut elena, &id).await;
    assert!(said.contains("Довстречи,") && said.contains(&squeezed("Такого дома нет")), "{said}");
}

#[tokio::test]
async fn places_that_a_letter_does_not_have_are_named_at_their_field_and_nothing_typed_is_lost() {
    let portal = Portal::start().await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let long = "я".repeat(2001);
    for (path, field, typed, says) in [
        (REFUSED, "next_be", "Слова {compny}", "{compny}"),
        (REFUSED, "opening_ru", "Слова {company", "{company"),
        (REFUSED, "closing_en", "Слова company}", "closing bracket"),
        (REFUSED, "closing_en", long.as_str(), "2000"),
        ("/office/letters/accepted", "next_ru", "Слова {reasons}", "{reasons}"),
        // Whoever wrote what is not there sees all that is.
        ("/office/letters/accepted", "next_ru", "Слова {reasons}", "{company}, {unp}, {number}"),
        ("/office/letters/returned", "next_ru", "До {deadline}", "{days_left}, {remarks}"),
        ("/office/letters/accepted", "next_ru", "{approved_name}", "{deadline}, {fee}, {register}"),
        ("/office/letters/accepted?procedure=manager", "next_ru", "{kept_until}", "{kept_until}"),
        ("/office/letters/reopened", "next_ru", "{fee}", "{decided}, {reasons}, {act}, {words}"),
    ] {
        for what in ["save", "preview", "pdf"] {
            let fields = [(field, typed), ("why", "x"), ("opening_be", "Захавана")];
            let mark = if path.contains('?') { '&' } else { '?' };
            let answer = send(&mut supervisor, &format!("{path}{mark}lang=en"), what, &fields).await;
            assert_eq!(answer.status, 422, "{field} {what}");
            let error = answer.text_of(&format!("#{field}-error"));
            assert!(error.contains(says), "{error}");
            assert!(answer.body.contains("Захавана"), "nothing typed is lost");
        }
    }
    let without_why = send(&mut supervisor, REFUSED, "save", &[("opening_ru", "Слова")]).await;
    assert_eq!(without_why.status, 422);
    assert!(supervisor.get(REFUSED).await.all("tbody a").is_empty(), "no version was made");
    assert_eq!(supervisor.get("/office/letters/nothing").await.status, 404);
    assert_eq!(supervisor.get("/office/letters/%00").await.status, 404);
    assert_eq!(supervisor.get(&format!("{REFUSED}?procedure=nothing")).await.status, 404);
    assert_eq!(supervisor.get(&format!("{REFUSED}/versions/1")).await.status, 404);
    assert_eq!(supervisor.get(&format!("{REFUSED}/versions/x")).await.status, 404);
}

#[tokio::test]
async fn the_letter_is_shown_before_it_is_saved_over_the_newest_case_or_an_invented_one() {
    let portal = Portal::start().await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let words = [("opening_ru", "</p><script>alert(1)</script> {company}"), ("opening_be", "Па-беларуску")];
    let invented = send(&mut supervisor, REFUSED, "preview", &words).await;
    assert_eq!(invented.status, 200);
    let shown = invented.text_of("article.sheet");
    assert!(shown.contains("<script>alert(1)</script>") && shown.contains("«Образец»"), "{shown}");
    assert!(!invented.body.contains("<script>alert"));
    assert!(shown.contains("Решение можно обжаловать") && shown.contains("Основание: "), "{shown}");
    let (id, _, mut clerk) = in_hands(&portal).await;
    refuse(&portal, &mut clerk, &id).await;
    portal.work_done().await;
    let real = send(&mut supervisor, REFUSED, "preview", &words).await;
    assert!(real.text_of("article.sheet").contains("Ёлка-Ўсход"), "{}", real.text_of("article.sheet"));
    let mut in_belarusian = words.to_vec();
    in_belarusian.push(("preview_lang", "be"));
    let number = seen(&supervisor.get(REFUSED).await);
    let mut fields = vec![("do", "pdf"), ("seen", number.as_str())];
    fields.extend(in_belarusian);
    let pdf = supervisor.post(REFUSED, &fields).await;
    assert_eq!((pdf.status, pdf.header("content-type")), (200, Some("application/pdf")));
    let said = text(&pdf.bytes);
    assert!(said.contains("Па-беларуску") && said.contains("Прагляд, не ліст"), "{said}");
    assert!(!said.contains("/verify/"), "nobody can take it for a letter");
    // An administrator sees nobody's case.
    let mut admin = portal.signed_in("admin").await;
    let common = send(&mut admin, PORTALS, "preview", &words).await;
    assert!(!common.body.contains("Ёлка") && common.text_of("article.sheet").contains("«Образец»"));
    assert!(admin.get(PORTALS).await.all("tbody a").is_empty(), "a look saves nothing");
}

#[tokio::test]
async fn every_kind_of_letter_can_be_looked_at_in_every_language() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    for kind in portal::letters::KINDS {
        for (lang, procedure) in [("be", ""), ("ru", "?procedure=name-approval"), ("en", "?procedure=liquidation")] {
            let path = format!("/office/administration/letters/{}{procedure}", kind.code);
            let number = seen(&admin.get(&path).await);
            let answer = admin.post(&path, &[("do", "preview"), ("seen", &number), ("preview_lang", lang)]).await;
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
            let shown = answer.text_of("article.sheet");
            for key in ["wording-", "decided-", "field-", "reason-", "{"] {
                assert!(!shown.contains(key), "{key} in {shown}");
            }
        }
    }
}

#[tokio::test]
async fn each_letter_fills_in_every_place_that_it_offers() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    for kind in portal::letters::KINDS {
        for procedure in [None, Some(portal::procedures::Procedure::NameApproval)] {
            let query = procedure.map(|procedure| format!("?procedure={}", procedure.slug())).unwrap_or_default();
            let path = format!("/office/administration/letters/{}{query}", kind.code);
            let places: Vec<&str> = kind.places(procedure).collect();
            let text: String = places.iter().map(|place| format!("[{place}={{{place}}}]")).collect();
            let shown = send(&mut admin, &path, "preview", &[("opening_ru", &text)]).await;
            assert_eq!(shown.status, 200, "{path}: {}", shown.body);
            let sheet = shown.text_of("article.sheet");
            for place in &places {
                assert!(sheet.contains(&format!("[{place}=")), "{place} in {sheet}");
                // The sample has no number of its own, and an office says itself how it is reached.
                let may_be_empty = ["unp", "register", "address", "phone", "act"].contains(place);
                assert_eq!(sheet.contains(&format!("[{place}=]")), may_be_empty, "{path} {place} in {sheet}");
            }
            let offered = shown.text_of("details");
            for place in &places {
                assert!(offered.contains(&format!("{{{place}}}")), "{place} in {offered}");
            }
        }
    }
}

#[tokio::test]
async fn letters_say_what_is_known_when_they_are_made() {
    let portal = Portal::start().await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let words = "[{applicant}|{link}|{days_left}|{remarks}]";
    save(&mut supervisor, "/office/letters/returned", &[("closing_ru", words)]).await;
    save(&mut supervisor, REFUSED, &[("closing_ru", "[{applicant}|{deadline}|{fee}|{words}|{reasons}]")]).await;
    let again = "[{decided}|{reasons}|{act}|{words}|{deadline}]";
    save(&mut supervisor, "/office/letters/reopened", &[("closing_ru", again)]).await;
    let (id, mut elena, mut clerk) = in_hands(&portal).await;
    let due = super::row(&portal, &id).await.due_on.unwrap();
    pin(&mut clerk, &id, "house", "Такого дома нет").await;
    give_back(&portal, &mut clerk, &id).await;
    let said = letter(&portal, &mut elena, &id).await;
    // Filed and returned on the same day: the whole term is left.
    let filed = portal.clock.today();
    let whole = portal.state.terms.days(portal::procedures::Procedure::ChangeOfLocation, "office_days", filed).unwrap();
    let lang = app::l10n::Tr(portal::lang::Lang::Ru);
    let left = lang.ta("working-days", &[("days", i64::from(whole).into())]);
    for words in [format!("|{left}|"), format!("/applications/{id}"), "Дом: Такого дома нет".to_owned()]
    {
        assert!(said.contains(&squeezed(&words)), "{words} in {said}");
    }

    let (id, mut elena, mut clerk) = {
        let id = crate::support::journey::id(
            &crate::support::journey::filed_of(&portal, &mut elena, crate::support::portal::PRIVATE).await,
        );
        assert_eq!(super::take(&mut clerk, &id).await.status, 303);
        (id, elena, clerk)
    };
    refuse(&portal, &mut clerk, &id).await;
    let said = letter(&portal, &mut elena, &id).await;
    let deadline = lang.date(due);
    let words = format!("|{deadline}|Счёт не выставлялся|Нет доверенности|Подало лицо");
    assert!(said.contains(&squeezed(&words)), "{words} in {said}");
    let decided = lang.date(portal.clock.today());
    portal.clock.advance(chrono::Duration::days(7));
    let mut supervisor = portal.signed_in("supervisor").await;
    let revision = super::row(&portal, &id).await.revision.to_string();
    let fields = [("reason", "mistake"), ("words", "Перепутали дела"), ("to", "queue"), ("revision", &revision)];
    assert_eq!(supervisor.post(&format!("/office/cases/{id}/reopening"), &fields).await.status, 303);
    let mut elena = portal.signed_in("elena").await;
    let said = letter(&portal, &mut elena, &id).await;
    let due = lang.date(super::row(&portal, &id).await.due_on.unwrap());
    for words in [format!("[{decided}|"), format!("|Перепутали дела|{due}]")] {
        assert!(said.contains(&squeezed(&words)), "{words} in {said}");
    }
}

#[tokio::test]
async fn a_letter_tells_the_term_that_held_when_it_was_decided_however_late_it_is_typeset() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut supervisor = portal.signed_in("supervisor").await;
    save(&mut supervisor, REFUSED, &[("opening_ru", "Срок был до {deadline}!")]).await;
    let (id, _, mut clerk) = in_hands(&portal).await;
    let due = super::row(&portal, &id).await.due_on.unwrap();
    refuse(&portal, &mut clerk, &id).await;
    portal.clock.advance(chrono::Duration::days(7));
    let mut supervisor = portal.signed_in("supervisor").await;
    let revision = super::row(&portal, &id).await.revision.to_string();
    let fields = [("reason", "mistake"), ("words", "Перепутали"), ("to", "queue"), ("revision", &revision)];
    assert_eq!(supervisor.post(&format!("/office/cases/{id}/reopening"), &fields).await.status, 303);
    let case = id.clone();
    let ordered = portal.read(move |conn| documents::of_application(conn, &case)).await;
    let ordered = ordered.into_iter().find(|document| document.kind == "decision").unwrap();
    akno::jobs::document::run(&portal.state, &ordered.id).await.unwrap();
    let made = portal.read(move |conn| documents::find(conn, &ordered.id)).await.unwrap();
    let said = squeezed(&text(&made.bytes.unwrap()));
    let words = format!("Срок был до {}!", app::l10n::Tr(portal::lang::Lang::Ru).date(due));
    assert!(said.contains(&squeezed(&words)), "{words} in {said}");
}

#[tokio::test]
async fn versions_stay_and_an_older_one_comes_back_as_a_new_one() {
    let portal = Portal::start().await;
    let mut supervisor = portal.signed_in("supervisor").await;
    save(&mut supervisor, REFUSED, &[("opening_ru", "Первые слова")]).await;
    save(&mut supervisor, REFUSED, &[("opening_ru", "Вторые слова")]).await;
    save(&mut supervisor, REFUSED, &[("opening_ru", "Вторые слова")]).await;
    let numbers = supervisor.get(&format!("{REFUSED}?lang=en")).await.all("tbody a");
    assert_eq!(numbers, ["Version 2", "Version 1"], "the same words twice are one version");
    let second = supervisor.get(&format!("{REFUSED}/versions/2?lang=en")).await;
    assert_eq!(second.all("del"), ["removed: Первые"]);
    assert_eq!(second.all("ins"), ["added: Вторые"]);
    let path = format!("{REFUSED}/versions/1");
    let number = seen(&supervisor.get(&path).await);
    assert_eq!(supervisor.post(&path, &[("seen", &number), ("why", "")]).await.status, 422);
    for _ in 0..2 {
        let answer = supervisor.post(&path, &[("seen", &number), ("why", "прежний лучше")]).await;
        assert_eq!(answer.status, 303, "twice is once: {}", answer.body);
    }
    let page = supervisor.get(&format!("{REFUSED}?lang=en")).await;
    assert_eq!(page.all("tbody a"), ["Version 3", "Version 2", "Version 1"]);
    assert!(page.body.contains(">\nПервые слова</textarea>"), "{}", page.body);
    let third = supervisor.get(&format!("{REFUSED}/versions/3?lang=en")).await;
    assert!(third.text_of("main").contains("The words of version 1 came back"), "{}", third.text_of("main"));
    // All words taken away: the portal's again.
    save(&mut supervisor, REFUSED, &[]).await;
    let list = supervisor.get("/office/letters?lang=en").await;
    assert!(list.text_of("table").contains("own words taken away"), "{}", list.text_of("table"));
}

#[tokio::test]
async fn who_was_overtaken_sees_what_changed_and_keeps_what_they_typed() {
    let portal = Portal::start().await;
    let mut supervisor = portal.signed_in("supervisor").await;
    let stale = seen(&supervisor.get(REFUSED).await);
    save(&mut supervisor, REFUSED, &[("opening_ru", "Слова коллеги")]).await;
    let mut fields =
        vec![("do", "save"), ("seen", stale.as_str()), ("why", "моя причина"), ("opening_ru", "Мои слова")];
    let told = supervisor.post(REFUSED, &fields).await;
    assert_eq!(told.status, 422);
    assert!(told.text_of(".inset").contains("Алла Дрозд"), "{}", told.text_of("main"));
    assert!(told.body.contains("Мои слова") && told.body.contains("моя причина"));
    // A look at the letter in between does not make the page newer than what its reader saw.
    fields[0] = ("do", "preview");
    let looked = supervisor.post(REFUSED, &fields).await;
    assert_eq!(seen(&looked), stale);
    let fresh = seen(&told);
    fields[0] = ("do", "save");
    fields[1] = ("seen", fresh.as_str());
    assert_eq!(supervisor.post(REFUSED, &fields).await.status, 303);
    // Two at the same moment make one version each, one after another, or the later one is told.
    let (mut one, mut two) = (supervisor.clone(), supervisor.clone());
    let number = seen(&supervisor.get(REFUSED).await);
    let words = |text: &'static str| [("do", "save"), ("seen", number.as_str()), ("why", "x"), ("opening_ru", text)];
    let (a, b) = (words("Раз"), words("Два"));
    let (first, second) = tokio::join!(one.post(REFUSED, &a), two.post(REFUSED, &b));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
}

#[tokio::test]
async fn the_portals_words_are_a_change_of_the_administration_that_can_be_put_back() {
    let portal = Portal::start().await;
    let mut admin = portal.signed_in("admin").await;
    save(&mut admin, PORTALS, &[("opening_ru", "Общие слова")]).await;
    let change = admin.get("/office/administration/changes?kind=letter&lang=en").await;
    assert!(change.text_of("tbody tr").contains("Общие слова"), "{}", change.text_of("main"));
    let href = change.attribute("tbody a", "href").unwrap();
    let shown = admin.get(&href).await;
    let number = seen(&shown);
    assert_eq!(admin.post(&href, &[("seen", &number), ("why", "ошибка")]).await.status, 303);
    let page = admin.get(&format!("{PORTALS}?lang=en")).await;
    assert_eq!(page.all("tbody a"), ["Version 2", "Version 1"]);
    assert!(!page.body.contains("Общие слова</textarea>"));
    let mut auditor = portal.signed_in("auditor").await;
    assert_eq!(auditor.get(PORTALS).await.status, 200);
    assert_eq!(auditor.get(&format!("{PORTALS}/versions/1")).await.status, 200);
    assert!(auditor.get(PORTALS).await.attribute("input[name=seen]", "value").is_none(), "who reads has no form");
    let record = admin.get("/office/administration/audit?did=wrote-letter-words&lang=en").await;
    assert!(record.text_of("tbody tr").contains("Changed the words of letters"), "{}", record.text_of("main"));
}
