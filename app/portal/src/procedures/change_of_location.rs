//! Change of location: a legal entity tells the registering body at its new location that it has
//! moved, within ten working days (Decree 1 of 16.01.2009; the terms stand in `terms`, dated).

use super::dates::{self, Boxes};
use super::{
    Circumstances, Contacts, Entry, Form, Ineligible, RegisterChange, Rules, Signer, Step, Subject, Succession,
    SummaryRow, Value, co_owners,
};
use crate::address::Address;
use crate::answers::Answers;
use crate::company::{Kind, Standing};
use crate::fold::fold;
use crate::offices;
use crate::places::{self, District, SettlementKind};
use crate::problem::{Problem, from_validation};
use crate::reasons::{CHANGE_OF_LOCATION, Reason};
use validator::{Validate, ValidationError};

/// The portal's code of the event in the register. The USR's own code for it was not found: this
/// one is minted, outside the range the USR uses.
pub const EVENT: i32 = 990_001;

/// Kinds of settlement, street and room, as the register abbreviates them; `none` stands for "has no
/// street" and "the whole building".
pub const SETTLEMENT_KINDS: &[&str] = &["г.", "г.п.", "аг.", "д.", "п.", "х."];
pub const STREET_KINDS: &[&str] = &["ул.", "пр-т", "пер.", "пр-д", "б-р", "пл.", "ш.", "тракт", "туп.", "none"];
pub const ROOM_KINDS: &[&str] = &["none", "каб.", "оф.", "пом.", "комн.", "кв."];

/// What is written by hand of an address and its contacts.
pub(super) const MENDABLE: &[&str] =
    &["settlement", "street", "house", "building", "postcode", "room", "phone", "email", "website"];

const STEPS: &[Step] = &[
    Step { slug: "date", fields: &CHANGED.0 },
    Step { slug: "place", fields: PlaceStep::FIELDS },
    Step { slug: "street", fields: StreetStep::FIELDS },
    Step { slug: "premises", fields: PremisesStep::FIELDS },
    Step { slug: "owner-1", fields: &co_owners::OWNERS[0] },
    Step { slug: "owner-2", fields: &co_owners::OWNERS[1] },
    Step { slug: "owner-3", fields: &co_owners::OWNERS[2] },
    Step { slug: "owner-4", fields: &co_owners::OWNERS[3] },
    Step { slug: "contacts", fields: ContactsStep::FIELDS },
];

/// The rules of the procedure.
pub struct ChangeOfLocation;

impl Form for ChangeOfLocation {
    fn steps(&self) -> &'static [Step] {
        STEPS
    }

    fn asks(&self, step: &str, answers: &Answers) -> bool {
        co_owners::place(step).is_none_or(|place| co_owners::is_asked(place, answers))
    }

    fn check_step(&self, step: &str, answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
        match step {
            "date" => check_date(answers, circumstances),
            "place" => check_place(&PlaceStep::read(answers), circumstances),
            "street" => check_street(&StreetStep::read(answers), circumstances),
            "premises" => check_premises(&PremisesStep::read(answers), circumstances),
            "contacts" => validated(&ContactsStep::read(answers), ContactsStep::FIELDS),
            owner => {
                co_owners::place(owner).map(|place| co_owners::check(place, answers, circumstances)).unwrap_or_default()
            }
        }
    }
}

impl Rules for ChangeOfLocation {
    fn form_version(&self) -> i32 {
        2
    }

    fn eligible(&self, subject: &Subject) -> Result<(), Ineligible> {
        match (subject.kind, subject.standing) {
            (Kind::SoleProprietor, _) => Err(Ineligible("sole-proprietor-location")),
            (_, Standing::Bankrupt) => Err(Ineligible("bankrupt")),
            (_, standing) if !standing.exists() => Err(Ineligible("not-active")),
            _ => Ok(()),
        }
    }

    fn signers(&self, answers: &Answers) -> Vec<Signer> {
        co_owners::signers(answers)
    }

    fn counts_from(&self, answers: &Answers) -> Option<chrono::NaiveDate> {
        CHANGED.date(answers)
    }

    fn succeeds(&self, answers: &Answers, _: &Circumstances) -> Option<Succession> {
        let day = CHANGED.date(answers)?;
        Some(Succession { field: "changed_on_day", day, after: vec![Entry::Address] })
    }

