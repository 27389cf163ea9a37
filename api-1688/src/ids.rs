//! Identifiers.
//!
//! 1688 writes the same id as a number in one place and as a string in another. Order ids have up to 19 digits, more
//! than a JavaScript number or an `f64` can hold. All ids here hold a `u64`, are read from either form, and are written
//! as strings of digits, except in fields declared to send a JSON number.

countersign::id! {
    /// A product, called "offer" by 1688; 12 digits in the samples.
    pub struct OfferId;

    /// A stock keeping unit of a product; 13 digits in the samples. Orders use the `specId` of the same SKU.
    pub struct SkuId;

    /// An attribute of a product or SKU, such as "Color". One product may have several attributes with the same id.
    pub struct AttributeId;

    /// A category of products; `0` is the root.
    pub struct CategoryId;

    /// An uploaded image; 19 digits in the samples. How long it is valid is unknown.
    pub struct ImageId;

    /// A freight template of a seller.
    pub struct FreightTemplateId;

    /// An order; up to 19 digits, so never store it in a floating point number.
    pub struct OrderId;

    /// A line of an order, called "sub-order" or "order entry" by 1688; as long as an [`OrderId`].
    pub struct OrderItemId;

    /// A pre-order (upstream).
    pub struct PreOrderId;

    /// A stage of payment of an order (upstream).
    pub struct StageId;

    /// The number of a buyer or seller (upstream). Member ids of the form `b2b-…` are strings.
    pub struct UserId;

    /// A shipment (upstream).
    pub struct LogisticsId;

    /// A logistics company (upstream).
    pub struct LogisticsCompanyId;

    /// A push message (upstream); use it to drop repeated deliveries.
    pub struct MessageId;
}
