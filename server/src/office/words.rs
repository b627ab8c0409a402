//! What a clerk writes in own words, read once at the edge.

/// A clerk's words: line ends unified, no NUL (which PostgreSQL cannot store), no outer white space,
/// not longer than was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(String);

/// The words are longer than allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// In characters.
    pub longest: u32,
}

impl Words {
    /// Reads words of at most `longest` characters.
    pub fn read(typed: &str, longest: u32) -> Result<Words, TooLong> {
        let text: String = typed.replace("\r\n", "\n").chars().filter(|c| *c != '\0').collect();
        let text = text.trim();
        let fits = text.chars().count() <= longest as usize;
        if fits { Ok(Words(text.to_owned())) } else { Err(TooLong { longest }) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_but_for_what_no_database_can_hold() {
        assert_eq!(Words::read("  дом\0 7\r\nдвор ", 20).unwrap().as_str(), "дом 7\nдвор");
        assert!(Words::read(" \0\r\n ", 20).unwrap().is_empty());
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert!(Words::read(&"ў".repeat(20), 20).is_ok());
        assert_eq!(Words::read(&"ў".repeat(21), 20), Err(TooLong { longest: 20 }));
    }
}
