//! Numbers are read the same whether or not another crate of the program enables `serde_json/arbitrary_precision`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failure shows its line")]

use std::collections::BTreeMap;

use countersign::operation::Operation;
use countersign::value::{Amount, Currency, Decimal, MinorAmount, Percent, Timestamp};
use countersign::{Answer, Decode, Envelope, model};
use http::StatusCode;
use serde_json::Value;

enum Cny {}

impl Currency for Cny {
    const CODE: &'static str = "CNY";
    const NAME: &'static str = "yuan";
    const MINOR_NAME: &'static str = "fen";
    const MINOR_DIGITS: u32 = 2;
}

type Yuan = Amount<Cny>;
type Fen = MinorAmount<Cny>;

/// One field of every kind.
#[model]
struct Offer {
    yuan: Yuan,
    maybe: Option<Yuan>,
    text: String,
    count: Option<u32>,
    list: Vec<Decimal>,
    any: Option<Value>,
    inner: Option<Box<Offer>>,
}

fn read<T: Decode>(value: &str) -> T {
    let answer = Answer::new(StatusCode::OK, format!("{{\"code\":200.0,\"data\":{{\"v\":{value}}},\"timestamp\":1.5e12}}"));
    let reply = Envelope::default().read::<BTreeMap<String, T>>(&Operation::ANY, &answer);
    reply.unwrap_or_else(|error| panic!("{value}: {error}")).into_value().into_values().next().expect("one member")
}

#[test]
fn the_feature_is_on() {
    let number: serde_json::Number = serde_json::from_str("1.10").unwrap();
    assert_eq!(number.to_string(), "1.10");
}

#[test]
fn numbers_are_read_into_every_type() {
    assert_eq!(read::<Yuan>("34.50").to_string(), "34.50");
    assert_eq!(read::<Decimal>("34.50").to_string(), "34.50");
    assert_eq!(read::<Option<Decimal>>("90071992547409.91").unwrap().to_string(), "90071992547409.91");
    assert_eq!(read::<f64>("34.50"), 34.5);
    assert_eq!(read::<Percent>("0.07").to_string(), "7%");
    assert_eq!(read::<String>("34.50"), "34.50");
    assert_eq!(read::<Option<String>>("34.50").as_deref(), Some("34.50"));
    assert_eq!(read::<u64>("5.0"), 5);
    assert_eq!(read::<i64>("-5"), -5);
    assert_eq!(read::<Fen>("690.0"), Fen::new(690));
    assert!(read::<bool>("1"));
    assert_eq!(read::<Timestamp>("1528942782000").as_millisecond(), 1_528_942_782_000);
    assert_eq!(read::<Value>("34.50").to_string().trim_end_matches('0'), "34.5");
}

#[test]
fn numbers_in_models_lists_and_maps_are_read() {
    let offer = r#"{"yuan":1.10,"maybe":2.20,"text":3.30,"count":4.0,"list":[5.50,6],"any":{"a":7.5}"#;
    let offer: Offer = read(&format!("{offer},\"inner\":{offer}}}}}"));
    for offer in [&offer, offer.inner.as_deref().unwrap()] {
        assert_eq!((offer.yuan.to_string(), offer.text.as_str(), offer.count), ("1.10".into(), "3.30", Some(4)));
        assert_eq!(offer.maybe.unwrap().to_string(), "2.20");
        assert_eq!(offer.list.iter().map(Decimal::to_string).collect::<Vec<_>>(), ["5.50", "6"]);
        assert!(offer.any.as_ref().unwrap().get("a").unwrap().is_number());
    }
}

#[test]
fn a_number_is_not_an_object() {
    let answer = |value: &str| Answer::new(StatusCode::OK, value.to_owned());
    for number in ["1", "1.5"] {
        let envelope = Envelope::none();
        assert!(envelope.read::<Offer>(&Operation::ANY, &answer(number)).is_err());
        assert!(envelope.read::<BTreeMap<String, String>>(&Operation::ANY, &answer(number)).is_err());
        assert!(envelope.read::<Vec<String>>(&Operation::ANY, &answer(number)).is_err());
    }
}
