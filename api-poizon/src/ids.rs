//! Identifiers.
//!
//! The same id is a number in product data and a string in orders. Ids hold a `u64`, are read from either form, and are
//! written as strings of digits, except in fields declared to send a JSON number. The distributor's own ids are UUIDs,
//! which are plain strings here.

countersign::id! {
    /// A product ("SPU") on Poizon; 5 to 7 digits in the samples.
    pub struct SpuId;

    /// A stock keeping unit: the variant of a product that is ordered; 9 digits in the samples.
    pub struct SkuId;
}
