//! Signing: how what is filed is confirmed, and what of that is kept.
//!
//! Whoever files has signed in; with one-time codes turned on they confirm with password and code. Each signature
//! is a row over the digest of the canonical form, written in the filing's own transaction.

pub mod canonical;

use crate::accounts::second_step::{self, Codes, Known, Refused};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::ApplicationRow;
use crate::store::signatures::{self, SignatureRow};
use crate::store::{AnyConn, new_id};
use chrono::NaiveDateTime;

/// How something was signed; the code is part of the locale keys `signature-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// By somebody signed in, who ticked that it is right.
    Session,
    /// With password and one-time code.
    Code,
    /// With a qualified signature.
    Certificate,
}

impl Method {
    pub const ALL: [Method; 3] = [Method::Session, Method::Code, Method::Certificate];

    pub fn code(self) -> &'static str {
        match self {
            Method::Session => "session",
            Method::Code => "password-totp",
            Method::Certificate => "certificate",
        }
    }

    pub fn from_code(code: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.code() == code)
    }
}

/// Whose signature it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Of whoever files.
    Filer,
    /// Of a founder who confirms before the filing.
    Founder,
}

impl Part {
    pub fn code(self) -> &'static str {
        match self {
            Part::Filer => "filer",
            Part::Founder => "founder",
        }
    }
}

/// What somebody signs with.
#[derive(Clone, Debug)]
pub enum Signing {
    Session,
    Code(Box<Known>),
}

impl Signing {
    pub fn method(&self) -> Method {
        match self {
            Signing::Session => Method::Session,
            Signing::Code(_) => Method::Code,
        }
    }

    /// Takes what it was signed with, in the write of what is signed: a code is good once.
    pub fn take(
        &self,
        conn: &mut AnyConn,
        state: &AppState,
        now: NaiveDateTime,
    ) -> Result<Result<(), Refused>, Failure> {
        match self {
            Signing::Session => Ok(Ok(())),
            Signing::Code(known) => known.confirm(conn, state, Codes::App, now),
        }
    }

    /// Keeps the signature of an account under a round.
    pub fn keep(&self, conn: &mut AnyConn, signed: Signed<'_>, now: NaiveDateTime) -> Result<(), Failure> {
        let row = SignatureRow {
            id: new_id(),
            application_id: signed.row.id.clone(),
            round: signed.round,
            account_id: signed.account.to_owned(),
            part: signed.part.code().to_owned(),
            method: self.method().code().to_owned(),
            form: canonical::FORM.to_owned(),
            algorithm: canonical::ALGORITHM.to_owned(),
            digest: signed.digest.to_owned(),
            signed_at: now,
            void_at: None,
            cms: None,
            certificate_subject: None,
            certificate_issuer: None,
            certificate_serial: None,
        };
        Ok(signatures::add(conn, &row)?)
    }
}

/// What is signed, and by whom.
pub struct Signed<'a> {
    pub row: &'a ApplicationRow,
    pub round: i32,
    pub account: &'a str,
    pub part: Part,
    pub digest: &'a str,
}

/// Whether an account confirms with password and code.
pub fn has_codes(conn: &mut AnyConn, account: &str) -> Result<bool, Failure> {
    Ok(second_step::in_force(conn, account)?.is_some())
}
