//! Registering bodies: the table, what holds of each from a day on, and the copy that every page needs.

use super::AnyConn;
use super::schema::{
    absences, accounts, applications, bank_files, case_exports, case_lists, case_runs, companies, counter_drafts,
    data_drafts, data_questions, data_sets, letter_versions, mendings, office_closures, office_details, offices,
    phone_confirmations, second_person_rules,
};
use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use portal::collation::sort_by_name;
use portal::hours::Hours;
use portal::lang::{Lang, Names3};
use portal::offices::{Contacts, Surroundings};
use std::collections::HashMap;

/// A row of `offices`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = offices)]
pub struct OfficeRow {
    pub code: i32,
    pub soato: i64,
    pub kind: String,
    pub parent: Option<i32>,
    pub registering: bool,
    pub name_be: String,
    pub name_ru: String,
    pub name_en: String,
    pub area_be: String,
    pub area_ru: String,
    pub area_en: String,
    /// Its first day; nothing for those that came with the portal.
    pub opened_on: Option<NaiveDate>,
    /// The area of which it answers, where an administrator opened it: its own code, or that of an office that closed.
    pub area_of: Option<i32>,
}

impl OfficeRow {
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Be => &self.name_be,
            Lang::Ru => &self.name_ru,
            Lang::En => &self.name_en,
        }
    }

    pub fn names(&self) -> Names3 {
        Names3::new(&self.name_be, &self.name_ru, &self.name_en)
    }

    pub fn area(&self) -> Names3 {
        Names3::new(&self.area_be, &self.area_ru, &self.area_en)
    }
}

/// A row of `office_details`: what an office is called and how it is reached, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = office_details, treat_none_as_default_value = false)]
pub struct DetailsRow {
    pub id: String,
    pub office: i32,
    pub valid_from: NaiveDate,
    pub name_be: String,
    pub name_ru: String,
    pub name_en: String,
    /// In Russian, as the office writes it.
    pub address: String,
    pub phone: String,
    pub email: String,
    /// [`Hours::to_text`].
    pub hours: String,
    pub entered_by: Option<String>,
    pub entered_at: NaiveDateTime,
}

/// A row of `office_closures`.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = office_closures, treat_none_as_default_value = false)]
pub struct ClosureRow {
    pub office: i32,
    /// The first day on which it no longer works.
    pub closes_on: NaiveDate,
    /// Code of the office that goes on with its work.
    pub successor: i32,
    pub entered_by: Option<String>,
    pub entered_at: NaiveDateTime,
    /// When its cases and people passed over.
    pub passed_at: Option<NaiveDateTime>,
}

/// All offices as they are on a day, read at start, whenever something about them changed, and each new day.
#[derive(Clone, Debug, Default)]
pub struct Offices {
    /// Those that work on the day, with the names of the day, by code.
    open: Vec<OfficeRow>,
    /// Closed ones, and ones that are still to open.
    others: Vec<OfficeRow>,
    details: HashMap<i32, Vec<DetailsRow>>,
    closures: HashMap<i32, ClosureRow>,
    /// By offices that closed, those that were opened for their areas and have begun.
    heirs: HashMap<i32, i32>,
    today: NaiveDate,
}

impl Offices {
    pub fn load(conn: &mut AnyConn, today: NaiveDate) -> QueryResult<Offices> {
        let rows: Vec<OfficeRow> = offices::table.order(offices::code).select(OfficeRow::as_select()).load(conn)?;
        let mut details: HashMap<i32, Vec<DetailsRow>> = HashMap::new();
        for row in all_details(conn)? {
            details.entry(row.office).or_default().push(row);
        }
        let closures = closures(conn)?.into_iter().map(|row| (row.office, row)).collect();
        let heir = |row: &OfficeRow| {
            let begun = row.opened_on.is_some_and(|day| day <= today);
            row.area_of.filter(|of| begun && *of != row.code).map(|of| (of, row.code))
        };
        let heirs = rows.iter().filter_map(heir).collect();
        let mut offices = Offices { details, closures, heirs, today, ..Offices::default() };
        for mut row in rows {
            if let Some(now) = offices.details_on(row.code, today) {
                (row.name_be, row.name_ru, row.name_en) =
                    (now.name_be.clone(), now.name_ru.clone(), now.name_en.clone());
            }
            // What is below a closed office is below its successor.
            row.parent = row.parent.map(|above| offices.acting(above));
            let is_open = row.opened_on.is_none_or(|day| day <= today) && !offices.is_closed(row.code);
            if is_open { offices.open.push(row) } else { offices.others.push(row) }
        }
        Ok(offices)
    }

