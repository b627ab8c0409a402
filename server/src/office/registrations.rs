//! Registering: a payer's number is allotted, what the application says becomes the first entries of the
//! register, whoever heads it may act for it, and the certificate is ordered, all in the decision's write.

use super::register_changes::{self, append, body};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::random::hex;
use crate::register::projection;
use crate::register::wire::Origin;
use crate::state::AppState;
use crate::store::accounts::Account;
use crate::store::applications::ApplicationRow;
use crate::store::companies::CompanyRow;
use crate::store::entries::EntryKind;
use crate::store::mandates::{self, MandateRow};
use crate::store::registrations::{self, CertificateRow};
use crate::store::{AnyConn, accounts, counter_drafts, documents, entries, new_id};
use chrono::NaiveDateTime;
use portal::company::Kind;
use portal::egr::{Base, CreationWay, Reference, Status, SubjectKind, WireDate};
use portal::mandate::Scope;
use portal::procedures::{RegisterChange, Registration};
use portal::unp::Unp;
use sha2::{Digest, Sha256};

/// The kind of the certificate among the documents.
pub const CERTIFICATE: &str = "certificate";

/// The event of a registration: the portal's own code, like that of the invented register.
const EVENT: i32 = 990_002;

/// Digits of a region's number in front of which its own stands.
const SERIALS: i64 = 10_000_000;

/// Numbers tried before the sequence is given up: every eleventh has no check digit, and some may be taken.
const TRIES: usize = 10_000;

/// Allots the next free payer's number of the office's region.
pub fn allot(conn: &mut AnyConn, state: &AppState, office: i32) -> Result<i64, Failure> {
    let region = state.offices.soato(office).ok_or(Failure::NotFound)? / 1_000_000_000;
    let region = i32::try_from(region).map_err(|_| Failure::NotFound)?;
    for _ in 0..TRIES {
        let first = registrations::next_in_sequence(conn, region)?;
        if first / SERIALS != i64::from(region) {
            break;
        }
        let Some(unp) = whole(first) else { continue };
        if !registrations::is_taken(conn, unp)? {
            return Ok(unp);
        }
    }
    Err(Failure::Internal(format!("no free payer's number in region {region}")))
}

/// The number of eight digits with its check digit, where it has one.
fn whole(first: i64) -> Option<i64> {
    let digits: [u8; 8] = format!("{first:08}").into_bytes().try_into().ok()?;
    Some(first * 10 + i64::from(Unp::check_digit(&digits)?))
}

/// Writes what is registered under the number that the row has got.
pub fn enter(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    registration: Registration,
    now: NaiveDateTime,
) -> Result<(), Failure> {
    let unp = row.unp.ok_or(Failure::NotFound)?;
    entries::lock(conn, &[unp])?;
    let today = minsk(now).date();
    let origin =
        Origin { source: format!("application:{}", row.id), application_id: Some(row.id.clone()), recorded_at: now };
    append(conn, &base(state, row, unp, &registration, WireDate(today)), &origin)?;
    let Registration { kind, names, activity, address, contacts, office, head, charter, personal_number } =
        registration;
    let company = CompanyRow { unp, ..CompanyRow::in_the_making(kind, names.full.clone(), Some(office), now) };
    let mut changes = vec![
        RegisterChange::Names(Box::new(names)),
        RegisterChange::Address { address: Box::new(address), contacts, from: today, office },
        RegisterChange::Activity(activity),
        RegisterChange::EventToday { code: EVENT },
    ];
    changes.extend(charter.map(|charter| RegisterChange::Charter(Box::new(charter))));
    changes.extend(head.map(|head| RegisterChange::Head {
        name: head.name,
        name_be: head.name_be,
        post: head.post,
        email: head.email,
        from: today,
        until: head.until,
    }));
    register_changes::apply(conn, state, row, &company, changes, now)?;
    if kind == Kind::SoleProprietor
        && let Some(account_id) = proprietor(conn, row)?
    {
        let right = MandateRow {
            id: new_id(),
            account_id,
            unp,
            scope: Scope::Head.code().to_owned(),
            valid_from: today,
            valid_to: None,
            granted_by: None,
            revoked_at: None,
            created_at: now,
            authorised: None,
        };
        mandates::add(conn, &right)?;
    }
    if let Some(number) = personal_number {
        registrations::add_person(conn, unp, &digest(&number))?;
    }
    certify(conn, row, false, now)
}

