//! What `fq` and `q` ask of sets, in the part of Solr's query language that clients use: `field:value`,
//! `field:(a OR b)`, quotes, `AND`, `OR`, `NOT`, `+`, `-`, brackets. What stands side by side is asked together.

use super::Refusal;

/// Brackets within one another, and values of one query.
const DEEPEST: usize = 20;
pub(super) const MOST_VALUES: usize = 1_000;

/// What is asked of a set.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    /// A word anywhere.
    Word(String),
    /// A field's value.
    Value(String, String),
    All(Vec<Asked>),
    Any(Vec<Asked>),
    Not(Box<Asked>),
}

impl Asked {
    /// Reads a query; an empty one asks for nothing.
    pub fn read(text: &str) -> Result<Asked, Refusal> {
        let mut query = Query { text, rest: text.trim_start(), values: 0 };
        if query.rest.is_empty() {
            return Ok(Asked::All(Vec::new()));
        }
        let asked = query.any(None, 0)?;
        // A bracket that was never opened.
        if query.rest.is_empty() { Ok(asked) } else { Err(query.unread()) }
    }

    /// Whether every part of it is of some field.
    pub fn is_of_fields(&self) -> bool {
        match self {
            Asked::Word(_) => false,
            Asked::Value(..) => true,
            Asked::All(parts) | Asked::Any(parts) => parts.iter().all(Asked::is_of_fields),
            Asked::Not(one) => one.is_of_fields(),
        }
    }

    /// Words and values in it.
    pub fn values(&self) -> usize {
        match self {
            Asked::Word(_) | Asked::Value(..) => 1,
            Asked::All(parts) | Asked::Any(parts) => parts.iter().map(Asked::values).sum(),
            Asked::Not(one) => one.values(),
        }
    }

    /// Whether it is so, where `there` tells of a word (no field) or a field's value whether it is there.
    pub fn holds(&self, there: &impl Fn(Option<&str>, &str) -> bool) -> bool {
        match self {
            Asked::Word(word) => there(None, word),
            Asked::Value(field, value) => there(Some(field), value),
            Asked::All(parts) => parts.iter().all(|part| part.holds(there)),
            Asked::Any(parts) => parts.iter().any(|part| part.holds(there)),
            Asked::Not(one) => !one.holds(there),
        }
    }
}

/// A query that is being read.
struct Query<'a> {
    text: &'a str,
    /// What was not read yet; it begins with no white space.
    rest: &'a str,
    values: usize,
}

impl Query<'_> {
    fn unread(&self) -> Refusal {
        Refusal::Search(format!("Search Query is invalid: {:?}", self.text))
    }

    /// Parts with `OR` between them. A field before a bracket is that of the values in it.
    fn any(&mut self, field: Option<&str>, depth: usize) -> Result<Asked, Refusal> {
        let mut ways = vec![self.all(field, depth)?];
        while self.takes("OR") || self.takes_sign("||") {
            ways.push(self.all(field, depth)?);
        }
        Ok(if ways.len() == 1 { ways.remove(0) } else { Asked::Any(ways) })
    }

    /// Parts with `AND` between them, or nothing.
    fn all(&mut self, field: Option<&str>, depth: usize) -> Result<Asked, Refusal> {
        let mut parts = vec![self.one(field, depth)?];
        loop {
            let more = self.takes("AND") || self.takes_sign("&&");
            let ends = self.rest.is_empty() || self.rest.starts_with(')');
            let ends = ends || self.begins("OR") || self.rest.starts_with("||");
            if ends && !more {
                return Ok(if parts.len() == 1 { parts.remove(0) } else { Asked::All(parts) });
            }
            parts.push(self.one(field, depth)?);
        }
    }

    /// A word, a value or a bracket, with what stands before it.
    fn one(&mut self, field: Option<&str>, depth: usize) -> Result<Asked, Refusal> {
        let mut wanted = true;
        loop {
            if self.takes("NOT") || self.takes_sign("-") || self.takes_sign("!") {
                wanted = !wanted;
            } else if !self.takes_sign("+") {
                break;
            }
        }
        let one = self.plain(field, depth)?;
        Ok(if wanted { one } else { Asked::Not(Box::new(one)) })
    }

    fn plain(&mut self, field: Option<&str>, depth: usize) -> Result<Asked, Refusal> {
        if self.rest.starts_with('(') {
            return self.bracket(field, depth);
        }
        if self.rest.starts_with('"') {
            let value = self.quoted()?;
            return self.value(field, value);
        }
        let before = self.rest;
        let word = self.word(|c| c == ':' || ends_value(c))?;
        let Some(behind) = self.rest.strip_prefix(':') else { return self.unquoted(field, word, before) };
        self.rest = behind;
        match behind.chars().next() {
            Some('(') => self.bracket(Some(&word), depth),
            Some('"') => {
                let value = self.quoted()?;
                self.value(Some(&word), value)
            }
            // A range is not understood.
            None | Some('[' | '{') => Err(self.unread()),
            Some(_) => {
                let value = self.word(ends_value)?;
                self.unquoted(Some(&word), value, behind)
            }
        }
    }

    fn bracket(&mut self, field: Option<&str>, depth: usize) -> Result<Asked, Refusal> {
        if depth >= DEEPEST || !self.takes_sign("(") {
            return Err(self.unread());
        }
        let asked = self.any(field, depth + 1)?;
        if self.takes_sign(")") { Ok(asked) } else { Err(self.unread()) }
    }

    /// A word or a value without quotes, read from the beginning of `before`. `*` is any value; in others it is not
    /// understood, as a range is not.
    fn unquoted(&mut self, field: Option<&str>, value: String, before: &str) -> Result<Asked, Refusal> {
        let read = &before[..before.len() - self.rest.len()];
        if field.is_some() && read != "*" && has_star(read) {
            return Err(self.unread());
        }
        self.value(field, value)
    }

    fn value(&mut self, field: Option<&str>, value: String) -> Result<Asked, Refusal> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(Refusal::Search(format!("Search Query has more than {MOST_VALUES} values")));
        }
        self.rest = self.rest.trim_start();
        Ok(match field {
            Some(field) => Asked::Value(field.to_owned(), value),
            None => Asked::Word(value),
        })
    }

    /// Text between quotes; a backslash takes what follows as it is.
    fn quoted(&mut self) -> Result<String, Refusal> {
        self.rest = self.rest.strip_prefix('"').unwrap_or(self.rest);
        let text = self.until(|c| c == '"');
        let Some(behind) = self.rest.strip_prefix('"') else { return Err(self.unread()) };
        self.rest = behind;
        Ok(text)
    }

    /// Text up to a character that ends it; at least one character.
    fn word(&mut self, ends: impl Fn(char) -> bool) -> Result<String, Refusal> {
        let word = self.until(ends);
        if word.is_empty() { Err(self.unread()) } else { Ok(word) }
    }

    fn until(&mut self, ends: impl Fn(char) -> bool) -> String {
        let (mut word, mut escaped) = (String::new(), false);
        let end = self.rest.char_indices().find(|(_, character)| {
            if !escaped && ends(*character) {
                return true;
            }
            escaped = !escaped && *character == '\\';
            if !escaped {
                word.push(*character);
            }
            false
        });
        self.rest = &self.rest[end.map_or(self.rest.len(), |(at, _)| at)..];
        word
    }

    /// Whether an operator that is a word comes next.
    fn begins(&self, word: &str) -> bool {
        let behind = self.rest.strip_prefix(word);
        behind.is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c == '('))
    }

    fn takes(&mut self, word: &str) -> bool {
        self.begins(word) && self.takes_sign(word)
    }

    fn takes_sign(&mut self, sign: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(sign) else { return false };
        self.rest = rest.trim_start();
        true
    }
}

