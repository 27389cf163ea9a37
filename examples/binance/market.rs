//! Public market data.

use countersign::value::{Serde, Timestamp, UnixMilliseconds};
use countersign::{endpoint, model, open_enum};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A time, in Unix milliseconds.
pub type Time = Timestamp<UnixMilliseconds>;

/// Returns the time of the server.
#[endpoint(GET, "/api/v3/time", auth = public, response = ServerClock)]
pub struct ServerTime {}

/// The time of the server.
#[model]
pub struct ServerClock {
    /// The current time.
    pub server_time: Time,
}

/// Returns the rules of the exchange. Weighs 20.
#[endpoint(GET, "/api/v3/exchangeInfo", auth = public, response = Exchange)]
pub struct ExchangeInfo {
    /// Only these symbols. Defaults to all.
    #[param(json)]
    pub symbols: Vec<String>,
    /// Whether to return the sets of permissions of each symbol. Defaults to `true` at the vendor.
    pub show_permission_sets: Option<bool>,
    /// Only symbols with this status.
    pub symbol_status: Option<SymbolStatus>,
}

/// The rules of the exchange.
#[model]
pub struct Exchange {
    /// Always `UTC`.
    pub timezone: String,
    /// When the server answered.
    pub server_time: Time,
    /// The rate limits.
    pub rate_limits: Vec<RateLimit>,
    /// The symbols.
    pub symbols: Vec<Symbol>,
}

/// A rate limit.
#[model]
pub struct RateLimit {
    /// What is counted: `REQUEST_WEIGHT`, `ORDERS` or `RAW_REQUESTS`.
    pub rate_limit_type: String,
    /// The unit of the interval.
    pub interval: Interval,
    /// The number of these units.
    pub interval_num: u32,
    /// The maximum in one interval.
    pub limit: u32,
}

/// A unit of time in which requests are counted.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Interval {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// A day.
    Day,
}

/// A pair of assets that is traded.
#[model]
pub struct Symbol {
    /// Its name, such as `BTCUSDT`.
    pub symbol: String,
    /// Whether it is currently traded.
    pub status: SymbolStatus,
    /// The base asset.
    pub base_asset: String,
    /// The quote asset.
    pub quote_asset: String,
    /// The accepted kinds of orders.
    pub order_types: Vec<String>,
    /// The rules for prices and quantities.
    #[field(serde)]
    pub filters: Vec<Filter>,
}

/// Whether a symbol is traded.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SymbolStatus {
    /// It is traded.
    Trading,
    /// Trading ended for the day.
    EndOfDay,
    /// Trading is halted.
    Halt,
    /// Trading is interrupted.
    Break,
    /// Orders can only be cancelled.
    CancelOnly,
}

/// A rule of a symbol. Unknown rules are kept as received.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Filter {
    /// A known rule.
    Known(KnownFilter),
    /// An unknown rule.
    Other(Value),
}

/// The rules that most programs need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "filterType", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum KnownFilter {
    /// Bounds and step of prices.
    PriceFilter {
        /// The lowest price.
        min_price: Decimal,
        /// The highest price.
        max_price: Decimal,
        /// The step of prices.
        tick_size: Decimal,
    },
    /// Bounds and step of quantities.
    LotSize {
        /// The smallest quantity.
        min_qty: Decimal,
        /// The largest quantity.
        max_qty: Decimal,
        /// The step of quantities.
        step_size: Decimal,
    },
}

/// Returns the open orders of a symbol.
#[endpoint(GET, "/api/v3/depth", auth = public, response = Book)]
pub struct OrderBook {
    /// The symbol.
    pub symbol: String,
    /// The maximum number of levels on each side. The vendor reduces values above 5,000 to 5,000.
    #[param(default = 100)]
    pub limit: u32,
}

/// Open orders of a symbol, by price.
#[model]
pub struct Book {
    /// Increases with every change.
    pub last_update_id: u64,
    /// Price and quantity of bids, the highest price first.
    #[field(serde)]
    pub bids: Vec<(Decimal, Decimal)>,
    /// Price and quantity of asks, the lowest price first.
    #[field(serde)]
    pub asks: Vec<(Decimal, Decimal)>,
}

