//! Products of the market, followed through the operations of the stand-in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use api_1688::{
    Category, ConfirmReceipt, Date, Fen, Language, OrderDetails, OrderList, OrderStatus, PasswordFreePay, PaymentLinks,
    Product, QuoteType, RankType, SalesTrend, SearchFilter, SellerIdentity, ShippingTime, ShopSearch, Sku, Tag,
    TopList, Website, Yuan,
};
use countersign_tests::market::{Market, freight, line, ordered, previewed, search, some};
use countersign_tests::requests::address;

/// The price of one piece of a SKU at this quantity (yuan), by the rules of the product.
fn price(product: &Product, sku: Option<&Sku>, quantity: u32) -> Yuan {
    match product.sale.quote_type {
        QuoteType::BySku => sku.unwrap().price.unwrap(),
        _ => {
            let fits = |tier: &&api_1688::product::PriceTier| tier.start_quantity <= u64::from(quantity);
            let tier = product.sale.price_tiers.iter().rev().find(fits).unwrap();
            tier.promotion_price.unwrap_or(tier.price)
        }
    }
}

#[tokio::test]
async fn search_and_detail_show_the_same_product() {
    let market = Market::default();
    for (summary, product) in some(&market).await {
        let names = (&summary.subject, &summary.translated_subject, summary.offer_id, summary.selected_source);
        let detailed = (&product.subject, &product.translated_subject, product.offer_id, product.selected_source);
        assert_eq!(names, detailed);
        assert_eq!(product.images.images.first(), Some(&summary.image_url));
        assert_eq!((product.sold, &product.offer_identities), (summary.month_sold, &summary.seller_identities));
        let has = |tag: &Tag| product.tags.iter().any(|each| each.key == *tag && each.value);
        assert_eq!(has(&Tag::Dropshipping), summary.dropshipping);
        let lowest = match product.sale.quote_type {
            QuoteType::BySku => product.skus.iter().map(|sku| sku.price.unwrap()).min().unwrap(),
            _ => product.sale.price_tiers[0].price,
        };
        assert_eq!(lowest, summary.price_info.price, "{}", summary.offer_id);
        assert_eq!(product.skus.is_empty(), product.sale.quote_type == QuoteType::ByQuantityWithoutSkus);
        if !product.skus.is_empty() {
            assert_eq!(product.skus.iter().map(|sku| sku.stock).sum::<u64>(), product.sale.stock);
            let dropship = product.skus.iter().filter_map(|sku| sku.dropship_price).min();
            assert_eq!(dropship, summary.price_info.dropship_price);
        }
        assert_eq!(product.sale.price_tiers[0].start_quantity, u64::from(product.min_order_quantity));
        let estimate = market.call(freight(&product, 1)).await;
        assert_eq!((estimate.offer_id, estimate.skus.len()), (product.offer_id, product.skus.len()));
    }
}

#[tokio::test]
async fn an_order_costs_what_detail_freight_and_preview_say() {
    let market = Market::default();
    for (_, product) in some(&market).await {
        let (sku, quantity) = (product.skus.first(), product.min_order_quantity * 3);
        let cargo = vec![line(&product, quantity)];
        let unit = price(&product, sku, quantity).to_minor().unwrap();
        let estimate = market.call(freight(&product, quantity)).await;
        let carriage = if estimate.free_postage { Fen::ZERO } else { estimate.freight.unwrap().to_minor().unwrap() };

        let preview = market.call(previewed(cargo.clone())).await.previews.remove(0);
        assert_eq!(preview.lines[0].amount.unwrap().to_minor(), Some(unit * quantity), "lines are in yuan");
        assert_eq!(preview.total_without_freight, Some(unit * quantity), "totals are in fen");
        assert_eq!((preview.freight, preview.total), (Some(carriage), Some(unit * quantity + carriage)));
        assert_eq!(
            (preview.lines[0].sku_id, preview.lines[0].offer_id),
            (sku.map(|sku| sku.id), Some(product.offer_id))
        );

        let created = market.call(ordered(cargo)).await;
        assert_eq!((created.total, created.freight), (preview.total, preview.freight));
        let order_id = created.order_id.unwrap();
        let order = market.call(OrderDetails::builder().website(Website::China).order_id(order_id).build()).await;
        let (base, item) = (order.base.as_ref().unwrap(), &order.items[0]);
        assert_eq!(base.total, preview.total.map(Fen::to_major));
        assert_eq!((base.goods_total, base.freight), (Some((unit * quantity).to_major()), Some(carriage.to_major())));
        assert_eq!(
            (item.offer_id, item.sku_id, &item.name),
            (Some(product.offer_id), sku.map(|sku| sku.id), &Some(product.subject.clone()))
        );
        assert_eq!((item.amount, item.quantity), (base.goods_total, Some(f64::from(quantity))));
        assert_eq!(item.image_urls.first(), product.images.images.first());
        assert_eq!(item.properties.len(), sku.map_or(0, |sku| sku.attributes.len()));
        let receiver = base.receiver.as_ref().unwrap();
        assert_eq!(receiver.full_name, Some(address().full_name));
    }
}

