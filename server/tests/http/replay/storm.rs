//! Filings and decisions of all procedures at random, with a moved clock, by several people at once.
//!
//! `AKNO_STORM_ROUNDS` sets how many, `AKNO_STORM_SEED` which; a failure names both.

use super::{answers, compared};
use crate::liquidation::{pay, travel};
use crate::office::{decide, give_back, pin, row, take};
use crate::support::client::{Answer, Client};
use crate::support::journey::{id, save};
use crate::support::portal::{COMPANY, PRIVATE, PROPRIETOR, Portal, offices};
use akno::store::applications::ApplicationRow;
use akno::store::{companies, name_approvals, proceedings};
use chrono::{Datelike, Days};
use portal::company::{Kind, Standing};
use portal::procedures::Procedure;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeMap;

/// What founds something, and needs no company.
const FOUNDING: [&str; 3] = ["name-approval", "registration-sole-proprietor", "registration-legal-entity"];

struct Storm {
    portal: Portal,
    rng: ChaCha8Rng,
    /// Whom somebody acts for.
    companies: Vec<(&'static str, i64)>,
    /// How often what happened.
    tally: BTreeMap<String, usize>,
    round: usize,
}

#[tokio::test(flavor = "multi_thread")]
async fn after_random_filings_and_decisions_the_register_is_a_replay_of_its_log() {
    let setting = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let (rounds, seed) = (setting("AKNO_STORM_ROUNDS").unwrap_or(130), setting("AKNO_STORM_SEED").unwrap_or(8));
    let mut storm = Storm {
        portal: Portal::with(|config| config.worker = false).await,
        rng: ChaCha8Rng::seed_from_u64(seed as u64),
        companies: vec![("elena", COMPANY), ("elena", PRIVATE), ("oleg", PROPRIETOR)],
        tally: BTreeMap::new(),
        round: 0,
    };
    for round in 0..rounds {
        storm.round = round;
        storm.a_round().await;
    }
    let (checked, differences) = compared(&storm.portal, false).await;
    let told: Vec<String> = differences.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "seed {seed}, {rounds} rounds: {told:#?}");
    println!("{checked}\n{:#?}", storm.tally);
    // What never happened would show nothing.
    for (what, times) in
        [("accepted", rounds / 5), ("refused", 2), ("withdrawn", 2), ("corrected", 2), ("raced", 3), ("handed out", 1)]
    {
        let happened = storm.tally.get(what).copied().unwrap_or_default();
        assert!(happened >= times, "{what}: {happened}, {:#?}", storm.tally);
    }
    for slug in Procedure::ALL.map(Procedure::slug) {
        assert!(storm.tally.contains_key(&format!("filed {slug}")), "{slug}: {:#?}", storm.tally);
    }
}

impl Storm {
    fn count(&mut self, what: impl Into<String>) {
        *self.tally.entry(what.into()).or_default() += 1;
    }

    /// Something is filed, or not; then the office, the applicant or both do something about it.
    async fn a_round(&mut self) {
        let days = if self.rng.random_bool(0.6) { 0 } else { self.rng.random_range(1..14) };
        travel(&self.portal, self.portal.clock.today() + Days::new(days));
        let Some(case) = self.a_filing().await else { return };
        if self.rng.random_bool(0.15) {
            // It stays as it is; perhaps the last rounds' clock goes on over it.
            self.count("left");
            return;
        }
        let Some((mut clerk, mut colleague)) = self.office_of(&case).await else { return };
        if self.round % 6 == 1 {
            // The head of the office gives it to somebody, who finds it in hand.
            let revision = row(&self.portal, &case).await.revision.to_string();
            let to = [("to", "clerk0"), ("revision", revision.as_str()), ("note", "Вам")];
            let mut supervisor = self.portal.signed_in("supervisor").await;
            if supervisor.post(&format!("/office/cases/{case}/handover"), &to).await.status == 303 {
                self.count("handed out");
            }
        }
        let (one, other) = tokio::join!(take(&mut clerk, &case), take(&mut colleague, &case));
        assert!(one.status < 500 && other.status < 500, "{} {}", one.body, other.body);
        let clerk =
            if row(&self.portal, &case).await.clerk.as_deref() == Some("colleague") { colleague } else { clerk };
        self.an_end(clerk, &case).await;
        self.look_around(&case).await;
    }

