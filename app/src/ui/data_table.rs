//! A table with a caption, which becomes cards on a phone: each cell bears its column's title.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::link::safe_href;
use super::markup::{self, Markup};
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
pub enum Cell {
    Written(Markup),
    View(AnyView),
}

impl Cell {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Written(Markup::default().text(&text.into()).taken())
    }

    /// A link.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        let mut written = Markup::default();
        written.raw("<a href=\"").value(&safe_href(href.into())).raw("\">").text(&text.into()).raw("</a>");
        Self::Written(written)
    }

    /// Keeps the cell's words on one line, as a number with hyphens wants.
    #[must_use]
    pub fn nowrap(self) -> Self {
        match self {
            Self::Written(content) => {
                let mut written = Markup::default();
                written.raw("<span class=\"nowrap\">").add(&content).raw("</span>");
                Self::Written(written)
            }
            Self::View(content) => Self::View(view! { <span class="nowrap">{content}</span> }.into_any()),
        }
    }

    /// Anything else, such as a tag.
    pub fn view(view: impl IntoAny) -> Self {
        Self::View(view.into_any())
    }

    /// Writes the cell where its content is written; otherwise it is a view.
    fn write(self, to: &mut Markup, is_first: bool, title: &str, numeric: bool) -> Option<AnyView> {
        let content = match self {
            Self::Written(content) => content,
            Self::View(content) => return Some(view_of(content, is_first, title.to_owned(), numeric)),
        };
        match is_first {
            true => to.raw(if numeric { "<th scope=\"row\" class=\"num\">" } else { "<th scope=\"row\">" }),
            false => to.raw("<td data-label=\"").value(title).raw(if numeric { "\" class=\"num\">" } else { "\">" }),
        };
        to.add(&content).raw(if is_first { "</th>" } else { "</td>" });
        None
    }
}

/// Written out: a class of `None` would leave an empty attribute in every cell.
fn view_of(content: AnyView, is_first: bool, title: String, numeric: bool) -> AnyView {
    match (is_first, numeric) {
        (true, false) => view! { <th scope="row">{content}</th> }.into_any(),
        (true, true) => view! { <th scope="row" class="num">{content}</th> }.into_any(),
        (false, false) => view! { <td data-label=title>{content}</td> }.into_any(),
        (false, true) => view! { <td data-label=title class="num">{content}</td> }.into_any(),
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

    /// Writes the row where all its cells are written; otherwise it is a view.
    fn write(self, to: &mut Markup, heads: &[(String, bool)]) -> Option<AnyView> {
        let Self { cells, marked } = self;
        let is_written = cells.iter().all(|cell| matches!(cell, Cell::Written(_)));
        let cells = cells.into_iter().enumerate().map(|(place, cell)| {
            let (title, numeric) = heads.get(place).map_or(("", false), |(title, numeric)| (title.as_str(), *numeric));
            move |to: &mut Markup| cell.write(to, place == 0, title, numeric)
        });
        if is_written {
            to.raw(if marked { "<tr class=\"marked\">" } else { "<tr>" });
            for write in cells {
                write(to);
            }
            to.raw("</tr>");
            return None;
        }
        let cells = markup::parts(cells);
        Some(match marked {
            true => view! { <tr class="marked">{cells}</tr> }.into_any(),
            false => view! { <tr>{cells}</tr> }.into_any(),
        })
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
    let rows = rows.into_iter().map(|row| |to: &mut Markup| row.write(to, &heads));
    let rows = markup::parts(rows);
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
