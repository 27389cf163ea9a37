//! The life cycle of an order in the embedded stand-in: previewed, created, paid, looked up, confirmed or cancelled,
//! and how often each arrived.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use api_1688::stand_in::{self, StandIn};
use api_1688::{CancelReason, Client, CreateOrder, Fen, OrderId, OrderStatus};
use countersign::value::Timestamp;
use countersign::{Credentials, Endpoint as _, Error, ErrorKind};
use countersign_server::stand_in::Served;
use countersign_tests::requests::{address, cargo, create_order};

/// A stand-in with a clock that the test sets, and its client.
struct Shop {
    stand_in: StandIn,
    client: Client,
    clock: Arc<AtomicI64>,
}

impl Shop {
    async fn open() -> Self {
        let clock = Arc::new(AtomicI64::new(1_720_000_000_000));
        let read = clock.clone();
        let service = stand_in::service_at(move || Timestamp::from_millisecond(read.load(Ordering::SeqCst)));
        let stand_in = StandIn::start_with(service.build().unwrap(), 0).await.unwrap();
        let client = stand_in.client().unwrap();
        Self { stand_in, client, clock }
    }

    fn wait(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::SeqCst);
    }

    async fn order(&self, third_order_id: &str) -> OrderId {
        let created = self.client.call(create_order(third_order_id)).await.unwrap();
        created.order_id.expect("an id")
    }

    async fn status(&self, order: OrderId) -> OrderStatus {
        let details = self.client.order_details().order_id(order).send().await.unwrap();
        details.into_value().base.unwrap().status.unwrap()
    }

    async fn pay(&self, order: OrderId) -> Result<Option<bool>, Error> {
        self.client.password_free_pay().order_id(order).send().await.map(|reply| reply.is_paid())
    }

    async fn cancel(&self, order: OrderId) -> Result<bool, Error> {
        let reason = CancelReason::ALL[0].clone();
        self.client.cancel_order().order_id(order).reason(reason).remark("").send().await.map(|reply| reply.success)
    }

    async fn confirm(&self, order: OrderId) -> Result<Option<bool>, Error> {
        let details = self.client.order_details().order_id(order).send().await;
        // An order that does not exist has no lines, so any number will do.
        let lines = details
            .map_or_else(|_| vec![1.into()], |details| details.items.iter().map(|item| item.id.unwrap()).collect());
        self.client.confirm_receipt().order_id(order).order_item_ids(lines).send().await.map(|reply| reply.success)
    }
}

/// Asserts a business failure with upstream's code in its payload.
fn says_no(error: &Error, upstream_code: &str) {
    assert_eq!((error.kind(), error.code()), (ErrorKind::Business, Some("1009")), "{error}");
    let body: serde_json::Value = serde_json::from_slice(error.body().unwrap()).unwrap();
    assert_eq!(body["data"]["errorCode"], upstream_code);
}

#[tokio::test]
async fn an_order_costs_what_its_preview_showed() {
    let shop = Shop::open().await;
    let preview = shop.client.preview_order().address(address()).cargo(cargo()).send().await.unwrap();
    let preview = &preview.previews[0];
    let lines: Fen = preview.lines.iter().map(|line| line.amount.unwrap().to_minor().unwrap()).sum();
    assert_eq!(Some(lines + preview.freight.unwrap()), preview.total);
    let asked: Vec<_> = cargo().iter().map(|line| line.offer_id).collect();
    assert_eq!(preview.lines.iter().map(|line| line.offer_id.unwrap()).collect::<Vec<_>>(), asked);

    let created = shop.client.call(create_order("T-1")).await.unwrap();
    assert_eq!(created.total, preview.total);
    let details = shop.client.order_details().order_id(created.order_id.unwrap()).send().await.unwrap();
    let base = details.base.as_ref().unwrap();
    assert_eq!(base.total.unwrap().to_minor(), preview.total, "fen there, yuan here");
    assert_eq!(base.id, created.order_id);
    assert_eq!(base.created.unwrap().as_millisecond(), 1_720_000_000_000);
}

