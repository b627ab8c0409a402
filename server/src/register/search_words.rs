//! What the search finds a company by: the words of its row as they sound, and marks for the filters.
//!
//! Of a sole proprietor that is the name and the activity alone: a row holds no address of theirs.

use crate::failure::Failure;
use crate::store::companies::CompanyRow;
use crate::store::company_terms::is_known;
use crate::store::company_words::{self, WordsRow};
use crate::store::{AnyConn, Db};
use chrono::Datelike;
use diesel::QueryResult;
use portal::fold::fold;
use portal::legal_form::{LegalForm, is_word_of_form};
use portal::{oked, sound};
use std::collections::BTreeSet;

/// Goes up when words are folded in another way: what is stored is then written anew.
const VERSION: i32 = 2;
/// Companies of one transaction while those that were there already are gone through.
const BATCH: i64 = 500;

/// Words of an address that tell no place, folded.
const OF_ADDRESSES: &[&str] = &[
    "обл",
    "область",
    "раион",
    "р",
    "н",
    "г",
    "д",
    "п",
    "гп",
    "аг",
    "х",
    "ул",
    "пер",
    "пр",
    "пр-т",
    "бул",
    "б",
    "т",
    "наб",
    "пл",
    "каб",
    "ком",
    "кв",
    "оф",
    "пом",
    "корп",
    "к",
    "эт",
    "лит",
    "помещение",
    "кабинет",
    "комната",
    "офис",
];

/// Other words that tell what kind of place is named, as people say or write them in either language; in a name they tell
/// something («Новый город»).
const SAID_OF_PLACES: &[&str] = &[
    "улица",
    "вулица",
    "вул",
    "переулок",
    "завулак",
    "зав",
    "проспект",
    "праспект",
    "бульвар",
    "площадь",
    "плошча",
    "набережная",
    "набярэжная",
    "деревня",
    "веска",
    "город",
    "горад",
    "поселок",
    "паселак",
    "агрогородок",
    "аграгарадок",
    "раион",
    "раен",
    "вобл",
    "вобласць",
    "дом",
    "квартира",
    "кватэра",
    "пакои",
    "памяшканне",
    "индекс",
];

/// A typed text without what an address says and the index does not know: the region beside other parts, and the kinds of
/// places with a full stop behind them. A text of nothing else stays.
pub fn without_kinds_of_places(text: &str) -> String {
    let parts: Vec<&str> = text.split(',').collect();
    let is_region = |part: &str| {
        let folded = fold(part);
        [" обл", " область", " вобл", " вобласць"].iter().any(|end| folded.ends_with(end))
    };
    let of_place = |word: &str| {
        let folded = fold(word);
        match word.strip_suffix('.') {
            Some(_) => OF_ADDRESSES.contains(&folded.as_str()) || SAID_OF_PLACES.contains(&folded.as_str()),
            None => ["р н", "пр т", "пр кт", "б р"].contains(&folded.as_str()),
        }
    };
    let mut kept: Vec<&str> = Vec::new();
    for part in parts.iter().filter(|part| parts.len() == 1 || !is_region(part)) {
        // «ул.Ленинская» is two words.
        let words: Vec<&str> = part.split_whitespace().flat_map(|words| words.split_inclusive('.')).collect();
        let letter = |at: Option<usize>| {
            let word = at.and_then(|at| words.get(at)).and_then(|word| word.strip_suffix('.'));
            word.filter(|word| word.chars().count() == 1)
        };
        let folded = |at: usize| letter(Some(at)).map(fold).unwrap_or_default();
        // A place may begin with «Г.» too, and with «г.п.»; elsewhere a capital letter, or one beside another, is an initial.
        let kinds = match (folded(0).as_str(), folded(1).as_str()) {
            ("г", "п") if words.len() > 2 => 2,
            ("г" | "д" | "п" | "х", "") if words.len() > 1 => 1,
            _ => 0,
        };
        let is_initial = |at: usize| {
            let own = letter(Some(at));
            let beside = letter(at.checked_sub(1)).is_some() || letter(Some(at + 1)).is_some();
            own.is_some_and(|own| beside || own.chars().any(char::is_uppercase))
        };
        let left = words.iter().enumerate().skip(kinds);
        kept.extend(left.filter(|(at, word)| is_initial(*at) || !of_place(word)).map(|(_, word)| *word));
    }
    let left = kept.join(" ");
    if fold(&left).is_empty() { text.to_owned() } else { left }
}