#[tokio::test]
async fn an_order_of_several_products_of_a_seller_is_paid_and_confirmed_line_by_line() {
    let market = Market::default();
    let first = market.call(search("dress")).await.items.pop().unwrap();
    let seller = market.product(first.offer_id, Language::English).await.seller_open_id;
    let shop = market.call(ShopSearch::builder().seller_open_id(&seller).country(Language::English).build()).await;
    let mut cargo = Vec::new();
    for summary in shop.items.iter().take(3) {
        let product = market.product(summary.offer_id, Language::English).await;
        cargo.push(line(&product, product.min_order_quantity));
    }
    let preview = market.call(previewed(cargo.clone())).await.previews.remove(0);
    let amounts: Fen = preview.lines.iter().map(|line| line.amount.unwrap().to_minor().unwrap()).sum();
    assert_eq!(Some(amounts), preview.total_without_freight);
    let order_id = market.call(ordered(cargo)).await.order_id.unwrap();
    let details =
        async || market.call(OrderDetails::builder().website(Website::China).order_id(order_id).build()).await;
    let order = details().await;
    let lines: Vec<_> = order.items.iter().map(|item| item.id.unwrap()).collect();
    assert_eq!(lines.len(), 3);
    let sum: Fen = order.items.iter().map(|item| item.amount.unwrap().to_minor().unwrap()).sum();
    assert_eq!(Some(sum), preview.total_without_freight);
    let shares: Fen = order.items.iter().map(|item| item.freight_share.unwrap().to_minor().unwrap()).sum();
    assert_eq!(Some(shares), preview.freight);

    let named = OrderList::builder().product_name(order.items[2].name.as_ref().unwrap()).build();
    assert_eq!(market.call(named).await.items.len(), 1);
    // As in the vendor's example.
    let empty = OrderList::builder().product_name("").out_order_id("").build();
    assert_eq!(market.call(empty).await.items.len(), 1);
    assert!(market.call(OrderList::builder().product_name("no such thing").build()).await.items.is_empty());
    assert!(market.call(PaymentLinks::builder().order_ids([order_id]).build()).await.url.is_some());
    assert_eq!(market.call(PasswordFreePay::builder().order_id(order_id).build()).await.is_paid(), Some(true));
    assert!(details().await.base.unwrap().paid.is_some());
    let confirm = |lines: &[_]| ConfirmReceipt::builder().order_id(order_id).order_item_ids(lines.to_vec()).build();
    let foreign = market.ask(confirm(&[lines[0], 1.into()])).await.unwrap_err();
    assert_eq!((foreign.code(), foreign.upstream_code()), (Some("1009"), Some("4003")));
    market.call(confirm(&lines[..1])).await;
    let status =
        |order: &api_1688::Order| order.items.iter().map(|item| item.status.clone().unwrap()).collect::<Vec<_>>();
    let (open, done) = (OrderStatus::WaitingForShipment, OrderStatus::Success);
    let order = details().await;
    assert_eq!(
        (status(&order), order.base.unwrap().status),
        (vec![done.clone(), open.clone(), open.clone()], Some(open))
    );
    market.call(confirm(&lines[1..])).await;
    assert_eq!(details().await.base.unwrap().status, Some(done));
}

