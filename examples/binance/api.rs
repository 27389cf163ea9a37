//! Binance's spot API: what is public, what needs a key and what is signed, in one `api!`.
//!
//! Source: <https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md>, read in July 2026. The operations of
//! user data streams were switched off in February 2026; they stay because no other operation needs a key alone.

use countersign::Envelope;
use countersign::scheme::{
    Scheme, SchemeError, TimeFormat, WarningKind, body, key_id, raw_query, secret, signature, time,
};

use super::account::{Account, CloseStream, KeepStream, OpenStream};
use super::market::{AggregateTrades, Candles, ExchangeInfo, OrderBook, Prices, ServerTime};
use super::orders::{CancelOrder, FindOrder, NewOrder, TestOrder};

/// Signs the query and the body as they are sent, with nothing between them: Binance's rule.
///
/// Bytes could move from one to the other under the same signature, so all parameters travel in the query, which the vendor
/// takes of every method, and no operation has a body.
pub fn signed() -> Result<Scheme, SchemeError> {
    Scheme::new((raw_query() + body()).hmac_sha256(secret()).hex())
        .header("x-mbx-apikey", key_id())
        .query("timestamp", time(TimeFormat::UnixMillis))
        .query("signature", signature())
        .accept(WarningKind::RunTogether)
        .build()
}

/// Sends the key alone.
pub fn keyed() -> Result<Scheme, SchemeError> {
    Scheme::unsigned().header("x-mbx-apikey", key_id()).build()
}

countersign::api! {
    /// Client of Binance's spot API.
    pub struct Binance {
        base_url: "https://api.binance.com",
        auth: { signed: signed(), keyed: keyed(), public: Scheme::none() },
        envelope: Envelope::none(),
    }
    operations {
        market: ServerTime, ExchangeInfo, OrderBook, Candles, AggregateTrades, Prices;
        orders: NewOrder, TestOrder, FindOrder, CancelOrder;
        account: Account, OpenStream, KeepStream, CloseStream;
    }
}
