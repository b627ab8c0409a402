//! Two pages that write one draft: what each changed is merged, and nothing typed is lost.

use crate::support::client::{Answer, Client};
use crate::support::journey::{answers, file, fill_in, start};
use crate::support::portal::{COMPANY, Portal};
use serde_json::Value;

/// A step as one device shows it: what the form holds.
struct Form {
    path: String,
    fields: Vec<(String, String)>,
}

impl Form {
    async fn open(client: &mut Client, draft: &str, step: &str) -> Form {
        let path = format!("{draft}/steps/{step}");
        let page = client.get(&path).await;
        assert_eq!(page.status, 200);
        Form { fields: fields(&page), path }
    }

    fn typed(mut self, field: &str, text: &str) -> Form {
        self.fields.retain(|(name, _)| name != field);
        self.fields.push((field.to_owned(), text.to_owned()));
        self
    }

    fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
    }

    /// By the button.
    async fn sent(&self, client: &mut Client) -> Answer {
        client.post_and_follow(&self.path, &self.pairs()).await
    }

    /// As the page does by itself.
    async fn saved(&self, client: &Client) -> Value {
        let mut client = client.clone().with_header("accept", "application/json");
        let answer = client.post(&self.path, &self.pairs()).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }
}

/// The inputs and selects of the step's form with what they hold.
fn fields(page: &Answer) -> Vec<(String, String)> {
    let html = scraper::Html::parse_document(&page.body);
    let of = |selector: &str| scraper::Selector::parse(selector).unwrap();
    let mut fields = Vec::new();
    for input in html.select(&of("#step-form input")) {
        let attribute = |name: &str| input.value().attr(name).unwrap_or_default().to_owned();
        let is_chosen = matches!(input.value().attr("type"), Some("radio" | "checkbox"));
        if !is_chosen || input.value().attr("checked").is_some() {
            fields.push((attribute("name"), attribute("value")));
        }
    }
    for select in html.select(&of("#step-form select")) {
        let chosen = select.select(&of("option[selected]")).next();
        let text = chosen.and_then(|option| option.value().attr("value")).unwrap_or_default();
        fields.push((select.value().attr("name").unwrap_or_default().to_owned(), text.to_owned()));
    }
    fields
}

async fn kept(client: &mut Client, draft: &str, step: &str, field: &str) -> String {
    let form = Form::open(client, draft, step).await;
    form.fields.iter().find(|(name, _)| name == field).map(|(_, text)| text.clone()).unwrap_or_default()
}