    /// An office, whether it works or not.
    pub fn get(&self, code: i32) -> Option<&OfficeRow> {
        self.open.iter().chain(&self.others).find(|office| office.code == code)
    }

    /// The name of an office; its code where the table does not know it.
    pub fn name(&self, code: i32, lang: Lang) -> String {
        self.get(code).map_or_else(|| code.to_string(), |office| office.names().get(lang).to_owned())
    }

    /// Offices as people choose among them: the code and the name, by the alphabet of a language.
    pub fn named(&self, codes: impl IntoIterator<Item = i32>, lang: Lang) -> Vec<(String, String)> {
        let named = codes.into_iter().map(|code| (code.to_string(), self.name(code, lang)));
        let mut named: Vec<(String, String)> = named.collect();
        sort_by_name(lang, &mut named, |(_, name)| name);
        named
    }

    /// The name that an office had on a day, for what was made then.
    pub fn name_on(&self, code: i32, lang: Lang, day: NaiveDate) -> String {
        match self.details_on(code, day) {
            Some(then) => Names3::new(&then.name_be, &then.name_ru, &then.name_en).get(lang).to_owned(),
            None => self.first_names(code).map_or_else(|| code.to_string(), |names| names.get(lang).to_owned()),
        }
    }

    /// The names before the first change: those that came with the portal or with the opening.
    fn first_names(&self, code: i32) -> Option<Names3> {
        match portal::offices::by_code(code) {
            Some(known) => Some(known.name.clone()),
            None => self.get(code).map(OfficeRow::names),
        }
    }

    /// How an office is reached today; empty where nobody has said.
    pub fn contacts(&self, code: i32) -> Contacts {
        let Some(now) = self.details_on(code, self.today) else { return Contacts::default() };
        Contacts {
            address: now.address.clone(),
            phone: now.phone.clone(),
            email: now.email.clone(),
            hours: Hours::of_text(&now.hours),
        }
    }

    fn details_on(&self, code: i32, day: NaiveDate) -> Option<&DetailsRow> {
        self.details.get(&code)?.iter().rfind(|row| row.valid_from <= day)
    }

    /// The office that does the work of another: itself, or where it has closed whoever went on with it. An office that
    /// was opened for its area comes before the successor that it had.
    pub fn acting(&self, code: i32) -> i32 {
        let mut code = code;
        // A chain is as long as offices closed one after another; it cannot be longer than there are closures.
        for _ in 0..=self.closures.len() {
            match self.closures.get(&code).filter(|closure| closure.closes_on <= self.today) {
                Some(closure) => code = self.heir(code).unwrap_or(closure.successor),
                None => break,
            }
        }
        code
    }

    /// The office that was opened for the area of one that closed.
    fn heir(&self, code: i32) -> Option<i32> {
        self.heirs.get(&code).copied()
    }

    /// The codes under which the addresses of an office's area stand in the register: its own, and those of the offices
    /// that were opened for the area one after another.
    pub fn of_area(&self, code: i32) -> Vec<i32> {
        let mut codes = vec![code];
        let mut last = code;
        while let Some(next) = self.heir(last).filter(|next| !codes.contains(next)) {
            codes.push(next);
            last = next;
        }
        codes
    }

    /// Whether an area is an office's own: those that came with the portal have one, one that was opened where it was
    /// given it, from its first day on. It stays where the office closes.
    pub fn has_area(&self, office: &OfficeRow) -> bool {
        match office.opened_on {
            None => matches!(office.kind.as_str(), "district" | "city_district"),
            Some(day) => day <= self.today && office.area_of == Some(office.code),
        }
    }

    /// What the register writes of an address in the area of an office.
    pub fn surroundings(&self, code: i32) -> Option<Surroundings> {
        let known = portal::offices::surroundings(code);
        known.or_else(|| {
            let office = self.get(code).filter(|office| office.area_of == Some(code))?;
            Some(portal::offices::surroundings_of_new(&office.area_ru, office.soato))
        })
    }

