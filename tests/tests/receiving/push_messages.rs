//! The contents of push messages: with and without an envelope, with an unknown topic, and from the stand-in.
//!
//! Forms are signed here by upstream's published rule, not with the library's signer.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeSet;
use std::path::Path;

use api_1688::message::{Message, MessageEvent, pushes};
use api_1688::stand_in::{self, StandIn};
use api_1688::{MessageTopic, OrderStatus};
use countersign::auth::{Secret, hmac_sha1_hex};
use countersign::webhook::{PushError, Verified};
use countersign::{Credentials, ErrorKind};
use countersign_server::stand_in::{Fault, Faults};
use countersign_tests::loss::differences;
use countersign_tests::pushes::verify;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A message with a valid signature.
fn verified(message: &str) -> Verified {
    let signature = hmac_sha1_hex(&Secret::new("testSecret"), format!("message{message}").as_bytes());
    let fields = [("message", message), ("_dj_signature", &signature)];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    verify(&pushes().unwrap().receiver(&Credentials::new("key", "testSecret").unwrap()), body).unwrap()
}

fn read(text: &str) -> Message {
    let delivered = verified(text).decode::<Message>().unwrap();
    assert_eq!(delivered.drift(), [], "{text}");
    let written = serde_json::to_value(&*delivered).unwrap();
    assert_eq!(differences(&serde_json::from_str(text).unwrap(), &written), [""; 0], "{text}");
    delivered.into_value()
}

#[test]
fn every_sample_is_read_with_and_without_an_envelope() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-1688/samples/messages");
    let mut kinds = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let topic = path.file_stem().unwrap().to_str().unwrap();
        if topic == "envelope-example" {
            let message = read(&text);
            assert_eq!((message.id.unwrap().get(), &message.topic), (7_565_094_247, &Some(MessageTopic::OrderPaid)));
            assert_eq!(message.created.unwrap().as_millisecond(), 1_586_227_869_437);
            let MessageEvent::Order(event) = message.event() else { panic!("{message:?}") };
            assert_eq!(
                (event.order_id.get(), &event.status),
                (167_539_019_420_540_000, &OrderStatus::WaitingForShipment)
            );
            continue;
        }
        let bare = read(&text);
        assert_eq!((bare.id, &bare.topic), (None, &None), "{topic}");
        let data: Value = serde_json::from_str(&text).unwrap();
        // The topic before the data and after it.
        for envelope in [json!({ "type": topic, "data": data }), json!({ "data": data, "type": topic, "msgId": 1 })] {
            let message = read(&envelope.to_string());
            assert_eq!(message.topic.as_ref().map(MessageTopic::as_str), Some(topic));
            assert_eq!(message.event(), bare.event(), "{topic}");
        }
        kinds.insert(format!("{:?}", bare.event()).split('(').next().unwrap().to_owned());
    }
    assert_eq!(kinds.iter().map(String::as_str).collect::<Vec<_>>(), ["BatchPaid", "Order", "ParcelMoved", "Refund"]);
    let bare = read(r#"{"MailNoChangeModel":{"logisticsId":"1","newMailNo":"2","orderLogsItems":[{"orderId":3}]}}"#);
    assert!(matches!(bare.event(), MessageEvent::TrackingNumberChanged(_)));
}

#[test]
fn an_unknown_topic_keeps_its_json() {
    let data = json!({ "orderId": 1, "currentStatus": "success", "new": [18_446_744_073_709_551_615_u64, null, "x"] });
    let text = json!({ "type": "ORDER_NEW", "data": data, "msgId": 7 }).to_string();
    let message = verified(&text).decode::<Message>().unwrap();
    assert_eq!(message.event(), &MessageEvent::Unknown(data));
    assert_eq!(message.topic.as_ref().unwrap().as_str(), "ORDER_NEW");
    assert_eq!(message.drift().iter().map(|drift| drift.name.as_str()).collect::<Vec<_>>(), ["ORDER_NEW"]);
    assert_eq!(serde_json::to_string(&*message).unwrap().len(), text.len());

    let unknown = json!({ "something": "else" });
    assert_eq!(read(&unknown.to_string()).event(), &MessageEvent::Unknown(unknown));
}

