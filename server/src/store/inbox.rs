//! The office's lists of cases: the ids of a page by the narrowest index there is, then one joined query for its lines;
//! one grouped query for all the counts.

mod counts;
mod passed;
mod search;

pub use counts::{COUNTED, Count, count_decided, counts_decided, counts_open, returned_at};
pub use passed::{PassedLine, count_passed, passed};
pub use search::Search;

use super::AnyConn;
use super::schema::{accounts, applications, companies, counter_drafts};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text};
use portal::application::Status;
use search::Way;
use std::collections::HashMap;

/// Which cases of an office.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub office: i32,
    /// Empty: in any state.
    pub statuses: Vec<Status>,
    /// In these hands; empty: in anybody's or nobody's.
    pub clerks: Vec<String>,
    /// Come by these channels; empty: by any.
    pub channels: Vec<String>,
    /// Of these procedures; empty: of any.
    pub procedures: Vec<String>,
    /// With deadlines so near; empty: with any and with none.
    pub due: Vec<Band>,
    pub bands: Bands,
    /// Only those with a decision that somebody other than this account prepared.
    pub to_confirm: Option<String>,
    /// Only those whose clock stands still: with the applicant, or waiting for the fee or for other bodies.
    pub waiting: bool,
    pub search: Option<Search>,
}

/// How near the deadline of an undecided case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    Overdue,
    /// Today or within the next few working days.
    Soon,
    Later,
    /// The clock does not run.
    Waiting,
}

impl Band {
    pub const ALL: [Band; 4] = [Band::Overdue, Band::Soon, Band::Later, Band::Waiting];

    pub fn code(self) -> &'static str {
        match self {
            Band::Overdue => "overdue",
            Band::Soon => "soon",
            Band::Later => "later",
            Band::Waiting => "waiting",
        }
    }

    pub fn from_code(code: &str) -> Option<Band> {
        Band::ALL.into_iter().find(|band| band.code() == code)
    }
}

/// The days that part the bands: today, and the last day that is soon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    pub today: NaiveDate,
    pub soon: NaiveDate,
}

impl Bands {
    /// The code of a case's band, `none` for one that nobody works on. Dates and words are the program's own:
    /// bound ones would keep PostgreSQL from seeing the same expression in GROUP BY.
    fn expression(self) -> String {
        format!(
            "CASE WHEN applications.status NOT IN ('filed', 'in_review') THEN 'none' \
             WHEN applications.due_on IS NULL THEN 'waiting' \
             WHEN applications.due_on < '{}' THEN 'overdue' \
             WHEN applications.due_on <= '{}' THEN 'soon' ELSE 'later' END",
            self.today, self.soon
        )
    }
}

/// By what a list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Due,
    Filed,
    Company,
    Decided,
}

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    pub key: Key,
    pub descending: bool,
}

impl Order {
    /// What is due first stands first.
    pub const BY_DUE: Order = Order { key: Key::Due, descending: false };
    /// The one that waits longest first.
    pub const OLDEST: Order = Order { key: Key::Filed, descending: false };
    /// What was decided last stands first.
    pub const NEWEST_DECISION: Order = Order { key: Key::Decided, descending: true };
}

/// A line of a list.
#[derive(Clone, Debug, Queryable)]
pub struct CaseLine {
    pub id: String,
    pub procedure: String,
    /// `None` while nothing is registered.
    pub unp: Option<i64>,
    pub status: String,
    pub number: Option<String>,
    pub round: i32,
    pub filed_on: Option<NaiveDate>,
    pub channel: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub decided_at: Option<NaiveDateTime>,
    pub office: Option<i32>,
    pub company: Option<String>,
    pub company_short: Option<String>,
    pub party: Option<String>,
    pub clerk: Option<String>,
    /// The account that filed it, drew it up for paper, or typed it at a counter.
    started_by: String,
    pub revision: i32,
    /// Its own id, where a clerk typed it at a counter: whoever started it is not the applicant.
    typed: Option<String>,
}

