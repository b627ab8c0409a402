//! The frame of every page: document head, header, breadcrumbs, main part, footer.

use super::fixed::Fixed;
use super::{Crumb, Glyph, Icon, Inset, Language, Mark, Markup, PhaseNote, Tone, breadcrumbs, language_switch};
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

/// The whole document around a page's body. What stands around it is the same on every page but for a few words, so it is
/// written, and not built.
pub fn document(frame: FrameView, body: impl IntoView + 'static) -> impl IntoView {
    let mut opening = Markup::with_room(6 << 10);
    write_opening(&frame, &mut opening);
    let mut closing = Markup::with_room(2 << 10);
    closing.raw("</main><footer class=\"site\">").finished(FOOTER.html(frame.tr)).raw("</footer></body></html>");
    view! {
        {opening.into_element()}
        {body}
        {closing.into_element()}
    }
}

/// Everything before the page's body.
fn write_opening(frame: &FrameView, to: &mut Markup) {
    let tr = frame.tr;
    to.raw("<!DOCTYPE html><html lang=\"").raw(tr.lang().tag()).raw("\"><head>");
    to.raw("<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    to.raw("<meta name=\"color-scheme\" content=\"light dark\"><title>");
    if frame.failed {
        to.text(&tr.said("title-failed"));
    }
    to.text(&frame.title).raw(" · ").text(&tr.said("site-name")).raw("</title>");
    to.raw("<link rel=\"stylesheet\"").href(&frame.stylesheet).raw(">");
    to.raw("<link rel=\"icon\" href=\"/assets/favicon.svg\" type=\"image/svg+xml\">");
    if let Some(script) = &frame.script {
        to.raw("<script type=\"module\" src=\"").value(script).raw("\" nonce=\"").value(&frame.nonce);
        to.raw("\"></script>");
    }
    if frame.suggests {
        to.raw("<script nonce=\"").value(&frame.nonce).raw("\">").raw(SUGGEST).raw("</script>");
    }
    to.raw("</head><body><a href=\"#main\" class=\"skip\">").text(&tr.said("skip-to-content")).raw("</a>");
    if frame.demo {
        to.finished(DEMO.html(tr));
    }
    write_header(frame, to);
    write_crumbs(frame, to);
    if let Some(unreachable) = unreachable(frame) {
        to.view(unreachable);
    }
    to.raw("<main id=\"main\" tabindex=\"-1\" class=\"wrap\">");
}

fn write_header(frame: &FrameView, to: &mut Markup) {
    let tr = frame.tr;
    to.raw("<header class=\"site\"><div class=\"wrap\"><a href=\"/\" class=\"brand\">").finished(BRAND.html(tr));
    to.raw("</a><form role=\"search\" action=\"/register\" aria-label=\"").value(&tr.said("search-label"));
    to.raw("\" class=\"site-search\">").finished(SEARCH.html(tr)).raw("</form>");
    write_sections(frame, to);
    if !frame.languages.is_empty() {
        language_switch::write(&tr.said("languages-label"), &frame.languages, to);
    }
    to.raw("<div class=\"account\">");
    match &frame.account {
        Some((name, _)) => to
            .raw("<a href=\"/account\">")
            .text(name)
            .raw("</a><form method=\"post\" action=\"/sign-out\"><button class=\"linklike\">")
            .text(&tr.said("sign-out"))
            .raw("</button></form>"),
        None => to.raw("<a href=\"/sign-in\">").text(&tr.said("sign-in")).raw("</a>"),
    };
    to.raw("</div></div></header>");
}

