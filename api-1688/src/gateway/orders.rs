//! The gateway's orders: previewed, created, paid, looked up, confirmed or cancelled.
//!
//! Amounts are the sample's price for every product. How the vendor reports a failure of these operations is published
//! for one only (confirm receipt: code 1009, details in the payload); the others follow it here (inferred).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use countersign::gateway::{Served, ServiceBuilder};
use countersign::value::{Fen, Timestamp, Yuan};
use serde_json::{Value, json};

use crate::enumerations::{Flow, OrderStatus};
use crate::ids::OrderId;
use crate::order::{CancelOrder, CargoLine, ConfirmReceipt, CreateOrder, OrderDetails, OrderList, PreviewOrder};
use crate::payment::{PasswordFreePay, PaymentLinks};

const PREVIEW: &str = include_str!("../../samples/preview-order.response.partial.json");
const DETAILS: &str = include_str!("../../samples/upstream/order-details.response.json");

/// The order number of the vendor's sample; the gateway counts on from here.
const FIRST_ORDER: u64 = 2_257_164_624_870_311_973;

/// Price of one piece of anything (fen), and freight of any order (fen): those of the vendor's sample.
const UNIT_PRICE: Fen = Fen::new(1321);
const FREIGHT: Fen = Fen::new(350);

/// An order cannot be cancelled sooner after it was made (upstream).
const CANCEL_AFTER_MS: i64 = 10_000;

/// All orders of one gateway.
pub(super) struct Orders {
    orders: Mutex<BTreeMap<OrderId, Order>>,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

struct Order {
    status: OrderStatus,
    created: Timestamp,
    third_order_id: String,
    total: Fen,
}

pub(super) fn answer_from(builder: ServiceBuilder, orders: &Arc<Orders>) -> ServiceBuilder {
    let [created, cancelled, detailed, listed, confirmed, linked, paid] = std::array::from_fn(|_| orders.clone());
    builder
        .on(preview)
        .on(move |request: CreateOrder| created.create(request))
        .on(move |request: CancelOrder| cancelled.cancel(&request))
        .on(move |request: OrderDetails| detailed.details(&request))
        .on(move |request: OrderList| listed.list(&request))
        .on(move |request: ConfirmReceipt| confirmed.confirm(&request))
        .on(move |request: PaymentLinks| linked.link(&request))
        .on(move |request: PasswordFreePay| paid.pay(&request))
}

/// The vendor's sample with the lines and amounts of this request.
fn preview(request: PreviewOrder) -> Served {
    let sample = sample(PREVIEW, "/data/orderPreviewResuslt/0");
    let lines: Vec<Value> = request.cargo.iter().map(|line| preview_line(&sample, line)).collect();
    let goods = goods(&request.cargo);
    let order = changed(
        sample,
        json!({
            "sumPayment": (goods + FREIGHT).get(), "sumCarriage": FREIGHT.get(), "sumPaymentNoCarriage": goods.get(),
            "cargoList": lines, "flowFlag": request.flow.unwrap_or(Flow::General),
        }),
    );
    Served::response(&json!({ "orderPreviewResuslt": [order], "success": true }))
}

fn preview_line(sample: &Value, line: &CargoLine) -> Value {
    let changes = json!({
        "offerId": line.offer_id.get(), "specId": line.spec_id,
        "amount": number((UNIT_PRICE * line.quantity).to_yuan()), "finalUnitPrice": number(UNIT_PRICE.to_yuan()),
    });
    changed(sample.pointer("/cargoList/0").cloned().unwrap_or_default(), changes)
}

/// An object with some of its members replaced.
fn changed(object: Value, changes: Value) -> Value {
    match (object, changes) {
        (Value::Object(mut members), Value::Object(changes)) => {
            members.extend(changes);
            Value::Object(members)
        }
        (_, changes) => changes,
    }
}

fn goods(cargo: &[CargoLine]) -> Fen {
    cargo.iter().map(|line| UNIT_PRICE * line.quantity).sum()
}

/// Amounts in yuan are JSON numbers in these answers.
fn number(yuan: Yuan) -> Value {
    yuan.to_string().parse().map_or(Value::Null, Value::Number)
}

fn sample(text: &str, pointer: &str) -> Value {
    let sample: Value = serde_json::from_str(text).unwrap_or_default();
    sample.pointer(pointer).cloned().unwrap_or_default()
}

fn refused(message: &str, code: &str, text: &str) -> Served {
    Served::failure(1009, message, json!({ "success": false, "errorCode": code, "errorMessage": text }))
}

impl Orders {
    pub(super) fn new(clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { orders: Mutex::default(), clock: Box::new(clock) }
    }

