//! One person: what they are, and what an administrator may do about it.

use super::changes::{ChangeView, table};
use super::users::{State, post};
use super::{since, why};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{Button, ButtonKind, ErrorSummary, Inset, SummaryList, SummaryRow, Tone};
use chrono::NaiveDateTime;
use leptos::prelude::*;
use portal::answers::Answers;

#[derive(Clone)]
pub struct UserView {
    pub tr: Tr,
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: String,
    pub office: Option<String>,
    pub state: State,
    /// Minsk time.
    pub created_at: NaiveDateTime,
    /// Sessions that last, and when one was seen last, in Minsk.
    pub sessions: (i64, Option<NaiveDateTime>),
    /// Cases in their hands.
    pub cases: i64,
    pub changes: Vec<ChangeView>,
    /// What the reader may do.
    pub may: May,
    /// How often the account was changed.
    pub seen: i32,
    pub roles: Vec<(String, String)>,
    pub offices: Vec<(String, String)>,
    pub typed: Answers,
    pub faults: Faults,
    /// Which form has the faults.
    pub form: Form,
    /// What somebody changed while the page was open.
    pub since: Vec<ChangeView>,
}

/// What a reader may do with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    Read,
    /// Their own: nobody changes their own role or locks themselves out.
    Own,
    Change,
}

/// The forms of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Post,
    Lock,
}

pub fn page(view: UserView) -> impl IntoView {
    let tr = view.tr;
    let sessions = match view.sessions {
        (0, _) | (_, None) => tr.t("user-sessions-none"),
        (count, Some(last)) => {
            tr.ta("user-sessions-some", &[("count", count.into()), ("last", tr.moment(last).into())])
        }
    };
    let rows = vec![
        SummaryRow::new(tr.t("sign-in-email"), view.email.clone()),
        SummaryRow::new(tr.t("users-role"), view.role.clone()),
        SummaryRow::new(tr.t("account-office"), view.office.clone().unwrap_or_else(|| "—".to_owned())),
        SummaryRow::new(tr.t("user-state"), view.state.tag(tr)),
        SummaryRow::new(tr.t("user-since"), tr.moment(view.created_at)),
        SummaryRow::new(tr.t("user-sessions"), sessions),
        SummaryRow::new(tr.t("user-cases"), view.cases.to_string()),
    ];
    let forms = match (view.may, view.state) {
        (May::Read, _) | (_, State::Closed) => ().into_any(),
        (May::Own, _) => {
            view! { <Inset tone=Tone::Neutral><p>{tr.t("administration-fault-own-account")}</p></Inset> }.into_any()
        }
        (May::Change, _) => forms(&view).into_any(),
    };
    let audit = format!("/office/administration/audit?account={}", view.id);
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="page-head">
            <p class="caption">{tr.t("users-title")}</p>
            <h1>{view.name.clone()}</h1>
        </div>
        {since(tr, &view.since)}
        <div class="two-thirds">
            <SummaryList rows />
        </div>
        <p><a href=audit>{tr.t("user-audit")}</a></p>
        {forms}
        <h2>{tr.t("changes-title-administration")}</h2>
        {table(tr, tr.t("changes-title-administration"), view.changes.clone())}
    }
}

fn forms(view: &UserView) -> impl IntoView + use<> {
    let tr = view.tr;
    let base = format!("/office/administration/users/{}", view.id);
    let of = |form: Form| if view.form == form { view.faults.clone() } else { Faults::default() };
    let reason = |form: Form| {
        let typed = if view.form == form { view.typed.get("why").to_owned() } else { String::new() };
        why(tr, typed, of(form).of("why"))
    };
    let locked = view.state == State::Locked;
    let (title, says, button, to) = if locked {
        ("user-unlock", "user-unlock-says", "user-unlock-button", "")
    } else {
        ("user-lock", "user-lock-says", "user-lock-button", "on")
    };
    let sessions = (view.sessions.0 > 0).then(|| {
        view! {
            <form method="post" action=format!("{base}/sessions")>
                <Button text=tr.t("user-end-sessions") kind=ButtonKind::Secondary />
            </form>
        }
    });
    let again = (view.state == State::Invited).then(|| {
        view! {
            <form method="post" action=format!("{base}/invitation")>
                <Button text=tr.t("user-invite-again") kind=ButtonKind::Secondary />
            </form>
        }
    });
    view! {
        <div class="cluster">{sessions} {again}</div>
        <div class="two-thirds">
            <h2>{tr.t("user-post")}</h2>
            <p>{tr.t("user-post-says")}</p>
            <form method="post" action=format!("{base}/post") class="stack" novalidate>
                <input type="hidden" name="seen" value=view.seen.to_string() />
                {post(tr, &view.typed, &of(Form::Post), &view.roles, &view.offices)}
                {reason(Form::Post)}
                <Button text=tr.t("user-post-button") />
            </form>
            <h2>{tr.t(title)}</h2>
            <p>{tr.t(says)}</p>
            <form method="post" action=format!("{base}/lock") class="stack" novalidate>
                <input type="hidden" name="seen" value=view.seen.to_string() />
                <input type="hidden" name="locked" value=to />
                // Two questions of one name on a page: the second has an id of its own.
                <div>{lock_why(view, of(Form::Lock).of("lock_why"))}</div>
                <Button text=tr.t(button) kind=if locked { ButtonKind::Primary } else { ButtonKind::Warning } />
            </form>
        </div>
    }
}

fn lock_why(view: &UserView, error: Option<String>) -> impl IntoView + use<> {
    let tr = view.tr;
    view! {
        <crate::ui::Textarea
            label=tr.t("administration-why")
            hint=tr.t("administration-why-hint")
            name="lock_why"
            value=view.typed.get("lock_why").to_owned()
            rows=2
            maxlength=500u32
            error=error
        />
    }
}
