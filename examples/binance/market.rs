//! What anybody may see.

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
    /// Now.
    pub server_time: Time,
}

/// Returns the rules of the exchange. Weighs 20.
#[endpoint(GET, "/api/v3/exchangeInfo", auth = public, response = Exchange)]
pub struct ExchangeInfo {
    /// These symbols only. Without them, all.
    #[param(json)]
    pub symbols: Vec<String>,
    /// Whether each symbol comes with its sets of permissions. Defaults to `true` at the vendor.
    pub show_permission_sets: Option<bool>,
    /// Symbols of this status only.
    pub symbol_status: Option<SymbolStatus>,
}

/// The rules of the exchange.
#[model]
pub struct Exchange {
    /// Always `UTC`.
    pub timezone: String,
    /// When the server answered.
    pub server_time: Time,
    /// How much may be asked in which time.
    pub rate_limits: Vec<RateLimit>,
    /// What is traded.
    pub symbols: Vec<Symbol>,
}

/// A limit on what may be asked.
#[model]
pub struct RateLimit {
    /// What is counted: `REQUEST_WEIGHT`, `ORDERS` or `RAW_REQUESTS`.
    pub rate_limit_type: String,
    /// The unit of the interval.
    pub interval: Interval,
    /// The number of these units.
    pub interval_num: u32,
    /// The most in one interval.
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

/// What is traded for what.
#[model]
pub struct Symbol {
    /// Its name, such as `BTCUSDT`.
    pub symbol: String,
    /// Whether it is traded now.
    pub status: SymbolStatus,
    /// What is traded.
    pub base_asset: String,
    /// What it is paid in.
    pub quote_asset: String,
    /// Kinds of orders that are taken.
    pub order_types: Vec<String>,
    /// Rules of prices and quantities.
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
    /// Orders can be cancelled only.
    CancelOnly,
}

/// A rule of a symbol. Those that are not listed are kept as they came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Filter {
    /// One of those that are known.
    Known(KnownFilter),
    /// Another one.
    Other(Value),
}

/// The rules that most programs look at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "filterType", rename_all = "SCREAMING_SNAKE_CASE", rename_all_fields = "camelCase")]
pub enum KnownFilter {
    /// Bounds and step of prices.
    PriceFilter {
        /// The lowest price.
        min_price: Decimal,
        /// The highest price.
        max_price: Decimal,
        /// What prices are a multiple of.
        tick_size: Decimal,
    },
    /// Bounds and step of quantities.
    LotSize {
        /// The smallest quantity.
        min_qty: Decimal,
        /// The largest quantity.
        max_qty: Decimal,
        /// What quantities are a multiple of.
        step_size: Decimal,
    },
}

/// Returns the open orders of a symbol.
#[endpoint(GET, "/api/v3/depth", auth = public, response = Book)]
pub struct OrderBook {
    /// Which symbol.
    pub symbol: String,
    /// The most levels on each side. The vendor takes more than 5,000 as 5,000.
    #[param(default = 100)]
    pub limit: u32,
}

/// Open orders of a symbol, by price.
#[model]
pub struct Book {
    /// Grows with every change.
    pub last_update_id: u64,
    /// Price and quantity of what is wanted, the highest price first.
    #[field(serde)]
    pub bids: Vec<(Decimal, Decimal)>,
    /// Price and quantity of what is offered, the lowest price first.
    #[field(serde)]
    pub asks: Vec<(Decimal, Decimal)>,
}

/// Returns how prices moved, one candle for each span of time.
#[endpoint(GET, "/api/v3/klines", auth = public, response = Serde<Vec<Candle>>)]
pub struct Candles {
    /// Which symbol.
    pub symbol: String,
    /// The span of a candle. Its case counts: `1m` is a minute, `1M` a month.
    pub interval: CandleSpan,
    /// From here on.
    pub start_time: Option<Time>,
    /// Up to here.
    pub end_time: Option<Time>,
    /// The zone in which days begin, such as `8` or `-1:00`.
    pub time_zone: Option<String>,
    /// The most candles.
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

/// A candle: when it opens, the prices at which it opened, the highest, the lowest and the last one, the volume, when it
/// closes, the volume in the quote asset, the number of trades, what buyers took of both volumes, and an unused value.
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
    /// The volume that buyers took.
    pub Decimal,
    /// The same in the quote asset.
    pub Decimal,
    /// Unused.
    pub String,
);

/// Returns trades that were filled at one time for one order, put together.
#[endpoint(
    GET, "/api/v3/aggTrades", auth = public, response = Vec<AggregateTrade>,
    pages(cursor = from_id, last = id, inclusive, page_size = limit),
)]
pub struct AggregateTrades {
    /// Which symbol.
    pub symbol: String,
    /// From this trade on, which is among them. Without it, the newest.
    pub from_id: Option<u64>,
    /// From here on.
    pub start_time: Option<Time>,
    /// Up to here.
    pub end_time: Option<Time>,
    /// The most trades.
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
    /// Number of the first trade.
    #[field(name = "f")]
    pub first: u64,
    /// Number of the last trade.
    #[field(name = "l")]
    pub last: u64,
    /// When.
    #[field(name = "T")]
    pub time: Time,
    /// Whether the buyer's order was there before.
    #[field(name = "m")]
    pub buyer_was_maker: bool,
    /// Whether the price was the best one.
    #[field(name = "M")]
    pub was_best_price: bool,
}

/// Returns the latest price of one symbol, of some, or of all.
#[endpoint(GET, "/api/v3/ticker/price", auth = public, response = Serde<PriceOrPrices>)]
pub struct Prices {
    /// This symbol. Not beside `symbols`.
    pub symbol: Option<String>,
    /// These symbols. Without either, all.
    #[param(json)]
    pub symbols: Vec<String>,
}

/// One price where one symbol was asked for, and a list otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum PriceOrPrices {
    /// Of the one symbol.
    One(Price),
    /// Of some, or of all.
    Some(Vec<Price>),
}

/// The latest price of a symbol.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Price {
    /// Which symbol.
    pub symbol: String,
    /// Its price.
    pub price: Decimal,
}
