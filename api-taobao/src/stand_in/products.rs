//! Searches, details, freight and themes, from the market.
#![allow(clippy::needless_pass_by_value, reason = "a handler is given its request")]

use countersign_server::stand_in::{Served, ServiceBuilder};
use dajisaas::stand_in::market::language::Language as Shown;
use dajisaas::stand_in::market::lists::{COLOUR, RANKINGS};
use dajisaas::stand_in::market::page::page;
use serde_json::{Value, json};

use super::market::{Product, SEED, Sku, find, products};
use super::refused;
use crate::enumerations::{Language, Sort};
use crate::product::{
    DistributionProduct, ImageSearch, ImageSearchV2, KeywordSearch, LogisticsPrice, LogisticsPricePost, ProductDetail,
    SearchFilter, ShopSearch, ThemeList, ThemeProducts, UploadImage, UploadImageByUrl,
};
use crate::{Fen, ItemId};

/// Number of the property "colour", and of its first value.
const COLOUR_ID: (u64, u64) = (1_627_207, 28_320);

pub(super) fn answer_from(builder: ServiceBuilder) -> ServiceBuilder {
    builder
        .on(|upload: UploadImage| match (upload.image, upload.picture_url) {
            (Some(image), _) => uploaded(looks_like(image.as_bytes())),
            (None, url) => uploaded(shown_at(&url.unwrap_or_default())),
        })
        .on(|upload: UploadImageByUrl| uploaded(shown_at(&upload.picture_url)))
        .on(image_search)
        .on(keyword_search)
        .on(shop_search)
        .on(product_detail)
        .on(|asked: LogisticsPrice| freight(asked.item_id))
        .on(|asked: LogisticsPricePost| freight(asked.item_id))
        .on(|_: ThemeList| Served::response(&themes()))
        .on(theme_products)
        .on(image_search_v2)
        .on(distribution_product)
}

fn unknown_item() -> Served {
    refused("查询商品失败", "ITEM_NOT_EXIST", "商品不存在")
}

/// The id of a picture names the product that it looks like.
fn uploaded(position: usize) -> Served {
    Served::response(&json!({ "imageId": format!("O1CN{position:06}") }))
}

/// The position of the product with this picture, or of the one that another URL leads to.
fn shown_at(address: &str) -> usize {
    let path = address.split_once("//").map_or(address, |(_, path)| path);
    let is_its = |product: &Product| product.image().trim_start_matches('/') == path;
    products().iter().position(is_its).unwrap_or_else(|| looks_like(address.as_bytes()))
}

fn looks_like(bytes: &[u8]) -> usize {
    let position = SEED.bits(bytes).checked_rem(products().len() as u64).unwrap_or_default();
    usize::try_from(position).unwrap_or_default()
}

/// The product at a position, then others of its kind and category.
fn alike(position: usize) -> Option<Vec<&'static Product>> {
    let shown = products().get(position)?;
    let mut alike: Vec<_> = products().iter().filter(|product| product.category == shown.category).collect();
    alike.sort_by_key(|product| (product.item_id != shown.item_id, product.kind.id != shown.kind.id));
    Some(alike)
}

fn image_search(search: ImageSearch) -> Served {
    let position = match (&search.image_id, &search.picture_url) {
        (Some(id), _) => id.strip_prefix("O1CN").and_then(|position| position.parse().ok()),
        (None, url) => url.as_deref().map(shown_at),
    };
    match position.and_then(alike) {
        Some(alike) => Served::response(&listed(alike, search.language.as_ref())),
        None => refused("图片搜索失败", "IMAGE_NOT_EXIST", "图片不存在"),
    }
}

