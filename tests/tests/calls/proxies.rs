//! Proxies: what is sent to that of the environment, and what stays on this machine; tunnels and credentials of a proxy
//! that is named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::process::Command;

use api_1688::Client;
use countersign::retry::RetryPolicy;
use countersign::transport::{HyperTransport, Transport as _, TransportFailure};
use countersign::{Body, ErrorKind, Outcome};
use countersign_tests::over::{Over, Settings};
use countersign_tests::over_each;
use countersign_tests::requests::{account, create_order, keyword_search};
use countersign_tests::server::{Behaviour, Server, TlsServer, Tunnels};
use http::Request;

const VARIABLES: [&str; 8] =
    ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

/// With its percent sign encoded, as it stands in a URL.
const PASSWORD: &str = "ses%25me";

/// Sends one request using the environment of this process, for the next test, which must not change its own.
#[tokio::test]
#[ignore = "a child process of the next test"]
async fn child_sends_a_request() {
    let url = std::env::var("COUNTERSIGN_TEST_URL").unwrap();
    let over = Over::ALL.into_iter().find(|over| std::env::var("COUNTERSIGN_TEST_OVER") == Ok(format!("{over:?}")));
    let transport = over.unwrap().transport();
    let answer = transport.send(Request::get(url).body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(answer.status(), 204);
}

/// A program that sends one request, in an environment that names no proxy yet.
fn child(over: Over, url: &str) -> Command {
    let mut child = Command::new(std::env::current_exe().unwrap());
    for each in VARIABLES {
        child.env_remove(each);
    }
    child.args(["--exact", "proxies::child_sends_a_request", "--ignored"]);
    child.env("COUNTERSIGN_TEST_OVER", format!("{over:?}")).env("COUNTERSIGN_TEST_URL", url);
    child
}

/// How many requests reached a proxy that the environment names, and how many the server, when a program sent one to
/// this host, with a port of the server.
async fn reached(over: Over, variable: &str, host: &str) -> (usize, usize) {
    let answer = Behaviour::answer("204 No Content", &[], b"");
    let (proxy, server) = (Server::start(answer.clone()).await, Server::start(answer).await);
    let url = server.base_url().replace("127.0.0.1", host);
    let output = child(over, &url).env(variable, proxy.base_url()).output().unwrap();
    assert!(output.status.success(), "{variable}, {host}: {}", String::from_utf8_lossy(&output.stdout));
    (proxy.requests(), server.requests())
}

#[tokio::test(flavor = "multi_thread")]
async fn only_plain_requests_to_this_machine_bypass_the_proxy() {
    for over in Over::ALL {
        for variable in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
            assert_eq!(reached(over, variable, "127.0.0.1").await, (0, 1), "{over:?}, {variable}");
            assert_eq!(reached(over, variable, "vendor.example").await, (1, 0), "{over:?}, {variable}");
        }
        assert_eq!(reached(over, "HTTP_PROXY", "localhost").await, (0, 1), "{over:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hosts_that_need_no_proxy_bypass_it() {
    let answer = Behaviour::answer("204 No Content", &[], b"");
    for over in Over::ALL {
        for (no_proxy, to_proxy) in
            [("", 1), ("invalid.example", 1), ("vendor.invalid", 0), ("a, .invalid", 0), ("*", 0)]
        {
            let proxy = Server::start(answer.clone()).await;
            // Without the proxy, the request fails: nobody has this name.
            let mut child = child(over, "http://vendor.invalid/");
            let output = child.env("ALL_PROXY", proxy.base_url()).env("NO_PROXY", no_proxy).output().unwrap();
            assert_eq!((proxy.requests(), output.status.success()), (to_proxy, to_proxy == 1), "{over:?}, {no_proxy}");
        }
    }
}

async fn https_passes_through_a_tunnel_and_the_proxy_alone_is_given_its_credentials(over: Over) {
    let certificate = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let body = br#"{"code":200,"data":{"totalRecords":0,"totalPage":0,"pageSize":20,"data":[]}}"#;
    let server = TlsServer::start(&certificate, &[], Behaviour::answer("200 OK", &[], body)).await;
    let proxy = Tunnels::start().await;
    let settings = Settings {
        root: Some(certificate.cert.pem()),
        proxy: Some(proxy.url(&format!("shop:{PASSWORD}"))),
        ..Settings::default()
    };
    let client = Client::builder().base_url(server.base_url()).credentials(account()).transport(over.with(&settings));
    client.build().unwrap().call(keyword_search()).await.unwrap();

    let [asked] = &proxy.asked()[..] else { panic!("one tunnel") };
    let port = server.base_url().rsplit(':').next().unwrap().to_owned();
    assert!(asked.starts_with(&format!("CONNECT localhost:{port} HTTP/1.1\r\n")), "{asked}");
    let asked = asked.to_lowercase();
    assert!(has_basic(&asked), "{asked}");
    assert!(asked.contains("user-agent: countersign/"), "{asked}");
    assert!(!asked.contains("appkey") && !asked.contains("sign="), "{asked}");
    let seen = server.last_request();
    assert!(seen.starts_with("GET /alibaba/product/keywordQuery?"), "{seen}");
    assert!(!seen.to_lowercase().contains("proxy-"), "{seen}");
}

async fn a_plain_request_is_given_to_a_proxy_whole_and_with_its_credentials(over: Over) {
    let proxy = Server::start(Behaviour::answer("204 No Content", &[], b"")).await;
    let url = proxy.base_url().replace("http://", &format!("http://shop:{PASSWORD}@"));
    let transport = over.with(&Settings { proxy: Some(url), ..Settings::default() });
    let request = Request::get("http://vendor.example/books?page=1").body(Body::empty()).unwrap();
    assert_eq!(transport.send(request).await.unwrap().status(), 204);
    let seen = proxy.last_request();
    assert!(seen.starts_with("GET http://vendor.example/books?page=1 HTTP/1.1\r\n"), "{seen}");
    assert!(has_basic(&seen.to_lowercase()) && seen.to_lowercase().contains("host: vendor.example\r\n"), "{seen}");
}

/// Whether a head, in lower case, has the credentials `shop:ses%me`.
fn has_basic(head: &str) -> bool {
    use base64::Engine as _;
    let basic = base64::engine::general_purpose::STANDARD.encode("shop:ses%me").to_lowercase();
    head.contains(&format!("proxy-authorization: basic {basic}\r\n"))
}

async fn a_tunnel_that_is_refused_sends_nothing_and_prints_no_password(over: Over) {
    for (answer, cause) in [
        (Behaviour::answer("407 Proxy Authentication Required", &[], b""), "proxy authorization required"),
        (Behaviour::answer("502 Bad Gateway", &[], b""), "unsuccessful"),
        (Behaviour::Closes, "unexpected end of file"),
    ] {
        let proxy = Server::start(answer).await;
        let url = proxy.base_url().replace("http://", &format!("http://shop:{PASSWORD}@"));
        let transport = over.with(&Settings { proxy: Some(url), ..Settings::default() });
        let client = Client::builder().credentials(account()).transport(transport).retry(RetryPolicy::none());
        let error = client.build().unwrap().call(create_order("T-1")).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotSent), "{error}");
        let mut text = format!("{error} {error:?}");
        let mut source = std::error::Error::source(&error);
        while let Some(each) = source {
            text = format!("{text} {each} {each:?}");
            source = each.source();
        }
        assert!(text.contains(cause), "{text}");
        assert!(!text.contains("ses%") && !text.contains("c2hvc"), "{text}");
    }
}

