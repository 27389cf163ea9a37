//! Schemes as the rule of a client, over declared endpoints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failed test says where")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use bytes::Bytes;
use countersign::param::Received;
use countersign::scheme::*;
use countersign::transport::MemoryTransport;
use countersign::{Auth, Client, Credentials, Endpoint, Envelope, Prepared, endpoint};

/// Looks for books.
#[endpoint(GET, "/shelves/{shelf}/books")]
pub struct FindBooks {
    /// The shelf.
    pub shelf: String,
    /// A word of the title.
    pub title: String,
    /// The language to answer in.
    #[param(in = header, name = "accept-language")]
    pub language: String,
}

/// Adds a book.
#[endpoint(POST, "/books")]
pub struct AddBook {
    /// Its title.
    pub title: String,
    /// Pages.
    pub page_count: u32,
}

/// Lends a book.
#[endpoint(POST, "/loans", body = form)]
pub struct LendBook {
    /// Title of the book.
    pub title: String,
}

fn account() -> Credentials {
    Credentials::new("reader", "canary-secret").unwrap().with("token", "canary-token").unwrap()
}

fn prepare(scheme: &Scheme, request: &impl Endpoint) -> Prepared {
    let client = Client::builder("https://books.example/v1", scheme.clone(), Envelope::none())
        .credentials(account())
        .transport(MemoryTransport::new(|_| panic!("nothing is sent")))
        .build()
        .unwrap();
    client.prepare(request).unwrap()
}

fn is_accepted<E: Endpoint>(scheme: &Scheme, request: &http::Request<Bytes>) -> bool {
    let received = Received::under("/v1", E::OPERATION, request).unwrap();
    Auth::verify(scheme, &received, &account()).is_ok()
}

/// Prepares a request, verifies it, and refuses it when a byte of its target is changed.
fn check<E: Endpoint>(scheme: &Scheme, request: &E) -> Prepared {
    let prepared = prepare(scheme, request);
    assert!(is_accepted::<E>(scheme, &prepared.request), "{scheme}\n{prepared:?}");
    let mut changed = prepared.request.clone();
    *changed.uri_mut() = format!("{}?extra=1", changed.uri())
        .replacen("?extra", "&extra", usize::from(changed.uri().query().is_some()))
        .parse()
        .unwrap();
    assert_eq!(is_accepted::<E>(scheme, &changed), scheme.uncovered().contains(&"query"), "{scheme}");
    assert!(!format!("{:?}{}", prepared, prepared.trace).contains("canary"), "{prepared:?}");
    prepared
}

#[test]
fn what_is_signed_is_what_is_sent() {
    let (now, exact) = (time(TimeFormat::UnixMillis), time(TimeFormat::pattern("%Y-%m-%d %H:%M:%S")));
    let whole = join("\n", (&now, method(), path_and_query(), header("accept-language").optional(), body()));
    let sorted = parameters().sorted().plus("secret", secret()).pairs("=", "&");
    let schemes = [
        Scheme::new(whole.hmac_sha256(secret()).hex()).header("x-time", &now).header("x-signature", signature()),
        Scheme::new(sorted.md5().hex())
            .parameter("key", key_id())
            .parameter("at", &exact)
            .parameter("sign", signature()),
        Scheme::new(raw_query().hmac_sha1(secret()).base64()).query("at", exact).query("sign", signature()),
        Scheme::new(parameters().and(headers(["x-token"])).sorted().pairs("=", "&").hmac_sha256(secret()).hex())
            .header("x-token", credential("token"))
            .parameter("token", credential("token"))
            .header("x-signature", signature()),
    ];
    for scheme in schemes {
        let scheme = scheme.build().unwrap();
        let find = FindBooks::builder().shelf("a/b c").title("Faust & Wagner*~").language("de").build();
        let prepared = check(&scheme, &find);
        assert_eq!(prepared.request.uri().path(), "/v1/shelves/a%2Fb%20c/books");
        assert_eq!(prepared.request.headers()["accept-language"], "de");
        let prepared = check(&scheme, &AddBook::builder().title("Faust").page_count(280_u32).build());
        assert_eq!(prepared.request.headers()["content-type"], "application/json");
        check(&scheme, &LendBook::builder().title("Faust & Wagner").build());
    }
}

#[test]
fn tokens_travel_and_stay_hidden() {
    let find = || FindBooks::builder().shelf("a").title("b").language("de").build();
    for scheme in [Scheme::bearer(), Scheme::basic(), Scheme::api_key_in_query("key").unwrap(), Scheme::none()] {
        let prepared = check(&scheme, &find());
        let mut without = prepared.request.clone();
        without.headers_mut().remove("authorization");
        *without.uri_mut() = "https://books.example/v1/shelves/a/books?title=b".parse().unwrap();
        assert_eq!(is_accepted::<FindBooks>(&scheme, &without), scheme == Scheme::none());
    }
}

#[test]
fn the_trace_shows_the_string_to_sign() {
    let text = lines((method(), path(), key_id(), secret(), "end"));
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-key", key_id()).header("x", signature());
    let prepared = prepare(&scheme.build().unwrap(), &LendBook::builder().title("Faust").build());
    assert_eq!(prepared.trace.signed(), b"POST\n/v1/loans\nreader\n\nend");
    assert_eq!((prepared.trace.secret_at(), prepared.trace.digest()), (vec![22], "HMAC-SHA-256, in lower-case hex"));
    assert!(prepared.trace.signature().is_some());
}
