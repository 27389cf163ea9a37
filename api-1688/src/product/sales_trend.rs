//! `GET /alibaba/product/getPerdaySellQuantityTrend` (inferred): units sold, day by day.
//!
//! The vendor's menu contains only the title and the method, GET; the page is not available. The path follows the
//! pattern of the others; parameters and response are upstream's (`product.analyze.getPerdaySellQuantityTrendNew`).

use countersign::{endpoint, model};

use crate::Date;
use crate::ids::OfferId;

/// Returns the number of units of a product sold on each day of a period.
///
/// A call covers at most one month, and data older than 90 days is not kept (upstream). Inferred: the path and the
/// places of the parameters are not published. If you know the real path, set it with
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
    /// Last day, written `yyyyMMdd`; at most one month after the first.
    pub end_date: Date,
}

/// Units of a product sold on one day (upstream).
#[model]
pub struct DailySales {
    /// The day.
    pub date: Date,
    /// The number of units sold, as a string of digits, which is empty if nothing is known.
    #[field(name = "value", default)]
    pub sold: String,
}
