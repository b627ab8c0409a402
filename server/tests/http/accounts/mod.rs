//! Signing up, confirming an address, a forgotten password, `/account`.

mod account;
mod command_line;
mod confirming;
mod passwords;
mod signing_up;

use crate::support::client::{Answer, Client};
use crate::support::portal::Portal;
use akno::store::mails::{self, MailRow};

const NEW_PASSWORD: &str = "вёска над ракой 7";

async fn sign_up(client: &mut Client, name: &str, email: &str, password: &str) -> Answer {
    client.post("/sign-up", &[("name", name), ("email", email), ("password", password)]).await
}

/// The newest mail to an address.
async fn mail_to(portal: &Portal, to: &str) -> Option<MailRow> {
    let to = to.to_owned();
    portal.read(move |conn| mails::newest(conn, 100)).await.into_iter().find(|mail| mail.recipient == to)
}

/// The path of the link in a mail.
fn link(mail: &MailRow, path: &str) -> String {
    let at = mail.body.find(path).unwrap_or_else(|| panic!("no {path} in {}", mail.body));
    mail.body[at..].split_whitespace().next().unwrap().to_owned()
}

async fn mails(portal: &Portal) -> usize {
    portal.read(|conn| mails::newest(conn, 1000)).await.len()
}

/// How many of several who press the same button at once are told that it is done; the others find nothing there.
async fn done_of(presses: Vec<tokio::task::JoinHandle<u16>>) -> usize {
    let mut done = 0;
    for press in presses {
        match press.await.unwrap() {
            303 => done += 1,
            404 => {}
            other => panic!("{other}"),
        }
    }
    done
}
