//! What somebody changed beside the log is found, named and made anew.

use super::compared;
use crate::liquidation;
use crate::support::database::dialect;
use crate::support::portal::{COMPANY, EXCLUDED, PRIVATE, PROPRIETOR, Portal};
use akno::failure::Failure;
use akno::store::{Dialect, entries, packing};
use diesel::prelude::*;
use diesel::sql_query;
use std::collections::BTreeSet;

async fn tamper(portal: &Portal, query: &str) {
    let query = query.to_owned();
    let changed = portal.state.db.write(move |conn| Ok::<_, Failure>(sql_query(query.clone()).execute(conn)?)).await;
    changed.unwrap();
}

/// Another word in the text of an entry of the log.
async fn reworded(portal: &Portal) {
    let changed = portal.state.db.write(|conn| {
        use akno::store::schema::register_entries;
        let rows = entries::current(conn, PRIVATE)?;
        let row = rows.iter().find(|row| row.body.contains("Синий")).expect("a name");
        let body = packing::pack(&row.body.replace("Синий", "Серый"));
        let entry = diesel::update(register_entries::table.find(row.id));
        Ok::<_, Failure>(entry.set(register_entries::body.eq(body)).execute(conn)?)
    });
    assert_eq!(changed.await.unwrap(), 1);
}

/// Number and field of everything that differs.
async fn found(portal: &Portal) -> BTreeSet<String> {
    let (_, differences) = compared(portal, false).await;
    differences.into_iter().map(|difference| format!("{} {}", difference.subject, difference.field)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_projection_that_was_tampered_with_is_found_and_made_anew() {
    let portal = Portal::with(|config| config.worker = false).await;
    liquidation::opened(&portal).await;
    assert!(found(&portal).await.is_empty(), "nothing was tampered with yet");
    let index = if dialect() == Dialect::Sqlite { "rowid" } else { "unp" };
    let mut tampered = vec![
        (format!("UPDATE companies SET standing = 5 WHERE unp = {PRIVATE}"), format!("{PRIVATE} companies.standing")),
        (
            format!("UPDATE companies SET address = 'Минск' WHERE unp = {PROPRIETOR}"),
            format!("{PROPRIETOR} companies.address"),
        ),
        (
            format!("UPDATE companies SET search = search || 'x' WHERE unp = {PRIVATE}"),
            format!("{PRIVATE} companies.search"),
        ),
        (format!("DELETE FROM companies WHERE unp = {EXCLUDED}"), format!("{EXCLUDED} companies")),
        (format!("DELETE FROM company_words WHERE {index} = {COMPANY}"), format!("{COMPANY} company_words")),
        ("DELETE FROM places WHERE street <> ''".to_owned(), format!("{COMPANY} places")),
        ("DELETE FROM register_words WHERE word = 'shklov'".to_owned(), format!("{PRIVATE} register_words")),
        ("UPDATE proceedings SET stage = 'settlement'".to_owned(), format!("{COMPANY} proceedings.stage")),
        ("UPDATE proceedings SET due_on = due_at_most".to_owned(), format!("{COMPANY} proceedings.due_on")),
        (
            format!(
                "INSERT INTO companies (unp, kind, standing, name, synthetic, search, name_key, updated_at) \
                 SELECT 100000007, kind, standing, 'Никто', synthetic, 'никто', 'никто', updated_at \
                 FROM companies WHERE unp = {PRIVATE}"
            ),
            "100000007 companies".to_owned(),
        ),
    ];
    if dialect() == Dialect::Sqlite {
        // What the triggers do, undone: the row is as it was and the index is not.
        let forget =
            "INSERT INTO company_search (company_search, rowid, search) SELECT 'delete', unp, search FROM companies";
        tampered.push((format!("{forget} WHERE unp = {PROPRIETOR}"), format!("{PROPRIETOR} company_search")));
    }
    for (query, _) in &tampered {
        tamper(&portal, query).await;
    }
    let differing = found(&portal).await;
    for (query, expected) in &tampered {
        assert!(differing.contains(expected), "{query}: {expected} is not among {differing:?}");
    }
    let (repaired, _) = compared(&portal, true).await;
    assert!(repaired.agrees() && repaired.differences >= tampered.len() as u64, "{repaired}");
    assert_eq!(found(&portal).await, BTreeSet::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_or_a_history_that_was_tampered_with_is_found_and_never_mended() {
    let portal = Portal::with(|config| config.worker = false).await;
    let mut elena = portal.signed_in("elena").await;
    let draft = crate::support::journey::filed(&portal, &mut elena).await;
    liquidation::accept(&portal, &crate::support::journey::id(&draft)).await;
    assert!(found(&portal).await.is_empty());
    let number = crate::office::row(&portal, &crate::support::journey::id(&draft)).await.number.unwrap();
    reworded(&portal).await;
    let reworded = found(&portal).await;
    assert!(reworded.iter().any(|place| place.ends_with(" register_entries.digest")), "{reworded:?}");
    let queries = [
        // The pointer of an entry.
        format!("UPDATE register_entries SET superseded_by = id WHERE unp = {EXCLUDED} AND kind = 'base'"),
        format!("UPDATE register_entries SET active = 'false' WHERE unp = {PROPRIETOR} AND kind = 'person'"),
        "UPDATE applications SET status = 'filed'".to_owned(),
        "UPDATE decisions SET outcome = 'refused'".to_owned(),
        "UPDATE application_events SET kind = 'taken' WHERE kind = 'filed'".to_owned(),
    ];
    let expected = [
        " register_entries.superseded_by",
        " register_entries.active",
        " applications.status",
        " decisions.outcome",
        " application_events",
    ];
    for (query, expected) in queries.iter().zip(expected) {
        let before = found(&portal).await;
        // The history is changed last: it can then not be replayed, and its status not be told.
        tamper(&portal, query).await;
        let after = found(&portal).await;
        let new: Vec<&String> = after.difference(&before).collect();
        assert!(new.iter().any(|place| place.ends_with(expected)), "{query}: {new:?}");
    }
    assert!(found(&portal).await.iter().any(|place| place.starts_with(&number)), "{number}");
    let (repaired, differences) = compared(&portal, true).await;
    assert!(!repaired.agrees(), "{repaired}: {differences:?}");
    let left = found(&portal).await;
    assert!(left.iter().any(|place| place.ends_with("register_entries.digest")), "{left:?}");
    assert!(!left.iter().any(|place| place.contains(" companies")), "the rows follow the log: {left:?}");
}
