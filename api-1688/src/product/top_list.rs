//! `GET /alibaba/product/topListQuery` (inferred): best products of a category.
//!
//! Of this operation the vendor's menu shows a title and GET; its page is not available. The path follows the pattern
//! of the others, the parameters and the response are upstream's (`product.topList.query`), flattened as the vendor
//! does elsewhere. Where the path turns out to be another one, a client can be given it.

use countersign::{endpoint, model};

use crate::enumerations::{Language, RankService, RankType};
use crate::ids::{CategoryId, OfferId};

/// Lists the best products of a category.
///
/// Inferred: path and places of the parameters are not published. Give the client the real path where you know it, with
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
    /// Products to list, at most 20.
    #[param(range = 1..=20)]
    pub limit: u32,
    /// Language of the translated titles.
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
    /// Title in the language that was asked for.
    #[field(name = "translateTitle")]
    pub translated_title: Option<String>,
    /// Picture.
    #[field(name = "imgUrl")]
    pub image_url: Option<String>,
    /// Place in the ranking, from 1.
    #[field(name = "sort")]
    pub rank: Option<u32>,
    /// Services promised with it.
    #[field(name = "serviceList")]
    pub services: Vec<RankService>,
    /// Buyers in 30 days.
    #[field(name = "buyerNum")]
    pub buyers: Option<u64>,
    /// Units sold in 30 days.
    #[field(name = "soldOut")]
    pub sold: Option<u64>,
    /// Score of the product, up to 5 by the sample; text on the wire.
    #[field(name = "goodsScore")]
    pub score: Option<f64>,
}
