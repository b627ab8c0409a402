//! The floor of a company's page: what axum and rusqlite can do by hand.
//!
//! The same two queries over the same columns, on a connection of each thread's own, without leaving
//! the async thread; then a string put together from the company's row and its entries' dates, made
//! up to the bytes of the portal's page ([`shape`]). It has no session, language, log, policy or
//! request id, unpacks and reads no JSON, and computes nothing: less than any page that could be served.

mod shape;

use crate::database::reader;
use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rusqlite::{Connection, OptionalExtension};
use shape::{Shape, escape};
use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

#[derive(clap::Args)]
pub struct Options {
    #[arg(long)]
    database: PathBuf,
    /// The port to listen on
    #[arg(long)]
    port: u16,
    /// The port of the portal whose pages are matched
    #[arg(long)]
    portal: u16,
    /// A file with a UNP a line: the pages to match; others are not found
    #[arg(long)]
    companies: PathBuf,
}

/// Serves until it is stopped.
pub fn serve(options: Options) -> Result<()> {
    let unps = crate::read_lines(&options.companies)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let shape = Shape::of(options.portal, &unps).await?;
        let pages = Arc::new(Pages { database: options.database, shape });
        pages.check()?;
        let router = Router::new()
            .route("/register/{unp}", get(company))
            .route("/health/live", get(|| async { "live\n" }))
            .with_state(pages);
        let listener = TcpListener::bind(("127.0.0.1", options.port)).await?;
        axum::serve(listener, router).await?;
        Ok(())
    })
}

struct Pages {
    database: PathBuf,
    shape: Shape,
}

