//! Questions to the owner of a set. Anybody asks, without an account; the owner's editors answer, and only then
//! question and answer are shown. Of whoever asks nothing is shown but the first name that they gave; an address is
//! written to only once its reader has confirmed it, and is forgotten with the answer.

use crate::access::AnswerableQuestion;
use crate::accounts::Asker;
use crate::accounts::throttle::{self, MAIL, QUESTIONS, Wait};
use crate::failure::Failure;
use crate::office::data_notices;
use crate::office::words::Words;
use crate::random;
use crate::state::AppState;
use crate::store::accounts::{self, Role};
use crate::store::data_questions::{self as store, QuestionRow};
use crate::store::data_sets::{self, DataSetRow};
use crate::store::{AnyConn, audit};
use chrono::{Days, Duration, NaiveDateTime};
use portal::lang::Lang;
use portal::offices::REGION_CODE;

/// Characters of a question and of an answer.
pub const LONGEST: u32 = 1_000;
pub const LONGEST_ANSWER: u32 = 4_000;
/// Characters of a first name.
const LONGEST_NAME: usize = 30;
/// Days to answer: as for written appeals (law 300-Z of 18 July 2011 on appeals of citizens, article 17).
const DAYS: u64 = 15;
/// How long a link to confirm works.
const CONFIRM_WITHIN: Duration = Duration::hours(24);
/// Unanswered questions that a body has before it at most.
const MOST_OPEN: i64 = 200;
/// Why a question is hidden; the end of the locale key `question-hidden-…`.
pub const REASONS: [&str; 4] = ["personal", "off-topic", "abuse", "repeated"];

/// What somebody asks.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Comes with the form.
    pub id: String,
    pub set: String,
    pub name: String,
    pub words: Words,
    /// Where the answer is to be told; an address, folded.
    pub email: Option<String>,
    pub lang: Lang,
}

/// Why a question was not taken.
#[derive(Clone, Copy, Debug)]
pub enum Refused {
    Wait(Wait),
    /// So many wait for an answer already.
    TooMany,
}

/// Whether something can stand as a first name: one word of letters, or nothing.
pub fn is_first_name(text: &str) -> bool {
    text.chars().count() <= LONGEST_NAME && text.chars().all(|c| c.is_alphabetic() || "-'’ʼ".contains(c))
}

/// Whether a text holds an address or a telephone number, which nobody should leave on a public page.
pub fn has_contacts(text: &str) -> bool {
    let address = text.split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(name, domain)| {
            name.ends_with(|c: char| c.is_alphanumeric()) && domain.starts_with(|c: char| c.is_alphanumeric())
        })
    });
    let squeezed: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    address || squeezed.contains("+375")
}

/// Takes out what could make a line look other than it is: control characters, and those that turn the direction of
/// writing (Unicode Annex 9).
pub fn plain(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    text.replace("\r\n", "\n").chars().filter(|c| (*c == '\n' || !c.is_control()) && !turns(*c)).collect()
}

/// The body whose editors answer for a set: its council; the region for what is the register's own.
pub fn answering(set: &DataSetRow) -> i32 {
    set.owner.unwrap_or(REGION_CODE)
}

/// Whether somebody there answers. Where nobody does, the page tells the address of the passport instead.
pub fn is_answered(conn: &mut AnyConn, set: &DataSetRow) -> Result<bool, Failure> {
    Ok(!accounts::of_office(conn, answering(set), &[Role::Editor])?.is_empty())
}

