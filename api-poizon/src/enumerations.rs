//! Every enumeration of the API.
//!
//! All are open: a value that this version does not know is kept as it was received, prints and goes back unchanged, and
//! is counted as drift. Match with a wildcard arm.

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

/// A season that a product is made for (upstream). Products have them as one text, see
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
    /// All seasons alike.
    #[wire("通用")]
    All,
}

/// State of an order. Only one value is published.
#[open_enum]
pub enum OrderStatus {
    /// Paid from the prepaid balance; procurement begins.
    #[wire("PAID")]
    Paid,
}

/// Currency of an amount that was paid.
#[open_enum]
pub enum Currency {
    /// Yuan.
    #[wire("CNY")]
    Yuan,
}
