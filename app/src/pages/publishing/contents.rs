//! Everything that a draft will publish, before whoever cannot change it: the passport and the columns beside what is
//! published now, and the way to all rows.

use crate::l10n::Tr;
use crate::ui::{Cell, Column, DataTable, Row, Tag, Tone};
use leptos::prelude::*;

/// Where the passport and the columns stand on the page.
pub const PASSPORT: &str = "draft-passport";
pub const COLUMNS: &str = "draft-columns";

#[derive(Clone, Debug, Default)]
pub struct Contents {
    pub passport: Vec<Said>,
    pub columns: Vec<ColumnSaid>,
    /// Columns of the file that are not published.
    pub left_out: Vec<String>,
    /// A version is published already.
    pub again: bool,
    /// Where all rows are as CSV.
    pub rows: Option<String>,
}

/// One thing that is said of the set or of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub label: String,
    pub now: String,
    /// In the published version; `None` where that has nothing of the kind.
    pub before: Option<String>,
}

impl Said {
    fn is_changed(&self) -> bool {
        self.before.as_ref().is_some_and(|before| *before != self.now)
    }
}

/// A column of the version, or of the one before.
#[derive(Clone, Debug)]
pub struct ColumnSaid {
    /// Its name in the files.
    pub name: String,
    pub change: Change,
    pub lines: Vec<Said>,
}

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stays as it is, or nothing is published yet.
    Same,
    Changed,
    New,
    /// It is not published any more.
    Gone,
}

pub fn contents(tr: Tr, contents: &Contents) -> impl IntoView + use<> {
    let rows = contents.rows.clone().map(|href| {
        view! { <p><a href=href download="">{tr.t("editor-all-rows")}</a></p> }
    });
    let left_out = (!contents.left_out.is_empty()).then(|| {
        let columns = contents.left_out.join(", ");
        view! { <p class="soft">{tr.ta("editor-left-out", &[("columns", columns.into())])}</p> }
    });
    view! {
        <h2 id=PASSPORT>{tr.t("editor-passport")}</h2>
        {passport(tr, contents)}
        <h2 id=COLUMNS>{tr.t("editor-columns")}</h2>
        {columns(tr, contents)}
        {left_out}
        {rows}
    }
}

fn passport(tr: Tr, contents: &Contents) -> impl IntoView + use<> {
    let rows = contents.passport.iter().map(|said| {
        let mut cells = vec![Cell::text(said.label.clone()), Cell::text(shown(tr, &said.now))];
        if contents.again {
            cells.push(before(tr, said));
        }
        Row::new(cells)
    });
    let rows: Vec<Row> = rows.collect();
    let mut heads = vec![Column::new(tr.t("editor-what")), Column::new(tr.t("editor-becomes"))];
    if contents.again {
        heads.push(Column::new(tr.t("editor-was")));
    }
    view! { <DataTable caption=tr.t("editor-passport") columns=heads rows caption_hidden=true dense=true /> }
}

/// What stands there now, where that is something else.
fn before(tr: Tr, said: &Said) -> Cell {
    if !said.is_changed() {
        return same(tr);
    }
    let was = shown(tr, said.before.as_deref().unwrap_or_default());
    Cell::view(view! { <Tag text=tr.t("editor-change-changed") tone=Tone::Amber /> " " {was} })
}

fn same(tr: Tr) -> Cell {
    Cell::view(view! { <span class="soft">{tr.t("editor-same")}</span> })
}

fn columns(tr: Tr, contents: &Contents) -> impl IntoView + use<> {
    let rows = contents.columns.iter().map(|column| {
        let tag = match column.change {
            Change::Same => None,
            Change::Changed => Some((tr.t("editor-change-changed"), Tone::Amber)),
            Change::New => Some((tr.t("editor-change-new"), Tone::Green)),
            Change::Gone => Some((tr.t("editor-change-gone"), Tone::Red)),
        };
        let tag = tag.filter(|_| contents.again).map(|(text, tone)| view! { " " <Tag text tone /> });
        let now = column.lines.iter().filter(|said| !said.now.is_empty()).map(|said| (&said.label, &said.now));
        let was = column.lines.iter().filter(|said| said.is_changed());
        let was = was.filter_map(|said| Some((&said.label, said.before.as_ref()?)));
        let mut cells =
            vec![Cell::view(view! { <code>{column.name.clone()}</code> {tag} }), Cell::view(lines(tr, now.collect()))];
        if contents.again {
            cells.push(match column.change {
                Change::Same => same(tr),
                Change::Changed | Change::New | Change::Gone => Cell::view(lines(tr, was.collect())),
            });
        }
        Row::new(cells)
    });
    let rows: Vec<Row> = rows.collect();
    let mut heads = vec![Column::new(tr.t("data-column")), Column::new(tr.t("editor-becomes"))];
    if contents.again {
        heads.push(Column::new(tr.t("editor-was")));
    }
    view! { <DataTable caption=tr.t("editor-columns") columns=heads rows caption_hidden=true dense=true /> }
}

fn lines(tr: Tr, lines: Vec<(&String, &String)>) -> AnyView {
    if lines.is_empty() {
        return view! { <span class="soft">{tr.t("compare-missing")}</span> }.into_any();
    }
    let lines: Vec<_> = lines
        .into_iter()
        .map(|(label, text)| {
            let line = format!("{label}: {}", shown(tr, text));
            view! { <div>{line}</div> }
        })
        .collect();
    view! { {lines} }.into_any()
}

fn shown(tr: Tr, text: &str) -> String {
    if text.is_empty() { tr.t("compare-missing") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};
    use portal::lang::Lang;

    fn said(now: &str, before: Option<&str>) -> Said {
        Said { label: "Описание".into(), now: now.into(), before: before.map(str::to_owned) }
    }

    fn column(name: &str, change: Change, said: Said) -> ColumnSaid {
        ColumnSaid { name: name.into(), change, lines: vec![said] }
    }

    #[test]
    fn a_column_that_stays_is_said_to_and_only_a_new_one_was_not_there() {
        let all = Contents {
            columns: vec![
                column("stays", Change::Same, said("то же", Some("то же"))),
                column("comes", Change::New, said("новое", None)),
                column("differs", Change::Changed, said("новое", Some("прежнее"))),
            ],
            again: true,
            ..Contents::default()
        };
        let page = html(move || contents(Tr(Lang::Ru), &all).into_any());
        let row = |name: &str| {
            let rest = page.split(&format!("<code>{name}</code>")).nth(1).unwrap_or_default();
            rest.split("</tr>").next().unwrap_or_default().to_owned()
        };
        let (stays, comes, differs) = (row("stays"), row("comes"), row("differs"));
        assert!(stays.contains("без изменений") && !stays.contains(">Нет<"), "{stays}");
        assert!(comes.contains(">Нет<") && !comes.contains("без изменений"), "{comes}");
        assert!(differs.contains("прежнее") && !differs.contains("без изменений"), "{differs}");
    }

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            // What is empty is said to be, in other markup.
            let s = format!("{s}-");
            let said = Said { label: s.clone(), now: s.clone(), before: Some(format!("{s}.")) };
            let column = ColumnSaid { name: s.clone(), change: Change::Changed, lines: vec![said.clone()] };
            let all = Contents {
                passport: vec![said],
                columns: vec![column],
                left_out: vec![s],
                again: true,
                rows: Some("/office/data/drafts/x/rows.csv".into()),
            };
            contents(Tr(Lang::Be), &all).into_any()
        });
    }
}
