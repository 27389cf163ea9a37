//! All details of one product.

use countersign::value::Timestamp;
use countersign_server::stand_in::{Served, ServiceBuilder};
use serde_json::{Value, json};

use super::filters::NEW;
use super::market::find;
use super::market::language::{Language, Word};
use super::market::lists::{self, COLOUR};
use super::market::product::{Product, Ships, Sku, SkuAttribute};
use super::navigation::properties;
use super::refused;
use crate::enumerations::QuoteType;
use crate::product::ProductDetail;
use crate::{Date, Fen, Yuan};

/// Numbers of two attributes, as in the vendor's sample.
const COLOUR_ID: u64 = 3216;
const SIZE_ID: u64 = 450;

/// The measures of one piece (cm), the same for all products: width, height, length.
pub(super) const MEASURES: (u64, u64, u64) = (22, 5, 33);

pub(super) fn answer_from(
    builder: ServiceBuilder,
    clock: impl Fn() -> Timestamp + Send + Sync + 'static,
) -> ServiceBuilder {
    builder.on(move |asked: ProductDetail| match find(asked.offer_id) {
        Some(product) => Served::response(&detail(product, Language::of(asked.country.as_str()), clock())),
        None => refused("查询商品失败", "OFFER_NOT_EXIST", "商品不存在"),
    })
}

fn detail(product: &Product, language: Language, now: Timestamp) -> Value {
    match &product.sample.detail {
        Some(sample) if language == Language::ENGLISH => sample.clone(),
        Some(sample) => translated(sample.clone(), product, language),
        None => described(product, language, now),
    }
}

/// The sample, with those texts translated that the word lists contain.
fn translated(mut sample: Value, product: &Product, language: Language) -> Value {
    translate_members(&mut sample, language);
    if let Some(title) = sample.get_mut("subjectTrans") {
        *title = product.title(language).into();
    }
    sample
}

/// Replaces the translation next to each Chinese text of a value, at any depth.
fn translate_members(value: &mut Value, language: Language) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| translate_members(item, language)),
        Value::Object(members) => {
            for [chinese, translation] in
                [["attributeName", "attributeNameTrans"], ["value", "valueTrans"], ["unit", "transUnit"]]
            {
                let text =
                    members.get(chinese).and_then(Value::as_str).and_then(|text| lists::translate(text, language));
                if let (Some(text), Some(shown)) = (text, members.get_mut(translation)) {
                    *shown = text.into();
                }
            }
            members.values_mut().for_each(|member| translate_members(member, language));
        }
        _ => {}
    }
}

fn described(product: &Product, language: Language, now: Timestamp) -> Value {
    let subject = product.subject();
    let pictures = product.images.iter().map(|image| format!("<p><img src=\"{image}\"/></p>"));
    let [top, second, third] = {
        let mut path = product.category_path();
        [path.next(), path.next(), path.next()]
    };
    let attributes = properties(product).map(|(id, name, value)| {
        json!({
            "attributeId": id.to_string(), "attributeName": name.source(), "value": value.source(),
            "attributeNameTrans": name.to(language), "valueTrans": value.to(language),
        })
    });
    let mixed = product.seller.mixed_batch.map(|(amount, quantity)| {
        json!({ "isGeneralHunpi": null, "mixAmount": amount, "mixNumber": quantity, "generalHunpi": true })
    });
    json!({
        "offerId": product.offer_id, "categoryId": product.kind.id, "categoryName": null, "subject": subject,
        "subjectTrans": product.title(language), "description": format!("<p>{subject}</p>{}", pictures.collect::<String>()),
        "mainVideo": null, "detailVideo": null, "productImage": { "images": product.images },
        "productAttribute": attributes.collect::<Vec<_>>(),
        "productSkuInfos": product.skus.iter().map(|sku| sku_info(product, sku, language)).collect::<Vec<_>>(),
        "productSaleInfo": sale_info(product, language), "productShippingInfo": shipping_info(product),
        "isJxhy": product.traits.selected_source, "sellerOpenId": product.seller.open_id,
        "minOrderQuantity": product.minimum, "batchNumber": null, "status": "published", "tagInfoList": tags(product),
        "traceInfo": format!("object_id@{}^object_type@offer", product.offer_id), "sellerMixSetting": mixed,
        "productCargoNumber": format!("NO.{}", product.offer_id % 10_000), "sellerDataInfo": seller_scores(product),
        "soldOut": product.month_sold.to_string(), "channelPrice": null, "promotionModel": null,
        "tradeScore": score(product.score), "topCategoryId": top, "secondCategoryId": second, "thirdCategoryId": third,
        "sellingPoint": null, "offerIdentities": product.identities, "createDate": created(product, now),
    })
}

