//! Every published sample of a request or response is read without drift, and no value is lost or changed.
//!
//! The check is generic: the decoded value is written again and compared with the sample, member by member (see
//! `countersign_tests::loss` for the allowed differences). The five bodies in `tests/bodies` complete it: they contain
//! every documented field of an operation with a value, where the samples have `null` or end early.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeSet;
use std::path::Path;

use api_1688::message::{BatchPayment, Message, OrderEvent, ParcelTrace, RefundEvent};
use api_1688::{
    CancelOrder, Category, ConfirmReceipt, CreateOrder, FreightEstimate, ImageSearch, KeywordSearch, OrderDetails,
    OrderList, PasswordFreePay, PaymentLinks, PreviewOrder, ProductDetail, SalesTrend, SearchNavigation, TopList,
    UploadImage,
};
use bytes::Bytes;
use countersign::operation::{Operation, Schema};
use countersign::param::Received;
use countersign::value::Timestamp;
use countersign::{Answer, Decode, Endpoint, Envelope, ErrorKind, Reply};
use countersign_tests::loss::differences;
use countersign_tests::requests::{client, simplified};
use http::{Request, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

/// The text of a sample, by its path in the folder.
fn sample(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-1688/samples");
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read<T: Decode>(operation: &'static Operation, body: impl Into<Bytes>) -> Reply<T> {
    let reply = Envelope::default().read::<T>(operation, &Answer::new(StatusCode::OK, body)).unwrap();
    assert_eq!(reply.drift(), [], "{}", operation.name());
    reply
}

/// Reads a body as the operation's response and compares every value.
fn read_whole<E: Endpoint>(body: &str) -> Reply<E::Response> {
    let reply = read::<E::Response>(E::OPERATION, body.to_owned());
    let envelope: Value = serde_json::from_str(body).unwrap();
    let payload = E::OPERATION.data().steps().iter().fold(&envelope["data"], |value, name| &value[name]);
    assert_eq!(differences(payload, &serde_json::to_value(&*reply).unwrap()), [""; 0], "{}", E::OPERATION.name());
    assert_eq!(reply.trace_id(), envelope["traceId"].as_str());
    assert_eq!(reply.timestamp().map(Timestamp::as_millisecond), envelope["timestamp"].as_i64());
    reply
}

/// A sample of the vendor.
fn vendor<E: Endpoint>(seen: &mut BTreeSet<String>, name: &str) {
    read_whole::<E>(&sample(name));
    seen.insert(name.to_owned());
}

/// A sample from upstream, at this position, in the vendor's envelope.
fn upstream<E: Endpoint>(seen: &mut BTreeSet<String>, name: &str, place: &str) {
    let whole: Value = serde_json::from_str(&sample(&format!("upstream/{name}"))).unwrap();
    let mut payload = whole.pointer(place).unwrap().clone();
    for name in E::OPERATION.data().steps().iter().rev() {
        payload = json!({ *name: payload });
    }
    read_whole::<E>(&json!({ "code": 200, "message": "操作成功", "data": payload }).to_string());
    seen.insert(format!("upstream/{name}"));
}

/// A request of the vendor: parsed like in the stand-in, and encoded again like in the client.
fn request<E: Endpoint>(seen: &mut BTreeSet<String>, name: &str) {
    let body = sample(name);
    let arrived = Request::post(format!("https://gateway.example{}", E::OPERATION.path()))
        .body(Bytes::from(body.clone()))
        .unwrap();
    let parsed = E::parse(&Received::new(E::OPERATION, &arrived).unwrap()).unwrap();
    let written: Value = serde_json::from_slice(client(simplified()).prepare(&parsed).unwrap().request.body()).unwrap();
    let (mut read, mut written) = (serde_json::from_str::<Value>(&body).unwrap(), written);
    for name in ["appKey", "appSecret", "requestTime", "sign"] {
        read.as_object_mut().unwrap().remove(name);
        written.as_object_mut().unwrap().remove(name);
    }
    // In a request, only the order of the members may differ.
    assert_eq!(written, read, "{name}");
    seen.insert(name.to_owned());
}

/// The data of a message, which is the same as the body here.
fn message<T: Decode + Serialize + for<'de> serde::Deserialize<'de>>(seen: &mut BTreeSet<String>, name: &str) {
    let read: Value = serde_json::from_str(&sample(name)).unwrap();
    let body = json!({ "code": 200, "data": read }).to_string();
    let reply: Reply<T> = self::read(&Operation::ANY, body);
    assert_eq!(differences(&read, &serde_json::to_value(reply.into_value()).unwrap()), [""; 0], "{name}");
    seen.insert(name.to_owned());
}

#[test]
fn no_value_of_a_sample_is_lost() {
    let mut seen = BTreeSet::new();
    vendor::<KeywordSearch>(&mut seen, "keyword-search.response.json");
    vendor::<ImageSearch>(&mut seen, "image-search.response.json");
    vendor::<ProductDetail>(&mut seen, "product-detail.response.json");
    vendor::<UploadImage>(&mut seen, "image-upload.response.json");
    vendor::<Category>(&mut seen, "category.response.json");
    vendor::<FreightEstimate>(&mut seen, "freight-estimate.response.json");
    vendor::<PreviewOrder>(&mut seen, "preview-order.response.partial.json");
    vendor::<CreateOrder>(&mut seen, "create-order.response.partial.json");
    vendor::<CancelOrder>(&mut seen, "cancel-order.response.json");
    vendor::<OrderDetails>(&mut seen, "order-details.response.partial.json");
    vendor::<OrderList>(&mut seen, "order-list.response.partial.json");
    upstream::<PreviewOrder>(&mut seen, "preview-order.response.json", "");
    upstream::<CreateOrder>(&mut seen, "create-order-alipay.response.json", "");
    upstream::<CreateOrder>(&mut seen, "create-order-account-period.response.json", "");
    upstream::<CreateOrder>(&mut seen, "create-order-multi.response.json", "/result");
    upstream::<CancelOrder>(&mut seen, "cancel-order.response.json", "");
    upstream::<OrderDetails>(&mut seen, "order-details.response.json", "/result");
    upstream::<OrderList>(&mut seen, "order-list.response.json", "");
    upstream::<PaymentLinks>(&mut seen, "payment-links-single.response.json", "");
    upstream::<PaymentLinks>(&mut seen, "payment-links-multi.response.json", "");
    upstream::<SearchNavigation>(&mut seen, "search-navigation.response.json", "/result/result");
    upstream::<TopList>(&mut seen, "top-list.response.json", "/result/result");
    upstream::<SalesTrend>(&mut seen, "sales-trend.response.json", "/result/result");
    request::<PreviewOrder>(&mut seen, "preview-order.request.json");
    request::<CreateOrder>(&mut seen, "create-order.request.json");
    request::<CancelOrder>(&mut seen, "cancel-order.request.json");
    request::<OrderDetails>(&mut seen, "order-details.request.json");
    request::<OrderList>(&mut seen, "order-list.request.json");
    request::<ConfirmReceipt>(&mut seen, "confirm-receipt.request.json");
    request::<PasswordFreePay>(&mut seen, "password-free-pay.request.json");
    message::<Message>(&mut seen, "messages/envelope-example.json");
    message::<BatchPayment>(&mut seen, "messages/ORDER_BATCH_PAY.json");
    message::<ParcelTrace>(&mut seen, "messages/LOGISTICS_BUYER_VIEW_TRACE.json");
    for event in ["BUYER_MAKE", "ORDER_BOPS_CLOSE", "ORDER_COMFIRM_RECEIVEGOODS", "ORDER_PAY"] {
        message::<OrderEvent>(&mut seen, &format!("messages/ORDER_BUYER_VIEW_{event}.json"));
    }
    for event in ["ORDER_BUYER_REFUND_IN_SALES", "ORDER_REFUND_AFTER_SALES"] {
        message::<RefundEvent>(&mut seen, &format!("messages/ORDER_BUYER_VIEW_{event}.json"));
    }
    // The only failure among the samples.
    let answer = Answer::new(StatusCode::OK, sample("confirm-receipt.error.response.json"));
    let read = Envelope::default().read::<<ConfirmReceipt as Endpoint>::Response>(ConfirmReceipt::OPERATION, &answer);
    assert_eq!(read.unwrap_err().kind(), ErrorKind::Business);
    seen.insert(String::from("confirm-receipt.error.response.json"));

    assert_eq!(seen, all_samples());
}

/// The paths of all samples, so that none is forgotten.
fn all_samples() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../api-1688/samples");
    let mut names = BTreeSet::new();
    for folder in ["", "upstream/", "messages/"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_file() {
                names.insert(format!("{folder}{}", entry.file_name().to_string_lossy()));
            }
        }
    }
    names
}

