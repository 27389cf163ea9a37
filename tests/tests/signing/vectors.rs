//! The signing rule with the 300 published vectors: the signer, the stand-in's own verifier, and the trace of a
//! prepared request.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::any::Any;

use api_1688::Md5Sorted;
use bytes::Bytes;
use countersign::operation::{Method, Operation, Parameter, PathTemplate, Schema};
use countersign::param::{Encoder, ParameterError, Received};
use countersign::transport::MemoryTransport;
use countersign::{Auth, Client, Credentials, DynEndpoint, Envelope, Secret};
use countersign_tests::vectors::{self, Vector};
use http::Request;

const ANY: &Operation = &Operation::ANY;

/// A GET whose query contains the pairs, followed by the signature.
fn request(pairs: &[(&str, &str)], sign: &str) -> Request<Bytes> {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).append_pair("sign", sign).finish();
    Request::get(format!("https://gateway.example/?{query}")).body(Bytes::new()).unwrap()
}

fn is_accepted(pairs: &[(&str, &str)], sign: &str, credentials: &Credentials) -> bool {
    let request = request(pairs, sign);
    Md5Sorted::default().verify(&Received::new(ANY, &request).unwrap(), credentials).is_ok()
}

/// The credentials of a vector. A few vectors have an application key that no account can have: none, an empty one, or
/// one with a blank at its end.
fn credentials(vector: &Vector) -> Option<Credentials> {
    Credentials::new(vector.params.get("appKey")?.clone()?, vector.secret.as_str()).ok()
}

/// The vectors that an account could have sent, which must be nearly all.
fn sendable() -> Vec<(Vector, Credentials)> {
    let sendable: Vec<_> =
        vectors::all().into_iter().filter_map(|vector| credentials(&vector).map(|account| (vector, account))).collect();
    assert!(sendable.len() >= 290, "only {} of the vectors could be tested", sendable.len());
    sendable
}

#[test]
fn the_signer_returns_the_published_signature_in_any_order_of_the_pairs() {
    let vectors = vectors::all();
    assert_eq!(vectors.len(), 300);
    for vector in vectors {
        let secret = Secret::new(vector.secret.as_str());
        assert_eq!(Md5Sorted::signature(vector.pairs(), &secret), vector.sign, "{}", vector.string_to_sign);
        assert_eq!(Md5Sorted::signature(vector.pairs().rev(), &secret), vector.sign, "{}", vector.string_to_sign);
    }
}

#[test]
fn the_verifier_accepts_the_published_signature_in_any_order_of_the_pairs() {
    for (vector, credentials) in sendable() {
        let mut pairs = vector.travelling();
        assert!(is_accepted(&pairs, &vector.sign, &credentials), "{}", vector.string_to_sign);
        pairs.reverse();
        assert!(is_accepted(&pairs, &vector.sign, &credentials), "{}", vector.string_to_sign);
    }
}

#[test]
fn the_verifier_refuses_a_signature_with_one_other_digit() {
    for (vector, credentials) in sendable() {
        let pairs = vector.travelling();
        for (at, digit) in vector.sign.char_indices() {
            let other = if digit == '0' { "1" } else { "0" };
            let mut sign = vector.sign.clone();
            sign.replace_range(at..=at, other);
            assert!(!is_accepted(&pairs, &sign, &credentials), "digit {at} of {}", vector.string_to_sign);
        }
        assert!(!is_accepted(&pairs, &vector.sign[1..], &credentials), "one digit too few");
        assert!(!is_accepted(&pairs, "", &credentials), "no digits");
    }
}

#[test]
fn the_verifier_refuses_a_value_with_one_other_character() {
    for (vector, credentials) in sendable() {
        let pairs = vector.travelling();
        for (position, &(name, value)) in pairs.iter().enumerate() {
            let changed = value.char_indices().map(|(at, character)| {
                let other = if character == 'x' { "y" } else { "x" };
                [&value[..at], other, &value[at + character.len_utf8()..]].concat()
            });
            for value in changed.chain([format!("{value}x")]) {
                let mut pairs = pairs.clone();
                pairs[position].1 = &value;
                assert!(!is_accepted(&pairs, &vector.sign, &credentials), "{name}={value}: {}", vector.string_to_sign);
            }
        }
    }
}

