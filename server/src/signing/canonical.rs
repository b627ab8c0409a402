//! The canonical form of an application: the bytes that are signed and whose SHA-256 everything quotes.
//!
//! JSON as RFC 8785 (JCS) writes it, so that whoever holds the file can compute the same digest with any tool,
//! `sha256sum` for one. The form has ASCII keys, texts and whole numbers below 2^53 alone; of these serde_json's compact
//! writing over sorted keys is that of RFC 8785: its escapes are the ones of section 3.2.2.2, and nothing is left that
//! could be written in two ways. Fractions, which could, do not belong into a form.

use crate::failure::Failure;
use crate::random::hex;
use crate::store::applications::{ApplicationRow, FilingRow};
use crate::store::attachments::Attached;
use portal::answers::Answers;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// The version of the form, kept with each signature. A form of other fields gets another name; digests of this
/// one stay what they are.
pub const FORM: &str = "akno-application-1";

/// How digests are made.
pub const ALGORITHM: &str = "SHA-256";

/// The fields in the order of their names, which is that of RFC 8785.
#[derive(Serialize)]
struct Form<'a> {
    /// Sorted by name.
    answers: &'a Answers,
    /// Left out where nothing is attached, so that such a form is what it was before anything could be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<File<'a>>,
    form_version: i32,
    procedure: &'a str,
    unp: Option<i64>,
}

/// A file that goes with the application: its name and the SHA-256 of its content, hexadecimal.
#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    sha256: &'a str,
}

/// Procedure, form version, company, answers and what is attached. What founds a company was signed before that had a number.
pub fn form(row: &ApplicationRow, answers: &Answers, attached: &[Attached]) -> String {
    let unp = row.unp.filter(|_| row.procedure().founds().is_none());
    let attachments = attached.iter().map(|one| File { name: &one.row.name, sha256: &one.row.digest }).collect();
    written(&Form { answers, attachments, form_version: row.form_version, procedure: &row.procedure, unp })
}

/// SHA-256 over the canonical form of the answers as they are now, hexadecimal.
pub fn digest(row: &ApplicationRow, attached: &[Attached]) -> String {
    digest_of(&form(row, &row.answers(), attached))
}

pub fn digest_of(form: &str) -> String {
    hex(&Sha256::digest(form.as_bytes()))
}

/// What was filed in one round with what went with it, byte for byte as it was signed.
pub fn of_filing(row: &ApplicationRow, filing: &FilingRow, attached: &[Attached]) -> Result<String, Failure> {
    let form = form(row, &filing.answers(), attached);
    match digest_of(&form) == filing.digest {
        true => Ok(form),
        false => Err(Failure::Internal(format!("the canonical form of filing {} has another digest", filing.id))),
    }
}

fn written(form: &Form<'_>) -> String {
    // Texts and whole numbers with texts for keys: nothing in it can fail to be written.
    serde_json::to_string(form).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(answers: &[(&str, &str)]) -> String {
        let mut kept = Answers::default();
        answers.iter().for_each(|(name, text)| kept.set(name, text));
        let (form_version, procedure, unp) = (1, "change-of-location", Some(791397355));
        written(&Form { answers: &kept, attachments: Vec::new(), form_version, procedure, unp })
    }

    #[test]
    fn texts_are_written_as_rfc_8785_writes_them() {
        // The string of RFC 8785, 3.2.2, with its result in 3.2.3; then each escape of 3.2.2.2 and what has none.
        let text = "\u{20ac}$\u{f}\nA'B\"\\\\\"/ \u{8}\t\u{c}\u{1}\u{1f}\u{7f}\u{80}\u{2028}\u{fb33}\u{1f600}.";
        let expected =
            "\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/ \\b\\t\\f\\u0001\\u001f\u{7f}\u{80}\u{2028}\u{fb33}\u{1f600}.";
        assert_eq!(
            of(&[("street", text)]),
            format!(
                "{{\"answers\":{{\"street\":\"{expected}\"}},\"form_version\":1,\"procedure\":\"change-of-location\",\"unp\":791397355}}"
            )
        );
    }

    #[test]
    fn keys_are_sorted_however_the_answers_came() {
        let names = ["peach", "1", "founder_10_name", "founder_1_name", "A", "a", "_"];
        let pairs: Vec<(&str, &str)> = names.iter().map(|name| (*name, "x")).collect();
        let form = of(&pairs);
        let mut sorted = names;
        // RFC 8785, 3.2.3: by UTF-16 units, which of ASCII are its bytes.
        sorted.sort_unstable_by_key(|name| name.encode_utf16().collect::<Vec<_>>());
        let places: Vec<usize> = sorted.iter().map(|name| form.find(&format!("\"{name}\":")).unwrap()).collect();
        assert!(places.is_sorted(), "{form}");
        let reversed: Vec<(&str, &str)> = pairs.into_iter().rev().collect();
        assert_eq!(form, of(&reversed));
    }

    #[test]
    fn what_is_attached_stands_between_the_answers_and_the_version() {
        let answers = Answers::default();
        let attachments = vec![File { name: "Решение.pdf", sha256: "00ff" }];
        assert_eq!(
            written(&Form { answers: &answers, attachments, form_version: 1, procedure: "p", unp: None }),
            "{\"answers\":{},\"attachments\":[{\"name\":\"Решение.pdf\",\"sha256\":\"00ff\"}],\
             \"form_version\":1,\"procedure\":\"p\",\"unp\":null}"
        );
    }

    #[test]
    fn digests_taken_before_there_were_signatures_stay_what_they_are() {
        let mut answers = Answers::default();
        answers.set("street", "Оршанская \"7А\"\n\u{1}\u{7f}\u{2028}😀");
        answers.set("area", "7121");
        let earlier = json!({ "procedure": "p", "form_version": 1, "unp": null, "answers": answers });
        assert_eq!(
            written(&Form { answers: &answers, attachments: Vec::new(), form_version: 1, procedure: "p", unp: None }),
            earlier.to_string()
        );
        assert_eq!(digest_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
