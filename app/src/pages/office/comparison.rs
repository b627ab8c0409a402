//! What is asked and what the register says now, side by side with the differences marked in the
//! text; a remark can be pinned to each row.

use crate::l10n::Tr;
use crate::ui::{
    Button, ButtonKind, Cell, Column, DataTable, Details, DiffNew, DiffOld, ErrorMessage, Remark, Row, Textarea,
};
use leptos::prelude::*;

/// The longest remark, in characters.
pub const LONGEST_REMARK: u32 = 2_000;

/// What the register holds for a row of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registered {
    /// The register has no such thing (the day of the move, a consent).
    NotKept,
    /// It has, and it is empty for this company.
    Missing,
    Value(String),
    /// It has, nothing was asked, and it stays.
    Stays(String),
}

/// One row.
#[derive(Clone, Debug)]
pub struct ComparedRow {
    /// The field that a remark is pinned to.
    pub field: &'static str,
    pub label: String,
    /// `None` where nothing was answered.
    pub asked: Option<String>,
    pub register: Registered,
    /// The remark of this round.
    pub remark: Option<String>,
    /// The id of that remark; empty where there is none.
    pub remark_id: String,
    /// The fields in which a typing error can be mended.
    pub mend: Vec<&'static str>,
    /// A remark that was typed and not saved, and why.
    pub fault: Option<(String, String)>,
}

impl ComparedRow {
    fn differs(&self) -> bool {
        match &self.register {
            Registered::NotKept | Registered::Stays(_) => false,
            Registered::Missing => self.asked.is_some(),
            Registered::Value(value) => self.asked.as_ref() != Some(value),
        }
    }

    fn old(&self) -> &str {
        match &self.register {
            Registered::Value(value) => value,
            _ => "",
        }
    }
}

/// The heading: a decided case shows what the register said before.
pub fn title(tr: Tr, decided: bool) -> String {
    tr.t(if decided { "compare-title-decided" } else { "compare-title" })
}

/// Where remarks are sent to, and what the reader has before them meanwhile.
#[derive(Clone, Debug)]
pub struct Pinning {
    pub action: String,
    /// Where a field's typing error is mended: the field's name follows.
    pub mending: String,
    pub revision: i32,
    /// The last event of the case.
    pub seen: i32,
}

/// The table. `pin_to` is given where the reader may pin remarks.
pub fn table(tr: Tr, rows: Vec<ComparedRow>, pin_to: Option<Pinning>, decided: bool) -> impl IntoView {
    let mut columns = vec![
        Column::new(tr.t("compare-field")),
        Column::new(tr.t("compare-asked")),
        Column::new(tr.t(if decided { "compare-register-decided" } else { "compare-register" })),
    ];
    let with_remarks = pin_to.is_some() || rows.iter().any(|row| row.remark.is_some() || row.fault.is_some());
    if with_remarks {
        columns.push(Column::new(tr.t("compare-remark")));
    }
    let rows = rows.into_iter().map(|row| {
        let marked = row.remark.is_some() || row.fault.is_some();
        let mut cells = vec![
            Cell::view(name(&row)),
            Cell::view(asked_and_mended(tr, &row, pin_to.as_ref())),
            Cell::view(registered(tr, &row)),
        ];
        if with_remarks {
            cells.push(Cell::view(remark(tr, &row, pin_to.as_ref())));
        }
        let cells = Row::new(cells);
        if marked { cells.marked() } else { cells }
    });
    let rows: Vec<Row> = rows.collect();
    view! { <DataTable caption=title(tr, decided) columns rows caption_hidden=true dense=true /> }
}

fn name(row: &ComparedRow) -> impl IntoView + use<> {
    let id = anchor(row.field);
    view! { <span id=id>{row.label.clone()}</span> }
}

/// The id of a row on the page: where a saved remark leads back to.
pub fn anchor(field: &str) -> String {
    format!("row-{field}")
}

/// What is asked, with the ways to mend a typing error in it.
fn asked_and_mended(tr: Tr, row: &ComparedRow, pin_to: Option<&Pinning>) -> AnyView {
    let Some(pinning) = pin_to.filter(|_| !row.mend.is_empty()) else { return asked(tr, row) };
    let link = |field: &&str| {
        let href = format!("{}/{field}", pinning.mending);
        let which = format!(": {}", row.label);
        view! { <div class="small no-print"><a href=href>{tr.t("mending-link")}<span class="vh">{which}</span></a></div> }
    };
    let links: Vec<_> = row.mend.iter().map(link).collect();
    view! { <div>{asked(tr, row)} {links}</div> }.into_any()
}

fn asked(tr: Tr, row: &ComparedRow) -> AnyView {
    let Some(asked) = row.asked.clone() else {
        if matches!(row.register, Registered::Stays(_)) {
            return view! { <span class="soft">{tr.t("compare-stays")}</span> }.into_any();
        }
        return view! { <span class="soft">{tr.t("compare-not-given")}</span> }.into_any();
    };
    if row.differs() {
        view! { <DiffNew old=row.old().to_owned() new=asked added=tr.t("compare-added") /> }.into_any()
    } else {
        asked.into_any()
    }
}

fn registered(tr: Tr, row: &ComparedRow) -> AnyView {
    match &row.register {
        Registered::NotKept => view! { <span class="soft">{tr.t("compare-not-kept")}</span> }.into_any(),
        Registered::Missing => view! { <span class="soft">{tr.t("compare-missing")}</span> }.into_any(),
        Registered::Value(value) if row.differs() => {
            let new = row.asked.clone().unwrap_or_default();
            view! { <DiffOld old=value.clone() new removed=tr.t("compare-removed") /> }.into_any()
        }
        Registered::Value(value) | Registered::Stays(value) => value.clone().into_any(),
    }
}

