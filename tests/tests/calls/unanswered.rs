//! Calls without an answer, over real sockets: the kind of error of each. An order is never sent twice.
//!
//! `keyword_search` and `preview_order` may be repeated, `create_order` may not: if it may have arrived, the error says
//! that the outcome is unknown and how to look up the order.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::error::Error as _;
use std::io::Write as _;
use std::time::Duration;

use api_1688::Client;
use countersign::retry::RetryPolicy;
use countersign::transport::{MemoryTransport, Transport as _, TransportError, TransportFailure};
use countersign::{Endpoint, Error, ErrorKind, Outcome};
use countersign_tests::over::{Over, Settings};
use countersign_tests::over_each;
use countersign_tests::requests::{account, create_order, keyword_search, preview_order};
use countersign_tests::server::{Behaviour, Nobody, Server};

const MOST_BYTES: usize = 1000;

/// Long enough for a loaded machine.
const PATIENT: Duration = Duration::from_secs(60);

/// A client of a transport with a small cap.
fn client(over: Over, base_url: &str) -> Client {
    client_that_waits(over, base_url, PATIENT)
}

fn client_that_waits(over: Over, base_url: &str, timeout: Duration) -> Client {
    let settings = Settings {
        connect_timeout: Some(timeout),
        timeout: Some(timeout),
        max_bytes: Some(MOST_BYTES),
        ..Settings::default()
    };
    Client::builder()
        .base_url(base_url)
        .credentials(account())
        .transport(over.with(&settings))
        .retry(RetryPolicy::none())
        .build()
        .unwrap()
}

/// The error of one call, after the checks that apply to all.
async fn fails<E: Endpoint>(client: &Client, request: E) -> Error {
    let error = client.call(request).await.err().expect("no answer");
    assert_eq!(error.operation().map(countersign::operation::Operation::name), Some(E::OPERATION.name()));
    let repeats = error.source().is_some_and(|cause| error.to_string().contains(&cause.to_string()));
    assert!(!repeats, "the cause says more than the error itself: {error}");
    error
}

/// Asserts that an error describes the outcome of an order and how to find it.
fn is_unknown_outcome(error: &Error, third_order_id: &str) {
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{error}");
    let shown = error.to_string();
    assert!(shown.contains("may have been carried out"), "{shown}");
    assert!(shown.contains("`thirdOrderId`") && shown.contains(third_order_id), "{shown}");
}

/// What one behaviour of a server means for a call that may be repeated, and for an order.
async fn means(over: Over, behaviour: Behaviour, safe: ErrorKind, requests: usize) {
    let timeout = if matches!(behaviour, Behaviour::Sleeps) { Duration::from_secs(1) } else { PATIENT };
    let server = Server::start(behaviour.clone()).await;
    let client = client_that_waits(over, &server.base_url(), timeout);
    assert_eq!(fails(&client, keyword_search()).await.kind(), safe, "{behaviour:?}");
    assert_eq!(fails(&client, preview_order()).await.kind(), safe, "{behaviour:?}");

    let server = Server::start(behaviour.clone()).await;
    let client = client_that_waits(over, &server.base_url(), timeout);
    let error = fails(&client, create_order("T-1 \"首\"")).await;
    is_unknown_outcome(&error, "T-1 \"首\"");
    server.has_read(requests).await;
    assert_eq!((server.connections(), server.requests()), (1, requests), "sent once: {behaviour:?}");
}

async fn without_a_connection_nothing_was_sent(over: Over) {
    let nobody = Nobody::new();
    let client = client(over, &nobody.base_url());
    let error = fails(&client, keyword_search()).await;
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.source().is_some(), "the cause is kept: {error}");
    assert!(error.to_string().ends_with("nothing was sent: check the network, the proxy and the root certificates"));
    // No byte of the order left, so its outcome is known.
    assert_eq!(fails(&client, create_order("T-1")).await.kind(), ErrorKind::Connect);
}

async fn a_server_that_closes_without_reading_may_have_the_order(over: Over) {
    means(over, Behaviour::Hangs, ErrorKind::Connect, 0).await;
}

async fn a_server_that_reads_and_closes_may_have_the_order(over: Over) {
    means(over, Behaviour::Closes, ErrorKind::Connect, 1).await;
}

