//! Searches of the market: by keyword, in one shop, and what all searches share.
//!
//! A product is found if its titles, in any language, contain every word of the keyword. Filters, price range, category
//! and search navigation narrow the result; pools (`regionOpp`, `productCollectionId`) do not, because their contents
//! are not published.

use countersign_server::stand_in::{Served, ServiceBuilder};
use serde_json::{Value, json};

use super::filters::meets;
use super::market::language::Language;
use super::market::page::page;
use super::market::product::Product;
use super::market::products;
use super::navigation::has_value;
use super::refused;
use crate::enumerations::{SearchFilter, Sort, SortKey, SortOrder};
use crate::ids::CategoryId;
use crate::product::{KeywordSearch, ShopSearch};
use crate::{Fen, Yuan};

pub(super) fn answer_from(builder: ServiceBuilder) -> ServiceBuilder {
    builder.on(keyword_search).on(shop_search)
}

fn keyword_search(search: KeywordSearch) -> Served {
    let query = Query {
        keyword: Some(search.keyword),
        filter: search.filter,
        prices: (search.price_start, search.price_end),
        category: search.category_id,
        navigation: search.search_navigation_id,
        sort: search.sort,
    };
    let found = query.among(products());
    Served::response(&listed(found, Language::of(search.country.as_str()), search.begin_page, search.page_size))
}

fn shop_search(search: ShopSearch) -> Served {
    let of_seller = |product: &&Product| product.seller.open_id == search.seller_open_id;
    if !products().iter().any(|product| of_seller(&product)) {
        return refused("店铺搜索失败", "SELLER_NOT_EXIST", "卖家不存在");
    }
    let query = Query {
        keyword: search.keyword,
        filter: search.filter,
        prices: (search.price_start, search.price_end),
        category: search.category_id,
        navigation: search.search_navigation_id,
        sort: search.sort,
    };
    let found = query.among(products().iter().filter(of_seller));
    let language = Language::of(search.country.as_str());
    let mut answer = listed(found, language, search.begin_page, search.page_size);
    if let Some(members) = answer.as_object_mut() {
        members.insert(String::from("sellerOpenId"), search.seller_open_id.into());
    }
    Served::response(&answer)
}

/// The conditions of a search.
#[derive(Default)]
pub(super) struct Query {
    pub(super) keyword: Option<String>,
    pub(super) filter: Vec<SearchFilter>,
    pub(super) prices: (Option<Yuan>, Option<Yuan>),
    pub(super) category: Option<CategoryId>,
    pub(super) navigation: Option<String>,
    pub(super) sort: Option<Sort>,
}

impl Query {
    /// The matching products, in the requested order, or in that of the market.
    pub(super) fn among(&self, products: impl IntoIterator<Item = &'static Product>) -> Vec<&'static Product> {
        let mut found: Vec<_> = products.into_iter().filter(|product| self.finds(product)).collect();
        if let Some(Sort { name, value }) = &self.sort {
            let key = |product: &&Product| match name {
                SortKey::Price => product.price.get(),
                SortKey::RepurchaseRate => count(product.bought_again),
                SortKey::MonthSold => count(product.month_sold),
                SortKey::Unknown(_) => 0,
            };
            let sign = if *value == SortOrder::Descending { -1 } else { 1 };
            found.sort_by_key(|product| sign * key(product));
        }
        found
    }

    fn finds(&self, product: &Product) -> bool {
        let price = product.price.to_major();
        product.has_keyword(self.keyword.as_deref().unwrap_or_default())
            && self.filter.iter().all(|filter| meets(product, filter))
            && self.prices.0.is_none_or(|least| price >= least)
            && self.prices.1.is_none_or(|most| price <= most)
            // The vendor's example is 0, the root of all categories.
            && self.category.is_none_or(|id| id.get() == 0 || product.category_path().any(|each| each == id.get()))
            && self.navigation.as_ref().is_none_or(|ids| {
                ids.split([',', ';']).filter(|id| !id.is_empty()).all(|id| has_value(product, id))
            })
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// One page of the result. The number of pages is the vendor's, not the ceiling.
pub(super) fn listed(found: Vec<&Product>, language: Language, number: u32, size: u32) -> Value {
    let (shown, total) = page(found, number, size);
    json!({
        "totalRecords": total, "totalPage": total / u64::from(size.max(1)) + 1, "pageSize": size, "currentPage": number,
        "data": shown.into_iter().map(|product| summary(product, language)).collect::<Vec<_>>(),
    })
}

/// A product, as shown in lists.
fn summary(product: &Product, language: Language) -> Value {
    if let Some((own, sample)) = &product.sample.summary {
        let mut item = sample.clone();
        if let Some(title) = item.get_mut("subjectTrans").filter(|_| *own != language) {
            *title = product.title(language).into();
        }
        return item;
    }
    let selected = |price: Fen| product.traits.selected_source.then(|| price.to_major());
    json!({
        "imageUrl": product.main_image(), "subject": product.subject(), "subjectTrans": product.title(language),
        "offerId": product.offer_id, "isJxhy": product.traits.selected_source,
        "priceInfo": {
            "price": product.price.to_major(), "jxhyPrice": selected(product.dropship_price),
            "pfJxhyPrice": selected(product.price), "consignPrice": product.dropship_price.to_major(),
        },
        "repurchaseRate": format!("{}%", product.bought_again), "monthSold": product.month_sold,
        "traceInfo": format!("object_id%40{}%5Eobject_type%40offer", product.offer_id),
        "isOnePsale": product.traits.dropshipping, "sellerIdentities": product.identities,
    })
}
