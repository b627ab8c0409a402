//! Importing a bank file: each row that pays a bill of the office marks it, and each other row says why it
//! does not. The same file twice, or the same row in two files, marks nothing twice.

use super::again::until_settled;
use super::bank_lines::{self, Line, Unreadable};
use super::fees::{self, Paid};
use crate::access::Clerk;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::applications::{self, ApplicationRow};
use crate::store::audit::{self, Actor};
use crate::store::bank_files::{self, BankFileRow, BankLineRow};
use crate::store::bills::{self, Bill};
use crate::store::{AnyConn, new_id};
use chrono::{NaiveDate, NaiveDateTime};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// How an import ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The file's id, and whether its content was there before.
    Imported {
        id: String,
        before: bool,
    },
    Unreadable(Unreadable),
}

/// What became of a row; the code is kept with it and part of the key `bank-line-…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Paid,
    /// Marked before by the same document.
    Already,
    /// Marked before by another document: paid twice.
    PaidOtherwise,
    /// No number of a bill in the purpose.
    NoBill,
    /// Several numbers of bills.
    SeveralBills,
    /// No bill has this number.
    UnknownBill,
    /// The case is another office's.
    OtherOffice,
    /// Withdrawn or refused before it was paid.
    Cancelled,
    DateUnreadable,
    /// Not yet, or before the bill was made out.
    DateImpossible,
    AmountUnreadable,
    AmountDiffers,
    NoDocument,
}

impl Fate {
    pub const ALL: [Fate; 13] = [
        Fate::Paid,
        Fate::Already,
        Fate::PaidOtherwise,
        Fate::NoBill,
        Fate::SeveralBills,
        Fate::UnknownBill,
        Fate::OtherOffice,
        Fate::Cancelled,
        Fate::DateUnreadable,
        Fate::DateImpossible,
        Fate::AmountUnreadable,
        Fate::AmountDiffers,
        Fate::NoDocument,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Fate::Paid => "paid",
            Fate::Already => "already",
            Fate::PaidOtherwise => "paid-otherwise",
            Fate::NoBill => "no-bill",
            Fate::SeveralBills => "several-bills",
            Fate::UnknownBill => "unknown-bill",
            Fate::OtherOffice => "other-office",
            Fate::Cancelled => "cancelled",
            Fate::DateUnreadable => "date-unreadable",
            Fate::DateImpossible => "date-impossible",
            Fate::AmountUnreadable => "amount-unreadable",
            Fate::AmountDiffers => "amount-differs",
            Fate::NoDocument => "no-document",
        }
    }

    pub fn from_code(code: &str) -> Option<Fate> {
        Fate::ALL.into_iter().find(|fate| fate.code() == code)
    }

    /// Whether somebody has to look at the row.
    pub fn is_problem(self) -> bool {
        !matches!(self, Fate::Paid | Fate::Already)
    }
}

/// Imports a file for the clerk's office, all of it or nothing.
pub async fn import(state: &AppState, clerk: Clerk, name: String, bytes: Vec<u8>) -> Result<Outcome, Failure> {
    let digest = crate::random::hex(&Sha256::digest(&bytes));
    let lines = match bank_lines::read(&bytes) {
        Ok(lines) => lines,
        Err(why) => return Ok(Outcome::Unreadable(why)),
    };
    let (now, today) = (state.clock.now(), state.clock.today());
    let (actor, office, inner) = (clerk.signed_in.actor(), clerk.office, state.clone());
    let file = BankFileRow {
        id: new_id(),
        digest,
        office,
        name: name.chars().filter(|c| !c.is_control()).take(120).collect(),
        imported_by: clerk.signed_in.account.id.clone(),
        imported_at: now,
    };
    let write = move |conn: &mut AnyConn| -> Result<Outcome, Failure> {
        if let Some(same) = bank_files::same(conn, office, &file.digest)? {
            return Ok(Outcome::Imported { id: same.id, before: true });
        }
        if !bank_files::add(conn, &file)? {
            return Err(Failure::Conflict("changed-meanwhile"));
        }
        let mut known = Known::load(conn, &lines)?;
        for line in &lines {
            let fate = known.judge(line, office, today);
            if fate == Fate::Paid {
                known.pay(conn, &inner, line, &file.id, &actor, now)?;
            }
            bank_files::add_line(conn, &kept(&file.id, line, fate, &known))?;
        }
        inner.still_stand(conn)?;
        audit::record(conn, &actor, "imported", ("bank_file", &file.id), now)?;
        Ok(Outcome::Imported { id: file.id, before: false })
    };
    let outcome = until_settled(state, write).await?;
    state.work.notify_one();
    Ok(outcome)
}

