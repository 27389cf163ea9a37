//! Decoding answers: what is accepted, what is not, and what counts as drift.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeMap;

use api_1688::{Fen, Language, OfferId, SortKey, SortOrder, Timestamp, Yuan};
use countersign::decode::{Drift, DriftKind};
use countersign::operation::Operation;
use countersign::value::{Decimal, Percent, SingleMember};
use countersign::{Answer, Decode, Envelope, Error, ErrorKind, Reply, model};
use http::StatusCode;
use serde_json::{Value, json};

/// One field of every kind.
#[model]
#[derive(Default)]
struct Everything {
    text: Option<String>,
    count: Option<u32>,
    small: Option<i8>,
    ratio: Option<f64>,
    id: Option<OfferId>,
    yuan: Option<Yuan>,
    fen: Option<Fen>,
    share: Option<Percent>,
    time: Option<Timestamp>,
    flag: Option<bool>,
    language: Option<Language>,
    any: Option<Value>,
    object: Option<Inner>,
    member: Option<SingleMember<SortKey, SortOrder>>,
    optional_list: Option<Vec<u32>>,
    list: Vec<u32>,
    texts: Vec<String>,
    map: BTreeMap<String, u32>,
    #[field(default)]
    defaulted: u32,
    boxed: Option<Box<Inner>>,
}

#[model]
struct Inner {
    needed: u64,
}

#[model]
struct Needed {
    text: String,
    count: u32,
}

fn answer(body: &Value) -> Answer {
    Answer::new(StatusCode::OK, body.to_string())
}

fn try_read<T: Decode>(body: &Value) -> Result<Reply<T>, Error> {
    Envelope::none().read(&Operation::ANY, &answer(body))
}

fn read(body: &Value) -> Everything {
    let reply = try_read::<Everything>(body).unwrap_or_else(|error| panic!("{body}: {error}"));
    assert_eq!(reply.drift(), [], "{body}");
    reply.into_value()
}

/// Asserts that a body is refused, and where.
fn refuses<T: Decode>(body: &Value, path: &str) {
    match try_read::<T>(body) {
        Ok(_) => panic!("{body} was read"),
        Err(error) => assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some(path)), "{body}: {error}"),
    }
}

#[test]
fn an_answer_without_a_body_is_one_without_a_payload() {
    let read = |body: &'static str| Answer::new(StatusCode::NO_CONTENT, body);
    for body in ["", " \r\n"] {
        let reply = Envelope::none().read::<()>(&Operation::ANY, &read(body));
        assert_eq!(reply.map(|reply| reply.status()).unwrap(), StatusCode::NO_CONTENT);
        assert_eq!(Envelope::none().read::<Option<u32>>(&Operation::ANY, &read(body)).unwrap().into_value(), None);
        // A required field is missed.
        let error = Envelope::none().read::<Needed>(&Operation::ANY, &read(body)).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Decode);
    }
}

#[test]
fn a_number_may_be_a_string_and_a_string_a_number() {
    let read = read(&json!({
        "text": 13_800_000_000_u64, "count": "7", "small": "-128", "ratio": "4.9", "id": 670_291_644_950_u64,
        "yuan": 13.9, "fen": "1196", "share": 0.5, "time": 1_528_942_782_000_u64, "flag": "true",
        "list": ["1", 2, 3.0], "texts": [1, "b", 2.5], "map": { "a": "1" },
    }));
    assert_eq!(
        (read.text.as_deref(), read.count, read.small, read.ratio),
        (Some("13800000000"), Some(7), Some(-128), Some(4.9))
    );
    assert_eq!((read.id.map(OfferId::get), read.fen), (Some(670_291_644_950), Some(Fen::new(1196))));
    assert_eq!((read.yuan.unwrap().to_string(), read.share.unwrap().to_string()), ("13.9".into(), "50%".into()));
    assert_eq!((read.flag, read.list, read.map["a"]), (Some(true), vec![1, 2, 3], 1));
    assert_eq!(read.texts, ["1", "b", "2.5"]);
}

/// A payload without an envelope.
fn alone<T: Decode>(body: &Value) -> T {
    try_read::<T>(body).unwrap_or_else(|error| panic!("{body}: {error}")).into_value()
}