thread_local! {
    static CONNECTION: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

impl Pages {
    /// A company's page; `None` where there is none to be matched.
    fn page(&self, unp: i64) -> Result<Option<String>> {
        CONNECTION.with_borrow_mut(|connection| {
            let conn = match connection.take() {
                Some(conn) => connection.insert(conn),
                None => connection.insert(reader(&self.database)?),
            };
            let Some(company) = find(conn, unp)? else { return Ok(None) };
            let entries = newest(conn, unp)?;
            let mut beside = Vec::new();
            if company.texts[KIND].as_deref() == Some("legal_entity") {
                for (column, value) in [("head", &company.texts[HEAD]), ("address", &company.texts[ADDRESS])] {
                    beside.extend(value.as_ref().map(|value| beside_it(conn, column, value, unp)).transpose()?);
                }
            }
            Ok(self.shape.fill(unp, |html| write(html, &company, &entries, &beside.concat())))
        })
    }

    /// Fails unless each page has the portal's bytes.
    fn check(&self) -> Result<()> {
        for (unp, size) in self.shape.sizes() {
            let page = self.page(unp)?.with_context(|| format!("the database does not hold {unp}"))?;
            ensure!(page.len() == size, "{unp}: {} bytes, the portal's page has {size}", page.len());
        }
        Ok(())
    }
}

async fn company(State(pages): State<Arc<Pages>>, Path(unp): Path<i64>) -> Response {
    match pages.page(unp) {
        Ok(Some(page)) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(problem) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{problem:#}")).into_response(),
    }
}

/// What the portal reads of a company.
struct Company {
    unp: i64,
    texts: [Option<String>; 13],
    numbers: [Option<i64>; 3],
}

/// Places among the texts.
const KIND: usize = 0;
const ADDRESS: usize = 8;
const HEAD: usize = 10;

/// What the portal reads of an entry.
struct Entry {
    kind: String,
    from: Option<String>,
    to: Option<String>,
    _rest: (i64, i64, String, bool, Vec<u8>, String, Option<String>, String),
}

fn find(conn: &Connection, unp: i64) -> Result<Option<Company>> {
    let mut select = conn.prepare_cached(
        "SELECT unp, kind, registered_on, excluded_on, name, short_name, brand, name_be, short_name_be, address, \
         activity, head, search, name_key, standing, office, synthetic, updated_at \
         FROM companies WHERE unp = ?1 LIMIT 1",
    )?;
    let company = select.query_row([unp], |row| {
        let mut company = Company { unp: row.get(0)?, texts: Default::default(), numbers: Default::default() };
        for (index, text) in company.texts.iter_mut().enumerate() {
            *text = row.get(index + 1)?;
        }
        for (index, number) in company.numbers.iter_mut().enumerate() {
            *number = row.get(index + 14)?;
        }
        let _updated_at: String = row.get(17)?;
        Ok(company)
    });
    Ok(company.optional()?)
}

fn newest(conn: &Connection, unp: i64) -> Result<Vec<Entry>> {
    let mut select = conn.prepare_cached(
        "SELECT kind, valid_from, valid_to, id, unp, identity, active, body, source, application_id, recorded_at \
         FROM register_entries WHERE unp = ?1 AND superseded_by IS NULL \
         ORDER BY valid_from IS NULL, valid_from DESC, id DESC LIMIT ?2",
    )?;
    let rows = select.query_map((unp, 400), |row| {
        let rest =
            (row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?, row.get(8)?, row.get(9)?, row.get(10)?);
        Ok(Entry { kind: row.get(0)?, from: row.get(1)?, to: row.get(2)?, _rest: rest })
    })?;
    Ok(rows.collect::<Result<Vec<Entry>, _>>()?)
}

/// The companies with the same head or address.
fn beside_it(conn: &Connection, column: &str, value: &str, but: i64) -> Result<Vec<(i64, String)>> {
    let mut select = conn.prepare_cached(&format!(
        "SELECT unp, name, short_name, standing FROM companies WHERE {column} = ?1 AND unp <> ?2 ORDER BY unp LIMIT ?3"
    ))?;
    let rows = select.query_map((value, but, 11), |row| {
        let (name, short, _standing): (String, Option<String>, i64) = (row.get(1)?, row.get(2)?, row.get(3)?);
        Ok((row.get(0)?, short.unwrap_or(name)))
    })?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?)
}

fn write(html: &mut String, company: &Company, entries: &[Entry], beside: &[(i64, String)]) {
    html.push_str("<h1>");
    escape(html, company.texts[3].as_deref().unwrap_or_default());
    html.push_str("</h1><dl><dt>УНП</dt><dd>");
    html.push_str(&company.unp.to_string());
    html.push_str("</dd>");
    for text in company.texts[..11].iter().flatten() {
        html.push_str("<dd>");
        escape(html, text);
        html.push_str("</dd>");
    }
    html.push_str("</dl><ol>");
    for entry in entries {
        html.push_str("<li>");
        for text in [entry.from.as_deref(), entry.to.as_deref(), Some(entry.kind.as_str())].into_iter().flatten() {
            escape(html, text);
            html.push(' ');
        }
        html.push_str("</li>");
    }
    html.push_str("</ol><ul>");
    for (unp, name) in beside {
        html.push_str("<li>");
        html.push_str(&unp.to_string());
        html.push(' ');
        escape(html, name);
        html.push_str("</li>");
    }
    html.push_str("</ul>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_the_rows_say_and_escapes_it() {
        let mut texts: [Option<String>; 13] = Default::default();
        texts[3] = Some("ООО \"Рога & копыта\" <b>".to_owned());
        let company = Company { unp: 790000001, texts, numbers: Default::default() };
        let rest = (1, 2, String::new(), true, Vec::new(), String::new(), None, String::new());
        let entry = Entry { kind: "address".into(), from: Some("2020-01-02".into()), to: None, _rest: rest };
        let mut html = String::new();
        write(&mut html, &company, &[entry], &[(790000002, "a & b".to_owned())]);
        assert!(
            html.starts_with("<h1>ООО &quot;Рога &amp; копыта&quot; &lt;b&gt;</h1><dl><dt>УНП</dt><dd>790000001</dd>"),
            "{html}"
        );
        assert!(html.ends_with("<ol><li>2020-01-02 address </li></ol><ul><li>790000002 a &amp; b</li></ul>"), "{html}");
    }
}
