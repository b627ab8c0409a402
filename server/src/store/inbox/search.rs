//! Looking for cases of an office by a number, or by whom they are for.

use super::{Backend, Wanted};
use crate::store::AnyConn;
use crate::store::company_search;
use crate::store::schema::{accounts, applications, companies};
use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Integer, Text};
use portal::application::Status;

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

/// So many cases of an office are each looked at where a name says too little to find them by an index.
pub const LOOKED_AT: i64 = 5_000;

/// How a search goes about its cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By an index, or there is nothing to look for.
    Found,
    /// By these companies, few enough to look for their cases one after another.
    Companies(Vec<i64>),
    /// Each case of the office is looked at: there are few.
    Each,
    /// Each case that is not decided: together with the decided ones there are too many to look at for one page.
    EachUndecided,
}

impl Way {
    pub(super) fn of(conn: &mut AnyConn, wanted: &Wanted) -> QueryResult<Way> {
        let Some(Search::Name(folded)) = &wanted.search else { return Ok(Way::Found) };
        if folded.is_empty() {
            return Ok(Way::Found);
        }
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let plain = |word: &&str| word.chars().all(char::is_alphanumeric);
        // Words of one or two letters are found by no index.
        if words.iter().all(plain) && words.iter().any(|word| word.chars().count() >= 3) {
            let found = company_search::containing(conn, &words)?;
            // One more than at most tells that there are others.
            if found.len() as i64 <= company_search::MOST {
                return Ok(Way::Companies(found));
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

/// Leaves the cases of the office that are looked for.
pub(super) fn narrowed<'a>(
    query: applications::BoxedQuery<'a, Backend>,
    wanted: &Wanted,
    way: &Way,
) -> applications::BoxedQuery<'a, Backend> {
    let office = wanted.office;
    let folded = match &wanted.search {
        None => return query.filter(applications::office.eq(office)),
        // What is found by an index of its own is of the office already: asked for it once more, SQLite would go
        // through all cases of the office and look each up among those that were found.
        Some(Search::Digits(digits)) => return query.filter(sql::<Bool>(&numbered(office, digits))),
        Some(Search::Name(folded)) if folded.is_empty() => return query.filter(applications::id.eq(String::new())),
        Some(Search::Name(folded)) => folded,
    };
    let part = format!("%{folded}%");
    let person = Search::person(folded);
    if let Way::Companies(unps) = way {
        let found = sql::<Bool>(&of_companies(office, unps)).bind::<Text, _>(part);
        let Some(person) = person else { return query.filter(found.sql(")")) };
        let filed = format!(
            " UNION ALL SELECT f.id FROM applications AS f WHERE f.office = {office} AND f.started_by IN \
             (SELECT person.id FROM accounts AS person WHERE person.name LIKE "
        );
        return query.filter(found.sql(&filed).bind::<Text, _>(person).sql("))"));
    }
    let mut query = query.filter(applications::office.eq(office));
    if *way == Way::EachUndecided {
        let open = [Status::Filed, Status::InReview, Status::Returned].map(Status::code);
        query = query.filter(applications::status.eq_any(open));
    }
    let named = companies::table
        .filter(companies::unp.nullable().eq(applications::unp))
        .filter(companies::search.like(part.clone()));
    let alone = applications::unp.is_null().and(applications::party_key.like(part)).assume_not_null();
    match person {
        None => query.filter(exists(named).or(alone)),
        Some(person) => {
            let filer =
                accounts::table.filter(accounts::id.eq(applications::started_by)).filter(accounts::name.like(person));
            query.filter(exists(named).or(alone).or(exists(filer)))
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
