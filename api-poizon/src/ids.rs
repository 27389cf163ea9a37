//! Identifiers.
//!
//! The same id is a number in product data and text in orders. Ids are `u64` inside, read both forms, and write digits as
//! text; where a JSON number is wanted or sent, the field says so and writes one. The distributor's own ids are UUIDs, and
//! plain text here.

countersign::id! {
    /// A product ("SPU") of Poizon; 5 to 7 digits in the samples.
    pub struct SpuId;

    /// A stock keeping unit of a product, which is what is ordered; 9 digits in the samples.
    pub struct SkuId;
}