/// Whether a folded word may be said of a place without being its name.
pub fn may_tell_a_kind_of_place(word: &str) -> bool {
    OF_ADDRESSES.contains(&word) || SAID_OF_PLACES.contains(&word)
}

/// Writes the words of some rows; call it in the transaction that writes the rows.
pub fn save(conn: &mut AnyConn, rows: &[CompanyRow]) -> QueryResult<()> {
    let words: Vec<WordsRow> = rows.iter().map(words_of).collect();
    let known: BTreeSet<&str> =
        words.iter().flat_map(|row| row.words.split(' ')).filter(|word| is_known(word)).collect();
    company_words::save(conn, &words)?;
    company_words::remember(conn, &known)
}

/// Goes through the companies that were there before their words were; several nodes may do so at once.
/// Says of how many it wrote the words.
pub async fn fill(db: &Db) -> Result<u64, Failure> {
    let mut written = 0;
    if db.read(|conn| Ok::<_, Failure>(company_words::is_filled(conn, VERSION)?)).await? {
        return Ok(0);
    }
    loop {
        let step = db.bulk(|conn| -> Result<Option<usize>, Failure> {
            let Some(after) = company_words::unfilled(conn, VERSION)? else { return Ok(None) };
            let rows = company_words::companies_after(conn, after, BATCH)?;
            save(conn, &rows)?;
            let finished = rows.len() < usize::try_from(BATCH).unwrap_or(usize::MAX);
            company_words::note(conn, VERSION, rows.last().map_or(after, |row| row.unp), finished)?;
            Ok(Some(rows.len()))
        });
        match step.await? {
            None => return Ok(written),
            Some(rows) => written += rows as u64,
        }
    }
}

/// The words and the marks of a row.
pub(super) fn words_of(row: &CompanyRow) -> WordsRow {
    let mut words: Vec<String> = Vec::new();
    let mut add = |text: Option<&str>, but: &dyn Fn(&str) -> bool| {
        for word in sound::keys(text.unwrap_or_default()) {
            if !but(&word) && !words.contains(&word) {
                words.push(word);
            }
        }
    };
    let names = [Some(row.name.as_str()), row.short_name.as_deref(), row.brand.as_deref()];
    let names_be = [row.name_be.as_deref(), row.short_name_be.as_deref()];
    for name in names.into_iter().chain(names_be) {
        add(name, &is_word_of_form);
    }
    add(row.head.as_deref(), &|_| false);
    add(row.address.as_deref().map(place_words).as_deref(), &|_| false);
    add(row.activity.as_deref(), &|word| word.len() < 3);
    WordsRow { unp: row.unp, words: words.join(" "), marks: marks(row).join(" ") }
}

/// The words of an address that tell the place: without the region's, which is that of nearly all, and
/// without the kinds of places.
fn place_words(address: &str) -> String {
    let parts = address.split(',').filter(|part| !fold(part).ends_with(" обл"));
    let words: Vec<String> = parts.map(fold).collect();
    words.join(" ").split(' ').filter(|word| !OF_ADDRESSES.contains(word)).collect::<Vec<_>>().join(" ")
}

/// The marks by which filters find a row.
fn marks(row: &CompanyRow) -> Vec<String> {
    let mut marks = vec![mark::standing(row.standing), mark::form(LegalForm::of(row.kind(), &row.name))];
    marks.extend(row.office.map(mark::office));
    marks.extend(section_of(row.activity.as_deref()).map(mark::section));
    marks.extend(row.registered_on.map(|day| mark::year(day.year())));
    marks
}

