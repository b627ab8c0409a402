//! Addresses inside the portal.

use std::str::FromStr;

/// Percent-encodes a path for use as a query's value.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                encoded.push(char::from(byte))
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// A path to go back to after sign-in: only inside the portal.
pub fn inside(path: &str) -> Option<&str> {
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\0']);
    (plain && path.len() <= 500).then_some(path)
}

/// A number that is written in digits alone: `parse` would take a sign before them too.
pub fn digits<N: FromStr>(text: &str) -> Option<N> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_in_digits_alone() {
        assert_eq!((digits("0"), digits("791397355")), (Some(0_i64), Some(791_397_355_i64)));
        for none in ["", "+1", "-5", " 1", "1.0", "٣", "99999999999999999999"] {
            assert_eq!(digits::<i64>(none), None, "{none}");
        }
    }

    #[test]
    fn only_paths_of_the_portal_are_gone_back_to() {
        assert_eq!(inside("/applications?x=1"), Some("/applications?x=1"));
        for elsewhere in
            ["//evil.example", "https://evil.example", "/\\evil.example", "", "javascript:alert(1)", "/a\r\nb"]
        {
            assert_eq!(inside(elsewhere), None, "{elsewhere}");
        }
    }
}
