//! The Taobao and Tmall API: its declarations compared with the contract, its samples, document, stand-in and pushes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::path::Path;
use std::{env, fs};

use api_taobao::message::{Message, MessageEvent, pushes};
use api_taobao::product::Area;
use api_taobao::stand_in::{self, StandIn, sample_address};
use api_taobao::{
    CancelOrder, Client, CreateOrder, DistributionInfo, DistributionProduct, Error, ErrorKind, Fen, ImageSearch,
    ImageSearchV2, KeywordSearch, Language, LogisticsPrice, LogisticsPricePost, MessageType, OrderDetails, OrderLine,
    OrderStatus, Outcome, PayOrders, PreviewLine, PreviewOrder, ProductDetail, SearchFilter, ShopSearch, Sort,
    ThemeList, ThemeProducts, UploadImage, UploadImageByUrl, openapi,
};
use bytes::Bytes;
use countersign::operation::{Operation, Presence};
use countersign::param::Received;
use countersign::{Answer, Api as _, Credentials, DynEndpoint, Endpoint, Envelope, Reply};
use countersign_tests::loss::differences;
use heck::ToUpperCamelCase as _;
use http::Request;
use serde_json::{Value, json};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../api-taobao"))
}

fn sample(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder().join("samples").join(name)).unwrap()).unwrap()
}

fn read<E: Endpoint>(payload: &Value) -> Result<Reply<E::Response>, Error> {
    let body = json!({ "code": 200, "message": "操作成功", "data": payload }).to_string();
    Envelope::default().read(E::OPERATION, &Answer::from(http::Response::new(body.into())))
}

#[test]
fn the_declarations_are_the_contract() {
    let table = include_str!("../contract/taobao.txt").lines().filter(|line| !line.starts_with('#'));
    let told = |operation: &&'static Operation| {
        let parameter = |parameter: &countersign::operation::Parameter| {
            let must = parameter.presence() == Presence::Required || parameter.limits().min_items() == Some(1);
            format!("{}{}", parameter.wire_name(), if must { "" } else { "?" })
        };
        let parameters: Vec<String> = operation.parameters().iter().map(parameter).collect();
        format!("{} {} {} {}", operation.name(), operation.method(), operation.path(), parameters.join(" "))
    };
    assert_eq!(Client::OPERATIONS.iter().map(told).collect::<Vec<_>>(), table.collect::<Vec<_>>());
}

#[test]
fn the_front_page_has_every_operation() {
    let page = include_str!("../../api-taobao/src/lib.rs");
    let rows: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("//! | `")).take(Client::OPERATIONS.len()).collect();
    for (row, operation) in rows.iter().zip(Client::OPERATIONS) {
        let name = operation.name();
        let start =
            format!("{name}` | [`{}`] | {} `{}` | ", name.to_upper_camel_case(), operation.method(), operation.path());
        let repeated = if operation.retry().as_str() == "safe" { "yes" } else { "no" };
        assert!(
            row.starts_with(&start) && row.ends_with(&format!("| {repeated} | {} |", operation.source().as_str())),
            "{row}"
        );
    }
    assert_eq!(rows.len(), Client::OPERATIONS.len());
}

#[test]
fn everything_is_documented() {
    for operation in Client::OPERATIONS {
        assert!(!operation.docs().is_empty(), "{}", operation.name());
        for parameter in operation.parameters() {
            assert!(!parameter.docs().is_empty(), "{}: {}", operation.name(), parameter.name());
        }
    }
    let create = CreateOrder::OPERATION.docs().lines().next().unwrap();
    assert!(create.contains("again each time it is called") && create.contains("second order"), "{create}");
}

#[test]
fn the_document_is_current_and_valid() {
    let document = openapi::document();
    let text = serde_json::to_string_pretty(&document).unwrap() + "\n";
    let file = folder().join("openapi.json");
    if env::var_os("BLESS").is_some() {
        fs::write(&file, &text).unwrap();
    }
    assert!(fs::read_to_string(&file).unwrap_or_default() == text, "BLESS=1 writes `api-taobao/openapi.json` anew");
    let schema = serde_json::from_str(include_str!("../openapi/schema-2022-10-07.json")).unwrap();
    let problems: Vec<String> =
        jsonschema::draft202012::new(&schema).unwrap().iter_errors(&document).map(|error| error.to_string()).collect();
    assert_eq!(problems, [""; 0]);
    assert_eq!(countersign_tests::openapi::flaws(&document), [""; 0]);
}