    /// A panicking handler poisons the lock; the orders made before it still exist.
    fn orders(&self) -> MutexGuard<'_, BTreeMap<OrderId, Order>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes an order, every time: whether the vendor takes the same `thirdOrderId` once only is not published.
    fn create(&self, request: CreateOrder) -> Served {
        let total = goods(&request.cargo) + FREIGHT;
        let order = Order {
            status: OrderStatus::WaitingForPayment,
            created: (self.clock)(),
            third_order_id: request.third_order_id,
            total,
        };
        let mut orders = self.orders();
        let id = OrderId::from(FIRST_ORDER + orders.len() as u64);
        orders.insert(id, order);
        Served::response(&json!({
            "totalSuccessAmount": total.get(), "orderId": id, "success": true, "code": null, "message": null,
            "accountPeriod": null, "failedOfferList": null, "postFee": FREIGHT.get(), "orderList": null,
        }))
    }

    fn cancel(&self, request: &CancelOrder) -> Served {
        let now = (self.clock)();
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
        order.status = OrderStatus::Cancelled;
        Served::response(&json!({ "success": true, "errorCode": null, "errorMessage": null }))
    }

    fn details(&self, request: &OrderDetails) -> Served {
        match self.orders().get(&request.order_id) {
            Some(order) => Served::response(&order.details(request.order_id)),
            None => refused("查询订单失败", "ORDER_NOT_EXIST", "订单不存在"),
        }
    }

    fn list(&self, request: &OrderList) -> Served {
        let orders = self.orders();
        let fitting: Vec<_> = orders.iter().filter(|(_, order)| order.fits(request)).collect();
        let skipped = (request.page_size as usize).saturating_mul(request.page.saturating_sub(1) as usize);
        let shown = fitting.iter().skip(skipped).take(request.page_size as usize);
        let result: Vec<Value> = shown.map(|(id, order)| order.details(**id)).collect();
        Served::response(&json!({ "result": result, "totalRecord": fitting.len() }))
    }

    fn confirm(&self, request: &ConfirmReceipt) -> Served {
        match self.orders().get_mut(&request.order_id) {
            Some(order) if order.status == OrderStatus::WaitingForShipment => {
                order.status = OrderStatus::Success;
                Served::response(&json!({ "success": true, "errorInfo": "", "errorCode": "" }))
            }
            // The vendor's published failure, word for word.
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
                order.status = OrderStatus::WaitingForShipment;
                let result = json!({ "payChannel": "alipay", "paySuccess": true });
                Served::response(&json!({ "success": true, "code": null, "message": null, "result": result }))
            }
            Some(_) => refused("支付失败", "ORDER_STATUS_ERROR", "订单状态不正确"),
            None => refused("支付失败", "ORDER_NOT_EXIST", "订单不存在"),
        }
    }
}

impl Order {
    /// Upstream's sample with the values of this order.
    fn details(&self, id: OrderId) -> Value {
        let details = sample(DETAILS, "/result");
        let base = details.pointer("/baseInfo").cloned().unwrap_or_default();
        let changes = json!({
            "id": id.get(), "idOfStr": id, "status": self.status, "createTime": self.created,
            "totalAmount": number(self.total.to_yuan()), "shippingFee": number(FREIGHT.to_yuan()),
            "sumProductPayment": number((self.total - FREIGHT).to_yuan()), "outOrderId": self.third_order_id,
        });
        changed(details, json!({ "baseInfo": changed(base, changes) }))
    }

    fn fits(&self, request: &OrderList) -> bool {
        request.status.as_ref().is_none_or(|status| *status == self.status)
            // That the outside number is the one the order was made with is inferred.
            && request.out_order_id.as_ref().is_none_or(|id| *id == self.third_order_id)
            && request.created_from.is_none_or(|from| self.created >= from)
            && request.created_until.is_none_or(|until| self.created <= until)
    }
}
