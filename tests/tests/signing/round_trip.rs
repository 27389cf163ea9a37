//! What one side prepares, the other parses: `parse(prepare(x)) == x`, accepted by the verifier, and refused if a byte
//! is changed on the way.
//!
//! The exact rule for changed bytes: if one byte of the query or the body is changed and the verifier still accepts the
//! request, everything that the signature covers arrives as it was sent (`%2b` for `%2B`, another case in the head of a
//! part). It covers every parameter of a query, of a form and, with `JsonSigning::WholeBody`, of a JSON body. With
//! `JsonSigning::Simplified`, it covers **only** `appKey` and `requestTime` of a JSON body: anyone on the way can
//! change the rest. Neither covers method, path and file parts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

use api_1688::{Client, CreateOrder, Md5Sorted, OfferId};
use bytes::Bytes;
use countersign::operation::Body;
use countersign::param::{Received, ReceivedValue};
use countersign::transport::MemoryTransport;
use countersign::value::{Decimal, File};
use countersign::{Auth, Endpoint, Secret, endpoint};
use countersign_tests::arbitrary;
use countersign_tests::requests::{
    SECRET, accepted, account, client, create_order, keyword_search, parameters, prepare, preview_order,
    product_detail, round_trips, simplified, upload_image, whole_body,
};
use http::Request;
use proptest::collection::vec;
use proptest::prelude::{any, proptest};
use proptest::sample::{Index, select};
use serde_json::value::RawValue;
use serde_json::{Value, json};

/// Fields of every shape. The macro knows that some of their types are parameters, but not others.
#[endpoint(POST, "/shapes/{name}", body = form)]
#[derive(PartialEq)]
pub struct Shapes {
    /// In the path.
    pub name: String,
    /// Required.
    pub count: u32,
    /// Optional.
    pub note: Option<String>,
    /// A list.
    pub numbers: Vec<i64>,
    /// A list of a type that the macro does not know.
    pub ids: Vec<OfferId>,
    /// One string.
    #[param(join = ";")]
    pub joined: Vec<u16>,
    /// A string of JSON.
    #[param(json)]
    pub text: Vec<u32>,
}

/// Values of other kinds, in a JSON body.
#[endpoint(PUT, "/values")]
#[derive(PartialEq)]
pub struct Values {
    /// A number within a range.
    #[param(range = 1..=9)]
    pub amount: Decimal,
    /// At most four characters.
    #[param(max_len = 4)]
    pub short: Option<String>,
    /// True or false.
    pub flag: bool,
    /// Anything.
    pub any: Option<Value>,
    /// Lists in a list.
    pub numbers: Vec<u32>,
}

/// A file and its label.
#[endpoint(POST, "/files", body = multipart)]
#[derive(PartialEq)]
pub struct Upload {
    /// The file.
    pub file: File,
    /// What it shows.
    pub label: Option<String>,
}

/// The bytes that can be changed: first the query, then the body.
fn length(request: &Request<Bytes>) -> usize {
    request.uri().query().map_or(0, str::len) + request.body().len()
}

/// The request with one byte replaced; `None` if no such request can be written.
fn changed(request: &Request<Bytes>, at: usize, byte: u8) -> Option<Request<Bytes>> {
    let mut changed = request.clone();
    let url = request.uri().to_string();
    let query = request.uri().query().map_or(0, str::len);
    if at < query {
        let mut url = url.into_bytes();
        let start = url.len() - query;
        url[start + at] = byte;
        *changed.uri_mut() = http::Uri::from_maybe_shared(Bytes::from(url)).ok()?;
    } else {
        let mut body = request.body().to_vec();
        body[at - query] = byte;
        *changed.body_mut() = body.into();
    }
    Some(changed)
}

/// The digits of the signature may be in either case.
fn in_upper_case((name, value): (String, Option<String>)) -> (String, Option<String>) {
    let value = if name == "sign" { value.map(|sign| sign.to_ascii_uppercase()) } else { value };
    (name, value)
}

/// The exact rule: an accepted change has not changed anything that the signature covers.
fn a_changed_byte_is_refused_or_changes_nothing<E: Endpoint>(
    auth: Md5Sorted,
    request: &Request<Bytes>,
    at: usize,
    byte: u8,
) {
    let Some(changed) = changed(request, at, byte) else { return };
    let Some(received) = accepted::<E>(auth, &changed) else { return };
    let sent = accepted::<E>(auth, request).expect("the unchanged request is accepted");
    if auth == simplified() && E::OPERATION.body() == Body::Json {
        for name in ["appKey", "requestTime", "sign"] {
            let text = |of: &Received<'_>| {
                in_upper_case((name.to_owned(), of.text(name).unwrap_or_default().map(str::to_owned)))
            };
            assert_eq!(text(&received), text(&sent), "byte {at} as {byte}");
        }
    } else {
        let covered = |of| parameters(of).into_iter().map(in_upper_case).collect::<Vec<_>>();
        assert_eq!(covered(&received), covered(&sent), "byte {at} as {byte}");
    }
}

