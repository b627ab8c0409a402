//! Answers to every procedure's questions, another time with other words.

use crate::liquidation::{self, Step, boxes, stage, texts};
use crate::support::journey::answers_on;
use crate::support::portal::{email, offices};
use akno::store::companies::CompanyRow;
use chrono::{Days, NaiveDate};
use portal::company::Kind;
use portal::proceeding::Stage;
use rand::RngExt;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

const FIRST: [&str; 8] = ["Алый", "Белый", "Синий", "Лесной", "Тихий", "Ясный", "Речной", "Древний"];
const SECOND: [&str; 8] = ["бор", "клён", "берег", "колос", "родник", "камень", "причал", "ветер"];
const PEOPLE: [&str; 4] = ["Новикова Алеся Андреевна", "Сорока Павел Ильич", "Лось Анна", "Рудак Ян Янович"];

/// Two words that are a name nobody had yet.
pub fn own_name(rng: &mut ChaCha8Rng, number: usize) -> String {
    format!("{} {} {}", FIRST.choose(rng).unwrap(), SECOND.choose(rng).unwrap(), roman(number))
}

/// Digits in a name would have to be explained: letters in their place.
fn roman(number: usize) -> String {
    number.to_string().chars().map(|digit| char::from_u32(0x430 + digit.to_digit(10).unwrap() * 3).unwrap()).collect()
}

fn paper(day: NaiveDate) -> Step {
    let mut fields = boxes(["paper_day", "paper_month", "paper_year"], day);
    fields.extend(texts(&[("paper_by", "общее собрание участников")]));
    ("basis", fields)
}

fn named(own: &str, suffix: &str) -> Vec<(&'static str, String)> {
    let fields: [&'static str; 4] = match suffix {
        "" => ["full_name", "short_name", "full_name_be", "short_name_be"],
        _ => ["full_name_2", "short_name_2", "full_name_be_2", "short_name_be_2"],
    };
    let forms = ["Общество с ограниченной ответственностью", "ООО", "Таварыства з абмежаванай адказнасцю", "ТАА"];
    fields.into_iter().zip(forms).map(|(field, form)| (field, format!("{form} \"{own}\""))).collect()
}

fn activity(rng: &mut ChaCha8Rng) -> Step {
    let code = ["62010", "43390", "47110", "56100"].choose(rng).unwrap();
    ("activity", texts(&[("activity_code", code), ("activity_licence", "not-needed")]))
}

/// A personal number that nobody had yet.
fn personal_number(number: usize) -> String {
    let begun = format!("{:07}A000PB", number);
    let last = (0..10).map(|digit| format!("{begun}{digit}"));
    last.into_iter().find_map(|whole| portal::personal_number::read(&whole)).unwrap()
}

/// What the answers depend on.
pub struct Given {
    pub kind: Kind,
    pub today: NaiveDate,
    /// Another for each filing.
    pub number: usize,
    /// An approved name that nobody has used.
    pub approval: Option<String>,
    /// What the register says now.
    pub now: Option<CompanyRow>,
    /// How far a proceeding of the company is.
    pub stage: Option<Stage>,
}

