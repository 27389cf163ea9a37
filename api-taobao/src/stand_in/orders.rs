//! The stand-in's orders: previewed, created, paid, looked up or cancelled.
#![allow(clippy::needless_pass_by_value, reason = "a handler is given its request")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use countersign::value::Timestamp;
use countersign_server::stand_in::{Served, ServiceBuilder};
use dajisaas::stand_in::market::language::Language;
use dajisaas::stand_in::market::page::page;
use serde_json::{Value, json};

use super::market::{Product, Shop, Sku, distributed};
use super::refused;
use crate::enumerations::{OrderStatus, SortDirection};
use crate::ids::{DistributionItemId, DistributionSkuId, PurchaseOrderId};
use crate::order::{CancelOrder, CreateOrder, OrderDetails, PayOrders, PreviewOrder};
use crate::{Fen, order};

/// The number of the first order, and the distance between two: the numbers of the lines are between them.
const FIRST_ORDER: u64 = 200_050_000_000;
const ORDER_STEP: u64 = 100;

/// All orders of one stand-in.
pub(super) struct Orders {
    orders: Mutex<BTreeMap<PurchaseOrderId, Order>>,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

/// An order at one shop.
struct Order {
    id: PurchaseOrderId,
    status: OrderStatus,
    created: i64,
    modified: i64,
    paid: Option<i64>,
    shop: &'static Shop,
    lines: Vec<Line>,
    request: CreateOrder,
}

/// A line that can be ordered.
#[derive(Clone)]
struct Line {
    product: &'static Product,
    sku: &'static Sku,
    quantity: u32,
    number: String,
}

/// Why a line cannot be ordered.
struct Unavailable {
    item_id: DistributionItemId,
    sku_id: DistributionSkuId,
    code: &'static str,
    text: &'static str,
}

pub(super) fn answer_from(builder: ServiceBuilder, orders: &Arc<Orders>) -> ServiceBuilder {
    let [created, cancelled, looked_up, paid] = std::array::from_fn(|_| orders.clone());
    builder
        .on(preview)
        .on(move |request: CreateOrder| created.create(&request))
        .on(move |request: CancelOrder| cancelled.cancel(&request))
        .on(move |request: OrderDetails| looked_up.details(&request))
        .on(move |request: PayOrders| paid.pay(&request))
}

impl Line {
    fn new(
        item: DistributionItemId,
        sku_id: DistributionSkuId,
        quantity: u32,
        number: &str,
    ) -> Result<Self, Unavailable> {
        let unavailable = |code, text| Unavailable { item_id: item, sku_id, code, text };
        let Some((product, sku)) = distributed(item, sku_id) else {
            return Err(unavailable("ITEM_NOT_EXIST", "商品不存在"));
        };
        match u64::from(quantity) {
            0 => Err(unavailable("QUANTITY_INVALID", "数量不正确")),
            quantity if quantity > sku.stock => Err(unavailable("STOCK_NOT_ENOUGH", "库存不足")),
            _ => Ok(Self { product, sku, quantity, number: number.to_owned() }),
        }
    }

