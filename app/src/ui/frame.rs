//! The frame of every page: document head, header, breadcrumbs, main part, footer.

use super::fixed::Fixed;
use super::{
    Breadcrumbs, Crumb, Glyph, Icon, Inset, Language, LanguageSwitch, Mark, Markup, PhaseNote, SkipLink, Tone,
};
use crate::l10n::Tr;
use leptos::prelude::*;
use std::sync::LazyLock;

/// What the frame says around a page.
#[derive(Clone)]
pub struct FrameView {
    pub tr: Tr,
    pub title: String,
    /// The form has faults: the title begins with that.
    pub failed: bool,
    /// The path to the page, without the home page and with the page itself last.
    pub crumbs: Vec<Crumb>,
    /// None on a page that cannot be opened by an address.
    pub languages: Vec<Language>,
    /// The person's name, and where they work.
    pub account: Option<(String, Work)>,
    /// Letters to the person come back.
    pub unreachable: bool,
    /// Path and query of this page.
    pub path: String,
    pub demo: bool,
    pub stylesheet: String,
    /// The islands' script, on pages that have an island.
    pub script: Option<String>,
    /// A search on the page suggests while one types.
    pub suggests: bool,
    pub nonce: String,
}

/// Loads the suggestions when such a field gets the focus: nobody who only reads waits for them.
const SUGGEST: &str = concat!(
    "addEventListener('focusin',function on(e){if(e.target.matches('[data-suggest]')){",
    "removeEventListener('focusin',on);import('/assets/suggest.js')}})"
);

/// Where a person's own pages are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    Applications,
    Office,
    /// An office's cases, and its open data before a second person.
    Supervision,
    /// Every office of a region.
    Region,
    /// A council's open data.
    Data,
    /// A body that confirms before an exclusion.
    Tasks,
    /// What the portal is set up with.
    Administration,
}

/// The whole document around a page's body.
pub fn document(frame: FrameView, body: impl IntoView + 'static) -> impl IntoView {
    let tr = frame.tr;
    let title = format!(
        "{}{} · {}",
        if frame.failed { tr.t("title-failed") } else { String::new() },
        frame.title,
        tr.t("site-name")
    );
    let script =
        frame.script.clone().map(|src| view! { <script type="module" src=src nonce=frame.nonce.clone()></script> });
    let suggest = frame.suggests.then(|| view! { <script nonce=frame.nonce.clone() inner_html=SUGGEST></script> });
    let demo = frame.demo.then(|| DEMO.element(tr));
    view! {
        <!DOCTYPE html>
        <html lang=tr.lang().tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>{title}</title>
                <link rel="stylesheet" href=frame.stylesheet.clone() />
                <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
                {script}
                {suggest}
            </head>
            <body>
                <SkipLink text=tr.t("skip-to-content") />
                {demo}
                {header(&frame)}
                {crumbs(&frame)}
                {unreachable(&frame)}
                <main id="main" class="wrap" tabindex="-1">
                    {body}
                </main>
                {footer(tr)}
            </body>
        </html>
    }
}

fn header(frame: &FrameView) -> impl IntoView + use<> {
    let tr = frame.tr;
    let mut links = vec![("/services", tr.t("nav-services")), ("/register", tr.t("nav-register"))];
    match &frame.account {
        Some((_, Work::Data)) => links.push(("/office/data", tr.t("nav-publishing"))),
        Some((_, work @ (Work::Office | Work::Supervision))) => {
            links.extend([
                ("/office", tr.t("nav-office")),
                ("/office/counter", tr.t("nav-counter")),
                ("/office/payments", tr.t("nav-payments")),
            ]);
            if *work == Work::Supervision {
                links.push(("/office/data", tr.t("nav-publishing")));
            }
        }
        Some((_, Work::Applications)) => {
            links.extend([("/businesses", tr.t("nav-businesses")), ("/applications", tr.t("nav-applications"))])
        }
        Some((_, Work::Administration)) => links.push(("/office/administration", tr.t("nav-administration"))),
        Some((_, Work::Region)) => links.push(("/office/region", tr.t("nav-region"))),
        Some((_, Work::Tasks)) => links.push(("/tasks", tr.t("nav-tasks"))),
        None => {}
    }
    let path = frame.path.split('?').next().unwrap_or_default();
    let here = place(path, links.iter().map(|(href, _)| *href));
    let mut nav = Markup::with_room(512);
    nav.raw("<nav class=\"site-nav\" aria-label=\"").value(&tr.t("nav-label")).raw("\">");
    for &(href, ref text) in &links {
        nav.raw("<a href=\"").raw(href);
        nav.raw(match here == Some(href) {
            true if path == href => "\" aria-current=\"page\">",
            true => "\" aria-current=\"true\">",
            false => "\">",
        });
        nav.text(text).raw("</a>");
    }
    nav.raw("</nav>");
    let mut account = Markup::default();
    account.raw("<div class=\"account\">");
    match &frame.account {
        Some((name, _)) => account
            .raw("<a href=\"/account\">")
            .text(name)
            .raw("</a><form method=\"post\" action=\"/sign-out\"><button class=\"linklike\">")
            .text(&tr.t("sign-out"))
            .raw("</button></form>"),
        None => account.raw("<a href=\"/sign-in\">").text(&tr.t("sign-in")).raw("</a>"),
    };
    account.raw("</div>");
    let languages = (!frame.languages.is_empty()).then(|| {
        view! { <LanguageSwitch label=tr.t("languages-label") languages=frame.languages.clone() /> }
    });
    view! {
        <header class="site">
            <div class="wrap">
                <a class="brand" href="/" inner_html=BRAND.html(tr)></a>
                <form
                    class="site-search"
                    role="search"
                    action="/register"
                    aria-label=tr.t("search-label")
                    inner_html=SEARCH.html(tr)
                ></form>
                {nav.into_element()}
                {languages}
                {account.into_element()}
            </div>
        </header>
    }
}

