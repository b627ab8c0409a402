//! The scanner: clamd, which is sent the bytes (INSTREAM) and answers. Only its own word "OK" makes a file
//! clean; silence, a broken connection or an error of its leave it unscanned.

use axum::body::Bytes;
use clamav_client::tokio::{Socket, Tcp, scan_stream};
use futures::Stream;
use std::path::PathBuf;
use std::time::Duration;
use tokio::time::timeout;

/// How long the scanner may take for one file.
const LONGEST: Duration = Duration::from_secs(30);

/// Where clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scanner {
    Tcp(String),
    Unix(PathBuf),
}

/// What it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    /// By its name for it.
    Virus(String),
}

impl Scanner {
    /// `host:port`, or the path of a socket; `None` where it is neither.
    pub fn parse(address: &str) -> Option<Scanner> {
        if address.starts_with('/') {
            return Some(Scanner::Unix(address.into()));
        }
        let (host, port) = address.rsplit_once(':')?;
        let whole = !host.is_empty() && !host.contains(['/', ' ']) && port.parse::<u16>().is_ok_and(|port| port > 0);
        whole.then(|| Scanner::Tcp(address.to_owned()))
    }

    /// Has bytes scanned; why they were not, where they were not.
    pub async fn scan(&self, bytes: impl Stream<Item = std::io::Result<Bytes>> + Send) -> Result<Found, String> {
        let asked = async {
            match self {
                Scanner::Tcp(address) => scan_stream(bytes, Tcp { host_address: address.as_str() }, None).await,
                Scanner::Unix(path) => scan_stream(bytes, Socket { socket_path: path }, None).await,
            }
        };
        match timeout(LONGEST, asked).await {
            Ok(Ok(answer)) => understood(&answer),
            Ok(Err(error)) => Err(format!("clamd: {error}")),
            Err(_) => Err(format!("clamd took longer than {} seconds", LONGEST.as_secs())),
        }
    }
}

/// `stream: OK`, `stream: Eicar-Signature FOUND`, or an error in words (clamd(8)).
fn understood(answer: &[u8]) -> Result<Found, String> {
    let text = String::from_utf8_lossy(answer);
    let text = text.trim_end_matches(['\0', '\n', '\r', ' ']);
    let said = text.strip_prefix("stream: ").unwrap_or(text);
    match said.strip_suffix(" FOUND") {
        Some(name) => Ok(Found::Virus(name.to_owned())),
        None if text == "stream: OK" => Ok(Found::Nothing),
        None => Err(format!("clamd said: {}", said.chars().take(200).collect::<String>())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_word_makes_a_file_clean() {
        assert_eq!(understood(b"stream: OK\0"), Ok(Found::Nothing));
        assert_eq!(understood(b"stream: Eicar-Signature FOUND\0"), Ok(Found::Virus("Eicar-Signature".into())));
        for other in [&b""[..], b"OK", b"stream: ", b"INSTREAM size limit exceeded. ERROR\0", b"UNKNOWN COMMAND\0"] {
            assert!(understood(other).is_err(), "{}", String::from_utf8_lossy(other));
        }
    }

    #[test]
    fn an_address_is_a_port_of_a_host_or_a_socket() {
        assert_eq!(Scanner::parse("clamd.local:3310"), Some(Scanner::Tcp("clamd.local:3310".into())));
        assert_eq!(Scanner::parse("/run/clamav/clamd.ctl"), Some(Scanner::Unix("/run/clamav/clamd.ctl".into())));
        for wrong in ["clamd", "clamd:", ":3310", "clamd:99999", "clamd:0", "tcp://clamd:3310", "a b:3310"] {
            assert_eq!(Scanner::parse(wrong), None, "{wrong}");
        }
    }
}