    /// The closure of an office: done or to come.
    pub fn closure(&self, code: i32) -> Option<&ClosureRow> {
        self.closures.get(&code)
    }

    pub fn is_closed(&self, code: i32) -> bool {
        self.closures.get(&code).is_some_and(|closure| closure.closes_on <= self.today)
    }

    /// Whether an office works today.
    pub fn is_open(&self, code: i32) -> bool {
        self.open.iter().any(|office| office.code == code)
    }

    /// The code of an office's territory by SOATO, whose first digit is the region's.
    pub fn soato(&self, code: i32) -> Option<i64> {
        self.get(code).map(|office| office.soato)
    }

    /// The bodies that register companies today.
    pub fn registering(&self) -> impl Iterator<Item = &OfficeRow> {
        self.open.iter().filter(|o| o.registering)
    }

    /// The offices that work today.
    pub fn all(&self) -> &[OfficeRow] {
        &self.open
    }

    /// All there ever were or will be.
    pub fn ever(&self) -> impl Iterator<Item = &OfficeRow> {
        self.open.iter().chain(&self.others)
    }

    /// Whether an office lies below another, at any depth.
    pub fn is_below(&self, code: i32, above: i32) -> bool {
        let mut at = self.get(code).and_then(|office| office.parent);
        // The tree is three deep; a ring cannot be made, and would end here.
        for _ in 0..10 {
            match at {
                Some(parent) if parent == above => return true,
                Some(parent) => at = self.get(parent).and_then(|office| office.parent),
                None => return false,
            }
        }
        false
    }
}

/// Adds the offices that are not there yet; names already there are left as they are.
pub fn add_missing(conn: &mut AnyConn, rows: Vec<OfficeRow>) -> QueryResult<usize> {
    let known: Vec<i32> = offices::table.select(offices::code).load(conn)?;
    let mut added = 0;
    for row in rows.into_iter().filter(|r| !known.contains(&r.code)) {
        added += diesel::insert_into(offices::table).values(row).execute(conn)?;
    }
    Ok(added)
}

pub fn find(conn: &mut AnyConn, code: i32) -> QueryResult<Option<OfficeRow>> {
    offices::table.find(code).select(OfficeRow::as_select()).first(conn).optional()
}

/// The codes that are taken.
pub fn codes(conn: &mut AnyConn) -> QueryResult<Vec<i32>> {
    offices::table.order(offices::code).select(offices::code).load(conn)
}

/// What names an office: kinds of it, each the end of a locale key `offices-refers-…`, with how much. What is not named
/// here may name it as well, but nothing can that is not preceded by one of these.
pub fn references(conn: &mut AnyConn, code: i32) -> QueryResult<Vec<(&'static str, i64)>> {
    let closings =
        office_closures::table.filter(office_closures::office.eq(code).or(office_closures::successor.eq(code)));
    let data = data_sets::table.filter(data_sets::owner.eq(code)).count().get_result::<i64>(conn)?
        + data_drafts::table.filter(data_drafts::office.eq(code)).count().get_result::<i64>(conn)?
        + data_questions::table.filter(data_questions::office.eq(code)).count().get_result::<i64>(conn)?;
    let set_up = letter_versions::table.filter(letter_versions::office.eq(code)).count().get_result::<i64>(conn)?
        + second_person_rules::table.filter(second_person_rules::office.eq(code)).count().get_result::<i64>(conn)?
        + absences::table.filter(absences::office.eq(code)).count().get_result::<i64>(conn)?
        + case_lists::table.filter(case_lists::office.eq(code)).count().get_result::<i64>(conn)?
        + bank_files::table.filter(bank_files::office.eq(code)).count().get_result::<i64>(conn)?
        + case_runs::table.filter(case_runs::office.eq(code)).count().get_result::<i64>(conn)?
        + case_exports::table.filter(case_exports::office.eq(code)).count().get_result::<i64>(conn)?
        + counter_drafts::table.filter(counter_drafts::office.eq(code)).count().get_result::<i64>(conn)?
        + phone_confirmations::table.filter(phone_confirmations::office.eq(code)).count().get_result::<i64>(conn)?
        + mendings::table.filter(mendings::office.eq(code)).count().get_result::<i64>(conn)?;
    let all = [
        ("people", accounts::table.filter(accounts::office.eq(code)).count().get_result(conn)?),
        ("cases", applications::table.filter(applications::office.eq(code)).count().get_result(conn)?),
        ("companies", companies::table.filter(companies::office.eq(code)).count().get_result(conn)?),
        ("below", offices::table.filter(offices::parent.eq(code)).count().get_result(conn)?),
        ("closings", closings.count().get_result(conn)?),
        ("data", data),
        ("set-up", set_up),
    ];
    Ok(all.into_iter().filter(|(_, count)| *count > 0).collect())
}

