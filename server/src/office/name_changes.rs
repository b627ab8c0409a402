//! A company's names and its main activity: the entry in force is closed on the day of the decision, and
//! the new one follows.

use super::register_changes::append;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::register::projection;
use crate::register::wire::Origin;
use crate::store::AnyConn;
use crate::store::companies::CompanyRow;
use crate::store::entries::{self, EntryKind};
use portal::company::Kind;
use portal::egr::{ActivityCode, IpFio, JurNames, Ved, WireDate};
use portal::procedures::{Activity, Names};

/// The new names of a legal entity, or the new name of a sole proprietor.
pub fn rename(conn: &mut AnyConn, company: &CompanyRow, names: &Names, origin: &Origin) -> Result<(), Failure> {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let today = WireDate(minsk(origin.recorded_at).date());
    let (unp, in_force) = (company.unp, Some("+".to_owned()));
    if company.kind() == Kind::SoleProprietor {
        let mut former = None;
        for row in entries::current_of_kind(conn, unp, EntryKind::Person)?.iter().filter(|row| row.active) {
            let Some(mut record) = projection::record::<IpFio>(row) else { continue };
            former = record.vfiob.clone();
            (record.dto, record.cact) = (Some(today), Some("-".to_owned()));
            append(conn, &record, origin)?;
        }
        let vfiob = text(&names.full_be).or(former);
        let record =
            IpFio { ngrn: unp, dfrom: Some(today), cact: in_force, vfio: text(&names.full), vfiob, ..IpFio::default() };
        return append(conn, &record, origin);
    }
    for row in entries::current_of_kind(conn, unp, EntryKind::Names)?.iter().filter(|row| row.active) {
        let Some(mut record) = projection::record::<JurNames>(row) else { continue };
        (record.dto, record.cact) = (Some(today), Some("-".to_owned()));
        append(conn, &record, origin)?;
    }
    let record = JurNames {
        ngrn: unp,
        dfrom: Some(today),
        cact: in_force,
        vnaim: text(&names.full),
        vn: text(&names.short),
        vfn: text(&names.brand),
        vnaimb: text(&names.full_be),
        vnb: text(&names.short_be),
        ..JurNames::default()
    };
    append(conn, &record, origin)
}

/// The new main activity; those beside it stay.
pub fn change_activity(conn: &mut AnyConn, unp: i64, activity: &Activity, origin: &Origin) -> Result<(), Failure> {
    let today = WireDate(minsk(origin.recorded_at).date());
    let rows = entries::current_of_kind(conn, unp, EntryKind::Activity)?;
    let main = projection::latest(&rows, EntryKind::Activity).filter(|row| row.active);
    if let Some(mut record) = main.and_then(projection::record::<Ved>) {
        (record.dto, record.cact) = (Some(today), Some("-".to_owned()));
        append(conn, &record, origin)?;
    }
    let code = ActivityCode {
        vkvdn: Some(activity.code.clone()),
        vnvdnp: Some(activity.title.clone()),
        ..ActivityCode::default()
    };
    let record =
        Ved { ngrn: unp, dfrom: Some(today), cact: Some("+".to_owned()), nsi00114: Some(code), ..Ved::default() };
    append(conn, &record, origin)
}
