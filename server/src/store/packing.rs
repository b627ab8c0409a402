//! How the texts of the log's entries are kept: packed by zstd with a dictionary of what records repeat.
//!
//! Nearly all of a record are names of fields and values of classifiers, the same in millions of others. By
//! itself a text of half a kilobyte packs badly; with what they have in common known beforehand it takes a
//! seventh, and reading more from the disk would cost more than unpacking.
//!
//! The first byte says how a text is kept: [`PLAIN`] is the beginning of every record and stands for itself;
//! [`FIRST`] stands for the four bytes with which every frame of zstd begins (RFC 8878, 3.1.1) and for the
//! dictionary. A dictionary is never changed, since what was packed with it could no longer be read: a better
//! one is a new file under a new byte. `log-1.dictionary` was trained (`zstd --train`, 32 KiB) on the records of
//! `akno register generate --companies 20000 --seed 7`, half of them without their mark, and on those in
//! `app/portal/tests/data/egr-samples.json`.

use super::schema::register_entries;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::prelude::*;
use diesel::result::Error;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Binary, Text};
use std::cell::RefCell;
use std::io;
use std::sync::LazyLock;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};
use zstd::zstd_safe::{CParameter, get_frame_content_size};

const PLAIN: u8 = b'{';
const FIRST: u8 = 1;
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// No record is nearly as long; what claims to be is not ours.
const LONGEST: u64 = 16 << 20;
/// A thread keeps as much memory for the next text.
const KEPT: usize = 64 << 10;
/// Beyond it each level takes as much longer as it makes less of a difference.
const LEVEL: i32 = 3;

static DICTIONARY: &[u8] = include_bytes!("../../data/log-1.dictionary");
static PACKING: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(DICTIONARY, LEVEL));
static UNPACKING: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(DICTIONARY));

thread_local! {
    // What either needs to work in, some hundred kilobytes, is kept for the next text.
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static UNPACKER: RefCell<Option<Unpacker>> = const { RefCell::new(None) };
}

struct Unpacker {
    zstd: Decompressor<'static>,
    /// The frame with its beginning, and what was in it.
    frame: Vec<u8>,
    text: Vec<u8>,
}

/// A text as it is kept.
pub fn pack(text: &str) -> Vec<u8> {
    match packed(text) {
        // Where packing fails or saves nothing the text is kept as it is, if it can be told from a packed one.
        Ok(packed) if packed.len() < text.len() || !text.starts_with('{') => packed,
        _ => text.as_bytes().to_vec(),
    }
}

fn packed(text: &str) -> io::Result<Vec<u8>> {
    let mut packed = PACKER.with_borrow_mut(|packer| {
        let packer = match packer {
            Some(packer) => packer,
            None => {
                let mut new = Compressor::with_prepared_dictionary(&PACKING)?;
                // The first byte says which; the digest beside says whether it is whole.
                new.set_parameter(CParameter::DictIdFlag(false))?;
                new.set_parameter(CParameter::ChecksumFlag(false))?;
                new.set_parameter(CParameter::ContentSizeFlag(true))?;
                packer.insert(new)
            }
        };
        packer.compress(text.as_bytes())
    })?;
    if !packed.starts_with(&MAGIC) {
        return Err(io::Error::other("a frame that does not begin as one"));
    }
    packed.drain(..MAGIC.len() - 1);
    packed[0] = FIRST;
    Ok(packed)
}

/// The text that is kept so.
pub fn unpack(kept: &[u8]) -> io::Result<String> {
    match kept.split_first() {
        Some((&PLAIN, _)) => text(kept),
        Some((&FIRST, rest)) => unpacked(rest),
        Some((other, _)) => Err(io::Error::other(format!("a text packed in a way not known: {other}"))),
        None => Ok(String::new()),
    }
}

/// A page unpacks a dozen texts, nearly all of them of two bytes a letter, on which the standard library's check takes
/// as long as the unpacking.
fn text(bytes: &[u8]) -> io::Result<String> {
    simdutf8::basic::from_utf8(bytes).map(str::to_owned).map_err(io::Error::other)
}

fn unpacked(rest: &[u8]) -> io::Result<String> {
    UNPACKER.with_borrow_mut(|unpacker| {
        let Unpacker { zstd, frame, text: unpacked } = match unpacker {
            Some(unpacker) => unpacker,
            None => unpacker.insert(Unpacker {
                zstd: Decompressor::with_prepared_dictionary(&UNPACKING)?,
                frame: Vec::new(),
                text: Vec::new(),
            }),
        };
        frame.clear();
        frame.extend_from_slice(&MAGIC);
        frame.extend_from_slice(rest);
        let length = get_frame_content_size(frame).ok().flatten().filter(|length| *length <= LONGEST);
        let length = length.ok_or_else(|| io::Error::other("a packed text of no known length"))?;
        unpacked.clear();
        // One that is long is rare: its memory is given back.
        unpacked.shrink_to(KEPT);
        unpacked.reserve(usize::try_from(length).unwrap_or_default());
        zstd.decompress_to_buffer(frame, unpacked)?;
        text(unpacked)
    })
}

