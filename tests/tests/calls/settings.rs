//! Settings of a client and of single calls: headers, the user agent, hosts that may be called without encryption.
#![allow(clippy::unwrap_used, reason = "a failure shows its line")]

use api_1688::Md5Sorted;
use countersign::auth::{Auth, AuthError, Signing};
use countersign::param::Received;
use countersign::scheme::{Scheme, header, headers, key_id, secret, signature};
use countersign::transport::MemoryTransport;
use countersign::{Client, ClientBuilder, Credentials, Envelope, Error, ErrorKind, Outcome, endpoint};
use countersign_tests::requests::account;
use countersign_tests::script::{Script, Step};
use countersign_tests::server::{Behaviour, Server};

/// Asks for the time.
#[endpoint(GET, "/time", response = Time)]
#[derive(Clone)]
pub struct TellTime {
    /// Where.
    #[param(in = header, name = "x-zone")]
    pub zone: Option<String>,
}

/// A time.
#[countersign::model]
pub struct Time {
    /// Hours.
    pub hour: Option<u32>,
}

countersign::api! {
    /// Client of a clock.
    pub struct Clock { base_url: "https://clock.example/v1", auth: Md5Sorted, envelope: Envelope::none() }
    operations { time: TellTime; }
}

/// A rule that sets a header without declaring it.
#[derive(Debug)]
struct Silent;

impl Auth for Silent {
    fn name(&self) -> &'static str {
        "silent"
    }

    fn sign(&self, request: &mut Signing<'_>, _: &Credentials) -> Result<(), AuthError> {
        Ok(request.add_header("x-silent", "1", countersign::param::Origin::Auth)?)
    }

    fn verify(&self, _: &Received<'_>, _: &Credentials) -> Result<(), countersign::auth::Refusal> {
        Ok(())
    }
}

fn clock() -> ClientBuilder<Clock> {
    Clock::builder().credentials(account())
}

fn script() -> Script {
    Script::new([Step::answer(200, "{}")])
}

fn time() -> TellTime {
    TellTime { zone: None }
}

fn refused<C: From<Client>>(builder: ClientBuilder<C>) -> String {
    match builder.transport(MemoryTransport::new(|_| panic!("nothing is sent"))).build() {
        Ok(_) => panic!("it is refused"),
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
            error.explain().to_string()
        }
    }
}

fn says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "`{word}` is missing: {text}");
    }
}

// ---- headers ----

#[tokio::test]
async fn default_headers_and_the_user_agent_go_with_every_request() {
    let script = script();
    let client = clock().user_agent("bookshop/2.1").header("Accept-Language", "de").header("x-shop", "7");
    let client = client.transport(script.clone()).build().unwrap();
    client.tell_time().send().await.unwrap();
    client.tell_time().zone("UTC").send().await.unwrap();
    for request in script.requests() {
        let header = |name| request.headers()[name].to_str().unwrap();
        assert_eq!((header("user-agent"), header("accept-language"), header("x-shop")), ("bookshop/2.1", "de", "7"));
    }
    let prepared = client.as_ref().prepare(&time()).unwrap();
    assert_eq!(prepared.request.headers()["x-shop"], "7", "what is prepared is what is sent");
}

#[tokio::test]
async fn a_user_agent_replaces_that_of_the_http_client() {
    let server = Server::start(Behaviour::answer("200 OK", &[], b"{}")).await;
    let usual = clock().base_url(server.base_url()).build().unwrap();
    usual.tell_time().send().await.unwrap();
    assert!(server.last_request().contains("user-agent: countersign/"), "{}", server.last_request());
    let own = clock().base_url(server.base_url()).user_agent("bookshop/2.1").build().unwrap();
    own.tell_time().send().await.unwrap();
    let sent = server.last_request();
    assert!(sent.contains("user-agent: bookshop/2.1") && sent.matches("user-agent").count() == 1, "{sent}");
}

