//! The bytes of the portal's pages: asked for once at the start, then met exactly.
//!
//! Each page begins and ends as the portal's pages do and has the number of bytes that the portal
//! answers for the same company; between the company's own lines and the end stands as much of the
//! portal's own text as is missing.

use crate::http::{self, Connection};
use anyhow::{Context, Result, ensure};
use std::collections::HashMap;

pub struct Shape {
    /// To the beginning of the main part.
    opening: String,
    /// From the end of the main part.
    closing: String,
    filler: String,
    /// Bytes of the portal's page of each company.
    sizes: HashMap<i64, usize>,
}

impl Shape {
    /// Asks the portal for the page of each company.
    pub async fn of(portal: u16, unps: &[String]) -> Result<Shape> {
        let mut connection = Connection::open(portal).await?;
        let (mut sizes, mut longest) = (HashMap::with_capacity(unps.len()), String::new());
        for unp in unps {
            let answer = connection.exchange(&http::get(portal, &format!("/register/{unp}"), None)).await?;
            ensure!(answer.status == 200, "the portal answers {} for {unp}", answer.status);
            sizes.insert(unp.parse()?, answer.body.len());
            if answer.body.len() > longest.len() {
                longest = answer.text();
            }
        }
        Shape::cut(&longest, sizes)
    }

    /// Cuts a page of the portal before and after what it says of its company.
    fn cut(page: &str, sizes: HashMap<i64, usize>) -> Result<Shape> {
        let main = page.find("<main").context("the portal's page has no main part")?;
        let begin = main + page[main..].find('>').context("the main part's tag does not end")? + 1;
        let end = page.rfind("</main>").context("the portal's main part does not end")?;
        let filler = page.get(begin..end).context("the portal's main part ends before it begins")?;
        Ok(Shape {
            opening: page[..begin].to_owned(),
            closing: page[end..].to_owned(),
            filler: filler.to_owned(),
            sizes,
        })
    }

    /// The companies asked for, with the bytes of the portal's page of each.
    pub fn sizes(&self) -> impl Iterator<Item = (i64, usize)> {
        self.sizes.iter().map(|(unp, size)| (*unp, *size))
    }

    /// The page of a company, of the portal's bytes; `None` for a company that was not asked for.
    pub fn fill(&self, unp: i64, write: impl FnOnce(&mut String)) -> Option<String> {
        let size = *self.sizes.get(&unp)?;
        let mut page = String::with_capacity(size);
        page.push_str(&self.opening);
        write(&mut page);
        let until = size.saturating_sub(self.closing.len());
        while page.len() < until {
            let missing = (until - page.len()).min(self.filler.len());
            match self.filler.floor_char_boundary(missing) {
                0 => page.push(' '),
                end => page.push_str(&self.filler[..end]),
            }
        }
        page.push_str(&self.closing);
        Some(page)
    }
}

/// Appends text so that it stays text.
pub fn escape(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_portals_bytes_however_they_fall() {
        let portal = "<body><main id=\"main\"><p>Жлобин и Быхов</p></main></body>";
        for size in 60..160 {
            let shape = Shape::cut(portal, HashMap::from([(7, size)])).unwrap();
            let page = shape.fill(7, |html| html.push_str("<h1>ж</h1>")).unwrap();
            assert_eq!(page.len(), size, "{page}");
            assert!(
                page.starts_with("<body><main id=\"main\"><h1>ж</h1>") && page.ends_with("</main></body>"),
                "{page}"
            );
        }
    }

    #[test]
    fn a_page_that_was_not_asked_for_is_not_served() {
        let shape = Shape::cut("<main></main>", HashMap::new()).unwrap();
        assert_eq!(shape.fill(7, |_| {}), None);
        assert!(Shape::cut("<p></p>", HashMap::new()).is_err());
    }
}
