//! The counter: a paper's code is typed or scanned, the draft is before the clerk, and the paper is
//! received.

use super::phone::{self, PhoneState};
use super::words;
use crate::l10n::Tr;
use crate::pages::application::bill::BillNote;
use crate::ui::{
    Button, ButtonLink, Checkbox, Choice, DateBoxes, DateField, DateLabels, ErrorSummary, Fact, FactsRow, Field,
    FieldError, FieldKind, Inset, Notification, NotificationKind, Panel, Radios, SummaryList, SummaryRow, Tone,
    UnpText, Width,
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The longest name of whoever confirmed by phone, in characters.
pub const LONGEST_NAME: u32 = 200;

/// The page that asks for a code.
#[derive(Clone)]
pub struct AskView {
    pub tr: Tr,
    pub typed: String,
    pub error: Option<String>,
}

pub fn ask(view: AskView) -> impl IntoView {
    let tr = view.tr;
    let errors: Vec<FieldError> = view.error.iter().map(|text| FieldError::new("code", text.clone())).collect();
    let scanned = [("start", "scan-button"), ("stop", "scan-stop"), ("look", "scan-look"), ("failed", "scan-failed")]
        .map(|(name, key)| (name, tr.t(key)));
    let scanned = serde_json::to_string(&std::collections::BTreeMap::from(scanned)).unwrap_or_default();
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds">
            <h1>{tr.t("counter-title")}</h1>
            <p class="lede">{tr.t("counter-lede")}</p>
            <form method="post" action="/office/counter">
                <Field
                    label=tr.t("counter-code")
                    hint=tr.t("counter-code-hint")
                    name="code"
                    value=view.typed
                    error=view.error
                    kind=FieldKind::Code
                    inputmode="numeric"
                    width=Width::Chars20
                    maxlength=300
                />
                <Button text=tr.t("counter-find") />
            </form>
            <div id="scan" class="no-print" hidden data-words=scanned></div>
            <h2>{tr.t("counter-without-code-title")}</h2>
            <p>{tr.t("counter-without-code")}</p>
            <p><a href="/office/counter/drafts">{tr.t("counter-draft-link")}</a></p>
        </div>
    }
}

/// Where a paper stands.
#[derive(Clone, Debug)]
pub enum PaperState {
    /// It can be received.
    Waiting,
    /// Something stops the filing: the sentences say what.
    Stopped(Vec<String>),
    /// It was received or filed already.
    Filed(FiledView),
    /// The draft was changed since: this paper counts no longer.
    Changed,
}

/// A paper that became a case.
#[derive(Clone, Debug)]
pub struct FiledView {
    /// Digits alone.
    pub number: String,
    pub office: String,
    pub filed_on: NaiveDate,
    pub due: Option<NaiveDate>,
    /// The case, where it is this office's.
    pub href: Option<String>,
    /// The bill, where a fee is due, and the address of its PDF where the case is this office's.
    pub bill: Option<(BillNote, Option<String>)>,
    /// The receipt's address, where the case is this office's, and whether it is typeset: before, a page waits for it.
    pub receipt: Option<(String, bool)>,
    /// Confirmed by phone: there is no paper.
    pub by_phone: bool,
    /// A letter about it reaches somebody.
    pub told: bool,
}

