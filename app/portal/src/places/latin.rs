//! Russian names in Latin letters, the way English texts about the region write them: Belynichi,
//! Krasnopolye, Khotimsk.

/// Writes a Russian name in Latin letters; other characters stay as they are.
pub fn from_russian(name: &str) -> String {
    let mut latin = String::with_capacity(name.len());
    let mut before = ' ';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        let written = match lower {
            // «-ый» and «-ий» at the end of a word are one letter.
            'ы' | 'и' if is_final_short_i(&letters) => Some(""),
            'е' | 'ё' if is_soft(before) => Some("ye"),
            _ => plain(lower),
        };
        match written {
            Some(written) if letter.is_uppercase() => {
                let mut chars = written.chars();
                latin.extend(chars.next().map(|first| first.to_ascii_uppercase()));
                latin.push_str(chars.as_str());
            }
            Some(written) => latin.push_str(written),
            None => latin.push(letter),
        }
        before = lower;
    }
    latin
}

fn is_final_short_i(rest: &std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let mut rest = rest.clone();
    rest.next() == Some('й') && rest.next().is_none_or(|next| !next.is_alphabetic())
}

/// After a vowel, a sign or the beginning of a word, «е» sounds like "ye".
fn is_soft(before: char) -> bool {
    !before.is_alphabetic() || "аеёиоуыэюяьъ".contains(before)
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "g",
        'д' => "d",
        'е' | 'ё' | 'э' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "yu",
        'я' => "ya",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::from_russian;

    #[test]
    fn names_are_written_as_english_texts_write_them() {
        for (russian, english) in [
            ("Белыничи", "Belynichi"),
            ("Могилёв", "Mogilev"),
            ("Краснополье", "Krasnopolye"),
            ("Хотимск", "Khotimsk"),
            ("Мстиславль", "Mstislavl"),
            ("Новый Быхов", "Novy Bykhov"),
            ("Большая Мощаница", "Bolshaya Moshchanitsa"),
            ("Езеры", "Yezery"),
            ("Майский", "Maysky"),
            ("№1 (Nord)", "№1 (Nord)"),
        ] {
            assert_eq!(from_russian(russian), english);
        }
    }
}
