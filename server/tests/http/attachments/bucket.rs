//! Files in a bucket: a small store that speaks S3's interface, signatures unread.

use super::{attach, current, pdf};
use crate::support::journey::{id, start};
use crate::support::portal::{COMPANY, Portal};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Objects by their keys, and the parts of those that come in parts.
type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

async fn store() -> (String, Objects) {
    let objects = Objects::default();
    let app = Router::new()
        .route("/papers", any(listed))
        .route("/papers/{*key}", any(object))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .with_state(Arc::clone(&objects));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (address, objects)
}

async fn object(
    State(objects): State<Objects>,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    assert!(headers["authorization"].to_str().unwrap().contains("Credential=key/"), "who asks is signed");
    let query = query.unwrap_or_default();
    let part =
        query.split('&').find_map(|pair| pair.strip_prefix("partNumber=")).map(|part| format!("{key}#{part:0>5}"));
    let mut objects = objects.lock().unwrap();
    match (method.as_str(), part) {
        ("PUT", Some(part)) => {
            objects.insert(part, body.to_vec());
            ([("etag", "\"part\"")], "").into_response()
        }
        ("PUT", None) => {
            objects.insert(key, body.to_vec());
            ([("etag", "\"whole\"")], "").into_response()
        }
        ("POST", _) if query.starts_with("uploads") => {
            "<InitiateMultipartUploadResult><UploadId>1</UploadId></InitiateMultipartUploadResult>".into_response()
        }
        ("POST", _) => {
            let parts: Vec<String> = objects.keys().filter(|k| k.starts_with(&format!("{key}#"))).cloned().collect();
            let whole: Vec<u8> = parts.iter().flat_map(|part| objects.remove(part).unwrap()).collect();
            objects.insert(key, whole);
            "<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>".into_response()
        }
        ("DELETE", _) => {
            objects.remove(&key);
            StatusCode::NO_CONTENT.into_response()
        }
        ("GET" | "HEAD", _) => match objects.get(&key) {
            Some(bytes) => {
                let about = [("etag", "\"whole\""), ("last-modified", "Sun, 29 Nov 2026 06:00:00 GMT")];
                (about, bytes.clone()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        },
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// `ListObjectsV2`.
async fn listed(State(objects): State<Objects>) -> Response {
    let objects = objects.lock().unwrap();
    let contents: String = objects
        .iter()
        .map(|(key, bytes)| {
            format!(
                "<Contents><Key>{key}</Key><LastModified>2020-01-01T00:00:00.000Z</LastModified><ETag>\"x\"</ETag><Size>{}</Size></Contents>",
                bytes.len()
            )
        })
        .collect();
    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{contents}</ListBucketResult>").into_response()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_lie_in_a_bucket_where_the_settings_name_one() {
    let (endpoint, objects) = store().await;
    let portal = Portal::with(|config| {
        config.files_url = "s3://papers/akno".into();
        config.files_endpoint = endpoint;
        config.files_key = "key".into();
        config.files_secret = "secret".into();
    })
    .await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let page = format!("{draft}/attachments");
    let mut large = pdf("large");
    large.splice(10..10, std::iter::repeat_n(b' ', 12 * 1024 * 1024));
    let small = pdf("small");
    assert_eq!(attach(&mut elena, &page, &[("large.pdf", &large), ("small.pdf", &small)]).await.status, 303);
    let attached = current(&portal, &id(&draft)).await;
    for (one, bytes) in attached.iter().zip([&large, &small]) {
        assert_eq!(&elena.get(&format!("{page}/{}", one.row.id)).await.bytes, bytes);
        assert_eq!(objects.lock().unwrap().get(&format!("akno/{}", one.file.place)), Some(bytes));
    }
    assert!(!portal.var_dir.join("files").exists());
    // What no row tells of is swept from there too; what one tells of stays.
    objects.lock().unwrap().insert("akno/attached/zz/orphan".into(), b"x".to_vec());
    akno::office::attachment_keeping::sweep(&portal.state).await.unwrap();
    assert_eq!(objects.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn a_store_that_is_away_costs_an_answer_and_nothing_else() {
    let portal = Portal::with(|config| {
        config.files_url = "s3://papers".into();
        // Nobody listens there.
        config.files_endpoint = "http://127.0.0.1:9".into();
        config.files_key = "key".into();
        config.files_secret = "secret".into();
    })
    .await;
    let mut elena = portal.signed_in("elena").await;
    let draft = start(&mut elena, COMPANY).await;
    let answer = attach(&mut elena, &format!("{draft}/attachments"), &[("a.pdf", &pdf("a"))]).await;
    assert_eq!(answer.status, 500);
    assert!(current(&portal, &id(&draft)).await.is_empty(), "nothing is said to be attached");
    assert_eq!(super::incoming(&portal), 0);
}