impl CaseLine {
    /// The company by its short name where it has one; while there is none, whom the case is for.
    pub fn title(&self) -> &str {
        title(&self.company_short, &self.company, &self.party)
    }

    /// The account of the applicant's side that began it; `None` where a clerk typed it at a counter for whom it is
    /// for.
    pub fn filer(&self) -> Option<&String> {
        Some(&self.started_by).filter(|_| self.typed.is_none())
    }
}

fn title<'a>(short: &'a Option<String>, name: &'a Option<String>, party: &'a Option<String>) -> &'a str {
    [short, name, party].into_iter().find_map(Option::as_deref).unwrap_or_default()
}

type Backend = <AnyConn as diesel::Connection>::Backend;

/// A list of an office's cases, once it is known how its search goes about them.
pub struct List<'a> {
    wanted: &'a Wanted,
    way: Way,
}

impl<'a> List<'a> {
    pub fn of(conn: &mut AnyConn, wanted: &'a Wanted) -> QueryResult<List<'a>> {
        Ok(List { wanted, way: Way::of(conn, wanted)? })
    }

    /// Whether what is looked for said so little that only undecided cases were looked at.
    pub fn is_cut(&self) -> bool {
        matches!(self.way, Way::EachUndecided | Way::Found { undecided: true, .. })
    }

    /// The database need not be asked once more.
    fn found_nothing(&self) -> bool {
        matches!(&self.way, Way::Found { ids, .. } if ids.is_empty())
    }

    /// How many cases it has on all its pages.
    pub fn count(&self, conn: &mut AnyConn) -> QueryResult<i64> {
        if self.found_nothing() {
            return Ok(0);
        }
        self.restricted().count().get_result(conn)
    }

    /// How many it has, and the ids of those that `slice` asks for once it knows how many: at most so many after so
    /// many others, in the order of the list.
    pub fn counted(
        &self,
        conn: &mut AnyConn,
        order: Order,
        slice: impl FnOnce(i64) -> (i64, i64),
    ) -> QueryResult<(i64, Vec<String>)> {
        if self.found_nothing() {
            return Ok((0, Vec::new()));
        }
        if self.wanted.search.is_none() {
            let count = self.count(conn)?;
            let (limit, offset) = slice(count);
            return Ok((count, self.ids(conn, order, limit, offset)?));
        }
        // Looking twice costs more than the ids of all that is found.
        let all: Vec<String> = self.ordered(order).select(applications::id).load(conn)?;
        let (limit, offset) = slice(all.len() as i64);
        let within = |number: i64| usize::try_from(number).unwrap_or(0);
        let ids = all.iter().skip(within(offset)).take(within(limit)).cloned().collect();
        Ok((all.len() as i64, ids))
    }

    /// The ids alone, in the order of the list.
    pub fn ids(&self, conn: &mut AnyConn, order: Order, limit: i64, offset: i64) -> QueryResult<Vec<String>> {
        if self.found_nothing() {
            return Ok(Vec::new());
        }
        self.ordered(order).limit(limit).offset(offset).select(applications::id).load(conn)
    }

    /// The ids with the revisions, in the order of the list.
    pub fn revisions(
        &self,
        conn: &mut AnyConn,
        order: Order,
        limit: i64,
        offset: i64,
    ) -> QueryResult<Vec<(String, i32)>> {
        if self.found_nothing() {
            return Ok(Vec::new());
        }
        self.ordered(order).limit(limit).offset(offset).select((applications::id, applications::revision)).load(conn)
    }

    fn ordered(&self, order: Order) -> applications::BoxedQuery<'static, Backend> {
        let query = self.restricted();
        let id = || applications::id;
        match (order.key, order.descending) {
            // Written out, since NULLs come first on one database and last on the other.
            (Key::Due, descending) => {
                let query = query.order(sql::<Bool>("applications.due_on IS NULL"));
                let query = match descending {
                    false => query.then_order_by(applications::due_on.asc()),
                    true => query.then_order_by(applications::due_on.desc()),
                };
                query.then_order_by((applications::filed_at, id()))
            }
            (Key::Filed, false) => query.order((applications::filed_at, id())),
            (Key::Filed, true) => query.order((applications::filed_at.desc(), id().desc())),
            (Key::Company, false) => query.order((sql::<Nullable<Text>>(NAMED).asc(), id())),
            (Key::Company, true) => query.order((sql::<Nullable<Text>>(NAMED).desc(), id().desc())),
            (Key::Decided, false) => query.order((applications::decided_at, id())),
            (Key::Decided, true) => query.order((applications::decided_at.desc(), id().desc())),
        }
    }

