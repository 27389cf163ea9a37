//! `POST /poizon/order/createOrder`: place an order and pay for it.
//!
//! Source: the vendor's page "Create order & Payment API" (api-456883163), as of 2026-05-19. It has a complete example
//! of request and answer, but **no table of fields**. What is required, and how the request is signed, is inferred.

use countersign::{endpoint, model};

use crate::enumerations::{Currency, OrderStatus};
use crate::ids::{SkuId, SpuId};
use crate::{Fen, Timestamp, Yuan};

/// Orders one product and **pays for it at once from the prepaid balance**. The client never sends it twice.
///
/// Procurement then begins; if it fails, the money is returned to the balance (vendor). Only addresses in China are
/// accepted.
///
/// [`request_id`](Self::request_id) is the vendor's idempotency key, "fixed once the order exists". However, the answer
/// to a repeated key is not published. If it were an error, a client that retries would report a paid order as a
/// failure. Upstream also warns that quick repetitions have created duplicate orders. The client therefore does not
/// retry. If the outcome is unknown, look for the order with [`OrderList`](crate::OrderList). If it is not there, send
/// **the same** `request_id` again, which cannot be worse than a new one.
///
/// # Example
///
/// ```
/// use api_poizon::{ErrorKind, Fen, ProductLine};
///
/// # api_poizon::stand_in::example(async |client: api_poizon::Client| {
/// # let address = api_poizon::stand_in::sample_address();
/// let line =
///     ProductLine::builder().spu_id(4_329_499).sku_id(620_516_702).quantity(1).price(Fen::new(5900)).build();
/// match client.create_order().request_id("REQ202501011003").address(address).product(line).send().await {
///     Ok(order) => println!("paid: {:?}", order.dist_order_no),
///     // It may have been placed and paid: look for it before ordering again.
///     Err(error) if error.kind() == ErrorKind::OutcomeUnknown => println!("{error}"),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/poizon/order/createOrder",
    response = Order,
    nearby,
    proof(dist_order_no, customer_order_no, lines.dist_sub_order_no),
    docs = "https://wiki-en.dajisaas.com/api-456883163",
)]
#[doc(alias("/poizon/order/createOrder"))]
pub struct CreateOrder {
    /// Your own number for the request, such as `REQ202501011003`. It must be unique, and the same when the request is
    /// repeated.
    #[param(reference)]
    pub request_id: String,
    /// The delivery address, in China.
    #[param(name = "shippingAddress")]
    pub address: ShippingAddress,
    /// The item to order: exactly one SKU.
    pub product: ProductLine,
}

/// A delivery address in China. That every field is required is inferred from the example.
#[model(builder)]
pub struct ShippingAddress {
    /// Recipient.
    pub name: String,
    /// Email address.
    pub email: String,
    /// Phone number.
    pub phone: String,
    /// Province, such as `上海`.
    pub province: String,
    /// City, such as `上海市`.
    pub city: String,
    /// District, such as `闵行区`.
    pub district: String,
    /// Street and house number.
    pub detail_address: String,
}

/// The SKU to order.
#[model(builder)]
pub struct ProductLine {
    /// The product; a string on the wire.
    #[field(name = "dwSpuId")]
    pub spu_id: SpuId,
    /// Its SKU; a string on the wire.
    #[field(name = "dwSkuId")]
    pub sku_id: SkuId,
    /// The distributor's id of the product: a UUID, or empty as in the vendor's example. That it could replace `spu_id`
    /// is inferred.
    #[field(default)]
    pub dist_spu_id: String,
    /// The distributor's id of the SKU: a UUID, or empty as in the vendor's example.
    #[field(default)]
    pub dist_sku_id: String,
    /// The number of pieces.
    pub quantity: u32,
    /// The price of one piece (**fen**: 5900 is 59.00 yuan), assumed to be the SKU's
    /// [`lowest_ask`](crate::Sku::lowest_ask) (inferred).
    pub price: Fen,
}

/// An order.
#[model]
pub struct Order {
    /// Its position in lists: the cursor of [`OrderList`](crate::OrderList) (inferred). Absent from the answer of
    /// `create_order`.
    pub id: Option<u64>,
    /// Your own number for the request.
    #[field(alias("request_id", "requestID"))]
    pub request_id: Option<String>,
    /// The vendor's order number, such as `OA00835379`.
    #[field(alias("customer_order_no"))]
    pub customer_order_no: Option<String>,
    /// Poizon's order number: the number of the distributor, a dash, and `customer_order_no`.
    #[field(alias("dist_order_no", "orderNo"))]
    pub dist_order_no: Option<String>,
    /// Its lines; as far as is known, always one.
    #[field(name = "orderItems", alias("orderItemList", "order_items"))]
    pub lines: Vec<OrderLine>,
}

/// A line of an order.
#[model]
pub struct OrderLine {
    /// Its number: the order's, followed by `_1`.
    #[field(alias("dist_sub_order_no"))]
    pub dist_sub_order_no: Option<String>,
    /// The state of the line.
    #[field(name = "orderStatus", alias("order_status"))]
    pub status: Option<OrderStatus>,
    /// The distributor's id of the SKU: a UUID; set even if the request left it empty.
    pub dist_sku_id: Option<String>,
    /// The SKU; a string on the wire.
    #[field(name = "dwSkuId", alias("dwSkuid", "dw_sku_id"))]
    pub sku_id: Option<SkuId>,
    /// The number of pieces.
    pub quantity: Option<u32>,
    /// When it was created.
    #[field(name = "createTime")]
    pub created: Option<Timestamp>,
    /// When it was changed.
    #[field(name = "modifyTime")]
    pub modified: Option<Timestamp>,
    /// The amount paid (**yuan**, two decimals, a string on the wire).
    #[field(name = "realPayAmount")]
    pub paid: Option<Yuan>,
    /// The currency of [`paid`](Self::paid).
    pub currency: Option<Currency>,
}
