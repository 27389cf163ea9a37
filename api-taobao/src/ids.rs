//! Identifiers.
//!
//! Taobao has two kinds of product ids. They are different types here, so that they cannot be confused: searches and
//! details use [`ItemId`] and [`SkuId`]; orders use [`DistributionItemId`] and [`DistributionSkuId`].
//! [`DistributionProduct`](crate::DistributionProduct) looks up the second kind by the first.
//!
//! All hold a `u64`, and are read from numbers and strings: distribution ids have 16 to 18 digits, more than a
//! JavaScript number or an `f64` can hold. The vendor's own sample of a message contains one that was rounded.

countersign::id! {
    /// A product, as numbered by Taobao and Tmall; 12 digits in the samples. Orders need a [`DistributionItemId`].
    pub struct ItemId;

    /// A stock keeping unit, as numbered by Taobao and Tmall; 13 or 14 digits. Orders need a [`DistributionSkuId`].
    pub struct SkuId;

    /// A product for distribution, as used in orders; the vendor calls it `mpId`. 16 to 18 digits, above 2^53.
    pub struct DistributionItemId;

    /// A stock keeping unit of a product for distribution; the vendor calls it `mpSkuId`. 13 or 14 digits.
    pub struct DistributionSkuId;

    /// A shop.
    pub struct ShopId;

    /// A seller. In push messages, the buyer: they call the merchant who orders a seller.
    pub struct SellerId;

    /// A property of a product, such as "Color".
    pub struct PropertyId;

    /// A value of a property.
    pub struct PropertyValueId;

    /// An order at one shop; 12 digits. One call of [`CreateOrder`](crate::CreateOrder) creates one order per shop.
    pub struct PurchaseOrderId;

    /// A line of an order; 12 digits.
    pub struct PurchaseOrderLineId;

    /// A refund (upstream).
    pub struct RefundId;
}
