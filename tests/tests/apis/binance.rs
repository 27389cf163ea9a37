//! The declarations of Binance's spot API in the example `binance`, against answers written by hand from its documentation.
#![allow(clippy::exhaustive_enums, clippy::exhaustive_structs, reason = "nobody depends on a test")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(unreachable_pub, dead_code, reason = "not all of the example is tested")]

#[path = "../../../examples/binance/account.rs"]
mod account;
#[path = "../../../examples/binance/api.rs"]
mod api;
#[path = "../../../examples/binance/market.rs"]
mod market;
#[path = "../../../examples/binance/orders.rs"]
mod orders;

use std::collections::BTreeSet;
use std::time::{Duration, SystemTime};

use countersign::param::Received;
use countersign::scheme::{Fresh, Request};
use countersign::transport::MemoryTransport;
use countersign::{Answer, Credentials, Endpoint, ErrorKind, Outcome};
use http::{Response, StatusCode};
use proptest::prelude::{any, prop, prop_assert_eq, proptest};
use rust_decimal::Decimal;
use serde_json::value::RawValue;

use self::account::Account;
use self::api::{Binance, signed};
use self::market::{AggregateTrades, CandleSpan, Candles, ExchangeInfo, Filter, KnownFilter, PriceOrPrices, Prices};
use self::orders::{CancelOrder, FindOrder, NewOrder, OrderKind, Side, TimeInForce};

/// A sample of the documentation.
#[derive(serde::Deserialize)]
struct Sample {
    operation: String,
    status: u16,
    answer: Box<RawValue>,
}

