//! Orders: signed operations that must not be repeated blindly.

use countersign::{endpoint, model, open_enum};
use rust_decimal::Decimal;

use super::market::Time;

/// Places an order. **Never repeat it blindly**: after an unknown outcome, look for your own number with [`FindOrder`].
#[endpoint(POST, "/api/v3/order", body = none, response = OrderPlaced, proof(order_id))]
pub struct NewOrder {
    /// The symbol.
    pub symbol: String,
    /// Whether it buys or sells.
    pub side: Side,
    /// Its kind.
    #[param(name = "type")]
    pub kind: OrderKind,
    /// How long it stays open. Required if there is a price.
    pub time_in_force: Option<TimeInForce>,
    /// The amount of the base asset.
    pub quantity: Option<Decimal>,
    /// The amount of the quote asset, for an order at the market's price.
    pub quote_order_qty: Option<Decimal>,
    /// The price, if this kind of order has one.
    pub price: Option<Decimal>,
    /// Your number for the order, unique among your open ones.
    #[param(reference)]
    pub new_client_order_id: String,
    /// How many details of the order are returned.
    pub new_order_resp_type: Option<AnswerShape>,
    /// How long the request is valid, in milliseconds. Defaults to 5,000 at the vendor.
    #[param(range = 0..=60_000)]
    pub recv_window: Option<u32>,
}

/// Checks an order without placing it. Takes the parameters of [`NewOrder`].
#[endpoint(POST, "/api/v3/order/test", body = none, retry = safe, response = Checked)]
pub struct TestOrder {
    /// The symbol.
    pub symbol: String,
    /// Whether it buys or sells.
    pub side: Side,
    /// Its kind.
    #[param(name = "type")]
    pub kind: OrderKind,
    /// The amount of the base asset.
    pub quantity: Option<Decimal>,
    /// Whether the commission is returned.
    pub compute_commission_rates: Option<bool>,
}

/// The result of checking an order; empty unless the commission was requested.
#[model]
pub struct Checked {
    /// The usual commission.
    pub standard_commission_for_order: Option<Commission>,
}

/// Commission, as a part of the price.
#[model]
pub struct Commission {
    /// The commission of a maker.
    pub maker: Decimal,
    /// The commission of a taker.
    pub taker: Decimal,
}

/// Looks up an order by the vendor's number or by yours. Archived orders are deleted after 90 days.
#[endpoint(GET, "/api/v3/order", response = Order, require_one_of(order_id, orig_client_order_id))]
pub struct FindOrder {
    /// The symbol.
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
    /// The symbol.
    pub symbol: String,
    /// The vendor's number.
    pub order_id: Option<u64>,
    /// Your number.
    pub orig_client_order_id: Option<String>,
}

/// A placed order: its numbers, and more if requested.
#[model]
pub struct OrderPlaced {
    /// The symbol.
    pub symbol: String,
    /// The vendor's number.
    pub order_id: u64,
    /// Your number.
    pub client_order_id: String,
    /// The time.
    pub transact_time: Time,
    /// Its status.
    pub status: Option<OrderStatus>,
    /// The filled quantity.
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
    /// The commission.
    pub commission: Decimal,
    /// The asset of the commission.
    pub commission_asset: String,
}

/// An order.
#[model]
pub struct Order {
    /// The symbol.
    pub symbol: String,
    /// The vendor's number.
    pub order_id: u64,
    /// Your number.
    pub client_order_id: String,
    /// The price.
    pub price: Decimal,
    /// The ordered quantity.
    pub orig_qty: Decimal,
    /// The filled quantity.
    pub executed_qty: Decimal,
    /// The amount paid so far; negative if it is unknown. The vendor misspells the name with two m.
    pub cummulative_quote_qty: Decimal,
    /// Its status.
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
    /// At the market's price, once the price reaches a loss limit.
    StopLoss,
    /// At a limit, once the price reaches a loss limit.
    StopLossLimit,
    /// At the market's price, once the price reaches a profit limit.
    TakeProfit,
    /// At a limit, once the price reaches a profit limit.
    TakeProfitLimit,
    /// At a limit, and only if it does not trade at once.
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

/// The status of an order.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderStatus {
    /// It is open.
    New,
    /// It waits for another order.
    PendingNew,
    /// It was partially filled.
    PartiallyFilled,
    /// It was filled.
    Filled,
    /// It was cancelled.
    Canceled,
    /// It was rejected.
    Rejected,
    /// It expired before it was filled.
    Expired,
    /// It would have traded with an order of the same account.
    ExpiredInMatch,
}

/// How many details of a new order are returned.
#[open_enum(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AnswerShape {
    /// Its numbers.
    Ack,
    /// Its status, too.
    Result,
    /// The trades, too.
    Full,
}
