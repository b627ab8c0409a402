//! Companies that are odd on purpose, at fixed places near the beginning, so that every demo and
//! every test has them.

use super::Person;
use super::naming::Title;

/// What is odd about a company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// A name as long as the longest in the register.
    LongName,
    /// Quotation marks within quotation marks.
    Quotes,
    /// Apostrophes in both languages.
    Apostrophes,
    /// The letters that search must fold: ё, ў, і.
    Letters,
    /// Forty changes.
    LongHistory,
    /// No row of address at all.
    NoAddress,
    /// A name of one letter.
    OneLetter,
    /// A name that looks like HTML.
    Markup,
    /// A sole proprietor with a long double name.
    LongPerson,
}

/// Changes in the history of the company that has the most.
pub(super) const LONG_HISTORY: u32 = 40;

impl Oddity {
    /// What is odd about the company of this index.
    pub fn at(index: u64) -> Option<Self> {
        Some(match index {
            11 => Self::LongName,
            22 => Self::Quotes,
            33 => Self::Apostrophes,
            44 => Self::Letters,
            55 => Self::LongHistory,
            66 => Self::NoAddress,
            77 => Self::OneLetter,
            88 => Self::Markup,
            99 => Self::LongPerson,
            _ => return None,
        })
    }

    /// The name it forces upon the company.
    pub(super) fn title(self) -> Option<Title> {
        Some(match self {
            Self::LongName => Title::new(
                "Научно-производственное объединение по проектированию, изготовлению, монтажу, наладке, ремонту и \
                 техническому обслуживанию технологического оборудования предприятий молочной, мясной, хлебопекарной, \
                 кондитерской, плодоовощной и комбикормовой промышленности Могилёвской области и сопредельных территорий",
                "Навукова-вытворчае аб’яднанне па праектаванні, вырабе, мантажы, наладцы, рамонце і тэхнічным \
                 абслугоўванні тэхналагічнага абсталявання прадпрыемстваў малочнай, мясной, хлебапякарнай, кандытарскай, \
                 плодаагародніннай і камбікормавай прамысловасці Магілёўскай вобласці і сумежных тэрыторый",
            ),
            Self::Quotes => Title::new(
                "Торговый дом \"Восход\" и «Компания \"Заря\"»",
                "Гандлёвы дом \"Усход\" і «Кампанія \"Зара\"»",
            ),
            Self::Apostrophes => Title::new("Д'Арт О’Кей", "Сям’я Д’Арт О'Кей"),
            Self::Letters => Title::new("Ёлочка-Щёголь", "Ўзбярэжжа Іўе Ёлачка"),
            Self::OneLetter => Title::new("Я", "Я"),
            Self::Markup => Title::new("<b>Дом & Сад</b> {{1+1}} %s", "<b>Дом & Сад</b> {{1+1}} %s"),
            Self::LongHistory | Self::NoAddress | Self::LongPerson => return None,
        })
    }

    pub(super) fn is_person(self) -> bool {
        self == Self::LongPerson
    }

    /// The name of the person.
    pub(super) fn person(self) -> Option<Person> {
        (self == Self::LongPerson).then(|| Person {
            ru: "Константинопольская-Воскресенская Александра-Валентина Константин-Владимировна".to_owned(),
            be: "Канстанцінопальская-Васкрасенская Аляксандра-Валянціна Канстанцін-Уладзіміраўна".to_owned(),
        })
    }
}
