use super::*;

fn row(subject: &str, recipient: &str, body: &str) -> MailRow {
    let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap().naive_utc();
    MailRow {
        id: "0195-1".into(),
        account_id: None,
        application_id: None,
        recipient: recipient.into(),
        lang: "be".into(),
        subject: subject.into(),
        body: body.into(),
        message_id: "<0195-1@akno>".into(),
        state: "waiting".into(),
        last_error: None,
        created_at: at,
        sent_at: None,
        unsubscribe: None,
    }
}

fn formatted(row: &MailRow) -> String {
    String::from_utf8(message("Акно <akno@akno.example>", row).unwrap().formatted()).unwrap()
}

fn head(text: &str) -> Vec<&str> {
    text.split("\r\n\r\n").next().unwrap().split("\r\n").collect()
}

#[test]
fn a_mail_has_the_headers_that_mail_programs_go_by() {
    let text = formatted(&row("Пацвердзіце адрас", "alena@akno.example", "Вітаем!\n\nhttp://127.0.0.1:3000/x\n"));
    let head = head(&text);
    for wanted in [
        "To: alena@akno.example",
        "Message-ID: <0195-1@akno>",
        "Auto-Submitted: auto-generated",
        "Content-Language: be",
        "Content-Type: text/plain; charset=utf-8",
        "MIME-Version: 1.0",
    ] {
        assert!(head.contains(&wanted), "{wanted} in {head:#?}");
    }
    assert!(head.iter().any(|line| line.starts_with("Date: ") && line.ends_with(" +0000")), "{head:#?}");
    assert!(head.iter().any(|line| line.starts_with("Subject: =?utf-8?b?")), "{head:#?}");
    assert!(text.is_ascii());
    assert_eq!(
        text,
        formatted(&row("Пацвердзіце адрас", "alena@akno.example", "Вітаем!\n\nhttp://127.0.0.1:3000/x\n"))
    );
}

#[test]
fn no_line_break_reaches_the_headers() {
    for subject in
        ["A\r\nBcc: evil@x.example", "A\nBcc: evil@x.example\n\nbody", "A\rBcc: evil@x.example", "A\0\u{b}\u{85}Bcc: x"]
    {
        let text = formatted(&row(subject, "alena@akno.example", "x"));
        assert!(!head(&text).iter().any(|line| line.to_lowercase().starts_with("bcc")), "{text}");
    }
    for recipient in ["a@x.example\r\nBcc: evil@x.example", "a@x.example, b@x.example", "a@x.example\0", ""] {
        assert!(message("akno@akno.example", &row("A", recipient, "x")).is_err(), "{recipient:?}");
    }
    let mut language = row("A", "a@x.example", "x");
    language.lang = "be\r\nBcc: evil@x.example".into();
    assert!(!head(&formatted(&language)).iter().any(|line| line.starts_with("Bcc")));
}

#[test]
fn a_body_stays_a_body() {
    let text = formatted(&row("A", "a@x.example", "Bcc: evil@x.example\r\n.\r\nMAIL FROM:<x>\n\n\nend"));
    assert_eq!(head(&text).iter().filter(|line| line.starts_with("Bcc")).count(), 0);
    assert!(text.contains("\r\n\r\nBcc: evil@x.example\r\n"), "{text}");
}

#[test]
fn a_retry_replaces_the_file_of_the_first_try_and_leaves_nothing_else() {
    let folder = std::env::temp_dir().join(format!("akno-mail-{}", crate::random::short_id()));
    write(&folder, "1.eml", b"first").unwrap();
    write(&folder, "1.eml", b"second").unwrap();
    let names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert_eq!(names, ["1.eml"]);
    assert_eq!(std::fs::read(folder.join("1.eml")).unwrap(), b"second");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_refusal_is_noted_without_the_address() {
    assert_eq!(without("550 <a@x.example> unknown", "a@x.example"), "550 <the recipient> unknown");
}
