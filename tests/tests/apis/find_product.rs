//! The example `find_product`: one table over all markets.
#![allow(clippy::unwrap_used, reason = "a failure shows its line")]
#![allow(unreachable_pub, clippy::exhaustive_structs, reason = "nobody depends on a test")]

#[path = "../../../examples/find_product/markets.rs"]
mod markets;

use std::collections::BTreeSet;

#[tokio::test]
async fn every_market_finds_the_keyword_and_has_a_price_in_yuan() {
    let found = markets::find("连衣裙", 3).await.unwrap();
    let markets: BTreeSet<&str> = found.iter().map(|product| product.market).collect();
    assert_eq!(markets, ["API_1688", "API_POIZON", "API_TAOBAO"].into());
    let table = markets::table(&found).to_string();
    assert_eq!(table.matches("stand-in").count(), found.len(), "{table}");
    for product in &found {
        let price = product.price.unwrap();
        assert!(price > "5".parse().unwrap() && price < "5000".parse().unwrap(), "{product:?}");
        assert!(product.title.to_lowercase().contains("dress"), "{product:?}");
        assert!(table.contains(&product.id), "{table}");
    }
    for market in markets {
        assert_eq!(found.iter().filter(|product| product.market == market).count(), 3, "{market}");
    }
}
