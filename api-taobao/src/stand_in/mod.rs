//! A stand-in for the vendor: a small market, a small order life cycle, and the vendor's failures.
//!
//! It parses and verifies every request as [`countersign_server::stand_in`] does, and answers from a market of 64
//! products in six shops. A product has the same titles, prices, SKUs, pictures and shop in every operation, and both
//! kinds of ids; some products cannot be distributed. Orders are priced by the same rules as their preview, one order
//! per shop, and kept in memory until the stand-in stops. Stock is not reduced, and nothing is shipped.
//!
//! | operations | answered from |
//! |---|---|
//! | searches, themes, details, freight | the market: keyword in any language, prices, order, pages |
//! | `upload_image`, `upload_image_by_url`, `image_search`, `image_search_v2` | the product whose picture it is, then others of its kind; any other picture looks like one of the products |
//! | `distribution_product`, `preview_order` | the market |
//! | the others | the stand-in's own orders; the same `thirdOrderId` creates a second order |
//!
//! Unknown products, pictures and orders are refused with code 1009 and a reason in the payload (inferred).

mod market;
mod orders;
mod products;

use std::sync::Arc;

use countersign::Endpoint;
use countersign::operation::Operation;
use countersign::value::Timestamp;
#[cfg(feature = "reqwest")]
use countersign::{Error, ErrorKind};
use countersign_server::stand_in::ServiceBuilder;
pub use dajisaas::stand_in::{APP_KEY, APP_SECRET, credentials};
use dajisaas::stand_in::{StoodIn, builder, refused};

use self::orders::Orders;
use crate::client::Client;
use crate::order::CreateOrder;
#[cfg(feature = "reqwest")]
use crate::order::{Address, OrderLine};
#[cfg(feature = "reqwest")]
use crate::{Fen, PurchaseOrderId};

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
/// assert!(api_taobao::stand_in::service().build().is_ok());
/// ```
pub fn service() -> ServiceBuilder {
    service_at(Timestamp::now)
}

/// Returns [`service`] with another clock.
///
/// ```
/// use countersign::value::Timestamp;
///
/// // In this stand-in, it is always the 14th of June 2018.
/// let service = api_taobao::stand_in::service_at(|| Timestamp::from_millisecond(1_528_942_782_000)).build()?;
/// # drop(service);
/// # Ok::<(), countersign::Error>(())
/// ```
pub fn service_at(clock: impl Fn() -> Timestamp + Clone + Send + Sync + 'static) -> ServiceBuilder {
    let service = products::answer_from(builder::<Client>(clock.clone()));
    orders::answer_from(service, &Arc::new(Orders::new(clock)))
}

/// Runs an example of the documentation with a client of a new stand-in.
#[cfg(feature = "reqwest")]
#[doc(hidden)]
pub fn example(run: impl AsyncFnOnce(Client) -> Result<(), Error>) {
    dajisaas::stand_in::example(run);
}

/// The address of the vendor's sample.
#[cfg(feature = "reqwest")]
#[doc(hidden)]
#[must_use]
#[expect(clippy::panic, reason = "a failed example points at the line")]
pub fn sample_address() -> Address {
    let order: serde_json::Value =
        serde_json::from_str(include_str!("../../samples/create-order.request.json")).unwrap_or_default();
    let address = order.get("receiver").cloned().unwrap_or_default();
    serde_json::from_value(address).unwrap_or_else(|error| panic!("{error}"))
}

/// An order that was just made.
///
/// # Errors
/// The stand-in refuses it.
#[cfg(feature = "reqwest")]
#[doc(hidden)]
pub async fn sample_order(client: &Client) -> Result<PurchaseOrderId, Error> {
    let line = OrderLine::builder().item_id(2_048_153_758_314_474).sku_id(3_357_413_213_162).line_number("1");
    let line = line.quantity(1).price(Fen::new(4900)).title("测试商品1").build();
    let order = client.create_order().third_order_id("T-1").amount(Fen::new(4900)).seller_order_number("");
    let order = order.order_source("web").lines([line]).receiver(sample_address()).warehouse(sample_address());
    let created = order.send().await?;
    created.order_ids().next().ok_or_else(|| Error::new(ErrorKind::Business, "the stand-in gave no order id"))
}
