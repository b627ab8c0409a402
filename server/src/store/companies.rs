//! Companies: the current row of each, a projection of its register entries.

use super::AnyConn;
use super::connection::on_either;
use super::days::{Day, Moment};
use super::kept::Kept;
use super::schema::companies;
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use portal::company::{Kind, Names, Standing};

/// A row of `companies`. `address` is filled for legal entities alone: a sole proprietor's is
/// personal and stays in the entries.
#[derive(Clone, Debug, PartialEq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = companies, treat_none_as_null = true)]
pub struct CompanyRow {
    pub unp: i64,
    pub kind: String,
    pub standing: i32,
    #[diesel(deserialize_as = Day)]
    pub registered_on: Option<NaiveDate>,
    #[diesel(deserialize_as = Day)]
    pub excluded_on: Option<NaiveDate>,
    pub office: Option<i32>,
    pub name: String,
    pub short_name: Option<String>,
    pub brand: Option<String>,
    pub name_be: Option<String>,
    pub short_name_be: Option<String>,
    pub address: Option<String>,
    pub activity: Option<String>,
    pub head: Option<String>,
    pub synthetic: bool,
    pub search: String,
    pub name_key: String,
    #[diesel(deserialize_as = Moment)]
    pub updated_at: NaiveDateTime,
}

impl CompanyRow {
    /// A company that somebody founds: it stands in no register, so its number is 0, which none has.
    pub fn in_the_making(kind: Kind, name: String, office: Option<i32>, now: NaiveDateTime) -> CompanyRow {
        CompanyRow {
            unp: 0,
            kind: kind.code().to_owned(),
            standing: Standing::Active.to_wire(),
            registered_on: None,
            excluded_on: None,
            office,
            name,
            short_name: None,
            brand: None,
            name_be: None,
            short_name_be: None,
            address: None,
            activity: None,
            head: None,
            synthetic: false,
            search: String::new(),
            name_key: String::new(),
            updated_at: now,
        }
    }

    pub fn kind(&self) -> Kind {
        Kind::from_code(&self.kind).unwrap_or(Kind::LegalEntity)
    }

    pub fn standing(&self) -> Standing {
        Standing::from_wire(self.standing).unwrap_or(Standing::Active)
    }

    /// The short name where there is one.
    pub fn title(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }

    /// Its names in the register's two languages.
    pub fn names(&self) -> Names<'_> {
        Names {
            full: &self.name,
            short: self.short_name.as_deref(),
            full_be: self.name_be.as_deref(),
            short_be: self.short_name_be.as_deref(),
        }
    }
}

/// The names of a company, for a list of something else.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = companies)]
pub struct NamesRow {
    pub name: String,
    pub short_name: Option<String>,
    pub name_be: Option<String>,
    pub short_name_be: Option<String>,
}

impl NamesRow {
    /// The names in the register's two languages.
    pub fn names(&self) -> Names<'_> {
        Names {
            full: &self.name,
            short: self.short_name.as_deref(),
            full_be: self.name_be.as_deref(),
            short_be: self.short_name_be.as_deref(),
        }
    }
}

pub fn find(conn: &mut AnyConn, unp: i64) -> QueryResult<Option<CompanyRow>> {
    on_either!(conn, c => Kept(companies::table.find(unp).select(CompanyRow::as_select())).get_result(c)).optional()
}

/// The rows of some companies, by number.
pub fn of(conn: &mut AnyConn, unps: &[i64]) -> QueryResult<Vec<CompanyRow>> {
    companies::table
        .filter(companies::unp.eq_any(unps.to_vec()))
        .order(companies::unp)
        .select(CompanyRow::as_select())
        .load(conn)
}

/// The companies behind a number, by number; of one state and one kind, or of any.
pub fn after(
    conn: &mut AnyConn,
    unp: i64,
    standing: Option<i32>,
    kind: Option<Kind>,
    limit: i64,
) -> QueryResult<Vec<CompanyRow>> {
    let mut query = companies::table
        .filter(companies::unp.gt(unp))
        .order(companies::unp)
        .limit(limit)
        .select(CompanyRow::as_select())
        .into_boxed();
    if let Some(standing) = standing {
        query = query.filter(companies::standing.eq(standing));
    }
    if let Some(kind) = kind {
        query = query.filter(companies::kind.eq(kind.code()));
    }
    query.load(conn)
}

/// Number, title and folded name of a few of the legal entities in existence that have a folded name, but for one
/// company.
pub fn named(conn: &mut AnyConn, key: &str, but: i64) -> QueryResult<Vec<(i64, String, String)>> {
    const MOST: i64 = 10;
    let existing: Vec<i32> =
        Standing::ALL.into_iter().filter(|standing| standing.exists()).map(Standing::to_wire).collect();
    let rows: Vec<(i64, Option<String>, String, String)> = companies::table
        .filter(companies::name_key.eq(key.to_owned()))
        .filter(companies::kind.eq(Kind::LegalEntity.code()))
        .filter(companies::standing.eq_any(existing))
        .filter(companies::unp.ne(but))
        .order(companies::unp)
        .limit(MOST)
        .select((companies::unp, companies::short_name, companies::name, companies::name_key))
        .load(conn)?;
    Ok(rows.into_iter().map(|(unp, short, name, key)| (unp, short.unwrap_or(name), key)).collect())
}

/// Number, title and folded name of the legal entities in existence whose folded name begins so, but for
/// one company. At most two thousand: two letters of a register of a hundred thousand are fewer.
pub fn named_near(conn: &mut AnyConn, beginning: &str, but: i64) -> QueryResult<Vec<(i64, String, String)>> {
    const MOST: i64 = 2_000;
    let existing: Vec<i32> =
        Standing::ALL.into_iter().filter(|standing| standing.exists()).map(Standing::to_wire).collect();
    let rows: Vec<(i64, Option<String>, String, String)> = companies::table
        .filter(companies::name_key.ge(beginning.to_owned()))
        .filter(companies::name_key.lt(format!("{beginning}\u{10ffff}")))
        .filter(companies::kind.eq(Kind::LegalEntity.code()))
        .filter(companies::standing.eq_any(existing))
        .filter(companies::unp.ne(but))
        .order((companies::name_key, companies::unp))
        .limit(MOST)
        .select((companies::unp, companies::short_name, companies::name, companies::name_key))
        .load(conn)?;
    Ok(rows.into_iter().map(|(unp, short, name, key)| (unp, short.unwrap_or(name), key)).collect())
}