/// The offices that answer for an area.
pub fn with_area(conn: &mut AnyConn, area: i32) -> QueryResult<Vec<i32>> {
    offices::table.filter(offices::area_of.eq(area)).select(offices::code).load(conn)
}

/// Writes what was mended of an office. With another code it is another row: nothing may name the former one.
pub fn mend(conn: &mut AnyConn, code: i32, row: &OfficeRow) -> QueryResult<()> {
    if row.code == code {
        return diesel::update(offices::table.find(code))
            .set((offices::soato.eq(row.soato), offices::area_of.eq(row.area_of)))
            .execute(conn)
            .map(drop);
    }
    diesel::insert_into(offices::table).values(row.clone()).execute(conn)?;
    diesel::update(office_details::table.filter(office_details::office.eq(code)))
        .set(office_details::office.eq(row.code))
        .execute(conn)?;
    diesel::delete(offices::table.find(code)).execute(conn).map(drop)
}

/// Whether an office has others below it, or somebody already belongs to it.
pub fn has_below(conn: &mut AnyConn, code: i32) -> QueryResult<bool> {
    let below: i64 = offices::table.filter(offices::parent.eq(code)).count().get_result(conn)?;
    let people: i64 = accounts::table.filter(accounts::office.eq(code)).count().get_result(conn)?;
    Ok(below + people > 0)
}

/// Takes an office away whose first day has not come.
pub fn remove(conn: &mut AnyConn, code: i32) -> QueryResult<()> {
    diesel::delete(office_details::table.filter(office_details::office.eq(code))).execute(conn)?;
    diesel::delete(offices::table.find(code)).execute(conn).map(drop)
}

/// Every row of details, the first of each office first; of one day the last entered last.
fn all_details(conn: &mut AnyConn) -> QueryResult<Vec<DetailsRow>> {
    office_details::table
        .order((office_details::office, office_details::valid_from, office_details::id))
        .select(DetailsRow::as_select())
        .load(conn)
}

/// The rows of one office, the first first.
pub fn details(conn: &mut AnyConn, code: i32) -> QueryResult<Vec<DetailsRow>> {
    office_details::table
        .filter(office_details::office.eq(code))
        .order((office_details::valid_from, office_details::id))
        .select(DetailsRow::as_select())
        .load(conn)
}

pub fn add_details(conn: &mut AnyConn, row: &DetailsRow) -> QueryResult<()> {
    diesel::insert_into(office_details::table).values(row.clone()).execute(conn).map(drop)
}

pub fn closures(conn: &mut AnyConn) -> QueryResult<Vec<ClosureRow>> {
    office_closures::table.order(office_closures::office).select(ClosureRow::as_select()).load(conn)
}

pub fn closure(conn: &mut AnyConn, code: i32) -> QueryResult<Option<ClosureRow>> {
    office_closures::table.find(code).select(ClosureRow::as_select()).first(conn).optional()
}

pub fn add_closure(conn: &mut AnyConn, row: &ClosureRow) -> QueryResult<()> {
    diesel::insert_into(office_closures::table).values(row.clone()).execute(conn).map(drop)
}

/// Calls a closure off whose day has not come.
pub fn remove_closure(conn: &mut AnyConn, code: i32) -> QueryResult<()> {
    diesel::delete(office_closures::table.find(code)).execute(conn).map(drop)
}

/// Notes that what a closed office had has passed over.
pub fn passed(conn: &mut AnyConn, code: i32, now: NaiveDateTime) -> QueryResult<()> {
    diesel::update(office_closures::table.find(code)).set(office_closures::passed_at.eq(now)).execute(conn).map(drop)
}
