//! The market of the stand-in: its products, their languages, and how a product is found.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::collections::BTreeSet;

use api_1688::{
    Category, ImageSearch, KeywordSearch, Language, OfferId, ProductSummary, SearchNavigation, ShopSearch, Sort,
    SortKey, SortOrder, UploadImage, UploadImageByUrl,
};
use countersign_tests::market::{LANGUAGES, Market, search};
use serde_json::Value;

fn ids(products: &[ProductSummary]) -> BTreeSet<OfferId> {
    products.iter().map(|product| product.offer_id).collect()
}

fn in_language(keyword: &str, country: Language) -> KeywordSearch {
    let mut changed = search(keyword);
    changed.country = country;
    changed
}

/// A word without its ending, as search engines stem it.
fn is_latin(text: &str) -> bool {
    text.chars().all(|letter| letter.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&letter))
}

#[tokio::test]
async fn the_market_has_120_products_of_10_sellers_in_8_categories() {
    let market = Market::default();
    let found = market.all(search("")).await;
    assert!(found.len() >= 120 && ids(&found).len() == found.len(), "{} products", found.len());
    let (mut sellers, mut categories) = (BTreeSet::new(), BTreeSet::new());
    for product in &found {
        let product = market.product(product.offer_id, Language::English).await;
        categories.insert(product.top_category_id);
        sellers.insert(product.seller_open_id);
    }
    assert_eq!((sellers.len(), categories.len()), (10, 8));
}

#[tokio::test]
async fn titles_are_in_the_requested_language() {
    let market = Market::default();
    let chinese = market.all(in_language("", "zh".parse().unwrap())).await;
    assert!(chinese.iter().all(|product| product.subject == product.translated_subject));
    let mut titles = vec![chinese.iter().map(|product| product.subject.clone()).collect::<Vec<_>>()];
    for language in LANGUAGES {
        let found = market.all(in_language("", language.clone())).await;
        for (product, chinese) in found.iter().zip(&chinese) {
            assert_eq!((product.offer_id, &product.subject), (chinese.offer_id, &chinese.subject));
            let title = &product.translated_subject;
            let has = |range: std::ops::RangeInclusive<char>| title.chars().any(|letter| range.contains(&letter));
            let fits = match language {
                Language::Russian => has('а'..='я'),
                Language::Japanese => has('ぁ'..='ヿ') || has('一'..='鿿'),
                Language::Korean => has('가'..='힣'),
                Language::Thai => has('ก'..='๛'),
                Language::Arabic => has('ء'..='ي'),
                Language::English | Language::Indonesian => title.is_ascii(),
                Language::French | Language::Portuguese | Language::Spanish => is_latin(title),
                _ => !has('一'..='鿿') && !has('а'..='я'),
            };
            assert!(fits, "{language}: {title}");
        }
        titles.push(found.into_iter().map(|product| product.translated_subject).collect());
    }
    for (index, one) in titles.iter().enumerate() {
        for other in &titles[..index] {
            let same = one.iter().zip(other).filter(|(one, other)| one == other).count();
            assert!(same * 20 < one.len(), "{same} titles are the same in two languages: {:?}", one.first());
        }
    }
}

#[tokio::test]
async fn summer_and_dresses_are_found_in_any_language() {
    let market = Market::default();
    let summer =
        ["夏季", "summer", "летн", "mùa hè", "夏", "여름", "été", "verão", "verano", "ฤดูร้อน", "musim panas", "صيف"];
    let dress = [
        "连衣裙",
        "dress",
        "платье",
        "đầm",
        "ワンピース",
        "원피스",
        "robe",
        "vestido",
        "vestido",
        "เดรส",
        "gaun",
        "فستان",
    ];
    for words in [summer, dress] {
        let chinese = ids(&market.all(search(words[0])).await);
        for word in words {
            let found = ids(&market.all(search(word)).await);
            assert!(found.len() >= 20 && found.is_superset(&chinese), "{word}: {} of {}", found.len(), chinese.len());
        }
    }
    let both = market.all(search("夏季 连衣裙")).await;
    assert!(!both.is_empty() && ids(&market.all(search("Summer dress")).await).is_superset(&ids(&both)));
}

#[tokio::test]
async fn a_product_is_found_by_each_of_its_titles() {
    let market = Market::default();
    let every_language = LANGUAGES.iter().cloned().chain(["zh".parse().unwrap()]);
    for language in every_language {
        for product in market.all(in_language("", language.clone())).await.iter().step_by(7) {
            let found = market.all(in_language(&product.translated_subject, language.clone())).await;
            assert!(found.contains(product), "{}", product.translated_subject);
        }
    }
    // A word does not match inside another one.
    let (men, women) = (ids(&market.all(search("men's")).await), ids(&market.all(search("women's")).await));
    assert!(men.is_disjoint(&women));
}

