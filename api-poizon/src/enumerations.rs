//! Every enumeration of the API.
//!
//! All are open: an unknown value is kept as it was received, printed and sent unchanged, and counted as drift. Match
//! with a wildcard arm.

use countersign::open_enum;

/// Whether a product or a SKU is on sale (upstream).
#[open_enum]
pub enum SaleStatus {
    /// On sale.
    #[wire("PRODUCT_ON")]
    OnSale,
    /// Removed from sale.
    #[wire("PRODUCT_OFF")]
    Removed,
}

/// A season that a product is made for (upstream). A product lists its seasons in one string; see
/// [`Product::seasons`](crate::Product::seasons).
#[open_enum]
pub enum Season {
    /// Spring.
    #[wire("春")]
    Spring,
    /// Summer.
    #[wire("夏")]
    Summer,
    /// Autumn.
    #[wire("秋")]
    Autumn,
    /// Winter.
    #[wire("冬")]
    Winter,
    /// All seasons.
    #[wire("通用")]
    All,
}

/// The state of an order. Only one value is published.
#[open_enum]
pub enum OrderStatus {
    /// Paid from the prepaid balance; procurement begins.
    #[wire("PAID")]
    Paid,
}

/// The currency of a payment.
#[open_enum]
pub enum Currency {
    /// Yuan.
    #[wire("CNY")]
    Yuan,
}
