//! The copy of everything that is kept about a person, as JSON that people and programs can read.

use crate::access::{SignedIn, applicants_rights};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::accounts::Role;
use crate::store::applications::{ApplicationRow, FilingRow};
use crate::store::deleted_drafts::DeletedDraftRow;
use crate::store::own_data::{self, OwnData, Reach, Standing};
use crate::store::{AnyConn, audit, calendar_feeds, counter_drafts, dead_addresses, second_steps};
use chrono::{NaiveDate, NaiveDateTime};
use portal::mandate::Scope;
use serde_json::{Value, json};

/// The copy, made at once; that it was made is recorded. Secrets (the password, that of one-time codes, tokens of
/// sessions and of the calendar) are no part of it. What belongs to others is not either: of their applications it has
/// only what the person did and wrote themselves.
pub async fn copy(state: &AppState, who: &SignedIn) -> Result<String, Failure> {
    let (account, actor, now) = (who.account.clone(), who.actor(), state.clock.now());
    let (id, today, asking) = (account.id.clone(), state.clock.today(), who.clone());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let dead = dead_addresses::find(conn, &account.email)?;
        let since = (calendar_feeds::since(conn, &account.id)?, second_steps::since(conn, &account.id)?);
        let reach = |row: &ApplicationRow, standing: Standing<'_>| reach(&asking, today, row, standing);
        Ok((own_data::of(conn, &account.id, &account.email, reach)?, since, dead, account))
    };
    let (data, (calendar, second_step), dead, account) = state.db.read(load).await?;
    let record = move |conn: &mut AnyConn| {
        Ok::<_, Failure>(audit::record(conn, &actor, "downloaded-data", ("account", &id), now)?)
    };
    state.db.write(record).await?;
    let copy = json!({
        "made_at": moment(now),
        "account": {
            "id": account.id, "email": account.email, "name": account.name, "role": account.role,
            "office": account.office, "language_of_mails": account.lang,
            "email_confirmed_at": account.email_confirmed_at.map(moment), "created_at": moment(account.created_at),
            "letters_come_back_since": dead.map(|dead| moment(dead.since)),
            "calendar_of_deadlines_since": calendar.map(moment),
            "one_time_codes_since": second_step.map(moment),
        },
        "sign_ins": data.sessions.iter().map(|s| json!({
            "since": moment(s.created_at), "seen_at": moment(s.seen_at), "until": moment(s.expires_at),
        })).collect::<Vec<_>>(),
        "rights_to_act": rights(&data),
        "applications": data.applications.iter().map(application).collect::<Vec<_>>(),
        "filings": data.filings.iter().map(filing).collect::<Vec<_>>(),
        "mended_by_the_office": data.mendings.iter().map(|m| json!({
            "application": m.application_id, "round": m.round, "field": m.field, "filed": m.was, "mended": m.became,
            "why": m.why, "at": moment(m.mended_at),
        })).collect::<Vec<_>>(),
        "deleted_drafts": data.deleted_drafts.iter().map(|d| json!({
            "procedure": d.procedure, "unp": d.unp, "deleted_at": moment(d.deleted_at),
            "answers": may_restore(who, today, &data, d).then(|| parsed(&d.answers)),
        })).collect::<Vec<_>>(),
        "answers_written_twice": data.writings.iter().filter_map(|(application, body)| {
            let apart = parsed(body).get("apart").cloned().filter(|apart| apart.as_object().is_some_and(|a| !a.is_empty()))?;
            Some(json!({ "application": application, "answers": apart }))
        }).collect::<Vec<_>>(),
        "messages": data.messages.iter().map(|m| json!({
            "application": m.application_id, "text": m.body, "at": moment(m.created_at),
        })).collect::<Vec<_>>(),
        "attachments": data.attachments.iter().map(|(a, file)| json!({
            "application": a.application_id, "name": a.name, "kind": file.kind, "size": file.size, "sha256": file.digest,
            "attached_at": moment(a.added_at), "taken_off_at": a.removed_at.map(moment),
        })).collect::<Vec<_>>(),
        "removed_attachments": data.erased.iter().map(|a| json!({
            "application": a.application_id, "round": a.round, "name": a.name, "kind": a.kind, "size": a.size,
            "sha256": a.digest, "attached_at": moment(a.added_at), "removed_at": moment(a.erased_at),
        })).collect::<Vec<_>>(),
        "mails": data.mails.iter().map(|m| json!({
            "to": m.recipient, "language": m.lang, "subject": m.subject, "text": without_links(&m.body),
            "state": m.state, "written_at": moment(m.created_at), "sent_at": m.sent_at.map(moment),
        })).collect::<Vec<_>>(),
        "signatures": data.signatures.iter().map(|s| json!({
            "application": s.application_id, "round": s.round, "part": s.part, "method": s.method, "form": s.form,
            "algorithm": s.algorithm, "digest": s.digest, "certificate": s.certificate_subject,
            "signed_at": moment(s.signed_at), "void_at": s.void_at.map(moment),
        })).collect::<Vec<_>>(),
        "acts": data.acts.iter().map(|a| json!({
            "action": a.action, "about": a.subject_kind, "id": a.subject, "number": data.numbers.get(&a.subject),
            "at": moment(a.at),
        })).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&copy).map_err(|error| Failure::Internal(error.to_string()))
}

