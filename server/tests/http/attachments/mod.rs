//! `/applications/{id}/attachments` and `/office/cases/{id}/attachments`: papers come in, are judged, kept
//! once, filed with their hashes, read by whoever may, and by nobody else.

mod applicant;
mod office;

use crate::support::client::{Answer, Client};
use crate::support::portal::Portal;
use akno::store::attachments::{self, Attached};

pub fn pdf(words: &str) -> Vec<u8> {
    format!("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Title ({words}) >>\nendobj\n%%EOF\n").into_bytes()
}

pub fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x0a\0\0\0\x0a".to_vec();
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82");
    bytes
}

/// Files of a form, each with its name.
pub fn form(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, bytes) in files {
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
        );
        body.extend(head.as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--x--\r\n");
    body
}

/// Sends files to a page of attachments.
pub async fn attach(client: &mut Client, page: &str, files: &[(&str, &[u8])]) -> Answer {
    client.send("POST", page, Some("multipart/form-data; boundary=x"), form(files)).await
}

pub async fn current(portal: &Portal, application: &str) -> Vec<Attached> {
    let id = application.to_owned();
    portal.read(move |conn| attachments::current(conn, &id)).await
}

/// The files that the store has.
pub fn kept(portal: &Portal) -> usize {
    files_under(&portal.var_dir.join("files"))
}

/// The files that are still being taken in.
pub fn incoming(portal: &Portal) -> usize {
    files_under(&portal.var_dir.join("incoming"))
}

fn files_under(folder: &std::path::Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries.map(|entry| entry.unwrap().path()).map(|path| if path.is_dir() { files_under(&path) } else { 1 }).sum()
}
