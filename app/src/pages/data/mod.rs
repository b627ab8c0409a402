//! Open data: the catalogue, the page of a set, the councils.

pub mod catalogue;
pub mod chart;
pub mod councils;
pub mod questions;
pub mod set;

use super::register::grouped;
use crate::l10n::Tr;
use crate::ui::{Link, Page, Pagination, page_window};
use leptos::prelude::*;

/// A size in bytes as people read it: «12 КБ».
pub fn size(tr: Tr, bytes: u64) -> String {
    let (number, unit) = match bytes {
        0..1_000 => return tr.ta("data-bytes", &[("number", (bytes as i64).into())]),
        1_000..1_000_000 => (bytes.div_ceil(1_000).to_string(), "data-kilobytes"),
        _ => (format!("{:.1}", bytes as f64 / 1e6), "data-megabytes"),
    };
    let number = if tr.lang() == portal::lang::Lang::En { number } else { number.replace('.', ",") };
    tr.ta(unit, &[("number", number.into())])
}

/// How many rows, by the key of the sentence: «20 000 радкоў».
pub(super) fn counted(tr: Tr, key: &str, rows: i64) -> String {
    tr.ta(key, &[("count", rows.into()), ("number", grouped(rows).into())])
}

/// Ways to the other pages; `href` gives the address of a page.
pub(super) fn pages(tr: Tr, page: usize, pages: usize, href: impl Fn(usize) -> String) -> Option<AnyView> {
    if pages < 2 {
        return None;
    }
    let numbers = page_window(page, pages).into_iter().map(|number| match number {
        None => Page::gap(),
        Some(number) => {
            let label = tr.ta("page-number", &[("page", number.to_string().into())]);
            let one = Page::new(number.to_string(), href(number), label);
            if number == page { one.current() } else { one }
        }
    });
    let numbers = numbers.collect();
    let previous = (page > 1).then(|| Link::new(tr.t("page-previous"), href(page - 1)));
    let next = (page < pages).then(|| Link::new(tr.t("page-next"), href(page + 1)));
    Some(view! { <Pagination label=tr.t("data-pages") pages=numbers previous=previous next=next /> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;
    use portal::lang::Lang;

    #[test]
    fn sizes_are_written_as_people_read_them() {
        assert_eq!(size(Tr(Lang::En), 999), "999 bytes");
        assert_eq!([1, 4, 11].map(|bytes| size(Tr(Lang::Be), bytes)), ["1 байт", "4 байты", "11 байтаў"]);
        assert_eq!([1, 4, 11].map(|bytes| size(Tr(Lang::Ru), bytes)), ["1 байт", "4 байта", "11 байт"]);
        assert_eq!(size(Tr(Lang::Ru), 1_001), "2 КБ");
        assert_eq!(size(Tr(Lang::Be), 2_340_000), "2,3 МБ");
    }

    #[test]
    fn rows_are_counted_with_their_thousands_apart() {
        assert_eq!(counted(Tr(Lang::Be), "data-rows", 20_000), "20\u{a0}000 радкоў");
        assert_eq!(counted(Tr(Lang::Be), "data-rows", 1_022), "1\u{a0}022 радкі");
        assert_eq!(counted(Tr(Lang::Ru), "data-rows-found", 1_021), "Найдена 1\u{a0}021 строка");
        assert_eq!(counted(Tr(Lang::En), "data-rows-found", 1), "1 row found");
    }

    #[test]
    fn what_is_made_by_format_has_its_words() {
        for lang in Lang::ALL {
            for key in ["econ", "gove", "soci", "regi"] {
                assert!(Tr(lang).has(&format!("data-theme-{key}")), "{key}");
            }
            for key in ["daily", "monthly", "quarterly", "yearly", "once"] {
                assert!(Tr(lang).has(&format!("data-period-{key}")), "{key}");
            }
            for key in ["text", "integer", "number", "boolean", "date"] {
                assert!(Tr(lang).has(&format!("data-type-{key}")), "{key}");
            }
            for key in ["excellent", "good", "sufficient", "bad"] {
                assert!(Tr(lang).has(&format!("data-rating-{key}")), "{key}");
            }
            for key in [
                "keywords",
                "theme",
                "area",
                "time",
                "access",
                "download",
                "format",
                "vocabulary",
                "open-format",
                "machine",
                "dcat",
                "licence",
                "rights",
                "contact",
                "owner",
                "size",
                "dates",
            ] {
                assert!(Tr(lang).has(&format!("data-mark-{key}")), "{key}");
            }
            for key in ["register", "council", "union", "statistics"] {
                assert!(Tr(lang).has(&format!("data-kind-{key}")), "{key}");
            }
        }
    }
}
