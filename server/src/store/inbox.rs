//! The office's lists of cases: one joined query a list, one grouped query for all the counts.

use super::AnyConn;
use super::company_search;
use super::schema::{accounts, application_events, applications, companies};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl::{exists, max, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use portal::application::Status;
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

/// What a clerk looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Search {
    /// The first digits of a filing number, or a whole UNP.
    Digits(String),
    /// A folded part of a company's name or of its applicant's; an empty one finds nothing.
    Name(String),
}

impl Search {
    /// A pattern for people's names, which are kept as they are written and not folded: letters in which
    /// spellings differ, and first ones, stand for any. `None` where too few others are left.
    fn person(folded: &str) -> Option<String> {
        let mut pattern = String::from("%");
        let mut first = true;
        for letter in folded.chars() {
            pattern.push(if first || matches!(letter, 'е' | 'и' | 'у' | 'г') { '_' } else { letter });
            first = letter == ' ';
        }
        pattern.push('%');
        (pattern.chars().filter(|c| c.is_alphanumeric()).count() >= 3).then_some(pattern)
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
    /// The account that filed it, or drew it up for paper.
    pub started_by: String,
    pub revision: i32,
}

impl CaseLine {
    /// The company by its short name where it has one; while there is none, whom the case is for.
    pub fn title(&self) -> &str {
        title(&self.company_short, &self.company, &self.party)
    }
}

fn title<'a>(short: &'a Option<String>, name: &'a Option<String>, party: &'a Option<String>) -> &'a str {
    [short, name, party].into_iter().find_map(Option::as_deref).unwrap_or_default()
}

type Backend = <AnyConn as diesel::Connection>::Backend;

/// The cases of a page of a list.
pub fn cases(conn: &mut AnyConn, wanted: &Wanted, order: Order, limit: i64, offset: i64) -> QueryResult<Vec<CaseLine>> {
    let named = named(conn, wanted)?;
    ordered(wanted, named, order)
        .left_join(companies::table.on(companies::unp.nullable().eq(applications::unp)))
        .left_join(accounts::table.on(accounts::id.nullable().eq(applications::clerk)))
        .limit(limit)
        .offset(offset)
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
        ))
        .load(conn)
}

/// The ids alone, in the order of the list.
pub fn ids(conn: &mut AnyConn, wanted: &Wanted, order: Order, limit: i64, offset: i64) -> QueryResult<Vec<String>> {
    let named = named(conn, wanted)?;
    ordered(wanted, named, order).limit(limit).offset(offset).select(applications::id).load(conn)
}

/// The ids with the revisions, in the order of the list.
pub fn revisions(
    conn: &mut AnyConn,
    wanted: &Wanted,
    order: Order,
    limit: i64,
    offset: i64,
) -> QueryResult<Vec<(String, i32)>> {
    let named = named(conn, wanted)?;
    ordered(wanted, named, order)
        .limit(limit)
        .offset(offset)
        .select((applications::id, applications::revision))
        .load(conn)
}

fn ordered(wanted: &Wanted, named: Named, order: Order) -> applications::BoxedQuery<'static, Backend> {
    let query = restricted(wanted, named);
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

/// The folded name of the company, or of whom the case is for while there is none.
const NAMED: &str = "COALESCE((SELECT of_case.name_key FROM companies AS of_case \
                     WHERE of_case.unp = applications.unp), applications.party_key, '')";

/// How many cases a list has on all its pages.
pub fn count(conn: &mut AnyConn, wanted: &Wanted) -> QueryResult<i64> {
    let named = named(conn, wanted)?;
    restricted(wanted, named).count().get_result(conn)
}

/// The companies whose names a search is about, where they are few enough to look for their cases one after another.
type Named = Option<Vec<i64>>;

fn named(conn: &mut AnyConn, wanted: &Wanted) -> QueryResult<Named> {
    let Some(Search::Name(folded)) = &wanted.search else { return Ok(None) };
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let plain = |word: &&str| word.chars().all(char::is_alphanumeric);
    // Words of one or two letters are found by no index.
    if !words.iter().all(plain) || !words.iter().any(|word| word.chars().count() >= 3) {
        return Ok(None);
    }
    let found = company_search::containing(conn, &words)?;
    // One more than at most tells that there are others: then each case of the office is looked at.
    Ok(Some(found).filter(|found| found.len() as i64 <= company_search::MOST))
}

/// The first number that does not begin with some digits, among those of as many digits or more; `None` behind nines.
fn behind(digits: &str) -> Option<String> {
    let kept = digits.trim_end_matches('9');
    let last = kept.chars().last()?.to_digit(10)?;
    Some(format!("{}{}", &kept[..kept.len() - 1], last + 1))
}

