//! What is to be done for a company, each with its last day.

use crate::l10n::Tr;
use crate::ui::{Task, Tone};
use chrono::{Days, NaiveDate};
use portal::duties::{Duty, What};
use portal::proceeding::Passage;

/// Days before a last day at which it is marked.
const SOON: u64 = 7;

/// A duty as a task with its last day.
pub fn task(tr: Tr, duty: &Duty, today: NaiveDate) -> Task {
    let (status, tone) = status(tr, duty, today);
    let task = Task::new(title(tr, &duty.what), status, tone).hint(tr.t(&format!("duty-{}-why", duty.what.code())));
    match href(&duty.what) {
        Some(href) => task.href(href),
        None => task,
    }
}

/// What is to be done, in a sentence.
pub fn title(tr: Tr, what: &What) -> String {
    match what {
        // What is filed is called by the title of the paper, and not by the name of the service.
        What::File { procedure, .. } | What::HandIn { procedure, .. } => {
            let paper = tr.t(&format!("document-{}-title", procedure.slug()));
            tr.ta(&format!("duty-{}", what.code()), &[("procedure", paper.into())])
        }
        What::Correct { procedure, .. } | What::Message { procedure, .. } | What::DraftEnds { procedure, .. } => {
            let name = tr.t(&format!("procedure-{}", procedure.slug()));
            tr.ta(&format!("duty-{}", what.code()), &[("procedure", name.into())])
        }
        What::Pay { procedure, sum, .. } => {
            let name = tr.t(&format!("procedure-{}", procedure.slug()));
            tr.ta("duty-pay", &[("procedure", name.into()), ("sum", tr.money(*sum).into())])
        }
        What::Passage { passage, .. } => tr.t(&format!("proceeding-next-{}", passage.code())),
        What::HeadEnds | What::OtherEnds | What::NoHead | What::Proceeding { .. } | What::RightEnds => {
            tr.t(&format!("duty-{}", what.code()))
        }
    }
}

fn href(what: &What) -> Option<String> {
    Some(match what {
        What::Correct { application, .. } | What::File { application, .. } | What::DraftEnds { application, .. } => {
            format!("/applications/{application}")
        }
        What::Message { application, .. } => format!("/applications/{application}/messages"),
        What::Pay { application, .. } => format!("/applications/{application}/bill"),
        What::HandIn { application, .. } => format!("/applications/{application}/paper"),
        What::HeadEnds | What::OtherEnds | What::NoHead => "/services/manager".to_owned(),
        What::Passage { proceeding, .. } | What::Proceeding { proceeding } => format!("/proceedings/{proceeding}"),
        What::RightEnds => return None,
    })
}

fn status(tr: Tr, duty: &Duty, today: NaiveDate) -> (String, Tone) {
    // Claims are taken until a day and are not late after it; the day only ends them.
    let claims = matches!(duty.what, What::Passage { passage: Passage::Claims, .. });
    match duty.until {
        Some(until) if until < today && !claims => (tr.ta("duty-late", &[("date", tr.date(until).into())]), Tone::Red),
        Some(until) => {
            let soon = until <= today.checked_add_days(Days::new(SOON)).unwrap_or(until);
            let tone = if soon { Tone::Amber } else { Tone::Blue };
            (tr.ta("duty-until", &[("date", tr.date(until).into())]), tone)
        }
        None if matches!(duty.what, What::Passage { .. }) => (tr.t("duty-next"), Tone::Blue),
        None => (tr.t("duty-now"), Tone::Amber),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn every_duty_has_its_words_in_each_language() {
        for lang in Lang::ALL {
            for code in What::CODES {
                let keys = [format!("duty-{code}"), format!("duty-{code}-why")];
                let missing: Vec<_> = keys.iter().filter(|key| !Tr(lang).has(key)).collect();
                // The next passage is told in the words of the proceeding's own page.
                assert!(missing.is_empty() || (code == "passage" && missing.len() == 1), "{missing:?} {lang:?}");
            }
        }
    }

    #[test]
    fn what_is_late_is_said_to_be() {
        let tr = Tr(Lang::En);
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let duty = |until| Duty { what: What::HeadEnds, until };
        assert_eq!(status(tr, &duty(Some(day(1))), day(2)).1, Tone::Red);
        assert_eq!(status(tr, &duty(Some(day(2))), day(2)).1, Tone::Amber);
        assert_eq!(status(tr, &duty(Some(day(20))), day(2)).1, Tone::Blue);
    }
}
