//! Which TLS a client has is for the features to say: run with `tls-aws-lc`, with `tls-ring`, and with neither.
#![allow(clippy::unwrap_used, reason = "a failed test says where")]

use countersign::auth::{Digest, SortedJoin};
use countersign::transport::ReqwestTransport;
use countersign::{Client, ClientBuilder, Credentials, Envelope};

fn client(base_url: &str) -> ClientBuilder<Client> {
    let credentials = Credentials::new("reader", "sesame").unwrap();
    Client::builder(base_url, SortedJoin::hmac(Digest::Sha256), Envelope::default()).credentials(credentials)
}

#[test]
#[cfg(any(feature = "tls-aws-lc", feature = "tls-ring"))]
fn https_is_set_up_and_nothing_is_installed_for_the_process() {
    client("https://books.example").build().unwrap();
    client("https://books.example").transport(ReqwestTransport::builder().build().unwrap()).build().unwrap();
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}

#[test]
#[cfg(not(any(feature = "tls-aws-lc", feature = "tls-ring")))]
fn https_without_tls_is_refused_when_the_client_is_built() {
    let given = ReqwestTransport::builder().build().unwrap();
    let shared = std::sync::Arc::new(ReqwestTransport::builder().build().unwrap());
    for builder in [
        client("https://books.example"),
        client("HTTPS://books.example/v1"),
        client("https://books.example").transport(given),
        client("https://books.example").transport(shared),
        client("https://books.example").middleware(|request, next| next.send(request)),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), countersign::ErrorKind::Configuration, "{error}");
        let text = error.to_string();
        assert!(text.contains("`tls-aws-lc`") && text.contains("`tls-ring`"), "{text}");
    }
    client("http://127.0.0.1:1").build().unwrap();
    // Who sets up reqwest may have brought a TLS of its own.
    let own = ReqwestTransport::builder().configure(|reqwest| reqwest).build().unwrap();
    client("https://books.example").transport(own).build().unwrap();
}
