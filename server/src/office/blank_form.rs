//! The blank form of a procedure, to be printed and filled in by hand: for whoever has no screen at hand
//! when the answers are gathered.

use crate::jobs::document::language;
use app::l10n::Tr;
use documents::{Block, Document, Language};
use portal::procedures::{Procedure, Step};

/// Where an answer is written.
const LINE: &str = "__________________________________";
/// Where a date is written.
const DATE: &str = "____ . ____ . ________";
/// Where a choice is ticked.
const BOX: &str = "[   ] ";

/// Every question of a procedure with room for its answer, in the reader's language. Nothing in it changes but
/// with the program.
pub fn blank_form(procedure: Procedure, tr: Tr) -> Document {
    let slug = procedure.slug();
    let mut blocks = vec![
        Block::Paragraph(tr.t("blank-form-what")),
        Block::Facts(vec![
            (tr.t("field-company"), LINE.to_owned()),
            (tr.t("unp"), LINE.to_owned()),
            (tr.t("blank-form-body"), LINE.to_owned()),
        ]),
    ];
    for step in procedure.form().steps() {
        blocks.push(Block::Heading(tr.t(&format!("step-{slug}-{}", step.slug))));
        blocks.push(Block::Facts(questions(procedure, step, tr)));
    }
    blocks.push(Block::Paragraph(tr.t("pdf-paper-statement")));
    blocks.push(Block::Signature(vec![tr.t("pdf-sign-name"), tr.t("pdf-sign-signature"), tr.t("pdf-sign-date")]));
    let language: Language = language(tr.lang());
    Document {
        lang: language,
        title: tr.t(&format!("procedure-{slug}")),
        issuer: tr.t("pdf-issuer"),
        reference: None,
        reference_label: None,
        // The same bytes whenever it is made.
        created: chrono::DateTime::UNIX_EPOCH,
        blocks,
        qr: None,
        footer: tr.t("blank-form-footer"),
        page_label: tr.t("pdf-page"),
        mark: None,
    }
}

/// What a step asks, each with the place for its answer. The three boxes of a date are one question.
fn questions(procedure: Procedure, step: &Step, tr: Tr) -> Vec<(String, String)> {
    let is_later_box = |field: &&&str| !field.ends_with("_month") && !field.ends_with("_year");
    let fields = step.fields.iter().filter(is_later_box);
    fields
        .map(|field| match field.strip_suffix("_day") {
            Some(date) => (label(tr, date), DATE.to_owned()),
            None => (label(tr, field), answer(procedure, field, tr)),
        })
        .collect()
}

fn answer(procedure: Procedure, field: &str, tr: Tr) -> String {
    match procedure.rules().choices(field) {
        [] => LINE.to_owned(),
        choices => {
            let lines: Vec<String> =
                choices.iter().map(|choice| format!("{BOX}{}", tr.t(&format!("answer-{choice}")))).collect();
            lines.join("\n")
        }
    }
}

/// The label of a field; some say in it that the answer may be left out, those of dates stand under the first box.
fn label(tr: Tr, field: &str) -> String {
    let key = format!("field-{}", field.replace('_', "-"));
    let keys = [format!("{key}-optional"), key.clone(), format!("{key}-day")];
    tr.t(keys.iter().find(|key| tr.has(key)).unwrap_or(&key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn every_question_of_every_procedure_is_asked_in_words() {
        let mut missing = Vec::new();
        for procedure in Procedure::ALL {
            for lang in Lang::ALL {
                let tr = Tr(lang);
                for step in procedure.form().steps() {
                    for (label, answer) in questions(procedure, step, tr) {
                        let words = format!("{label} {answer}");
                        let is_key = |word: &str| word.starts_with("field-") || word.starts_with("answer-");
                        missing.extend(words.split_whitespace().find(|word| is_key(word)).map(str::to_owned));
                    }
                    let heading = tr.t(&format!("step-{}-{}", procedure.slug(), step.slug));
                    missing.extend(heading.starts_with("step-").then_some(heading));
                }
            }
        }
        assert_eq!(missing, [""; 0]);
    }

    #[test]
    fn a_choice_is_offered_and_a_date_is_one_question() {
        let tr = Tr(Lang::En);
        let steps = Procedure::Manager.form().steps();
        let asked: Vec<_> = steps.iter().flat_map(|step| questions(Procedure::Manager, step, tr)).collect();
        assert_eq!(asked.iter().filter(|(_, answer)| answer == DATE).count(), 3, "{asked:?}");
        assert!(asked[0].1.lines().count() == 2 && asked[0].1.starts_with(BOX), "{asked:?}");
    }
}
