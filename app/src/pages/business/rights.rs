//! Who may act for a company: what the head gave, what waits to be accepted, and one more right.

use super::RightView;
use super::holders::{self, HolderView};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DataTable, DateBoxes, DateField, DateLabels, ErrorSummary, Field,
    FieldKind, Notification, NotificationKind, Radios, Row, UnpText,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;
use portal::grant::SCOPES;

/// What can just have been done: parts of the keys `notice-right-…`.
pub const NOTICES: [&str; 4] = ["offered", "replaced", "withdrawn", "revoked"];

#[derive(Clone)]
pub struct RightsView {
    pub tr: Tr,
    pub unp: i64,
    pub company: String,
    pub today: NaiveDate,
    pub holders: Vec<HolderView>,
    pub offers: Vec<OfferView>,
    /// The most months that a right lasts.
    pub most_months: u32,
    pub typed: Answers,
    pub faults: Faults,
    pub notice: Option<String>,
}

/// An offer that waits to be accepted.
#[derive(Clone)]
pub struct OfferView {
    pub id: String,
    pub email: String,
    pub right: RightView,
    /// The last day on which it can be accepted.
    pub expires: NaiveDate,
    /// It took the place of an earlier one.
    pub replaces: bool,
}

pub fn page(view: RightsView) -> impl IntoView {
    let tr = view.tr;
    let notice = view.notice.clone().map(|text| view! { <Notification kind=NotificationKind::Success title=text /> });
    view! {
        <div class="stack">
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            {notice}
            <div class="page-head">
                <p class="caption">{view.company.clone()} " · " {tr.t("unp")} " " <UnpText unp=view.unp.to_string() /></p>
                <h1>{tr.t("rights-title")}</h1>
                <p class="lede">{tr.t("rights-lede")}</p>
            </div>
            <h2>{tr.t("business-holders")}</h2>
            {holders::table(tr, view.unp, &view.holders, true)}
            {offers(&view)}
            {form(&view)}
        </div>
    }
}

fn offers(view: &RightsView) -> Option<impl IntoView + use<>> {
    let (tr, unp) = (view.tr, view.unp);
    let row = |offer: &OfferView| {
        let action = format!("/businesses/{unp}/invitations/{}/withdrawal", offer.id);
        let context = offer.email.clone();
        Row::new(vec![
            Cell::text(offer.email.clone()),
            Cell::text(offer.right.words(tr)),
            Cell::text(offer.right.period(tr)),
            Cell::view(view! {
                {tr.ta("rights-expires", &[("date", tr.date(offer.expires).into())])}
                {offer.replaces.then(|| view! { <p class="soft small">{tr.t("rights-replaces")}</p> })}
            }),
            Cell::view(view! {
                <form method="post" action=action>
                    <button class="linklike">{tr.t("rights-withdraw")} <span class="vh">{format!(": {context}")}</span></button>
                </form>
            }),
        ])
    };
    let columns = vec![
        Column::new(tr.t("sign-in-email")),
        Column::new(tr.t("rights-allowed")),
        Column::new(tr.t("account-period-column")),
        Column::new(tr.t("rights-waits")),
        Column::new(tr.t("rights-withdraw")).hidden(),
    ];
    let rows: Vec<Row> = view.offers.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{tr.t("rights-offers")}</h2>
            <DataTable caption=tr.t("rights-offers") caption_hidden=true columns=columns rows=rows />
        }
    })
}

fn form(view: &RightsView) -> impl IntoView + use<> {
    let tr = view.tr;
    let choices = SCOPES
        .into_iter()
        .map(|scope| {
            let code = scope.code();
            Choice::new(code, tr.t(&format!("account-scope-{code}"))).hint(tr.t(&format!("rights-{code}-about")))
        })
        .collect();
    let months = i64::from(view.most_months);
    view! {
        <h2 id="give">{tr.t("rights-give")}</h2>
        <form method="post" action=format!("/businesses/{}/rights", view.unp) class="stack two-thirds" novalidate>
            <Field
                label=tr.t("rights-email")
                name="email"
                kind=FieldKind::Email
                value=view.typed.get("email").to_owned()
                hint=tr.t("rights-email-hint")
                error=view.faults.of("email")
                maxlength=254
            />
            <Radios
                legend=tr.t("rights-scope")
                name="scope"
                choices=choices
                value=view.typed.get("scope").to_owned()
                error=view.faults.of("scope")
            />
            {date(view, "from", "rights-from", tr.t("rights-from-hint"))}
            {date(view, "until", "rights-until", tr.ta("rights-until-hint", &[("months", months.into())]))}
            <Button text=tr.t("rights-button") kind=ButtonKind::Primary />
        </form>
    }
}

fn date(view: &RightsView, name: &'static str, legend: &str, hint: String) -> impl IntoView + use<> {
    let tr = view.tr;
    let boxes = ["day", "month", "year"].map(|part| format!("{name}_{part}"));
    let [day, month, year] = boxes.map(|field| view.typed.get(&field).to_owned());
    view! {
        <DateField
            legend=tr.t(legend)
            name=name
            labels=DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"))
            value=DateBoxes::new(day, month, year)
            hint=hint
            error=view.faults.of(name)
        />
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn every_right_and_notice_has_its_words() {
        for lang in Lang::ALL {
            let scopes = SCOPES.map(|scope| format!("rights-{}-about", scope.code()));
            for key in scopes.into_iter().chain(NOTICES.map(|code| format!("notice-right-{code}"))) {
                assert!(Tr(lang).has(&key), "{key} in {}", lang.tag());
            }
        }
    }
}
