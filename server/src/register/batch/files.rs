//! The answer as a file: CSV (RFC 4180, UTF-8 with a mark so that Excel knows it) and XLSX. No cell is taken
//! for a formula: a text of the register may begin with «=».

use super::Line;
use crate::failure::Failure;
use app::l10n::Tr;
use app::pages::register::batch::flag_words;
use app::pages::register::standing_words;
use portal::company::Kind;
use rust_xlsxwriter::{Format, Workbook};

/// The heads of the columns.
fn heads(tr: Tr) -> [String; 5] {
    ["batch-unp", "batch-status", "batch-name", "batch-address", "batch-flags"].map(|key| tr.t(key))
}

fn cells(tr: Tr, line: &Line) -> [String; 5] {
    let company = line.company.as_ref();
    let name = company.map(|row| row.names().title(tr.lang()).to_owned());
    // Of a sole proprietor the row has none; this says that it is not forgotten.
    let address = company.filter(|_| line.kind() == Some(Kind::LegalEntity)).and_then(|row| row.address.clone());
    let flags: Vec<String> = line.flags.iter().map(|flag| flag_words(tr, &super::flag_view(*flag))).collect();
    [
        line.asked.clone(),
        line.standing().map(|standing| standing_words(tr, standing)).unwrap_or_default(),
        name.unwrap_or_default(),
        address.unwrap_or_default(),
        flags.join("; "),
    ]
}

pub fn csv(tr: Tr, lines: &[Line]) -> Result<Vec<u8>, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::Internal(format!("CSV: {error}"));
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
        writer.write_record(heads(tr)).map_err(|error| failed(&error))?;
        for line in lines {
            writer.write_record(cells(tr, line).map(defused)).map_err(|error| failed(&error))?;
        }
        writer.flush().map_err(|error| failed(&error))?;
    }
    Ok(bytes)
}

/// A spreadsheet takes what begins so for a formula; an apostrophe before it says that it is text.
fn defused(text: String) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => format!("'{text}"),
        false => text,
    }
}

pub fn xlsx(tr: Tr, lines: &[Line]) -> Result<Vec<u8>, Failure> {
    write(tr, lines).map_err(|error| Failure::Internal(format!("XLSX: {error}")))
}

fn write(tr: Tr, lines: &[Line]) -> Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    for (column, (head, width)) in (0..).zip(heads(tr).into_iter().zip([11, 24, 40, 60, 40])) {
        sheet.write_string_with_format(0, column, head, &bold)?;
        sheet.set_column_width(column, width)?;
    }
    for (row, line) in (1..).zip(lines) {
        for (column, cell) in (0..).zip(cells(tr, line)) {
            // As text, never as a formula.
            sheet.write_string(row, column, cell)?;
        }
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_file_is_taken_for_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(defused(formula.into()).starts_with('\''), "{formula:?}");
        }
        assert_eq!(defused("ООО \"=\"".into()), "ООО \"=\"");
    }

    fn line(name: &str) -> Line {
        let row = crate::store::company_search::FoundRow {
            unp: 791397355,
            kind: Kind::LegalEntity.code().to_owned(),
            standing: 1,
            name: name.to_owned(),
            short_name: None,
            name_be: None,
            short_name_be: Some("Елачка".into()),
            address: Some("+375, ул. Садовая".into()),
            activity: None,
            head: None,
            synthetic: false,
        };
        Line { asked: "791397355".into(), company: Some(row), flags: vec![super::super::Flag::Repeated] }
    }

    #[test]
    fn a_workbook_holds_what_it_was_given_and_can_be_sent_back() {
        let tr = Tr(portal::lang::Lang::En);
        let book = xlsx(tr, &[line("=HYPERLINK(\"x\")"), line("Ёлка <&>")]).unwrap();
        let text = super::super::sheet::text(&book).unwrap();
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(rows.len(), 3, "{text}");
        assert!(rows[1].starts_with("791397355\tActive\t=HYPERLINK"), "{text}");
        assert!(rows[2].contains("Ёлка"), "{text}");
        assert_eq!(super::super::read("", &book).unwrap(), ["791397355", "791397355"]);
        let belarusian = String::from_utf8(csv(Tr(portal::lang::Lang::Be), &[line("Ёлка")]).unwrap()).unwrap();
        assert!(belarusian.contains("Елачка") && !belarusian.contains("Ёлка"), "{belarusian}");
        let text = String::from_utf8(csv(tr, &[line("=1+1")]).unwrap()).unwrap();
        assert!(text.contains("791397355,Active,'=1+1,\"'+375, ул. Садовая\",Was in the list before\r\n"), "{text}");
    }
}
