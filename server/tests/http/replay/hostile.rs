//! Anybody asks for anything in any order, one by one and at once: never a fault of the portal, never a state
//! outside of the table, never two decisions.

use super::compared;
use crate::office::{row, take};
use crate::support::client::{Answer, Client};
use crate::support::journey::{self, answers, fill_in, id, start};
use crate::support::portal::{COMPANY, PRIVATE, Portal};
use akno::store::applications;
use chrono::{Datelike, Duration};
use portal::application::{Action, Status};
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;

const PEOPLE: [&str; 8] = ["elena", "oleg", "clerk0", "colleague", "clerk1", "supervisor", "tax", "nobody"];

/// A request that changes something: its path behind the case's, and what is sent.
struct Asked {
    path: String,
    fields: Vec<(&'static str, String)>,
}

async fn any_request(portal: &Portal, case: &str, rng: &mut ChaCha8Rng) -> Asked {
    let id = case.to_owned();
    let now = portal.read(move |conn| applications::find(conn, &id)).await;
    let right = rng.random_bool(0.8);
    let number = |right_one: i32, rng: &mut ChaCha8Rng| {
        if right { right_one.to_string() } else { ["", "-1", "0", "99999999999", "x"].choose(rng).unwrap().to_string() }
    };
    let revision = number(now.as_ref().map_or(0, |row| row.revision), rng);
    let round = number(now.as_ref().map_or(1, |row| row.round + 1), rng);
    let code = now.as_ref().and_then(|row| row.paper_code.clone()).unwrap_or_else(|| "00000000".to_owned());
    let today = portal.clock.today();
    let day = |name: [&'static str; 3]| {
        let parts = [today.day(), today.month(), today.year() as u32];
        name.into_iter().zip(parts).map(|(name, part)| (name, part.to_string())).collect::<Vec<_>>()
    };
    let own = |path: &str| format!("/applications/{case}{path}");
    let office = |path: &str| format!("/office/cases/{case}{path}");
    let text = |fields: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
        fields.iter().map(|(name, text)| (*name, (*text).to_owned())).collect()
    };
    let (path, fields) = match rng.random_range(0..26) {
        0 | 1 => (own("/filing"), vec![("confirmed", "yes".to_owned()), ("round", round)]),
        2 => (own("/paper"), Vec::new()),
        3 => {
            let mut fields = day(["received_on_day", "received_on_month", "received_on_year"]);
            fields.extend(text(&[("channel", "in_person"), ("signed", "yes")]));
            (format!("/office/counter/{code}"), fields)
        }
        4 => (
            own("/steps/street"),
            text(&[("street", "Оршанская"), ("house", "8"), ("street_kind", "ул."), ("postcode", "213010")]),
        ),
        5 => (own("/withdrawal"), Vec::new()),
        6 if rng.random_bool(0.2) => (own("/deletion"), Vec::new()),
        6 | 7 => (own("/restoration"), Vec::new()),
        8..11 => (office("/assignment"), Vec::new()),
        11 => (office("/release"), Vec::new()),
        12 | 20 | 21 => (office("/remarks"), text(&[("field", "house"), ("remark-house", "Проверьте дом")])),
        13 | 22 | 23 => (office("/return"), vec![("revision", revision)]),
        14 => {
            let mut fields = day(["paid_on_day", "paid_on_month", "paid_on_year"]);
            fields.extend(text(&[("document", "7")]));
            (office("/payment"), fields)
        }
        15 => (office("/decision"), vec![("outcome", "accept".to_owned()), ("revision", revision)]),
        16 | 17 => {
            let to = ["clerk0", "colleague", "queue", "nobody"].choose(rng).unwrap();
            let note = ("note", "Передаю".to_owned());
            (office("/handover"), vec![("to", (*to).to_owned()), ("revision", revision), note])
        }
        18 => {
            let mut fields = text(&[("outcome", "refuse"), ("reasons", "not-entitled"), ("words", "нет права")]);
            fields.push(("revision", revision));
            (office("/decision"), fields)
        }
        24 => {
            let mut fields = text(&[("outcome", "leave"), ("left_reasons", "left-not-signed"), ("left_words", "нет")]);
            fields.push(("revision", revision));
            (office("/decision"), fields)
        }
        25 => {
            let mut fields = text(&[("reason", "mistake"), ("words", "ошиблись"), ("to", "queue")]);
            fields.push(("revision", revision));
            (office("/reopening"), fields)
        }
        _ => (own("/messages"), text(&[("body", "Здравствуйте"), ("id", "x")])),
    };
    Asked { path, fields }
}

