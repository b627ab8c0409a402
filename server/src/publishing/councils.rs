//! The councils' sets of the demonstration: invented, marked so, and the same on every machine. One
//! template gives every council its set; some councils are late, as in life.

use super::definitions::Definition;
use crate::store::offices::OfficeRow;
use chrono::{Datelike, Days, NaiveDate};
use opendata::{Period, Value};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Councils that have the sets of every template, besides the one that all have.
const DILIGENT: usize = 42;

/// Which councils have a set of a template. The administrations of a city's districts are no councils.
pub fn councils_of<'a>(template: &Definition, offices: &'a [OfficeRow]) -> Vec<&'a OfficeRow> {
    let all = offices.iter().filter(|office| office.kind != "city_district");
    if template.everywhere { all.collect() } else { all.take(DILIGENT).collect() }
}

/// The last period that a council has published on a day: the one before the present, or for those
/// who are late the one before that.
pub fn covered(template: &Definition, council: i32, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let before = |day: NaiveDate| template.period.beginning(day.checked_sub_days(Days::new(1)).unwrap_or(day));
    let present = template.period.beginning(today);
    let last = before(present);
    let (from, next) = if is_late(template, council) { (before(last), last) } else { (last, present) };
    (from, next.checked_sub_days(Days::new(1)).unwrap_or(from))
}

/// The day until which the period after this one is due: a month after it ends.
pub fn due(template: &Definition, until: NaiveDate) -> Option<NaiveDate> {
    let next_end = template.period.next(until.checked_add_days(Days::new(1))?)?;
    Period::Monthly.next(next_end)
}

fn is_late(template: &Definition, council: i32) -> bool {
    Dice::of(&template.id, council, "late").below(11) == 0
}

/// The rows of a council's set, sorted by the template's key.
pub fn rows(template: &Definition, council: i32, (from, until): (NaiveDate, NaiveDate)) -> Vec<Vec<Value>> {
    let mut dice = Dice::of(&template.id, council, &from.to_string());
    let mut rows = match template.id.as_str() {
        "reception" => reception(&mut dice),
        "services" => services(&mut dice, from),
        "trade-register" => places(&mut dice, &SHOPS, until, true),
        "household-services" => places(&mut dice, &CRAFTS, until, false),
        "notices" => notices(&mut dice, from, until),
        "decisions" => decisions(&mut dice, from, until),
        _ => budget(&mut dice, from),
    };
    super::register::sort(&mut rows, &template.schema());
    rows
}

fn reception(dice: &mut Dice) -> Vec<Vec<Value>> {
    const ROLES: [&str; 4] =
        ["Председатель", "Заместитель председателя", "Управляющий делами", "Специалист одного окна"];
    let days = 3 + dice.below(3);
    (1..=i64::from(days))
        .map(|day| {
            let opens = 8 + dice.below(3);
            let role = *dice.pick(&ROLES);
            let room = 1 + dice.below(24);
            let closes = opens + 3 + dice.below(5);
            vec![
                day.into(),
                format!("{opens:02}:00").into(),
                format!("{closes:02}:00").into(),
                role.into(),
                room.to_string().into(),
            ]
        })
        .collect()
}

fn services(dice: &mut Dice, from: NaiveDate) -> Vec<Vec<Value>> {
    const SERVICES: [(&str, &str, u32); 10] = [
        ("Аренда зала", "час", 3_500),
        ("Вывоз твёрдых отходов", "м³", 1_850),
        ("Вспашка огорода", "сотка", 420),
        ("Копия документа", "страница", 45),
        ("Место на ярмарке", "день", 1_200),
        ("Очистка дымохода", "выезд", 2_900),
        ("Подвоз воды", "м³", 960),
        ("Размещение объявления", "штука", 310),
        ("Спил дерева", "штука", 5_400),
        ("Услуги трактора", "час", 4_700),
    ];
    let known = SERVICES.iter().filter(|_| dice.below(4) > 0).copied().collect::<Vec<_>>();
    let row = |(service, per, price): (&str, &str, u32)| {
        let price = f64::from(price * (80 + dice.below(45)) / 100) / 100.0;
        vec![service.into(), per.into(), price.into(), from.into()]
    };
    known.into_iter().map(row).collect()
}

const SHOPS: [&str; 6] =
    ["Автомагазин", "Киоск", "Магазин продовольственный", "Магазин промышленных товаров", "Павильон", "Рынок"];
