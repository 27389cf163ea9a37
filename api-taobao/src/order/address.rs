//! The address shared by preview and create.

use countersign::model;

/// An address in China: the buyer's, or that of the warehouse that receives the goods. The vendor requires all fields
/// except the last.
#[model(builder, rename_all = "snake_case")]
pub struct Address {
    /// Country, `中国`.
    pub country: String,
    /// Province, such as `上海市`.
    pub state: String,
    /// City.
    pub city: String,
    /// District.
    pub district: String,
    /// Street and house number.
    #[field(name = "address")]
    pub street: String,
    /// Postal code, `000000` in the vendor's example.
    pub zip: String,
    /// Recipient.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// Mobile number.
    pub mobile_phone: String,
    /// Tax number, only for the receiver of an order (upstream: for Brazil). `null` in the vendor's example; upstream
    /// calls it `taxId`.
    #[field(alias("taxId"))]
    pub tax_id: Option<String>,
}
