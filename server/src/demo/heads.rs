//! The demo's entrepreneurs stand in the register as the heads of their companies, and as the sole
//! proprietor one of them is: what the portal says of a person agrees with what the register shows.

use crate::failure::Failure;
use crate::register::head::Head;
use crate::register::projection::{self, SYNTHETIC};
use crate::register::wire::{self, Fact, Origin};
use crate::store::entries::{self, EntryKind};
use crate::store::{AnyConn, companies};
use chrono::{NaiveDate, NaiveDateTime};
use portal::company::Kind;
use portal::egr::IpFio;

/// Surname, name and patronymic in the two languages of the register.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    pub ru: &'static str,
    pub be: &'static str,
}

/// Puts a person's name where the register names the head of a legal entity, or the sole proprietor.
/// The days stay those of the register; a company without a head has the person from `from` on.
pub fn name(conn: &mut AnyConn, unp: i64, who: Named, from: NaiveDate, now: NaiveDateTime) -> Result<(), Failure> {
    let Some(company) = companies::find(conn, unp)? else { return Ok(()) };
    let origin = Origin { source: format!("{SYNTHETIC}:demo"), application_id: None, recorded_at: now };
    entries::lock(conn, &[unp])?;
    match company.kind() {
        Kind::LegalEntity => {
            let head = head(conn, unp, who, from)?;
            append(conn, &head, &origin)?;
        }
        Kind::SoleProprietor => {
            for row in entries::current_of_kind(conn, unp, EntryKind::Person)?.iter().filter(|row| row.active) {
                let Some(mut person) = projection::record::<IpFio>(row) else { continue };
                person.vfio = Some(who.ru.to_owned());
                person.vfiob = Some(who.be.to_owned());
                append(conn, &person, &origin)?;
            }
        }
    }
    Ok(projection::refresh(conn, unp, now)?)
}

/// The head in office under another name; the record of the same days takes the place of the former.
fn head(conn: &mut AnyConn, unp: i64, who: Named, from: NaiveDate) -> Result<Head, Failure> {
    let rows = entries::current_of_kind(conn, unp, EntryKind::Head)?;
    let known = rows.iter().rfind(|row| row.active).and_then(|row| serde_json::from_str::<Head>(&row.body).ok());
    let mut head = known.unwrap_or_else(|| Head::since(unp, from, who.ru, "директор"));
    head.vfio = who.ru.to_owned();
    head.extra.insert("vfiob".to_owned(), who.be.into());
    Ok(head)
}

fn append<F: Fact>(conn: &mut AnyConn, record: &F, origin: &Origin) -> Result<(), Failure> {
    let entry = wire::entry(record, origin).map_err(Failure::Internal)?;
    entries::append(conn, entry)?;
    Ok(())
}
