//! The address and the lines shared by preview and create.
//!
//! Source: <https://wiki-en.dajisaas.com/api-194164767> and <https://wiki-en.dajisaas.com/api-194164768>. Goods are
//! delivered to an address in China; forwarding from there is not part of this API.

use countersign::model;

use crate::ids::OfferId;

/// A delivery address in China; the vendor requires every field.
///
/// The district code takes precedence over the names: in the vendor's example, the code is Shanghai Putuo while the
/// names are Hangzhou Binjiang, and the order came back with Shanghai Putuo (inferred; upstream's page agrees).
#[model(builder)]
pub struct Address {
    /// Recipient.
    pub full_name: String,
    /// Mobile number.
    pub mobile: String,
    /// Phone number; digits only (upstream).
    pub phone: String,
    /// Postal code, `000000` in the vendor's example.
    pub post_code: String,
    /// Province, such as `浙江省`.
    #[field(name = "provinceText")]
    pub province: String,
    /// City, such as `杭州市`.
    #[field(name = "cityText")]
    pub city: String,
    /// District, such as `滨江区`.
    #[field(name = "areaText")]
    pub area: String,
    /// Town, such as `长河镇`; empty in upstream's sample.
    #[field(name = "townText")]
    pub town: String,
    /// Street and house number.
    #[field(name = "address")]
    pub street: String,
    /// The code of the district, such as `310107`; takes precedence over the names.
    pub district_code: String,
}

/// A line of an order.
///
/// The vendor's table marks all three fields optional. A line without product or quantity would order nothing, so
/// these two are required here.
#[model(builder)]
pub struct CargoLine {
    /// The product; a number on the wire.
    #[field(number)]
    pub offer_id: OfferId,
    /// The SKU, by its [`spec_id`](crate::product::Sku::spec_id): 32 hex digits. Omit it for products without SKUs.
    pub spec_id: Option<String>,
    /// The number of pieces.
    pub quantity: u32,
}
