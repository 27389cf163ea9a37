//! Redirects that a client follows because they are declared, and targets that are fetched without the API's
//! credentials.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use countersign::scheme::{Scheme, key_id, lines, method, path_and_query, secret, signature};
use countersign::transport::MemoryTransport;
use countersign::value::Redirect;
use countersign::{Body, Call, ClientBuilder, Credentials, Error, ErrorKind, endpoint};
use countersign_server::stand_in::{Served, Service, StandIn};
use http::{Request, Response};

/// Returns a repository, which may have been renamed.
#[endpoint(GET, "/repos/{name}", response = String, redirects = same_host, constant("accept" = "application/vnd.x", in = header))]
pub struct GetRepository {
    /// Its name.
    pub name: String,
    /// The page.
    pub page: Option<u32>,
}

/// Returns the repository with a number.
#[endpoint(GET, "/repositories/{id}", response = String)]
pub struct GetNumbered {
    /// Its number.
    pub id: u64,
    /// The page.
    pub page: Option<u32>,
}

/// Searches for repositories.
#[endpoint(POST, "/find", response = String, retry = safe, redirects = same_host)]
pub struct Find {
    /// The keyword.
    pub word: String,
}

/// Returns a repository, without following redirects.
#[endpoint(GET, "/strict/{name}", response = String)]
pub struct GetStrictly {
    /// Its name.
    pub name: String,
}

/// Returns the URL of the archive.
#[endpoint(GET, "/archive", response = Redirect)]
pub struct Archive {}

fn rule() -> Scheme {
    let text = lines((method(), path_and_query()));
    Scheme::new(text.hmac_sha256(secret()).hex())
        .header("x-key", key_id())
        .header("x-signature", signature())
        .build()
        .unwrap()
}

countersign::api! {
    /// An API with moved resources.
    pub struct Moves { base_url: "https://api.example", auth: rule() }
    operations { moves: GetRepository, GetNumbered, Find, GetStrictly, Archive; }
}

/// The requests in order, as `METHOD url`.
type Asked = Arc<Mutex<Vec<Request<Body>>>>;

/// Answers each URL with a status, and a location or a body.
fn client(answers: &[(&str, u16, &str)]) -> (ClientBuilder<Moves>, Asked) {
    let asked = Asked::default();
    let (log, answers) =
        (asked.clone(), answers.iter().map(|(url, status, text)| ((*url).to_owned(), (*status, (*text).to_owned()))));
    let answers: BTreeMap<String, (u16, String)> = answers.collect();
    let transport = MemoryTransport::new(move |request| {
        let (status, text) =
            answers.get(&request.uri().to_string()).cloned().unwrap_or((404, request.uri().to_string()));
        log.lock().unwrap().push(request);
        let answer = Response::builder().status(status);
        match status {
            300..=399 => answer.header("location", text).body(Body::empty()).unwrap(),
            _ => answer.body(Body::from(text)).unwrap(),
        }
    });
    (Moves::builder().credentials(Credentials::new("key", "sesame").unwrap()).transport(transport), asked)
}

fn urls(asked: &Asked) -> Vec<String> {
    asked.lock().unwrap().iter().map(|request| format!("{} {}", request.method(), request.uri())).collect()
}

async fn fails<T: Send + 'static>(call: Call<T>) -> Error {
    call.await.err().unwrap()
}

#[tokio::test]
async fn a_redirect_within_the_host_is_followed_and_signed_again() {
    for location in [
        "https://api.example/repositories/7?page=2",
        "/repositories/7?page=2",
        "//api.example/repositories/7?page=2#top",
        "../repositories/./7?page=2",
        "https://API.example:443/repositories/7?page=2",
    ] {
        for status in [301, 302, 303, 307, 308] {
            let (client, asked) = client(&[
                ("https://api.example/repos/old?page=2", status, location),
                ("https://api.example/repositories/7?page=2", 200, "\"new\""),
            ]);
            let reply = client.build().unwrap().get_repository().name("old").page(2).send().await.unwrap();
            assert_eq!((reply.as_str(), reply.status().as_u16()), ("new", 200), "{location}");
            let asked = asked.lock().unwrap();
            let signatures: Vec<_> = asked.iter().map(|request| &request.headers()["x-signature"]).collect();
            assert_ne!(signatures[0], signatures[1], "{location}");
            assert_eq!(asked[1].headers()["accept"], "application/vnd.x");
        }
    }
}

