//! Who may act for a legal entity on the day of the page: the head and others authorised, with their days.

use super::{CompanyView, HeadView};
use crate::l10n::Tr;
use crate::ui::{Cell, Column, Markup, Row};
use chrono::NaiveDate;
use portal::company::{InHeadsPlace, Kind, Standing};
use portal::lang::Lang;
use portal::procedures::{Authorisation, Authorised, Authority};

/// Another person authorised to act.
#[derive(Clone)]
pub struct AuthorisedView {
    pub authority: Authority,
    pub name: String,
    pub name_be: Option<String>,
    pub post: Option<String>,
    /// Of a managing organisation or sole proprietor.
    pub unp: Option<i64>,
    pub since: Option<NaiveDate>,
    /// The last day of the powers, where they have an end.
    pub until: Option<NaiveDate>,
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

impl From<Authorised> for AuthorisedView {
    fn from(other: Authorised) -> AuthorisedView {
        let Authorised { authority, name, name_be, post, unp, since, until, key: _ } = other;
        AuthorisedView { authority, name, name_be: filled(name_be), post: filled(post), unp, since, until }
    }
}

impl From<&Authorisation> for AuthorisedView {
    fn from(granted: &Authorisation) -> AuthorisedView {
        AuthorisedView {
            authority: granted.authority,
            name: granted.name.clone(),
            name_be: filled(granted.name_be.clone()),
            post: filled(granted.post.clone()),
            unp: granted.unp,
            since: Some(granted.from),
            until: granted.until,
        }
    }
}

impl AuthorisedView {
    fn name(&self, tr: Tr) -> &str {
        match (tr.lang(), &self.name_be) {
            (Lang::Be, Some(name)) => name,
            _ => &self.name,
        }
    }

    /// What the powers rest on: the post as the register has it, or the kind.
    fn capacity(&self, tr: Tr) -> String {
        self.post.clone().unwrap_or_else(|| tr.t(&format!("authority-{}", self.authority.code())))
    }

    /// «Котов Глеб Ильич, заместитель директора», «ООО «Управляющая» (УНП 790123453), управляющая организация».
    pub fn line(&self, tr: Tr) -> String {
        let unp = self.unp.map(|unp| format!(" ({} {unp})", tr.t("unp"))).unwrap_or_default();
        format!("{}{unp}, {}", self.name(tr), super::history::uncapitalised(&self.capacity(tr)))
    }

    /// The same with the first and the last day.
    pub fn line_with_days(&self, tr: Tr) -> String {
        let days = period(tr, self.since, self.until);
        if days.is_empty() { self.line(tr) } else { format!("{}, {days}", self.line(tr)) }
    }
}

/// «с 1 марта 2026 г. по 31 декабря 2026 г.»; empty where neither day is known.
fn period(tr: Tr, since: Option<NaiveDate>, until: Option<NaiveDate>) -> String {
    let words = |key: &str, days: &[(&'static str, NaiveDate)]| {
        let values: Vec<_> = days.iter().map(|(name, day)| (*name, tr.date(*day).into())).collect();
        tr.ta(key, &values)
    };
    match (since, until) {
        (Some(since), Some(until)) => words("acting-since-until", &[("since", since), ("until", until)]),
        (Some(since), None) => words("acting-since", &[("since", since)]),
        (None, Some(until)) => words("acting-until", &[("until", until)]),
        (None, None) => String::new(),
    }
}

/// Who acts for a legal entity in the place of its head: by name where the register has it, else in a sentence. `None`
/// where the head acts.
pub fn in_heads_place(tr: Tr, standing: Standing, head: Option<&HeadView>, day: NaiveDate) -> Option<String> {
    let place = standing.in_heads_place()?;
    let head = head.filter(|head| acts(head, Some(place), day));
    Some(head.map_or_else(|| unnamed(tr, place), |head| head.who(tr)))
}

fn unnamed(tr: Tr, place: InHeadsPlace) -> String {
    tr.t(&format!("acting-unnamed-{}", place.code()))
}

/// Whether the head on record acts on a day: before the last day of the powers, and where somebody is to act in the
/// head's place only as that person.
fn acts(head: &HeadView, place: Option<InHeadsPlace>, day: NaiveDate) -> bool {
    let post = head.post.as_deref().unwrap_or_default();
    head.until.is_none_or(|until| day <= until) && place.is_none_or(|place| place.is_of_post(post))
}

/// The table; nothing where the register names nobody. Where the law has somebody act in the head's place, neither the
/// head nor whom the head authorised is told; where the register does not name that person, a sentence stands here.
pub(super) fn write(view: &CompanyView, to: &mut Markup) {
    let (tr, day) = (view.tr, view.today);
    let place = view.standing.in_heads_place().filter(|_| view.kind == Kind::LegalEntity);
    let others: &[AuthorisedView] = if place.is_some() { &[] } else { &view.others };
    let basis = if place.is_some() { "acting-in-heads-place" } else { "acting-head" };
    let head = view.head.as_ref().filter(|head| acts(head, place, day)).map(|head| {
        let days = period(tr, head.since, head.until);
        Row::new(vec![Cell::text(head.who(tr)), Cell::text(tr.t(basis)), Cell::text(days)])
    });
    let other = |other: &AuthorisedView| {
        let basis = tr.t(&format!("authority-{}", other.authority.code()));
        let who = other.post.as_ref().map_or_else(|| other.name(tr).to_owned(), |_| other.line(tr));
        let who = match other.unp {
            Some(unp) => Cell::link(format!("{who} ({} {unp})", tr.t("unp")), format!("/register/{unp}")),
            None => Cell::text(who),
        };
        Row::new(vec![who, Cell::text(basis), Cell::text(period(tr, other.since, other.until))])
    };
    let rows: Vec<Row> = head.into_iter().chain(others.iter().map(other)).collect();
    if rows.is_empty() && place.is_none() {
        return;
    }
    let title = tr.said("acting-title");
    to.raw("<h2 id=\"acting\">").text(&title).raw("</h2>");
    match place.filter(|_| rows.is_empty()) {
        Some(place) => to.raw("<p>").text(&unnamed(tr, place)).raw("</p>"),
        None => {
            to.table(&title, ["acting-who", "acting-as", "acting-days"].map(|key| Column::new(tr.t(key))).into(), rows)
        }
    };
}
