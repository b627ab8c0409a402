//! The rules for a legal entity's names, wherever they are asked: how they are written (Civil Code, article
//! 50), whether another has the same or nearly the same, and which words are not anybody's to take.

use super::Names;
use crate::fold::{fold, search_key};
use crate::problem::Problem;
use chrono::NaiveDate;
use validator::ValidationError;

/// The longest full name, and the longest short or brand name, in characters.
pub const LONGEST_FULL: usize = 250;
pub const LONGEST_SHORT: usize = 120;

/// What is known of the names that are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameFacts {
    /// Those that are the same or nearly so, the same first.
    pub alike: Vec<Alike>,
    /// The reserved words in force.
    pub reserved: Vec<ReservedWord>,
    /// The approval whose number is given, where the filer may use it.
    pub approved: Option<Approved>,
}

/// A name that is the same as the one asked for, or so near that the two could be confused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The field that asks for the full name.
    pub field: &'static str,
    pub whose: Whose,
    pub name: String,
    /// The same but for case, marks and letters that look alike.
    pub same: bool,
}

/// Who has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The company of a number.
    Company(i64),
    /// Somebody for whom it was approved and is kept until a day.
    Founder(NaiveDate),
    /// Whoever filed a registration under it that is not decided yet: it is kept until then, however long that takes.
    Applied,
}

/// A word that a name may not have, or only by a permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReservedWord {
    /// Folded; with a star at the end it is the beginning of words. Several words are a phrase.
    pub word: String,
    /// Nobody may have it; otherwise whoever shows a permission.
    pub forbidden: bool,
    /// The act, in Russian.
    pub act: String,
}

impl ReservedWord {
    /// The word of a name that is reserved by this.
    pub(super) fn within(&self, name: &str) -> Option<String> {
        let key = search_key(name);
        let stem = self.word.strip_suffix('*');
        let wanted: Vec<&str> = stem.unwrap_or(&self.word).split(' ').collect();
        let words: Vec<&str> = key.split(' ').collect();
        let found = words.windows(wanted.len()).find(|words| {
            words.iter().zip(&wanted).enumerate().all(|(place, (word, wanted))| {
                let last = place + 1 == words.len();
                if last && stem.is_some() { word.starts_with(wanted) } else { word == wanted }
            })
        });
        found.map(|words| words.join(" "))
    }
}

/// An approved name that is kept for the filer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approved {
    pub number: String,
    pub names: Names,
    pub until: NaiveDate,
    /// The application was filed with it, in time: of its corrections it counts though it is over by now.
    pub filed: bool,
}

/// What is wrong with a full name beside how it is written: a reserved word in it, another that has it or
/// one like it. `in_belarusian` is the same name in the other language.
pub fn found(field: &'static str, name: &str, in_belarusian: &str, facts: &NameFacts) -> Option<Problem> {
    let reserved = facts.reserved.iter().filter_map(|reserved| {
        let word = reserved.within(name).or_else(|| reserved.within(in_belarusian))?;
        Some((reserved, word))
    });
    let reserved = reserved.min_by_key(|(reserved, _)| !reserved.forbidden);
    let mut alike = facts.alike.iter().filter(|alike| alike.field == field);
    match (reserved, alike.next()) {
        (Some((reserved, word)), _) if reserved.forbidden => {
            Some(Problem::error(field, "name-word-forbidden").with("word", word))
        }
        (_, Some(taken)) if taken.same => Some(match taken.whose {
            Whose::Company(number) => {
                Problem::error(field, "name-taken").with("name", &taken.name).with("company", unp(number))
            }
            Whose::Founder(until) => Problem::error(field, "name-kept").with("until", until),
            Whose::Applied => Problem::error(field, "name-applied"),
        }),
        (Some((_, word)), _) => Some(Problem::warning(field, "name-word-reserved").with("word", word)),
        (None, Some(near)) => Some(match near.whose {
            Whose::Company(number) => {
                Problem::warning(field, "name-alike").with("name", &near.name).with("company", unp(number))
            }
            Whose::Founder(_) | Whose::Applied => Problem::warning(field, "name-alike-kept"),
        }),
        (None, None) => None,
    }
}

/// That a company has by now the very name that was approved before.
pub(super) fn taken_since(field: &'static str, facts: &NameFacts) -> Option<Problem> {
    facts.alike.iter().find_map(|alike| match alike.whose {
        Whose::Company(number) if alike.same => {
            Some(Problem::error(field, "approval-name-taken").with("name", &alike.name).with("company", unp(number)))
        }
        _ => None,
    })
}

/// A UNP in groups of three: a number that is read, not reckoned with.
fn unp(unp: i64) -> String {
    format!("{} {:03} {:03}", unp / 1_000_000, unp / 1_000 % 1_000, unp % 1_000)
}

/// The words before the own name: another legal form is another kind of company.
pub(super) fn legal_form(name: &str) -> Option<String> {
    name.split_once(['"', '«', '“', '„']).map(|(form, _)| fold(form))
}