#[test]
fn the_verifier_refuses_a_pair_too_few_or_too_many() {
    for (vector, credentials) in sendable() {
        let pairs = vector.travelling();
        for position in 0..pairs.len() {
            let mut fewer = pairs.clone();
            let dropped = fewer.remove(position);
            assert!(!is_accepted(&fewer, &vector.sign, &credentials), "{dropped:?}: {}", vector.string_to_sign);
        }
        for extra in [("unsigned", "x"), ("unsigned", ""), pairs[0]] {
            let more = [&pairs[..], &[extra]].concat();
            assert!(!is_accepted(&more, &vector.sign, &credentials), "{extra:?}: {}", vector.string_to_sign);
        }
    }
}

#[test]
fn the_verifier_refuses_a_key_that_no_account_can_have() {
    let odd: Vec<_> = vectors::all().into_iter().filter(|vector| credentials(vector).is_none()).collect();
    assert!(odd.iter().any(|vector| vector.params["appKey"].is_none()), "a vector without key");
    assert!(odd.iter().any(|vector| vector.params["appKey"].as_deref() == Some("")), "a vector with an empty key");
    for vector in odd {
        let account = Credentials::new("k1", vector.secret.as_str()).unwrap();
        assert!(!is_accepted(&vector.travelling(), &vector.sign, &account), "{}", vector.string_to_sign);
    }
}

#[test]
fn names_are_sorted_as_java_sorts_them() {
    // U+FF5E comes before U+1F600 by code point, and after it by UTF-16 code unit (D83D).
    let pairs = [("～", "1"), ("😀", "2"), ("appKey", "k1")];
    let md5 = countersign::auth::md5_hex("appKey=k1&😀=2&～=1&secret=s1".as_bytes()).to_uppercase();
    assert_eq!(Md5Sorted::signature(pairs, &Secret::new("s1")), md5);
    assert!(is_accepted(&pairs, &md5, &Credentials::new("k1", "s1").unwrap()));
}

/// An operation that is only known at run time: the pairs of a vector, without what the rule itself adds.
struct Pairs {
    operation: &'static Operation,
    values: Vec<String>,
}

impl Pairs {
    fn new(vector: &Vector) -> Self {
        let (mut parameters, mut values) = (Vec::new(), Vec::new());
        for (name, value) in vector.travelling().into_iter().filter(|(name, _)| *name != "appKey") {
            let name: &'static str = Box::leak(name.to_owned().into_boxed_str());
            parameters.push(Parameter::new(name, name, Schema::String));
            values.push(value.to_owned());
        }
        let operation = Operation::new("pairs", Method::Get, PathTemplate::new("/")).with_parameters(parameters.leak());
        Self { operation: Box::leak(Box::new(operation)), values }
    }
}

impl DynEndpoint for Pairs {
    fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
        self.values.iter().enumerate().try_for_each(|(index, value)| to.required(index, value))
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any + Send> {
        self
    }
}

#[test]
fn a_prepared_request_carries_the_signature_and_its_trace_shows_the_canonical_string() {
    for (vector, credentials) in sendable() {
        let client = Client::builder("https://gateway.example", Md5Sorted::default(), Envelope::none())
            .credentials(credentials.clone())
            .transport(MemoryTransport::new(|_| panic!("nothing is sent")))
            .build()
            .unwrap();
        let pairs = Pairs::new(&vector);
        let prepared = client.prepare(&pairs).unwrap();

        let signed = std::str::from_utf8(prepared.trace.signed()).unwrap();
        assert_eq!(format!("{signed}{}", vector.secret), vector.string_to_sign);
        for component in prepared.trace.components().iter().filter(|component| component.place().is_some()) {
            let value = prepared.trace.value(component);
            match prepared.trace.signed_range(component) {
                Some(range) => {
                    assert_eq!(&vector.string_to_sign.as_bytes()[range], value, "{}", prepared.trace.name(component));
                }
                None => assert_eq!(prepared.trace.name(component), "sign"),
            }
        }

        let received = Received::new(pairs.operation, &prepared.request).unwrap();
        assert_eq!(received.text("sign"), Ok(Some(vector.sign.as_str())));
        assert_eq!(Md5Sorted::default().verify(&received, &credentials), Ok(()), "{}", vector.string_to_sign);
    }
}
