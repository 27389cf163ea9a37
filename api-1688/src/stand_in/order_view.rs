//! One order: its life cycle, and its buyer's view.

use serde_json::{Value, json};

use super::cart::{Cart, Line};
use super::preview::number;
use crate::enumerations::OrderStatus;
use crate::ids::{OrderId, OrderItemId};
use crate::order::{Address, CreateOrder, OrderList};
use crate::{Fen, Timestamp};

/// The distance of the lines' numbers from that of their order, and from each other.
const ITEM_STEP: u64 = 1_000_000;

/// The districts of the vendor's samples, by their codes.
const DISTRICTS: [(&str, [&str; 3]); 2] =
    [("310107", ["上海", "上海市", "普陀区"]), ("330108", ["浙江省", "杭州市", "滨江区"])];

/// An order.
pub(super) struct Order {
    pub(super) id: OrderId,
    pub(super) status: OrderStatus,
    pub(super) created: Timestamp,
    changed: Timestamp,
    paid: Option<Timestamp>,
    third_order_id: String,
    message: String,
    address: Address,
    cart: Cart,
    /// Lines whose receipt was confirmed.
    received: Vec<OrderItemId>,
}

impl Order {
    pub(super) fn new(id: OrderId, request: CreateOrder, cart: Cart, now: Timestamp) -> Self {
        let CreateOrder { third_order_id, message, mut address, .. } = request;
        // The district code takes precedence over the names.
        if let Some((_, [province, city, area])) = DISTRICTS.iter().find(|(code, _)| *code == address.district_code) {
            [&mut address.province, &mut address.city, &mut address.area]
                .into_iter()
                .zip([province, city, area])
                .for_each(|(text, name)| (*name).clone_into(text));
        }
        Self {
            id,
            status: OrderStatus::WaitingForPayment,
            created: now,
            changed: now,
            paid: None,
            third_order_id,
            message,
            address,
            cart,
            received: Vec::new(),
        }
    }

    pub(super) fn pay(&mut self, now: Timestamp) {
        (self.status, self.changed, self.paid) = (OrderStatus::WaitingForShipment, now, Some(now));
    }

    pub(super) fn cancel(&mut self, now: Timestamp) {
        (self.status, self.changed) = (OrderStatus::Cancelled, now);
    }

    /// Whether the order is paid, and all these are lines of it whose receipt was not confirmed before.
    pub(super) fn can_confirm(&self, items: &[OrderItemId]) -> bool {
        let is_open = |item: &OrderItemId| self.items().any(|(id, _)| id == *item) && !self.received.contains(item);
        self.status == OrderStatus::WaitingForShipment && items.iter().all(is_open)
    }

    /// Confirms lines; the order is finished with the last one.
    pub(super) fn confirm(&mut self, items: &[OrderItemId], now: Timestamp) {
        self.received.extend(items);
        self.changed = now;
        if self.items().all(|(id, _)| self.received.contains(&id)) {
            self.status = OrderStatus::Success;
        }
    }

    /// Whether a list contains the order. An empty string does not filter: the vendor's own example sends some.
    pub(super) fn fits(&self, request: &OrderList) -> bool {
        let is_named = |name: &String| self.cart.lines.iter().any(|line| line.product.has_keyword(name));
        request.status.as_ref().is_none_or(|status| *status == self.status)
            // It is inferred that the outside number is the one with which the order was created.
            && request.out_order_id.as_ref().is_none_or(|id| id.is_empty() || *id == self.third_order_id)
            && request.created_from.is_none_or(|from| self.created >= from)
            && request.created_until.is_none_or(|until| self.created <= until)
            && request.product_name.as_ref().is_none_or(is_named)
    }

    /// Its lines with their numbers.
    fn items(&self) -> impl Iterator<Item = (OrderItemId, &Line)> {
        (1..).zip(&self.cart.lines).map(|(place, line)| (OrderItemId::from(self.id.get() + place * ITEM_STEP), line))
    }

    /// The order as its buyer sees it. Lists do not contain logistics (upstream).
    pub(super) fn view(&self, with_logistics: bool) -> Value {
        let items: Vec<Value> = self.items().map(|(id, line)| self.item(id, line)).collect();
        json!({
            "guaranteesTerms": null, "internationalLogistics": null,
            "nativeLogistics": with_logistics.then(|| self.logistics()), "productItems": items,
            "tradeTerms": [self.payment()], "extAttributes": [],
            "orderRateInfo": { "buyerRateStatus": 5, "sellerRateStatus": 5 }, "baseInfo": self.base(),
            "fromEncryptOrder": false,
        })
    }

