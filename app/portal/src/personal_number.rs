//! The personal number of a citizen (личный номер): seven digits, a letter, three digits, two letters and a
//! check digit over the first thirteen characters, weighed 7, 3 and 1 in turn, a letter by its place from
//! A = 10 on.

/// A personal number in Latin capitals, or `None` where it is none: Cyrillic letters that look like Latin
/// ones, small letters and spaces are taken.
pub fn read(text: &str) -> Option<String> {
    let number: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).map(latin).collect();
    let shape = number.chars().enumerate().all(|(place, c)| match place {
        7 | 11 | 12 => c.is_ascii_uppercase(),
        _ => c.is_ascii_digit(),
    });
    (shape && number.len() == 14 && number.chars().nth(13) == Some(check_digit(&number))).then_some(number)
}

fn check_digit(number: &str) -> char {
    let value = |c: char| c.to_digit(36).unwrap_or_default();
    let sum: u32 =
        number.chars().take(13).zip([7, 3, 1].into_iter().cycle()).map(|(c, weight)| value(c) * weight).sum();
    char::from_digit(sum % 10, 10).unwrap_or_default()
}

fn latin(c: char) -> char {
    match c {
        'А' => 'A',
        'В' => 'B',
        'С' => 'C',
        'Е' => 'E',
        'Н' => 'H',
        'К' => 'K',
        'М' => 'M',
        'О' => 'O',
        'Р' => 'P',
        'Т' => 'T',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_number_is_read_however_it_was_typed_and_a_mistyped_one_is_not() {
        // The check digit is the one that the npm package belarus-personal-number-validator gives.
        assert_eq!(read(" 0000000a000рв 2").as_deref(), Some("0000000A000PB2"));
        for wrong in
            ["", "0000000A000PB3", "0000001A000PB2", "0000000A000PB", "00000000000000", "0000000A000PB22", "🙂"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