async fn ask(client: &mut Client, asked: &Asked) -> Answer {
    let fields: Vec<(&str, &str)> = asked.fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
    client.post(&asked.path, &fields).await
}

/// The status, `None` where the draft is deleted.
async fn status(portal: &Portal, case: &str) -> Option<Status> {
    let case = case.to_owned();
    portal.read(move |conn| applications::find(conn, &case)).await.map(|row| row.status())
}

fn follows(before: Option<Status>, after: Option<Status>) -> bool {
    let one_move = |from: Status, to: Status| {
        // A draft on paper that is changed is a draft again by the same save.
        Action::ALL.into_iter().any(|action| from.after(action) == Some(to))
    };
    match (before, after) {
        (Some(before), Some(after)) => before == after || one_move(before, after),
        // Deleting and restoring are for what was never filed.
        (Some(known), None) | (None, Some(known)) => matches!(known, Status::Draft | Status::Prepared),
        (None, None) => true,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_sequence_of_requests_leaves_the_table() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut rng = ChaCha8Rng::seed_from_u64(11);
    let (mut reached, mut moved) = (BTreeSet::new(), 0);
    for unp in [COMPANY, PRIVATE].into_iter().cycle().take(45) {
        // What was accepted in one round is in force when the next begins.
        portal.clock.advance(Duration::days(1));
        let mut clients = Vec::new();
        for who in PEOPLE {
            clients.push(if who == "nobody" { portal.client() } else { portal.signed_in(who).await });
        }
        let mut elena = clients[0].clone();
        let draft = start(&mut elena, unp).await;
        fill_in(&mut elena, &draft, &answers(&portal)).await;
        let case = id(&draft);
        for _ in 0..35 {
            let before = status(&portal, &case).await;
            let asked = any_request(&portal, &case, &mut rng).await;
            // Whoever may do it asks more often than the others, or nothing would move.
            let who = match asked.path.starts_with("/office") {
                true if rng.random_bool(0.6) => 2,
                false if rng.random_bool(0.6) => 0,
                _ => rng.random_range(0..PEOPLE.len()),
            };
            let answer = ask(&mut clients[who], &asked).await;
            assert!(answer.status < 500, "{} by {}: {}", asked.path, PEOPLE[who], answer.body);
            let after = status(&portal, &case).await;
            assert!(follows(before, after), "{} by {}: {before:?} became {after:?}", asked.path, PEOPLE[who]);
            moved += usize::from(before != after);
            reached.extend(after.map(Status::code));
        }
    }
    assert!(moved > 40, "hardly anything moved: {moved}");
    assert_eq!(reached.len(), Status::ALL.len(), "{reached:?}");
    let (_, differences) = compared(&portal, false).await;
    assert!(differences.is_empty(), "{differences:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_for_at_once_leaves_one_decision_and_a_possible_history() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let mut decided = 0;
    for round in 0..20 {
        // What was accepted in one round is in force when the next begins.
        portal.clock.advance(Duration::days(1));
        let (mut elena, mut clerk) = (portal.signed_in("elena").await, portal.signed_in("clerk0").await);
        let draft = start(&mut elena, if round % 2 == 0 { COMPANY } else { PRIVATE }).await;
        fill_in(&mut elena, &draft, &answers(&portal)).await;
        let case = id(&draft);
        if round % 3 > 0 {
            assert_eq!(journey::file(&mut elena, &draft, 1).await.status, 303);
            assert_eq!(take(&mut clerk, &case).await.status, 303);
        }
        for _ in 0..4 {
            let mut all = Vec::new();
            for _ in 0..6 {
                let asked = any_request(&portal, &case, &mut rng).await;
                if asked.path.ends_with("/deletion") {
                    continue;
                }
                let mut client = if asked.path.starts_with("/office") { clerk.clone() } else { elena.clone() };
                all.push(tokio::spawn(async move {
                    let answer = ask(&mut client, &asked).await;
                    (asked.path, answer)
                }));
            }
            for asked in all {
                let (path, answer) = asked.await.unwrap();
                assert!(answer.status < 500, "{path}: {}", answer.body);
            }
        }
        decided += usize::from(row(&portal, &case).await.status().is_decided());
    }
    assert!(decided >= 4, "{decided}");
    let (_, differences) = compared(&portal, false).await;
    assert!(differences.is_empty(), "{differences:?}");
}
