//! SKUs and prices of a product.
//!
//! [`SaleInfo::quote_type`] decides where to read the price: in the SKU, or in the tiers by quantity. Part of the
//! answer of product detail, <https://wiki.dajisaas.com/api-182691143>; all amounts are in yuan.

use countersign::model;
use serde_json::Value;

use crate::Yuan;
use crate::enumerations::QuoteType;
use crate::ids::{AttributeId, SkuId};

/// A stock keeping unit: one colour in one size.
#[model]
pub struct Sku {
    /// Units in stock.
    #[field(name = "amountOnSale")]
    pub stock: u64,
    /// The wholesale price (yuan), if the product is priced by SKU; absent otherwise.
    pub price: Option<Yuan>,
    /// Ignore; deprecated upstream (yuan).
    #[field(name = "jxhyPrice")]
    pub selected_source_price: Option<Yuan>,
    /// The SKU.
    #[field(name = "skuId", number)]
    pub id: SkuId,
    /// The id by which orders name it: 32 hex digits.
    pub spec_id: String,
    /// Its properties, such as the colour.
    #[field(name = "skuAttributes")]
    pub attributes: Vec<SkuAttribute>,
    /// Ignore; deprecated upstream (yuan).
    #[field(name = "pfJxhyPrice")]
    pub selected_source_wholesale_price: Option<Yuan>,
    /// Dropship price (yuan).
    #[field(name = "consignPrice")]
    pub dropship_price: Option<Yuan>,
    /// The seller's item number; has been seen empty.
    pub cargo_number: Option<String>,
    /// Promotion price (yuan); the vendor's page says to ignore it.
    pub promotion_price: Option<Yuan>,
}

/// A property of a SKU.
#[model]
pub struct SkuAttribute {
    /// The attribute; a number here, a string in the product.
    #[field(name = "attributeId", number)]
    pub id: AttributeId,
    /// Name in Chinese.
    #[field(name = "attributeName")]
    pub name: String,
    /// Name in the requested language.
    #[field(name = "attributeNameTrans")]
    pub translated_name: String,
    /// Value in Chinese.
    pub value: String,
    /// Value in the requested language.
    #[field(name = "valueTrans")]
    pub translated_value: String,
    /// Picture of this value.
    #[field(name = "skuImageUrl")]
    pub image_url: Option<String>,
}

/// How a product is sold.
#[model]
pub struct SaleInfo {
    /// Obsolete, always absent so far; its shape is not documented.
    pub price_ranges: Option<Value>,
    /// The number of units in stock, of all SKUs together.
    #[field(name = "amountOnSale")]
    pub stock: u64,
    /// Prices by quantity, unless the product is priced by SKU.
    #[field(name = "priceRangeList")]
    pub price_tiers: Vec<PriceTier>,
    /// Where to read the price.
    pub quote_type: QuoteType,
    /// Ignore; always absent so far (yuan).
    #[field(name = "consignPrice")]
    pub dropship_price: Option<Yuan>,
    /// Ignore; always absent so far (yuan).
    #[field(name = "jxhyPrice")]
    pub selected_source_price: Option<Yuan>,
    /// Unit of sale.
    #[field(name = "unitInfo")]
    pub unit: SalesUnit,
}

/// The price from a certain quantity.
#[model]
pub struct PriceTier {
    /// The smallest quantity with this price.
    pub start_quantity: u64,
    /// Price of one unit (yuan).
    pub price: Yuan,
    /// Promotion price of one unit (yuan).
    pub promotion_price: Option<Yuan>,
}

/// The unit in which a product is sold.
#[model]
pub struct SalesUnit {
    /// The unit in Chinese, such as `件`.
    pub unit: String,
    /// The unit in the requested language, such as `Piece`.
    #[field(name = "transUnit")]
    pub translated_unit: String,
}

/// Prices of a channel (upstream shape; never seen at the vendor).
#[model]
pub struct ChannelPrice {
    /// Prices by SKU.
    #[field(name = "channelSkuPriceList")]
    pub skus: Vec<ChannelSkuPrice>,
}

/// The price of a SKU in a channel (upstream shape; never seen at the vendor).
#[model]
pub struct ChannelSkuPrice {
    /// The SKU.
    #[field(number)]
    pub sku_id: Option<SkuId>,
    /// Its price (yuan).
    pub current_price: Option<Yuan>,
}
