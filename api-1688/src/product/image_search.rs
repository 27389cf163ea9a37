//! `GET /alibaba/product/imageQuery`: search by picture.
//!
//! Source: <https://wiki.dajisaas.com/api-164891581> (Chinese edition), with its contradictions to the English one,
//! <https://wiki-en.dajisaas.com/api-194164764>, named at the parameters. Upstream also knows `productCollectionId`,
//! `keywordTranslate` and `itemTitle`; the vendor does not document them.

use countersign::{endpoint, model};

use super::{ImageRegion, ImageRegions, ProductSummary};
use crate::Yuan;
use crate::enumerations::{Language, SearchFilter, Sort};
use crate::ids::{CategoryId, ImageId};

/// Searches products that look like a picture.
///
/// The picture is given once: as an uploaded image ([`image_id`](Self::image_id), the sure way) or as the address of a
/// picture on a host of 1688, under one of two names. The Chinese edition and upstream say `imageAddress`, the English
/// edition says `imageUrl`; which of them the server reads is not known, so try the other one if nothing is found. The
/// Chinese edition marks all of them optional, the English one calls the address required and lets the image id win;
/// exactly one is asked for here.
///
/// # Example
///
/// ```
/// use api_1688::{ImageRegion, Language};
///
/// # api_1688::stand_in::example(async |client| {
/// let page = client
///     .image_search()
///     .image_address("https://cbu01.alicdn.com/img/a.jpg")
///     .country(Language::English)
///     .region(ImageRegion { x0: 266, x1: 799, y0: 48, y1: 581 })
///     .send()
///     .await?;
/// assert!(!page.items.is_empty());
/// # Ok(())
/// # });
/// ```
#[endpoint(
    GET,
    "/alibaba/product/imageQuery",
    response = ImageSearchPage,
    pages(page = begin_page, page_size = page_size),
    require_one_of(image_id, image_address, image_url),
    docs = "https://wiki.dajisaas.com/api-164891581",
)]
#[doc(alias = "/alibaba/product/imageQuery")]
pub struct ImageSearch {
    /// The picture, from [`UploadImage`](crate::UploadImage).
    pub image_id: Option<ImageId>,
    /// Address of a picture; only hosts of 1688 are sure to work. Name of the Chinese edition and of upstream.
    pub image_address: Option<String>,
    /// Address of a picture on a host of 1688. Name of the English edition.
    pub image_url: Option<String>,
    /// Language of the translated titles.
    pub country: Language,
    /// Page, from 1.
    #[param(default = 1, range = 1..)]
    pub begin_page: u32,
    /// Products on a page: at most 50, 20 recommended.
    #[param(default = 20, range = 1..=50)]
    pub page_size: u32,
    /// The part of the picture to look for, `x0,x1,y0,y1` in pixels; the server chooses without it.
    pub region: Option<ImageRegion>,
    /// Conditions that products must meet.
    #[param(join = ",")]
    pub filter: Vec<SearchFilter>,
    /// Order of the products, such as `{"price":"asc"}`: `price`, `rePurchaseRate` or `monthSold`, `asc` or `desc`.
    pub sort: Option<Sort>,
    /// Your own id of the user who searches.
    pub out_member_id: Option<String>,
    /// Lowest wholesale price (yuan).
    pub price_start: Option<Yuan>,
    /// Highest wholesale price (yuan).
    pub price_end: Option<Yuan>,
    /// Only products of this category; the vendor's example is `0`.
    pub category_id: Option<CategoryId>,
    /// Search inside the result.
    pub keyword: Option<String>,
    /// Text that goes with the picture (multimodal search).
    pub auxiliary_text: Option<String>,
}

/// A page of products that look like a picture.
#[model]
pub struct ImageSearchPage {
    /// Products of all pages together.
    pub total_records: u64,
    /// Number of pages, unreliable: `floor(total / size)` here. Read on until a page is empty.
    #[field(name = "totalPage")]
    pub total_pages: u64,
    /// Products asked for per page.
    pub page_size: u32,
    /// This page, from 1; seen absent.
    pub current_page: Option<u32>,
    /// The products of this page.
    #[field(name = "data")]
    pub items: Vec<ProductSummary>,
    /// What was recognised in the picture.
    #[field(name = "picRegionInfo")]
    pub regions: Option<RecognisedRegions>,
}

/// The parts of a picture that the server looked at.
#[model]
pub struct RecognisedRegions {
    /// The part that this answer is about.
    pub current_region: ImageRegions,
    /// The parts that hold an object; give one back as [`ImageSearch::region`] to search for it.
    #[field(name = "yoloCropRegion")]
    pub detected_regions: ImageRegions,
}
