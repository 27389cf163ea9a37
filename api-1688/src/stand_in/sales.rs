//! Sales: lists of the best products of a category, and sales by day.

use countersign_server::stand_in::{Served, ServiceBuilder};
use serde_json::{Value, json};

use super::detail::score;
use super::market::language::Language;
use super::market::lists::RANKINGS;
use super::market::product::{Product, Ships};
use super::market::{SEED, find, products};
use super::refused;
use crate::Date;
use crate::enumerations::RankType;
use crate::product::{SalesTrend, TopList};

/// The number of days over which sales are counted: the sum of this many consecutive days is always the same.
const MONTH: i32 = 30;

pub(super) fn answer_from(builder: ServiceBuilder) -> ServiceBuilder {
    builder.on(|asked: TopList| top_list(&asked)).on(|asked: SalesTrend| sales_trend(&asked))
}

fn top_list(asked: &TopList) -> Served {
    let language = Language::of(asked.language.as_str());
    let is_in = |product: &&Product| product.category_path().any(|id| id == asked.rank_id.get());
    let mut listed: Vec<_> = products().iter().filter(is_in).collect();
    if listed.is_empty() {
        return refused("查询榜单失败", "CATEGORY_NOT_EXIST", "类目不存在");
    }
    listed.sort_by_key(|product| place(product, &asked.rank_type));
    let name = RankType::ALL.iter().position(|each| *each == asked.rank_type).and_then(|index| RANKINGS.get(index));
    let listed = (1..).zip(listed).take(asked.limit as usize).map(|(rank, product)| ranked(product, rank, language));
    Served::response(&json!({
        "rankId": asked.rank_id.to_string(), "rankName": name.map(|name| name.to(language)), "rankType": asked.rank_type,
        "rankProductModels": listed.collect::<Vec<_>>(),
    }))
}

/// The key of a ranking, smallest first. The lists of hosts and of Vietnam have their own orders.
fn place(product: &Product, rank_type: &RankType) -> (u64, u64) {
    let sold = u64::MAX - product.month_sold;
    let own = || SEED.of(product.offer_id).bits(rank_type.as_str());
    match rank_type {
        RankType::Overall => (u64::MAX - product.score, sold),
        RankType::BestSellers | RankType::HostBestSellers | RankType::VietnamBestSellers => (sold, 0),
        RankType::GoodPrice => (product.price.get().unsigned_abs(), sold),
        RankType::HostEmerging => (product.age.unsigned_abs().into(), sold),
        _ => (own(), 0),
    }
}

fn ranked(product: &Product, rank: u32, language: Language) -> Value {
    let services = match product.ships {
        Ships::Today | Ships::In24Hours => &["sendGoods24H"][..],
        Ships::In48Hours => &["sendGoods48H"],
        Ships::Later => &[],
    };
    json!({
        "itemId": product.offer_id, "title": product.subject(), "translateTitle": product.title(language),
        "imgUrl": product.main_image(), "sort": rank, "serviceList": services, "buyerNum": product.buyers,
        "soldOut": product.month_sold, "goodsScore": score(product.score),
    })
}

/// The number of units sold on each day. No day is too early or too late: sales are the same in every month.
fn sales_trend(asked: &SalesTrend) -> Served {
    let Some(product) = find(asked.offer_id) else {
        return refused("查询销量趋势失败", "OFFER_NOT_EXIST", "商品不存在");
    };
    let first = Date::new(1970, 1, 1);
    let days = std::iter::successors(Some(asked.start_date), |day| day.plus_days(1));
    let days = days.take_while(|day| *day <= asked.end_date).map(|day| {
        let number = first.map_or(0, |first| first.days_until(day)).rem_euclid(MONTH);
        json!({ "date": day, "value": sold_on(product, number).to_string() })
    });
    Served::response(&days.collect::<Vec<_>>())
}

/// The share of one day in the sales of a month. Days have different weights, and nothing is lost by rounding.
fn sold_on(product: &Product, number: i32) -> u64 {
    let seed = SEED.of(product.offer_id);
    let weight = |day: i32| 10 + seed.below(&format!("day {day}"), 30);
    let until = |end: i32| (0..end).map(weight).sum::<u64>();
    let all = until(MONTH);
    let sold_until = |end| (product.month_sold * until(end)).checked_div(all).unwrap_or_default();
    sold_until(number + 1) - sold_until(number)
}
