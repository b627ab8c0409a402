//! Registering a legal entity: from an approved name, through the founders' confirmations, to the register.

use super::{Answers, accept, begin, file, name_approval, step};
use crate::office::{decide, give_back, pin, row, take};
use crate::support::client::Client;
use crate::support::database::counted;
use crate::support::journey::{self, fill_in, id, save};
use crate::support::portal::{Portal, email, offices};
use akno::store::{AnyConn, applications, companies, documents, mails, mandates, name_approvals};
use chrono::{Datelike, Duration};
use diesel::QueryResult;
use portal::mandate::Scope;
use portal::unp::Unp;

const SLUG: &str = "registration-legal-entity";

/// A name approved for somebody; the number of the certificate.
async fn approved(portal: &Portal, client: &mut Client, own: &str) -> String {
    let case = file(client, "name-approval", name_approval::answers(own, None)).await;
    accept(portal, &case, &[("choice", "0")]).await;
    row(portal, &case).await.number.unwrap()
}

pub fn answers(portal: &Portal, approval: &str) -> Answers {
    let day = portal.clock.today();
    vec![
        step("name", &[("approval_number", approval)]),
        step(
            "place",
            &[("area", &offices()[0].to_string()), ("settlement_kind", "аг."), ("settlement", "Александрия")],
        ),
        step("street", &[("street_kind", "ул."), ("street", "Оршанская"), ("house", "7А"), ("postcode", "213010")]),
        step("premises", &[("premises", "non_residential"), ("room_kind", "каб."), ("room", "12")]),
        step(
            "founder-1",
            &[
                ("founder_1_name", "Ковалёва Елена Петровна"),
                ("founder_1_email", &email("elena")),
                ("founder_1_share", "60"),
                ("founder_1_more", "yes"),
            ],
        ),
        step(
            "founder-2",
            &[
                ("founder_2_name", "Шиманский Олег Петрович"),
                ("founder_2_email", &email("oleg")),
                ("founder_2_share", "40"),
                ("founder_2_more", "no"),
            ],
        ),
        step("capital", &[("capital", "1000")]),
        step(
            "head",
            &[
                ("manager_name", "Шиманский Олег Петрович"),
                ("manager_post", "директор"),
                ("manager_email", &email("oleg")),
            ],
        ),
        step("activity", &[("activity_code", "62010"), ("activity_licence", "not-needed")]),
        step("contacts", &[("phone", "+375 29 123-45-67")]),
        step(
            "basis",
            &[
                ("paper_day", &day.day().to_string()),
                ("paper_month", &day.month().to_string()),
                ("paper_year", &day.year().to_string()),
                ("paper_by", "собрание учредителей"),
            ],
        ),
    ]
}

/// The same of one founder, Elena.
fn answers_of_one(portal: &Portal, approval: &str) -> Answers {
    let mut answers = answers(portal, approval);
    answers.retain(|(step, _)| *step != "founder-2");
    for (name, text) in answers.iter_mut().flat_map(|(_, fields)| fields) {
        match *name {
            "founder_1_share" => *text = "100".to_owned(),
            "founder_1_more" => *text = "no".to_owned(),
            _ => {}
        }
    }
    answers
}

/// A registration that Elena alone has filed under a name approved for her; the case.
async fn filed(portal: &Portal, elena: &mut Client, approval: &str) -> String {
    let draft = begin(elena, SLUG).await;
    fill_in(elena, &draft, &answers_of_one(portal, approval)).await;
    confirm(elena, &id(&draft)).await;
    let filed = elena.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);
    id(&draft)
}

/// An application of two founders, Elena and Oleg, ready to be confirmed; its path.
pub async fn filled_in(portal: &Portal, elena: &mut Client, name: &str) -> String {
    let number = approved(portal, elena, name).await;
    let draft = begin(elena, SLUG).await;
    fill_in(elena, &draft, &answers(portal, &number)).await;
    draft
}

