//! Accounts and rights to act that are given on the command line.

use super::NEW_PASSWORD;
use crate::support::portal::{COMPANY, Portal, email, offices};
use akno::accounts::{NewMandate, NewUser, add_mandate, add_user};
use akno::store::schema::audit;
use clap::Parser;
use diesel::prelude::*;

#[derive(Parser)]
struct User {
    #[command(flatten)]
    user: NewUser,
}

#[derive(Parser)]
struct Mandate {
    #[command(flatten)]
    mandate: NewMandate,
}

async fn user(portal: &Portal, words: &[&str]) -> Result<String, String> {
    let parsed = User::try_parse_from(["add"].iter().chain(words)).map_err(|error| error.to_string())?;
    add_user(&portal.state.db, &portal.clock, parsed.user).await.map_err(|error| error.to_string())
}

async fn mandate(portal: &Portal, words: &[&str]) -> Result<String, String> {
    let parsed = Mandate::try_parse_from(["mandate"].iter().chain(words)).map_err(|error| error.to_string())?;
    add_mandate(&portal.state.db, &portal.clock, parsed.mandate).await.map_err(|error| error.to_string())
}

#[tokio::test]
async fn a_clerk_is_added_and_chooses_a_password_by_the_printed_link() {
    let portal = Portal::start().await;
    let office = offices()[1].to_string();
    let words = ["--email", "Vera@akno.example", "--name", "Вера Гайко", "--role", "clerk", "--office", &office];
    let said = user(&portal, &words).await.unwrap();
    let link = said.split_whitespace().last().unwrap();
    let mut client = portal.client();
    assert_eq!(client.post("/sign-in", &[("email", "vera@akno.example"), ("password", "none")]).await.status, 422);
    assert_eq!(client.post(link, &[("password", NEW_PASSWORD)]).await.status, 303);
    let answer = client.post("/sign-in", &[("email", "vera@akno.example"), ("password", NEW_PASSWORD)]).await;
    assert_eq!(answer.location(), "/office");
    assert!(user(&portal, &words).await.unwrap_err().starts_with("--email: "), "not twice");
}

#[tokio::test]
async fn what_makes_no_account_is_said_with_the_words_name() {
    let portal = Portal::start().await;
    for (words, at) in [
        (["--email", "x", "--name", "Вера", "--role", "entrepreneur"].as_slice(), "--email"),
        (&["--email", "v@x.example", "--name", "1", "--role", "entrepreneur"], "--name"),
        (&["--email", "v@x.example", "--name", "Вера", "--role", "king"], "--role"),
        (&["--email", "v@x.example", "--name", "Вера", "--role", "clerk"], "--office"),
        (&["--email", "v@x.example", "--name", "Вера", "--role", "clerk", "--office", "1"], "--office"),
        (&["--email", "v@x.example", "--name", "Вера", "--role", "entrepreneur", "--office", "7121"], "--office"),
    ] {
        let error = user(&portal, words).await.unwrap_err();
        assert!(error.contains(at), "{words:?}: {error}");
    }
}

#[tokio::test]
async fn a_right_to_act_is_given_for_its_time() {
    let portal = Portal::start().await;
    let (unp, oleg) = (COMPANY.to_string(), email("oleg"));
    let words =
        ["--email", &oleg, "--unp", &unp, "--scope", "prepare", "--from", "2026-01-01", "--until", "2026-01-31"];
    mandate(&portal, &words).await.unwrap();
    let page = portal.signed_in("oleg").await.get("/account?lang=en").await;
    let row = page.all("tbody tr").into_iter().find(|row| row.contains("Prepare applications")).unwrap();
    assert!(row.contains("from 1 January 2026 to 31 January 2026 Ended"), "{row}");
    for (place, value, at) in [
        (1, "x@akno.example", "--email"),
        (3, "700000019", "--unp"),
        (3, "790123461", "--unp"),
        (5, "owner", "--scope"),
        (7, "soon", "--from"),
        (9, "2025-12-31", "--until"),
    ] {
        let mut wrong = words.to_vec();
        wrong[place] = value;
        let error = mandate(&portal, &wrong).await.unwrap_err();
        assert!(error.contains(at), "{value}: {error}");
    }
    let recorded =
        portal.read(|conn| audit::table.filter(audit::action.eq("gave-mandate")).count().get_result::<i64>(conn));
    assert_eq!(recorded.await, 1);
}