/// How much of an application somebody gets: what they may open as an applicant at this moment.
fn reach(who: &SignedIn, today: NaiveDate, row: &ApplicationRow, standing: Standing<'_>) -> Option<Reach> {
    // Being typed at a counter it is nobody's but that office's.
    if counter_drafts::marked(row.channel.as_deref(), row.filed_at) {
        return None;
    }
    let own = standing.started && !who.is_staff();
    let [reads, ..] = applicants_rights(row, own, standing.held, today);
    if reads {
        return Some(Reach::Applicant);
    }
    let asked = (standing.started || standing.invited) && who.account.role() == Role::Entrepreneur;
    let email = who.account.email.to_lowercase();
    let named = row.procedure().rules().signers(&row.answers()).into_iter().find(|named| named.email == email);
    named.filter(|_| asked).map(|named| Reach::Confirms(named.confirms))
}

/// Whether somebody may still draw up a draft that they had begun and that was deleted.
fn may_restore(who: &SignedIn, today: NaiveDate, data: &OwnData, draft: &DeletedDraftRow) -> bool {
    let Some(unp) = draft.unp else { return !who.is_staff() };
    let mut held = data.mandates.iter().filter(|row| row.account_id == who.account.id && row.revoked_at.is_none());
    held.any(|row| row.mandate().is_some_and(|right| right.unp == unp && right.allows(Scope::Prepare, today)))
}

fn rights(data: &OwnData) -> Value {
    let held = data.mandates.iter().map(|m| {
        json!({
            "unp": m.unp, "held_by": m.account_id, "scope": m.scope, "from": m.valid_from, "until": m.valid_to,
            "given_by": m.granted_by, "revoked_at": m.revoked_at.map(moment),
        })
    });
    let offers = data.offers.iter().map(|o| {
        json!({
            "unp": o.unp, "offered_to": o.email, "offered_by": o.invited_by, "scope": o.scope, "from": o.valid_from,
            "until": o.valid_to, "offered_at": moment(o.created_at), "accepted_at": o.accepted_at.map(moment),
            "withdrawn_at": o.withdrawn_at.map(moment),
        })
    });
    json!({ "rights": held.collect::<Vec<_>>(), "offers": offers.collect::<Vec<_>>() })
}

fn application(row: &ApplicationRow) -> Value {
    json!({
        "id": row.id, "procedure": row.procedure, "unp": row.unp, "status": row.status, "number": row.number,
        "answers": parsed(&row.answers), "created_at": moment(row.created_at), "updated_at": moment(row.updated_at),
        "filed_on": row.filed_on, "due_on": row.due_on, "decided_at": row.decided_at.map(moment),
    })
}

fn filing(row: &FilingRow) -> Value {
    json!({
        "application": row.application_id, "round": row.round, "answers": parsed(&row.answers), "sha256": row.digest,
        "right": row.mandate, "filed_at": moment(row.filed_at),
    })
}

/// UTC, with its mark.
fn moment(at: NaiveDateTime) -> String {
    at.and_utc().to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_default()
}

/// A link that was mailed may still open something: whoever gets hold of the copy must not use it.
fn without_links(body: &str) -> String {
    let hide = |line: &str| match ["/password/reset/", "/confirm-email/", "/account/email/"]
        .iter()
        .find_map(|way| line.split_once(way))
    {
        Some((before, _)) => format!("{before}…"),
        None => line.to_owned(),
    };
    body.lines().map(hide).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_open_the_account_are_no_part_of_the_copy() {
        let body = "Открыть: https://x.example/password/reset/abc123\nДалее https://x.example/applications/1";
        let kept = without_links(body);
        assert!(!kept.contains("abc123") && kept.contains("/applications/1"), "{kept}");
    }
}