#[tokio::test]
async fn lists_and_trends_count_the_same_sales() {
    let market = Market::default();
    let trend = |offer_id, month| {
        let (start_date, end_date) = (Date::new(2024, month, 1).unwrap(), Date::new(2024, month, 30).unwrap());
        SalesTrend::builder().offer_id(offer_id).start_date(start_date).end_date(end_date).build()
    };
    for (summary, _) in some(&market).await {
        for month in [5, 6] {
            let days = market.call(trend(summary.offer_id, month)).await;
            let sold: u64 = days.iter().map(|day| day.sold.parse::<u64>().unwrap()).sum();
            assert_eq!((days.len(), sold), (30, summary.month_sold), "any 30 days are a month");
        }
    }
    let roots = market.call(Category::builder().category_id(0).build()).await.remove(0);
    for category in roots.children {
        let list = |rank_type: &RankType, limit| {
            TopList::builder()
                .rank_id(category.id)
                .rank_type(rank_type.clone())
                .limit(limit)
                .language(Language::French)
                .build()
        };
        for rank_type in RankType::ALL {
            let listed = market.call(list(rank_type, 20)).await;
            assert_eq!((listed.rank_id, &listed.rank_type), (Some(category.id), &Some(rank_type.clone())));
            let ranks: Vec<u32> = listed.products.iter().map(|product| product.rank.unwrap()).collect();
            assert!(ranks.len() > 3 && ranks.into_iter().eq(1..=u32::try_from(listed.products.len()).unwrap()));
            assert_eq!(market.call(list(rank_type, 3)).await.products, listed.products[..3]);
            for ranked in &listed.products {
                let product = market.product(ranked.offer_id.unwrap(), Language::French).await;
                assert_eq!(product.top_category_id, category.id);
                assert_eq!(
                    (&Some(product.translated_subject), ranked.sold),
                    (&ranked.translated_title, Some(product.sold))
                );
                assert_eq!(
                    (product.images.images.first(), product.trade_score),
                    (ranked.image_url.as_ref(), ranked.score)
                );
            }
        }
        let best = market.call(list(&RankType::BestSellers, 20)).await.products;
        assert!(best.iter().rev().is_sorted_by_key(|product| product.sold));
    }
}

#[tokio::test]
async fn every_filter_keeps_the_products_that_meet_it() {
    let market = Market::default();
    let all = market.all(search("")).await;
    for filter in SearchFilter::ALL {
        let found = market
            .all({
                let mut changed = search("");
                changed.filter = vec![filter.clone()];
                changed
            })
            .await;
        assert!(!found.is_empty() && found.len() < all.len(), "{filter}: {} of {}", found.len(), all.len());
        for summary in found.iter().step_by(5) {
            let product = market.product(summary.offer_id, Language::English).await;
            let has = |tag| product.tags.iter().any(|each| each.key == tag && each.value);
            let score = product.seller_scores.overall.unwrap();
            let pickup = product.seller_scores.pickup_in_48_hours.map(api_1688::Percent::as_fraction);
            let over = |share: &str| pickup.is_none_or(|pickup| pickup >= share.parse().unwrap());
            let meets = match filter {
                SearchFilter::ExperienceScore5 => score >= 5.0,
                SearchFilter::ExperienceScore45To50 => (4.5..=5.0).contains(&score),
                SearchFilter::ExperienceScore40To45 => (4.0..=4.5).contains(&score),
                SearchFilter::ExperienceScoreBelow4 => score < 4.0,
                SearchFilter::PickupIn48HoursBelow95 => pickup.is_none_or(|pickup| pickup < "0.95".parse().unwrap()),
                SearchFilter::PickupIn48HoursFrom95 => over("0.95"),
                SearchFilter::PickupIn48HoursFrom99 => over("0.99"),
                SearchFilter::CertifiedFactory => summary.seller_identities.contains(&SellerIdentity::SuperFactory),
                SearchFilter::StrictSelection => has(Tag::StrictSelection),
                SearchFilter::SelectedSource => summary.selected_source && product.selected_source,
                SearchFilter::GlobalSelection => has(Tag::GlobalSelection),
                SearchFilter::CrossBorderSelection => has(Tag::CrossBorderSelection),
                SearchFilter::ShipToday | SearchFilter::ShipIn24Hours => {
                    product.shipping.shipping_time == Some(ShippingTime::In24Hours)
                }
                SearchFilter::ShipIn48Hours => product.shipping.shipping_time.is_some(),
                SearchFilter::SevenDayReturn => has(Tag::SevenDayReturn),
                SearchFilter::Dropshipping => summary.dropshipping && has(Tag::Dropshipping),
                SearchFilter::DropshippingFreePostage => has(Tag::DropshippingFreePostage),
                SearchFilter::NewIn7Days => has(Tag::NewIn7Days) && product.created.as_second() > 1_719_300_000,
                SearchFilter::NewIn30Days => has(Tag::NewIn30Days) && product.created.as_second() > 1_717_300_000,
                _ => true,
            };
            assert!(meets, "{filter}: {}", summary.offer_id);
        }
    }
}
