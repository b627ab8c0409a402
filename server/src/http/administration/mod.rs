//! The administration of the portal.

pub mod audit;
pub mod calendar;
pub mod cases;
pub mod changes;
mod dated;
pub mod disqualified;
pub mod guides;
pub mod home;
pub mod new_office;
mod office_forms;
pub mod office_mending;
pub mod offices;
pub mod reasons;
mod restoring;
pub mod retention;
mod rules;
pub mod setup;
pub mod terms;
pub mod user;
pub mod users;
mod words;

use super::visit::Visit;
use crate::office::administration::LONGEST_WHY;
use crate::office::words::Words;
use crate::state::AppState;
use crate::store::accounts::Role;
use app::l10n::Tr;
use app::pages::account::faults::Faults;
use app::ui::Crumb;
use portal::answers::Answers;

/// The way to a page of the administration: what lies between as name and address, and the page itself.
fn crumbs(visit: &Visit, between: &[(&str, &str)], here: &str) -> Vec<Crumb> {
    let mut crumbs = vec![Crumb::new(visit.tr.t("administration-title"), "/office/administration")];
    crumbs.extend(between.iter().map(|(key, href)| Crumb::new(visit.tr.t(key), *href)));
    crumbs.push(Crumb::here(here));
    crumbs
}

/// The fields of a form that it may have; all else is left out.
fn typed(pairs: &[(String, String)], fields: &[&str]) -> Answers {
    let mut typed = Answers::default();
    for (name, value) in pairs.iter().filter(|(name, _)| fields.contains(&name.as_str())) {
        // PostgreSQL cannot store a NUL.
        typed.set(name, &value.replace('\0', ""));
    }
    typed
}

/// Reads why something is changed.
pub(in crate::http) fn why(tr: Tr, typed: &Answers, field: &'static str, faults: &mut Faults) -> Words {
    match Words::read(typed.get(field), LONGEST_WHY) {
        Ok(words) if words.is_empty() => faults.add(field, tr.t("administration-why-missing")),
        Ok(words) => return words,
        Err(long) => {
            faults.add(field, tr.ta("administration-why-long", &[("longest", i64::from(long.longest).into())]))
        }
    }
    Words::default()
}

/// How often a subject had been changed when the form's page was made.
fn seen(typed: &Answers) -> i32 {
    typed.get("seen").parse().unwrap_or_default()
}

/// The roles with their names.
fn roles(tr: Tr) -> Vec<(String, String)> {
    Role::ALL.map(|role| (role.code().to_owned(), tr.t(&format!("account-role-{}", role.code())))).into()
}

/// The offices with their names: those that register companies first, the others below them; both by name.
fn offices(state: &AppState, tr: Tr) -> Vec<(String, String)> {
    let of = |registering: bool| state.offices.all().iter().filter(move |office| office.registering == registering);
    let named = |registering: bool| state.offices.named(of(registering).map(|office| office.code), tr.lang());
    [named(true), named(false)].concat()
}
