//! Is this document genuine? Answered to anyone, without sign-in and without anything personal.

use super::form::too_large;
use super::signing;
use super::visit::{Page, Visit};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::office::decision_letter::{self, Told};
use crate::office::name_approvals::CERTIFICATE;
use crate::office::registrations;
use crate::random::hex;
use crate::register::as_of;
use crate::register::extracted::{Facts, differences, extracted};
use crate::state::AppState;
use crate::store::applications::{ApplicationRow, FilingRow};
use crate::store::bills::{self, Bill};
use crate::store::companies::CompanyRow;
use crate::store::documents::DocumentRow;
use crate::store::name_approvals::{self, NameApprovalRow};
use crate::store::registrations as certificates;
use crate::store::signatures::{self, SignatureRow};
use crate::store::{AnyConn, applications, documents, extracts, parties, reopenings};
use app::pages::verify::{Answer, Compared, Found, FoundApproval, FoundCertificate, FoundExtract, VerifyView, page};
use app::ui::Crumb;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use portal::lang::Lang;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Characters of a mistyped code that are shown again.
const SHOWN: usize = 80;

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
}

/// The place to type a code into; with one, on to its document.
pub async fn ask(visit: Visit, Query(typed): Query<Typed>) -> Response {
    match code(&typed.code) {
        code if code.is_empty() => respond(&visit, String::new(), Answer::NotAsked, None).await,
        code => Redirect::to(&format!("/verify/{}", super::urls::encode(&code))).into_response(),
    }
}

pub async fn show(State(state): State<AppState>, Path(typed): Path<String>, visit: Visit) -> Result<Response, Failure> {
    let answer = answer(&state, &typed, visit.lang()).await?;
    Ok(respond(&visit, typed, answer, None).await)
}

/// Bytes of a file whose digest is compared, with what the form puts around it.
pub const LARGEST: usize = 16 * 1024 * 1024 + 64 * 1024;

/// Characters of a typed digest that are read: programs write the file's name beside it.
const LONGEST_DIGEST: usize = 400;

/// Whether a file, or a digest that somebody computed, is that of the document or of what was filed.
pub async fn compare(
    State(state): State<AppState>,
    Path(typed): Path<String>,
    visit: Visit,
    form: Multipart,
) -> Result<Response, Failure> {
    let (wanted, large) = match sent(form).await {
        Ok((given, of_file)) => (wanted(&given, of_file), false),
        Err(Failure::TooLarge) => {
            let (field, why) = ("file", "verify-compare-too-large");
            (Err(Compared::Unreadable { field, given: String::new(), why }), true)
        }
        Err(failure) => return Err(failure),
    };
    let answer = answer(&state, &typed, visit.lang()).await?;
    let compared = match wanted {
        Ok(digest) => {
            let fits = answer.digests().into_iter().find(|(_, known)| *known == digest).map(|(what, _)| what);
            Compared::Fits { digest, fits }
        }
        Err(refused) => refused,
    };
    let response = respond(&visit, typed, answer, Some(compared)).await;
    // Of a code that no document has the page says that alone.
    let large = large && response.status() != StatusCode::NOT_FOUND;
    Ok(if large { too_large(response) } else { response })
}

/// The digest that was typed, and that of the file: it is hashed as it comes in and nothing of it is kept.
async fn sent(mut form: Multipart) -> Result<(String, Option<String>), Failure> {
    let (mut given, mut of_file) = (String::new(), None);
    while let Some(mut field) = form.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some("digest") => given = field.text().await.map_err(unreadable)?,
            Some("file") => {
                let (mut hash, mut any) = (Sha256::new(), false);
                while let Some(piece) = field.chunk().await.map_err(unreadable)? {
                    any |= !piece.is_empty();
                    hash.update(&piece);
                }
                of_file = any.then(|| hex(&hash.finalize()));
            }
            _ => {}
        }
    }
    Ok((given, of_file))
}

/// The digest to compare: that of the file or the one that was typed, and of both only where they are the same.
fn wanted(given: &str, of_file: Option<String>) -> Result<String, Compared> {
    let given: String = given.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_DIGEST).collect();
    let why = match (of_file, digest_in(&given)) {
        (None, Some(typed)) => return Ok(typed),
        (Some(digest), None) if given.trim().is_empty() => return Ok(digest),
        (Some(digest), Some(typed)) if digest == typed => return Ok(digest),
        (Some(_), Some(_)) => "verify-compare-both",
        (None, None) if given.trim().is_empty() => "verify-compare-empty",
        (_, None) => "verify-compare-form",
    };
    Err(Compared::Unreadable { field: "digest", given, why })
}

/// The one SHA-256 in what was typed: by itself, in groups, or in a line of a program that computed it, beside the name of
/// the file.
fn digest_in(given: &str) -> Option<String> {
    let joined: String = given.split_whitespace().collect();
    if is_digest(&joined) {
        return Some(joined.to_lowercase());
    }
    // A backslash before it says that there are some in the name.
    let words = given.split_whitespace().map(|word| word.trim_start_matches('\\'));
    let mut digests = words.filter(|word| is_digest(word)).map(str::to_lowercase);
    let first = digests.next()?;
    digests.all(|other| other == first).then_some(first)
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn unreadable(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::BadRequest("form"),
    }
}

