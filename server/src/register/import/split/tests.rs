use super::*;
use proptest::prelude::*;
use std::io::BufReader;

/// The records of an input, with their arrays' names, and the fault that ended it. The buffer is
/// small, so that records lie across its ends.
fn cut(input: &[u8]) -> (Vec<(String, String)>, Option<String>) {
    let mut splitter = Splitter::new(BufReader::with_capacity(7, input));
    let mut records = Vec::new();
    loop {
        match splitter.next() {
            Ok(Some(piece)) => {
                let text = if piece.too_large {
                    "too large".into()
                } else {
                    String::from_utf8_lossy(piece.bytes).into_owned()
                };
                records.push((piece.name.unwrap_or("").to_owned(), text));
            }
            Ok(None) => return (records, None),
            Err(fault) => return (records, Some(fault.to_string())),
        }
    }
}

fn texts(input: &str) -> Vec<String> {
    let (records, fault) = cut(input.as_bytes());
    assert_eq!(fault, None, "{input}");
    records.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn a_list_gives_its_members() {
    assert_eq!(texts(r#" [ {"a":[1,{"b":"]}"}]} , {"c":"\"\\"} ] "#), [r#"{"a":[1,{"b":"]}"}]}"#, r#"{"c":"\"\\"}"#]);
    assert_eq!(texts("[1, 22,null ,\"x,y\",[]]"), ["1", "22", "null", "\"x,y\"", "[]"]);
    assert_eq!(texts("[]"), [""; 0]);
    assert_eq!(texts("\u{feff}[{}]"), ["{}"]);
    assert_eq!(texts(""), [""; 0]);
}

#[test]
fn an_object_of_lists_gives_their_members_by_name() {
    let (records, fault) = cut(r#"{"getA": [{"x":1},{"x":2}], "rows": 2, "getB\u0041":[{}], "getC":[]}"#.as_bytes());
    assert_eq!(fault, None);
    let named = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    assert_eq!(records, [named("getA", r#"{"x":1}"#), named("getA", r#"{"x":2}"#), named("getBA", "{}")]);
}

#[test]
fn records_one_after_another_are_told_apart() {
    assert_eq!(texts("{\"a\":1}\n{ \"b\" : {} }{}"), ["{\"a\":1}", "{\"b\":{} }", "{}"]);
}

#[test]
fn what_ends_in_the_middle_gives_what_was_whole() {
    for end in ["", "{", "{\"a", "{\"a\":", "{\"a\":1", "1", "\"x"] {
        let (records, fault) = cut(format!("[{{}},{end}").as_bytes());
        assert_eq!((records.len(), fault.as_deref()), (1, Some("it ends in the middle")), "{end}");
    }
}

#[test]
fn what_is_no_json_is_said_so() {
    for input in ["<!DOCTYPE html><html>", "ngrn;vn\n1;2", "[{}}", "{}]", "[:]", "\u{0}", "{\"a\" 1}", "nothing"] {
        assert_eq!(cut(input.as_bytes()).1.as_deref(), Some("it is not JSON"), "{input}");
    }
    let utf16: Vec<u8> = "[{}]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(cut(&utf16).1.is_some());
}

#[test]
fn a_record_of_a_hundred_megabytes_is_passed_over_in_little_memory() {
    struct Long(u64);
    impl std::io::Read for Long {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            let taken = into.len().min(usize::try_from(self.0).unwrap_or(usize::MAX));
            into[..taken].fill(b'a');
            self.0 -= taken as u64;
            Ok(taken)
        }
    }
    use std::io::Read;
    let input = b"[{\"vn\":\"".chain(Long(100 * 1024 * 1024)).chain(&b"\"},{\"ngrn\":1}]"[..]);
    let mut splitter = Splitter::new(BufReader::with_capacity(64 * 1024, input));
    let first = splitter.next().unwrap().unwrap();
    assert!(first.too_large && first.bytes.len() == LARGEST);
    assert_eq!(splitter.next().unwrap().unwrap().bytes, b"{\"ngrn\":1}");
    assert!(splitter.next().unwrap().is_none());
    assert!(splitter.record.capacity() <= 4 * LARGEST);
}

proptest! {
    #[test]
    fn any_bytes_end(input in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = cut(&input);
    }

    #[test]
    fn a_list_of_any_json_comes_back_whole(values in proptest::collection::vec(".{0,20}", 0..8)) {
        let json: Vec<serde_json::Value> = values.iter().map(|text| serde_json::json!({"t": text, "n": [1, null]})).collect();
        let written = serde_json::to_string_pretty(&json).unwrap();
        let read: Vec<serde_json::Value> = texts(&written).iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        prop_assert_eq!(read, json);
    }
}
