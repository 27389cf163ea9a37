//! What the market of the stand-in refuses: unknown ids, and orders that it cannot fulfill.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use api_1688::{
    Category, Date, FreightItem, ImageSearch, Language, OfferId, OrderList, Product, ProductDetail, RankType,
    SalesTrend, ShopSearch, TopList,
};
use countersign::{Endpoint, ErrorKind};
use countersign_tests::market::{Market, freight, line, ordered, previewed, some};

/// The code inside of a refusal that the vendor's gateway forwards.
async fn refused<E: Endpoint>(market: &Market, request: E) -> String {
    let error = market.ask(request).await.err().unwrap_or_else(|| panic!("{} is refused", E::OPERATION.name()));
    assert_eq!((error.kind(), error.code()), (ErrorKind::Business, Some("1009")), "{error}");
    let body: serde_json::Value = serde_json::from_slice(error.body().unwrap()).unwrap();
    let data = &body["data"];
    assert_eq!(data["success"], false, "{data}");
    data["errorCode"].as_str().or(data["code"].as_str()).unwrap().to_owned()
}

#[tokio::test]
async fn unknown_ids_are_refused() {
    let (market, product) = (Market::default(), OfferId::from(1));
    let country = Language::English;
    let detail = ProductDetail::builder().offer_id(product).country(country.clone()).build();
    assert_eq!(refused(&market, detail).await, "OFFER_NOT_EXIST");
    let known = market.product(670_291_644_950, country.clone()).await;
    assert_eq!(
        refused(&market, {
            let mut changed = freight(&known, 1);
            changed.offer_id = product;
            changed
        })
        .await,
        "OFFER_NOT_EXIST"
    );
    let skus = vec![FreightItem::builder().sku_id(1).quantity(1).build()];
    assert_eq!(
        refused(&market, {
            let mut changed = freight(&known, 1);
            changed.skus = skus;
            changed
        })
        .await,
        "SKU_NOT_EXIST"
    );
    let (start_date, end_date) = (Date::new(2024, 6, 1).unwrap(), Date::new(2024, 6, 2).unwrap());
    assert_eq!(
        refused(&market, SalesTrend::builder().offer_id(product).start_date(start_date).end_date(end_date).build())
            .await,
        "OFFER_NOT_EXIST"
    );
    let shop = ShopSearch::builder().seller_open_id("nobody").country(country.clone()).build();
    assert_eq!(refused(&market, shop).await, "SELLER_NOT_EXIST");
    assert_eq!(refused(&market, Category::builder().category_id(1).build()).await, "CATEGORY_NOT_EXIST");
    let list = TopList::builder().rank_id(1).rank_type(RankType::Overall).limit(1).language(country.clone()).build();
    assert_eq!(refused(&market, list).await, "CATEGORY_NOT_EXIST");
    let image = ImageSearch::builder().image_id(1).country(country).build();
    assert_eq!(refused(&market, image).await, "IMAGE_NOT_EXIST");
}

#[tokio::test]
async fn preview_and_order_refuse_the_same_requests() {
    let market = Market::default();
    let mut products = Vec::new();
    for (_, product) in some(&market).await {
        products.push(product);
    }
    let with_skus = products.iter().find(|product| product.skus.len() > 1 && product.min_order_quantity == 1).unwrap();
    let no_skus = products.iter().find(|product| product.skus.is_empty()).unwrap();
    let mixed = |product: &&Product| product.mixed_batch.is_some() && product.min_order_quantity > 1;
    let minimum =
        products.iter().find(|product| product.min_order_quantity > 1 && product.mixed_batch.is_none()).unwrap();
    let mixed = products.iter().find(|product| mixed(product) && product.sale.price_tiers[0].price < 20.into());
    let stranger = products.iter().find(|product| product.seller_open_id != with_skus.seller_open_id).unwrap();
    let good = line(with_skus, 1);
    let stock = u32::try_from(with_skus.skus[0].stock).unwrap();
    let spec = |spec_id: &str| {
        let mut changed = good.clone();
        changed.spec_id = Some(spec_id.to_owned());
        changed
    };
    let foreign = stranger.skus.first().map_or("0", |sku| &sku.spec_id);
    let mut cases = vec![
        (
            vec![{
                let mut changed = good.clone();
                changed.offer_id = 1.into();
                changed
            }],
            "500_001",
        ),
        (
            vec![{
                let mut changed = good.clone();
                changed.spec_id = None;
                changed
            }],
            "500_002",
        ),
        (vec![good.clone(), line(stranger, stranger.min_order_quantity)], "500_002"),
        (vec![spec(foreign)], "500_003"),
        (
            vec![{
                let mut changed = line(no_skus, no_skus.min_order_quantity);
                changed.spec_id = Some(String::from("0"));
                changed
            }],
            "500_003",
        ),
        (
            vec![{
                let mut changed = good.clone();
                changed.quantity = stock + 1;
                changed
            }],
            "500_004",
        ),
        (
            vec![
                {
                    let mut changed = good.clone();
                    changed.quantity = stock;
                    changed
                },
                good.clone(),
            ],
            "500_004",
        ),
        (
            vec![
                {
                    let mut changed = good.clone();
                    changed.quantity = u32::MAX;
                    changed
                };
                50
            ],
            "500_004",
        ),
        (vec![line(minimum, minimum.min_order_quantity - 1)], "500_005"),
        (
            vec![{
                let mut changed = good.clone();
                changed.quantity = 0;
                changed
            }],
            "500_005",
        ),
    ];
    cases.extend(mixed.map(|mixed| (vec![line(mixed, 1)], "500_006")));
    assert_eq!(cases.len(), 11, "a product of a mixed batch was found");
    for (cargo, code) in cases {
        assert_eq!(refused(&market, previewed(cargo.clone())).await, code, "{cargo:?}");
        assert_eq!(refused(&market, ordered(cargo)).await, code);
    }
    assert_eq!(market.call(OrderList::builder().build()).await.total_records, Some(0), "nothing was ordered");
    market
        .call(previewed(vec![{
            let mut changed = good;
            changed.quantity = stock;
            changed
        }]))
        .await;
}
