//! Shops and payments.

use countersign::scheme::{
    Order, Scheme, SchemeError, Text, TimeFormat, body, credential, fields, identifier, json_member, json_members_of,
    key_id, lines, method, nonce, parameters, path, path_and_query, query_pairs, secret, signature, time,
};

/// China's time, which these vendors use without saying so.
const BEIJING: TimeFormat = TimeFormat::pattern("%Y-%m-%d %H:%M:%S").at(8 * 60);

/// Taobao TOP (MD5): <https://open.taobao.com/doc.htm?docId=101617&docType=1>
pub(crate) fn taobao_md5() -> Result<Scheme, SchemeError> {
    let sorted = parameters().sorted().pairs("", "");
    Scheme::new((secret() + sorted + secret()).md5().upper_hex())
        .parameter("app_key", key_id())
        .parameter("session", credential("session").optional())
        .parameter("timestamp", time(BEIJING))
        .parameter("sign_method", "md5")
        .parameter("sign", signature())
        .build()
}

/// Taobao TOP (HMAC-MD5): <https://open.taobao.com/doc.htm?docId=101617&docType=1>
pub(crate) fn taobao_hmac() -> Result<Scheme, SchemeError> {
    Scheme::new(parameters().sorted().pairs("", "").hmac_md5(secret()).upper_hex())
        .parameter("app_key", key_id())
        .parameter("session", credential("session").optional())
        .parameter("timestamp", time(BEIJING))
        .parameter("sign_method", "hmac")
        .parameter("sign", signature())
        .build()
}

/// WeChat Pay v2 (MD5): <https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=4_3>
pub(crate) fn wechat_pay_v2_md5() -> Result<Scheme, SchemeError> {
    let sorted = parameters().without_empty().sorted().pairs("=", "&");
    Scheme::new((sorted + "&key=" + secret()).md5().upper_hex())
        .parameter("appid", key_id())
        .parameter("mch_id", identifier("mch_id"))
        .parameter("nonce_str", nonce())
        .parameter("sign", signature())
        .remembers(nonce())
        .build()
}

/// WeChat Pay v2 (HMAC-SHA256): <https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=4_3>
pub(crate) fn wechat_pay_v2_hmac() -> Result<Scheme, SchemeError> {
    let sorted = parameters().without_empty().sorted().pairs("=", "&");
    Scheme::new((sorted + "&key=" + secret()).hmac_sha256(secret()).upper_hex())
        .parameter("appid", key_id())
        .parameter("mch_id", identifier("mch_id"))
        .parameter("nonce_str", nonce())
        .parameter("sign", signature())
        .remembers(nonce())
        .build()
}

/// Pinduoduo: <https://open.pinduoduo.com/application/document/browse?idStr=CFB8A4B9A1F6C2B6>
pub(crate) fn pinduoduo() -> Result<Scheme, SchemeError> {
    let sorted = parameters().sorted().pairs("", "");
    Scheme::new((secret() + sorted + secret()).md5().upper_hex())
        .parameter("client_id", key_id())
        .parameter("timestamp", time(TimeFormat::UnixSeconds))
        .parameter("access_token", credential("access_token").optional())
        .parameter("sign", signature())
        .build()
}

/// JD (JOS): <https://open.jd.com/v2/#/doc/guide?listId=1000>
pub(crate) fn jd() -> Result<Scheme, SchemeError> {
    let sorted = parameters().sorted().pairs("", "");
    Scheme::new((secret() + sorted + secret()).md5().upper_hex())
        .parameter("app_key", key_id())
        .parameter("access_token", credential("access_token").optional())
        .parameter("timestamp", time(BEIJING))
        .parameter("sign", signature())
        .build()
}

/// Lazada: <https://open.lazada.com/apps/doc/doc?nodeId=10451&docId=108069>
pub(crate) fn lazada() -> Result<Scheme, SchemeError> {
    let text = path().after("/rest") + parameters().sorted().pairs("", "");
    Scheme::new(text.hmac_sha256(secret()).upper_hex())
        .parameter("app_key", key_id())
        .parameter("access_token", credential("access_token").optional())
        .parameter("sign_method", "sha256")
        .parameter("timestamp", time(TimeFormat::UnixMillis))
        .parameter("sign", signature())
        .build()
}

/// AliExpress (system interface): <https://openservice.aliexpress.com/doc/doc.htm?nodeId=27493&docId=118729>
pub(crate) fn aliexpress() -> Result<Scheme, SchemeError> {
    Scheme::new(parameters().sorted().pairs("", "").hmac_sha256(secret()).upper_hex())
        .parameter("app_key", key_id())
        .parameter("session", credential("session").optional())
        .parameter("timestamp", time(TimeFormat::UnixMillis))
        .parameter("sign_method", "sha256")
        .parameter("sign", signature())
        .build()
}