/// The form, with what was typed.
#[derive(Clone, Debug)]
pub struct ReceiptForm {
    pub received_on: DateBoxes,
    pub channel: String,
    pub signed: bool,
    /// Who confirmed by phone.
    pub who: String,
    /// The signed paper is received, whatever was said by phone.
    pub on_paper: bool,
    /// Field name and what is wrong with it.
    pub errors: Vec<(&'static str, String)>,
}

/// A paper before the clerk.
#[derive(Clone)]
pub struct PaperView {
    pub tr: Tr,
    /// Digits alone.
    pub code: String,
    pub procedure: String,
    pub company: String,
    /// `None` while nothing is registered.
    pub unp: Option<i64>,
    pub prepared_by: String,
    /// A clerk typed it for somebody who came.
    pub typed_here: bool,
    /// A letter about it would reach somebody.
    pub told: bool,
    pub prepared_on: NaiveDate,
    /// Labels and answers; `None` where nothing was answered.
    pub rows: Vec<(String, Option<String>)>,
    /// What is to be told and does not stop the filing.
    pub warnings: Vec<String>,
    /// The office that the case goes to, where it is not this one.
    pub elsewhere: Option<String>,
    pub state: PaperState,
    /// Of the application as it is shown: this is what is received.
    pub revision: i32,
    /// Where the answers are corrected, of a case that was typed at the counter and came back.
    pub correct: Option<String>,
    /// Where the confirmation by phone stands.
    pub phone: PhoneState,
    pub form: ReceiptForm,
}

impl PaperView {
    /// What was confirmed by phone is received, and no paper.
    fn by_phone(&self) -> bool {
        self.phone.confirmed() && !self.form.on_paper
    }
}

pub fn show(view: PaperView) -> impl IntoView {
    let tr = view.tr;
    let error = |(field, text): &(&'static str, String)| match field.is_empty() {
        true => FieldError::page(text.clone()),
        false => FieldError::new(*field, text.clone()),
    };
    let errors: Vec<FieldError> = view.form.errors.iter().map(error).collect();
    let body = match view.state.clone() {
        PaperState::Filed(filed) => received(tr, filed),
        PaperState::Changed => view! { {changed(tr)} {next(tr)} }.into_any(),
        PaperState::Stopped(why) => {
            let stopped = stopped(tr, why, view.by_phone());
            view! { {stopped} {before(&view)} {next(tr)} }.into_any()
        }
        PaperState::Waiting => {
            let beside = phone::beside(tr, &view.code, &view.phone, view.form.on_paper);
            view! { {before(&view)} {beside} {form(&view)} }.into_any()
        }
    };
    let caption = format!("{} · {}", portal::code::grouped(&view.code), view.procedure);
    let register = view.unp.map(|unp| {
        view! { <p><a href=format!("/register/{unp}")>{tr.t("case-unp")} " " <UnpText unp=unp.to_string() /></a></p> }
    });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors />
        <div class="two-thirds">
            <div class="page-head">
                <p class="caption">{caption}</p>
                <h1>{view.company}</h1>
                {register}
            </div>
            {body}
        </div>
    }
}

fn before(view: &PaperView) -> impl IntoView + use<> {
    let tr = view.tr;
    let facts = vec![
        Fact::new(
            tr.t(if view.typed_here { "counter-typed-by" } else { "counter-prepared-by" }),
            view.prepared_by.clone(),
        ),
        Fact::new(tr.t("counter-prepared-on"), tr.date(view.prepared_on)),
    ];
    let rows = view.rows.iter().cloned().map(|(label, text)| {
        let value = text.map_or_else(
            || view! { <span class="soft">{tr.t("compare-not-given")}</span> }.into_any(),
            IntoAny::into_any,
        );
        SummaryRow::new(label, value)
    });
    let rows: Vec<SummaryRow> = rows.collect();
    let warnings: Vec<_> = view.warnings.iter().cloned().map(|text| view! { <p>{text}</p> }).collect();
    let warnings = (!warnings.is_empty()).then(|| view! { <Inset tone=Tone::Amber>{warnings}</Inset> });
    view! {
        {correct(view)}
        <FactsRow facts />
        <SummaryList rows title=tr.t(if view.by_phone() { "phone-confirmed-what" } else { "counter-compare" }) />
        {warnings}
    }
}

/// A case that came back: its answers are corrected first.
fn correct(view: &PaperView) -> Option<impl IntoView + use<>> {
    let tr = view.tr;
    view.correct.clone().map(|href| {
        view! {
            <Notification kind=NotificationKind::Attention title=tr.t("counter-correction-title")>
                <p>{tr.t("counter-correction-says")}</p>
                <p><a href=href>{tr.t("counter-correction-open")}</a></p>
            </Notification>
        }
    })
}

fn form(view: &PaperView) -> impl IntoView + use<> {
    let tr = view.tr;
    let action = format!("/office/counter/{}", view.code);
    let by_phone = view.by_phone();
    let by = if by_phone { "phone" } else { "paper" };
    let elsewhere = view.elsewhere.clone().map(|office| {
        view! {
            <Notification kind=NotificationKind::Info title=tr.t("counter-elsewhere")>
                <p>{tr.ta(if by_phone { "phone-elsewhere-says" } else { "counter-elsewhere-says" }, &[("office", office.into())])}</p>
            </Notification>
        }
    });
    let fields =
        if by_phone { phone_fields(tr, &view.form).into_any() } else { paper_fields(tr, &view.form).into_any() };
    let says = tr.t(if view.told { "counter-receive-says" } else { "counter-receive-says-nobody" });
    view! {
        <h2>{tr.t(if by_phone { "phone-receive-title" } else { "counter-receive-title" })}</h2>
        {elsewhere}
        <form method="post" action=action>
            <input type="hidden" name="revision" value=view.revision.to_string() />
            <input type="hidden" name="by" value=by />
            {fields}
            <p>{says}</p>
            <div class="actions">
                <Button text=tr.t("counter-receive") />
                <a href="/office/counter">{tr.t("counter-next")}</a>
            </div>
        </form>
    }
}

fn error_of(form: &ReceiptForm, field: &str) -> Option<String> {
    form.errors.iter().find(|(name, _)| *name == field).map(|(_, text)| text.clone())
}

