//! An entrepreneur of the demo who files one change of location and leaves another ready to be filed:
//! over HTTP, as a browser would, so what is measured afterwards are the portal's own rows.

use crate::http::{self, Answer, Connection};
use anyhow::{Context, Result, bail, ensure};
use chrono::{Datelike, Days, Utc};
use serde::Serialize;
use std::collections::BTreeSet;

/// Ids of applications of one company.
#[derive(Serialize)]
pub struct Prepared {
    /// The session's cookie: name and value.
    pub session: String,
    pub filed: String,
    pub draft: String,
}

/// Signs in, files one application and prepares another, on a portal that serves its demo.
pub async fn prepare(port: u16) -> Result<Prepared> {
    let mut browser = Browser { port, connection: Connection::open(port).await?, session: None };
    let signed_in = browser.post("/demo/sign-in", &[("account", "elena")]).await?;
    browser.session = signed_in.cookie;
    let Some(session) = browser.session.clone() else { bail!("the demo's sign-in gave no session") };
    let filed = browser.draft().await?;
    let receipt = browser.post(&format!("{filed}/filing"), &[("confirmed", "yes"), ("round", "1")]).await?;
    ensure!(receipt.location.as_deref() == Some(&format!("{filed}/receipt")), "not filed: {:?}", receipt.location);
    let draft = browser.draft().await?;
    Ok(Prepared { session, filed: id(&filed), draft: id(&draft) })
}

struct Browser {
    port: u16,
    connection: Connection,
    session: Option<String>,
}

impl Browser {
    async fn get(&mut self, path: &str) -> Result<Answer> {
        let request = http::get(self.port, path, self.session.as_deref());
        let answer = self.connection.exchange(&request).await.with_context(|| path.to_owned())?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
        Ok(answer)
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let request = http::post(self.port, path, self.session.as_deref(), fields);
        self.connection.exchange(&request).await.with_context(|| path.to_owned())
    }

    /// The path of a new draft with all its questions answered.
    async fn draft(&mut self) -> Result<String> {
        let draft = self.start().await?;
        for (step, fields) in answers() {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let saved = self.post(&format!("{draft}/steps/{step}"), &fields).await?;
            let next = saved.location.unwrap_or_default();
            ensure!(
                saved.status == 303 && !next.contains("check=1"),
                "the step {step} was not taken: {}",
                saved.status
            );
        }
        Ok(draft)
    }

    /// Starts a draft for the first company that may move.
    async fn start(&mut self) -> Result<String> {
        let path = "/services/change-of-location/start";
        for unp in unps(&self.get(path).await?.text()) {
            let started = self.post(path, &[("unp", &unp), ("anew", "yes")]).await?;
            if let Some(draft) = started.location.filter(|location| location.starts_with("/applications/")) {
                return Ok(draft);
            }
        }
        bail!("none of the demo's companies may change its location")
    }
}

/// The answers of each step; two days ago, so that it is not the future in any time zone.
fn answers() -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let moved = Utc::now().date_naive() - Days::new(2);
    let text = |text: &str| text.to_owned();
    vec![
        (
            "date",
            vec![
                ("changed_on_day", moved.day().to_string()),
                ("changed_on_month", moved.month().to_string()),
                ("changed_on_year", moved.year().to_string()),
            ],
        ),
        ("place", vec![("area", text("7121")), ("settlement_kind", text("аг.")), ("settlement", text("Александрия"))]),
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
        ("contacts", vec![("phone", text("+375 29 123-45-67"))]),
    ]
}

/// The numbers of nine digits among the values of a page's fields.
fn unps(page: &str) -> BTreeSet<String> {
    let values = page.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    values
        .filter(|value| value.len() == 9 && value.bytes().all(|byte| byte.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

fn id(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companies_are_found_among_the_fields_of_the_page() {
        let page = r#"<a href="/register/790000001"></a><input type="hidden" name="unp" value="791397354">
            <input name="anew" value="yes"><input name="unp" value="790000036">"#;
        assert_eq!(unps(page).into_iter().collect::<Vec<_>>(), ["790000036", "791397354"]);
    }

    #[test]
    fn the_id_of_an_application_ends_its_path() {
        assert_eq!(id("/applications/0193-a"), "0193-a");
    }
}
