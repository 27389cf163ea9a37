//! Pictures: uploaded, and searched for.
//!
//! Nothing is stored. The id of a picture names the product that it looks like: the product whose picture it is, or one
//! derived from its bytes or its URL. It is the same in every run, so an id can be used without uploading first.

use countersign_server::stand_in::{Served, ServiceBuilder};
use serde_json::json;

use super::market::language::Language;
use super::market::product::Product;
use super::market::{SEED, picture_regions, products};
use super::refused;
use super::search::{Query, listed};
use crate::product::{ImageSearch, UploadImage, UploadImageByUrl};

/// The picture of the first product; the vendor's sample.
const FIRST_IMAGE: u64 = 1_164_408_192_156_408_878;

pub(super) fn answer_from(builder: ServiceBuilder) -> ServiceBuilder {
    builder
        .on(|upload: UploadImage| uploaded(looks_like(upload.image.as_bytes())))
        .on(|upload: UploadImageByUrl| uploaded(shown_at(&upload.picture_url)))
        .on(image_search)
}

fn uploaded(position: usize) -> Served {
    Served::response(&json!({ "imageId": (FIRST_IMAGE + position as u64).to_string() }))
}

/// The position of the product with a picture at this URL, or of the one that another URL leads to.
fn shown_at(address: &str) -> usize {
    // URLs without a scheme have been seen in answers.
    let path = |address: &str| address.split_once("//").map_or(address, |(_, rest)| rest).to_owned();
    let of = |product: &Product| product.images.iter().any(|image| path(image) == path(address));
    products().iter().position(of).unwrap_or_else(|| looks_like(address.as_bytes()))
}

fn looks_like(bytes: &[u8]) -> usize {
    let products = products().len() as u64;
    SEED.bits(bytes).checked_rem(products).and_then(|position| usize::try_from(position).ok()).unwrap_or_default()
}

fn image_search(search: ImageSearch) -> Served {
    let address = search.image_address.or(search.image_url);
    let position = match (search.image_id, address) {
        (Some(id), _) => id.get().checked_sub(FIRST_IMAGE).and_then(|position| usize::try_from(position).ok()),
        (None, address) => address.map(|address| shown_at(&address)),
    };
    let Some(shown) = position.and_then(|position| products().get(position)) else {
        return refused("图片搜索失败", "IMAGE_NOT_EXIST", "图片不存在");
    };
    let query = Query {
        keyword: search.keyword,
        filter: search.filter,
        prices: (search.price_start, search.price_end),
        category: search.category_id,
        sort: search.sort,
        ..Query::default()
    };
    let mut alike: Vec<_> = products().iter().filter(|product| product.category.id == shown.category.id).collect();
    // The product itself, then others of its kind and those of the samples.
    let is_far = |product: &Product| product.kind.id != shown.kind.id && product.sample.summary.is_none();
    alike.sort_by_key(|product| (product.offer_id != shown.offer_id, is_far(product)));
    let mut answer =
        listed(query.among(alike), Language::of(search.country.as_str()), search.begin_page, search.page_size);
    let mut regions = picture_regions();
    if let (Some(region), Some(current)) = (search.region, regions.get_mut("currentRegion")) {
        *current = region.to_string().into();
    }
    if let Some(members) = answer.as_object_mut() {
        // Image search counts pages in another way than the other searches, in the samples and in reality.
        let pages = members.get("totalPage").and_then(serde_json::Value::as_u64).map(|pages| pages.saturating_sub(1));
        members.insert(String::from("totalPage"), pages.into());
        members.insert(String::from("picRegionInfo"), regions);
    }
    Served::response(&answer)
}
