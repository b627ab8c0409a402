//! Two pairs of eyes: where an office wants it so, a decision is prepared by one person and confirmed by another.
//! Until then there is no letter and no entry in the register, and the deadline goes on. What was prepared is void
//! once the case changes in any way: whoever confirms decides about what was prepared and nothing else.

use super::decision::{self, Outcome};
use super::words::Words;
use crate::access::{ConfirmableCase, PreparedCase, Supervisor};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::{self, Actor};
use crate::store::second_person::{self as store, PreparationRow, RuleRow};
use crate::store::{AnyConn, new_id};
use chrono::{NaiveDate, NaiveDateTime};
use portal::procedures::Procedure;
use portal::reasons::Against;
use serde_json::json;

/// What needs a second person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needed {
    pub accepting: bool,
    /// Leaving without consideration too.
    pub refusing: bool,
}

/// What an office set for a procedure on a day: the latest of what holds by then. `rules` are in the order of the
/// store.
pub fn on(rules: &[RuleRow], procedure: Procedure, day: NaiveDate) -> Needed {
    let rule = rules.iter().rfind(|rule| rule.procedure == procedure.slug() && rule.valid_from <= day);
    rule.map(|rule| Needed { accepting: rule.accepting, refusing: rule.refusing }).unwrap_or_default()
}

/// What needs a second person in a case today.
pub fn needed(conn: &mut AnyConn, row: &ApplicationRow, today: NaiveDate) -> Result<Needed, Failure> {
    let Some(office) = row.office else { return Ok(Needed::default()) };
    Ok(on(&store::rules(conn, office)?, row.procedure(), today))
}

/// Sets from a day on, not before today, what needs a second person in a procedure of the office. What holds now
/// already is not written again.
pub async fn set(
    state: &AppState,
    supervisor: Supervisor,
    procedure: Procedure,
    from: NaiveDate,
    wanted: Needed,
) -> Result<(), Failure> {
    let (now, actor) = (state.clock.now(), supervisor.signed_in.actor());
    let rule = RuleRow {
        id: new_id(),
        office: supervisor.office,
        procedure: procedure.slug().to_owned(),
        valid_from: from.max(state.clock.today()),
        accepting: wanted.accepting,
        refusing: wanted.refusing,
        set_by: supervisor.signed_in.account.id.clone(),
        set_at: now,
    };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let same = |known: &RuleRow| {
            (known.valid_from, known.accepting, known.refusing) == (rule.valid_from, rule.accepting, rule.refusing)
        };
        let rules = store::rules(conn, rule.office)?;
        if rules.iter().rfind(|known| known.procedure == rule.procedure).is_some_and(same) {
            return Ok(());
        }
        store::add_rule(conn, &rule)?;
        audit::record(conn, &actor, "set-second-person", ("procedure", &rule.procedure), now)?;
        Ok(())
    };
    state.db.write(write).await
}

/// A decision as it was prepared.
pub(super) struct Prepared<'a> {
    /// `accept`, `refuse` or `leave`.
    pub outcome: &'static str,
    pub choice: Option<usize>,
    /// Codes of the catalogue.
    pub reasons: &'a [String],
    pub words: &'a str,
}

/// Keeps a decision for a second person, within a write. The case stays where it is, under a new revision.
pub(super) fn prepare(
    conn: &mut AnyConn,
    row: &mut ApplicationRow,
    prepared: &Prepared<'_>,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    if let Some(former) = store::open(conn, &row.id)? {
        store::end(conn, &former.id, "void", None, "", now)?;
    }
    move_on(conn, row, now)?;
    store::add(
        conn,
        &PreparationRow {
            id: new_id(),
            application_id: row.id.clone(),
            outcome: prepared.outcome.to_owned(),
            reasons: json!(prepared.reasons).to_string(),
            words: prepared.words.to_owned(),
            choice: prepared.choice.and_then(|place| i32::try_from(place).ok()),
            revision: row.revision,
            prepared_by: actor.account_id.clone().unwrap_or_default(),
            prepared_at: now,
            ending: None,
            ended_by: None,
            ended_at: None,
            ending_words: String::new(),
        },
    )?;
    audit::record(conn, actor, "prepared-decision", ("application", &row.id), now)?;
    Ok(())
}

fn move_on(conn: &mut AnyConn, row: &mut ApplicationRow, now: NaiveDateTime) -> Result<(), Failure> {
    row.updated_at = now;
    match applications::save(conn, row)? {
        true => Ok(()),
        false => Err(Failure::Conflict("changed-meanwhile")),
    }
}

