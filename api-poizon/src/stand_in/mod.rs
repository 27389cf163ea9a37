//! A stand-in for the vendor: a small market, orders that are paid from a balance, the vendor's failures.
//!
//! It reads and verifies every request as [`countersign_server::stand_in`] does, and answers from a market of 83 products,
//! among them those of the published samples. The market is the same in every run: a product has the same titles, prices
//! and SKUs in every operation, and an order costs what its SKU is offered for. Orders are remembered until the stand-in
//! stops.
//!
//! # Operations
//!
//! | operations | answered from |
//! |---|---|
//! | `keyword_search` | the market: words of the Chinese and the English name, brand, cursor |
//! | `product_detail` | the market; watches are not shown (`"data": null`), unknown products are refused |
//! | `create_order` | the market and the balance: the balance goes down by price and quantity; a repeated `requestId` is answered with the first order, and pays nothing |
//! | `order_list` | the stand-in's orders |
//! | `balance` | what is left of 100,000 yuan, in fen |
//!
//! Refusals have upstream's code 30300012 (parameter error): which ones the vendor answers is not published. The texts and
//! the answer to a repeated `requestId` are the stand-in's own.

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

/// The service of the stand-in: without a network, for a transport in memory, or to be changed before it is started.
pub fn service() -> ServiceBuilder {
    let orders = Arc::new(Orders::default());
    orders::answer_from(market::answer_from(builder::<Client>(Timestamp::now)), &orders)
}

/// A refusal with upstream's code of a parameter error.
fn refused(text: &str) -> Served {
    Served::failure(30_300_012, text, Value::Null)
}
