//! The guide: who files, until when, what to have ready, the fee, the act; one button.

use super::acts::cited;
use crate::l10n::Tr;
use crate::ui::{ButtonKind, ButtonLink, Fact, FactsRow, Inset, Tone};
use leptos::prelude::*;
use portal::guide::{Block, Pieces, blocks, lines};
use portal::money::Fee;
use portal::procedures::Procedure;

/// The guide of one procedure. Terms carry whether they were checked against the act in force.
#[derive(Clone)]
pub struct GuideView {
    pub tr: Tr,
    pub procedure: Procedure,
    pub filer_days: Option<u32>,
    /// Days in which most applications were decided lately, where enough were to tell.
    pub typical_days: Option<i64>,
    pub office_days: Option<(i32, bool)>,
    /// Hundredths of a base value; zero is free.
    pub fee: Option<(i32, bool)>,
    /// The same for what is filed on paper, where it is another.
    pub fee_on_paper: Option<i32>,
    /// The fee on today's base value, where that is known.
    pub fee_today: Option<Fee>,
    pub acts: Vec<(String, bool)>,
    /// What administrators say in place of the portal's own sentences.
    pub pieces: Option<Pieces>,
}

pub fn page(view: GuideView) -> impl IntoView {
    let tr = view.tr;
    let slug = view.procedure.slug();
    let key = |part: &str| format!("guide-{slug}-{part}");
    let days = |n: i64| match n {
        0 => tr.t("guide-same-day"),
        n => tr.ta("working-days", &[("days", n.into())]),
    };
    let said = view.pieces.as_ref().map(|pieces| pieces.who.get(tr.lang())).filter(|text| !text.is_empty());
    let mut facts = vec![Fact::new(tr.t("guide-who"), said.map_or_else(|| tr.t(&key("who")), str::to_owned))];
    if let Some(n) = view.filer_days {
        facts.push(Fact::new(tr.t("guide-deadline"), days(n.into())).note(tr.t(&key("deadline-note"))));
    }
    if let Some((n, _)) = view.office_days {
        facts.push(Fact::new(tr.t("guide-office-term"), days(n.into())).note(office_note(tr, slug)));
    }
    facts.push(match view.typical_days {
        Some(n) => {
            let typical = tr.ta("guide-typical-days", &[("days", n.into())]);
            Fact::new(tr.t("guide-typical"), typical).note(tr.t("guide-typical-note"))
        }
        None => Fact::new(tr.t("guide-typical"), tr.t("guide-typical-few")).note(tr.t("guide-typical-few-note")),
    });
    if let Some((fee, _)) = view.fee {
        let words = match view.fee_today.filter(|_| fee > 0) {
            Some(today) => tr.fee(today),
            None => fee_words(tr, fee),
        };
        let fact = Fact::new(tr.t("guide-fee"), words);
        facts.push(match view.fee_on_paper {
            Some(paper) => fact.note(tr.ta("guide-fee-on-paper", &[("fee", fee_words(tr, paper).into())])),
            None if fee > 0 => fact.note(tr.t("guide-fee-note")),
            None => fact,
        });
    }
    let unverified = view.acts.iter().any(|(_, verified)| !verified);
    let acts: Vec<_> = view.acts.iter().map(|(act, _)| view! { <li>{cited(tr, act)}</li> }).collect();
    let list = |part: &str, count: usize| -> Vec<_> {
        (1..=count).map(|n| view! { <li>{tr.t(&format!("guide-{slug}-{part}-{n}"))}</li> }).collect()
    };
    view! {
        <div class="two-thirds stack">
            <h1>{tr.t(&format!("procedure-{slug}"))}</h1>
            <p class="lede">{tr.t(&key("lede"))}</p>
            <FactsRow facts=facts />
            <h2>{tr.t("guide-have-ready")}</h2>
            {ready(tr, view.procedure, view.pieces.as_ref())}
            {note(tr, view.pieces.as_ref())}
            <p class="actions no-print">
                <ButtonLink text=tr.t("guide-start") href=format!("/services/{slug}/start") kind=ButtonKind::Start />
            </p>
            <p>{tr.t("guide-paper")}</p>
            <p class="no-print">
                <a href=format!("/services/{slug}/form.pdf")>{tr.t("guide-blank-form")}</a>
            </p>
            <h2>{tr.t("guide-after")}</h2>
            <ol class="steps">{list("after", 4)}</ol>
            <h2>{tr.t("guide-wrong")}</h2>
            <ul>{list("wrong", 3)}</ul>
            <h2>{tr.t("guide-acts")}</h2>
            <ul>{acts}</ul>
            {unverified.then(|| view! { <Inset tone=Tone::Amber>{tr.t("guide-unverified")}</Inset> })}
        </div>
    }
}

/// What to have ready.
pub fn ready(tr: Tr, procedure: Procedure, pieces: Option<&Pieces>) -> impl IntoView + use<> {
    let slug = procedure.slug();
    let said = pieces.map(|pieces| lines(pieces.ready.get(tr.lang()))).filter(|lines| !lines.is_empty());
    let own = || (1..=3).map(|n| tr.t(&format!("guide-{slug}-ready-{n}"))).collect::<Vec<_>>();
    let items: Vec<_> = said.unwrap_or_else(own).into_iter().map(|line| view! { <li>{line}</li> }).collect();
    view! { <ul>{items}</ul> }
}

/// What else is to be known: nothing of the portal's own.
pub fn note(tr: Tr, pieces: Option<&Pieces>) -> Option<impl IntoView + use<>> {
    let blocks = pieces.map(|pieces| blocks(pieces.note.get(tr.lang()))).filter(|blocks| !blocks.is_empty())?;
    let said: Vec<AnyView> = blocks
        .into_iter()
        .map(|block| match block {
            Block::Paragraph(text) => view! { <p class="as-typed">{text}</p> }.into_any(),
            Block::List(items) => {
                let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
                view! { <ul>{items}</ul> }.into_any()
            }
        })
        .collect();
    Some(view! {
        <h2>{tr.t("guide-note")}</h2>
        {said}
    })
}

/// A fee in hundredths of a base value.
fn fee_words(tr: Tr, fee: i32) -> String {
    match fee {
        0 => tr.t("guide-free"),
        fee if fee % 100 == 0 => tr.ta("guide-fee-whole", &[("values", (fee / 100).into())]),
        fee => tr.ta("guide-fee-base-values", &[("hundredths", fee.into())]),
    }
}

/// What is to be known of the office's term: of what a channel has its own term, that.
fn office_note(tr: Tr, slug: &str) -> String {
    let own = format!("guide-{slug}-office-note");
    tr.t(if tr.has(&own) { &own } else { "guide-office-term-note" })
}
