//! Clerks of the bench: they sign in, open lists, look for cases, open cases, and decide many at once.

use crate::cases::{Cases, Shape};
use crate::http::{self, Connection};
use anyhow::{Context, Result, bail, ensure};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What a clerk asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Kind {
    Queue,
    Mine,
    Due,
    Waiting,
    Decided,
    Passed,
    /// Looking for a number's beginning
    Number,
    /// Looking for a company by its number
    Company,
    /// Looking for a part of a company's name
    Name,
    /// A case's own page
    Case,
}

/// Addresses of one kind that a clerk of an office opens, at most so many.
pub fn paths(shape: &Shape, cases: u64, office: i64, kind: Kind, most: usize) -> Result<Vec<String>> {
    let part = |code: &str| Ok(vec![format!("/office?tab={code}")]);
    match kind {
        Kind::Queue => return part("queue"),
        Kind::Mine => return part("mine"),
        Kind::Due => return part("due"),
        Kind::Waiting => return part("returned"),
        Kind::Decided => return part("decided"),
        Kind::Passed => return part("passed"),
        Kind::Number | Kind::Company | Kind::Name | Kind::Case => {}
    }
    let made = Cases::of(shape, cases)?;
    // Spread over all times; of this office.
    let step = (cases / 50_000).max(1);
    let own = (0..cases).step_by(usize::try_from(step)?).map(|n| made.nth(n)).filter(|case| case.office == office);
    let paths: Vec<String> = own
        .take(most)
        .map(|case| match kind {
            Kind::Number => format!("/office?q={}", &case.number[..8]),
            Kind::Company => format!("/office?q={}", case.unp),
            Kind::Name => format!("/office?q={}", encoded(word(&case.name))),
            _ => format!("/office/cases/{}", case.id),
        })
        .collect();
    ensure!(!paths.is_empty(), "office {office} has no cases among {cases}");
    Ok(paths)
}

/// The longest word of a name.
fn word(name: &str) -> &str {
    let words = name.split(|c: char| !c.is_alphanumeric());
    words.max_by_key(|word| word.chars().count()).unwrap_or(name)
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Signs in with a password; the session's cookie.
pub async fn sign_in(port: u16, email: &str, password: &str) -> Result<String> {
    let request = http::post(port, "/sign-in", None, &[("email", email), ("password", password)]);
    let answer = Connection::open(port).await?.exchange(&request).await?;
    ensure!(answer.status == 303, "{email} was not let in: {}", answer.status);
    answer.cookie.with_context(|| format!("{email} got no session"))
}

/// A run that was confirmed.
#[derive(Serialize)]
pub struct Run {
    pub id: String,
}

/// Chooses all that is in the queue, five hundred at most, and accepts it.
pub async fn accept_many(port: u16, session: &str) -> Result<Run> {
    let mut connection = Connection::open(port).await?;
    let mut post = async |path: &str, fields: &[(&str, &str)]| -> Result<String> {
        let answer = connection.exchange(&http::post(port, path, Some(session), fields)).await?;
        match answer.location {
            Some(location) if answer.status == 303 => Ok(location),
            _ => bail!("{path}: {}", answer.status),
        }
    };
    let run = post("/office/runs", &[("all", "yes"), ("query", "tab=queue")]).await?;
    ensure!(run.starts_with("/office/runs/"), "nothing was in the queue: {run}");
    post(&run, &[("action", "accept")]).await?;
    let page = Connection::open(port).await?.exchange(&http::get(port, &run, Some(session))).await?.text();
    let act = page.split_once("name=\"act\" value=\"").and_then(|(_, rest)| rest.split_once('"'));
    let (act, _) = act.with_context(|| format!("nothing of {run} can be accepted"))?;
    post(&format!("{run}/confirmation"), &[("act", act)]).await?;
    Ok(Run { id: run.trim_start_matches("/office/runs/").to_owned() })
}

/// How a run went.
#[derive(Serialize)]
pub struct Went {
    /// From its beginning to its end; nothing while it goes on.
    pub seconds: Option<f64>,
    pub done: i64,
    /// Cases left as they are, by why.
    pub left: BTreeMap<String, i64>,
}

/// How a run in an SQLite database went.
pub fn went(database: &Path, run: &str) -> Result<Went> {
    let conn = crate::database::reader(database)?;
    let seconds = "SELECT (julianday(finished_at) - julianday(starts_at)) * 86400 FROM case_runs WHERE id = ?1";
    let done = "SELECT COUNT(*) FROM run_cases WHERE run_id = ?1 AND state = 'done'";
    let mut left =
        conn.prepare("SELECT why, COUNT(*) FROM run_cases WHERE run_id = ?1 AND state = 'failed' GROUP BY why")?;
    let left = left.query_map([run], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    Ok(Went {
        seconds: conn.query_row(seconds, [run], |row| row.get(0))?,
        done: conn.query_row(done, [run], |row| row.get(0))?,
        left,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_looked_for_by_its_longest_word() {
        assert_eq!(word("ООО \"Ёлка-Усход\""), "Усход");
        assert_eq!(encoded("ё"), "%D1%91");
    }
}
