//! Rules that no part covers: a part with both halves, and a whole rule with its own error.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should say so at once")]

use std::error::Error as _;
use std::fmt;
use std::time::SystemTime;

use countersign::auth::{Auth, AuthError, Content, Description, Refusal, Sends, Signing, signatures_match};
use countersign::operation::{Operation, Place};
use countersign::param::{Origin, Received};
use countersign::scheme::{
    Claim, Fresh, Part, RefusedKind, Request, Scheme, TimeFormat, credential, key_id, lines, method, path, secret,
    signature, time,
};
use countersign::transport::MemoryTransport;
use countersign::value::Timestamp;
use countersign::{Client, Credentials, Endpoint as _, Envelope, ErrorKind, endpoint};

/// Reverses a string.
#[derive(Debug)]
struct Backwards;

impl Part for Backwards {
    fn code(&self) -> String {
        String::from("Backwards")
    }

    fn compute(&self, text: &[u8]) -> Option<Vec<u8>> {
        Some(text.iter().rev().copied().collect())
    }

    fn read_back(&self, written: &[u8]) -> Option<Vec<u8>> {
        self.compute(written)
    }
}

#[test]
fn a_part_is_computed_by_the_signer_and_read_back_by_the_receiver() {
    let scheme = Scheme::new(path().by_hand(Backwards).hmac_sha256(secret()).hex())
        .header("x-key", key_id().by_hand(Backwards))
        .header("x-sign", signature())
        .build()
        .unwrap();
    let account = || Credentials::new("reader", "sesame").unwrap();
    let request = Request::new("GET", "https://books.example/books").unwrap();
    let sent = scheme.sign(request, &account(), &Fresh::now()).unwrap().request;
    assert_eq!(sent.headers()["x-key"], "redaer");
    let find = |claim: &Claim<'_>| (claim.key_id() == Some("reader")).then(account);
    assert_eq!(scheme.verify(&sent, find, SystemTime::now()).unwrap().credentials.key_id(), "reader");
}

/// A sum of the bytes, which says whether it is one-way.
#[derive(Debug)]
struct Sums(bool);

impl Part for Sums {
    fn code(&self) -> String {
        format!("Sums({})", self.0)
    }

    fn compute(&self, text: &[u8]) -> Option<Vec<u8>> {
        let sum = text.iter().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
        Some(sum.to_be_bytes().to_vec())
    }

    fn is_one_way(&self) -> bool {
        self.0
    }
}

#[test]
fn a_digest_by_hand_makes_a_signature_of_a_secret_if_it_is_one_way() {
    let scheme = |part| Scheme::new((path() + secret()).by_hand(part).hex()).header("x-sign", signature()).build();
    let refused = scheme(Sums(false)).unwrap_err().to_string();
    assert!(refused.contains("this reveals the secret itself") && refused.contains("is_one_way"), "{refused}");
    let scheme = scheme(Sums(true)).unwrap();
    let account = || Credentials::of_secret("sesame").unwrap();
    let request = |path| Request::new("GET", path).unwrap();
    let sent = scheme.sign(request("https://books.example/books"), &account(), &Fresh::now()).unwrap().request;
    scheme.verify(&sent, |_| Some(account()), SystemTime::now()).unwrap();
    let other =
        request("https://books.example/prices").header("x-sign", sent.headers()["x-sign"].to_str().unwrap()).unwrap();
    assert_eq!(
        scheme.verify(&other, |_| Some(account()), SystemTime::now()).unwrap_err().kind(),
        RefusedKind::Signature
    );
}

/// Counts bytes.
#[derive(Debug)]
struct Length;

impl Part for Length {
    fn code(&self) -> String {
        String::from("Length")
    }

    fn compute(&self, text: &[u8]) -> Option<Vec<u8>> {
        Some(text.len().to_string().into_bytes())
    }
}

#[test]
fn nothing_is_read_from_a_part_without_a_way_back() {
    let signed = || Scheme::new(path().hmac_sha256(secret()).hex()).header("x-sign", signature());
    let account = || Credentials::new("reader", "sesame").unwrap();
    let request = || Request::new("GET", "https://books.example/books").unwrap();
    // What a receiver knows is computed again.
    let scheme = signed().header("x-length", path().by_hand(Length)).build().unwrap();
    let sent = scheme.sign(request(), &account(), &Fresh::now()).unwrap().request;
    assert_eq!(sent.headers()["x-length"], "6");
    let verify = |scheme: &Scheme, request: &Request| {
        scheme.verify(request, |_| [account()], SystemTime::now()).map(drop).map_err(|refused| refused.kind())
    };
    assert_eq!(verify(&scheme, &sent), Ok(()));
    let proof = sent.headers()["x-sign"].to_str().unwrap();
    let longer = request().header("x-sign", proof).unwrap().header("x-length", "7").unwrap();
    assert_eq!(verify(&scheme, &longer), Err(RefusedKind::Signature));
    let scheme = signed().header("x-key", key_id().by_hand(Length)).build().unwrap();
    let sent = scheme.sign(request(), &account(), &Fresh::now()).unwrap().request;
    assert_eq!(sent.headers()["x-key"], "6");
    assert_eq!(verify(&scheme, &sent), Err(RefusedKind::Malformed));
}

/// Counts the letters of the path, which no part does. Key ids are numbers.
#[derive(Debug)]
struct Letters;

/// The reason why it cannot sign.
#[derive(Debug, PartialEq)]
struct NotANumber(String);

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the key id `{}` is not a number", self.0)
    }
}

impl std::error::Error for NotANumber {}

