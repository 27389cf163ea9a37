//! Freight inside China: it depends on the weight of the pieces and the seller's template, but not on the destination.

use countersign_server::stand_in::{Served, ServiceBuilder};
use serde_json::{Value, json};

use super::detail::{MEASURES, kilograms};
use super::market::find;
use super::market::product::{Product, Sku};
use super::refused;
use crate::product::FreightEstimate;
use crate::{Fen, Yuan};

const FREIGHT: &str = include_str!("../../samples/freight-estimate.response.json");

pub(super) fn answer_from(builder: ServiceBuilder) -> ServiceBuilder {
    builder.on(|asked: FreightEstimate| freight(&asked))
}

fn freight(asked: &FreightEstimate) -> Served {
    let message = "查询运费失败";
    let Some(product) = find(asked.offer_id) else {
        return refused(message, "OFFER_NOT_EXIST", "商品不存在");
    };
    let mut skus = asked.skus.iter().filter_map(|item| item.sku_id);
    if !skus.all(|id| product.skus.iter().any(|sku| sku.id == id.get())) {
        return refused(message, "SKU_NOT_EXIST", "规格不存在");
    }
    let total = cost(product, u64::from(asked.total_quantity)).to_major();
    let mut estimate = if product.sample.detail.is_some() { sample() } else { described(product) };
    if let Some(freight) = estimate.get_mut("freight") {
        *freight = total.to_string().into();
    }
    Served::response(&estimate)
}

/// The freight for this many pieces of one product.
fn cost(product: &Product, pieces: u64) -> Fen {
    Fen::new(product.seller.freight.of(product.kind.grams.saturating_mul(pieces)))
}

fn sample() -> Value {
    let sample: Value = serde_json::from_str(FREIGHT).unwrap_or_default();
    sample.pointer("/data").cloned().unwrap_or_default()
}

fn described(product: &Product) -> Value {
    let (template, (width, height, length)) = (&product.seller.freight, MEASURES);
    let weight = kilograms(product.kind.grams);
    let is_free = template.first == 0 && template.next == 0;
    let fee = |fen| -> Yuan { Fen::new(fen).to_major() };
    let sku = |sku: &Sku| {
        json!({
            "skuId": sku.id.to_string(), "singleSkuWeight": weight, "singleSkuWidth": width, "singleSkuHeight": height,
            "singleSkuLength": length,
        })
    };
    json!({
        "offerId": product.offer_id, "freight": null, "templateId": template.template_id, "singleProductWeight": weight,
        "singleProductWidth": width, "singleProductHeight": height, "singleProductLength": length,
        "templateType": if is_free { 1 } else { 2 }, "templateName": template.name, "subTemplateType": 0,
        "subTemplateName": "快递", "firstFee": fee(template.first), "firstUnit": "1", "nextFee": fee(template.next),
        "nextUnit": "1", "discount": "1", "chargeType": "0", "freePostage": is_free,
        "productFreightSkuInfoModels": product.skus.iter().map(sku).collect::<Vec<_>>(),
        "sizeValueType": if product.skus.is_empty() { 1 } else { 2 },
    })
}
