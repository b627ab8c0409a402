//! The cookies: the session's token, the language, and the list from which a clerk opened a case. Behind HTTPS the session's name has the
//! `__Host-` prefix; on loopback HTTP, where browsers refuse that prefix, a plain one.

use axum::http::{HeaderMap, HeaderValue, header};
use portal::lang::Lang;

fn session_name(https: bool) -> &'static str {
    if https { "__Host-akno" } else { "akno" }
}

/// The session's token, where the request carries one.
pub fn session(headers: &HeaderMap, https: bool) -> Option<String> {
    find(headers, session_name(https)).filter(|token| token.len() <= 128).map(str::to_owned)
}

/// Keeps a session's token in the browser until it is closed; the server ends it earlier.
pub fn keep_session(headers: &mut HeaderMap, token: &str, https: bool) {
    let secure = if https { "; Secure" } else { "" };
    append(headers, &format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}", session_name(https)));
}

pub fn drop_session(headers: &mut HeaderMap, https: bool) {
    let secure = if https { "; Secure" } else { "" };
    append(headers, &format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{secure}", session_name(https)));
}

pub fn language(headers: &HeaderMap) -> Option<Lang> {
    find(headers, "akno-lang").and_then(Lang::from_tag)
}

/// Keeps the language for a year.
pub fn keep_language(headers: &mut HeaderMap, lang: Lang, https: bool) {
    let secure = if https { "; Secure" } else { "" };
    append(headers, &format!("akno-lang={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}", lang.tag()));
}

/// The list from which a clerk opened a case, as [`keep_list`] kept it.
pub fn list(headers: &HeaderMap) -> Option<&str> {
    find(headers, "akno-list").filter(|kept| kept.len() <= 2_000)
}

/// Keeps the list from which a case was opened, until the browser is closed: what is pressed on the case's
/// page leads back to that page, and from there on through the list. `kept` is percent-encoded.
pub fn keep_list(headers: &mut HeaderMap, kept: &str, https: bool) {
    let secure = if https { "; Secure" } else { "" };
    append(headers, &format!("akno-list={kept}; Path=/office; HttpOnly; SameSite=Lax{secure}"));
}

fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, value)| *found == name && !value.is_empty())
        .map(|(_, value)| value)
}

fn append(headers: &mut HeaderMap, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        headers.append(header::SET_COOKIE, value);
    }
}