fn image_search_v2(search: ImageSearchV2) -> Served {
    let alike = alike(shown_at(&search.picture_url)).unwrap_or_default();
    let shown = alike.into_iter().enumerate().skip(search.page_no as usize).take(search.page_size as usize);
    let auctions = shown.map(|(place, product)| {
        let title = product.title(Shown::SOURCE);
        json!({
            "rankScore": 1.0 / f64::from(u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1)),
            "result": {
                "itemId": product.item_id.to_string(), "title": title, "picUrl": product.image(),
                "url": format!("//item.taobao.example/item.htm?id={}", product.item_id),
                "reservePrice": product.price.to_major(), "zkFinalPrice": product.price.to_major(),
                "shopTitle": product.shop.name, "nick": product.shop.nick, "userType": 0, "volume": product.sold,
            },
        })
    });
    let category = search.category_id.map_or(Value::from(88_888_888), |category| json!(category));
    let region = json!({ "region": "0,800,0,800", "multiCategoryId": [{ "categoryId": category, "score": 0.9 }] });
    Served::response(&json!({
        "auctions": auctions.collect::<Vec<_>>(), "picInfo": { "mainRegion": region, "multiRegion": [] },
    }))
}

fn keyword_search(search: KeywordSearch) -> Served {
    let limit = |name: &str| {
        let value = |filter: &SearchFilter| match filter.parts() {
            (each, Some(value)) if each == name => value.parse().ok().map(Fen::new),
            _ => None,
        };
        search.filters.iter().find_map(value)
    };
    let (least, most) = (limit("min_price"), limit("max_price"));
    let fits = |product: &&Product| {
        product.has_keyword(search.keyword.as_deref().unwrap_or_default())
            && search.shop_id.is_none_or(|shop| product.shop.id == shop.get())
            && least.is_none_or(|least| product.price >= least)
            && most.is_none_or(|most| product.price <= most)
    };
    let mut found: Vec<_> = products().iter().filter(fits).collect();
    match &search.sort {
        Some(Sort::PriceAsc) => found.sort_by_key(|product| product.price.get()),
        Some(Sort::PriceDesc) => found.sort_by_key(|product| -product.price.get()),
        Some(Sort::SaleQtyAsc) => found.sort_by_key(|product| product.sold),
        Some(Sort::SaleQtyDesc) => found.sort_by_key(|product| u64::MAX - product.sold),
        _ => {}
    }
    let (shown, _) = page(found, search.page_no, search.page_size);
    let items = listed(shown, search.language.as_ref());
    Served::response(&json!({ "pageNo": search.page_no, "pageSize": search.page_size, "data": items }))
}

fn shop_search(search: ShopSearch) -> Served {
    let of_shop = |product: &&Product| {
        search.shop_id.is_none_or(|shop| product.shop.id == shop.get())
            && product.has_keyword(search.keyword.as_deref().unwrap_or_default())
    };
    let (shown, _) = page(products().iter().filter(of_shop).collect(), search.page_no, search.page_size);
    Served::response(&listed(shown, search.language.as_ref()))
}

fn themes() -> Vec<Value> {
    let theme = |(number, word): (u64, &dajisaas::stand_in::market::language::Word)| json!({ "themeId": number.to_string(), "themeName": word.source(), "themeType": "ranking" });
    (1..).zip(&RANKINGS).map(theme).collect()
}

/// The best-selling products of a theme: every product is in one theme.
fn theme_products(asked: ThemeProducts) -> Served {
    let count = RANKINGS.len() as u64;
    let is_in = |product: &&Product| (product.item_id % count + 1).to_string() == asked.theme_id;
    let mut found: Vec<_> = products().iter().filter(is_in).collect();
    found.sort_by_key(|product| u64::MAX - product.sold);
    let (shown, _) = page(found, asked.page_no, asked.page_size);
    Served::response(&listed(shown, None))
}

