//! `cargo bench -p countersign-tests --bench decode`: the cost of reading the 20-item keyword page, compared with
//! serde_json into plain derived structs.
//!
//! The plain structs take the page as it is: prices, shares and values of enumerations stay strings. Ours turn them
//! into decimals and enumerations, decode leniently, and count drift.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot run should say so at once")]

use api_1688::{KeywordSearch, Page, ProductSummary};
use countersign::{Answer, Endpoint, Envelope};
use countersign_tests::measure::compare;
use serde::Deserialize;

const PAGE: &str = include_str!("../../api-1688/samples/keyword-search.response.json");
const LIMIT: f64 = 1.05;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, not used")]
struct PlainEnvelope {
    code: u32,
    message: String,
    data: PlainPage,
    timestamp: i64,
    trace_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, not used")]
struct PlainPage {
    total_records: u64,
    total_page: u64,
    page_size: u32,
    current_page: Option<u32>,
    data: Vec<PlainProduct>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, not used")]
struct PlainProduct {
    image_url: String,
    subject: String,
    subject_trans: String,
    offer_id: u64,
    is_jxhy: bool,
    price_info: PlainPrices,
    repurchase_rate: String,
    month_sold: u64,
    trace_info: String,
    is_one_psale: bool,
    seller_identities: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "read, not used")]
struct PlainPrices {
    price: String,
    jxhy_price: Option<String>,
    pf_jxhy_price: Option<String>,
    consign_price: Option<String>,
}

fn main() {
    let answer = Answer::new(http::StatusCode::OK, PAGE);
    let envelope = Envelope::default();
    let plain = || serde_json::from_slice::<PlainEnvelope>(PAGE.as_bytes()).unwrap();
    let ours = || envelope.read::<Page<ProductSummary>>(KeywordSearch::OPERATION, &answer).unwrap();
    let comparison = compare(301, 50, plain, ours);
    println!("{} bytes, {} items", PAGE.len(), ours().items.len());
    println!("plain structs  {:>8.1?}", comparison.floor);
    println!("countersign    {:>8.1?}  {:.2} × plain (limit {LIMIT})", comparison.work, comparison.ratio);
}