/// Takes back what oneself prepared; the case is decided anew.
pub async fn recall(state: &AppState, case: PreparedCase) -> Result<(), Failure> {
    let me = case.clerk.signed_in.account.id.clone();
    if case.preparation.prepared_by != me {
        return Err(Failure::Conflict("not-yours"));
    }
    let (now, actor) = (state.clock.now(), case.clerk.signed_in.actor());
    let (mut row, preparation) = (case.row.clone(), case.preparation.id.clone());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        move_on(conn, &mut row, now)?;
        end(conn, &preparation, "recalled", &me, "", now)?;
        audit::record(conn, &actor, "recalled-decision", ("application", &row.id), now)?;
        Ok(())
    };
    state.db.write(write).await
}

/// Sends what somebody else prepared back to them, with words.
pub async fn send_back(state: &AppState, case: ConfirmableCase, words: Words) -> Result<(), Failure> {
    let (now, actor) = (state.clock.now(), case.clerk.signed_in.actor());
    let me = case.clerk.signed_in.account.id.clone();
    let (mut row, preparation) = (case.row.clone(), case.preparation.id.clone());
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        move_on(conn, &mut row, now)?;
        end(conn, &preparation, "sent_back", &me, words.as_str(), now)?;
        audit::record(conn, &actor, "sent-back-decision", ("application", &row.id), now)?;
        Ok(())
    };
    state.db.write(write).await
}

/// Confirms what somebody else prepared: only now is the case decided, by the same rules as any.
pub async fn confirm(state: &AppState, case: ConfirmableCase) -> Result<Outcome, Failure> {
    let (now, actor) = (state.clock.now(), case.clerk.signed_in.actor());
    let me = case.clerk.signed_in.account.id.clone();
    let (mut row, preparation, inner) = (case.row.clone(), case.preparation.clone(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        if let Some(against) = Against::from_code(&preparation.outcome) {
            let prepared = preparation.reasons();
            let reasons = inner.reasons.given(against.code(), row.procedure(), inner.clock.today(), &prepared);
            // The catalogue goes on while a decision waits: what may not be given any more is decided anew.
            if reasons.len() != prepared.len() {
                return Err(Failure::Conflict("reason-ended"));
            }
            let words = Words::read(&preparation.words, u32::MAX).unwrap_or_default();
            decision::hold(conn, &row)?;
            decision::against_now(conn, &inner, &mut row, (against, &reasons, &words), &actor, now)?;
        } else {
            let choice = preparation.choice.and_then(|place| usize::try_from(place).ok());
            let outcome = decision::accept_now(conn, &inner, &mut row, choice, &actor, now)?;
            if !matches!(outcome, Outcome::Decided) {
                // What a colleague accepted a moment ago stands in its own way.
                let there = applications::find(conn, &row.id)?.ok_or(Failure::NotFound)?;
                return if there.revision == row.revision {
                    Ok(outcome)
                } else {
                    Err(Failure::Conflict("changed-meanwhile"))
                };
            }
        }
        end(conn, &preparation.id, "confirmed", &me, "", now)?;
        audit::record(conn, &actor, "confirmed-decision", ("application", &row.id), now)?;
        Ok(Outcome::Decided)
    };
    let outcome = state.db.write(write).await?;
    state.work.notify_one();
    Ok(outcome)
}

fn end(
    conn: &mut AnyConn,
    preparation: &str,
    ending: &str,
    by: &str,
    words: &str,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    match store::end(conn, preparation, ending, Some(by), words, now)? {
        true => Ok(()),
        false => Err(Failure::Conflict("changed-meanwhile")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(procedure: Procedure, from: u32, accepting: bool, refusing: bool) -> RuleRow {
        RuleRow {
            id: new_id(),
            office: 1,
            procedure: procedure.slug().to_owned(),
            valid_from: NaiveDate::from_ymd_opt(2026, 1, from).unwrap(),
            accepting,
            refusing,
            set_by: "supervisor".into(),
            set_at: NaiveDateTime::default(),
        }
    }

    #[test]
    fn the_latest_rule_of_the_procedure_holds_from_its_day_on() {
        let rules = [
            rule(Procedure::Liquidation, 3, true, true),
            rule(Procedure::Liquidation, 5, false, true),
            rule(Procedure::Liquidation, 5, true, false),
        ];
        let on = |day| on(&rules, Procedure::Liquidation, NaiveDate::from_ymd_opt(2026, 1, day).unwrap());
        assert_eq!(on(2), Needed::default());
        assert_eq!(on(4), Needed { accepting: true, refusing: true });
        assert_eq!(on(5), Needed { accepting: true, refusing: false }, "of one day the one set last");
        let other = super::on(&rules, Procedure::Termination, NaiveDate::from_ymd_opt(2026, 1, 9).unwrap());
        assert_eq!(other, Needed::default());
    }
}
