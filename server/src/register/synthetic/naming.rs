//! What an invented company is called: its legal form, and a name in Russian and Belarusian that
//! suits it, now and then with a brand in Latin letters by one of two spellings.

use super::dice::Dice;
use super::people::Identity;
use super::words::{
    ADJECTIVES, FIRST_PARTS, LAST_PARTS, LATIN_FIRST, LATIN_LAST, NOUNS, Pair, SERVICES, SINGLE, WORKS,
};
use portal::egr::JurNames;
use portal::places;

/// The legal form of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Limited,
    Additional,
    OpenStock,
    ClosedStock,
    /// Private unitary enterprise, by what its name says it does.
    Private(usize),
    Communal,
    Farm,
}

/// Full and short words for a form: Russian full, Russian short, Belarusian full, Belarusian short.
type FormWords = [&'static str; 4];

/// Kinds of private unitary enterprise, the plain one first.
const PRIVATE: &[FormWords] = &[
    [
        "Частное унитарное предприятие",
        "Частное предприятие",
        "Прыватнае ўнітарнае прадпрыемства",
        "Прыватнае прадпрыемства",
    ],
    ["Частное торговое унитарное предприятие", "ЧТУП", "Прыватнае гандлёвае ўнітарнае прадпрыемства", "ПГУП"],
    ["Частное производственное унитарное предприятие", "ЧПУП", "Прыватнае вытворчае ўнітарнае прадпрыемства", "ПВУП"],
    ["Частное транспортное унитарное предприятие", "ЧТрУП", "Прыватнае транспартнае ўнітарнае прадпрыемства", "ПТрУП"],
    ["Частное строительное унитарное предприятие", "ЧСУП", "Прыватнае будаўнічае ўнітарнае прадпрыемства", "ПБУП"],
];

impl Form {
    /// A form as often as it is met among legal entities.
    pub fn draw(dice: &mut Dice) -> Self {
        match dice.weighted(&[436, 73, 36, 27, 309, 46, 73]) {
            0 => Self::Limited,
            1 => Self::Additional,
            2 => Self::OpenStock,
            3 => Self::ClosedStock,
            4 => Self::Private(dice.weighted(&[60, 16, 12, 7, 5])),
            5 => Self::Communal,
            _ => Self::Farm,
        }
    }

    /// Only these may have their location in a dwelling.
    pub fn may_use_dwelling(self) -> bool {
        matches!(self, Self::Private(_) | Self::Farm)
    }

    fn words(self) -> FormWords {
        match self {
            Self::Limited => {
                ["Общество с ограниченной ответственностью", "ООО", "Таварыства з абмежаванай адказнасцю", "ТАА"]
            }
            Self::Additional => {
                ["Общество с дополнительной ответственностью", "ОДО", "Таварыства з дадатковай адказнасцю", "ТДА"]
            }
            Self::OpenStock => ["Открытое акционерное общество", "ОАО", "Адкрытае акцыянернае таварыства", "ААТ"],
            Self::ClosedStock => ["Закрытое акционерное общество", "ЗАО", "Закрытае акцыянернае таварыства", "ЗАТ"],
            Self::Private(kind) => PRIVATE[kind],
            Self::Communal => {
                ["Коммунальное унитарное предприятие", "КУП", "Камунальнае ўнітарнае прадпрыемства", "КУП"]
            }
            Self::Farm => ["Крестьянское (фермерское) хозяйство", "КФХ", "Сялянская (фермерская) гаспадарка", "СФГ"],
        }
    }

    /// The post and title of the head, in Russian and Belarusian.
    pub fn post(self, dice: &mut Dice) -> Pair {
        match self {
            Self::Farm => ["Глава хозяйства", "Кіраўнік гаспадаркі"],
            Self::OpenStock | Self::ClosedStock if dice.chance(60) => ["Генеральный директор", "Генеральны дырэктар"],
            _ => ["Директор", "Дырэктар"],
        }
    }
}

/// A name without its form.
#[derive(Clone, Debug)]
pub(super) struct Title {
    pub ru: String,
    pub be: String,
    /// The brand where it is written otherwise than the name.
    pub brand: Option<String>,
}

impl Title {
    pub fn new(ru: impl Into<String>, be: impl Into<String>) -> Self {
        Self { ru: ru.into(), be: be.into(), brand: None }
    }

    /// A name for a company of this form in the area of the place.
    pub fn draw(dice: &mut Dice, form: Form, area: [&str; 2]) -> Self {
        let mut title = match form {
            Form::OpenStock if dice.chance(70) => of_area(area, *dice.pick(WORKS)),
            Form::Communal => of_area(area, *dice.pick(SERVICES)),
            Form::Farm if dice.chance(40) => {
                let [ru, be] = Identity::draw(dice).surname();
                Self::new(format!("{ru} и сыновья"), format!("{be} і сыны"))
            }
            _ => invented(dice),
        };
        if title.brand.is_none() && dice.chance(8) {
            title.brand =
                Some(if dice.chance(60) { places::from_russian(&title.ru) } else { latin_of_belarusian(&title.be) });
        }
        // The register is full of names whose «ё» lost its dots.
        if dice.chance(30) {
            title.ru = title.ru.replace('ё', "е").replace('Ё', "Е");
        }
        title
    }

    /// The row of names that gives a company of this form this name; without the Belarusian ones,
    /// which old rows lack, where `russian_only`.
    pub fn names(&self, ngrn: i64, form: Form, russian_only: bool) -> JurNames {
        let [full, short, full_be, short_be] = form.words();
        let (ru, be) = (&self.ru, &self.be);
        let belarusian = |text: String| (!russian_only).then_some(text);
        JurNames {
            ngrn,
            vnaim: Some(format!("{full} \"{ru}\"")),
            vn: Some(format!("{short} \"{ru}\"")),
            vfn: Some(self.brand.clone().unwrap_or_else(|| ru.clone())),
            vnaimb: belarusian(format!("{full_be} \"{be}\"")),
            vnb: belarusian(format!("{short_be} \"{be}\"")),
            vfnb: belarusian(self.brand.clone().unwrap_or_else(|| be.clone())),
            ..JurNames::default()
        }
    }
}

/// «Белыничский льнозавод».
fn of_area([ru, be]: [&str; 2], [works_ru, works_be]: Pair) -> Title {
    Title::new(format!("{ru} {works_ru}"), format!("{be} {works_be}"))
}

fn invented(dice: &mut Dice) -> Title {
    match dice.weighted(&[16, 24, 32, 13, 7, 8]) {
        0 => {
            let [ru, be] = *dice.frequent(SINGLE);
            Title::new(ru, be)
        }
        1 => tagged(dice),
        2 => compound(dice),
        3 => described(dice),
        4 => {
            let [ru, be] = Identity::draw(dice).surname();
            Title::new(format!("{ru} и К"), format!("{be} і К"))
        }
        _ => latin(dice),
    }
}

/// «Вектор-Сервис», «Вектор плюс», «Вектор-2».
fn tagged(dice: &mut Dice) -> Title {
    let [ru, be] = *dice.frequent(SINGLE);
    match dice.weighted(&[60, 20, 20]) {
        0 => {
            let [last, last_be] = *dice.frequent(LAST_PARTS);
            Title::new(format!("{ru}-{}", capitalised(last)), format!("{be}-{}", capitalised(last_be)))
        }
        1 => Title::new(format!("{ru} плюс"), format!("{be} плюс")),
        _ => {
            let number = dice.between(2, 9);
            Title::new(format!("{ru}-{number}"), format!("{be}-{number}"))
        }
    }
}

/// «Агросервис», «ЕвроТрейд».
fn compound(dice: &mut Dice) -> Title {
    let [first, first_be] = *dice.frequent(FIRST_PARTS);
    let rest: Vec<&Pair> = LAST_PARTS.iter().filter(|last| !first.to_lowercase().ends_with(last[0])).collect();
    let [last, last_be] = **dice.frequent(&rest);
    match dice.chance(30) {
        true => Title::new(format!("{first}{}", capitalised(last)), format!("{first_be}{}", capitalised(last_be))),
        false => Title::new(format!("{first}{last}"), format!("{first_be}{last_be}")),
    }
}

/// «Зелёный Луг».
fn described(dice: &mut Dice) -> Title {
    let (gender, [noun, noun_be]) = *dice.frequent(NOUNS);
    let adjective = dice.frequent(ADJECTIVES);
    Title::new(format!("{} {noun}", adjective[gender]), format!("{} {noun_be}", adjective[gender + 3]))
}

/// «EcoTrade» or, by the other spelling, «EkoTreid».
fn latin(dice: &mut Dice) -> Title {
    let spelling = usize::from(dice.chance(35));
    let (first, last) = (dice.frequent(LATIN_FIRST)[spelling], dice.frequent(LATIN_LAST)[spelling]);
    let name = format!("{first}{last}");
    Title { brand: Some(name.clone()), ..Title::new(name.clone(), name) }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Belarusian in Latin letters by the national rules (2000, 2007): «Зялёны Луг» is «Zialiony Luh».
fn latin_of_belarusian(name: &str) -> String {
    let mut latin = String::with_capacity(name.len());
    let mut before = ' ';
    for letter in name.chars() {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        // After a consonant the soft vowels begin with «i», elsewhere with «j».
        let soft = if before.is_alphabetic() && !"аеёіоуўыэюяь".contains(before) { "i" } else { "j" };
        let written: String = match lower {
            'е' | 'ё' | 'ю' | 'я' => {
                let vowel = ["e", "o", "u", "a"]["еёюя".chars().position(|soft| soft == lower).unwrap_or(0)];
                format!("{soft}{vowel}")
            }
            'ь' => match latin.pop() {
                Some('n') => "ń".into(),
                Some('s') => "ś".into(),
                Some('z') => "ź".into(),
                Some('c') => "ć".into(),
                Some('l') => "ĺ".into(),
                other => other.into_iter().collect(),
            },
            '’' => String::new(),
            _ => belarusian_letter(lower).map_or_else(|| letter.to_string(), str::to_owned),
        };
        latin.push_str(&if letter.is_uppercase() { capitalised(&written) } else { written });
        before = lower;
    }
    latin
}

fn belarusian_letter(letter: char) -> Option<&'static str> {
    const FROM: &str = "абвгджзійклмнопрстуўфхцчшыэ";
    const TO: [&str; 27] = [
        "a", "b", "v", "h", "d", "ž", "z", "i", "j", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "ŭ", "f", "ch",
        "c", "č", "š", "y", "e",
    ];
    FROM.chars().position(|known| known == letter).map(|index| TO[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn belarusian_names_are_written_in_latin_by_the_national_rules() {
        for (be, latin) in [
            ("Магілёў", "Mahilioŭ"),
            ("Зялёны Луг", "Zialiony Luh"),
            ("Усход", "Uschod"),
            ("Віцязь", "Viciaź"),
            ("Ялінка", "Jalinka"),
            ("Падвор’е", "Padvorje"),
            ("Вектар-2", "Viektar-2"),
        ] {
            assert_eq!(latin_of_belarusian(be), latin);
        }
    }

    #[test]
    fn a_row_of_names_follows_the_registers_manner() {
        let names =
            Title::new("Лазерная мануфактура", "Лазерная мануфактура").names(791_397_355, Form::Private(0), false);
        assert_eq!(names.vnaim.as_deref(), Some("Частное унитарное предприятие \"Лазерная мануфактура\""));
        assert_eq!(names.vn.as_deref(), Some("Частное предприятие \"Лазерная мануфактура\""));
        assert_eq!(names.vfn.as_deref(), Some("Лазерная мануфактура"));
        assert_eq!(names.vnb.as_deref(), Some("Прыватнае прадпрыемства \"Лазерная мануфактура\""));
    }
}
