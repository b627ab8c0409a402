//! The page of a company: what the register says of it today, and everything that ever changed.

mod acting;
mod charter;
mod history;
mod on_day;
mod related;

pub use on_day::{NotYetView, OnDay, not_yet};
pub use related::{RelatedCompany, RelatedView};

pub use acting::{AuthorisedView, in_heads_place};
pub use charter::{CharterView, ParticipantsView};
pub use history::{Happened, HeadView, What, by_day, in_rows, news};

use super::notices::{self, NoticeView};
use super::{spaced, standing_tone, standing_words};
use crate::l10n::Tr;
use crate::ui::{ButtonKind, ButtonLink, EmptyState, Fixed, Markup, SearchBox, Tone, unbroken};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::company::{Kind, Names, Standing};
use std::borrow::Cow;
use std::sync::LazyLock;

/// A company in finished words; the register's own words stay in the language of the register.
#[derive(Clone)]
pub struct CompanyView {
    pub tr: Tr,
    pub unp: i64,
    pub kind: Kind,
    pub standing: Standing,
    pub name: String,
    pub short_name: Option<String>,
    pub brand: Option<String>,
    pub name_be: Option<String>,
    pub short_name_be: Option<String>,
    pub registered_on: Option<NaiveDate>,
    pub excluded_on: Option<NaiveDate>,
    /// The registering body that keeps the file.
    pub office: Option<String>,
    pub head: Option<HeadView>,
    /// Who else may act on the day of the page.
    pub others: Vec<AuthorisedView>,
    pub charter: Option<CharterView>,
    pub participants: Option<ParticipantsView>,
    pub activity: Option<String>,
    /// One line; legal entities alone.
    pub address: Option<String>,
    pub contacts: Contacts,
    /// Activities in force beside the main one.
    pub other_activities: Vec<String>,
    /// Newest first.
    pub history: Vec<Happened>,
    /// There is more history than is shown.
    pub more: bool,
    pub synthetic: bool,
    /// A change of location can be filed for it.
    pub may_move: bool,
    /// The liquidation, or the end of the activity, that is under way.
    pub notice: Option<NoticeView>,
    /// Other legal entities: with the same head, at the same address.
    pub related: [RelatedView; 2],
    pub on: OnDay,
    /// The day on which the page stands: today, or the one asked for.
    pub today: NaiveDate,
}

/// Contacts of a legal entity, as the register has them.
#[derive(Clone, Default)]
pub struct Contacts {
    pub phone: Option<String>,
    pub email: Option<String>,
    pub site: Option<String>,
}

impl CompanyView {
    /// The title, short enough for a path to the page.
    pub fn crumb(&self) -> String {
        const LONGEST: usize = 60;
        let title = self.title();
        match title.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", title[..end].trim_end()),
            None => title.to_owned(),
        }
    }

    /// The name in the page's language, the short one where there is one.
    pub fn title(&self) -> &str {
        let names = Names {
            full: &self.name,
            short: self.short_name.as_deref(),
            full_be: self.name_be.as_deref(),
            short_be: self.short_name_be.as_deref(),
        };
        names.title(self.tr.lang())
    }
}

/// The page is written, and not built: it is asked for more often than all others together.
pub fn page(mut view: CompanyView) -> impl IntoView {
    let tr = view.tr;
    let mut page = Markup::with_room(12 << 10);
    let to = &mut page;
    to.raw("<div class=\"entry-head\"><h1>").text(view.title()).raw("</h1><p class=\"cluster\">");
    write_standing(&view, to);
    to.raw("</p></div><div class=\"split\"><div>");
    if let Some(banner) = on_day::banner(tr, &view.on, view.unp) {
        to.view(banner);
    }
    if let Some(notice) = view.notice.take() {
        to.view(notices::of_company(tr, notice, view.today));
    }
    to.facts(|to| write_facts(&view, to));
    if view.standing.exists() {
        acting::write(&view, to);
    }
    to.raw("<h2 id=\"history\">").text(&tr.said("company-history")).raw("</h2>");
    history::write(tr, &view.history, view.more, view.unp, to);
    related::write(tr, &view.related, to);
    to.raw("</div>");
    write_actions(&view, to);
    to.raw("</div>");
    page.into_element()
}

/// The state, since when, and whether the company is invented.
fn write_standing(view: &CompanyView, to: &mut Markup) {
    let tr = view.tr;
    to.tag(&standing_words(tr, view.standing), standing_tone(view.standing));
    to.raw("<span>").text(&standing_sentence(view)).raw("</span>");
    if view.synthetic {
        to.tag(&tr.said("company-synthetic"), Tone::Amber);
    }
}

/// "Active since 15 September 2025."
fn standing_sentence(view: &CompanyView) -> String {
    let tr = view.tr;
    let ended = if view.standing.exists() { None } else { view.excluded_on };
    match (ended, view.registered_on) {
        (Some(day), _) => tr.ta("standing-ended-sentence", &[("date", tr.date(day).into())]),
        (None, Some(day)) => {
            let key = format!("standing-{}-sentence", view.standing.code());
            tr.ta(&key, &[("date", tr.date(day).into())])
        }
        (None, None) => tr.t("company-date-unknown"),
    }
}

