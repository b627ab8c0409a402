//! A table with a caption, which becomes cards on a phone: each cell bears its column's title.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::link::safe_href;
use super::optional_text::OptionalText;

/// How a column is sorted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Ascending,
    Descending,
    Unsorted,
}

/// A column's head.
pub struct Column {
    title: String,
    numeric: bool,
    hidden: bool,
    sort: Option<(String, Sort)>,
}

impl Column {
    /// A column called `title`.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), numeric: false, hidden: false, sort: None }
    }

    /// Holds numbers: set to the right.
    #[must_use]
    pub const fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// The title is for screen readers only, as over a column of actions.
    #[must_use]
    pub const fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// The title is a link to the same list sorted by this column.
    #[must_use]
    pub fn sortable(mut self, href: impl Into<String>, now: Sort) -> Self {
        self.sort = Some((href.into(), now));
        self
    }

    fn class(&self) -> Option<&'static str> {
        match (self.numeric, self.sort.is_some()) {
            (false, false) => None,
            (true, false) => Some("num"),
            (false, true) => Some("sort"),
            (true, true) => Some("num sort"),
        }
    }

    fn into_head(self) -> impl IntoView {
        let class = self.class();
        let sorted = match self.sort {
            Some((_, Sort::Ascending)) => Some("ascending"),
            Some((_, Sort::Descending)) => Some("descending"),
            _ => None,
        };
        let title = match self.sort {
            Some((href, now)) => {
                let glyph = match now {
                    Sort::Ascending => Glyph::Up,
                    Sort::Descending => Glyph::Down,
                    Sort::Unsorted => Glyph::UpDown,
                };
                view! { <a href=safe_href(href)>{self.title}<Icon glyph/></a> }.into_any()
            }
            None if self.hidden => view! { <span class="vh">{self.title}</span> }.into_any(),
            None => self.title.into_any(),
        };
        view! { <th scope="col" class=class aria-sort=sorted>{title}</th> }
    }
}

/// What stands in one cell.
pub struct Cell(AnyView);

impl Cell {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self(text.into().into_any())
    }

    /// A link.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        let (text, href) = (text.into(), safe_href(href.into()));
        Self(view! { <a href=href>{text}</a> }.into_any())
    }

    /// Keeps the cell's words on one line, as a number with hyphens wants.
    #[must_use]
    pub fn nowrap(self) -> Self {
        let Self(content) = self;
        Self(view! { <span class="nowrap">{content}</span> }.into_any())
    }

    /// Anything else, such as a tag.
    pub fn view(view: impl IntoAny) -> Self {
        Self(view.into_any())
    }
}

/// A row; its first cell names it.
pub struct Row {
    cells: Vec<Cell>,
    marked: bool,
}

impl Row {
    /// A row of these cells.
    pub const fn new(cells: Vec<Cell>) -> Self {
        Self { cells, marked: false }
    }

    /// Sets the row apart; say why in a cell.
    #[must_use]
    pub const fn marked(mut self) -> Self {
        self.marked = true;
        self
    }

    fn into_view(self, heads: &[(String, bool)]) -> AnyView {
        let cells: Vec<AnyView> = self
            .cells
            .into_iter()
            .enumerate()
            .map(|(place, Cell(content))| {
                let (title, numeric) = heads.get(place).cloned().unwrap_or_default();
                // Written out: a class of `None` would leave an empty attribute in every cell.
                match (place, numeric) {
                    (0, false) => view! { <th scope="row">{content}</th> }.into_any(),
                    (0, true) => view! { <th scope="row" class="num">{content}</th> }.into_any(),
                    (_, false) => view! { <td data-label=title>{content}</td> }.into_any(),
                    (_, true) => view! { <td data-label=title class="num">{content}</td> }.into_any(),
                }
            })
            .collect();
        if self.marked {
            view! { <tr class="marked">{cells}</tr> }.into_any()
        } else {
            view! { <tr>{cells}</tr> }.into_any()
        }
    }
}