/// A published request is parsed and encoded again without a difference.
fn request<E: Endpoint + DynEndpoint>(name: &str) {
    let body = sample(name);
    let arrived = Request::post(format!("https://gateway.example{}", E::OPERATION.path()));
    let arrived = arrived.body(Bytes::from(body.to_string())).unwrap();
    let parsed = E::parse(&Received::new(E::OPERATION, &arrived).unwrap()).unwrap();
    let client = Client::new(Credentials::new("key", "secret").unwrap()).unwrap();
    let written: Value = serde_json::from_slice(client.prepare(&parsed).unwrap().request.body()).unwrap();
    let plain = |mut body: Value| {
        let members = body.as_object_mut().unwrap();
        members.retain(|name, _| !["appKey", "appSecret", "requestTime", "sign"].contains(&name.as_str()));
        // The lines are a string of JSON inside the JSON: their members may be in another order.
        for name in ["render_item_List", "order_line_list", "address_info"] {
            if let Some(lines) = members.get_mut(name) {
                *lines = serde_json::from_str(lines.as_str().expect("a string")).unwrap();
            }
        }
        // A number that does not exist is left out.
        if let Some(receiver) = members.get_mut("receiver").and_then(Value::as_object_mut) {
            receiver.retain(|_, value| !value.is_null());
        }
        body
    };
    assert_eq!(plain(written), plain(body), "{name}");
}

#[test]
fn published_requests_are_encoded_unchanged() {
    request::<PreviewOrder>("preview-order.request.json");
    request::<CreateOrder>("create-order.request.json");
    request::<CancelOrder>("cancel-order.request.json");
    request::<PayOrders>("pay-order.request.json");
    request::<LogisticsPricePost>("logistic-price.request.note.json");
}

/// A published answer is decoded without drift and without loss.
fn answer<E: Endpoint>(name: &str, place: &str) {
    let body = sample(name);
    let reply = read::<E>(&body["data"]).unwrap();
    assert!(reply.drift().is_empty(), "{name}: {:?}", reply.drift());
    assert_eq!(differences(body.pointer(place).unwrap(), &serde_json::to_value(&*reply).unwrap()), [""; 0], "{name}");
}

#[test]
fn published_answers_are_read_whole() {
    answer::<LogisticsPrice>("logistic-price.response.note.json", "/data");
    answer::<PreviewOrder>("preview-order.response.note.json", "/data/result/data");
}

