//! Schemes of pushes and notifications, written from what is known of each vendor's rule, which the address beside it
//! describes; not every page was read again. The signatures were computed with another program from the same string.
#![allow(clippy::unwrap_used, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use countersign::Credentials;
use countersign::scheme::*;
use countersign_tests::vendors::{signed, signed_with};

const AT: u64 = 1_700_000_000;
const MESSAGE: &str = r#"{"a":1}"#;

fn post(url: &str) -> Request {
    Request::new("POST", url).unwrap()
}

fn message() -> Request {
    post("https://example.com/webhook").json(MESSAGE)
}

fn sesame() -> Credentials {
    Credentials::of_secret("sesame").unwrap()
}

/// <https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html>
#[test]
fn wechat() {
    let now = time(TimeFormat::UnixSeconds);
    let parts = no_pairs().plus("token", secret()).plus("timestamp", &now).plus("nonce", nonce());
    let scheme = Scheme::new(parts.hidden().sorted_by(Order::Value).values("").sha1().hex())
        .query("timestamp", now)
        .query("nonce", nonce())
        .query("signature", signature());
    let request = post("https://example.com/wx").bytes("<xml/>");
    // Not even the body is covered.
    let signature = signed(scheme, request, &sesame(), (AT, "abcd"), "");
    assert_eq!(signature, "9a944eaf859be3ab389eeece0c12d79d7a2be0e6");
}

/// <https://developer.work.weixin.qq.com/document/path/90968>
#[test]
fn wecom() {
    let now = time(TimeFormat::UnixSeconds);
    let parts = no_pairs().plus("token", secret()).plus("timestamp", &now).plus("nonce", nonce());
    let parts = parts.plus("encrypt", parameter("Encrypt")).hidden().sorted_by(Order::Value);
    let scheme = Scheme::new(parts.values("").sha1().hex())
        .query("timestamp", now)
        .query("nonce", nonce())
        .query("msg_signature", signature());
    // Its XML is read by who receives it, and named here.
    let scheme = scheme.build().unwrap();
    let request = post("https://example.com/wecom").fields([("Encrypt", "ENCRYPTED")]);
    let fresh = Fresh::at(std::time::UNIX_EPOCH + std::time::Duration::from_secs(AT)).with_nonce("abcd");
    let signed = scheme.sign(request, &sesame(), &fresh).unwrap();
    assert_eq!(signed.signature, "c914a78187e351bd7faa268ef5904544e078752e");
    let at = std::time::UNIX_EPOCH + std::time::Duration::from_secs(AT);
    scheme.verify(&signed.request, |_| [sesame()], at).unwrap();
}

const SEED: &str = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
const PUBLIC: &str = include_str!("../../vectors/keys/rfc-8032.pem");

/// <https://developer.paypal.com/api/rest/webhooks/rest/>, with another algorithm.
#[test]
fn paypal() {
    let (id, now) = (nonce(), time(TimeFormat::Iso8601));
    let text = join("|", (&id, &now, identifier("webhook_id"), body().crc32()));
    let scheme = Scheme::new(text.ed25519().base64())
        .header("paypal-transmission-id", &id)
        .header("paypal-transmission-time", now)
        .header("paypal-transmission-sig", signature())
        .remembers(id);
    let of = |key| Credentials::of_secret(key).unwrap().with("webhook_id", "8PT597110X687430LKGECATA").unwrap();
    let covered = "body paypal-transmission-id";
    drop(signed_with(scheme, message(), [&of(SEED), &of(PUBLIC)], (AT, ""), covered));
}

/// <https://docs.discord.com/developers/interactions/overview>
#[test]
fn discord() {
    let now = time(TimeFormat::UnixSeconds);
    let scheme = Scheme::new((&now + body()).ed25519().hex())
        .header("x-signature-timestamp", now)
        .header("x-signature-ed25519", signature());
    let of = |key| Credentials::of_secret(key).unwrap();
    drop(signed_with(scheme, message(), [&of(SEED), &of(PUBLIC)], (AT, ""), "body x-signature-timestamp"));
}

/// <https://developer.paypal.com/braintree/docs/guides/webhooks/parse>
#[test]
fn braintree() {
    let scheme = Scheme::new(parameter("bt_payload").hmac_sha1(secret().sha1()).hex())
        .form("bt_signature", any_of("&", key_id() + "|" + signature()));
    let request = post("https://example.com/hook").form([("bt_payload", "PG5vdGlm\n")]);
    let credentials = Credentials::new("key", "sesame").unwrap();
    assert_eq!(signed(scheme, request, &credentials, (AT, ""), ""), "31c86399f4fe5b21f368a61def37028400cee41a");
}

/// <https://dev.twitch.tv/docs/eventsub/handling-webhook-events/>
#[test]
fn twitch() {
    let now = time(TimeFormat::pattern("%Y-%m-%dT%H:%M:%S.%9fZ"));
    let scheme = Scheme::new((nonce() + &now + body()).hmac_sha256(secret()).hex())
        .header("twitch-eventsub-message-id", nonce())
        .header("twitch-eventsub-message-timestamp", now)
        .header("twitch-eventsub-message-signature", "sha256=" + signature())
        .remembers(nonce());
    let signature = signed(scheme, message(), &sesame(), (AT, "abcd"), "body twitch-eventsub-message-id");
    assert_eq!(signature, "af2f354b9746ead12020801372251b3680e59bf637c14826a22d5d5fc204d98c");
}

