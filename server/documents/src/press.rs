//! The press: fonts, template and the typesetter's library, loaded once for the whole program.
//!
//! The typesetter asks its [`World`] for everything it reads. Ours answers from memory alone: the
//! template, one virtual file with the document's data, six fonts. There is no way to a file, a
//! package or the clock.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::{DateTime, Datelike, Timelike, Utc};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::error::DocumentError;
use crate::plain::{Family, Repertoire, Width};
use crate::sheet::Sheet;

/// How the page looks. Reads its texts from [`DATA`].
const TEMPLATE: &str = include_str!("document.typ");
/// The virtual file in which the template finds the document.
const DATA: &str = "/document.json";
/// The families, in the order in which the template names them.
const FAMILIES: [&str; 3] = ["Noto Sans", "DejaVu Sans Mono", "Libertinus Serif"];
/// What all documents share.
pub struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: FileId,
    standards: PdfStandards,
    repertoire: Repertoire,
}

impl Press {
    /// The program's press, built at the first call.
    pub fn get() -> &'static Self {
        static PRESS: OnceLock<Press> = OnceLock::new();
        PRESS.get_or_init(Self::new)
    }

    /// The characters that can be printed.
    pub fn repertoire(&self) -> &Repertoire {
        &self.repertoire
    }

    /// Lays the sheet out and writes the PDF.
    pub fn print(&self, sheet: &Sheet, created: DateTime<Utc>) -> Result<Vec<u8>, DocumentError> {
        let data = serde_json::to_string(sheet).map_err(|error| DocumentError::Layout(error.to_string()))?;
        let options = PdfOptions {
            // Typst hashes this into the file's identifier: equal documents, equal identifiers.
            ident: Smart::Custom(format!("{} {data}", created.to_rfc3339())),
            creator: Smart::Custom(Some("Akno".to_owned())),
            timestamp: Some(timestamp(created)?),
            page_ranges: None,
            standards: self.standards.clone(),
            tagged: true,
            pretty: false,
        };
        let job = Job { press: self, data: Bytes::from_string(data) };
        let printed = typst::compile::<PagedDocument>(&job)
            .output
            .map_err(|said| DocumentError::Layout(job.spoken(&said)))
            .and_then(|pages| {
                typst_pdf::pdf(&pages, &options).map_err(|said| DocumentError::Conformance(job.spoken(&said)))
            });
        // The typesetter remembers what its functions gave. Forgetting it all costs nothing that can
        // be measured, keeps memory level, and keeps nobody's data.
        comemo::evict(0);
        printed
    }

    #[expect(
        clippy::expect_used,
        reason = "constants of this crate: the tests build the press, so a broken one is not shipped"
    )]
    fn new() -> Self {
        let fonts = fonts();
        let virtual_file = |path: &str| {
            let path = VirtualPath::new(path).expect("a plain path");
            FileId::new(RootedPath::new(VirtualRoot::Project, path))
        };
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|error| error.message().to_string())
            .expect("PDF/A-2a and PDF/UA-1 go together");
        Self {
            // The extra is the row header of a table (`pdf.header-cell`).
            library: LazyHash::new(
                Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build(),
            ),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            repertoire: Repertoire(FAMILIES.iter().map(|family| shown_by(family, &fonts)).collect()),
            fonts,
            template: Source::new(virtual_file("/document.typ"), TEMPLATE.to_owned()),
            data: virtual_file(DATA),
            standards,
        }
    }
}

/// The faces of [`FAMILIES`]: upright, regular and bold.
fn fonts() -> Vec<Font> {
    [notosans::REGULAR_TTF, notosans::BOLD_TTF]
        .into_iter()
        .chain(typst_assets::fonts())
        .filter_map(|face| Font::new(Bytes::new(face), 0))
        .filter(|font| {
            let info = font.info();
            FAMILIES.contains(&info.family.as_str())
                && info.variant.style == typst::text::FontStyle::Normal
                && [400, 700].contains(&info.variant.weight.to_number())
        })
        .collect()
}

/// The characters that every face of a family has, each as wide as in its widest face.
fn shown_by(family: &str, fonts: &[Font]) -> Family {
    let faces = fonts.iter().filter(|font| font.info().family == family);
    let widths = faces.map(|font| {
        let face = font.clone().instantiate(font.info().variant, Abs::pt(10.0), &Default::default());
        let width = |c| {
            let glyph = face.ttf().glyph_index(c)?;
            let advance = face.ttf().glyph_hor_advance(glyph)?;
            Some((c, Width::from(advance) * 1000 / Width::from(face.ttf().units_per_em())))
        };
        let characters = font.info().coverage.iter().filter_map(char::from_u32);
        characters.filter_map(width).collect::<BTreeMap<_, _>>()
    });
    let shared = widths.reduce(|shared, face| {
        shared.into_iter().filter_map(|(c, width)| face.get(&c).map(|other| (c, width.max(*other)))).collect()
    });
    Family(shared.unwrap_or_default())
}

/// One document on the press.
struct Job<'a> {
    press: &'a Press,
    data: Bytes,
}

impl Job<'_> {
    /// The typesetter's complaints as one line, each with its line in the template.
    fn spoken(&self, said: &EcoVec<SourceDiagnostic>) -> String {
        let one = |one: &SourceDiagnostic| {
            let line = self.range(one.span).and_then(|at| self.press.template.lines().byte_to_line(at.start));
            match line {
                Some(line) => format!("{} (template, line {})", one.message, line + 1),
                None => one.message.to_string(),
            }
        };
        said.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.press.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.press.template.id() { Ok(self.press.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    /// There is no "today": the date is the document's own.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn timestamp(created: DateTime<Utc>) -> Result<Timestamp, DocumentError> {
    let [month, day, hour, minute, second] =
        [created.month(), created.day(), created.hour(), created.minute(), created.second()]
            .map(|part| u8::try_from(part).unwrap_or_default());
    Some(created.year())
        .filter(|year| (0..=9999).contains(year))
        .and_then(|year| Datetime::from_ymd_hms(year, month, day, hour, minute, second))
        .map(Timestamp::new_utc)
        .ok_or_else(|| DocumentError::Date(created.to_rfc3339()))
}