/// Whether two legal forms differ by errors of writing alone: word by word, or as a whole where a word fell out.
pub(super) fn is_slip(form: &str, other: &str) -> bool {
    let [words, others] = [form, other].map(|form| form.split(' ').collect::<Vec<_>>());
    let by_words = words.len() == others.len() && words.iter().zip(&others).all(|(word, other)| is_near(word, other));
    by_words || is_near(&words.concat(), &others.concat())
}

/// Whether two words begin alike and differ in one place, by two letters at most: «открытое» is not «закрытое».
fn is_near(word: &str, other: &str) -> bool {
    let [word, other] = [word, other].map(|word| word.chars().collect::<Vec<_>>());
    let before = word.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let shorter = word.len().min(other.len());
    let behind = word.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let alike = before + behind.min(shorter - before);
    before > 0 && word.len().max(other.len()) - alike <= 2
}

pub(super) fn whole_name(text: &str) -> Result<(), ValidationError> {
    named(text, "full-name-missing")
}

pub(super) fn whole_name_be(text: &str) -> Result<(), ValidationError> {
    named(text, "full-name-be-missing")
}

/// The legal form, and the company's own name in quotation marks.
fn named(text: &str, missing: &'static str) -> Result<(), ValidationError> {
    if text.is_empty() {
        return Err(ValidationError::new(missing));
    }
    name_characters(text)?;
    let own = text.split(['"', '«', '»', '“', '”', '„']).nth(1);
    match own.is_some_and(|own| own.chars().any(char::is_alphanumeric)) {
        true => Ok(()),
        false => Err(ValidationError::new("name-not-quoted")),
    }
}

pub(super) fn short_name(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() { Err(ValidationError::new("short-name-missing")) } else { name_characters(text) }
}

pub(super) fn short_name_be(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() { Err(ValidationError::new("short-name-be-missing")) } else { name_characters(text) }
}

/// Letters of one script or two, digits and the marks that names have; nothing that a reader cannot see.
pub(super) fn name_characters(text: &str) -> Result<(), ValidationError> {
    let allowed = |c: char| c.is_alphanumeric() || " .,-–'’ʼ\"«»“”„()№/&+!".contains(c);
    let named = text.is_empty() || text.chars().any(char::is_alphanumeric);
    if named && text.chars().all(allowed) { Ok(()) } else { Err(ValidationError::new("name-characters")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(word: &str, forbidden: bool) -> ReservedWord {
        ReservedWord {
            word: search_key(word) + if word.ends_with('*') { "*" } else { "" },
            forbidden,
            act: String::new(),
        }
    }

    #[test]
    fn a_reserved_word_is_found_in_any_form_and_a_longer_word_is_another() {
        let stem = word("национальн*", false);
        assert_eq!(stem.within("ОАО «Национальный лён»").as_deref(), Some("национальныи"));
        assert_eq!(stem.within("ОАО «Интернациональный лён»"), None);
        let whole = word("Республика Беларусь", false);
        assert_eq!(whole.within("ООО «Республика  Беларусь-лён»").as_deref(), Some("республика беларусь"));
        assert_eq!(whole.within("ООО «Беларусь»"), None);
        assert_eq!(word("Минск", false).within(""), None);
    }

    #[test]
    fn an_error_of_writing_is_told_from_another_legal_form() {
        let right = "общество с ограниченнои ответственностью";
        for wrong in [
            "общество с органиченнои ответственностью",
            "общество с ограниченнои ответствеостью",
            "общетсво с ограниченнои отвественностью",
            "общество ограниченнои ответственностью",
            right,
        ] {
            assert!(is_slip(wrong, right), "{wrong}");
        }
        assert!(!is_slip("общество с дополнительнои ответственностью", right));
        assert!(!is_slip("открытое акционерное общество", "закрытое акционерное общество"));
        assert!(!is_slip("частное предприятие", "частное унитарное предприятие"));
        assert!(!is_slip("", right));
    }

    #[test]
    fn the_gravest_finding_is_told_and_only_of_its_own_field() {
        let mut facts = NameFacts { reserved: vec![word("белорусск*", false)], ..NameFacts::default() };
        let say = |facts: &NameFacts| found("full_name", "ООО «Белорусский лён»", "", facts).unwrap().code.into_owned();
        assert_eq!(say(&facts), "name-word-reserved");
        facts.reserved.push(word("лён", true));
        assert_eq!(say(&facts), "name-word-forbidden");
        facts.reserved.pop();
        let until = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let alike = Alike { field: "full_name", whose: Whose::Founder(until), name: String::new(), same: true };
        facts.alike.push(Alike { field: "full_name_2", ..alike.clone() });
        assert_eq!(say(&facts), "name-word-reserved");
        facts.alike.push(alike);
        assert_eq!(say(&facts), "name-kept");
    }
}
