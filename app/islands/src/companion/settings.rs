//! What the island needs to know, and its way from the server's page into the browser.

use portal::procedures::{Circumstances, Procedure};

/// Facts and sentences; the sentences come finished in the reader's language.
#[derive(Clone, Debug)]
pub struct Settings {
    pub procedure: Procedure,
    pub step: String,
    pub circumstances: Circumstances,
    /// Code of a finding and its sentence.
    pub sentences: Vec<(String, String)>,
    pub saving: String,
    /// What stands before and after the time.
    pub saved: (String, String),
    pub not_saved: String,
    pub signed_out: String,
}

#[cfg(feature = "ssr")]
impl Settings {
    /// The JSON of the attribute. Days are counted from 1 January of the year 1. What the register
    /// says of the company's name and address is not the check's business and stays on the server.
    pub fn to_json(&self) -> String {
        use chrono::Datelike;
        let facts = &self.circumstances;
        let subject = &facts.subject;
        serde_json::json!({
            "procedure": self.procedure.slug(),
            "step": self.step,
            "today": facts.today.num_days_from_ce(),
            "unp": subject.unp,
            "kind": subject.kind.code(),
            "standing": subject.standing.to_wire(),
            "registered_on": subject.registered_on.map(|day| day.num_days_from_ce()),
            "office": subject.office,
            "areas": facts.areas,
            "city_areas": facts.city_areas,
            "dwelling_allowed": facts.dwelling_allowed,
            "has_head": facts.has_head,
            "sentences": self.sentences,
            "saving": self.saving,
            "saved": self.saved,
            "not_saved": self.not_saved,
            "signed_out": self.signed_out,
        })
        .to_string()
    }
}

#[cfg(feature = "hydrate")]
mod reading {
    use super::*;
    use chrono::NaiveDate;
    use js_sys::{Array, JSON, Reflect};
    use leptos::wasm_bindgen::JsValue;
    use portal::company::{Kind, Standing};
    use portal::procedures::Subject;

    impl Settings {
        /// `None` where the page is of another version of the program.
        pub fn from_json(text: &str) -> Option<Settings> {
            let object = JSON::parse(text).ok()?;
            let value = |key: &str| Reflect::get(&object, &JsValue::from_str(key)).ok();
            let text = |key: &str| value(key)?.as_string();
            let number = |key: &str| value(key)?.as_f64().map(|n| n as i32);
            let day = |key: &str| NaiveDate::from_num_days_from_ce_opt(number(key)?);
            let codes = |key: &str| {
                value(key).map(|v| Array::from(&v).iter().filter_map(|n| n.as_f64()).map(|n| n as i32).collect())
            };
            let pair = |pair: JsValue| {
                let pair = Array::from(&pair);
                Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
            };
            let subject = Subject {
                unp: i64::from(number("unp")?),
                kind: Kind::from_code(&text("kind")?)?,
                standing: Standing::from_wire(number("standing")?)?,
                // What it decides is said by `dwelling_allowed`.
                full_name: String::new(),
                names: Default::default(),
                activity: Default::default(),
                registered_on: day("registered_on"),
                address: None,
                head: None,
                office: number("office"),
                proceeding: None,
            };
            Some(Settings {
                procedure: Procedure::from_slug(&text("procedure")?)?,
                step: text("step")?,
                circumstances: Circumstances {
                    today: day("today")?,
                    subject,
                    areas: codes("areas")?,
                    city_areas: codes("city_areas")?,
                    has_head: value("has_head")?.as_bool()?,
                    dwelling_allowed: value("dwelling_allowed")?.as_bool()?,
                    alike: Vec::new(),
                    least_claims_months: 0,
                    filer_term: None,
                },
                sentences: Array::from(&value("sentences")?).iter().filter_map(pair).collect(),
                saving: text("saving")?,
                saved: pair(value("saved")?)?,
                not_saved: text("not_saved")?,
                signed_out: text("signed_out")?,
            })
        }
    }
}
