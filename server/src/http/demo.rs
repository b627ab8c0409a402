//! The demo's sign-in buttons and its page of sent mails; not there outside the demo.

use super::form::Sent;
use super::visit::{Page, Visit};
use super::{cookies, sessions};
use crate::accounts::Asker;
use crate::accounts::sign_in::sign_in_demo;
use crate::clock::minsk;
use crate::demo::ACCOUNTS;
use crate::failure::Failure;
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::mails::{self, MailRow};
use app::l10n::Tr;
use app::pages::account::demo_mail::{self as pages, MailLine, MailView, MailsView, Piece};
use app::ui::Crumb;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// How many mails the page shows.
const NEWEST: i64 = 50;

/// The demo runs: asked before anything else, so that outside it every request is not found.
pub struct Demo;

impl FromRequestParts<AppState> for Demo {
    type Rejection = Failure;

    async fn from_request_parts(_: &mut Parts, state: &AppState) -> Result<Demo, Failure> {
        if state.demo { Ok(Demo) } else { Err(Failure::NotFound) }
    }
}

/// One of the buttons.
#[derive(Debug, Deserialize)]
pub struct DemoForm {
    account: String,
    return_to: Option<String>,
    kept: Option<String>,
    kept_action: Option<String>,
}

pub async fn sign_in(
    _: Demo,
    State(state): State<AppState>,
    visit: Visit,
    asker: Asker,
    headers: HeaderMap,
    Sent(form): Sent<DemoForm>,
) -> Result<Response, Failure> {
    let chosen = ACCOUNTS.iter().find(|account| account.key == form.account).ok_or(Failure::NotFound)?;
    let old_token = cookies::session(&headers, state.config.is_https());
    let (token, account) = sign_in_demo(&state, asker, chosen.email, old_token).await?;
    let onward = sessions::onward(form.return_to, form.kept, form.kept_action);
    Ok(sessions::begun(visit, &token, &account, onward).await)
}

pub async fn mails(_: Demo, State(state): State<AppState>, visit: Visit) -> Result<Response, Failure> {
    let tr = visit.tr;
    let load = |conn: &mut AnyConn| -> Result<_, Failure> { Ok(mails::newest(conn, NEWEST)?) };
    let rows = state.db.read(load).await?;
    let title = tr.t("demo-mail");
    let view = MailsView { tr, mails: rows.into_iter().map(|row| line(tr, row)).collect() };
    let head = Page::titled(title.clone()).crumbs(vec![Crumb::here(title)]);
    Ok(visit.page(head, move || pages::list(view)).await)
}

pub async fn mail(
    _: Demo,
    State(state): State<AppState>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = Uuid::parse_str(&id).map_err(|_| Failure::NotFound)?.to_string();
    let load = move |conn: &mut AnyConn| -> Result<_, Failure> { Ok(mails::find(conn, &id)?) };
    let row = state.db.read(load).await?.ok_or(Failure::NotFound)?;
    let tr = visit.tr;
    let view = MailView {
        tr,
        recipient: row.recipient,
        at: tr.moment(minsk(row.created_at)),
        subject: row.subject.clone(),
        lang: row.lang,
        paragraphs: paragraphs(&row.body, &state.config.public_url),
    };
    let crumbs = vec![Crumb::new(tr.t("demo-mail"), "/demo/mail"), Crumb::here(row.subject.clone())];
    let head = Page::titled(row.subject).crumbs(crumbs);
    Ok(visit.page(head, move || pages::mail(view)).await)
}

fn line(tr: Tr, row: MailRow) -> MailLine {
    MailLine {
        id: row.id,
        at: tr.moment(minsk(row.created_at)),
        recipient: row.recipient,
        subject: row.subject,
        lang: row.lang,
        state: tr.t(&format!("mail-state-{}", row.state)),
    }
}

/// A mail's text as paragraphs of lines, with its addresses as links.
fn paragraphs(body: &str, public_url: &str) -> Vec<Vec<Vec<Piece>>> {
    let lines = |text: &str| text.lines().map(|line| pieces(line, public_url)).collect();
    body.split("\n\n").filter(|text| !text.trim().is_empty()).map(lines).collect()
}

/// Links to the portal become paths, so that they work however the demo was reached.
fn pieces(line: &str, public_url: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in line.split_inclusive(' ') {
        let address = word.trim_end();
        if address.starts_with("http://") || address.starts_with("https://") {
            let own = address.strip_prefix(public_url).filter(|path| path.is_empty() || path.starts_with('/'));
            let href = own.map_or(address, |path| if path.is_empty() { "/" } else { path });
            pieces.push(Piece::Link(address.to_owned(), href.to_owned()));
            pieces.push(Piece::Text(word[address.len()..].to_owned()));
        } else if let Some(Piece::Text(text)) = pieces.last_mut() {
            text.push_str(word);
        } else {
            pieces.push(Piece::Text(word.to_owned()));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_mail_become_links_and_the_portals_own_become_paths() {
        let link = |text: &str, href: &str| Piece::Link(text.into(), href.into());
        let text = |text: &str| Piece::Text(text.into());
        let own = "http://127.0.0.1:3000";
        assert_eq!(
            pieces("Войти: http://127.0.0.1:3000/sign-in сейчас", own),
            [text("Войти: "), link("http://127.0.0.1:3000/sign-in", "/sign-in"), text(" сейчас")]
        );
        assert_eq!(pieces(own, own)[0], link(own, "/"));
        let other = "http://127.0.0.1:30001/x";
        assert_eq!(pieces(other, own)[0], link(other, other));
        assert_eq!(paragraphs("a\nb\n\nc\n", own), vec![vec![vec![text("a")], vec![text("b")]], vec![vec![text("c")]]]);
    }
}
