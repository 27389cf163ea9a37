//! The products for sale: those of the samples, and others generated from a seed and the vendor's word lists.
#![allow(clippy::needless_pass_by_value, reason = "a handler is given its request")]

use std::sync::LazyLock;

use countersign_server::stand_in::{Served, ServiceBuilder};
use dajisaas::stand_in::market::kinds::{BAGS, Kind, MEN, SHOES_AND_BOOTS, WOMEN};
use dajisaas::stand_in::market::language::{Language, has_keyword, title};
use dajisaas::stand_in::market::lists::{COLOURS, MATERIALS, SEASONS, STYLES};
use dajisaas::stand_in::market::seed::Seed;
use serde_json::{Value, json};

use super::refused;
use crate::product::{KeywordSearch, Product, ProductDetail, Sku, SkuAttribute};
use crate::{Fen, SaleStatus, SkuId, SpuId, Timestamp};

const SEED: Seed = Seed::new(0xDE_0000);

/// The products with published answers, and the number of generated ones.
const GENERATED: u64 = 80;

const BRANDS: [&str; 8] = ["Nike", "Adidas", "New Balance", "Li-Ning", "ANTA", "Puma", "Converse", "Salomon"];

/// The category that is not open to distributors.
const HIDDEN: &str = "Watches";

/// The time at which everything was listed.
const LISTED: i64 = 1_760_000_000_000;

static PRODUCTS: LazyLock<Vec<Product>> = LazyLock::new(|| {
    let kinds: Vec<(&str, &Kind)> = [("Shoes", SHOES_AND_BOOTS), ("Clothes", WOMEN), ("Clothes", MEN), ("Bags", BAGS)]
        .into_iter()
        .flat_map(|(category, kinds)| kinds.iter().map(move |kind| (category, kind)))
        .collect();
    let generated =
        (0..GENERATED).zip(kinds.iter().cycle()).map(|(number, (category, kind))| made(number, category, kind));
    let mut products: Vec<Product> = samples().into_iter().chain(generated).collect();
    for (id, product) in (1..).zip(&mut products) {
        product.id = Some(id);
    }
    products
});

pub(super) fn answer_from(builder: ServiceBuilder) -> ServiceBuilder {
    builder.on(keyword_search).on(product_detail)
}

fn keyword_search(search: KeywordSearch) -> Served {
    let fits = |product: &&Product| {
        let has = |title: &Option<String>, words: &Option<String>| {
            let title = title.as_deref().unwrap_or_default().to_lowercase();
            words.as_deref().is_none_or(|words| has_keyword(&title, words))
        };
        let brand = product.brand.as_deref().unwrap_or_default();
        has(&product.english_title, &search.english_title)
            && has(&product.chinese_title, &search.chinese_title)
            && search.brand.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(brand))
    };
    let found: Vec<&Product> = PRODUCTS.iter().filter(fits).collect();
    let after = found.iter().filter(|product| product.id > Some(search.start_id));
    let page: Vec<_> = after.take(search.page_size as usize).collect();
    Served::response(&json!({ "total": found.len(), "spuList": page }))
}

fn product_detail(request: ProductDetail) -> Served {
    match PRODUCTS.iter().find(|product| product.spu_id == Some(request.spu_id)) {
        Some(product) if product.category.as_deref() == Some(HIDDEN) => Served::response(&Value::Null),
        Some(product) => Served::response(product),
        None => refused("商品不存在 (no such product)"),
    }
}

/// The SKU of a product that Poizon shows.
pub(super) fn sku(spu: SpuId, sku: SkuId) -> Option<&'static Sku> {
    let product = PRODUCTS.iter().find(|product| product.spu_id == Some(spu))?;
    let shown = product.category.as_deref() != Some(HIDDEN);
    product.skus.iter().find(|each| shown && each.sku_id == Some(sku))
}

/// The products of the published samples, completed, and one that is not shown.
fn samples() -> Vec<Product> {
    let named = |spu_id: u64, brand: &str, english: &str, chinese: &str, categories: [&str; 3]| Product {
        brand: Some(brand.to_owned()),
        english_title: Some(english.to_owned()),
        chinese_title: Some(chinese.to_owned()),
        category: Some(categories[0].to_owned()),
        second_category: Some(categories[1].to_owned()),
        third_category: Some(categories[2].to_owned()),
        season: Some(String::from("春,夏,秋,冬")),
        sales: Some(0),
        ..bare(spu_id)
    };
    let shoes = ["Shoes", "Trendy Sneakers", "Casual Shoes"];
    let running = ["Shoes", "Sports Shoes", "Running shoes"];
    let mut sneaker = named(81_971, "Alexander McQueen", "Alexander McQueen Oversized sneakers", "麦昆 休闲鞋", shoes);
    sneaker.retail_price = Some(Fen::new(604_700));
    sneaker.skus = vec![offered(
        81_971_001,
        "fe4ec1b6-6ad1-4b10-8c51-2f5a1f1d8a01",
        412_900,
        [("Color", "颜色", "White", "白色"), ("Size", "尺码", "42", "42")],
    )];
    let mut cortez =
        named(9_042_006, "Nike", "Nike Cortez White/Blue Women's", "Nike Cortez 经典时尚运动跑步鞋", running);
    cortez.skus = vec![Sku {
        barcode: Some(String::from("197594916289")),
        link: Some(String::from("https://www.dewu.com/product-detail.html?spuId=9042006&skuId=654517365")),
        ..offered(
            654_517_365,
            "e41632d8-e778-4ae0-a6e6-8eb050e2ce5a",
            0,
            [("Color", "颜色", "White Blue", "白蓝"), ("Size", "尺码", "36", "36")],
        )
    }];
    let mut ordered =
        named(4_329_499, "ANTA", "ANTA light summer socks", "安踏 夏季轻便袜子", ["Accessories", "Socks", "Socks"]);
    ordered.retail_price = Some(Fen::new(6900));
    ordered.skus = vec![offered(
        620_516_702,
        "379a2694-8ff9-47c6-9e9c-2de3c536511e",
        5900,
        [("Color", "颜色", "Black", "黑色"), ("Size", "尺码", "M", "M")],
    )];
    let mut watch = named(7_700_001, "Casio", "Casio steel watch", "卡西欧 手表", [HIDDEN, "Watches", "Watches"]);
    watch.skus = Vec::new();
    vec![sneaker, cortez, ordered, watch]
}

