//! The stand-in's orders: created, paid, looked up, confirmed or cancelled.
//!
//! The vendor publishes only one failure of these operations (confirm receipt: code 1009, details in the payload); the
//! others follow it here (inferred).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use countersign::value::Timestamp;
use countersign_server::stand_in::{Served, ServiceBuilder};
use serde_json::{Value, json};

use super::cart::Cart;
use super::market::page::page;
use super::order_view::Order;
use super::refused;
use crate::enumerations::OrderStatus;
use crate::ids::OrderId;
use crate::order::{CancelOrder, ConfirmReceipt, CreateOrder, OrderDetails, OrderList};
use crate::payment::{PasswordFreePay, PaymentLinks};

/// The order number of the vendor's sample. The stand-in continues from here.
const FIRST_ORDER: u64 = 2_257_164_624_870_311_973;

/// The time after its creation for which an order cannot be cancelled (upstream).
const CANCEL_AFTER_MS: i64 = 10_000;

/// All orders of one stand-in.
pub(super) struct Orders {
    orders: Mutex<BTreeMap<OrderId, Order>>,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

pub(super) fn answer_from(builder: ServiceBuilder, orders: &Arc<Orders>) -> ServiceBuilder {
    let [created, cancelled, detailed, listed, confirmed, linked, paid] = std::array::from_fn(|_| orders.clone());
    builder
        .on(move |request: CreateOrder| created.create(request))
        .on(move |request: CancelOrder| cancelled.cancel(&request))
        .on(move |request: OrderDetails| detailed.details(&request))
        .on(move |request: OrderList| listed.list(&request))
        .on(move |request: ConfirmReceipt| confirmed.confirm(&request))
        .on(move |request: PaymentLinks| linked.link(&request))
        .on(move |request: PasswordFreePay| paid.pay(&request))
}

impl Orders {
    pub(super) fn new(clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { orders: Mutex::default(), clock: Box::new(clock) }
    }

    /// A panicking handler poisons the lock, but the orders created before are still valid.
    fn orders(&self) -> MutexGuard<'_, BTreeMap<OrderId, Order>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Creates an order every time: whether the vendor accepts the same `thirdOrderId` only once is not published.
    fn create(&self, request: CreateOrder) -> Served {
        let cart = match Cart::of(&request.cargo) {
            Ok(cart) => cart,
            Err(refusal) => {
                let data = json!({ "success": false, "code": refusal.code, "message": refusal.text });
                return Served::failure(1009, "创建订单失败", data);
            }
        };
        let (total, freight) = (cart.total(), cart.freight);
        let mut orders = self.orders();
        let id = OrderId::from(FIRST_ORDER + orders.len() as u64);
        orders.insert(id, Order::new(id, request, cart, (self.clock)().to_style()));
        Served::response(&json!({
            "totalSuccessAmount": total.get(), "orderId": id, "success": true, "code": null, "message": null,
            "accountPeriod": null, "failedOfferList": null, "postFee": freight.get(), "orderList": null,
        }))
    }

    fn cancel(&self, request: &CancelOrder) -> Served {
        let now = (self.clock)().to_style();
        let mut orders = self.orders();
        let Some(order) = orders.get_mut(&request.order_id) else {
            return refused("取消订单失败", "ORDER_NOT_EXIST", "订单不存在");
        };
        if order.status != OrderStatus::WaitingForPayment {
            return refused("取消订单失败", "ORDER_STATUS_ERROR", "订单状态不正确");
        }
        if now.as_millisecond() - order.created.as_millisecond() < CANCEL_AFTER_MS {
            return refused("取消订单失败", "CLOSE_ORDER_TOO_FAST", "关闭订单过快");
        }
        order.cancel(now);
        Served::response(&json!({ "success": true, "errorCode": null, "errorMessage": null }))
    }

    fn details(&self, request: &OrderDetails) -> Served {
        match self.orders().get(&request.order_id) {
            Some(order) => Served::response(&order.view(true)),
            None => refused("查询订单失败", "ORDER_NOT_EXIST", "订单不存在"),
        }
    }

    fn list(&self, request: &OrderList) -> Served {
        let orders = self.orders();
        let fitting: Vec<_> = orders.values().filter(|order| order.fits(request)).collect();
        let (shown, total) = page(fitting, request.page, request.page_size);
        let result: Vec<Value> = shown.into_iter().map(|order| order.view(false)).collect();
        Served::response(&json!({ "result": result, "totalRecord": total }))
    }

    fn confirm(&self, request: &ConfirmReceipt) -> Served {
        match self.orders().get_mut(&request.order_id) {
            Some(order) if order.can_confirm(&request.order_item_ids) => {
                order.confirm(&request.order_item_ids, (self.clock)().to_style());
                Served::response(&json!({ "success": true, "errorInfo": "", "errorCode": "" }))
            }
            // The vendor's published failure, verbatim.
            _ => Served::failure(
                1009,
                "买家确认收货失败",
                json!({ "result": { "success": false, "errorInfo": "订单信息不存在,请核对后重试", "errorCode": "4003" } }),
            ),
        }
    }

    fn link(&self, request: &PaymentLinks) -> Served {
        let orders = self.orders();
        let (payable, failed): (Vec<&OrderId>, Vec<&OrderId>) = request
            .order_ids
            .iter()
            .partition(|id| orders.get(id).is_some_and(|order| order.status == OrderStatus::WaitingForPayment));
        let ids: Vec<String> = payable.iter().map(ToString::to_string).collect();
        let failed: Vec<u64> = failed.iter().map(|id| id.get()).collect();
        let url = format!("https://trade.1688.com/order/cashier.htm?orderId={}", ids.join(";"));
        let url = (!ids.is_empty()).then_some(url);
        Served::response(&json!({
            "erroMsg": null, "payUrl": url, "success": failed.is_empty(), "payFailureOrderList": failed,
        }))
    }

    fn pay(&self, request: &PasswordFreePay) -> Served {
        match self.orders().get_mut(&request.order_id) {
            Some(order) if order.status == OrderStatus::WaitingForPayment => {
                order.pay((self.clock)().to_style());
                let result = json!({ "payChannel": "alipay", "paySuccess": true });
                Served::response(&json!({ "success": true, "code": null, "message": null, "result": result }))
            }
            Some(_) => refused("支付失败", "ORDER_STATUS_ERROR", "订单状态不正确"),
            None => refused("支付失败", "ORDER_NOT_EXIST", "订单不存在"),
        }
    }
}
