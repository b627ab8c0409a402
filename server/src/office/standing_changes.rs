//! A company's state in the register: in liquidation, excluded, bankrupt, active again. It changes on
//! the day of the decision, with the event that says so.

use super::register_changes::{append, body, event};
use crate::clock::minsk;
use crate::failure::Failure;
use crate::register::projection;
use crate::register::wire::Origin;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::applications::ApplicationRow;
use crate::store::companies::CompanyRow;
use crate::store::entries::{self, EntryKind};
use portal::company::{Kind, Standing};
use portal::egr::{Base, LiquidationWay, Reference, Status, SubjectKind, WireDate};

/// Writes the state into the company's base record, and the event. `place` tells the events of one
/// application apart.
pub fn apply(
    conn: &mut AnyConn,
    state: &AppState,
    row: &ApplicationRow,
    company: &CompanyRow,
    to: Standing,
    place: i64,
    origin: &Origin,
) -> Result<(), Failure> {
    let today = minsk(origin.recorded_at).date();
    let current = entries::current_of_kind(conn, company.unp, EntryKind::Base)?;
    let mut record = current.last().and_then(projection::record::<Base>).unwrap_or_else(|| known(company));
    let (code, label) = words(to);
    record.nsi00219 = Some(Status::of(i64::from(to.to_wire()), label, None));
    if to == Standing::Excluded {
        record.dto = Some(WireDate(today));
        record.cact = record.cact.map(|_| "-".to_owned());
        record.nsi00212lkv = row.office.map(|office| body(state, office));
        record.vnrlkv = row.number.as_deref().map(portal::code::grouped);
        let way = match company.kind() {
            Kind::LegalEntity => "Ликвидация по решению собственника имущества (участников)",
            Kind::SoleProprietor => "Прекращение деятельности по решению индивидуального предпринимателя",
        };
        record.nsi00228 = Some(LiquidationWay { vnslkvp: Some(way.to_owned()), ..LiquidationWay::default() });
    }
    append(conn, &record, origin)?;
    let event = event(state, row, company, code, today, place);
    append(conn, &event.ok_or_else(|| Failure::Internal("an event without a number".into()))?, origin)
}

/// The base record of a company that came without one.
fn known(company: &CompanyRow) -> Base {
    let kind = match company.kind() {
        Kind::LegalEntity => SubjectKind::of(1, "Юридическое лицо", None),
        Kind::SoleProprietor => SubjectKind::of(2, "Индивидуальный предприниматель", None),
    };
    Base { ngrn: company.unp, dfrom: company.registered_on.map(WireDate), nsi00211: Some(kind), ..Base::default() }
}

/// The code of the event, and the register's label of the state.
fn words(to: Standing) -> (i32, &'static str) {
    match to {
        Standing::InLiquidation => (990_005, "В процессе ликвидации"),
        Standing::Excluded => (990_008, "Исключён из ЕГР"),
        Standing::Bankrupt => (990_006, "В процедуре банкротства"),
        _ => (990_024, "Действующий"),
    }
}
