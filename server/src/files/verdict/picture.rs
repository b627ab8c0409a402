//! Pictures: whole enough to be shown, and not of a size that no screen and no memory holds.

use portal::attachment::{FileKind, Refusal};

/// Points of a picture; the cameras of telephones stop at 200 million.
const MOST_POINTS: u64 = 200_000_000;

pub fn judge(kind: FileKind, bytes: &[u8]) -> Result<(), Refusal> {
    let size = match kind {
        FileKind::Png => png(bytes),
        FileKind::Jpeg => jpeg(bytes),
        FileKind::Webp => webp(bytes),
        // No browser shows it: only that it is what it says.
        _ => return Ok(()),
    };
    let (width, height) = size.ok_or(Refusal::Broken)?;
    if width == 0 || height == 0 {
        return Err(Refusal::Broken);
    }
    if width * height > MOST_POINTS { Err(Refusal::Bomb) } else { Ok(()) }
}

/// What a file of boxes (ISO 14496-12) is: a picture of a telephone, or a film.
pub fn brand(bytes: &[u8]) -> Option<Result<FileKind, Refusal>> {
    let [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] = bytes else { return None };
    match brand.get(..4)? {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Some(Ok(FileKind::Heic)),
        _ => Some(Err(Refusal::Unknown)),
    }
}

/// The first chunk, IHDR, has the size; IEND is the last.
fn png(bytes: &[u8]) -> Option<(u64, u64)> {
    let head = bytes.get(8..24)?;
    if &head[4..8] != b"IHDR" || memchr::memmem::rfind(bytes, b"IEND").is_none() {
        return None;
    }
    Some((number(&head[8..12]), number(&head[12..16])))
}

/// The frame's segment has the size (ITU T.81, B.2.2).
fn jpeg(bytes: &[u8]) -> Option<(u64, u64)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = *bytes.get(at)?;
        at += 1;
        match marker {
            // Without a length.
            0x01 | 0xd0..=0xd8 => continue,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                let frame = bytes.get(at..at + 7)?;
                return Some((number(&frame[5..7]), number(&frame[3..5])));
            }
            // The picture begins or ends without a frame.
            0xd9 | 0xda => return None,
            _ => at += usize::try_from(number(bytes.get(at..at + 2)?)).ok()?.max(2),
        }
    }
}

/// Sides have at most 14 bits, or 24 in the extended header.
fn webp(bytes: &[u8]) -> Option<(u64, u64)> {
    let body = bytes.get(20..30)?;
    let little = |bytes: &[u8]| bytes.iter().rev().fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
    match bytes.get(12..16)? {
        b"VP8 " => Some((little(&body[6..8]) & 0x3fff, little(&body[8..10]) & 0x3fff)),
        b"VP8L" => {
            let bits = little(&body[1..5]);
            Some(((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(&body[4..7]) + 1, little(&body[7..10]) + 1)),
        _ => None,
    }
}

fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}
