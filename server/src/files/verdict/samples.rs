//! Files for tests, made on the spot: good ones of each kind and hostile ones.

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub fn pdf(inside: &str) -> Vec<u8> {
    format!("%PDF-1.7\n1 0 obj\n<< /Type /Catalog {inside} >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n").into_bytes()
}

/// A PDF whose object stream holds something, packed.
pub fn pdf_with_stream(dictionary: &str, packed: &[u8]) -> Vec<u8> {
    let mut bytes = format!("%PDF-1.7\n4 0 obj\n<< /Type /ObjStm {dictionary} >>\nstream\r\n").into_bytes();
    bytes.extend_from_slice(packed);
    bytes.extend_from_slice(b"\r\nendstream\nendobj\n%%EOF\n");
    bytes
}

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82");
    bytes
}

pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08".to_vec();
    bytes.extend(height.to_be_bytes());
    bytes.extend(width.to_be_bytes());
    bytes.extend(b"\x03\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xd9");
    bytes
}

pub fn webp(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".to_vec();
    bytes.extend(&(width - 1).to_le_bytes()[..3]);
    bytes.extend(&(height - 1).to_le_bytes()[..3]);
    bytes
}

/// An archive of named entries.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub const TYPES: &[u8] = br#"<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

pub fn docx(more: &[(&str, &[u8])]) -> Vec<u8> {
    let text = "<w:document><w:body><w:p><w:r><w:t>Решение № 1</w:t></w:r></w:p></w:body></w:document>";
    let mut entries = vec![("[Content_Types].xml", TYPES), ("word/document.xml", text.as_bytes())];
    entries.extend_from_slice(more);
    archive(&entries)
}

pub fn odt(manifest: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let text = "<office:text><text:p>Пратакол</text:p></office:text>";
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", text.as_bytes()),
    ];
    entries.extend_from_slice(more);
    archive(&entries)
}

/// A compound file of named streams.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some((storage, _)) = path.rsplit_once('/').filter(|(storage, _)| !storage.is_empty()) {
            file.create_storage_all(storage).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The head of a `WordDocument` stream with its flags.
pub fn word(flags: u8) -> Vec<u8> {
    let mut head = vec![0xec, 0xa5, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0, flags];
    head.resize(4096, 0);
    head
}
