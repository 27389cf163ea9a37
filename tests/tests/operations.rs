//! Every operation of the table of contents: a request with a value for each kind of parameter goes through the table
//! and back, as it does in the stand-in and the tools.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failed test says where")]

use std::fmt::Debug;

use api_1688::product::FreightItem;
use api_1688::{
    CancelOrder, CancelReason, CargoLine, Category, Client, ConfirmReceipt, CreateOrder, Date, FreightEstimate,
    ImageRegion, ImageSearch, Language, OrderDetails, OrderList, OrderStatus, PasswordFreePay, PaymentLinks, RankType,
    SalesTrend, SearchFilter, SearchNavigation, ShopSearch, Sort, SortKey, SortOrder, TopList, UploadImageByUrl,
    Website,
};
use countersign::{Endpoint, Entry};
use countersign_tests::requests::{
    accepted, client, create_order, keyword_search, prepare, preview_order, product_detail, round_trips, simplified,
    upload_image,
};

/// Both ways through the types and through the table of operations, which is how the stand-in goes.
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
        &UploadImageByUrl { picture_url: String::from("https://a.example/b.jpg?x=1&y=2#f") },
    );
    round_trips_by_name(&mut seen, &upload_image());
    round_trips_by_name(
        &mut seen,
        &ImageSearch {
            image_id: Some(1_164_408_192_156_408_878.into()),
            image_address: None,
            image_url: None,
            country: Language::Arabic,
            begin_page: 1,
            page_size: 20,
            region: Some(ImageRegion { x0: 266, x1: 799, y0: 48, y1: 581 }),
            filter: vec![SearchFilter::SelectedSource],
            sort: cheapest(),
            out_member_id: Some(String::from("会员")),
            price_start: Some(0.into()),
            price_end: Some("99.99".parse().unwrap()),
            category_id: Some(0.into()),
            keyword: Some(String::from("轮胎")),
            auxiliary_text: Some(String::from("a=b&c")),
        },
    );
    round_trips_by_name(&mut seen, &keyword_search());
    round_trips_by_name(&mut seen, &product_detail());
    round_trips_by_name(&mut seen, &Category { category_id: None });
    round_trips_by_name(
        &mut seen,
        &ShopSearch {
            seller_open_id: String::from("BBBJ+/=="),
            country: Language::Korean,
            begin_page: 3,
            page_size: 1,
            keyword: None,
            filter: vec![],
            sort: None,
            out_member_id: None,
            price_start: None,
            price_end: None,
            category_id: Some(15.into()),
            region_opportunity: None,
            product_collection_id: None,
            search_navigation_id: None,
        },
    );
    round_trips_by_name(
        &mut seen,
        &FreightEstimate {
            offer_id: 670_291_644_950.into(),
            to_province_code: String::from("330000"),
            to_city_code: String::from("330100"),
            to_district_code: String::from("330108"),
            total_quantity: 3,
            skus: vec![
                FreightItem { sku_id: Some(4_829_152_353_068.into()), quantity: 2 },
                FreightItem { sku_id: None, quantity: 1 },
            ],
        },
    );
    round_trips_by_name(
        &mut seen,
        &SearchNavigation {
            keyword: Some(String::from("手机")),
            language: Some(String::from("en_US")),
            region: None,
            currency: Some(String::from("USD")),
        },
    );
    round_trips_by_name(&mut seen, &preview_order());
    let cargo = vec![CargoLine { offer_id: u64::MAX.into(), spec_id: None, quantity: u32::MAX }];
    round_trips_by_name(&mut seen, &CreateOrder { cargo, ..create_order("T20240708002") });
    round_trips_by_name(
        &mut seen,
        &CancelOrder {
            website: Website::China,
            order_id: order_id.into(),
            reason: CancelReason::ALL[0].clone(),
            remark: String::new(),
        },
    );
    round_trips_by_name(&mut seen, &OrderDetails { website: Website::China, order_id: order_id.into() });
    round_trips_by_name(
        &mut seen,
        &OrderList {
            created_from: Some("20250702211113000+0800".parse().unwrap()),
            created_until: Some("20250902211113123+0800".parse().unwrap()),
            status: Some(OrderStatus::Success),
            out_order_id: Some(String::new()),
            product_name: None,
            page: 1,
            page_size: 7,
        },
    );
    round_trips_by_name(
        &mut seen,
        &ConfirmReceipt {
            order_id: 56_623_232_655_125_698.into(),
            order_item_ids: vec![562_356_635_566_365_512.into(), u64::MAX.into()],
        },
    );
    round_trips_by_name(&mut seen, &PaymentLinks { order_ids: vec![order_id.into(), 1.into()] });
    round_trips_by_name(&mut seen, &PasswordFreePay { order_id: order_id.into() });
    round_trips_by_name(
        &mut seen,
        &TopList { rank_id: 111.into(), rank_type: RankType::ALL[0].clone(), limit: 20, language: Language::English },
    );
    round_trips_by_name(
        &mut seen,
        &SalesTrend {
            offer_id: 670_291_644_950.into(),
            start_date: Date::new(2024, 2, 29).unwrap(),
            end_date: Date::new(2024, 3, 1).unwrap(),
        },
    );
    assert_eq!(seen, Client::OPERATIONS.iter().map(|operation| operation.name()).collect::<Vec<_>>());
}