fn write_facts(view: &CompanyView, to: &mut Markup) {
    let tr = view.tr;
    to.fact_of(&tr.said("company-unp"), |to| {
        to.unp(&view.unp.to_string());
    });
    let mut row = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            to.fact(&tr.said(key), value);
        }
    };
    let date = |day: Option<NaiveDate>| day.map(|day| tr.date(day));
    let is_entity = view.kind == Kind::LegalEntity;
    row("company-kind", Some(&tr.said(if is_entity { "kind-legal-entity" } else { "kind-sole-proprietor" })));
    row("company-full-name", is_entity.then_some(&view.name));
    row("company-short-name", view.short_name.as_deref());
    row("company-brand", view.brand.as_deref());
    row("company-name-be", view.name_be.as_deref());
    row("company-short-name-be", view.short_name_be.as_deref());
    row("company-registered-on", date(view.registered_on).as_deref());
    row("company-excluded-on", date(view.excluded_on).as_deref());
    row("company-office", view.office.as_deref());
    row("company-address", Some(&address(view)));
    row("company-head", view.head.as_ref().map(|head| head.line(tr)).as_deref());
    row("company-charter", view.charter.as_ref().map(|charter| charter.line(tr)).as_deref());
    row("company-participants", view.participants.as_ref().map(|of| of.lines(tr).join("; ")).as_deref());
    row("company-activity", view.activity.as_deref());
    let others = (!view.other_activities.is_empty()).then(|| view.other_activities.join("; "));
    row("company-other-activities", others.as_deref());
    row("company-phone", view.contacts.phone.as_deref());
    row("company-email", view.contacts.email.as_deref());
    row("company-site", view.contacts.site.as_deref());
}

fn address(view: &CompanyView) -> Cow<'static, str> {
    match (view.kind, &view.address) {
        (Kind::SoleProprietor, _) => view.tr.said("company-address-personal"),
        (Kind::LegalEntity, Some(address)) => unbroken(address).into(),
        (Kind::LegalEntity, None) => view.tr.said("company-address-unknown"),
    }
}

fn write_actions(view: &CompanyView, to: &mut Markup) {
    let (tr, on) = (view.tr, &view.on);
    let unp = view.unp.to_string();
    if on.typed.is_empty() && on.wrong.is_none() && on.day.is_none() {
        let today = if view.may_move { &ACTIONS_OF_WHO_MAY_MOVE } else { &ACTIONS };
        return today.write(tr, &unp, to);
    }
    let act = if on.day.is_some() { ().into_any() } else { move_it(tr, view.may_move) };
    to.view(all_actions(tr, &unp, act, on));
}

/// What can be done with a company as it stands today: it is the same for all but for the number.
static ACTIONS: LazyLock<Fixed> = LazyLock::new(|| actions_today(false));
static ACTIONS_OF_WHO_MAY_MOVE: LazyLock<Fixed> = LazyLock::new(|| actions_today(true));

fn actions_today(may_move: bool) -> Fixed {
    Fixed::of(|tr| all_actions(tr, Fixed::HOLE, move_it(tr, may_move), &OnDay::default()))
}

fn move_it(tr: Tr, may_move: bool) -> AnyView {
    match may_move {
        true => view! {
            <p>{tr.t("company-move-about")}</p>
            <p>
                <ButtonLink text=tr.t("company-move") href="/services/change-of-location" kind=ButtonKind::Secondary />
            </p>
        }
        .into_any(),
        false => view! { <p>{tr.t("company-move-not")}</p> }.into_any(),
    }
}

fn all_actions(tr: Tr, unp: &str, act: AnyView, on: &OnDay) -> impl IntoView + use<> {
    let on_day = on_day::form(tr, on, unp);
    view! {
        <aside class="stack no-print" aria-labelledby="company-actions">
            <h2 id="company-actions">{tr.t("company-actions")}</h2>
            {act}
            <p><a href=format!("/extracts?unp={unp}")>{tr.t("company-extract")}</a></p>
            <p><a href="/services">{tr.t("company-all-services")}</a></p>
            <p><a href=format!("/register/{unp}/alert")>{tr.t("alert-title")}</a></p>
            {on_day}
            <p>
                <a href=format!("/register/{unp}/feed.atom") type="application/atom+xml">{tr.t("company-feed")}</a>
            </p>
        </aside>
    }
}

/// A number that the register does not have.
#[derive(Clone)]
pub struct UnknownView {
    pub tr: Tr,
    /// As it was asked for, cut.
    pub asked: String,
}

/// No such company: what to try.
pub fn unknown(view: UnknownView) -> impl IntoView {
    let tr = view.tr;
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t("company-unknown-title")}</h1>
            <EmptyState title=tr.ta("register-none-unp", &[("unp", spaced(&view.asked).into())])>
                <p>{tr.t("register-none-unp-try")}</p>
                <p>{tr.t("register-none-whole")}</p>
            </EmptyState>
            <SearchBox
                label=tr.t("register-search-label")
                action="/register"
                button=tr.t("search-button")
                hint=tr.t("register-search-hint")
                id="register-q"
            />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn what_can_be_done_today_is_written_once_and_is_the_same() {
        for lang in Lang::ALL {
            for (fixed, may_move) in [(&*ACTIONS, false), (&*ACTIONS_OF_WHO_MAY_MOVE, true)] {
                let tr = Tr(lang);
                let (mut written, mut anew) = (Markup::default(), Markup::default());
                fixed.write(tr, "790123453", &mut written);
                Owner::new().with(|| {
                    anew.view(all_actions(tr, "790123453", move_it(tr, may_move), &OnDay::default()));
                });
                assert_eq!(written.as_str(), anew.as_str());
                assert_eq!(written.as_str().matches("790123453").count(), 4, "extract, alert, day, feed");
            }
        }
    }
}
