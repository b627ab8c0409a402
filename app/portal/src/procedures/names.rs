//! The rules for a legal entity's names, wherever they are asked: how they are written (Civil Code, article
//! 50), whether another has the same or nearly the same, and which words are not anybody's to take.

use super::Names;
use crate::fold::{fold, search_key};
use crate::problem::{Problem, Weight};
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
    named(text, "short-name-missing")
}

pub(super) fn short_name_be(text: &str) -> Result<(), ValidationError> {
    named(text, "short-name-be-missing")
}

/// A legal form whose words are prescribed, each in Russian and in Belarusian.
struct Prescribed {
    /// Folded; a name in full has them.
    full: [&'static str; 2],
    short: [&'static str; 2],
    /// As a sentence names it in Belarusian.
    named_be: &'static str,
}

static PRESCRIBED: [Prescribed; 4] = [
    Prescribed {
        full: ["ограниченнои ответственностью", "абмежаванаи адказнасцю"],
        short: ["ООО", "ТАА"],
        named_be: "таварыства з абмежаванай адказнасцю",
    },
    Prescribed {
        full: ["дополнительнои ответственностью", "дадатковаи адказнасцю"],
        short: ["ОДО", "ТДА"],
        named_be: "таварыства з дадатковай адказнасцю",
    },
    Prescribed {
        full: ["открытое акционерное общество", "адкрытае акцыянернае таварыства"],
        short: ["ОАО", "ААТ"],
        named_be: "адкрытае акцыянернае таварыства",
    },
    Prescribed {
        full: ["закрытое акционерное общество", "закрытае акцыянернае таварыства"],
        short: ["ЗАО", "ЗАТ"],
        named_be: "закрытае акцыянернае таварыства",
    },
];

/// Words of forms, folded, in Russian and in Belarusian.
static WORDS: [[&str; 2]; 4] = [
    ["общество", "таварыства"],
    ["предприятие", "прадпрыемства"],
    ["хозяиство", "гаспадарка"],
    ["кооператив", "кааператыу"],
];

/// The places of the languages in [`Prescribed`] and [`WORDS`].
const RUSSIAN: usize = 0;
const BELARUSIAN: usize = 1;

/// Letters of each language that the other lacks.
const LETTERS: [&[char]; 2] = [&['и', 'щ', 'ъ'], &['і', 'ў']];

impl Prescribed {
    fn of(name: &Around, language: usize) -> Option<&'static Prescribed> {
        PRESCRIBED.iter().find(|form| form.is_told(name, language))
    }

    /// Whether a name tells the form, in full or by the abbreviation, which may be the end of a longer one («СООО»).
    fn is_told(&self, name: &Around, language: usize) -> bool {
        let short = fold(self.short[language]);
        let is_short = |word: &str| word.ends_with(&short) && word.chars().count() <= short.chars().count() + 2;
        name.key.contains(self.full[language]) || name.words().any(is_short)
    }
}

/// What stands around the own name, as it is written and as it is compared.
struct Around {
    text: String,
    key: String,
}

impl Around {
    fn of(name: &str) -> Around {
        let is_mark = |c: char| matches!(c, '"' | '«' | '»' | '“' | '”' | '„');
        let text = match (name.find(is_mark), name.rfind(is_mark)) {
            (Some(first), Some(last)) => format!("{} {}", &name[..first], &name[last..]),
            _ => name.to_owned(),
        };
        Around { key: search_key(&text), text }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.key.split(' ')
    }

    fn has(&self, wanted: &str) -> bool {
        self.words().any(|word| word == wanted)
    }

    /// Whether a word of a form without prescribed words stands in it, beside whichever other.
    fn has_another_form(&self, language: usize) -> bool {
        WORDS[1..].iter().any(|words| self.has(words[language]))
    }

    /// Whether the prescribed form that it tells is the owner's: «Унитарное предприятие общества с ограниченной
    /// ответственностью».
    fn names_owner(&self) -> bool {
        self.has_another_form(RUSSIAN) && self.has("общества") && !self.has("общество")
    }

