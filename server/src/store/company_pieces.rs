//! Which pieces of three letters stand in the names of which companies, of a sample of the register.
//!
//! A part of a name is found by its pieces; FTS5 reads the list of each from one end to the other, and a common piece has a
//! long one. So it is asked for a few pieces alone, which hardly any company has together, and those companies are looked at.

use std::collections::HashMap;

/// Pieces of one query.
const MOST: usize = 4;
/// If so many of the sample have some pieces, all companies that have them can be looked at.
const FEW: usize = 2;
/// If more have them, to look at all of them would take longer than to read the lists of all pieces.
const MANY: usize = 20;

type Piece = [char; 3];

/// For each piece the companies of a sample in whose names it stands within a word, by their places in the sample.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    having: HashMap<Piece, Vec<u16>>,
    companies: u16,
}

impl Pieces {
    /// Adds a company by its folded names. A sample has no more than some ten thousands: what is beyond is left out.
    pub fn add(&mut self, search: &str) {
        let Some(next) = self.companies.checked_add(1) else { return };
        let mut pieces: Vec<Piece> = search.split_whitespace().flat_map(pieces_of).collect();
        pieces.sort_unstable();
        pieces.dedup();
        for piece in pieces {
            self.having.entry(piece).or_default().push(self.companies);
        }
        self.companies = next;
    }

    /// Gives back the room that was kept for more companies.
    pub fn settle(&mut self) {
        self.having.values_mut().for_each(Vec::shrink_to_fit);
    }

    /// Companies that were added.
    pub fn len(&self) -> usize {
        self.companies.into()
    }

    pub fn is_empty(&self) -> bool {
        self.companies == 0
    }

    /// Pieces of some words that few companies have together, the rarest first; `None` where many have all of them.
    pub(super) fn telling(&self, words: &[&str]) -> Option<Vec<String>> {
        let mut pieces: Vec<Piece> = words.iter().flat_map(|word| pieces_of(word)).collect();
        pieces.sort_unstable();
        pieces.dedup();
        let having = |piece: &Piece| self.having.get(piece).map_or(&[][..], Vec::as_slice);
        let rarest = *pieces.iter().min_by_key(|piece| having(piece).len())?;
        let (mut chosen, mut left) = (vec![rarest], having(&rarest).to_vec());
        while left.len() > FEW && chosen.len() < MOST {
            let next = pieces.iter().min_by_key(|piece| common(&left, having(piece)).count())?;
            let both: Vec<u16> = common(&left, having(next)).collect();
            if both.len() == left.len() {
                break;
            }
            chosen.push(*next);
            left = both;
        }
        (left.len() <= MANY).then(|| chosen.into_iter().map(|piece| piece.iter().collect()).collect())
    }
}

fn pieces_of(word: &str) -> Vec<Piece> {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).map(|piece| [piece[0], piece[1], piece[2]]).collect()
}

/// What stands in both of two lists in order.
fn common<'a>(one: &'a [u16], other: &'a [u16]) -> impl Iterator<Item = u16> + 'a {
    let mut other = other.iter().peekable();
    one.iter().copied().filter(move |place| {
        while other.next_if(|next| *next < place).is_some() {}
        other.peek() == Some(&place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(names: &[&str]) -> Pieces {
        let mut pieces = Pieces::default();
        (0..30).for_each(|_| names.iter().for_each(|name| pieces.add(name)));
        pieces.add("\nжуравль\n");
        pieces
    }

    #[test]
    fn a_piece_that_few_have_suffices() {
        let pieces = pieces(&["\nандрей\nооо андрей\n"]);
        assert_eq!(pieces.telling(&["андрей", "журавль"]).unwrap().len(), 1);
        assert_eq!(pieces.telling(&["андрабв"]).unwrap(), ["абв"], "nobody of the sample has it");
        assert_eq!(pieces.len(), 31);
    }

    #[test]
    fn of_common_pieces_those_are_taken_that_hardly_anybody_has_together() {
        let pieces = pieces(&["могилевсельмаш", "островская"]);
        let told = pieces.telling(&["могилевская"]).unwrap();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(["мог", "оги", "гил", "иле", "лев"].contains(&told[1].as_str()), "{told:?}");
    }

    #[test]
    fn where_many_have_them_all_there_is_nothing_to_choose() {
        let pieces = pieces(&["андрей", "елена"]);
        assert_eq!(pieces.telling(&["андрей"]), None);
        assert_eq!(pieces.telling(&["ан", ""]), None, "nothing of three letters");
        assert!(pieces.telling(&["андрей", "елена"]).is_some(), "nobody has both");
    }

    #[test]
    fn what_stands_in_both_lists_is_found() {
        let both = |one: &[u16], other: &[u16]| common(one, other).collect::<Vec<_>>();
        assert_eq!(both(&[1, 3, 5, 9], &[0, 3, 4, 9, 11]), [3, 9]);
        assert_eq!(both(&[1], &[]).len(), 0);
        assert_eq!(both(&[], &[1]).len(), 0);
        assert_eq!(both(&[7], &[7]), [7]);
    }
}
