//! The straight way from the decision to the exclusion.

use super::*;
use crate::office::kinds;
use crate::support::journey;
use crate::support::portal::PROPRIETOR;

#[tokio::test(flavor = "multi_thread")]
async fn a_company_is_liquidated_over_its_months() {
    let portal = Portal::start().await;
    let decided = portal.clock.today();
    let open = opened(&portal).await;
    assert_eq!((open.stage.as_str(), open.published_on), ("claims", decided));

    // The register, the notice and the feed say so to everybody.
    let mut anyone = portal.client();
    let company = anyone.get(&format!("/register/{COMPANY}?lang=en")).await;
    assert!(company.body.contains("In liquidation"), "{}", company.body);
    assert!(company.body.contains("Новикова Алеся Андреевна, ликвидатор"), "{}", company.body);
    assert!(company.text_of(".inset").contains("213010, г. Шклов"), "{}", company.body);
    let notices = anyone.get("/register/notices?q=%D1%91%D0%BB%D0%BA%D0%B0").await;
    assert_eq!(notices.all("tbody tr").len(), 1, "{}", notices.body);
    assert_eq!(anyone.get("/register/notices?q=nobody").await.all("tbody tr").len(), 0);
    let feed = anyone.get("/register/notices.atom").await;
    assert!(feed.header("content-type").unwrap().starts_with("application/atom+xml"));
    assert!(feed.body.contains("<title>ООО &quot;Ёлка-Ўсход&quot;</title>"), "{}", feed.body);

    // The filer sees what is due next.
    let mut elena = portal.signed_in("elena").await;
    let page = elena.get(&format!("/proceedings/{}?lang=en", open.id)).await;
    assert!(page.text_of(".inset").contains("Take creditors’ claims."), "{}", page.body);
    assert!(elena.get("/applications").await.body.contains(&format!("/proceedings/{}", open.id)));

    let open = settled_from(&portal, open).await;
    assert_eq!(open.stage, "settlement");
    let case =
        file(&mut portal.signed_in("elena").await, "liquidation-stage", COMPANY, &last(portal.clock.today())).await;
    assert_eq!(kinds(&portal, &case).await.last().unwrap(), "bodies_asked");
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, &case).await.status, 303);
    let page = clerk.get(&format!("/office/cases/{case}?lang=en")).await;
    assert_eq!(page.body.matches("no answer yet").count(), 4, "{}", page.body);
    let refused = decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    assert_eq!(refused.status, 422, "nobody has confirmed");

    travel(&portal, portal.clock.today() + Duration::days(20));
    confirm_all(&portal, COMPANY).await;
    assert_eq!(kinds(&portal, &case).await.last().unwrap(), "bodies_answered");
    assert!(crate::office::row(&portal, &case).await.due_on.unwrap() > portal.clock.today(), "the term runs again");
    let mut clerk = portal.signed_in("clerk0").await;
    let accepted = decide(&portal, &mut clerk, &case, &[("outcome", "accept")]).await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);

    let ended = proceeding(&portal, COMPANY).await;
    assert_eq!((ended.stage.as_str(), ended.ended_on), ("excluded", Some(portal.clock.today())));
    let company = anyone.get(&format!("/register/{COMPANY}?lang=en")).await;
    assert!(company.body.contains("Excluded"), "{}", company.body);
    assert!(!company.body.contains("213010, г. Шклов, ул. Ленинская, 10, +375"), "the claims' address is gone");
    let id = ended.id.clone();
    let log: Vec<String> =
        portal.read(move |conn| proceedings::events(conn, &id)).await.into_iter().map(|e| e.kind).collect();
    assert_eq!(log[..3], ["opened", "interim-approved", "exclusion-asked"]);
    assert_eq!(log.iter().filter(|kind| *kind == "body-confirmed").count(), 4);
    assert_eq!(log.last().unwrap(), "excluded");
}

