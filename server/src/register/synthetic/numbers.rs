//! Payer's numbers for companies that do not exist: right check digit, Mogilev's first digit, each
//! once, in an order that looks like none, and without remembering those already given.

use portal::unp::Unp;

/// Seven digits follow the region's.
const SERIALS: u64 = 10_000_000;
/// Prime to ten, so that multiples run through all serials before one returns.
const STEP: u64 = 7_368_787;

/// An endless-looking source of numbers: nine million with the region's 7, then other regions'.
pub(super) struct Numbers {
    offset: u64,
    next: u64,
}

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self { offset: seed % SERIALS, next: 0 }
    }
}

impl Iterator for Numbers {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        loop {
            let region = 7_u64.checked_sub(self.next / SERIALS).filter(|region| *region > 0)?;
            let serial = (self.next % SERIALS * STEP + self.offset) % SERIALS;
            self.next += 1;
            let first = region * SERIALS + serial;
            if let Some(digit) = check_digit(first) {
                return i64::try_from(first * 10 + u64::from(digit)).ok();
            }
        }
    }
}

/// `None` for the eleventh of all numbers that is never issued.
fn check_digit(mut first: u64) -> Option<u8> {
    let mut digits = [b'0'; 8];
    for place in digits.iter_mut().rev() {
        *place += (first % 10) as u8;
        first /= 10;
    }
    Unp::check_digit(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_valid_of_the_region_and_never_repeated() {
        let numbers: Vec<i64> = Numbers::new(42).take(50_000).collect();
        assert!(numbers.iter().all(|number| number / 100_000_000 == 7 && Unp::from_number(*number).is_ok()));
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), numbers.len());
    }

    #[test]
    fn numbers_go_on_beyond_the_region_and_end_with_the_first() {
        let mut numbers = Numbers { offset: 0, next: SERIALS };
        assert_eq!(numbers.next().map(|number| number / 100_000_000), Some(6));
        assert_eq!(Numbers { offset: 0, next: SERIALS * 7 }.next(), None);
    }
}
