//! The preview of an order: the vendor's sample with the lines and amounts of the request.

use countersign_server::stand_in::{Served, ServiceBuilder};
use serde_json::{Value, json};

use super::cart::{Cart, Line};
use super::market::SEED;
use crate::Yuan;
use crate::enumerations::Flow;
use crate::order::PreviewOrder;

const SAMPLE: &str = include_str!("../../samples/preview-order.response.partial.json");

pub(super) fn answer_from(builder: ServiceBuilder) -> ServiceBuilder {
    builder.on(preview)
}

fn preview(request: PreviewOrder) -> Served {
    let cart = match Cart::of(&request.cargo) {
        Ok(cart) => cart,
        Err(refusal) => {
            let data = json!({ "success": false, "errorCode": refusal.code, "errorMsg": refusal.text });
            return Served::failure(1009, "预览订单失败", data);
        }
    };
    let sample: Value = serde_json::from_str(SAMPLE).unwrap_or_default();
    let sample = sample.pointer("/data/orderPreviewResuslt/0").cloned().unwrap_or_default();
    let lines: Vec<Value> = cart.lines.iter().map(|line| previewed(line, &sample)).collect();
    let changes = json!({
        "sumPayment": cart.total().get(), "sumCarriage": cart.freight.get(), "sumPaymentNoCarriage": cart.goods().get(),
        "cargoList": lines, "flowFlag": request.flow.unwrap_or(Flow::General),
    });
    Served::response(&json!({ "orderPreviewResuslt": [changed(sample, changes)], "success": true }))
}

fn previewed(line: &Line, sample: &Value) -> Value {
    let sample = sample.pointer("/cargoList/0").cloned().unwrap_or_default();
    let promotion = sample.pointer("/cargoPromotionList/0").cloned().filter(|_| line.discount().get() != 0);
    let promotion = promotion.map(|promotion| {
        let saved = line.discount().to_major();
        let (text, description) =
            (format!("省{saved}:PLUS会员价"), format!("<ul><li>PLUS会员价:省{saved}元</li></ul>"));
        changed(promotion, json!({ "text": text, "desc": description, "discountFee": line.discount().get() }))
    });
    let offer_id = line.product.offer_id;
    let masked = match &line.product.sample.detail {
        Some(_) => sample.get("openOfferId").cloned().unwrap_or_default(),
        None => format!("{:016x}", SEED.of(offer_id).bits("masked")).into(),
    };
    let changes = json!({
        "offerId": offer_id, "specId": line.spec_id(), "skuId": line.sku.map(|sku| sku.id), "openOfferId": masked,
        "amount": number(line.amount().to_major()), "finalUnitPrice": number(line.price.to_major()),
        "cargoPromotionList": promotion.into_iter().collect::<Vec<_>>(),
    });
    changed(sample, changes)
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

/// Amounts in yuan are JSON numbers in these answers.
pub(super) fn number(yuan: Yuan) -> Value {
    yuan.to_string().parse().map_or(Value::Null, Value::Number)
}
