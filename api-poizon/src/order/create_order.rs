//! `POST /poizon/order/createOrder`: order and pay.
//!
//! Source: the vendor's page "Create order & Payment API" (api-456883163), as of 2026-05-19. It has a complete example of
//! request and answer and **no table of fields**: what is required, and how the request is signed, is inferred.

use countersign::{endpoint, model};

use crate::enumerations::{Currency, OrderStatus};
use crate::ids::{SkuId, SpuId};
use crate::{Fen, Timestamp, Yuan};

/// Orders one product and **pays for it at once from the prepaid balance**. Never sent twice by the client.
///
/// Procurement begins then; if it fails, the money returns to the balance (vendor). Only addresses in China.
///
/// [`request_id`](Self::request_id) is the vendor's idempotency key, "fixed once the order exists". What a repetition of it is
/// answered is not published, though: if that were an error, a client that repeats by itself would report a failure of an
/// order that was paid; and upstream warns that quick repetitions have made double orders. So the client does not repeat:
/// where the outcome is unknown, look for the order with [`OrderList`](crate::OrderList), and if it is not there, send
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
///     // It may have been made and paid: look for it before ordering again.
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
    /// Your own number of the request, such as `REQ202501011003`: unique, and the same when the request is repeated.
    #[param(reference)]
    pub request_id: String,
    /// Where the goods go, in China.
    #[param(name = "shippingAddress")]
    pub address: ShippingAddress,
    /// What is ordered: exactly one SKU.
    pub product: ProductLine,
}

/// A delivery address in China. That every field is required is inferred from the example.
#[model(builder)]
pub struct ShippingAddress {
    /// Recipient.
    pub name: String,
    /// Mail address.
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

/// The SKU that is ordered.
#[model(builder)]
pub struct ProductLine {
    /// The product; text on the wire.
    #[field(name = "dwSpuId")]
    pub spu_id: SpuId,
    /// Its SKU; text on the wire.
    #[field(name = "dwSkuId")]
    pub sku_id: SkuId,
    /// The product at the distributor: a UUID, or empty as in the vendor's example. That it could stand for `spu_id` is
    /// inferred.
    #[field(default)]
    pub dist_spu_id: String,
    /// The SKU at the distributor: a UUID, or empty as in the vendor's example.
    #[field(default)]
    pub dist_sku_id: String,
    /// Pieces.
    pub quantity: u32,
    /// Price of a piece (**fen**: 5900 is 59.00 yuan), taken to be the SKU's [`lowest_ask`](crate::Sku::lowest_ask) (inferred).
    pub price: Fen,
}

/// An order.
#[model]
pub struct Order {
    /// Position in lists: the cursor of [`OrderList`](crate::OrderList) (inferred); absent where the order was just made.
    pub id: Option<u64>,
    /// Your own number of the request.
    #[field(alias("request_id", "requestID"))]
    pub request_id: Option<String>,
    /// Number of the order at the vendor, such as `OA00835379`.
    #[field(alias("customer_order_no"))]
    pub customer_order_no: Option<String>,
    /// Number of the order at Poizon: number of the distributor, a dash, and `customer_order_no`.
    #[field(alias("dist_order_no", "orderNo"))]
    pub dist_order_no: Option<String>,
    /// Its lines; one, as far as is known.
    #[field(name = "orderItems", alias("orderItemList", "order_items"))]
    pub lines: Vec<OrderLine>,
}

/// A line of an order.
#[model]
pub struct OrderLine {
    /// Its number: that of the order, and `_1`.
    #[field(alias("dist_sub_order_no"))]
    pub dist_sub_order_no: Option<String>,
    /// State of the line.
    #[field(name = "orderStatus", alias("order_status"))]
    pub status: Option<OrderStatus>,
    /// The SKU at the distributor: a UUID; filled also where the request left it empty.
    pub dist_sku_id: Option<String>,
    /// The SKU; text on the wire.
    #[field(name = "dwSkuId", alias("dwSkuid", "dw_sku_id"))]
    pub sku_id: Option<SkuId>,
    /// Pieces.
    pub quantity: Option<u32>,
    /// When it was made.
    #[field(name = "createTime")]
    pub created: Option<Timestamp>,
    /// When it was changed.
    #[field(name = "modifyTime")]
    pub modified: Option<Timestamp>,
    /// What was paid (**yuan**, two decimals, text on the wire).
    #[field(name = "realPayAmount")]
    pub paid: Option<Yuan>,
    /// Currency of [`paid`](Self::paid).
    pub currency: Option<Currency>,
}
