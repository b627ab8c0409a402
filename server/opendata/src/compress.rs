//! Files compressed once, beside the file itself.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A content coding that browsers and programs take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Zstd,
    Gzip,
}

/// Below so many bytes a compressed copy saves nobody anything: the answer is a packet or two.
pub const WORTHWHILE: u64 = 4096;

impl Coding {
    /// The best first.
    pub const ALL: [Coding; 3] = [Coding::Brotli, Coding::Zstd, Coding::Gzip];

    /// The word of `Content-Encoding`.
    pub fn token(self) -> &'static str {
        match self {
            Coding::Brotli => "br",
            Coding::Zstd => "zstd",
            Coding::Gzip => "gzip",
        }
    }

    /// How the compressed copy's name ends.
    pub fn suffix(self) -> &'static str {
        match self {
            Coding::Brotli => "br",
            Coding::Zstd => "zst",
            Coding::Gzip => "gz",
        }
    }

    /// Where the compressed copy of a file lies.
    pub fn beside(self, path: &Path) -> PathBuf {
        let mut name = path.as_os_str().to_owned();
        name.push(".");
        name.push(self.suffix());
        PathBuf::from(name)
    }

    /// Compresses a file into `to`; answers with its size. The same bytes give the same bytes.
    pub fn compress(self, from: &Path, to: &Path) -> io::Result<u64> {
        let mut source = BufReader::with_capacity(64 * 1024, File::open(from)?);
        let sink = BufWriter::with_capacity(64 * 1024, File::create(to)?);
        let mut sink = match self {
            Coding::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(sink, flate2::Compression::new(6));
                io::copy(&mut source, &mut encoder)?;
                encoder.finish()?
            }
            Coding::Brotli => {
                let mut encoder = brotli::CompressorWriter::new(sink, 64 * 1024, 5, 22);
                io::copy(&mut source, &mut encoder)?;
                encoder.flush()?;
                encoder.into_inner()
            }
            Coding::Zstd => {
                let mut encoder = zstd::stream::write::Encoder::new(sink, 9)?;
                io::copy(&mut source, &mut encoder)?;
                encoder.finish()?
            }
        };
        sink.flush()?;
        sink.into_inner().map_err(io::IntoInnerError::into_error)?.metadata().map(|about| about.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_compressed_reads_back() {
        let folder = std::env::temp_dir().join(format!("akno-compress-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let from = folder.join("a.csv");
        let text = "Магілёў,1\n".repeat(20_000);
        std::fs::write(&from, &text).unwrap();
        for coding in Coding::ALL {
            let to = coding.beside(&from);
            let size = coding.compress(&from, &to).unwrap();
            assert!(size < text.len() as u64 / 20, "{coding:?}: {size}");
            let bytes = std::fs::read(&to).unwrap();
            let mut read = String::new();
            match coding {
                Coding::Gzip => flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut read).map(drop).unwrap(),
                Coding::Brotli => {
                    brotli::Decompressor::new(&bytes[..], 4096).read_to_string(&mut read).map(drop).unwrap()
                }
                Coding::Zstd => read = String::from_utf8(zstd::stream::decode_all(&bytes[..]).unwrap()).unwrap(),
            }
            assert_eq!(read, text, "{coding:?}");
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