/// The declared fields that a body has no value for.
fn without_value(path: &str, schema: Schema, value: &Value, found: &mut BTreeSet<String>) {
    match (schema, value) {
        (Schema::Object(info), Value::Object(members)) => {
            for field in info().fields() {
                let path = format!("{path}.{}", field.wire_name());
                without_value(&path, field.schema(), members.get(field.wire_name()).unwrap_or(&Value::Null), found);
            }
        }
        (Schema::List(item), Value::Array(items)) if !items.is_empty() => {
            for value in items {
                without_value(&format!("{path}[]"), *item, value, found);
            }
        }
        (_, Value::Null) | (Schema::List(_), _) | (Schema::Object(_), _) => drop(found.insert(path.to_owned())),
        _ => {}
    }
}

/// Reads the body with every documented field: each one is declared, each declared one is in it, and each arrives.
fn every_field_of<E: Endpoint>(body: &str) -> E::Response {
    let value: Value = serde_json::from_str(body).unwrap();
    let mut missing = BTreeSet::new();
    without_value("data", E::OPERATION.response(), &value["data"], &mut missing);
    assert_eq!(missing, BTreeSet::new(), "the body has no value for these declared fields");
    read_whole::<E>(body).into_value()
}

#[test]
fn every_documented_field_of_a_search_arrives() {
    let page = every_field_of::<KeywordSearch>(include_str!("../../bodies/keyword-search.json"));
    let product = &page.items[0];
    assert_eq!((page.total_records, page.total_pages, page.page_size, page.current_page), (2000, 101, 20, Some(3)));
    assert_eq!(product.offer_id.get(), (1 << 53) + 1, "an f64 would give an even number");
    assert_eq!(product.price_info.price, "34.5".parse().unwrap());
    assert_eq!(product.price_info.price.to_string(), "34.50");
    assert_eq!(product.repurchase_rate.to_string(), "20.5%");
}

