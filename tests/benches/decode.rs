//! `cargo bench -p countersign-tests --bench decode`: the cost of reading the 20-item keyword page, compared with
//! serde_json into plain derived structs.
//!
//! The plain structs take the page as it is: prices, shares and values of enumerations stay strings. Ours turn them
//! into decimals and enumerations, decode leniently, and count drift.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot run should say so at once")]

use api_1688::{KeywordSearch, Page, ProductSummary};
use countersign::{Answer, Endpoint, Envelope};
use countersign_tests::by_hand;
use countersign_tests::measure::compare;

const PAGE: &str = include_str!("../../api-1688/samples/keyword-search.response.json");
const LIMIT: f64 = 0.8;

fn main() {
    let answer = Answer::new(http::StatusCode::OK, PAGE);
    let envelope = Envelope::default();
    let plain = || by_hand::read(PAGE.as_bytes()).unwrap();
    let ours = || envelope.read::<Page<ProductSummary>>(KeywordSearch::OPERATION, &answer).unwrap();
    let comparison = compare(301, 50, plain, ours);
    println!("{} bytes, {} items", PAGE.len(), ours().items.len());
    println!("plain structs  {:>8.1?}", comparison.floor);
    println!("countersign    {:>8.1?}  {:.2} × plain (limit {LIMIT})", comparison.work, comparison.ratio);
}
