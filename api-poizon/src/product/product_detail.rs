//! `GET /poizon/product/queryDetail` (inferred): one product.
//!
//! The vendor's menu contains the title and the method; the page itself is not available. Path and parameters are those
//! that four other clients send.

use countersign::endpoint;

use super::Product;
use crate::ids::{SkuId, SpuId};

/// Returns one product with its SKUs, or `None` if Poizon does not show it.
///
/// `None` stands for a success without a product: the answer for categories that are not open to distributors, such as
/// watches, rings and some jewellery (observed by other clients).
///
/// Inferred: whether the style number can replace the id is unknown. To try it, leave the id out:
/// `client.product_detail().spu_id(0).style_number("3804L-432").send().without("spu_id").await`.
///
/// # Example
///
/// ```
/// # api_poizon::stand_in::example(async |client: api_poizon::Client| {
/// if let Some(product) = &*client.product_detail().spu_id(4_329_499).send().await? {
///     for sku in product.skus.iter().filter(|sku| sku.is_on_offer()) {
///         println!("{:?}: {:?} fen", sku.sku_id, sku.lowest_ask);
///     }
/// }
/// # Ok(())
/// # });
/// ```
#[endpoint(GET, "/poizon/product/queryDetail", response = Option<Product>, nearby, source = inferred)]
#[doc(alias = "/poizon/product/queryDetail")]
pub struct ProductDetail {
    /// The product.
    #[param(name = "dwSpuId")]
    pub spu_id: SpuId,
    /// The style number, such as `3804L-432` (other clients).
    #[param(name = "dwDesignerId")]
    pub style_number: Option<String>,
    /// A SKU. Only one other client sends it, and whether it narrows the answer is unknown.
    #[param(name = "dwSkuId")]
    pub sku_id: Option<SkuId>,
}
