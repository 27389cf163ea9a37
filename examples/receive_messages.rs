//! Shows how to receive push messages: verifies them, drops repeated ones, and looks up the order that a message is
//! about.
//!
//! The embedded stand-in acts as the vendor. It accepts an order and pushes its message twice; a third message is
//! forged.
#![allow(clippy::print_stdout, reason = "a program talks to its user")]

use std::collections::BTreeSet;
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

use api_1688::message::{MessageHeader, OrderEvent, pushes};
use api_1688::stand_in::{self, StandIn};
use api_1688::{
    Address, CargoLine, Client, Credentials, Flow, Message, MessageEvent, MessageTopic, OrderId, OrderStatus, Timestamp,
};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{Request, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use countersign::transport::ReqwestTransport;
use countersign::webhook::Receiver;
use countersign::{DecodeError, Model as _};
use tokio::net::TcpListener;

// ---- the receiver ----

/// What the receiver needs to verify a message and to act on it.
struct Shop {
    receiver: Receiver,
    client: Client,
    /// The handled messages, by id if they have one, otherwise by text. A real shop keeps them in its database.
    seen: Mutex<BTreeSet<String>>,
}

async fn receive(State(shop): State<Arc<Shop>>, head: Parts, body: Bytes) -> Response {
    match shop.take(&Request::from_parts(head, body)).await {
        Ok(()) => shop.receiver.pushes().acknowledge().map(Body::from),
        Err(refused) => refused.into_response(),
    }
}

impl Shop {
    async fn take(&self, request: &Request<Bytes>) -> Result<(), (StatusCode, String)> {
        let verified = self.receiver.verify(request).map_err(|error| (error.status(), error.to_string()))?;
        let message = verified.decode::<Message>().map_err(|error| (error.status(), error.to_string()))?;
        let id = message.id.map_or_else(|| verified.text().to_owned(), |id| id.to_string());
        if !self.seen(|seen| seen.insert(id.clone())) {
            println!("  receiver: message {id} arrived before");
            return Ok(());
        }
        // A message may be late or overtaken by another: it is a hint to look, not the current state.
        if let MessageEvent::Order(event) = message.event() {
            let looked_up = self.client.order_details().order_id(event.order_id).send().await;
            let order = looked_up.map_err(|error| {
                self.seen(|seen| seen.remove(&id));
                (StatusCode::SERVICE_UNAVAILABLE, error.to_string())
            })?;
            let status = order.base.as_ref().and_then(|base| base.status.as_ref());
            let (told, found) = (&event.status, status.map_or("unknown", OrderStatus::as_str));
            println!("  receiver: message {id} says order {} is {told}; looked up, it is {found}", event.order_id);
        }
        Ok(())
    }

    fn seen<T>(&self, change: impl FnOnce(&mut BTreeSet<String>) -> T) -> T {
        change(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

// ---- both sides at work ----

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let stand_in = StandIn::start().await?;
    let client = stand_in.client()?;
    let order = create_order(&client).await?;
    client.password_free_pay().order_id(order).send().await?;
    println!("order {order} is placed and paid");

    let receiver = pushes()?.receiver(&stand_in::credentials()?);
    let shop = Arc::new(Shop { receiver, client, seen: Mutex::default() });
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/messages", listener.local_addr()?);
    let router = Router::new().route("/messages", post(receive)).with_state(shop);
    let server = tokio::spawn(async move { axum::serve(listener, router).await });

    for what in ["a message", "the same message again"] {
        println!("{what}");
        let answer = stand_in.push(&url, &order_created(order)?).await?;
        println!("  answered: {} {}", answer.status.as_u16(), String::from_utf8_lossy(&answer.body));
    }
    println!("a message signed with a guessed secret");
    let thief = pushes()?.signer(&Credentials::new(stand_in::APP_KEY, "guess")?);
    let answer = thief.post(&ReqwestTransport::builder().build()?, &url, &order_created(order)?).await?;
    println!("  answered: {} {}", answer.status.as_u16(), String::from_utf8_lossy(&answer.body));

    server.abort();
    stand_in.shutdown().await?;
    Ok(())
}

async fn create_order(client: &Client) -> Result<OrderId, Box<dyn Error>> {
    let address = Address::builder()
        .full_name("张三")
        .mobile("13800000000")
        .phone("057188158198")
        .post_code("000000")
        .province("浙江省")
        .city("杭州市")
        .area("滨江区")
        .town("长河镇")
        .street("网商路699号")
        .district_code("330108")
        .build();
    let cargo = [CargoLine::builder().offer_id(623_686_863_670).quantity(5).build()];
    let order =
        client.create_order().third_order_id("T-1").flow(Flow::General).message("").address(address).cargo(cargo);
    Ok(order.send().await?.order_id.ok_or("the stand-in gave no order id")?)
}

/// The message about a new order. It is still on its way when the order is paid.
fn order_created(order: OrderId) -> Result<Message, DecodeError> {
    let now = Timestamp::now();
    let mut header = MessageHeader::default();
    header.id = Some(7_565_094_247.into());
    header.topic = Some(MessageTopic::OrderCreated);
    header.created = Some(now);
    header.business_key = Some(order.to_string());
    header.user_info = Some(String::from("b2b-665170100"));
    let event = OrderEvent::from_json(&format!(r#"{{"orderId": {order}, "currentStatus": "waitbuyerpay"}}"#));
    Ok(Message::new(header, MessageEvent::Order(event?)))
}