    fn restricted(&self) -> applications::BoxedQuery<'static, Backend> {
        let wanted = self.wanted;
        let mut query = applications::table.into_boxed().filter(applications::filed_at.is_not_null());
        if !wanted.statuses.is_empty() {
            query =
                query.filter(applications::status.eq_any(wanted.statuses.iter().map(|s| s.code()).collect::<Vec<_>>()));
        }
        if !wanted.clerks.is_empty() {
            query = query.filter(applications::clerk.eq_any(wanted.clerks.clone()));
        }
        if !wanted.channels.is_empty() {
            query = query.filter(applications::channel.eq_any(wanted.channels.clone()));
        }
        if !wanted.procedures.is_empty() {
            query = query.filter(applications::procedure.eq_any(wanted.procedures.clone()));
        }
        if !wanted.due.is_empty() {
            let codes: Vec<String> = wanted.due.iter().map(|band| format!("'{}'", band.code())).collect();
            query = query.filter(sql::<Bool>(&format!("({}) IN ({})", wanted.bands.expression(), codes.join(", "))));
        }
        if let Some(me) = &wanted.to_confirm {
            query = query.filter(
                sql::<Bool>(
                    "EXISTS (SELECT 1 FROM preparations WHERE preparations.application_id = applications.id \
                     AND preparations.revision = applications.revision AND preparations.ending IS NULL \
                     AND preparations.prepared_by <> ",
                )
                .bind::<Text, _>(me.clone())
                .sql(")"),
            );
        }
        if wanted.waiting {
            query = query.filter(sql::<Bool>(
                "(applications.status = 'returned' OR \
                  (applications.status IN ('filed', 'in_review') AND applications.due_on IS NULL))",
            ));
        }
        search::narrowed(query, wanted, &self.way)
    }
}

/// The lines of some cases, in the order of their ids.
pub fn lines(conn: &mut AnyConn, ids: &[String]) -> QueryResult<Vec<CaseLine>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut lines: Vec<CaseLine> = applications::table
        .left_join(companies::table.on(companies::unp.nullable().eq(applications::unp)))
        .left_join(accounts::table.on(accounts::id.nullable().eq(applications::clerk)))
        .left_join(counter_drafts::table.on(counter_drafts::application_id.eq(applications::id)))
        .filter(applications::id.eq_any(ids.to_vec()))
        .select((
            applications::id,
            applications::procedure,
            applications::unp,
            applications::status,
            applications::number,
            applications::round,
            applications::filed_on,
            applications::channel,
            applications::due_on,
            applications::decided_at,
            applications::office,
            companies::name.nullable(),
            companies::short_name.nullable(),
            applications::party,
            accounts::name.nullable(),
            applications::started_by,
            applications::revision,
            counter_drafts::application_id.nullable(),
        ))
        .load(conn)?;
    let places: HashMap<&str, usize> = ids.iter().enumerate().map(|(place, id)| (id.as_str(), place)).collect();
    lines.sort_by_key(|line| places.get(line.id.as_str()).copied());
    Ok(lines)
}

/// The folded name of the company, or of whom the case is for while there is none.
const NAMED: &str = "COALESCE((SELECT of_case.name_key FROM companies AS of_case \
                     WHERE of_case.unp = applications.unp), applications.party_key, '')";