#[test]
fn every_kind_of_value_is_read_literally() {
    for (body, text) in [(json!(7), "7"), (json!(-7), "-7"), (json!(13.9), "13.9"), (json!("6.90"), "6.90")] {
        assert_eq!(alone::<Decimal>(&body).to_string(), text);
    }
    assert!(try_read::<Decimal>(&json!("6_900")).is_err());
    assert_eq!((alone::<bool>(&json!(true)), alone::<bool>(&json!(false))), (true, false));
    assert_eq!((alone::<bool>(&json!("true")), alone::<bool>(&json!("false"))), (true, false));
    let nested = json!({ "a": [1, null] });
    assert_eq!((alone::<Value>(&nested), alone::<Box<Value>>(&nested)), (nested.clone(), Box::new(nested.clone())));
    alone::<()>(&nested);
    assert_eq!((alone::<Option<u32>>(&json!(null)), alone::<Option<u32>>(&json!(5))), (None, Some(5)));
    assert_eq!((alone::<Vec<u32>>(&json!(null)), alone::<Vec<u32>>(&json!([5, "6"]))), (vec![], vec![5, 6]));
    let map = BTreeMap::from([("a".to_owned(), 1)]);
    assert_eq!((alone::<BTreeMap<String, u32>>(&json!(null)).len(), alone(&json!({ "a": 1 }))), (0, map));
}

/// Fields that may be absent, with all their defaults.
#[model]
#[derive(PartialEq)]
struct Absent {
    any: Value,
    nothing: (),
    list: Vec<u32>,
    map: BTreeMap<String, u32>,
    boxed: Box<Option<u32>>,
    optional: Option<u32>,
}

#[test]
fn the_place_of_an_error_is_not_that_of_an_error_before() {
    assert!(serde_json::from_value::<Everything>(json!({ "object": { "needed": [] } })).is_err());
    refuses::<Inner>(&json!({ "needed": [] }), "needed");
}

/// A string of digits that is a number on the wire.
#[model]
struct Coded {
    #[field(number)]
    code: String,
}

