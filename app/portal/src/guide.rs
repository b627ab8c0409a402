//! The pieces of a procedure's guide that change with law or practice, in three languages. They are plain text: what is
//! said in paragraphs and lists of lines, and never markup.

use crate::lang::{Lang, Names3};
use serde::{Deserialize, Serialize};

/// The pieces that hold from a day on. An empty one leaves the word to the portal's own sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pieces {
    /// Who files, in a line.
    pub who: Texts,
    /// What to have ready, a thing a line.
    pub ready: Texts,
    /// What else is to be known, in paragraphs and lists.
    pub note: Texts,
    /// The act that they follow, in Russian.
    pub act: String,
    /// Whether they were checked against the act in force.
    pub verified: bool,
}

/// A text in the three languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    pub be: String,
    pub ru: String,
    pub en: String,
}

impl Texts {
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Be => &self.be,
            Lang::Ru => &self.ru,
            Lang::En => &self.en,
        }
    }

    pub fn set(&mut self, lang: Lang, text: String) {
        match lang {
            Lang::Be => self.be = text,
            Lang::Ru => self.ru = text,
            Lang::En => self.en = text,
        }
    }

    /// Whether it says something in all languages or in none.
    pub fn is_whole(&self) -> bool {
        let empty = Lang::ALL.map(|lang| self.get(lang).is_empty());
        empty == [true; 3] || empty == [false; 3]
    }
}

impl From<Texts> for Names3 {
    fn from(texts: Texts) -> Names3 {
        Names3::new(texts.be, texts.ru, texts.en)
    }
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Paragraph(String),
    List(Vec<String>),
}

/// The marks with which a line of a list begins.
const MARKS: [&str; 4] = ["- ", "– ", "— ", "• "];

/// A text in paragraphs and lists: an empty line ends either, a line that begins with a dash is one of a list.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut ended = true;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            ended = true;
            continue;
        }
        let item = MARKS.iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim);
        match (item, blocks.last_mut().filter(|_| !ended)) {
            (Some(item), Some(Block::List(items))) => items.push(item.to_owned()),
            (Some(item), _) => blocks.push(Block::List(vec![item.to_owned()])),
            (None, Some(Block::Paragraph(words))) => {
                words.push('\n');
                words.push_str(line);
            }
            (None, _) => blocks.push(Block::Paragraph(line.to_owned())),
        }
        ended = false;
    }
    blocks
}

/// A list of lines: each that says something, without its dash.
pub fn lines(text: &str) -> Vec<String> {
    let plain = |line: &str| MARKS.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).trim().to_owned();
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lists_are_told_by_their_lines() {
        let paragraph = |text: &str| Block::Paragraph(text.to_owned());
        let list = |items: &[&str]| Block::List(items.iter().map(|item| (*item).to_owned()).collect());
        let text = "Один\nдва\n\n\nТри:\n- раз\n– два\n\n- три\nхвост <script>";
        let expected = [
            paragraph("Один\nдва"),
            paragraph("Три:"),
            list(&["раз", "два"]),
            list(&["три"]),
            paragraph("хвост <script>"),
        ];
        assert_eq!(blocks(text), expected);
        assert_eq!(blocks(" \n\n"), []);
        assert_eq!(blocks("-5 градусов"), [paragraph("-5 градусов")]);
        assert_eq!(lines("- паспорт\n\n доверенность \n• и"), ["паспорт", "доверенность", "и"]);
    }

    #[test]
    fn a_text_is_whole_in_all_languages_or_in_none() {
        let mut texts = Texts::default();
        assert!(texts.is_whole());
        texts.set(Lang::Be, "a".into());
        assert!(!texts.is_whole());
        texts.set(Lang::Ru, "a".into());
        texts.set(Lang::En, "a".into());
        assert!(texts.is_whole());
    }
}
