//! Fields of a response with the same names as methods of a reply, a delivery or a message.
//!
//! This crate is not countersign, so private fields of its types are skipped when a field is looked up.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failure shows its line")]

use api_1688::stand_in::StandIn;
use countersign::operation::Operation;
use countersign::scheme::{Scheme, body, secret, signature};
use countersign::webhook::{Header, Message, Pushes, Verified};
use countersign::{Answer, Credentials, Envelope, Reply, events, model, open_enum};
use http::{HeaderValue, StatusCode};
use serde_json::json;

/// All names for which a reply or a delivery has a method.
#[model]
#[derive(PartialEq)]
struct Everything {
    value: String,
    status: String,
    headers: String,
    trace_id: String,
    timestamp: String,
    drift: String,
}

const BODY: &str = r#"{"value":"a","status":"published","headers":"c","traceId":"d","timestamp":"e","drift":"f"}"#;

fn reply() -> Reply<Everything> {
    let body = json!({ "code": 200, "data": serde_json::from_str::<serde_json::Value>(BODY).unwrap(),
        "traceId": "t-1", "timestamp": 1_000 });
    let mut answer = Answer::new(StatusCode::CREATED, body.to_string());
    answer.headers.insert("x-remaining", HeaderValue::from_static("7"));
    Envelope::default().read(&Operation::ANY, &answer).unwrap()
}

#[test]
fn a_field_of_a_response_is_not_hidden_by_its_reply() {
    let reply = reply();
    let fields = [&reply.value, &reply.status, &reply.headers, &reply.trace_id, &reply.timestamp, &reply.drift];
    assert_eq!(fields, ["a", "published", "c", "d", "e", "f"]);
    assert_eq!(reply.status(), StatusCode::CREATED);
    assert_eq!(reply.headers().get("x-remaining").unwrap(), "7");
    assert_eq!(reply.trace_id(), Some("t-1"));
    assert_eq!(reply.timestamp().unwrap().as_millisecond(), 1_000);
    assert_eq!(reply.drift(), []);
    let status = reply.map(|response| response.status);
    assert_eq!((&**status, status.status()), ("published", StatusCode::CREATED));
    assert_eq!(status.headers().get("x-remaining").unwrap(), "7");
}

#[tokio::test]
async fn the_status_of_a_product_is_the_products() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    let found = client.keyword_search().keyword("").country(api_1688::Language::English).send().await.unwrap();
    let offer = found.items.first().unwrap().offer_id;
    let product = client.product_detail().offer_id(offer).country(api_1688::Language::English).send().await.unwrap();
    assert_eq!(product.status.as_str(), "published");
    assert_eq!(product.status(), StatusCode::OK);
    assert!(product.headers().contains_key("content-type"), "{:?}", product.headers());
}

fn verified(text: &str) -> Verified {
    let credentials = Credentials::new("reader", "sesame").unwrap();
    let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build().unwrap();
    let pushes = Pushes::in_body(scheme).unwrap();
    let request = pushes.signer(&credentials).request("https://receiver.example/", text).unwrap();
    pushes.receiver(&credentials).verify(&request).unwrap()
}

#[test]
fn a_field_of_a_push_is_not_hidden_by_its_delivery() {
    let delivered = verified(BODY).decode::<Everything>().unwrap();
    assert_eq!([&delivered.value, &delivered.drift], ["a", "f"]);
    assert_eq!(delivered.drift(), []);
    assert_eq!(delivered.into_value().status, "published");
}

#[open_enum]
enum Topic {
    Sent,
}

#[model]
#[derive(PartialEq)]
struct Parcel {
    number: u32,
}

#[model]
#[derive(PartialEq)]
struct Around {
    topic: Option<Topic>,
    header: Option<String>,
    event: Option<String>,
}

impl Header for Around {
    type Topic = Topic;
    const TOPIC: &'static str = "topic";
    const DATA: &'static str = "data";

    fn topic(&self) -> Option<&Topic> {
        self.topic.as_ref()
    }
}

events! {
    enum ParcelEvent by Topic {
        Moved(Parcel): Sent, "number";
    }
}

#[test]
fn a_field_of_an_envelope_is_not_hidden_by_its_message() {
    let text = r#"{"topic":"sent","header":"h","event":"e","data":{"number":7}}"#;
    let message = verified(text).decode::<Message<Around, ParcelEvent>>().unwrap().into_value();
    assert_eq!((message.header.as_deref(), message.event.as_deref()), (Some("h"), Some("e")));
    assert_eq!(message.header().topic, Some(Topic::Sent));
    assert_eq!(message.event(), &ParcelEvent::Moved(Parcel { number: 7 }));
    let (header, event) = message.clone().into_parts();
    assert_eq!(Message::new(header, event), message);
}