fn count(path: &str, credentials: &Credentials) -> String {
    let letters = path.len() + credentials.secret().expose().len();
    letters.to_string()
}

impl Auth for Letters {
    fn name(&self) -> &'static str {
        "letters"
    }

    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError> {
        let key = credentials.key_id();
        key.parse::<u64>().map_err(|_| NotANumber(key.to_owned()))?;
        let count = count(request.operation().path().as_str(), credentials);
        Ok(request.add_header("x-letters", &count, Origin::Signature)?)
    }

    fn verify(&self, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
        let arrived = request.header("x-letters")?.ok_or_else(|| Refusal::missing("x-letters"))?;
        let expected = count(request.operation().path().as_str(), credentials);
        signatures_match(&expected, arrived).then_some(()).ok_or_else(|| Refusal::new("the count is wrong"))
    }

    fn describe(&self, _: &Operation) -> Description {
        let mut description = Description::default();
        description.sends.push(Sends::new(Place::Header, "x-letters", Content::Signature));
        description
    }
}

/// Returns the hours.
#[endpoint(GET, "/hours")]
struct Hours {}

fn client(key: &str) -> Client {
    Client::builder("https://books.example", Letters, Envelope::none())
        .credentials(Credentials::new(key, "sesame").unwrap())
        .transport(MemoryTransport::new(|_| http::Response::new("{}".into())))
        .build()
        .unwrap()
}

#[test]
fn a_hand_written_rule_signs_verifies_and_fails_with_its_own_error() {
    let prepared = client("7").prepare(&Hours {}).unwrap();
    let received = Received::new(Hours::OPERATION, &prepared.request).unwrap();
    Letters.verify(&received, &Credentials::new("7", "sesame").unwrap()).unwrap();
    Letters.verify(&received, &Credentials::new("7", "longer secret").unwrap()).unwrap_err();

    let error = client("seven").prepare(&Hours {}).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidParameter);
    assert_eq!(error.to_string(), "hours: the key id `seven` is not a number");
    let source = error.source().and_then(|source| source.downcast_ref::<NotANumber>());
    assert_eq!(source, Some(&NotANumber(String::from("seven"))));
}

/// Adds up the bytes of a text over the request, which no part does.
#[derive(Debug)]
struct Sum;

impl Auth for Sum {
    fn name(&self) -> &'static str {
        "sum"
    }

    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError> {
        let text = lines((method(), path(), time(TimeFormat::UnixSeconds), path().md5().hex(), secret(), "end"));
        let written = text.write(request, credentials, "sum")?;
        let sum: u32 = written.iter().copied().map(u32::from).sum();
        let value = format!("{sum} of {}", String::from_utf8_lossy(&written).replace('\n', " "));
        Ok(request.add_header("x-sum", &value, Origin::Signature)?)
    }

    fn verify(&self, _: &Received<'_>, _: &Credentials) -> Result<(), Refusal> {
        Err(Refusal::new("it only signs"))
    }
}

#[test]
fn a_rule_by_hand_writes_a_text_and_its_trace_shows_it_without_the_secret() {
    let client = Client::builder("https://books.example/v1", Sum, Envelope::none())
        .credentials(Credentials::new("7", "sesame").unwrap())
        .clock(|| Timestamp::from_millisecond(1_700_000_000_999))
        .transport(MemoryTransport::new(|_| http::Response::new("{}".into())))
        .build()
        .unwrap();
    let prepared = client.prepare(&Hours {}).unwrap();
    let sent = prepared.request.headers()["x-sum"].to_str().unwrap();
    assert!(sent.contains(" of GET /v1/hours 1700000000 ") && sent.ends_with(" sesame end"), "{sent}");
    let string = prepared.trace.strings().next_back().unwrap();
    let shown = String::from_utf8_lossy(string.bytes());
    assert!(shown.starts_with("GET\n/v1/hours\n1700000000\n") && shown.ends_with("\n\nend"), "{shown}");
    assert_eq!((string.made(), prepared.trace.secret_at().len()), ("sum", 1));
    assert_eq!(prepared.trace.strings().map(|string| string.made()).collect::<Vec<_>>(), ["MD5", "sum"]);
}

/// Sends a signature over a text that contains a token.
#[derive(Debug)]
struct Sealed;

impl Auth for Sealed {
    fn name(&self) -> &'static str {
        "sealed"
    }

    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError> {
        let text = path() + "." + (path() + credential("token")).ed25519().hex();
        let written = text.write(request, credentials, "sealed")?;
        Ok(request.add_header("x-sealed", &String::from_utf8_lossy(&written), Origin::Signature)?)
    }

    fn verify(&self, _: &Received<'_>, _: &Credentials) -> Result<(), Refusal> {
        Err(Refusal::new("it only signs"))
    }
}

#[test]
fn a_trace_shows_the_signature_by_a_private_key_and_not_the_token_that_it_covers() {
    let private = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    let client = Client::builder("https://books.example", Sealed, Envelope::none())
        .credentials(Credentials::new("7", private).unwrap().with("token", "canary").unwrap())
        .transport(MemoryTransport::new(|_| http::Response::new("{}".into())))
        .build()
        .unwrap();
    let prepared = client.prepare(&Hours {}).unwrap();
    let sent = prepared.request.headers()["x-sealed"].as_bytes();
    assert_eq!(sent.len(), "/hours.".len() + 128);
    assert_eq!(prepared.trace.strings().next_back().unwrap().bytes(), sent);
    assert!(!format!("{}{prepared:?}", prepared.trace).contains("canary"));
}
