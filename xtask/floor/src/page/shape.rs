//! What all pages have in common: cut from one page of the portal, so that no address of a style sheet is written
//! here; and the comparison of a page with the portal's.

use super::html::escape;
use anyhow::{Context, Result, ensure};

/// The longest title, in letters, that the path to the page shows whole.
const CRUMB: usize = 60;

/// The parts of a page between title, number and main part.
#[derive(Debug, PartialEq)]
pub struct Shape {
    to_title: String,
    to_number: String,
    /// Between the numbers in the addresses of the page in other languages.
    numbers: [String; 2],
    to_crumb: String,
    to_main: String,
    from_end_of_main: String,
}

impl Shape {
    /// Cuts the portal's page of the company of this number.
    pub fn cut(page: &str, number: &str) -> Result<Shape> {
        let mut rest = page;
        let mut until = |mark: &str, whole: bool| -> Result<String> {
            let at =
                rest.find(mark).with_context(|| format!("the portal's page has no {mark} where it is expected"))?;
            let (part, behind) = rest.split_at(if whole { at + mark.len() } else { at });
            rest = behind;
            Ok(part.to_owned())
        };
        let to_title = until("<title>", true)?;
        let title = until("</title>", false)?;
        let name = title.rfind(" · ").context("the title does not name the portal")?;
        let to_number = until(number, false)?;
        let mut numbers = [String::new(), String::new()];
        for between in &mut numbers {
            until(number, true)?;
            *between = until(number, false)?;
        }
        until(number, true)?;
        let to_crumb = until("aria-current=\"page\">", true)?;
        until("<", false)?;
        let to_main = until("<main", false)? + &until(">", true)?;
        let end = rest.rfind("</main>").context("the portal's main part does not end")?;
        Ok(Shape {
            to_title,
            to_number: title[name..].to_owned() + &to_number,
            numbers,
            to_crumb,
            to_main,
            from_end_of_main: rest[end..].to_owned(),
        })
    }

    /// Writes everything before the main part.
    pub fn begin(&self, html: &mut String, number: &str, title: &str) {
        html.push_str(&self.to_title);
        escape(html, title);
        for part in [&self.to_number, number, &self.numbers[0], number, &self.numbers[1], number, &self.to_crumb] {
            html.push_str(part);
        }
        match title.char_indices().nth(CRUMB) {
            Some((end, _)) => {
                escape(html, title[..end].trim_end());
                html.push('…');
            }
            None => escape(html, title),
        }
        html.push_str(&self.to_main);
    }

    /// Writes everything behind the main part.
    pub fn end(&self, html: &mut String) {
        html.push_str(&self.from_end_of_main);
    }
}

/// Fails where a page is not the portal's byte by byte.
pub fn ensure_same(number: &str, ours: &[u8], theirs: &[u8]) -> Result<()> {
    let common = ours.iter().zip(theirs).take_while(|(ours, theirs)| ours == theirs).count();
    let around = |page: &[u8]| {
        String::from_utf8_lossy(&page[common.saturating_sub(40)..page.len().min(common + 40)]).into_owned()
    };
    ensure!(
        ours == theirs,
        "the page of {number} differs from the portal's at byte {common}; it has\n{}\nand the portal's page\n{}",
        around(ours),
        around(theirs)
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><title>А · Б · Акно</title><body><a href=\"/r/790123453?lang=be\">Б</a>\
        <a href=\"/r/790123453?lang=ru\" aria-current=\"true\">Р</a><a href=\"/r/790123453?lang=en\">E</a>\
        <span aria-current=\"page\">А · Б</span><main id=\"main\"><p>790123453</p></main></body></html>";

    #[test]
    fn a_page_that_was_cut_is_put_together_again() {
        let shape = Shape::cut(PAGE, "790123453").unwrap();
        let page = |number: &str, title: &str| {
            let mut html = String::new();
            shape.begin(&mut html, number, title);
            html.push_str(&format!("<p>{number}</p>"));
            shape.end(&mut html);
            html
        };
        assert_eq!(page("790123453", "А · Б"), PAGE);
        assert_eq!(page("7", "В < Г"), PAGE.replace("790123453", "7").replace("А · Б", "В &lt; Г"));
        let crumb = format!("page\">{}…</span>", "щ".repeat(59));
        assert!(page("7", &format!("{} {}", "щ".repeat(59), "щ".repeat(9))).contains(&crumb));
        assert!(Shape::cut("<p></p>", "7").is_err());
    }

    #[test]
    fn a_difference_is_told_with_its_place() {
        ensure_same("7", b"abc", b"abc").unwrap();
        let said = ensure_same("7", "<p>Быхов</p>".as_bytes(), "<p>Быхаў</p>".as_bytes()).unwrap_err().to_string();
        assert!(said.contains("of 7") && said.contains("at byte 10") && said.contains("<p>Быхов</p>"), "{said}");
        assert!(ensure_same("7", b"abc", b"abcd").is_err());
    }
}
