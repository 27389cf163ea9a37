//! Shows an API with public operations, operations that need a key, and signed ones: Binance's spot API, called on a
//! stand-in made from the same declarations.
#![allow(clippy::print_stdout, reason = "a program talks to its user")]
#![allow(unreachable_pub, clippy::exhaustive_enums, clippy::exhaustive_structs, reason = "an example is not a library")]

mod account;
mod api;
mod market;
mod orders;

use std::error::Error;

use countersign::Credentials;
use countersign_server::stand_in::{Served, Service, StandIn};
use futures_util::TryStreamExt as _;
use rust_decimal::Decimal;
use serde_json::json;

use self::account::{Account, KeepStream, OpenStream};
use self::api::Binance;
use self::market::{AggregateTrades, OrderBook, Price, PriceOrPrices, Prices, ServerTime};
use self::orders::{FindOrder, NewOrder, OrderKind, Side, TimeInForce};

/// A stand-in with a small market.
fn service(credentials: Credentials) -> Result<Service, countersign::Error> {
    Service::builder::<Binance>()
        .credentials(credentials)
        .on(|_: ServerTime| Served::response(&json!({"serverTime": 1_772_357_400_000_u64})))
        .on(|_: OrderBook| {
            Served::response(
                &json!({"lastUpdateId": 1, "bids": [["61250.00", "1.2"]], "asks": [["61250.02", "0.009"]]}),
            )
        })
        .on(|request: Prices| {
            let price = |symbol| Price { symbol, price: Decimal::new(612_500_100, 4) };
            Served::response(&match (request.symbol, request.symbols) {
                (Some(symbol), _) => PriceOrPrices::One(price(symbol)),
                (None, symbols) => PriceOrPrices::Some(symbols.into_iter().map(price).collect()),
            })
        })
        .on(|request: AggregateTrades| {
            let trade = |id| {
                json!({"a": id, "p": "61250.01", "q": "0.1", "f": id, "l": id, "T": 1_772_357_400_123_u64,
                       "m": true, "M": true})
            };
            let ids = request.from_id.unwrap_or(1)..=5;
            Served::response(&ids.take(2).map(trade).collect::<Vec<_>>())
        })
        .on(|request: NewOrder| {
            Served::response(&json!({"symbol": request.symbol, "orderId": 345, "transactTime": 1_772_357_400_001_u64,
                                     "clientOrderId": request.new_client_order_id}))
        })
        .on(|_: FindOrder| Served::raw(400, r#"{"code": -2013, "msg": "Order does not exist."}"#))
        .on(|_: Account| {
            Served::response(&json!({"canTrade": true, "canWithdraw": false, "canDeposit": true, "uid": 7,
                                     "updateTime": 1_772_357_400_000_u64,
                                     "balances": [{"asset": "BTC", "free": "0.51000000", "locked": "0.00000000"}]}))
        })
        .on(|_: OpenStream| Served::response(&json!({"listenKey": "L4nt3rn"})))
        .on(|_: KeepStream| Served::response(&json!({})))
        .build()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let credentials = Credentials::new("lantern", "open sesame")?;
    let stand_in = StandIn::start(service(credentials.clone())?).await?;

    println!("without credentials");
    let anybody = Binance::builder().base_url(stand_in.base_url()).build()?;
    println!("  server time   {}", anybody.server_time().send().await?.server_time);
    let book = anybody.order_book().symbol("BTCUSDT").send().await?;
    println!("  best offer    {:?}", book.asks.first());
    let symbols = vec![String::from("BTCUSDT"), String::from("BNBBTC")];
    println!("  prices        {:?}", **anybody.prices().symbols(symbols).send().await?);
    let trades: Vec<_> = anybody.aggregate_trades().symbol("BTCUSDT").from_id(1_u64).items().try_collect().await?;
    println!("  trades        {:?}", trades.iter().map(|trade| trade.id).collect::<Vec<_>>());
    let refused = anybody.account().send().await.err();
    println!("  account       {}", refused.map(|error| error.to_string()).unwrap_or_default());

    println!("with a key and a secret");
    let client = Binance::builder().base_url(stand_in.base_url()).credentials(credentials).build()?;
    let order = client.new_order().symbol("BTCUSDT").side(Side::Sell).kind(OrderKind::Limit);
    let order = order.time_in_force(TimeInForce::Gtc).quantity(Decimal::new(1, 2)).price(Decimal::new(61_300, 0));
    println!("  order         {}", order.new_client_order_id("lamp-0001").send().await?.order_id);
    let lost = client.find_order().symbol("BTCUSDT").orig_client_order_id("lamp-0002").send().await.err();
    println!("  another       {}", lost.map(|error| error.to_string()).unwrap_or_default());
    println!("  can spend     {:?}", client.account().send().await?.balances.first().map(|balance| balance.free));
    let stream = client.open_stream().send().await?;
    client.keep_stream().listen_key(stream.listen_key.as_str()).send().await?;
    println!("  stream        {} is open", stream.listen_key);
    stand_in.shutdown().await?;
    Ok(())
}
