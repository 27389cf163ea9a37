//! Products: search, detail, categories, freight, rankings.
//!
//! All amounts in this group are in yuan, as decimal strings that are not normalized (`6.9`, `6.90`, `4`). Ids are
//! numbers in some places and strings in others; both are accepted. Fields that only upstream has (`whiteImage`,
//! `promotionURL`, `companyName` and others) are not declared, because the vendor's pages do not name them; if they are
//! passed through, they count as drift. Detail by short link is missing because its path is not published.

mod category;
mod freight_estimate;
mod image_region;
mod image_search;
mod keyword_search;
mod page;
mod product_detail;
mod product_seller;
mod product_shipping;
mod product_sku;
mod sales_trend;
mod search_navigation;
mod shop_search;
mod top_list;
mod upload_image;

pub use self::category::{Category, CategoryFeature, CategoryInfo, ChildCategory};
pub use self::freight_estimate::{Freight, FreightEstimate, FreightItem, SkuMeasures};
pub use self::image_region::{ImageRegion, ImageRegions};
pub use self::image_search::{ImageSearch, ImageSearchPage, RecognisedRegions};
pub use self::keyword_search::KeywordSearch;
pub use self::page::{Page, PriceInfo, ProductSummary};
pub use self::product_detail::{Product, ProductAttribute, ProductDetail, ProductImages, ProductPromotion, ProductTag};
pub use self::product_seller::{MixedBatchRule, SellerScores};
pub use self::product_shipping::{ObsoleteSkuPackage, ShippingInfo, SkuPackage};
pub use self::product_sku::{ChannelPrice, ChannelSkuPrice, PriceTier, SaleInfo, SalesUnit, Sku, SkuAttribute};
pub use self::sales_trend::{DailySales, SalesTrend};
pub use self::search_navigation::{NavigationNode, SearchNavigation};
pub use self::shop_search::{ShopPage, ShopSearch};
pub use self::top_list::{RankedProduct, TopList, TopProducts};
pub use self::upload_image::{UploadImage, UploadImageByUrl, UploadedImage};
