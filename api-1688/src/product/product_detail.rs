//! `GET /alibaba/product/queryProductDetail`: everything about one product.
//!
//! Source: <https://wiki.dajisaas.com/api-182691143>, Chinese edition. Its schema marks every field of the answer as
//! required and gives some the type "null", merely because they were missing from its sample. The types of those are
//! taken from observed answers or upstream, as each field says. Ids change their type within this one answer; all forms
//! are accepted.

use countersign::{endpoint, model};

use super::{ChannelPrice, MixedBatchRule, SaleInfo, SellerScores, ShippingInfo, Sku};
use crate::Timestamp;
use crate::enumerations::{Language, ProductStatus, SellerIdentity, Tag};
use crate::ids::{AttributeId, CategoryId, OfferId};

/// Returns everything about one product.
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
    /// The language of translated texts.
    pub country: Language,
    /// Your own id of the user who looks.
    pub out_member_id: Option<String>,
}

/// All details of a product.
#[model]
pub struct Product {
    /// The product.
    #[field(number)]
    pub offer_id: OfferId,
    /// Its lowest category.
    #[field(number)]
    pub category_id: CategoryId,
    /// Name of the category; always absent so far.
    pub category_name: Option<String>,
    /// Title in Chinese.
    pub subject: String,
    /// Title in the requested language.
    #[field(name = "subjectTrans")]
    pub translated_subject: String,
    /// Description as HTML.
    pub description: String,
    /// The URL of the main video.
    pub main_video: Option<String>,
    /// The URL of the detail video; always absent so far.
    pub detail_video: Option<String>,
    /// Its pictures.
    #[field(name = "productImage")]
    pub images: ProductImages,
    /// Its attributes, such as "Fabric"; an attribute with several values appears several times.
    #[field(name = "productAttribute")]
    pub attributes: Vec<ProductAttribute>,
    /// Its SKUs; empty if it is priced only by quantity.
    #[field(name = "productSkuInfos")]
    pub skus: Vec<Sku>,
    /// Prices by quantity, stock, and unit of sale.
    #[field(name = "productSaleInfo")]
    pub sale: SaleInfo,
    /// Origin, weight and measures.
    #[field(name = "productShippingInfo")]
    pub shipping: ShippingInfo,
    /// Whether the product is in the "selected source" (jxhy) programme.
    #[field(name = "isJxhy")]
    pub selected_source: bool,
    /// The seller, masked, for [`ShopSearch`](crate::ShopSearch).
    pub seller_open_id: String,
    /// The minimum order quantity.
    pub min_order_quantity: u32,
    /// Units per lot (upstream type); always absent so far.
    pub batch_number: Option<u32>,
    /// State of the product.
    pub status: ProductStatus,
    /// The properties that it has or lacks.
    #[field(name = "tagInfoList")]
    pub tags: Vec<ProductTag>,
    /// A token to report back to 1688; not encoded here. Pass it on unchanged.
    pub trace_info: String,
    /// The rule for ordering different products of the seller together; absent if there is none.
    #[field(name = "sellerMixSetting")]
    pub mixed_batch: Option<MixedBatchRule>,
    /// The seller's item number.
    #[field(name = "productCargoNumber")]
    pub cargo_number: Option<String>,
    /// Scores of the seller.
    #[field(name = "sellerDataInfo")]
    pub seller_scores: SellerScores,
    /// The number of units sold; a string on the wire.
    #[field(name = "soldOut")]
    pub sold: u64,
    /// Prices of a channel (upstream type); always absent so far.
    pub channel_price: Option<ChannelPrice>,
    /// The promotion; absent if there is none.
    #[field(name = "promotionModel")]
    pub promotion: Option<ProductPromotion>,
    /// The product's score, up to 5 in the samples; a string on the wire.
    pub trade_score: Option<f64>,
    /// The top-level category.
    #[field(number)]
    pub top_category_id: CategoryId,
    /// The second-level category.
    #[field(number)]
    pub second_category_id: CategoryId,
    /// The third-level category.
    #[field(number)]
    pub third_category_id: Option<CategoryId>,
    /// Selling points (upstream type); always absent so far.
    #[field(name = "sellingPoint")]
    pub selling_points: Vec<String>,
    /// The identities of the offer.
    pub offer_identities: Vec<SellerIdentity>,
    /// When it was listed, in Shanghai time.
    #[field(name = "createDate")]
    pub created: Timestamp,
}

/// The pictures of a product.
#[model]
pub struct ProductImages {
    /// The URLs of the pictures, main picture first.
    pub images: Vec<String>,
}

/// An attribute of a product.
#[model]
pub struct ProductAttribute {
    /// The attribute; a string here, a number in the SKUs. Repeated if there are several values.
    #[field(name = "attributeId")]
    pub id: AttributeId,
    /// Name in Chinese.
    #[field(name = "attributeName")]
    pub name: String,
    /// Value in Chinese.
    pub value: String,
    /// Name in the requested language.
    #[field(name = "attributeNameTrans")]
    pub translated_name: String,
    /// Value in the requested language.
    #[field(name = "valueTrans")]
    pub translated_value: String,
}

/// Whether a product has a property.
#[model]
pub struct ProductTag {
    /// The property.
    pub key: Tag,
    /// Whether the product has it.
    pub value: bool,
}

/// A promotion of a product.
#[model]
pub struct ProductPromotion {
    /// Whether there is one.
    pub has_promotion: bool,
    /// Its kind, such as `plus`. The list is not published.
    pub promotion_type: Option<String>,
}
