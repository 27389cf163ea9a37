//! `GET /alibaba/product/imageQuery`: search by picture.
//!
//! Source: <https://wiki.dajisaas.com/api-164891581> (Chinese edition). Where the English edition,
//! <https://wiki-en.dajisaas.com/api-194164764>, contradicts it, the parameters say so. Upstream also has
//! `productCollectionId`, `keywordTranslate` and `itemTitle`, which the vendor does not document.

use countersign::{endpoint, model};

use super::{ImageRegion, ImageRegions, ProductSummary};
use crate::Yuan;
use crate::enumerations::{Language, SearchFilter, Sort};
use crate::ids::{CategoryId, ImageId};

/// Searches for products that look like a picture.
///
/// Give the picture once: as an uploaded image ([`image_id`](Self::image_id), the safest way), or as the URL of a
/// picture on a host of 1688, under one of two names. The Chinese edition and upstream call it `imageAddress`, the
/// English edition `imageUrl`. Which one the server reads is not known, so if nothing is found, try the other. The
/// Chinese edition marks all of them optional; in the English edition the URL is required and the image id takes
/// precedence. This declaration requires exactly one.
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
    /// The URL of a picture. Only hosts of 1688 are sure to work. Named as in the Chinese edition and upstream.
    pub image_address: Option<String>,
    /// The URL of a picture on a host of 1688. Named as in the English edition.
    pub image_url: Option<String>,
    /// The language of the translated titles.
    pub country: Language,
    /// The page, from 1.
    #[param(default = 1, range = 1..)]
    pub begin_page: u32,
    /// The number of products on a page: at most 50, 20 recommended.
    #[param(default = 20, range = 1..=50)]
    pub page_size: u32,
    /// The part of the picture to look for, `x0,x1,y0,y1` in pixels. If absent, the server chooses.
    pub region: Option<ImageRegion>,
    /// Conditions on the products.
    #[param(join = ",")]
    pub filter: Vec<SearchFilter>,
    /// The sort order, such as `{"price":"asc"}`: `price`, `rePurchaseRate` or `monthSold`, `asc` or `desc`.
    pub sort: Option<Sort>,
    /// Your own id of the user who searches.
    pub out_member_id: Option<String>,
    /// Lowest wholesale price (yuan).
    pub price_start: Option<Yuan>,
    /// Highest wholesale price (yuan).
    pub price_end: Option<Yuan>,
    /// Only products of this category; the vendor's example is `0`.
    pub category_id: Option<CategoryId>,
    /// A search within the result.
    pub keyword: Option<String>,
    /// A text that accompanies the picture (multimodal search).
    pub auxiliary_text: Option<String>,
}

/// A page of products that look like a picture.
#[model]
pub struct ImageSearchPage {
    /// The number of products on all pages.
    pub total_records: u64,
    /// The number of pages. It is unreliable: `floor(total / size)` here. Continue until a page is empty.
    #[field(name = "totalPage")]
    pub total_pages: u64,
    /// The requested number of products per page.
    pub page_size: u32,
    /// The number of this page, from 1; has been seen absent.
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
    /// The part to which this answer applies.
    pub current_region: ImageRegions,
    /// The parts that contain an object. Pass one to [`ImageSearch::region`] to search for it.
    #[field(name = "yoloCropRegion")]
    pub detected_regions: ImageRegions,
}