async fn a_server_that_never_answers_may_have_the_order(over: Over) {
    means(over, Behaviour::Sleeps, ErrorKind::Timeout, 1).await;
}

async fn an_answer_that_breaks_off_may_be_an_order(over: Over) {
    let broken = Behaviour::Answers(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"code\":200,".to_vec());
    means(over, broken, ErrorKind::Connect, 1).await;
}

async fn an_answer_that_is_not_http_leaves_an_order_unknown(over: Over) {
    means(over, Behaviour::Answers(b"220 mail.example ESMTP\r\n".to_vec()), ErrorKind::Decode, 1).await;
}

/// Asserts that a search with this answer is not repeated, that its error contains these words, and that the outcome of
/// an order is unknown.
async fn is_unreadable(over: Over, behaviour: Behaviour, words: &[&str]) {
    let server = Server::start(behaviour.clone()).await;
    let client = Client::builder().base_url(server.base_url()).credentials(account()).transport(over.transport());
    let client = client.build().unwrap();
    let search = client.call(keyword_search()).await.unwrap_err();
    assert_eq!((search.kind(), search.attempts(), server.requests()), (ErrorKind::Decode, 1, 1), "{search}");
    let order = client.call(create_order("T-1")).await.unwrap_err();
    assert_eq!(order.reference(), Some("T-1"), "{order}");
    assert!(!order.is_retryable() && server.requests() == 2, "{order}");
    for error in [search, order] {
        let shown = error.to_string();
        assert!(words.iter().all(|word| shown.contains(word)), "{words:?} are not in: {shown}");
        assert!(!shown.contains("connection broke") && !shown.contains(char::is_control), "{shown:?}");
    }
}

async fn an_answer_that_is_not_http_is_reported_as_such(over: Over) {
    for answer in [
        "garbage\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nnot a length\r\n",
    ] {
        is_unreadable(over, Behaviour::Answers(answer.into()), &["not HTTP"]).await;
    }
}

async fn an_answer_that_is_not_compressed_as_announced_is_called_so(over: Over) {
    let plain = Behaviour::answer("200 OK", &[("content-encoding", "gzip")], br#"{"code":200,"data":{}}"#);
    is_unreadable(over, plain, &["not compressed as its `content-encoding` announces"]).await;
    // Recognized as gzip only by its first bytes.
    let damaged =
        Behaviour::answer("200 OK", &[("content-encoding", "gzip")], b"\x1f\x8b\x08\0\0\0\0\0\0\xff\xff\xff\xff");
    is_unreadable(over, damaged, &["not compressed as its `content-encoding` announces"]).await;
}

/// Text, compressed.
fn packed(text: &str) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

/// What a transport makes of a compressed body that arrives in chunks of this length.
async fn unpacked(over: Over, body: &[u8], chunk: usize) -> Result<Vec<u8>, TransportFailure> {
    let mut answer = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    for chunk in body.chunks(chunk) {
        answer.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        answer.extend_from_slice(chunk);
        answer.extend_from_slice(b"\r\n");
    }
    answer.extend_from_slice(b"0\r\n\r\n");
    let server = Server::start(Behaviour::Answers(answer)).await;
    let request = http::Request::get(server.base_url()).body(countersign::Body::empty()).unwrap();
    let answer = over.with(&Settings { max_bytes: Some(MOST_BYTES), ..Settings::default() }).send(request).await;
    let answer = answer.map_err(|error| error.failure())?;
    assert!(!answer.headers().contains_key("content-encoding"), "it is unpacked");
    Ok(answer.into_body().as_bytes().unwrap().to_vec())
}

async fn a_compressed_answer_is_unpacked_however_it_is_cut(over: Over) {
    let text = "books, ".repeat(MOST_BYTES / 7);
    for chunk in [1, 2, 3, 10, 1000] {
        assert_eq!(unpacked(over, &packed(&text), chunk).await, Ok(text.clone().into_bytes()), "{chunk}");
        let long = packed(&"books, ".repeat(MOST_BYTES / 7 + 1));
        assert_eq!(unpacked(over, &long, chunk).await, Err(TransportFailure::TooLarge), "{chunk}");
        // reqwest refuses some answers of several members, which leaves an outcome open.
        if over == Over::Hyper {
            let members = [packed("one, "), packed(""), packed("two")].concat();
            assert_eq!(unpacked(over, &members, chunk).await, Ok(b"one, two".to_vec()), "{chunk}");
            let long = [packed(&text), packed("0123456789")].concat();
            assert_eq!(unpacked(over, &long, chunk).await, Err(TransportFailure::TooLarge), "{chunk}");
        }
        for length in [1, 5, 12, packed(&text).len() - 1] {
            let cut = unpacked(over, &packed(&text)[..length], chunk).await;
            assert_eq!(cut, Err(TransportFailure::Interrupted), "{chunk}, {length}: the rest may be lost");
        }
        let mut damaged = packed(&text);
        damaged[15] ^= 0xff;
        assert_eq!(unpacked(over, &damaged, chunk).await, Err(TransportFailure::Unreadable), "{chunk}");
        let mut damaged = packed(&text);
        let end = damaged.len() - 6;
        damaged[end] ^= 0xff;
        assert_eq!(unpacked(over, &damaged, chunk).await, Err(TransportFailure::Unreadable), "{chunk}: its checksum");
    }
}

async fn an_empty_body_needs_no_compression(over: Over) {
    let server = Server::start(Behaviour::answer("204 No Content", &[("content-encoding", "gzip")], b"")).await;
    let request = http::Request::get(server.base_url()).body(countersign::Body::empty()).unwrap();
    let answer = over.transport().send(request).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.body().as_bytes().unwrap().len()), (204, 0));
    assert_eq!(unpacked(over, b"", 1).await, Ok(Vec::new()));
}

