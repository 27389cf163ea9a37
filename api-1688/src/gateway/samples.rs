//! Answers that are a published sample and nothing else.

use countersign::Endpoint;
use countersign::gateway::{Served, ServiceBuilder};
use serde_json::{Value, json};

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
        .on(|asked: SalesTrend| sales_trend(&asked))
}

/// Upstream's sample without upstream's envelope (`result.result`), to be wrapped into the vendor's.
fn upstream(sample: &str) -> Served {
    let sample: Value = serde_json::from_str(sample).unwrap_or_default();
    Served::response(sample.pointer("/result/result").unwrap_or(&Value::Null))
}

/// Upstream's sample of one day, for each day that was asked for.
fn sales_trend(asked: &SalesTrend) -> Served {
    let sample: Value = serde_json::from_str(SALES_TREND).unwrap_or_default();
    let sold = sample.pointer("/result/result/0/value").cloned().unwrap_or_default();
    let days = std::iter::successors(Some(asked.start_date), |day| day.plus_days(1));
    let days = days.take_while(|day| *day <= asked.end_date).map(|day| json!({ "date": day, "value": sold }));
    Served::response(&days.collect::<Vec<_>>())
}
