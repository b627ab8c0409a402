//! A table with a caption, which becomes cards on a phone: each cell bears its column's title.

use leptos::prelude::*;

use super::icon::{Glyph, write_icon};
use super::markup::{self, Content, Markup};
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

    fn write_head(self, to: &mut Markup) {
        to.raw("<th scope=\"col\"");
        if let Some(class) = self.class() {
            to.raw(" class=\"").raw(class).raw("\"");
        }
        match &self.sort {
            Some((_, Sort::Ascending)) => to.raw(" aria-sort=\"ascending\">"),
            Some((_, Sort::Descending)) => to.raw(" aria-sort=\"descending\">"),
            _ => to.raw(">"),
        };
        match self.sort {
            Some((href, now)) => {
                to.raw("<a").href(&href).raw(">").text(&self.title);
                write_icon(
                    to,
                    match now {
                        Sort::Ascending => Glyph::Up,
                        Sort::Descending => Glyph::Down,
                        Sort::Unsorted => Glyph::UpDown,
                    },
                );
                to.raw("</a>")
            }
            None if self.hidden => to.raw("<span class=\"vh\">").text(&self.title).raw("</span>"),
            None => to.text(&self.title),
        };
        to.raw("</th>");
    }
}

/// What stands in one cell.
pub struct Cell(Content);

