//! Every operation of an API: a request with a value for each kind of parameter is encoded and parsed through the table
//! of operations, like in the stand-in and the tools.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::fmt::Debug;

use api_1688::product::FreightItem;
use api_1688::{
    CancelOrder, CancelReason, CargoLine, Category, Client, ConfirmReceipt, Date, FreightEstimate, ImageRegion,
    ImageSearch, Language, OrderDetails, OrderList, OrderStatus, PasswordFreePay, PaymentLinks, RankType, SalesTrend,
    SearchFilter, SearchNavigation, ShopSearch, Sort, SortKey, SortOrder, TopList, UploadImageByUrl, Website,
};
use countersign::{Endpoint, Entry};
use countersign_tests::requests::{
    accepted, client, create_order, keyword_search, prepare, preview_order, product_detail, round_trips, simplified,
    upload_image,
};

/// Checks both directions, through the types and through the table of operations, which the stand-in uses.
fn round_trips_by_name<E: Endpoint + PartialEq + Debug + Clone>(seen: &mut Vec<&'static str>, request: &E) {
    round_trips(request);
    let named = |entry: &&Entry| entry.operation().name() == E::OPERATION.name();
    let entry = Client::ENTRIES.iter().find(named).expect("is in the table");
    let prepared = prepare(simplified(), request).request;
    let received = accepted::<E>(simplified(), &prepared).expect("is accepted");
    let parsed = entry.parse(&received).expect("is readable");
    let again = client(simplified()).prepare(&*parsed).unwrap().request;
    assert_eq!((again.uri(), again.body()), (prepared.uri(), prepared.body()));
    assert_eq!(parsed.into_any().downcast_ref::<E>(), Some(request));
    seen.push(entry.operation().name());
}

#[test]
fn every_operation_of_the_table_round_trips() {
    let mut seen = Vec::new();
    let cheapest = || Some(Sort::new(SortKey::MonthSold, SortOrder::Descending));
    let order_id = 2_257_164_624_870_311_973_u64;
    round_trips_by_name(
        &mut seen,
        &UploadImageByUrl::builder().picture_url("https://a.example/b.jpg?x=1&y=2#f").build(),
    );
    round_trips_by_name(&mut seen, &upload_image());
    round_trips_by_name(&mut seen, &{
        let mut made = ImageSearch::builder()
            .image_id(1_164_408_192_156_408_878)
            .country(Language::Arabic)
            .begin_page(1)
            .page_size(20)
            .region(ImageRegion { x0: 266, x1: 799, y0: 48, y1: 581 })
            .filter(vec![SearchFilter::SelectedSource])
            .out_member_id("会员")
            .price_start(0)
            .price_end("99.99".parse::<api_1688::Yuan>().unwrap())
            .category_id(0)
            .keyword("轮胎")
            .auxiliary_text("a=b&c")
            .build();
        made.sort = cheapest();
        made
    });
    round_trips_by_name(&mut seen, &keyword_search());
    round_trips_by_name(&mut seen, &product_detail());
    round_trips_by_name(&mut seen, &Category::builder().build());
    round_trips_by_name(
        &mut seen,
        &ShopSearch::builder()
            .seller_open_id("BBBJ+/==")
            .country(Language::Korean)
            .begin_page(3)
            .page_size(1)
            .category_id(15)
            .build(),
    );
    round_trips_by_name(
        &mut seen,
        &FreightEstimate::builder()
            .offer_id(670_291_644_950)
            .to_province_code("330000")
            .to_city_code("330100")
            .to_district_code("330108")
            .total_quantity(3)
            .skus(vec![
                FreightItem::builder().sku_id(4_829_152_353_068).quantity(2).build(),
                FreightItem::builder().quantity(1).build(),
            ])
            .build(),
    );
    round_trips_by_name(
        &mut seen,
        &SearchNavigation::builder().keyword("手机").language("en_US").currency("USD").build(),
    );
    round_trips_by_name(&mut seen, &preview_order());
    let cargo = vec![CargoLine::builder().offer_id(u64::MAX).quantity(u32::MAX).build()];
    round_trips_by_name(&mut seen, &{
        let mut changed = create_order("T20240708002");
        changed.cargo = cargo;
        changed
    });
    round_trips_by_name(
        &mut seen,
        &CancelOrder::builder()
            .website(Website::China)
            .order_id(order_id)
            .reason(CancelReason::ALL[0].clone())
            .remark(String::new())
            .build(),
    );
    round_trips_by_name(&mut seen, &OrderDetails::builder().website(Website::China).order_id(order_id).build());
    round_trips_by_name(
        &mut seen,
        &OrderList::builder()
            .created_from("20250702211113000+0800".parse::<api_1688::Timestamp>().unwrap())
            .created_until("20250902211113123+0800".parse::<api_1688::Timestamp>().unwrap())
            .status(OrderStatus::Success)
            .out_order_id(String::new())
            .page(1)
            .page_size(7)
            .build(),
    );
    round_trips_by_name(
        &mut seen,
        &ConfirmReceipt::builder()
            .order_id(56_623_232_655_125_698)
            .order_item_ids([562_356_635_566_365_512, u64::MAX])
            .build(),
    );
    round_trips_by_name(&mut seen, &PaymentLinks::builder().order_ids([order_id, 1]).build());
    round_trips_by_name(&mut seen, &PasswordFreePay::builder().order_id(order_id).build());
    round_trips_by_name(
        &mut seen,
        &TopList::builder()
            .rank_id(111)
            .rank_type(RankType::ALL[0].clone())
            .limit(20)
            .language(Language::English)
            .build(),
    );
    round_trips_by_name(
        &mut seen,
        &SalesTrend::builder()
            .offer_id(670_291_644_950)
            .start_date(Date::new(2024, 2, 29).unwrap())
            .end_date(Date::new(2024, 3, 1).unwrap())
            .build(),
    );
    assert_eq!(seen, Client::OPERATIONS.iter().map(|operation| operation.name()).collect::<Vec<_>>());
}
