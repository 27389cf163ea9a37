//! Digits and bytes: what arrives is what was sent, and a value that is not a number is not sent.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use api_1688::{Fen, Md5Sorted, Yuan};
use bytes::Bytes;
use countersign::Body;
use countersign::auth::{Secret, hmac_sha1_hex};
use countersign::operation::{Operation, Schema};
use countersign::transport::MemoryTransport;
use countersign::value::{Base64Bytes, Decimal, Percent};
use countersign::webhook::Verified;
use countersign::{Answer, Client, Credentials, Decode, Endpoint, Envelope, Error, ErrorKind, endpoint, model};
use http::StatusCode;
use serde::{Deserializer, Serialize};
use serde_json::{Value, json};

fn answered<T: Decode>(status: StatusCode, body: impl Into<Bytes>) -> Result<T, Error> {
    Envelope::none().read::<T>(&Operation::ANY, &Answer::new(status, body)).map(countersign::Reply::into_value)
}

/// The value of the member `v` of an answer.
fn read<T: Decode>(value: &str) -> Result<T, Error> {
    let body = format!(r#"{{"v":{value}}}"#);
    let map: BTreeMap<String, T> = answered(StatusCode::OK, body)?;
    Ok(map.into_values().next().expect("one member"))
}

#[test]
fn a_decimal_keeps_every_digit_of_the_wire() {
    for digits in ["90071992547409.91", "20000000000000000001", "0.1234567890123456789012345678", "1.10", "-3.50", "7"]
    {
        for written in [digits.to_owned(), format!("\"{digits}\"")] {
            assert_eq!(read::<Decimal>(&written).unwrap().to_string(), digits);
            assert_eq!(read::<Yuan>(&written).unwrap().to_string(), digits);
            assert_eq!(read::<Option<Yuan>>(&written).unwrap().unwrap().to_string(), digits);
            assert_eq!(read::<Vec<Yuan>>(&format!("[{written}]")).unwrap()[0].to_string(), digits);
        }
    }
    assert_eq!(read::<Decimal>("1.5e3").unwrap(), Decimal::from(1500));
    assert_eq!(read::<Percent>("0.070000000000000000001").unwrap().to_string(), "7.0000000000000000001%");
}

#[test]
fn a_share_keeps_every_digit_of_the_wire() {
    let share = read::<Percent>("\"12.34567890123456789012345678%\"").unwrap();
    assert_eq!(share.as_fraction().to_string(), "0.1234567890123456789012345678");
    assert_eq!(read::<Percent>("\"12.300000000000000000000000000%\"").unwrap().to_string(), "12.3%");
    let error = read::<Percent>("\"0.1234567890123456789012345678%\"").unwrap_err();
    assert!(error.to_string().contains("0.1234567890123456789012345678%"), "{error}");
}

#[test]
fn a_string_keeps_a_number_as_it_was_written() {
    for written in ["1.10", "123456789012345678901234", "1e400", "-0", "0.10000000000000000000000001", "1E2"] {
        assert_eq!(read::<String>(written).unwrap(), written);
        assert_eq!(read::<Option<String>>(written).unwrap().as_deref(), Some(written));
        assert_eq!(read::<Vec<String>>(&format!("[{written}]")).unwrap(), [written]);
    }
}

#[test]
fn a_number_is_refused_where_its_digits_do_not_fit() {
    fn refused<T: Decode>(written: &str) {
        let error = read::<T>(written).err().unwrap_or_else(|| panic!("{written} was read"));
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("v")), "{error}");
    }
    for written in ["0.12345678901234567890123456789", "1e30", "123456789012345678901234567890", "1e-40", "1e999999999"]
    {
        refused::<Decimal>(written);
        refused::<Yuan>(written);
        refused::<Option<Decimal>>(written);
    }
    refused::<Value>("90071992547409.913");
    refused::<Value>("20000000000000000001");
    refused::<u64>("18446744073709551616");
    refused::<u64>("18446744073709551615.5");
    refused::<i64>("9223372036854775807.5");
    refused::<Fen>("9007199254740993.01");
}

#[test]
fn a_whole_number_keeps_its_digits_beyond_those_of_a_float() {
    assert_eq!(read::<u64>("9007199254740993.0").unwrap(), 9_007_199_254_740_993);
    assert_eq!(read::<Fen>("9007199254740993.0").unwrap(), Fen::new(9_007_199_254_740_993));
    assert_eq!(read::<i64>("-9007199254740993.0").unwrap(), -9_007_199_254_740_993);
}

