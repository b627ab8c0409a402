//! A small server that speaks the register's ByPeriod feeds, well or badly.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the server says to one request.
#[derive(Clone, Debug)]
pub enum Say {
    /// 204: nothing in this period.
    Nothing,
    Json(String),
    /// 200 and no body.
    Empty,
    Status(u16),
    /// 200, a page in place of records.
    Page,
    /// 200, and the connection is cut in the middle of this text.
    Cut(String),
}

/// What is said in turn to requests of one path; the last is said for ever.
type Script = HashMap<String, Vec<Say>>;

/// A server on a loopback port; it ends with the process.
pub struct FeedServer {
    address: SocketAddr,
    script: Arc<Mutex<Script>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl FeedServer {
    pub fn start() -> FeedServer {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (script, asked) = (Arc::new(Mutex::new(Script::new())), Arc::new(Mutex::new(Vec::new())));
        let (told, noted) = (script.clone(), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _ = answer(stream, &told, &noted);
            }
        });
        FeedServer { address, script, asked }
    }

    pub fn base(&self) -> String {
        format!("http://{}/api/v2/egr/", self.address)
    }

    /// What is said to `getBaseInfoByPeriod/01.02.2024/29.02.2024` and the like; everything else is
    /// answered with [`Say::Nothing`].
    pub fn says(&self, path: &str, say: &[Say]) {
        self.script.lock().unwrap().insert(path.to_owned(), say.to_vec());
    }

    /// How often a path was asked for.
    pub fn times(&self, path: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| *asked == path).count()
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(mut stream: TcpStream, script: &Mutex<Script>, asked: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
    let path = first.split(' ').nth(1).unwrap_or("").trim_start_matches("/api/v2/egr/").to_owned();
    asked.lock().unwrap().push(path.clone());
    let say = match script.lock().unwrap().get_mut(&path).or(None) {
        None => Say::Nothing,
        Some(says) if says.len() > 1 => says.remove(0),
        Some(says) => says[0].clone(),
    };
    let head = |status: &str, media_type: &str, length: usize| {
        format!(
            "HTTP/1.1 {status}\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
        )
    };
    let json = "application/json;charset=UTF-8";
    let whole = match say {
        Say::Nothing => head("204 No Content", json, 0),
        Say::Json(body) => head("200 OK", json, body.len()) + &body,
        Say::Empty => head("200 OK", json, 0),
        Say::Status(status) => head(&format!("{status} Status"), "text/plain", 4) + "oops",
        Say::Page => head("200 OK", "text/html", 26) + "<!DOCTYPE html><p>Closed.\n",
        Say::Cut(body) => head("200 OK", json, body.len() + 100) + &body,
    };
    stream.write_all(whole.as_bytes())
}
