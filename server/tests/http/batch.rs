//! `/register/batch`: many companies at once.

use crate::support::client::{Answer, Client};
use crate::support::portal::{COMPANY, EXCLUDED, PROPRIETOR, Portal};

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
async fn ten_thousand_numbers_come_by_the_page_and_one_more_is_refused() {
    let portal = Portal::start().await;
    let mut anyone = portal.client();
    let href = asked(&mut anyone, "", format!("{COMPANY}\r\n").repeat(10_000).as_bytes()).await;
    let last = anyone.get(&format!("{href}?page=100000")).await;
    assert_eq!((last.status, last.all("tbody tr").len()), (200, 100));
    let many = send(&mut anyone, &format!("{COMPANY}\n").repeat(10_001), b"").await;
    assert_eq!(many.status, 422);
    assert!(many.text_of("main").contains("more than 10,000"), "{}", many.text_of("main"));
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
    let large = send(&mut anyone, "", &vec![b'1'; 5 * 1024 * 1024]).await;
    assert_eq!(large.status, 413);
    let bare = anyone.send("POST", "/register/batch", Some("multipart/form-data"), Vec::new()).await;
    assert_eq!(bare.status, 400);
}