fn kept(file: &str, line: &Line, fate: Fate, known: &Known) -> BankLineRow {
    let [paid_on, document, amount, purpose] = line.written.clone();
    let bill = line.bills.first().cloned().filter(|_| line.bills.len() == 1);
    let application_id = known.of(line).map(|(bill, _)| bill.row.application_id.clone());
    BankLineRow {
        file_id: file.to_owned(),
        line: line.number,
        outcome: fate.code().to_owned(),
        bill: bill.unwrap_or(purpose),
        paid_on,
        document,
        amount,
        application_id: application_id.filter(|_| fate != Fate::OtherOffice),
    }
}

/// The bills that a file names, by number, and their applications, by id, as the rows before left them. Of a case that
/// was opened again there may be several bills, one of them not cancelled.
struct Known {
    bills: HashMap<String, Bill>,
    applications: HashMap<String, ApplicationRow>,
}

impl Known {
    fn load(conn: &mut AnyConn, lines: &[Line]) -> Result<Known, Failure> {
        let mut numbers: Vec<String> = lines.iter().flat_map(|line| line.bills.clone()).collect();
        numbers.sort();
        numbers.dedup();
        let mut known = Known { bills: HashMap::new(), applications: HashMap::new() };
        // Databases bound the values of one query.
        for some in numbers.chunks(500) {
            let ids = bills::by_numbers(conn, some.to_vec())?.into_iter().map(|bill| bill.row.application_id).collect();
            let rows = applications::by_ids(conn, ids)?;
            known.applications.extend(rows.into_iter().map(|row| (row.id.clone(), row)));
            // Read behind the applications: of a bill that somebody pays in between either the payment is seen here, or
            // the application is found changed.
            let bills = bills::by_numbers(conn, some.to_vec())?;
            known.bills.extend(bills.into_iter().map(|bill| (bill.row.number.clone(), bill)));
        }
        Ok(known)
    }

    fn of(&self, line: &Line) -> Option<(&Bill, &ApplicationRow)> {
        let [number] = line.bills.as_slice() else { return None };
        let bill = self.bills.get(number)?;
        Some((bill, self.applications.get(&bill.row.application_id)?))
    }

    fn judge(&self, line: &Line, office: i32, today: NaiveDate) -> Fate {
        if line.bills.is_empty() {
            return Fate::NoBill;
        }
        if line.bills.len() > 1 {
            return Fate::SeveralBills;
        }
        let Some((bill, row)) = self.of(line) else { return Fate::UnknownBill };
        if row.office != Some(office) {
            return Fate::OtherOffice;
        }
        let Some(date) = line.date else { return Fate::DateUnreadable };
        if line.document.is_empty() {
            return Fate::NoDocument;
        }
        if let Some(before) = &bill.payment {
            let same = before.paid_on == date && before.document == line.document;
            return if same { Fate::Already } else { Fate::PaidOtherwise };
        }
        match line.amount {
            None => Fate::AmountUnreadable,
            _ if bill.row.cancelled_at.is_some() => Fate::Cancelled,
            _ if date > today || date < bill.row.issued_on => Fate::DateImpossible,
            Some(amount) if amount != bill.row.amount() => Fate::AmountDiffers,
            Some(_) => Fate::Paid,
        }
    }

    fn pay(
        &mut self,
        conn: &mut AnyConn,
        state: &AppState,
        line: &Line,
        file: &str,
        actor: &Actor,
        now: NaiveDateTime,
    ) -> Result<(), Failure> {
        let Some((number, on)) = line.bills.first().zip(line.date) else { return Ok(()) };
        let Some(bill) = self.bills.get_mut(number) else { return Ok(()) };
        let Some(row) = self.applications.get_mut(&bill.row.application_id) else { return Ok(()) };
        let paid = Paid { on, document: line.document.clone(), file: Some(file.to_owned()) };
        fees::settle(conn, state, row, bill, &paid, actor, now)?;
        bill.payment = bills::of_application(conn, &row.id)?.and_then(|bill| bill.payment);
        Ok(())
    }
}
