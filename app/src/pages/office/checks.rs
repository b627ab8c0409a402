//! The checks of a case as green, amber and red sentences, each with its act.

use crate::l10n::Tr;
use crate::ui::{Check, CheckList, Tone};
use leptos::prelude::*;

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    Agrees,
    Look,
    Stops,
}

/// An act that a check rests on. The addresses are those of the national legal portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Decree 1 of 16.01.2009 on state registration.
    Registration,
    /// Council of Ministers, 229 of 23.02.2009: how the register is kept.
    Register,
    /// The Housing Code.
    Housing,
    /// Council of Ministers, 548 of 2021: the list of administrative procedures.
    Procedures,
}

impl Act {
    fn name(self, tr: Tr) -> String {
        match self {
            Act::Registration => tr.t("case-act-registration"),
            Act::Register => tr.t("case-act-register"),
            Act::Housing => tr.t("case-act-housing"),
            Act::Procedures => tr.t("case-act-procedures"),
        }
    }

    fn href(self) -> &'static str {
        match self {
            Act::Registration => "https://pravo.by/document/?guid=3871&p0=Pd0900001",
            Act::Register => "https://pravo.by/document/?guid=3871&p0=C20900229",
            Act::Housing => "https://pravo.by/document/?guid=3871&p0=Hk1200428",
            Act::Procedures => "https://pravo.by/document/?guid=3871&p0=C22100548",
        }
    }
}

/// One check, in words.
#[derive(Clone, Debug)]
pub struct CheckView {
    pub finding: Finding,
    pub sentence: String,
    /// Where to look closer: text and address.
    pub more: Vec<(String, String)>,
    pub act: Option<Act>,
}

impl CheckView {
    pub fn new(finding: Finding, sentence: String) -> CheckView {
        CheckView { finding, sentence, more: Vec::new(), act: None }
    }

    #[must_use]
    pub fn act(mut self, act: Act) -> CheckView {
        self.act = Some(act);
        self
    }
}

pub fn list(tr: Tr, checks: Vec<CheckView>) -> impl IntoView {
    let checks = checks.into_iter().map(|check| {
        let (tone, status) = match check.finding {
            Finding::Agrees => (Tone::Green, tr.t("case-check-agrees")),
            Finding::Look => (Tone::Amber, tr.t("case-check-look")),
            Finding::Stops => (Tone::Red, tr.t("case-check-stops")),
        };
        let more: Vec<_> = check
            .more
            .into_iter()
            .map(|(text, href)| view! { " " <a href=crate::ui::safe_href(href)>{text}</a> })
            .collect();
        let sentence = view! { {check.sentence} {more} };
        match check.act {
            Some(act) => Check::new(tone, status, sentence).act(act.name(tr), act.href()),
            None => Check::new(tone, status, sentence),
        }
    });
    let checks: Vec<Check> = checks.collect();
    view! { <CheckList checks /> }
}
