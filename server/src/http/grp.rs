//! The tax register's look-up of a payer (ГРП), in the two forms that its clients know: `/grp/getData`, which
//! shouts, and `/api/grp-public/data`. What the portal does not know (the tax inspectorate) is null.

use super::problem::{bad_parameter, problem, repeated};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::companies::{self, CompanyRow};
use axum::Json;
use axum::extract::{Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use portal::company::{Kind, Standing};
use portal::unp::Unp;
use serde_json::{Map, Value, json};

type Typed = Query<Vec<(String, String)>>;

pub async fn legacy(State(state): State<AppState>, Query(typed): Typed) -> Result<Response, Failure> {
    answer(&state, &typed, Form { shouts: true, day: "%d.%m.%Y" }).await
}

pub async fn public(State(state): State<AppState>, Query(typed): Typed) -> Result<Response, Failure> {
    answer(&state, &typed, Form { shouts: false, day: "%Y-%m-%d" }).await
}

/// How one of the two speaks.
struct Form {
    shouts: bool,
    day: &'static str,
}

async fn answer(state: &AppState, typed: &[(String, String)], form: Form) -> Result<Response, Failure> {
    if let Some(refused) = repeated(typed, &["unp", "type", "charset"]) {
        return Ok(refused);
    }
    let value = |name: &str| typed.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str());
    let xml = match value("type").map(str::to_ascii_lowercase).as_deref() {
        None | Some("" | "xml") => true,
        Some("json") => false,
        Some(_) => return Ok(bad_parameter("type", "json or xml")),
    };
    if value("charset").is_some_and(|charset| !charset.is_empty() && !charset.eq_ignore_ascii_case("utf-8")) {
        return Ok(bad_parameter("charset", "UTF-8"));
    }
    let Some(unp) = value("unp").and_then(|unp| Unp::parse(unp).ok()) else {
        return Ok(bad_parameter("unp", "a payer's number: nine characters, the last a check digit"));
    };
    let known = match unp.number() {
        Some(number) => state.db.read(move |conn| Ok::<_, Failure>(companies::find(conn, number)?)).await?,
        None => None,
    };
    let Some(company) = known else {
        return Ok(problem(StatusCode::BAD_REQUEST, "unknown-payer", Some("unp"), "no payer has this number"));
    };
    let row = row(&company, form.day);
    if xml {
        return Ok(([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], in_xml(&row)).into_response());
    }
    let named = |name: &str| if form.shouts { name.to_uppercase() } else { name.to_owned() };
    let row: Map<String, Value> = row.into_iter().map(|(name, value)| (named(name), json!(value))).collect();
    Ok(Json(Value::Object(Map::from_iter([(named("row"), Value::Object(row))]))).into_response())
}

/// The fields in the tax register's order. A sole proprietor's address is personal.
fn row(company: &CompanyRow, form: &str) -> Vec<(&'static str, Option<String>)> {
    let day = |day: Option<NaiveDate>| day.map(|day| day.format(form).to_string());
    let (standing, entity) = (company.standing(), company.kind() == Kind::LegalEntity);
    // The wire's code of the state: 1 is active there too, the others are not known.
    let code = standing.to_wire().to_string();
    vec![
        ("vunp", Some(company.unp.to_string())),
        ("vnaimp", Some(company.name.clone())),
        ("vnaimk", company.short_name.clone()),
        ("vpadres", company.address.clone().filter(|_| entity)),
        ("dreg", day(company.registered_on)),
        ("nmns", None),
        ("vmns", None),
        ("ckodsost", Some(code)),
        ("vkods", Some(words(standing).to_owned())),
        ("dlikv", day(company.excluded_on)),
        ("vlikv", None),
    ]
}

/// The tax register's word for an ended company is known; for states that it may tell otherwise stand the USR's.
fn words(standing: Standing) -> &'static str {
    match standing {
        Standing::Active => "Действующий",
        Standing::InLiquidation => "В процессе ликвидации",
        Standing::Bankrupt => "Банкротство",
        Standing::Suspended => "Приостановлен",
        Standing::Excluded => "Ликвидирован",
        Standing::EndedByReorganisation => "Прекращён при реорганизации",
        Standing::MovedToOtherBody => "Переход в другой регистрирующий орган",
        Standing::MovedToOtherTerritory => "Переход в другой территориальный орган",
        Standing::EndedInFormerForm => "Прекращение деятельности в прежней организационно-правовой форме",
        Standing::Mistake => "Внесён ошибочно",
        Standing::LostCapacity => "Утрата правоспособности",
        Standing::Annulled => "Регистрация аннулирована",
        Standing::RegisteredTwice => "Двойная регистрация",
    }
}

fn in_xml(row: &[(&str, Option<String>)]) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ROWSET><ROW>");
    for (name, value) in row {
        let name = name.to_uppercase();
        match value {
            None => xml.push_str(&format!("<{name}/>")),
            Some(value) => xml.push_str(&format!("<{name}>{}</{name}>", escaped(value))),
        }
    }
    xml + "</ROW></ROWSET>\n"
}

/// Text in XML 1.0, which has no control characters, escaped or not.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}