async fn settled_from(portal: &Portal, open: ProceedingRow) -> ProceedingRow {
    travel(portal, open.claims_until.succ_opt().unwrap());
    let mut elena = portal.signed_in("elena").await;
    let page = elena.get(&format!("/proceedings/{}?lang=en", open.id)).await;
    assert!(page.text_of(".inset").contains("Approve the interim liquidation balance"), "{}", page.body);
    let case = file(&mut elena, "liquidation-stage", COMPANY, &interim(portal.clock.today())).await;
    accept(portal, &case).await;
    proceeding(portal, COMPANY).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sole_proprietor_ends_the_activity() {
    let portal = Portal::start().await;
    let mut oleg = portal.signed_in("oleg").await;
    let notice = file(&mut oleg, "termination", PROPRIETOR, &termination(portal.clock.today())).await;
    // Whoever looks for the next stage already is led to what was filed, and not told to begin.
    let told = oleg.get("/services/liquidation-stage/start?lang=en").await;
    assert!(told.attribute(&format!("main a[href='/applications/{notice}']"), "href").is_some(), "{}", told.body);
    assert!(!told.body.contains("No liquidation is under way"), "{}", told.body);
    accept(&portal, &notice).await;
    let open = proceeding(&portal, PROPRIETOR).await;
    let own = oleg.get(&format!("/businesses/{PROPRIETOR}?lang=en")).await.text_of("main");
    assert!(own.contains("the whole of it: by"), "not taken for the end of the claims: {own}");
    let page = portal.client().get(&format!("/register/{PROPRIETOR}")).await;
    assert!(!page.body.contains("Тайная"), "the home's address stays personal");

    travel(&portal, open.claims_until.succ_opt().unwrap());
    let mut oleg = portal.signed_in("oleg").await;
    // Whoever decides alone is not asked who did.
    let stage = draft(&mut oleg, "liquidation-stage", PROPRIETOR, &[]).await;
    let basis = oleg.get(&format!("{stage}/steps/basis")).await;
    assert_eq!(basis.attribute("main [name=decided_by]", "type").as_deref(), Some("hidden"), "{}", basis.body);
    assert!(!basis.attribute("main [name=decided_by]", "value").unwrap_or_default().is_empty());
    // Nor does the name stay as that of whoever opened a bankruptcy.
    let answers = super::stage(portal.clock.today(), "withdrawal", Vec::new());
    fill_in(&mut oleg, &stage, &answers).await;
    let check = oleg.get(&format!("{stage}/check")).await.text_of(".document");
    assert!(!check.contains("общее собрание"), "what was sent for it is not taken: {check}");
    journey::save(&mut oleg, &stage, "stage", &texts(&[("stage", "bankruptcy")])).await;
    let basis = oleg.get(&format!("{stage}/steps/basis")).await;
    assert_eq!(basis.attribute("main [name=decided_by]", "value").unwrap_or_default(), "");
    assert_ne!(basis.attribute("main [name=decided_by]", "type").as_deref(), Some("hidden"));
    let case = file(&mut oleg, "liquidation-stage", PROPRIETOR, &last(portal.clock.today())).await;
    confirm_all(&portal, PROPRIETOR).await;
    accept(&portal, &case).await;
    assert_eq!(proceeding(&portal, PROPRIETOR).await.stage, "excluded");
    let page = portal.client().get(&format!("/register/{PROPRIETOR}?lang=en")).await;
    assert!(page.body.contains("Excluded"), "{}", page.body);
    let start = oleg.get("/services/termination/start?lang=en").await;
    assert_eq!(start.all("input[name=unp]:not([disabled])").len(), 0, "{}", start.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bodies_are_written_to_and_the_mails_name_no_reason() {
    let portal = Portal::start().await;
    settled(&portal).await;
    file(&mut portal.signed_in("elena").await, "liquidation-stage", COMPANY, &last(portal.clock.today())).await;
    let objected = [("answer", "object"), ("reason", "Недоимка по НДС 12 рублей")];
    assert_eq!(answer(&portal, COMPANY, "tax", &objected).await.status, 303);
    let mails = portal.read(|conn| akno::store::mails::newest(conn, 100)).await;
    let to = |who: &str| mails.iter().filter(|mail| mail.recipient == format!("{who}@akno.example")).count();
    assert!(BODIES.into_iter().all(|who| to(who) == 1), "one question for each body");
    assert!(!mails.iter().any(|mail| mail.body.contains("Недоимка")), "mail is read by others");
    let open = proceeding(&portal, COMPANY).await;
    let page = portal.signed_in("elena").await.get(&format!("/proceedings/{}", open.id)).await;
    assert!(page.body.contains("Недоимка по НДС"), "the filer reads the reason on the portal");
}
