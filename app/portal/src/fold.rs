//! Folding of names for search: what differs only in case, in ё/е, ў/у, і/и, й/и or in marks is equal.
//!
//! SQLite's tokenizers, `LOWER` and `LIKE` do not fold Cyrillic, so the register stores a folded
//! column and folds the query by this same function.

/// Folds a text for search. Quotation marks and apostrophes vanish; every other mark becomes one
/// space; the result has no leading, trailing or double spaces.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // What most names are made of needs no tables of Unicode.
            'а'..='и' | 'к'..='я' | 'a'..='z' | '0'..='9' => folded.push(c),
            'А'..='И' | 'К'..='Я' | 'A'..='Z' => folded.extend(char::from_u32(c as u32 + 32)),
            _ => c.to_lowercase().for_each(|c| fold_other(c, &mut folded)),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// Any other letter or mark, small.
fn fold_other(c: char, folded: &mut String) {
    let c = match c {
        'ё' => 'е',
        'ў' => 'у',
        'і' | 'ї' | 'й' => 'и',
        'ґ' => 'г',
        '\'' | '’' | 'ʼ' | '`' | '"' | '«' | '»' | '“' | '”' | '„' | '\u{301}' => return,
        c if c.is_alphanumeric() => c,
        _ => ' ',
    };
    if c != ' ' || !(folded.is_empty() || folded.ends_with(' ')) {
        folded.push(c);
    }
}

/// Folds a name for search so that look-alikes are equal too: Latin letters that are drawn like
/// Cyrillic ones, large or small, count as those. «OOO CTPOЙ» typed with a Latin keyboard, in a name or
/// in a query, is «ООО СТРОЙ».
pub fn search_key(text: &str) -> String {
    fold(text).chars().map(|letter| drawn_like_cyrillic(letter).unwrap_or(letter)).collect()
}

/// The Cyrillic letter that looks like a small or capital Latin one.
pub fn drawn_like_cyrillic(letter: char) -> Option<char> {
    Some(match letter {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'i' => 'и',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_letters_drawn_like_cyrillic_ones_are_equal_in_a_search() {
        assert_eq!(search_key("OOO \"CTPOЙ\""), search_key("ООО «Строй»"));
        assert_eq!(search_key("Green Hill 24"), search_key("GREEN HILL 24"));
        assert_ne!(search_key("Lux"), search_key("Люкс"));
    }

    #[test]
    fn letters_that_need_no_tables_fold_as_by_them() {
        let folded = |c: char| {
            let mut folded = String::new();
            c.to_lowercase().for_each(|c| fold_other(c, &mut folded));
            folded
        };
        for c in ('\0'..='\u{7f}').chain('Ѐ'..='ӿ') {
            assert_eq!(fold(&c.to_string()), folded(c).trim(), "{c:?}");
        }
    }

    #[test]
    fn letters_that_people_mix_up_are_equal() {
        assert_eq!(fold("ООО «Ёлка-Ўсход»"), "ооо елка усход");
        assert_eq!(fold("Краіна  Мрой"), fold("краина мрои"));
        assert_eq!(fold("Сям’я"), "сямя");
        assert_eq!(fold(" \"\" -- "), "");
    }
}
