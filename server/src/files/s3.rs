//! Files in a store that speaks S3's interface. Its client is told to ask by the portal's own HTTP client,
//! which already is there with its TLS: a second one would be as large as all the rest of it.

use axum::body::{Bytes, to_bytes};
use http_body::{Body, Frame, SizeHint};
use object_store::RetryConfig;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::client::{
    ClientOptions, HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody,
    HttpService,
};
use std::io::Read;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::mpsc;

/// Bytes of one request's body: the store's client sends parts of five to ten megabytes.
const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// Bytes of an answer that are handed on at once.
const PIECE: usize = 64 * 1024;

/// Where the bucket is and who asks.
#[derive(Clone, Debug)]
pub struct Bucket {
    pub name: String,
    /// Empty: Amazon's own.
    pub endpoint: String,
    pub region: String,
    pub key: String,
    pub secret: String,
}

/// A client of a bucket; it asks nothing yet.
pub fn client(bucket: &Bucket) -> Result<AmazonS3, object_store::Error> {
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&bucket.name)
        .with_region(if bucket.region.is_empty() { "us-east-1" } else { &bucket.region })
        .with_access_key_id(&bucket.key)
        .with_secret_access_key(&bucket.secret)
        // Somebody waits for the answer.
        .with_retry(RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(20), ..RetryConfig::default() })
        // Not every store that speaks the interface knows how to delete many at once.
        .with_disable_bulk_delete(true)
        .with_allow_http(bucket.endpoint.starts_with("http://"))
        .with_http_connector(Connector);
    if !bucket.endpoint.is_empty() {
        builder = builder.with_endpoint(&bucket.endpoint);
    }
    builder.build()
}

#[derive(Debug)]
struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let agent = ureq::Agent::config_builder()
            .max_redirects(0)
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(Duration::from_secs(300)))
            .build();
        Ok(HttpClient::new(Asking(agent.into())))
    }
}

#[derive(Debug)]
struct Asking(ureq::Agent);

type Answer<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, HttpError>> + Send + 'a>>;

impl HttpService for Asking {
    fn call<'life0, 'async_trait>(&'life0 self, request: HttpRequest) -> Answer<'async_trait>
    where
        'life0: 'async_trait,
        Self: 'async_trait,
    {
        let agent = self.0.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = to_bytes(axum::body::Body::new(body), LARGEST_BODY).await.map_err(broken)?;
            let (tell, told) = tokio::sync::oneshot::channel();
            // The portal's client waits on a thread of its own; what comes is handed on as it is read.
            tokio::task::spawn_blocking(move || {
                match agent.run(axum::http::Request::from_parts(parts, body.to_vec())) {
                    Ok(answer) => hand_on(answer, tell),
                    Err(error) => drop(tell.send(Err(unasked(error)))),
                }
            });
            told.await.map_err(broken)?
        })
    }
}

fn hand_on(
    answer: axum::http::Response<ureq::Body>,
    tell: tokio::sync::oneshot::Sender<Result<HttpResponse, HttpError>>,
) {
    let (parts, body) = answer.into_parts();
    let (pieces, coming) = mpsc::channel(4);
    if tell.send(Ok(HttpResponse::from_parts(parts, HttpResponseBody::new(Coming(coming))))).is_err() {
        return;
    }
    let mut reader = body.into_reader();
    loop {
        let mut piece = vec![0; PIECE];
        let read = reader.read(&mut piece);
        let (piece, last) = match read {
            Ok(0) => return,
            Ok(length) => {
                piece.truncate(length);
                (Ok(Bytes::from(piece)), false)
            }
            Err(error) => (Err(HttpError::new(HttpErrorKind::Interrupted, error)), true),
        };
        // Nobody reads on where the channel is closed.
        if pieces.blocking_send(piece).is_err() || last {
            return;
        }
    }
}

/// An answer's body that is still being read.
struct Coming(mpsc::Receiver<Result<Bytes, HttpError>>);

impl Body for Coming {
    type Data = Bytes;
    type Error = HttpError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, HttpError>>> {
        self.0.poll_recv(context).map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> HttpError {
    HttpError::new(HttpErrorKind::Unknown, error)
}

/// Which of the client's faults are worth another try.
fn unasked(error: ureq::Error) -> HttpError {
    let kind = match &error {
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => HttpErrorKind::Connect,
        ureq::Error::Io(_) => HttpErrorKind::Interrupted,
        _ => HttpErrorKind::Unknown,
    };
    HttpError::new(kind, error)
}
