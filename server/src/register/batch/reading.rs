//! The numbers in what somebody pasted or in a file of theirs, in their order.

use super::{MOST, sheet};

/// Characters of something that is no number which are kept to name it.
const LONGEST: usize = 40;

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No number in it.
    Empty,
    TooMany,
    /// The same of a file, or of what was pasted together with one.
    TooManyInFile,
    /// A file without any number.
    NoNumbers,
    /// A workbook as Excel wrote it before 2007.
    OldWorkbook,
    /// A picture, a PDF or something else that is neither text nor a workbook.
    NoList,
    /// A workbook that cannot be opened.
    Broken,
    /// A workbook that holds far more than a list.
    TooLarge,
}

impl Unreadable {
    /// The locale key of what to do.
    pub fn key(self) -> &'static str {
        match self {
            Unreadable::Empty => "batch-empty",
            Unreadable::TooMany | Unreadable::TooManyInFile => "batch-too-many",
            Unreadable::NoNumbers => "batch-no-numbers",
            Unreadable::OldWorkbook => "batch-old-workbook",
            Unreadable::NoList => "batch-no-list",
            Unreadable::Broken => "batch-broken",
            Unreadable::TooLarge => "batch-too-large",
        }
    }

    /// The field of the form at which it is said.
    pub fn field(self) -> &'static str {
        match self {
            Unreadable::Empty | Unreadable::TooMany => "unps",
            _ => "file",
        }
    }
}

/// How a workbook of Excel before 2007 begins, and whatever else is a compound file.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// The numbers of a text and of a file (XLSX, or CSV and other text in any encoding that has ASCII's digits).
pub fn read(text: &str, file: &[u8]) -> Result<Vec<String>, Unreadable> {
    let mut found = numbers(text).ok_or(Unreadable::TooMany)?;
    let in_file = if file.starts_with(b"PK") { sheet::text(file)? } else { decoded(file)? };
    found.extend(numbers(&in_file).ok_or(Unreadable::TooManyInFile)?);
    match found.len() {
        0 if file.is_empty() => Err(Unreadable::Empty),
        0 => Err(Unreadable::NoNumbers),
        count if count > MOST => Err(Unreadable::TooManyInFile),
        _ => Ok(found),
    }
}

/// Excel's «Unicode text» is UTF-16; of everything else only the digits matter.
fn decoded(file: &[u8]) -> Result<String, Unreadable> {
    match file {
        [0xff, 0xfe, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            Ok(char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect())
        }
        _ if file.starts_with(&COMPOUND) => Err(Unreadable::OldWorkbook),
        // No text has a NUL in it; pictures and archives do.
        _ if file.starts_with(b"%PDF-") || file.contains(&0) => Err(Unreadable::NoList),
        _ => Ok(String::from_utf8_lossy(file).trim_start_matches('\u{feff}').to_owned()),
    }
}

/// The numbers line by line. A line is one number, or cells of which some are, beside columns of anything else; of a line
/// of numbers alone those that are mistyped too, so that the answer has as many as were sent; of a line without any number
/// its beginning, so that it can be told what was not understood; but for the first, which is a head then. `None` where they
/// are too many.
fn numbers(text: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let before = found.len();
        if let Some(number) = number(line) {
            found.push(number);
        } else if let Some(all) = in_a_row(line) {
            found.extend(all);
        } else {
            found.extend(line.split(BETWEEN).filter_map(number));
            if found.len() == before {
                found.extend(line.split_whitespace().filter_map(number));
            }
            if found.len() == before && place > 0 {
                found.push(beginning(line));
            }
        }
        if found.len() > MOST {
            return None;
        }
    }
    Some(found)
}

/// What stands between the cells of a line.
const BETWEEN: [char; 4] = [',', ';', '\t', '|'];

/// The numbers of a line that holds nothing else, mistyped ones as they are typed. A line with a cell that is neither is one
/// of columns: a date, a sum or a telephone number stands there rightly.
fn in_a_row(line: &str) -> Option<Vec<String>> {
    let cells = line.split(BETWEEN).map(str::trim).filter(|cell| !cell.is_empty());
    let mut all = Vec::new();
    for cell in cells {
        match number(cell) {
            Some(number) => all.push(number),
            None => {
                let words: Vec<&str> = cell.split_whitespace().collect();
                // Groups of three are one number with spaces in it; longer ones are numbers by themselves.
                let parts = if words.iter().any(|word| number(word).is_some()) { words } else { vec![cell] };
                for part in parts {
                    all.push(number(part).or_else(|| is_mistyped(part).then(|| beginning(part)))?);
                }
            }
        }
    }
    (!all.is_empty()).then_some(all)
}

