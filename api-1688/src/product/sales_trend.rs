//! `GET /alibaba/product/getPerdaySellQuantityTrend` (inferred): units sold, day by day.
//!
//! Of this operation the vendor's menu shows a title and GET; its page is not available. The path follows the pattern
//! of the others, the parameters and the response are upstream's (`product.analyze.getPerdaySellQuantityTrendNew`).

use countersign::{endpoint, model};

use crate::Date;
use crate::ids::OfferId;

/// Gives the units of a product sold on each day of a period.
///
/// A call covers one month at most, and nothing older than 90 days is kept (upstream). Inferred: path and places of
/// the parameters are not published. Give the client the real path where you know it, with
/// [`ClientBuilder::path`](countersign::ClientBuilder::path).
///
/// # Example
///
/// ```
/// use api_1688::Date;
///
/// # api_1688::stand_in::example(async |client| {
/// let (from, until) = (Date::new(2024, 6, 1).unwrap(), Date::new(2024, 6, 30).unwrap());
/// let days = client.sales_trend().offer_id(670_291_644_950).start_date(from).end_date(until).send().await?;
/// assert_eq!(days.len(), 30);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/alibaba/product/getPerdaySellQuantityTrend",
    response = Vec<DailySales>,
    span(from = start_date, until = end_date, months = 1),
    source = inferred,
)]
#[doc(alias = "/alibaba/product/getPerdaySellQuantityTrend")]
pub struct SalesTrend {
    /// The product.
    pub offer_id: OfferId,
    /// First day, written `yyyyMMdd`.
    pub start_date: Date,
    /// Last day, written `yyyyMMdd`; one month after the first at most.
    pub end_date: Date,
}

/// Units of a product sold on one day (upstream).
#[model]
pub struct DailySales {
    /// The day.
    pub date: Date,
    /// Units sold, as digits; empty where nothing is known, which is why this is text.
    #[field(name = "value", default)]
    pub sold: String,
}
