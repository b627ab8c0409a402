//! `/sign-in` and `/sign-out`: who gets in, for how long, and what guessing costs.

mod demo;
mod guessing;
mod kept;
mod lasting;
mod signing_in;

use crate::support::client::{Answer, Client};
use crate::support::portal::email;

async fn try_in(client: &mut Client, who: &str, password: &str) -> Answer {
    client.post("/sign-in", &[("email", &email(who)), ("password", password)]).await
}

/// Whether the client's session opens the account's page.
async fn is_in(client: &mut Client) -> bool {
    let answer = client.get("/account").await;
    assert!(answer.status == 200 || answer.location().starts_with("/sign-in?return_to="), "{}", answer.status);
    answer.status == 200
}
