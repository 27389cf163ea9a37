//! Clouds and standards.

use std::time::Duration;

use countersign::scheme::{
    Hash, IntoText, Order, Scheme, SchemeError, TimeFormat, body, credential, derived, fields, form_pairs, header,
    headers, headers_starting, host, identifier, join, key_id, lifetime, lines, method, nonce, origin, parameter,
    parameters, path, query_pairs, raw_query, secret, signature, signed_headers, time, time_after, uuid,
};

/// Alibaba Cloud RPC (HMAC-SHA1): <https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism>
pub(crate) fn alibaba_cloud_rpc() -> Result<Scheme, SchemeError> {
    let sorted = parameters().percent_encoded().sorted().pairs("=", "&");
    let text = join("&", (method(), "%2F", sorted.percent_encoded()));
    Scheme::new(text.hmac_sha1(secret() + "&").base64())
        .parameter("AccessKeyId", key_id())
        .parameter("SignatureMethod", "HMAC-SHA1")
        .parameter("SignatureNonce", uuid())
        .parameter("SignatureVersion", "1.0")
        .parameter("Timestamp", time(TimeFormat::Iso8601))
        .parameter("Signature", signature())
        .remembers(uuid())
        .build()
}

/// Tencent Cloud TC3-HMAC-SHA256: <https://cloud.tencent.com/document/api/213/30654>
pub(crate) fn tencent_cloud(service: &str) -> Result<Scheme, SchemeError> {
    let (now, day) = (time(TimeFormat::UnixSeconds), time(TimeFormat::pattern("%Y-%m-%d")));
    let steps = (day, service, "tc3_request");
    let scope = join("/", &steps);
    let covered = signed_headers(["content-type", "host"]);
    let (pairs, names, hash) = (covered.pairs(":", "\n"), covered.names(";"), body().sha256().hex());
    let canonical = lines((method(), path(), raw_query(), pairs, "", &names, hash)).named("canonical request");
    let to_sign = lines(("TC3-HMAC-SHA256", &now, &scope, canonical.sha256().hex()));
    let sent = fields(", ").after("TC3-HMAC-SHA256 ").with("Credential", key_id() + "/" + scope);
    let sent = sent.with("SignedHeaders", names).with("Signature", signature());
    let key = derived(Hash::Sha256, "TC3" + secret(), &steps);
    Scheme::new(to_sign.hmac_sha256(key).hex()).header("x-tc-timestamp", now).header("authorization", sent).build()
}

/// AWS SigV4: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>
pub(crate) fn aws_v4(region: &str, service: &str) -> Result<Scheme, SchemeError> {
    let (now, day) = (time(TimeFormat::Iso8601Basic), time(TimeFormat::Iso8601Basic).first(8));
    let steps = (day, region, service, "aws4_request");
    let scope = join("/", &steps);
    let covered = signed_headers(["content-type", "host", "x-amz-date", "x-amz-security-token"]).single_spaced();
    let (pairs, names, hash) = (covered.pairs(":", "\n"), covered.names(";"), body().sha256().hex());
    let query = query_pairs().percent_encoded().sorted_by(Order::NameThenValue).pairs("=", "&");
    let canonical = lines((method(), path().path_encoded(), query, pairs, "", &names, hash));
    let to_sign = lines(("AWS4-HMAC-SHA256", &now, &scope, canonical.named("canonical request").sha256().hex()));
    let sent = fields(", ").after("AWS4-HMAC-SHA256 ").with("Credential", key_id() + "/" + scope);
    let sent = sent.with("SignedHeaders", names).with("Signature", signature());
    Scheme::new(to_sign.hmac_sha256(derived(Hash::Sha256, "AWS4" + secret(), &steps)).hex())
        .header("x-amz-date", now)
        .header("x-amz-security-token", credential("session_token").optional())
        .header("authorization", sent)
        .build()
}

/// Azure Storage SharedKey: <https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key>
pub(crate) fn azure_storage() -> Result<Scheme, SchemeError> {
    let content = ["encoding", "language", "length", "md5", "type"].map(|name| format!("content-{name}"));
    let conditions = ["date", "if-modified-since", "if-match", "if-none-match", "if-unmodified-since", "range"];
    let standard = headers(content.into_iter().chain(conditions.map(String::from))).or_empty().values("\n");
    let own = headers_starting("x-ms-").pairs(":", "\n");
    let resource = "/" + key_id() + path() + query_pairs().lower_names().sorted().pairs(":", "\n").preceded_by("\n");
    let text = lines((method(), standard, own, resource));
    Scheme::new(text.hmac_sha256(secret().from_base64()).base64())
        .header("x-ms-date", time(TimeFormat::HttpDate))
        .header("x-ms-version", "2015-02-21")
        .header("authorization", "SharedKey " + key_id() + ":" + signature())
        .build()
}

/// Youdao (translation): <https://ai.youdao.com/DOCSIRMA/html/trans/api/wbfy/index.html>
pub(crate) fn youdao() -> Result<Scheme, SchemeError> {
    let now = time(TimeFormat::UnixSeconds);
    let text = key_id() + parameter("q").abridged(10) + uuid() + &now;
    Scheme::new((text + secret()).sha256().hex())
        .parameter("appKey", key_id())
        .parameter("salt", uuid())
        .parameter("curtime", now)
        .parameter("signType", "v3")
        .parameter("sign", signature())
        .build()
}