async fn http_2_is_spoken_where_the_server_offers_it(over: Over) {
    let certificate = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let settings = Settings { root: Some(certificate.cert.pem()), ..Settings::default() };
    for (protocols, first) in [(&["h2", "http/1.1"][..], "PRI * HTTP/2.0"), (&["http/1.1"], "GET / HTTP/1.1")] {
        let server = TlsServer::start(&certificate, protocols, Behaviour::Closes).await;
        let request = Request::get(server.base_url()).body(Body::empty()).unwrap();
        let error = over.with(&settings).send(request).await.unwrap_err();
        assert_eq!(error.failure(), TransportFailure::Interrupted);
        assert!(server.last_request().starts_with(first), "{protocols:?}: {}", server.last_request());
    }
}

#[test]
fn a_proxy_that_cannot_be_used_is_refused_when_the_transport_is_built() {
    for url in
        ["", "proxy", "proxy:3128", "socks5://user:sesame@proxy.example", "ftp://user:sesame@proxy.example", "http://"]
    {
        let error = HyperTransport::builder().proxy(url).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{url}: {error}");
        assert!(error.to_string().contains("the proxy cannot be used"), "{url}: {error}");
        assert!(!format!("{error} {error:?}").contains("sesame"), "{error}");
    }
    HyperTransport::builder().proxy("https://user:sesame@proxy.example:3128").build().unwrap();
}

over_each!(
    https_passes_through_a_tunnel_and_the_proxy_alone_is_given_its_credentials,
    a_plain_request_is_given_to_a_proxy_whole_and_with_its_credentials,
    a_tunnel_that_is_refused_sends_nothing_and_prints_no_password,
    http_2_is_spoken_where_the_server_offers_it,
);