#[test]
fn published_messages_are_verified_and_read() {
    let cut = fs::read_to_string(folder().join("samples/message-type-8.partial.txt")).unwrap();
    let price_change = format!("{{{}0}}}}]}}}}", cut.trim_end());
    let price_change: Value = serde_json::from_str(&price_change).unwrap();
    for (text, expected) in
        [(sample("message-type-3.json"), MessageType::OrderStatus), (price_change, MessageType::PriceChange)]
    {
        let credentials = Credentials::new("key", "secret").unwrap();
        let pushes = pushes().unwrap();
        let request = pushes.signer(&credentials).request("https://shop.example/", &text.to_string()).unwrap();
        let delivered = pushes.receiver(&credentials).verify(&request).unwrap().decode::<Message>().unwrap();
        assert!(delivered.drift().is_empty(), "{:?}", delivered.drift());
        assert_eq!(delivered.message_type, Some(expected));
        assert_eq!(differences(&text, &serde_json::to_value(&*delivered).unwrap()), [""; 0]);
        match delivered.event() {
            MessageEvent::OrderStatus(event) => {
                assert_eq!(event.order_id.get(), 200_002_638_011);
                assert_eq!(event.lines[0].item_id.map(u64::from), Some(600_123_256_363_335_000));
            }
            MessageEvent::PriceChange(event) => assert_eq!(event.lines[0].line_numbers, ["1"]),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_message_of_another_type_is_kept_as_json() {
    for (kind, is_refund) in [(9, true), (77, false)] {
        let text = json!({ "message_type": kind, "data": { "refundId": 7, "new": [1] } });
        let message: Message = serde_json::from_value(text.clone()).unwrap();
        match message.event() {
            MessageEvent::Refund(data) if is_refund => assert_eq!(data, &text["data"]),
            MessageEvent::Unknown(data) if !is_refund => assert_eq!(data, &text["data"]),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_spelling_of_the_ids_that_are_ordered_is_read() {
    for name in ["mpSkuId", "mpSkuid", "mp_skuId", "mpSkuld", "mp_sku_id"] {
        for id in [json!(600_123_256_363_335_001_u64), json!("600123256363335001")] {
            let payload = json!({ "mpId": id, "itemType": "HAVE_MATERIAL", "skuList": [{ "skuId": "7", name: id, "promotionPrice": "1" }] });
            for payload in [payload.clone(), json!({ "data": payload, "success": true })] {
                let found: DistributionInfo = read::<DistributionProduct>(&payload).unwrap().into_value();
                assert_eq!(found.distribution_id.map(u64::from), Some(600_123_256_363_335_001), "{payload}");
                let sku = &found.skus[0];
                assert_eq!(sku.distribution_id.map(u64::from), Some(600_123_256_363_335_001), "{payload}");
                assert_eq!(sku.promotion_price, Some(Fen::new(1)));
            }
        }
    }
}

#[test]
fn an_order_is_found_in_every_form_of_the_answer() {
    let camel = json!({ "success": "true", "orderList": [{ "purchaseId": 200_049_962_700_u64 }] });
    let snake = json!({ "success": true, "order_list": [{ "purchase_id": "200049962700" }], "error_code": null });
    for inner in [camel, snake] {
        for payload in
            [inner.clone(), json!({ "success": true, "data": inner }), json!({ "result": { "data": inner } })]
        {
            let created = read::<CreateOrder>(&payload).unwrap();
            assert_eq!(created.order_ids().map(u64::from).collect::<Vec<_>>(), [200_049_962_700], "{payload}");
        }
    }
    let no = json!({ "success": false, "error_code": "STOCK", "error_msg": "库存不足", "data": null });
    let error = read::<CreateOrder>(&no).unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome(), error.upstream_code()),
        (ErrorKind::Business, Outcome::Refused, Some("STOCK"))
    );
    assert_eq!(read::<CreateOrder>(&json!({ "success": true, "data": {} })).unwrap_err().outcome(), Outcome::Unknown);
}

#[test]
fn a_list_that_nobody_has_seen_is_found() {
    let items = json!([{ "item_id": "703446760426", "title": "连衣裙", "price": "49.00" }]);
    let forms =
        [items.clone(), json!({ "data": items }), json!({ "result": { "data": items } }), json!({ "itemVos": items })];
    for payload in forms {
        assert_eq!(read::<ShopSearch>(&payload).unwrap()[0].item_id.get(), 703_446_760_426, "{payload}");
        assert_eq!(read::<ThemeProducts>(&payload).unwrap()[0].price, Some("49".parse().unwrap()), "{payload}");
        assert_eq!(read::<ImageSearch>(&payload).unwrap().len(), 1, "{payload}");
    }
    for payload in
        [items.clone(), json!({ "data": items, "pageNo": 1 }), json!({ "data": { "data": items, "page_no": 1 } })]
    {
        assert_eq!(read::<KeywordSearch>(&payload).unwrap().items.len(), 1, "{payload}");
    }
    for payload in [json!([{ "id": 7, "name": "热销" }]), json!({ "themes": [{ "dimId": "7", "dimName": "热销" }] })]
    {
        let themes = read::<ThemeList>(&payload).unwrap();
        assert_eq!((themes[0].id.as_deref(), themes[0].name.as_deref()), (Some("7"), Some("热销")), "{payload}");
    }
}

/// A client that records its calls.
struct Caller {
    client: Client,
    called: Vec<&'static str>,
}

impl Caller {
    async fn call<E: Endpoint>(&mut self, request: E) -> E::Response {
        let reply = self.client.call(request).await.unwrap_or_else(|error| panic!("{error}"));
        assert!(reply.drift().is_empty(), "{}: {:?}", E::OPERATION.name(), reply.drift());
        self.called.push(E::OPERATION.name());
        reply.into_value()
    }

    async fn searches(&mut self) {
        let image = self.call(UploadImage::builder().image(vec![0xff, 0xd8]).build()).await.image_id;
        assert!(!self.call(ImageSearch::builder().image_id(image).build()).await.is_empty());
        let by_url = UploadImageByUrl::builder().picture_url("https://a.example/b.jpg").build();
        assert!(!self.call(by_url).await.image_id.is_empty());
        let found =
            self.call(ImageSearchV2::builder().picture_url("https://a.example/b.jpg").page_size(3).build()).await;
        assert_eq!(found.items.len(), 3);
        let search = KeywordSearch::builder().keyword("dress").language(Language::English).sort(Sort::PriceAsc);
        let page = self.call(search.filters([SearchFilter::min_price(Fen::new(3000))]).build()).await;
        assert!(!page.items.is_empty() && page.items.iter().all(|item| item.price >= Some("30".parse().unwrap())));
        let shop = page.items[0].shop_id.unwrap();
        assert!(
            self.call(ShopSearch::builder().shop_id(shop).build()).await.iter().all(|item| item.shop_id == Some(shop))
        );
        let theme = self.call(ThemeList::builder().build()).await[0].id.clone().unwrap();
        assert!(!self.call(ThemeProducts::builder().theme_id(theme).build()).await.is_empty());
        let area = || Area::builder().country("中国").state("浙江省").city("杭州市").district("余杭区").build();
        let item = page.items[0].item_id;
        let freight = self.call(LogisticsPrice::builder().item_id(item).address(area()).build()).await;
        assert_eq!(self.call(LogisticsPricePost::builder().item_id(item).address(area()).build()).await, freight);
    }

    /// From a search to an order that is paid, and to one that is cancelled.
    async fn orders(&mut self) {
        let item = self.call(KeywordSearch::builder().keyword("夏季").build()).await.items[0].item_id;
        let detail = self.call(ProductDetail::builder().item_id(item).build()).await;
        let matched = self.call(DistributionProduct::builder().item_id(item).build()).await;
        let (product, sku) = (matched.distribution_id.unwrap(), matched.skus[0].distribution_id.unwrap());
        assert_eq!((detail.skus[0].id, detail.skus[0].price), (matched.skus[0].sku_id.unwrap(), matched.skus[0].price));
        let line = PreviewLine::builder().item_id(product).quantity(2).sku_id(sku).build();
        let preview =
            PreviewOrder::builder().receiver(sample_address()).warehouse(sample_address()).lines([line]).build();
        let total = self.call(preview).await.total.unwrap().amount;
        assert_eq!(total, detail.skus[0].price.unwrap() * 2);
        let line =
            OrderLine::builder().item_id(product).line_number("1").quantity(2).price(total).title("x").sku_id(sku);
        let order =
            CreateOrder::builder().third_order_id("T-1").amount(total).seller_order_number("").order_source("web");
        let order = order.lines([line.build()]).receiver(sample_address()).warehouse(sample_address()).build();
        let first = self.call(order.clone()).await.order_ids().next().unwrap();
        // The same number creates another order.
        let second = self.call(order).await.order_ids().next().unwrap();
        assert_ne!(first, second);
        let paid = self.call(PayOrders::builder().order_ids([first]).build()).await;
        assert_eq!(paid.will_pay, [first]);
        self.call(CancelOrder::builder().order_id(second).reason("不要了").build()).await;
        let page = self.call(OrderDetails::builder().third_order_id("T-1").build()).await;
        let states: Vec<_> = page.items.iter().map(|order| (order.id, order.status.clone().unwrap())).collect();
        assert_eq!(states, [(first, OrderStatus::WaitingForShipment), (second, OrderStatus::Closed)]);
        assert_eq!(page.items[0].pay_amount, Some(total));
        let error =
            self.client.call(CancelOrder::builder().order_id(first).reason("不要了").build()).await.unwrap_err();
        assert_eq!(error.upstream_code(), Some("ORDER_STATUS_ERROR"));
    }
}

#[tokio::test]
async fn every_operation_is_called_and_an_order_lives() {
    let stand_in = StandIn::start().await.unwrap();
    let mut caller = Caller { client: stand_in.client().unwrap(), called: Vec::new() };
    caller.searches().await;
    caller.orders().await;
    for operation in Client::OPERATIONS {
        assert!(caller.called.contains(&operation.name()), "{} is never called", operation.name());
    }
    assert_eq!(stand_in.order_arrivals("T-1"), 2);
}

#[tokio::test]
async fn a_parameter_of_another_name_is_sent_and_signed_in_place_of_the_declared_one() {
    let client = StandIn::start().await.unwrap();
    let service = client.service().clone();
    let client = client.client().unwrap();
    let search = client.keyword_search().keyword("夏季").filters([SearchFilter::min_price(Fen::new(100_000))]).send();
    // The stand-in accepts the signature, but does not know the name, so it filters nothing.
    let page = search.without("filters").parameter("filter", "min_price:100000").await.unwrap();
    assert!(!page.items.is_empty());
    assert_eq!(service.arrivals(KeywordSearch::OPERATION, ""), 0);
}

#[tokio::test]
async fn an_ordinary_id_is_not_ordered() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    let line = PreviewLine::builder().item_id(703_446_760_426).quantity(1).sku_id(4_951_323_355_633).build();
    let preview = client.preview_order().receiver(sample_address()).warehouse(sample_address()).lines([line]);
    let preview = preview.send().await.unwrap();
    assert_eq!(preview.unavailable[0].error_code.as_deref(), Some("ITEM_NOT_EXIST"));
    assert!(preview.orders.is_empty());
}

#[test]
fn the_stand_in_answers_every_operation() {
    // A service that lacks one is not built.
    assert!(stand_in::service().build().is_ok());
    assert_eq!(Client::BASE_URL, "https://openapi.dajisaas.com");
}