    fn amount(&self) -> Fen {
        self.sku.price * self.quantity
    }
}

/// The lines by shop, in the order in which the shops occur.
fn by_shop(lines: Vec<Line>) -> Vec<(&'static Shop, Vec<Line>)> {
    let mut shops: Vec<(&'static Shop, Vec<Line>)> = Vec::new();
    for line in lines {
        match shops.iter_mut().find(|(shop, _)| shop.id == line.product.shop.id) {
            Some((_, lines)) => lines.push(line),
            None => shops.push((line.product.shop, vec![line])),
        }
    }
    shops
}

fn total(shop: &Shop, lines: &[Line]) -> Fen {
    lines.iter().map(Line::amount).sum::<Fen>() + shop.freight
}

fn money(amount: Fen) -> Value {
    json!({ "amount": amount.get(), "currency": "CNY" })
}

fn preview(request: PreviewOrder) -> Served {
    let tried =
        request.lines.iter().map(|line: &order::PreviewLine| Line::new(line.item_id, line.sku_id, line.quantity, ""));
    let (lines, unavailable): (Vec<_>, Vec<_>) = tried.partition(Result::is_ok);
    let shops = by_shop(lines.into_iter().filter_map(Result::ok).collect());
    let price = |line: &Line| {
        json!({
            "itemId": line.product.distribution_id, "skuId": line.sku.distribution_id, "quantity": line.quantity,
            "originPrice": money(line.sku.price), "discountPrice": money(line.sku.price),
        })
    };
    let entry = |(shop, lines): &(&Shop, Vec<Line>)| {
        json!({
            "sellerId": shop.seller, "nick": shop.nick, "mainlandShippingFee": money(shop.freight),
            "orderFee": money(total(shop, lines)), "currencyCode": "CNY", "deliveryFee": shop.freight.get(),
            "dispatchPlace": null, "estimatedDeliveryTime": null, "chooseSupplyChainServices": [],
            "itemPriceInfos": lines.iter().map(price).collect::<Vec<_>>(),
        })
    };
    let missing = |line: Unavailable| {
        json!({
            "itemId": line.item_id.get(), "skuId": line.sku_id.get(), "reason": line.text, "errorCode": line.code,
            "errorMsg": line.text,
        })
    };
    Served::response(&json!({
        "totalRealPayPrice": money(shops.iter().map(|(shop, lines)| total(shop, lines)).sum()),
        "renderItemList": shops.iter().map(entry).collect::<Vec<_>>(),
        "unavailableSkuList": unavailable.into_iter().filter_map(Result::err).map(missing).collect::<Vec<_>>(),
    }))
}

impl Orders {
    pub(super) fn new(clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { orders: Mutex::default(), clock: Box::new(clock) }
    }

    /// A panicking handler poisons the lock, but the orders created before are still valid.
    fn orders(&self) -> MutexGuard<'_, BTreeMap<PurchaseOrderId, Order>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> i64 {
        (self.clock)().as_millisecond()
    }

    /// Creates an order per shop, every time: the same `thirdOrderId` does not prevent it.
    fn create(&self, request: &CreateOrder) -> Served {
        let mut lines = Vec::new();
        for line in &request.lines {
            match Line::new(line.item_id, line.sku_id, line.quantity, &line.line_number) {
                Ok(line) => lines.push(line),
                Err(_) if request.support_partial_success == Some(true) => {}
                Err(Unavailable { code, text, .. }) => return refused("创建订单失败", code, text),
            }
        }
        if lines.is_empty() {
            return refused("创建订单失败", "ITEM_NOT_EXIST", "商品不存在");
        }
        let (now, mut orders) = (self.now(), self.orders());
        let mut made = Vec::new();
        for (shop, lines) in by_shop(lines) {
            let id = PurchaseOrderId::from(FIRST_ORDER + ORDER_STEP * orders.len() as u64);
            let status = OrderStatus::WaitingForPayment;
            let order =
                Order { id, status, created: now, modified: now, paid: None, shop, lines, request: request.clone() };
            made.push(order.created());
            orders.insert(id, order);
        }
        Served::response(&json!({
            "success": true, "errorCode": null, "errorMessage": null,
            "paymentUrl": "https://cashier.taobao.example/pay", "outerPurchaseId": request.third_order_id,
            "orderList": made,
        }))
    }

    fn cancel(&self, request: &CancelOrder) -> Served {
        let (now, mut orders) = (self.now(), self.orders());
        let Some(order) = orders.get_mut(&request.order_id) else {
            return refused("取消订单失败", "ORDER_NOT_EXIST", "订单不存在");
        };
        if order.status != OrderStatus::WaitingForPayment {
            return refused("取消订单失败", "ORDER_STATUS_ERROR", "订单状态不正确");
        }
        (order.status, order.modified) = (OrderStatus::Closed, now);
        Served::response(&json!({ "success": true, "errorCode": null, "errorMsg": null }))
    }

    fn details(&self, request: &OrderDetails) -> Served {
        let orders = self.orders();
        let mut found: Vec<_> = orders.values().filter(|order| order.fits(request)).collect();
        if request.sort_direction == Some(SortDirection::Descending) {
            found.reverse();
        }
        let (shown, total) = page(found, request.page_no, request.page_size);
        Served::response(&json!({
            "resultsTotal": total, "pageNo": request.page_no, "pageSize": request.page_size,
            "purchaseOrders": shown.into_iter().map(Order::view).collect::<Vec<_>>(),
        }))
    }

    fn pay(&self, request: &PayOrders) -> Served {
        let (now, mut orders) = (self.now(), self.orders());
        let (mut paid, mut failed) = (Vec::new(), Vec::new());
        for id in &request.order_ids {
            match orders.get_mut(id) {
                Some(order) if order.status == OrderStatus::WaitingForPayment => {
                    (order.status, order.modified, order.paid) = (OrderStatus::WaitingForShipment, now, Some(now));
                    paid.push(id.to_string());
                }
                Some(_) => failed.push((id, "ORDER_STATUS_ERROR", "订单状态不正确")),
                None => failed.push((id, "ORDER_NOT_EXIST", "订单不存在")),
            }
        }
        if let (true, Some((_, code, text))) = (paid.is_empty(), failed.first()) {
            return refused("支付失败", code, text);
        }
        let reasons = failed
            .iter()
            .map(|(id, code, text)| json!({ "gspOrderId": id.get(), "errorCode": code, "errorMessage": text }));
        Served::response(&json!({
            "success": true, "errorCode": null, "errorMsg": null, "willPayPurchaseOrderIds": paid,
            "payFailurePurchaseOrderIds": failed.iter().map(|(id, ..)| id.to_string()).collect::<Vec<_>>(),
            "payFailedResults": reasons.collect::<Vec<_>>(),
        }))
    }
}

impl Order {
    fn fits(&self, request: &OrderDetails) -> bool {
        (request.order_ids.is_empty() || request.order_ids.contains(&self.id))
            && request.third_order_id.as_ref().is_none_or(|id| *id == self.request.third_order_id)
            && request.status.as_ref().is_none_or(|status| *status == self.status)
            && request.modified_from.is_none_or(|from| self.modified >= from.as_millisecond())
            && request.modified_until.is_none_or(|until| self.modified <= until.as_millisecond())
    }

