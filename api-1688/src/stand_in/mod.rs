//! A stand-in for the vendor: a small market, a small order life cycle, and the vendor's failures.
//!
//! It parses and verifies every request as [`countersign_server::stand_in`] does, and answers from a market of 176
//! products of ten sellers in eight categories. The market is the same in every run, except for the days on which
//! products were listed, which follow the clock so that there are always new ones. A product has the same titles,
//! prices, SKUs, stock, pictures and seller in every operation, and titles in all languages of the API and in Chinese
//! (`zh`). Orders are checked and priced by the same rules as their preview, and kept in memory until the stand-in
//! stops.
//!
//! The products of the vendor's published samples are part of the market. In the language of the sample they are shown
//! verbatim; in other languages their titles are composed of known words.
//!
//! It can be told to fail on purpose, in the same way for the same seed:
//!
//! ```no_run
//! use api_1688::stand_in::{self, StandIn};
//! use countersign_server::stand_in::{Fault, Faults, RetryAfter};
//!
//! # async {
//! let faults = Faults::seeded(7)
//!     .with(Fault::ResetAfterRead, 0.02)
//!     .with(Fault::TooManyRequests(RetryAfter::Seconds(1)), 0.05);
//! let stand_in = StandIn::start_with(stand_in::service().faults(faults).build().map_err(std::io::Error::other)?, 0).await?;
//! let client = stand_in.client().expect("a client");
//! # let _ = client; Ok::<(), std::io::Error>(()) };
//! ```
//!
//! # Operations
//!
//! | operations | answered from |
//! |---|---|
//! | `keyword_search`, `shop_search` | the market: keyword in any language, filters, prices, category, navigation, order, pages |
//! | `upload_image`, `upload_image_by_url`, `image_search` | the product whose picture it is, then others of its kind; any other picture looks like one of the products |
//! | `product_detail`, `freight_estimate` | the market; freight depends on the weight, as in the preview and the order |
//! | `category`, `search_navigation` | the tree and the properties of the market's products |
//! | `top_list`, `sales_trend` | the sales of the market's products; the sum of any 30 days is the monthly sales of the search |
//! | `preview_order`, `create_order` | the market; refused with upstream's codes `500_001` to `500_006` |
//! | the others | the stand-in's own orders |
//!
//! Unknown products, sellers, categories and pictures are refused with code 1009 and a reason in the payload. Stock is
//! not reduced, and nothing is shipped: the receipt of a paid order can be confirmed, line by line.

mod cart;
mod detail;
#[cfg(feature = "reqwest")]
mod example;
mod filters;
mod freight;
mod images;
mod market;
mod navigation;
mod order_view;
mod orders;
mod preview;
mod sales;
mod search;

use std::sync::Arc;

use countersign::Endpoint;
use countersign::operation::Operation;
use countersign::value::Timestamp;
use countersign_server::stand_in::ServiceBuilder;
pub use dajisaas::stand_in::{APP_KEY, APP_SECRET, credentials};
use dajisaas::stand_in::{StoodIn, builder, refused};

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
/// let service = api_1688::stand_in::service().build()?;
/// let answer = service.answer(http::Request::get("/nowhere").body("").expect("a request"));
/// assert_eq!(answer.status(), 404);
/// # Ok::<(), countersign::Error>(())
/// ```
pub fn service() -> ServiceBuilder {
    service_at(Timestamp::now)
}

/// Returns [`service`] with another clock: the age of an order decides whether it can be cancelled.
///
/// ```
/// use countersign::value::Timestamp;
///
/// // In this stand-in, it is always the 14th of June 2018.
/// let service = api_1688::stand_in::service_at(|| Timestamp::from_millisecond(1_528_942_782_000)).build()?;
/// # drop(service);
/// # Ok::<(), countersign::Error>(())
/// ```
pub fn service_at(clock: impl Fn() -> Timestamp + Clone + Send + Sync + 'static) -> ServiceBuilder {
    let mut builder = builder::<Client>(clock.clone());
    for answer_from in [search::answer_from, images::answer_from, navigation::answer_from, freight::answer_from] {
        builder = answer_from(builder);
    }
    builder = detail::answer_from(builder, clock.clone());
    builder = sales::answer_from(builder);
    builder = preview::answer_from(builder);
    orders::answer_from(builder, &Arc::new(Orders::new(clock)))
}
