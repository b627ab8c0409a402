//! What founds something: names, registrations.

mod duplicate;
pub mod legal_entity;
pub mod name_approval;
pub mod sole_proprietor;

use crate::office::{decide, take};
use crate::support::client::Client;
use crate::support::journey::{fill_in, id};
use crate::support::portal::Portal;

pub type Answers = Vec<(&'static str, Vec<(&'static str, String)>)>;

pub fn step(name: &'static str, fields: &[(&'static str, &str)]) -> (&'static str, Vec<(&'static str, String)>) {
    (name, fields.iter().map(|(name, text)| (*name, (*text).to_owned())).collect())
}

/// Starts a draft that stands without a company; its path.
pub async fn begin(client: &mut Client, slug: &str) -> String {
    assert_eq!(client.get(&format!("/services/{slug}")).await.status, 200);
    let started = client.post(&format!("/services/{slug}/start"), &[("anew", "yes")]).await;
    assert_eq!(started.status, 303, "{}", started.body);
    started.location().to_owned()
}

/// Answers everything and files; the case.
pub async fn file(client: &mut Client, slug: &str, answers: Answers) -> String {
    let draft = begin(client, slug).await;
    fill_in(client, &draft, &answers).await;
    let check = client.get(&format!("{draft}/check?lang=ru")).await;
    assert_eq!(check.status, 200);
    let filed = client.post(&format!("{draft}/filing"), &[("confirmed", "yes"), ("round", "1")]).await;
    assert_eq!(filed.location(), format!("{draft}/receipt"), "{}", check.text_of("main"));
    assert_eq!(client.get(&format!("{draft}/receipt")).await.status, 200);
    id(&draft)
}

/// A clerk takes a case and accepts it; what the page of the decision had said.
pub async fn accept(portal: &Portal, case: &str, fields: &[(&str, &str)]) -> String {
    let mut clerk = portal.signed_in("clerk0").await;
    assert_eq!(take(&mut clerk, case).await.status, 303);
    let preview = clerk.get(&format!("/office/cases/{case}/decision?lang=ru")).await;
    let mut sent = vec![("outcome", "accept")];
    sent.extend_from_slice(fields);
    let accepted = decide(portal, &mut clerk, case, &sent).await;
    assert_eq!(accepted.status, 303, "{}", accepted.body);
    assert_eq!(clerk.get(&format!("/office/cases/{case}")).await.status, 200);
    preview.text_of("main")
}