/// The section that a page belongs to: the longest of the links that its path begins with.
fn place<'a>(path: &str, links: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let within = |href: &&str| path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    links.filter(within).max_by_key(|href| href.len())
}

/// On every page but the one where it is mended.
fn unreachable(frame: &FrameView) -> Option<impl IntoView + use<>> {
    let tr = frame.tr;
    let shown = frame.unreachable && !frame.path.starts_with("/account/email");
    shown.then(|| {
        view! {
            <div class="wrap no-print" id="unreachable">
                <Inset tone=Tone::Amber>
                    <p>{tr.t("unreachable")} " " <a href="/account/email">{tr.t("unreachable-mend")}</a></p>
                </Inset>
            </div>
        }
    })
}

fn crumbs(frame: &FrameView) -> Option<impl IntoView + use<>> {
    let tr = frame.tr;
    (!frame.crumbs.is_empty()).then(|| {
        let mut crumbs = vec![Crumb::new(tr.t("nav-home"), "/")];
        crumbs.extend(frame.crumbs.iter().cloned());
        view! {
            <div class="wrap">
                <Breadcrumbs label=tr.t("crumbs-label") crumbs=crumbs />
            </div>
        }
    })
}

static DEMO: LazyLock<Fixed> = LazyLock::new(|| {
    Fixed::of(|tr| {
        let more = super::Link::new(tr.t("demo-mail"), "/demo/mail");
        let short = (tr.t("demo-note-short"), super::Link::new(tr.t("demo-mail-short"), "/demo/mail"));
        view! { <PhaseNote tag=tr.t("demo-tag") text=tr.t("demo-note") more=Some(more) short=Some(short) /> }
    })
});

static BRAND: LazyLock<Fixed> = LazyLock::new(|| {
    Fixed::of(|tr| {
        view! {
            <Mark />
            {tr.t("site-name")}
        }
    })
});

static SEARCH: LazyLock<Fixed> = LazyLock::new(|| {
    Fixed::of(|tr| {
        view! {
            <label class="vh" for="site-q">{tr.t("search-label")}</label>
            <input type="search" name="q" id="site-q" placeholder=tr.t("search-hint") maxlength="200" />
            <button>
                <Icon glyph=Glyph::Search />
                <span class="vh">{tr.t("search-button")}</span>
            </button>
        }
    })
});

static FOOTER: LazyLock<Fixed> = LazyLock::new(|| {
    Fixed::of(|tr| {
        view! {
            <div class="wrap">
                <nav class="columns" aria-label=tr.t("footer-label")>
                    <a href="/data">{tr.t("nav-data")}</a>
                    <a href="/api/docs">{tr.t("nav-api")}</a>
                    <a href="/help">{tr.t("nav-help")}</a>
                    <a href="/accessibility">{tr.t("nav-accessibility")}</a>
                    <a href="/status">{tr.t("nav-status")}</a>
                </nav>
                <p class="soft small">{tr.t("footer-note")}</p>
            </div>
        }
    })
});

fn footer(tr: Tr) -> impl IntoView {
    view! { <footer class="site" inner_html=FOOTER.html(tr)></footer> }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_page_belongs_to_the_section_that_its_path_begins_with() {
        let links = ["/services", "/register", "/office", "/office/counter"];
        let of = |path| place(path, links.into_iter());
        assert_eq!(of("/register/790123453"), Some("/register"));
        assert_eq!(of("/office/cases/1/decision"), Some("/office"));
        assert_eq!(of("/office/counter/123"), Some("/office/counter"));
        assert_eq!((of("/"), of("/registers"), of("/account")), (None, None, None));
    }
}
