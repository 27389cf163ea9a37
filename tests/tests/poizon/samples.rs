//! The samples: read without drift and without loss. The OpenAPI document: current and valid.

use std::collections::BTreeSet;
use std::path::Path;

use api_poizon::{CreateOrder, Currency, Fen, KeywordSearch, OrderStatus, ProductDetail, Season, SkuId, openapi};
use bytes::Bytes;
use countersign::Endpoint;
use countersign::param::Received;
use countersign_tests::loss::differences;
use serde_json::{Value, json};

use super::{read, sample};

fn read_whole<E: Endpoint>(name: &str) -> E::Response {
    let body = sample(name);
    let reply = read::<E>(&body.to_string()).unwrap();
    assert_eq!(reply.drift(), [], "{name}");
    assert_eq!(differences(&body["data"], &serde_json::to_value(&*reply).unwrap()), [""; 0], "{name}");
    reply.into_value()
}

#[test]
fn no_value_of_a_sample_is_lost() {
    let order = read_whole::<CreateOrder>("create-order.response.json");
    assert_eq!(order.dist_order_no.as_deref(), Some("913033-OA00835379"));
    let line = &order.lines[0];
    assert_eq!((line.sku_id, line.quantity), (Some(SkuId::from(620_516_702)), Some(1)));
    assert_eq!((line.status.clone(), line.currency.clone()), (Some(OrderStatus::Paid), Some(Currency::Yuan)));
    assert_eq!(line.paid.unwrap().to_minor(), Some(Fen::new(5900)));
    assert_eq!(line.created.unwrap().as_millisecond(), 1_779_172_708_157);

    let page = read_whole::<KeywordSearch>("keyword-search.response.note.json");
    assert_eq!((page.total, page.items[0].retail_price), (Some(984_061), Some(Fen::new(604_700))));
    let seasons: Vec<Season> = page.items[0].seasons().collect();
    assert_eq!(seasons, [Season::Spring, Season::Summer, Season::Autumn, Season::Winter]);

    let product = read_whole::<ProductDetail>("product-detail.response.note.json").unwrap();
    assert!(!product.skus[0].is_on_offer() && product.lowest_price().is_none());
    assert_eq!(product.skus[0].attributes[1].english_value.as_deref(), Some("36"));
}

#[test]
fn the_request_of_the_sample_is_read_and_written_again() {
    let body = sample("create-order.request.json");
    let arrived = http::Request::post(format!("https://gateway.example{}", CreateOrder::OPERATION.path()))
        .body(Bytes::from(body.to_string()))
        .unwrap();
    let request = CreateOrder::parse(&Received::new(CreateOrder::OPERATION, &arrived).unwrap()).unwrap();
    let client = api_poizon::Client::new(api_poizon::Credentials::new("k1", "s3cret").unwrap()).unwrap();
    let prepared = client.as_ref().prepare(&request).unwrap();
    let mut written: Value = serde_json::from_slice(prepared.request.body()).unwrap();
    let mut read = body;
    for name in ["appKey", "appSecret", "requestTime", "sign"] {
        read.as_object_mut().unwrap().remove(name);
        written.as_object_mut().unwrap().remove(name);
    }
    assert_eq!(written, read);
}

#[test]
fn every_sample_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-poizon/samples");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let read = [
        "create-order.request.json",
        "create-order.response.json",
        "keyword-search.response.note.json",
        "product-detail.response.note.json",
    ];
    assert_eq!(names.collect::<BTreeSet<_>>(), read.map(str::to_owned).into());
}

#[test]
fn every_field_that_is_documented_arrives() {
    let sku = json!({
        "id": 9, "createTime": 1_760_000_000_000_i64, "modifyTime": 1_760_000_000_001_i64, "distStatus": "PRODUCT_OFF",
        "dwSkuId": 9_007_199_254_740_993_u64, "distSkuId": "u-1", "image": "i", "barcode": "007", "minBidPrice": 5900,
        "skuLink": "l", "sales": 3,
        "saleAttr": [{ "level": "1", "cnName": "颜色", "enName": "Color", "cnValue": "白", "enValue": "White" }],
    });
    let product = json!({
        "id": 7, "createTime": 1_760_000_000_000_i64, "modifyTime": 1_760_000_000_001_i64, "dwSpuId": u64::MAX,
        "distSpuId": "u-2", "distStatus": "PRODUCT_ON", "dwSpuTitle": "鞋", "distSpuTitle": "shoe",
        "dwDesignerId": "3804L-432", "distBrandName": "Nike", "distCategoryl1Name": "Shoes", "distCategoryl2Name": "a",
        "distCategoryl3Name": "b", "distFitPeopleName": "Women's", "image": "i", "baseImage": ["i"], "authPrice": 1,
        "sellDate": 1_500_000_000_000_i64, "season": "通用", "material": "m", "style": "s", "productDesc": "<p>",
        "sizeChart": "c", "soldNum": 4, "sales": 5, "skuList": [sku],
    });
    let body = json!({ "code": 200, "msg": "success", "data": product, "status": 200, "domain": null });
    let reply = read::<ProductDetail>(&body.to_string()).unwrap();
    assert_eq!(reply.drift(), []);
    assert_eq!(differences(&product, &serde_json::to_value(&*reply).unwrap()), [""; 0]);
    let product = (*reply).clone().unwrap();
    assert_eq!((product.spu_id.unwrap().get(), product.skus[0].sku_id.unwrap().get()), (u64::MAX, (1 << 53) + 1));
    assert_eq!(product.lowest_price(), Some(Fen::new(5900)));
}

#[test]
fn the_document_is_current_and_valid() {
    let document = openapi::document();
    let text = serde_json::to_string_pretty(&document).unwrap() + "\n";
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-poizon/openapi.json");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(written == text, "not the document of these declarations; `tests/openapi/README.md`");

    let schema = serde_json::from_str(include_str!("../../openapi/schema-2022-10-07.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let problems: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert_eq!(problems, [""; 0]);
    assert_eq!(countersign_tests::openapi::flaws(&document), [""; 0]);
    let create = &document["paths"]["/poizon/order/createOrder"]["post"];
    assert_eq!((&create["x-retry"], &create["x-reference"]), (&json!("never"), &json!("requestId")));
    assert_eq!(document["paths"]["/poizon/prepayment/queryAmount"]["get"]["x-nearby"], json!(true));
    // The members around the payload.
    assert!(text.contains(r#""msg""#) && !text.contains(r#""traceId""#) && !text.contains(r#""timestamp":"#));
}