/// Returns the price history, one candle per span of time.
#[endpoint(GET, "/api/v3/klines", auth = public, response = Serde<Vec<Candle>>)]
pub struct Candles {
    /// The symbol.
    pub symbol: String,
    /// The span of a candle. It is case-sensitive: `1m` is a minute, `1M` a month.
    pub interval: CandleSpan,
    /// The start of the period.
    pub start_time: Option<Time>,
    /// The end of the period.
    pub end_time: Option<Time>,
    /// The zone in which days begin, such as `8` or `-1:00`.
    pub time_zone: Option<String>,
    /// The maximum number of candles.
    #[param(range = 1..=1000, default = 500)]
    pub limit: u32,
}

/// The span of a candle.
#[open_enum]
pub enum CandleSpan {
    /// A second.
    #[wire("1s")]
    Second,
    /// A minute.
    #[wire("1m")]
    Minute,
    /// An hour.
    #[wire("1h")]
    Hour,
    /// A day.
    #[wire("1d")]
    Day,
    /// A week.
    #[wire("1w")]
    Week,
    /// A month.
    #[wire("1M")]
    Month,
}

/// A candle: its opening time, the first, highest, lowest and last price, the volume, its closing time, the volume in
/// the quote asset, the number of trades, the taker's part of both volumes, and an unused value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Candle(
    /// When it opens, in Unix milliseconds.
    pub u64,
    /// The first price.
    pub Decimal,
    /// The highest price.
    pub Decimal,
    /// The lowest price.
    pub Decimal,
    /// The last price.
    pub Decimal,
    /// The volume.
    pub Decimal,
    /// When it closes, in Unix milliseconds.
    pub u64,
    /// The volume in the quote asset.
    pub Decimal,
    /// The number of trades.
    pub u32,
    /// The volume bought by takers.
    pub Decimal,
    /// The same in the quote asset.
    pub Decimal,
    /// Unused.
    pub String,
);

/// Returns aggregated trades: those filled at one time for one order.
#[endpoint(
    GET, "/api/v3/aggTrades", auth = public, response = Vec<AggregateTrade>,
    pages(cursor = from_id, last = id, inclusive, page_size = limit),
)]
pub struct AggregateTrades {
    /// The symbol.
    pub symbol: String,
    /// The first trade to return. Defaults to the newest ones.
    pub from_id: Option<u64>,
    /// The start of the period.
    pub start_time: Option<Time>,
    /// The end of the period.
    pub end_time: Option<Time>,
    /// The maximum number of trades.
    #[param(range = 1..=1000, default = 500)]
    pub limit: u32,
}

/// Trades that were filled at one time for one order.
#[model]
pub struct AggregateTrade {
    /// Its number.
    #[field(name = "a")]
    pub id: u64,
    /// The price.
    #[field(name = "p")]
    pub price: Decimal,
    /// The quantity.
    #[field(name = "q")]
    pub quantity: Decimal,
    /// The number of the first trade.
    #[field(name = "f")]
    pub first: u64,
    /// The number of the last trade.
    #[field(name = "l")]
    pub last: u64,
    /// The time.
    #[field(name = "T")]
    pub time: Time,
    /// Whether the buyer was the maker.
    #[field(name = "m")]
    pub buyer_was_maker: bool,
    /// Whether the price was the best one.
    #[field(name = "M")]
    pub was_best_price: bool,
}

/// Returns the latest price of one symbol, of some, or of all.
#[endpoint(GET, "/api/v3/ticker/price", auth = public, response = Serde<PriceOrPrices>)]
pub struct Prices {
    /// This symbol. Cannot be combined with `symbols`.
    pub symbol: Option<String>,
    /// These symbols. Defaults to all.
    #[param(json)]
    pub symbols: Vec<String>,
}

/// A single price if one symbol was requested, otherwise a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PriceOrPrices {
    /// The price of one symbol.
    One(Price),
    /// The prices of several symbols, or of all.
    Some(Vec<Price>),
}

/// The latest price of a symbol.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Price {
    /// The symbol.
    pub symbol: String,
    /// Its price.
    pub price: Decimal,
}
