//! Searches over the products of the vendor's samples.
//!
//! A product is found when its Chinese or translated title contains every word of the keyword. Filters that the samples
//! say something about (dropshipping, selected source, certified factory) and the price range narrow the result; other
//! filters leave it as it is, because the samples could only be guessed to meet them.

use std::sync::LazyLock;

use countersign::gateway::{Served, ServiceBuilder};
use countersign::value::Yuan;
use serde_json::Value;

use crate::enumerations::{SearchFilter, SellerIdentity, Sort, SortKey, SortOrder};
use crate::product::{ImageSearch, ImageSearchPage, KeywordSearch, Page, ProductSummary, ShopPage, ShopSearch};

/// The pages whose products are searched.
const PAGES: [&str; 2] = [
    include_str!("../../samples/keyword-search.response.json"),
    include_str!("../../samples/image-search.response.json"),
];

static PRODUCTS: LazyLock<Vec<ProductSummary>> = LazyLock::new(|| PAGES.into_iter().flat_map(products_of).collect());

static REGIONS: LazyLock<Option<Value>> = LazyLock::new(|| {
    let page: Value = serde_json::from_str(PAGES[1]).ok()?;
    page.pointer("/data/picRegionInfo").cloned()
});

fn products_of(page: &str) -> Vec<ProductSummary> {
    let page: Value = serde_json::from_str(page).unwrap_or_default();
    let items = page.pointer("/data/data").cloned().unwrap_or_default();
    serde_json::from_value(items).unwrap_or_default()
}

pub(super) fn answer_from(builder: ServiceBuilder) -> ServiceBuilder {
    builder.on(keyword_search).on(image_search).on(shop_search)
}

fn keyword_search(search: KeywordSearch) -> Served {
    let query = Query {
        keyword: Some(search.keyword),
        filter: search.filter,
        prices: (search.price_start, search.price_end),
        sort: search.sort,
    };
    Served::response(&query.page(search.begin_page, search.page_size))
}

fn shop_search(search: ShopSearch) -> Served {
    let query = Query {
        keyword: search.keyword,
        filter: search.filter,
        prices: (search.price_start, search.price_end),
        sort: search.sort,
    };
    let Page { total_records, total_pages, page_size, current_page, items } =
        query.page(search.begin_page, search.page_size);
    let seller_open_id = Some(search.seller_open_id);
    Served::response(&ShopPage { total_records, total_pages, page_size, current_page, items, seller_open_id })
}

fn image_search(search: ImageSearch) -> Served {
    let query = Query {
        keyword: search.keyword,
        filter: search.filter,
        prices: (search.price_start, search.price_end),
        sort: search.sort,
    };
    let Page { total_records, page_size, current_page, items, .. } = query.page(search.begin_page, search.page_size);
    // Image search counts pages in another way than keyword search, in the samples as in life.
    let total_pages = total_records / u64::from(page_size.max(1));
    let regions = REGIONS.clone().and_then(|regions| serde_json::from_value(regions).ok());
    Served::response(&ImageSearchPage { total_records, total_pages, page_size, current_page, items, regions })
}

/// What the searches have in common.
struct Query {
    keyword: Option<String>,
    filter: Vec<SearchFilter>,
    prices: (Option<Yuan>, Option<Yuan>),
    sort: Option<Sort>,
}

impl Query {
    fn page(&self, number: u32, size: u32) -> Page<ProductSummary> {
        let mut found: Vec<_> = PRODUCTS.iter().filter(|product| self.finds(product)).cloned().collect();
        self.order(&mut found);
        let total_records = found.len() as u64;
        let size_in_items = size as usize;
        let skipped = size_in_items.saturating_mul(number.saturating_sub(1) as usize);
        Page {
            total_records,
            // The vendor's count: not the ceiling.
            total_pages: total_records / u64::from(size.max(1)) + 1,
            page_size: size,
            current_page: Some(number),
            items: found.into_iter().skip(skipped).take(size_in_items).collect(),
        }
    }

    fn finds(&self, product: &ProductSummary) -> bool {
        let title = format!("{} {}", product.subject, product.translated_subject).to_lowercase();
        let keyword = self.keyword.as_deref().unwrap_or_default().to_lowercase();
        let price = product.price_info.price;
        keyword.split_whitespace().all(|word| title.contains(word))
            && self.filter.iter().all(|filter| meets(product, filter))
            && self.prices.0.is_none_or(|least| price >= least)
            && self.prices.1.is_none_or(|most| price <= most)
    }

    fn order(&self, products: &mut [ProductSummary]) {
        let Some(Sort { name, value }) = &self.sort else { return };
        match name {
            SortKey::Price => products.sort_by_key(|product| product.price_info.price),
            SortKey::RepurchaseRate => products.sort_by_key(|product| product.repurchase_rate),
            SortKey::MonthSold => products.sort_by_key(|product| product.month_sold),
            SortKey::Unknown(_) => {}
        }
        if *value == SortOrder::Descending {
            products.reverse();
        }
    }
}

fn meets(product: &ProductSummary, filter: &SearchFilter) -> bool {
    match filter {
        SearchFilter::Dropshipping => product.dropshipping,
        SearchFilter::SelectedSource => product.selected_source,
        SearchFilter::CertifiedFactory => product.seller_identities.contains(&SellerIdentity::SuperFactory),
        _ => true,
    }
}