#[tokio::test]
async fn numbers_and_sizes_of_pages_agree() {
    let market = Market::default();
    for keyword in ["", "夏季", "连衣裙"] {
        for page_size in [7, 20, 50] {
            let whole = market.all(search(keyword)).await;
            let (mut collected, mut begin_page) = (Vec::new(), 1);
            loop {
                let page = market
                    .call({
                        let mut changed = search(keyword);
                        changed.begin_page = begin_page;
                        changed.page_size = page_size;
                        changed
                    })
                    .await;
                assert_eq!((page.current_page, page.page_size), (Some(begin_page), page_size));
                assert_eq!(page.total_records, whole.len() as u64);
                assert_eq!(page.total_pages, page.total_records / u64::from(page_size) + 1, "as the vendor counts");
                if page.items.is_empty() {
                    break;
                }
                collected.extend(page.items);
                begin_page += 1;
            }
            assert_eq!(collected, whole);
            assert_eq!(begin_page - 1, u32::try_from(whole.len()).unwrap().div_ceil(page_size));
        }
    }
    let far = market
        .call({
            let mut changed = search("");
            changed.begin_page = u32::MAX;
            changed
        })
        .await;
    assert!(far.items.is_empty() && far.total_records >= 120);
}

#[tokio::test]
async fn a_price_range_has_both_its_bounds() {
    let market = Market::default();
    let all = market.all(search("")).await;
    let price = |product: &ProductSummary| product.price_info.price;
    let (least, most) = (price(&all[30]).min(price(&all[90])), price(&all[30]).max(price(&all[90])));
    for (price_start, price_end) in [(Some(least), None), (None, Some(most)), (Some(least), Some(most))] {
        let found = market
            .all({
                let mut changed = search("");
                changed.price_start = price_start;
                changed.price_end = price_end;
                changed
            })
            .await;
        let fits = |product: &&ProductSummary| {
            price_start.is_none_or(|least| price(product) >= least)
                && price_end.is_none_or(|most| price(product) <= most)
        };
        let fitting: Vec<_> = all.iter().filter(fits).cloned().collect();
        assert!(!fitting.is_empty() && fitting.len() < all.len());
        assert_eq!(found, fitting);
    }
}

#[tokio::test]
async fn a_search_is_sorted_by_every_key_in_both_directions() {
    let market = Market::default();
    for key in SortKey::ALL {
        let sorted = async |order| {
            market
                .all({
                    let mut changed = search("");
                    changed.sort = Some(Sort::new(key.clone(), order));
                    changed
                })
                .await
        };
        let of = |product: &ProductSummary| match key {
            SortKey::Price => product.price_info.price.to_decimal(),
            SortKey::RepurchaseRate => product.repurchase_rate.as_fraction(),
            _ => product.month_sold.into(),
        };
        let (up, down) = (sorted(SortOrder::Ascending).await, sorted(SortOrder::Descending).await);
        assert!(up.is_sorted_by_key(of) && down.iter().rev().is_sorted_by_key(of), "{key}");
        assert_eq!((ids(&up), up.len()), (ids(&down), down.len()));
        assert!(of(&up[0]) < of(&down[0]), "{key}");
    }
}

#[tokio::test]
async fn a_picture_finds_its_product_and_what_looks_like_it() {
    let market = Market::default();
    for product in market.all(search("")).await.iter().step_by(11) {
        let uploaded = market.call(UploadImageByUrl::builder().picture_url(product.image_url.clone()).build()).await;
        let by_id = ImageSearch::builder().image_id(uploaded.image_id).country(Language::English).build();
        let by_url = ImageSearch::builder().image_url(&product.image_url).country(Language::English).build();
        for search in [by_id, by_url] {
            let page = market.call(search.clone()).await;
            assert_eq!(page.items.first(), Some(product));
            assert!(page.total_records > 1 && page.items.len() as u64 == page.total_records.min(20));
            let second = market
                .call({
                    let mut changed = search.clone();
                    changed.begin_page = 2;
                    changed.page_size = 3;
                    changed
                })
                .await;
            assert_eq!(second.items[..], page.items[3..6]);
            assert_eq!(second.total_pages, page.total_records / 3, "as the vendor counts");
            let cheap = {
                let mut changed = search.clone();
                changed.price_end = Some(product.price_info.price);
                changed
            };
            assert!(
                market.call(cheap).await.items.iter().all(|found| found.price_info.price <= product.price_info.price)
            );
            let none = {
                let mut changed = search;
                changed.keyword = Some(String::from("no such thing"));
                changed
            };
            assert_eq!(market.call(none).await.total_records, 0);
        }
    }
    // Any picture finds something, and always the same.
    let upload = || UploadImage::builder().image((0..=255).collect::<Vec<u8>>()).build();
    let (one, again) = (market.call(upload()).await, market.call(upload()).await);
    assert_eq!(one, again);
    let found = market.call(ImageSearch::builder().image_id(one.image_id).country(Language::Thai).build()).await;
    assert!(found.total_records > 1);
}