/// OAuth 1.0a (Twitter): <https://developer.x.com/en/docs/authentication/oauth-1-0a/creating-a-signature>
pub(crate) fn oauth_1() -> Result<Scheme, SchemeError> {
    let sent = fields(", ").after("OAuth ").quoted().percent_encoded().with("oauth_consumer_key", key_id());
    let sent = sent.with("oauth_nonce", nonce()).with("oauth_signature", signature());
    let sent = sent.with("oauth_signature_method", "HMAC-SHA1").with("oauth_timestamp", time(TimeFormat::UnixSeconds));
    let sent = sent.with("oauth_token", identifier("token").optional()).with("oauth_version", "1.0");
    let all = query_pairs().and(form_pairs()).and(&sent).percent_encoded().sorted_by(Order::NameThenValue);
    let url = (origin() + path()).percent_encoded();
    let text = join("&", (method(), url, all.pairs("=", "&").percent_encoded()));
    let key = secret().percent_encoded() + "&" + credential("token_secret").percent_encoded().optional();
    Scheme::new(text.hmac_sha1(key).base64()).header("authorization", sent).remembers(nonce()).build()
}

/// RFC 9421 (hmac-sha256): <https://www.rfc-editor.org/rfc/rfc9421#appendix-B.2.5>
pub(crate) fn rfc_9421() -> Result<Scheme, SchemeError> {
    let created = r#"("date" "@authority" "content-type");created="# + time(TimeFormat::UnixSeconds);
    let input = created + r#";keyid=""# + key_id() + r#"""#;
    let date = r#""date": "# + header("date");
    let authority = r#""@authority": "# + host();
    let kind = r#""content-type": "# + header("content-type");
    let text = lines((date, authority, kind, r#""@signature-params": "# + &input));
    Scheme::new(text.hmac_sha256(secret().from_base64()).base64())
        .header("signature-input", "sig=" + input)
        .header("signature", "sig=:" + signature() + ":")
        .build()
}

/// JWT HS256 (RFC 7515 A.1): <https://www.rfc-editor.org/rfc/rfc7515#appendix-A.1>
pub(crate) fn jwt_hs256() -> Result<Scheme, SchemeError> {
    let head = "{\"typ\":\"JWT\",\r\n \"alg\":\"HS256\"}".into_text();
    let expires = time_after(Duration::from_secs(3_600), TimeFormat::UnixSeconds);
    let claims = "{\"iss\":\"" + key_id() + "\",\r\n \"exp\":" + expires;
    let claims = claims + ",\r\n \"http://example.com/is_root\":true}";
    let text = join(".", (head.base64url_unpadded(), claims.base64url_unpadded()));
    Scheme::new(text.hmac_sha256(secret().from_base64()).base64url_unpadded())
        .header("authorization", "Bearer " + text + "." + signature())
        .build()
}

/// Tencent Cloud COS: <https://www.tencentcloud.com/document/product/436/7778>
pub(crate) fn tencent_cos(signed: &[&str]) -> Result<Scheme, SchemeError> {
    let period = time(TimeFormat::UnixSeconds) + ";" + time_after(Duration::from_secs(7_200), TimeFormat::UnixSeconds);
    let covered = signed_headers(signed.iter().copied());
    let query = query_pairs().lower_names().percent_encoded().sorted();
    let pairs = covered.percent_encoded().pairs("=", "&");
    let canonical = lines((method().lower(), path().percent_decoded(), query.pairs("=", "&"), pairs, ""));
    let to_sign = lines(("sha1", &period, canonical.named("HttpString").sha1().hex(), ""));
    let sent = fields("&").with("q-sign-algorithm", "sha1").with("q-ak", key_id()).with("q-sign-time", &period);
    let sent = sent.with("q-key-time", &period).with("q-header-list", covered.names(";"));
    let sent = sent.with("q-url-param-list", query.names(";")).with("q-signature", signature());
    let key = period.hmac_sha1(secret()).hex();
    Scheme::new(to_sign.hmac_sha1(key).hex()).header("authorization", sent).build()
}

/// Azure Service Bus (shared access signature): <https://learn.microsoft.com/rest/api/eventhub/generate-sas-token>
pub(crate) fn azure_service_bus() -> Result<Scheme, SchemeError> {
    let expiry = time_after(Duration::from_secs(3_600), TimeFormat::UnixSeconds);
    let url = origin() + path();
    let sent = fields("&").after("SharedAccessSignature ").percent_encoded().with("sr", &url);
    let sent = sent.with("sig", signature()).with("se", &expiry).with("skn", key_id());
    let text = lines((url.percent_encoded(), expiry));
    Scheme::new(text.hmac_sha256(secret()).base64()).header("authorization", sent).build()
}

/// Amazon S3 link (SigV4): <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>
pub(crate) fn amazon_s3_link() -> Result<Scheme, SchemeError> {
    let (now, day) = (time(TimeFormat::Iso8601Basic), time(TimeFormat::Iso8601Basic).first(8));
    let steps = (day, "us-east-1", "s3", "aws4_request");
    let (scope, covered) = (join("/", &steps), signed_headers(["host"]));
    let query = query_pairs().percent_encoded().sorted_by(Order::NameThenValue).pairs("=", "&");
    let parts = (method(), path(), query, covered.pairs(":", "\n"), "", covered.names(";"), "UNSIGNED-PAYLOAD");
    let text = lines(("AWS4-HMAC-SHA256", &now, &scope, lines(parts).sha256().hex()));
    Scheme::new(text.hmac_sha256(derived(Hash::Sha256, "AWS4" + secret(), &steps)).hex())
        .query("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
        .query("X-Amz-Credential", key_id() + "/" + scope)
        .query("X-Amz-Date", now)
        .query("X-Amz-Expires", lifetime(Duration::from_secs(86_400)))
        .query("X-Amz-SignedHeaders", covered.names(";"))
        .query("X-Amz-Signature", signature())
        .build()
}
