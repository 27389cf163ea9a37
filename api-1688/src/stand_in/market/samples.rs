//! The products of the vendor's samples, as products of the market.
//!
//! The data of a sample is kept; the rest follows from the seed, as for the other products. Titles in other languages
//! than the sample's are composed of the known words of its Chinese title.

use serde_json::Value;

use super::categories::{CATEGORIES, Category};
use super::generate::{bare, seller};
use super::kinds::Kind;
use super::language::{Language, Word};
use super::lists::{COLOUR, FEATURES, MATERIALS, SEASONS, SIZE, STYLES};
use super::product::{Product, Ships, Sku, SkuAttribute, Tier, Traits};
use crate::enumerations::{QuoteType, SellerIdentity};
use crate::{Fen, Yuan};

const KEYWORD: &str = include_str!("../../../samples/keyword-search.response.json");
const IMAGE: &str = include_str!("../../../samples/image-search.response.json");
const DETAIL: &str = include_str!("../../../samples/product-detail.response.json");
const TOP_LIST: &str = include_str!("../../../samples/upstream/top-list.response.json");

const MEN: u64 = 10_165;
const TYRES: u64 = 71;

/// The products of the samples. Those of the image search come first, because an uploaded picture finds them.
pub(super) fn products() -> Vec<Product> {
    let (image, keyword) = (page(IMAGE), page(KEYWORD));
    let summaries = image.iter().map(|item| (item, MEN, Language::ENGLISH));
    let summaries = summaries.chain(keyword.iter().map(|item| (item, TYRES, Language::RUSSIAN)));
    let listed = summaries.filter_map(|(item, category, language)| summarized(item, category, language));
    listed.chain(detailed()).chain(ranked()).chain(ordered()).collect()
}

/// The rectangles in the picture of the image search's sample.
pub(in crate::stand_in) fn picture_regions() -> Value {
    at(IMAGE, "/data/picRegionInfo")
}

fn at(sample: &str, pointer: &str) -> Value {
    let mut sample: Value = serde_json::from_str(sample).unwrap_or_default();
    sample.pointer_mut(pointer).map(Value::take).unwrap_or_default()
}

fn page(sample: &str) -> Vec<Value> {
    match at(sample, "/data/data") {
        Value::Array(items) => items,
        _ => Vec::new(),
    }
}

fn text(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer)?.as_str().map(str::to_owned)
}

fn amount(value: &Value, pointer: &str) -> Option<Fen> {
    text(value, pointer)?.parse::<Yuan>().ok()?.to_minor()
}

/// The kind named by a Chinese title, or the first of its category.
fn kind_in(category: u64, subject: &str) -> Option<(&'static Category, &'static Kind)> {
    let category = CATEGORIES.iter().find(|each| each.id == category)?;
    let named = category.kinds.iter().find(|kind| subject.contains(kind.word.source()));
    Some((category, named.or_else(|| category.kinds.first())?))
}

/// A product with the titles of a sample.
fn titled(mut product: Product, subject: String, own: Option<(Language, String)>) -> Product {
    let named = |words: &[Word]| words.iter().copied().find(|word| subject.contains(word.source()));
    let named = [named(&SEASONS), named(&STYLES), named(&MATERIALS), named(&FEATURES)];
    product.qualities = named.into_iter().flatten().collect();
    let marks = subject.split(|letter: char| !letter.is_ascii()).flat_map(str::split_whitespace);
    product.mark = marks.filter(|mark| mark.len() > 2).collect::<Vec<_>>().join(" ");
    product.own_titles = [Some((Language::SOURCE, subject)), own].into_iter().flatten().collect();
    product
}

/// A product of a search.
fn summarized(item: &Value, category: u64, language: Language) -> Option<Product> {
    let subject = text(item, "/subject")?;
    let (category, kind) = kind_in(category, &subject)?;
    let mut product = bare(category, kind, item.get("offerId")?.as_u64()?, amount(item, "/priceInfo/price")?);
    product.dropship_price = amount(item, "/priceInfo/consignPrice")?;
    product.images.insert(0, text(item, "/imageUrl")?);
    product.month_sold = item.get("monthSold")?.as_u64()?;
    product.bought_again = text(item, "/repurchaseRate")?.trim_end_matches('%').parse().ok()?;
    product.identities = serde_json::from_value(item.get("sellerIdentities")?.clone()).ok()?;
    product.traits.dropshipping = item.get("isOnePsale")?.as_bool()?;
    product.traits.selected_source = item.get("isJxhy")?.as_bool()?;
    product.sample.summary = Some((language, item.clone()));
    product.sell();
    Some(titled(product, subject, text(item, "/subjectTrans").map(|title| (language, title))))
}