    /// A random procedure for a random company, on line or on paper; the case, where it was filed.
    async fn a_filing(&mut self) -> Option<String> {
        // Each has its turn; in between they come as they come.
        let all = Procedure::ALL.map(Procedure::slug);
        let turn = self.rng.random_range(0..all.len());
        let slug = all[if self.round.is_multiple_of(2) { self.round / 2 % all.len() } else { turn }];
        let founding = FOUNDING.contains(&slug);
        let (who, unp) = if founding { ("elena", None) } else { self.a_company(slug).await };
        let kind = self.kind(unp).await;
        let slug = match slug {
            "liquidation" if kind == Kind::SoleProprietor => "termination",
            "termination" if kind == Kind::LegalEntity => "liquidation",
            slug => slug,
        };
        if slug == "liquidation-stage" && self.rng.random_bool(0.8) {
            self.past_the_creditors_term(unp?).await;
        }
        let mut client = self.portal.signed_in(who).await;
        let number = unp.map(|unp| unp.to_string()).unwrap_or_default();
        let start = client.post(&format!("/services/{slug}/start"), &[("unp", &number), ("anew", "yes")]).await;
        assert!(start.status < 500, "{slug}: {}", start.body);
        if start.status != 303 {
            self.count(format!("not eligible: {slug}"));
            return None;
        }
        let draft = start.location().to_owned();
        let approval = self.an_approval().await;
        let (today, round) = (self.portal.clock.today(), self.round);
        let now = match unp {
            Some(unp) => self.portal.read(move |conn| companies::find(conn, unp)).await,
            None => None,
        };
        let stage = match unp {
            Some(unp) => self.portal.read(move |conn| proceedings::open_of(conn, unp)).await.map(|open| open.stage()),
            None => None,
        };
        let given = answers::Given { kind, today, number: round + 1, approval, now, stage };
        let typed = answers::of(slug, &given, &mut self.rng);
        for (step, fields) in &typed {
            let saved = save(&mut client, &draft, step, fields).await;
            assert_eq!(saved.status, 303, "{slug}/{step}: {}", saved.body);
        }
        if slug == "registration-legal-entity" {
            let page = client.get(&format!("/foundings/{}", id(&draft))).await;
            let digest = page.attribute("input[name=digest]", "value").unwrap_or_default();
            let fields = [("digest", digest.as_str()), ("confirmed", "yes")];
            assert!(client.post(&format!("/foundings/{}", id(&draft)), &fields).await.status < 500);
        }
        let case = id(&draft);
        if self.rng.random_bool(0.2) {
            self.on_paper(&mut client, &draft).await
        } else {
            self.on_line(&client, &draft).await
        };
        if row(&self.portal, &case).await.filed_at.is_none() {
            self.count(format!("not filed: {slug}"));
            return None;
        }
        self.count(format!("filed {slug}"));
        Some(case)
    }

    /// A company that somebody acts for; for a stage of a liquidation one that is wound up, where there is one,
    /// and for anything else one that is not.
    async fn a_company(&mut self, slug: &str) -> (&'static str, Option<i64>) {
        let (mut fit, all) = (Vec::new(), self.companies.clone());
        for (who, unp) in &all {
            let entity = self.kind(Some(*unp)).await == Kind::LegalEntity;
            let suits = match slug {
                "liquidation-stage" => self.is_wound_up(Some(*unp)).await,
                "manager" | "change-of-charter" | "liquidation" => entity && !self.is_wound_up(Some(*unp)).await,
                "termination" => !entity && !self.is_wound_up(Some(*unp)).await,
                _ => !self.is_wound_up(Some(*unp)).await,
            };
            if suits {
                fit.push((*who, *unp));
            }
        }
        // Now and then one that does not suit: it is told so.
        let among = if fit.is_empty() || self.rng.random_bool(0.1) { &all } else { &fit };
        let (who, unp) = *among.choose(&mut self.rng).unwrap();
        (who, Some(unp))
    }

    async fn kind(&self, unp: Option<i64>) -> Kind {
        let Some(unp) = unp else { return Kind::LegalEntity };
        self.portal.read(move |conn| companies::find(conn, unp)).await.map_or(Kind::LegalEntity, |row| row.kind())
    }

    async fn is_wound_up(&self, unp: Option<i64>) -> bool {
        let Some(unp) = unp else { return false };
        self.portal.read(move |conn| proceedings::open_of(conn, unp)).await.is_some()
    }

    async fn past_the_creditors_term(&self, unp: i64) {
        let open = self.portal.read(move |conn| proceedings::open_of(conn, unp)).await;
        let over = open.and_then(|open| open.claims_until.succ_opt());
        if let Some(day) = over.filter(|day| *day > self.portal.clock.today()) {
            travel(&self.portal, day);
        }
    }

