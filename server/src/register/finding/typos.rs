//! What a mistyped word may have been.

use crate::store::AnyConn;
use crate::store::company_search;
use diesel::QueryResult;

/// Words that a mistyped one may have been, at most.
const MOST: usize = 8;

/// For each word the register's words nearest to it; words that the register has stay. `None` where a
/// word has nothing near it, or nothing had to be changed.
pub fn corrected(conn: &mut AnyConn, words: &[Vec<String>]) -> QueryResult<Option<Vec<Vec<String>>>> {
    let (mut all, mut changed) = (Vec::new(), false);
    for readings in words {
        let mut known = false;
        for reading in readings {
            known = known || company_search::is_beginning(conn, reading)?;
        }
        if known {
            all.push(readings.clone());
            continue;
        }
        let mut near = Vec::new();
        for reading in readings {
            near.extend(nearest(reading, company_search::words_near(conn, reading)?));
        }
        near.sort();
        let best = near.first().map_or(0, |(distance, _)| *distance);
        let mut chosen: Vec<String> =
            near.into_iter().take_while(|(distance, _)| *distance == best).map(|(_, word)| word).collect();
        chosen.dedup();
        chosen.truncate(MOST);
        if chosen.is_empty() {
            return Ok(None);
        }
        changed = true;
        all.push(chosen);
    }
    Ok(changed.then_some(all))
}

/// Those near enough, with how many letters are missing, too many, wrong or swapped: one in a short
/// word, two in a long one. What was typed may be the beginning of a word.
fn nearest(typed: &str, words: Vec<String>) -> Vec<(usize, String)> {
    let allowed = if typed.len() < 7 { 1 } else { 2 };
    let own = letters(typed);
    // Of a thousand words most share too few letters with it to be worth reckoning with.
    let may_be = |word: &str| {
        let others = letters(word);
        (own & !others).count_ones() as usize <= allowed && (others & !own).count_ones() as usize <= allowed
    };
    let near = |word: &str| Some(strsim::osa_distance(typed, word)).filter(|distance| *distance <= allowed);
    let words = words.into_iter().filter(|word| may_be(word));
    words.filter_map(|word| near(&word).map(|distance| (distance, word))).collect()
}

/// Which letters and digits stand in a word: each typo brings one in and takes one out at most. A digit has its bit with a
/// letter, which only lets more through.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |letters, letter| letters | 1 << (letter % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_may_be_wrong_in_a_short_word_and_two_in_a_long_one() {
        let words = || ["elka", "mogilevselmash", "zavod", "zapad"].map(str::to_owned).to_vec();
        assert_eq!(nearest("zavdo", words()), [(1, "zavod".to_owned())]);
        assert_eq!(nearest("zvdo", words()), []);
        assert_eq!(nearest("mogilefselmsh", words()), [(2, "mogilevselmash".to_owned())]);
    }

    #[test]
    fn no_word_near_enough_is_passed_over_for_its_letters() {
        let word = "stroitel2";
        for at in 0..word.len() {
            let (missing, wrong) =
                ([&word[..at], &word[at + 1..]].concat(), [&word[..at], "z", &word[at + 1..]].concat());
            let more = [&word[..at], "7", &word[at..]].concat();
            let next = (at + 1).min(word.len() - 1);
            let swapped = [&word[..at], &word[next..=next], &word[at..next], &word[next + 1..]].concat();
            for typed in [missing, wrong, more, swapped, format!("{word}xy"), format!("{word}7w")] {
                assert_eq!(nearest(&typed, vec![word.to_owned()]).len(), 1, "{typed}");
            }
        }
    }
}
