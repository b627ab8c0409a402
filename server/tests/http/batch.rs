//! `/register/batch`: many companies at once.

use crate::support::client::{Answer, Client};
use crate::support::portal::{COMPANY, EXCLUDED, PRIVATE, PROPRIETOR, Portal, append};
use akno::register::wire::Feed;
use serde_json::json;

const BOUNDARY: &str = "----akno-test-boundary";

/// Sends the form with a pasted text and a file.
async fn send(client: &mut Client, text: &str, file: &[u8]) -> Answer {
    let part = |head: &str, body: &[u8]| {
        let mut part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes();
        part.extend(body);
        part.extend(b"\r\n");
        part
    };
    let mut body = part("name=\"unps\"", text.as_bytes());
    body.extend(part("name=\"file\"; filename=\"list\"\r\nContent-Type: application/octet-stream", file));
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    client.send("POST", "/register/batch?lang=en", Some(&kind), body).await
}

/// The address of the answer.
async fn asked(client: &mut Client, text: &str, file: &[u8]) -> String {
    let answer = send(client, text, file).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

#[tokio::test]
async fn a_list_is_answered_as_a_table_and_as_files() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    let list = format!("УНП;Название\n{COMPANY};x\n700 123 455\n{PROPRIETOR}, 200988541\n200988542\nчто-то\n{COMPANY}");
    let href = asked(&mut anyone, &list, b"").await;
    let page = anyone.get(&format!("{href}?lang=en")).await;
    assert_eq!(page.status, 200);
    let rows = page.all("tbody tr");
    assert_eq!(rows.len(), 7, "{rows:?}");
    for (row, said) in [
        (0, "ООО \"Ёлка-Ўсход\""),
        (0, "Ленинская, 10"),
        (1, "Excluded"),
        (1, "Out of business"),
        (2, "Шиманский Олег Петрович"),
        (2, "Personal data"),
        (3, "Not in the register"),
        (4, "A mistake in the number"),
        (5, "Not a UNP"),
        (6, "Was in the list before"),
    ] {
        assert!(rows[row].contains(said), "{said} in {}", rows[row]);
    }
    assert!(
        page.text_of("[role=status]").contains("Asked: 7. In the register: 4"),
        "{}",
        page.text_of("[role=status]")
    );
    let csv = anyone.get(&format!("{href}/result.csv")).await;
    assert!(csv.header("content-disposition").unwrap().contains("attachment"));
    assert_eq!(csv.body.lines().count(), 8, "{}", csv.body);
    assert!(csv.body.contains(&format!("{EXCLUDED},Excluded from the register,")), "{}", csv.body);
    let book = anyone.get(&format!("{href}/result.xlsx")).await;
    assert_eq!((book.status, book.body.starts_with("PK")), (200, true));
    for personal in ["Тайная", "5-55-55"] {
        assert!(!page.body.contains(personal) && !csv.body.contains(personal), "{personal}");
    }
}

#[tokio::test]
async fn whoever_is_not_plainly_active_is_to_be_looked_at_and_a_persons_number_is_called_so() {
    let portal = Portal::start().await;
    let standing = |unp: i64, code: i64| {
        let standing = json!({ "nksost": code, "vnsostk": "", "nsi00219": 33512 });
        let kind = json!({ "nkvob": 1, "vnvobp": "", "nsi00211": 1 });
        let date = "2015-09-14T21:00:00.000+00:00";
        (Feed::Base, json!({ "ngrn": unp, "dfrom": date, "nsi00219": standing, "nsi00211": kind }))
    };
    // Suspended, and moved to another body.
    append(&portal, vec![standing(PRIVATE, 10), standing(EXCLUDED, 6)]).await;
    let mut anyone = portal.client();
    let href = asked(&mut anyone, &format!("{COMPANY}\n{PRIVATE}\n{EXCLUDED}\nMA1953684"), b"").await;
    let page = anyone.get(&format!("{href}?lang=en")).await;
    let rows = page.all("tbody tr");
    assert!(rows[1].contains("Activity suspended"), "{}", rows[1]);
    assert!(rows[2].contains("Another body keeps the record") && !rows[2].contains("Out of business"), "{}", rows[2]);
    assert!(rows[3].contains("A person’s number") && !rows[3].contains("Not in the register"), "{}", rows[3]);
    assert!(page.text_of("[role=status]").contains("To look at: 3."), "{}", page.text_of("[role=status]"));
    assert!(!page.text_of("main").contains("CSV (CSV)"), "a format is named once");
}