    fn summary(&self, answers: &Answers) -> Vec<SummaryRow> {
        let text = |field: &str| match answers.get(field) {
            "" => Value::Missing,
            text => Value::Text(text.to_owned()),
        };
        let mut rows = vec![row("date", "changed_on_day", CHANGED.date(answers).map_or(Value::Missing, Value::Date))];
        rows.extend(place_rows(answers));
        rows.extend(premises_rows(answers));
        rows.extend(["phone", "email", "website"].map(|field| row("contacts", field, text(field))));
        rows
    }

    fn choices(&self, field: &str) -> &'static [&'static str] {
        match field {
            "premises" => &["premises-non-residential", "premises-dwelling"],
            field => owners_choices(field),
        }
    }

    fn registered(&self, subject: &Subject, contacts: &Contacts) -> Answers {
        let mut answers = Answers::default();
        if let Some(office) = subject.office {
            answers.set("area", &office.to_string());
        }
        if let Some(address) = &subject.address {
            let kind_or_none = |kind: &str, name: &str| if name.is_empty() { "none" } else { kind }.to_owned();
            let parts: [(&str, &str); 10] = [
                ("settlement_kind", &address.settlement_kind),
                ("settlement", &address.settlement),
                ("street_kind", &kind_or_none(&address.street_kind, &address.street)),
                ("street", &address.street),
                ("house", &address.house),
                ("building", &address.building),
                ("postcode", &address.postcode),
                ("premises", premises_word(&address.premises)),
                ("room_kind", &kind_or_none(&address.room_kind, &address.room)),
                ("room", &address.room),
            ];
            for (field, text) in parts {
                answers.set(field, text);
            }
        }
        for (field, text) in [("phone", &contacts.phone), ("email", &contacts.email), ("website", &contacts.website)] {
            answers.set(field, text);
        }
        answers
    }

    fn register_says(&self, subject: &Subject) -> Option<String> {
        subject.address.as_ref().map(Address::one_line)
    }

    fn is_registered(&self, row: &str) -> bool {
        !matches!(row, "changed_on_day" | "consent") && co_owners::fields_of_row(row).is_empty()
    }

    fn fields_of_row(&self, row: &str) -> &'static [&'static str] {
        match row {
            "changed_on_day" => &["changed_on_day", "changed_on_month", "changed_on_year"],
            "area" => &["area", "settlement_kind", "settlement"],
            "settlement" => &["settlement_kind", "settlement"],
            "street" => &["street_kind", "street"],
            "house" => &["house"],
            "building" => &["building"],
            "postcode" => &["postcode"],
            // Another kind of premises brings the owners' consent and the room with it.
            "premises" | "consent" => co_owners::OPENED,
            "room" => &["room_kind", "room"],
            "phone" => &["phone"],
            "email" => &["email"],
            "website" => &["website"],
            owner => co_owners::fields_of_row(owner),
        }
    }

    fn office(&self, answers: &Answers, _: Option<i32>) -> Option<i32> {
        answers.get("area").parse().ok()
    }

    fn changes(&self, answers: &Answers, _: &Circumstances) -> Vec<RegisterChange> {
        let (Some(from), Some(office)) = (CHANGED.date(answers), self.office(answers, None)) else {
            return Vec::new();
        };
        let (address, contacts) = (address_of(answers), contacts_of(answers));
        vec![
            RegisterChange::Address { address: Box::new(address), contacts, from, office },
            RegisterChange::Event { code: EVENT, on: from },
        ]
    }

    fn papers(&self, answers: &Answers) -> Vec<&'static str> {
        match answers.get("premises") {
            "dwelling" => vec!["owners-consent"],
            _ => vec!["premises"],
        }
    }

    fn mendable(&self) -> &'static [&'static str] {
        MENDABLE
    }

    fn refusal_reasons(&self) -> &'static [Reason] {
        CHANGE_OF_LOCATION
    }
}

/// The rows of an address down to the house.
pub(super) fn place_rows(answers: &Answers) -> Vec<SummaryRow> {
    let text = |field: &str| text_or_missing(answers.get(field).to_owned());
    let place = joined(answers.get("settlement_kind"), answers.get("settlement"));
    let street = match answers.get("street_kind") {
        "none" => Value::Choice("street-none".into()),
        kind => text_or_missing(joined(kind, answers.get("street"))),
    };
    vec![
        row("place", "area", answers.get("area").parse().map_or(Value::Missing, Value::Area)),
        row("place", "settlement", text_or_missing(place)),
        row("street", "street", street),
        row("street", "house", text("house")),
        row("street", "building", text("building")),
        row("street", "postcode", text("postcode")),
    ]
}