    /// Whether its words are those of a language.
    fn is_in(&self, language: usize) -> bool {
        has_letters(&self.text, LETTERS[language])
            || WORDS.iter().any(|words| self.has(words[language]))
            || PRESCRIBED.iter().any(|form| self.has(&fold(form.short[language])))
    }
}

fn has_letters(text: &str, letters: &[char]) -> bool {
    text.chars().flat_map(char::to_lowercase).any(|c| letters.contains(&c))
}

/// Adds what is wrong with names beside each other, at most one error a field: the full and the short one, then both in
/// Belarusian. Each is in its own language, and all tell one legal form. An own name may be the same in both languages:
/// letters that do not fit there are told and do not stop.
pub(super) fn agree(fields: [&'static str; 4], names: [&str; 4], problems: &mut Vec<Problem>) {
    let around = names.map(Around::of);
    for (place, (field, name)) in fields.into_iter().zip(names).enumerate() {
        if name.is_empty() || problems.iter().any(|problem| problem.field == field) {
            continue;
        }
        let (language, other) = if place < 2 { (RUSSIAN, BELARUSIAN) } else { (BELARUSIAN, RUSSIAN) };
        let wrong = match around[place].is_in(other) {
            true if language == RUSSIAN => Some(Problem::error(field, "name-in-belarusian")),
            true => Some(Problem::error(field, "name-in-russian")),
            false => another_form(field, &around, place),
        };
        let odd = if language == RUSSIAN { "name-letters-belarusian" } else { "name-letters-russian" };
        let letters = has_letters(name, LETTERS[other]).then(|| Problem::warning(field, odd));
        let stops = wrong.is_some();
        problems.extend(wrong.or(letters));
        if place == 0 && stops {
            // By a wrong full name none of the others can be judged.
            return;
        }
    }
}

/// That the name at a place tells another legal form than the full name in Russian.
fn another_form(field: &'static str, around: &[Around; 4], place: usize) -> Option<Problem> {
    let (whole, name) = (&around[0], &around[place]);
    let (language, in_full) = (place / 2, place.is_multiple_of(2));
    match Prescribed::of(whole, RUSSIAN).filter(|_| !whole.names_owner()) {
        Some(form) if !form.is_told(name, language) => {
            let wanted = if in_full { form.named_be } else { form.short[language] };
            let told = Problem::error(field, "name-other-form").with("form", wanted);
            // «Совместное предприятие общество …» is this form, «Унитарное предприятие ООО …» is not: it is only told.
            return Some(match whole.has_another_form(RUSSIAN) {
                true => Problem { weight: Weight::Warning, ..told },
                false => told,
            });
        }
        Some(_) => return None,
        // Of other forms the abbreviations differ; none is that of these. In full the owner may be named, too.
        None if Prescribed::of(name, language).is_some() && !(in_full && name.has_another_form(language)) => {
            return Some(Problem::error(field, "name-form-differs"));
        }
        None => {}
    }
    let lacks = |words: &&[&'static str; 2]| in_full && whole.has(words[RUSSIAN]) && !name.has(words[language]);
    let words = WORDS.iter().find(lacks)?;
    Some(Problem::error(field, "name-other-form").with("form", words[language].replace("кааператыу", "кааператыў")))
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
    fn names_are_each_in_their_language_and_tell_one_legal_form() {
        let told = |names: [&str; 4]| {
            let mut problems = Vec::new();
            agree(["full_name", "short_name", "full_name_be", "short_name_be"], names, &mut problems);
            let told = |p: Problem| format!("{}{} {}", if p.stops() { "" } else { "told: " }, p.field, p.code);
            problems.into_iter().map(told).collect::<Vec<_>>()
        };
        let [full, full_be] = ["Общество с ограниченной ответственностью", "Таварыства з абмежаванай адказнасцю"];
        let llc = |change: usize, name: &str| {
            let mut names = [full, "ООО", full_be, "ТАА"].map(|form| format!("{form} «Лён»"));
            names[change] = name.to_owned();
            told(names.each_ref().map(String::as_str))
        };
        assert_eq!(llc(1, "ООО «Лён»"), Vec::<String>::new());
        for (place, name, code) in [
            (0, "Таварыства з абмежаванай адказнасцю «Лён»", "full_name name-in-belarusian"),
            (1, "ЗАО \"Другое\"", "short_name name-other-form"),
            (1, "ТАА «Лён»", "short_name name-in-belarusian"),
            (1, "«Лён»", "short_name name-other-form"),
            (2, "Общество с ограниченной ответственностью «Лён»", "full_name_be name-in-russian"),
            (2, "Адкрытае акцыянернае таварыства «Лён»", "full_name_be name-other-form"),
            (2, "«Лён»", "full_name_be name-other-form"),
            (3, "ООО «Лён»", "short_name_be name-in-russian"),
            (3, "ЗАТ «Лён»", "short_name_be name-other-form"),
        ] {
            let found = llc(place, name);
            assert_eq!(found, [code], "{name}");
        }
        // Letters that only look alike, a longer abbreviation, and an own name that is the same in both languages.
        assert_eq!(llc(1, "OOO «Лён»"), Vec::<String>::new());
        assert_eq!(llc(1, "СООО «Лён»"), Vec::<String>::new());
        assert_eq!(llc(2, &format!("{full_be} «Синий лён»")), ["told: full_name_be name-letters-russian"]);
        assert_eq!(llc(1, "ООО «Ўсё»"), ["told: short_name name-letters-belarusian"]);
        let unitary = |short: &str, short_be: &str| {
            let (full, full_be) =
                ("Частное торговое унитарное предприятие «Лён»", "Прыватнае гандлёвае ўнітарнае прадпрыемства «Лён»");
            told([full, short, full_be, short_be])
        };
        assert_eq!(unitary("ЧТУП «Лён»", "ПГУП «Лён»"), Vec::<String>::new());
        assert_eq!(unitary("Частное предприятие «Лён»", "Прыватнае прадпрыемства «Лён»"), Vec::<String>::new());
        assert_eq!(unitary("ООО «Лён»", "ПГУП «Лён»"), ["short_name name-form-differs"]);
        // The owner's form is not the enterprise's own.
        let owned = |short: &str| {
            let (full, full_be) = (
                "Унитарное предприятие общества с ограниченной ответственностью «Лён»",
                "Унітарнае прадпрыемства таварыства з абмежаванай адказнасцю «Лён»",
            );
            told([full, short, full_be, "УП «Лён»"])
        };
        assert_eq!(owned("УП «Лён»"), Vec::<String>::new());
        assert_eq!(owned("ООО «Лён»"), ["short_name name-form-differs"]);
        let joint = told(["Совместное предприятие общество с ограниченной ответственностью «Лён»", "СП «Лён»", "", ""]);
        assert_eq!(joint, ["told: short_name name-other-form"]);
        let be = told(["Частное предприятие «Лён»", "ЧП «Лён»", "Прыватнае «Лён»", "ПП «Лён»"]);
        assert_eq!(be, ["full_name_be name-other-form"]);
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