    fn line_ids(&self) -> impl Iterator<Item = (u64, &Line)> {
        (self.id.get() + 1..).zip(&self.lines)
    }

    /// The order, as in the answer of its creation.
    fn created(&self) -> Value {
        let line = |(id, line): (u64, &Line)| {
            json!({
                "itemId": line.product.distribution_id.map(|id| id.to_string()), "skuId": line.sku.distribution_id,
                "orderLineNo": line.number, "quantity": line.quantity, "estimateAmount": line.amount().get(),
                "estimateCurrency": "CNY", "subPurchaseOrderId": id, "supplierNick": self.shop.nick,
            })
        };
        json!({
            "purchaseId": self.id.get(), "supplierNick": self.shop.nick,
            "estimateAmount": total(self.shop, &self.lines).get(), "estimateCurrency": "CNY",
            "sourceMarket": "TAOBAO", "orderLineList": self.line_ids().map(line).collect::<Vec<_>>(),
        })
    }

    /// The order, as in the answer of a look-up.
    fn view(&self) -> Value {
        let CreateOrder { third_order_id, order_source, seller_order_number, remark, receiver, .. } = &self.request;
        let goods: Fen = self.lines.iter().map(Line::amount).sum();
        let total = total(self.shop, &self.lines);
        let line = |(id, line): (u64, &Line)| {
            json!({
                "subPurchaseOrderId": id, "skuId": line.sku.distribution_id, "quantity": line.quantity,
                "itemId": line.product.distribution_id.map(|id| id.to_string()),
                "title": line.product.title(Language::SOURCE), "status": self.status, "refundStatus": 0,
                "productAmount": line.amount().get(), "payAmount": self.paid.map(|_| line.amount().get()),
                "hongbaoDeductionAmount": "0", "purchaseCurrency": "CNY", "payTime": self.paid,
                "canConfirmReceipt": false, "logisticOrders": [],
            })
        };
        json!({
            "purchaseId": self.id.get(), "outerPurchaseId": third_order_id, "status": self.status,
            "orderSource": order_source, "sellerOrderNumber": seller_order_number, "orderRemark": remark,
            "supplierNick": self.shop.nick, "purchaseAmount": total.get(), "productAmount": goods.get(),
            "payAmount": self.paid.map(|_| total.get()), "domesticPostFee": self.shop.freight.get(),
            "hongbaoDeductionAmount": 0, "purchaseCurrency": "CNY", "createdTime": self.created,
            "modifyTime": self.modified, "payTime": self.paid,
            "receiver": {
                "country": receiver.country, "state": receiver.state, "city": receiver.city,
                "district": receiver.district, "address": receiver.street, "zip": receiver.zip,
            },
            "subPurchaseOrders": self.line_ids().map(line).collect::<Vec<_>>(),
        })
    }
}
