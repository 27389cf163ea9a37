//! `GET /alibaba/product/topListQuery` (inferred): best products of a category.
//!
//! The vendor's menu contains only the title and the method, GET; the page is not available. The path follows the
//! pattern of the others; parameters and response are upstream's (`product.topList.query`), flattened as elsewhere at
//! the vendor. If the path turns out to be wrong, a client can replace it.

use countersign::{endpoint, model};

use crate::enumerations::{Language, RankService, RankType};
use crate::ids::{CategoryId, OfferId};

/// Lists the best products of a category.
///
/// Inferred: the path and the places of the parameters are not published. If you know the real path, set it with
/// [`ClientBuilder::path`](countersign::ClientBuilder::path).
///
/// # Example
///
/// ```
/// use api_1688::{Language, RankType};
///
/// # api_1688::stand_in::example(async |client| {
/// let list =
///     client.top_list().rank_id(111).rank_type(RankType::BestSellers).limit(20).language(Language::English).send().await?;
/// println!("{:?} leads", list.products.first().and_then(|product| product.translated_title.as_deref()));
/// # Ok(())
/// # });
/// ```
#[endpoint(GET, "/alibaba/product/topListQuery", response = TopProducts, source = inferred)]
#[doc(alias = "/alibaba/product/topListQuery")]
pub struct TopList {
    /// The category.
    pub rank_id: CategoryId,
    /// The ranking.
    pub rank_type: RankType,
    /// The number of products to list, at most 20.
    #[param(range = 1..=20)]
    pub limit: u32,
    /// The language of the translated titles.
    pub language: Language,
}

/// A ranking (upstream).
#[model]
pub struct TopProducts {
    /// The category.
    pub rank_id: Option<CategoryId>,
    /// Name of the ranking.
    pub rank_name: Option<String>,
    /// The ranking.
    pub rank_type: Option<RankType>,
    /// Its products, best first.
    #[field(name = "rankProductModels")]
    pub products: Vec<RankedProduct>,
}

/// A product of a ranking (upstream).
#[model]
pub struct RankedProduct {
    /// The product.
    #[field(name = "itemId", number)]
    pub offer_id: Option<OfferId>,
    /// Title in Chinese.
    pub title: Option<String>,
    /// Title in the requested language.
    #[field(name = "translateTitle")]
    pub translated_title: Option<String>,
    /// Picture.
    #[field(name = "imgUrl")]
    pub image_url: Option<String>,
    /// The position in the ranking, from 1.
    #[field(name = "sort")]
    pub rank: Option<u32>,
    /// Services promised with it.
    #[field(name = "serviceList")]
    pub services: Vec<RankService>,
    /// The number of buyers in 30 days.
    #[field(name = "buyerNum")]
    pub buyers: Option<u64>,
    /// The number of units sold in 30 days.
    #[field(name = "soldOut")]
    pub sold: Option<u64>,
    /// The product's score, up to 5 in the sample; a string on the wire.
    #[field(name = "goodsScore")]
    pub score: Option<f64>,
}
