//! One version of a letter's words: what it changed, and putting it back.

use super::edit::VersionLine;
use super::{language, part};
use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{Button, Diff, ErrorSummary, Inset, SummaryList, SummaryRow, Textarea, Tone};
use leptos::prelude::*;
use portal::lang::Lang;
use portal::letters::Part;

#[derive(Clone)]
pub struct VersionView {
    pub tr: Tr,
    pub of: String,
    pub kind: String,
    pub procedure: Option<String>,
    pub line: VersionLine,
    /// The number of the version whose words it brought back.
    pub puts_back: Option<i32>,
    /// Each text of this version or of the one before it: before, and in it.
    pub texts: Vec<(Part, Lang, String, String)>,
    pub latest: bool,
    /// The number of the latest version, where this one can be put back.
    pub back: Option<i32>,
    pub typed: String,
    pub faults: Faults,
}

pub fn page(view: VersionView) -> impl IntoView {
    let tr = view.tr;
    let line = &view.line;
    let caption = match &view.procedure {
        Some(procedure) => format!("{} · {} · {procedure}", view.of, view.kind),
        None => format!("{} · {}", view.of, view.kind),
    };
    let mut rows = vec![
        SummaryRow::new(tr.t("changes-when"), tr.moment(line.at)),
        SummaryRow::new(tr.t("changes-by"), line.by.clone()),
        SummaryRow::new(tr.t("administration-why"), line.why.clone()),
        SummaryRow::new(tr.t("wording-letters"), line.letters.to_string()),
    ];
    rows.extend(view.puts_back.map(|number| {
        let says = tr.ta("wording-puts-back", &[("number", i64::from(number).into())]);
        SummaryRow::new(tr.t("changes-is-back"), says)
    }));
    let texts: Vec<_> = view
        .texts
        .iter()
        .map(|(of, lang, was, is)| {
            let title = format!("{} ({})", part(tr, *of), language(tr, *lang));
            view! {
                <h3>{title}</h3>
                <p class="as-typed">
                    <Diff
                        old=was.clone()
                        new=is.clone()
                        removed=tr.t("wording-removed")
                        added=tr.t("wording-added")
                    />
                </p>
            }
        })
        .collect();
    let nothing = texts.is_empty().then(|| view! { <p>{tr.t("wording-behind-all")}</p> });
    let back = view.back.map(|seen| {
        view! {
            <h2>{tr.t("wording-back")}</h2>
            <p>{tr.t("wording-back-says")}</p>
            <form method="post" action=line.href.clone() class="stack two-thirds" novalidate>
                <input type="hidden" name="seen" value=seen.to_string() />
                <Textarea
                    label=tr.t("administration-why")
                    hint=tr.t("administration-why-hint")
                    name="why"
                    value=view.typed.clone()
                    rows=2
                    maxlength=500u32
                    error=view.faults.of("why")
                />
                <Button text=tr.t("wording-back-button") />
            </form>
        }
        .into_any()
    });
    let latest = view.latest.then(|| view! { <Inset tone=Tone::Neutral><p>{tr.t("wording-latest")}</p></Inset> });
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="page-head">
            <p class="caption">{caption}</p>
            <h1>{tr.ta("wording-version-title", &[("number", i64::from(line.number).into())])}</h1>
        </div>
        <SummaryList rows />
        <h2>{tr.t("changes-what")}</h2>
        {texts}
        {nothing}
        {back}
        {latest}
    }
}
