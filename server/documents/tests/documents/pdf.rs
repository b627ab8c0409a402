//! Reads a finished document.

use std::collections::BTreeMap;

use documents::{Document, typeset};
use lopdf::{Dictionary, Object};

/// A document that has been typeset and opened again.
pub struct Pdf {
    file: lopdf::Document,
}

impl Pdf {
    pub fn of(document: &Document) -> Self {
        let bytes = typeset(document).unwrap_or_else(|error| panic!("{}: {error}", document.title));
        Self { file: lopdf::Document::load_mem(&bytes).unwrap() }
    }

    pub fn pages(&self) -> usize {
        self.file.get_pages().len()
    }

    /// The text of the first page, line for line.
    pub fn lines(&self) -> String {
        self.file.extract_text(&[1]).unwrap()
    }

    /// The text of one page as a search would find it, with one space between words.
    pub fn page(&self, number: u32) -> String {
        let text = self.file.extract_text(&[number]).unwrap();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The text of all pages.
    pub fn text(&self) -> String {
        (1..=self.pages()).map(|page| self.page(u32::try_from(page).unwrap()) + " ").collect()
    }

    /// The text without any spaces: for words that were broken to fit.
    pub fn letters(&self) -> String {
        self.text().split_whitespace().collect()
    }

    pub fn catalog(&self) -> &Dictionary {
        self.file.catalog().unwrap()
    }

    /// The XMP metadata.
    pub fn xmp(&self) -> String {
        let id = self.catalog().get(b"Metadata").unwrap().as_reference().unwrap();
        let stream = self.file.get_object(id).unwrap().as_stream().unwrap();
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        String::from_utf8(content).unwrap()
    }

    /// Follows a reference, if it is one.
    pub fn resolved<'a>(&'a self, object: &'a Object) -> &'a Object {
        match object.as_reference() {
            Ok(id) => self.file.get_object(id).unwrap(),
            Err(_) => object,
        }
    }

    /// Every structure element in reading order: its role and its dictionary.
    pub fn elements(&self) -> Vec<(String, Dictionary)> {
        let root = self.resolved(self.catalog().get(b"StructTreeRoot").unwrap());
        let mut elements = Vec::new();
        self.collect(root, &mut elements);
        elements
    }

    /// How often each role occurs.
    pub fn roles(&self) -> BTreeMap<String, usize> {
        let mut roles = BTreeMap::new();
        for (role, _) in self.elements() {
            *roles.entry(role).or_default() += 1;
        }
        roles
    }

    /// Every dictionary in the file.
    pub fn dictionaries(&self) -> impl Iterator<Item = &Dictionary> {
        self.file.objects.values().filter_map(|object| match object {
            Object::Dictionary(dictionary) => Some(dictionary),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        })
    }

    fn collect(&self, object: &Object, elements: &mut Vec<(String, Dictionary)>) {
        match self.resolved(object) {
            Object::Array(children) => {
                for child in children {
                    self.collect(child, elements);
                }
            }
            Object::Dictionary(element) => {
                if let Ok(role) = element.get(b"S").and_then(Object::as_name) {
                    elements.push((String::from_utf8_lossy(role).into_owned(), element.clone()));
                }
                if let Ok(children) = element.get(b"K") {
                    self.collect(children, elements);
                }
            }
            _ => {}
        }
    }
}

/// A PDF text string: UTF-16 with a byte order mark, or PDFDocEncoding's ASCII part.
pub fn text_string(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(utf16) => {
            let units: Vec<u16> = utf16.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}