impl Cell {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self(Content::text(&text.into()))
    }

    /// A link.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self::written(Markup::default().raw("<a").href(&href.into()).raw(">").text(&text.into()).raw("</a>").taken())
    }

    /// What is written already, such as a tag.
    pub const fn written(content: Markup) -> Self {
        Self(Content::Written(content))
    }

    /// Keeps the cell's words on one line, as a number with hyphens wants.
    #[must_use]
    pub fn nowrap(self) -> Self {
        Self(match self.0 {
            Content::Written(content) => {
                Content::Written(Markup::default().raw("<span class=\"nowrap\">").add(&content).raw("</span>").taken())
            }
            Content::View(content) => Content::View(view! { <span class="nowrap">{content}</span> }.into_any()),
        })
    }

    /// Anything else.
    pub fn view(view: impl IntoAny) -> Self {
        Self(Content::View(view.into_any()))
    }

    /// Writes the cell where its content is written; otherwise it is a view.
    fn write(self, to: &mut Markup, is_first: bool, title: &str, numeric: bool) -> Option<AnyView> {
        let content = match self.0 {
            Content::Written(content) => content,
            Content::View(content) => return Some(view_of(content, is_first, title.to_owned(), numeric)),
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
        let is_written = cells.iter().all(|cell| matches!(cell.0, Content::Written(_)));
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

impl Markup {
    /// A [`DataTable`] within what is written, its caption for screen readers only: a heading right above says the same.
    pub fn table(&mut self, caption: &str, columns: Vec<Column>, rows: Vec<Row>) -> &mut Self {
        let heads = heads(&columns);
        self.raw("<table class=\"cards-table\"><caption><span class=\"vh\">").text(caption).raw("</span></caption>");
        write_head(columns, self);
        self.raw("<tbody>");
        for row in rows {
            if let Some(view) = row.write(self, &heads) {
                self.view(view);
            }
        }
        self.raw("</tbody></table>")
    }
}

/// The titles of the columns, and whether they hold numbers.
fn heads(columns: &[Column]) -> Vec<(String, bool)> {
    columns.iter().map(|column| (column.title.clone(), column.numeric)).collect()
}

fn write_head(columns: Vec<Column>, to: &mut Markup) {
    to.raw("<thead><tr>");
    columns.into_iter().for_each(|column| column.write_head(to));
    to.raw("</tr></thead>");
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
    /// Many columns: no word is broken for them, and what does not fit moves within a region of its own. Bears the
    /// caption as its name: say it once on a page.
    #[prop(optional)]
    wide: bool,
    /// The sentence shown when there are no rows.
    #[prop(optional, into)]
    empty: OptionalText,
) -> impl IntoView {
    let empty = empty.0;
    let width = columns.len().to_string();
    let heads = heads(&columns);
    let nothing = rows.is_empty().then_some(empty).flatten();
    let rows = rows.into_iter().map(|row| |to: &mut Markup| row.write(to, &heads));
    let rows = markup::parts(rows);
    let mut head = Markup::default();
    write_head(columns, &mut head);
    let class = ["cards-table", if dense { " dense" } else { "" }, if row_links { " rows-link" } else { "" }].concat();
    let name = wide.then(|| caption.clone());
    let caption =
        if caption_hidden { view! { <span class="vh">{caption}</span> }.into_any() } else { caption.into_any() };
    let table = view! {
        <table class=class>
            <caption>{caption}</caption>
            {head.into_element()}
            <tbody>
                {rows}
                {nothing.map(|text| view! { <tr><td class="soft" colspan=width>{text}</td></tr> })}
            </tbody>
        </table>
    };
    match name {
        Some(name) => {
            view! { <div class="wide-table" role="region" tabindex="0" aria-label=name>{table}</div> }.into_any()
        }
        None => table.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn written_cells_look_like_views_and_stay_in_their_places() {
        let table = |written: [[bool; 3]; 3]| {
            let cell = |(place, written): (usize, bool)| {
                let text = format!("<{place}>");
                let cell = if written { Cell::text(text) } else { Cell::view(text) };
                if place == 1 { cell.nowrap() } else { cell }
            };
            let row = |(index, cells): (usize, [bool; 3])| {
                let row = Row::new(cells.into_iter().enumerate().map(cell).collect());
                if index == 1 { row.marked() } else { row }
            };
            let rows: Vec<Row> = written.into_iter().enumerate().map(row).collect();
            let columns = vec![Column::new("A").numeric(), Column::new("B"), Column::new("<C>").numeric()];
            html(move || view! { <DataTable caption="T" columns rows/> }.into_any())
        };
        let views = table([[false; 3]; 3]);
        assert_eq!(table([[true; 3]; 3]), views);
        assert_eq!(table([[true, false, true], [true; 3], [false, true, false]]), views);
        assert_eq!(table([[false; 3], [true, true, false], [true; 3]]), views);
    }

    #[test]
    fn a_written_table_looks_like_a_view() {
        let columns = || vec![Column::new("<A>"), Column::new("B").numeric()];
        let rows = || vec![Row::new(vec![Cell::text("<1>"), Cell::link("2", "/2")]), Row::new(vec![Cell::text("3")])];
        let mut written = Markup::default();
        written.table("<T>", columns(), rows());
        let built =
            html(|| view! { <DataTable caption="<T>" caption_hidden=true columns=columns() rows=rows()/> }.into_any());
        assert_eq!(written.as_str(), built.replace("<!>", ""));
    }

    #[test]
    fn a_wide_table_moves_within_a_region_that_bears_its_name_and_the_keyboard_reaches() {
        let table = |wide: bool| {
            let rows = vec![Row::new(vec![Cell::text("1")])];
            html(move || view! { <DataTable caption="<Cases>" columns=vec![Column::new("A")] rows wide/> }.into_any())
        };
        let region = "<div role=\"region\" tabindex=\"0\" aria-label=\"&lt;Cases&gt;\" class=\"wide-table\"><table";
        assert!(table(true).starts_with(region), "{}", table(true));
        assert!(table(false).starts_with("<table"), "{}", table(false));
    }

    #[test]
    fn a_cell_with_nothing_in_it_is_empty() {
        let rows = vec![Row::new(vec![Cell::text("A"), Cell::text("")])];
        let out = html(|| {
            view! { <DataTable caption="T" columns=vec![Column::new("A"), Column::new("B")] rows/> }.into_any()
        });
        assert!(out.contains("<td data-label=\"B\"></td>"), "a phone leaves it out: {out}");
    }

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
