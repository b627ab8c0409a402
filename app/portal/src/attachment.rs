//! What may be attached to an application: kinds of files, limits, and why a file is refused. Which kind
//! a file is, its content tells; the name only says how it was called.

/// Bytes of one file.
pub const LARGEST: u64 = 25 * 1024 * 1024;
/// Files of one application.
pub const MOST: usize = 20;
/// Bytes of all files of one application.
pub const LARGEST_TOGETHER: u64 = 100 * 1024 * 1024;
/// Characters of a file's name; what is longer is cut.
pub const LONGEST_NAME: usize = 120;

/// The name under which a clerk's remark is pinned to the attachments as a whole.
pub const FIELD: &str = "attachments";

/// What the browser offers to choose from; the server judges for itself.
pub const ACCEPTED: &str = ".pdf,.jpg,.jpeg,.png,.webp,.tif,.tiff,.heic,.doc,.docx,.odt,.rtf";

/// A kind of file that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Pdf,
    Jpeg,
    Png,
    Webp,
    Tiff,
    Heic,
    Doc,
    Docx,
    Odt,
    Rtf,
}

/// How a browser shows a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As a picture on a page.
    Picture,
    /// On a page of its own, by its viewer of PDF.
    Viewer,
    /// Its text alone, taken out of it.
    Text,
    /// Not at all: it has to be saved.
    Saved,
}

impl FileKind {
    pub const ALL: [FileKind; 10] = [
        FileKind::Pdf,
        FileKind::Jpeg,
        FileKind::Png,
        FileKind::Webp,
        FileKind::Tiff,
        FileKind::Heic,
        FileKind::Doc,
        FileKind::Docx,
        FileKind::Odt,
        FileKind::Rtf,
    ];

    /// The word in the database.
    pub fn code(self) -> &'static str {
        self.extensions()[0]
    }

    pub fn from_code(code: &str) -> Option<FileKind> {
        FileKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What it is called on pages: the same in all languages.
    pub fn label(self) -> &'static str {
        match self {
            FileKind::Pdf => "PDF",
            FileKind::Jpeg => "JPEG",
            FileKind::Png => "PNG",
            FileKind::Webp => "WebP",
            FileKind::Tiff => "TIFF",
            FileKind::Heic => "HEIC",
            FileKind::Doc => "DOC",
            FileKind::Docx => "DOCX",
            FileKind::Odt => "ODT",
            FileKind::Rtf => "RTF",
        }
    }

    /// The endings that its names have; the first is given to a name that has none of them.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            FileKind::Pdf => &["pdf"],
            FileKind::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            FileKind::Png => &["png"],
            FileKind::Webp => &["webp"],
            FileKind::Tiff => &["tif", "tiff"],
            FileKind::Heic => &["heic", "heif"],
            FileKind::Doc => &["doc"],
            FileKind::Docx => &["docx"],
            FileKind::Odt => &["odt"],
            FileKind::Rtf => &["rtf"],
        }
    }

    pub fn media_type(self) -> &'static str {
        match self {
            FileKind::Pdf => "application/pdf",
            FileKind::Jpeg => "image/jpeg",
            FileKind::Png => "image/png",
            FileKind::Webp => "image/webp",
            FileKind::Tiff => "image/tiff",
            FileKind::Heic => "image/heic",
            FileKind::Doc => "application/msword",
            FileKind::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            FileKind::Odt => "application/vnd.oasis.opendocument.text",
            FileKind::Rtf => "application/rtf",
        }
    }

    pub fn shown(self) -> Shown {
        match self {
            FileKind::Jpeg | FileKind::Png | FileKind::Webp => Shown::Picture,
            FileKind::Pdf => Shown::Viewer,
            FileKind::Docx | FileKind::Odt => Shown::Text,
            FileKind::Tiff | FileKind::Heic | FileKind::Doc | FileKind::Rtf => Shown::Saved,
        }
    }
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Empty,
    TooLarge,
    /// None of the accepted kinds.
    Unknown,
    /// An archive: ZIP, RAR, 7z.
    Archive,
    /// A program.
    Program,
    /// Needs a password.
    Encrypted,
    /// Has macros, or fetches a template that may have them.
    Macros,
    /// A PDF with scripts or commands to start programs.
    Active,
    /// Has other files inside.
    Embedded,
    /// Unpacks to far more than it is.
    Bomb,
    /// Two kinds at once.
    Mixed,
    /// Damaged, or not whole.
    Broken,
    /// The scanner found something in it.
    Infected,
    /// The application has as many files as it may.
    TooMany,
    /// The application's files are as large together as they may be.
    TooMuch,
}

impl Refusal {
    pub const ALL: [Refusal; 15] = [
        Refusal::Empty,
        Refusal::TooLarge,
        Refusal::Unknown,
        Refusal::Archive,
        Refusal::Program,
        Refusal::Encrypted,
        Refusal::Macros,
        Refusal::Active,
        Refusal::Embedded,
        Refusal::Bomb,
        Refusal::Mixed,
        Refusal::Broken,
        Refusal::Infected,
        Refusal::TooMany,
        Refusal::TooMuch,
    ];

