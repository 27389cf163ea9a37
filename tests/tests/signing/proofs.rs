//! Properties for all inputs: the order of parameters does not matter, absent and empty differ, two sets of parameters
//! share a signed string only if the rule itself cannot distinguish them, and one changed byte is always refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;
use std::time::Duration;

use api_1688::Md5Sorted;
use api_1688::message::PushRule;
use bytes::Bytes;
use countersign::operation::{Method, Operation, Parameter, PathTemplate, Schema};
use countersign::param::{Encoder, ParameterError, Received, ReceivedParameter};
use countersign::scheme::{Scheme, Text, TimeFormat, key_id, parameters as all, secret, signature as signed, time};
use countersign::value::Timestamp;
use countersign::{Auth, BaseUrl, Credentials, DynEndpoint, Preparation, Prepared, Secret};
use countersign_tests::arbitrary::text;
use countersign_tests::pushes::{body, verify};
use http::Request;
use proptest::collection::{btree_map, vec};
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_assert_ne, prop_assume, proptest};
use proptest::sample::{Index, select};

const SECRET: &str = "c76a4958adb6dd549b5bc014916021e8";

/// Parameters with names that are not the signature's.
fn parameters() -> impl Strategy<Value = BTreeMap<String, String>> {
    btree_map(text().prop_filter("`sign` is dropped", |name| name != "sign"), text(), 0..8)
}

/// Parameters, and the same ones in another order.
fn shuffled() -> impl Strategy<Value = (BTreeMap<String, String>, Vec<(String, String)>)> {
    parameters().prop_flat_map(|parameters| {
        let pairs: Vec<_> = parameters.clone().into_iter().collect();
        (Just(parameters), Just(pairs).prop_shuffle())
    })
}

/// Parameters made of so few characters that two of them are often alike.
fn alike() -> impl Strategy<Value = BTreeMap<String, String>> {
    let piece = || vec(select(&["a", "b", "&", "="][..]), 0..4).prop_map(|pieces| pieces.concat());
    btree_map(piece(), piece(), 0..4)
}

fn signature(pairs: &[(&str, &str)]) -> String {
    let secret = Secret::new(SECRET);
    let signature = Md5Sorted::signature(pairs.iter().copied(), &secret);
    assert!(Md5Sorted::accepts(pairs.iter().copied(), &secret, &signature), "the halves agree: {pairs:?}");
    signature
}

