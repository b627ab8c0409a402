//! Changes of name, of the charter and of the activity, from the form to the register.

use super::{decide, give_back, pin, row, take};
use crate::founding::{self, name_approval};
use crate::support::client::Client;
use crate::support::journey::{fill_in, id, save};
use crate::support::portal::{COMPANY, PROPRIETOR, Portal};
use akno::failure::Failure;
use akno::store::mandates::{self, MandateRow};
use akno::store::{AnyConn, name_approvals, new_id};
use chrono::{Datelike, Duration, NaiveDate};
use portal::mandate::Scope;

type Answers = Vec<(&'static str, Vec<(&'static str, String)>)>;

fn step(name: &'static str, fields: &[(&'static str, &str)]) -> (&'static str, Vec<(&'static str, String)>) {
    (name, fields.iter().map(|(name, text)| (*name, (*text).to_owned())).collect())
}

fn paper(day: NaiveDate) -> (&'static str, Vec<(&'static str, String)>) {
    let boxes = [("paper_day", day.day()), ("paper_month", day.month()), ("paper_year", day.year() as u32)];
    let mut fields: Vec<_> = boxes.into_iter().map(|(name, part)| (name, part.to_string())).collect();
    fields.push(("paper_by", "общее собрание участников".to_owned()));
    ("basis", fields)
}

fn names(own: &str) -> (&'static str, Vec<(&'static str, String)>) {
    step(
        "name",
        &[
            ("full_name", &format!("Общество с ограниченной ответственностью \"{own}\"")),
            ("short_name", &format!("ООО \"{own}\"")),
            ("brand_name", own),
            ("full_name_be", &format!("Таварыства з абмежаванай адказнасцю \"{own}\"")),
            ("short_name_be", &format!("ТАА \"{own}\"")),
        ],
    )
}

async fn start(client: &mut Client, slug: &str, unp: i64) -> String {
    let started = client.post(&format!("/services/{slug}/start"), &[("unp", &unp.to_string()), ("anew", "yes")]).await;
    assert_eq!(started.status, 303, "{}", started.body);
    started.location().to_owned()
}

async fn file(portal: &Portal, who: &str, slug: &str, unp: i64, answers: Answers) -> String {
    let mut client = portal.signed_in(who).await;
    assert_eq!(client.get(&format!("/services/{slug}")).await.status, 200);
    let draft = start(&mut client, slug, unp).await;
    fill_in(&mut client, &draft, &answers).await;
    assert_eq!(client.get(&format!("{draft}/check")).await.status, 200);
    let filed = client.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);
    assert_eq!(client.get(&format!("{draft}/receipt")).await.status, 200);
    id(&draft)
}

/// Takes the case, looks at what accepting will do, accepts; the page of the decision.
async fn accept(portal: &Portal, case: &str) -> String {
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, case).await.status, 303);
    let preview = clerk.get(&format!("/office/cases/{case}/decision?lang=ru")).await;
    let accepted = decide(portal, &mut clerk, case, &[("outcome", "accept")]).await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);
    assert_eq!(clerk.get(&format!("/office/cases/{case}")).await.status, 200);
    preview.text_of("main")
}