#[test]
fn a_string_of_digits_is_written_as_a_number() {
    let written = |code: &str| serde_json::to_string(&Coded { code: code.to_owned() }).unwrap();
    assert_eq!(written("123456789012345678901234"), r#"{"code":123456789012345678901234}"#);
    assert_eq!((written("12a"), written("007")), (r#"{"code":"12a"}"#.to_owned(), r#"{"code":"007"}"#.to_owned()));
}

#[test]
fn what_is_absent_is_empty() {
    let absent = alone::<Absent>(&json!({}));
    let (any, list, map) = (Value::Null, Vec::new(), BTreeMap::new());
    assert_eq!(absent, Absent { any, nothing: (), list, map, boxed: Box::new(None), optional: None });
    assert_eq!(serde_json::to_value(&absent).unwrap(), json!({ "list": [], "map": {} }));
    let there = Absent { any: json!(1), boxed: Box::new(Some(2)), optional: Some(3), ..absent };
    assert_eq!(
        serde_json::to_value(&there).unwrap(),
        json!({ "any": 1, "list": [], "map": {}, "boxed": 2, "optional": 3 })
    );
}

#[test]
fn an_error_names_what_was_expected() {
    fn says<T: Decode>(body: &Value, expected: &str) {
        let error = try_read::<T>(body).err().unwrap_or_else(|| panic!("{body} was read")).to_string();
        assert!(error.contains(&format!("expected {expected}")), "{error}");
    }
    says::<u32>(&json!([]), "a whole number");
    says::<Decimal>(&json!([]), "a decimal number");
    says::<String>(&json!([]), "a string");
    says::<bool>(&json!("perhaps"), "true or false");
    says::<Vec<u32>>(&json!({ "a": 1 }), "a list");
    says::<BTreeMap<String, u32>>(&json!([1]), "an object");
    says::<Inner>(&json!([1]), "an object");
    says::<Everything>(&json!(1), "an object (Everything)");
}

#[test]
fn a_number_that_does_not_fit_is_refused_not_cut() {
    for (name, value) in [
        ("count", json!(1.5)),
        ("count", json!("1.5")),
        ("count", json!(-1)),
        ("count", json!(4_294_967_296_u64)),
        ("small", json!(128)),
        ("small", json!("-129")),
        ("count", json!(1e300)),
        ("count", json!("many")),
        ("count", json!(true)),
        ("count", json!([1])),
        ("ratio", json!("NaN")),
        ("ratio", json!("inf")),
        ("id", json!(1.5)),
        ("flag", json!(2)),
        ("flag", json!("perhaps")),
        ("text", json!(true)),
        ("text", json!({})),
        ("object", json!([1])),
        ("list", json!({ "a": 1 })),
        ("map", json!([1])),
    ] {
        refuses::<Everything>(&json!({ name: value }), name);
    }
    refuses::<Everything>(&json!({ "list": [1, 2, "x"] }), "list[2]");
    refuses::<Everything>(&json!({ "map": { "a": 1, "b": null } }), "map.b");
    refuses::<Everything>(&json!({ "object": { "needed": [] } }), "object.needed");
    refuses::<Vec<Everything>>(&json!([{}, { "boxed": { "needed": "x" } }]), "[1].boxed.needed");
}

#[test]
fn absent_values_are_none_or_empty() {
    let names = [
        "text",
        "count",
        "small",
        "ratio",
        "id",
        "yuan",
        "fen",
        "share",
        "time",
        "flag",
        "language",
        "any",
        "object",
        "member",
        "optionalList",
        "list",
        "map",
        "defaulted",
        "boxed",
    ];
    let nulls: Value =
        names.into_iter().map(|name| (name.to_owned(), Value::Null)).collect::<serde_json::Map<_, _>>().into();
    for body in [json!({}), nulls] {
        let read = read(&body);
        assert_eq!(read, Everything::default(), "{body}");
        assert_eq!(read.defaulted, 0);
    }
}

#[test]
fn required_members_must_be_present() {
    let error = try_read::<Needed>(&json!({ "text": "a" })).err().unwrap();
    assert!(error.to_string().contains("`count`"), "{error}");
    refuses::<Needed>(&json!({ "text": "a", "count": null }), "count");
    refuses::<Needed>(&json!({ "text": null, "count": 1 }), "text");
    // An empty string is a string, but not a number.
    refuses::<Needed>(&json!({ "text": "", "count": "" }), "count");
    assert_eq!(try_read::<Needed>(&json!({ "text": "", "count": 1 })).unwrap().text, "");
}

#[test]
fn an_empty_string_is_a_string() {
    let read = read(&json!({ "text": "", "any": "", "texts": [""] }));
    assert_eq!((read.text.as_deref(), read.any), (Some(""), Some(json!(""))));
    assert_eq!(read.texts, [""]);
}

#[test]
fn an_empty_string_is_not_a_number_a_time_or_an_enum() {
    for name in ["count", "small", "ratio", "id", "yuan", "fen", "share", "time", "language"] {
        assert_eq!(read(&json!({ name: "" })), Everything::default(), "{name}");
    }
}

#[test]
fn an_empty_string_is_not_a_flag() {
    assert_eq!(read(&json!({ "flag": "" })), Everything::default());
}

#[test]
fn an_empty_string_is_not_an_object() {
    for name in ["object", "boxed", "member"] {
        assert_eq!(read(&json!({ name: "" })), Everything::default(), "{name}");
    }
}

#[test]
fn an_empty_string_is_not_a_list() {
    assert_eq!(read(&json!({ "optionalList": "" })), Everything::default());
}

fn unknown(kind: DriftKind, owner: &'static str, name: &str, count: u64) -> Drift {
    Drift::new(kind, owner, name, count)
}

#[test]
fn what_is_not_declared_is_counted_by_type_and_name() {
    let item = json!({ "needed": 1, "new": { "nested": [1, 2] } });
    let body = json!({ "list": [], "object": item, "boxed": item, "later": 1, "language": "en" });
    let reply = try_read::<Vec<Everything>>(&json!([body, body, body])).unwrap();
    let mut drift = reply.drift().to_vec();
    drift.sort_by(|one, other| one.name.cmp(&other.name));
    let expected = [
        unknown(DriftKind::UnknownField, "Everything", "later", 3),
        unknown(DriftKind::UnknownField, "Inner", "new", 6),
    ];
    assert_eq!(drift, expected);
    assert_eq!(drift[0].to_string(), "unknown field `later` of `Everything` (3×)");
}

#[test]
fn an_unknown_value_is_counted_once_with_its_number() {
    let of = |language: &str| json!({ "language": language });
    let reply = try_read::<Vec<Everything>>(&json!([of("xx"), of("en"), of("xx"), of("yy")])).unwrap();
    let expected =
        [unknown(DriftKind::UnknownValue, "Language", "xx", 2), unknown(DriftKind::UnknownValue, "Language", "yy", 1)];
    assert_eq!(reply.drift(), expected);
    assert_eq!(reply.drift()[0].to_string(), "unknown value `xx` of `Language` (2×)");
    assert_eq!(reply[0].language.as_ref().map(Language::as_str), Some("xx"));
}

#[test]
fn drift_belongs_to_one_answer() {
    // The drift of an earlier or failed answer is not counted again.
    assert!(try_read::<Needed>(&json!({ "text": "a", "surprise": 1 })).is_err());
    let _: Result<Needed, _> = serde_json::from_value(json!({ "text": "a", "count": 1, "surprise": 1 }));
    assert_eq!(try_read::<Needed>(&json!({ "text": "a", "count": 1 })).unwrap().drift(), []);
    assert_eq!(try_read::<Needed>(&json!({ "text": "a", "count": 1, "later": 1 })).unwrap().drift().len(), 1);
}

#[test]
fn a_model_writes_what_it_reads() {
    let body = json!({
        "text": "a", "count": 7, "id": "670291644950", "yuan": "6.90", "fen": 1, "share": "20%", "flag": true,
        "language": "en", "object": { "needed": 1 }, "member": { "price": "asc" }, "list": [1], "map": { "a": 1 },
        "defaulted": 3, "texts": [],
    });
    assert_eq!(serde_json::to_value(read(&body)).unwrap(), body);
}