fn samples() -> Vec<Sample> {
    include_str!("../../samples/binance.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The published account.
fn account() -> Credentials {
    let key = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
    Credentials::new(key, "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j").unwrap()
}

fn answered(status: u16, body: &'static str) -> Binance {
    let transport = MemoryTransport::new(move |_| {
        let mut answer = Response::new(body.into());
        *answer.status_mut() = StatusCode::from_u16(status).unwrap();
        answer
    });
    Binance::builder().credentials(account()).transport(transport).build().unwrap()
}

#[test]
fn every_sample_is_read_without_drift_in_declared_fields() {
    let mut read = BTreeSet::new();
    for Sample { operation, status, answer } in samples() {
        let entry = Binance::ENTRIES.iter().find(|entry| entry.operation().name() == operation).unwrap();
        let given = Answer::new(StatusCode::from_u16(status).unwrap(), answer.get().to_owned());
        let reply =
            entry.read(&countersign::Envelope::none(), &given).unwrap_or_else(|error| panic!("{operation}: {error}"));
        // Undeclared members are left out on purpose; unknown values would be a mistake.
        let odd: Vec<_> = reply.drift().iter().filter(|drift| format!("{:?}", drift.kind) != "UnknownField").collect();
        assert!(odd.is_empty(), "{operation}: {odd:?}");
        read.insert(operation);
    }
    assert_eq!(read.len(), 12, "{read:?}");
}

#[tokio::test]
async fn nameless_and_variable_answers_are_typed() {
    let text = |name: &str, at: usize| -> &'static str {
        let found = samples().into_iter().filter(|sample| sample.operation == name).nth(at).unwrap();
        found.answer.get().to_owned().leak()
    };
    let client = answered(200, text("candles", 0));
    let candles = client.candles().symbol("BTCUSDT").interval(CandleSpan::Month).send().await.unwrap();
    assert_eq!((candles[0].1.to_string().as_str(), candles[0].8), ("61200.00000000", 625));
    for (at, one) in [(0, true), (1, false)] {
        let prices = answered(200, text("prices", at)).prices().send().await.unwrap();
        assert_eq!(matches!(**prices, PriceOrPrices::One(_)), one);
    }
    let exchange = answered(200, text("exchange_info", 0)).exchange_info().send().await.unwrap();
    let filters = &exchange.symbols[0].filters;
    assert!(
        filters.iter().any(|filter| matches!(filter, Filter::Known(KnownFilter::PriceFilter { .. }))),
        "{filters:?}"
    );
}

#[test]
fn the_published_requests_are_signed_as_published() {
    let at = SystemTime::UNIX_EPOCH + Duration::from_millis(1_499_827_319_559);
    let scheme = signed().unwrap();
    let order = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000";
    let wide = "symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96&side=BUY&type=LIMIT&timeInForce=GTC\
                &quantity=1&price=0.1&recvWindow=5000";
    let queries = [
        (order, "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71"),
        (wide, "e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3"),
    ];
    for (query, signature) in queries {
        let request = Request::new("POST", &format!("https://api.binance.com/api/v3/order?{query}")).unwrap();
        let signed = scheme.sign(request, &account(), &Fresh::at(at)).unwrap();
        assert_eq!(signed.signature, signature);
        assert!(signed.request.target().ends_with(&format!("&timestamp=1499827319559&signature={signature}")));
        scheme.verify(&signed.request, |_| [account()], at).unwrap();
    }
    // A client also sends it in the query.
    let order = NewOrder::builder().symbol("LTCBTC").side(Side::Buy).kind(OrderKind::Limit);
    let order = order.time_in_force(TimeInForce::Gtc).quantity(Decimal::ONE).price(Decimal::new(1, 1));
    let order = order.new_client_order_id("lamp-0001").recv_window(5000_u32).build();
    let prepared = answered(200, "{}").prepare(&order).unwrap().request;
    assert!(prepared.uri().query().unwrap().starts_with("symbol=LTCBTC&side=BUY&type=LIMIT"), "{prepared:?}");
    assert!(prepared.body().is_empty() && prepared.headers().contains_key("x-mbx-apikey"));
}

#[tokio::test]
async fn an_order_that_is_lost_can_be_looked_up_by_its_own_number() {
    let order = |client: &Binance| {
        let order = client.new_order().symbol("BTCUSDT").side(Side::Sell).kind(OrderKind::Market);
        order.quantity(Decimal::ONE).new_client_order_id("lamp-0001").send()
    };
    let lost = order(&answered(504, "")).await.unwrap_err();
    assert_eq!((lost.kind(), lost.reference()), (ErrorKind::OutcomeUnknown, Some("lamp-0001")));
    let refused = order(&answered(400, r#"{"code": -2010, "msg": "Duplicate order sent."}"#)).await.unwrap_err();
    assert_eq!(refused.outcome(), Outcome::Refused);
}

fn round_trip<E: Endpoint + PartialEq + std::fmt::Debug>(request: &E) {
    let client = answered(200, "{}");
    let prepared = client.prepare(request).unwrap().request;
    let received = Received::new(E::OPERATION, &prepared).unwrap();
    assert_eq!(&E::parse(&received).unwrap(), request);
}

proptest! {
    #[test]
    fn what_is_sent_is_what_is_received(
        symbol in "[A-Z０-９é]{1,8}",
        symbols in prop::collection::vec("[A-Z&=%\"]{1,4}", 0..4),
        id in any::<u64>(),
        amount in any::<i64>(),
        flag in any::<Option<bool>>(),
    ) {
        round_trip(&Prices { symbol: Some(symbol.clone()), symbols: symbols.clone() });
        round_trip(&ExchangeInfo { symbols, show_permission_sets: flag, symbol_status: None });
        round_trip(&AggregateTrades::builder().symbol(symbol.as_str()).from_id(id).build());
        round_trip(&Candles::builder().symbol(symbol.as_str()).interval(CandleSpan::Minute).build());
        let order = NewOrder::builder().symbol(symbol.as_str()).side(Side::Buy).kind(OrderKind::Limit);
        round_trip(&order.price(Decimal::new(amount, 4)).new_client_order_id("a").build());
        round_trip(&FindOrder::builder().symbol(symbol.as_str()).order_id(id).build());
        round_trip(&CancelOrder::builder().symbol(symbol.as_str()).order_id(id).build());
        round_trip(&Account { omit_zero_balances: flag });
        prop_assert_eq!(Binance::OPERATIONS.len(), 14);
    }
}
