//! The stand-in's orders, and the balance from which they are paid.
#![allow(clippy::needless_pass_by_value, reason = "a handler is given its request")]

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use countersign_server::stand_in::{Served, ServiceBuilder};
use serde_json::{Value, json};

use super::{market, refused};
use crate::balance::Balance;
use crate::order::{CreateOrder, Order, OrderLine, OrderList};
use crate::{Currency, Fen, OrderStatus, Timestamp};

/// The initial balance: 100,000 yuan.
const DEPOSIT: Fen = Fen::new(10_000_000);

/// The order number of the vendor's sample. The stand-in continues from here.
const FIRST_ORDER: u64 = 835_379;

/// The distributor's number in the vendor's sample.
const DISTRIBUTOR: u64 = 913_033;

/// All orders of one stand-in, and the amount paid for them.
#[derive(Default)]
pub(super) struct Orders {
    made: Mutex<Vec<(Order, Fen)>>,
}

pub(super) fn answer_from(builder: ServiceBuilder, orders: &Arc<Orders>) -> ServiceBuilder {
    let [created, listed, left] = std::array::from_fn(|_| orders.clone());
    builder
        .on(move |request: CreateOrder| created.create(request))
        .on(move |request: OrderList| listed.list(&request))
        .on(move |_: Balance| Served::response(&json!({ "amount": left.balance().get() })))
}

impl Orders {
    /// A panicking handler poisons the lock, but the orders created before are still valid.
    fn made(&self) -> MutexGuard<'_, Vec<(Order, Fen)>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn balance(&self) -> Fen {
        left(&self.made())
    }

    /// Creates an order once: a repeated `requestId` returns the first order.
    fn create(&self, request: CreateOrder) -> Served {
        let mut made = self.made();
        let repeated = |(order, _): &&(Order, Fen)| order.request_id.as_deref() == Some(&*request.request_id);
        if let Some((order, _)) = made.iter().find(repeated) {
            return Served::response(&Order { id: None, ..order.clone() });
        }
        let line = &request.product;
        let Some(sku) = market::sku(line.spu_id, line.sku_id) else {
            return refused("商品不存在 (no such product or SKU)");
        };
        let asked = sku.lowest_ask.filter(|_| sku.is_on_offer());
        if asked.is_none_or(|asked| line.price < asked) {
            return refused("价格已变动 (not on offer at this price)");
        }
        let cost = line.price.get().checked_mul(line.quantity.into()).map(Fen::new);
        let Some(cost) = cost.filter(|cost| cost.get() > 0 && *cost <= left(&made)) else {
            return refused("余额不足或数量错误 (balance or quantity)");
        };
        let order = new_order(&request, sku.dist_sku_id.clone(), cost, made.len() as u64);
        made.push((order.clone(), cost));
        Served::response(&Order { id: None, ..order })
    }

    fn list(&self, request: &OrderList) -> Served {
        let made = self.made();
        let fitting: Vec<&Order> = made.iter().map(|(order, _)| order).filter(|order| fits(order, request)).collect();
        let after = fitting.iter().filter(|order| order.id > Some(request.start_id));
        let page: Vec<_> = after.take(request.page_size as usize).collect();
        let answer: Value = json!({ "total": fitting.len(), "orderList": page });
        Served::response(&answer)
    }
}

/// The balance after these orders.
fn left(made: &[(Order, Fen)]) -> Fen {
    Fen::new(DEPOSIT.get() - made.iter().map(|(_, paid)| paid.get()).sum::<i64>())
}

fn fits(order: &Order, request: &OrderList) -> bool {
    let is = |number: &Option<String>| request.order_no.is_none() || *number == request.order_no;
    let any_line = |fits: &dyn Fn(&OrderLine) -> bool| order.lines.iter().any(fits);
    let after = |from: Option<Timestamp>, time: Option<Timestamp>| from.is_none_or(|from| time >= Some(from));
    let before = |until: Option<Timestamp>, time: Option<Timestamp>| until.is_none_or(|until| time <= Some(until));
    (is(&order.dist_order_no) || is(&order.customer_order_no))
        && (request.status.is_none() || any_line(&|line| line.status == request.status))
        && any_line(&|line| after(request.created_from, line.created) && before(request.created_until, line.created))
        && any_line(&|line| {
            after(request.modified_from, line.modified) && before(request.modified_until, line.modified)
        })
}

fn new_order(request: &CreateOrder, dist_sku_id: Option<String>, cost: Fen, number: u64) -> Order {
    let customer_order_no = format!("OA{:08}", FIRST_ORDER + number);
    let dist_order_no = format!("{DISTRIBUTOR}-{customer_order_no}");
    let now = Timestamp::now();
    let line = OrderLine {
        dist_sub_order_no: Some(format!("{dist_order_no}_1")),
        status: Some(OrderStatus::Paid),
        dist_sku_id,
        sku_id: Some(request.product.sku_id),
        quantity: Some(request.product.quantity),
        created: Some(now),
        modified: Some(now),
        paid: Some(cost.to_major()),
        currency: Some(Currency::Yuan),
    };
    Order {
        id: Some(number + 1),
        request_id: Some(request.request_id.clone()),
        customer_order_no: Some(customer_order_no),
        dist_order_no: Some(dist_order_no),
        lines: vec![line],
    }
}
