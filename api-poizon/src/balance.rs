//! `GET /poizon/prepayment/queryAmount` (inferred): the prepaid balance.
//!
//! The vendor's menu contains only the title ("Balance Query API") and the method. Path and answer are those of
//! upstream's `GET /distribute/prepayment/queryAmount`.

use countersign::value::Decimal;
use countersign::{endpoint, model};

/// Returns the prepaid balance, from which orders are paid.
///
/// This is a weak inference: path and answer are not published. If you know the real path, set it with
/// [`ClientBuilder::path`](countersign::ClientBuilder::path).
///
/// # Example
///
/// ```
/// # api_poizon::stand_in::example(async |client: api_poizon::Client| {
/// println!("{} left", client.balance().send().await?.amount);
/// # Ok(())
/// # });
/// ```
#[endpoint(GET, "/poizon/prepayment/queryAmount", response = PrepaidBalance, nearby, source = inferred)]
#[doc(alias("/poizon/prepayment/queryAmount"))]
pub struct Balance {}

/// The prepaid balance.
#[model]
pub struct PrepaidBalance {
    /// The amount left. **Its unit is not published**: upstream writes fen in requests and product data, and the vendor
    /// writes yuan in orders. Compare it with a balance that you know.
    #[field(alias("balance", "availableAmount", "availableBalance", "prepaymentAmount"))]
    pub amount: Decimal,
}
