//! `POST /alibaba/trade/get/buyerView`: look up an order.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164770> (Chinese edition: <https://wiki.dajisaas.com/api-164891585>),
//! for the request and the top level of an order. The contents are upstream's, `alibaba.trade.get.buyerView-1`: the
//! inner tables are collapsed in every copy of the vendor's page, and its model is older or larger than upstream's.

use countersign::{endpoint, model};
use serde_json::Value;

use super::{DomesticLogistics, OrderBase, OrderBusiness, OrderItem, OrderRatings, PaymentTerm};
use crate::enumerations::Website;
use crate::ids::OrderId;

/// Looks up one of your orders.
///
/// How a refusal is reported is not published; it is read like that of [`OrderList`](crate::OrderList) (inferred).
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
    /// The site to which the order belongs.
    #[param(name = "webSite", default = Website::China)]
    pub website: Website,
    /// The order; a string on the wire.
    pub order_id: OrderId,
}

/// An order.
///
/// The vendor's table requires every field, and lists the type "null" for those missing from its only sample. No field
/// is required here: the order list returns the same object with parts left out, and both published samples end early.
#[model]
pub struct Order {
    /// Guarantee given by the seller.
    #[field(name = "guaranteesTerms")]
    pub guarantee: Option<Guarantee>,
    /// International logistics. It has never been seen, and its shape is not documented.
    pub international_logistics: Option<Value>,
    /// Delivery inside China.
    #[field(name = "nativeLogistics")]
    pub domestic_logistics: Option<DomesticLogistics>,
    /// The lines.
    #[field(name = "productItems")]
    pub items: Vec<OrderItem>,
    /// Payments and their terms. The vendor's table calls it a list of strings, because its sample was empty.
    #[field(name = "tradeTerms")]
    pub payment_terms: Vec<PaymentTerm>,
    /// Extended attributes. The vendor's table calls it a list of strings, because its sample was empty.
    #[field(name = "extAttributes")]
    pub extended_attributes: Vec<ExtendedAttribute>,
    /// Ratings.
    #[field(name = "orderRateInfo")]
    pub ratings: Option<OrderRatings>,
    /// Invoice; never seen at the vendor, so kept as received. Its amount is in fen upstream.
    #[field(name = "orderInvoiceInfo")]
    pub invoice: Option<Value>,
    /// Customs declaration; never seen at the vendor, so kept as received.
    pub customs: Option<Value>,
    /// Cross-border address; never seen at the vendor, so kept as received.
    pub overseas_extra_address: Option<Value>,
    /// The main data: state, totals, times, parties.
    #[field(name = "baseInfo")]
    pub base: Option<OrderBase>,
    /// Business flags.
    #[field(name = "orderBizInfo")]
    pub business: Option<OrderBusiness>,
    /// Purchase list of large enterprises; never seen at the vendor, so kept as received.
    pub quote_list: Option<Value>,
    /// Whether the order was created from masked data of a downstream platform.
    pub from_encrypt_order: Option<bool>,
    /// The order at the downstream platform; never seen at the vendor, so kept as received.
    pub encrypt_out_order_info: Option<Value>,
    /// The downstream platform of a distribution order; never seen, so kept as received.
    pub out_channel: Option<Value>,
    /// A mark for late shipment, `PTMO` or `TMOT`; never seen, so kept as received.
    pub send_goods_overdue_risk: Option<Value>,
    /// The order of official direct delivery; never seen, so kept as received.
    pub official_logistic_order: Option<Value>,
}

/// A guarantee given by the seller, such as return within 7 days.
#[model]
pub struct Guarantee {
    /// The promise, in Chinese.
    #[field(name = "assuranceInfo")]
    pub text: Option<String>,
    /// Kind of the guarantee, such as `qtwlybt`. The list is not published.
    #[field(name = "assuranceType")]
    pub kind: Option<String>,
    /// Name of the guarantee in Chinese.
    #[field(name = "qualityAssuranceType")]
    pub name: Option<String>,
    /// A number that belongs to it, such as a number of days (upstream).
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
