//! Looking for cases of an office by a number, or by whom they are for.

use super::{Backend, Wanted};
use crate::store::schema::{accounts, applications, companies};
use crate::store::{AnyConn, budget, company_search};
use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Integer, Text};
use portal::application::Status;

/// That no clerk typed a case at a counter: the account that started such a one is not its applicant's. What was filed
/// on line was typed at none.
const NOT_TYPED: &str = "(applications.channel = 'online' OR NOT EXISTS (SELECT 1 FROM counter_drafts \
                         WHERE counter_drafts.application_id = applications.id))";

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

/// So many cases are found by an index at most; who looks for one among more has to say more of it.
pub(super) const FOUND: i64 = 1_000;
/// So many cases of an office are each looked at where what is typed says too little.
pub(super) const LOOKED_AT: i64 = 5_000;

/// How a search goes about its cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// There is nothing to look for.
    All,
    /// These cases were found by an index: all that there are, or those that are not decided.
    Found { ids: Vec<String>, undecided: bool },
    /// Each case of the office is looked at: there are few.
    Each,
    /// Each case that is not decided: together with the decided ones there are too many to look at for one page.
    EachUndecided,
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = Text)]
    id: String,
}

impl Way {
    pub(super) fn of(conn: &mut AnyConn, wanted: &Wanted) -> QueryResult<Way> {
        let indexed = match &wanted.search {
            None => return Ok(Way::All),
            Some(Search::Digits(digits)) => Some(Indexed::numbered(digits)),
            Some(Search::Name(folded)) => Indexed::named(conn, folded)?,
        };
        // Where there are too many, those that are not decided may still be few.
        for undecided in [false, true] {
            let found =
                indexed.as_ref().map(|indexed| indexed.find(conn, wanted.office, undecided)).transpose()?.flatten();
            if let Some(ids) = found {
                return Ok(Way::Found { ids, undecided });
            }
        }
        let cases: Vec<i32> = applications::table
            .filter(applications::office.eq(wanted.office))
            .select(sql::<Integer>("1"))
            .limit(LOOKED_AT + 1)
            .load(conn)?;
        Ok(if cases.len() as i64 <= LOOKED_AT { Way::Each } else { Way::EachUndecided })
    }
}

/// Conditions of which a case fulfils one, each with an index of its own, which an OR of them would have neither database
/// use.
struct Indexed {
    conditions: Vec<String>,
    /// The value of `$1`, where a condition has it.
    value: Option<String>,
}

impl Indexed {
    /// Cases whose number begins with some digits, or that are of the company with this number.
    fn numbered(digits: &str) -> Indexed {
        Indexed { conditions: [between(digits)].into_iter().chain(of_company(digits)).collect(), value: None }
    }

    /// Cases that are of companies of such a name, for somebody of such a name while there is no company, or filed by such
    /// a person; `None` where no index finds them.
    fn named(conn: &mut AnyConn, folded: &str) -> QueryResult<Option<Indexed>> {
        let mut indexed = Indexed { conditions: Vec::new(), value: None };
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Ok(Some(indexed));
        }
        let plain = |word: &&str| word.chars().all(char::is_alphanumeric);
        // Words of one or two letters are found by no index.
        if !words.iter().all(plain) || !words.iter().any(|word| word.chars().count() >= 3) {
            return Ok(None);
        }
        let companies = budget::alone(conn, |conn| company_search::containing(conn, &words, None))?;
        // One more than at most tells that there are others.
        if companies.len() as i64 > company_search::MOST {
            return Ok(None);
        }
        let unps: Vec<String> = companies.iter().map(i64::to_string).collect();
        if !unps.is_empty() {
            indexed.conditions.push(format!("unp IN ({})", unps.join(", ")));
        }
        indexed.conditions.push("unp IS NULL AND party_key LIKE $1".to_owned());
        indexed.value = Some(format!("%{folded}%"));
        let people = match Search::person(folded) {
            None => Vec::new(),
            Some(person) => people(conn, person)?,
        };
        if people.len() as i64 > FOUND {
            return Ok(None);
        }
        // Asked for within the query, PostgreSQL would expect many and read all applications.
        if !people.is_empty() {
            let quoted: Vec<String> = people.iter().map(|id| format!("'{}'", id.replace('\'', ""))).collect();
            indexed.conditions.push(format!("started_by IN ({}) AND {NOT_TYPED}", quoted.join(", ")));
        }
        Ok(Some(indexed))
    }

    /// Their ids, each once; `None` where there are more than [`FOUND`].
    fn find(&self, conn: &mut AnyConn, office: i32, undecided: bool) -> QueryResult<Option<Vec<String>>> {
        if self.conditions.is_empty() {
            return Ok(Some(Vec::new()));
        }
        let of = if undecided { " AND status IN ('filed', 'in_review', 'returned')" } else { "" };
        let found = self.conditions.iter().map(|condition| {
            format!("SELECT id FROM applications WHERE office = {office} AND filed_at IS NOT NULL{of} AND {condition}")
        });
        // Not UNION, for which all of them would be read before the first.
        let query = format!("{} LIMIT {}", found.collect::<Vec<_>>().join(" UNION ALL "), FOUND + 1);
        let query = sql_query(query);
        let mut ids: Vec<Id> = match &self.value {
            None => query.load(conn)?,
            Some(value) => query.bind::<Text, _>(value).load(conn)?,
        };
        // One more than at most tells that there are others.
        if ids.len() as i64 > FOUND {
            return Ok(None);
        }
        ids.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        ids.dedup_by(|one, other| one.id == other.id);
        Ok(Some(ids.into_iter().map(|found| found.id).collect()))
    }
}

