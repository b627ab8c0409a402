//! Who of the office is away and who stands in for them.

use crate::l10n::Tr;
use crate::pages::account::faults::Faults;
use crate::ui::{
    Button, ButtonKind, Cell, Choice, Column, DataTable, DateBoxes, DateField, DateLabels, ErrorSummary, Row, Select,
};
use chrono::NaiveDate;
use leptos::prelude::*;
use portal::answers::Answers;

/// One absence.
#[derive(Clone, Debug)]
pub struct AbsenceView {
    pub id: String,
    pub name: String,
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub substitute: Option<String>,
    /// The reader may end it.
    pub endable: bool,
}

#[derive(Clone)]
pub struct AbsencesView {
    pub tr: Tr,
    pub office: String,
    pub absences: Vec<AbsenceView>,
    /// Those whose absence the reader may note: account and name.
    pub people: Vec<(String, String)>,
    /// The reader says whose absence it is, and does not note their own alone.
    pub chooses: bool,
    /// Those who can stand in for them.
    pub substitutes: Vec<(String, String)>,
    pub typed: Answers,
    pub faults: Faults,
    /// Whether the reader may note absences.
    pub writes: bool,
}

pub fn page(view: AbsencesView) -> impl IntoView {
    let tr = view.tr;
    let rows = view.absences.iter().map(|absence| {
        let action = format!("/office/absences/{}/end", absence.id);
        let end = absence.endable.then(|| {
            view! {
                <form method="post" action=action>
                    <Button text=tr.t("absences-end") context=absence.name.clone() kind=ButtonKind::Plain />
                </form>
            }
        });
        Row::new(vec![
            Cell::text(absence.name.clone()),
            Cell::text(tr.date(absence.first)),
            Cell::text(tr.date(absence.last)),
            Cell::text(absence.substitute.clone().unwrap_or_else(|| "—".to_owned())),
            Cell::view(view! { {end} }),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    let columns = vec![
        Column::new(tr.t("absences-who")),
        Column::new(tr.t("absences-first")),
        Column::new(tr.t("absences-last")),
        Column::new(tr.t("absences-substitute")),
        Column::new(tr.t("absences-end")).hidden(),
    ];
    view! {
        <ErrorSummary title=tr.t("error-summary-title") errors=view.faults.lines() />
        <div class="page-head">
            <p class="caption">{view.office.clone()}</p>
            <h1>{tr.t("absences-title")}</h1>
        </div>
        <DataTable
            caption=tr.t("absences-title")
            columns
            rows
            caption_hidden=true
            dense=true
            empty=tr.t("absences-none")
        />
        {view.writes.then(|| form(&view))}
    }
}

fn form(view: &AbsencesView) -> impl IntoView + use<> {
    let tr = view.tr;
    let choices =
        |people: &[(String, String)]| people.iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>();
    let substitutes = choices(&view.substitutes);
    let people = choices(&view.people);
    let typed = |name: &str| view.typed.get(name).to_owned();
    let whose = view.chooses.then(|| {
        view! {
            <Select
                label=tr.t("absences-who")
                name="account"
                choices=people
                value=typed("account")
                blank=tr.t("absences-choose")
                error=view.faults.of("account")
            />
        }
    });
    view! {
        <h2>{tr.t("absences-note")}</h2>
        <form method="post" action="/office/absences" class="stack two-thirds" novalidate>
            {whose}
            {date(view, "first", tr.t("absences-first"))}
            {date(view, "last", tr.t("absences-last"))}
            <Select
                label=tr.t("absences-substitute")
                hint=tr.t("absences-substitute-hint")
                name="substitute"
                choices=substitutes
                value=typed("substitute")
                blank=tr.t("absences-nobody")
                error=view.faults.of("substitute")
            />
            <Button text=tr.t("absences-button") />
        </form>
    }
}

fn date(view: &AbsencesView, name: &'static str, legend: String) -> impl IntoView + use<> {
    let tr = view.tr;
    let [day, month, year] = ["day", "month", "year"].map(|part| view.typed.get(&format!("{name}_{part}")).to_owned());
    view! {
        <DateField
            legend
            name=name
            labels=DateLabels::new(tr.t("day"), tr.t("month"), tr.t("year"))
            value=DateBoxes::new(day, month, year)
            error=view.faults.of(name)
        />
    }
}