fn remark(tr: Tr, row: &ComparedRow, pin_to: Option<&Pinning>) -> AnyView {
    let pinned = row.remark.clone().map(|text| view! { <Remark title=tr.t("compare-remark") text /> });
    let form = pin_to.map(|pinning| form(tr, row, pinning.clone()));
    // Whoever may pin no more finds here what they typed.
    let unsaved = row.fault.clone().filter(|_| pin_to.is_none()).map(|(typed, why)| {
        view! {
            <div id=format!("remark-{}", row.field) tabindex="-1">
                <ErrorMessage id=format!("remark-{}-why", row.field) text=why />
                <Remark title=tr.t("remark-unsaved") text=typed />
            </div>
        }
    });
    // One element: on a phone each cell is a label with one thing beside it.
    view! { <div>{pinned} {unsaved} {form}</div> }.into_any()
}

fn form(tr: Tr, row: &ComparedRow, to: Pinning) -> impl IntoView + use<> {
    let name = format!("remark-{}", row.field);
    let (field, before) = (row.field, row.remark_id.clone());
    let label = tr.ta("remark-label", &[("field", row.label.clone().into())]);
    let summary = if row.remark.is_some() { tr.t("remark-change") } else { tr.t("remark-pin") };
    let open = row.fault.is_some();
    let (value, error) = match row.fault.clone() {
        Some((typed, why)) => (typed, Some(why)),
        None => (row.remark.clone().unwrap_or_default(), None),
    };
    let hint = row.remark.is_some().then(|| tr.t("remark-empty-hint"));
    view! {
        <Details summary open>
            <form method="post" action=to.action>
                <input type="hidden" name="field" value=field />
                <input type="hidden" name="before" value=before />
                <input type="hidden" name="revision" value=to.revision.to_string() />
                <input type="hidden" name="seen" value=to.seen.to_string() />
                <Textarea label name value hint error rows=3 maxlength=LONGEST_REMARK />
                <Button text=tr.t("remark-save") kind=ButtonKind::Secondary />
            </form>
        </Details>
    }
}

/// An answer before and after a correction.
#[derive(Clone, Debug)]
pub struct ChangedRow {
    pub label: String,
    pub before: Option<String>,
    pub after: Option<String>,
    /// The remark that asked for it.
    pub remark: Option<String>,
}

/// What the applicant changed since the round before.
pub fn changes(tr: Tr, rows: Vec<ChangedRow>) -> impl IntoView {
    let columns = vec![
        Column::new(tr.t("compare-field")),
        Column::new(tr.t("compare-remark")),
        Column::new(tr.t("changes-before")),
        Column::new(tr.t("changes-after")),
    ];
    let shown = |text: Option<String>, view: AnyView| match text {
        None => view! { <span class="soft">{tr.t("compare-not-given")}</span> }.into_any(),
        Some(_) => view,
    };
    let rows = rows.into_iter().map(|row| {
        let (old, new) = (row.before.clone().unwrap_or_default(), row.after.clone().unwrap_or_default());
        let before = view! { <DiffOld old=old.clone() new=new.clone() removed=tr.t("compare-removed") /> }.into_any();
        let after = view! { <DiffNew old new added=tr.t("compare-added") /> }.into_any();
        Row::new(vec![
            Cell::text(row.label),
            Cell::text(row.remark.unwrap_or_default()),
            Cell::view(shown(row.before, before)),
            Cell::view(shown(row.after, after)),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    view! {
        <DataTable caption=tr.t("changes-title") columns rows caption_hidden=true dense=true empty=tr.t("changes-none") />
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    fn rendered(row: ComparedRow, pin_to: Option<&str>) -> String {
        let pin_to =
            pin_to.map(|action| Pinning { action: action.to_owned(), mending: String::new(), revision: 1, seen: 1 });
        Owner::new().with(|| table(Tr(Lang::En), vec![row], pin_to, false).into_view().to_html())
    }

    fn house(asked: &str, register: &str) -> ComparedRow {
        ComparedRow {
            field: "house",
            label: "House".into(),
            asked: Some(asked.into()),
            register: Registered::Value(register.into()),
            remark: None,
            remark_id: String::new(),
            mend: Vec::new(),
            fault: None,
        }
    }

    #[test]
    fn only_what_differs_is_marked() {
        let same = rendered(house("7", "7"), None);
        assert!(!same.contains("<ins>") && !same.contains("<del>"), "{same}");
        let other = rendered(house("7А", "7"), None);
        assert!(other.contains("<ins>") && other.contains("<del>"), "{other}");
    }

    #[test]
    fn hostile_remarks_and_answers_stay_text() {
        let hostile = "</textarea><script>alert(1)</script>";
        let row = ComparedRow {
            remark: Some(hostile.into()),
            fault: Some((hostile.into(), hostile.into())),
            ..house(hostile, hostile)
        };
        let html = rendered(row, Some("/x"));
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
    }

    #[test]
    fn remarks_are_pinned_only_by_whoever_may() {
        assert!(!rendered(house("7", "8"), None).contains("<form"));
        assert!(
            rendered(house("7", "8"), Some("/office/cases/1/remarks")).contains("action=\"/office/cases/1/remarks\"")
        );
    }
}
