//! Products: search and detail.
//!
//! Prices in this group are in **fen**, whole numbers; ids are numbers. No answer is published by the vendor: names, types
//! and meanings are upstream's (Poizon's own API for distributors, which the vendor forwards) and of other clients of the
//! vendor, and no field is required. `Category` is followed by a small L and a digit on the wire: `distCategoryl1Name`.

mod keyword_search;
mod model;
mod product_detail;

pub use self::keyword_search::{KeywordSearch, ProductPage};
pub use self::model::{Product, Sku, SkuAttribute};
pub use self::product_detail::ProductDetail;