async fn an_answer_of_an_encoding_or_charset_that_is_not_read_is_named(over: Over) {
    let not_json = b"\x0b\x02\x80hello\x03";
    for (header, value, body, word) in [
        ("content-encoding", "br", &not_json[..], "`br`"),
        ("content-encoding", "zstd", not_json, "`zstd`"),
        ("content-encoding", "made-up", not_json, "`made-up`"),
        ("content-encoding", "br, gzip", not_json, "`br, gzip`"),
        ("content-type", "application/json; charset=GBK", b"{\"code\":200,\"message\":\"\xb2\xd9\xd7\xf7\"}", "`GBK`"),
        ("content-type", "application/json;Charset=\"gb18030\"", b"{\"a\":\"\xb2\xd9\"}", "`gb18030`"),
        ("content-type", "application/json; charset=utf-16le", b"{\0}\0", "`utf-16le`"),
        ("content-type", "text/html; charset=iso-8859-1", b"<p>\xe9</p>", "`iso-8859-1`"),
    ] {
        is_unreadable(over, Behaviour::answer("200 OK", &[(header, value)], body), &[word]).await;
    }
}

async fn an_answer_that_can_be_read_is_read_whatever_it_announces(over: Over) {
    let body = br#"{"code":200,"data":{"totalRecords":0,"totalPage":0,"pageSize":20,"data":[]}}"#;
    for header in [
        ("content-encoding", "identity"),
        ("content-encoding", ""),
        ("content-encoding", "br"),
        ("content-type", "application/json; charset=GBK"),
        ("content-type", "application/json; charset=\"UTF-8\""),
    ] {
        let server = Server::start(Behaviour::answer("200 OK", &[header], body)).await;
        let page = client(over, &server.base_url()).call(keyword_search()).await;
        assert!(page.is_ok(), "{header:?}: {}", page.unwrap_err());
    }
}

async fn a_status_of_failure_counts_whatever_its_body_is(over: Over) {
    let cut = b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 7\r\ncontent-length: 500\r\n\r\n{\"message\":".to_vec();
    let gzip = [("retry-after", "7"), ("content-encoding", "gzip")];
    for behaviour in [
        Behaviour::Answers(cut),
        Behaviour::answer("429 Too Many Requests", &gzip, b"too many"),
        Behaviour::answer("429 Too Many Requests", &[("retry-after", "7")], &[b' '; MOST_BYTES + 1]),
    ] {
        let server = Server::start(behaviour).await;
        for error in [
            fails(&client(over, &server.base_url()), keyword_search()).await,
            fails(&client(over, &server.base_url()), create_order("T-1")).await,
        ] {
            assert_eq!((error.kind(), error.wait()), (ErrorKind::RateLimited, Some(Duration::from_secs(7))), "{error}");
        }
    }
}

const PAGE_OR_ORDER: &[u8] =
    br#"{"code":200,"data":{"orderId":"1","totalRecords":0,"totalPage":0,"pageSize":20,"data":[]}}"#;

/// An answer after which the connection can be reused.
fn kept() -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", PAGE_OR_ORDER.len());
    [head.as_bytes(), PAGE_OR_ORDER].concat()
}

