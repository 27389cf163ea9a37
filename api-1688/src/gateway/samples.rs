//! Answers that are a published sample and nothing else.

use countersign::Endpoint;
use countersign::gateway::{Served, ServiceBuilder};
use serde_json::Value;

use crate::product::{
    Category, FreightEstimate, ProductDetail, SalesTrend, SearchNavigation, TopList, UploadImage, UploadImageByUrl,
};

const IMAGE_UPLOAD: &str = include_str!("../../samples/image-upload.response.json");
const SEARCH_NAVIGATION: &str = include_str!("../../samples/upstream/search-navigation.response.json");
const TOP_LIST: &str = include_str!("../../samples/upstream/top-list.response.json");
const SALES_TREND: &str = include_str!("../../samples/upstream/sales-trend.response.json");

pub(super) fn answer_from(builder: ServiceBuilder) -> ServiceBuilder {
    builder
        .fixture(UploadImage::OPERATION, IMAGE_UPLOAD)
        .fixture(UploadImageByUrl::OPERATION, IMAGE_UPLOAD)
        .fixture(ProductDetail::OPERATION, include_str!("../../samples/product-detail.response.json"))
        .fixture(Category::OPERATION, include_str!("../../samples/category.response.json"))
        .fixture(FreightEstimate::OPERATION, include_str!("../../samples/freight-estimate.response.json"))
        .on(|_: SearchNavigation| upstream(SEARCH_NAVIGATION))
        .on(|_: TopList| upstream(TOP_LIST))
        .on(|_: SalesTrend| upstream(SALES_TREND))
}

/// Upstream's sample without upstream's envelope (`result.result`), to be wrapped into the vendor's.
fn upstream(sample: &str) -> Served {
    let sample: Value = serde_json::from_str(sample).unwrap_or_default();
    Served::response(sample.pointer("/result/result").unwrap_or(&Value::Null))
}