/// A text that was packed, read from the database.
#[derive(Debug, FromSqlRow)]
pub struct Packed(String);

impl From<Packed> for String {
    fn from(packed: Packed) -> String {
        packed.0
    }
}

impl<DB: Backend> FromSql<Binary, DB> for Packed
where
    Vec<u8>: FromSql<Binary, DB>,
{
    fn from_sql(bytes: DB::RawValue<'_>) -> deserialize::Result<Packed> {
        Ok(Packed(unpack(&Vec::<u8>::from_sql(bytes)?)?))
    }
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// What a migration of SQLite calls: a text as it is kept.
    fn akno_pack(text: Text) -> Binary;
    /// The text that is kept so; nothing where it cannot be read.
    fn akno_unpack(kept: Binary) -> Nullable<Text>;
}

/// Lets a connection's migrations pack and unpack.
pub(super) fn teach(conn: &mut SqliteConnection) -> QueryResult<()> {
    akno_pack_utils::register_impl(conn, |text: String| pack(&text))?;
    akno_unpack_utils::register_impl(conn, |kept: Vec<u8>| unpack(&kept).ok())
}

/// Texts of one statement while all are packed or unpacked.
const BATCH: i64 = 2_000;

/// Packs every text of the log on PostgreSQL that is not packed yet.
pub(super) fn pack_all(conn: &mut PgConnection) -> QueryResult<()> {
    change_all(conn, |kept| kept.first() == Some(&PLAIN), |text| pack(&text))
}

/// Unpacks every text of the log on PostgreSQL.
pub(super) fn unpack_all(conn: &mut PgConnection) -> QueryResult<()> {
    change_all(conn, |kept| kept.first() != Some(&PLAIN), String::into_bytes)
}

fn change_all(
    conn: &mut PgConnection,
    is_meant: impl Fn(&[u8]) -> bool,
    changed: impl Fn(String) -> Vec<u8>,
) -> QueryResult<()> {
    let mut last = 0;
    loop {
        let rows: Vec<(i64, Vec<u8>)> = register_entries::table
            .filter(register_entries::id.gt(last))
            .order(register_entries::id)
            .limit(BATCH)
            .select((register_entries::id, register_entries::body))
            .load(conn)?;
        let Some((id, _)) = rows.last() else { return Ok(()) };
        last = *id;
        let (mut ids, mut bodies) = (Vec::new(), Vec::new());
        for (id, kept) in rows.into_iter().filter(|(_, kept)| is_meant(kept)) {
            let text = unpack(&kept).map_err(|why| Error::DeserializationError(Box::new(why)))?;
            ids.push(id);
            bodies.push(changed(text));
        }
        sql_query(
            "UPDATE register_entries SET body = changed.body FROM unnest($1, $2) AS changed (id, body) \
             WHERE register_entries.id = changed.id",
        )
        .bind::<Array<BigInt>, _>(ids)
        .bind::<Array<Binary>, _>(bodies)
        .execute(conn)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sha2::{Digest, Sha256};

    const RECORD: &str = r#"{"cact":"+","dfrom":"2015-09-14T21:00:00.000+00:00","ngrn":791397355,"nsi00114":{"nsi00114":9962010,"vkvdn":"62010","vnvdnp":"Деятельность в области компьютерного программирования"}}"#;

    #[test]
    fn a_dictionary_is_never_changed() {
        let digest = crate::random::hex(&Sha256::digest(DICTIONARY));
        assert_eq!(digest, "abb07615b5464b242a1023f9ea9f2c29effebd3dd1d6f1f48e3999ccbceb1819");
    }

    #[test]
    fn a_record_takes_a_fraction() {
        let kept = pack(RECORD);
        assert_eq!(kept[0], FIRST);
        assert!(kept.len() * 3 < RECORD.len(), "{} of {}", kept.len(), RECORD.len());
        assert_eq!(unpack(&kept).unwrap(), RECORD);
    }

    /// What a database holds today is read by every later version: the bytes are written down here.
    #[test]
    fn what_was_kept_before_is_read() {
        assert_eq!(unpack(br#"{"ngrn":1}"#).unwrap(), r#"{"ngrn":1}"#);
        assert_eq!(unpack(b"").unwrap(), "");
    }

    #[test]
    fn what_is_no_packed_text_is_refused() {
        let whole = pack(RECORD);
        for kept in [&b"\x02abc"[..], b"\x01", b"\x01\xff\xff\xff\xff\xff", &whole[..whole.len() - 3], b"{\xff"] {
            assert!(unpack(kept).is_err(), "{kept:?}");
        }
        // A length that nobody wrote takes no memory.
        assert!(unpack(&[&[FIRST, 0xe0], &[0xff; 8][..]].concat()).is_err());
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in ".{0,400}", brace in any::<bool>()) {
            let text = if brace { format!("{{{text}") } else { text };
            prop_assert_eq!(unpack(&pack(&text)).unwrap(), text);
        }

        #[test]
        fn any_bytes_are_read_or_refused(kept in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = unpack(&kept);
        }
    }
}
