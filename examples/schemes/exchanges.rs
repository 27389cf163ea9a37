//! Exchanges of crypto-currencies.

use countersign::scheme::{
    IntoText, Scheme, SchemeError, TimeFormat, body, credential, join, json_member, json_members_of, json_object,
    key_id, method, path, path_and_query, query_pairs, raw_query, secret, signature, time, uuid,
};

/// Binance spot (HMAC, query or form):
/// <https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security>
pub(crate) fn binance_hmac() -> Result<Scheme, SchemeError> {
    Scheme::new((raw_query() + body()).hmac_sha256(secret()).hex())
        .header("x-mbx-apikey", key_id())
        .query("timestamp", time(TimeFormat::UnixMillis))
        .query("signature", signature())
        .build()
}

/// Binance spot (Ed25519): <https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security>
pub(crate) fn binance_ed25519() -> Result<Scheme, SchemeError> {
    Scheme::new((raw_query() + body()).ed25519().base64())
        .header("x-mbx-apikey", key_id())
        .query("timestamp", time(TimeFormat::UnixMillis))
        .query("signature", signature())
        .build()
}

/// OKX v5: <https://www.okx.com/docs-v5/en/#overview-rest-authentication>
pub(crate) fn okx() -> Result<Scheme, SchemeError> {
    let now = time(TimeFormat::Iso8601Millis);
    let text = &now + method() + path_and_query() + body();
    Scheme::new(text.hmac_sha256(secret()).base64())
        .header("ok-access-key", key_id())
        .header("ok-access-timestamp", now)
        .header("ok-access-passphrase", credential("passphrase"))
        .header("ok-access-sign", signature())
        .build()
}

/// Kraken: <https://docs.kraken.com/api/docs/guides/spot-rest-auth>
pub(crate) fn kraken() -> Result<Scheme, SchemeError> {
    // The nonce must grow with each request, so it is the time.
    let nonce = time(TimeFormat::UnixMillis);
    let text = path() + (&nonce + body()).sha256();
    Scheme::new(text.hmac_sha512(secret().from_base64()).base64())
        .form("nonce", nonce)
        .header("api-key", key_id())
        .header("api-sign", signature())
        .build()
}

/// Coinbase Exchange: <https://docs.cdp.coinbase.com/exchange/rest-api/authentication>
pub(crate) fn coinbase_exchange() -> Result<Scheme, SchemeError> {
    let now = time(TimeFormat::UnixSeconds);
    let text = &now + method() + path_and_query() + body();
    Scheme::new(text.hmac_sha256(secret().from_base64()).base64())
        .header("cb-access-key", key_id())
        .header("cb-access-timestamp", now)
        .header("cb-access-passphrase", credential("passphrase"))
        .header("cb-access-sign", signature())
        .build()
}

/// Upbit (JWT): <https://docs.upbit.com/reference/auth>
pub(crate) fn upbit() -> Result<Scheme, SchemeError> {
    let hash = query_pairs().pairs("=", "&").sha512().hex();
    let claims = json_object().with("access_key", key_id()).with("nonce", uuid());
    let claims = claims.with("query_hash", hash).with("query_hash_alg", "SHA512").into_text();
    let head = json_object().with("alg", "HS256").with("typ", "JWT").into_text();
    let text = join(".", (head.base64url_unpadded(), claims.base64url_unpadded()));
    Scheme::new(text.hmac_sha256(secret()).base64url_unpadded())
        .header("authorization", "Bearer " + text + "." + signature())
        .remembers(uuid())
        .build()
}

/// Crypto.com Exchange: <https://exchange-docs.crypto.com/exchange/v1/rest-ws/index.html#digital-signature>
pub(crate) fn crypto_com() -> Result<Scheme, SchemeError> {
    let now = time(TimeFormat::UnixMillis);
    // Parameters that are lists or objects need a part by hand.
    let params = json_members_of("/params").sorted().pairs("", "");
    let text = json_member("method") + json_member("id") + key_id() + params + &now;
    Scheme::new(text.hmac_sha256(secret()).hex())
        .json("api_key", key_id())
        .json_number("nonce", now)
        .json("sig", signature())
        .build()
}
