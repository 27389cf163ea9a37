//! Which TLS a client has is for the features to say: run with `tls-aws-lc`, with `tls-ring`, and with neither, over
//! `reqwest` and over `hyper`.
#![cfg(any(feature = "hyper", feature = "reqwest"))]
#![allow(clippy::unwrap_used, reason = "a failure shows its line")]

use std::sync::Arc;

use countersign::scheme::Scheme;
#[cfg(feature = "hyper")]
use countersign::transport::HyperTransport;
#[cfg(feature = "reqwest")]
use countersign::transport::ReqwestTransport;
use countersign::transport::Transport;
use countersign::{Client, ClientBuilder, Credentials, Envelope};

/// The transports that the features bring, with a change to the builder of each.
macro_rules! transports {
    ($($change:tt)*) => {{
        let mut transports: [Option<Arc<dyn Transport>>; 2] = [None, None];
        #[cfg(feature = "hyper")]
        transports[0].replace(Arc::new(HyperTransport::builder()$($change)*.build().unwrap()));
        #[cfg(feature = "reqwest")]
        transports[1].replace(Arc::new(ReqwestTransport::builder()$($change)*.build().unwrap()));
        transports.into_iter().flatten()
    }};
}

fn client(base_url: &str) -> ClientBuilder<Client> {
    let credentials = Credentials::new("reader", "sesame").unwrap();
    Client::builder(base_url, Scheme::bearer(), Envelope::default()).credentials(credentials)
}

#[test]
#[cfg(any(feature = "tls-aws-lc", feature = "tls-ring"))]
fn https_is_set_up_and_nothing_is_installed_for_the_process() {
    client("https://books.example").build().unwrap();
    for transport in transports!() {
        client("https://books.example").transport(transport).build().unwrap();
    }
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}

/// A server that answers one request over TLS, by the same provider.
#[cfg(any(feature = "tls-aws-lc", feature = "tls-ring"))]
fn serve(certificate: &rcgen::CertifiedKey<rcgen::KeyPair>) -> String {
    use std::io::{Read as _, Write as _};

    #[cfg(feature = "tls-aws-lc")]
    use rustls::crypto::aws_lc_rs::default_provider;
    #[cfg(not(feature = "tls-aws-lc"))]
    use rustls::crypto::ring::default_provider;

    let key = certificate.signing_key.serialize_der().try_into().unwrap();
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = config.with_single_cert(vec![certificate.cert.der().clone()], key).unwrap();
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().unwrap();
        let mut connection = rustls::ServerConnection::new(config.into()).unwrap();
        let mut stream = rustls::Stream::new(&mut connection, &mut socket);
        let _ = stream.read(&mut [0; 4096]).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\n\"noon\"").unwrap();
        stream.conn.send_close_notify();
        let _ = stream.flush();
    });
    format!("https://localhost:{port}")
}

/// Returns the time.
#[countersign::endpoint(GET, "/time", response = String)]
pub struct TellTime {}

#[test]
#[cfg(any(feature = "tls-aws-lc", feature = "tls-ring"))]
fn a_call_is_encrypted_by_the_provider_of_the_feature() {
    let certificate = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    for transport in transports!(.root_certificates(certificate.cert.pem())) {
        let credentials = Credentials::new("reader", "sesame").unwrap();
        let client = Client::builder(serve(&certificate), Scheme::bearer(), Envelope::none());
        let client = client.credentials(credentials).transport(transport).build().unwrap();
        let client = countersign::blocking::Client::new(client).unwrap();
        assert_eq!(*client.call(TellTime {}).unwrap(), "noon");
    }
}

#[test]
#[cfg(not(any(feature = "tls-aws-lc", feature = "tls-ring")))]
fn https_without_tls_is_refused_when_the_client_is_built() {
    let given = transports!().map(|transport| client("https://books.example").transport(transport));
    let usual = [
        client("https://books.example"),
        client("HTTPS://books.example/v1"),
        client("https://books.example").middleware(|request, next| next.send(request)),
    ];
    for builder in given.into_iter().chain(usual) {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), countersign::ErrorKind::Configuration, "{error}");
        let text = error.to_string();
        assert!(text.contains("`tls-aws-lc`") && text.contains("`tls-ring`"), "{text}");
    }
    client("http://127.0.0.1:1").build().unwrap();
    // A user who configures reqwest may have set up its TLS.
    #[cfg(feature = "reqwest")]
    {
        let own = ReqwestTransport::builder().configure(|reqwest| reqwest).build().unwrap();
        client("https://books.example").transport(own).build().unwrap();
    }
}
