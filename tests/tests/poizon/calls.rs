//! Calls of the stand-in over HTTP: every operation, an order's life cycle, pages, and parameters that the caller
//! replaces.

use api_poizon::stand_in::StandIn;
use api_poizon::{Client, ErrorKind, Fen, Order, Outcome, ProductLine, ShippingAddress};
use countersign::Endpoint;
use countersign::transport::MemoryTransport;
use countersign::value::Decimal;
use countersign_server::stand_in::Served;
use futures_util::TryStreamExt as _;
use serde_json::json;

fn address() -> ShippingAddress {
    ShippingAddress::builder()
        .name("张三")
        .email("user@example.com")
        .phone("13800000000")
        .province("上海")
        .city("上海市")
        .district("闵行区")
        .detail_address("中华路29弄01室")
        .build()
}

fn line(quantity: u32, fen: i64) -> ProductLine {
    ProductLine::builder().spu_id(4_329_499).sku_id(620_516_702).quantity(quantity).price(Fen::new(fen)).build()
}

async fn order(client: &Client, request_id: &str, line: ProductLine) -> Result<Order, countersign::Error> {
    let order = client.create_order().request_id(request_id).address(address()).product(line);
    order.send().await.map(countersign::Reply::into_value)
}

async fn balance(client: &Client) -> Decimal {
    client.balance().send().await.unwrap().amount
}

#[tokio::test]
async fn every_operation_can_be_called() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    let mut called = Vec::new();
    let mut note = |operation: &countersign::operation::Operation, drift: &[countersign::decode::Drift]| {
        assert_eq!(drift, [], "{}", operation.name());
        called.push(operation.name());
    };

    let page = client.keyword_search().brand("nike").send().await.unwrap();
    assert!(!page.items.is_empty() && page.items.iter().all(|product| product.brand.as_deref() == Some("Nike")));
    note(api_poizon::KeywordSearch::OPERATION, page.drift());
    let product = client.product_detail().spu_id(4_329_499).send().await.unwrap();
    assert_eq!(product.as_ref().unwrap().lowest_price(), Some(Fen::new(5900)));
    note(api_poizon::ProductDetail::OPERATION, product.drift());
    let made = client.create_order().request_id("R-1").address(address()).product(line(2, 5900)).send().await.unwrap();
    assert_eq!(made.lines[0].paid.unwrap().to_minor(), Some(Fen::new(11_800)));
    note(api_poizon::CreateOrder::OPERATION, made.drift());
    let orders = client.order_list().send().await.unwrap();
    assert_eq!((orders.total, orders.items.len()), (Some(1), 1));
    note(api_poizon::OrderList::OPERATION, orders.drift());
    let left = client.balance().send().await.unwrap();
    note(api_poizon::Balance::OPERATION, left.drift());

    let all: Vec<&str> = Client::OPERATIONS.iter().map(|operation| operation.name()).collect();
    assert_eq!(called, all);
    stand_in.shutdown().await.unwrap();
}

#[tokio::test]
async fn an_order_is_paid_once_and_can_be_looked_up() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    let before = balance(&client).await;
    let first = order(&client, "R-1", line(2, 5900)).await.unwrap();
    assert_eq!(balance(&client).await, before - Decimal::from(11_800));

    // The same number again returns the same order, and nothing is paid.
    assert_eq!(order(&client, "R-1", line(2, 5900)).await.unwrap(), first);
    assert_eq!(balance(&client).await, before - Decimal::from(11_800));
    assert_eq!(client.order_list().send().await.unwrap().items.len(), 1);
    assert_eq!(stand_in.order_arrivals("R-1"), 2);

    let second = order(&client, "R-2", line(1, 5900)).await.unwrap();
    assert_ne!(second.dist_order_no, first.dist_order_no);
    for number in [&second.dist_order_no, &second.customer_order_no] {
        let found = client.order_list().order_no(number.clone().unwrap()).send().await.unwrap();
        let numbers: Vec<_> = found.items.iter().map(|order| order.request_id.as_deref()).collect();
        assert_eq!(numbers, [Some("R-2")]);
    }
    let later = client.order_list().created_from(second.lines[0].created.unwrap()).send().await.unwrap();
    assert!(later.items.iter().any(|order| order.request_id.as_deref() == Some("R-2")));
}

#[tokio::test]
async fn what_cannot_be_ordered_is_refused_and_pays_nothing() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    let before = balance(&client).await;
    let unknown = ProductLine::builder().spu_id(1).sku_id(2).quantity(1).price(Fen::new(5900)).build();
    let not_offered =
        ProductLine::builder().spu_id(9_042_006).sku_id(654_517_365).quantity(1).price(Fen::new(1)).build();
    let lines = [
        line(0, 5900),
        line(1, 5899),
        line(u32::MAX, i64::MAX),
        line(100_000, 5900),
        line(1, -5900),
        unknown,
        not_offered,
    ];
    for line in lines {
        let error = order(&client, "R-1", line).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Business, Outcome::Refused), "{error}");
    }
    assert_eq!(balance(&client).await, before);
    assert!(client.order_list().send().await.unwrap().items.is_empty());
    assert_eq!(*client.product_detail().spu_id(7_700_001).send().await.unwrap(), None);
    assert_eq!(client.product_detail().spu_id(1).send().await.unwrap_err().kind(), ErrorKind::Business);
}