/// The rows of the premises, with the owners' consent where it is wanted.
pub(super) fn premises_rows(answers: &Answers) -> Vec<SummaryRow> {
    let premises = match answers.get("premises") {
        "" => Value::Missing,
        kind => Value::Choice(format!("premises-{kind}")),
    };
    let room = match answers.get("room_kind") {
        "none" => Value::Choice("room-none".into()),
        kind => text_or_missing(joined(kind, answers.get("room"))),
    };
    let mut rows = vec![row("premises", "premises", premises), row("premises", "room", room)];
    rows.extend(co_owners::rows(answers));
    rows
}

/// The answers among which a question about the owners is chosen.
pub(super) fn owners_choices(field: &str) -> &'static [&'static str] {
    match field {
        "consent" => &["consent-sole", "consent-others"],
        "owner_1_how" | "owner_2_how" | "owner_3_how" | "owner_4_how" => &["owner-how-portal", "owner-how-paper"],
        "owner_1_more" | "owner_2_more" | "owner_3_more" => &["owner-more-yes", "owner-more-no"],
        _ => &[],
    }
}

/// The address of the answers.
pub(super) fn address_of(answers: &Answers) -> Address {
    let kept = |field: &str| kept(answers, field);
    Address {
        postcode: kept("postcode"),
        settlement_kind: kept("settlement_kind"),
        settlement: kept("settlement"),
        street_kind: kept("street_kind"),
        street: kept("street"),
        house: kept("house"),
        building: kept("building"),
        room_kind: kept("room_kind"),
        room: kept("room"),
        premises: kept("premises"),
        // The register's names of the region and the district are added by whoever holds the
        // table of areas.
        ..Address::default()
    }
}

/// The contacts of the answers.
pub(super) fn contacts_of(answers: &Answers) -> Contacts {
    let kept = |field: &str| kept(answers, field);
    Contacts { phone: kept("phone"), email: kept("email"), website: kept("website") }
}

/// An answer, empty where it says that there is none.
fn kept(answers: &Answers, field: &str) -> String {
    match answers.get(field) {
        "none" => String::new(),
        text => text.to_owned(),
    }
}

/// When the location changed.
const CHANGED: Boxes = Boxes::new(["changed_on_day", "changed_on_month", "changed_on_year"]);

fn check_date(answers: &Answers, circumstances: &Circumstances) -> Vec<Problem> {
    let date = match CHANGED.check(answers, "date-missing") {
        Ok(date) => date,
        Err(problem) => return vec![problem],
    };
    if date > circumstances.today {
        return vec![Problem::error("changed_on_day", "date-in-future")];
    }
    if let Some(registered) = circumstances.subject.registered_on.filter(|r| date < *r) {
        return vec![Problem::error("changed_on_day", "date-before-registration").with("registered", registered)];
    }
    dates::late("changed_on_day", date, circumstances).into_iter().collect()
}

step! {
    /// The area of the registering body, and the settlement in it.
    pub(super) PlaceStep {
        area,
        settlement_kind,
        #[validate(length(max = 80, code = "too-long"), custom(function = "settlement_name"))]
        settlement,
    }
}

/// What is wrong with the area and the settlement.
pub(super) fn check_place(step: &PlaceStep, circumstances: &Circumstances) -> Vec<Problem> {
    let mut problems = Vec::new();
    let area = step.area.parse::<i32>().ok().filter(|code| circumstances.areas.contains(code));
    match step.area.as_str() {
        "" => problems.push(Problem::error("area", "area-missing")),
        "elsewhere" => return vec![Problem::error("area", "area-elsewhere")],
        _ if area.is_none() => problems.push(Problem::error("area", "area-unknown")),
        _ => {}
    }
    // In a city district the settlement is the city: nothing more is asked.
    if area.is_some_and(|code| circumstances.city_areas.contains(&code)) {
        return problems;
    }
    if !SETTLEMENT_KINDS.contains(&step.settlement_kind.as_str()) {
        problems.push(Problem::error("settlement_kind", "settlement-kind-missing"));
    }
    if step.settlement.is_empty() {
        problems.push(Problem::error("settlement", "settlement-missing"));
    } else {
        problems.extend(validated(step, PlaceStep::FIELDS));
    }
    let named = problems.iter().all(|problem| problem.field != "settlement" && problem.field != "settlement_kind");
    if named && step.settlement_kind == "г." && area.is_some_and(|code| !has_city(code, &step.settlement)) {
        problems.push(Problem::error("settlement", "settlement-no-such-city"));
    }
    problems
}

