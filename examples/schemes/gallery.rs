//! The signing rules of vendors and standards, each as its expression.

#[path = "clouds.rs"]
pub(crate) mod clouds;
#[path = "commerce.rs"]
pub(crate) mod commerce;
#[path = "exchanges.rs"]
pub(crate) mod exchanges;
#[path = "pushes.rs"]
pub(crate) mod pushes;
#[path = "vector.rs"]
pub(crate) mod vector;

use countersign::scheme::{Scheme, SchemeError};

/// The scheme of a vector, by the name of its vendor.
pub(crate) fn scheme_of(vector: &vector::Vector) -> Option<Result<Scheme, SchemeError>> {
    let text = |name| vector.text(name).unwrap_or_default();
    Some(match vector.vendor() {
        "Taobao TOP (MD5)" => commerce::taobao_md5(),
        "Taobao TOP (HMAC-MD5)" => commerce::taobao_hmac(),
        "WeChat Pay v2 (MD5)" => commerce::wechat_pay_v2_md5(),
        "WeChat Pay v2 (HMAC-SHA256)" => commerce::wechat_pay_v2_hmac(),
        "Pinduoduo" => commerce::pinduoduo(),
        "JD (JOS)" => commerce::jd(),
        "Lazada" => commerce::lazada(),
        "AliExpress (system interface)" => commerce::aliexpress(),
        "TikTok Shop" => commerce::tiktok_shop(),
        "1688 _aop_signature" => commerce::alibaba_1688_aop(),
        "Binance spot (HMAC, query or form)" => exchanges::binance_hmac(),
        "Cloudinary upload" => commerce::cloudinary(),
        "Shopee v2" => commerce::shopee(),
        "OKX v5" | "OKX v5 (GET)" => exchanges::okx(),
        "Kraken" => exchanges::kraken(),
        "Coinbase Exchange" => exchanges::coinbase_exchange(),
        "Alibaba Cloud RPC (HMAC-SHA1)" => clouds::alibaba_cloud_rpc(),
        "Tencent Cloud TC3-HMAC-SHA256" => clouds::tencent_cloud("cvm"),
        "AWS SigV4 (get-vanilla)" | "AWS SigV4 (IAM ListUsers)" => clouds::aws_v4(text("region"), text("service")),
        "Azure Storage SharedKey" => clouds::azure_storage(),
        "OAuth 1.0a (Twitter)" => clouds::oauth_1(),
        "RFC 9421 (hmac-sha256, B.2.5)" => clouds::rfc_9421(),
        "WeChat Pay v3 (GET)" | "WeChat Pay v3 (POST)" => commerce::wechat_pay_v3(),
        "Alipay RSA2" => commerce::alipay_rsa2(),
        "Binance spot (Ed25519)" => exchanges::binance_ed25519(),
        "JWT HS256 (RFC 7515 A.1)" => clouds::jwt_hs256(),
        "Upbit (JWT)" => exchanges::upbit(),
        "GitHub webhook" => pushes::github(),
        "Slack webhook" => pushes::slack(),
        "Stripe webhook" => pushes::stripe(),
        "Shopify webhook" => pushes::shopify(),
        "Standard Webhooks (Svix)" => pushes::standard_webhooks(),
        "WeChat Pay v3 notification" => pushes::wechat_pay_v3_notification(),
        "ECPay" => commerce::ecpay(),
        "Tencent Cloud COS" => clouds::tencent_cos(&vector.header_names()),
        "Azure Service Bus" => clouds::azure_service_bus(),
        "Contentful webhook" => pushes::contentful(),
        "Amazon S3 link (SigV4)" => clouds::amazon_s3_link(),
        "Crypto.com Exchange" => exchanges::crypto_com(),
        "Adyen webhook" => pushes::adyen(),
        "Mailgun webhook" => pushes::mailgun(),
        "Telegram Mini Apps" => pushes::telegram_mini_apps(),
        "Vonage webhook" => pushes::vonage(),
        "VK Mini Apps" => pushes::vk_mini_apps(),
        "Atlassian Connect" => pushes::atlassian_connect(),
        "Ele.me" => commerce::ele_me(),
        "Youdao" => clouds::youdao(),
        _ => return None,
    })
}
