//! The portal's administrators and auditors.

mod audit;
mod disqualified;
mod guides;
mod keeping;
mod office_areas;
mod offices;
mod reasons;
mod retention;
mod rules;
mod users;

use crate::support::client::{Answer, Client};

/// How often a subject was changed, as the page's first form says.
pub fn seen(page: &Answer) -> String {
    page.attribute("input[name=seen]", "value").unwrap_or_else(|| panic!("no form: {}", page.body))
}

/// Gives a person another role and office, having just read their page.
pub async fn post(admin: &mut Client, who: &str, role: &str, office: &str) -> Answer {
    let path = format!("/office/administration/users/{who}");
    let seen = seen(&admin.get(&path).await);
    let fields = [("seen", seen.as_str()), ("role", role), ("office", office), ("why", "приказ № 7")];
    admin.post(&format!("{path}/post"), &fields).await
}

/// Locks a person, or unlocks them.
pub async fn lock(admin: &mut Client, who: &str, locked: &str) -> Answer {
    let path = format!("/office/administration/users/{who}");
    let seen = seen(&admin.get(&path).await);
    admin.post(&format!("{path}/lock"), &[("seen", &seen), ("locked", locked), ("lock_why", "уволен")]).await
}