    fn base(&self) -> Value {
        let (cart, seller, address) = (&self.cart, self.cart.seller, &self.address);
        let place = [&address.province, &address.city, &address.area, &address.town, &address.street];
        let is_over = matches!(self.status, OrderStatus::Success | OrderStatus::Cancelled);
        let is_cancelled = self.status == OrderStatus::Cancelled;
        json!({
            "id": self.id.get(), "idOfStr": self.id, "status": self.status, "createTime": self.created,
            "modifyTime": self.changed, "payTime": self.paid, "completeTime": is_over.then_some(self.changed),
            "totalAmount": number(cart.total().to_major()), "shippingFee": number(cart.freight.to_major()),
            "sumProductPayment": number(cart.goods().to_major()), "discount": 0, "refund": 0, "refundPayment": 0,
            "closeReason": is_cancelled.then_some("buyerCancel"),
            "closeOperateType": is_cancelled.then_some("CLOSE_TRADE_BY_BUYER"),
            "businessType": "cn", "tradeType": "50060", "stepPayAll": false, "outOrderId": self.third_order_id,
            "buyerFeedback": self.message, "sellerID": format!("b2b-{}", seller.user_id), "sellerUserId": seller.user_id,
            "sellerLoginId": seller.login,
            "sellerContact": { "name": seller.login, "companyName": seller.company, "shopName": seller.company },
            "receiverInfo": {
                "toFullName": address.full_name, "toDivisionCode": address.district_code, "toMobile": address.mobile,
                "toPhone": address.phone, "toPost": address.post_code,
                "toArea": place.map(String::as_str).join(" "),
            },
        })
    }

    fn logistics(&self) -> Value {
        let address = &self.address;
        json!({
            "address": address.street, "area": address.area, "areaCode": address.district_code, "city": address.city,
            "contactPerson": address.full_name, "fax": null, "mobile": address.mobile, "province": address.province,
            "telephone": address.phone, "zip": address.post_code, "town": address.town, "logisticsItems": [],
        })
    }

    fn payment(&self) -> Value {
        let status = match (&self.status, self.paid) {
            (OrderStatus::Cancelled, _) => "8",
            (_, Some(_)) => "2",
            (_, None) => "1",
        };
        json!({
            "payStatus": status, "payTime": self.paid, "payWay": "1", "phasAmount": number(self.cart.total().to_major()),
            "phase": self.id.get(),
        })
    }

    fn item(&self, id: OrderItemId, line: &Line) -> Value {
        let (product, is_received) = (line.product, self.received.contains(&id));
        let status = if is_received { &OrderStatus::Success } else { &self.status };
        let attributes = line.sku.into_iter().flat_map(|sku| &sku.attributes);
        let properties = attributes.map(|each| json!({ "name": each.name.source(), "value": each.value }));
        json!({
            "subItemID": id.get(), "subItemIDString": id, "productID": product.offer_id, "skuID": line.sku.map(|sku| sku.id),
            "specId": line.spec_id(), "name": product.subject(), "price": number(line.price.to_major()),
            "quantity": line.quantity, "itemAmount": number(line.amount().to_major()),
            "entryDiscount": -line.discount().get(), "sharePostage": number(self.freight_share(id, line).to_major()),
            "refund": 0, "unit": product.kind.unit.source(), "quantityFactor": 1, "status": status,
            "logisticsStatus": if is_received { 3 } else { 1 }, "productImgUrl": product.images,
            "skuInfos": properties.collect::<Vec<_>>(), "guaranteesTerms": [], "type": "common",
            "gmtCreate": self.created, "gmtModified": self.changed,
        })
    }

    /// The freight, divided by the amounts of the lines. The first line takes the remainder of rounding.
    fn freight_share(&self, id: OrderItemId, line: &Line) -> Fen {
        let share = |line: &Line| {
            let part = i128::from(self.cart.freight.get()) * i128::from(line.amount().get());
            let share = part.checked_div(self.cart.goods().get().into()).unwrap_or_default();
            Fen::new(i64::try_from(share).unwrap_or_default())
        };
        let rest = self.cart.freight - self.cart.lines.iter().map(share).sum::<Fen>();
        let is_first = self.items().next().is_some_and(|(first, _)| first == id);
        if is_first { share(line) + rest } else { share(line) }
    }
}
