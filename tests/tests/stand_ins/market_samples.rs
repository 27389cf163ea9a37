//! The vendor's samples in the market of the stand-in: verbatim in their own language, and products like any other in
//! all languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use api_1688::{
    CargoLine, Category, Flow, FreightEstimate, FreightItem, ImageSearch, Language, PreviewOrder, ProductDetail,
    RankType, SearchNavigation, TopList,
};
use countersign_tests::market::{LANGUAGES, Market, search};
use countersign_tests::requests::{address, create_order};
use serde_json::{Value, json};

macro_rules! sample {
    ($name:literal) => {
        serde_json::from_str::<Value>(include_str!(concat!("../../../api-1688/samples/", $name, ".json"))).unwrap()
    };
}

const SAMPLE: u64 = 670_291_644_950;

/// Whether each member of the sample is in the answer, with its value.
fn has_all(answer: &Value, sample: &Value) {
    for (name, value) in sample.as_object().unwrap() {
        assert_eq!(answer[name], *value, "{name}");
    }
}

#[test]
fn searches_show_the_products_of_the_samples_verbatim() {
    let market = Market::default();
    let search = |keyword: &str, country| {
        let mut changed = search(keyword);
        changed.country = country;
        changed.page_size = 50;
        changed
    };
    let russian = market.raw(&search("轮胎", Language::Russian));
    let found = russian["data"].as_array().unwrap();
    let sample = sample!("keyword-search.response");
    let shown = |item: &&Value| item["subject"].as_str().unwrap().contains("轮胎");
    for item in sample["data"]["data"].as_array().unwrap().iter().filter(shown) {
        assert!(found.contains(item), "{item}");
    }
    let maxxis = market.raw(&search("maxxis 自行车", Language::Japanese));
    assert_eq!((&maxxis["totalRecords"], &maxxis["data"][0]["offerId"]), (&json!(1), &json!(778_025_659_594_u64)));
    let image = sample!("image-upload.response")["data"]["imageId"].as_str().unwrap().parse::<u64>().unwrap();
    let image = ImageSearch::builder().image_id(image).country(Language::English).page_size(4).build();
    let answer = market.raw(&image);
    let sample = sample!("image-search.response");
    assert_eq!(answer["data"], sample["data"]["data"]);
    assert_eq!(answer["picRegionInfo"], sample["data"]["picRegionInfo"]);
}

#[test]
fn the_product_of_the_samples_is_theirs_in_english_and_translated_otherwise() {
    let market = Market::default();
    let detail =
        |country: &Language| market.raw(&ProductDetail::builder().offer_id(SAMPLE).country(country.clone()).build());
    let sample = &sample!("product-detail.response")["data"];
    assert_eq!(detail(&Language::English), *sample);
    for language in LANGUAGES.iter().filter(|language| **language != Language::English) {
        let other = detail(language);
        assert_ne!(other["subjectTrans"], sample["subjectTrans"], "{language}");
        for same in ["subject", "productImage", "sellerOpenId", "createDate"] {
            assert_eq!(other[same], sample[same], "{language}: {same}");
        }
        assert_eq!(other["productSaleInfo"]["priceRangeList"], sample["productSaleInfo"]["priceRangeList"]);
    }
}

#[test]
fn freight_category_and_navigation_are_those_of_the_samples() {
    let market = Market::default();
    let freight = |quantity| {
        FreightEstimate::builder()
            .offer_id(SAMPLE)
            .to_province_code("330000")
            .to_city_code("330100")
            .to_district_code("330108")
            .total_quantity(quantity)
            .skus(vec![FreightItem::builder().sku_id(4_829_152_353_068).quantity(quantity).build()])
            .build()
    };
    let sample = &sample!("freight-estimate.response")["data"];
    assert_eq!(market.raw(&freight(5)), *sample);
    // 1.2 kg: the first kilogram and one further.
    assert_eq!(market.raw(&freight(6))["freight"], "6.00");
    let category = market.raw(&Category::builder().category_id(15).build());
    assert_eq!(category, sample!("category.response")["data"]);
    let navigation = market.raw(&SearchNavigation::builder().keyword("手机").language("en_US").build());
    let group = &sample!("upstream/search-navigation.response")["result"]["result"][0];
    let style = navigation.as_array().unwrap().iter().find(|each| each["id"] == group["id"]).unwrap();
    assert_eq!((&style["name"], &style["translateName"]), (&group["name"], &group["translateName"]));
    assert!(
        style["children"].as_array().unwrap().iter().any(|value| {
            ["id", "name", "translateName"].iter().all(|name| value[name] == group["children"][0][name])
        })
    );
}

#[test]
fn the_best_product_of_the_sample_leads_its_list() {
    let list =
        TopList::builder().rank_id(111).rank_type(RankType::Overall).limit(1).language(Language::English).build();
    let sample = sample!("upstream/top-list.response");
    has_all(&Market::default().raw(&list), &sample["result"]["result"]);
}

#[test]
fn the_orders_of_the_samples_cost_what_they_say() {
    let market = Market::default();
    let cargo = |offer_id: u64, spec_id: &str, quantity| {
        vec![CargoLine::builder().offer_id(offer_id).spec_id(spec_id.to_owned()).quantity(quantity).build()]
    };
    let cargo_of = cargo(SAMPLE, "594b40c111b019af610a0078e4316373", 1);
    let preview = PreviewOrder::builder().flow(Flow::General).address(address()).cargo(cargo_of).build();
    has_all(&market.raw(&preview), &sample!("preview-order.response.partial")["data"]);
    let order = {
        let mut changed = create_order("T20240708002");
        changed.cargo = cargo(623_686_863_670, "53a1eff0fa008b2b9f32a120b0a050f2", 5);
        changed
    };
    has_all(&market.raw(&order), &sample!("create-order.response.partial")["data"]);
    let details =
        api_1688::OrderDetails::builder().website(api_1688::Website::China).order_id(2_257_164_624_870_311_973).build();
    let details = market.raw(&details);
    // The district's code takes precedence over the names.
    let place = &details["nativeLogistics"];
    assert_eq!((&place["city"], &place["area"]), (&json!("上海市"), &json!("普陀区")));
}