/// The account of the sole proprietor themself. Whoever came to the counter has none there, and the clerk who typed it
/// for them is not who is registered.
fn proprietor(conn: &mut AnyConn, row: &ApplicationRow) -> Result<Option<String>, Failure> {
    let Some(account) = counter_drafts::applicant(conn, row)? else { return Ok(None) };
    let account = accounts::by_id(conn, &account)?.filter(Account::may_act_for_companies);
    Ok(account.map(|account| account.id))
}

/// The code of the office that registered a company, as its base record says.
pub fn registered_by(conn: &mut AnyConn, unp: i64) -> Result<Option<i32>, Failure> {
    let rows = entries::current_of_kind(conn, unp, EntryKind::Base)?;
    let by = rows.last().and_then(projection::record::<Base>).and_then(|base| base.nsi00212crt);
    Ok(by.and_then(|by| by.code()).and_then(|code| i32::try_from(code).ok()))
}

/// What a personal number is known by.
pub fn digest(personal_number: &str) -> String {
    hex(&Sha256::digest(personal_number.as_bytes()))
}

/// Orders the certificate of a registration, or its duplicate, in the language of whoever applied.
pub fn certify(conn: &mut AnyConn, row: &ApplicationRow, duplicate: bool, now: NaiveDateTime) -> Result<(), Failure> {
    let (unp, issued_on) = (row.unp.ok_or(Failure::NotFound)?, minsk(now).date());
    registrations::void_certificates(conn, unp, issued_on)?;
    let certificate = CertificateRow {
        application_id: row.id.clone(),
        number: row.number.clone().ok_or(Failure::NotFound)?,
        unp,
        duplicate,
        issued_on,
        void_since: None,
    };
    registrations::add_certificate(conn, &certificate)?;
    let lang = counter_drafts::lang_of(conn, row)?;
    documents::order(conn, &row.id, CERTIFICATE, row.round, lang, crate::random::token(), now)?;
    Ok(())
}

fn base(state: &AppState, row: &ApplicationRow, unp: i64, registration: &Registration, today: WireDate) -> Base {
    let by = body(state, registration.office);
    Base {
        ngrn: unp,
        dfrom: Some(today),
        cact: Some("+".to_owned()),
        nsi00219: Some(Status::of(1, "Действующий", Some(33_512))),
        nsi00211: Some(match registration.kind {
            Kind::LegalEntity => SubjectKind::of(1, "Юридическое лицо", None),
            Kind::SoleProprietor => SubjectKind::of(2, "Индивидуальный предприниматель", None),
        }),
        // The register's own code of the way was not found.
        nsi00208: Some(CreationWay { vnscrtp: Some("Создание".to_owned()), ..CreationWay::default() }),
        vnrcrt: row.number.as_deref().map(portal::code::grouped),
        nsi00212crt: Some(by.clone()),
        nsi00212: Some(by),
        ..Base::default()
    }
}

#[cfg(test)]
mod tests {
    use super::whole;
    use portal::unp::Unp;

    #[test]
    fn every_number_of_the_sequence_is_a_right_one_of_its_region_and_each_once() {
        let numbers: Vec<i64> = (79_500_000..79_502_000).filter_map(whole).collect();
        assert!(numbers.len() > 1_700, "{}", numbers.len());
        assert!(numbers.iter().all(|number| Unp::from_number(*number).is_ok() && number / 100_000_000 == 7));
        assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
