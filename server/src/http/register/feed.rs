//! What changes of one company, as an Atom feed (RFC 4287): an entry for each day on which something did.

use crate::failure::Failure;
use crate::http::conditional::tagged;
use crate::http::notices::escaped;
use crate::http::visit::Visit;
use crate::register::history::tell;
use crate::state::AppState;
use crate::store::{companies, entries};
use app::pages::register::company::by_day;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use portal::unp::Unp;
use std::fmt::Write;

/// Entries of the register that are read; a reader of feeds keeps the earlier ones.
const ENTRIES: i64 = 100;

pub async fn feed(
    State(state): State<AppState>,
    headers: HeaderMap,
    visit: Visit,
    unp: Result<Path<String>, PathRejection>,
) -> Result<Response, Failure> {
    let Path(unp) = unp.map_err(|_| Failure::NotFound)?;
    let number = Unp::parse(&unp).ok().filter(|known| known.as_str() == unp).and_then(|unp| unp.number());
    let number = number.ok_or(Failure::NotFound)?;
    let found = state.db.read(move |conn| {
        let Some(row) = companies::find(conn, number)? else { return Err(Failure::NotFound) };
        Ok((row, entries::newest(conn, number, ENTRIES)?))
    });
    let (row, entries) = found.await?;
    let tr = visit.tr;
    let office = |code: i64| state.offices.get(i32::try_from(code).ok()?).map(|o| o.names().get(tr.lang()).to_owned());
    let days = by_day(tr, &tell(&entries, row.kind(), &office).history);
    let url = format!("{}/register/{number}", escaped(&state.config.public_url));
    let updated = days.first().map_or_else(|| "1990-01-01".to_owned(), |(day, _)| day.to_string());
    let title = row.names().title(tr.lang());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{url}</id>\n<title>{}</title>\n<updated>{updated}T00:00:00+03:00</updated>\n\
         <author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{url}/feed.atom\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{url}\"/>\n",
        tr.lang().tag(),
        escaped(title),
        escaped(&tr.t("site-name")),
    );
    for (day, facts) in days {
        let titles: Vec<&str> = facts.iter().map(|(title, _)| title.as_str()).collect();
        let texts =
            facts.iter().map(|(title, text)| if text.is_empty() { title.clone() } else { format!("{title}: {text}") });
        // A String takes everything.
        let _ = write!(
            xml,
            "<entry>\n<id>{url}?as_of={day}</id>\n<title>{}</title>\n<updated>{day}T00:00:00+03:00</updated>\n\
             <link href=\"{url}?as_of={day}\"/>\n<summary>{}</summary>\n</entry>\n",
            escaped(&titles.join("; ")),
            escaped(&texts.collect::<Vec<_>>().join("\n")),
        );
    }
    xml.push_str("</feed>\n");
    let kind = (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8");
    let vary = (header::VARY, "Cookie, Accept-Language, Accept-Encoding");
    tagged(&headers, ([kind, vary, (header::CACHE_CONTROL, "public, no-cache")], xml).into_response()).await
}
