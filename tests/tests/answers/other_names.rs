//! Fields that are read under several names, because answers or guesses disagree on a vendor's spelling.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use countersign::operation::Operation;
use countersign::{Answer, Endpoint, Envelope, ErrorKind, Model as _, Outcome, endpoint, model};
use http::StatusCode;
use serde_json::json;

/// A stock keeping unit, whose name has three spellings.
#[model]
pub struct Sku {
    /// Its number.
    #[field(name = "mpSkuId", alias("mpSkuid", "mp_skuId"))]
    pub id: u64,
    /// Its title.
    #[field(alias("title"))]
    pub name: Option<String>,
    /// Its pictures.
    #[field(alias("pictures"))]
    pub images: Vec<String>,
    /// Units in stock.
    #[field(alias("count"), default = 7)]
    pub stock: u32,
    /// Length and width.
    #[field(alias("size"), serde)]
    pub measures: Option<(u8, u8)>,
}

fn read(json: &serde_json::Value) -> Sku {
    Sku::from_json(&json.to_string()).unwrap()
}

#[test]
fn a_field_is_read_by_each_of_its_names() {
    for name in ["mpSkuId", "mpSkuid", "mp_skuId"] {
        let sku =
            read(&json!({ name: "9007199254740993", "title": "A", "pictures": ["p"], "count": 2, "size": [1, 2] }));
        assert_eq!(sku.id, (1 << 53) + 1, "{name}");
        assert_eq!((sku.name.as_deref(), sku.images.len(), sku.stock), (Some("A"), 1, 2));
        assert_eq!(sku.measures, Some((1, 2)));
    }
}

#[test]
fn a_null_beside_another_spelling_hides_nothing() {
    for pair in [r#""mpSkuId": null, "mpSkuid": 5"#, r#""mpSkuid": 5, "mpSkuId": null"#] {
        let null = r#""name": "A", "title": null, "images": null, "pictures": ["p"], "stock": null, "count": 2, "measures": null, "size": [1, 2]"#;
        let sku = Sku::from_json(&format!("{{{pair}, {null}}}")).unwrap();
        assert_eq!((sku.id, sku.name.as_deref(), sku.images.len(), sku.stock), (5, Some("A"), 1, 2), "{pair}");
        assert_eq!(sku.measures, Some((1, 2)));
    }
}

#[test]
fn of_two_spellings_with_a_value_the_last_counts() {
    assert_eq!(read(&json!({ "mpSkuId": 5, "mp_skuId": 6 })).id, 6);
    assert_eq!(Sku::from_json(r#"{"mp_skuId": 6, "mpSkuId": 5}"#).unwrap().id, 5);
}

#[test]
fn another_spelling_is_not_drift_and_is_written_by_the_name() {
    let answer = Answer::new(StatusCode::OK, r#"{"mpSkuid": 5, "title": "A", "strange": 1}"#);
    let reply = Envelope::none().read::<Sku>(&Operation::ANY, &answer).unwrap();
    let drift: Vec<&str> = reply.drift().iter().map(|drift| &*drift.name).collect();
    assert_eq!(drift, ["strange"]);
    assert_eq!(serde_json::to_value(&*reply).unwrap(), json!({ "mpSkuId": 5, "name": "A", "images": [], "stock": 7 }));
}

#[test]
fn a_missing_field_is_reported_by_its_name() {
    let error = Sku::from_json(r#"{"title": "A"}"#).unwrap_err();
    assert!(error.to_string().contains("mpSkuId"), "{error}");
    let error = Sku::from_json(r#"{"mpSkuId": null, "mpSkuid": null}"#).unwrap_err();
    assert!(error.to_string().contains("mpSkuId"), "{error}");
}

#[test]
fn metadata_has_the_other_names() {
    assert_eq!(Sku::info().fields()[0].aliases(), ["mpSkuid", "mp_skuId"]);
}

/// Places an order.
#[endpoint(POST, "/orders", response = Created, proof(order_no))]
pub struct MakeOrder {}

/// An order.
#[model]
pub struct Created {
    /// Its number.
    #[field(alias("order_no", "orderNumber"))]
    pub order_no: Option<String>,
}

#[test]
fn a_proof_is_found_by_each_name() {
    for name in ["orderNo", "order_no", "orderNumber"] {
        let read = |code: u32| {
            let body = json!({ "code": code, "data": { name: "A-1" } }).to_string();
            Envelope::default().read::<Created>(MakeOrder::OPERATION, &Answer::new(StatusCode::OK, body))
        };
        assert_eq!(read(200).unwrap().order_no.as_deref(), Some("A-1"), "{name}");
        // A failure next to a proof is not believed.
        assert_eq!(read(1009).unwrap_err().outcome(), Outcome::Unknown, "{name}");
    }
    let body = json!({ "code": 200, "data": { "number": "A-1" } }).to_string();
    let error = Envelope::default().read::<Created>(MakeOrder::OPERATION, &Answer::new(StatusCode::OK, body));
    assert_eq!(error.unwrap_err().kind(), ErrorKind::OutcomeUnknown);
}
