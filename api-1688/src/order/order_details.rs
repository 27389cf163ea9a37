//! `POST /alibaba/trade/get/buyerView`: look up an order.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164770> (Chinese edition: <https://wiki.dajisaas.com/api-164891585>)
//! for the request and the top level of an order. What is inside is upstream's, `alibaba.trade.get.buyerView-1`: the
//! inner tables are collapsed in every copy of the vendor's page, and its model is an older or larger one than
//! upstream's.

use countersign::{endpoint, model};
use serde_json::Value;

use super::{DomesticLogistics, OrderBase, OrderBusiness, OrderItem, OrderRatings, PaymentTerm};
use crate::enumerations::Website;
use crate::ids::OrderId;

/// Looks up one of your orders, as its buyer.
///
/// How a refusal arrives is not published; it is read as that of [`OrderList`](crate::OrderList) (inferred).
///
/// # Example
///
/// ```
/// use api_1688::OrderStatus;
///
/// # api_1688::stand_in::example(async |client| {
/// # let order_id = api_1688::stand_in::sample_order(&client).await?;
/// let order = client.order_details().order_id(order_id).send().await?;
/// let base = order.base.as_ref().expect("an order has its main data");
/// assert_eq!(base.status, Some(OrderStatus::WaitingForPayment));
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/alibaba/trade/get/buyerView",
    response = Order,
    failure(code = "errorCode", message = "errorMessage"),
    retry = safe,
    docs = "https://wiki-en.dajisaas.com/api-194164770",
)]
#[doc(alias = "/alibaba/trade/get/buyerView")]
pub struct OrderDetails {
    /// Which site the order belongs to.
    #[param(name = "webSite", default = Website::China)]
    pub website: Website,
    /// The order; text on the wire.
    pub order_id: OrderId,
}

/// An order.
///
/// The vendor's table requires every field, and types as "null" what its one sample did not have. Nothing is required
/// here: the order list gives the same object with parts left out, and both published samples end early.
#[model]
pub struct Order {
    /// Guarantee given by the seller.
    #[field(name = "guaranteesTerms")]
    pub guarantee: Option<Guarantee>,
    /// International logistics; never seen, its shape is not documented.
    pub international_logistics: Option<Value>,
    /// Delivery inside China.
    #[field(name = "nativeLogistics")]
    pub domestic_logistics: Option<DomesticLogistics>,
    /// The lines.
    #[field(name = "productItems")]
    pub items: Vec<OrderItem>,
    /// Payments and their terms. The vendor's table says list of texts, read off an empty list.
    #[field(name = "tradeTerms")]
    pub payment_terms: Vec<PaymentTerm>,
    /// Extended attributes. The vendor's table says list of texts, read off an empty list.
    #[field(name = "extAttributes")]
    pub extended_attributes: Vec<ExtendedAttribute>,
    /// Ratings.
    #[field(name = "orderRateInfo")]
    pub ratings: Option<OrderRatings>,
    /// Invoice; never seen at the vendor, so left as it comes. Its amount is in fen upstream.
    #[field(name = "orderInvoiceInfo")]
    pub invoice: Option<Value>,
    /// Customs declaration; never seen at the vendor, so left as it comes.
    pub customs: Option<Value>,
    /// Cross-border address; never seen at the vendor, so left as it comes.
    pub overseas_extra_address: Option<Value>,
    /// Main data: state, totals, times, parties.
    #[field(name = "baseInfo")]
    pub base: Option<OrderBase>,
    /// Business flags.
    #[field(name = "orderBizInfo")]
    pub business: Option<OrderBusiness>,
    /// Purchase list of large enterprises; never seen at the vendor, so left as it comes.
    pub quote_list: Option<Value>,
    /// The order was made from masked data of a downstream platform.
    pub from_encrypt_order: Option<bool>,
    /// The order at the downstream platform; never seen at the vendor, so left as it comes.
    pub encrypt_out_order_info: Option<Value>,
    /// Downstream platform of a distribution order; never seen, left as it comes.
    pub out_channel: Option<Value>,
    /// Mark for late shipment, `PTMO` or `TMOT`; never seen, left as it comes.
    pub send_goods_overdue_risk: Option<Value>,
    /// Order of official direct delivery; never seen, left as it comes.
    pub official_logistic_order: Option<Value>,
}

/// A guarantee given by the seller, such as return within 7 days.
#[model]
pub struct Guarantee {
    /// What is promised, in Chinese.
    #[field(name = "assuranceInfo")]
    pub text: Option<String>,
    /// Kind of the guarantee, such as `qtwlybt`; the list is not published.
    #[field(name = "assuranceType")]
    pub kind: Option<String>,
    /// Name of the guarantee in Chinese.
    #[field(name = "qualityAssuranceType")]
    pub name: Option<String>,
    /// A number that belongs to it, such as days (upstream).
    pub value: Option<String>,
}

/// An extended attribute of an order (upstream).
#[model]
pub struct ExtendedAttribute {
    /// Name.
    pub key: Option<String>,
    /// Value.
    pub value: Option<String>,
    /// Description.
    pub description: Option<String>,
}
