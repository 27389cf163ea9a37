//! Binance's spot API in one `api!`: public operations, operations that need a key, and signed ones.
//!
//! Source: <https://github.com/binance/binance-spot-api-docs/blob/master/rest-api.md>, read in July 2026. The
//! operations of user data streams were switched off in February 2026. They are kept because no other operation needs
//! only a key.

use countersign::Envelope;
use countersign::scheme::{
    Scheme, SchemeError, TimeFormat, WarningKind, body, key_id, raw_query, secret, signature, time,
};

use super::account::{Account, CloseStream, KeepStream, OpenStream};
use super::market::{AggregateTrades, Candles, ExchangeInfo, OrderBook, Prices, ServerTime};
use super::orders::{CancelOrder, FindOrder, NewOrder, TestOrder};

/// Signs the query and the body as they are sent, without a separator: Binance's rule.
///
/// Without a separator, bytes could move from one to the other under the same signature. Therefore all parameters
/// travel in the query, which the vendor accepts for every method, and no operation has a body.
pub fn signed() -> Result<Scheme, SchemeError> {
    Scheme::new((raw_query() + body()).hmac_sha256(secret()).hex())
        .header("x-mbx-apikey", key_id())
        .query("timestamp", time(TimeFormat::UnixMillis))
        .query("signature", signature())
        .accept(WarningKind::RunTogether)
        .build()
}

/// Sends only the key.
pub fn keyed() -> Result<Scheme, SchemeError> {
    Scheme::unsigned().header("x-mbx-apikey", key_id()).build()
}

countersign::api! {
    /// The client of Binance's spot API.
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