/// Whoever confirmed by phone stands there: the clerk sees who it is. No paper came, by hand or by post.
fn phone_fields(tr: Tr, form: &ReceiptForm) -> impl IntoView + use<> {
    view! {
        <Field
            label=tr.t("phone-who")
            hint=tr.t("phone-who-hint")
            name="who"
            value=form.who.clone()
            error=error_of(form, "who")
            maxlength=LONGEST_NAME
        />
        <Checkbox label=tr.t("phone-identity") name="signed" checked=form.signed error=error_of(form, "signed") />
    }
}

/// How and when the paper came, and that it is signed.
fn paper_fields(tr: Tr, form: &ReceiptForm) -> impl IntoView + use<> {
    let choices =
        vec![Choice::new("in_person", tr.t("counter-in-person")), Choice::new("by_post", tr.t("counter-by-post"))];
    let labels = DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"));
    view! {
        <Radios
            legend=tr.t("counter-channel")
            name="channel"
            choices
            value=form.channel.clone()
            error=error_of(form, "channel")
        />
        <DateField
            legend=tr.t("counter-date")
            hint=tr.t("counter-date-hint")
            name="received_on"
            labels
            value=form.received_on.clone()
            error=error_of(form, "received_on")
        />
        <Checkbox label=tr.t("counter-signed") name="signed" checked=form.signed error=error_of(form, "signed") />
    }
}

fn stopped(tr: Tr, why: Vec<String>, by_phone: bool) -> impl IntoView {
    let lines: Vec<_> = why.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    view! {
        <Notification kind=NotificationKind::Attention title=tr.t("counter-stopped")>
            <ul>{lines}</ul>
            <p>{tr.t(if by_phone { "phone-stopped-do" } else { "counter-stopped-do" })}</p>
        </Notification>
    }
}

fn next(tr: Tr) -> impl IntoView {
    view! { <p><a href="/office/counter">{tr.t("counter-next")}</a></p> }
}

fn changed(tr: Tr) -> AnyView {
    view! {
        <Notification kind=NotificationKind::Attention title=tr.t("counter-changed")>
            <p>{tr.t("counter-changed-do")}</p>
        </Notification>
    }
    .into_any()
}

fn received(tr: Tr, filed: FiledView) -> AnyView {
    let values = [("office", filed.office.clone().into()), ("date", tr.date(filed.filed_on).into())];
    let due = filed.due.map(|due| view! { <p>{tr.ta("counter-received-due", &[("date", tr.date(due).into())])}</p> });
    let case = filed.href.map(|href| view! { <ButtonLink text=tr.t("counter-open-case") href /> });
    let printed = filed.receipt.is_some();
    let making = filed.receipt.as_ref().is_some_and(|(_, typeset)| !typeset);
    let making = making.then(|| view! { <p class="soft">{tr.t("counter-receipt-making")}</p> });
    let receipt = filed.receipt.map(|(href, _)| view! { <a href=href>{tr.t("counter-receipt")}</a> });
    let told = match (filed.told, printed) {
        (true, _) => "counter-received-mail",
        (false, true) => "counter-received-nobody",
        (false, false) => "counter-received-nobody-elsewhere",
    };
    let keep = (!filed.by_phone).then(|| view! { <p>{tr.t("counter-received-paper")}</p> });
    let bill = filed.bill.map(|(bill, file)| {
        let values = [("sum", tr.money(bill.fee.sum()).into()), ("bill", words::number(&bill.number).into())];
        let file = file.map(|href| view! { <p><a href=href>{tr.t("counter-bill")}</a></p> });
        view! {
            <Inset tone=Tone::Amber>
                <p>{tr.ta("bill-note", &values)} " " {bill.state.words(tr)}</p>
                {file}
            </Inset>
        }
    });
    view! {
        <Panel
            title=tr.t(if filed.by_phone { "phone-received" } else { "counter-received" })
            label=tr.t("counter-received-number")
            number=words::number(&filed.number)
        >
            <p>{tr.ta("counter-received-says", &values)}</p>
        </Panel>
        {due}
        {bill}
        <p>{tr.t(told)}</p>
        {keep}
        {making}
        <div class="actions">
            {case}
            {receipt}
            <a href="/office/counter">{tr.t("counter-next")}</a>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::html;
    use portal::lang::Lang;

    #[test]
    fn what_was_confirmed_by_phone_and_cannot_be_received_speaks_of_no_paper() {
        let said = |by_phone: bool| html(move || stopped(Tr(Lang::En), vec!["why".into()], by_phone).into_any());
        assert!(said(false).contains("Give the paper back"), "{}", said(false));
        let by_phone = said(true);
        assert!(by_phone.contains("show a new code") && !by_phone.contains("paper"), "{by_phone}");
    }
}
