//! Orders: what is signed, and must not be repeated without looking.

use countersign::{endpoint, model, open_enum};
use rust_decimal::Decimal;

use super::market::Time;

/// Places an order. **Never repeat it without looking**: after an unknown outcome, ask [`FindOrder`] for the number
/// that you gave it.
#[endpoint(POST, "/api/v3/order", body = none, response = OrderPlaced, proof(order_id))]
pub struct NewOrder {
    /// Which symbol.
    pub symbol: String,
    /// Whether it buys or sells.
    pub side: Side,
    /// Its kind.
    #[param(name = "type")]
    pub kind: OrderKind,
    /// How long it stays open. Needed where a price is given.
    pub time_in_force: Option<TimeInForce>,
    /// How much of the base asset.
    pub quantity: Option<Decimal>,
    /// How much of the quote asset, for an order at the market's price.
    pub quote_order_qty: Option<Decimal>,
    /// The price, where the kind has one.
    pub price: Option<Decimal>,
    /// Your number of the order, unique among your open ones.
    #[param(reference)]
    pub new_client_order_id: String,
    /// How many details of the order are returned.
    pub new_order_resp_type: Option<AnswerShape>,
    /// How long the request is valid, in milliseconds. Defaults to 5,000 at the vendor.
    #[param(range = 0..=60_000)]
    pub recv_window: Option<u32>,
}

/// Checks an order and places none. Takes what [`NewOrder`] takes.
#[endpoint(POST, "/api/v3/order/test", body = none, retry = safe, response = Checked)]
pub struct TestOrder {
    /// Which symbol.
    pub symbol: String,
    /// Whether it buys or sells.
    pub side: Side,
    /// Its kind.
    #[param(name = "type")]
    pub kind: OrderKind,
    /// How much of the base asset.
    pub quantity: Option<Decimal>,
    /// Whether the commission is returned.
    pub compute_commission_rates: Option<bool>,
}

/// The result of checking an order: empty, unless the commission was requested.
#[model]
pub struct Checked {
    /// The usual commission.
    pub standard_commission_for_order: Option<Commission>,
}

/// Commission, as a part of the price.
#[model]
pub struct Commission {
    /// Of an order that was there before.
    pub maker: Decimal,
    /// Of an order that takes another.
    pub taker: Decimal,
}

/// Looks up an order by the vendor's number or by yours. An archived one is gone after 90 days.
#[endpoint(GET, "/api/v3/order", response = Order, require_one_of(order_id, orig_client_order_id))]
pub struct FindOrder {
    /// Which symbol.
    pub symbol: String,
    /// The vendor's number.
    pub order_id: Option<u64>,
    /// Your number.
    pub orig_client_order_id: Option<String>,
}

/// Cancels an order.
#[endpoint(
    DELETE, "/api/v3/order", response = Order, proof(order_id),
    require_one_of(order_id, orig_client_order_id),
)]
pub struct CancelOrder {
    /// Which symbol.
    pub symbol: String,
    /// The vendor's number.
    pub order_id: Option<u64>,
    /// Your number.
    pub orig_client_order_id: Option<String>,
}

/// An order that was placed: its numbers, and more where more was asked for.
#[model]
pub struct OrderPlaced {
    /// Which symbol.
    pub symbol: String,
    /// The vendor's number.
    pub order_id: u64,
    /// Your number.
    pub client_order_id: String,
    /// When.
    pub transact_time: Time,
    /// What became of it.
    pub status: Option<OrderStatus>,
    /// How much of it was filled.
    pub executed_qty: Option<Decimal>,
    /// The trades that filled it.
    #[field(default)]
    pub fills: Vec<Fill>,
}

/// A trade that filled a part of an order.
#[model]
pub struct Fill {
    /// The price.
    pub price: Decimal,
    /// The quantity.
    pub qty: Decimal,
    /// What it cost.
    pub commission: Decimal,
    /// In which asset.
    pub commission_asset: String,
}

/// An order.
#[model]
pub struct Order {
    /// Which symbol.
    pub symbol: String,
    /// The vendor's number.
    pub order_id: u64,
    /// Your number.
    pub client_order_id: String,
    /// The price.
    pub price: Decimal,
    /// How much was ordered.
    pub orig_qty: Decimal,
    /// How much was filled.
    pub executed_qty: Decimal,
    /// What was paid so far; below zero where it is not known. The vendor writes it with two m.
    pub cummulative_quote_qty: Decimal,
    /// What became of it.
    pub status: OrderStatus,
    /// How long it stays open.
    pub time_in_force: TimeInForce,
    /// Its kind.
    #[field(name = "type")]
    pub kind: OrderKind,
    /// Whether it buys or sells.
    pub side: Side,
}

/// Whether an order buys or sells.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Side {
    /// It buys.
    Buy,
    /// It sells.
    Sell,
}

/// Kind of an order.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderKind {
    /// At a price or better.
    Limit,
    /// At the market's price.
    Market,
    /// At the market's price, once a price is reached that loses.
    StopLoss,
    /// At a price, once a price is reached that loses.
    StopLossLimit,
    /// At the market's price, once a price is reached that gains.
    TakeProfit,
    /// At a price, once a price is reached that gains.
    TakeProfitLimit,
    /// At a price, and only if it does not trade at once.
    LimitMaker,
}

/// How long an order stays open.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimeInForce {
    /// Until it is cancelled.
    Gtc,
    /// What is not filled at once is cancelled.
    Ioc,
    /// All of it is filled at once, or nothing.
    Fok,
}

/// What became of an order.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderStatus {
    /// It is open.
    New,
    /// It waits for another.
    PendingNew,
    /// A part of it was filled.
    PartiallyFilled,
    /// It was filled.
    Filled,
    /// It was cancelled.
    Canceled,
    /// It was refused.
    Rejected,
    /// It was not filled in time.
    Expired,
    /// It would have traded with an order of its own account.
    ExpiredInMatch,
}

/// How many details of a new order are returned.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AnswerShape {
    /// Its numbers.
    Ack,
    /// What became of it, too.
    Result,
    /// The trades, too.
    Full,
}