/// TikTok Shop: <https://partner.tiktokshop.com/docv2/page/sign-your-api-request>
pub(crate) fn tiktok_shop() -> Result<Scheme, SchemeError> {
    let query = query_pairs().except(["access_token"]).sorted().pairs("", "");
    Scheme::new((secret() + path() + query + body() + secret()).hmac_sha256(secret()).hex())
        .query("app_key", key_id())
        .query("timestamp", time(TimeFormat::UnixSeconds))
        .query("sign", signature())
        .header("x-tts-access-token", credential("access_token").optional())
        .build()
}

/// 1688 (`_aop_signature`): <https://open.1688.com/doc/signature.htm>
pub(crate) fn alibaba_1688_aop() -> Result<Scheme, SchemeError> {
    let text = path().after("/openapi/") + parameters().sorted().pairs("", "");
    Scheme::new(text.hmac_sha1(secret()).upper_hex()).parameter("_aop_signature", signature()).build()
}

/// Shopee v2: <https://open.shopee.com/developer-guide/20>
pub(crate) fn shopee() -> Result<Scheme, SchemeError> {
    let (now, token, shop) = (time(TimeFormat::UnixSeconds), credential("access_token"), identifier("shop_id"));
    let text = key_id() + path() + &now + token.optional() + shop.optional();
    Scheme::new(text.hmac_sha256(secret()).hex())
        .query("partner_id", key_id())
        .query("timestamp", now)
        .query("access_token", token.optional())
        .query("shop_id", shop.optional())
        .query("sign", signature())
        .build()
}

/// WeChat Pay v3: <https://pay.weixin.qq.com/doc/v3/merchant/4012365336>
pub(crate) fn wechat_pay_v3() -> Result<Scheme, SchemeError> {
    let now = time(TimeFormat::UnixSeconds);
    let text = lines((method(), path_and_query(), &now, nonce(), body(), ""));
    let sent = fields(",").after("WECHATPAY2-SHA256-RSA2048 ").quoted().with("mchid", key_id());
    let sent = sent.with("nonce_str", nonce()).with("signature", signature()).with("timestamp", now);
    let sent = sent.with("serial_no", identifier("serial_no"));
    Scheme::new(text.rsa_sha256().base64()).header("authorization", sent).remembers(nonce()).build()
}

/// Alipay RSA2: <https://opendocs.alipay.com/common/02kf5q>
pub(crate) fn alipay_rsa2() -> Result<Scheme, SchemeError> {
    Scheme::new(parameters().without_empty().sorted().pairs("=", "&").rsa_sha256().base64())
        .parameter("app_id", key_id())
        .parameter("sign_type", "RSA2")
        .parameter("timestamp", time(BEIJING))
        .parameter("sign", signature())
        .build()
}

/// Cloudinary upload: <https://cloudinary.com/documentation/authentication_signatures>
pub(crate) fn cloudinary() -> Result<Scheme, SchemeError> {
    let signed = parameters().except(["file", "cloud_name", "resource_type", "api_key"]);
    Scheme::new((signed.sorted().pairs("=", "&") + secret()).sha1().hex())
        .parameter("timestamp", time(TimeFormat::UnixSeconds))
        .parameter("api_key", key_id())
        .parameter("signature", signature())
        .build()
}

/// Ele.me: <https://open.shop.ele.me/openapi/documents/sign>
pub(crate) fn ele_me() -> Result<Scheme, SchemeError> {
    let members = json_members_of("/metas").and(json_members_of("/params")).sorted().json_values();
    let text = json_member("action") + credential("token") + members.pairs("=", "") + secret();
    Scheme::new(text.md5().upper_hex())
        .json("token", credential("token"))
        .json("/metas/app_key", key_id())
        .json_number("/metas/timestamp", time(TimeFormat::UnixSeconds))
        .json("signature", signature())
        .build()
}

/// ECPay (`CheckMacValue`): <https://developers.ecpay.com.tw/?p=2902>
pub(crate) fn ecpay() -> Result<Scheme, SchemeError> {
    // Escapes like .NET, in lower case.
    let escaped =
        |text: &Text| text.form_encoded().lower().replaced("%21", "!").replaced("%28", "(").replaced("%29", ")");
    let sorted = escaped(&parameters().sorted_by(Order::IgnoringCase).pairs("=", "&"));
    let text = "hashkey%3d" + escaped(&secret()) + "%26" + sorted + "%26hashiv%3d" + escaped(&credential("hash_iv"));
    Scheme::new(text.sha256().upper_hex())
        .parameter("MerchantID", key_id())
        .parameter("CheckMacValue", signature())
        .build()
}
