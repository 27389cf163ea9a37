//! What the examples of the documentation need: a gateway, an address and an order.
//!
//! Only doctests call it, so it may panic.
#![allow(clippy::panic, clippy::missing_panics_doc, reason = "a failed example points at the line")]

use countersign::{Error, ErrorKind};
use serde_json::Value;

use crate::client::Client;
use crate::enumerations::Flow;
use crate::ids::OrderId;
use crate::order::{Address, CargoLine};

const ORDER: &str = include_str!("../../samples/create-order.request.json");

/// Runs an example with a client of a new stand-in.
pub fn example(run: impl AsyncFnOnce(Client) -> Result<(), Error>) {
    dajisaas::stand_in::example(run);
}

/// Returns the address of the vendor's sample.
#[must_use]
pub fn sample_address() -> Address {
    let order: Value = serde_json::from_str(ORDER).unwrap_or_default();
    let address = order.get("addressParam").cloned().unwrap_or_default();
    serde_json::from_value(address).unwrap_or_else(|error| panic!("{error}"))
}

/// Places an order and returns its id.
///
/// # Errors
/// The stand-in refuses it.
pub async fn sample_order(client: &Client) -> Result<OrderId, Error> {
    let line = CargoLine { offer_id: 623_686_863_670.into(), spec_id: None, quantity: 5 };
    let order = client.create_order().third_order_id("T-1").flow(Flow::General).message("").address(sample_address());
    let created = order.cargo([line]).send().await?;
    created.order_id.ok_or_else(|| Error::new(ErrorKind::Business, "the stand-in gave no order id"))
}
