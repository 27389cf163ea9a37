//! `POST /alibaba/product/freightEstimate`: estimate the freight inside China.
//!
//! Source: <https://wiki.dajisaas.com/api-218256628>, Chinese edition only.

use countersign::{endpoint, model};

use crate::Yuan;
use crate::enumerations::{ChargeType, FreightSubtype, FreightTemplateType, MeasureSource};
use crate::ids::{FreightTemplateId, OfferId, SkuId};

/// Estimates the freight of one product to a district in China.
///
/// The vendor's schema lacks `sign` and requires `appSecret`, although its page says "debug only, sign in production".
/// A signature is sent.
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
    /// The total number of pieces.
    #[param(name = "totalNum")]
    pub total_quantity: u32,
    /// The number of pieces per SKU.
    #[param(name = "logisticsSkuNumModels", min_items = 1)]
    pub skus: Vec<FreightItem>,
}

/// The number of pieces of one SKU. The vendor marks both fields optional; without a quantity it would be meaningless.
#[model(builder)]
pub struct FreightItem {
    /// The SKU; a string on the wire.
    pub sku_id: Option<SkuId>,
    /// The number of pieces.
    #[field(name = "number")]
    pub quantity: u32,
}

/// An estimate of freight.
///
/// The vendor marks every field required, but its only sample does not show which may be `null`. Fields that matter
/// only for some templates are optional here.
#[model]
pub struct Freight {
    /// The product.
    #[field(number)]
    pub offer_id: OfferId,
    /// The total freight (yuan); relevant unless postage is free.
    pub freight: Option<Yuan>,
    /// The seller's template.
    #[field(number)]
    pub template_id: Option<FreightTemplateId>,
    /// Weight of one piece (kg).
    #[field(name = "singleProductWeight")]
    pub weight: Option<f64>,
    /// The width of one piece (cm). Like its two neighbours, a whole number in the vendor's schema and a decimal
    /// upstream.
    #[field(name = "singleProductWidth")]
    pub width: Option<f64>,
    /// Height of one piece (cm).
    #[field(name = "singleProductHeight")]
    pub height: Option<f64>,
    /// Length of one piece (cm).
    #[field(name = "singleProductLength")]
    pub length: Option<f64>,
    /// The party that set the freight.
    pub template_type: Option<FreightTemplateType>,
    /// Name of the template, in Chinese.
    pub template_name: Option<String>,
    /// The means of transport.
    pub sub_template_type: Option<FreightSubtype>,
    /// The means of transport, in Chinese.
    pub sub_template_name: Option<String>,
    /// The price of the first unit (yuan).
    pub first_fee: Option<Yuan>,
    /// The size of the first unit, in kg or pieces, as a decimal string.
    pub first_unit: Option<String>,
    /// The price of each following unit (yuan).
    pub next_fee: Option<Yuan>,
    /// The size of a following unit, in kg or pieces, as a decimal string.
    pub next_unit: Option<String>,
    /// The discount as a factor; empty or `1` means none.
    pub discount: Option<String>,
    /// The unit by which freight is charged.
    pub charge_type: Option<ChargeType>,
    /// Whether postage is free.
    pub free_postage: bool,
    /// The measures of each SKU.
    #[field(name = "productFreightSkuInfoModels")]
    pub skus: Vec<SkuMeasures>,
    /// Which measures apply: those above or those of the SKUs.
    #[field(name = "sizeValueType")]
    pub measure_source: Option<MeasureSource>,
}

/// Measures of one SKU.
#[model]
pub struct SkuMeasures {
    /// The SKU; a string on the wire.
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
