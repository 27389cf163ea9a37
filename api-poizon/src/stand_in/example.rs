//! What the examples of the documentation need: an address and an order.
//!
//! Only doctests call it, so it may panic.
#![allow(clippy::panic, clippy::missing_panics_doc, reason = "a failed example points at the line")]

use countersign::{Error, Model as _};
pub use dajisaas::stand_in::example;
use serde_json::Value;

use crate::Fen;
use crate::client::Client;
use crate::order::{Order, ProductLine, ShippingAddress};

const ORDER: &str = include_str!("../../samples/create-order.request.json");

/// Returns the address of the vendor's sample.
#[must_use]
pub fn sample_address() -> ShippingAddress {
    let order: Value = serde_json::from_str(ORDER).unwrap_or_default();
    let address = order.get("shippingAddress").cloned().unwrap_or_default();
    ShippingAddress::from_json(&address.to_string()).unwrap_or_else(|error| panic!("{error}"))
}

/// Places the order of the vendor's sample, with this number.
///
/// # Errors
/// The stand-in refuses it.
pub async fn sample_order(client: &Client, request_id: &str) -> Result<Order, Error> {
    let line = ProductLine::builder().spu_id(4_329_499).sku_id(620_516_702).quantity(1).price(Fen::new(5900)).build();
    let order = client.create_order().request_id(request_id).address(sample_address()).product(line);
    order.send().await.map(countersign::Reply::into_value)
}
