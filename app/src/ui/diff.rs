//! Differences marked in the text itself: struck and underlined for the eye, in words for screen
//! readers.

use leptos::prelude::*;

use super::word_diff::{Change, ChangeKind, word_diff};

/// Both texts in one line.
#[component]
pub fn Diff(
    /// What stood before.
    #[prop(into)]
    old: String,
    /// What stands now.
    #[prop(into)]
    new: String,
    /// What screen readers say before what was removed, for example "removed:".
    #[prop(into)]
    removed: String,
    /// What screen readers say before what was added.
    #[prop(into)]
    added: String,
) -> impl IntoView {
    marked(word_diff(&old, &new), None, &removed, &added)
}

/// The old text, with what is gone marked; the left of two columns.
#[component]
pub fn DiffOld(
    /// What stood before.
    #[prop(into)]
    old: String,
    /// What stands now.
    #[prop(into)]
    new: String,
    /// What screen readers say before what was removed.
    #[prop(into)]
    removed: String,
) -> impl IntoView {
    marked(word_diff(&old, &new), Some(ChangeKind::Added), &removed, "")
}

/// The new text, with what came marked; the right of two columns.
#[component]
pub fn DiffNew(
    /// What stood before.
    #[prop(into)]
    old: String,
    /// What stands now.
    #[prop(into)]
    new: String,
    /// What screen readers say before what was added.
    #[prop(into)]
    added: String,
) -> impl IntoView {
    marked(word_diff(&old, &new), Some(ChangeKind::Removed), "", &added)
}

fn marked(changes: Vec<Change>, left_out: Option<ChangeKind>, removed: &str, added: &str) -> impl IntoView + use<> {
    let stretches: Vec<AnyView> = changes
        .into_iter()
        .filter(|change| Some(change.kind) != left_out)
        .map(|Change { kind, text }| match kind {
            ChangeKind::Same => text.into_any(),
            ChangeKind::Removed => view! { <del>{spoken(removed)}{text}</del> }.into_any(),
            ChangeKind::Added => view! { <ins>{spoken(added)}{text}</ins> }.into_any(),
        })
        .collect();
    view! { <span class="diff">{stretches}</span> }
}

fn spoken(words: &str) -> impl IntoView + use<> {
    let words = format!("{words} ");
    view! { <span class="vh">{words}</span> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    #[test]
    fn both_texts_stay_text() {
        stays_text(|s| view! { <Diff old="word" new="word" removed=s.clone() added=s/> }.into_any());
        for hostile in crate::ui::proof::hostile() {
            let out = html(move || {
                view! { <Diff old=hostile.clone() new="7" removed="removed:" added="added:"/> }.into_any()
            });
            assert!(!out.contains("<script"), "{out}");
            assert!(!out.contains("<img"), "{out}");
        }
    }

    #[test]
    fn changes_are_marked_for_the_eye_and_in_words() {
        let out = html(|| view! { <Diff old="house 7" new="house 7А" removed="removed:" added="added:"/> }.into_any());
        assert!(out.contains("<del><span class=\"vh\">removed: </span>7</del>"), "{out}");
        assert!(out.contains("<ins><span class=\"vh\">added: </span>7А</ins>"), "{out}");
    }

    #[test]
    fn each_column_shows_its_own_side() {
        let old = html(|| view! { <DiffOld old="house 7" new="house 9" removed="removed:"/> }.into_any());
        let new = html(|| view! { <DiffNew old="house 7" new="house 9" added="added:"/> }.into_any());
        assert!(old.contains("<del>") && !old.contains("<ins>") && !old.contains('9'), "{old}");
        assert!(new.contains("<ins>") && !new.contains("<del>") && !new.contains('7'), "{new}");
    }
}