/// A founder confirms what the page shows them.
pub async fn confirm(client: &mut Client, case: &str) {
    let page = client.get(&format!("/foundings/{case}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let digest = page.attribute("input[name=digest]", "value").unwrap();
    let sent = client.post(&format!("/foundings/{case}"), &[("digest", &digest), ("confirmed", "yes")]).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_founders_confirm_and_their_company_stands_in_the_register() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = (portal.signed_in("elena").await, portal.signed_in("oleg").await);
    let number = approved(&portal, &mut elena, "Васильковая межа").await;
    let draft = begin(&mut elena, SLUG).await;
    fill_in(&mut elena, &draft, &answers(&portal, &number)).await;
    let case = id(&draft);

    // Nothing is filed before both have confirmed; the second founder sees nothing before the invitation.
    let file = [("confirmed", "yes"), ("round", "1")];
    let too_early = elena.post(&format!("{draft}/filing"), &file).await;
    assert_eq!(too_early.location(), format!("{draft}/founders"));
    assert_eq!(oleg.get(&format!("/foundings/{case}")).await.status, 404);
    confirm(&mut elena, &case).await;
    let invited = elena.post(&format!("{draft}/founders"), &[]).await;
    assert!(invited.location().ends_with("invited=sent"), "{}", invited.location());
    let again = elena.post(&format!("{draft}/founders"), &[]).await;
    assert!(again.location().ends_with("invited=nobody"), "nobody is written to twice in a day");
    portal.work_done().await;
    let wanted = case.clone();
    let letters = portal.read(move |conn| mails::of_application(conn, &wanted)).await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].recipient == email("oleg") && letters[0].body.contains(&format!("/foundings/{case}")));
    assert!(oleg.get("/applications?lang=ru").await.text_of("main").contains("Вас просят подтвердить"));

    // A change voids what was confirmed, and what was seen before it can no longer be confirmed.
    let stale = oleg.get(&format!("/foundings/{case}")).await.attribute("input[name=digest]", "value").unwrap();
    save(&mut elena, &draft, "capital", &[("capital", "2000".to_owned())]).await;
    let refused = oleg.post(&format!("/foundings/{case}"), &[("digest", &stale), ("confirmed", "yes")]).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains("2000"), "what stands there now is shown");
    confirm(&mut oleg, &case).await;
    let half = elena.post(&format!("{draft}/filing"), &file).await;
    assert_eq!(half.location(), format!("{draft}/founders"), "the first founder's confirmation is void");
    confirm(&mut elena, &case).await;
    let filed = elena.post(&format!("{draft}/filing"), &file).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", filed.body);

    // The clerk sees who confirmed, and accepts.
    let mut clerk = portal.signed_in("clerk0").await;
    let page = clerk.get(&format!("/office/cases/{case}?lang=ru")).await.text_of("main");
    assert_eq!(page.matches("учредитель подтвердил заявление").count(), 2, "{page}");
    accept(&portal, &case, &[]).await;
    let unp = row(&portal, &case).await.unp.unwrap();
    assert!(Unp::from_number(unp).is_ok());
    let company = portal.read(move |conn| companies::find(conn, unp)).await.unwrap();
    assert_eq!(company.name, "Общество с ограниченной ответственностью \"Васильковая межа\"");
    assert_eq!(company.head.as_deref().map(|head| head.contains("Шиманский Олег Петрович")), Some(true));
    assert!(company.address.unwrap().contains("Оршанская"));
    assert!(portal.client().get(&format!("/register/{unp}")).await.body.contains("Васильковая межа"));

    // The first charter and who takes part are kept; of natural persons only how many there are is public.
    let public = portal.client().get(&format!("/register/{unp}?lang=ru")).await;
    assert!(public.text_of("main").contains("редакция 1"), "{}", public.body);
    assert!(public.body.contains("2 физических лица"), "{}", public.body);
    assert!(!public.body.contains("Ковалёва Елена Петровна"), "a founder who does not head it is nobody's business");
    let told = portal.client().get(&format!("/api/v1/companies/{unp}")).await;
    assert!(told.body.contains("\"participants\":{\"organisations\":[],\"persons\":2}"), "{}", told.body);
    let history = portal.client().get(&format!("/api/v1/companies/{unp}/history")).await.body;
    assert!(!history.contains("Ковалёва") && !told.body.contains("Ковалёва"), "{history}");
    let own = oleg.get(&format!("/businesses/{unp}?lang=ru")).await.text_of("main");
    assert!(own.contains("Ковалёва Елена Петровна, 60 %"), "whoever acts for it sees who takes part: {own}");

    // The head may act, who filed goes on reading, and the certificate is genuine.
    let today = portal.clock.today();
    assert!(portal.read(move |conn| mandates::allows(conn, "oleg", unp, Scope::File, today)).await);
    assert!(!portal.read(move |conn| mandates::allows(conn, "elena", unp, Scope::File, today)).await);
    portal.work_done().await;
    assert!(elena.get(&format!("{draft}?lang=ru")).await.text_of("main").contains("Организация зарегистрирована"));
    let wanted = case.clone();
    let papers = portal.read(move |conn| documents::of_application(conn, &wanted)).await;
    let certificate = papers.iter().find(|paper| paper.kind == "certificate").unwrap();
    assert!(elena.get(&format!("{draft}/documents/{}", certificate.id)).await.bytes.starts_with(b"%PDF"));
    let used = portal.read(move |conn| name_approvals::by_number(conn, &number)).await.unwrap();
    assert_eq!(used.used_by.as_deref(), Some(case.as_str()));
    // What is used founds nothing else.
    let second = begin(&mut elena, SLUG).await;
    let saved = save(&mut elena, &second, "name", &[("approval_number", used.number)]).await;
    assert!(saved.location().ends_with("check=1"), "{}", saved.location());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_is_its_holders_and_a_stranger_confirms_nothing() {
    let portal = Portal::start().await;
    let (mut elena, mut oleg) = (portal.signed_in("elena").await, portal.signed_in("oleg").await);
    let number = approved(&portal, &mut elena, "Васильковая межа").await;
    let theirs = begin(&mut oleg, SLUG).await;
    let saved = save(&mut oleg, &theirs, "name", &[("approval_number", number.clone())]).await;
    assert!(saved.location().ends_with("check=1"), "{}", saved.location());
    // Names cannot be typed beside the approval.
    let forged = [("approval_number", number.clone()), ("full_name", "ООО «Иное»".to_owned())];
    let draft = begin(&mut elena, SLUG).await;
    save(&mut elena, &draft, "name", &forged).await;
    let wanted = id(&draft);
    let kept = portal.read(move |conn| applications::find(conn, &wanted)).await.unwrap();
    assert!(kept.answers().get("full_name").contains("Васильковая межа"));
    // An unfinished draft is confirmed by nobody, and a founder it does not name sees nothing.
    let case = id(&draft);
    assert!(elena.post(&format!("{draft}/founders"), &[]).await.status == 404, "no founder is named yet");
    assert_eq!(oleg.get(&format!("/foundings/{case}")).await.status, 404);
    assert_eq!(oleg.post(&format!("/foundings/{case}"), &[("digest", "x"), ("confirmed", "yes")]).await.status, 404);
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(clerk.get(&format!("/foundings/{case}")).await.status, 404);
    assert_eq!(take(&mut clerk, &case).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_name_is_registered_once_however_often_it_was_approved() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let first = approved(&portal, &mut elena, "Васильковая межа").await;
    let second = approved(&portal, &mut elena, "Васильковая межа").await;
    let (one, two) = (filed(&portal, &mut elena, &first).await, filed(&portal, &mut elena, &second).await);
    accept(&portal, &one, &[]).await;

    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &two).await.status, 303);
    let form = clerk.get(&format!("/office/cases/{two}/decision?lang=ru")).await.text_of("main");
    assert!(form.contains("Под этим наименованием уже зарегистрирована организация"), "{form}");
    assert_eq!(decide(&portal, &mut clerk, &two, &[("outcome", "accept")]).await.status, 422);
    let of_name = "SELECT COUNT(*) AS count FROM companies WHERE name LIKE '%Васильковая межа%'";
    assert_eq!(counted(&portal.state.db, of_name).await, 1);
    assert_eq!(row(&portal, &two).await.unp, None);
    // What is registered stands in nobody's way, least of all its own.
    let page = clerk.get(&format!("/office/cases/{one}?lang=ru")).await;
    assert!(!page.body.contains("Под этим наименованием уже"), "{}", page.text_of("main"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_kept_until_the_registration_under_it_is_decided_though_the_approval_is_over() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let number = approved(&portal, &mut elena, "Васильковая межа").await;
    let case = filed(&portal, &mut elena, &number).await;
    let approval = portal.read(move |conn| name_approvals::by_number(conn, &number)).await.unwrap();
    portal.clock.advance(Duration::days((approval.valid_until - portal.clock.today()).num_days() + 1));

    // Neither another founder gets it, nor the same one once more.
    let proposal = name_approval::answers("ВАСИЛЬКОВАЯ-МЕЖА", None);
    let (_, fields) = proposal.into_iter().find(|(step, _)| *step == "first").unwrap();
    for who in ["oleg", "elena"] {
        let mut founder = portal.signed_in(who).await;
        let draft = begin(&mut founder, "name-approval").await;
        assert!(save(&mut founder, &draft, "first", &fields).await.location().ends_with("check=1"), "{who}");
        let told = founder.get(&format!("{draft}/steps/first?check=1&lang=ru")).await.text_of(".error-summary");
        assert!(told.contains("уже подано заявление о регистрации"), "{who}: {told}");
    }

    let list = portal.signed_in("elena").await.get("/applications?lang=ru").await.text_of("main");
    assert!(list.contains("сохранено до решения о регистрации"), "{list}");

    // Refused, it is anybody's.
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &case).await.status, 303);
    let refusal = [("outcome", "refuse"), ("reasons", "documents-missing"), ("words", "Нет устава.")];
    assert_eq!(decide(&portal, &mut clerk, &case, &refusal).await.status, 303);
    let mut oleg = portal.signed_in("oleg").await;
    let draft = begin(&mut oleg, "name-approval").await;
    assert!(!save(&mut oleg, &draft, "first", &fields).await.location().ends_with("check=1"));
}

