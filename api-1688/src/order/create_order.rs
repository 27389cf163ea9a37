//! `POST /alibaba/trade/createCrossOrder`: make an order.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164768> (Chinese edition: <https://wiki.dajisaas.com/api-164891583>).
//! The vendor's sample ends early; fields after the cut are upstream's, `alibaba.trade.createCrossOrder-1`, whose
//! result sits directly in the payload here. Upstream's further parameters (`tradeType`, `outOrderId`, …) are not
//! documented by the vendor, so they are not declared.

use countersign::{endpoint, model};

use super::{Address, CargoLine};
use crate::Fen;
use crate::enumerations::{AccountPeriodType, CrossBorderBusiness, Flow};
use crate::ids::{OfferId, OrderId};

/// Makes an order from one supplier. Never sent twice by the client.
///
/// At most 100 SKUs, all from one supplier. Above 50 SKUs, and in some other cases, several orders are made in one
/// call and [`CreatedOrder::orders`] names them. (Upstream now says 50 SKUs at most; the vendor says 100.)
///
/// How a refusal arrives is not published. An answer with an error code and without an order id is an error of the kind
/// [`Business`](crate::ErrorKind::Business), whatever the envelope says (inferred). An answer of success without an order
/// id leaves the outcome unknown. If it is unknown, look for your [`third_order_id`](Self::third_order_id) with [`OrderList::out_order_id`](crate::OrderList::out_order_id)
/// before ordering again, and if nothing is found, among the orders since then: that the list's outside order number is
/// this one is inferred, and whether the server takes the same one twice is not published.
///
/// # Example
///
/// ```
/// use api_1688::{CargoLine, ErrorKind, Flow};
///
/// # api_1688::stand_in::example(async |client| {
/// # let address = api_1688::stand_in::sample_address();
/// let line = CargoLine::builder().offer_id(623_686_863_670).quantity(5).build();
/// let order = client
///     .create_order()
///     .third_order_id("T20240708002")
///     .flow(Flow::General)
///     .message("")
///     .address(address)
///     .cargo([line]);
/// match order.send().await {
///     Ok(created) => println!("orders {:?}, {:?} in all", created.order_ids().collect::<Vec<_>>(), created.total),
///     // It may have been made: look for `T20240708002` before ordering again.
///     Err(error) if error.kind() == ErrorKind::OutcomeUnknown => println!("{error}"),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/alibaba/trade/createCrossOrder",
    response = CreatedOrder,
    proof(order_id, orders.order_id),
    failure(code = "code", message = "message"),
    docs = "https://wiki-en.dajisaas.com/api-194164768",
)]
#[doc(alias = "/alibaba/trade/createCrossOrder")]
pub struct CreateOrder {
    /// Your own order number, such as `T20240708002`; its longest length is not published.
    #[param(reference)]
    pub third_order_id: String,
    /// The order channel: the one the preview names in [`OrderPreview::flow`](crate::OrderPreview::flow).
    pub flow: Flow,
    /// Note for the order; required by the vendor, optional upstream. May be empty.
    pub message: String,
    /// Business code of the open platform; required by the vendor, optional upstream.
    #[param(name = "isvBizType", default = CrossBorderBusiness::CrossBorder)]
    pub business: CrossBorderBusiness,
    /// Where the goods go, in China.
    #[param(name = "addressParam")]
    pub address: Address,
    /// What is ordered, from one seller.
    #[param(name = "cargoParamList", min_items = 1, max_items = 100)]
    pub cargo: Vec<CargoLine>,
}

/// What was ordered.
///
/// Do not judge by [`success`](Self::success): upstream's samples of single orders carry `false` together with a valid
/// order id. An order id means: ordered; [`order_ids`](Self::order_ids) returns them all. Upstream's texts of refusals are
/// `not support tradeType:【…】` and `AddressId invalid:AddressId invalid` (code `400`).
#[model]
pub struct CreatedOrder {
    /// Total (fen); absent where several orders were made.
    #[field(name = "totalSuccessAmount")]
    pub total: Option<Fen>,
    /// The order; absent where several orders were made. Text on the wire.
    pub order_id: Option<OrderId>,
    /// It worked upstream; see the caution above.
    pub success: Option<bool>,
    /// Error code (upstream).
    pub code: Option<String>,
    /// Error text (upstream).
    pub message: Option<String>,
    /// Terms of payment on account; absent for other payments.
    pub account_period: Option<AccountPeriod>,
    /// Products that could not be ordered.
    #[field(name = "failedOfferList")]
    pub failed_offers: Vec<FailedOffer>,
    /// Freight (fen); absent where several orders were made.
    #[field(name = "postFee")]
    pub freight: Option<Fen>,
    /// The orders, where several were made (upstream).
    #[field(name = "orderList")]
    pub orders: Vec<SplitOrder>,
}

impl CreatedOrder {
    /// The orders that were made, one or several. A client's reply always has at least one.
    pub fn order_ids(&self) -> impl Iterator<Item = OrderId> {
        self.order_id.into_iter().chain(self.orders.iter().filter_map(|order| order.order_id))
    }
}

/// Terms of payment on account.
#[model]
pub struct AccountPeriod {
    /// Rhythm of payment.
    #[field(name = "tapType")]
    pub kind: Option<AccountPeriodType>,
    /// Day of the rhythm, or days after receipt.
    #[field(name = "tapDate")]
    pub date: Option<i64>,
    /// Overdue mark; meaning not published.
    #[field(name = "tapOverdue")]
    pub overdue: Option<i64>,
}

/// A product that could not be ordered.
#[model]
pub struct FailedOffer {
    /// The product; text on the wire.
    pub offer_id: Option<OfferId>,
    /// The SKU, by its 32 hex digits.
    pub spec_id: Option<String>,
    /// Error code, such as `500_004`.
    pub error_code: Option<String>,
    /// Error text.
    pub error_message: Option<String>,
}

/// One of several orders made in one call (upstream).
#[model]
pub struct SplitOrder {
    /// Freight (fen).
    #[field(name = "postFee")]
    pub freight: Option<Fen>,
    /// Total with freight (fen); the spelling on the wire is upstream's.
    #[field(name = "orderAmmount")]
    pub total: Option<Fen>,
    /// Text about this order.
    pub message: Option<String>,
    /// Error code of this order.
    pub result_code: Option<String>,
    /// It worked.
    pub success: Option<bool>,
    /// The order; text on the wire.
    pub order_id: Option<OrderId>,
    /// Channel to pay with; the list is not published.
    pub pay_channel: Option<String>,
    /// Discount (fen, inferred from its neighbours); in upstream's sample only.
    pub discount: Option<Fen>,
    /// Goods without freight (fen, inferred from its neighbours); in upstream's sample only.
    #[field(name = "sumPaymentNoCarriageFromClient")]
    pub total_without_freight: Option<Fen>,
    /// It is paid together with others; in upstream's sample only.
    #[field(name = "mergePay")]
    pub merged_payment: Option<bool>,
    /// Free freight was chosen; in upstream's sample only.
    #[field(name = "chooseFreeFreight")]
    pub free_freight: Option<bool>,
}