#[tokio::test]
async fn the_stand_in_pushes_what_a_receiver_accepts() {
    let stand_in = StandIn::start().await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook?shop=1", listener.local_addr().unwrap());
    let receiving = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = Vec::new();
        while !String::from_utf8_lossy(&request).contains("_dj_signature=") {
            assert!(stream.read_buf(&mut request).await.unwrap() > 0);
        }
        let answer = pushes().unwrap().acknowledge();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", answer.body().len());
        stream.write_all(&[head.as_bytes(), answer.body()].concat()).await.unwrap();
        String::from_utf8(request).unwrap()
    });
    let message =
        read(r#"{"type":"ORDER_BATCH_PAY","data":{"batchPay":[{"orderId":"1","status":"successed"}]},"msgId":7}"#);
    let answer = stand_in.push(&url, &message).await.unwrap();
    assert_eq!((answer.status.as_u16(), &answer.body[..]), (200, &b"success"[..]));
    let request = receiving.await.unwrap();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /hook?shop=1 HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("content-type: application/x-www-form-urlencoded"), "{head}");
    let verified = verify(&pushes().unwrap().receiver(&stand_in::credentials().unwrap()), body).unwrap();
    assert_eq!(verified.decode::<Message>().unwrap().into_value(), message);

    let kind = |pushed: Result<_, countersign::Error>| pushed.unwrap_err().kind();
    assert_eq!(kind(stand_in.push(&url, &message).await), ErrorKind::Connect, "nobody listens any more");
    for no_address in ["", "hook", "ftp://127.0.0.1/", "http://"] {
        assert_eq!(kind(stand_in.push(no_address, &message).await), ErrorKind::Configuration, "{no_address}");
    }
}

#[tokio::test]
async fn the_stand_in_can_push_late_and_twice() {
    let faults = Faults::seeded(4).with(Fault::RepeatedPush, 0.2).with(Fault::LatePush, 0.2);
    let stand_in = StandIn::start_with(stand_in::service().faults(faults.clone()).build().unwrap(), 0).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let messages: Vec<Message> = (0..40)
        .map(|id| json!({ "type": "ORDER_BATCH_PAY", "msgId": id, "data": { "batchPay": [] } }).to_string())
        .map(|text| verified(&text).decode::<Message>().unwrap().into_value())
        .collect();
    let deliveries = faults.deliveries(messages.len()).len();
    let receiver = pushes().unwrap().receiver(&stand_in::credentials().unwrap());
    let receiving = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut ids = Vec::new();
        while ids.len() < deliveries {
            let mut request = Vec::new();
            let length = loop {
                assert!(stream.read_buf(&mut request).await.unwrap() > 0);
                let text = String::from_utf8_lossy(&request).into_owned();
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let length: usize =
                    head.split("content-length: ").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
                if body.len() == length {
                    break length;
                }
            };
            let message = verify(&receiver, &request[request.len() - length..]).unwrap().decode::<Message>().unwrap();
            ids.push(usize::try_from(message.id.unwrap().get()).unwrap());
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\nsuccess").await.unwrap();
        }
        ids
    });
    let answers = stand_in.push_all(&url, &messages).await.unwrap();
    let received = receiving.await.unwrap();
    assert_eq!(answers.iter().map(|(index, _)| *index).collect::<Vec<_>>(), received);
    assert_eq!(received, faults.deliveries(messages.len()));
    assert!(received.len() > messages.len() && !received.is_sorted(), "{received:?}");
}

#[test]
fn a_message_that_cannot_be_read_is_refused_with_its_path() {
    for (text, path, reason) in [
        ("", "", "EOF"),
        ("{\"orderId\":1", "", "EOF"),
        ("[]", "", "expected an object"),
        ("{} {}", "", "trailing"),
        (r#"{"type":"ORDER_BUYER_VIEW_ORDER_PAY","data":{"currentStatus":"success"}}"#, "data", "`orderId`"),
        (r#"{"data":{"orderId":1.5,"currentStatus":"x"},"type":"ORDER_BUYER_VIEW_ORDER_PAY"}"#, "data.orderId", "1.5"),
        (
            r#"{"type":"ORDER_BATCH_PAY","data":{"batchPay":[{"orderId":[],"status":"x"}]}}"#,
            "data.batchPay[0].orderId",
            "sequence",
        ),
        (r#"{"type":"ORDER_BATCH_PAY","data":null}"#, "data", "null"),
        (r#"{"type":"ORDER_BATCH_PAY","data":{},"msgId":{}}"#, "msgId", "map"),
        (r#"{"orderId":{},"currentStatus":"success"}"#, "orderId", "map"),
    ] {
        let error = verified(text).decode::<Message>().expect_err(text);
        let PushError::Unreadable { path: found, reason: found_reason } = &error else { panic!("{error}") };
        assert_eq!(found, path, "{error}");
        assert!(found_reason.contains(reason) && error.status().as_u16() == 422, "{error}");
    }
}