/// Links to the sections that a person has.
fn write_sections(frame: &FrameView, to: &mut Markup) {
    let mut links = vec![("/services", "nav-services"), ("/register", "nav-register")];
    match &frame.account {
        Some((_, Work::Data)) => links.push(("/office/data", "nav-publishing")),
        Some((_, work @ (Work::Office | Work::Supervision))) => {
            links.extend([
                ("/office", "nav-office"),
                ("/office/counter", "nav-counter"),
                ("/office/payments", "nav-payments"),
            ]);
            if *work == Work::Supervision {
                links.push(("/office/data", "nav-publishing"));
            }
        }
        Some((_, Work::Applications)) => {
            links.extend([("/businesses", "nav-businesses"), ("/applications", "nav-applications")])
        }
        Some((_, Work::Administration)) => links.push(("/office/administration", "nav-administration")),
        Some((_, Work::Region)) => links.push(("/office/region", "nav-region")),
        Some((_, Work::Tasks)) => links.push(("/tasks", "nav-tasks")),
        None => {}
    }
    let path = frame.path.split('?').next().unwrap_or_default();
    let here = place(path, links.iter().map(|(href, _)| *href));
    to.raw("<nav class=\"site-nav\" aria-label=\"").value(&frame.tr.said("nav-label")).raw("\">");
    for (href, key) in links {
        to.raw("<a href=\"").raw(href);
        to.raw(match here == Some(href) {
            true if path == href => "\" aria-current=\"page\">",
            true => "\" aria-current=\"true\">",
            false => "\">",
        });
        to.text(&frame.tr.said(key)).raw("</a>");
    }
    to.raw("</nav>");
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

fn write_crumbs(frame: &FrameView, to: &mut Markup) {
    let tr = frame.tr;
    if !frame.crumbs.is_empty() {
        to.raw("<div class=\"wrap\">");
        let home = Crumb::new(tr.t("nav-home"), "/");
        breadcrumbs::write(&tr.said("crumbs-label"), [&home].into_iter().chain(&frame.crumbs), to);
        to.raw("</div>");
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::stays_text;
    use portal::lang::Lang;

    #[test]
    fn whatever_a_page_is_called_stays_text() {
        stays_text(|s| {
            let frame = FrameView {
                tr: Tr(Lang::En),
                title: s.clone(),
                failed: true,
                crumbs: vec![Crumb::new(s.clone(), "/register"), Crumb::here(s.clone())],
                languages: vec![Language::new("be", "Беларуская", format!("/register?q={s}"))],
                account: Some((s.clone(), Work::Supervision)),
                unreachable: true,
                path: format!("/register?q={s}"),
                demo: true,
                stylesheet: s.clone(),
                script: Some(s.clone()),
                suggests: true,
                nonce: s.clone(),
            };
            document(frame, view! { <p>{s}</p> }).into_any()
        });
    }

    #[test]
    fn everybody_is_led_to_what_is_theirs() {
        let leads = |account: Option<Work>| {
            let frame = FrameView {
                tr: Tr(Lang::En),
                title: String::new(),
                failed: false,
                crumbs: Vec::new(),
                languages: Vec::new(),
                account: account.map(|work| (String::new(), work)),
                unreachable: false,
                path: "/register/790123453".to_owned(),
                demo: false,
                stylesheet: String::new(),
                script: None,
                suggests: false,
                nonce: String::new(),
            };
            let mut written = Markup::default();
            write_sections(&frame, &mut written);
            let links = written.as_str().split("<a href=\"").skip(1).map(|link| link.split("</a>").next().unwrap());
            links.map(|link| link.replace('"', "").replace('>', " ")).collect::<Vec<_>>().join(", ")
        };
        let everybody = "/services Services, /register aria-current=true Register";
        assert_eq!(leads(None), everybody);
        for (work, links) in [
            (Work::Applications, "/businesses My businesses, /applications My applications"),
            (Work::Office, "/office Cases, /office/counter Counter, /office/payments Payments"),
            (
                Work::Supervision,
                "/office Cases, /office/counter Counter, /office/payments Payments, /office/data Publishing data",
            ),
            (Work::Data, "/office/data Publishing data"),
            (Work::Region, "/office/region Region"),
            (Work::Tasks, "/tasks Questions"),
            (Work::Administration, "/office/administration Administration"),
        ] {
            assert_eq!(leads(Some(work)), format!("{everybody}, {links}"));
        }
    }

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
