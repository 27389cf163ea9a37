//! Every operation, called through the asynchronous client against the stand-in over HTTP: all answers are decoded
//! completely, without drift. `api-1688/tests/command_line.rs` does the same on the command line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use api_1688::stand_in::{self, StandIn};
use api_1688::{
    CancelOrder, CancelReason, Category, Client, ConfirmReceipt, Date, FreightEstimate, FreightItem, ImageSearch,
    Language, OrderDetails, OrderId, OrderItemId, OrderList, OrderStatus, PasswordFreePay, PaymentLinks, ProductDetail,
    RankType, SalesTrend, SearchNavigation, ShopSearch, TopList, UploadImageByUrl, Website,
};
use countersign::Endpoint;
use countersign::value::Timestamp;
use countersign_tests::requests::{create_order, keyword_search, preview_order, upload_image};

/// A client that records its calls.
struct Caller {
    client: Client,
    called: Vec<&'static str>,
}

impl Caller {
    async fn call<E: Endpoint>(&mut self, request: E) -> E::Response {
        let reply = self.client.call(request).await.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(reply.drift(), [], "{}", E::OPERATION.name());
        assert!(reply.trace_id().is_some() && reply.timestamp().is_some(), "{}", E::OPERATION.name());
        self.called.push(E::OPERATION.name());
        reply.into_value()
    }

    async fn order(&mut self, third_order_id: &str) -> OrderId {
        self.call(create_order(third_order_id)).await.order_id.expect("an id")
    }

    async fn status(&mut self, order_id: OrderId) -> OrderStatus {
        let details = self.call(OrderDetails::builder().website(Website::China).order_id(order_id).build()).await;
        details.base.unwrap().status.unwrap()
    }

    async fn items(&mut self, order_id: OrderId) -> Vec<OrderItemId> {
        let details = self.call(OrderDetails::builder().website(Website::China).order_id(order_id).build()).await;
        details.items.iter().map(|item| item.id.unwrap()).collect()
    }

    async fn searches(&mut self) {
        let by_url = UploadImageByUrl::builder().picture_url("https://a.example/b.jpg?x=1&y=2").build();
        let image_id = self.call(by_url).await.image_id;
        self.call(upload_image()).await;
        let search = ImageSearch::builder().image_id(image_id).country(Language::English).build();
        assert!(!self.call(search).await.items.is_empty());
        self.call(keyword_search()).await;
        let product = ProductDetail::builder().offer_id(670_291_644_950).country(Language::English).build();
        let product = self.call(product).await;
        assert_eq!((product.skus.len(), product.attributes.len()), (18, 34));
        assert_eq!(self.call(Category::builder().category_id(15).build()).await[0].id, Some(15.into()));
        let shop = ShopSearch::builder().seller_open_id(product.seller_open_id).country(Language::English).build();
        assert!(!self.call(shop).await.items.is_empty());
        let freight = FreightEstimate::builder()
            .offer_id(product.offer_id)
            .to_province_code("330000")
            .to_city_code("330100")
            .to_district_code("330108")
            .total_quantity(3)
            .skus(vec![FreightItem::builder().quantity(3).build()])
            .build();
        assert_eq!(self.call(freight).await.freight, Some("3.50".parse().unwrap()));
        assert!(!self.call(SearchNavigation::builder().keyword("手机").build()).await.is_empty());
    }

    async fn analyses(&mut self) {
        let list =
            TopList::builder().rank_id(111).rank_type(RankType::Overall).limit(20).language(Language::English).build();
        assert!(!self.call(list).await.products.is_empty());
        let (start_date, end_date) = (Date::new(2024, 2, 29).unwrap(), Date::new(2024, 3, 29).unwrap());
        let trend = self
            .call(SalesTrend::builder().offer_id(670_291_644_950).start_date(start_date).end_date(end_date).build())
            .await;
        assert_eq!((trend.len(), trend[0].date, trend[29].date), (30, start_date, end_date));
    }
}

#[tokio::test]
async fn every_operation_can_be_called() {
    let clock = Arc::new(AtomicI64::new(1_720_000_000_000));
    let read = clock.clone();
    let service = stand_in::service_at(move || Timestamp::from_millisecond(read.load(Ordering::SeqCst)));
    let stand_in = StandIn::start_with(service.build().unwrap(), 0).await.unwrap();
    let mut caller = Caller { client: stand_in.client().unwrap(), called: Vec::new() };

    caller.searches().await;
    assert_eq!(caller.call(preview_order()).await.previews.len(), 1);
    let (kept, given_up) = (caller.order("T-1").await, caller.order("T-2").await);
    assert_eq!(caller.status(kept).await, OrderStatus::WaitingForPayment);
    assert!(caller.call(PaymentLinks::builder().order_ids([kept]).build()).await.url.is_some());
    assert_eq!(caller.call(PasswordFreePay::builder().order_id(kept).build()).await.is_paid(), Some(true));
    assert_eq!(caller.status(kept).await, OrderStatus::WaitingForShipment);
    let order_item_ids = caller.items(kept).await;
    assert_eq!(
        caller.call(ConfirmReceipt::builder().order_id(kept).order_item_ids(order_item_ids).build()).await.success,
        Some(true)
    );
    clock.fetch_add(10_000, Ordering::SeqCst);
    let (reason, remark) = (CancelReason::BuyerCancel, String::new());
    assert!(
        caller
            .call(
                CancelOrder::builder().website(Website::China).order_id(given_up).reason(reason).remark(remark).build()
            )
            .await
            .success
    );
    assert_eq!(caller.call(OrderList::builder().build()).await.items.len(), 2);
    caller.analyses().await;

    for operation in Client::OPERATIONS {
        assert!(caller.called.contains(&operation.name()), "{} was not called", operation.name());
    }
    stand_in.shutdown().await.unwrap();
}
