//! What belongs to one account.

use countersign::{endpoint, model};
use rust_decimal::Decimal;

use super::market::Time;

/// Returns what the account has. Weighs 20.
#[endpoint(GET, "/api/v3/account", response = AccountInfo)]
pub struct Account {
    /// Whether assets of which there is nothing are left out.
    pub omit_zero_balances: Option<bool>,
}

/// What an account has and may do.
#[model]
pub struct AccountInfo {
    /// Whether it may trade.
    pub can_trade: bool,
    /// Whether it may withdraw.
    pub can_withdraw: bool,
    /// Whether it may deposit.
    pub can_deposit: bool,
    /// When it last changed.
    pub update_time: Time,
    /// What it has.
    pub balances: Vec<Balance>,
    /// Number of the user.
    pub uid: u64,
}

/// How much there is of an asset.
#[model]
pub struct Balance {
    /// Which asset.
    pub asset: String,
    /// What can be spent.
    pub free: Decimal,
    /// What open orders hold.
    pub locked: Decimal,
}

/// Opens a stream of what happens in the account; it ends after an hour. Retired in February 2026.
#[endpoint(POST, "/api/v3/userDataStream", auth = keyed, retry = safe, response = Stream)]
pub struct OpenStream {}

/// A stream of what happens in an account.
#[model]
pub struct Stream {
    /// Anyone who has it can listen.
    pub listen_key: String,
}

/// Keeps a stream open for another hour. Retired in February 2026.
#[endpoint(PUT, "/api/v3/userDataStream", auth = keyed, body = none, retry = safe, response = Nothing)]
pub struct KeepStream {
    /// The stream's.
    pub listen_key: String,
}

/// Closes a stream. Retired in February 2026.
#[endpoint(DELETE, "/api/v3/userDataStream", auth = keyed, retry = safe, response = Nothing)]
pub struct CloseStream {
    /// The stream's.
    pub listen_key: String,
}

/// An empty object.
#[model]
pub struct Nothing {}