/// What is known of a code.
async fn answer(state: &AppState, typed: &str, lang: Lang) -> Result<Answer, Failure> {
    let wanted = code(typed);
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(document) = documents::by_verify_code(conn, &wanted)? else { return Ok(None) };
        let Some(row) = applications::find(conn, &document.application_id)? else { return Ok(None) };
        let filing = applications::filings(conn, &row.id)?.into_iter().find(|f| f.round == document.round);
        let company = parties::of(conn, &row)?;
        let approval = match document.kind == CERTIFICATE {
            true => name_approvals::of_application(conn, &row.id)?,
            false => None,
        };
        // Over, it is kept all the same while a registration is not decided that was filed in time.
        let relied_on = name_approvals::with_open_registration(conn, approval.iter().cloned().collect())?;
        let approval = approval.map(|row| (!relied_on.is_empty(), row));
        let certificate = match document.kind == registrations::CERTIFICATE {
            true => certificates::certificate(conn, &row.id)?,
            false => None,
        };
        let told = decision_letter::told(conn, &document)?;
        let signed = signatures::of_round(conn, &row.id, document.round)?;
        let bill = match document.kind.as_str() {
            "bill" => bills::made_out_by(conn, &row.id, document.created_at)?,
            _ => None,
        };
        // A letter of the turn in which it was opened again says what still holds.
        let overtaken = match document.kind == decision_letter::DECISION {
            true => reopenings::of_application(conn, &row.id)?.into_iter().find(|one| one.turn > document.turn),
            false => None,
        };
        let bears = (approval, certificate, signed, overtaken.map(|one| one.reopened_at));
        Ok(filing.zip(company).map(|(filing, company)| (document, row, filing, company, (told, bill), bears)))
    };
    let answer = match state.db.read(load).await? {
        Some((document, row, filing, company, (told, bill), (approval, certificate, signed, overtaken))) => {
            let standing = company.standing();
            let due = bill.as_ref().filter(|bill| bill.is_due());
            let pay_to = due.map(|bill| state.pay_to(row.office, bill.row.issued_on));
            let mut found = view((document, row, filing, company, (told, bill)), lang);
            found.pay_to = pay_to;
            found.overtaken = overtaken.map(|at| minsk(at).date());
            found.methods = methods(&signed);
            found.approval = approval.map(|(relied_on, row)| approved(row, relied_on, state.clock.today()));
            found.certificate = certificate.map(|certificate| FoundCertificate {
                duplicate: certificate.duplicate,
                on: certificate.issued_on,
                void_since: certificate.void_since,
                standing,
            });
            Answer::Genuine(Box::new(found))
        }
        None => match extract(state, code(typed), lang).await? {
            Some(found) => Answer::Extract(Box::new(found)),
            None => Answer::Unknown(typed.chars().take(SHOWN).collect()),
        },
    };
    Ok(answer)
}

/// How it was signed, without names: the methods of whoever filed and of the founders, each once with how often.
fn methods(signed: &[(SignatureRow, String)]) -> Vec<(bool, &'static str, usize)> {
    let mut methods: Vec<(bool, &'static str, usize)> = Vec::new();
    for line in signed.iter().map(signing::line) {
        match methods.iter_mut().find(|(founder, method, _)| (*founder, *method) == (line.founder, line.method)) {
            Some((.., count)) => *count += 1,
            None => methods.push((line.founder, line.method, 1)),
        }
    }
    methods
}

type Looked = (DocumentRow, ApplicationRow, FilingRow, CompanyRow, (Option<Told>, Option<Bill>));

fn view((document, row, filing, company, (told, bill)): Looked, lang: Lang) -> Found {
    Found {
        said: told.map(|told| (told.what.code(), minsk(told.at))),
        kind: document.kind,
        round: document.round,
        procedure: row.procedure(),
        number: row.number.clone().unwrap_or_default(),
        company: company.names().with_russian(lang),
        unp: row.unp,
        filed: minsk(filing.filed_at),
        digest: filing.digest,
        file_digest: document.digest,
        superseded: document.round < row.round && bill.is_none(),
        bill: bill.as_ref().map(super::applications::bill::note),
        pay_to: None,
        status: row.status(),
        overtaken: None,
        approval: None,
        certificate: None,
        methods: Vec::new(),
    }
}

fn approved(row: NameApprovalRow, relied_on: bool, today: NaiveDate) -> FoundApproval {
    let names = row.names();
    FoundApproval {
        names: [names.full, names.short, names.full_be, names.short_be],
        on: row.approved_on,
        until: row.valid_until,
        standing: match (row.used_by, row.valid_until < today) {
            (Some(_), _) => "approval-used",
            (None, true) if relied_on => "approval-pending",
            (None, true) => "approval-over",
            (None, false) => "approval-in-force",
        },
    }
}

/// An extract of this code, and whether the register still says the same.
async fn extract(state: &AppState, code: String, lang: Lang) -> Result<Option<FoundExtract>, Failure> {
    let (now, today) = (state.clock.now(), state.clock.today());
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let Some(row) = extracts::by_verify_code(conn, &code)? else { return Ok(None) };
        let mut facts_on = |day| -> Result<Facts, Failure> {
            let rows = as_of::entries_on(conn, row.unp, day)?;
            Ok(extracted(&rows, row.personal, &|_| None, now).map(|found| found.facts).unwrap_or_default())
        };
        let (then, today) = (facts_on(row.on_day)?, facts_on(today)?);
        Ok(Some((row, then, today)))
    };
    let Some((row, then, now)) = state.db.read(load).await? else { return Ok(None) };
    let said: Facts = serde_json::from_str(&row.facts).map_err(|e| Failure::Internal(e.to_string()))?;
    Ok(Some(FoundExtract {
        company: said.names().with_russian(lang),
        corrected: differences(&said, &then),
        changed: differences(&said, &now),
        number: row.number,
        unp: row.unp,
        on: row.on_day,
        made: minsk(row.made_at),
        lang: Lang::from_tag(&row.lang).unwrap_or(Lang::Ru),
        file_digest: row.digest,
        today,
    }))
}

