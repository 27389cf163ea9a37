//! The products for sale at the stand-in: of ten sellers in eight categories.
//!
//! All of it follows from one seed and the word lists in [`lists`], and is the same in every run. The products of the
//! vendor's samples are part of it. Words, kinds of goods and the seed are shared with the stand-ins
//! of the vendor's other APIs.

pub(super) mod categories;
mod generate;
pub(super) mod product;
mod samples;
pub(super) mod sellers;

use std::sync::LazyLock;

use dajisaas::stand_in::market::{kinds, seed};
pub(super) use dajisaas::stand_in::market::{language, lists, page};

pub(super) use self::generate::SEED;
use self::product::Product;
pub(super) use self::samples::picture_regions;

static PRODUCTS: LazyLock<Vec<Product>> =
    LazyLock::new(|| samples::products().into_iter().chain(generate::products()).map(Product::finish).collect());

/// All products, those of the samples first.
pub(super) fn products() -> &'static [Product] {
    &PRODUCTS
}

/// The product with a number.
pub(super) fn find(offer_id: impl Into<u64>) -> Option<&'static Product> {
    let offer_id = offer_id.into();
    products().iter().find(|product| product.offer_id == offer_id)
}
