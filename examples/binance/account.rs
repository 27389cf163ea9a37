//! The operations of one account.

use countersign::{endpoint, model};
use rust_decimal::Decimal;

use super::market::Time;

/// Returns the balances and permissions of the account. Weighs 20.
#[endpoint(GET, "/api/v3/account", response = AccountInfo)]
pub struct Account {
    /// Whether to leave out assets with a balance of zero.
    pub omit_zero_balances: Option<bool>,
}

/// The balances and permissions of an account.
#[model]
pub struct AccountInfo {
    /// Whether it may trade.
    pub can_trade: bool,
    /// Whether it may withdraw.
    pub can_withdraw: bool,
    /// Whether it may deposit.
    pub can_deposit: bool,
    /// When it was last changed.
    pub update_time: Time,
    /// The balances.
    pub balances: Vec<Balance>,
    /// The number of the user.
    pub uid: u64,
}

/// The balance of an asset.
#[model]
pub struct Balance {
    /// The asset.
    pub asset: String,
    /// The amount that can be spent.
    pub free: Decimal,
    /// The amount locked by open orders.
    pub locked: Decimal,
}

/// Opens a stream of the account's events, which ends after an hour. Retired in February 2026.
#[endpoint(POST, "/api/v3/userDataStream", auth = keyed, retry = safe, response = Stream)]
pub struct OpenStream {}

/// A stream of an account's events.
#[model]
pub struct Stream {
    /// The key of the stream. Anyone who has it can listen.
    pub listen_key: String,
}

/// Keeps a stream open for another hour. Retired in February 2026.
#[endpoint(PUT, "/api/v3/userDataStream", auth = keyed, body = none, retry = safe, response = Nothing)]
pub struct KeepStream {
    /// The key of the stream.
    pub listen_key: String,
}

/// Closes a stream. Retired in February 2026.
#[endpoint(DELETE, "/api/v3/userDataStream", auth = keyed, retry = safe, response = Nothing)]
pub struct CloseStream {
    /// The key of the stream.
    pub listen_key: String,
}

/// An empty object.
#[model]
pub struct Nothing {}
