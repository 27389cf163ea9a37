//! Identifiers.
//!
//! Taobao has two kinds of product ids, and they are different types here, so that one cannot be given for the other:
//! searches and details speak of [`ItemId`] and [`SkuId`], orders of [`DistributionItemId`] and [`DistributionSkuId`].
//! [`DistributionProduct`](crate::DistributionProduct) leads from the first kind to the second.
//!
//! All are `u64` inside and read numbers and text: distribution ids have 16 to 18 digits, more than a JavaScript number
//! or an `f64` can hold. The vendor's own sample of a message shows one that was rounded.

countersign::id! {
    /// A product as Taobao and Tmall number it; 12 digits in the samples. Orders need a [`DistributionItemId`].
    pub struct ItemId;

    /// A stock keeping unit as Taobao and Tmall number it; 13 or 14 digits. Orders need a [`DistributionSkuId`].
    pub struct SkuId;

    /// A product for distribution, called `mpId` by the vendor: what is ordered. 16 to 18 digits, above 2^53.
    pub struct DistributionItemId;

    /// A stock keeping unit of a product for distribution, called `mpSkuId` by the vendor; 13 or 14 digits.
    pub struct DistributionSkuId;

    /// A shop.
    pub struct ShopId;

    /// A seller, or the buyer in push messages, which call the merchant that orders a seller.
    pub struct SellerId;

    /// A property of a product, such as "Color".
    pub struct PropertyId;

    /// A value of a property.
    pub struct PropertyValueId;

    /// An order at one shop; 12 digits. One call of [`CreateOrder`](crate::CreateOrder) makes one for each shop.
    pub struct PurchaseOrderId;

    /// A line of an order; 12 digits.
    pub struct PurchaseOrderLineId;

    /// A refund (upstream).
    pub struct RefundId;
}
