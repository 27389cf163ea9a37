//! Products: search, detail, freight, themes, and ids for ordering.
//!
//! **Units differ:** the prices of searches are decimal strings in yuan, those of details whole numbers in fen. The
//! vendor publishes few of the names in answers. The others are upstream's, in camelCase (inferred); upstream's own
//! spelling in snake_case is also accepted. Fields that have not been seen in an answer are optional.

mod distribution_product;
mod filter;
mod image_search;
mod image_search_v2;
mod item;
mod keyword_search;
mod logistics_price;
mod product_detail;
mod shop_search;
mod themes;
mod upload_image;

pub use self::distribution_product::{DistributionInfo, DistributionProduct, DistributionSku};
pub use self::filter::SearchFilter;
pub use self::image_search::ImageSearch;
pub use self::image_search_v2::{
    ImageSearchV2, MatchedItem, MatchedProduct, PictureCategory, PictureInfo, PictureRegion, PictureSearchPage,
};
pub use self::item::{Page, Promotion, PromotionDisplay, Property, SearchItem, Translation};
pub use self::keyword_search::KeywordSearch;
pub use self::logistics_price::{Area, Freight, LogisticsPrice, LogisticsPricePost};
pub use self::product_detail::{Product, ProductDetail, ProductTranslation, PropertyImage, Sku, SkuProperties};
pub use self::shop_search::ShopSearch;
pub use self::themes::{Theme, ThemeList, ThemeProducts};
pub use self::upload_image::{UploadImage, UploadImageByUrl, UploadedImage};
