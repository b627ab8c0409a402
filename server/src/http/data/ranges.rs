//! Ranges and conditions of a request for a file (RFC 9110 §§ 13 and 14).

use axum::http::{HeaderMap, Method, header};
use chrono::NaiveDateTime;
use std::ops::RangeInclusive;

/// What a request for a file comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    Whole,
    Part(RangeInclusive<u64>),
    /// 304.
    NotModified,
    /// 412.
    Failed,
    /// 416.
    NotSatisfiable,
}

/// Reads the conditions and the range against a file's tag, time and size. A range is of GET alone (§ 14.2).
pub fn wanted(method: &Method, headers: &HeaderMap, etag: &str, modified: NaiveDateTime, size: u64) -> Wanted {
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    if let Some(tags) = text(header::IF_MATCH)
        && !lists(tags, etag, false)
    {
        return Wanted::Failed;
    }
    if let Some(tags) = text(header::IF_NONE_MATCH) {
        if lists(tags, etag, true) {
            return Wanted::NotModified;
        }
    } else if let Some(since) = text(header::IF_MODIFIED_SINCE).and_then(date)
        && seconds(modified) <= since
    {
        return Wanted::NotModified;
    }
    let still_valid = text(header::IF_RANGE).is_none_or(|condition| match condition.starts_with(['"', 'W']) {
        true => condition == etag,
        false => date(condition) == Some(seconds(modified)),
    });
    let in_part = still_valid && *method == Method::GET;
    match text(header::RANGE).filter(|_| in_part).map(|range| part(range, size)) {
        None | Some(Part::Ignored) => Wanted::Whole,
        Some(Part::Of(range)) => Wanted::Part(range),
        Some(Part::Beyond) => Wanted::NotSatisfiable,
    }
}

enum Part {
    Of(RangeInclusive<u64>),
    Beyond,
    /// Several ranges, other units, nonsense: the whole file is a right answer to each.
    Ignored,
}

fn part(range: &str, size: u64) -> Part {
    let Some(spec) = range.strip_prefix("bytes=").map(str::trim).filter(|spec| !spec.contains(',')) else {
        return Part::Ignored;
    };
    let Some((first, last)) = spec.split_once('-') else { return Part::Ignored };
    // Numbers beyond 64 bits lie beyond any file.
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u64>().unwrap_or(u64::MAX))
    };
    match (first.is_empty(), number(first), number(last)) {
        (true, _, Some(0)) => Part::Beyond,
        (true, _, Some(_)) if size == 0 => Part::Beyond,
        (true, _, Some(suffix)) => Part::Of(size.saturating_sub(suffix)..=size - 1),
        (false, Some(first), last_number) => match (last.is_empty(), last_number) {
            (false, None) => Part::Ignored,
            (false, Some(last)) if last < first => Part::Ignored,
            _ if first >= size => Part::Beyond,
            (true, _) => Part::Of(first..=size - 1),
            (false, Some(last)) => Part::Of(first..=last.min(size - 1)),
        },
        _ => Part::Ignored,
    }
}

pub(super) fn lists(tags: &str, etag: &str, weakly: bool) -> bool {
    tags.split(',').map(str::trim).any(|tag| {
        let tag = if weakly { tag.strip_prefix("W/").unwrap_or(tag) } else { tag };
        tag == "*" || tag == etag
    })
}

/// A date of HTTP as seconds since 1970.
fn date(text: &str) -> Option<i64> {
    let text = text.strip_suffix("GMT")?.trim();
    NaiveDateTime::parse_from_str(text, "%a, %d %b %Y %H:%M:%S").ok().map(seconds)
}

fn seconds(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp()
}

/// A moment as HTTP writes it.
pub fn http_date(at: NaiveDateTime) -> String {
    at.format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(header::HeaderName, &str)]) -> Wanted {
        asked_by(&Method::GET, pairs)
    }

    fn asked_by(method: &Method, pairs: &[(header::HeaderName, &str)]) -> Wanted {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(name, value.parse().unwrap());
        }
        let modified = NaiveDateTime::parse_from_str("2026-11-24 10:00:00.5", "%Y-%m-%d %H:%M:%S%.f").unwrap();
        wanted(method, &headers, "\"a\"", modified, 100)
    }

    #[test]
    fn one_range_is_a_part_and_anything_odd_is_the_whole() {
        let range = |text| asked(&[(header::RANGE, text)]);
        assert_eq!(range("bytes=0-9"), Wanted::Part(0..=9));
        assert_eq!(range("bytes=90-"), Wanted::Part(90..=99));
        assert_eq!(range("bytes=90-1000"), Wanted::Part(90..=99));
        assert_eq!(range("bytes=-5"), Wanted::Part(95..=99));
        assert_eq!(range("bytes=-500"), Wanted::Part(0..=99));
        for beyond in ["bytes=100-", "bytes=-0", "bytes=99999999999999999999999-"] {
            assert_eq!(range(beyond), Wanted::NotSatisfiable, "{beyond}");
        }
        for odd in ["bytes=0-1,3-4", "bytes=9-1", "items=0-1", "bytes=a-b", "bytes=", "bytes=-", "bytes=1-x"] {
            assert_eq!(range(odd), Wanted::Whole, "{odd}");
        }
    }

    #[test]
    fn a_range_is_of_get_alone() {
        let head = |pairs: &[(header::HeaderName, &str)]| asked_by(&Method::HEAD, pairs);
        for range in ["bytes=0-9", "bytes=100-", "bytes=-5"] {
            assert_eq!(head(&[(header::RANGE, range)]), Wanted::Whole, "{range}");
        }
        assert_eq!(head(&[(header::RANGE, "bytes=0-9"), (header::IF_NONE_MATCH, "\"a\"")]), Wanted::NotModified);
    }

    #[test]
    fn conditions_come_before_ranges() {
        assert_eq!(
            asked(&[(header::IF_NONE_MATCH, "\"b\", W/\"a\""), (header::RANGE, "bytes=0-1")]),
            Wanted::NotModified
        );
        assert_eq!(asked(&[(header::IF_NONE_MATCH, "*")]), Wanted::NotModified);
        assert_eq!(asked(&[(header::IF_MATCH, "\"b\"")]), Wanted::Failed);
        let same = "Tue, 24 Nov 2026 10:00:00 GMT";
        assert_eq!(asked(&[(header::IF_MODIFIED_SINCE, same)]), Wanted::NotModified);
        assert_eq!(asked(&[(header::IF_MODIFIED_SINCE, same), (header::IF_NONE_MATCH, "\"b\"")]), Wanted::Whole);
        assert_eq!(asked(&[(header::IF_MODIFIED_SINCE, "yesterday")]), Wanted::Whole);
        for (condition, part) in [("\"a\"", true), ("\"b\"", false), ("W/\"a\"", false), (same, true)] {
            let found = asked(&[(header::IF_RANGE, condition), (header::RANGE, "bytes=0-1")]);
            assert_eq!(found, if part { Wanted::Part(0..=1) } else { Wanted::Whole }, "{condition}");
        }
    }
}
