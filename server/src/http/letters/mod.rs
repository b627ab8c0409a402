//! The words of letters: an office's for its supervisor, the portal's for administrators. The pages are the same.

pub mod edit;
pub mod list;
mod sheet;
pub mod version;

use super::visit::Visit;
use crate::access::{AdministrationReader, Supervisor};
use crate::failure::Failure;
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
}

impl Desk {
    fn office(supervisor: &Supervisor) -> Desk {
        Desk { office: supervisor.office, base: "/office/letters", writes: true }
    }

    fn portal(reader: &AdministrationReader) -> Desk {
        Desk { office: PORTAL, base: "/office/administration/letters", writes: reader.writes() }
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
        let mut crumbs = vec![match self.is_portal() {
            true => Crumb::new(tr.t("administration-title"), "/office/administration"),
            false => Crumb::new(tr.t("nav-office"), "/office"),
        }];
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

    /// The page of a template.
    fn href(self, template: Template) -> String {
        href(self.base, template.kind.code, template.slug())
    }

    /// The page of one of its versions.
    fn version_href(self, template: Template, number: i32) -> String {
        let query = template.procedure.map(|procedure| format!("?procedure={}", procedure.slug())).unwrap_or_default();
        format!("{}/{}/versions/{number}{query}", self.base, template.kind.code)
    }
}

fn href(base: &str, kind: &str, procedure: &str) -> String {
    match procedure {
        "" => format!("{base}/{kind}"),
        slug => format!("{base}/{kind}?procedure={slug}"),
    }
}

/// The page of the portal's words that a change of the administration is about.
pub fn portal_href(subject: &str) -> String {
    let (kind, procedure) = subject.split_once('/').unwrap_or((subject, ""));
    href("/office/administration/letters", kind, procedure)
}
