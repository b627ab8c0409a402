//! The floor of a company's page: what axum and rusqlite can do by hand.
//!
//! The portal's queries over the portal's columns, on a connection of each thread's own, without leaving the async
//! thread; the records unpacked and read, and every byte of the page written by hand into one string. What it writes is
//! the portal's page in Russian, byte by byte: at the start it is compared with each page of the sample. It has no
//! session, language, log, policy or request id, and tells nothing that no company of the sample has: others
//! authorised, charters, participants, successions, a day before today.

mod bodies;
mod day;
mod history;
mod html;
mod packing;
mod rows;
mod shape;
mod timeline;
mod words;

use crate::database::reader;
use crate::http;
use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use day::Day;
use history::Offices;
use packing::Unpacker;
use rows::{Company, IN_LIQUIDATION};
use rusqlite::Connection;
use shape::Shape;
use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Nearly every page fits.
const ROOM: usize = 16 << 10;

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
    /// A file with a UNP a line: the pages that are compared with the portal's before any is served
    #[arg(long)]
    companies: PathBuf,
}

/// Serves until it is stopped.
pub fn serve(options: Options) -> Result<()> {
    let unps = crate::read_lines(&options.companies)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let pages = Arc::new(Pages::matched(options.database, options.portal, &unps).await?);
        println!("{} pages are the portal's byte by byte", unps.len());
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
    offices: Offices,
    shape: Shape,
}

/// What a thread keeps from page to page.
struct Kept {
    conn: Connection,
    unpacker: Unpacker,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

impl Pages {
    /// Asks the portal for the page of each company; fails unless its own are the same.
    async fn matched(database: PathBuf, portal: u16, unps: &[String]) -> Result<Pages> {
        let mut connection = http::Connection::open(portal).await?;
        let mut matched = None;
        for unp in unps {
            let answer = connection.exchange(&http::get(portal, &format!("/register/{unp}"), None)).await?;
            ensure!(answer.status == 200, "the portal answers {} for {unp}", answer.status);
            let pages = match &matched {
                Some(pages) => pages,
                None => {
                    let offices = rows::offices(&reader(&database)?)?;
                    let shape = Shape::cut(&answer.text(), unp)?;
                    matched.insert(Pages { database: database.clone(), offices, shape })
                }
            };
            let page = pages.page(unp.parse()?)?.with_context(|| format!("the database does not hold {unp}"))?;
            shape::ensure_same(unp, page.as_bytes(), &answer.body)?;
        }
        matched.context("no page to be compared")
    }

    /// A company's page; `None` where there is no such company.
    fn page(&self, unp: i64) -> Result<Option<String>> {
        KEPT.with_borrow_mut(|place| {
            // What failed amid its reads is not used again.
            let mut kept = match place.take() {
                Some(kept) => kept,
                None => Kept { conn: reader(&self.database)?, unpacker: Unpacker::new()? },
            };
            let Kept { conn, unpacker } = &mut kept;
            // By itself each statement of SQLite locks the file and lets it go.
            conn.prepare_cached("BEGIN")?.execute([])?;
            let page = rows::company(conn, unp, |company| self.write(conn, unpacker, &company))?;
            conn.prepare_cached("COMMIT")?.execute([])?;
            *place = Some(kept);
            Ok(page)
        })
    }

    fn write(&self, conn: &Connection, unpacker: &mut Unpacker, company: &Company<'_>) -> Result<String> {
        let (entries, more) = rows::newest(conn, company.unp, company.is_legal_entity, unpacker)?;
        let told = history::tell(&entries, unpacker.texts()?, &self.offices);
        let own = company.office.and_then(|code| self.offices.get(&code));
        let office = told.office.as_deref().or(own.map(String::as_str));
        let (number, today) = (company.unp.to_string(), Day::today());
        let mut page = String::with_capacity(ROOM);
        let html = &mut page;
        self.shape.begin(html, &number, company.title());
        html::head(html, company);
        if company.standing == IN_LIQUIDATION {
            rows::proceeding(conn, company.unp, |proceeding| html::notice(html, &proceeding, today))?;
        }
        html::facts(html, &number, company, &told, office);
        if company.exists() {
            html::acting(html, company, told.head.as_ref(), today);
        }
        timeline::write(html, &told.history, more, &number);
        if company.is_legal_entity {
            html::related(html, conn, company)?;
        }
        html::actions(html, &number, company);
        self.shape.end(html);
        Ok(page)
    }
}

async fn company(State(pages): State<Arc<Pages>>, Path(unp): Path<i64>) -> Response {
    match pages.page(unp) {
        Ok(Some(page)) => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(problem) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{problem:#}")).into_response(),
    }
}