#[tokio::test]
async fn a_stand_in_verifies_the_request_after_a_redirect() {
    let credentials = Credentials::new("key", "sesame").unwrap();
    let service = Service::builder::<Moves>()
        .credentials(credentials.clone())
        .on(|request: GetRepository| {
            Served::raw(301, "").with_header("location", format!("/repositories/7?page={}", request.page.unwrap_or(1)))
        })
        .on(|request: GetNumbered| Served::response(&format!("{} of {}", request.page.unwrap(), request.id)))
        .build()
        .unwrap();
    let stand_in = StandIn::start(service).await.unwrap();
    let client = stand_in.client::<Moves>().credentials(credentials).build().unwrap();
    assert_eq!(*client.get_repository().name("old").page(3).send().await.unwrap(), "3 of 7");
    stand_in.shutdown().await.unwrap();
}

#[tokio::test]
async fn additions_of_a_call_are_not_added_to_the_next_url_again() {
    let (client, asked) = client(&[
        ("https://api.example/repos/old?page=2&x=1", 301, "/repositories/7?page=2&x=1"),
        ("https://api.example/repositories/7?page=2&x=1", 200, "\"new\""),
    ]);
    let client = client.build().unwrap();
    let call =
        client.call(GetRepository { name: "old".into(), page: Some(2) }).parameter("x", 1).header("x-more", "yes");
    assert_eq!(*call.await.unwrap(), "new");
    assert_eq!(asked.lock().unwrap()[1].headers()["x-more"], "yes");
}

#[tokio::test]
async fn another_host_port_or_scheme_is_not_called() {
    for location in [
        "https://evil.example/repos/old?token=geheim",
        "https://api.example:8443/repos/old?token=geheim",
        "http://api.example/repos/old?token=geheim",
        "//evil.example/repos/old?token=geheim",
        "https://key@api.example/repos/old?token=geheim",
    ] {
        let (client, asked) = client(&[("https://api.example/repos/old", 301, location)]);
        let error = fails(client.build().unwrap().get_repository().name("old").send()).await;
        let text = format!("{error} {}", error.explain());
        assert_eq!(error.kind(), ErrorKind::Http, "{location}");
        assert!(text.contains("redirects are followed on one host alone"), "{text}");
        assert!(text.contains("example") && text.contains("/repos/old?…") && !text.contains("geheim"), "{text}");
        assert_eq!(urls(&asked).len(), 1, "{location}");
    }
}

#[tokio::test]
async fn circles_and_long_ways_are_errors_that_name_them() {
    let (circle, asked) = client(&[
        ("https://api.example/repos/a", 302, "/repos/b?token=geheim"),
        ("https://api.example/repos/b?token=geheim", 302, "/repos/a"),
    ]);
    let error = fails(circle.build().unwrap().get_repository().name("a").send()).await;
    assert!(error.to_string().contains("in a circle, back to `https://api.example/repos/a`"), "{error}");
    assert_eq!((urls(&asked).len(), error.status().map(|status| status.as_u16())), (2, Some(302)));

    let chain: Vec<(String, u16, String)> =
        (0..9).map(|at| (format!("https://api.example/repos/{at}"), 302, format!("/repos/{}", at + 1))).collect();
    let chain: Vec<_> = chain.iter().map(|(url, status, to)| (url.as_str(), *status, to.as_str())).collect();
    let (long, asked) = client(&chain);
    let error = fails(long.build().unwrap().get_repository().name("0").send()).await;
    assert!(error.to_string().contains("more than 5 times, last to `https://api.example/repos/6`"), "{error}");
    assert_eq!(urls(&asked).len(), 6);
}