fn ends_value(character: char) -> bool {
    character.is_whitespace() || matches!(character, '(' | ')')
}

/// Whether there is a `*` that no backslash takes as it is.
fn has_star(text: &str) -> bool {
    let mut escaped = false;
    text.chars().any(|letter| {
        let star = letter == '*' && !escaped;
        escaped = !escaped && letter == '\\';
        star
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a query holds of a set that has these values.
    fn holds(text: &str, values: &[(&str, &str)]) -> Option<bool> {
        let there = |field: Option<&str>, value: &str| values.contains(&(field.unwrap_or(""), value));
        Asked::read(text).ok().map(|asked| asked.holds(&there))
    }

    #[test]
    fn values_are_asked_for_together_or_in_turn() {
        let set = [("organization", "b"), ("groups", "econ"), ("title", "two words"), ("tags", "a:b"), ("name", "a*b")];
        for yes in [
            "",
            "organization:b",
            "organization:(a OR b)",
            "organization:(\"a\" OR \"b\")",
            "organization:a OR organization:b",
            "organization:a || organization:b",
            "+organization:b +groups:econ",
            "organization:b AND groups:econ",
            "organization:b -groups:soci",
            "NOT organization:a",
            "organization:(NOT a)",
            "(organization:a OR organization:b) AND groups:econ",
            "organization:a AND groups:none OR groups:econ",
            "title:\"two words\"",
            "title:two\\ words",
            "tags:a:b",
            "name:\"a*b\"",
            "name:a\\*b",
            "organization:(b)",
            " organization:b  ",
        ] {
            assert_eq!(holds(yes, &set), Some(true), "{yes}");
        }
        for no in [
            "organization:a",
            "organization:(a OR c)",
            "organization:(b AND c)",
            "organization:b groups:soci",
            "-organization:(a OR b)",
            "NOT (organization:b)",
            "organization:a AND (groups:none OR groups:econ)",
            "word",
        ] {
            assert_eq!(holds(no, &set), Some(false), "{no}");
        }
    }

    #[test]
    fn what_is_no_query_is_refused() {
        let deep = format!("{}a:b{}", "(".repeat(100_000), ")".repeat(100_000));
        let long = "a:b ".repeat(MOST_VALUES + 1);
        for wrong in [
            "organization:",
            "organization:(a OR",
            "organization:a OR",
            "organization:a AND",
            "OR organization:a OR",
            "organization:a)",
            "title:\"two",
            "()",
            "-",
            "metadata_modified:[2026-01-01T00:00:00Z TO *]",
            "name:abc*",
            "name:*abc",
            "name:**",
            "name:(a OR b*)",
            deep.as_str(),
            long.as_str(),
        ] {
            assert_eq!(holds(wrong, &[]), None, "{wrong:.60}");
        }
        assert_eq!(holds(&format!("{}a:b", "-".repeat(100_001)), &[]), Some(true));
    }

    #[test]
    fn words_are_told_from_values() {
        let of_fields = |text: &str| Asked::read(text).ok().map(|asked| asked.is_of_fields());
        assert_eq!(of_fields("title:a -(groups:b OR groups:c)"), Some(true));
        assert_eq!(of_fields("title:a b"), Some(false));
    }
}
