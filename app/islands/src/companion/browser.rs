//! The browser's side of the companion.

use super::Settings;
use leptos::wasm_bindgen::{JsCast, JsValue, closure::Closure};
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Document, Event, FormData, Headers, HtmlElement, HtmlFormElement, HtmlInputElement, RequestInit, Response,
    UrlSearchParams, Window,
};

/// Milliseconds of quiet after which what was typed is saved.
const QUIET: i32 = 1_000;
/// The same at a field that is marked wrong: whoever mends it wants to see the mark go.
const MENDING: i32 = 300;
/// The same on leaving a field: what is wrong with it is told while the eye is still near.
const LEFT: i32 = 0;
/// Milliseconds of quiet after which suggestions are asked for.
const SUGGEST: i32 = 200;

/// Listens to the form that the island stands in.
pub fn accompany() {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let form = document.get_element_by_id("step-form").and_then(|e| e.dyn_into::<HtmlFormElement>().ok());
    let Some(form) = form else { return };
    let settings = form.get_attribute("data-companion").and_then(|text| Settings::from_json(&text));
    let Some(settings) = settings else { return };
    let companion = Rc::new(Browser {
        settings,
        window,
        document,
        form,
        save_timer: Cell::new(None),
        suggest_timer: Cell::new(None),
        edits: Cell::new(0),
        left: RefCell::new(BTreeSet::new()),
        answer: RefCell::new(JsValue::UNDEFINED),
        saving: Cell::new(false),
        asked: RefCell::new(String::new()),
    });
    companion.listen("input", |companion, field| {
        companion.edited(&field);
        companion.suggest_soon(&field);
    });
    companion.listen("change", |companion, field| companion.edited(&field));
    companion.listen("focusout", |companion, field| companion.leave(field));
}

struct Browser {
    settings: Settings,
    window: Window,
    document: Document,
    form: HtmlFormElement,
    save_timer: Cell<Option<i32>>,
    suggest_timer: Cell<Option<i32>>,
    /// How often the answers were changed on this page: what came after a post is not yet saved.
    edits: Cell<u32>,
    /// The fields that were left: what is wrong with the others is not told before its time.
    left: RefCell<BTreeSet<String>>,
    /// What the server said when it last saved the answers; undefined before.
    answer: RefCell<JsValue>,
    saving: Cell<bool>,
    /// The last question asked for suggestions: a late answer to an earlier one is dropped.
    asked: RefCell<String>,
}

