//! People who sign in: finding them, and inviting somebody.

use super::why;
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, ButtonLink, Cell, Checkbox, Choice, Column, DataTable, ErrorSummary, Field, FieldKind, FilterPanel, Link,
    Row, Select, Tag, Tone,
};
use leptos::prelude::*;
use portal::answers::Answers;

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Active,
    /// Waits for its owner to choose a password.
    Invited,
    Locked,
    Closed,
}

impl State {
    /// Its tag.
    pub fn tag(self, tr: Tr) -> impl IntoView {
        let (key, tone) = match self {
            State::Active => ("user-active", Tone::Green),
            State::Invited => ("user-invited", Tone::Blue),
            State::Locked => ("user-locked", Tone::Red),
            State::Closed => ("user-closed", Tone::Neutral),
        };
        view! { <Tag text=tr.t(key) tone /> }
    }
}

/// A person in the list.
#[derive(Clone, Debug)]
pub struct PersonView {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: String,
    pub office: Option<String>,
    pub state: State,
}

#[derive(Clone)]
pub struct UsersView {
    pub tr: Tr,
    pub people: Vec<PersonView>,
    /// What is looked for: `q`, `role`, `office`, `locked`.
    pub asked: Answers,
    /// Codes and names.
    pub roles: Vec<(String, String)>,
    pub offices: Vec<(String, String)>,
    pub filtered: bool,
    /// The address of those further on.
    pub next: Option<String>,
    /// The reader may invite.
    pub writes: bool,
}

const BASE: &str = "/office/administration/users";

fn choices(all: &[(String, String)]) -> Vec<Choice> {
    all.iter().map(|(code, name)| Choice::new(code, name)).collect()
}

/// The name, and below it the address by which one signs in.
fn named(person: &PersonView) -> impl IntoView {
    let href = format!("{BASE}/{}", person.id);
    view! {
        <div class="named">
            <a href=href>{person.name.clone()}</a>
            <div class="small soft">{person.email.clone()}</div>
        </div>
    }
}

pub fn page(view: UsersView) -> impl IntoView {
    let tr = view.tr;
    let UsersView { asked, roles, offices, filtered, .. } = view.clone();
    let asked = move |name: &str| asked.get(name).to_owned();
    let rows: Vec<Row> = view
        .people
        .iter()
        .map(|person| {
            Row::new(vec![
                Cell::view(named(person)),
                Cell::text(person.role.clone()),
                Cell::text(person.office.clone().unwrap_or_else(|| "—".to_owned())),
                Cell::view(person.state.tag(tr)),
            ])
        })
        .collect();
    let columns = vec![
        Column::new(tr.t("account-name")),
        Column::new(tr.t("users-role")),
        Column::new(tr.t("account-office")),
        Column::new(tr.t("user-state")),
    ];
    let invite =
        view.writes.then(|| view! { <p><ButtonLink text=tr.t("user-invite") href=format!("{BASE}/new") /></p> });
    let next = view.next.clone().map(|href| view! { <p><a href=href rel="next">{tr.t("administration-next")}</a></p> });
    let clear = view.filtered.then(|| Link::new(tr.t("administration-clear"), BASE));
    view! {
        <h1>{tr.t("users-title")}</h1>
        <p class="lede">{tr.t("users-lede")}</p>
        {invite}
        <div class="split side-first">
            <aside>
                <FilterPanel
                    title=tr.t("administration-find")
                    action=BASE
                    groups=Vec::new()
                    submit=tr.t("administration-show")
                    clear=clear
                    open=filtered
                >
                    <Field label=tr.t("users-q") name="q" value=asked("q") />
                    <Select
                        label=tr.t("users-role")
                        name="role"
                        choices=choices(&roles)
                        value=asked("role")
                        blank=tr.t("users-any-role")
                    />
                    <Select
                        label=tr.t("account-office")
                        name="office"
                        choices=choices(&offices)
                        value=asked("office")
                        blank=tr.t("users-any-office")
                    />
                    <Checkbox label=tr.t("users-locked") name="locked" value="on" checked=asked("locked") == "on" />
                </FilterPanel>
            </aside>
            <div>
                <DataTable
                    caption=tr.t("users-title")
                    columns
                    rows
                    caption_hidden=true
                    dense=true
                    row_links=true
                    empty=tr.t("users-none")
                />
                {next}
            </div>
        </div>
    }
}

/// The page on which somebody is invited.
#[derive(Clone)]
pub struct InviteView {
    pub tr: Tr,
    pub typed: Answers,
    pub faults: Faults,
    pub roles: Vec<(String, String)>,
    pub offices: Vec<(String, String)>,
}

pub fn invite(view: InviteView) -> impl IntoView {
    let tr = view.tr;
    let typed = |name: &str| view.typed.get(name).to_owned();
    let languages = ["be", "ru", "en"].map(|tag| Choice::new(tag, tr.t(&format!("lang-{tag}"))));
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="two-thirds stack">
            <h1>{tr.t("user-invite")}</h1>
            <p class="lede">{tr.t("user-invite-lede")}</p>
            <form method="post" action=BASE class="stack" novalidate>
                <input type="hidden" name="id" value=typed("id") />
                <Field label=tr.t("user-name") name="name" value=typed("name") error=view.faults.of("name") />
                <Field
                    label=tr.t("sign-in-email")
                    name="email"
                    value=typed("email")
                    kind=FieldKind::Email
                    error=view.faults.of("email")
                />
                {post(tr, &view.typed, &view.faults, &view.roles, &view.offices)}
                <Select
                    label=tr.t("user-lang")
                    name="lang"
                    choices=languages.into()
                    value=typed("lang")
                    error=view.faults.of("lang")
                />
                {why(tr, typed("why"), view.faults.of("why"))}
                <Button text=tr.t("user-invite-button") />
            </form>
        </div>
    }
}

/// A role and an office.
pub fn post(
    tr: Tr,
    typed: &Answers,
    faults: &Faults,
    roles: &[(String, String)],
    offices: &[(String, String)],
) -> impl IntoView + use<> {
    view! {
        <Select
            label=tr.t("users-role")
            name="role"
            choices=choices(roles)
            value=typed.get("role").to_owned()
            blank=tr.t("user-choose")
            error=faults.of("role")
        />
        <Select
            label=tr.t("account-office")
            hint=tr.t("user-office-hint")
            name="office"
            choices=choices(offices)
            value=typed.get("office").to_owned()
            blank=tr.t("user-no-office")
            error=faults.of("office")
        />
    }
}
