//! Chance, reproducibly: one stream of ChaCha a company, and integers only, so that the same seed
//! gives the same register on every machine and with every version of the libraries.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::sync::LazyLock;

/// The dice of one company.
pub(super) struct Dice(ChaCha8Rng);

/// Mandelbrot's shift of the ranks: without it the first of a hundred words would be a fifth of all.
const SHIFT: u32 = 4;

/// Sums of 1/(1 + shift) + … + 1/(n + shift), in millionths, for lists of up to this length.
static HARMONIC: LazyLock<[u32; 256]> = LazyLock::new(|| {
    let mut sum = 0;
    std::array::from_fn(|rank| {
        sum += 1_000_000 / (rank as u32 + 1 + SHIFT);
        sum
    })
});

impl Dice {
    /// The dice of the company of this index: independent of all others, so that any company can be
    /// made without those before it.
    pub fn of(seed: u64, company: u64) -> Self {
        let mut stream = ChaCha8Rng::seed_from_u64(seed);
        stream.set_stream(company);
        Self(stream)
    }

    /// A number from 0 to `n - 1`; 0 where `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(n)) >> 32) as u32
    }

    /// A number from `from` to `to`, both possible.
    pub fn between(&mut self, from: u32, to: u32) -> u32 {
        from + self.below(to.saturating_sub(from) + 1)
    }

    /// Yes in so many cases of a hundred.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// Any element, all alike.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u32) as usize]
    }

    /// An element by the law of Zipf and Mandelbrot: how often falls with the place in the list.
    /// Elements beyond the 256th are never drawn.
    pub fn frequent<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let reach = list.len().min(HARMONIC.len());
        let drawn = self.below(HARMONIC[reach - 1]);
        &list[HARMONIC[..reach].partition_point(|sum| *sum <= drawn)]
    }

    /// The index of one of several weights.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut drawn = self.below(weights.iter().sum());
        weights
            .iter()
            .position(|weight| {
                let hit = drawn < *weight;
                drawn = drawn.saturating_sub(*weight);
                hit
            })
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fall_by_zipfs_law() {
        let mut dice = Dice::of(1, 1);
        let list: Vec<usize> = (0..100).collect();
        let mut counts = [0_u32; 100];
        for _ in 0..100_000 {
            counts[*dice.frequent(&list)] += 1;
        }
        let ratio = |rank: usize| f64::from(counts[0]) / f64::from(counts[rank]);
        assert!((ratio(5) - 2.0).abs() < 0.2, "{counts:?}");
        assert!((ratio(45) - 10.0).abs() < 1.5, "{counts:?}");
        assert!(counts[99] > 200, "{counts:?}");
    }

    #[test]
    fn weights_are_kept_and_companies_are_independent() {
        let mut dice = Dice::of(1, 1);
        let mut counts = [0_u32; 3];
        (0..10_000).for_each(|_| counts[dice.weighted(&[1, 0, 3])] += 1);
        assert!((2_300..2_700).contains(&counts[0]) && counts[1] == 0, "{counts:?}");
        let draw = |seed, company| Dice::of(seed, company).below(u32::MAX);
        assert_eq!(draw(1, 5), draw(1, 5));
        assert_ne!(draw(1, 5), draw(1, 6));
        assert_ne!(draw(1, 5), draw(2, 5));
    }
}
