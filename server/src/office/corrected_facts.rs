//! A fact of the register put right: a new version of the entry in force closes the one with the error,
//! from the same first day on, and an event tells of it. The log keeps both.

use super::register_changes::append;
use crate::failure::Failure;
use crate::register::head::Head;
use crate::register::projection;
use crate::register::wire::{Fact, Origin};
use crate::store::AnyConn;
use crate::store::entries::{self, EntryKind, EntryRow};
use portal::company::Kind;
use portal::egr::{self, IpFio, JurNames};

/// The portal's code of the event.
pub const EVENT: i32 = 990_013;

/// Puts a fact right in every entry of it that is in force.
pub fn put_right(conn: &mut AnyConn, unp: i64, fact: &str, right: &str, origin: &Origin) -> Result<(), Failure> {
    let right = right.to_owned();
    match fact {
        "person-name" | "person-name-be" => {
            each(conn, unp, EntryKind::Person, origin, projection::record::<IpFio>, |record| {
                *(if fact == "person-name" { &mut record.vfio } else { &mut record.vfiob }) = Some(right.clone());
            })
        }
        "head-name" | "head-post" => each(conn, unp, EntryKind::Head, origin, head, |record| match fact {
            "head-name" => record.vfio.clone_from(&right),
            _ => record.vpost = Some(right.clone()),
        }),
        "postcode" | "house" | "room" => {
            each(conn, unp, EntryKind::Address, origin, projection::record::<egr::Address>, |record| match fact {
                "postcode" => record.nindex = right.parse().ok(),
                "house" => record.vdom = Some(right.clone()),
                _ => record.vpom = Some(right.clone()),
            })
        }
        _ => each(conn, unp, EntryKind::Names, origin, projection::record::<JurNames>, |record| {
            let place = match fact {
                "short-name" => &mut record.vn,
                "brand-name" => &mut record.vfn,
                "full-name-be" => &mut record.vnaimb,
                "short-name-be" => &mut record.vnb,
                _ => &mut record.vnaim,
            };
            *place = Some(right.clone());
        }),
    }
}

/// What everybody may read of the correction; nothing of a sole proprietor's address, which is personal.
pub fn note(kind: Kind, fact: &str, wrong: &str, right: &str) -> Option<String> {
    let personal = kind == Kind::SoleProprietor && matches!(fact, "postcode" | "house" | "room");
    (!personal).then(|| format!("{wrong} → {right}"))
}

fn head(row: &EntryRow) -> Option<Head> {
    serde_json::from_str(&row.body).ok()
}

fn each<F: Fact>(
    conn: &mut AnyConn,
    unp: i64,
    kind: EntryKind,
    origin: &Origin,
    read: impl Fn(&EntryRow) -> Option<F>,
    change: impl Fn(&mut F),
) -> Result<(), Failure> {
    for row in entries::current_of_kind(conn, unp, kind)?.iter().filter(|row| row.active) {
        let Some(mut record) = read(row) else { continue };
        change(&mut record);
        append(conn, &record, origin)?;
    }
    Ok(())
}