async fn company(portal: &Portal, unp: i64) -> crate::support::client::Answer {
    portal.client().get(&format!("/register/{unp}?lang=ru")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_stands_in_the_register_is_found_and_the_former_one_stays_in_the_history() {
    let portal = Portal::start().await;
    let answers = vec![names("Сосновый бор"), paper(portal.clock.today())];
    let case = file(&portal, "elena", "change-of-name", COMPANY, answers).await;
    let preview = accept(&portal, &case).await;
    assert!(
        preview.contains("новое наименование: Общество с ограниченной ответственностью \"Сосновый бор\""),
        "{preview}"
    );
    let page = company(&portal, COMPANY).await;
    assert_eq!(page.text_of("h1"), "ООО \"Сосновый бор\"");
    assert!(page.body.contains("Ёлка-Ўсход"), "the history keeps the former name");
    assert!(page.body.contains("Изменение наименования или фамилии"));
    let found = portal.client().get("/register?q=%D1%81%D0%BE%D1%81%D0%BD%D0%BE%D0%B2%D1%8B%D0%B9").await;
    assert!(found.body.contains("Сосновый бор"));

    // A second change on the same day takes its place, and both days' histories are one.
    let answers = vec![names("Еловый бор"), paper(portal.clock.today())];
    let case = file(&portal, "elena", "change-of-name", COMPANY, answers).await;
    accept(&portal, &case).await;
    assert_eq!(company(&portal, COMPANY).await.text_of("h1"), "ООО \"Еловый бор\"");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_another_has_cannot_be_filed_and_one_like_it_is_shown_to_the_clerk() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, "change-of-name", COMPANY).await;
    let (step, taken) = names("СИНИЙ ЛЁН");
    let saved = save(&mut elena, &draft, step, &taken).await;
    assert!(saved.location().ends_with("check=1"), "{}", saved.location());
    let page = elena.get(&format!("{}&lang=ru", saved.location())).await;
    assert!(
        page.text_of(".error-summary").contains("Это наименование занято: Частное предприятие \"Синий лён\""),
        "{}",
        page.body
    );
    assert!(page.body.contains("УНП 700 000 018"), "{}", page.body);

    let case =
        file(&portal, "elena", "change-of-name", COMPANY, vec![names("Синий клён"), paper(portal.clock.today())]).await;
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{case}?lang=ru")).await;
    assert!(page.text_of("main").contains("Похоже на наименования других организаций"), "{}", page.text_of("main"));
    assert!(page.body.contains("href=\"/register/700000018\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_ask_for_one_name_the_second_is_stopped_at_the_decision() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let first = file(&portal, "elena", "change-of-name", COMPANY, vec![names("Бор"), paper(today)]).await;
    let other = step(
        "name",
        &[
            ("full_name", "Частное унитарное предприятие \"Бор\""),
            ("short_name", "ЧУП \"Бор\""),
            ("full_name_be", "Прыватнае ўнітарнае прадпрыемства \"Бор\""),
            ("short_name_be", "ПУП \"Бор\""),
        ],
    )
    .1;
    let second =
        file(&portal, "elena", "change-of-name", crate::support::portal::PRIVATE, vec![("name", other), paper(today)])
            .await;
    accept(&portal, &first).await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &second).await.status, 303);
    let refused = decide(&portal, &mut clerk, &second, &[("outcome", "accept")]).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
}

/// A name approved for somebody; the number of the certificate.
async fn approved(portal: &Portal, client: &mut Client, own: &str) -> String {
    let case = founding::file(client, "name-approval", name_approval::answers(own, None)).await;
    founding::accept(portal, &case, &[("choice", "0")]).await;
    row(portal, &case).await.number.unwrap()
}

/// The names that were approved, with the number of the certificate.
fn names_approved(own: &str, number: &str) -> (&'static str, Vec<(&'static str, String)>) {
    let (step, mut fields) = names(own);
    fields.retain(|(name, _)| *name != "brand_name");
    fields.push(("approval_number", number.to_owned()));
    (step, fields)
}

async fn used_by(portal: &Portal, number: &str) -> Option<String> {
    let number = number.to_owned();
    portal.read(move |conn| name_approvals::by_number(conn, &number)).await.unwrap().used_by
}