#[test]
fn a_blocking_client_has_the_same_settings() {
    let script = script();
    let client = clock().header("x-shop", "7").transport(script.clone()).build_blocking().unwrap();
    client.tell_time().send().unwrap();
    let blocking: countersign::blocking::Client = {
        let client = clock().header("x-shop", "7").transport(script.clone()).build().unwrap();
        countersign::blocking::Client::new(client.as_ref().clone()).unwrap()
    };
    blocking.call_with(time(), |call| call.header("x-shop", "8")).unwrap();
    let shops: Vec<_> = script.requests().iter().map(|request| request.headers()["x-shop"].clone()).collect();
    assert_eq!(shops, ["7", "8"]);
}

#[tokio::test]
async fn a_header_of_a_call_replaces_the_default_for_that_call_only() {
    let script = script();
    let client = clock().header("x-shop", "7").transport(script.clone()).build().unwrap();
    client.tell_time().send().header("x-shop", "8").header("x-once", "a").header("x-once", "b").await.unwrap();
    client.tell_time().send().await.unwrap();
    let [first, second] = &script.requests()[..] else { panic!("two requests") };
    let all = |request: &http::Request<bytes::Bytes>, name| {
        request.headers().get_all(name).iter().cloned().collect::<Vec<_>>()
    };
    assert_eq!((all(first, "x-shop"), all(first, "x-once")), (vec!["8".parse().unwrap()], vec!["b".parse().unwrap()]));
    assert_eq!((all(second, "x-shop"), all(second, "x-once").len()), (vec!["7".parse().unwrap()], 0));
}

#[test]
fn headers_that_http_owns_are_refused_when_the_client_is_built() {
    for name in [
        "host",
        "Host",
        "content-length",
        "content-type",
        "content-encoding",
        "content-range",
        "transfer-encoding",
        "connection",
        "keep-alive",
        "te",
        "trailer",
        "upgrade",
        "expect",
        "accept-encoding",
        "proxy-authorization",
        "x-http-method-override",
    ] {
        says(&refused(clock().header(name, "1")), &[&format!("`{name}`"), "HTTP itself"]);
    }
}

#[test]
fn headers_that_an_operation_owns_are_refused_when_the_client_is_built() {
    says(&refused(clock().header("X-Zone", "UTC")), &["`x-zone`", "`zone`", "`tell_time`"]);
}

#[test]
fn headers_that_the_scheme_owns_are_refused_when_the_client_is_built() {
    let key = |name: &'static str| Scheme::unsigned().header(name, key_id()).build();
    says(&refused(clock().auth(key("x-key")).header("X-Key", "1")), &["`x-key`", "signing rule"]);
    let scheme = Scheme::new(headers(["host"]).pairs(":", "\n").hmac_sha256(secret()).hex())
        .header("x-key", key_id())
        .header("authorization", signature())
        .build()
        .unwrap();
    for name in ["authorization", "x-key"] {
        let client = Client::builder("https://clock.example", scheme.clone(), Envelope::none()).credentials(account());
        says(&refused(client.header(name, "1")), &[&format!("`{name}`"), "signing rule"]);
    }
}

#[test]
fn invalid_names_and_values_of_headers_are_refused_without_showing_the_value() {
    for name in ["", "x shop", "x:shop", "größe", "x\r\nhost"] {
        says(&refused(clock().header(name, "1")), &["is not a header name"]);
    }
    for value in ["SESAME\n", " SESAME", "SESAME\0", "SESAMEé", "SESAME\r\nhost: evil"] {
        let text = refused(clock().header("x-token", value));
        says(&text, &["`x-token`", "visible ASCII"]);
        assert!(!text.contains("SESAME"), "{text}");
        says(&refused(clock().user_agent(value)), &["`user-agent`", "visible ASCII"]);
    }
}

