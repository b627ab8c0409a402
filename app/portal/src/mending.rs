//! Mending an applicant's evident typing error: whether another text is the same one without the error, or another
//! answer, which is for the applicant to give.

/// Whether `mended` differs from what was typed by a few signs: letter case apart by at most a third of them, and by
/// three at most, but one at least can always be another. Nothing is mended where nothing was typed, nor into nothing.
pub fn is_typing_error(typed: &str, mended: &str) -> bool {
    let (typed, mended) = (folded(typed), folded(mended));
    if typed.is_empty() || mended.is_empty() {
        return false;
    }
    let longest = typed.len().max(mended.len());
    distance(&typed, &mended) <= (longest / 3).clamp(1, 3)
}

fn folded(text: &str) -> Vec<char> {
    text.trim().chars().flat_map(char::to_lowercase).collect()
}

/// Signs that are put in, left out, replaced, or two beside one another exchanged.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let replaced = rows[i][j] + usize::from(a != b);
            let mut least = replaced.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::is_typing_error;
    use crate::procedures::Procedure;
    use proptest::prelude::*;

    #[test]
    fn a_slip_of_the_finger_is_one_and_another_answer_is_none() {
        for (typed, mended) in [
            ("Оршаснкая", "Оршанская"),
            ("оршанская", "Оршанская"),
            ("ОРШАНСКАЯ", "Оршанская"),
            ("213001", "213010"),
            ("7A", "7А"),
            ("7", "7А"),
            ("12", "21"),
            ("+375 29 123-45-76", "+375 29 123-45-67"),
        ] {
            assert!(is_typing_error(typed, mended), "{typed} → {mended}");
        }
        for (typed, mended) in [
            ("Оршанская", "Ленина"),
            ("7", "128"),
            ("213010", "220030"),
            ("", "7"),
            ("7", ""),
            ("  ", "7"),
            ("ул", "проспект"),
        ] {
            assert!(!is_typing_error(typed, mended), "{typed} → {mended}");
        }
    }

    #[test]
    fn what_may_be_mended_is_written_in_by_hand_and_says_neither_who_nor_when_nor_what_is_consented_to() {
        for procedure in Procedure::ALL {
            let rules = procedure.rules();
            for field in rules.mendable() {
                let known = rules.steps().iter().any(|step| step.fields.contains(field));
                assert!(known, "{field} of {} is no question", procedure.slug());
                assert!(rules.choices(field).is_empty(), "{field} is chosen");
                let never = ["_name", "_day", "_month", "_year", "consent", "owner", "founder", "number_id", "kind"];
                assert!(!never.iter().any(|part| field.contains(part)), "{field} of {}", procedure.slug());
            }
        }
    }

    proptest! {
        #[test]
        fn it_is_the_same_in_both_directions_and_never_fails(one in ".{0,40}", other in ".{0,40}") {
            prop_assert_eq!(is_typing_error(&one, &other), is_typing_error(&other, &one));
        }
    }
}
