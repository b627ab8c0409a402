//! Figures about many: medians and shares.

/// The value below which a share of the values lies, by the nearest rank; `None` where there are none.
pub fn quantile(values: &mut [i64], hundredths: usize) -> Option<i64> {
    values.sort_unstable();
    let rank = (values.len() * hundredths.min(100)).div_ceil(100).max(1);
    values.get(rank - 1).copied()
}

/// Per cent of procedures for small and medium enterprises that went electronically in 2018 (the region's study of
/// that year), beside which the share of today stands.
pub const ELECTRONIC_2018: i64 = 75;

/// A share in whole per cent, rounded; `None` of nothing.
pub fn per_cent(part: i64, of: i64) -> Option<i64> {
    (of > 0).then(|| (part * 200 + of) / (of * 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_slow_end_are_values_that_occurred() {
        let of = |values: &[i64], hundredths| quantile(&mut values.to_vec(), hundredths);
        assert_eq!((of(&[], 50), of(&[7], 50), of(&[7], 90)), (None, Some(7), Some(7)));
        assert_eq!((of(&[3, 1, 2], 50), of(&[4, 1, 3, 2], 50)), (Some(2), Some(2)));
        let hundred: Vec<i64> = (1..=100).rev().collect();
        assert_eq!((of(&hundred, 50), of(&hundred, 90), of(&hundred, 100)), (Some(50), Some(90), Some(100)));
        assert_eq!((of(&hundred, 0), of(&hundred, 900)), (Some(1), Some(100)));
    }

    #[test]
    fn shares_are_rounded_and_nothing_has_none() {
        assert_eq!(
            (per_cent(0, 0), per_cent(3, 4), per_cent(1, 3), per_cent(2, 3)),
            (None, Some(75), Some(33), Some(67))
        );
        assert_eq!((per_cent(1, 200), per_cent(200, 200)), (Some(1), Some(100)));
    }
}
