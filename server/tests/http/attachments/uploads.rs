//! `/applications/{id}/uploads`: a file in pieces, over a line that breaks.

use super::{current, incoming, kept, pdf};
use crate::support::client::{Answer, Client};
use crate::support::journey::{answers, file, fill_in, id, start};
use crate::support::portal::{COMPANY, Portal};
use serde_json::Value;

async fn begin(client: &mut Client, draft: &str, name: &str, size: usize) -> Answer {
    client.post(&format!("{draft}/uploads"), &[("name", name), ("size", &size.to_string()), ("mark", "1")]).await
}

async fn begun(client: &mut Client, draft: &str, name: &str, size: usize) -> (String, u64) {
    let answer = begin(client, draft, name, size).await;
    assert_eq!(answer.status, 201, "{}", answer.body);
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    (told["upload"].as_str().unwrap().to_owned(), told["received"].as_u64().unwrap())
}

async fn put(client: &Client, upload: &str, from: usize, piece: &[u8]) -> Answer {
    let mut client = client.clone().with_header("upload-offset", &from.to_string());
    client.send("PATCH", upload, Some("application/octet-stream"), piece.to_vec()).await
}

#[tokio::test]
async fn a_file_comes_in_pieces_and_goes_on_where_the_line_broke() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let bytes = [pdf("one"), vec![b' '; 300_000], b"%%EOF".to_vec()].concat();
    let (upload, at) = begun(&mut elena, &draft, "скан.pdf", bytes.len()).await;
    assert_eq!(at, 0);
    let first = put(&elena, &upload, 0, &bytes[..100_000]).await;
    assert_eq!((first.status, first.header("upload-offset")), (204, Some("100000")));
    // Sent again because the answer was lost: it stands where it stood.
    let again = put(&elena, &upload, 0, &bytes[..100_000]).await;
    assert_eq!((again.status, again.header("upload-offset")), (409, Some("100000")));
    // The page was closed and opened anew: the same file is found again, another of its name is not.
    assert_eq!(begun(&mut elena, &draft, "скан.pdf", bytes.len()).await, (upload.clone(), 100_000));
    assert_ne!(begun(&mut elena, &draft, "скан.pdf", bytes.len() + 1).await.0, upload);
    let told = elena.get(&upload).await;
    assert_eq!((told.status, told.header("upload-offset")), (204, Some("100000")));
    assert!(current(&portal, &id(&draft)).await.is_empty(), "a half is no file");
    // Two at once: one piece counts.
    let (one, two) = tokio::join!(
        put(&elena, &upload, 100_000, &bytes[100_000..200_000]),
        put(&elena, &upload, 100_000, &bytes[100_000..200_000])
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
    let last = put(&elena, &upload, 200_000, &bytes[200_000..]).await;
    assert_eq!(last.status, 200, "{}", last.body);
    let attached = current(&portal, &id(&draft)).await;
    assert_eq!((attached[0].row.name.as_str(), attached[0].file.size), ("скан.pdf", bytes.len() as i64));
    let link = format!("{draft}/attachments/{}", attached[0].row.id);
    assert_eq!(elena.get(&link).await.bytes, bytes);
    assert_eq!(elena.get(&upload).await.status, 404, "it is over");
    assert_eq!((kept(&portal), incoming(&portal)), (1, 0), "no piece stays");
}

#[tokio::test]
async fn what_comes_in_pieces_is_judged_like_everything_else() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let program = b"MZ\x90\0 and so on";
    let (upload, _) = begun(&mut elena, &draft, "скан.pdf", program.len()).await;
    let refused = put(&elena, &upload, 0, program).await;
    assert_eq!(refused.status, 422);
    let told: Value = serde_json::from_str(&refused.body).unwrap();
    assert!(told["text"].as_str().unwrap().contains("это программа"), "{told}");
    assert_eq!((kept(&portal), current(&portal, &id(&draft)).await.len()), (0, 0));
    // What cannot be is said before its first piece.
    for (size, why) in [(0, "файл пуст"), (26_214_401, "больше 25 МБ")] {
        let refused = begin(&mut elena, &draft, "x.pdf", size).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains(why), "{}", refused.body);
    }
    assert_eq!(elena.post(&format!("{draft}/uploads"), &[("size", "much")]).await.status, 400);
}

#[tokio::test]
async fn pieces_that_do_not_fit_are_refused() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let (upload, _) = begun(&mut elena, &draft, "a.pdf", 1000).await;
    assert_eq!(put(&elena, &upload, 0, &[b'x'; 1001]).await.status, 400, "more than was announced");
    assert_eq!(put(&elena, &upload, 500, b"x").await.status, 409, "a gap");
    assert_eq!(put(&elena, &upload, 0, &vec![b'x'; 2 << 20]).await.status, 413);
    let without = elena.send("PATCH", &upload, Some("application/octet-stream"), b"x".to_vec()).await;
    assert_eq!(without.status, 400, "it does not say where it belongs");
    assert_eq!(elena.get(&upload).await.header("upload-offset"), Some("0"));
    for who in ["oleg", "clerk0"] {
        let mut other = portal.signed_in(who).await;
        assert_eq!(begin(&mut other, &draft, "a.pdf", 10).await.status, 404, "{who}");
        assert_eq!(other.get(&upload).await.status, 404, "{who}");
        assert_eq!(put(&other, &upload, 0, b"x").await.status, 404, "{who}");
    }
    assert_eq!(elena.get(&format!("{draft}/uploads/%00")).await.status, 404);
    // No more are begun than an application may have files.
    for number in 1..20 {
        begun(&mut elena, &draft, &format!("{number}.pdf"), 10).await;
    }
    assert_eq!(begin(&mut elena, &draft, "more.pdf", 10).await.status, 422);
}

#[tokio::test]
async fn an_upload_ends_with_the_filing() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    fill_in(&mut elena, &draft, &answers(&portal)).await;
    let bytes = pdf("late");
    let (upload, _) = begun(&mut elena, &draft, "late.pdf", bytes.len()).await;
    file(&mut elena, &draft, 1).await;
    assert_eq!(put(&elena, &upload, 0, &bytes).await.status, 409);
    assert_eq!(begin(&mut elena, &draft, "later.pdf", 10).await.status, 409);
    assert!(current(&portal, &id(&draft)).await.is_empty());
}

#[tokio::test]
async fn the_page_tells_the_script_where_to_send_and_what_to_say() {
    let portal = Portal::start().await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = elena.get(&format!("{draft}/attachments")).await;
    assert_eq!(page.attribute("#attachments-form", "data-uploads"), Some(format!("{draft}/uploads")));
    let words: Value = serde_json::from_str(&page.attribute("#attachments-form", "data-words").unwrap()).unwrap();
    assert_eq!(words["retry"], "Отправить ещё раз");
    let script = page.attribute("head script", "src").expect("its script");
    let answer = portal.client().get(&script).await;
    assert_eq!(answer.header("content-type"), Some("text/javascript; charset=utf-8"));
    for word in ["waiting", "sending", "broken", "failed", "retry", "done"] {
        assert!(answer.body.contains(&format!("words.{word}")) && words[word].is_string(), "{word}");
    }
}
