//! Compressed twins, made once at build time at the highest level.

use anyhow::Result;
use std::io::Write;

/// Brotli at quality 11, the whole file in one window.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &parameters)?;
    Ok(packed)
}

/// gzip at level 9, without a name or a time, so that equal files stay equal.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_twins_unpack_to_the_file() {
        let text = "окно ".repeat(500);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(text.as_bytes()).expect("br")[..], &mut unpacked).expect("unpacks");
        assert_eq!(unpacked, text.as_bytes());
        let packed = gzip(text.as_bytes()).expect("gz");
        let mut unpacked = String::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut unpacked).expect("unpacks");
        assert_eq!(unpacked, text);
        assert_eq!(packed, gzip(text.as_bytes()).expect("gz"));
    }
}