#[tokio::test]
async fn headers_of_a_call_follow_the_same_rules() {
    let client = clock().transport(MemoryTransport::new(|_| panic!("nothing is sent"))).build().unwrap();
    let no = |error: Error, words: &[&str]| {
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::InvalidParameter, Outcome::NotSent), "{error}");
        says(&error.to_string(), words);
    };
    no(client.tell_time().send().header("Host", "a").await.unwrap_err(), &["`Host`", "HTTP itself"]);
    no(client.tell_time().send().header("x-zone", "a").await.unwrap_err(), &["`x-zone`", "`zone`", "`tell_time`"]);
    no(client.tell_time().zone("a").send().header("X-ZONE", "a").await.unwrap_err(), &["`zone`"]);
    no(client.tell_time().send().header("a b", "a").await.unwrap_err(), &["`a b`"]);
    no(client.tell_time().send().header("x-a", "\n").await.unwrap_err(), &["`x-a`"]);
}

#[tokio::test]
async fn a_rule_that_does_not_declare_what_it_sets_is_detected_at_the_first_request() {
    let client = Client::builder("https://clock.example", Silent, Envelope::none()).credentials(account());
    let client = client.header("x-silent", "2").transport(script()).build().unwrap();
    let error = client.call(time()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidParameter);
    says(&error.to_string(), &["`x-silent`", "signing rule"]);
}

#[test]
fn a_scheme_signs_the_headers_of_client_and_call() {
    let rule = || {
        let text = headers(["x-shop"]).pairs(":", "\n") + header("x-shop");
        let scheme = Scheme::new(text.hmac_sha256(secret()).hex());
        scheme.header("x-key", key_id()).header("x-signature", signature()).build().unwrap()
    };
    let signature = |shop: &str| {
        let client = Client::builder("https://clock.example", rule(), Envelope::none()).credentials(account());
        let client = client.header("x-shop", shop).transport(script()).build().unwrap();
        client.prepare(&time()).unwrap().request.headers()["x-signature"].clone()
    };
    assert_eq!(signature("7"), signature("7"));
    assert_ne!(signature("7"), signature("8"));
}

// ---- unencrypted hosts ----

#[test]
fn an_unencrypted_host_must_be_named() {
    let url = "http://clock.internal:8080/v1";
    says(&refused(clock().base_url(url)), &["not encrypted", "allow_unencrypted"]);
    for host in ["clock.internal", "Clock.Internal"] {
        let client = clock().base_url(url).allow_unencrypted(host).build().unwrap();
        assert_eq!(client.as_ref().base_url().as_str(), url);
    }
    let address = clock().base_url("http://10.0.0.7").allow_unencrypted("10.0.0.7").build().unwrap();
    assert_eq!(address.as_ref().base_url().as_str(), "http://10.0.0.7");
    let address = clock().base_url("http://[fd00::7]:80").allow_unencrypted("[fd00::7]").build().unwrap();
    assert_eq!(address.as_ref().base_url().as_str(), "http://[fd00::7]");
    clock().base_url("http://127.0.0.1:1").allow_unencrypted("127.0.0.1").build().unwrap();
    // All other rules for base URLs still apply.
    says(
        &refused(clock().base_url("http://clock.internal/a//b").allow_unencrypted("clock.internal")),
        &["empty segment"],
    );
    says(&refused(clock().base_url("ftp://clock.internal").allow_unencrypted("clock.internal")), &["scheme"]);
}

#[test]
fn a_permission_that_nothing_needs_is_refused() {
    for (url, host) in [
        ("https://clock.internal", "clock.internal"),
        ("https://clock.example/v1", "clock.internal"),
        ("http://clock.internal", ""),
        ("http://127.0.0.1:1", "clock.internal"),
        ("http://clock.internal", "http://clock.internal"),
        ("http://clock.internal:80", "clock.internal:80"),
        ("http://a.clock.internal", "clock.internal"),
    ] {
        let builder = clock().base_url(url).allow_unencrypted(host);
        let builder = if url == "http://clock.internal" || url == "http://clock.internal:80" || url.contains("a.clock")
        {
            builder.allow_unencrypted(url.trim_start_matches("http://").trim_end_matches(":80"))
        } else {
            builder
        };
        says(&refused(builder), &["allow_unencrypted", &format!("{host:?}"), "no request"]);
    }
}
