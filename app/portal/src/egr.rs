//! The wire format of the Unified State Register (ЕГР, API v2), as it is really written.
//!
//! Names are those of the wire: lower case with upper-case suffixes (`nsi00212CRT`). Reading
//! accepts any letter case, because older exports shout; writing leaves nulls out, as the register
//! does. Whatever a record holds that is not named here is kept in its `extra` and written back.
//! Nothing here knows where records come from or what the portal makes of them.

mod date;
mod error;
mod minsk;
mod record;
mod records;
mod reference;

pub use date::WireDate;
pub use error::{Problem, WireError};
pub use record::{Entry, Record};
pub use records::{Address, Base, Event, IpFio, IpToJur, JurNames, Short, Ved};
pub use reference::{
    ActivityCode, Country, CreationWay, EventKind, Ground, LiquidationWay, PremisesKind, Reference, RegisteringBody,
    RoomKind, SettlementKind, Status, StreetKind, SubjectKind, Territory,
};