/// <https://developer.squareup.com/docs/webhooks/step3validate>
#[test]
fn square() {
    let scheme = Scheme::new((origin() + path_and_query() + body()).hmac_sha256(secret()).base64())
        .header("x-square-hmacsha256-signature", signature());
    let signature = signed(scheme, message(), &sesame(), (AT, ""), "path query body");
    assert_eq!(signature, "WJrQKTFEQUkzizpD1XXUrT2OodcysmdwO46G2TuvK64=");
}

/// <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation>
#[test]
fn hubspot() {
    let now = time(TimeFormat::UnixMillis);
    let text = method() + origin() + path_and_query() + body() + &now;
    let scheme = Scheme::new(text.hmac_sha256(secret()).base64())
        .header("x-hubspot-request-timestamp", now)
        .header("x-hubspot-signature-v3", signature());
    let request = post("https://example.com/webhook?a=1").json(MESSAGE);
    let signature = signed(scheme, request, &sesame(), (AT, ""), "method path query body");
    assert_eq!(signature, "XT2pqAm9tTRQQLvQkGKDmB0x6bh6g5vtTDjn/f9BZWk=");
}

/// <https://developers.messagebird.com/api/#verifying-http-requests>
#[test]
fn messagebird() {
    let now = time(TimeFormat::UnixSeconds);
    // Bytes, not their digits.
    let text = lines((&now, query_pairs().sorted().pairs("=", "&"), body().sha256()));
    let scheme = Scheme::new(text.hmac_sha256(secret()).base64())
        .header("messagebird-request-timestamp", now)
        .header("messagebird-signature", signature());
    let request = post("https://example.com/hook?b=2&a=1").json(MESSAGE);
    let signature = signed(scheme, request, &sesame(), (AT, ""), "query body");
    assert_eq!(signature, "ozSVfvLVriE0bRL2y9Ca6evHSsdHF/BHa9yJWyJdig4=");
}

/// <https://developer.atlassian.com/cloud/trello/guides/rest-api/webhooks/>
#[test]
fn trello() {
    let scheme = Scheme::new((body() + origin() + path_and_query()).hmac_sha1(secret()).base64())
        .header("x-trello-webhook", signature());
    assert_eq!(signed(scheme, message(), &sesame(), (AT, ""), "path body"), "hCmwrJZSyhR5z1AT6DhGa1etZcU=");
}

/// <https://docs.recurly.com/recurly-subscriptions/docs/webhooks>
#[test]
fn recurly() {
    let now = time(TimeFormat::UnixMillis);
    let scheme = Scheme::new(join(".", (&now, body())).hmac_sha256(secret()).hex())
        .header("recurly-signature", now + "," + any_of(",", signature()));
    assert_eq!(
        signed(scheme, message(), &sesame(), (AT, ""), "body recurly-signature"),
        "b104d89ad6a63c172e8660074fad4d2e20a5f248bf1ec7d3127e9547dab8b08c"
    );
}

/// <https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case>
#[test]
fn feishu() {
    let now = time(TimeFormat::UnixSeconds);
    let scheme = Scheme::new((&now + nonce() + secret() + body()).sha256().hex())
        .header("x-lark-request-timestamp", now)
        .header("x-lark-request-nonce", nonce())
        .header("x-lark-signature", signature())
        .remembers(nonce());
    let signature = signed(scheme, message(), &sesame(), (AT, "abcd"), "body x-lark-request-nonce");
    assert_eq!(signature, "2e36166bd25a44545457ec9dfb140d395aa9d34415b4e58ec52584c147b2a67a");
}

/// <https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot>
#[test]
fn feishu_bot() {
    let now = time(TimeFormat::UnixSeconds);
    // The secret is in the key, and the message is empty.
    let scheme = Scheme::new("".into_text().hmac_sha256(&now + "\n" + secret()).base64())
        .json("timestamp", now)
        .json("sign", signature());
    let request = post("https://open.feishu.cn/open-apis/bot/v2/hook/x").json(r#"{"msg_type":"text"}"#);
    assert_eq!(signed(scheme, request, &sesame(), (AT, ""), ""), "gPEzjD02NMwkTtknNWz0fTtiQ/+nKrPJN2ErEQ3jtRA=");
}

/// <https://developer.vonage.com/en/getting-started/concepts/signing-messages>
#[test]
fn vonage() {
    let pairs = parameters().replaced("&", "_").replaced("=", "_").sorted().pairs("=", "&").preceded_by("&");
    let scheme = Scheme::new((pairs + secret()).md5().hex())
        .parameter("timestamp", time(TimeFormat::UnixSeconds))
        .parameter("sig", signature());
    let request = Request::new("GET", "https://rest.nexmo.com/sms/json?a=1&b=2%263").unwrap();
    assert_eq!(signed(scheme, request, &sesame(), (AT, ""), "query"), "9f46f821d9330820d1bf0c85178620a3");
}