/// Products as listed by searches: prices in yuan, as strings.
fn listed(found: Vec<&Product>, language: Option<&Language>) -> Vec<Value> {
    let item = |product: &Product| {
        let translation = language.map(|language| {
            let title = product.title(Shown::of(language.as_str()));
            json!({ "language": language, "title": title, "mainImageUrl": product.image() })
        });
        json!({
            "itemId": product.item_id, "title": product.title(Shown::SOURCE), "mainImageUrl": product.image(),
            "price": product.price.to_major(), "couponPrice": product.price.to_major(), "inventory": product.stock(),
            "shopName": product.shop.name, "shopId": product.shop.id, "tags": [], "multiLanguageInfo": translation,
            "promotionDisplays": [],
        })
    };
    found.into_iter().map(item).collect()
}

fn freight(item_id: ItemId) -> Served {
    match find(item_id) {
        Some(product) => Served::response(&json!({ "postFee": product.shop.freight.get(), "currency": "CNY" })),
        None => unknown_item(),
    }
}

fn colour(sku: &Sku, language: Shown) -> Value {
    let value = dajisaas::stand_in::market::lists::COLOURS.iter().position(|colour| *colour == sku.colour);
    json!({
        "propId": COLOUR_ID.0, "propName": COLOUR.to(language), "valueId": COLOUR_ID.1 + value.unwrap_or_default() as u64,
        "valueName": sku.colour.to(language), "valueDesc": null,
    })
}

fn sku(sku: &Sku) -> Value {
    json!({
        "skuId": sku.id, "quantity": sku.stock, "price": sku.price.get(), "promotionPrice": sku.price.get(),
        "couponPrice": sku.price.get(), "picUrl": null, "properties": [colour(sku, Shown::SOURCE)],
    })
}

fn product_detail(asked: ProductDetail) -> Served {
    let Some(product) = find(asked.item_id) else { return unknown_item() };
    let translation = asked.language.map(|language| {
        let shown = Shown::of(language.as_str());
        let skus = product.skus.iter().map(|sku| json!({ "skuId": sku.id, "properties": [colour(sku, shown)] }));
        json!({
            "language": language, "title": product.title(shown), "mainImageUrl": product.image(), "properties": [],
            "skuProperties": skus.collect::<Vec<_>>(),
        })
    });
    let title = product.title(Shown::SOURCE);
    Served::response(&json!({
        "itemResource": "taobao", "itemId": product.item_id, "title": title, "picUrls": [product.image()],
        "shopName": product.shop.name, "shopId": product.shop.id, "price": product.price.get(),
        "promotionPrice": product.price.get(), "couponPrice": 0, "description": format!("<p>{title}</p>"),
        "properties": [], "skuList": product.skus.iter().map(sku).collect::<Vec<_>>(), "propertyImageList": [],
        "tags": [], "multiLanguageInfo": translation, "promotionDisplays": [],
    }))
}

fn distribution_product(asked: DistributionProduct) -> Served {
    let Some(product) = find(asked.item_id) else { return unknown_item() };
    let is_distributed = product.distribution_id.is_some();
    let skus = product.skus.iter().map(|each| {
        let mut shown = sku(each);
        if let Some(members) = shown.as_object_mut() {
            let id = is_distributed.then_some(each.distribution_id);
            members.extend([("mpSkuId".to_owned(), json!(id)), ("status".to_owned(), "active".into())]);
        }
        shown
    });
    Served::response(&json!({
        "itemType": if is_distributed { "HAVE_MATERIAL" } else { "WITHOUT_MATERIAL" }, "quantity": product.stock(),
        "skuList": skus.collect::<Vec<_>>(), "mpId": product.distribution_id.map(|id| id.to_string()),
        "itemId": product.item_id, "title": product.title(Shown::SOURCE), "shopName": product.shop.name,
        "shopId": product.shop.id, "userNick": product.shop.nick, "categoryId": product.kind.id.to_string(),
        "categoryName": product.kind.word.source(), "status": "active", "productUnit": null,
        "picUrls": [product.image()], "price": product.price.get(), "promotionPrice": product.price.get(),
        "couponPrice": 0, "beginAmount": 1, "postFee": product.shop.freight.get(), "promotionDisplays": [],
    }))
}