/// Cases of an office whose number begins with some digits, or that are of the company with this number; each by an
/// index of its own, which an OR of the two would have neither database use.
fn numbered(office: i32, digits: &str) -> String {
    let until = behind(digits).map(|until| format!(" AND n.number < '{until}'")).unwrap_or_default();
    let mut found = format!(
        "applications.id IN (SELECT n.id FROM applications AS n WHERE n.office = {office} \
         AND n.number >= '{digits}'{until}"
    );
    // A UNP has nine digits; a longer number is no UNP and must not overflow.
    if digits.len() == 9 {
        found.push_str(&format!(
            " UNION ALL SELECT u.id FROM applications AS u WHERE u.office = {office} AND u.unp = {digits}"
        ));
    }
    found.push(')');
    found
}

/// Cases of an office that are of these companies, for somebody of this name while there is no company, or filed by
/// such a person.
fn of_companies(office: i32, unps: &[i64]) -> String {
    let unps: Vec<String> = unps.iter().map(i64::to_string).collect();
    // An empty list is no SQL on PostgreSQL; no company has this number.
    let unps = if unps.is_empty() { "-1".to_owned() } else { unps.join(", ") };
    format!(
        "applications.id IN (SELECT c.id FROM applications AS c WHERE c.office = {office} AND c.unp IN ({unps}) \
         UNION ALL SELECT p.id FROM applications AS p WHERE p.office = {office} AND p.unp IS NULL AND p.party_key LIKE "
    )
}

fn restricted(wanted: &Wanted, named: Named) -> applications::BoxedQuery<'static, Backend> {
    let mut query = applications::table.into_boxed().filter(applications::filed_at.is_not_null());
    // What is looked for by an index of its own is of the office already: asked for it once more, SQLite would go through
    // all cases of the office and look each up among those that were found.
    let found = match &wanted.search {
        Some(Search::Digits(_)) => true,
        Some(Search::Name(folded)) => !folded.is_empty() && named.is_some(),
        None => false,
    };
    if !found {
        query = query.filter(applications::office.eq(wanted.office));
    }
    if !wanted.statuses.is_empty() {
        query = query.filter(applications::status.eq_any(wanted.statuses.iter().map(|s| s.code()).collect::<Vec<_>>()));
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
    match wanted.search.clone() {
        None => query,
        Some(Search::Digits(digits)) => query.filter(sql::<Bool>(&numbered(wanted.office, &digits))),
        Some(Search::Name(folded)) if folded.is_empty() => query.filter(applications::id.eq(String::new())),
        Some(Search::Name(folded)) => {
            let part = format!("%{folded}%");
            let person = Search::person(&folded);
            if let Some(unps) = named {
                let found = sql::<Bool>(&of_companies(wanted.office, &unps)).bind::<Text, _>(part);
                return match person {
                    None => query.filter(found.sql(")")),
                    Some(person) => {
                        let filed = format!(
                            " UNION ALL SELECT f.id FROM applications AS f WHERE f.office = {} AND f.started_by IN \
                             (SELECT person.id FROM accounts AS person WHERE person.name LIKE ",
                            wanted.office
                        );
                        query.filter(found.sql(&filed).bind::<Text, _>(person).sql("))"))
                    }
                };
            }
            let named = companies::table
                .filter(companies::unp.nullable().eq(applications::unp))
                .filter(companies::search.like(part.clone()));
            let alone = applications::unp.is_null().and(applications::party_key.like(part)).assume_not_null();
            match person {
                None => query.filter(exists(named).or(alone)),
                Some(person) => {
                    let filer = accounts::table
                        .filter(accounts::id.eq(applications::started_by))
                        .filter(accounts::name.like(person));
                    query.filter(exists(named).or(alone).or(exists(filer)))
                }
            }
        }
    }
}

/// How many cases of an office are in a state, by a channel, in a clerk's hands, of a procedure, so near their
/// deadline.
#[derive(Clone, Debug, QueryableByName)]
pub struct Count {
    #[diesel(sql_type = Text)]
    pub status: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub channel: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub clerk: Option<String>,
    #[diesel(sql_type = Text)]
    pub procedure: String,
    /// Code of a [`Band`], or `none`.
    #[diesel(sql_type = Text)]
    pub band: String,
    #[diesel(sql_type = BigInt)]
    pub cases: i64,
}

/// The counts of an office's cases that nobody has decided yet: few, however many were decided.
pub fn counts_open(conn: &mut AnyConn, office: i32, bands: Bands) -> QueryResult<Vec<Count>> {
    // Written out: Diesel's own groups know columns alone.
    diesel::sql_query(format!(
        "SELECT status, channel, clerk, procedure, {} AS band, COUNT(*) AS cases FROM applications \
         WHERE office = {office} AND filed_at IS NOT NULL AND status IN ('filed', 'in_review', 'returned') \
         GROUP BY 1, 2, 3, 4, 5",
        bands.expression()
    ))
    .load(conn)
}