impl Browser {
    fn listen(self: &Rc<Self>, event: &str, act: fn(&Rc<Browser>, String)) {
        let companion = Rc::clone(self);
        let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
            // A press on a button is under way; what it sends is answered with everything that is wrong.
            let next = js_sys::Reflect::get(&event, &JsValue::from_str("relatedTarget")).ok();
            let next = next.and_then(|next| next.dyn_into::<HtmlElement>().ok());
            if next.is_some_and(|next| next.tag_name() == "BUTTON") {
                return;
            }
            if let Some(field) = target.and_then(|t| t.get_attribute("name")) {
                act(&companion, field);
            }
        });
        let _ = self.form.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        listener.forget();
    }

    fn typed(&self) -> Vec<(String, String)> {
        let Ok(data) = FormData::new_with_form(&self.form) else { return Vec::new() };
        let entries = js_sys::try_iter(&data).ok().flatten();
        let pairs = entries.into_iter().flatten().flatten().filter_map(|pair| {
            let pair: js_sys::Array = pair.dyn_into().ok()?;
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        });
        pairs.collect()
    }

    fn value(&self, field: &str) -> String {
        self.typed().into_iter().find(|(name, _)| name == field).map(|(_, text)| text).unwrap_or_default()
    }

    /// On leaving a field: has what is wrong with it said, unless it was left empty: one may come back.
    fn leave(self: &Rc<Self>, field: String) {
        if !self.value(&field).is_empty() {
            self.left.borrow_mut().insert(field);
            match self.save_timer.get() {
                Some(_) => self.save_soon(LEFT),
                None => self.judge(),
            }
        }
    }

    /// Marks what the server found wrong when it last saved, at the fields that were left or are marked already.
    fn judge(&self) {
        // An error put in now would move the button from under the press.
        if self.document.active_element().is_some_and(|element| element.tag_name() == "BUTTON") {
            return;
        }
        let text = |value: &JsValue, key: &str| js_sys::Reflect::get(value, &JsValue::from_str(key)).ok()?.as_string();
        let answer = self.answer.borrow();
        let problems = js_sys::Reflect::get(&answer, &JsValue::from_str("problems"));
        let Ok(problems) = problems.map(|problems| js_sys::Array::from(&problems)) else { return };
        let sentence = |field: &str| {
            let found = problems.iter().find(|problem| text(problem, "field").as_deref() == Some(field));
            found.and_then(|problem| text(&problem, "text"))
        };
        let fields: BTreeSet<String> = self.typed().into_iter().map(|(name, _)| name).collect();
        for field in fields {
            if self.left.borrow().contains(&field) || self.is_marked(&field) {
                self.mark(&field, sentence(&field).as_deref());
            }
        }
    }

    /// Shows what another page wrote in fields that were not touched here, and begins anew from there. Only
    /// while nothing was typed since: what is not shown must not count as what this page began with.
    fn take(&self) -> Option<()> {
        let get = |value: &JsValue, key: &str| js_sys::Reflect::get(value, &JsValue::from_str(key)).ok();
        let answer = self.answer.borrow();
        for taken in js_sys::Array::from(&get(&answer, "taken")?).iter() {
            let field = get(&taken, "field")?.as_string()?;
            // A control, or the list of radios of that name.
            let control = get(&get(&self.form, "elements")?, &field)?;
            if control.is_undefined() {
                continue;
            }
            let text = get(&taken, "text")?;
            let is_box = get(&control, "type")?.as_string().as_deref() == Some("checkbox");
            // Of a group of radios the browser checks the one with this value.
            let (key, value) = if is_box { ("checked", JsValue::from(text.is_truthy())) } else { ("value", text) };
            js_sys::Reflect::set(&control, &JsValue::from_str(key), &value).ok()?;
        }
        let base = self.document.get_element_by_id("form-base")?;
        base.set_attribute("value", &get(&answer, "base")?.as_string()?).ok()
    }

    fn is_marked(&self, field: &str) -> bool {
        self.document.get_element_by_id(&format!("{}-error", control(field))).is_some()
    }

    /// Shows or takes away the error at a field, in the markup that the server's pages use.
    fn mark(&self, field: &str, sentence: Option<&str>) {
        let id = control(field);
        let Some(input) = self.document.get_element_by_id(&id) else { return };
        let Ok(Some(frame)) = input.closest(".field, fieldset") else { return };
        let error_id = format!("{id}-error");
        let shown = self.document.get_element_by_id(&error_id);
        match (sentence, shown) {
            (Some(text), Some(shown)) => {
                let place = shown.query_selector("span").ok().flatten().unwrap_or(shown);
                place.set_text_content(Some(text));
            }
            (Some(text), None) => {
                let Ok(error) = self.document.create_element("p") else { return };
                error.set_class_name("error");
                error.set_id(&error_id);
                error.set_text_content(Some(text));
                // Beside the control, inside whatever wraps it with a prefix or suffix.
                let _ = input.parent_node().map(|parent| parent.insert_before(&error, Some(&input)));
                let _ = frame.class_list().add_1("wrong");
                let _ = input.set_attribute("aria-invalid", "true");
                let described = input.get_attribute("aria-describedby").unwrap_or_default();
                let _ = input.set_attribute("aria-describedby", format!("{described} {error_id}").trim());
            }
            (None, Some(shown)) => {
                shown.remove();
                let _ = frame.class_list().remove_1("wrong");
                let _ = input.remove_attribute("aria-invalid");
            }
            (None, None) => {}
        }
    }

    /// A mark of saving is about what stands in the form: it goes as soon as that is changed.
    fn edited(self: &Rc<Self>, field: &str) {
        self.edits.set(self.edits.get() + 1);
        self.tell("");
        self.save_soon(if self.is_marked(field) { MENDING } else { QUIET });
    }

    fn save_soon(self: &Rc<Self>, quiet: i32) {
        self.later(&self.save_timer, quiet, |companion| {
            companion.save_timer.set(None);
            spawn_local(async move { companion.save().await });
        });
    }

    /// Posts the form to its own address, as the button would, and asks for a short answer.
    /// One post at a time: a later one that overtook an earlier would be overwritten by it.
    async fn save(self: Rc<Self>) {
        if self.saving.replace(true) {
            return self.save_soon(MENDING);
        }
        let edits = self.edits.get();
        self.tell(&self.settings.saving);
        let answer = self.post().await;
        let body = match &answer {
            Some(response) if response.ok() => match response.json() {
                Ok(json) => JsFuture::from(json).await.ok(),
                Err(_) => None,
            },
            _ => None,
        };
        let time = |body: &JsValue| js_sys::Reflect::get(body, &JsValue::from_str("saved_at")).ok()?.as_string();
        let at = body.as_ref().and_then(time);
        self.saving.set(false);
        match at {
            // The timer that the later edit started saves that as well.
            _ if self.edits.get() != edits => {}
            Some(time) => {
                let (before, after) = &self.settings.saved;
                self.tell(&[before, time.as_str(), after].concat());
                self.answer.replace(body.unwrap_or_default());
                self.take();
                self.judge();
            }
            None if answer.is_some_and(|response| response.status() == 401) => self.tell(&self.settings.signed_out),
            None => self.tell(&self.settings.not_saved),
        }
    }

    fn tell(&self, text: &str) {
        if let Some(place) = self.document.get_element_by_id("companion-status") {
            place.set_text_content(Some(text));
        }
    }

    async fn post(&self) -> Option<Response> {
        let body = UrlSearchParams::new().ok()?;
        for (name, text) in self.typed() {
            body.append(&name, &text);
        }
        let headers = Headers::new().ok()?;
        headers.set("Accept", "application/json").ok()?;
        let options = RequestInit::new();
        options.set_method("POST");
        options.set_headers(&headers);
        options.set_body(&body);
        let asked = self.window.fetch_with_str_and_init(&self.form.get_attribute("action")?, &options);
        JsFuture::from(asked).await.ok()?.dyn_into().ok()
    }

    fn suggest_soon(self: &Rc<Self>, field: &str) {
        let address = match field {
            "settlement" => "/places/settlements",
            "street" => "/places/streets",
            _ => return,
        };
        let field = field.to_owned();
        self.later(&self.suggest_timer, SUGGEST, move |companion| {
            spawn_local(async move {
                companion.suggest(address, &field).await;
            });
        });
    }

    /// Fills the field's list with what the register's own addresses offer.
    async fn suggest(self: Rc<Self>, address: &str, field: &str) -> Option<()> {
        let query = UrlSearchParams::new().ok()?;
        query.append("q", &self.value(field));
        for name in ["area", "settlement"] {
            let typed = self.value(name);
            if name != field && !typed.is_empty() {
                query.append(name, &typed);
            }
        }
        let question = format!("{address}?{}", String::from(query.to_string()));
        self.asked.replace(question.clone());
        let response: Response = JsFuture::from(self.window.fetch_with_str(&question)).await.ok()?.dyn_into().ok()?;
        let names = JsFuture::from(response.json().ok()?).await.ok()?;
        if *self.asked.borrow() != question {
            return None;
        }
        let list: HtmlInputElement = self.document.get_element_by_id(field)?.dyn_into().ok()?;
        let list = self.document.get_element_by_id(&list.get_attribute("list")?)?;
        list.set_text_content(None);
        let text = |value: &JsValue, key: &str| js_sys::Reflect::get(value, &JsValue::from_str(key)).ok()?.as_string();
        let found = js_sys::Reflect::get(&names, &JsValue::from_str("suggestions")).ok()?;
        for suggestion in js_sys::Array::from(&found).iter() {
            let option = self.document.create_element("option").ok()?;
            option.set_attribute("value", &text(&suggestion, "name")?).ok()?;
            let label = [text(&suggestion, "kind"), text(&suggestion, "note")];
            option.set_attribute("label", &label.into_iter().flatten().collect::<Vec<_>>().join(", ")).ok()?;
            list.append_child(&option).ok()?;
        }
        Some(())
    }

    /// Acts after some quiet; a timer that still runs starts anew.
    fn later(self: &Rc<Self>, timer: &Cell<Option<i32>>, quiet: i32, act: impl FnOnce(Rc<Browser>) + 'static) {
        if let Some(running) = timer.take() {
            self.window.clear_timeout_with_handle(running);
        }
        let companion = Rc::clone(self);
        let callback = Closure::once_into_js(move || act(companion));
        let handle = self.window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), quiet);
        timer.set(handle.ok());
    }
}

/// The id of the control of a field: the boxes of a date are named after the date.
fn control(field: &str) -> String {
    let part = |end: &str, id: &str| field.strip_suffix(end).map(|name| format!("{name}{id}"));
    part("_day", "")
        .or_else(|| part("_month", "-month"))
        .or_else(|| part("_year", "-year"))
        .unwrap_or_else(|| field.to_owned())
}