#[test]
fn a_declared_float_and_untyped_json_read_fractions() {
    assert_eq!(read::<f64>("90071992547409.913").unwrap().to_bits(), 0x42D4_7AE1_47AE_147A);
    assert_eq!(read::<Value>("34.50").unwrap(), json!(34.5));
    assert_eq!(read::<Value>(r#"{"a":[1.5,"b",null,true,{}]}"#).unwrap(), json!({"a": [1.5, "b", null, true, {}]}));
}

#[test]
fn one_number_with_many_digits_does_not_change_its_neighbors() {
    let body = r#"[{"a":90071992547409.91,"b":"1"},{"a":5,"c":1.5}]"#;
    let list: Vec<BTreeMap<String, Decimal>> = answered(StatusCode::OK, body).unwrap();
    assert_eq!(list[0]["a"].to_string(), "90071992547409.91");
    assert_eq!((list[1]["a"], list[1]["c"].to_string()), (Decimal::from(5), "1.5".into()));
}

/// A price, or whatever stands in its place.
#[derive(Debug, PartialEq, Serialize)]
enum Price {
    Known(Decimal),
    Unknown(Value),
}

impl Decode for Price {
    const SCHEMA: Schema = Schema::Any;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <Value as Decode>::decode(deserializer)?;
        Ok(Decimal::decode(&json).map_or_else(|_| Self::Unknown(json.clone()), Self::Known))
    }
}

#[test]
fn a_fraction_is_read_where_hand_written_code_tries_a_number_first() {
    assert_eq!(read::<Price>("1.5").unwrap(), Price::Known(Decimal::new(15, 1)));
    assert_eq!(read::<Price>(r#""ask""#).unwrap(), Price::Unknown(json!("ask")));
}

#[test]
fn a_refused_string_is_shown_without_its_escapes() {
    let error = read::<u64>(r#""\u0078y""#).unwrap_err();
    assert!(error.to_string().contains(r#"string "xy", expected a whole number from 0"#), "{error}");
}

/// A point.
#[model]
#[derive(Clone, Default)]
struct Point {
    x: f64,
    more: Vec<f64>,
    by_name: BTreeMap<String, f64>,
    inner: Option<Box<Point>>,
    any: Option<Value>,
}

/// Moves something.
#[endpoint(POST, "/move", response = (), allow(W002))]
#[derive(Clone)]
struct Move {
    to: Option<Point>,
    points: Vec<Point>,
    step: Option<f64>,
    steps: Vec<f64>,
}

/// Moves something, with a form.
#[endpoint(POST, "/move", body = form, response = (), allow(W002))]
#[derive(Clone)]
struct MoveForm {
    to: Option<Point>,
    step: Option<f64>,
}

/// Moves something, in the query.
#[endpoint(GET, "/move", response = (), allow(W002))]
#[derive(Clone)]
struct MoveQuery {
    to: Option<Point>,
    step: Option<f64>,
    #[param(join = ",")]
    steps: Vec<f64>,
}

fn refused<E: Endpoint>(request: &E, parts: &[&str]) {
    let client = Client::builder("https://points.example", Md5Sorted::default(), Envelope::none())
        .credentials(Credentials::new("key", "secret").unwrap())
        .transport(MemoryTransport::new(|_| -> http::Response<Body> { panic!("it was sent") }))
        .build()
        .unwrap();
    let error = client.prepare(request).map(drop).expect_err("it was prepared");
    assert_eq!(error.kind(), ErrorKind::InvalidParameter, "{error}");
    for part in parts {
        assert!(error.to_string().contains(part), "`{part}` is missing: {error}");
    }
}

#[test]
fn a_value_that_is_not_a_number_is_refused_with_its_path_before_it_is_sent() {
    let nothing = Move { to: None, points: Vec::new(), step: None, steps: Vec::new() };
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let point = || Point { x: bad, ..Point::default() };
        let inner = Point { inner: Some(Box::new(point())), ..Point::default() };
        let listed = Point { more: vec![1.0, bad], ..Point::default() };
        let named = Point { by_name: BTreeMap::from([("left".to_owned(), bad)]), ..Point::default() };
        let finite = "a finite number";
        for (to, path) in [(point(), "`x`"), (inner, "`inner.x`"), (listed, "`more[1]`"), (named, "`byName.left`")] {
            refused(&Move { to: Some(to.clone()), ..nothing.clone() }, &["`to`", path, finite]);
            refused(&MoveForm { to: Some(to.clone()), step: None }, &["`to`", path, finite]);
            refused(&MoveQuery { to: Some(to), step: None, steps: vec![] }, &["`to`", path, finite]);
        }
        refused(&Move { points: vec![Point::default(), point()], ..nothing.clone() }, &["`points`", "`[1].x`", finite]);
        refused(&Move { step: Some(bad), ..nothing.clone() }, &["`step`"]);
        refused(&Move { steps: vec![1.0, bad], ..nothing.clone() }, &["`steps`"]);
        refused(&MoveForm { to: None, step: Some(bad) }, &["`step`"]);
        refused(&MoveQuery { to: None, step: Some(bad), steps: vec![] }, &["`step`"]);
        refused(&MoveQuery { to: None, step: None, steps: vec![1.0, bad] }, &["`steps`"]);
    }
}

const MARK: &str = "\u{feff}";

#[test]
fn a_byte_order_mark_before_an_answer_is_skipped() {
    let body = format!("{MARK}{{\"code\":200,\"data\":[1]}}");
    let answer = Answer::new(StatusCode::OK, body);
    assert_eq!(*Envelope::default().read::<Vec<u8>>(&Operation::ANY, &answer).unwrap(), [1]);
    assert_eq!(answered::<Vec<u8>>(StatusCode::OK, format!("{MARK}[1]")).unwrap(), [1]);
    // An answer that consists of a mark has no payload.
    answered::<()>(StatusCode::OK, MARK).unwrap();
}

#[test]
fn a_byte_order_mark_before_an_error_is_skipped() {
    let body = format!("{MARK}{{\"code\":\"E7\",\"message\":\"closed today\",\"traceId\":\"t-1\"}}");
    let answer = Answer::new(StatusCode::BAD_REQUEST, body);
    let error = Envelope::default().read::<()>(&Operation::ANY, &answer).err().unwrap();
    assert_eq!((error.code(), error.trace_id()), (Some("E7"), Some("t-1")), "{error}");
    assert!(error.to_string().contains("closed today") && !error.to_string().contains(MARK), "{error:?}");
    let plain = answered::<()>(StatusCode::BAD_REQUEST, format!("{MARK}closed today")).err().unwrap();
    assert!(plain.to_string().contains("closed today") && !plain.to_string().contains(MARK), "{plain:?}");
}

#[test]
fn a_mark_in_a_string_or_in_bytes_is_kept() {
    assert_eq!(read::<String>("\"\u{feff}a\"").unwrap(), "\u{feff}a");
    assert_eq!(read::<Base64Bytes>("\"77u/YQ==\"").unwrap(), Base64Bytes::from(b"\xEF\xBB\xBFa".to_vec()));
    assert_eq!(answered::<Value>(StatusCode::OK, format!("{MARK}{MARK}[1]")).err().unwrap().kind(), ErrorKind::Decode);
}

fn pushed(signed: &str, sent: &str) -> Result<Verified, countersign::webhook::PushError> {
    let signature = hmac_sha1_hex(&Secret::new("secret"), format!("message{signed}").as_bytes());
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("message", sent), ("_dj_signature", &signature)])
        .finish();
    let receiver = api_1688::message::pushes().unwrap().receiver(&Credentials::new("key", "secret").unwrap());
    countersign_tests::pushes::verify(&receiver, body)
}

#[test]
fn a_byte_order_mark_before_a_push_is_signed_and_then_skipped() {
    let marked = format!("{MARK}{{\"a\":90071992547409.91}}");
    let verified = pushed(&marked, &marked).unwrap();
    assert_eq!(verified.text(), marked);
    let read = verified.decode::<BTreeMap<String, Decimal>>().unwrap();
    assert_eq!(read["a"].to_string(), "90071992547409.91");
    pushed(marked.trim_start_matches(MARK), &marked).expect_err("the signature is over the mark");
    pushed(&marked, marked.trim_start_matches(MARK)).expect_err("the signature is over the mark");
}

#[test]
fn digits_are_kept_where_numbers_are_read_by_arbitrary_precision() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO"))
        .args(["test", "--locked", "--manifest-path"])
        .arg(root.join("arbitrary-precision/Cargo.toml"))
        .arg("--target-dir")
        .arg(root.join("../target/arbitrary-precision"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(run.status.success(), "{}\n{}", told(&run.stdout), told(&run.stderr));
}