    /// Part of the locale keys `attachment-refused-…`.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Empty => "empty",
            Refusal::TooLarge => "too-large",
            Refusal::Unknown => "unknown",
            Refusal::Archive => "archive",
            Refusal::Program => "program",
            Refusal::Encrypted => "encrypted",
            Refusal::Macros => "macros",
            Refusal::Active => "active",
            Refusal::Embedded => "embedded",
            Refusal::Bomb => "bomb",
            Refusal::Mixed => "mixed",
            Refusal::Broken => "broken",
            Refusal::Infected => "infected",
            Refusal::TooMany => "too-many",
            Refusal::TooMuch => "too-much",
        }
    }
}

/// Whether a file was looked at for viruses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// No scanner was there when it came.
    None,
    /// It will be, as soon as the scanner answers.
    Waiting,
    Clean,
    Infected,
}

impl Scan {
    pub const ALL: [Scan; 4] = [Scan::None, Scan::Waiting, Scan::Clean, Scan::Infected];

    /// The word in the database, and part of the locale keys `attachment-scan-…`.
    pub fn code(self) -> &'static str {
        match self {
            Scan::None => "none",
            Scan::Waiting => "waiting",
            Scan::Clean => "clean",
            Scan::Infected => "infected",
        }
    }

    /// What cannot be read was not scanned.
    pub fn from_code(code: &str) -> Scan {
        Scan::ALL.into_iter().find(|scan| scan.code() == code).unwrap_or(Scan::Waiting)
    }
}

/// The name of a file as it is shown and kept: what was given, without a folder, without characters that
/// are not seen or turn the text around, not too long, with the ending of what it is. Never a path.
pub fn kept_name(given: &str, kind: FileKind) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|c| !is_unseen(*c)).collect();
    let seen = seen.trim().trim_matches('.').trim();
    let (stem, ending) = match seen.rsplit_once('.') {
        Some((stem, ending)) if is_ending(ending) => (stem, ending),
        _ => (seen, ""),
    };
    let lower = ending.to_lowercase();
    let ending = kind.extensions().iter().find(|known| **known == lower).unwrap_or(&kind.extensions()[0]);
    let stem: String = stem.trim().chars().take(LONGEST_NAME - ending.len() - 1).collect();
    let stem = if stem.is_empty() { "file" } else { stem.trim_end() };
    format!("{stem}.{ending}")
}

/// Letters and digits of an ending, such as `exe`; the year of a date is none.
fn is_ending(text: &str) -> bool {
    (1..=5).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_alphanumeric())
        && text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Whether a name as it was given ends otherwise than the file's kind.
pub fn wrong_ending(given: &str, kind: FileKind) -> bool {
    let ending = given.rsplit_once('.').map(|(_, ending)| ending.trim().to_lowercase()).unwrap_or_default();
    !kind.extensions().contains(&ending.as_str())
}

/// Control characters, and marks by which text runs the other way: a name `scan…fdp.exe` with one in the
/// middle would be read as a PDF.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_is_a_path_and_ends_as_the_file_is() {
        for (given, kind, kept) in [
            ("решение.pdf", FileKind::Pdf, "решение.pdf"),
            ("Scan 1.JPEG", FileKind::Jpeg, "Scan 1.jpeg"),
            ("../../etc/passwd", FileKind::Pdf, "passwd.pdf"),
            ("C:\\work\\договор.docx", FileKind::Docx, "договор.docx"),
            ("договор.docx", FileKind::Pdf, "договор.pdf"),
            ("scan\u{202e}fdp.exe", FileKind::Png, "scanfdp.png"),
            ("a\0b\r\n\"c.pdf", FileKind::Pdf, "ab\"c.pdf"),
            ("", FileKind::Odt, "file.odt"),
            ("Устав 12.03.2026", FileKind::Doc, "Устав 12.03.2026.doc"),
            ("....", FileKind::Odt, "file.odt"),
            (
                "Протокол от 12.03.2026 г. общего собрания",
                FileKind::Rtf,
                "Протокол от 12.03.2026 г. общего собрания.rtf",
            ),
        ] {
            assert_eq!(kept_name(given, kind), kept, "{given}");
        }
        let long = kept_name(&"ў".repeat(5_000), FileKind::Jpeg);
        assert_eq!(long.chars().count(), LONGEST_NAME);
    }

    #[test]
    fn codes_lead_back_and_differ() {
        for kind in FileKind::ALL {
            assert_eq!(FileKind::from_code(kind.code()), Some(kind));
            assert!(!wrong_ending(&format!("x.{}", kind.code()), kind));
            assert!(wrong_ending("x", kind));
        }
        for scan in Scan::ALL {
            assert_eq!(Scan::from_code(scan.code()), scan);
        }
        // What nobody knows is not called clean.
        assert_eq!(Scan::from_code("?"), Scan::Waiting);
        let mut codes = Refusal::ALL.map(Refusal::code);
        codes.sort_unstable();
        assert!(codes.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
