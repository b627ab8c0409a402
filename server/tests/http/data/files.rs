//! How files are sent: whole, in part, coded, and by a proxy.

use super::published;
use crate::support::portal::Portal;
use akno::publishing;

#[tokio::test(flavor = "multi_thread")]
async fn files_are_sent_whole_in_part_or_not_again() {
    let portal = published(false).await;
    let path = "/data/sme-foreign-trade-2018/latest/sme-foreign-trade-2018.csv";
    let mut client = portal.client().with_header("accept-encoding", "identity");
    let whole = client.get(path).await;
    assert_eq!((whole.status, whole.header("accept-ranges")), (200, Some("bytes")));
    assert_eq!(whole.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(whole.header("access-control-allow-origin"), Some("*"));
    assert_eq!(whole.header("cross-origin-resource-policy"), Some("cross-origin"));
    assert!(whole.header("link").unwrap().contains("csvm+json"));
    let etag = whole.header("etag").unwrap().to_owned();
    let size = whole.bytes.len();
    let with = |name: &str, value: &str| client.clone().with_header(name, value);
    let first = with("range", "bytes=0-9").get(path).await;
    assert_eq!((first.status, first.bytes.as_slice()), (206, &whole.bytes[..10]));
    assert_eq!(first.header("content-range"), Some(format!("bytes 0-9/{size}").as_str()));
    let last = with("range", "bytes=-7").get(path).await;
    assert_eq!((last.status, last.bytes.as_slice()), (206, &whole.bytes[size - 7..]));
    let beyond = with("range", "bytes=99999999-").get(path).await;
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some(format!("bytes */{size}").as_str())));
    let stale = with("range", "bytes=0-9").with_header("if-range", "\"other\"").get(path).await;
    assert_eq!((stale.status, stale.bytes.len()), (200, size));
    let same = with("if-none-match", &etag).get(path).await;
    assert_eq!((same.status, same.bytes.len(), same.header("etag")), (304, 0, Some(etag.as_str())));
    let modified = whole.header("last-modified").unwrap().to_owned();
    assert_eq!(with("if-modified-since", &modified).get(path).await.status, 304);
    let head = client.send("HEAD", path, None, Vec::new()).await;
    assert_eq!((head.status, head.header("content-length")), (200, Some(size.to_string().as_str())));
    let coded = portal
        .client()
        .with_header("accept-encoding", "zstd, br;q=0.5")
        .with_header("range", "bytes=0-9")
        .get(path)
        .await;
    assert_eq!((coded.status, coded.header("content-encoding")), (206, None));
    // Not gzip: the test's own client would unpack it and hide that it was coded.
    let coded = portal.client().with_header("accept-encoding", "br").get(path).await;
    assert_eq!(coded.header("content-encoding"), Some("br"));
    assert_ne!(coded.header("etag"), Some(etag.as_str()));
}

#[tokio::test(flavor = "multi_thread")]
async fn head_is_told_of_the_whole_file_whatever_part_is_asked_for() {
    let portal = published(false).await;
    let path = "/data/sme-foreign-trade-2018/latest/sme-foreign-trade-2018.csv";
    let client = portal.client().with_header("accept-encoding", "identity");
    let size = client.clone().get(path).await.bytes.len().to_string();
    for range in ["bytes=0-9", "bytes=99999999-"] {
        let head = client.clone().with_header("range", range).send("HEAD", path, None, Vec::new()).await;
        assert_eq!((head.status, head.header("content-length")), (200, Some(size.as_str())), "{range}");
        assert_eq!((head.header("content-range"), head.header("accept-ranges")), (None, Some("bytes")), "{range}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_of_other_sites_may_read_what_answers_tell_of_themselves() {
    let portal = published(false).await;
    let mut client = portal.client().with_header("origin", "https://elsewhere.example");
    for path in ["/data/entities/latest/entities.csv", "/data/entities/1/entities-from-1.csv"] {
        let answer = client.get(path).await;
        let exposed = answer.header("access-control-expose-headers").unwrap_or_default().to_lowercase();
        // Some are of any answer that programs may read.
        let known: Vec<&str> = exposed.split(',').map(str::trim).collect();
        for told in ["etag", "link", "content-range", "content-disposition", "x-result-sha256", "retry-after"] {
            assert!(known.contains(&told), "{told} of {path} in {exposed}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_gives_out_files_is_told_which() {
    let portal = Portal::with(|config| config.data_accel = "/objects".to_owned()).await;
    publishing::publish(&portal.state.db, &portal.clock, &portal.var_dir, false).await.unwrap();
    let path = "/data/sme-foreign-trade-2018/latest/sme-foreign-trade-2018.csv";
    let mut client = portal.client().with_header("accept-encoding", "identity");
    let whole = client.get(path).await;
    let place = whole.header("x-accel-redirect").unwrap().strip_prefix("/objects/").unwrap().to_owned();
    assert_eq!((whole.status, whole.bytes.len()), (200, 0));
    let file = std::fs::read(portal.var_dir.join("data/objects").join(place)).unwrap();
    assert_eq!(whole.header("etag").map(str::len), Some(66));
    let part = client.clone().with_header("range", "bytes=0-9").get(path).await;
    assert_eq!((part.status, part.bytes.as_slice(), part.header("x-accel-redirect")), (206, &file[..10], None));
    let head = client.send("HEAD", path, None, Vec::new()).await;
    assert_eq!(head.header("content-length"), Some(file.len().to_string().as_str()));
    let coded = portal.client().with_header("accept-encoding", "br").get(path).await;
    assert!(coded.header("x-accel-redirect").unwrap().ends_with(".br"));
}
