//! What is for sale at the stand-in: products of ten sellers in eight categories.
//!
//! All of it follows from one seed and the word lists in [`lists`], and is the same in every run. The products of the
//! vendor's samples are part of it. `seed`, `language` and `page` know no API.

pub(super) mod categories;
mod generate;
mod kinds;
pub(super) mod language;
pub(super) mod lists;
pub(super) mod page;
pub(super) mod product;
mod samples;
pub(super) mod seed;
pub(super) mod sellers;

use std::sync::LazyLock;

pub(super) use self::generate::SEED;
use self::product::Product;
pub(super) use self::samples::picture_regions;

static PRODUCTS: LazyLock<Vec<Product>> =
    LazyLock::new(|| samples::products().into_iter().chain(generate::products()).map(Product::finish).collect());

/// All products, those of the samples first.
pub(super) fn products() -> &'static [Product] {
    &PRODUCTS
}

/// The product of a number.
pub(super) fn find(offer_id: impl Into<u64>) -> Option<&'static Product> {
    let offer_id = offer_id.into();
    products().iter().find(|product| product.offer_id == offer_id)
}
