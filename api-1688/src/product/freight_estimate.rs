//! `POST /alibaba/product/freightEstimate`: estimate the freight inside China.
//!
//! Source: <https://wiki.dajisaas.com/api-218256628>, Chinese edition only.

use countersign::{endpoint, model};

use crate::Yuan;
use crate::enumerations::{ChargeType, FreightSubtype, FreightTemplateType, MeasureSource};
use crate::ids::{FreightTemplateId, OfferId, SkuId};

/// Estimates the freight of one product to a district of China.
///
/// The vendor's schema has no `sign` and calls `appSecret` required, although its page says "debug only, sign in
/// production": a signature is sent.
///
/// # Example
///
/// ```
/// use api_1688::FreightItem;
///
/// # api_1688::stand_in::example(async |client| {
/// let freight = client
///     .freight_estimate()
///     .offer_id(670_291_644_950)
///     .to_province_code("330000")
///     .to_city_code("330100")
///     .to_district_code("330108")
///     .total_quantity(3)
///     .skus([FreightItem::builder().sku_id(4_829_152_353_068).quantity(3).build()])
///     .send()
///     .await?;
/// println!("{:?} CNY", freight.freight);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    POST,
    "/alibaba/product/freightEstimate",
    response = Freight,
    retry = safe,
    docs = "https://wiki.dajisaas.com/api-218256628",
)]
#[doc(alias = "/alibaba/product/freightEstimate")]
pub struct FreightEstimate {
    /// The product.
    #[param(number)]
    pub offer_id: OfferId,
    /// Code of the province, such as `330000`.
    pub to_province_code: String,
    /// Code of the city, such as `330100`.
    pub to_city_code: String,
    /// Code of the district, such as `330108`. On the wire it is called `toCountryCode`, although it is not a country.
    #[param(name = "toCountryCode")]
    pub to_district_code: String,
    /// Pieces altogether.
    #[param(name = "totalNum")]
    pub total_quantity: u32,
    /// Pieces per SKU.
    #[param(name = "logisticsSkuNumModels", min_items = 1)]
    pub skus: Vec<FreightItem>,
}

/// Pieces of one SKU. The vendor marks both fields optional; without a quantity it would say nothing.
#[model(builder)]
pub struct FreightItem {
    /// The SKU; text on the wire.
    pub sku_id: Option<SkuId>,
    /// Pieces.
    #[field(name = "number")]
    pub quantity: u32,
}

/// An estimate of freight.
///
/// The vendor marks every field required, but its one sample leaves open which may be `null`; what only matters for
/// some templates is optional here.
#[model]
pub struct Freight {
    /// The product.
    #[field(number)]
    pub offer_id: OfferId,
    /// Freight altogether (yuan); read it where postage is not free.
    pub freight: Option<Yuan>,
    /// The seller's template.
    #[field(number)]
    pub template_id: Option<FreightTemplateId>,
    /// Weight of one piece (kg).
    #[field(name = "singleProductWeight")]
    pub weight: Option<f64>,
    /// Width of one piece (cm); whole numbers by the vendor's schema, decimals by upstream's, as its two neighbours.
    #[field(name = "singleProductWidth")]
    pub width: Option<f64>,
    /// Height of one piece (cm).
    #[field(name = "singleProductHeight")]
    pub height: Option<f64>,
    /// Length of one piece (cm).
    #[field(name = "singleProductLength")]
    pub length: Option<f64>,
    /// Who set the freight.
    pub template_type: Option<FreightTemplateType>,
    /// Name of the template, in Chinese.
    pub template_name: Option<String>,
    /// How the goods travel.
    pub sub_template_type: Option<FreightSubtype>,
    /// How the goods travel, in Chinese.
    pub sub_template_name: Option<String>,
    /// Price of the first unit (yuan).
    pub first_fee: Option<Yuan>,
    /// The first unit: so many kg or pieces, as decimal text.
    pub first_unit: Option<String>,
    /// Price of each following unit (yuan).
    pub next_fee: Option<Yuan>,
    /// A following unit: so many kg or pieces, as decimal text.
    pub next_unit: Option<String>,
    /// Discount as a factor; empty or `1` is none.
    pub discount: Option<String>,
    /// What is counted.
    pub charge_type: Option<ChargeType>,
    /// Postage is free.
    pub free_postage: bool,
    /// Measures of the single SKUs.
    #[field(name = "productFreightSkuInfoModels")]
    pub skus: Vec<SkuMeasures>,
    /// Which measures count: those above or those of the SKUs.
    #[field(name = "sizeValueType")]
    pub measure_source: Option<MeasureSource>,
}

/// Measures of one SKU.
#[model]
pub struct SkuMeasures {
    /// The SKU; text on the wire.
    pub sku_id: SkuId,
    /// Weight of one piece (kg).
    #[field(name = "singleSkuWeight")]
    pub weight: Option<f64>,
    /// Width of one piece (cm).
    #[field(name = "singleSkuWidth")]
    pub width: Option<f64>,
    /// Height of one piece (cm).
    #[field(name = "singleSkuHeight")]
    pub height: Option<f64>,
    /// Length of one piece (cm).
    #[field(name = "singleSkuLength")]
    pub length: Option<f64>,
}