const CRAFTS: [&str; 6] =
    ["Парикмахерская", "Прачечная", "Ремонт бытовой техники", "Ремонт обуви", "Ремонт одежды", "Шиномонтаж"];
const STREETS: [&str; 8] =
    ["Ленинская", "Молодёжная", "Первомайская", "Полевая", "Садовая", "Советская", "Центральная", "Школьная"];

fn places(dice: &mut Dice, kinds: &[&str], until: NaiveDate, shops: bool) -> Vec<Vec<Value>> {
    let count = 6 + dice.below(40);
    let rows = (1..=i64::from(count)).map(|number| {
        let (kind, street) = (*dice.pick(kinds), *dice.pick(&STREETS));
        let entered = until.checked_sub_days(Days::new(u64::from(dice.below(3_000)))).unwrap_or(until);
        let mut row = vec![number.into(), kind.into(), street.into()];
        if shops {
            row.push((f64::from(80 + dice.below(4_000)) / 10.0).into());
            row.push(format!("{:02}:00–{:02}:00", 7 + dice.below(3), 18 + dice.below(5)).into());
        } else {
            row.push(i64::from(1 + dice.below(9)).into());
        }
        row.push(entered.into());
        row
    });
    rows.collect()
}

fn day_within(dice: &mut Dice, from: NaiveDate, until: NaiveDate) -> NaiveDate {
    let days = u32::try_from((until - from).num_days() + 1).unwrap_or(1);
    from.checked_add_days(Days::new(u64::from(dice.below(days)))).unwrap_or(from)
}

fn notices(dice: &mut Dice, from: NaiveDate, until: NaiveDate) -> Vec<Vec<Value>> {
    const SUBJECTS: [&str; 6] = [
        "Аукцион по продаже земельного участка",
        "Общественное обсуждение благоустройства",
        "Отключение электроэнергии",
        "Приём заявок на ярмарку",
        "Ремонт дороги",
        "Собрание граждан",
    ];
    let count = 2 + dice.below(10);
    let rows = (1..=i64::from(count)).map(|number| {
        let day = day_within(dice, from, until);
        let ends = day.checked_add_days(Days::new(u64::from(7 + dice.below(30)))).unwrap_or(day);
        vec![day.into(), number.into(), (*dice.pick(&SUBJECTS)).into(), ends.into()]
    });
    rows.collect()
}

fn decisions(dice: &mut Dice, from: NaiveDate, until: NaiveDate) -> Vec<Vec<Value>> {
    const SUBJECTS: [&str; 6] = [
        "О благоустройстве территории",
        "О проведении ярмарки",
        "О режиме работы объектов торговли",
        "Об изменении бюджета",
        "Об отводе земельного участка",
        "Об утверждении плана работы",
    ];
    let count = 2 + dice.below(12);
    let rows = (1..=count).map(|number| {
        let day = day_within(dice, from, until);
        vec![day.into(), format!("{number}-{}", day.month()).into(), (*dice.pick(&SUBJECTS)).into()]
    });
    rows.collect()
}

fn budget(dice: &mut Dice, from: NaiveDate) -> Vec<Vec<Value>> {
    const SECTIONS: [(&str, &str); 8] = [
        ("Безвозмездные поступления", "доход"),
        ("Жилищно-коммунальные услуги", "расход"),
        ("Культура и спорт", "расход"),
        ("Налоги на доходы", "доход"),
        ("Налоги на собственность", "доход"),
        ("Образование", "расход"),
        ("Общегосударственная деятельность", "расход"),
        ("Социальная политика", "расход"),
    ];
    // The outturn grows with the quarters of the year.
    let quarter = from.month0() / 3 + 1;
    let row = |(section, flow): (&str, &str)| {
        let planned = 5_000 + dice.below(900_000);
        let spent = f64::from(planned) * f64::from(quarter) / 4.0 * f64::from(90 + dice.below(18)) / 100.0;
        vec![section.into(), flow.into(), f64::from(planned).into(), spent.round().into()]
    };
    SECTIONS.into_iter().map(row).collect()
}

/// Chance that is the same everywhere: a stream of its own for each template, council and purpose.
struct Dice(ChaCha8Rng);

impl Dice {
    fn of(template: &str, council: i32, purpose: &str) -> Dice {
        let name = format!("{template} {council} {purpose}");
        // FNV-1a: a seed from a name.
        let seed = name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Dice(ChaCha8Rng::seed_from_u64(seed))
    }

    /// From 0 to `n - 1`.
    fn below(&mut self, n: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(n)) >> 32) as u32
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u32) as usize]
    }
}