/// What is answered.
pub fn of(slug: &str, given: &Given, rng: &mut ChaCha8Rng) -> Vec<Step> {
    let Given { kind, today, number, approval, now, stage: under_way } = given;
    let (kind, today, number) = (*kind, *today, *number);
    let elena = email("elena");
    let earlier = today - Days::new(rng.random_range(0..4));
    let area = offices()[0].to_string();
    match slug {
        "change-of-location" => {
            let area = offices()[usize::from(rng.random_bool(0.3))];
            let mut answers = answers_on(earlier, area);
            answers[2].1[2].1 = rng.random_range(1..200).to_string();
            answers
        }
        "manager" => {
            let change = [
                ("manager_change", "appointed"),
                ("manager_name", PEOPLE.choose(rng).unwrap()),
                ("manager_post", "директор"),
                ("manager_email", &elena),
            ];
            let mut basis = boxes(["decided_day", "decided_month", "decided_year"], earlier);
            basis.extend(texts(&[("decided_by", "общее собрание участников")]));
            let term = boxes(["in_force_day", "in_force_month", "in_force_year"], earlier);
            vec![
                ("whom", texts(&[("manager_whom", "head")])),
                ("change", texts(&change)),
                ("term", term),
                ("basis", basis),
            ]
        }
        "change-of-name" if kind == Kind::SoleProprietor => {
            let name = PEOPLE.choose(rng).unwrap();
            vec![("name", texts(&[("person_name", name)])), paper(earlier)]
        }
        "change-of-name" => {
            let own = own_name(rng, number);
            let mut name = named(&own, "");
            name.push(("brand_name", own));
            vec![("name", name), paper(earlier)]
        }
        "change-of-charter" => {
            let words = format!("Уставный фонд увеличен до {} рублей", rng.random_range(1_000..90_000));
            let what = [
                ("charter_fund", "yes"),
                ("charter_words", words.as_str()),
                ("charter_form", "anew"),
                ("charter_identical", "yes"),
            ];
            vec![("what", texts(&what)), paper(earlier)]
        }
        "change-of-activity" => vec![activity(rng)],
        "correction" => {
            let text = |of: fn(&CompanyRow) -> Option<String>| now.as_ref().and_then(of).unwrap_or_default();
            let (fact, wrong, right) = if kind == Kind::SoleProprietor {
                let right = (*PEOPLE.choose(rng).unwrap()).to_owned();
                ("person-name", text(|row| Some(row.name.clone())), right)
            } else {
                ("short-name", text(|row| row.short_name.clone()), format!("ООО \"{}\"", own_name(rng, number + 900)))
            };
            let put = [("wrong_text", wrong.as_str()), ("right_text", right.as_str())];
            vec![("fact", texts(&[("corrected_fact", fact)])), ("right", texts(&put)), paper(earlier)]
        }
        "certificate-duplicate" => {
            vec![("why", texts(&[("certificate_reason", "lost"), ("certificate_words", "Пропало при переезде")]))]
        }
        "liquidation" => liquidation::liquidation(earlier, &elena),
        "termination" => liquidation::termination(earlier),
        "liquidation-stage" => {
            let liquidator = [
                ("liquidator_kind", "commission"),
                ("liquidator_name", PEOPLE.choose(rng).unwrap()),
                ("liquidator_email", elena.as_str()),
            ];
            let due = match (under_way, kind) {
                (Some(Stage::Claims), Kind::LegalEntity) => liquidation::interim(today),
                _ => liquidation::last(today),
            };
            match rng.random_range(0..16) {
                0 => stage(earlier, "withdrawal", Vec::new()),
                1 => stage(earlier, "bankruptcy", Vec::new()),
                2 | 3 => stage(earlier, "liquidator", texts(&liquidator)),
                4 | 5 => {
                    let until = today + Days::new(rng.random_range(200..330));
                    stage(earlier, "extension", boxes(["extended_day", "extended_month", "extended_year"], until))
                }
                6 => liquidation::interim(earlier),
                7 => liquidation::last(earlier),
                _ => due,
            }
        }
        "name-approval" => vec![
            ("office", texts(&[("area", &area)])),
            ("first", named(&own_name(rng, number), "")),
            ("second", named(&own_name(rng, number + 500), "_2")),
            ("founder", texts(&[("founder_name", PEOPLE[0]), ("phone", "+375 29 123-45-67")])),
        ],
        "registration-sole-proprietor" => vec![
            (
                "person",
                texts(&[
                    ("applicant_name", PEOPLE.choose(rng).unwrap()),
                    ("applicant_name_be", "Кавалёва Алена Пятроўна"),
                    ("personal_number", &personal_number(number)),
                ]),
            ),
            ("place", texts(&[("area", &area), ("settlement_kind", "аг."), ("settlement", "Александрия")])),
            (
                "street",
                texts(&[("street_kind", "ул."), ("street", "Потаённая"), ("house", "7А"), ("postcode", "213010")]),
            ),
            activity(rng),
            ("contacts", texts(&[("phone", "+375 29 123-45-67")])),
        ],
        "registration-legal-entity" => vec![
            ("name", texts(&[("approval_number", approval.as_deref().unwrap_or("0000-0000-00"))])),
            ("place", texts(&[("area", &area), ("settlement_kind", "аг."), ("settlement", "Копысь")])),
            (
                "street",
                texts(&[("street_kind", "ул."), ("street", "Оршанская"), ("house", "7А"), ("postcode", "213010")]),
            ),
            ("premises", texts(&[("premises", "non_residential"), ("room_kind", "каб."), ("room", "12")])),
            (
                "founder-1",
                texts(&[
                    ("founder_1_name", "Ковалёва Елена Петровна"),
                    ("founder_1_email", &elena),
                    ("founder_1_share", "100"),
                    ("founder_1_more", "no"),
                ]),
            ),
            ("capital", texts(&[("capital", "1000")])),
            ("head", texts(&[("manager_name", PEOPLE[1]), ("manager_post", "директор"), ("manager_email", &elena)])),
            activity(rng),
            ("contacts", texts(&[("phone", "+375 29 123-45-67")])),
            paper(earlier),
        ],
        other => panic!("no answers for {other}"),
    }
}