/// Asks. What is sent twice under one id is asked once.
pub async fn ask(state: &AppState, asker: Asker, asked: Asked) -> Result<Result<(), Refused>, Failure> {
    let (now, inner) = (state.clock.now(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let set = data_sets::find(conn, &asked.set)?.ok_or(Failure::NotFound)?;
        if !is_answered(conn, &set)? {
            return Err(Failure::NotFound);
        }
        if store::find(conn, &asked.id)?.is_some() {
            return Ok(Ok(()));
        }
        let office = answering(&set);
        if store::count_open(conn, office)? >= MOST_OPEN {
            return Ok(Err(Refused::TooMany));
        }
        let mut counted: Vec<_> = asked.email.iter().map(|email| MAIL.of(email)).collect();
        counted.extend(asker.network.iter().map(|network| QUESTIONS.of(network)));
        if let Err(wait) = throttle::count(conn, &counted, now)? {
            return Ok(Err(Refused::Wait(wait)));
        }
        let token = asked.email.as_ref().map(|_| random::token());
        let mut row = QuestionRow {
            id: asked.id,
            data_set: set.id.clone(),
            office,
            lang: asked.lang.tag().to_owned(),
            name: asked.name,
            question: asked.words.as_str().to_owned(),
            email: asked.email,
            confirm_hash: token.as_deref().map(random::hashed),
            confirm_until: token.is_some().then(|| now + CONFIRM_WITHIN),
            created_at: now,
            asked_at: None,
            due_on: None,
            answer: None,
            answered_by: None,
            answered_at: None,
            hidden: None,
            hidden_by: None,
            hidden_at: None,
            revision: 1,
        };
        if token.is_none() {
            come(&inner, &mut row, now);
        }
        if !store::add(conn, &row)? {
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        audit::record(conn, &asker.visitor(), "asked", ("data_question", &row.id), now)?;
        match token {
            Some(token) => data_notices::to_confirm(conn, &inner, &row, &set, &token, now)?,
            None => data_notices::asked(conn, &inner, &row, &set, now)?,
        }
        Ok(Ok(()))
    };
    let done = super::again::until_settled(state, write).await;
    state.work.notify_one();
    done
}

/// From now on it is before the editors.
fn come(state: &AppState, row: &mut QuestionRow, now: NaiveDateTime) {
    row.asked_at = Some(now);
    row.due_on = state.clock.today().checked_add_days(Days::new(DAYS));
}

/// The set of a question that a link confirms.
pub async fn may_confirm(state: &AppState, token: &str) -> Result<Option<String>, Failure> {
    let (hash, now) = (random::hashed(token), state.clock.now());
    state.db.read(move |conn| Ok(store::to_confirm(conn, &hash, now)?.map(|row| row.data_set))).await
}

/// Confirms by a link; pressed twice it says the same. `None` where it does not work (any more).
pub async fn confirm(state: &AppState, asker: Asker, token: &str) -> Result<Option<String>, Failure> {
    let (hash, now, inner) = (random::hashed(token), state.clock.now(), state.clone());
    let write = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(mut row) = store::to_confirm(conn, &hash, now)? else { return Ok(None) };
        let set = row.data_set.clone();
        if row.asked_at.is_some() {
            return Ok(Some(set));
        }
        let Some(known) = data_sets::find(conn, &set)? else { return Ok(None) };
        let seen = row.revision;
        come(&inner, &mut row, now);
        row.revision += 1;
        if !store::save(conn, &row, seen)? {
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        audit::record(conn, &asker.visitor(), "confirmed", ("data_question", &row.id), now)?;
        data_notices::asked(conn, &inner, &row, &known, now)?;
        Ok(Some(set))
    };
    let done = super::again::until_settled(state, write).await;
    state.work.notify_one();
    done
}

/// Answers, or corrects an answer. Whoever asked is told of the first one.
pub async fn answer(state: &AppState, question: &AnswerableQuestion, seen: i32, words: Words) -> Result<(), Failure> {
    let (by, now) = (question.publisher.signed_in.account.id.clone(), state.clock.now());
    let change = move |row: &mut QuestionRow| -> Result<Option<&'static str>, Failure> {
        if row.hidden.is_some() {
            return Err(Failure::Conflict("question-changed-meanwhile"));
        }
        let first = row.answer.is_none();
        (row.answer, row.answered_by) = (Some(words.as_str().to_owned()), Some(by));
        if first {
            row.answered_at = Some(now);
        }
        Ok(first.then_some("answered"))
    };
    write(state, question, seen, "answered", change).await
}

/// Hides a question, and its answer with it. Whoever asked and waits is told why.
pub async fn hide(
    state: &AppState,
    question: &AnswerableQuestion,
    seen: i32,
    reason: &'static str,
) -> Result<(), Failure> {
    let (by, now) = (question.publisher.signed_in.account.id.clone(), state.clock.now());
    let change = move |row: &mut QuestionRow| -> Result<Option<&'static str>, Failure> {
        if row.hidden.is_some() {
            return Err(Failure::Conflict("question-changed-meanwhile"));
        }
        (row.hidden, row.hidden_by, row.hidden_at) = (Some(reason.to_owned()), Some(by), Some(now));
        Ok(row.answer.is_none().then_some("hidden"))
    };
    write(state, question, seen, "hid", change).await
}

/// One change of a question over the revision that was seen, with what whoever asked is told of it.
async fn write(
    state: &AppState,
    question: &AnswerableQuestion,
    seen: i32,
    verb: &'static str,
    change: impl FnOnce(&mut QuestionRow) -> Result<Option<&'static str>, Failure> + Send + 'static,
) -> Result<(), Failure> {
    let (id, actor, now) = (question.row.id.clone(), question.publisher.signed_in.actor(), state.clock.now());
    let inner = state.clone();
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        let mut row = store::find(conn, &id)?.ok_or(Failure::NotFound)?;
        if row.revision != seen {
            return Err(Failure::Conflict("question-changed-meanwhile"));
        }
        let told = change(&mut row)?;
        row.revision += 1;
        // After this nobody is written to any more.
        let email = row.email.take();
        if !store::save(conn, &row, seen)? {
            return Err(Failure::Conflict("question-changed-meanwhile"));
        }
        if let Some((what, email)) = told.zip(email) {
            data_notices::to_asker(conn, &inner, &row, (what, email), now)?;
        }
        Ok(audit::record(conn, &actor, verb, ("data_question", &id), now)?)
    };
    state.db.write(write).await?;
    state.work.notify_one();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_name_is_one_word_of_letters_or_nothing() {
        for name in ["", "Анна", "Мар'яна", "Anne-Marie", "Iлья"] {
            assert!(is_first_name(name), "{name}");
        }
        for name in ["Анна Петрова", "a@b.c", "<b>", "+375291234567", "x1", &"я".repeat(31), "Анна\n"] {
            assert!(!is_first_name(name), "{name}");
        }
    }

    #[test]
    fn contacts_are_seen_and_other_numbers_are_not_taken_for_them() {
        for text in ["пишите на me@mail.example.", "(a@b.by)", "тел. +375 (29) 123-45-67"] {
            assert!(has_contacts(text), "{text}");
        }
        for text in ["УНП 790000001", "почём @ штука", "за 2025/2026 год +3 %", "строка 3750"] {
            assert!(!has_contacts(text), "{text}");
        }
    }

    #[test]
    fn what_turns_a_line_round_is_taken_out() {
        assert_eq!(plain("a\u{202e}b\u{7}c\r\nd\u{2066}"), "abc\nd");
    }
}