/// Whether a city can lie in an area: false only where the area is a district of the region whose cities are known and
/// none of them is called so.
fn has_city(area: i32, name: &str) -> bool {
    let Some(office) = offices::by_code(area) else { return true };
    let within = |district: &&District| district.soato() / 1_000_000 == office.soato / 1_000_000;
    let Some(district) = places::districts().iter().find(within) else { return true };
    let cities = district.settlements().into_iter().filter(|place| place.kind == SettlementKind::City);
    cities.map(|city| fold(&city.names.ru)).any(|city| city == fold(name))
}

step! {
    pub(super) StreetStep {
        street_kind,
        #[validate(length(max = 100, code = "too-long"), custom(function = "street_name"))]
        street,
        #[validate(custom(function = "house_number"))]
        house,
        #[validate(length(max = 10, code = "too-long"))]
        building,
        #[validate(custom(function = "six_digits"))]
        postcode,
    }
}

/// What is wrong with the street, the house and the postcode.
pub(super) fn check_street(step: &StreetStep, _: &Circumstances) -> Vec<Problem> {
    let mut problems = Vec::new();
    if !STREET_KINDS.contains(&step.street_kind.as_str()) {
        problems.push(Problem::error("street_kind", "street-kind-missing"));
    }
    if step.street.is_empty() && step.street_kind != "none" {
        problems.push(Problem::error("street", "street-missing"));
    }
    problems.extend(validated(step, StreetStep::FIELDS));
    if step.postcode.len() == 6 && !["212", "213"].iter().any(|prefix| step.postcode.starts_with(prefix)) {
        problems.push(Problem::warning("postcode", "postcode-other-region"));
    }
    problems
}

step! {
    pub(super) PremisesStep {
        premises,
        room_kind,
        #[validate(length(max = 20, code = "too-long"))]
        room,
        consent,
    }
}

/// What is wrong with the premises and the room.
pub(super) fn check_premises(step: &PremisesStep, circumstances: &Circumstances) -> Vec<Problem> {
    let mut problems = Vec::new();
    let dwelling = step.premises == "dwelling";
    if dwelling && !circumstances.dwelling_allowed {
        problems.push(Problem::error("premises", "dwelling-not-allowed"));
    } else if !dwelling && step.premises != "non_residential" {
        problems.push(Problem::error("premises", "premises-missing"));
    }
    if !ROOM_KINDS.contains(&step.room_kind.as_str()) {
        problems.push(Problem::error("room_kind", "room-kind-missing"));
    } else if step.room_kind != "none" && step.room.is_empty() {
        problems.push(Problem::error("room", "room-missing"));
    }
    problems.extend(validated(step, PremisesStep::FIELDS));
    if dwelling && circumstances.dwelling_allowed {
        problems.extend(co_owners::check_consent(&step.consent, circumstances));
    }
    problems
}

step! {
    pub(super) ContactsStep {
        #[validate(custom(function = "phone"))]
        phone,
        #[validate(custom(function = "email_or_empty"))]
        email,
        #[validate(custom(function = "website_or_empty"))]
        website,
    }
}

/// What a step's attributes find, in the order of its fields.
pub(super) fn validated(step: &impl Validate, fields: &[&'static str]) -> Vec<Problem> {
    step.validate().err().map_or_else(Vec::new, |errors| from_validation(&errors, fields))
}

/// The register writes addresses in Russian, and their kinds apart.
fn settlement_name(text: &str) -> Result<(), ValidationError> {
    place_name(text, KINDS_OF_SETTLEMENTS, ["settlement-kind-repeated", "settlement-in-russian"])
}

fn street_name(text: &str) -> Result<(), ValidationError> {
    place_name(text, KINDS_OF_STREETS, ["street-kind-repeated", "street-in-russian"])
}

/// Words for a kind of settlement or street that stand before a name or behind it, folded, in Russian and Belarusian;
/// not those that begin names themselves («Хутор», «Посёлок»).
const KINDS_OF_SETTLEMENTS: &[&str] =
    &["г", "г п", "гп", "аг", "д", "дер", "п", "пос", "х", "агрогородок", "аграгарадок", "деревня", "веска", "город"];
const KINDS_OF_STREETS: &[&str] = &[
    "ул",
    "вул",
    "улица",
    "вулица",
    "пр т",
    "пр",
    "просп",
    "проспект",
    "праспект",
    "пер",
    "переулок",
    "зав",
    "завулак",
    "пр д",
    "б р",
    "бульвар",
    "пл",
    "площадь",
    "плошча",
    "шоссе",
    "шаша",
    "туп",
    "тупик",
];

fn place_name(text: &str, kinds: &[&str], [repeated, in_russian]: [&'static str; 2]) -> Result<(), ValidationError> {
    only_name_characters(text)?;
    let name = fold(text);
    // A name of that word alone is a name.
    let repeats = |kind: &&str| {
        let before = name.strip_prefix(*kind).is_some_and(|rest| rest.starts_with(' '));
        before || name.strip_suffix(*kind).is_some_and(|rest| rest.ends_with(' ') && kind.chars().count() > 1)
    };
    if kinds.iter().any(repeats) {
        return Err(ValidationError::new(repeated));
    }
    if has_belarusian_letters(text) { Err(ValidationError::new(in_russian)) } else { Ok(()) }
}

/// Whether a text has letters that Russian lacks and Belarusian has.
pub(super) fn has_belarusian_letters(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'і' | 'І' | 'ў' | 'Ў'))
}

