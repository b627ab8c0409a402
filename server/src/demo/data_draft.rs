//! A set of open data that an editor of the demo has prepared and that waits for the other one.

use super::SHKLOV;
use crate::failure::Failure;
use crate::publishing::drafts;
use crate::state::AppState;
use crate::store::data_drafts::{self, DataDraftRow, Status};
use crate::store::{AnyConn, accounts, new_id};
use chrono::{Datelike, NaiveDate};
use opendata::doctor::{Plan, Repair, guess, read};
use opendata::passport_form::Typed;
use portal::lang::Names3;

/// As a secretary would have typed it: dates and numbers in the usual way.
const TABLE: &str = "Номер;Населённый пункт;Адрес;Открыта;Площадь, м2;Для детей до 7 лет;Состояние\n\
    1;г. Шклов;ул. Ленинская, 40;01.06.2019;240,5;да;хорошее\n\
    2;г. Шклов;ул. Почтовая, 11;15.05.2021;180;да;хорошее\n\
    3;г. Шклов;пер. 1-й Молодёжный, 5;20.07.2016;96,5;нет;нужен ремонт\n\
    4;аг. Александрия;ул. Оршанская, 7;12.08.2020;310;да;хорошее\n\
    5;аг. Говяды;ул. Центральная, 2;03.09.2018;120;нет;хорошее\n\
    6;аг. Городище;ул. Садовая, 14;30.05.2022;150,25;да;хорошее\n\
    7;аг. Каменные Лавы;ул. Школьная, 1;18.06.2015;88;нет;нужен ремонт\n\
    8;аг. Ордать;ул. Советская, 22;25.08.2017;132;да;хорошее\n\
    9;аг. Староселье;ул. Мира, 3;10.07.2023;205,5;да;хорошее\n\
    10;аг. Фащевка;ул. Полевая, 9;14.06.2019;118;нет;хорошее\n";

/// What each column says, in Belarusian and English; Russian stands in the table.
const TITLES: [(&str, &str, &str); 7] = [
    ("number", "Нумар", "Number"),
    ("settlement", "Населены пункт", "Settlement"),
    ("address", "Адрас", "Address"),
    ("opened_on", "Адкрыта", "Opened on"),
    ("area", "Плошча, м2", "Area, m2"),
    ("small_children", "Для дзяцей да 7 гадоў", "For children under 7"),
    ("condition", "Стан", "Condition"),
];

/// Adds the draft, where its editors are and it is not.
pub async fn add(state: &AppState) -> Result<(), Failure> {
    let set = format!("playgrounds-{SHKLOV}");
    let wanted = set.clone();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let editor = accounts::by_email(conn, "tamara@akno.example")?;
        let known = data_drafts::open_of(conn, &wanted)?.is_some()
            || crate::store::data_sets::find(conn, &wanted)?.is_some()
            || crate::store::data_tombstones::find(conn, &wanted)?.is_some();
        Ok(editor.filter(|_| !known))
    };
    let Some(editor) = state.db.read(load).await? else { return Ok(()) };
    let Some(office) = editor.office else { return Ok(()) };
    let reading = read(TABLE.as_bytes()).map_err(|why| Failure::Internal(why.code().to_owned()))?;
    let (plan, rows) = (plan(guess(&reading)), i64::try_from(reading.rows).unwrap_or(0));
    let upload = drafts::keep_upload(state, reading).await?;
    let analysis = drafts::analyse(state, &set, &upload, plan.clone()).await?;
    let (now, today) = (state.clock.now(), state.clock.today());
    let json = |value: serde_json::Result<String>| value.map_err(|error| Failure::Internal(error.to_string()));
    let row = DataDraftRow {
        id: new_id(),
        data_set: set,
        office,
        status: Status::Review.code().to_owned(),
        revision: 5,
        passport: json(serde_json::to_string(&passport(today, &editor.email)))?,
        plan: Some(json(serde_json::to_string(&plan))?),
        analysis: Some(json(serde_json::to_string(&analysis))?),
        upload: Some(upload),
        upload_name: "ploshchadki.csv".to_owned(),
        upload_notes: "[]".to_owned(),
        upload_rows: rows,
        created_at: now,
        changed_by: Some(editor.id.clone()),
        changed_at: now,
        submitted_by: Some(editor.id.clone()),
        approved_by: None,
        publish_on: None,
        remark: None,
        number: None,
    };
    let write = move |conn: &mut AnyConn| -> Result<(), Failure> {
        if data_drafts::add(conn, &row)? {
            for event in ["begun", "passport", "file", "mended", "columns", "submitted"] {
                data_drafts::tell(conn, &row.id, event, Some(&editor.id), None, now)?;
            }
        }
        Ok(())
    };
    state.db.write(write).await
}

fn plan(mut plan: Plan) -> Plan {
    for (column, (name, be, en)) in plan.columns.iter_mut().zip(TITLES) {
        column.field.name = name.to_owned();
        column.field.title = Names3::new(be, column.head.clone(), en);
    }
    plan.key = vec!["number".to_owned()];
    plan.repairs = vec![Repair::Dates, Repair::Numbers, Repair::Words];
    plan
}

fn passport(today: NaiveDate, contact: &str) -> Typed {
    let mut typed = Typed::default();
    for (field, be, ru, en) in [
        (
            "title",
            "Дзіцячыя пляцоўкі Шклоўскага раёна",
            "Детские площадки Шкловского района",
            "Playgrounds of the Shklov district",
        ),
        (
            "about",
            "Дзе знаходзяцца дзіцячыя пляцоўкі, калі адкрыты і ў якім стане. Даныя прыдуманы.",
            "Где находятся детские площадки, когда открыты и в каком состоянии. Данные вымышлены.",
            "Where playgrounds are, since when, and in which condition. The data are invented.",
        ),
        ("keywords", "дзеці, двор", "дети, двор", "children, yard"),
        ("area", "Шклоўскі раён", "Шкловский район", "Shklov district"),
        ("officer", "Кіраўнік спраў", "Управляющий делами", "Head of the secretariat"),
    ] {
        typed.set_names(field, Some(&Names3::new(be, ru, en)));
    }
    let year = today.year();
    typed.set("theme", "soci");
    typed.set("period", "yearly");
    typed.set("licence", opendata::Licence::default().code());
    typed.set("languages", "ru");
    typed.set("contact", contact);
    typed.set("covers_from", format!("01.01.{year}"));
    typed.set("covers_until", format!("31.12.{year}"));
    typed.set("next_on", format!("31.01.{}", year + 2));
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draft_of_the_demo_could_be_published_as_it_is() {
        let reading = read(TABLE.as_bytes()).unwrap();
        let plan = plan(guess(&reading));
        let report = opendata::doctor::examine(&reading.csv, &plan);
        assert!(report.is_clean(), "{report:?}");
        let today = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
        assert_eq!(passport(today, "tamara@akno.example").wrong(), []);
    }
}
