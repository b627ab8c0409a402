//! An authenticator app, and the pages that connect it.

use super::client::{Answer, Client};
use super::portal::{PASSWORD, Portal, email};
use akno::accounts::totp::{PERIOD, Secret};
use chrono::Duration;

/// Somebody's app.
pub struct App {
    secret: Secret,
    /// Shown once when it was connected.
    pub recovery: Vec<String>,
}

impl App {
    /// The code that the app shows now.
    pub fn code(&self, portal: &Portal) -> String {
        self.secret.code_at(portal.clock.now())
    }

    /// A code that was not given before: waits for the next half minute.
    pub fn next_code(&self, portal: &Portal) -> String {
        portal.clock.advance(Duration::seconds(PERIOD));
        self.code(portal)
    }
}

/// Types the password and reads the key from the page.
pub async fn begin(client: &mut Client) -> Secret {
    let begun = client.post("/account/second-step", &[("password", PASSWORD)]).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    key(client, begun.location()).await
}

/// The key on the page with the code to scan.
pub async fn key(client: &mut Client, path: &str) -> Secret {
    let page = client.get(path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    Secret::from_base32(&page.text_of("code.secret").replace(' ', "")).unwrap()
}

/// Connects an app to the account of a signed-in person.
pub async fn connect(portal: &Portal, client: &mut Client) -> App {
    let secret = begin(client).await;
    let code = secret.code_at(portal.clock.now());
    let done = client.post("/account/second-step/new", &[("code", &code)]).await;
    assert_eq!(done.status, 200, "{}", done.body);
    App { secret, recovery: done.all(".recovery-codes code") }
}

/// Signs in as far as the code; the token under which the sign-in waits.
pub async fn password_first(client: &mut Client, who: &str) -> String {
    let asked = client.post("/sign-in", &[("email", &email(who)), ("password", PASSWORD)]).await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    asked.attribute("input[name=waiting]", "value").unwrap()
}

/// Gives the code of a sign-in.
pub async fn give(client: &mut Client, waiting: &str, code: &str) -> Answer {
    client.post("/sign-in/code", &[("waiting", waiting), ("code", code)]).await
}
