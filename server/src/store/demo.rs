//! Looking for companies and offices that suit the demo's people.

use super::AnyConn;
use super::schema::{companies, offices};
use diesel::prelude::*;
use portal::company::{Kind, Standing};

/// What kind of company is looked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub kind: Kind,
    pub standing: Standing,
    /// A LIKE pattern of the full name; where none is found, any name does.
    pub form: &'static str,
    pub office: Option<i32>,
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted { kind: Kind::LegalEntity, standing: Standing::Active, form: "", office: None }
    }
}

impl Wanted {
    /// The first by name that is not taken yet.
    pub fn first(&self, conn: &mut AnyConn, taken: &[i64]) -> QueryResult<Option<i64>> {
        let exact = if self.form.is_empty() { None } else { self.look(conn, taken, true)? };
        match exact {
            Some(found) => Ok(Some(found)),
            None => self.look(conn, taken, false),
        }
    }

    fn look(&self, conn: &mut AnyConn, taken: &[i64], by_form: bool) -> QueryResult<Option<i64>> {
        let mut query = companies::table
            .filter(companies::kind.eq(self.kind.code()))
            .filter(companies::standing.eq(self.standing.to_wire()))
            .filter(companies::unp.ne_all(taken.to_vec()))
            .order((companies::name_key, companies::unp))
            .select(companies::unp)
            .into_boxed();
        if let Some(office) = self.office {
            query = query.filter(companies::office.eq(office));
        }
        if by_form {
            query = query.filter(companies::name.like(self.form));
        }
        query.first(conn).optional()
    }
}

/// The office of a code, or the first that registers where the table does not have it.
pub fn office_or_first(conn: &mut AnyConn, code: i32) -> QueryResult<Option<i32>> {
    let known: Option<i32> = offices::table.find(code).select(offices::code).first(conn).optional()?;
    if known.is_some() {
        return Ok(known);
    }
    offices::table
        .filter(offices::registering.eq(true))
        .order(offices::code)
        .select(offices::code)
        .first(conn)
        .optional()
}
