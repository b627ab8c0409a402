//! Many drafts ready to be filed, as copies of one that was drawn up over HTTP.
//!
//! Each is of another company, so that filing reads and writes here and there in the tables as it
//! does in life; the applicant is given the right to act for them.

use crate::database::settle;
use crate::rows::{Row, new_id};
use anyhow::{Result, ensure};
use rusqlite::{Connection, TransactionBehavior};

/// So many companies share the drafts.
const COMPANIES: u32 = 1000;

/// Makes the copies in one commit; their ids.
pub fn make(conn: &mut Connection, like: &str, many: usize) -> Result<Vec<String>> {
    // The portal may be writing: wait for it now, not when the first row is written.
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut draft = Row::read(&transaction, "applications", "id = ?1", like)?;
    let mut event = Row::read(&transaction, "application_events", "application_id = ?1 AND kind = 'started'", like)?;
    let mut audit = Row::read(&transaction, "audit", "subject = ?1 AND action = 'started'", like)?;
    let companies = companies(&transaction, like)?;
    ensure!(!companies.is_empty(), "no company is like that of {like}");
    give_rights(&transaction, like, &companies)?;
    let mut ids = Vec::with_capacity(many);
    for unp in companies.iter().cycle().take(many) {
        let id = new_id();
        draft.set("id", id.clone())?;
        draft.set("unp", *unp)?;
        draft.insert(&transaction)?;
        event.set("id", new_id())?;
        event.set("application_id", id.clone())?;
        event.insert(&transaction)?;
        audit.set("id", new_id())?;
        audit.set("subject", id.clone())?;
        audit.insert(&transaction)?;
        ids.push(id);
    }
    transaction.commit()?;
    settle(conn)?;
    Ok(ids)
}

/// Companies of the kind and standing of the draft's, there for a month at least, for which nobody
/// else acts: a filing writes one letter to each who does.
fn companies(conn: &Connection, like: &str) -> Result<Vec<i64>> {
    let mut select = conn.prepare(
        "SELECT c.unp FROM applications a
         JOIN companies own ON own.unp = a.unp
         JOIN companies c ON c.kind = own.kind AND c.standing = own.standing
         WHERE a.id = ?1 AND c.registered_on < date('now', '-1 month')
           AND NOT EXISTS (SELECT 1 FROM mandates m WHERE m.unp = c.unp AND m.account_id <> a.started_by)
         ORDER BY (c.unp * 2654435761) % 4294967296, c.unp LIMIT ?2",
    )?;
    let unps = select.query_map((like, COMPANIES), |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    Ok(unps)
}

fn give_rights(conn: &Connection, like: &str, companies: &[i64]) -> Result<()> {
    let of_own = "account_id = (SELECT started_by FROM applications WHERE id = ?1) \
                  AND unp = (SELECT unp FROM applications WHERE id = ?1)";
    let mut mandate = Row::read(conn, "mandates", of_own, like)?;
    let account = mandate.text("account_id")?.to_owned();
    let mut held = conn.prepare("SELECT EXISTS (SELECT 1 FROM mandates WHERE account_id = ?1 AND unp = ?2)")?;
    for unp in companies {
        if !held.query_row((&account, unp), |row| row.get::<_, bool>(0))? {
            mandate.set("id", new_id())?;
            mandate.set("unp", *unp)?;
            mandate.insert(conn)?;
        }
    }
    Ok(())
}
