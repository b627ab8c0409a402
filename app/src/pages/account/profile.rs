//! The account: who one is, what one may act for, the password, the sessions.

use super::faults::Faults;
use crate::l10n::Tr;
use crate::ui::*;
use leptos::prelude::*;
use portal::lang::Lang;

/// The page's data.
#[derive(Clone)]
pub struct ProfileView {
    pub tr: Tr,
    pub name: String,
    pub email: String,
    /// "Entrepreneur", "Clerk".
    pub role: String,
    /// The office of a clerk or a supervisor.
    pub office: Option<String>,
    /// The language of mails.
    pub lang: Lang,
    /// What was just done.
    pub notice: Option<String>,
    /// What is wrong with the change of password.
    pub faults: Faults,
    /// The account can be closed by its owner.
    pub closable: bool,
    /// Staff act for no company.
    pub staff: bool,
    /// One-time codes are asked for.
    pub second_step: bool,
    pub mandates: Vec<MandateView>,
    pub demo: bool,
}

/// A company one may act for.
#[derive(Clone)]
pub struct MandateView {
    pub company: String,
    pub unp: String,
    /// What one may do.
    pub scope: String,
    /// From when until when.
    pub period: String,
    /// "Ended", "Not yet": where it does not count today.
    pub not_now: Option<String>,
}

pub fn page(view: ProfileView) -> impl IntoView {
    let tr = view.tr;
    let notice = view.notice.clone().map(|text| view! { <Notification kind=NotificationKind::Success title=text /> });
    let companies = (!view.staff).then(|| companies(&view));
    view! {
        <div>
            <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
            {notice}
            <h1>{tr.t("account-title")}</h1>
            <SummaryList rows=person(&view) />
            {companies}
            {language(&view)}
            {password(&view)}
            {second_step(&view)}
            {sessions(tr)}
            {own_data(tr, view.closable)}
        </div>
    }
}

fn person(view: &ProfileView) -> Vec<SummaryRow> {
    let tr = view.tr;
    let mut rows = vec![
        SummaryRow::new(tr.t("account-name"), view.name.clone()),
        SummaryRow::new(tr.t("sign-in-email"), view.email.clone()),
        SummaryRow::new(tr.t("account-role"), view.role.clone()),
    ];
    if let Some(office) = &view.office {
        rows.push(SummaryRow::new(tr.t("account-office"), office.clone()));
    }
    rows
}

fn companies(view: &ProfileView) -> impl IntoView + use<> {
    let tr = view.tr;
    let rows: Vec<Row> = view.mandates.iter().map(row).collect();
    let list = if rows.is_empty() {
        view! {
            <EmptyState title=tr.t("account-companies-none")>
                <p>{tr.t("account-rights-first")}</p>
            </EmptyState>
        }
        .into_any()
    } else {
        let columns = vec![
            Column::new(tr.t("account-company")),
            Column::new(tr.t("account-unp")),
            Column::new(tr.t("account-scope")),
            Column::new(tr.t("account-period-column")),
        ];
        view! { <DataTable caption=tr.t("account-companies") caption_hidden=true columns=columns rows=rows /> }
            .into_any()
    };
    let demo = view.demo.then(|| view! { <p>{tr.t("account-rights-demo")}</p> });
    view! {
        <h2>{tr.t("account-companies")}</h2>
        {list}
        <p><a href="/businesses">{tr.t("home-businesses")}</a></p>
        <Details summary=tr.t("account-rights-title")>
            <p>{tr.t("account-rights-head")}</p>
            <p>{tr.t("account-rights-other")}</p>
            {demo}
        </Details>
    }
}

fn row(mandate: &MandateView) -> Row {
    let MandateView { company, unp, scope, period, not_now } = mandate.clone();
    let href = if not_now.is_some() { format!("/register/{unp}") } else { format!("/businesses/{unp}") };
    let period = view! {
        {period}
        {not_now.map(|text| view! { " " <Tag text=text /> })}
    };
    Row::new(vec![
        Cell::link(company, href),
        Cell::view(view! { <UnpText unp=unp /> }),
        Cell::text(scope),
        Cell::view(period),
    ])
}

fn language(view: &ProfileView) -> impl IntoView + use<> {
    let tr = view.tr;
    let choices = vec![
        Choice::new("be", tr.t("lang-be")),
        Choice::new("ru", tr.t("lang-ru")),
        Choice::new("en", tr.t("lang-en")),
    ];
    view! {
        <h2>{tr.t("account-mails")}</h2>
        <form method="post" action="/account/language" class="stack">
            <Radios legend=tr.t("account-language") name="lang" choices=choices value=view.lang.tag() inline=true />
            <Button text=tr.t("account-language-button") kind=ButtonKind::Secondary />
        </form>
    }
}

fn password(view: &ProfileView) -> impl IntoView + use<> {
    let tr = view.tr;
    view! {
        <h2>{tr.t("account-password")}</h2>
        <form method="post" action="/account" class="stack two-thirds" novalidate>
            <input type="hidden" autocomplete="username" value=view.email.clone() />
            <Field
                label=tr.t("account-old-password")
                name="old_password"
                kind=FieldKind::Password
                error=view.faults.of("old_password")
                autocomplete="current-password"
            />
            <Field
                label=tr.t("new-password")
                name="new_password"
                kind=FieldKind::Password
                hint=tr.t("password-hint")
                error=view.faults.of("new_password")
                autocomplete="new-password"
            />
            <Button text=tr.t("account-password-button") kind=ButtonKind::Secondary />
        </form>
    }
}

fn second_step(view: &ProfileView) -> impl IntoView + use<> {
    let tr = view.tr;
    let (text, link) = match view.second_step {
        true => ("second-step-is-on", "second-step-change"),
        false => ("second-step-is-off", "second-step-turn-on"),
    };
    view! {
        <h2>{tr.t("second-step-title")}</h2>
        <p>{tr.t(text)}</p>
        <p><a href="/account/second-step">{tr.t(link)}</a></p>
    }
}

fn own_data(tr: Tr, closable: bool) -> impl IntoView {
    let close = closable.then(|| view! { <li><a href="/account/closure">{tr.t("closure-title")}</a></li> });
    view! {
        <h2>{tr.t("own-data-title")}</h2>
        <ul>
            <li><a href="/account/data" download="">{tr.t("own-data-copy")}</a></li>
            <li><a href="/account/mails">{tr.t("own-mails-title")}</a></li>
            {close}
        </ul>
    }
}

fn sessions(tr: Tr) -> impl IntoView {
    view! {
        <h2>{tr.t("account-sessions")}</h2>
        <p>{tr.t("account-sessions-text")}</p>
        <form method="post" action="/account/sessions/end">
            <Button text=tr.t("account-sessions-button") kind=ButtonKind::Warning />
        </form>
    }
}