#[test]
fn every_documented_field_of_an_upload_arrives() {
    let image = every_field_of::<UploadImage>(include_str!("../../bodies/upload-image.json"));
    assert_eq!(image.image_id.get(), 1_164_408_192_156_408_878);
}

#[test]
fn every_documented_field_of_a_product_arrives() {
    let product = every_field_of::<ProductDetail>(include_str!("../../bodies/product-detail.json"));
    assert_eq!(product.attributes[0].id.get(), (1 << 53) + 3);
    assert_eq!(product.skus[0].id.get(), (1 << 53) + 5);
    assert_eq!(product.shipping.sku_packages[0].sku_id.get(), (1 << 53) + 11);
    assert_eq!(product.sold, (1 << 53) + 13);
    // 23:59:58 in Shanghai is 15:59:58 in UTC.
    assert_eq!(product.created.as_second(), 1_709_222_398);
    assert_eq!(
        product.shipping.sku_packages[0].weight.map(|kg| kg * 1000.0),
        product.shipping.obsolete_sku_packages[0].weight
    );
}

#[test]
fn every_documented_field_of_a_preview_arrives_in_its_own_unit() {
    let reply = every_field_of::<PreviewOrder>(include_str!("../../bodies/preview-order.json"));
    let preview = &reply.previews[0];
    // Totals in fen, lines in yuan: 13.21 and 3.50 make 16.71.
    let goods = preview.lines[0].amount.unwrap();
    assert_eq!(preview.total_without_freight.unwrap().to_major(), goods);
    assert_eq!(goods.to_minor().unwrap() + preview.freight.unwrap(), preview.total.unwrap());
    assert_eq!(preview.lines[0].offer_id.unwrap().get(), (1 << 53) + 3);
}

#[test]
fn every_documented_field_of_an_order_arrives() {
    let created = every_field_of::<CreateOrder>(include_str!("../../bodies/create-order.json"));
    assert_eq!(created.order_id.unwrap().to_string(), "2257164624870311973");
    assert_eq!(created.total.unwrap().to_major().to_string(), "11.96");
    assert_eq!(created.orders[0].order_id.unwrap().get(), 105_581_756_010_628_640);
}

#[test]
fn what_the_samples_leave_open_is_absent() {
    let page = read_whole::<KeywordSearch>(&sample("keyword-search.response.json"));
    assert_eq!(page.items.len(), 20);
    assert_eq!(page.items[0].price_info.selected_source_price, None);
    let product = read_whole::<ProductDetail>(&sample("product-detail.response.json"));
    assert_eq!((product.skus.len(), product.attributes.len()), (18, 34));
    assert_eq!((product.category_name.as_deref(), product.batch_number), (None, None));
    let created = read_whole::<CreateOrder>(&sample("create-order.response.partial.json"));
    assert_eq!((created.failed_offers.len(), created.account_period.is_none()), (0, true));
}
