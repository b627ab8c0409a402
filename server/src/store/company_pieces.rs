//! How common pieces of three letters are in the names of companies.
//!
//! A part of a name is found by its pieces; FTS5 reads the list of each from one end to the other, and a common piece has a
//! long one. So it is asked for the rarest pieces alone, and what has all of them is looked at.

use std::collections::HashMap;

/// Pieces of one query.
const MOST: usize = 3;
/// Of a piece that so many of the sample have, all who have it can be looked at.
const FEW: u32 = 3;

type Piece = [char; 3];

/// How many of a sample's companies have each piece in their names.
#[derive(Debug, Default)]
pub struct Pieces(HashMap<Piece, u32>);

impl Pieces {
    /// Counts the pieces of a company's folded names.
    pub fn add(&mut self, search: &str) {
        let letters: Vec<char> = search.chars().collect();
        for piece in letters.windows(3) {
            *self.0.entry([piece[0], piece[1], piece[2]]).or_default() += 1;
        }
    }

    /// The rarest pieces of some words, the rarest first: as many as tell enough.
    pub(super) fn rarest(&self, words: &[&str]) -> Vec<String> {
        let mut known: Vec<(u32, Piece)> = Vec::new();
        for word in words {
            let letters: Vec<char> = word.chars().collect();
            known.extend(letters.windows(3).map(|piece| {
                let piece = [piece[0], piece[1], piece[2]];
                (self.0.get(&piece).copied().unwrap_or_default(), piece)
            }));
        }
        known.sort_unstable();
        known.dedup();
        let enough = known.iter().position(|(count, _)| *count > FEW).unwrap_or(known.len());
        // One that few have tells enough by itself.
        known.truncate(if enough > 0 { 1 } else { MOST });
        known.into_iter().map(|(_, piece)| piece.iter().collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Pieces {
        let mut pieces = Pieces::default();
        for _ in 0..5 {
            pieces.add("\nандрей\n");
            pieces.add("\nандрон\n");
            pieces.add("\nелена\n");
        }
        pieces.add("\nжуравль\n");
        pieces
    }

    #[test]
    fn a_piece_that_few_have_suffices() {
        assert_eq!(pieces().rarest(&["андрей", "журавль"]).len(), 1);
        assert_eq!(pieces().rarest(&["андрабв"]), ["дра"], "nobody of the sample has it");
    }

    #[test]
    fn of_common_pieces_the_rarest_are_taken() {
        assert_eq!(pieces().rarest(&["андрей"]), ["дре", "рей", "анд"]);
        assert_eq!(pieces().rarest(&["анд"]), ["анд"]);
        assert!(pieces().rarest(&["ан", ""]).is_empty());
    }
}
