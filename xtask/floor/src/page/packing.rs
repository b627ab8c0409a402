//! Unpacks the texts of the log as `server/src/store/packing.rs` keeps them: zstd with the portal's dictionary.

use anyhow::{Context, Result, bail};
use std::ops::Range;
use std::sync::LazyLock;
use zstd::bulk::Decompressor;
use zstd::dict::DecoderDictionary;
use zstd::zstd_safe::get_frame_content_size;

/// The beginning of every record, which is then kept as it is.
const PLAIN: u8 = b'{';
/// Stands for the beginning of a frame and for the dictionary.
const FIRST: u8 = 1;
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// No record is nearly as long.
const LONGEST: u64 = 16 << 20;

static DICTIONARY: LazyLock<DecoderDictionary<'static>> =
    LazyLock::new(|| DecoderDictionary::copy(include_bytes!("../../../../server/data/log-1.dictionary")));

/// The texts of one page, one behind the other; the memory stays for the next page.
pub struct Unpacker {
    zstd: Decompressor<'static>,
    /// A frame with its beginning.
    frame: Vec<u8>,
    texts: Vec<u8>,
}

impl Unpacker {
    pub fn new() -> Result<Unpacker> {
        let zstd = Decompressor::with_prepared_dictionary(&DICTIONARY)?;
        Ok(Unpacker { zstd, frame: Vec::new(), texts: Vec::new() })
    }

    pub fn clear(&mut self) {
        self.texts.clear();
    }

    /// Unpacks a text; answers with its place among the texts.
    pub fn add(&mut self, kept: &[u8]) -> Result<Range<usize>> {
        let begin = self.texts.len();
        match kept.split_first() {
            Some((&FIRST, rest)) => {
                self.frame.clear();
                self.frame.extend_from_slice(&MAGIC);
                self.frame.extend_from_slice(rest);
                let length = get_frame_content_size(&self.frame).ok().flatten().filter(|length| *length <= LONGEST);
                let length = length.context("a packed text of no known length")?;
                self.texts.resize(begin + usize::try_from(length)?, 0);
                self.zstd.decompress_to_buffer(&self.frame, &mut self.texts[begin..])?;
            }
            Some((&PLAIN, _)) | None => self.texts.extend_from_slice(kept),
            Some((other, _)) => bail!("a text packed in a way not known: {other}"),
        }
        Ok(begin..self.texts.len())
    }

    /// All texts, checked at once: nearly all of them are Cyrillic, on which the standard library's check takes long.
    pub fn texts(&self) -> Result<&str> {
        Ok(simdutf8::basic::from_utf8(&self.texts)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the portal packs it.
    fn packed(text: &str) -> Vec<u8> {
        let dictionary = include_bytes!("../../../../server/data/log-1.dictionary");
        let mut zstd = zstd::bulk::Compressor::with_dictionary(3, dictionary).unwrap();
        zstd.set_parameter(zstd::zstd_safe::CParameter::DictIdFlag(false)).unwrap();
        let frame = zstd.compress(text.as_bytes()).unwrap();
        assert_eq!(frame[..4], MAGIC);
        [&[FIRST], &frame[4..]].concat()
    }

    #[test]
    fn packed_and_plain_texts_stand_one_behind_the_other() {
        let record = r#"{"cact":"+","ngrn":791397355,"nsi00114":{"vkvdn":"62010","vnvdnp":"Деятельность в области"}}"#;
        let mut unpacker = Unpacker::new().unwrap();
        for _ in 0..2 {
            unpacker.clear();
            let places = [packed(record).as_slice(), br#"{"ngrn":1}"#, b""].map(|kept| unpacker.add(kept).unwrap());
            let texts = unpacker.texts().unwrap();
            assert_eq!(places.map(|place| &texts[place]), [record, r#"{"ngrn":1}"#, ""]);
        }
    }

    #[test]
    fn what_is_no_packed_text_is_refused() {
        let whole = packed(r#"{"ngrn":791397355,"vfio":"Котов Глеб Ильич"}"#);
        for kept in [&b"\x02abc"[..], b"\x01", b"\x01\xff\xff\xff\xff\xff", &whole[..whole.len() - 3]] {
            assert!(Unpacker::new().unwrap().add(kept).is_err(), "{kept:?}");
        }
        let mut unpacker = Unpacker::new().unwrap();
        unpacker.add(b"{\xff").unwrap();
        assert!(unpacker.texts().is_err());
    }
}