/// People of such a name, one more than [`FOUND`] at most.
fn people(conn: &mut AnyConn, pattern: String) -> QueryResult<Vec<String>> {
    accounts::table.filter(accounts::name.like(pattern)).select(accounts::id).limit(FOUND + 1).load(conn)
}

/// The first number that does not begin with some digits, among those of as many digits or more; `None` behind nines.
fn behind(digits: &str) -> Option<String> {
    let kept = digits.trim_end_matches('9');
    let last = kept.chars().last()?.to_digit(10)?;
    Some(format!("{}{}", &kept[..kept.len() - 1], last + 1))
}

fn begun_or_of(digits: &str) -> String {
    let begun = format!("({})", between(digits));
    of_company(digits).map_or(begun.clone(), |of| format!("{begun} OR {of}"))
}

/// A UNP has nine digits; a longer number is no UNP and must not overflow.
fn of_company(digits: &str) -> Option<String> {
    (digits.len() == 9).then(|| format!("applications.unp = {digits}"))
}

/// That a number begins with some digits.
fn between(digits: &str) -> String {
    let until = behind(digits).map(|until| format!(" AND applications.number < '{until}'")).unwrap_or_default();
    format!("applications.number >= '{digits}'{until}")
}

/// Leaves the cases of the office that are looked for.
pub(super) fn narrowed<'a>(
    query: applications::BoxedQuery<'a, Backend>,
    wanted: &Wanted,
    way: &Way,
) -> applications::BoxedQuery<'a, Backend> {
    // They are of the office already: asked for it once more, SQLite would go through all cases of the office and look each
    // up among those that were found.
    if let Way::Found { ids, .. } = way {
        return query.filter(applications::id.eq_any(ids.clone()));
    }
    let mut query = query.filter(applications::office.eq(wanted.office));
    if *way == Way::EachUndecided {
        let open = [Status::Filed, Status::InReview, Status::Returned].map(Status::code);
        query = query.filter(applications::status.eq_any(open));
    }
    let folded = match &wanted.search {
        None => return query,
        Some(Search::Digits(digits)) => return query.filter(sql::<Bool>(&format!("({})", begun_or_of(digits)))),
        Some(Search::Name(folded)) => folded,
    };
    let part = format!("%{folded}%");
    let named = companies::table
        .filter(companies::unp.nullable().eq(applications::unp))
        .filter(companies::search.like(part.clone()));
    let alone = applications::unp.is_null().and(applications::party_key.like(part)).assume_not_null();
    match Search::person(folded) {
        None => query.filter(exists(named).or(alone)),
        Some(person) => {
            // Looked for once, and not for each case.
            let filers = accounts::table.filter(accounts::name.like(person)).select(accounts::id);
            let filed = applications::started_by.eq_any(filers).and(sql::<Bool>(NOT_TYPED));
            query.filter(exists(named).or(alone).or(filed))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_looked_for_between_two() {
        let behind = |digits: &str| super::behind(digits);
        assert_eq!((behind("48"), behind("4899"), behind("99")), (Some("49".into()), Some("49".into()), None));
        assert_eq!(Indexed::numbered("9").conditions, ["applications.number >= '9'"]);
        assert_eq!(Indexed::numbered("12345678").conditions.len(), 1);
        assert_eq!(Indexed::numbered("790123453").conditions[1], "applications.unp = 790123453");
    }

    #[test]
    fn a_persons_name_is_found_however_it_is_spelt_and_too_short_a_part_is_not_looked_for() {
        assert_eq!(Search::person("ковалева").as_deref(), Some("%_овал_ва%"));
        assert_eq!(Search::person("елена ковалева").as_deref(), Some("%_л_на _овал_ва%"));
        assert_eq!(Search::person("ли"), None);
        assert_eq!(Search::person("а б в г"), None);
    }
}
