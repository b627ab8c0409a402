//! The steps of a filing, each with its status in words.

use leptos::prelude::*;

use super::link::safe_href;
use super::tag::{Tag, Tone};
use super::wiring::element_id;

/// One step.
pub struct Task {
    title: String,
    status: String,
    tone: Tone,
    href: Option<String>,
    hint: Option<String>,
}

impl Task {
    /// A step, its status in words and how that is meant.
    pub fn new(title: impl Into<String>, status: impl Into<String>, tone: Tone) -> Self {
        Self { title: title.into(), status: status.into(), tone, href: None, hint: None }
    }

    /// Where the step is done. Without it the step cannot be entered: say why in the hint.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// What the step asks, or why it cannot be entered.
    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hint = Some(text.into());
        self
    }

    fn into_view(self, id: &str) -> impl IntoView + use<> {
        let hint_id = format!("{id}-hint");
        let status_id = format!("{id}-status");
        let described_by = match self.hint {
            Some(_) => format!("{hint_id} {status_id}"),
            None => status_id.clone(),
        };
        let title = match self.href {
            Some(href) => view! { <a href=safe_href(href) aria-describedby=described_by>{self.title}</a> }.into_any(),
            None => view! { <span>{self.title}</span> }.into_any(),
        };
        view! {
            <li class="task">
                <div>{title}{self.hint.map(|text| view! { <p class="hint" id=hint_id>{text}</p> })}</div>
                <span id=status_id><Tag text=self.status tone=self.tone/></span>
            </li>
        }
    }
}

/// The steps in order.
#[component]
pub fn TaskList(
    /// Stem of the ids inside; one a page for each list.
    #[prop(into)]
    id: String,
    /// The steps.
    tasks: Vec<Task>,
) -> impl IntoView {
    let stem = element_id(&id);
    let rows: Vec<_> =
        tasks.into_iter().enumerate().map(|(place, task)| task.into_view(&format!("{stem}-{}", place + 1))).collect();
    view! { <ul class="tasks">{rows}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text, wired};

    #[test]
    fn everything_said_stays_text() {
        stays_text(|s| {
            let tasks = vec![
                Task::new(s.clone(), s.clone(), Tone::Green).href("/a").hint(s.clone()),
                Task::new(s.clone(), s.clone(), Tone::Neutral),
            ];
            view! { <TaskList id=s tasks/> }.into_any()
        });
    }

    #[test]
    fn a_step_is_described_by_its_hint_and_status() {
        let out = html(|| {
            let tasks = vec![
                Task::new("Address", "Done", Tone::Green).href("/address").hint("Where to"),
                Task::new("File", "Cannot start yet", Tone::Neutral).hint("Finish the address first"),
            ];
            view! { <TaskList id="steps" tasks/> }.into_any()
        });
        wired(&out);
        assert!(out.contains("aria-describedby=\"steps-1-hint steps-1-status\""), "{out}");
        assert_eq!(out.matches("<a ").count(), 1, "{out}");
    }
}
