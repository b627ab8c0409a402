//! Spreading cases over people so that each has about as many.

/// For each of `cases` cases, in their order, whose it becomes: the one who has fewest by then, of several the
/// first. `loads` are the cases that each has already; with nobody there nothing is spread.
pub fn even(loads: &[usize], cases: usize) -> Vec<usize> {
    let mut loads = loads.to_vec();
    let mut spread = Vec::with_capacity(cases);
    for _ in 0..cases {
        let Some((who, _)) = loads.iter().enumerate().min_by_key(|(_, load)| **load) else { return spread };
        loads[who] += 1;
        spread.push(who);
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(loads: &[usize], cases: usize) -> Vec<usize> {
        let mut loads = loads.to_vec();
        for who in even(loads.clone().as_slice(), cases) {
            loads[who] += 1;
        }
        loads
    }

    #[test]
    fn who_has_little_gets_more() {
        assert_eq!(after(&[0, 0, 0], 7), [3, 2, 2]);
        assert_eq!(after(&[9, 1, 0], 3), [9, 2, 2]);
        assert_eq!(even(&[2, 0], 3), [1, 1, 0]);
        assert_eq!(even(&[], 5), Vec::<usize>::new());
    }

    #[test]
    fn nobody_is_given_a_case_while_another_has_two_fewer() {
        for seed in 0usize..200 {
            let loads: Vec<usize> = (0..1 + seed % 7).map(|n| (seed * 31 + n * n * 17) % 23).collect();
            let cases = seed * 13 % 97;
            let spread = after(&loads, cases);
            assert_eq!(spread.iter().sum::<usize>(), loads.iter().sum::<usize>() + cases);
            let given = spread.iter().zip(&loads).filter(|(after, before)| after > before).map(|(after, _)| *after);
            let (most, least) = (given.max().unwrap_or(0), spread.iter().copied().min().unwrap_or(0));
            assert!(most <= least + 1, "{loads:?} and {cases} cases: {spread:?}");
        }
    }
}