    /// The number of an approved name that nobody has used.
    async fn an_approval(&self) -> Option<String> {
        let today = self.portal.clock.today();
        let kept = self.portal.read(move |conn| name_approvals::of_holder(conn, "elena")).await;
        kept.into_iter().find(|name| name.used_by.is_none() && name.valid_until >= today).map(|name| name.number)
    }

    /// Filed, now and then by two windows at once.
    async fn on_line(&mut self, client: &Client, draft: &str) {
        let (path, form) = (format!("{draft}/filing"), [("confirmed", "yes"), ("round", "1")]);
        let (mut one, mut other) = (client.clone(), client.clone());
        if self.rng.random_bool(0.7) {
            assert!(one.post(&path, &form).await.status < 500);
            return;
        }
        let (first, second) = tokio::join!(one.post(&path, &form), other.post(&path, &form));
        assert!(first.status < 500 && second.status < 500, "{} {}", first.body, second.body);
        self.count("filed by two windows");
    }

    /// Prepared for paper and received at the counter of the office that is competent, or of another.
    async fn on_paper(&mut self, client: &mut Client, draft: &str) {
        assert!(client.post(&format!("{draft}/paper"), &[]).await.status < 500);
        let Some(code) = row(&self.portal, &id(draft)).await.paper_code else { return };
        let at = ["clerk0", "clerk1"].choose(&mut self.rng).unwrap();
        let today = self.portal.clock.today();
        let (day, month, year) = (today.day().to_string(), today.month().to_string(), today.year().to_string());
        let fields = [
            ("channel", *["in_person", "by_post"].choose(&mut self.rng).unwrap()),
            ("received_on_day", day.as_str()),
            ("received_on_month", month.as_str()),
            ("received_on_year", year.as_str()),
            ("signed", "yes"),
        ];
        let received = self.portal.signed_in(at).await.post(&format!("/office/counter/{code}"), &fields).await;
        assert!(received.status < 500, "{}", received.body);
        self.count("received on paper");
    }

    /// Two clerks of the office that has a case.
    async fn office_of(&mut self, case: &str) -> Option<(Client, Client)> {
        let office = row(&self.portal, case).await.office;
        let place = offices().into_iter().position(|code| Some(code) == office)?;
        let clerk = self.portal.signed_in(["clerk0", "clerk1", "clerk2"][place]).await;
        let colleague = if place == 0 { self.portal.signed_in("colleague").await } else { clerk.clone() };
        Some((clerk, colleague))
    }

    /// What becomes of a case in a clerk's hands.
    async fn an_end(&mut self, mut clerk: Client, case: &str) {
        let before = row(&self.portal, case).await;
        let mut applicant = self.portal.signed_in(&before.started_by).await;
        match self.rng.random_range(0..100) {
            0..42 => self.accept(&mut clerk, case).await,
            42..55 => {
                let refused = self.refuse(&mut clerk, case).await;
                assert_eq!(refused.status, 303, "{:?}", refused.all("[role=alert]"));
            }
            55..72 => self.correct(&mut clerk, &mut applicant, &before).await,
            72..80 => {
                let taken_back = applicant.post(&format!("/applications/{case}/withdrawal"), &[]).await;
                assert_eq!(taken_back.status, 303, "{}", taken_back.body);
            }
            80..85 => {
                let released = clerk.post(&format!("/office/cases/{case}/release"), &[]).await;
                assert_eq!(released.status, 303, "{}", released.body);
            }
            _ => self.race(clerk, applicant, &before).await,
        }
        let after = row(&self.portal, case).await;
        self.count(after.status.clone());
        if before.unp.is_none()
            && let Some(unp) = after.unp
        {
            self.companies.push(("elena", unp));
        }
    }

    /// Pays what is owed, lets the bodies answer, accepts; where the law has something against it by now, refuses.
    async fn accept(&mut self, clerk: &mut Client, case: &str) {
        self.prepare(clerk, case).await;
        let accepted = decide(&self.portal, clerk, case, &[("outcome", "accept"), ("choice", "0")]).await;
        assert!([303, 422].contains(&accepted.status), "{}", accepted.body);
        if accepted.status == 422 {
            self.count("could not be accepted");
            assert_eq!(self.refuse(clerk, case).await.status, 303);
        }
    }

