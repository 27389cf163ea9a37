//! `POST /alibaba/trade/createCrossOrder`: place an order.
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

/// Places an order with one supplier. The client never sends it twice.
///
/// An order has at most 100 SKUs, all from one supplier. With more than 50 SKUs, and in some other cases, one call
/// creates several orders, which [`CreatedOrder::orders`] lists. (Upstream now allows at most 50 SKUs; the vendor says
/// 100.)
///
/// How a refusal is reported is not published. An answer with an error code and without an order id is an error of kind
/// [`Business`](crate::ErrorKind::Business), whatever the envelope contains (inferred). A success without an order id
/// leaves the outcome unknown. In that case, before ordering again, look for your
/// [`third_order_id`](Self::third_order_id) with [`OrderList::out_order_id`](crate::OrderList::out_order_id). If
/// nothing is found, check the orders since then: it is only inferred that the list's outside order number is this one.
/// Whether the server accepts the same number twice is not published.
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
    /// Your own order number, such as `T20240708002`. Its maximum length is not published.
    #[param(reference)]
    pub third_order_id: String,
    /// The order channel, as named by the preview in [`OrderPreview::flow`](crate::OrderPreview::flow).
    pub flow: Flow,
    /// A note for the order; required by the vendor, optional upstream. May be empty.
    pub message: String,
    /// The business code of the open platform; required by the vendor, optional upstream.
    #[param(name = "isvBizType", default = CrossBorderBusiness::CrossBorder)]
    pub business: CrossBorderBusiness,
    /// The destination of the goods, in China.
    #[param(name = "addressParam")]
    pub address: Address,
    /// The items to order, from one seller.
    #[param(name = "cargoParamList", min_items = 1, max_items = 100)]
    pub cargo: Vec<CargoLine>,
}

/// The created order or orders.
///
/// Do not rely on [`success`](Self::success): in upstream's samples of single orders, it is `false` next to a valid
/// order id. An order id proves that the order was placed; [`order_ids`](Self::order_ids) returns all of them.
/// Upstream's messages of refusals are `not support tradeType:【…】` and `AddressId invalid:AddressId invalid` (code
/// `400`).
#[model]
pub struct CreatedOrder {
    /// The total (fen); absent if several orders were created.
    #[field(name = "totalSuccessAmount")]
    pub total: Option<Fen>,
    /// The order; a string on the wire. Absent if several orders were created.
    pub order_id: Option<OrderId>,
    /// Whether it worked upstream; see the caution above.
    pub success: Option<bool>,
    /// The error code (upstream).
    pub code: Option<String>,
    /// The error message (upstream).
    pub message: Option<String>,
    /// Terms of payment on account; absent for other payments.
    pub account_period: Option<AccountPeriod>,
    /// Products that could not be ordered.
    #[field(name = "failedOfferList")]
    pub failed_offers: Vec<FailedOffer>,
    /// The freight (fen); absent if several orders were created.
    #[field(name = "postFee")]
    pub freight: Option<Fen>,
    /// The orders, if several were created (upstream).
    #[field(name = "orderList")]
    pub orders: Vec<SplitOrder>,
}

impl CreatedOrder {
    /// Returns the ids of the created orders, one or several. A client's reply always has at least one.
    ///
    /// ```
    /// use api_1688::CreatedOrder;
    /// use countersign::Model as _;
    ///
    /// let split = CreatedOrder::from_json(r#"{"orderList": [{"orderId": "7"}, {"orderId": "8"}]}"#)?;
    /// assert_eq!(split.order_ids().map(|id| id.to_string()).collect::<Vec<_>>(), ["7", "8"]);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn order_ids(&self) -> impl Iterator<Item = OrderId> {
        self.order_id.into_iter().chain(self.orders.iter().filter_map(|order| order.order_id))
    }
}

/// Terms of payment on account.
#[model]
pub struct AccountPeriod {
    /// The interval of payments.
    #[field(name = "tapType")]
    pub kind: Option<AccountPeriodType>,
    /// The day within the interval, or the days after receipt.
    #[field(name = "tapDate")]
    pub date: Option<i64>,
    /// A mark for overdue payments. Its meaning is not published.
    #[field(name = "tapOverdue")]
    pub overdue: Option<i64>,
}

/// A product that could not be ordered.
#[model]
pub struct FailedOffer {
    /// The product; a string on the wire.
    pub offer_id: Option<OfferId>,
    /// The SKU, by its 32 hex digits.
    pub spec_id: Option<String>,
    /// The error code, such as `500_004`.
    pub error_code: Option<String>,
    /// The error message.
    pub error_message: Option<String>,
}

/// One of several orders created by one call (upstream).
#[model]
pub struct SplitOrder {
    /// Freight (fen).
    #[field(name = "postFee")]
    pub freight: Option<Fen>,
    /// Total with freight (fen); the spelling on the wire is upstream's.
    #[field(name = "orderAmmount")]
    pub total: Option<Fen>,
    /// A message about this order.
    pub message: Option<String>,
    /// The error code of this order.
    pub result_code: Option<String>,
    /// Whether it worked.
    pub success: Option<bool>,
    /// The order; a string on the wire.
    pub order_id: Option<OrderId>,
    /// The payment channel. The list is not published.
    pub pay_channel: Option<String>,
    /// Discount (fen, inferred from its neighbours); in upstream's sample only.
    pub discount: Option<Fen>,
    /// Goods without freight (fen, inferred from its neighbours); in upstream's sample only.
    #[field(name = "sumPaymentNoCarriageFromClient")]
    pub total_without_freight: Option<Fen>,
    /// Whether it is paid together with others; in upstream's sample only.
    #[field(name = "mergePay")]
    pub merged_payment: Option<bool>,
    /// Whether free freight was chosen; in upstream's sample only.
    #[field(name = "chooseFreeFreight")]
    pub free_freight: Option<bool>,
}
