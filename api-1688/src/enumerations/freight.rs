//! Enumerations of the freight estimate.
//!
//! Source: <https://wiki.dajisaas.com/api-218256628>. The template types are numbers on the wire; the charge type is a
//! string of one digit.

use countersign::open_enum;

/// The party that set the freight.
#[open_enum]
pub enum FreightTemplateType {
    /// The seller pays it.
    #[wire(1)]
    SellerPays,
    /// A template of the seller.
    #[wire(2)]
    Custom,
    /// An official template, adapted by the seller.
    #[wire(3)]
    CustomOfficial,
}

/// The means of transport.
#[open_enum]
pub enum FreightSubtype {
    /// Express parcel.
    #[wire(0)]
    Express,
    /// Cargo.
    #[wire(1)]
    Cargo,
    /// Cash on delivery.
    #[wire(2)]
    CashOnDelivery,
    /// Official logistics.
    #[wire(3)]
    Official,
}

/// The unit by which freight is charged.
#[open_enum]
pub enum ChargeType {
    /// Weight.
    #[wire("0")]
    Weight,
    /// Pieces.
    #[wire("1")]
    Pieces,
    /// Volume.
    #[wire("2")]
    Volume,
}

/// The measures that apply.
#[open_enum]
pub enum MeasureSource {
    /// The measures of the product.
    #[wire(1)]
    Product,
    /// The measures of each SKU.
    #[wire(2)]
    Skus,
}