#[tokio::test]
async fn an_order_is_paid_and_confirmed_once() {
    let shop = Shop::open().await;
    let order = shop.order("T-1").await;
    assert_eq!(shop.status(order).await, OrderStatus::WaitingForPayment);
    let link = shop.client.payment_links().order_ids([order]).send().await.unwrap();
    assert!(link.url.as_ref().is_some_and(|url| url.contains(&order.to_string())));

    assert_eq!(shop.confirm(order).await.unwrap_err().kind(), ErrorKind::Business, "nothing was paid");
    assert_eq!(shop.pay(order).await.unwrap(), Some(true));
    assert_eq!(shop.status(order).await, OrderStatus::WaitingForShipment);
    says_no(&shop.pay(order).await.unwrap_err(), "ORDER_STATUS_ERROR");
    shop.wait(10_000);
    says_no(&shop.cancel(order).await.unwrap_err(), "ORDER_STATUS_ERROR");
    let link = shop.client.payment_links().order_ids([order]).send().await.unwrap();
    assert_eq!((link.url.as_deref(), &link.failed_orders[..]), (None, &[order][..]));

    assert_eq!(shop.confirm(order).await.unwrap(), Some(true));
    assert_eq!(shop.status(order).await, OrderStatus::Success);
}

#[tokio::test]
async fn an_order_cannot_be_cancelled_within_10_seconds() {
    let shop = Shop::open().await;
    let order = shop.order("T-1").await;
    says_no(&shop.cancel(order).await.unwrap_err(), "CLOSE_ORDER_TOO_FAST");
    shop.wait(9_999);
    says_no(&shop.cancel(order).await.unwrap_err(), "CLOSE_ORDER_TOO_FAST");
    assert_eq!(shop.status(order).await, OrderStatus::WaitingForPayment);
    shop.wait(1);
    assert!(shop.cancel(order).await.unwrap());
    assert_eq!(shop.status(order).await, OrderStatus::Cancelled);
    says_no(&shop.pay(order).await.unwrap_err(), "ORDER_STATUS_ERROR");
}

#[tokio::test]
async fn an_order_that_was_never_made_does_not_exist() {
    let shop = Shop::open().await;
    let order = OrderId::from(1);
    says_no(&shop.cancel(order).await.unwrap_err(), "ORDER_NOT_EXIST");
    says_no(&shop.pay(order).await.unwrap_err(), "ORDER_NOT_EXIST");
    says_no(&shop.client.order_details().order_id(order).send().await.unwrap_err(), "ORDER_NOT_EXIST");
    assert_eq!(shop.confirm(order).await.unwrap_err().code(), Some("1009"));
}

#[tokio::test]
async fn orders_are_listed_by_state_number_and_time() {
    let shop = Shop::open().await;
    let first = shop.order("T-1").await;
    shop.wait(60_000);
    let second = shop.order("T-2").await;
    assert_ne!(first, second);
    shop.pay(second).await.unwrap();
    let ids = |page: &api_1688::OrderPage| -> Vec<OrderId> {
        page.items.iter().map(|order| order.base.as_ref().unwrap().id.unwrap()).collect()
    };
    let list = || shop.client.order_list();
    assert_eq!(ids(&list().send().await.unwrap()), [first, second]);
    assert_eq!(ids(&list().status(OrderStatus::WaitingForPayment).send().await.unwrap()), [first]);
    assert_eq!(ids(&list().out_order_id("T-2").send().await.unwrap()), [second]);
    let noon = Timestamp::from_millisecond(1_720_000_030_000);
    assert_eq!(ids(&list().created_from(noon).send().await.unwrap()), [second]);
    assert_eq!(ids(&list().created_until(noon).send().await.unwrap()), [first]);
    let page = list().page(2).page_size(1).send().await.unwrap();
    assert_eq!((ids(&page), page.total_records), (vec![second], Some(2)));
}

#[tokio::test]
async fn signed_arrivals_are_counted_by_number_whatever_the_answer() {
    let shop = Shop::open().await;
    assert_eq!(shop.stand_in.order_arrivals("T-1"), 0);
    shop.order("T-1").await;
    shop.order("T-2").await;
    shop.stand_in.service().script(CreateOrder::OPERATION, Served::raw(500, ""));
    assert!(shop.client.call(create_order("T-1")).await.is_err());
    let stranger = Credentials::new(stand_in::APP_KEY, "another").unwrap();
    let stranger = Client::builder().base_url(shop.stand_in.base_url()).credentials(stranger).build().unwrap();
    // Signed with another secret: anybody could send it.
    assert!(stranger.call(create_order("T-1")).await.is_err());
    // Refused before it is sent, so it must not arrive.
    assert!(
        shop.client
            .call({
                let mut changed = create_order("T-1");
                changed.cargo = vec![];
                changed
            })
            .await
            .is_err()
    );
    assert_eq!((shop.stand_in.order_arrivals("T-1"), shop.stand_in.order_arrivals("T-2")), (2, 1));
}