#[tokio::test]
async fn ten_thousand_numbers_come_by_the_page_and_one_more_is_refused() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    let href = asked(&mut anyone, "", format!("{COMPANY}\r\n").repeat(10_000).as_bytes()).await;
    let last = anyone.get(&format!("{href}?page=100000")).await;
    assert_eq!((last.status, last.all("tbody tr").len()), (200, 100));
    let many = send(&mut anyone, &format!("{COMPANY}\n").repeat(10_001), b"").await;
    assert_eq!(many.status, 422);
    assert!(many.text_of("#unps-error").contains("more than 10,000"), "{}", many.text_of("main"));
    let many = send(&mut anyone, "", format!("{COMPANY}\n").repeat(10_001).as_bytes()).await;
    assert_eq!((many.status, many.all("#unps-error").len()), (422, 0));
    assert!(many.text_of("#file-error").contains("more than 10,000"), "{}", many.text_of("main"));
}

#[tokio::test]
async fn a_list_lasts_a_day_and_is_found_by_its_address_alone() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    let href = asked(&mut anyone, &COMPANY.to_string(), b"").await;
    portal.clock.advance(chrono::Duration::hours(25));
    assert_eq!(anyone.get(&href).await.status, 404);
    for other in ["00000000000000000000000000", "x", "%00", "%27"] {
        assert_eq!(anyone.get(&format!("/register/batch/{other}")).await.status, 404, "{other}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_nothing_typed_is_lost() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    for (text, file, said) in [
        ("", b"".as_slice(), "Paste UNPs"),
        ("", b"PK\x03\x04broken", "cannot be opened"),
        ("", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "cannot be opened"),
        ("", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\n\0", "neither CSV nor XLSX"),
        ("", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "old Excel"),
        ("", b"name\n", "no UNP in the file"),
    ] {
        let answer = send(&mut anyone, text, file).await;
        assert_eq!(answer.status, 422, "{said}");
        assert!(answer.text_of("main").contains(said), "{said}: {}", answer.text_of("main"));
    }
    let kept = send(&mut anyone, "<b>одна строка", b"").await;
    assert_eq!(kept.status, 422);
    assert!(kept.body.contains("&lt;b&gt;одна строка") && !kept.body.contains("<b>одна"), "{}", kept.body);
    for odd in ["\0\0\n\0", "\u{202e}\n791397355", "=1+1\n=cmd|x\n791397355"] {
        let answer = send(&mut anyone, odd, b"").await;
        assert!([303, 422].contains(&answer.status), "{odd:?}: {}", answer.status);
        if answer.status == 303 {
            assert_eq!(anyone.get(&format!("{}/result.csv", answer.location())).await.status, 200);
        }
    }
    let large = send(&mut anyone, "791397355", &vec![b'1'; 5 * 1024 * 1024]).await;
    assert_eq!(large.status, 413);
    assert!(large.text_of("#file-error").contains("larger than 4 MB"), "{}", large.text_of("main"));
    assert!(large.text_of("textarea").contains("791397355"), "what was typed stays");
    let large = send(&mut anyone, &"791397355\n".repeat(500_000), b"").await;
    assert_eq!((large.status, large.all("#file-error").len()), (413, 0));
    assert!(large.text_of("#unps-error").contains("larger than 4 MB"), "the list is what is too large");
    assert!(large.text_of("textarea").starts_with("791397355 791397355"), "its beginning stays");
    let bare = anyone.send("POST", "/register/batch", Some("multipart/form-data"), Vec::new()).await;
    assert_eq!(bare.status, 400);
}