async fn an_order_never_travels_on_a_connection_that_a_server_may_be_closing(over: Over) {
    let server = Server::start(Behaviour::ClosesIdle(kept())).await;
    let client = client(over, &server.base_url());
    client.call(keyword_search()).await.unwrap();
    for number in 0..20 {
        client.call(create_order(&number.to_string())).await.unwrap();
    }
    assert_eq!((server.connections(), server.requests()), (21, 21), "each order has a connection of its own");
}

async fn how_many_idle_connections_orders_may_use_can_be_set(over: Over) {
    let server = Server::start(Behaviour::ClosesIdle(kept())).await;
    let transport = over.with(&Settings { max_idle_never: Some(1), ..Settings::default() });
    let client = Client::builder().base_url(server.base_url()).credentials(account()).transport(transport);
    let client = client.build().unwrap();
    client.call(create_order("T-1")).await.unwrap();
    is_unknown_outcome(&client.call(create_order("T-2")).await.unwrap_err(), "T-2");
    assert_eq!((server.connections(), server.requests()), (1, 1));
}

async fn an_answer_over_the_cap_is_not_read(over: Over) {
    let long = vec![b' '; MOST_BYTES + 1];
    means(over, Behaviour::answer("200 OK", &[], &long), ErrorKind::TooLarge, 1).await;
}

async fn an_answer_that_is_only_long_when_unpacked_is_not_read(over: Over) {
    // 20,000 blanks.
    let packed =
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xed\xc1\x31\x01\x00\x00\x00\xc2\xa0\x2a\xeb\x9f\xd2\x1a\x1e\
        \x40\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xf0\x60\x28\xc4\x08\x85\x20\x4e\x00\x00";
    assert!(packed.len() < MOST_BYTES);
    means(over, Behaviour::answer("200 OK", &[("content-encoding", "gzip")], packed), ErrorKind::TooLarge, 1).await;
}

async fn an_answer_at_the_cap_is_read(over: Over) {
    let mut body = br#"{"code":200,"data":{"totalSuccessAmount":1196,"orderId":"2257164624870311973"}}"#.to_vec();
    body.resize(MOST_BYTES, b' ');
    let server = Server::start(Behaviour::answer("200 OK", &[], &body)).await;
    let created = client(over, &server.base_url()).call(create_order("T-1")).await.unwrap();
    assert_eq!(created.order_id, Some(2_257_164_624_870_311_973.into()));
    assert_eq!(server.requests(), 1);
}

