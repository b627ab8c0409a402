//! Liquidations and terminations: the row of each and what the bodies answered, from its own log.

use super::Difference;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::store::check as store;
use crate::store::proceedings::{self, ProceedingEventRow, ProceedingRow, TaskRow};
use crate::store::terms::Terms;
use crate::store::{AnyConn, Db};
use chrono::NaiveDate;
use diesel::{Connection, QueryResult};
use portal::company::Kind;
use portal::procedures::Procedure;
use portal::proceeding::{Answer, Body, Event, Limits, Proceeding, Stage};
use portal::working_days::Calendar;
use std::collections::HashMap;

/// Proceedings of one transaction.
const PIECE: i64 = 20;

pub struct Piece {
    pub last: String,
    pub read: u64,
    pub differences: Vec<Difference>,
    pub repaired: u64,
}

/// The proceedings behind an id, compared and, where that is wanted, made anew; `None` behind the last.
pub async fn piece(db: &Db, after: &str, repair: bool) -> Result<Option<Piece>, Failure> {
    let after = after.to_owned();
    let looked = db.read(move |conn| conn.transaction(|conn| Ok::<_, Failure>(look(conn, &after)?))).await?;
    let Some((mut piece, mended)) = looked else { return Ok(None) };
    if repair && !mended.is_empty() {
        piece.repaired = mended.iter().map(|mended| mended.differences).sum();
        db.bulk(move |conn| -> Result<(), Failure> {
            for Mended { mut row, answers, .. } in mended {
                if !proceedings::save(conn, &mut row)? {
                    return Err(Failure::Conflict("changed-meanwhile"));
                }
                for (task, answer) in answers {
                    store::set_answer(conn, &task, answer.code())?;
                }
            }
            Ok(())
        })
        .await?;
    }
    Ok(Some(piece))
}

/// A row as its log makes it, and the answers that stand wrong beside it.
struct Mended {
    row: ProceedingRow,
    answers: Vec<(String, Answer)>,
    differences: u64,
}

fn look(conn: &mut AnyConn, after: &str) -> QueryResult<Option<(Piece, Vec<Mended>)>> {
    let rows = store::proceedings_after(conn, after, PIECE)?;
    let Some(last) = rows.last().map(|row| row.id.clone()) else { return Ok(None) };
    let terms = Terms::load(conn)?;
    let mut piece = Piece { last, read: rows.len() as u64, differences: Vec::new(), repaired: 0 };
    let mut mended = Vec::new();
    for row in rows {
        let events = proceedings::events(conn, &row.id)?;
        let filed = store::filed_on(conn, events.iter().filter_map(|event| event.application_id.clone()).collect())?;
        let tasks = proceedings::tasks(conn, &row.id)?;
        match replay(&row, &events, &filed, &terms) {
            Err(why) => {
                piece.differences.push(Difference::new(row.unp, "proceeding_events", why, "a possible history"))
            }
            Ok((replayed, answers)) => {
                let before = piece.differences.len();
                compare(&row, &replayed, &mut piece.differences);
                let wrong = compare_answers(&row, &tasks, &answers, &mut piece.differences);
                let differences = (piece.differences.len() - before) as u64;
                if differences > 0 {
                    mended.push(Mended { row: replayed, answers: wrong, differences });
                }
            }
        }
    }
    Ok(Some((piece, mended)))
}

type Answers = Vec<(Body, Answer)>;