fn sku_info(product: &Product, sku: &Sku, language: Language) -> Value {
    let attribute = |attribute: &SkuAttribute| {
        let is_colour = attribute.name == COLOUR;
        json!({
            "attributeId": if is_colour { COLOUR_ID } else { SIZE_ID }, "attributeName": attribute.name.source(),
            "attributeNameTrans": attribute.name.to(language), "value": attribute.value,
            "valueTrans": attribute.word.to(language), "skuImageUrl": is_colour.then(|| product.main_image()),
        })
    };
    let price = (product.quote == QuoteType::BySku).then(|| sku.price.to_major());
    json!({
        "amountOnSale": sku.stock, "price": price, "jxhyPrice": null, "skuId": sku.id, "specId": sku.spec_id,
        "skuAttributes": sku.attributes.iter().map(attribute).collect::<Vec<_>>(), "pfJxhyPrice": null,
        "consignPrice": sku.dropship_price.to_major(), "cargoNumber": "", "promotionPrice": null,
    })
}

fn sale_info(product: &Product, language: Language) -> Value {
    let tiers = product.tiers.iter().map(|tier| {
        let promotion: Option<Yuan> = tier.promotion.map(Fen::to_major);
        json!({ "startQuantity": tier.from, "price": tier.price.to_major(), "promotionPrice": promotion })
    });
    let unit: Word = product.kind.unit;
    json!({
        "priceRanges": null, "amountOnSale": product.stock, "priceRangeList": tiers.collect::<Vec<_>>(),
        "quoteType": product.quote, "consignPrice": null, "jxhyPrice": null,
        "unitInfo": { "unit": unit.source(), "transUnit": unit.to(language) },
    })
}

fn shipping_info(product: &Product) -> Value {
    let (width, height, length) = MEASURES;
    let packages = product.skus.iter().map(|sku| {
        json!({
            "skuId": sku.id.to_string(), "width": width, "length": length, "height": height,
            "weight": kilograms(product.kind.grams), "pkgSizeSource": "商家自填",
        })
    });
    let promise = match product.ships {
        Ships::Today | Ships::In24Hours => Some("shipIn24Hours"),
        Ships::In48Hours => Some("shipIn48Hours"),
        Ships::Later => None,
    };
    json!({
        "sendGoodsAddressText": product.seller.origin, "weight": kilograms(product.kind.grams), "width": width,
        "height": height, "length": length, "skuShippingInfoList": null, "shippingTimeGuarantee": promise,
        "skuShippingDetails": packages.collect::<Vec<_>>(), "pkgSizeSource": "商家自填",
    })
}

#[allow(clippy::cast_precision_loss, reason = "no piece weighs 2^53 grams")]
pub(super) fn kilograms(grams: u64) -> f64 {
    grams as f64 / 1000.0
}

fn tags(product: &Product) -> Value {
    let traits = &product.traits;
    let tags = [
        ("isOnePsale", traits.dropshipping),
        ("isOnePsaleFreePostage", traits.dropshipping && traits.free_postage),
        ("isSupportMix", product.seller.mixed_batch.is_some()),
        ("noReason7DReturn", traits.returns),
        ("1688_yx", traits.strict_selection),
        ("new7", product.age < NEW.0),
        ("new30", product.age < NEW.1),
        ("isQqyx", traits.global_selection),
        ("select", traits.cross_border),
    ];
    tags.into_iter().map(|(key, value)| json!({ "key": key, "value": value })).collect()
}

fn seller_scores(product: &Product) -> Value {
    let seller = product.seller;
    let overall = score(seller.score);
    json!({
        "tradeMedalLevel": "3", "compositeServiceScore": overall, "logisticsExperienceScore": overall,
        "disputeComplaintScore": "4.0", "offerExperienceScore": overall, "consultingExperienceScore": "4.0",
        "repeatPurchasePercent": share(seller.score), "afterSalesExperienceScore": "4.0",
        "collect30DayWithin48HPercent": share(seller.pickup.1), "qualityRefundWithin30Day": "0.0012",
    })
}

/// Tenths as a score: `4.9`, `5`.
pub(super) fn score(tenths: u64) -> String {
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => format!("{}.{rest}", tenths / 10),
    }
}

/// Hundredths as a fraction of one.
fn share(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The time when a product was listed: this many days before today in Shanghai, at ten o'clock.
fn created(product: &Product, now: Timestamp) -> String {
    let today = (now.as_second() + 8 * 3600).div_euclid(24 * 3600);
    let days = i32::try_from(today).unwrap_or_default() - product.age;
    let day = Date::new(1970, 1, 1).and_then(|first| first.plus_days(days)).map(|day| day.to_string());
    let day = day.unwrap_or_default();
    let part = |range: std::ops::Range<usize>| day.get(range).unwrap_or_default();
    format!("{}-{}-{} 10:00:00", part(0..4), part(4..6), part(6..8))
}
