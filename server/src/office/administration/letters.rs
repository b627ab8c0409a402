//! The portal's words for the letters of all offices: a version each, as an office's own, and a change of the
//! administration.

use super::{Outcome, Subject, begin, note};
use crate::access::Administrator;
use crate::failure::Failure;
use crate::office::again;
use crate::office::letters::{self, Added, Template};
use crate::state::AppState;
use crate::store::AnyConn;
use crate::store::letter_versions::{self as store, PORTAL, VersionRow};
use portal::letters::{Kind, Texts};
use portal::procedures::Procedure;

/// The kind of these changes; the subject is `kind/procedure`, where the procedure may be empty.
pub const KIND: &str = "letter";

/// The key of a template's history.
pub fn subject(template: Template) -> String {
    format!("{}/{}", template.kind.code, template.slug())
}

/// The portal's template of a key.
pub fn template(subject: &str) -> Option<Template> {
    let (kind, procedure) = subject.split_once('/')?;
    let of_one = Procedure::from_slug(procedure);
    (of_one.is_some() || procedure.is_empty()).then_some(())?;
    Some(Template { office: PORTAL, kind: Kind::of(kind)?, procedure: of_one })
}

/// How the portal's words stand now.
pub fn present(conn: &mut AnyConn, subject: &str) -> Result<Texts, Failure> {
    let Some(template) = template(subject) else { return Ok(Texts::default()) };
    let (office, kind, procedure) = template.key();
    let latest = store::latest(conn, office, kind, procedure)?;
    Ok(latest.as_ref().map(VersionRow::texts).unwrap_or_default())
}

/// Saves the next version of the portal's words; `reverts` is the change that it puts back.
pub async fn save(
    state: &AppState,
    by: Administrator,
    (kind, procedure): (Kind, Option<Procedure>),
    wanted: letters::Wanted,
    reverts: Option<String>,
) -> Result<letters::Outcome, Failure> {
    let template = Template { office: PORTAL, kind, procedure };
    let now = state.clock.now();
    let write = move |conn: &mut AnyConn| -> Result<letters::Outcome, Failure> {
        begin(conn, &by)?;
        let was = match letters::add(conn, template, &wanted, &by.signed_in.actor(), now)? {
            Added::Version(was) => was,
            Added::Nothing => return Ok(letters::Outcome::Saved),
            Added::Since(since) => return Ok(letters::Outcome::Since(since)),
        };
        let key = subject(template);
        let about = Subject { kind: KIND, id: &key };
        note(conn, &by, about, (Some(&was), Some(&wanted.texts)), (&wanted.why, reverts.clone()), now)?;
        Ok(letters::Outcome::Saved)
    };
    again::until_settled(state, write).await
}

/// Brings back what was before a change. Versions and changes count alike, so that a page of either knows both.
pub(super) async fn put_back(
    state: &AppState,
    by: Administrator,
    key: &str,
    was: Texts,
    wanted: super::Wanted<()>,
) -> Result<Outcome, Failure> {
    let Some(template) = template(key) else { return Ok(Outcome::Refused("cannot")) };
    let next = letters::Wanted { texts: was, seen: wanted.seen, why: wanted.why, puts_back: None };
    let subject = key.to_owned();
    match save(state, by, (template.kind, template.procedure), next, wanted.reverts).await? {
        letters::Outcome::Saved => Ok(Outcome::Done),
        letters::Outcome::Since(_) => {
            let since = move |conn: &mut AnyConn| -> Result<_, Failure> {
                Ok(crate::store::administration::since(conn, KIND, &subject, wanted.seen)?)
            };
            Ok(Outcome::Since(state.db.read(since).await?))
        }
    }
}
