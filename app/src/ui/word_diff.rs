//! What changed between two texts, word by word.

/// Whether a stretch of text stayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    Same,
    Removed,
    Added,
}

/// A stretch of text and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// The text, spaces included.
    pub text: String,
}

/// The changes that lead from `old` to `new`. Removed and added stretches together give back both
/// texts exactly. Where both sides are long and differ throughout, the middle is shown as replaced
/// as a whole, so that the work stays bounded.
pub fn word_diff(old: &str, new: &str) -> Vec<Change> {
    let (old, new) = (words(old), words(new));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_middle, new_middle) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);

    let mut steps: Vec<Step> = old[..head].iter().map(|word| (ChangeKind::Same, *word)).collect();
    steps.extend(middle(old_middle, new_middle));
    steps.extend(old[old.len() - tail..].iter().map(|word| (ChangeKind::Same, *word)));
    gather(&steps)
}

type Step<'a> = (ChangeKind, &'a str);

/// Cells of the comparison's table above which the middle is not compared word by word (8 MB).
const MOST_CELLS: usize = 4_000_000;

/// Runs of letters and digits, runs of spaces, and single other characters.
fn words(text: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        c if c.is_alphanumeric() => 0,
        c if c.is_whitespace() => 1,
        _ => 2,
    };
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|b| kind(b) != kind(c) || kind(c) == 2) {
            found.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

/// The longest common subsequence by the usual table; lengths fit 16 bits because the table is
/// bounded.
fn middle<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Step<'a>> {
    let removed = |word: &&'a str| (ChangeKind::Removed, *word);
    let added = |word: &&'a str| (ChangeKind::Added, *word);
    let width = new.len() + 1;
    let cells = (old.len() + 1) * width;
    if old.is_empty() || new.is_empty() || cells > MOST_CELLS || old.len().min(new.len()) > usize::from(u16::MAX) {
        return old.iter().map(removed).chain(new.iter().map(added)).collect();
    }

    let mut common = vec![0_u16; cells];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i * width + j] = if old[i] == new[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }

    let mut steps = Vec::with_capacity(old.len() + new.len());
    let (mut i, mut j) = (0, 0);
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            steps.push((ChangeKind::Same, old[i]));
            i += 1;
            j += 1;
        } else if common[(i + 1) * width + j] >= common[i * width + j + 1] {
            steps.push((ChangeKind::Removed, old[i]));
            i += 1;
        } else {
            steps.push((ChangeKind::Added, new[j]));
            j += 1;
        }
    }
    steps.extend(old[i..].iter().map(removed));
    steps.extend(new[j..].iter().map(added));
    steps
}

/// Joins neighbouring steps into stretches: what was removed first, then what was added. A space
/// that alone stayed between two changes belongs to both, since a reader sees one change there.
fn gather(steps: &[Step<'_>]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let (mut same, mut removed, mut added) = (String::new(), String::new(), String::new());
    for (at, &(kind, word)) in steps.iter().enumerate() {
        match kind {
            ChangeKind::Removed => removed.push_str(word),
            ChangeKind::Added => added.push_str(word),
            ChangeKind::Same if lone_space(steps, at) => {
                removed.push_str(word);
                added.push_str(word);
            }
            ChangeKind::Same => {
                flush(&mut changes, ChangeKind::Removed, &mut removed);
                flush(&mut changes, ChangeKind::Added, &mut added);
                same.push_str(word);
                continue;
            }
        }
        flush(&mut changes, ChangeKind::Same, &mut same);
    }
    flush(&mut changes, ChangeKind::Same, &mut same);
    flush(&mut changes, ChangeKind::Removed, &mut removed);
    flush(&mut changes, ChangeKind::Added, &mut added);
    changes
}

fn lone_space(steps: &[Step<'_>], at: usize) -> bool {
    let changed = |step: Option<&Step<'_>>| step.is_some_and(|(kind, _)| *kind != ChangeKind::Same);
    steps[at].1.chars().all(char::is_whitespace) && at > 0 && changed(steps.get(at - 1)) && changed(steps.get(at + 1))
}

fn flush(changes: &mut Vec<Change>, kind: ChangeKind, text: &mut String) {
    if !text.is_empty() {
        changes.push(Change { kind, text: std::mem::take(text) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        word_diff(old, new)
            .into_iter()
            .map(|change| match change.kind {
                ChangeKind::Same => change.text,
                ChangeKind::Removed => format!("[-{}-]", change.text),
                ChangeKind::Added => format!("[+{}+]", change.text),
            })
            .collect()
    }

    #[test]
    fn equal_texts_have_no_change() {
        assert_eq!(marked("ул. Ленинская, 7", "ул. Ленинская, 7"), "ул. Ленинская, 7");
        assert_eq!(word_diff("", ""), vec![]);
    }

    #[test]
    fn a_changed_house_number_is_the_only_change() {
        assert_eq!(marked("ул. Ленинская, д. 7", "ул. Ленинская, д. 7А"), "ул. Ленинская, д. [-7-][+7А+]");
    }

    #[test]
    fn neighbouring_changed_words_are_one_change() {
        assert_eq!(
            marked("г. Могилёв, ул. Первомайская", "г. Могилёв, пр. Мира"),
            "г. Могилёв, [-ул-][+пр+]. [-Первомайская-][+Мира+]"
        );
        assert_eq!(marked("one two three four", "one five six four"), "one [-two three-][+five six+] four");
    }

    #[test]
    fn text_from_nothing_is_added_and_to_nothing_removed() {
        assert_eq!(marked("", "офис 12"), "[+офис 12+]");
        assert_eq!(marked("офис 12", ""), "[-офис 12-]");
    }

    #[test]
    fn both_texts_can_be_read_back() {
        let hostile =
            ["", " ", "a  b\n", "<script>alert(1)</script>", "👩‍👩‍👧 🇧🇾", "مرحبا abc", "ў’і - ё", "aaa bbb aaa bbb"];
        for old in hostile {
            for new in hostile {
                let changes = word_diff(old, new);
                let side = |gone: ChangeKind| -> String {
                    changes.iter().filter(|c| c.kind != gone).map(|c| c.text.as_str()).collect()
                };
                assert_eq!(side(ChangeKind::Added), old, "{old:?} → {new:?}");
                assert_eq!(side(ChangeKind::Removed), new, "{old:?} → {new:?}");
            }
        }
    }

    #[test]
    fn long_texts_that_differ_throughout_are_replaced_as_a_whole() {
        let old: String = (0..10_000).map(|n| format!("a{n} ")).collect();
        let new: String = (0..10_000).map(|n| format!("b{n} ")).collect();
        assert_eq!(word_diff(&old, &new).len(), 3);
    }
}