/// A product without names and SKUs.
fn bare(spu_id: u64) -> Product {
    let listed = Timestamp::from_millisecond(LISTED);
    let image = |number: u32| format!("https://cdn.poizon.example/{spu_id}-{number}.jpg");
    Product {
        created: Some(listed),
        modified: Some(listed),
        spu_id: Some(spu_id.into()),
        dist_spu_id: Some(uuid(SEED.of(spu_id))),
        status: Some(SaleStatus::OnSale),
        style_number: Some(format!("{:06X}-{}", spu_id % 0xFF_FFFF, spu_id % 1000)),
        target_group: Some(String::from("Unisex")),
        image: Some(image(0)),
        images: (0..3).map(image).collect(),
        ..Product::default()
    }
}

/// A SKU at this price. At 0, it is not on offer.
fn offered(sku_id: u64, dist_sku_id: &str, price: i64, attributes: [(&str, &str, &str, &str); 2]) -> Sku {
    let listed = Timestamp::from_millisecond(LISTED);
    let attribute =
        |(level, (english_name, chinese_name, english, chinese)): (u8, (&str, &str, &str, &str))| SkuAttribute {
            level: Some(level.to_string()),
            chinese_name: Some(chinese_name.to_owned()),
            english_name: Some(english_name.to_owned()),
            chinese_value: Some(chinese.to_owned()),
            english_value: Some(english.to_owned()),
        };
    Sku {
        id: Some(sku_id),
        created: Some(listed),
        modified: Some(listed),
        status: Some(SaleStatus::OnSale),
        sku_id: Some(sku_id.into()),
        dist_sku_id: Some(dist_sku_id.to_owned()),
        image: None,
        barcode: Some(format!("0{sku_id}")),
        lowest_ask: Some(Fen::new(price)),
        link: None,
        sales: Some(0),
        attributes: (1..).zip(attributes).map(attribute).collect(),
    }
}

fn made(number: u64, category: &str, kind: &'static Kind) -> Product {
    let spu_id = 1_200_000 + number * 7919;
    let seed = SEED.of(spu_id);
    let brand = seed.one_of("brand", &BRANDS);
    let season = seed.one_of("season", &SEASONS);
    let (style, material) = (seed.one_of("style", &STYLES), seed.one_of("material", &MATERIALS));
    let name = |language| format!("{brand} {}", title(language, kind.word, &[season, style], &format!("{number:03}")));
    // Branded goods cost a multiple of the wholesale price, rounded to a whole yuan.
    let usual = i64::try_from(kind.usual_price * (300 + seed.below("price", 500)) / 10_000 * 100).unwrap_or(i64::MAX);
    let sizes: Vec<&str> =
        if kind.sizes.is_empty() { vec!["均码"] } else { kind.sizes.iter().map(|size| size.source()).collect() };
    let colour = seed.one_of("colour", &COLOURS);
    let skus = (0..).zip(&sizes).map(|(position, size)| {
        let sku_id = 600_000_000 + number * 1000 + position;
        let seed = SEED.of(sku_id);
        // Every sixth is not on offer, except the first one.
        let is_offered = position == 0 || !seed.happens("missing", 17);
        let price = if is_offered { usual + i64::try_from(position).unwrap_or_default() * 500 } else { 0 };
        let attributes = [
            ("Color", "颜色", colour.to(Language::ENGLISH), colour.source()),
            ("Size", "尺码", if *size == "均码" { "One size" } else { size }, size),
        ];
        offered(sku_id, &uuid(seed), price, attributes)
    });
    Product {
        chinese_title: Some(name(Language::SOURCE)),
        english_title: Some(name(Language::ENGLISH)),
        brand: Some(brand.to_owned()),
        category: Some(category.to_owned()),
        second_category: Some(capitalized(kind.word.to(Language::ENGLISH))),
        third_category: Some(capitalized(kind.word.to(Language::ENGLISH))),
        retail_price: Some(Fen::new(usual * 12 / 10)),
        season: season.source().get(..3).map(str::to_owned),
        material: Some(material.to(Language::ENGLISH).to_owned()),
        style: Some(style.to(Language::ENGLISH).to_owned()),
        sales: Some(seed.below("sales", 5000)),
        skus: skus.collect(),
        ..bare(spu_id)
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn uuid(seed: Seed) -> String {
    let (high, low) = (seed.bits("high"), seed.bits("low"));
    let (first, second, third) = (high >> 32, high >> 16 & 0xFFFF, high & 0xFFF);
    format!("{first:08x}-{second:04x}-4{third:03x}-8{:03x}-{:012x}", low >> 48 & 0xFFF, low & 0xFFFF_FFFF_FFFF)
}
