//! Schemes of shops, payments and exchanges, written from what is known of each vendor's rule, which the address beside it
//! describes; not every page was read again. `published` marks signatures that the vendors print; others were computed with
//! another program from the same string.
#![allow(clippy::unwrap_used, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use countersign::Credentials;
use countersign::scheme::*;
use countersign_tests::vendors::{signed, signed_with};

const AT: u64 = 1_700_000_000;

fn get(url: &str) -> Request {
    Request::new("GET", url).unwrap()
}

fn post(url: &str) -> Request {
    Request::new("POST", url).unwrap()
}

fn account() -> Credentials {
    Credentials::new("key", "sesame").unwrap()
}

/// <https://open.sf-express.com>
#[test]
fn sf_express() {
    let now = time(TimeFormat::UnixMillis);
    let scheme = Scheme::new((parameter("msgData") + &now + secret()).form_encoded().md5().base64())
        .form("partnerID", key_id())
        .form("requestID", uuid())
        .form("timestamp", now)
        .form("msgDigest", signature());
    let order = [("serviceCode", "EXP_RECE_CREATE_ORDER"), ("msgData", r#"{"orderId":"中 1"}"#)];
    let request = post("https://bspgw.sf-express.com/std/service").form(order);
    assert_eq!(signed(scheme, request, &account(), (AT, ""), ""), "DUGMMufcLns5mBpyXXSO5Q==");
}

/// <https://school.xiaohongshu.com/en/open/quick-start/signature-algorithm.html>
#[test]
fn xiaohongshu() {
    let now = time(TimeFormat::UnixSeconds);
    let text = parameter("method") + "?appId=" + key_id() + "&timestamp=" + &now + "&version=2.0" + secret();
    let scheme = Scheme::new(text.md5().hex())
        .json("appId", key_id())
        .json("timestamp", now)
        .json("version", "2.0")
        .json("sign", signature());
    let request = post("https://ark.xiaohongshu.com/ark/open_api/v3/common_controller");
    let request = request.json(r#"{"method":"order.getOrderList"}"#);
    assert_eq!(signed(scheme, request, &account(), (AT, ""), ""), "9a95dd110b679efc0ccfaa72aa2ae262");
}

/// <https://op.jinritemai.com>
#[test]
fn doudian() {
    let now = time(TimeFormat::pattern("%Y-%m-%d %H:%M:%S").at(8 * 60));
    let all = no_pairs().plus("app_key", key_id()).plus("method", parameter("method")).plus("param_json", body());
    let all = all.plus("timestamp", &now).plus("v", "2").pairs("", "");
    let scheme = Scheme::new((secret() + all + secret()).hmac_sha256(secret()).hex())
        .query("app_key", key_id())
        .query("timestamp", now)
        .query("v", "2")
        .query("sign_method", "hmac-sha256")
        .query("sign", signature());
    let request = post("https://openapi-fxg.jinritemai.com/order/searchList?method=order.searchList");
    let signature = signed(scheme, request.json(r#"{"a":1}"#), &account(), (AT, ""), "body");
    assert_eq!(signature, "c5a7f4d8e470c25e3391bdd3772de522840a8874268b92b1ae1dd726a15970eb");
}

/// <https://open.kwaixiaodian.com>
#[test]
fn kuaishou() {
    let text = parameters().sorted().pairs("=", "&") + "&signSecret=" + secret();
    let scheme = Scheme::new(text.hmac_sha256(secret()).base64())
        .parameter("appkey", key_id())
        .parameter("access_token", credential("access_token"))
        .parameter("signMethod", "HMAC_SHA256")
        .parameter("timestamp", time(TimeFormat::UnixMillis))
        .parameter("version", "1")
        .parameter("sign", signature());
    let url = "https://openapi.kwaixiaodian.com/open/item/get?method=open.item.get&param=%7B%22a%22%3A1%7D";
    let credentials = account().with("access_token", "tok").unwrap();
    let signature = signed(scheme, get(url), &credentials, (AT, ""), "query");
    assert_eq!(signature, "49hIqIGtL6HQ+UgjdHAtswYJiuu4c784otJOy0rYFp8=");
}

/// <https://open.sheincorp.com>
#[test]
fn shein() {
    let now = time(TimeFormat::UnixMillis);
    let random = nonce_of("abcdefghijklmnopqrstuvwxyz0123456789", 5);
    let text = join("&", (key_id(), &now, path()));
    let scheme = Scheme::new(text.hmac_sha256(secret() + &random).hex().base64())
        .header("x-lt-openkeyid", key_id())
        .header("x-lt-timestamp", now)
        .header("x-lt-signature", random + signature());
    let request = post("https://openapi.sheincorp.com/open-api/order/list").json("{}");
    let signature = signed(scheme, request, &account(), (AT, "abcde"), "path x-lt-signature x-lt-timestamp");
    assert_eq!(signature, "ZDI5ZTdjNzY0ZWQ2MGRiYjJmNTEyZjAyMDFmMjkyOGJkNzk4YmQyYjMyMjlhNzY1MjgzMDJlZDRjYWRiMzg5OQ==");
}

/// <https://docs.developer.amazonservices.com/en_US/dev_guide/DG_ClientLibraries.html>
#[test]
fn amazon_mws() {
    let query = query_pairs().percent_encoded().sorted().pairs("=", "&");
    let text = lines((method(), host().lower(), path(), query));
    let scheme = Scheme::new(text.hmac_sha256(secret()).base64())
        .query("AWSAccessKeyId", key_id())
        .query("SignatureMethod", "HmacSHA256")
        .query("SignatureVersion", "2")
        .query("Timestamp", time(TimeFormat::Iso8601))
        .query("Signature", signature());
    let request = post("https://mws.amazonservices.com/Orders/2013-09-01?Action=GetOrder&Version=2013-09-01");
    let signature = signed(scheme, request, &account(), (AT, ""), "method path query");
    assert_eq!(signature, "CSPXVpzNLEz9zfPuUdWdPL+hJQDczvjjg/EIQRWqjx8=");
}

/// <https://developer.visa.com/pages/working-with-visa-apis/x-pay-token>
#[test]
fn visa() {
    let now = time(TimeFormat::UnixSeconds);
    let text = &now + path().after("/vdp/") + raw_query() + body();
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex())
        .query("apikey", key_id())
        .header("x-pay-token", join(":", ("xv2", now, signature())));
    let request = post("https://sandbox.api.visa.com/vdp/payments/v1/sales").json(r#"{"a":1}"#);
    let signature = signed(scheme, request, &account(), (AT, ""), "path query body");
    assert_eq!(signature, "f80541b57315575a263f5d86d72473987b88cf309e1ebd16fdd3cc9f31c9cafa");
}

/// <https://developer.cybersource.com/docs/cybs/en-us/platform/developer/all/rest/rest-getting-started/restgs-http-message-intro.html>
#[test]
fn cybersource() {
    let digest = body().then("SHA-256=" + body().sha256().base64()).unless_empty();
    let target = method().lower() + " " + path_and_query();
    let covered = signed_headers(["host", "date", "digest", "v-c-merchant-id"]).plus("(request-target)", target);
    let sent = fields(", ").quoted().with("keyid", key_id()).with("algorithm", "HmacSHA256");
    let sent = sent.with("headers", covered.names(" ")).with("signature", signature());
    let scheme = Scheme::new(covered.pairs(": ", "\n").hmac_sha256(secret().from_base64()).base64())
        .header("date", time(TimeFormat::HttpDate))
        .header("v-c-merchant-id", identifier("merchant"))
        .header("digest", digest.optional())
        .header("signature", sent);
    let credentials = Credentials::new("key", "c2VzYW1lLXNlc2FtZQ==").unwrap().with("merchant", "testrest").unwrap();
    let request = post("https://apitest.cybersource.com/pts/v2/payments/").json(r#"{"a":1}"#);
    let signature = signed(scheme.clone(), request, &credentials, (AT, ""), "method path query body v-c-merchant-id");
    assert_eq!(signature, "/oUyA/AZzWLSMWubdlsvYK6BYF2vJVNoLhPqE/yO27U=");
    // Without a body, there is no digest, and the list does not name it.
    let request = get("https://apitest.cybersource.com/pts/v2/payments/1");
    assert_eq!(
        signed(scheme, request, &credentials, (AT, ""), "method path"),
        "kni5W6tlrMDxM488JGz2OI3kpqR0oYTv0OJHVxLrNN0="
    );
}

const SEED: &str = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
const PUBLIC: &str = include_str!("../../vectors/keys/rfc-8032.pem");

/// Signs with a private key of Ed25519, and verifies with the public one.
fn signed_with_ed25519(scheme: SchemeBuilder, request: Request, covered: &str) {
    let of = |key| Credentials::new("key", key).unwrap().with("jwe", "eyJ6").unwrap();
    drop(signed_with(scheme, request, [&of(SEED), &of(PUBLIC)], (AT, ""), covered));
}

/// <https://developer.ebay.com/develop/guides/digital-signatures-for-apis>
#[test]
fn ebay() {
    let digest = body().then("sha-256=:" + body().sha256().base64() + ":").unless_empty();
    let rest = r#""x-ebay-signature-key" "@method" "@path" "@authority");created="#;
    let listed = "(" + body().then(r#""content-digest" "#) + rest + time(TimeFormat::UnixSeconds);
    let of_body = (r#""content-digest": "# + &digest + "\n").optional();
    let (key, target) = (r#""x-ebay-signature-key": "# + identifier("jwe"), r#""@path": "# + path());
    let (method, host) = (r#""@method": "# + method(), r#""@authority": "# + host());
    let text = of_body + lines((key, method, target, host, r#""@signature-params": "# + &listed));
    let scheme = Scheme::new(text.ed25519().base64())
        .header("content-digest", digest.optional())
        .header("x-ebay-signature-key", identifier("jwe"))
        .header("signature-input", "sig1=" + listed)
        .header("signature", "sig1=:" + signature() + ":");
    let url = "https://apiz.ebay.com/sell/finances/v1/payout";
    signed_with_ed25519(scheme.clone(), get(url), "method path x-ebay-signature-key signature-input");
    signed_with_ed25519(scheme, post(url).json("{}"), "method path body content-digest");
}

/// <https://docs.antom.com/ac/ams/digital_signature>, with another algorithm.
#[test]
fn antom() {
    let now = time(TimeFormat::Iso8601);
    let text = method() + " " + path_and_query() + "\n" + join(".", (key_id(), &now, body()));
    let sent = fields(",").with("algorithm", "RSA256").with("keyVersion", "1");
    let scheme = Scheme::new(text.ed25519().base64())
        .header("client-id", key_id())
        .header("request-time", now)
        .header("signature", sent.with("signature", signature().percent_encoded()));
    let request = post("https://open-sea-global.alipay.com/ams/api/v1/payments/pay").json("{}");
    signed_with_ed25519(scheme, request, "method path body request-time");
}

/// <https://developer.mastercard.com/platform/documentation/authentication/using-oauth-1a-to-access-mastercard-apis/>,
/// with another algorithm.
#[test]
fn mastercard() {
    let sent = fields(",").after("OAuth ").quoted().percent_encoded().with("oauth_consumer_key", key_id());
    let sent = sent.with("oauth_body_hash", body().sha256().base64()).with("oauth_nonce", nonce());
    let sent = sent.with("oauth_signature", signature()).with("oauth_signature_method", "RSA-SHA256");
    let sent = sent.with("oauth_timestamp", time(TimeFormat::UnixSeconds)).with("oauth_version", "1.0");
    let all = query_pairs().and(&sent).percent_encoded().sorted_by(Order::NameThenValue).pairs("=", "&");
    let text = join("&", (method(), (origin() + path()).percent_encoded(), all.percent_encoded()));
    let scheme = Scheme::new(text.ed25519().base64()).header("authorization", sent).remembers(nonce());
    let request = post("https://sandbox.api.mastercard.com/fraud/v1/account-inquiry?a=1").json("{}");
    signed_with_ed25519(scheme, request, "method path query body");
}

/// <https://bybit-exchange.github.io/docs/v5/guide>
#[test]
fn bybit() {
    let now = time(TimeFormat::UnixMillis);
    let text = &now + key_id() + "5000" + raw_query() + body();
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex())
        .header("x-bapi-api-key", key_id())
        .header("x-bapi-timestamp", now)
        .header("x-bapi-recv-window", "5000")
        .header("x-bapi-sign", signature());
    let request = get("https://api.bybit.com/v5/order/realtime?category=option&symbol=BTC-29JUL22-25000-C");
    let signature = signed(scheme, request, &account(), (AT, ""), "query body");
    assert_eq!(signature, "a75b49bf26b88715e9c04db5fdc9b6be3905977b6b28a354e7698f40f7ba4c5f");
}

/// <https://www.kucoin.com/docs-new/authentication>
#[test]
fn kucoin() {
    let now = time(TimeFormat::UnixMillis);
    let text = &now + method() + path_and_query() + body();
    let scheme = Scheme::new(text.hmac_sha256(secret()).base64())
        .header("kc-api-key", key_id())
        .header("kc-api-timestamp", now)
        .header("kc-api-passphrase", credential("passphrase").hmac_sha256(secret()).base64())
        .header("kc-api-key-version", "2")
        .header("kc-api-sign", signature());
    let credentials = account().with("passphrase", "open").unwrap();
    let request = get("https://api.kucoin.com/api/v1/accounts?currency=BTC");
    let signature = signed(scheme, request, &credentials, (AT, ""), "method path query body kc-api-passphrase");
    assert_eq!(signature, "WxWResmJOBL86py800XK7jAonT+lM+UTug5BF53WhRA=");
}

/// <https://www.gate.com/docs/developers/apiv4/>, published.
#[test]
fn gate() {
    let now = time(TimeFormat::UnixSeconds);
    let text = lines((method(), path(), raw_query(), body().sha512().hex(), &now));
    let scheme = Scheme::new(text.hmac_sha512(secret()).hex());
    let scheme = scheme.header("key", key_id()).header("timestamp", now).header("sign", signature());
    let credentials = Credentials::new("key", "secret").unwrap();
    let request = get("https://api.gateio.ws/api/v4/futures/orders?contract=BTC_USD&status=finished&limit=50");
    let signature = signed(scheme.clone(), request, &credentials, (1_541_993_715, ""), "method path query body");
    assert_eq!(
        signature,
        "55f84ea195d6fe57ce62464daaa7c3c02fa9d1dde954e4c898289c9a2407a3d6fb3faf24deff16790d726b66ac9f74526668b13bd01029199cc4fcc522418b8a"
    );
    let order = r#"{"contract":"BTC_USD","type":"limit","size":100,"price":6800,"time_in_force":"gtc"}"#;
    let request = post("https://api.gateio.ws/api/v4/futures/orders").json(order);
    let signature = signed(scheme, request, &credentials, (1_541_993_715, ""), "body");
    assert_eq!(
        signature,
        "eae42da914a590ddf727473aff25fc87d50b64783941061f47a3fdb92742541fc4c2c14017581b4199a1418d54471c269c03a38d788d802e2c306c37636389f0"
    );
}

/// <https://docs.bitfinex.com/docs/rest-auth>
#[test]
fn bitfinex() {
    let nonce = time(TimeFormat::UnixMicros);
    let scheme = Scheme::new(("/api" + path() + &nonce + body()).hmac_sha384(secret()).hex());
    let scheme = scheme.header("bfx-apikey", key_id()).header("bfx-nonce", nonce).header("bfx-signature", signature());
    let request = post("https://api.bitfinex.com/v2/auth/r/orders").json(r#"{"id":[1]}"#);
    let signature = signed(scheme, request, &account(), (AT, ""), "path body bfx-nonce");
    assert_eq!(
        signature,
        "e8c6674f38519ba548a6051a048776200e22bfe796a5e2901874dcc34068bd3db39dd7b3a7ba0fe8a657b2cf3c5d32e2"
    );
}

/// <https://www.htx.com/en-us/opend/newApiPages/>
#[test]
fn htx() {
    let query = query_pairs().percent_encoded().sorted().pairs("=", "&");
    let scheme = Scheme::new(lines((method(), host(), path(), query)).hmac_sha256(secret()).base64())
        .query("AccessKeyId", key_id())
        .query("SignatureMethod", "HmacSHA256")
        .query("SignatureVersion", "2")
        .query("Timestamp", time(TimeFormat::pattern("%Y-%m-%dT%H:%M:%S")))
        .query("Signature", signature());
    let request = get("https://api.huobi.pro/v1/order/orders?order-id=1234567890");
    let signature = signed(scheme, request, &account(), (AT, ""), "method path query");
    assert_eq!(signature, "56YXxwO1Bt55Mp6RzECJ15eW0mJCdx2a2wRrYcnfFPU=");
}

/// <https://www.bitstamp.net/api/#section/Authentication>
#[test]
fn bitstamp() {
    let (who, now) = ("BITSTAMP " + key_id(), time(TimeFormat::UnixMillis));
    let kind = body().then(header("content-type"));
    let text = &who + method() + host() + path() + raw_query() + kind + uuid() + &now + "v2" + body();
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex())
        .header("x-auth", who)
        .header("x-auth-nonce", uuid())
        .header("x-auth-timestamp", now)
        .header("x-auth-version", "v2")
        .header("x-auth-signature", signature())
        .remembers(uuid());
    let request = post("https://www.bitstamp.net/api/v2/user_transactions/").form([("offset", "1")]);
    let fresh = (AT, "f93c979d-b00d-43a9-9b9c-fd4cd9547fa6");
    let signature = signed(scheme, request, &account(), fresh, "method path query body content-type x-auth-nonce");
    assert_eq!(signature, "e5f7eeb5c7cdff9921dd5689b114d4cc900b5a12824977c104992a27fd958d26");
}

/// <https://docs.deribit.com/#authentication>
#[test]
fn deribit() {
    let (now, once) = (time(TimeFormat::UnixMillis), nonce());
    let text = lines((&now, &once, method(), path_and_query(), body(), ""));
    let sent = fields(",").after("deri-hmac-sha256 ").with("id", key_id()).with("ts", now);
    let sent = sent.with("sig", signature()).with("nonce", &once);
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("authorization", sent).remembers(once);
    let request = get("https://www.deribit.com/api/v2/private/get_account_summary?currency=BTC");
    let signature = signed(scheme, request, &account(), (AT, "abcd"), "method path query body");
    assert_eq!(signature, "a1efb180c8f4ccfed92b0b7ffa8a914b7c4ed50bbdf273a066f97dfd2493bace");
}
