//! Faults of answers: late, truncated, rejected, in the wrong form.

use std::convert::Infallible;
use std::io::{self, Write as _};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use countersign::value::Timestamp;
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::stream;
use http::{HeaderValue, Request, Response, header};

use super::{Connection, Fault, RetryAfter};
use crate::stand_in::{Served, Service};

/// The number of pieces of a body that is sent slowly.
const PIECES: usize = 16;

const HTML: &str = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head>\
                    <body><h1>请先登录</h1><p>Please sign in to continue.</p></body></html>\n";

/// Answers one request of a connection under its fault.
pub(in crate::stand_in) async fn answer_under(
    fault: Option<Fault>,
    service: &Service,
    request: &Request<Bytes>,
    connection: &Connection,
) -> Response<Body> {
    if let Some(away) = fault.and_then(|fault| turned_away(fault, service.now())) {
        service.note_arrival(request);
        return away.into_plain().map(Body::from);
    }
    let answer = service.answer_bytes(request);
    match fault {
        Some(Fault::Delay(by)) => tokio::time::sleep(by).await,
        Some(Fault::ResetAfterRead) => connection.reset(),
        Some(Fault::TruncatedBody) => return truncated(answer),
        Some(Fault::SlowDrip(over)) => return dripping(answer, over),
        Some(fault) => return disguised(fault, answer).map(Body::from),
        None => {}
    }
    answer.map(Body::from)
}

/// Returns the answer to a request that is not carried out.
fn turned_away(fault: Fault, now: Timestamp) -> Option<Served> {
    match fault {
        Fault::TooManyRequests(retry_after) => {
            let served = Served::raw(429, r#"{"message":"too many requests"}"#);
            Some(match retry_after {
                RetryAfter::Absent => served,
                RetryAfter::Seconds(seconds) => served.with_header(header::RETRY_AFTER, seconds.to_string()),
                RetryAfter::Date(seconds) => served.with_header(header::RETRY_AFTER, http_date(now, seconds)),
            })
        }
        Fault::ServerErrors { status, .. } => Some(Served::raw(status, r#"{"message":"the server is not well"}"#)),
        _ => None,
    }
}

/// Returns the date this many seconds later, as RFC 9110 writes it.
fn http_date(now: Timestamp, seconds: u32) -> String {
    let later = <Timestamp>::from_millisecond(now.as_millisecond().saturating_add(i64::from(seconds) * 1000));
    let later = jiff::Timestamp::from_second(later.as_second()).unwrap_or_default();
    later.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Returns the answer in a form that it should not have.
fn disguised(fault: Fault, answer: Response<Bytes>) -> Response<Bytes> {
    let typed = |mut answer: Response<Bytes>, content_type| {
        answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        answer
    };
    match fault {
        Fault::HtmlBody => typed(Response::new(Bytes::from_static(HTML.as_bytes())), "text/html; charset=utf-8"),
        Fault::WrongContentType => typed(answer, "text/html; charset=utf-8"),
        Fault::WrongCharset => typed(answer.map(|body| utf_16(&body)), "application/json; charset=utf-8"),
        Fault::GzipBomb { bytes } => {
            let mut bomb = answer.map(|_| bomb(bytes).unwrap_or_default().into());
            bomb.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            bomb
        }
        _ => answer,
    }
}

/// Encodes text as UTF-16 with its byte order mark, which is never valid UTF-8.
fn utf_16(text: &[u8]) -> Bytes {
    let text = String::from_utf8_lossy(text);
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// Compresses blanks, which JSON may begin with.
fn bomb(bytes: usize) -> io::Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    let blanks = [b' '; 64 * 1024];
    let mut left = bytes;
    while left > 0 {
        let next = blanks.get(..left).unwrap_or(&blanks);
        packed.write_all(next)?;
        left -= next.len();
    }
    packed.finish()
}

/// Announces the whole body and breaks off in the middle.
fn truncated(answer: Response<Bytes>) -> Response<Body> {
    let half = answer.body().len() / 2;
    announced(answer, |body| {
        let pieces = [Ok(body.slice(..half)), Err(io::Error::from(io::ErrorKind::UnexpectedEof))];
        Body::from_stream(stream::iter(pieces))
    })
}

fn dripping(answer: Response<Bytes>, over: Duration) -> Response<Body> {
    announced(answer, |body| {
        let size = body.len().div_ceil(PIECES).max(1);
        let pieces: Vec<Bytes> =
            (0..body.len()).step_by(size).map(|at| body.slice(at..body.len().min(at + size))).collect();
        let pause = over.div_f64(pieces.len().max(1) as f64);
        Body::from_stream(stream::unfold(pieces.into_iter(), move |mut pieces| async move {
            let piece = pieces.next()?;
            tokio::time::sleep(pause).await;
            Some((Ok::<_, Infallible>(piece), pieces))
        }))
    })
}

/// Returns a body that is sent piece by piece, with its length in the head. An empty one is sent unchanged.
fn announced(answer: Response<Bytes>, send: impl FnOnce(Bytes) -> Body) -> Response<Body> {
    let length = answer.body().len();
    if length == 0 {
        return answer.map(Body::from);
    }
    let mut answer = answer.map(send);
    answer.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    answer
}