fn pairs(parameters: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
    parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// An operation that is only known at run time.
struct Pairs {
    operation: &'static Operation,
    values: Vec<String>,
}

impl Pairs {
    fn new(pairs: &[(&str, &str)]) -> Self {
        let leak = |name: &str| -> &'static str { Box::leak(name.to_owned().into_boxed_str()) };
        let parameters: Vec<Parameter> =
            pairs.iter().map(|(name, _)| leak(name)).map(|name| Parameter::new(name, name, Schema::String)).collect();
        let operation = Operation::new("pairs", Method::Get, PathTemplate::new("/")).with_parameters(parameters.leak());
        let values = pairs.iter().map(|(_, value)| (*value).to_owned()).collect();
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

    fn into_any(self: Box<Self>) -> Box<dyn std::any::Any + Send> {
        self
    }
}

fn account() -> Credentials {
    Credentials::new("k2046747647", SECRET).unwrap()
}

fn prepare(auth: &dyn Auth, pairs: &[(&str, &str)]) -> (Prepared, &'static Operation) {
    let base_url = BaseUrl::new("https://gateway.example").unwrap();
    let clock = || Timestamp::from_millisecond(1_724_224_057_972);
    let request = Pairs::new(pairs);
    let prepared = Preparation::new(&base_url, auth, &account(), &clock).prepare(&request);
    (prepared.unwrap(), request.operation)
}

/// The rules whose properties are tested.
fn rules() -> Vec<Scheme> {
    let sorted = |between, separator| all().sorted().pairs(between, separator);
    let texts = [
        all().sorted().plus("key", secret()).pairs("=", "&").md5(),
        sorted("=", "&").hmac_sha256(secret()),
        (secret() + sorted("", "") + secret()).sha1(),
    ];
    let scheme = |text: Text| {
        let scheme = Scheme::new(text.hex()).parameter("k", key_id()).parameter("t", time(TimeFormat::UnixSeconds));
        scheme.parameter("sign", signed()).max_age(Duration::from_secs(u64::MAX)).build().unwrap()
    };
    texts.into_iter().map(scheme).collect()
}

/// The HMAC of a text, sent as `sign`.
fn keyed(text: &Text) -> Scheme {
    Scheme::new(text.hmac_sha256(secret()).hex()).parameter("sign", signed()).build().unwrap()
}

proptest! {
    #[test]
    fn the_order_of_parameters_does_not_count((parameters, shuffled) in shuffled()) {
        let shuffled: Vec<_> = shuffled.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        prop_assert_eq!(signature(&pairs(&parameters)), signature(&shuffled));
    }

    #[test]
    fn absence_is_not_emptiness(parameters in parameters(), name in text()) {
        prop_assume!(name != "sign" && !parameters.contains_key(&name));
        let without = pairs(&parameters);
        let with = [&without[..], &[(name.as_str(), "")]].concat();
        prop_assert_ne!(signature(&without), signature(&with));
    }

    #[test]
    fn an_empty_value_is_as_an_absent_one_only_where_the_rule_says_so(title in text(), rest in text()) {
        prop_assume!(!rest.is_empty());
        let rule = keyed(&all().sorted().pairs("=", "&"));
        let signature = |rule: &Scheme, pairs: &[(&str, &str)]| {
            let (prepared, _) = prepare(rule, pairs);
            prepared.trace.value(prepared.trace.signature().unwrap().0).to_vec()
        };
        let (absent, empty) = ([("a", rest.as_str())], [("a", rest.as_str()), ("b", "")]);
        prop_assert_ne!(signature(&rule, &absent), signature(&rule, &empty));
        let dropping = keyed(&all().without_empty().sorted().pairs("=", "&"));
        prop_assert_eq!(signature(&dropping, &absent), signature(&dropping, &empty));
        let full = [("a", rest.as_str()), ("b", title.as_str())];
        prop_assert_eq!(signature(&dropping, &absent) == signature(&dropping, &full), title.is_empty());
    }

    #[test]
    fn two_sets_of_parameters_share_a_string_only_where_the_rule_cannot_tell_them_apart(
        one in alike(),
        other in alike(),
        free in parameters(),
        bound in parameters(),
    ) {
        for (one, other) in [(one, other), (free, bound)] {
            if one != other && signature(&pairs(&one)) == signature(&pairs(&other)) {
                // The rule puts only `&` and `=` between values: that, and only that, can be imitated.
                let ambiguous = |text: &String| text.contains(['&', '=']);
                let texts = one.iter().chain(&other).flat_map(|(name, value)| [name, value]);
                prop_assert!(texts.clone().any(ambiguous), "{:?} and {:?}", one, other);
            }
        }
    }

    #[test]
    fn a_changed_byte_of_a_query_is_refused_or_changes_nothing(
        parameters in parameters(),
        at in any::<Index>(),
        byte in any::<u8>(),
        rule in select(rules()),
    ) {
        prop_assume!(!["k", "t"].iter().any(|added| parameters.contains_key(*added)));
        let (prepared, operation) = prepare(&rule, &pairs(&parameters));
        let url = prepared.request.uri().to_string();
        let query = url.find('?').unwrap() + 1;
        let mut changed = url.clone().into_bytes();
        changed[query + at.index(url.len() - query)] = byte;
        let Ok(uri) = http::Uri::from_maybe_shared(Bytes::from(changed)) else { return Ok(()) };
        let mut request = prepared.request.clone();
        *request.uri_mut() = uri;
        let arrived = |request: &Request<Bytes>| -> Vec<(String, Option<String>)> {
            let received = Received::new(operation, request).unwrap();
            let pairs = received.parameters().iter();
            let text = |each: &ReceivedParameter<'_>| match (each.name(), each.text()) {
                // A signature in hexadecimal digits is accepted in either case.
                ("sign", Some(sign)) => Some(sign.to_ascii_lowercase()),
                (_, text) => text.map(str::to_owned),
            };
            pairs.map(|each| (each.name().to_owned(), text(each))).collect()
        };
        let received = Received::new(operation, &request);
        if received.is_ok_and(|received| Auth::verify(&rule, &received, &account()).is_ok()) && arrived(&request) != arrived(&prepared.request) {
            // Without separators between the pairs, a byte can move from a name to a value.
            prop_assert!(rule.to_string().contains("with_separator(\"\")"), "{}", prepared.trace);
        }
    }

    #[test]
    fn a_changed_byte_of_a_push_is_refused_or_changes_nothing(
        message in text(),
        at in any::<Index>(),
        byte in any::<u8>(),
        rule in select(PushRule::ALL),
    ) {
        let pushes = rule.pushes().unwrap();
        let sent = body(&pushes.signer(&account()), &message);
        let receiver = pushes.receiver(&account());
        let original = verify(&receiver, &sent).unwrap();
        prop_assert_eq!(original.text(), &message);
        let mut changed = sent.to_vec();
        changed[at.index(sent.len())] = byte;
        if let Ok(verified) = verify(&receiver, &changed) {
            prop_assert_eq!(verified.text(), &message);
        }
    }
}

/// The ambiguities that the property above allows are real: here is an example of each.
#[test]
fn what_the_rules_cannot_tell_apart() {
    assert_eq!(signature(&[("a", "1"), ("b", "2")]), signature(&[("a", "1&b=2")]));
    assert_eq!(signature(&[("a=b", "c")]), signature(&[("a", "b=c")]));
    assert_ne!(signature(&[("a", "1"), ("b", "2")]), signature(&[("a", "1"), ("b2", "")]));
    // Without separators between the pairs, every division of the text yields the same text.
    let bare = keyed(&all().sorted().pairs("", ""));
    let signed = |pairs: &[(&str, &str)]| prepare(&bare, pairs).0.trace.signed().to_vec();
    assert_eq!(signed(&[("a", "1"), ("b", "2")]), signed(&[("a", "1b2")]));
}

/// Every byte of a request and of a push, not only some.
#[test]
fn no_byte_of_a_signed_text_can_be_changed() {
    let rule = &rules()[1];
    let (prepared, operation) = prepare(rule, &[("title", "浮士德 & co"), ("page", "1"), ("empty", "")]);
    let url = prepared.request.uri().to_string();
    let mut refused = 0;
    for at in url.find('?').unwrap() + 1..url.len() {
        for byte in (b'!'..=b'~').filter(|byte| *byte != url.as_bytes()[at]) {
            let mut changed = url.clone().into_bytes();
            changed[at] = byte;
            let Ok(request) = Request::get(String::from_utf8(changed).unwrap()).body(Bytes::new()) else { continue };
            let Ok(received) = Received::new(operation, &request) else {
                refused += 1;
                continue;
            };
            if Auth::verify(rule, &received, &account()).is_ok() {
                let original = Received::new(operation, &prepared.request).unwrap();
                let text = |received: &Received<'_>, name: &str| {
                    let text = received.text(name).unwrap().map(str::to_owned);
                    // The case of a signature's digits does not matter.
                    if name == "sign" { text.map(|sign| sign.to_ascii_lowercase()) } else { text }
                };
                for name in ["title", "page", "empty", "k", "t", "sign"] {
                    assert_eq!(text(&received, name), text(&original, name), "byte {at} as {byte}");
                }
            } else {
                refused += 1;
            }
        }
    }
    assert!(refused > 10_000, "{refused}");
}