proptest! {
    #[test]
    fn keyword_search_round_trips(request in arbitrary::keyword_search(), at in any::<Index>(), byte in any::<u8>()) {
        check(&request, at, byte);
    }

    #[test]
    fn every_shape_round_trips(
        (name, count, note) in ("[a-z/ ]{1,9}", any::<u32>(), proptest::option::of("[^\u{0}]{1,9}")),
        (numbers, ids) in (vec(any::<i64>(), 0..4), vec(any::<u64>(), 0..4)),
        (joined, text) in (vec(any::<u16>(), 0..4), vec(any::<u32>(), 0..4)),
        at in any::<Index>(),
        byte in any::<u8>(),
    ) {
        let ids = ids.into_iter().map(OfferId::from).collect();
        check(&Shapes { name, count, note, numbers, ids, joined, text }, at, byte);
    }

    #[test]
    fn every_kind_of_value_round_trips(
        (tenths, short, flag) in (10..=90_i64, proptest::option::of("[^\u{0}]{1,4}"), any::<bool>()),
        any in proptest::option::of(select(vec![json!(1), json!("a \"b\""), json!({ "a": [1.5, null] }), json!("1"), json!(false)])),
        numbers in vec(any::<u32>(), 0..4),
    ) {
        let amount = Decimal::new(tenths, 1);
        round_trips(&Values { amount, short, flag, any, numbers });
    }

    #[test]
    fn a_file_round_trips(name in "[a-z]{1,8}\\.(jpg|png)", bytes in vec(any::<u8>(), 0..64), label in proptest::option::of("[a-z]{1,4}")) {
        let request = Upload { file: File::new(name, "image/jpeg", bytes), label };
        round_trips(&request);
        let content_type = prepare(simplified(), &request).request.headers()["content-type"].clone();
        assert!(content_type.to_str().unwrap().starts_with("multipart/form-data; boundary="));
    }

    #[test]
    fn product_detail_round_trips(request in arbitrary::product_detail(), at in any::<Index>(), byte in any::<u8>()) {
        check(&request, at, byte);
    }

    #[test]
    fn upload_image_round_trips(request in arbitrary::upload_image(), at in any::<Index>(), byte in any::<u8>()) {
        check(&request, at, byte);
    }

    #[test]
    fn preview_order_round_trips(request in arbitrary::preview_order(), at in any::<Index>(), byte in any::<u8>()) {
        check(&request, at, byte);
    }

    #[test]
    fn create_order_round_trips(request in arbitrary::create_order(), at in any::<Index>(), byte in any::<u8>()) {
        check(&request, at, byte);
    }
}

fn check<E: Endpoint + PartialEq + Debug>(request: &E, at: Index, byte: u8) {
    round_trips(request);
    for auth in [simplified(), whole_body()] {
        let prepared = prepare(auth, request);
        let at = at.index(length(&prepared.request));
        a_changed_byte_is_refused_or_changes_nothing::<E>(auth, &prepared.request, at, byte);
    }
}

/// Every position, with bytes that mean something to an encoding and with the nearest other byte.
fn check_every_byte<E: Endpoint>(request: &E) {
    for auth in [simplified(), whole_body()] {
        let prepared = prepare(auth, request).request;
        let query = prepared.uri().query().unwrap_or_default().as_bytes();
        let bytes = [query, prepared.body()].concat();
        assert_eq!(bytes.len(), length(&prepared));
        for (at, &byte) in bytes.iter().enumerate() {
            for other in [byte ^ 1, byte ^ 0x20, b'0', b'A', b'%', b'+', b'&', b'"', b'\\'] {
                if other != byte {
                    a_changed_byte_is_refused_or_changes_nothing::<E>(auth, &prepared, at, other);
                }
            }
        }
    }
}

#[test]
fn a_null_is_left_out_whatever_signs_it() {
    let request = Values { amount: 1.into(), short: None, flag: true, any: Some(Value::Null), numbers: vec![] };
    for auth in [simplified(), whole_body()] {
        let written = prepare(auth, &request).request;
        let received = accepted::<Values>(auth, &written).expect("is accepted");
        assert_eq!(Values::parse(&received).unwrap(), Values { any: None, ..request.clone() });
        assert!(!String::from_utf8_lossy(written.body()).contains("any"));
    }
}

/// Anything except nothing.
#[endpoint(POST, "/something")]
#[derive(PartialEq)]
pub struct Something {
    /// JSON.
    pub any: Value,
}

