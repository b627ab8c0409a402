//! What a registration and a change of the charter leave in the register: the edition, and who takes part. An
//! entry in force is closed on the day of the decision, and the new one follows.

use super::register_changes::append;
use crate::clock::minsk;
use crate::failure::Failure;
use crate::register::charter::{self, Edition, OneOf, Participants};
use crate::register::wire::Origin;
use crate::store::AnyConn;
use crate::store::entries::{self, EntryKind};
use portal::egr::WireDate;
use portal::procedures::Charter;

/// Enters an edition; with it those who take part, where they change.
pub fn enter(conn: &mut AnyConn, unp: i64, of: &Charter, origin: &Origin) -> Result<(), Failure> {
    let today = WireDate(minsk(origin.recorded_at).date());
    let former = charter::edition(&entries::current_of_kind(conn, unp, EntryKind::Charter)?);
    let number = former.as_ref().map_or(1, |former| former.nredak + 1);
    if let Some(former) = former {
        let closed = Edition { dto: Some(today), cact: Some("-".to_owned()), ..former };
        append(conn, &closed, origin)?;
    }
    let edition = Edition {
        ngrn: unp,
        dfrom: Some(today),
        dto: None,
        cact: Some("+".to_owned()),
        nredak: number,
        vform: of.form.to_owned(),
    };
    append(conn, &edition, origin)?;
    let Some(named) = &of.participants else { return Ok(()) };
    if let Some(former) = charter::participants(&entries::current_of_kind(conn, unp, EntryKind::Participants)?) {
        let closed = Participants { dto: Some(today), cact: Some("-".to_owned()), ..former };
        append(conn, &closed, origin)?;
    }
    if named.is_empty() {
        return Ok(());
    }
    let record = Participants {
        ngrn: unp,
        dfrom: Some(today),
        dto: None,
        cact: Some("+".to_owned()),
        uch: named.iter().map(OneOf::from).collect(),
    };
    append(conn, &record, origin)
}