pub(super) fn only_name_characters(text: &str) -> Result<(), ValidationError> {
    let allowed = |c: char| c.is_alphanumeric() || " .,-–'’ʼ\"«»()№/".contains(c);
    let named = text.is_empty() || text.chars().any(char::is_alphanumeric);
    if named && text.chars().all(allowed) { Ok(()) } else { Err(ValidationError::new("name-characters")) }
}

fn house_number(text: &str) -> Result<(), ValidationError> {
    match text {
        "" => Err(ValidationError::new("house-missing")),
        "б/н" => Ok(()),
        _ if text.chars().count() <= 12
            && text.chars().any(|c| c.is_ascii_digit())
            && text.chars().all(|c| c.is_alphanumeric() || " /-".contains(c)) =>
        {
            Ok(())
        }
        _ => Err(ValidationError::new("house-number")),
    }
}

fn six_digits(text: &str) -> Result<(), ValidationError> {
    match text {
        "" => Err(ValidationError::new("postcode-missing")),
        _ if text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()) => Ok(()),
        _ => Err(ValidationError::new("postcode-digits")),
    }
}

/// +375 and nine digits, or 8 0 and nine digits, however spaced.
pub(super) fn phone(text: &str) -> Result<(), ValidationError> {
    if text.is_empty() {
        return Err(ValidationError::new("phone-missing"));
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let plain = text.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c));
    let national = digits.strip_prefix("375").or_else(|| digits.strip_prefix("80")).unwrap_or("");
    if plain && national.len() == 9 { Ok(()) } else { Err(ValidationError::new("phone-digits")) }
}

/// Looks for what makes an address usable, not for every rule of RFC 5321.
pub(super) fn email_or_empty(text: &str) -> Result<(), ValidationError> {
    let usable = text.is_empty()
        || text.rsplit_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && !local.contains('@')
                && domain.contains('.')
                && domain.split('.').all(|label| !label.is_empty())
                && text.chars().count() <= 254
                && !text.chars().any(|c| c.is_whitespace() || c.is_control())
        });
    if usable { Ok(()) } else { Err(ValidationError::new("email-form")) }
}

/// The name of a host with a dot in it, before it at most `http://` or `https://`.
fn website_or_empty(text: &str) -> Result<(), ValidationError> {
    let address = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let authority = address.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    let usable = text.is_empty()
        || (host.split('.').count() > 1
            && host.split('.').all(|label| !label.is_empty())
            && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))
            && port.bytes().all(|b| b.is_ascii_digit())
            && text.chars().count() <= 200
            && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"')));
    if usable { Ok(()) } else { Err(ValidationError::new("website-form")) }
}

/// The form's word for the register's label of a kind of premises («Нежилое помещение»).
fn premises_word(label: &str) -> &'static str {
    let label = crate::fold::fold(label);
    if label.starts_with("нежил") {
        "non_residential"
    } else if label.contains("жил") || label.contains("квартир") {
        "dwelling"
    } else {
        ""
    }
}

fn row(step: &'static str, field: &'static str, value: Value) -> SummaryRow {
    SummaryRow { step, field, value }
}

fn joined(kind: &str, name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{kind} {name}").trim().to_owned() }
}

fn text_or_missing(text: String) -> Value {
    if text.is_empty() { Value::Missing } else { Value::Text(text) }
}

#[cfg(test)]
mod tests;
