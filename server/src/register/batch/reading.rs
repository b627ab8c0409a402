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
            Unreadable::TooMany => "batch-too-many",
            Unreadable::Broken => "batch-broken",
            Unreadable::TooLarge => "batch-too-large",
        }
    }
}

/// The numbers of a text and of a file (XLSX, or CSV and other text in any encoding that has ASCII's digits).
pub fn read(text: &str, file: &[u8]) -> Result<Vec<String>, Unreadable> {
    let mut found = numbers(text)?;
    if file.starts_with(b"PK") {
        found.extend(numbers(&sheet::text(file)?)?);
    } else {
        found.extend(numbers(&decoded(file))?);
    }
    match found.len() {
        0 => Err(Unreadable::Empty),
        count if count > MOST => Err(Unreadable::TooMany),
        _ => Ok(found),
    }
}

/// Excel's «Unicode text» is UTF-16; of everything else only the digits matter.
fn decoded(file: &[u8]) -> String {
    match file {
        [0xff, 0xfe, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
        }
        _ => String::from_utf8_lossy(file).trim_start_matches('\u{feff}').to_owned(),
    }
}

/// The numbers line by line. A line is one number, or cells of which some are; of a line of digits alone every cell,
/// mistyped or not, so that the answer has as many as were sent; of a line without any number its beginning, so that it can
/// be told what was not understood; but for the first, which is a head then.
fn numbers(text: &str) -> Result<Vec<String>, Unreadable> {
    let mut found = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let before = found.len();
        if let Some(number) = number(line) {
            found.push(number);
        } else if is_of_digits(line) {
            line.split(BETWEEN).filter(|cell| !cell.trim().is_empty()).for_each(|cell| add_cell(cell, &mut found));
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
            return Err(Unreadable::TooMany);
        }
    }
    Ok(found)
}

/// What stands between the cells of a line.
const BETWEEN: [char; 4] = [',', ';', '\t', '|'];

/// Whether a line holds digits and what stands between them, and nothing else.
fn is_of_digits(line: &str) -> bool {
    let between = |c: char| c.is_whitespace() || BETWEEN.contains(&c) || matches!(c, '-' | '–' | '.' | '"');
    line.chars().all(|c| c.is_ascii_digit() || between(c)) && line.contains(|c: char| c.is_ascii_digit())
}

/// Adds what a cell of digits holds: one number, several with spaces between, or something that is none.
fn add_cell(cell: &str, found: &mut Vec<String>) {
    if let Some(number) = number(cell) {
        found.push(number);
    } else if cell.split_whitespace().any(|word| number(word).is_some()) {
        found.extend(cell.split_whitespace().map(|word| number(word).unwrap_or_else(|| beginning(word))));
    } else {
        found.push(beginning(cell.trim()));
    }
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
        assert_eq!(all("700123455,ООО \"Ёлка\", 2019"), "700123455", "a year beside a name is no number");
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
    fn too_many_and_none_are_told() {
        assert_eq!(pasted(" \n\n"), Err(Unreadable::Empty));
        assert_eq!(pasted("только заголовок"), Err(Unreadable::Empty));
        assert_eq!(pasted(&"791397355\n".repeat(MOST + 1)), Err(Unreadable::TooMany));
        assert_eq!(pasted(&"791397355\n".repeat(MOST)).unwrap().len(), MOST);
        assert_eq!(read("", b"PK\x03\x04 nonsense"), Err(Unreadable::Broken));
    }
}
