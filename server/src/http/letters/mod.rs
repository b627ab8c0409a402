//! The words of letters: an office's for its supervisor, the portal's for administrators. The pages are the same, and
//! auditors read both.

pub mod edit;
pub mod list;
mod sheet;
pub mod version;

use super::visit::Visit;
use crate::access::{AdministrationReader, SetupReader};
use crate::failure::Failure;
use crate::http::administration::setup;
use crate::office::letters::Template;
use crate::state::AppState;
use crate::store::letter_versions::PORTAL;
use app::ui::Crumb;
use portal::letters::Kind;
use portal::procedures::Procedure;

/// Whose words a page is about.
#[derive(Clone, Copy, Debug)]
struct Desk {
    /// Code of the office, or [`PORTAL`].
    office: i32,
    base: &'static str,
    writes: bool,
    /// An office's before an auditor.
    audited: bool,
}

impl Desk {
    fn office(reader: &SetupReader) -> Desk {
        Desk { office: reader.office, base: "/office/letters", writes: !reader.audited, audited: reader.audited }
    }

    fn portal(reader: &AdministrationReader) -> Desk {
        Desk { office: PORTAL, base: "/office/administration/letters", writes: reader.writes(), audited: false }
    }

    fn is_portal(self) -> bool {
        self.office == PORTAL
    }

    /// Whose words they are.
    fn of(self, state: &AppState, visit: &Visit) -> String {
        match self.is_portal() {
            true => visit.tr.t("wording-portal"),
            false => state.offices.name(self.office, visit.lang()),
        }
    }

    /// The way to a page: what lies between as name and address, and the page itself.
    fn crumbs(self, visit: &Visit, between: &[(String, String)], here: &str) -> Vec<Crumb> {
        let tr = visit.tr;
        let mut crumbs = match (self.is_portal(), self.audited) {
            (true, _) => vec![Crumb::new(tr.t("administration-title"), "/office/administration")],
            (false, true) => setup::crumbs(tr, self.office),
            (false, false) => vec![Crumb::new(tr.t("nav-office"), "/office")],
        };
        crumbs.extend(between.iter().map(|(name, href)| Crumb::new(name, href)));
        crumbs.push(Crumb::here(here));
        crumbs
    }

    /// The template that an address names.
    fn template(self, kind: &str, query: &[(String, String)]) -> Result<Template, Failure> {
        let asked = query.iter().find(|(name, _)| name == "procedure").map(|(_, slug)| slug.as_str());
        let procedure = match asked.filter(|slug| !slug.is_empty()) {
            Some(slug) => Some(Procedure::from_slug(slug).ok_or(Failure::NotFound)?),
            None => None,
        };
        Ok(Template { office: self.office, kind: Kind::of(kind).ok_or(Failure::NotFound)?, procedure })
    }

    /// The list of templates.
    fn list(self) -> String {
        self.address("", "")
    }

    /// The page of a template.
    fn href(self, template: Template) -> String {
        self.template_href(template.kind.code, template.slug())
    }

    fn template_href(self, kind: &str, procedure: &str) -> String {
        self.address(&format!("/{kind}"), procedure)
    }

    /// The page of one of its versions.
    fn version_href(self, template: Template, number: i32) -> String {
        self.address(&format!("/{}/versions/{number}", template.kind.code), template.slug())
    }

    fn address(self, path: &str, procedure: &str) -> String {
        let office = self.audited.then(|| format!("office={}", self.office));
        let procedure = (!procedure.is_empty()).then(|| format!("procedure={procedure}"));
        let query: Vec<String> = office.into_iter().chain(procedure).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{path}{mark}{}", self.base, query.join("&"))
    }
}

/// The page of the portal's words that a change of the administration is about.
pub fn portal_href(subject: &str) -> String {
    let (kind, procedure) = subject.split_once('/').unwrap_or((subject, ""));
    Desk { office: PORTAL, base: "/office/administration/letters", writes: false, audited: false }
        .template_href(kind, procedure)
}