/// The product of the detail.
fn detailed() -> Option<Product> {
    let detail = at(DETAIL, "/data");
    let subject = text(&detail, "/subject")?;
    let (category, kind) = kind_in(detail.get("topCategoryId")?.as_u64()?, &subject)?;
    let tier = |tier: &Value| {
        let (from, price) = (tier.get("startQuantity")?.as_u64()?, amount(tier, "/price")?);
        Some(Tier { from, price, promotion: amount(tier, "/promotionPrice") })
    };
    let tiers: Vec<Tier> =
        detail.pointer("/productSaleInfo/priceRangeList")?.as_array()?.iter().filter_map(tier).collect();
    let price = tiers.first()?.price;
    let skus: Vec<Sku> =
        detail.get("productSkuInfos")?.as_array()?.iter().filter_map(|sku| known_sku(sku, price)).collect();
    let mut product = bare(category, kind, detail.get("offerId")?.as_u64()?, price);
    product.seller = seller(0);
    product.images = serde_json::from_value(detail.pointer("/productImage/images")?.clone()).ok()?;
    product.quote = QuoteType::ByQuantity;
    product.dropship_price = skus.iter().map(|sku| sku.dropship_price).min()?;
    (product.skus, product.tiers) = (skus, tiers);
    product.minimum = detail.get("minOrderQuantity")?.as_u64()?;
    product.stock = detail.pointer("/productSaleInfo/amountOnSale")?.as_u64()?;
    product.month_sold = text(&detail, "/soldOut")?.parse().ok()?;
    product.bought_again = 52;
    product.score = 49;
    product.identities = vec![SellerIdentity::ChengxintongMember];
    product.traits = Traits { dropshipping: true, free_postage: true, ..Traits::default() };
    product.ships = Ships::In48Hours;
    product.age = 700;
    let own = text(&detail, "/subjectTrans").map(|title| (Language::ENGLISH, title));
    product.sample.detail = Some(detail);
    Some(titled(product, subject, own))
}

fn known_sku(sku: &Value, price: Fen) -> Option<Sku> {
    let names = [COLOUR, SIZE].into_iter();
    let attributes = names.zip(sku.get("skuAttributes")?.as_array()?).filter_map(|(name, attribute)| {
        Some(SkuAttribute { name, value: text(attribute, "/value")?, word: Word::default() })
    });
    Some(Sku {
        id: sku.get("skuId")?.as_u64()?,
        spec_id: text(sku, "/specId")?,
        stock: sku.get("amountOnSale")?.as_u64()?,
        price,
        dropship_price: amount(sku, "/consignPrice")?,
        attributes: attributes.collect(),
    })
}

/// The product of the top list.
fn ranked() -> Option<Product> {
    let item = at(TOP_LIST, "/result/result/rankProductModels/0");
    let subject = text(&item, "/title")?;
    let (category, kind) = kind_in(111, &subject)?;
    let mut product = bare(category, kind, item.get("itemId")?.as_u64()?, Fen::new(1990));
    product.images.insert(0, text(&item, "/imgUrl")?);
    product.month_sold = item.get("soldOut")?.as_u64()?;
    product.buyers = item.get("buyerNum")?.as_u64()?;
    product.score = 50;
    product.ships = Ships::In48Hours;
    product.sell();
    Some(titled(product, subject, text(&item, "/translateTitle").map(|title| (Language::ENGLISH, title))))
}

/// The product of the sample's order, at the price that yields its total, and a neighbour without SKUs.
fn ordered() -> Vec<Product> {
    let product = |offer_id, price, quote, style: Option<&Word>| {
        let (category, kind) = kind_in(15, "毛巾")?;
        let mut product = bare(category, kind, offer_id, Fen::new(price));
        (product.seller, product.minimum, product.quote) = (seller(5), 1, quote);
        product.sell();
        if let Some(only) = product.skus.first_mut() {
            only.spec_id = String::from("53a1eff0fa008b2b9f32a120b0a050f2");
        }
        product.skus.truncate(1);
        product.stock = product.skus.first().map_or(product.stock, |only| only.stock);
        product.qualities = [style, MATERIALS.first()].into_iter().flatten().copied().collect();
        Some(product)
    };
    let both = [
        product(623_686_863_670, 160, QuoteType::BySku, STYLES.last()),
        product(623_686_863_671, 210, QuoteType::ByQuantityWithoutSkus, STYLES.first()),
    ];
    both.into_iter().flatten().collect()
}
