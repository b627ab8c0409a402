//! A small HTTP/1.1 client that keeps its connection: it must cost little beside what it measures.

use anyhow::{Context, Result, bail, ensure};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// The longest wait for one answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection to a port of 127.0.0.1.
pub struct Connection {
    stream: TcpStream,
    /// What was received and not yet used.
    received: Vec<u8>,
}

/// What came back.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub location: Option<String>,
    /// Name and value of the first cookie that was set.
    pub cookie: Option<String>,
    pub body: Vec<u8>,
    /// The server closes the connection after this answer.
    last: bool,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Connection {
    pub async fn open(port: u16) -> Result<Connection> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await.with_context(|| format!("port {port}"))?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, received: Vec::with_capacity(64 * 1024) })
    }

    /// Sends a request, waits for its whole answer. After an error the connection is of no use.
    pub async fn exchange(&mut self, request: &[u8]) -> Result<Answer> {
        timeout(PATIENCE, self.send_and_receive(request)).await.context("no answer within 30 seconds")?
    }

    async fn send_and_receive(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await?;
        loop {
            if let Some((answer, used)) = parse(&self.received)? {
                self.received.drain(..used);
                ensure!(!answer.last || self.received.is_empty(), "an answer after the last");
                return Ok(answer);
            }
            let read = self.stream.read_buf(&mut self.received).await?;
            ensure!(read > 0, "the connection was closed");
        }
    }
}

/// A GET of a path.
pub fn get(port: u16, path: &str, cookie: Option<&str>) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n{}\r\n", cookie_line(cookie)).into_bytes()
}

/// A form as a browser posts it from the portal's own page.
pub fn post(port: u16, path: &str, cookie: Option<&str>, fields: &[(&str, &str)]) -> Vec<u8> {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    let (body, cookie) = (pairs.join("&"), cookie_line(cookie));
    format!(
        "POST {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: http://127.0.0.1:{port}\r\n{cookie}\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn cookie_line(cookie: Option<&str>) -> String {
    cookie.map(|cookie| format!("cookie: {cookie}\r\n")).unwrap_or_default()
}

fn encode(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

/// The answer at the beginning of what was received, with its length there; `None` until it is whole.
fn parse(received: &[u8]) -> Result<Option<(Answer, usize)>> {
    let mut headers = [httparse::EMPTY_HEADER; 48];
    let mut head = httparse::Response::new(&mut headers);
    let httparse::Status::Complete(start) = head.parse(received)? else { return Ok(None) };
    let mut answer = Answer { status: head.code.unwrap_or_default(), ..Answer::default() };
    let (mut length, mut chunked) = (None, false);
    for header in head.headers.iter() {
        let value = || String::from_utf8_lossy(header.value).into_owned();
        match header.name.to_ascii_lowercase().as_str() {
            "content-length" => length = Some(value().trim().parse::<usize>()?),
            "transfer-encoding" => chunked = value().eq_ignore_ascii_case("chunked"),
            "location" => answer.location = Some(value()),
            "set-cookie" if answer.cookie.is_none() => {
                answer.cookie = value().split(';').next().map(str::to_owned);
            }
            "connection" => answer.last = value().eq_ignore_ascii_case("close"),
            _ => {}
        }
    }
    let body = match (chunked, length) {
        (true, _) => unchunk(&received[start..])?,
        (false, Some(length)) => received.get(start..start + length).map(|body| (body.to_vec(), length)),
        (false, None) => bail!("an answer without a length"),
    };
    Ok(body.map(|(body, used)| (Answer { body, ..answer }, start + used)))
}

/// A chunked body with its length on the wire; `None` until it is whole.
fn unchunk(received: &[u8]) -> Result<Option<(Vec<u8>, usize)>> {
    let (mut body, mut at) = (Vec::new(), 0);
    loop {
        let parsed =
            httparse::parse_chunk_size(&received[at..]).map_err(|_| anyhow::anyhow!("a chunk without a size"))?;
        let httparse::Status::Complete((line, size)) = parsed else { return Ok(None) };
        let (begin, end) = (at + line, at + line + usize::try_from(size)?);
        // The body's end is an empty chunk; the portal sends no trailers after it.
        let Some(chunk) = received.get(begin..end + 2).map(|with_end| &with_end[..end - begin]) else {
            return Ok(None);
        };
        body.extend_from_slice(chunk);
        at = end + 2;
        if size == 0 {
            return Ok(Some((body, at)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_when_it_is_whole_and_no_further() {
        let wire = b"HTTP/1.1 303 See Other\r\nLocation: /x\r\nSet-Cookie: akno=1; Path=/\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK";
        assert_eq!(parse(&wire[..wire.len() - 15]).unwrap(), parse(wire).unwrap());
        let (answer, used) = parse(wire).unwrap().unwrap();
        assert_eq!(
            (answer.status, answer.location.as_deref(), answer.cookie.as_deref()),
            (303, Some("/x"), Some("akno=1"))
        );
        assert_eq!((answer.text().as_str(), &wire[used..]), ("ok", &b"HTTP/1.1 200 OK"[..]));
        assert_eq!(parse(&wire[..used - 1]).unwrap(), None);
    }

    #[test]
    fn chunks_are_put_together() {
        let wire = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n";
        let (answer, used) = parse(wire).unwrap().unwrap();
        assert_eq!((answer.text().as_str(), used), ("abc0123456789", wire.len()));
        for end in 0..wire.len() {
            assert_eq!(parse(&wire[..end]).unwrap(), None, "{end}");
        }
    }

    #[test]
    fn a_form_is_sent_as_a_browser_sends_it() {
        let request = String::from_utf8(post(3000, "/x", Some("akno=1"), &[("a", "д&7"), ("b", "")])).unwrap();
        assert!(request.starts_with(
            "POST /x HTTP/1.1\r\nhost: 127.0.0.1:3000\r\norigin: http://127.0.0.1:3000\r\ncookie: akno=1\r\n"
        ));
        assert!(request.ends_with("content-length: 15\r\n\r\na=%D0%B4%267&b="), "{request}");
    }
}
