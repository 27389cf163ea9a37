//! A stand-in for the vendor: a small market, orders paid from a balance, and the vendor's failures.
//!
//! It parses and verifies every request as [`countersign_server::stand_in`] does. Its market has 83 products, including
//! those of the published samples, and is the same in every run: a product has the same titles, prices and SKUs in
//! every operation, and an order costs the current price of its SKU. Orders are kept in memory until the stand-in
//! stops.
//!
//! # Operations
//!
//! | operations | answered from |
//! |---|---|
//! | `keyword_search` | the market: words of the Chinese and the English name, brand, cursor |
//! | `product_detail` | the market; watches are not shown (`"data": null`), unknown products are refused |
//! | `create_order` | the market and the balance, which is reduced by price times quantity; a repeated `requestId` returns the first order and costs nothing |
//! | `order_list` | the stand-in's orders |
//! | `balance` | the rest of 100,000 yuan, in fen |
//!
//! Refusals have upstream's code 30300012 (parameter error), because the vendor's codes are not published. The texts
//! and the answer to a repeated `requestId` are the stand-in's own.

#[cfg(feature = "reqwest")]
mod example;
mod market;
mod orders;

use std::sync::Arc;

use countersign::Endpoint as _;
use countersign::operation::Operation;
use countersign::value::Timestamp;
use countersign_server::stand_in::{Served, ServiceBuilder};
pub use dajisaas::stand_in::{APP_KEY, APP_SECRET, credentials};
use dajisaas::stand_in::{StoodIn, builder};
use serde_json::Value;

#[cfg(feature = "reqwest")]
#[doc(hidden)]
pub use self::example::{example, sample_address, sample_order};
use self::orders::Orders;
use crate::client::Client;
use crate::order::CreateOrder;

/// A running stand-in on a loopback port; dropping it stops it.
pub type StandIn = dajisaas::stand_in::StandIn<Client>;

impl StoodIn for Client {
    const CREATE_ORDER: &'static Operation = CreateOrder::OPERATION;

    fn service() -> ServiceBuilder {
        service()
    }
}

/// Returns the service of the stand-in: to use without a network, as an in-memory transport, or to change before it is
/// started.
///
/// ```
/// assert!(api_poizon::stand_in::service().build().is_ok());
/// ```
pub fn service() -> ServiceBuilder {
    let orders = Arc::new(Orders::default());
    orders::answer_from(market::answer_from(builder::<Client>(Timestamp::now)), &orders)
}

/// Returns a refusal with upstream's code for a parameter error.
fn refused(text: &str) -> Served {
    Served::failure(30_300_012, text, Value::Null)
}