async fn a_redirect_is_not_followed(over: Over) {
    let elsewhere = Server::start(Behaviour::answer("200 OK", &[], b"{}")).await;
    for status in
        ["301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
    {
        let server = Server::start(Behaviour::answer(status, &[("location", &elsewhere.base_url())], b"")).await;
        let client = client(over, &server.base_url());
        let search = client.call(keyword_search()).await.unwrap_err();
        assert_eq!(search.status().unwrap().as_str(), &status[..3]);
        let order = client.call(create_order("T-1")).await.unwrap_err();
        assert_eq!(order.status().unwrap().as_str(), &status[..3]);
        assert_eq!(search.kind(), ErrorKind::Http);
        is_unknown_outcome(&order, "T-1");
        assert_eq!(server.requests(), 2, "each is sent once");
    }
    assert_eq!(elsewhere.connections(), 0);
}

async fn an_order_is_sent_once_whatever_is_answered(over: Over) {
    let refused = [
        ("200 OK", r#"{"code":"500_004","message":"库存不足","data":null}"#),
        ("400 Bad Request", r#"{"message":"签名错误"}"#),
        ("401 Unauthorized", ""),
        ("404 Not Found", "<html>"),
        ("429 Too Many Requests", ""),
    ];
    let unknown = [
        ("200 OK", "<html>"),
        ("304 Not Modified", ""),
        ("400 Bad Request", r#"{"code":200,"data":{"orderId":"1"}}"#),
        ("408 Request Timeout", ""),
        ("425 Too Early", ""),
        ("499 Client Closed Request", ""),
        ("500 Internal Server Error", ""),
        ("502 Bad Gateway", ""),
        ("503 Service Unavailable", ""),
        ("504 Gateway Timeout", ""),
        ("600 Odd", ""),
        ("999 Request Denied", ""),
    ];
    let refused = refused.map(|answer| (answer, Outcome::Refused));
    for ((status, body), outcome) in refused.into_iter().chain(unknown.map(|answer| (answer, Outcome::Unknown))) {
        let server = Server::start(Behaviour::answer(status, &[("retry-after", "0")], body.as_bytes())).await;
        let error = client(over, &server.base_url()).call(create_order("T-1")).await.unwrap_err();
        assert_eq!((error.outcome(), server.requests()), (outcome, 1), "{status}: {error}");
    }
}

async fn a_proxy_that_got_no_answer_may_have_passed_the_order_on(over: Over) {
    for status in ["502 Bad Gateway", "504 Gateway Timeout"] {
        let server = Server::start(Behaviour::answer(status, &[], b"<html>no answer from upstream</html>")).await;
        let client = client(over, &server.base_url());
        assert_eq!(client.call(keyword_search()).await.unwrap_err().kind(), ErrorKind::Http, "{status}");
        let error = client.call(create_order("T-1")).await.unwrap_err();
        is_unknown_outcome(&error, "T-1");
        assert_eq!(error.status().unwrap().as_str(), &status[..3]);
    }
}

#[tokio::test]
async fn a_transport_in_memory_that_fails_means_the_same() {
    for (failure, safe, order) in [
        (TransportFailure::NotSent, ErrorKind::Connect, ErrorKind::Connect),
        (TransportFailure::Altered, ErrorKind::Altered, ErrorKind::Altered),
        (TransportFailure::Interrupted, ErrorKind::Connect, ErrorKind::OutcomeUnknown),
        (TransportFailure::TimedOut, ErrorKind::Timeout, ErrorKind::OutcomeUnknown),
        (TransportFailure::TooLarge, ErrorKind::TooLarge, ErrorKind::OutcomeUnknown),
    ] {
        let transport = MemoryTransport::failing(move |_| Err(TransportError::new(failure, "no answer")));
        let client =
            Client::builder().credentials(account()).transport(transport).retry(RetryPolicy::none()).build().unwrap();
        assert_eq!(fails(&client, keyword_search()).await.kind(), safe, "{failure:?}");
        assert_eq!(fails(&client, preview_order()).await.kind(), safe, "{failure:?}");
        assert_eq!(fails(&client, create_order("T-1")).await.kind(), order, "{failure:?}");
    }
}

#[tokio::test]
async fn an_unknown_outcome_without_a_reference_is_reported_too() {
    let transport =
        MemoryTransport::failing(|_| Err(TransportError::new(TransportFailure::TimedOut, "no answer in time")));
    let client =
        Client::builder().credentials(account()).transport(transport).retry(RetryPolicy::none()).build().unwrap();
    let error = client.call(countersign_tests::requests::upload_image()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert!(error.to_string().contains("look up its effect before calling again"), "{error}");
}

over_each!(
    without_a_connection_nothing_was_sent,
    a_server_that_closes_without_reading_may_have_the_order,
    a_server_that_reads_and_closes_may_have_the_order,
    a_server_that_never_answers_may_have_the_order,
    an_answer_that_breaks_off_may_be_an_order,
    an_answer_that_is_not_http_leaves_an_order_unknown,
    an_answer_that_is_not_http_is_reported_as_such,
    an_answer_that_is_not_compressed_as_announced_is_called_so,
    a_compressed_answer_is_unpacked_however_it_is_cut,
    an_empty_body_needs_no_compression,
    an_answer_of_an_encoding_or_charset_that_is_not_read_is_named,
    an_answer_that_can_be_read_is_read_whatever_it_announces,
    a_status_of_failure_counts_whatever_its_body_is,
    an_order_never_travels_on_a_connection_that_a_server_may_be_closing,
    how_many_idle_connections_orders_may_use_can_be_set,
    an_answer_over_the_cap_is_not_read,
    an_answer_that_is_only_long_when_unpacked_is_not_read,
    an_answer_at_the_cap_is_read,
    a_redirect_is_not_followed,
    an_order_is_sent_once_whatever_is_answered,
    a_proxy_that_got_no_answer_may_have_passed_the_order_on,
);
