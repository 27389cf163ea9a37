//! Push messages of vendors.

use std::time::Duration;

use countersign::scheme::{
    IntoText, Order, Scheme, SchemeError, TimeFormat, any_of, body, fields, identifier, join, json_member, json_object,
    key_id, lines, method, nonce, path, path_and_query, query_pairs, secret, signature, signed_headers, time,
    time_after,
};

/// GitHub webhook: <https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries>
pub(crate) fn github() -> Result<Scheme, SchemeError> {
    Scheme::new(body().hmac_sha256(secret()).hex()).header("x-hub-signature-256", "sha256=" + signature()).build()
}

/// Slack webhook: <https://docs.slack.dev/authentication/verifying-requests-from-slack>
pub(crate) fn slack() -> Result<Scheme, SchemeError> {
    let now = time(TimeFormat::UnixSeconds);
    Scheme::new(join(":", ("v0", &now, body())).hmac_sha256(secret()).hex())
        .header("x-slack-request-timestamp", now)
        .header("x-slack-signature", "v0=" + signature())
        .build()
}

/// Stripe webhook: <https://docs.stripe.com/webhooks/signature>
pub(crate) fn stripe() -> Result<Scheme, SchemeError> {
    let now = time(TimeFormat::UnixSeconds);
    Scheme::new(join(".", (&now, body())).hmac_sha256(secret()).hex())
        .header("stripe-signature", fields(",").with("t", now).with("v1", signature()))
        .build()
}

/// Shopify webhook: <https://shopify.dev/docs/apps/build/webhooks/subscribe/https>
pub(crate) fn shopify() -> Result<Scheme, SchemeError> {
    Scheme::new(body().hmac_sha256(secret()).base64()).header("x-shopify-hmac-sha256", signature()).build()
}

/// Standard Webhooks (Svix): <https://docs.svix.com/receiving/verifying-payloads/how-manual>
pub(crate) fn standard_webhooks() -> Result<Scheme, SchemeError> {
    let (id, now) = (nonce(), time(TimeFormat::UnixSeconds));
    let text = join(".", (&id, &now, body()));
    Scheme::new(text.hmac_sha256(secret().after("whsec_").from_base64()).base64())
        .header("webhook-id", &id)
        .header("webhook-timestamp", now)
        .header("webhook-signature", any_of(" ", "v1," + signature()))
        .remembers(id)
        .build()
}

/// WeChat Pay v3 notification: <https://pay.weixin.qq.com/doc/v3/merchant/4013053249>
pub(crate) fn wechat_pay_v3_notification() -> Result<Scheme, SchemeError> {
    let now = time(TimeFormat::UnixSeconds);
    Scheme::new(lines((&now, nonce(), body(), "")).rsa_sha256().base64())
        .header("wechatpay-timestamp", now)
        .header("wechatpay-nonce", nonce())
        .header("wechatpay-serial", identifier("serial_no"))
        .header("wechatpay-signature", signature())
        .remembers(nonce())
        .build()
}

/// Contentful webhook: <https://www.contentful.com/developers/docs/webhooks/request-verification/>
pub(crate) fn contentful() -> Result<Scheme, SchemeError> {
    // The list of the signed headers is one of them.
    let covered = signed_headers(["x-contentful-signed-headers", "x-contentful-timestamp"]);
    let text = lines((method(), path_and_query(), covered.pairs(":", ";"), body()));
    Scheme::new(text.hmac_sha256(secret()).hex())
        .header("x-contentful-timestamp", time(TimeFormat::UnixMillis))
        .header("x-contentful-signed-headers", covered.names(","))
        .header("x-contentful-signature", signature())
        .build()
}

/// Vonage webhook (JWT): <https://developer.vonage.com/en/getting-started/concepts/webhooks#decoding-signed-webhooks>
pub(crate) fn vonage() -> Result<Scheme, SchemeError> {
    let head = json_object().with("alg", "HS256").with("typ", "JWT").into_text();
    let claims = json_object().with_json("iat", time(TimeFormat::UnixSeconds)).with("jti", nonce());
    let claims = claims.with("iss", "Vonage").with("payload_hash", body().sha256().hex()).with("api_key", key_id());
    let token = join(".", (head.base64url_unpadded(), claims.into_text().base64url_unpadded()));
    Scheme::new(token.hmac_sha256(secret()).base64url_unpadded())
        .header("authorization", "Bearer " + token + "." + signature())
        .remembers(nonce())
        .build()
}

/// VK Mini Apps (launch parameters): <https://dev.vk.com/mini-apps/development/launch-params-sign>
pub(crate) fn vk_mini_apps() -> Result<Scheme, SchemeError> {
    let signed = query_pairs().starting("vk_").sorted().form_encoded();
    Scheme::new(signed.pairs("=", "&").hmac_sha256(secret()).base64url_unpadded())
        .query("vk_app_id", key_id())
        .query("vk_ts", time(TimeFormat::UnixSeconds))
        .query("sign", signature())
        .build()
}

/// Atlassian Connect (JWT with a hash of the query):
/// <https://developer.atlassian.com/cloud/bitbucket/query-string-hash/>
pub(crate) fn atlassian_connect() -> Result<Scheme, SchemeError> {
    let query = query_pairs().percent_encoded().sorted_by(Order::NameThenValue).merged(",").pairs("=", "&");
    let expiry = time_after(Duration::from_secs(180), TimeFormat::UnixSeconds);
    let claims = json_object().with("iss", key_id()).with_json("iat", time(TimeFormat::UnixSeconds));
    let claims = claims.with_json("exp", expiry).with("qsh", join("&", (method(), path(), query)).sha256().hex());
    let head = json_object().with("typ", "JWT").with("alg", "HS256").into_text();
    let token = join(".", (head.base64url_unpadded(), claims.into_text().base64url_unpadded()));
    Scheme::new(token.hmac_sha256(secret()).base64url_unpadded())
        .header("authorization", "JWT " + token + "." + signature())
        .build()
}

/// Telegram Mini Apps (`initData`): <https://core.telegram.org/bots/webapps>
pub(crate) fn telegram_mini_apps() -> Result<Scheme, SchemeError> {
    let text = query_pairs().sorted().pairs("=", "\n");
    Scheme::new(text.hmac_sha256(secret().hmac_sha256("WebAppData")).hex())
        .query("auth_date", time(TimeFormat::UnixSeconds))
        .query("hash", signature())
        .build()
}

/// Adyen webhook: <https://docs.adyen.com/development-resources/webhooks/verify-hmac-signatures>
pub(crate) fn adyen() -> Result<Scheme, SchemeError> {
    let item = |name| json_member(format!("/notificationItems/0/NotificationRequestItem/{name}")).or("");
    let member = |name| item(name).replaced("\\", "\\\\").replaced(":", "\\:");
    let ids = join(":", ["pspReference", "originalReference", "merchantAccountCode", "merchantReference"].map(member));
    let facts = join(":", ["amount/value", "amount/currency", "eventCode", "success"].map(member));
    Scheme::new((ids + ":" + facts).hmac_sha256(secret().from_hex()).base64())
        .json("/notificationItems/0/NotificationRequestItem/additionalData/hmacSignature", signature())
        .build()
}

/// Mailgun webhook: <https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks>
pub(crate) fn mailgun() -> Result<Scheme, SchemeError> {
    let (now, token) = (time(TimeFormat::UnixSeconds), nonce());
    Scheme::new((&now + &token).hmac_sha256(secret()).hex())
        .json("/signature/timestamp", now)
        .json("/signature/token", &token)
        .json("/signature/signature", signature())
        .remembers(token)
        .build()
}