async fn respond(visit: &Visit, code: String, answer: Answer, compared: Option<Compared>) -> Response {
    let tr = visit.tr;
    let other = compared.as_ref().is_some_and(|compared| compared.other().is_some());
    let (title, status) = match &answer {
        Answer::NotAsked => (tr.t("verify-title"), StatusCode::OK),
        Answer::Genuine(_) | Answer::Extract(_) if other => (tr.t("verify-mismatch"), StatusCode::OK),
        Answer::Genuine(_) | Answer::Extract(_) => (tr.t("verify-genuine"), StatusCode::OK),
        Answer::Unknown(_) => (tr.t("verify-unknown"), StatusCode::NOT_FOUND),
    };
    let (status, failed) = match compared {
        Some(Compared::Unreadable { .. }) if status == StatusCode::OK => (StatusCode::UNPROCESSABLE_ENTITY, true),
        _ => (status, false),
    };
    let head = Page::titled(&title).crumbs(vec![Crumb::here(&title)]).status(status).failed(failed);
    visit.page(head, move || page(VerifyView { tr, code, answer, compared })).await
}

/// The code in what was typed: the end of an address, without spaces, in the alphabet in which codes are
/// made, where a letter O is a nought and I or L a one ([`crate::random::token`]).
fn code(typed: &str) -> String {
    let end = typed.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let signs = end.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let read = signs.map(|c| match c {
        'o' | 'о' => '0',
        'i' | 'l' => '1',
        'а' => 'a',
        'в' => 'b',
        'с' => 'c',
        'е' => 'e',
        'н' => 'h',
        'к' => 'k',
        'м' => 'm',
        'р' => 'p',
        'т' => 't',
        'х' => 'x',
        'у' => 'y',
        other => other,
    });
    read.take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::{Compared, code, digest_in, wanted};

    #[test]
    fn a_code_is_read_however_it_was_copied() {
        for typed in ["1h0x9", " 1H0X-9 ", "http://127.0.0.1:3000/verify/1h0x9", "lНOх9/"] {
            assert_eq!(code(typed), "1h0x9", "{typed}");
        }
        assert_eq!((code(" - "), code("\0"), code("../..")), (String::new(), String::new(), String::new()));
        assert_eq!(code(&"9".repeat(10_000)).len(), 80);
    }

    #[test]
    fn a_digest_is_read_out_of_a_line_of_the_program_that_computed_it() {
        let digest = "0123456789abcdef".repeat(4);
        for line in [
            digest.clone(),
            digest.to_uppercase(),
            format!("{digest}  akno-0000-0000-01.pdf\n"),
            format!("{digest} *C:/with spaces/a b.pdf"),
            format!("\\{digest}  a\\\\b.pdf"),
            format!("SHA256 (akno.pdf) = {digest}"),
            digest.as_bytes().chunks(8).map(|part| String::from_utf8_lossy(part).into_owned() + " ").collect(),
        ] {
            assert_eq!(digest_in(&line).as_ref(), Some(&digest), "{line}");
        }
        let (longer, two) = (format!("{digest}0"), format!("{digest} {}", "f".repeat(64)));
        for line in ["", "abc", &digest[1..], longer.as_str(), two.as_str()] {
            assert_eq!(digest_in(line), None, "{line}");
        }
    }

    #[test]
    fn a_digest_beside_a_file_is_never_passed_over() {
        let (of_file, other) = ("a".repeat(64), "b".repeat(64));
        assert_eq!(wanted(" ", Some(of_file.clone())).ok(), Some(of_file.clone()));
        assert_eq!(wanted(&of_file, Some(of_file.clone())).ok(), Some(of_file.clone()));
        for (typed, said) in [(other.as_str(), "verify-compare-both"), ("abc", "verify-compare-form")] {
            let refused = wanted(typed, Some(of_file.clone()));
            assert!(matches!(refused, Err(Compared::Unreadable { why, .. }) if why == said), "{typed}");
        }
    }
}