/// The counts of an office's decided cases: apart, as its filters need them, or by their state alone. They are read
/// from `applications_counted`, in its order.
pub fn counts_decided(conn: &mut AnyConn, office: i32, apart: bool) -> QueryResult<Vec<Count>> {
    let counted = format!(
        "SELECT status, channel, clerk, procedure, 'none' AS band, COUNT(*) AS cases FROM applications \
         WHERE office = {office} AND filed_at IS NOT NULL \
         AND status IN ('accepted', 'refused', 'unconsidered', 'withdrawn') GROUP BY 1, 2, 3, 4"
    );
    diesel::sql_query(match apart {
        true => counted,
        // Of the same groups: grouped by the state alone, SQLite would take a shorter index and look into each case.
        false => format!(
            "SELECT status, CAST(NULL AS TEXT) AS channel, CAST(NULL AS TEXT) AS clerk, '' AS procedure, band, \
             CAST(SUM(cases) AS BIGINT) AS cases FROM ({counted}) AS counted GROUP BY status, band"
        ),
    })
    .load(conn)
}

/// When each of some cases was returned to the applicant last.
pub fn returned_at(conn: &mut AnyConn, cases: &[String]) -> QueryResult<HashMap<String, NaiveDateTime>> {
    let rows: Vec<(String, Option<NaiveDateTime>)> = application_events::table
        .filter(application_events::application_id.eq_any(cases.to_vec()))
        .filter(application_events::kind.eq("returned"))
        .group_by(application_events::application_id)
        .select((application_events::application_id, max(application_events::at)))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(id, at)| Some((id, at?))).collect())
}

/// A case, or a company's file, that went from an office to another.
#[derive(Clone, Debug, Queryable)]
pub struct PassedLine {
    pub at: NaiveDateTime,
    /// The event's body: `{"from":…,"to":…}`, codes of offices.
    pub body: String,
    pub procedure: String,
    pub unp: Option<i64>,
    pub number: Option<String>,
    pub filed_on: Option<NaiveDate>,
    pub channel: Option<String>,
    pub company: Option<String>,
    pub company_short: Option<String>,
    pub party: Option<String>,
}

impl PassedLine {
    /// As that of a [`CaseLine`].
    pub fn title(&self) -> &str {
        title(&self.company_short, &self.company, &self.party)
    }
}

/// What passed from an office to others, the newest first.
pub fn passed(conn: &mut AnyConn, office: i32, limit: i64, offset: i64) -> QueryResult<Vec<PassedLine>> {
    application_events::table
        .inner_join(applications::table.on(applications::id.eq(application_events::application_id)))
        .left_join(companies::table.on(companies::unp.nullable().eq(applications::unp)))
        .filter(sql::<Bool>(PASSED))
        .filter(application_events::body.like(from_office(office)))
        .order((application_events::at.desc(), application_events::id.desc()))
        .limit(limit)
        .offset(offset)
        .select((
            application_events::at,
            application_events::body,
            applications::procedure,
            applications::unp,
            applications::number,
            applications::filed_on,
            applications::channel,
            companies::name.nullable(),
            companies::short_name.nullable(),
            applications::party,
        ))
        .load(conn)
}

pub fn count_passed(conn: &mut AnyConn, office: i32) -> QueryResult<i64> {
    application_events::table
        .filter(sql::<Bool>(PASSED))
        .filter(application_events::body.like(from_office(office)))
        .count()
        .get_result(conn)
}

/// The condition of the partial index `application_events_passed`, word for word: bound values would
/// keep both databases from using it.
const PASSED: &str = "application_events.kind IN ('file_passed', 'passed_on')";

/// The body of such an event begins with the office that gave it away.
fn from_office(office: i32) -> String {
    format!("{{\"from\":{office},%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_looked_for_between_two() {
        let behind = |digits: &str| super::behind(digits);
        assert_eq!((behind("48"), behind("4899"), behind("99")), (Some("49".into()), Some("49".into()), None));
        assert!(numbered(7, "9").contains("n.number >= '9')") && !numbered(7, "12345678").contains("unp"));
        assert!(numbered(7, "790123453").contains("u.unp = 790123453"));
    }

    #[test]
    fn a_persons_name_is_found_however_it_is_spelt_and_too_short_a_part_is_not_looked_for() {
        assert_eq!(Search::person("ковалева").as_deref(), Some("%_овал_ва%"));
        assert_eq!(Search::person("елена ковалева").as_deref(), Some("%_л_на _овал_ва%"));
        assert_eq!(Search::person("ли"), None);
        assert_eq!(Search::person("а б в г"), None);
    }
}
