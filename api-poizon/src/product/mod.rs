//! Products: search and detail.
//!
//! Prices in this group are in **fen**, as whole numbers; ids are numbers. The vendor publishes no answer: names, types
//! and meanings are taken from upstream (Poizon's own API for distributors, to which the vendor forwards) and from
//! other clients, and no field is required. On the wire, `Category` is followed by a small L and a digit:
//! `distCategoryl1Name`.

mod keyword_search;
mod model;
mod product_detail;

pub use self::keyword_search::{KeywordSearch, ProductPage};
pub use self::model::{Product, Sku, SkuAttribute};
pub use self::product_detail::ProductDetail;
