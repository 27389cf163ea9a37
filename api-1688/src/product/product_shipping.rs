//! Origin, weight and measures of a product.
//!
//! Part of the answer of product detail, <https://wiki.dajisaas.com/api-182691143>. The same weight comes in two units:
//! in kg in the product and in [`SkuPackage`], in g in [`ObsoleteSkuPackage`]. Measures are in cm.

use countersign::model;

use crate::enumerations::ShippingTime;
use crate::ids::SkuId;

/// The origin, shipping time and measures of a product.
#[model]
pub struct ShippingInfo {
    /// Origin in Chinese, such as `广东省广州市`.
    #[field(name = "sendGoodsAddressText")]
    pub origin: String,
    /// Weight of the package (kg); absent in all samples.
    pub weight: Option<f64>,
    /// Width of the package (cm); absent in all samples.
    pub width: Option<f64>,
    /// Height of the package (cm); absent in all samples.
    pub height: Option<f64>,
    /// Length of the package (cm); absent in all samples.
    pub length: Option<f64>,
    /// Obsolete; absent in answers observed in 2025. Read [`sku_packages`](Self::sku_packages).
    #[field(name = "skuShippingInfoList")]
    pub obsolete_sku_packages: Vec<ObsoleteSkuPackage>,
    /// The promised time of shipment.
    #[field(name = "shippingTimeGuarantee")]
    pub shipping_time: Option<ShippingTime>,
    /// Packages by SKU; may be empty.
    #[field(name = "skuShippingDetails")]
    pub sku_packages: Vec<SkuPackage>,
    /// The source of the measures, such as `商家自填` (entered by the seller).
    #[field(name = "pkgSizeSource")]
    pub measures_from: Option<String>,
}

/// The package of a SKU.
#[model]
pub struct SkuPackage {
    /// The SKU; a string on the wire.
    pub sku_id: SkuId,
    /// Width (cm).
    pub width: Option<f64>,
    /// Length (cm).
    pub length: Option<f64>,
    /// Height (cm).
    pub height: Option<f64>,
    /// Weight (kg).
    pub weight: Option<f64>,
    /// The source of the measures, such as `商家自填` (entered by the seller).
    #[field(name = "pkgSizeSource")]
    pub measures_from: Option<String>,
}

/// The package of a SKU in the obsolete form; the weight is in grams here.
///
/// The captions of width and weight are swapped on the vendor's page; the values of its sample are followed.
#[model]
pub struct ObsoleteSkuPackage {
    /// The id by which orders name the SKU.
    pub spec_id: String,
    /// The SKU; a number on the wire.
    #[field(number)]
    pub sku_id: SkuId,
    /// Width (cm).
    pub width: Option<f64>,
    /// Length (cm).
    pub length: Option<f64>,
    /// Height (cm).
    pub height: Option<f64>,
    /// Weight (g).
    pub weight: Option<f64>,
}
