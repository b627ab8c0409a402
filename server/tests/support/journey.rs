//! Steps of the journeys that many tests begin with.

use super::client::{Answer, Client};
use super::portal::{COMPANY, Portal, offices};
use chrono::{Datelike, NaiveDate};

/// Answers that can be filed, by step. The location is in the Shklov district.
pub fn answers(portal: &Portal) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    answers_in(portal, offices()[0])
}

/// The same in the area of another office.
pub fn answers_in(portal: &Portal, area: i32) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    answers_on(portal.clock.today().pred_opt().unwrap(), area)
}

/// The same for a location that changed on some day.
pub fn answers_on(day: NaiveDate, area: i32) -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let text = |value: &str| value.to_owned();
    vec![
        (
            "date",
            vec![
                ("changed_on_day", day.day().to_string()),
                ("changed_on_month", day.month().to_string()),
                ("changed_on_year", day.year().to_string()),
            ],
        ),
        (
            "place",
            vec![("area", area.to_string()), ("settlement_kind", text("аг.")), ("settlement", text("Александрия"))],
        ),
        (
            "street",
            vec![
                ("street_kind", text("ул.")),
                ("street", text("Оршанская")),
                ("house", text("7А")),
                ("postcode", text("213010")),
            ],
        ),
        ("premises", vec![("premises", text("non_residential")), ("room_kind", text("каб.")), ("room", text("12"))]),
        ("contacts", vec![("phone", text("+375 29 123-45-67")), ("email", text("info@elka.example"))]),
    ]
}

/// Starts a draft for a company; its path.
pub async fn start(client: &mut Client, unp: i64) -> String {
    let answer = client.post("/services/change-of-location/start", &[("unp", &unp.to_string()), ("anew", "yes")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

/// Answers every question of a draft.
pub async fn fill_in(client: &mut Client, draft: &str, answers: &[(&str, Vec<(&str, String)>)]) {
    for (step, fields) in answers {
        let answer = save(client, draft, step, fields).await;
        assert_eq!(answer.status, 303, "{step}: {}", answer.body);
        assert!(
            !answer.location().contains("/steps/") || !answer.location().contains("check=1"),
            "{step}: {}",
            answer.location()
        );
    }
}

/// Saves one step.
pub async fn save(client: &mut Client, draft: &str, step: &str, fields: &[(&str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post(&format!("{draft}/steps/{step}"), &fields).await
}

/// Files the draft's round.
pub async fn file(client: &mut Client, draft: &str, round: i32) -> Answer {
    client.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", &round.to_string())]).await
}

/// A filed application of [`COMPANY`]; its path.
pub async fn filed(portal: &Portal, client: &mut Client) -> String {
    filed_of(portal, client, COMPANY).await
}

/// The same of another company.
pub async fn filed_of(portal: &Portal, client: &mut Client, unp: i64) -> String {
    let draft = start(client, unp).await;
    fill_in(client, &draft, &answers(portal)).await;
    let answer = file(client, &draft, 1).await;
    assert_eq!(answer.location(), format!("{draft}/receipt"));
    draft
}

/// The id at the end of a path.
pub fn id(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_owned()
}
