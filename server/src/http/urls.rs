//! Addresses inside the portal.

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

#[cfg(test)]
mod tests {
    use super::*;

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