/// The section of an activity written «62010 Деятельность …».
pub fn section_of(activity: Option<&str>) -> Option<char> {
    oked::section(activity?)
}

/// How marks are written.
pub mod mark {
    use portal::legal_form::LegalForm;

    pub fn standing(standing: i32) -> String {
        format!("s{standing}")
    }

    pub fn form(form: LegalForm) -> String {
        format!("f{}", form.code())
    }

    pub fn office(code: i32) -> String {
        format!("o{code}")
    }

    pub fn section(letter: char) -> String {
        format!("a{}", letter.to_ascii_lowercase())
    }

    pub fn year(year: i32) -> String {
        format!("y{year}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::company::Kind;

    fn row() -> CompanyRow {
        let now = chrono::NaiveDateTime::default();
        let name = "Общество с ограниченной ответственностью \"Ёлка-Ўсход\"".to_owned();
        CompanyRow {
            unp: 791397355,
            short_name: Some("ООО \"Ёлка-Ўсход\"".into()),
            address: Some("213010, Могилёвская обл., Шкловский р-н, г. Шклов, ул. Ленинская, 10, каб. 3".into()),
            activity: Some("62010 Деятельность в области компьютерного программирования".into()),
            head: Some("Ковалёва Елена Петровна".into()),
            registered_on: chrono::NaiveDate::from_ymd_opt(2015, 9, 15),
            ..CompanyRow::in_the_making(Kind::LegalEntity, name, Some(7120), now)
        }
    }

    #[test]
    fn a_company_is_found_by_what_tells_it_from_others() {
        let words = words_of(&row());
        assert_eq!(
            words.words,
            "elka ushod kovaleva elena petrovna 213010 shklovski shklov leninskaia 10 3 62010 deiatelnost oblasti \
             kompiuternogo programirovania"
        );
        assert_eq!(words.marks, "s1 fooo o7120 aj y2015");
    }

    #[test]
    fn an_address_is_looked_for_by_what_the_index_knows_of_it() {
        for (typed, left) in [
            ("ул. Каштановая", "Каштановая"),
            ("ул.Каштановая, д.110, пом. 22", "Каштановая 110 22"),
            (
                "213010, Могилёвская обл., Шкловский р-н, г. Шклов, ул. Ленинская, 10",
                "213010 Шкловский Шклов Ленинская 10",
            ),
            ("вул. Каштанавая", "Каштанавая"),
            ("г. Могилёв, пер. Пожарный", "Могилёв Пожарный"),
            ("А.Б. Иванов", "А. Б. Иванов"),
            ("Иванов Г.Д.", "Иванов Г. Д."),
            ("иванов г.п.", "иванов г. п."),
            ("К.Б. Сервис", "К. Б. Сервис"),
            ("Г. Могилёв, ул. Мира", "Могилёв Мира"),
            ("Г.Могилёв", "Могилёв"),
            ("Г. МОГИЛЁВ, Д. 5", "МОГИЛЁВ 5"),
            ("г.п. Дрибин", "Дрибин"),
            ("Могилёвская обл., г. п. Дрибин", "Дрибин"),
            ("Г.", "Г."),
            ("Т-Студия", "Т-Студия"),
            ("Новый город", "Новый город"),
            ("ул.", "ул."),
            ("Могилёвская обл.", "Могилёвская"),
            ("", ""),
        ] {
            assert_eq!(without_kinds_of_places(typed), left, "{typed}");
        }
    }

    #[test]
    fn words_that_can_be_mistyped_are_known() {
        assert!(
            is_known("elka")
                && is_known("stroi2000")
                && !is_known("dom")
                && !is_known("ak47")
                && !is_known("62010")
                && !is_known("")
        );
    }
}
