//! The applicant's side: services, drafts, steps, filing, receipt, paper, withdrawal.

use crate::support::journey::{answers, answers_in, file, filed, fill_in, id, save, start};
use crate::support::portal::{COMPANY, EXCLUDED, PRIVATE, PROPRIETOR, Portal, offices};
use akno::store::applications as store;

#[tokio::test(flavor = "multi_thread")]
async fn the_guide_tells_who_files_until_when_and_what_it_costs_before_any_sign_in() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    for (lang, words) in [("ru", "10 рабочих дней"), ("be", "10 рабочых дзён"), ("en", "10 working days")]
    {
        let guide = anyone.get(&format!("/services/change-of-location?lang={lang}")).await;
        assert_eq!(guide.status, 200);
        assert!(guide.text_of("main").contains(words), "{lang}");
        assert_eq!(guide.attribute("html", "lang").as_deref(), Some(lang));
    }
    assert_eq!(anyone.get("/services/levitation").await.status, 404);
    let guide = anyone.get("/services/change-of-location?lang=ru").await;
    assert!(guide.text_of("main").contains("решено меньше пяти"), "what cannot be told yet is said");
}

#[test]
fn each_procedure_has_its_sentences_in_each_language() {
    for procedure in portal::procedures::Procedure::ALL {
        let slug = procedure.slug();
        let mut keys = vec![format!("procedure-{slug}"), format!("procedure-{slug}-short")];
        keys.extend(["who", "lede", "ready-1", "after-1", "wrong-1"].map(|part| format!("guide-{slug}-{part}")));
        keys.extend(procedure.form().steps().iter().map(|step| format!("step-{slug}-{}", step.slug)));
        keys.extend([format!("document-{slug}-title"), format!("receipt-{slug}-then")]);
        keys.extend(procedure.founds().map(|_| format!("begin-{slug}")));
        for lang in portal::lang::Lang::ALL {
            let missing: Vec<&String> = keys.iter().filter(|key| !app::l10n::Tr(lang).has(key)).collect();
            assert!(missing.is_empty(), "{}: {missing:?}", lang.tag());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_guide_has_a_blank_form_to_print_in_the_readers_language() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    for procedure in portal::procedures::Procedure::ALL {
        let slug = procedure.slug();
        let guide = anyone.get(&format!("/services/{slug}?lang=be")).await;
        assert_eq!(guide.all(&format!("a[href='/services/{slug}/form.pdf']")).len(), 1, "{slug}");
        let form = anyone.get(&format!("/services/{slug}/form.pdf")).await;
        assert_eq!((form.status, form.header("content-type")), (200, Some("application/pdf")), "{slug}");
        assert!(form.bytes.starts_with(b"%PDF-"), "{slug}");
    }
    let again = anyone.get("/services/manager/form.pdf").await;
    assert_eq!(again.bytes, anyone.get("/services/manager/form.pdf").await.bytes);
    assert_ne!(again.bytes, anyone.get("/services/manager/form.pdf?lang=en").await.bytes);
    assert_eq!(anyone.get("/services/levitation/form.pdf").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_offered_only_the_companies_they_may_act_for_with_the_reason_where_one_cannot() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let choice = elena.get("/services/change-of-location/start").await;
    let companies = choice.text_of("#companies");
    assert!(companies.contains("Ёлка-Ўсход") && companies.contains("Синий лён") && !companies.contains("Шиманский"));
    assert!(companies.contains("больше нет в регистре"), "the excluded one says why: {companies}");
    for (unp, status) in [(EXCLUDED, 200), (PROPRIETOR, 422), (1, 422)] {
        let answer = elena.post("/services/change-of-location/start", &[("unp", &unp.to_string())]).await;
        assert_eq!(answer.status, status, "{unp}");
    }
    let mut oleg = portal.signed_in("oleg").await;
    let choice = oleg.get("/services/change-of-location/start").await;
    assert!(choice.text_of("main").contains("месте жительства"));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_filing_from_the_first_question_to_the_receipt() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let tasks = elena.get(&draft).await;
    assert_eq!(tasks.all(".tasks li").len(), 6);
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    let check = elena.get(&format!("{draft}/check")).await;
    assert!(check.text_of("main").contains("Оршанская") && check.text_of("main").contains("Шкловский"));
    let unconfirmed = elena.post_and_follow(&format!("{draft}/filing"), &[("round", "1")]).await;
    assert!(unconfirmed.text_of("[role=alert]").contains("Подтвердите"));
    let receipt = elena.post_and_follow(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(receipt.status, 200);
    portal.work_done().await;
    let receipt = elena.get(&format!("{draft}/receipt")).await;
    assert!(receipt.text_of("main").contains("elena@akno.example"), "says what was sent where");
    let pdf = receipt.attribute("a[href*='/documents/']", "href").unwrap();
    let pdf = elena.get(&pdf).await;
    assert_eq!(pdf.header("content-type"), Some("application/pdf"));
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let verify = receipt.attribute("a[href^='/verify/']", "href").unwrap();
    let genuine = portal.client().get(&verify).await;
    assert!(genuine.status == 200 && genuine.body.contains("Документ подлинный"));
    assert!(!genuine.body.contains("123-45-67") && !genuine.body.contains("Ковалёва"), "nothing personal");
    assert_eq!(portal.client().get("/verify/00000000000000000000000000").await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filing_sent_twice_or_a_hundred_times_at_once_is_filed_once() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    let sent: Vec<_> = (0..100)
        .map(|_| {
            let (mut client, draft) = (elena.clone(), draft.clone());
            tokio::spawn(async move { file(&mut client, &draft, 1).await })
        })
        .collect();
    let mut filed = 0;
    for answer in sent {
        let answer = answer.await.unwrap();
        // Told to be too busy or too late is honest; whoever is sent to the receipt has been filed.
        filed += usize::from(answer.status == 303 && answer.location() == format!("{draft}/receipt"));
    }
    assert!(filed >= 1);
    let wanted = id(&draft);
    let (filings, events) =
        portal.read(move |conn| Ok((store::filings(conn, &wanted)?, store::events(conn, &wanted)?))).await;
    assert_eq!(filings.len(), 1);
    assert_eq!(events.iter().filter(|e| e.kind == "filed").count(), 1);
    assert_eq!(file(&mut elena, &draft, 1).await.location(), format!("{draft}/receipt"), "later too");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_kept_however_wrong_and_each_fault_is_told_at_its_field() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let wrong = [
        ("street_kind", "ул.".to_owned()),
        ("street", "</textarea><script>alert(1)</script>".to_owned()),
        ("house", "дом с петухом \u{202e}".to_owned()),
        ("postcode", "21OO30".to_owned()),
    ];
    let answer = save(&mut elena, &draft, "street", &wrong).await;
    assert_eq!(answer.location(), format!("{draft}/steps/street?check=1"));
    let again = elena.get(answer.location()).await;
    assert!(again.text_of("title").starts_with("Ошибка"));
    assert_eq!(again.attribute("#street", "value").unwrap(), wrong[1].1);
    assert_eq!(again.attribute("#postcode", "value").unwrap(), "21OO30");
    assert!(!again.body.contains("<script>alert"));
    for field in ["street", "house", "postcode"] {
        assert!(again.all("[role=alert] a").len() >= 3);
        assert_eq!(again.attribute(&format!("#{field}"), "aria-invalid").as_deref(), Some("true"), "{field}");
    }
    let huge = [("house", "9".repeat(200_000)), ("street", "я\0\u{fffd}".to_owned())];
    assert_eq!(save(&mut elena, &draft, "street", &huge).await.status, 303);
    let too_large = [("house", "9".repeat(300_000))];
    assert_eq!(save(&mut elena, &draft, "street", &too_large).await.status, 413);
    assert_eq!(elena.get(&format!("{draft}/steps/street?check=1")).await.status, 200, "the page lives on");
    assert_eq!(elena.get(&format!("{draft}/steps/nowhere")).await.status, 404);
    assert_eq!(
        file(&mut elena, &draft, 1).await.location(),
        format!("{draft}/check?check=1"),
        "nothing incomplete is filed"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn before_filing_what_is_wrong_is_told_from_what_is_missing_and_stands_at_its_answer() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let check = format!("{draft}/check?lang=ru");
    let empty = elena.get(&check).await;
    assert!(empty.text_of("main").contains("Ещё не на все вопросы есть ответ"), "{}", empty.text_of("main"));
    assert!(empty.all(".summary .marked").is_empty(), "nothing is wrong yet");

    fill_in(&mut elena, &draft, &answers(&portal)).await;
    save(&mut elena, &draft, "premises", &[("premises", "dwelling".to_owned())]).await;
    let contacts = [("phone", "+375 29 123-45-67"), ("email", "info@elka.example"), ("website", "это не сайт")];
    save(&mut elena, &draft, "contacts", &contacts.map(|(name, value)| (name, value.to_owned()))).await;
    let wrong = elena.get(&check).await;
    assert!(wrong.text_of("main").contains("Не все ответы верны"), "{}", wrong.text_of("main"));
    let marked = wrong.all(".summary .marked .error");
    assert_eq!(marked.len(), 2, "{marked:?}");
    assert!(marked[0].contains("частное унитарное") && marked[1].contains("www.company.by"), "{marked:?}");
    for step in ["premises", "contacts"] {
        let link = format!(".summary .marked a[href='{draft}/steps/{step}?then=check&check=1']");
        assert_eq!(wrong.all(&link).len(), 1, "{step}");
    }
    let mend = wrong.all("main .actions a");
    assert!(mend.contains(&"Исправить ответы".to_owned()), "{mend:?}");

    save(&mut elena, &draft, "street", &[("house", String::new())]).await;
    let both = elena.get(&check).await;
    assert!(both.text_of("main").contains("и не на все вопросы есть ответ"), "{}", both.text_of("main"));
    assert_eq!(both.all(".summary .marked .error").len(), 2, "what is missing is only said");
    let asked = elena.get(&format!("{draft}/check?check=1&lang=ru")).await;
    let told = asked.all(".summary .marked .error");
    assert!(told.len() > 2 && told.iter().any(|told| told.contains("дом")), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_lose_nothing_of_each_other() {
    let portal = Portal::start().await;
    let elena = portal.signed_in("elena").await;
    let (mut one, mut two) = (elena.clone(), elena.clone());
    let draft = start(&mut one, COMPANY).await;
    let all = answers(&portal);
    let tabs: Vec<_> = all
        .into_iter()
        .map(|(step, fields)| {
            let (mut tab, draft) = (elena.clone(), draft.clone());
            tokio::spawn(async move { save(&mut tab, &draft, step, &fields).await.status })
        })
        .collect();
    for tab in tabs {
        assert_eq!(tab.await.unwrap(), 303);
    }
    let check = two.get(&format!("{draft}/check")).await;
    assert!(
        check.body.contains("name=\"confirmed\""),
        "everything that five tabs saved is there: {}",
        check.text_of("main")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_existing_draft_is_offered_before_a_new_one_starts() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let unp = COMPANY.to_string();
    let first = elena.post("/services/change-of-location/start", &[("unp", &unp)]).await;
    let draft = first.location().to_owned();
    let second = elena.post("/services/change-of-location/start", &[("unp", &unp)]).await;
    assert_eq!(second.status, 200, "offered, not started");
    assert!(second.body.contains(&draft));
    let listed = elena.get("/applications").await;
    assert!(listed.body.contains(&draft));
    let gone = elena.post_and_follow(&format!("{draft}/deletion"), &[]).await;
    assert!(gone.body.contains(&format!("{draft}/restoration")), "offered back");
    assert_eq!(elena.get(&draft).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn autosave_says_saved_only_with_the_servers_word() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let mut island = elena.clone().with_header("accept", "application/json");
    let saved = island.post(&format!("{draft}/steps/street"), &[("street", "Ор")]).await;
    assert_eq!(saved.status, 200);
    let saved: serde_json::Value = serde_json::from_str(&saved.body).unwrap();
    assert_eq!(saved["saved_at"].as_str().unwrap().len(), 5);
    let shown = elena.get(&format!("{draft}/steps/street")).await;
    assert_eq!(shown.attribute("#street", "value").as_deref(), Some("Ор"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_island_is_told_what_is_wrong_by_the_same_rules_as_the_page() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let mut island = elena.clone().with_header("accept", "application/json");
    let saved = island.post(&format!("{draft}/steps/street"), &[("postcode", "21OO30")]).await;
    let saved: serde_json::Value = serde_json::from_str(&saved.body).unwrap();
    let told = saved["problems"].as_array().unwrap();
    let wrong = told.iter().find(|problem| problem["field"] == "postcode").expect("the postcode is wrong");
    let page = elena.get(&format!("{draft}/steps/street?check=1")).await;
    assert!(page.text_of("#postcode-error").contains(wrong["text"].as_str().unwrap()), "{wrong}");
    let saved = island.post(&format!("{draft}/steps/street"), &[("postcode", "212030")]).await;
    let saved: serde_json::Value = serde_json::from_str(&saved.body).unwrap();
    assert!(saved["problems"].as_array().unwrap().iter().all(|problem| problem["field"] != "postcode"), "{saved}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_notification_is_told_so_and_can_be_filed_all_the_same() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    let old = [
        ("changed_on_day", "5".to_owned()),
        ("changed_on_month", "1".to_owned()),
        ("changed_on_year", "2026".to_owned()),
    ];
    save(&mut elena, &draft, "date", &old).await;
    let check = elena.get(&format!("{draft}/check")).await;
    // Ten working days after 5 January 2026: Christmas on the 7th is none of them.
    assert!(check.text_of("main").contains("20 января 2026"), "{}", check.text_of("main"));
    assert_eq!(file(&mut elena, &draft, 1).await.location(), format!("{draft}/receipt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_notification_goes_to_the_office_of_the_new_address_and_its_term_is_in_working_days() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    fill_in(&mut elena, &draft, &answers_in(&portal, offices()[1])).await;
    file(&mut elena, &draft, 1).await;
    let wanted = id(&draft);
    let row = portal.read(move |conn| store::find(conn, &wanted)).await.unwrap();
    assert_eq!(row.office, Some(offices()[1]));
    let due = portal.state.calendar.reckon(portal.clock.today(), 5, &[]).due;
    assert_eq!(row.due_on, due);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dwelling_is_refused_to_a_limited_company_and_open_to_a_private_enterprise_with_consent() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let dwelling = [("premises", "dwelling".to_owned()), ("room_kind", "кв.".to_owned()), ("room", "4".to_owned())];
    let limited = start(&mut elena, COMPANY).await;
    let told = save(&mut elena, &limited, "premises", &dwelling).await;
    assert!(elena.get(told.location()).await.text_of("[role=alert]").contains("унитарное"));
    let private = start(&mut elena, PRIVATE).await;
    let told = save(&mut elena, &private, "premises", &dwelling).await;
    assert!(elena.get(told.location()).await.text_of("[role=alert]").contains("собственники"));
    let mut consented = dwelling.to_vec();
    consented.push(("consent", "sole".to_owned()));
    assert!(save(&mut elena, &private, "premises", &consented).await.location().ends_with("/steps/contacts"));
    consented[3].1 = "others".to_owned();
    assert!(save(&mut elena, &private, "premises", &consented).await.location().ends_with("/steps/owner-1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_for_paper_has_a_code_and_a_form_and_loses_both_when_it_is_changed() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let early = elena.post(&format!("{draft}/paper"), &[]).await;
    assert_eq!(early.location(), format!("{draft}/check?check=1"), "an incomplete one is not printed");
    assert_eq!(elena.get(&format!("{draft}/paper.pdf")).await.status, 404);
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    let page = elena.post_and_follow(&format!("{draft}/paper"), &[]).await;
    assert!(page.body.contains("paper.pdf"));
    let pdf = elena.get(&format!("{draft}/paper.pdf")).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let changed = [("phone", "+375 29 765-43-21".to_owned())];
    save(&mut elena, &draft, "contacts", &changed).await;
    assert_eq!(elena.get(&format!("{draft}/paper.pdf")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_taken_back_once_and_only_while_it_is_not_decided() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    assert_eq!(elena.get(&format!("{draft}/withdrawal")).await.status, 409, "a draft is not withdrawn, it is deleted");
    let application = filed(&portal, &mut elena).await;
    assert_eq!(elena.get(&format!("{application}/withdrawal")).await.status, 200);
    for _ in 0..2 {
        let answer = elena.post_and_follow(&format!("{application}/withdrawal"), &[]).await;
        assert!(answer.text_of("main").contains("Отозвано"));
    }
    assert_eq!(file(&mut elena, &application, 2).await.status, 409);
    assert_eq!(elena.post(&format!("{application}/deletion"), &[]).await.status, 409, "what was filed stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_or_touches_the_application_of_a_company_that_is_not_theirs() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let application = filed(&portal, &mut elena).await;
    let open = start(&mut elena, COMPANY).await;
    let mut oleg = portal.signed_in("oleg").await;
    let mut clerk = portal.signed_in("clerk0").await;
    for page in ["", "/check", "/receipt", "/steps/date", "/withdrawal", "/paper", "/paper.pdf"] {
        for path in [&application, &open] {
            assert_eq!(oleg.get(&format!("{path}{page}")).await.status, 404, "{page}");
            assert_eq!(clerk.get(&format!("{path}{page}")).await.status, 404, "{page}");
            assert_eq!(portal.client().get(&format!("{path}{page}")).await.status, 303, "{page}");
        }
    }
    for (action, fields) in
        [("/steps/date", vec![("changed_on_day", "1")]), ("/filing", vec![("confirmed", "yes")]), ("/deletion", vec![])]
    {
        assert_eq!(oleg.post(&format!("{open}{action}"), &fields).await.status, 404, "{action}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_right_that_ended_or_was_revoked_opens_nothing_any_more() {
    use diesel::prelude::*;
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let application = filed(&portal, &mut elena).await;
    let now = portal.clock.now();
    let revoke = move |conn: &mut akno::store::AnyConn| -> Result<(), akno::failure::Failure> {
        use akno::store::schema::mandates;
        diesel::update(mandates::table.filter(mandates::unp.eq(COMPANY)))
            .set(mandates::revoked_at.eq(Some(now)))
            .execute(conn)?;
        Ok(())
    };
    portal.state.db.write(revoke).await.unwrap();
    assert_eq!(elena.get(&application).await.status, 404);
    assert!(!elena.get("/applications").await.body.contains(&application));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_with_an_island_has_a_title_without_marks() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = elena.get(&format!("{draft}/steps/street")).await;
    let head = page.body.split("</head>").next().unwrap_or_default();
    assert!(page.body.contains("leptos-island") && !head.contains("<!>"), "{head}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_found_as_it_was_saved_in_every_column() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let id = id(&filed(&portal, &mut elena).await);
    let row = crate::office::row(&portal, &id).await;
    let later = row.updated_at + chrono::Duration::days(1);
    let changed = store::ApplicationRow {
        id: row.id.clone(),
        procedure: "manager".into(),
        form_version: 7,
        unp: Some(PROPRIETOR),
        started_by: row.started_by.clone(),
        status: "in_review".into(),
        number: Some("1234567890".into()),
        paper_code: Some("ABC".into()),
        office: None,
        clerk: Some(row.started_by.clone()),
        answers: "{}".into(),
        round: 9,
        filed_at: Some(later),
        filed_on: Some(later.date()),
        channel: Some("post".into()),
        due_on: Some(later.date()),
        decided_at: Some(later),
        created_at: later,
        updated_at: later,
        revision: row.revision,
        party: Some("party".into()),
        party_key: Some("key".into()),
    };
    let mut saved = changed.clone();
    let write = move |conn: &mut akno::store::AnyConn| {
        assert!(store::save(conn, &mut saved)?);
        // Read at a revision that is no more.
        let mut late = store::ApplicationRow { revision: row.revision, ..saved.clone() };
        late.status = "refused".into();
        assert!(!store::save(conn, &mut late)?);
        Ok::<_, akno::failure::Failure>(saved)
    };
    let saved = portal.state.db.write(write).await.unwrap();
    assert_eq!(saved.revision, changed.revision + 1);
    assert_eq!(format!("{:?}", crate::office::row(&portal, &id).await), format!("{saved:?}"));
}
