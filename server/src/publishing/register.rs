//! The register's own sets, streamed from it in portions.
//!
//! Personal data stays behind: of sole proprietors neither addresses nor contacts, of heads no names,
//! of events no notes.

use super::version::disk;
use crate::failure::Failure;
use crate::register::head::Head;
use crate::register::projection::{address, record};
use crate::store::companies::CompanyRow;
use crate::store::entries::{EntryKind, EntryRow};
use crate::store::{Db, open_data as store};
use opendata::{FileSet, Schema, Value};
use portal::company::{Kind, Standing};
use portal::egr::{self, Reference};
use portal::event_kind::is_of_liquidation;
use portal::lang::Lang;
use std::collections::HashMap;

/// Companies of one portion.
const PORTION: i64 = 500;

/// Names a registering body by its code.
pub type Offices = crate::store::offices::Offices;

/// Writes the rows of one of the register's sets.
pub fn write(id: &str, (db, offices): (&Db, &Offices), schema: &Schema, files: &mut FileSet) -> Result<(), Failure> {
    let mut after = i64::MIN;
    loop {
        let kind = entry_kind(id);
        let portion = db.read_here(move |conn| {
            let companies = store::companies_after(conn, after, PORTION)?;
            let entries = match (kind, companies.first(), companies.last()) {
                (Some(kind), Some(first), Some(last)) => store::entries_between(conn, kind, first.unp, last.unp)?,
                _ => Vec::new(),
            };
            Ok::<_, Failure>((companies, entries))
        })?;
        let (companies, entries) = portion;
        let Some(last) = companies.last() else { return Ok(()) };
        after = last.unp;
        let mut rows = match kind {
            None => companies.iter().map(|company| entity(company, offices)).collect(),
            Some(_) => of_entries(id, &companies, &entries, offices),
        };
        sort(&mut rows, schema);
        for row in rows {
            files.row(row).map_err(disk)?;
        }
    }
}

/// Which entries a set is made of; none for the companies' own rows.
fn entry_kind(id: &str) -> Option<EntryKind> {
    match id {
        "names" => Some(EntryKind::Names),
        "addresses" => Some(EntryKind::Address),
        "activities" => Some(EntryKind::Activity),
        "heads" => Some(EntryKind::Head),
        "events" | "liquidations" => Some(EntryKind::Event),
        _ => None,
    }
}

/// Sorts rows by the schema's key.
pub fn sort(rows: &mut [Vec<Value>], schema: &Schema) {
    let key: Vec<usize> = schema.key.iter().filter_map(|name| schema.place(name)).collect();
    rows.sort_by(|a, b| {
        let orders = key.iter().map(|place| a[*place].order(&b[*place]));
        orders.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
}

fn entity(company: &CompanyRow, offices: &Offices) -> Vec<Value> {
    let standing = app::l10n::Tr(Lang::Ru).t(&format!("standing-{}", company.standing().code()));
    vec![
        company.unp.into(),
        company.kind().code().into(),
        i64::from(Standing::to_wire(company.standing())).into(),
        standing.into(),
        company.name.as_str().into(),
        company.short_name.as_deref().into(),
        company.name_be.as_deref().into(),
        company.registered_on.into(),
        company.excluded_on.into(),
        company.office.map(i64::from).into(),
        company.office.map(|code| offices.name(code, Lang::Ru)).into(),
        company.activity.as_deref().into(),
    ]
}

fn of_entries(id: &str, companies: &[CompanyRow], entries: &[EntryRow], offices: &Offices) -> Vec<Vec<Value>> {
    let known: HashMap<i64, &CompanyRow> = companies.iter().map(|company| (company.unp, company)).collect();
    let rows = entries.iter().filter_map(|entry| {
        let company = known.get(&entry.unp)?;
        let is_entity = company.kind() == Kind::LegalEntity;
        match id {
            "names" => name(entry),
            "addresses" if is_entity => location(entry),
            "activities" => activity(entry),
            "heads" if is_entity => head(entry),
            "events" => event(entry, offices),
            "liquidations" => liquidation(entry, company),
            _ => None,
        }
    });
    rows.collect()
}

/// Number, first day, last day, and whether it holds now: how rows of most sets begin.
fn beginning(entry: &EntryRow) -> Vec<Value> {
    vec![entry.unp.into(), entry.valid_from.into(), entry.valid_to.into(), entry.active.into()]
}

fn name(entry: &EntryRow) -> Option<Vec<Value>> {
    let names: egr::JurNames = record(entry)?;
    let mut row = beginning(entry);
    row.extend([names.vnaim, names.vn, names.vfn, names.vnaimb].map(Value::from));
    Some(row)
}

fn location(entry: &EntryRow) -> Option<Vec<Value>> {
    let address = address(&record::<egr::Address>(entry)?);
    let mut row = beginning(entry);
    row.extend(
        [
            address.postcode,
            address.region,
            address.district,
            address.settlement_kind,
            address.settlement,
            address.street_kind,
            address.street,
            address.house,
            address.building,
            address.room_kind,
            address.room,
        ]
        .map(Value::from),
    );
    Some(row)
}

fn activity(entry: &EntryRow) -> Option<Vec<Value>> {
    let activity = record::<egr::Ved>(entry)?.nsi00114?;
    let mut row = beginning(entry);
    row.extend([activity.vkvdn, activity.vnvdnp].map(Value::from));
    Some(row)
}

fn head(entry: &EntryRow) -> Option<Vec<Value>> {
    let head: Head = serde_json::from_str(&entry.body).ok()?;
    let mut row = beginning(entry);
    row.extend([head.vpost.into(), head.dsrok.map(|day| day.0).into()]);
    Some(row)
}

fn event(entry: &EntryRow, offices: &Offices) -> Option<Vec<Value>> {
    let event: egr::Event = record(entry)?;
    let kind = event.nsi00223.as_ref();
    let body = event.nsi00212r.as_ref().or(event.nsi00212.as_ref());
    let known = body.and_then(Reference::code).and_then(|code| offices.get(i32::try_from(code).ok()?));
    let body = known.map(|office| office.name_ru.clone()).or_else(|| body?.label().map(str::to_owned));
    Some(vec![
        entry.unp.into(),
        entry.valid_from.into(),
        event.ngr04004.into(),
        kind.and_then(Reference::code).into(),
        kind.and_then(Reference::label).into(),
        body.into(),
        entry.valid_to.into(),
    ])
}

fn liquidation(entry: &EntryRow, company: &CompanyRow) -> Option<Vec<Value>> {
    let event: egr::Event = record(entry)?;
    let title = event.nsi00223.as_ref().and_then(Reference::label)?;
    if !is_of_liquidation(title) {
        return None;
    }
    Some(vec![
        entry.unp.into(),
        entry.valid_from.into(),
        event.ngr04004.into(),
        company.name.as_str().into(),
        title.into(),
        event.dsrok.map(|day| day.0).into(),
        entry.valid_to.into(),
    ])
}