async fn two_devices(portal: &Portal) -> (Client, Client, String) {
    let mut phone = portal.signed_in("elena").await;
    let draft = start(&mut phone, COMPANY).await;
    fill_in(&mut phone, &draft, &answers(portal)).await;
    (phone, portal.signed_in("elena").await, draft)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_only_one_of_two_devices_changed_is_taken_from_each() {
    let portal = Portal::start().await;
    let (mut phone, mut desk, draft) = two_devices(&portal).await;
    let on_phone = Form::open(&mut phone, &draft, "street").await.typed("house", "9");
    let at_desk = Form::open(&mut desk, &draft, "street").await.typed("postcode", "213011");
    on_phone.sent(&mut phone).await;
    let next = at_desk.sent(&mut desk).await;
    assert!(!next.body.contains("два разных ответа"));
    assert_eq!(kept(&mut desk, &draft, "street", "house").await, "9", "the later form still held 7А");
    assert_eq!(kept(&mut desk, &draft, "street", "postcode").await, "213011");
}

#[tokio::test(flavor = "multi_thread")]
async fn where_both_changed_the_same_both_are_shown_at_the_field_and_one_is_chosen_before_filing() {
    let portal = Portal::start().await;
    let (mut phone, mut desk, draft) = two_devices(&portal).await;
    let on_phone = Form::open(&mut phone, &draft, "street").await.typed("house", "9");
    let at_desk = Form::open(&mut desk, &draft, "street").await.typed("house", "11/2").typed("postcode", "213011");
    on_phone.sent(&mut phone).await;
    let told = at_desk.sent(&mut desk).await;
    assert!(told.text_of("[role=alert]").contains("два разных ответа"), "{}", told.text_of("main"));
    assert_eq!(told.attribute("[role=alert] a", "href").as_deref(), Some("#_choice-house"));
    let shown = told.text_of("#step-form");
    assert!(shown.contains("11/2") && shown.contains('9'), "{shown}");
    assert_eq!(kept(&mut desk, &draft, "street", "postcode").await, "213011", "the rest is not held up");
    assert!(phone.get(&format!("{draft}/check?check=1")).await.body.contains("два разных ответа"));
    assert!(file(&mut phone, &draft, 1).await.location().ends_with("/check?check=1"), "not filed before it is clear");
    assert_eq!(phone.post(&format!("{draft}/paper"), &[]).await.status, 303);
    assert!(phone.get(&draft).await.body.contains("steps/street?check=1"), "the task is not done");
    // Sent on without choosing: both are still there.
    let again = Form { path: at_desk.path.clone(), fields: fields(&told) };
    assert!(again.sent(&mut desk).await.text_of("#step-form").contains("11/2"));
    let token = told.attribute("input[name='_choice-house']:not([value=here])", "value").unwrap();
    let chosen = Form { path: at_desk.path.clone(), fields: fields(&told) }.typed("_choice-house", &token);
    let next = chosen.sent(&mut desk).await;
    assert!(!next.body.contains("два разных ответа"));
    assert_eq!(kept(&mut phone, &draft, "street", "house").await, "11/2");
    assert_eq!(file(&mut phone, &draft, 1).await.location(), format!("{draft}/receipt"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_field_itself_may_be_chosen_and_changed_at_once() {
    let portal = Portal::start().await;
    let (mut phone, mut desk, draft) = two_devices(&portal).await;
    let on_phone = Form::open(&mut phone, &draft, "street").await.typed("house", "9");
    let at_desk = Form::open(&mut desk, &draft, "street").await.typed("house", "11");
    on_phone.sent(&mut phone).await;
    let told = at_desk.sent(&mut desk).await;
    let form = Form { path: at_desk.path.clone(), fields: fields(&told) };
    let next = form.typed("_choice-house", "here").typed("house", "13").sent(&mut desk).await;
    assert!(!next.body.contains("два разных ответа"));
    assert_eq!(kept(&mut desk, &draft, "street", "house").await, "13");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_three_boxes_of_a_date_are_one_answer() {
    let portal = Portal::start().await;
    let (mut phone, mut desk, draft) = two_devices(&portal).await;
    let on_phone =
        Form::open(&mut phone, &draft, "date").await.typed("changed_on_day", "3").typed("changed_on_month", "2");
    let at_desk = Form::open(&mut desk, &draft, "date").await.typed("changed_on_year", "2025");
    on_phone.sent(&mut phone).await;
    let told = at_desk.sent(&mut desk).await;
    assert!(
        told.text_of("[role=alert]").contains("два разных ответа"),
        "a day of one and a year of the other is no date"
    );
    assert_eq!(kept(&mut desk, &draft, "date", "changed_on_day").await, "3");
    assert_ne!(kept(&mut desk, &draft, "date", "changed_on_year").await, "2025");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_saves_by_itself_is_told_and_its_own_words_are_never_against_each_other() {
    let portal = Portal::start().await;
    let (mut phone, mut desk, draft) = two_devices(&portal).await;
    let at_desk = Form::open(&mut desk, &draft, "street").await.typed("house", "1");
    // The answer to the first saving is lost on the way: the page goes on from where it began.
    at_desk.saved(&desk).await;
    let at_desk = at_desk.typed("house", "11");
    assert_eq!(at_desk.saved(&desk).await["problems"], serde_json::json!([]));
    let on_phone = Form::open(&mut phone, &draft, "street").await.typed("house", "9").typed("postcode", "213011");
    on_phone.sent(&mut phone).await;
    let told = at_desk.typed("house", "112").saved(&desk).await;
    let problem = told["problems"][0].clone();
    assert_eq!(problem["field"], "house");
    assert!(problem["text"].as_str().unwrap().contains("«9»"), "{problem}");
    let taken = told["taken"].as_array().unwrap();
    assert!(taken.iter().any(|taken| taken["field"] == "postcode" && taken["text"] == "213011"), "{told}");
    let base = told["base"].as_str().unwrap();
    assert!(base.contains("house=") && base.contains("postcode="));
    let open = desk.get(&format!("{draft}/steps/street?check=1")).await;
    assert!(open.text_of("#step-form").contains("112"), "what was typed waits to be chosen");
    // A page that saves by itself does not choose: the button does.
    let token = open.attribute("input[name='_choice-house']:not([value=here])", "value").unwrap();
    let form = Form { path: format!("{draft}/steps/street"), fields: fields(&open) }.typed("_choice-house", &token);
    form.saved(&desk).await;
    assert_eq!(kept(&mut desk, &draft, "street", "house").await, "9");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_sends_honestly_does_no_harm() {
    let portal = Portal::start().await;
    let (mut phone, mut desk, draft) = two_devices(&portal).await;
    Form::open(&mut phone, &draft, "street").await.typed("house", "9").sent(&mut phone).await;
    let long = "x".repeat(20_000);
    for (page, base) in [("", ""), ("'; DROP TABLE", "house=;;=;"), (long.as_str(), long.as_str())] {
        let form = Form::open(&mut desk, &draft, "street").await.typed("_page", page).typed("_base", base);
        let form = form.typed("_choice-house", &long).typed("_seen-house", &long).typed("house", "10");
        form.sent(&mut desk).await;
        assert_eq!(kept(&mut desk, &draft, "street", "house").await, "10", "the last word, as a program has it");
    }
    // Thirty pages of hostile length: what is kept apart stays within bounds.
    let forms: Vec<Form> = {
        let mut forms = Vec::new();
        for n in 0..30 {
            forms.push(
                Form::open(&mut desk, &draft, "street").await.typed("house", &format!("{n}{}", "я".repeat(5_000))),
            );
        }
        forms
    };
    for form in forms {
        form.sent(&mut desk).await;
    }
    let id = crate::support::journey::id(&draft);
    let body = portal.read(move |conn| akno::store::draft_writings::find(conn, &id)).await.unwrap();
    assert!(body.chars().count() < 8 * 4_500, "{}", body.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_at_the_same_moment_lose_nothing() {
    let portal = Portal::start().await;
    let (mut phone, mut desk, draft) = two_devices(&portal).await;
    let forms = [
        Form::open(&mut phone, &draft, "street").await.typed("house", "9"),
        Form::open(&mut desk, &draft, "street").await.typed("house", "10"),
        Form::open(&mut desk, &draft, "street").await.typed("postcode", "213011"),
    ];
    let sent: Vec<_> = forms
        .into_iter()
        .map(|form| {
            let mut client = phone.clone();
            tokio::spawn(async move { client.post(&form.path, &form.pairs()).await.status })
        })
        .collect();
    for answer in sent {
        assert_eq!(answer.await.unwrap(), 303);
    }
    assert_eq!(kept(&mut desk, &draft, "street", "postcode").await, "213011");
    let page = desk.get(&format!("{draft}/steps/street?check=1")).await;
    let choices = page.all("input[name='_choice-house']").len();
    assert_eq!(choices, 2, "whichever was first, the other is offered");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_apart_survives_a_deletion_and_its_restoration_and_goes_with_the_draft() {
    let portal = Portal::start().await;
    let (mut phone, mut desk, draft) = two_devices(&portal).await;
    let on_phone = Form::open(&mut phone, &draft, "street").await.typed("house", "9");
    let at_desk = Form::open(&mut desk, &draft, "street").await.typed("house", "11");
    on_phone.sent(&mut phone).await;
    at_desk.sent(&mut desk).await;
    assert!(phone.get("/account/data").await.body.contains("\"11\""), "the copy of one's data has it");
    phone.post(&format!("{draft}/deletion"), &[]).await;
    phone.post(&format!("{draft}/restoration"), &[]).await;
    assert!(phone.get(&format!("{draft}/steps/street?check=1")).await.text_of("#step-form").contains("11"));
    phone.post(&format!("{draft}/deletion"), &[]).await;
    portal.clock.advance(chrono::Duration::days(15));
    akno::office::draft_keeping::sweep(&portal.state).await.unwrap();
    let id = crate::support::journey::id(&draft);
    assert_eq!(portal.read(move |conn| akno::store::draft_writings::find(conn, &id)).await, None);
}