#[tokio::test(flavor = "multi_thread")]
async fn a_company_takes_the_name_that_was_approved_for_one_who_acts_for_it_and_the_approval_is_used() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = (portal.signed_in("elena").await, portal.signed_in("oleg").await);
    let number = approved(&portal, &mut oleg, "Росная луговина").await;
    let draft = start(&mut elena, "change-of-name", COMPANY).await;
    // A stranger's number opens nothing.
    for given in ["", number.as_str(), "0000-0000-0000"] {
        let (step, fields) = names_approved("Росная луговина", given);
        assert!(save(&mut elena, &draft, step, &fields).await.location().ends_with("check=1"), "{given}");
    }
    let told = elena.get(&format!("{draft}/steps/name?check=1&lang=ru")).await.text_of(".error-summary");
    assert!(told.contains("Справки с таким номером"), "{told}");

    let right = MandateRow {
        id: new_id(),
        account_id: "oleg".to_owned(),
        unp: COMPANY,
        scope: Scope::Prepare.code().to_owned(),
        valid_from: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(),
        valid_to: None,
        granted_by: None,
        revoked_at: None,
        created_at: portal.clock.now(),
        authorised: None,
    };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> { Ok(mandates::add(conn, &right)?) };
    portal.state.db.write(write).await.unwrap();
    let answers = vec![names_approved("Росная луговина", &number), paper(portal.clock.today())];
    let case = file(&portal, "elena", "change-of-name", COMPANY, answers).await;
    assert_eq!(used_by(&portal, &number).await, None);
    accept(&portal, &case).await;
    assert_eq!(company(&portal, COMPANY).await.text_of("h1"), "ООО \"Росная луговина\"");
    assert_eq!(used_by(&portal, &number).await, Some(case));
    // What is used founds nothing.
    let other = founding::begin(&mut oleg, "registration-legal-entity").await;
    let saved = save(&mut oleg, &other, "name", &[("approval_number", number)]).await;
    assert!(saved.location().ends_with("check=1"), "{}", saved.location());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approved_name_is_kept_until_the_change_of_name_filed_with_its_number_is_decided() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let number = approved(&portal, &mut elena, "Росная луговина").await;
    let draft = start(&mut elena, "change-of-name", COMPANY).await;
    let (step, fields) = names_approved("Васильковая межа", &number);
    assert!(save(&mut elena, &draft, step, &fields).await.location().ends_with("check=1"));
    let told = elena.get(&format!("{draft}/steps/name?check=1&lang=ru")).await.text_of(".error-summary");
    assert!(told.contains("В справке другое наименование"), "{told}");

    let answers = vec![names_approved("Росная луговина", &number), paper(portal.clock.today())];
    let case = file(&portal, "elena", "change-of-name", COMPANY, answers).await;
    let wanted = number.clone();
    let approval = portal.read(move |conn| name_approvals::by_number(conn, &wanted)).await.unwrap();
    portal.clock.advance(Duration::days((approval.valid_until - portal.clock.today()).num_days() + 1));

    // Over by now it is good for nothing else, and the name is nobody else's yet.
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, "change-of-name", COMPANY).await;
    let (step, fields) = names_approved("Росная луговина", &number);
    assert!(save(&mut elena, &draft, step, &fields).await.location().ends_with("check=1"));
    let told = elena.get(&format!("{draft}/steps/name?check=1&lang=ru")).await.text_of(".error-summary");
    assert!(told.contains("Справка действовала до"), "{told}");
    let mut oleg = portal.signed_in("oleg").await;
    let theirs = founding::begin(&mut oleg, "name-approval").await;
    let proposal = name_approval::answers("РОСНАЯ-луговина", None);
    let (_, fields) = proposal.into_iter().find(|(step, _)| *step == "first").unwrap();
    assert!(save(&mut oleg, &theirs, "first", &fields).await.location().ends_with("check=1"));

    accept(&portal, &case).await;
    assert_eq!(used_by(&portal, &number).await, Some(case));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remark_on_the_name_opens_the_number_of_its_approval_too() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let number = approved(&portal, &mut elena, "Росная луговина").await;
    let answers = vec![names_approved("Росная луговина", &number), paper(portal.clock.today())];
    let case = file(&portal, "elena", "change-of-name", COMPANY, answers).await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &case).await.status, 303);
    pin(&mut clerk, &case, "full_name", "В решении другое наименование.").await;
    assert_eq!(give_back(&portal, &mut clerk, &case).await.status, 303);
    let other = "Общество с ограниченной ответственностью \"Сосновая поляна\"";
    let mended = [("full_name", other.to_owned()), ("approval_number", String::new())];
    let saved = save(&mut elena, &format!("/applications/{case}"), "name", &mended).await;
    assert!(!saved.location().ends_with("check=1"), "{}", saved.location());
    let said = row(&portal, &case).await.answers();
    assert_eq!((said.get("full_name"), said.get("approval_number")), (other, ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sole_proprietor_changes_their_surname_and_keeps_the_belarusian_name() {
    let portal = Portal::start().await;
    let name = step("name", &[("person_name", "Шиманский-Лось Олег Петрович"), ("full_name", "ignored")]);
    let case = file(&portal, "oleg", "change-of-name", PROPRIETOR, vec![name, paper(portal.clock.today())]).await;
    accept(&portal, &case).await;
    let page = company(&portal, PROPRIETOR).await;
    assert_eq!(page.text_of("h1"), "Шиманский-Лось Олег Петрович");
    assert!(page.body.contains("Шыманскі Алег Пятровіч") && !page.body.contains("ignored"));
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_to_the_charter_are_an_entry_of_the_history() {
    let portal = Portal::start().await;
    let what = step(
        "what",
        &[
            ("charter_fund", "yes"),
            ("charter_words", "Уставный фонд увеличен до 20 000 рублей. <script>"),
            ("charter_form", "anew"),
            ("charter_identical", "yes"),
        ],
    );
    let case = file(&portal, "elena", "change-of-charter", COMPANY, vec![what, paper(portal.clock.today())]).await;
    let preview = accept(&portal, &case).await;
    assert!(preview.contains("запись о регистрации изменений в устав"), "{preview}");
    let page = company(&portal, COMPANY).await;
    assert!(page.body.contains("Зарегистрированы изменения в устав"), "{}", page.body);
    assert!(!page.body.contains("20 000"), "the charter's text is not public");
    let mut oleg = portal.signed_in("oleg").await;
    let choice = oleg.get("/services/change-of-charter/start?lang=ru").await;
    assert!(choice.body.contains("нет устава"), "{}", choice.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_part_is_kept_with_the_edition_and_tells_who_decides() {
    let portal = Portal::start().await;
    let today = portal.clock.today();
    let what = || {
        step(
            "what",
            &[
                ("charter_participants", "yes"),
                ("charter_words", "Изменён состав участников."),
                ("charter_form", "anew"),
                ("charter_identical", "yes"),
            ],
        )
    };
    let first = step(
        "participant-1",
        &[
            ("participant_1_kind", "organisation"),
            ("participant_1_name", "ОАО «Вчера»"),
            ("participant_1_unp", "700123455"),
            ("participant_1_share", "60"),
            ("participant_1_more", "yes"),
        ],
    );
    let second = step(
        "participant-2",
        &[
            ("participant_2_kind", "person"),
            ("participant_2_name", "Тайный Глеб Ильич"),
            ("participant_2_share", "40"),
            ("participant_2_more", "no"),
        ],
    );
    let answers = vec![what(), first, second, paper(today)];
    let case = file(&portal, "elena", "change-of-charter", COMPANY, answers).await;
    let preview = accept(&portal, &case).await;
    assert!(preview.contains("имена физических лиц не публикуются"), "{preview}");
    let page = portal.client().get(&format!("/register/{COMPANY}?lang=ru")).await;
    let facts = page.all("dd").join("|");
    assert!(facts.contains("ОАО «Вчера» (УНП 700123455), 60 %; 1 физическое лицо"), "{facts}");
    assert!(!page.body.contains("Тайный"), "{}", page.body);
    let before = today.pred_opt().unwrap();
    let then = portal.client().get(&format!("/register/{COMPANY}?lang=ru&as_of={before}")).await;
    assert!(!then.body.contains("ОАО «Вчера»"), "on the day before nobody knew");

    // The register knows two participants now: a sole one decides nothing.
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, "change-of-charter", COMPANY).await;
    let mut paper = paper(today).1;
    paper.iter_mut().filter(|(name, _)| *name == "paper_by").for_each(|(_, by)| *by = "единственный участник".into());
    save(&mut elena, &draft, "basis", &paper).await;
    let told = elena.get(&format!("{draft}/check?lang=ru")).await.text_of("main");
    assert!(told.contains("решение принимает общее собрание"), "{told}");
    // Hostile names and shares change nothing.
    save(&mut elena, &draft, "what", &what().1).await;
    let hostile = [("participant_1_name", "<script>".to_owned()), ("participant_1_share", "1e9".to_owned())];
    let saved = save(&mut elena, &draft, "participant-1", &hostile).await;
    assert!(saved.location().ends_with("check=1"), "{}", saved.location());
}

#[tokio::test(flavor = "multi_thread")]
async fn another_main_activity_takes_the_place_of_the_former() {
    let portal = Portal::start().await;
    let activity = || step("activity", &[("activity_code", "43390"), ("activity_licence", "not-needed")]);
    let case = file(&portal, "elena", "change-of-activity", COMPANY, vec![activity()]).await;
    let preview = accept(&portal, &case).await;
    assert!(preview.contains("43390 Прочие отделочные работы"), "{preview}");
    let facts = company(&portal, COMPANY).await.all("dd");
    assert!(
        facts.iter().any(|fact| fact.contains("43390")) && !facts.iter().any(|fact| fact.contains("62010")),
        "{facts:?}"
    );
    assert!(company(&portal, COMPANY).await.body.contains("62010"), "the history keeps the former activity");
    // A sole proprietor who has none in the register yet gains one.
    let case = file(&portal, "oleg", "change-of-activity", PROPRIETOR, vec![activity()]).await;
    accept(&portal, &case).await;
    assert!(company(&portal, PROPRIETOR).await.body.contains("43390"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_told_at_its_field_and_nothing_typed_is_lost() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    for (slug, step, typed, faults) in [
        ("change-of-name", "name", ("full_name", "Сосна <b>"), 4),
        ("change-of-charter", "what", ("charter_words", "</textarea><script>"), 3),
        ("change-of-activity", "activity", ("activity_code", "6201"), 2),
    ] {
        let draft = start(&mut elena, slug, COMPANY).await;
        let saved = save(&mut elena, &draft, step, &[(typed.0, typed.1.to_owned())]).await;
        assert!(saved.location().ends_with("check=1"), "{}", saved.location());
        let again = elena.get(saved.location()).await;
        assert_eq!(again.all("[role=alert] a").len(), faults, "{slug}: {}", again.body);
        assert!(!again.body.contains("<script>a") && !again.body.contains("</textarea><script>"), "{slug}");
        let shown = again.attribute(&format!("#{}", typed.0), "value").unwrap_or_else(|| again.text_of("textarea"));
        assert_eq!(shown, typed.1, "{slug}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_is_put_right_as_of_its_first_day_and_the_history_tells_both() {
    let portal = Portal::start().await;
    let (fact, right) = (
        step("fact", &[("corrected_fact", "short-name")]),
        step("right", &[("wrong_text", "ООО \"Ёлка-Ўсход\""), ("right_text", "ООО \"Ёлка-Восход\"")]),
    );
    let case = file(&portal, "elena", "correction", COMPANY, vec![fact, right, paper(portal.clock.today())]).await;
    let preview = accept(&portal, &case).await;
    assert!(preview.contains("было «ООО \"Ёлка-Ўсход\"», станет «ООО \"Ёлка-Восход\"»"), "{preview}");
    let page = company(&portal, COMPANY).await;
    assert_eq!(page.text_of("h1"), "ООО \"Ёлка-Восход\"");
    let history = page.text_of("main");
    assert!(
        history.contains("Исправлена ошибка") && history.contains("ООО \"Ёлка-Ўсход\" → ООО \"Ёлка-Восход\""),
        "{history}"
    );
    // On any earlier day it was right, too.
    let day = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap();
    let name = portal.read(move |conn| {
        let rows = akno::register::as_of::entries_on(conn, COMPANY, day)?;
        Ok(akno::register::as_of::company(&rows, chrono::NaiveDateTime::default()).and_then(|row| row.short_name))
    });
    assert_eq!(name.await.as_deref(), Some("ООО \"Ёлка-Восход\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_put_right_makes_no_second_company_of_one_name() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    for right in ["Синий лён", "СИНИЙ-лён"] {
        let draft = start(&mut elena, "correction", COMPANY).await;
        let (name, fields) = step("fact", &[("corrected_fact", "brand-name")]);
        assert!(!save(&mut elena, &draft, name, &fields).await.location().ends_with("check=1"));
        let (name, fields) = step("right", &[("wrong_text", "Ёлка-Ўсход"), ("right_text", right)]);
        assert!(save(&mut elena, &draft, name, &fields).await.location().ends_with("check=1"), "{right}");
        let told = elena.get(&format!("{draft}/steps/right?check=1&lang=ru")).await.text_of(".error-summary");
        assert!(told.contains("Это наименование занято: Частное предприятие \"Синий лён\""), "{told}");
    }
    // Nor does it give a name that a change of name could not.
    let draft = start(&mut elena, "correction", COMPANY).await;
    let (name, fields) = step("fact", &[("corrected_fact", "brand-name")]);
    save(&mut elena, &draft, name, &fields).await;
    let (name, fields) = step("right", &[("wrong_text", "Ёлка-Ўсход"), ("right_text", "Президентский сад")]);
    assert!(save(&mut elena, &draft, name, &fields).await.location().ends_with("check=1"));
    let told = elena.get(&format!("{draft}/steps/right?check=1&lang=ru")).await.text_of(".error-summary");
    assert!(told.contains("использовать нельзя"), "{told}");
    // The same name written otherwise is no other name.
    let (fact, right) = (
        step("fact", &[("corrected_fact", "brand-name")]),
        step("right", &[("wrong_text", "Ёлка-Ўсход"), ("right_text", "Ёлка Ўсход")]),
    );
    let case = file(&portal, "elena", "correction", COMPANY, vec![fact, right, paper(portal.clock.today())]).await;
    accept(&portal, &case).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_of_a_sole_proprietors_address_tells_nothing_personal() {
    let portal = Portal::start().await;
    let (fact, right) =
        (step("fact", &[("corrected_fact", "house")]), step("right", &[("wrong_text", "1"), ("right_text", "777")]));
    let case = file(&portal, "oleg", "correction", PROPRIETOR, vec![fact, right, paper(portal.clock.today())]).await;
    accept(&portal, &case).await;
    let page = company(&portal, PROPRIETOR).await;
    assert!(page.body.contains("Исправлена ошибка") && !page.body.contains("777"), "{}", page.body);
}