/// Whether something has a digit too few or too many for a number, and nothing but digits and spaces.
fn is_mistyped(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (8..=10).contains(&digits) && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace())
}

/// The beginning of something that is no number.
fn beginning(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

/// Nine digits, or two letters and seven digits, however they are set: «УНП 791 397 355», "791397355.0".
fn number(cell: &str) -> Option<String> {
    let cell = cell.trim().trim_matches(['"', '\'', '=', '«', '»']);
    let cell = cell.strip_suffix(".0").unwrap_or(cell);
    let joined: String = cell.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '\u{200b}')).collect();
    let joined = ["УНП", "унп", "UNP", "unp"].iter().find_map(|p| joined.strip_prefix(p)).unwrap_or(&joined);
    let joined = joined.trim_start_matches([':', '№']);
    let digits = joined.chars().filter(char::is_ascii_digit).count();
    let is_number = joined.chars().count() == 9 && digits >= 7 && joined.chars().skip(2).all(|c| c.is_ascii_digit());
    is_number.then(|| joined.to_uppercase()).filter(|text| text.chars().all(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pasted(text: &str) -> Result<Vec<String>, Unreadable> {
        read(text, b"")
    }

    #[test]
    fn numbers_are_read_however_they_are_set() {
        let text =
            "791 397 355\nУНП: 700000018; 790123453\n\n\"700123455\",ООО \"Ёлка\", 2019\nне номер\n791397355 700000018";
        let wanted = ["791397355", "700000018", "790123453", "700123455", "не номер", "791397355", "700000018"]
            .map(str::to_owned);
        assert_eq!(pasted(text).unwrap(), wanted);
    }

    #[test]
    fn a_mistyped_number_keeps_its_place_among_the_others() {
        let all = |text: &str| pasted(text).unwrap().join(" / ");
        assert_eq!(all("791397355, 79139735, 700000018"), "791397355 / 79139735 / 700000018");
        assert_eq!(all("79139735\n791397355"), "79139735 / 791397355", "the first line is no head");
        assert_eq!(all("791397355 7000000180"), "791397355 / 7000000180");
        assert_eq!(all("791 397 355; 791 397 35"), "791397355 / 791 397 35");
        for columns in [
            "700123455,ООО \"Ёлка\", 2019",
            "1;700123455",
            "700123455;2019-05-01;1500,00",
            "700123455;375291234567",
            "12\t700123455\t45626",
        ] {
            assert_eq!(all(columns), "700123455", "other columns do no harm: {columns}");
        }
    }

    #[test]
    fn a_head_is_no_number_and_a_file_may_be_in_any_encoding() {
        let windows = b"\xd3\xcd\xcf;\xcd\xe0\xe7\xe2\xe0\xed\xe8\xe5\r\n791397355;\xce\xce\xce\r\n".as_slice();
        assert_eq!(read("", windows).unwrap(), ["791397355"]);
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("УНП\n791397355".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read("", &wide).unwrap(), ["791397355"]);
    }

    #[test]
    fn a_file_that_is_no_list_is_refused_by_what_it_is() {
        let picture = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x0a791397355\n".as_slice();
        for (file, why) in [
            (picture, Unreadable::NoList),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0\n791397355\n", Unreadable::NoList),
            (b"%PDF-1.7\n791397355\n", Unreadable::NoList),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0", Unreadable::OldWorkbook),
            ("Название\n".as_bytes(), Unreadable::NoNumbers),
        ] {
            assert_eq!(read("", file), Err(why), "{:?}", String::from_utf8_lossy(file));
            assert_eq!(why.field(), "file");
        }
    }

    #[test]
    fn too_many_and_none_are_told() {
        assert_eq!(pasted(" \n\n"), Err(Unreadable::Empty));
        assert_eq!(pasted("только заголовок"), Err(Unreadable::Empty));
        assert_eq!(pasted(&"791397355\n".repeat(MOST + 1)), Err(Unreadable::TooMany));
        assert_eq!(pasted(&"791397355\n".repeat(MOST)).unwrap().len(), MOST);
        let many = "791397355\n".repeat(MOST + 1);
        let half = "791397355\n".repeat(MOST / 2 + 1);
        let (many, half) = (many.as_str(), half.as_str());
        for (text, file, field) in [(many, "", "unps"), ("", many, "file"), (half, half, "file")] {
            let refused = read(text, file.as_bytes()).map_err(|why| (why.key(), why.field()));
            assert_eq!(refused, Err(("batch-too-many", field)), "{} and {}", text.len(), file.len());
        }
        assert_eq!(read("", b"PK\x03\x04 nonsense"), Err(Unreadable::Broken));
    }
}
