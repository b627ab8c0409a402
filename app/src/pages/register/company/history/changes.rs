//! What a history tells that an earlier one did not: for whoever is told of changes.

use super::{Happened, What, title_and_text, told_once};
use crate::l10n::Tr;
use chrono::NaiveDate;
use std::collections::HashMap;
use std::mem::discriminant;

/// The facts of `after` that `before` did not tell, as days with title and text of each. That a company is
/// registered is no news to whoever knows it; of a fact told before only its end is, and only where nothing
/// takes its place.
pub fn news(tr: Tr, before: &[Happened], after: &[Happened]) -> Vec<(NaiveDate, Vec<(String, String)>)> {
    let mut known: HashMap<Fact, Vec<Option<NaiveDate>>> = HashMap::new();
    for happened in before {
        known.entry(fact(tr, happened)).or_default().push(happened.until);
    }
    let is_new = |happened: &Happened| match known.get(&fact(tr, happened)) {
        _ if matches!(happened.what, What::Registered { .. }) => false,
        None => true,
        Some(ends) => !ends.contains(&happened.until) && !is_followed(happened, after),
    };
    let days = after.chunk_by(|a, b| a.on == b.on && a.on.is_some());
    let told = days.filter_map(|day| {
        let new = told_once(day).filter(|&happened| is_new(happened));
        Some((day.first()?.on?, new.map(|happened| title_and_text(tr, happened)).collect::<Vec<_>>()))
    });
    told.filter(|(_, facts)| !facts.is_empty()).collect()
}

/// The day, and the words.
type Fact = (Option<NaiveDate>, String, String);

/// A fact without what other records make of it: whether it is the first of its kind, and its end.
fn fact(tr: Tr, happened: &Happened) -> Fact {
    let alone = Happened { until: None, first: false, filed_here: false, ..happened.clone() };
    let (title, text) = title_and_text(tr, &alone);
    (happened.on, title, text)
}

/// Whether another fact of a kind of which one holds at a time began on the day on which this one ended.
fn is_followed(ended: &Happened, history: &[Happened]) -> bool {
    let one_at_a_time = matches!(
        ended.what,
        What::Name { .. } | What::Address { .. } | What::Head(_) | What::Charter(_) | What::Participants(_)
    );
    let follows = |next: &Happened| next.on == ended.until && discriminant(&next.what) == discriminant(&ended.what);
    one_at_a_time && ended.until.is_some() && history.iter().any(follows)
}
