//! `GET /alibaba/product/queryProductDetail`: everything about one product.
//!
//! Source: <https://wiki.dajisaas.com/api-182691143>, Chinese edition. Its schema marks every field of the answer as
//! required and types some as "null", merely because its sample had none; the types of those are from observed answers
//! or upstream and the field says so. Ids change their type inside this one answer; all forms are read.

use countersign::{endpoint, model};

use super::{ChannelPrice, MixedBatchRule, SaleInfo, SellerScores, ShippingInfo, Sku};
use crate::Timestamp;
use crate::enumerations::{Language, ProductStatus, SellerIdentity, Tag};
use crate::ids::{AttributeId, CategoryId, OfferId};

/// Gives everything about one product.
///
/// # Example
///
/// ```
/// use api_1688::Language;
///
/// # api_1688::stand_in::example(async |client| {
/// let product = client.product_detail().offer_id(670_291_644_950).country(Language::English).send().await?;
/// let sku = product.skus.first().expect("this product has SKUs");
/// println!("{}: {:?} CNY, specification {}", product.translated_subject, sku.price, sku.spec_id);
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/alibaba/product/queryProductDetail",
    response = Product,
    docs = "https://wiki.dajisaas.com/api-182691143",
)]
#[doc(alias = "/alibaba/product/queryProductDetail")]
pub struct ProductDetail {
    /// The product.
    pub offer_id: OfferId,
    /// Language of translated texts.
    pub country: Language,
    /// Your own id of the user who looks.
    pub out_member_id: Option<String>,
}

/// A product in full.
#[model]
pub struct Product {
    /// The product.
    #[field(number)]
    pub offer_id: OfferId,
    /// Its category, the lowest one.
    #[field(number)]
    pub category_id: CategoryId,
    /// Name of the category; always absent so far.
    pub category_name: Option<String>,
    /// Title in Chinese.
    pub subject: String,
    /// Title in the language that was asked for.
    #[field(name = "subjectTrans")]
    pub translated_subject: String,
    /// Description as HTML.
    pub description: String,
    /// Address of the main video.
    pub main_video: Option<String>,
    /// Address of the detail video; always absent so far.
    pub detail_video: Option<String>,
    /// Its pictures.
    #[field(name = "productImage")]
    pub images: ProductImages,
    /// Its attributes, such as "Fabric"; one with several values appears several times.
    #[field(name = "productAttribute")]
    pub attributes: Vec<ProductAttribute>,
    /// Its SKUs; none where it is priced by quantity alone.
    #[field(name = "productSkuInfos")]
    pub skus: Vec<Sku>,
    /// Prices by quantity, stock, unit of sale.
    #[field(name = "productSaleInfo")]
    pub sale: SaleInfo,
    /// Origin, weight and measures.
    #[field(name = "productShippingInfo")]
    pub shipping: ShippingInfo,
    /// The product is in the "selected source" (jxhy) programme.
    #[field(name = "isJxhy")]
    pub selected_source: bool,
    /// The seller, masked; give it to [`ShopSearch`](crate::ShopSearch).
    pub seller_open_id: String,
    /// Smallest quantity of an order.
    pub min_order_quantity: u32,
    /// Units per lot (upstream type); always absent so far.
    pub batch_number: Option<u32>,
    /// State of the product.
    pub status: ProductStatus,
    /// What it has and has not.
    #[field(name = "tagInfoList")]
    pub tags: Vec<ProductTag>,
    /// Token to report back to 1688; plain text here. Pass it on untouched.
    pub trace_info: String,
    /// Rule for ordering different products of the seller together; absent where there is none.
    #[field(name = "sellerMixSetting")]
    pub mixed_batch: Option<MixedBatchRule>,
    /// Item number given by the seller.
    #[field(name = "productCargoNumber")]
    pub cargo_number: Option<String>,
    /// Scores of the seller.
    #[field(name = "sellerDataInfo")]
    pub seller_scores: SellerScores,
    /// Units sold; text on the wire.
    #[field(name = "soldOut")]
    pub sold: u64,
    /// Prices of a channel (upstream type); always absent so far.
    pub channel_price: Option<ChannelPrice>,
    /// Promotion; absent where there is none.
    #[field(name = "promotionModel")]
    pub promotion: Option<ProductPromotion>,
    /// Score of the product, up to 5 by the samples; text on the wire.
    pub trade_score: Option<f64>,
    /// Category, first level.
    #[field(number)]
    pub top_category_id: CategoryId,
    /// Category, second level.
    #[field(number)]
    pub second_category_id: CategoryId,
    /// Category, third level.
    #[field(number)]
    pub third_category_id: Option<CategoryId>,
    /// Selling points (upstream type); always absent so far.
    #[field(name = "sellingPoint")]
    pub selling_points: Vec<String>,
    /// What the offer is known as.
    pub offer_identities: Vec<SellerIdentity>,
    /// When it was listed, time of Shanghai.
    #[field(name = "createDate")]
    pub created: Timestamp,
}

/// The pictures of a product.
#[model]
pub struct ProductImages {
    /// Addresses of the pictures, main picture first.
    pub images: Vec<String>,
}

/// An attribute of a product.
#[model]
pub struct ProductAttribute {
    /// The attribute; text here, a number in the SKUs. Repeats where there are several values.
    #[field(name = "attributeId")]
    pub id: AttributeId,
    /// Name in Chinese.
    #[field(name = "attributeName")]
    pub name: String,
    /// Value in Chinese.
    pub value: String,
    /// Name in the language that was asked for.
    #[field(name = "attributeNameTrans")]
    pub translated_name: String,
    /// Value in the language that was asked for.
    #[field(name = "valueTrans")]
    pub translated_value: String,
}

/// Whether a product has a property.
#[model]
pub struct ProductTag {
    /// The property.
    pub key: Tag,
    /// The product has it.
    pub value: bool,
}

/// A promotion of a product.
#[model]
pub struct ProductPromotion {
    /// There is one.
    pub has_promotion: bool,
    /// Its kind, such as `plus`; the list is not published.
    pub promotion_type: Option<String>,
}