/// A table. Rows become cards under 600 px.
#[component]
pub fn DataTable(
    /// What the table shows.
    #[prop(into)]
    caption: String,
    /// The columns.
    columns: Vec<Column>,
    /// The rows.
    rows: Vec<Row>,
    /// The caption is for screen readers only: a heading right above says the same.
    #[prop(optional)]
    caption_hidden: bool,
    /// Less air, for long working lists.
    #[prop(optional)]
    dense: bool,
    /// The first link of a row can be pressed anywhere in the row.
    #[prop(optional)]
    row_links: bool,
    /// The sentence shown when there are no rows.
    #[prop(optional, into)]
    empty: OptionalText,
) -> impl IntoView {
    let empty = empty.0;
    let width = columns.len().to_string();
    let heads: Vec<(String, bool)> = columns.iter().map(|c| (c.title.clone(), c.numeric)).collect();
    let nothing = rows.is_empty().then_some(empty).flatten();
    let rows: Vec<_> = rows.into_iter().map(|row| row.into_view(&heads)).collect();
    let columns: Vec<_> = columns.into_iter().map(Column::into_head).collect();
    let class = ["cards-table", if dense { " dense" } else { "" }, if row_links { " rows-link" } else { "" }].concat();
    let caption =
        if caption_hidden { view! { <span class="vh">{caption}</span> }.into_any() } else { caption.into_any() };
    view! {
        <table class=class>
            <caption>{caption}</caption>
            <thead><tr>{columns}</tr></thead>
            <tbody>
                {rows}
                {nothing.map(|text| view! { <tr><td class="soft" colspan=width>{text}</td></tr> })}
            </tbody>
        </table>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn captions_titles_and_cells_stay_text() {
        stays_text(|s| {
            let columns =
                vec![Column::new(s.clone()), Column::new(s.clone()).numeric().sortable("?sort=a", Sort::Ascending)];
            let rows = vec![Row::new(vec![Cell::link(s.clone(), "/a"), Cell::text(s.clone())]).marked()];
            view! { <DataTable caption=s columns rows/> }.into_any()
        });
    }

    #[test]
    fn each_cell_bears_its_columns_title_and_the_first_names_the_row() {
        let out = html(|| {
            let columns = vec![Column::new("Name"), Column::new("Days").numeric()];
            let rows = vec![Row::new(vec![Cell::text("A"), Cell::text("3")])];
            view! { <DataTable caption="C" columns rows/> }.into_any()
        });
        assert!(out.contains("<th scope=\"row\">A</th>"), "{out}");
        assert!(out.contains("data-label=\"Days\""), "{out}");
        assert!(out.contains("class=\"num\""), "{out}");
        assert!(out.contains("<tbody>"), "{out}");
    }

    #[test]
    fn a_sorted_column_says_so() {
        let out = html(|| {
            let columns = vec![
                Column::new("Name").sortable("?sort=name", Sort::Descending),
                Column::new("Days").sortable("?sort=days", Sort::Unsorted),
            ];
            view! { <DataTable caption="C" columns rows=vec![]/> }.into_any()
        });
        assert_eq!(out.matches("aria-sort").count(), 1, "{out}");
        assert!(out.contains("aria-sort=\"descending\""), "{out}");
    }

    #[test]
    fn an_empty_table_says_so_across_all_columns() {
        let out = html(|| {
            let columns = vec![Column::new("Name"), Column::new("Days")];
            view! { <DataTable caption="C" columns rows=vec![] empty="Nothing waits"/> }.into_any()
        });
        assert!(out.contains("colspan=\"2\""), "{out}");
        assert!(out.contains("Nothing waits"), "{out}");
    }

    #[test]
    fn a_row_with_more_cells_than_columns_still_renders() {
        let out = html(|| {
            let rows = vec![Row::new(vec![Cell::text("A"), Cell::text("B")])];
            view! { <DataTable caption="C" columns=vec![Column::new("Name")] rows/> }.into_any()
        });
        assert!(out.contains('B'), "{out}");
    }
}