#[tokio::test]
async fn an_unclear_answer_to_an_order_is_not_sent_again_and_names_the_request() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    let create = api_poizon::CreateOrder::OPERATION;
    for served in [
        Served::raw(200, r#"{"code": 200, "msg": "success", "data": null, "status": 200}"#),
        Served::failure(40_900_006, "system error", json!(null)),
        Served::raw(502, "<html>"),
    ] {
        let arrivals = stand_in.order_arrivals("R-1");
        stand_in.service().script(create, served);
        let error = order(&client, "R-1", line(1, 5900)).await.unwrap_err();
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::OutcomeUnknown, Outcome::Unknown), "{error}");
        assert!(error.to_string().contains("R-1"), "{error}");
        assert_eq!(stand_in.order_arrivals("R-1"), arrivals + 1);
    }
}

#[tokio::test]
async fn pages_follow_the_id_of_the_last_item_to_an_empty_list() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    let products: Vec<_> = client.keyword_search().page_size(20).items().try_collect().await.unwrap();
    let total = client.keyword_search().page_size(1).send().await.unwrap().total.unwrap();
    assert_eq!(products.len() as u64, total);
    assert!(products.windows(2).all(|pair| pair[0].id < pair[1].id));
    // Without a payload, there is no position from which to continue.
    stand_in.service().script(api_poizon::KeywordSearch::OPERATION, Served::response(&json!(null)));
    assert!(client.keyword_search().items().try_collect::<Vec<_>>().await.unwrap().is_empty());

    for number in 0..5 {
        order(&client, &format!("R-{number}"), line(1, 5900)).await.unwrap();
    }
    let orders: Vec<_> = client.order_list().page_size(2).items().try_collect().await.unwrap();
    assert_eq!(orders.len(), 5);
}

#[tokio::test]
async fn keywords_are_found_in_the_language_of_their_parameter() {
    let stand_in = StandIn::start().await.unwrap();
    let client = stand_in.client().unwrap();
    let english = client.keyword_search().english_title("cortez").send().await.unwrap();
    let chinese = client.keyword_search().chinese_title("经典").send().await.unwrap();
    assert_eq!(english.items, chinese.items);
    assert_eq!(client.keyword_search().english_title("经典").send().await.unwrap().items.len(), 0);
    let detail = client.product_detail().spu_id(english.items[0].spu_id.unwrap()).send().await.unwrap();
    assert_eq!(detail.as_ref(), Some(&english.items[0]));
}

#[tokio::test]
async fn a_wrong_name_can_be_replaced() {
    let (sender, sent) = std::sync::mpsc::channel();
    let transport = MemoryTransport::new(move |request| {
        let body = String::from_utf8_lossy(request.body().as_bytes().unwrap()).into_owned();
        sender.send(format!("{} {body}", request.uri())).unwrap();
        http::Response::new(r#"{"code": 200, "msg": "success", "data": [], "status": 200}"#.into())
    });
    let credentials = countersign::Credentials::new("k1", "s3cret").unwrap();
    let client = Client::builder().credentials(credentials).transport(transport).build().unwrap();

    client.order_list().order_no("A").send().without("order_no").parameter("distOrderNo", "A").await.unwrap();
    let body = sent.recv().unwrap();
    assert!(body.contains(r#""distOrderNo":"A""#) && !body.contains(r#""orderNo""#), "{body}");
    client.keyword_search().english_title("a").send().without("distSpuTitle").parameter("title", "b").await.unwrap();
    let url = sent.recv().unwrap();
    assert!(url.contains("title=b") && !url.contains("distSpuTitle"), "{url}");
    // A product by its style number alone.
    let by_style = client.product_detail().spu_id(0).style_number("3804L-432").send();
    by_style.without("spu_id").await.unwrap();
    let url = sent.recv().unwrap();
    assert!(url.contains("dwDesignerId=3804L-432") && !url.contains("dwSpuId"), "{url}");
}

#[tokio::test]
async fn a_path_that_is_another_one_can_be_given() {
    let transport = MemoryTransport::new(|request| {
        assert_eq!(request.uri().path(), "/poizon/balance/query");
        http::Response::new(r#"{"code": 200, "data": "88.50"}"#.into())
    });
    let credentials = countersign::Credentials::new("k1", "s3cret").unwrap();
    let client = Client::builder().credentials(credentials).transport(transport);
    let client = client.path(api_poizon::Balance::OPERATION, "/poizon/balance/query").build().unwrap();
    assert_eq!(client.balance().send().await.unwrap().amount.to_string(), "88.50");
}