/// The row that the log makes of one just opened, and the answers.
fn replay(
    row: &ProceedingRow,
    events: &[ProceedingEventRow],
    filed: &HashMap<String, NaiveDate>,
    terms: &Terms,
) -> Result<(ProceedingRow, Answers), String> {
    let Some((first, rest)) = events.split_first().filter(|(first, _)| first.kind == "opened") else {
        return Err("no opening".to_owned());
    };
    let kind = Kind::from_code(&row.kind).ok_or("a kind of no company")?;
    let opened_by = if kind == Kind::SoleProprietor { Procedure::Termination } else { Procedure::Liquidation };
    let months = |name: &str| terms.days(opened_by, name, row.decided_on).ok_or_else(|| format!("no term {name}"));
    let limits = Limits { ordinary: months("limit_months")?, extended: months("limit_extended_months")? };
    let published_on = minsk(first.at).date();
    let opening = Proceeding::open(kind, row.decided_on, published_on, 0, limits, &Calendar::default());
    // How long the creditors' term is was asked for in the notice, which the row keeps.
    let mut state = Proceeding { claims_until: row.claims_until, ..opening };
    let mut replayed = ProceedingRow {
        published_on,
        due_at_most: state.due_at_most,
        application_id: first.application_id.clone().ok_or("opened by nothing")?,
        asked_by: None,
        ..row.clone()
    };
    replayed.follow(&state, published_on);
    for (place, logged) in rest.iter().enumerate() {
        if logged.position != events[place].position + 1 {
            return Err(format!("no event {}", events[place].position + 1));
        }
        let event = event(logged).ok_or_else(|| format!("event {} cannot be read", logged.position))?;
        let today = minsk(logged.at).date();
        // What was filed in time is decided by the day of its filing.
        let on = logged.application_id.as_ref().and_then(|id| filed.get(id).copied()).unwrap_or(today);
        state = state
            .after(event, on)
            .map_err(|why| format!("event {} ({}) was not possible: {why:?}", logged.position, logged.kind))?;
        replayed.follow(&state, today);
        match event {
            Event::ExclusionAsked => replayed.asked_by.clone_from(&logged.application_id),
            Event::ExclusionDropped => replayed.asked_by = None,
            _ => {}
        }
    }
    let answered = !matches!(state.stage, Stage::Withdrawn | Stage::Bankrupt);
    Ok((replayed, if answered { state.answers } else { Vec::new() }))
}

/// An event as the log tells it.
fn event(row: &ProceedingEventRow) -> Option<Event> {
    let body: serde_json::Value = serde_json::from_str(&row.body).ok()?;
    let text = |name: &str| body.get(name).and_then(|value| value.as_str());
    Some(match row.kind.as_str() {
        "interim-approved" => Event::InterimApproved,
        "exclusion-asked" => Event::ExclusionAsked,
        "body-confirmed" => Event::Answered(Body::from_code(text("body")?)?, Answer::Confirmed),
        "body-objected" => Event::Answered(Body::from_code(text("body")?)?, Answer::Objected),
        "exclusion-dropped" => Event::ExclusionDropped,
        "excluded" => Event::Excluded,
        "extended" => Event::Extended(text("until")?.parse().ok()?),
        "liquidator-replaced" => Event::LiquidatorReplaced,
        "decision-withdrawn" => Event::DecisionWithdrawn,
        "bankruptcy-opened" => Event::BankruptcyOpened,
        "ended-in-register" => Event::EndedInRegister(Stage::from_code(text("stage")?)?),
        _ => return None,
    })
}

fn compare(kept: &ProceedingRow, replayed: &ProceedingRow, differences: &mut Vec<Difference>) {
    let told = |row: &ProceedingRow| {
        [
            ("stage", format!("{:?}", row.stage)),
            ("application_id", format!("{:?}", row.application_id)),
            ("asked_by", format!("{:?}", row.asked_by)),
            ("published_on", format!("{:?}", row.published_on)),
            ("due_on", format!("{:?}", row.due_on)),
            ("due_at_most", format!("{:?}", row.due_at_most)),
            ("extended", format!("{:?}", row.extended)),
            ("ended_on", format!("{:?}", row.ended_on)),
        ]
    };
    for ((name, kept_value), (_, replayed)) in told(kept).into_iter().zip(told(replayed)) {
        if kept_value != replayed {
            let field = format!("proceedings.{name}");
            differences.push(Difference { subject: kept.unp.to_string(), field, kept: kept_value, replayed });
        }
    }
}

/// The open tasks against the log; those whose answer stands wrong.
fn compare_answers(
    row: &ProceedingRow,
    tasks: &[TaskRow],
    answers: &Answers,
    differences: &mut Vec<Difference>,
) -> Vec<(String, Answer)> {
    let mut wrong = Vec::new();
    for (body, answer) in answers {
        match tasks.iter().find(|task| task.body() == Some(*body)) {
            Some(task) if task.answer() == *answer => {}
            Some(task) => {
                let field = format!("proceeding_tasks.answer of {}", body.code());
                differences.push(Difference::new(row.unp, field, &task.answer, answer.code()));
                wrong.push((task.id.clone(), *answer));
            }
            None => {
                let field = format!("proceeding_tasks of {}", body.code());
                differences.push(Difference::new(row.unp, field, "no row", answer.code()));
            }
        }
    }
    if answers.is_empty() && !tasks.is_empty() {
        differences.push(Difference::new(row.unp, "proceeding_tasks", tasks.len(), 0));
    }
    wrong
}