/// Moves the clock behind the last day of an approval.
async fn run_out(portal: &Portal, number: &str) {
    let number = number.to_owned();
    let approval = portal.read(move |conn| name_approvals::by_number(conn, &number)).await.unwrap();
    portal.clock.advance(Duration::days((approval.valid_until - portal.clock.today()).num_days() + 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_filed_in_time_is_corrected_though_the_approval_is_over() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let number = approved(&portal, &mut elena, "Васильковая межа").await;
    let case = filed(&portal, &mut elena, &number).await;
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &case).await.status, 303);
    pin(&mut clerk, &case, "capital", "В решении другая сумма.").await;
    assert_eq!(give_back(&portal, &mut clerk, &case).await.status, 303);
    run_out(&portal, &number).await;

    let mut elena = portal.signed_in("elena").await;
    let path = format!("/applications/{case}");
    assert_eq!(save(&mut elena, &path, "capital", &[("capital", "2000".to_owned())]).await.status, 303);
    confirm(&mut elena, &case).await;
    let corrected = journey::file(&mut elena, &path, 2).await;
    assert_eq!(corrected.location(), format!("{path}/receipt"), "{}", corrected.body);
    assert_eq!(row(&portal, &case).await.round, 2);
    // Nothing else is filed with it any more.
    let other = begin(&mut elena, SLUG).await;
    let saved = save(&mut elena, &other, "name", &[("approval_number", number)]).await;
    assert!(saved.location().ends_with("check=1"), "{}", saved.location());
    let form = elena.get(&format!("{other}/steps/name?check=1&lang=ru")).await.text_of(".error-summary");
    assert!(form.contains("Справка действовала до"), "{form}");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_approvals_of_one_name_that_is_relied_on_whose_number_was_filed() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let idle = approved(&portal, &mut elena, "Васильковая межа").await;
    let relied_on = approved(&portal, &mut elena, "Васильковая межа").await;
    filed(&portal, &mut elena, &relied_on).await;
    portal.work_done().await;
    run_out(&portal, &relied_on).await;

    let list = portal.signed_in("elena").await.get("/applications?lang=ru").await.text_of("main");
    assert_eq!(list.matches("сохранено до решения о регистрации").count(), 1, "{list}");
    assert!(list.contains("срок прошёл"), "{list}");
    let told = [(relied_on, "По ней подано заявление о регистрации"), (idle, "Теперь наименование может")];
    for (number, said) in told {
        let find = move |conn: &mut AnyConn| -> QueryResult<_> {
            let approval = name_approvals::by_number(conn, &number)?.unwrap();
            documents::of_application(conn, &approval.application_id)
        };
        let papers = portal.read(find).await;
        let certificate = papers.iter().find(|paper| paper.kind == "name-approval").unwrap();
        let verified = portal.client().get(&format!("/verify/{}?lang=ru", certificate.verify_code)).await;
        assert!(verified.text_of("main").contains(said), "{}", verified.text_of("main"));
    }
}
