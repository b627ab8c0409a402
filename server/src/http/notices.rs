//! The public notices of liquidation: a list with a search, and an Atom feed (RFC 4287).

use super::conditional::tagged;
use super::urls::encode;
use super::visit::{Page, Visit};
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::liquidation_notices::{self as store, NoticeLine, Sought, Which};
use crate::store::proceedings::ProceedingRow;
use app::l10n::Tr;
use app::pages::register::notices::{NoticeView, NoticesView, page};
use app::ui::Crumb;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use portal::company::Kind;
use portal::fold::search_key;
use portal::unp::Unp;
use std::fmt::Write;

/// Notices on one page, and in the feed.
const PER_PAGE: i64 = 50;
/// Characters of a query that are looked for.
const LONGEST: usize = 200;

pub async fn list(
    State(state): State<AppState>,
    visit: Visit,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let value = |name: &str| pairs.iter().find(|(found, _)| found == name).map_or("", |(_, text)| text.as_str());
    let typed: String = value("q").chars().filter(|c| *c != '\0').take(LONGEST).collect();
    let typed = typed.trim().to_owned();
    let asked_page = value("page").parse::<i64>().unwrap_or(1).max(1);
    let sought = sought(&typed);
    let today = state.clock.today();
    let (which, chosen) = match value("which") {
        "open" => (Which::Open(today), "open"),
        "past" => (Which::Past(today), "past"),
        _ => (Which::All, "all"),
    };
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> {
        let count = store::count(conn, &sought, which)?;
        // A page beyond the last shows the last.
        let pages = ((count + PER_PAGE - 1) / PER_PAGE).max(1);
        let page = asked_page.min(pages);
        Ok((count, page, pages, store::find(conn, &sought, which, PER_PAGE, (page - 1) * PER_PAGE)?))
    };
    let (count, at, pages, lines) = state.db.read(load).await?;
    let tr = visit.tr;
    let view = NoticesView {
        tr,
        encoded: encode(&typed),
        typed,
        which: chosen,
        today,
        notices: lines.iter().map(|(row, of)| notice(row, of.names().title(tr.lang()).to_owned())).collect(),
        count,
        page: usize::try_from(at).unwrap_or(1),
        pages: usize::try_from(pages).unwrap_or(1),
    };
    let title = tr.t("notices-title");
    let head = Page::titled(&title).crumbs(vec![Crumb::new(tr.t("nav-register"), "/register"), Crumb::here(&title)]);
    Ok(visit.page(head, move || page(view)).await)
}

fn sought(typed: &str) -> Sought {
    // Written as the names are stored: Latin letters that look like Cyrillic ones are those.
    let folded = search_key(typed);
    match Unp::parse(typed).ok().and_then(|unp| unp.number()) {
        Some(unp) => Sought::Unp(unp),
        None if folded.is_empty() => Sought::All,
        None => Sought::Name(folded),
    }
}

/// A notice as everybody may read it.
pub fn notice(row: &ProceedingRow, company: String) -> NoticeView {
    let claims = [&row.claims_address, &row.claims_phone, &row.claims_email];
    let claims: Vec<&str> = claims.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    NoticeView {
        unp: row.unp,
        kind: Kind::from_code(&row.kind).unwrap_or(Kind::LegalEntity),
        company,
        stage: row.stage(),
        published_on: row.published_on,
        claims_until: row.claims_until,
        // What was given for the creditors is theirs to read, and nobody's once it is over.
        claims: (!row.stage().is_over()).then(|| claims.join(", ")),
    }
}

pub async fn feed(State(state): State<AppState>, headers: HeaderMap, visit: Visit) -> Result<Response, Failure> {
    let load = |conn: &mut AnyConn| Ok::<_, Failure>(store::find(conn, &Sought::All, Which::All, PER_PAGE, 0)?);
    let lines = state.db.read(load).await?;
    let xml = atom(visit.tr, &state.config.public_url, &lines, state.clock.today());
    let kind = (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8");
    let vary = (header::VARY, "Cookie, Accept-Language, Accept-Encoding");
    tagged(&headers, ([kind, vary, (header::CACHE_CONTROL, "public, no-cache")], xml).into_response()).await
}

fn atom(tr: Tr, url: &str, lines: &[NoticeLine], today: chrono::NaiveDate) -> String {
    let stamp = |row: &ProceedingRow| row.updated_at.and_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let updated = lines.iter().map(|(row, ..)| stamp(row)).max().unwrap_or_else(|| "2026-01-01T00:00:00Z".to_owned());
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{url}/register/notices.atom</id>\n<title>{}</title>\n<updated>{updated}</updated>\n\
         <author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{url}/register/notices.atom\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{url}/register/notices\"/>\n",
        tr.lang().tag(),
        escaped(&tr.t("notices-title")),
        escaped(&tr.t("site-name")),
        url = escaped(url),
    );
    for (row, of) in lines {
        let notice = notice(row, of.names().title(tr.lang()).to_owned());
        let values = [("published", tr.date(row.published_on).into()), ("until", tr.date(row.claims_until).into())];
        let key = if today <= row.claims_until { "notice-claims" } else { "notice-claims-over" };
        let text = [tr.t(&format!("proceeding-stage-{}", row.stage)), tr.ta(key, &values)].join(". ");
        // A String takes everything.
        let _ = write!(
            xml,
            "<entry>\n<id>urn:uuid:{}</id>\n<title>{}</title>\n<published>{}T00:00:00+03:00</published>\n\
             <updated>{}</updated>\n<link href=\"{}/register/{}\"/>\n<summary>{}</summary>\n</entry>\n",
            row.id,
            escaped(&notice.company),
            row.published_on,
            stamp(row),
            escaped(url),
            row.unp,
            escaped(&text),
        );
    }
    xml.push_str("</feed>\n");
    xml
}

/// Text within XML; what XML 1.0 cannot hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c if (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text_in_the_feed() {
        assert_eq!(escaped("ООО \"<b>&\u{0}\""), "ООО &quot;&lt;b&gt;&amp;&quot;");
    }
}
