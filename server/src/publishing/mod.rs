//! Publishing open data: the register's own sets, and in the demonstration the councils'. Run twice it
//! changes nothing that has not changed.

mod councils;
pub mod definitions;
pub mod drafts;
mod filings;
pub mod given;
mod register;
pub mod storehouse;
mod uploads;
mod version;

use self::definitions::{Definition, definitions};
use self::storehouse::Storehouse;
pub use self::version::Came;
use self::version::{Edition, disk};
use crate::clock::Clock;
use crate::failure::Failure;
use crate::store::offices::{OfficeRow, Offices};
use crate::store::{Db, data_sets, open_data};
use chrono::NaiveDate;
use opendata::passport::Owner;
use opendata::{FileSet, Passport, Period, Schema, Value};
use portal::lang::Names3;
use portal::offices::REGION_CODE;
use std::path::{Path, PathBuf};

const TRADE: &str = include_str!("../../data/sme-foreign-trade-2018.csv");

/// What was published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Sets looked at.
    pub sets: usize,
    /// Sets of which a new version came to be.
    pub published: usize,
    pub rows: u64,
}

/// Publishes the register's sets, and with `councils` also the invented ones of the councils.
pub async fn publish(db: &Db, clock: &Clock, var_dir: &Path, councils: bool) -> Result<Tally, Failure> {
    let today = clock.today();
    let offices = db.read(move |conn| Ok::<_, Failure>(Offices::load(conn, today)?)).await?;
    let first = db.read(|conn| Ok::<_, Failure>(open_data::companies_after(conn, i64::MIN, 1)?)).await?;
    let press = Press {
        db: db.clone(),
        storehouse: Storehouse::of(var_dir),
        offices,
        clock: clock.clone(),
        today,
        synthetic: first.first().is_some_and(|company| company.synthetic),
        tally: Tally::default(),
    };
    tokio::task::spawn_blocking(move || press.run(councils))
        .await
        .map_err(|error| Failure::Internal(format!("publishing broke off: {error}")))?
}

/// Brings up to date what is published already: the nightly job.
pub async fn refresh(db: &Db, clock: &Clock, var_dir: PathBuf) -> Result<Tally, Failure> {
    let councils = db.read(|conn| Ok::<_, Failure>(data_sets::find(conn, "council-publication")?)).await?;
    publish(db, clock, &var_dir, councils.is_some()).await
}

struct Press {
    db: Db,
    storehouse: Storehouse,
    offices: Offices,
    clock: Clock,
    today: NaiveDate,
    /// The register is invented.
    synthetic: bool,
    tally: Tally,
}

impl Press {
    fn run(mut self, councils: bool) -> Result<Tally, Failure> {
        for definition in &definitions()?.sets {
            match definition.kind.as_str() {
                "register" => self.register_set(definition)?,
                "statistics" => self.trade(definition)?,
                _ => {}
            }
        }
        if councils {
            self.councils()?;
        }
        Ok(self.tally)
    }

    fn register_set(&mut self, definition: &Definition) -> Result<(), Failure> {
        let day = self.today;
        let passport = self.passport(definition, None, (day, day), definition.period.next(day));
        let schema = passport.schema.clone();
        let (db, offices) = (self.db.clone(), self.offices.clone());
        self.edition("register", passport, |files| match definition.id.as_str() {
            id @ ("filings" | "processing-times") => filings::write(id, (&db, &offices), files),
            id => register::write(id, (&db, &offices), &schema, files),
        })
    }

    fn trade(&mut self, definition: &Definition) -> Result<(), Failure> {
        let day = |month, day| NaiveDate::from_ymd_opt(2018, month, day).unwrap_or(self.today);
        let region = self.offices.get(REGION_CODE).cloned();
        let mut passport = self.passport(definition, region.as_ref(), (day(1, 1), day(12, 31)), None);
        passport.id.clone_from(&definition.id);
        passport.title = definition.title.clone();
        passport.synthetic = false;
        let schema = passport.schema.clone();
        self.edition("statistics", passport, |files| {
            let write = |_, row| files.row(row).map(|()| true);
            opendata::rows::each(TRADE.as_bytes(), &schema, write).map_err(disk)
        })
    }

    fn councils(&mut self) -> Result<(), Failure> {
        let mut kept = Vec::new();
        for template in &definitions()?.templates {
            let mut union = Vec::new();
            let offices = self.offices.clone();
            for council in councils::councils_of(template, offices.all()) {
                let covers = councils::covered(template, council.code, self.today);
                let due = councils::due(template, covers.1);
                let rows = councils::rows(template, council.code, covers);
                let late = due.is_some_and(|day| day < self.today);
                let passport = self.passport(template, Some(council), covers, due);
                kept.push(publication(template, council, &passport, late, rows.len()));
                for row in &rows {
                    let head =
                        [i64::from(council.code).into(), council.name_ru.as_str().into(), covers.1.into(), late.into()];
                    union.push(head.into_iter().chain(row.iter().cloned()).collect::<Vec<Value>>());
                }
                self.edition("council", passport, |files| write_all(files, rows))?;
            }
            self.union(template, union)?;
        }
        let definition = definitions()?.sets.iter().find(|set| set.id == "council-publication");
        let Some(definition) = definition else { return Ok(()) };
        let region = self.offices.get(REGION_CODE).cloned();
        let mut passport =
            self.passport(definition, region.as_ref(), (self.today, self.today), definition.period.next(self.today));
        passport.id.clone_from(&definition.id);
        passport.title = definition.title.clone();
        passport.synthetic = true;
        register::sort(&mut kept, &passport.schema);
        self.edition("union", passport, |files| write_all(files, kept))
    }