    async fn prepare(&mut self, clerk: &mut Client, case: &str) {
        let paid = pay(clerk, case, self.portal.clock.today(), "15").await;
        assert!(paid.status < 500, "{}", paid.body);
        let Some(unp) = row(&self.portal, case).await.unp else { return };
        if !self.is_wound_up(Some(unp)).await {
            return;
        }
        let asked = crate::liquidation::tasks(&self.portal, unp).await;
        for task in asked.iter().filter(|task| task.application_id == case) {
            let who = if task.body == "social-fund" { "fund" } else { task.body.as_str() };
            let mut body = self.portal.signed_in(who).await;
            let path = format!("/tasks/{}", task.id);
            let revision = task.revision.to_string();
            let reason = "Не сдан отчёт за последний квартал";
            let object = [("revision", revision.as_str()), ("answer", "object"), ("reason", reason)];
            if self.rng.random_bool(0.2) {
                assert!(body.post(&path, &object).await.status < 500);
            }
            if self.rng.random_bool(0.9) {
                let shown = body.get(&path).await.attribute("input[name=revision]", "value").unwrap_or(revision);
                let confirmed = body.post(&path, &[("revision", &shown), ("answer", "confirm")]).await;
                assert!(confirmed.status < 500, "{}", confirmed.body);
            }
        }
    }

    async fn refuse(&mut self, clerk: &mut Client, case: &str) -> Answer {
        let page = clerk.get(&format!("/office/cases/{case}/decision")).await;
        let reason = page.attribute("input[name=reasons]", "value").unwrap_or_default();
        let fields = [("outcome", "refuse"), ("reasons", reason.as_str()), ("words", "Так бывает")];
        decide(&self.portal, clerk, case, &fields).await
    }

    /// The case goes back, is corrected and comes again, perhaps to another office.
    async fn correct(&mut self, clerk: &mut Client, applicant: &mut Client, before: &ApplicationRow) {
        let case = &before.id;
        let page = clerk.get(&format!("/office/cases/{case}")).await;
        let field = page.attribute("input[type=hidden][name=field]", "value").expect("a row that can be remarked on");
        assert_eq!(pin(clerk, case, &field, "Проверьте").await.status, 303);
        assert_eq!(give_back(&self.portal, clerk, case).await.status, 303);
        let draft = format!("/applications/{case}");
        let elsewhere = [("area", offices()[1].to_string())];
        if before.procedure == "change-of-location" && field == "area" {
            assert_eq!(save(applicant, &draft, "place", &elsewhere).await.status, 303);
        }
        let again = applicant.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "2")]).await;
        assert!(again.status < 500, "{}", again.body);
        if again.header("location").is_some_and(|to| to.ends_with("/receipt")) {
            self.count("corrected");
        }
        if row(&self.portal, case).await.status == "in_review" {
            self.accept(clerk, case).await;
        }
    }

    /// Two who want different things at the same moment.
    async fn race(&mut self, mut clerk: Client, mut applicant: Client, before: &ApplicationRow) {
        let case = before.id.clone();
        self.prepare(&mut clerk, &case).await;
        let mut again = clerk.clone();
        let accept = [("outcome", "accept"), ("choice", "0")];
        let withdrawal = format!("/applications/{case}/withdrawal");
        let release = format!("/office/cases/{case}/release");
        let (one, other) = match self.rng.random_range(0..3) {
            0 => tokio::join!(
                decide(&self.portal, &mut clerk, &case, &accept),
                decide(&self.portal, &mut again, &case, &accept)
            ),
            1 => tokio::join!(decide(&self.portal, &mut clerk, &case, &accept), applicant.post(&withdrawal, &[])),
            _ => tokio::join!(applicant.post(&withdrawal, &[]), again.post(&release, &[])),
        };
        assert!(one.status < 500 && other.status < 500, "{} {}", one.body, other.body);
        self.count("raced");
    }

    /// What pages say of it all, they say.
    async fn look_around(&mut self, case: &str) {
        let row = row(&self.portal, case).await;
        let mut applicant = self.portal.signed_in(&row.started_by).await;
        let mut paths = vec![format!("/applications/{case}"), "/businesses".to_owned()];
        paths.extend(row.unp.map(|unp| format!("/register/{unp}")));
        for path in paths {
            let page = applicant.get(&path).await;
            assert_eq!(page.status, 200, "{path}: {}", page.body);
        }
        let excluded = match row.unp {
            Some(unp) => self.portal.read(move |conn| companies::find(conn, unp)).await,
            None => None,
        };
        if excluded.is_some_and(|company| company.standing() == Standing::Excluded) {
            self.count("excluded");
            self.companies.retain(|(_, unp)| Some(*unp) != row.unp);
            if self.companies.is_empty() {
                panic!("seed: nobody is left");
            }
        }
    }
}