#[tokio::test]
async fn a_failure_behind_a_redirect_has_the_trace_of_the_last_request() {
    let (client, _) = client(&[
        ("https://api.example/repos/old", 301, "/repositories/7"),
        ("https://api.example/repositories/7", 401, r#"{"message":"invalid signature"}"#),
    ]);
    let error = fails(client.build().unwrap().get_repository().name("old").send()).await;
    let signed = String::from_utf8_lossy(error.signing_trace().unwrap().signed()).into_owned();
    assert_eq!(signed, "GET\n/repositories/7");
}

#[tokio::test]
async fn a_method_is_kept_or_the_redirect_is_not_followed() {
    for (status, is_followed) in [(301, false), (302, false), (303, false), (307, true), (308, true)] {
        let (client, asked) = client(&[
            ("https://api.example/find", status, "/v2/find"),
            ("https://api.example/v2/find", 200, "\"found\""),
        ]);
        let result = client.build().unwrap().find().word("lamp").send().await;
        assert_eq!(result.is_ok(), is_followed, "{status}");
        let asked = asked.lock().unwrap();
        assert_eq!(asked.len(), if is_followed { 2 } else { 1 });
        let last = asked.last().unwrap();
        assert_eq!(
            (last.method().as_str(), last.body().as_bytes().unwrap()),
            ("POST", &br#"{"word":"lamp"}"#[..].into())
        );
    }
}

#[tokio::test]
async fn an_operation_without_the_declaration_follows_no_redirect() {
    let (client, asked) = client(&[("https://api.example/strict/old", 301, "/strict/new")]);
    let error = fails(client.build().unwrap().get_strictly().name("old").send()).await;
    assert!(error.to_string().contains("redirects are not followed"), "{error}");
    assert_eq!(urls(&asked).len(), 1);
}

#[tokio::test]
async fn the_target_of_a_redirect_is_fetched_without_what_belongs_to_the_api() {
    let (builder, asked) = client(&[
        ("https://api.example/archive", 302, "https://files.example/a.tgz?token=x"),
        ("https://files.example/a.tgz?token=x", 307, "/b.tgz?token=y"),
        ("https://files.example/b.tgz?token=y", 200, "bytes"),
    ]);
    let builder =
        builder.user_agent("lamp/1.0").header("x-api-version", "7").middleware(|mut request, next| async move {
            request.headers_mut().insert("x-proxy-key", http::HeaderValue::from_static("geheim"));
            next.send(request).await
        });
    let client = builder.build().unwrap();
    let archive = client.archive().send().await.unwrap();
    let answer = client.as_ref().fetch(&archive).await.unwrap();
    assert_eq!((answer.status.as_u16(), &answer.body[..]), (200, &b"bytes"[..]));
    let asked = asked.lock().unwrap();
    assert!(asked[0].headers().contains_key("x-proxy-key"));
    for request in &asked[1..] {
        let names: Vec<&str> = request.headers().keys().map(http::HeaderName::as_str).collect();
        assert_eq!((names, request.method().as_str()), (vec!["user-agent"], "GET"), "{}", request.uri());
    }
}

#[tokio::test]
async fn a_relative_target_is_that_of_the_request() {
    let (builder, _) = client(&[
        ("https://api.example/archive", 302, "files/a.tgz"),
        ("https://api.example/files/a.tgz", 200, "bytes"),
    ]);
    let client = builder.build().unwrap();
    let archive = client.archive().send().await.unwrap();
    assert_eq!(archive.target(), "https://api.example/files/a.tgz");
    assert_eq!(client.as_ref().fetch(&archive).await.unwrap().body, "bytes");
}

#[tokio::test]
async fn unfetchable_targets_are_errors_that_name_them() {
    for (location, problem) in [
        ("http://files.example/a?token=geheim", "`http://files.example/a?…`, which is not encrypted"),
        ("ftp://files.example/a", "`ftp://files.example/a`, which has another scheme than `https`"),
        ("file:///etc/passwd", "`file:///etc/passwd`, which "),
        ("https://user:geheim@files.example/a", "which contains a user"),
        ("https://files.example/gone?token=geheim", "`https://files.example/gone?…` answered 404 Not Found"),
        ("https://files.example/long", "longer than the 3 bytes allowed"),
        ("https://files.example/round", "redirects more than 5 times, last to `https://files.example/round`"),
    ] {
        let (builder, _) = client(&[
            ("https://api.example/archive", 302, location),
            ("https://files.example/long", 200, "long"),
            ("https://files.example/round", 302, "/round"),
        ]);
        let client = builder.build().unwrap();
        let archive = client.archive().send().await.unwrap();
        let error = client.as_ref().fetch(&archive).max_bytes(3).await.err().unwrap();
        let text = format!("{error} {:?}", error.hint());
        assert!(text.contains(problem) && !text.contains("geheim"), "{location}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stand_in_answers_with_a_typed_redirect_and_a_blocking_client_fetches_it() {
    let credentials = Credentials::new("key", "sesame").unwrap();
    let service = Service::builder::<Moves>()
        .credentials(credentials.clone())
        .on(|_: Archive| Served::response(&Redirect::to("/repositories/7")))
        .build()
        .unwrap();
    let stand_in = StandIn::start(service).await.unwrap();
    let client = stand_in.client::<Moves>().credentials(credentials).build_blocking().unwrap();
    let archive = client.archive().send().unwrap();
    assert_eq!(archive.status().as_u16(), 302);
    assert!(archive.target().ends_with("/repositories/7"), "{}", archive.target());
    // The stand-in refuses it, because it is not signed.
    let error = client.as_ref().fetch(&archive).err().unwrap();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    stand_in.shutdown().await.unwrap();
}