    /// The same set of all councils in one table, with who is late.
    fn union(&mut self, template: &Definition, rows: Vec<Vec<Value>>) -> Result<(), Failure> {
        let region = self.offices.get(REGION_CODE).cloned();
        let mut passport =
            self.passport(template, region.as_ref(), (self.today, self.today), Period::Daily.next(self.today));
        passport.id = format!("union-{}", template.id);
        let Names3 { be, ru, en } = &template.title;
        passport.title =
            Names3::new(format!("{be}: уся вобласць"), format!("{ru}: вся область"), format!("{en}: the whole region"));
        passport.period = Period::Daily;
        passport.schema = union_schema(&template.schema());
        self.edition("union", passport, |files| write_all(files, rows))
    }

    fn edition(
        &mut self,
        kind: &'static str,
        passport: Passport,
        write: impl FnOnce(&mut FileSet) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let with = (&self.db, &self.storehouse);
        let (came, rows) = version::publish(with, Edition { kind, passport }, self.clock.now(), write, |_, _| Ok(()))?;
        self.tally.sets += 1;
        self.tally.rows += rows;
        self.tally.published += usize::from(came != Came::Unchanged);
        Ok(())
    }

    /// The passport of a definition's set; of a council's where one is named.
    fn passport(
        &self,
        definition: &Definition,
        council: Option<&OfficeRow>,
        covers: (NaiveDate, NaiveDate),
        next_on: Option<NaiveDate>,
    ) -> Passport {
        let region = self.offices.get(REGION_CODE);
        let area = council.or(region).map_or_else(|| Names3::new("", "", ""), OfficeRow::area);
        let own = council.map(OfficeRow::names);
        let titled = |own: &Names3| {
            let Names3 { be, ru, en } = &definition.title;
            Names3::new(format!("{be} — {}", own.be), format!("{ru} — {}", own.ru), format!("{en} — {}", own.en))
        };
        Passport {
            id: council.map_or_else(|| definition.id.clone(), |council| format!("{}-{}", definition.id, council.code)),
            title: own.as_ref().map_or_else(|| definition.title.clone(), titled),
            about: definition.about.clone(),
            note: definition.note(),
            theme: definition.theme,
            keywords: definition.keywords(),
            owner: Owner { code: council.map(|council| council.code), name: own.unwrap_or_else(operator) },
            officer: officer(council.is_some()),
            contact: contact(council),
            period: definition.period,
            covers,
            next_on,
            area,
            languages: vec!["ru".to_owned(), "be".to_owned()],
            licence: opendata::Licence::default(),
            synthetic: council.is_some() || self.synthetic,
            schema: definition.schema(),
        }
    }
}

fn write_all(files: &mut FileSet, rows: Vec<Vec<Value>>) -> Result<(), Failure> {
    rows.into_iter().try_for_each(|row| files.row(row)).map_err(disk)
}

fn publication(template: &Definition, council: &OfficeRow, passport: &Passport, late: bool, rows: usize) -> Vec<Value> {
    vec![
        i64::from(council.code).into(),
        passport.id.as_str().into(),
        council.name_ru.as_str().into(),
        template.title.ru.as_str().into(),
        passport.covers.1.into(),
        passport.next_on.into(),
        late.into(),
        (rows as i64).into(),
    ]
}

/// The columns of the council before those of its set.
fn union_schema(schema: &Schema) -> Schema {
    let whose = definitions().ok().and_then(|all| all.sets.iter().find(|set| set.id == "council-publication"));
    let whose = whose.map(Definition::schema).unwrap_or_default();
    let wanted = ["council_code", "council", "covers_until", "late"];
    let before = wanted.into_iter().filter_map(|name| whose.place(name)).map(|place| whose.fields[place].clone());
    Schema {
        fields: before.chain(schema.fields.iter().cloned()).collect(),
        key: std::iter::once("council_code".to_owned()).chain(schema.key.iter().cloned()).collect(),
    }
}

fn operator() -> Names3 {
    Names3::new("Аператар рэгістра", "Оператор регистра", "Operator of the register")
}

fn officer(of_council: bool) -> Names3 {
    if of_council {
        Names3::new("Кіраўнік спраў", "Управляющий делами", "Head of the secretariat")
    } else {
        Names3::new("Адміністратар рэгістра", "Администратор регистра", "Administrator of the register")
    }
}

fn contact(council: Option<&OfficeRow>) -> String {
    council
        .map_or_else(|| "open-data@akno.example".to_owned(), |council| format!("council-{}@akno.example", council.code))
}