#[test]
fn a_null_is_not_what_has_to_be_there() {
    let error = client(simplified()).as_ref().prepare(&Something { any: Value::Null }).unwrap_err().to_string();
    assert!(error.contains("`any` (in the body) must be a value"), "{error}");
}

#[test]
fn a_value_that_may_be_anything_is_json_where_it_is_typed_by_itself() {
    let any = |typed: &'static str| {
        let values = [("amount", "1"), ("flag", "true"), ("any", typed)];
        let values =
            values.map(|(name, value)| (Values::OPERATION.parameter(name).unwrap(), ReceivedValue::Text(value.into())));
        Values::parse(&Received::from_values(Values::OPERATION, values)).unwrap().any
    };
    assert_eq!(any(r#"{"a":1}"#), Some(json!({ "a": 1 })));
    assert_eq!((any("1"), any("\"1\""), any("one")), (Some(json!(1)), Some(json!("1")), Some(json!("one"))));
}

/// Numbers that are kept as strings here, because they have many digits.
#[endpoint(POST, "/amounts")]
#[derive(PartialEq)]
pub struct Amounts {
    /// One.
    #[param(number)]
    pub price: Decimal,
    /// Several.
    #[param(number)]
    pub prices: Vec<Decimal>,
    /// Several, as they are written.
    #[param(number)]
    pub codes: Vec<String>,
}

#[test]
fn numbers_keep_every_digit_alone_and_in_a_list() {
    let long: Decimal = "12345678901234567.80".parse().unwrap();
    let request = Amounts { price: long, prices: vec![long, 1.into()], codes: vec!["12".into()] };
    let body = prepare(simplified(), &request).request.into_body();
    let body = std::str::from_utf8(&body).unwrap();
    assert!(body.contains(r#""price":12345678901234567.80,"prices":[12345678901234567.80,1],"codes":[12]"#), "{body}");
    let odd = Amounts { codes: vec!["12".into(), "x".into()], ..request };
    let error = client(simplified()).as_ref().prepare(&odd).unwrap_err().to_string();
    assert!(error.contains(r#"`codes` (in the body) must be a list of numbers, is "x""#), "{error}");
}

/// Anything, in a query.
#[endpoint(GET, "/anything")]
#[derive(PartialEq)]
pub struct Anything {
    /// A string of JSON.
    pub any: Value,
    /// True or false.
    pub flag: bool,
    /// In a header.
    #[param(name = "x-note", in = header)]
    pub note: Option<String>,
}

#[test]
fn in_a_query_anything_is_json_text() {
    for any in [json!(1), json!("1"), json!({ "a": "b" })] {
        round_trips(&Anything { any, flag: true, note: Some("a note".into()) });
    }
}

#[test]
fn a_request_to_another_path_is_another_operations() {
    let request = Request::get("/anyone?any=1&flag=true").body(Bytes::new()).unwrap();
    let error = Received::new(Anything::OPERATION, &request).unwrap_err().to_string();
    assert!(error.contains("/anyone is not /anything"), "{error}");
    // Only names are printed, because a value may be a secret.
    let request = Request::get("/anything?any=%22hush%22").body(Bytes::new()).unwrap();
    let shown = format!("{:?}", Received::new(Anything::OPERATION, &request).unwrap());
    assert!(shown.contains("\"any\"") && !shown.contains("hush"), "{shown}");
}

#[test]
fn a_body_that_is_not_an_object_is_refused_with_the_expected_form() {
    let request = Request::put("/values").body(Bytes::from_static(b"[]")).unwrap();
    let error = Received::new(Values::OPERATION, &request).unwrap_err().to_string();
    assert!(error.contains("expected an object"), "{error}");
}

#[test]
fn a_value_over_its_limit_is_refused_on_both_sides() {
    let good = || Values { amount: 9.into(), short: Some("abcd".into()), flag: true, any: None, numbers: vec![] };
    let written = prepare(simplified(), &good());
    for (bad, words) in [
        (Values { amount: Decimal::new(91, 1), ..good() }, "`amount` (in the body) must be from 1 to 9, is 9.1"),
        (Values { amount: Decimal::new(9, 1), ..good() }, "`amount` (in the body) must be from 1 to 9, is 0.9"),
        (Values { short: Some("裙裙裙裙裙".into()), ..good() }, "`short` (in the body) must be"),
    ] {
        let error = client(simplified()).as_ref().prepare(&bad).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
    // The server reads the same table: the body differs, and the simplified rule does not notice.
    for (from, to) in [(r#""amount":"9""#, r#""amount":"9.1""#), (r#""abcd""#, r#""abcde""#)] {
        let body = String::from_utf8(written.request.body().to_vec()).unwrap();
        assert!(body.contains(from), "{body}");
        let changed = Request::put("/values").body(Bytes::from(body.replace(from, to))).unwrap();
        let received = Received::new(Values::OPERATION, &changed).unwrap();
        assert!(Values::parse(&received).is_err(), "{to}");
    }
}

#[test]
fn no_byte_of_a_search_can_be_changed() {
    check_every_byte(&keyword_search());
}

#[test]
fn no_byte_of_a_product_detail_can_be_changed() {
    check_every_byte(&product_detail());
}

#[test]
fn no_byte_of_an_image_can_be_changed() {
    check_every_byte(&upload_image());
}

#[test]
fn no_covered_byte_of_a_preview_can_be_changed() {
    check_every_byte(&preview_order());
}

#[test]
fn no_covered_byte_of_an_order_can_be_changed() {
    check_every_byte(&create_order("T20240708002"));
}

#[test]
fn every_parameter_of_a_query_counts() {
    let prepared = prepare(simplified(), &keyword_search()).request;
    let pairs: Vec<(String, String)> =
        form_urlencoded::parse(prepared.uri().query().unwrap().as_bytes()).into_owned().collect();
    let with = |pairs: &[(String, String)]| {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        Request::get(format!("https://gateway.example{}?{query}", prepared.uri().path())).body(Bytes::new()).unwrap()
    };
    assert!(accepted::<api_1688::KeywordSearch>(simplified(), &with(&pairs)).is_some());
    for position in 0..pairs.len() {
        let mut changed = pairs.clone();
        changed[position].1.push('x');
        let request = with(&changed);
        assert!(accepted::<api_1688::KeywordSearch>(simplified(), &request).is_none(), "{:?}", changed[position]);
    }
}

/// The members of an order's body whose change the verifier does not notice.
fn unnoticed(auth: Md5Sorted) -> Vec<String> {
    let prepared = prepare(auth, &create_order("T20240708002")).request;
    let members: BTreeMap<String, Box<RawValue>> = serde_json::from_slice(prepared.body()).unwrap();
    let with = |members: &BTreeMap<String, Box<RawValue>>| {
        let mut request = prepared.clone();
        *request.body_mut() = serde_json::to_vec(members).unwrap().into();
        request
    };
    assert!(accepted::<CreateOrder>(auth, &with(&members)).is_some(), "the order of members is free");
    let noticed = |name: &str| {
        let mut changed = members.clone();
        // One more blank inside a nested value, or one more character in a string.
        let text = members[name].get().replacen('{', "{ ", 1).replacen(
            '"',
            "\"x",
            usize::from(members[name].get().starts_with('"')),
        );
        changed.insert(name.to_owned(), RawValue::from_string(text).unwrap());
        accepted::<CreateOrder>(auth, &with(&changed)).is_none()
    };
    members.keys().filter(|name| !noticed(name)).cloned().collect()
}

#[test]
fn the_whole_body_rule_covers_every_member_and_the_simplified_rule_three() {
    assert_eq!(unnoticed(whole_body()), Vec::<String>::new());
    let order = ["addressParam", "cargoParamList", "flow", "isvBizType", "message", "thirdOrderId"];
    assert_eq!(unnoticed(simplified()), order);
}

#[test]
fn the_rule_cannot_tell_a_pair_from_a_value_that_looks_like_one() {
    // This is a weakness of the vendor's rule, not of this code: only `&` and `=` separate values in the signed string.
    let sign =
        |pairs: &[(&'static str, &'static str)]| Md5Sorted::signature(pairs.iter().copied(), &Secret::new(SECRET));
    assert_eq!(sign(&[("keyword", "a"), ("page", "1")]), sign(&[("keyword", "a&page=1")]));
}

#[test]
fn a_shared_rule_signs_and_verifies_as_itself() {
    let readings = simplified().other_readings(CreateOrder::OPERATION);
    let (_, other) = &readings[0];
    let transport = MemoryTransport::new(|_| http::Response::default());
    let client = Client::builder().credentials(account()).auth(other.clone()).transport(transport).build().unwrap();
    let prepared = client.prepare(&create_order("T-1")).unwrap();
    assert!(accepted::<CreateOrder>(whole_body(), &prepared.request).is_some());
    assert!(accepted::<CreateOrder>(simplified(), &prepared.request).is_none());
    // It is the same rule from outside, too.
    let shared: Arc<Arc<dyn Auth>> = Arc::new(other.clone());
    let received = Received::new(CreateOrder::OPERATION, &prepared.request).unwrap();
    assert_eq!((shared.name(), shared.verify(&received, &account())), (whole_body().name(), Ok(())));
    assert_eq!(shared.other_readings(CreateOrder::OPERATION).len(), 1);
}
