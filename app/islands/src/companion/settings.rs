//! What the island needs to know, and its way from the server's page into the browser.

/// The island's own sentences, finished in the reader's language. What is wrong with an answer the
/// server says, in its answer to each saving: the rules are not in the module, so it weighs the
/// same with two procedures and with twelve.
#[derive(Clone, Debug)]
pub struct Settings {
    pub saving: String,
    /// What stands before and after the time.
    pub saved: (String, String),
    pub not_saved: String,
    pub signed_out: String,
}

#[cfg(feature = "ssr")]
impl Settings {
    /// The JSON of the form's attribute `data-companion`.
    pub fn to_json(&self) -> String {
        serde_json::json!({
            "saving": self.saving,
            "saved": self.saved,
            "not_saved": self.not_saved,
            "signed_out": self.signed_out,
        })
        .to_string()
    }
}

#[cfg(feature = "hydrate")]
impl Settings {
    /// `None` where the page is of another version of the program.
    pub fn from_json(text: &str) -> Option<Settings> {
        use js_sys::{Array, JSON, Reflect};
        use leptos::wasm_bindgen::JsValue;
        let object = JSON::parse(text).ok()?;
        let value = |key: &str| Reflect::get(&object, &JsValue::from_str(key)).ok();
        let text = |key: &str| value(key)?.as_string();
        let saved = Array::from(&value("saved")?);
        Some(Settings {
            saving: text("saving")?,
            saved: (saved.get(0).as_string()?, saved.get(1).as_string()?),
            not_saved: text("not_saved")?,
            signed_out: text("signed_out")?,
        })
    }
}