#[tokio::test]
async fn every_seller_has_a_shop_of_its_own_products() {
    let market = Market::default();
    let mut sold = 0;
    let mut seen = BTreeSet::new();
    for product in market.all(search("")).await {
        let seller = market.product(product.offer_id, Language::English).await.seller_open_id;
        let shop = ShopSearch::builder().seller_open_id(&seller).country(Language::English).page_size(50).build();
        let page = market.call(shop.clone()).await;
        assert!(page.items.contains(&product) && page.seller_open_id.as_ref() == Some(&seller));
        if seen.insert(seller) {
            sold += page.total_records;
            let keyword = market
                .call({
                    let mut changed = shop.clone();
                    changed.keyword = Some(product.subject.clone());
                    changed
                })
                .await;
            assert!(keyword.items.contains(&product));
            let dearest = {
                let mut changed = shop;
                changed.sort = Some(Sort::new(SortKey::Price, SortOrder::Descending));
                changed
            };
            assert!(market.call(dearest).await.items.iter().rev().is_sorted_by_key(|found| found.price_info.price));
        }
    }
    assert_eq!(sold, market.call(search("")).await.total_records, "every product is in one shop");
}

#[tokio::test]
async fn the_tree_of_categories_leads_to_every_product() {
    let market = Market::default();
    let category = async |id| market.call(Category::builder().category_id(id).build()).await.remove(0);
    let found_in = async |id| {
        ids(&market
            .all({
                let mut changed = search("");
                changed.category_id = Some(id);
                changed
            })
            .await)
    };
    let root = category(0.into()).await;
    assert_eq!(market.call(Category::builder().build()).await.first(), Some(&root));
    let mut found = BTreeSet::new();
    let mut open: Vec<_> = root.children.iter().map(|child| (child.id, root.id.unwrap())).collect();
    assert_eq!(open.len(), 8);
    while let Some((id, parent)) = open.pop() {
        let entry = category(id).await;
        assert_eq!((entry.id, &entry.parent_ids[..]), (Some(id), &[parent][..]));
        assert_eq!(entry.is_leaf == Some(true), entry.children.is_empty() && !found_in(id).await.is_empty());
        for offer in found_in(id).await {
            let product = market.product(offer, Language::English).await;
            let path = [Some(product.top_category_id), Some(product.second_category_id), product.third_category_id];
            assert!(path.contains(&Some(id)));
            if entry.is_leaf == Some(true) {
                assert_eq!(product.category_id, id);
                found.insert(offer);
            }
        }
        open.extend(entry.children.iter().map(|child| (child.id, id)));
    }
    assert_eq!(found, ids(&market.all(search("")).await));
    assert!(found_in(1.into()).await.is_empty(), "there is no such category");
}

#[tokio::test]
async fn navigation_narrows_the_search_it_was_made_for() {
    let market = Market::default();
    for keyword in ["连衣裙", "手机", "dress"] {
        let all = market.all(search(keyword)).await;
        let navigation = SearchNavigation::builder().keyword(keyword).language("ja_JP").build();
        let groups = market.call(navigation).await;
        assert!(groups.len() > 1);
        for group in &groups {
            assert!(group.translated_name.is_some() && group.translated_name != group.name);
            let mut sum = BTreeSet::new();
            for value in &group.children {
                assert!(value.id.starts_with(&format!("{}:", group.id)));
                let narrow = {
                    let mut changed = search(keyword);
                    changed.search_navigation_id = Some(value.id.clone());
                    changed
                };
                let found = market.all(narrow).await;
                assert!(!found.is_empty() && found.len() <= all.len(), "{value:?}");
                assert!(ids(&found).is_subset(&ids(&all)) && ids(&found).is_disjoint(&sum));
                sum.extend(ids(&found));
            }
            let whole = {
                let mut changed = search(keyword);
                changed.search_navigation_id = Some(group.id.clone());
                changed
            };
            assert_eq!(ids(&market.all(whole).await), sum);
        }
    }
    let unknown = {
        let mut changed = search("");
        changed.search_navigation_id = Some(String::from("1:2"));
        changed
    };
    assert!(market.all(unknown).await.is_empty());
}

#[test]
fn two_markets_are_the_same_to_the_byte() {
    let raw = |search: &KeywordSearch| -> Value { Market::default().raw(search) };
    for keyword in ["", "夏季", "dress"] {
        assert_eq!(raw(&search(keyword)), raw(&search(keyword)));
    }
    let detail = |market: &Market| {
        let search = market.raw(&search("dress"));
        let offer_id = search["data"][0]["offerId"].as_u64().unwrap();
        market.raw(&api_1688::ProductDetail::builder().offer_id(offer_id).country(Language::Korean).build())
    };
    assert_eq!(detail(&Market::default()).to_string(), detail(&Market::default()).to_string());
}
