//! Schemes of further vendors, compared with the values in their documentation.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::{Duration, UNIX_EPOCH};

use countersign::Credentials;
use countersign::scheme::*;
use countersign_tests::vendors::signed;

fn get(url: &str) -> Request {
    Request::new("GET", url).unwrap()
}

#[test]
fn hawk() {
    let now = time(TimeFormat::UnixSeconds);
    let ext = identifier("ext").optional();
    let text = lines(("hawk.1.header", &now, nonce(), method(), path_and_query(), host_name(), port(), "", &ext, ""));
    let sent = fields(", ").after("Hawk ").quoted().with("id", key_id()).with("ts", now).with("nonce", nonce());
    let sent = sent.with("ext", ext).with("mac", signature());
    let scheme = Scheme::new(text.hmac_sha256(secret()).base64()).header("authorization", sent).remembers(nonce());
    let credentials = Credentials::new("dh37fgj492je", "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn").unwrap();
    let credentials = credentials.with("ext", "some-app-ext-data").unwrap();
    let request = get("http://example.com:8000/resource/1?b=1&a=2");
    let signature = signed(scheme, request, &credentials, (1_353_832_234, "j4h3g2"), "");
    assert_eq!(signature, "6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE=");
}

#[test]
fn bitmex() {
    let expires = time_after(Duration::from_secs(60), TimeFormat::UnixSeconds);
    let text = method() + path_and_query() + &expires + body();
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("api-key", key_id());
    let scheme = scheme.header("api-expires", expires).header("api-signature", signature());
    let credentials =
        Credentials::new("LAqUlngMIQkIUjXMUreyu3qn", "chNOOS4KvNXR_Xq4k4c9qsfoKWvnDecLATCRlcBwyKDYnWgO").unwrap();
    let signature =
        signed(scheme, get("https://www.bitmex.com/api/v1/instrument"), &credentials, (1_518_064_176, ""), "");
    assert_eq!(signature, "c7682d435d0cfe87c16098df34ef2eb5a549d4c5a3c2b1f0f77b8af73423bf00");
}

#[test]
fn pusher() {
    let text = lines((method(), path(), query_pairs().sorted().pairs("=", "&")));
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex())
        .query("auth_key", key_id())
        .query("auth_timestamp", time(TimeFormat::UnixSeconds))
        .query("auth_version", "1.0")
        .query("body_md5", body().md5().hex())
        .query("auth_signature", signature());
    let credentials = Credentials::new("278d425bdf160c739803", "7ad3773142a6692b25b8").unwrap();
    let request = Request::new("POST", "https://api.pusherapp.com/apps/3/events").unwrap();
    let request = request.json(r#"{"name":"foo","channels":["project-3"],"data":"{\"some\":\"data\"}"}"#);
    let signature = signed(scheme, request, &credentials, (1_353_088_179, ""), "");
    assert_eq!(signature, "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
}

#[test]
fn azure_cosmos() {
    let now = time(TimeFormat::HttpDate).lower();
    let link = path().after("/");
    let text = lines((method().lower(), link.until("/"), &link, now, "", ""));
    let scheme = Scheme::new(text.hmac_sha256(secret().from_base64()).base64())
        .header("x-ms-date", time(TimeFormat::HttpDate))
        .header("authorization", ("type=master&ver=1.0&sig=" + signature()).percent_encoded());
    let key = "dsZQi3KtZmCv1ljt3VNWNm7sQUF1y5rJfC6kv5JiwvW0EndXdDku/dkKBp8/ufDToSxLzR4y+O/0H/t4bQtVNw==";
    let credentials = Credentials::of_secret(key).unwrap();
    let request = get("https://account.documents.azure.com/dbs/ToDoList");
    let signature = signed(scheme, request, &credentials, (1_493_254_272, ""), "");
    assert_eq!(signature, "c09PEVJrgp2uQRkr934kFbTqhByc7TVr3OHyqlu+c+c=");
}

#[test]
fn aws_s3_presigned() {
    let (now, day) = (time(TimeFormat::Iso8601Basic), time(TimeFormat::Iso8601Basic).first(8));
    let steps = (day, "us-east-1", "s3", "aws4_request");
    let scope = join("/", &steps);
    let query = query_pairs().percent_encoded().sorted_by(Order::NameThenValue).pairs("=", "&");
    let covered = signed_headers(["host"]);
    let canonical =
        lines((method(), path(), query, covered.pairs(":", "\n"), "", covered.names(";"), "UNSIGNED-PAYLOAD"));
    let to_sign = lines(("AWS4-HMAC-SHA256", &now, &scope, canonical.sha256().hex()));
    let scheme = Scheme::new(to_sign.hmac_sha256(derived(Hash::Sha256, "AWS4" + secret(), &steps)).hex())
        .query("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
        .query("X-Amz-Credential", key_id() + "/" + scope)
        .query("X-Amz-Date", now)
        .query("X-Amz-Expires", "86400")
        .query("X-Amz-SignedHeaders", covered.names(";"))
        .query("X-Amz-Signature", signature())
        .max_age(Duration::from_secs(86_400));
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY").unwrap();
    let request = get("https://examplebucket.s3.amazonaws.com/test.txt");
    let signature = signed(scheme, request, &credentials, (1_369_353_600, ""), "");
    assert_eq!(signature, "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}

#[test]
fn aws_s3_version_2() {
    let date = time(TimeFormat::pattern("%a, %d %b %Y %H:%M:%S +0000"));
    let [md5, kind] = ["content-md5", "content-type"].map(|name| header(name).optional());
    let own = headers_starting("x-amz-").pairs(":", "\n").followed_by("\n");
    let asked = query_pairs().only(["acl", "uploads", "uploadId"]).sorted().bare_when_empty().pairs("=", "&");
    let resource = "/" + host().until(".s3.") + path() + asked.preceded_by("?");
    let text = lines((method(), md5, kind, &date, own + resource));
    let scheme = Scheme::new(text.hmac_sha1(secret()).base64())
        .header("date", date)
        .header("authorization", "AWS " + key_id() + ":" + signature());
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY").unwrap();
    let request = get("https://johnsmith.s3.amazonaws.com/photos/puppy.jpg");
    let signature = signed(scheme.clone(), request, &credentials, (1_175_024_202, ""), "");
    assert_eq!(signature, "bWq2s1WEIj+Ydj0vQ697zp+IXMU=");
    let request = get("https://johnsmith.s3.amazonaws.com/?prefix=photos&max-keys=50&marker=puppy");
    let signature = signed(scheme.clone(), request, &credentials, (1_175_024_561, ""), "");
    assert_eq!(signature, "htDYFYduRNen8P9ZfE/s9SuKy0U=");
    let signature =
        signed(scheme, get("https://johnsmith.s3.amazonaws.com/?acl"), &credentials, (1_175_024_686, ""), "");
    assert_eq!(signature, "c2WLPFtWHVgbEmeEG93a4cG37dM=");
}

#[test]
fn duo() {
    let date = time(TimeFormat::pattern("%a, %d %b %Y %H:%M:%S -0000"));
    let sorted = parameters().percent_encoded().sorted().pairs("=", "&");
    let text = lines((&date, method(), host(), path(), sorted));
    let scheme = Scheme::new(text.hmac_sha1(secret()).hex())
        .header("date", date)
        .header("authorization", "Basic " + (key_id() + ":" + signature()).base64());
    let credentials = Credentials::new("DIWJ8X6AEYOR5OMC6TQ1", "Zh5eGmUq9zpfQnyUIu5OL9iWoMMv5ZNmk3zLJ4Ep").unwrap();
    let request = Request::new("POST", "https://api-xxxxxxxx.duosecurity.com/accounts/v1/account/list").unwrap();
    let request = request.form([("realname", "First Last"), ("username", "root")]);
    let signature = signed(scheme, request, &credentials, (1_345_570_158, ""), "");
    assert_eq!(signature, "2d97d6166319781b5a3a07af39d366f491234edc");
}

#[test]
fn twilio() {
    let text = origin() + path_and_query() + form_pairs().sorted().pairs("", "");
    let scheme = Scheme::new(text.hmac_sha1(secret()).base64()).header("x-twilio-signature", signature());
    let request = Request::new("POST", "https://mycompany.com/myapp.php?foo=1&bar=2").unwrap().form([
        ("CallSid", "CA1234567890ABCDE"),
        ("Digits", "1234"),
        ("From", "+14158675310"),
        ("To", "+18005551212"),
        ("Caller", "+14158675310"),
    ]);
    let signature = signed(scheme, request, &Credentials::of_secret("12345").unwrap(), (0, ""), "");
    assert_eq!(signature, "GvWf1cFY/Q7PnoempGyD5oXAezc=");
}

/// Signs and verifies requests with many different queries.
fn round_trips(scheme: &SchemeBuilder) {
    let credentials = Credentials::new("reader", "sesame").unwrap();
    for number in 0..100 {
        let url = format!("https://books.example/books?number={number}");
        let request = get(&url).header("x-one", "1").unwrap();
        drop(signed(scheme.clone(), request, &credentials, (1_700_000_000, ""), ""));
    }
}

#[test]
fn pairs_may_contain_other_pairs() {
    let inner = query_pairs().percent_encoded().pairs("=", "&");
    let pairs = headers(["x-one"]).plus("query", inner).pairs(":", "\n");
    round_trips(&Scheme::new(pairs.hmac_sha256(secret()).hex()).header("x-signature", signature()));
}

#[test]
fn a_step_of_a_derived_key_may_be_any_bytes() {
    let key = derived(Hash::Sha256, secret(), (raw_query().sha256(), raw_query().md5()));
    round_trips(&Scheme::new(path().hmac_sha256(key).hex()).header("x-signature", signature()));
}

/// The draft "Signing HTTP Messages" that Mastodon and Oracle Cloud use: the list of what is signed contains a pair that
/// is not a header.
fn signing_http_messages() -> SchemeBuilder {
    let target = method().lower() + " " + path_and_query();
    let covered = signed_headers(["host", "date"]).plus("(request-target)", target);
    let sent = fields(",").after("Signature ").quoted().with("keyId", key_id()).with("algorithm", "hs2019");
    let sent = sent.with("headers", covered.names(" ")).with("signature", signature());
    Scheme::new(covered.pairs(": ", "\n").hmac_sha256(secret()).base64())
        .header("date", time(TimeFormat::HttpDate))
        .header("authorization", sent)
}

/// Signs like the scheme of [`signing_http_messages`], in the caller's order, and lists `listed`.
fn sign_messages(order: &[&str], listed: &str) -> Result<(), String> {
    let date = "Tue, 14 Nov 2023 22:13:20 GMT";
    let value = |name: &&str| match *name {
        "(request-target)" => "(request-target): get /foo?a=1".to_owned(),
        "host" => "host: example.com".to_owned(),
        "date" => format!("date: {date}"),
        other => format!("{other}: 1"),
    };
    let text = order.iter().map(value).collect::<Vec<_>>().join("\n");
    // The signature of a text alone equals that of a scheme of its body.
    let alone = Scheme::new(body().hmac_sha256(secret()).base64()).header("x", signature()).build().unwrap();
    let credentials = Credentials::new("key", "sesame").unwrap();
    let at = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let request = Request::new("POST", "https://example.com/").unwrap().bytes(text);
    let signature = alone.sign(request, &credentials, &Fresh::at(at)).unwrap().signature;
    let sent = format!(r#"Signature keyId="key",algorithm="hs2019",headers="{listed}",signature="{signature}""#);
    let arrived = get("https://example.com/foo?a=1").header("date", date).unwrap().header("x-one", "1").unwrap();
    let arrived = arrived.header("authorization", &sent).unwrap();
    let scheme = signing_http_messages().build().unwrap();
    scheme.verify(&arrived, |_| [credentials.clone()], at).map(|_| ()).map_err(|error| error.to_string())
}

#[test]
fn a_pair_that_is_not_a_header_may_stand_anywhere_among_the_signed_headers() {
    let credentials = Credentials::new("key", "sesame").unwrap();
    let request = get("http://example.com/foo?param=value&pet=dog");
    drop(signed(signing_http_messages(), request, &credentials, (1_700_000_000, ""), "method path query"));
    for order in [
        &["(request-target)", "host", "date"][..],
        &["host", "date", "(request-target)"],
        &["date", "(request-target)", "x-one", "host"],
    ] {
        assert_eq!(sign_messages(order, &order.join(" ")), Ok(()));
    }
}

#[test]
fn signed_headers_must_be_listed_and_listed_headers_must_be_signed() {
    assert!(sign_messages(&["host", "date"], "host date").is_err());
    assert!(sign_messages(&["(request-target)", "host"], "(request-target) host").is_err());
    assert!(sign_messages(&["(request-target)", "host", "date"], "host (request-target) date").is_err());
    assert!(sign_messages(&["(request-target)", "host", "date"], "(request-target) host date (created)").is_err());
    assert!(sign_messages(&["(request-target)", "host", "date"], "(request-target) host date host").is_err());
}

#[test]
fn signed_headers_that_others_are_joined_with_must_be_sent_too() {
    let pairs = no_pairs().plus("(request-target)", path()).and(signed_headers(["host"]));
    let scheme = Scheme::new(pairs.pairs(": ", "\n").hmac_sha256(secret()).hex()).header("x-signature", signature());
    let error = scheme.build().unwrap_err().to_string();
    assert!(error.contains("which headers are signed"), "{error}");
}

const P256_PRIVATE: &str = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgbhX0aGymK2kMu59QrJCTpxRQcE/LE0kb+Hmr+7N6NIehRANCAARnQfURtSutclYMN/PO+D2ZJhhIN7GrzavJawtRt22fvj3VpWmemD0nEuhx1PX4eFFajL7D0zhUdMi4tYkkGhFC";
const P256_PUBLIC: &str = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZ0H1EbUrrXJWDDfzzvg9mSYYSDexq82ryWsLUbdtn7491aVpnpg9JxLocdT1+HhRWoy+w9M4VHTIuLWJJBoRQg==";

/// Signs a request with the private key and verifies it with the public one.
fn signed_with_p256(scheme: SchemeBuilder, request: Request) -> String {
    let scheme = scheme.build().unwrap();
    let at = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let signer = Credentials::new("key", P256_PRIVATE).unwrap();
    let signed = scheme.sign(request, &signer, &Fresh::at(at)).unwrap();
    let arrived = Request::received(&signed.request.to_http().unwrap(), "https://example.com").unwrap();
    let receiver = Credentials::new("key", P256_PUBLIC).unwrap();
    scheme.verify(&arrived, |_| [receiver.clone()], at).unwrap();
    let altered = Request::received(&signed.request.to_http().unwrap(), "https://example.com").unwrap().bytes("other");
    assert!(scheme.verify(&altered, |_| [receiver.clone()], at).is_err());
    signed.signature
}

#[test]
fn sendgrid() {
    let now = time(TimeFormat::UnixSeconds);
    let scheme = Scheme::new((&now + body()).ecdsa_sha256_der().base64())
        .header("x-twilio-email-event-webhook-timestamp", now)
        .header("x-twilio-email-event-webhook-signature", signature());
    let request = Request::new("POST", "https://example.com/events").unwrap().bytes("[{\"event\":\"open\"}]");
    let signature = signed_with_p256(scheme, request);
    // An ASN.1 sequence of two integers.
    assert!(signature.starts_with("ME"), "{signature}");
}

#[test]
fn jwt_es256() {
    let head = r#"{"alg":"ES256"}"#.into_text().base64url_unpadded();
    let claims = r#"{"iat":"# + time(TimeFormat::UnixSeconds) + r#","body":""# + body().sha256().hex() + r#""}"#;
    let text = join(".", (head, claims.base64url_unpadded()));
    let scheme = Scheme::new(text.ecdsa_sha256().base64url_unpadded()).header("x-jwt", text + "." + signature());
    let request = Request::new("POST", "https://example.com/events").unwrap().bytes("[1]");
    assert_eq!(signed_with_p256(scheme, request).len(), 86);
}

/// <https://developers.coupangcorp.com/hc/en-us/articles/360033461914>
#[test]
fn coupang() {
    let now = time(TimeFormat::pattern("%y%m%dT%H%M%SZ"));
    let text = &now + method() + path() + raw_query();
    let sent = fields(", ").after("CEA ").with("algorithm", "HmacSHA256").with("access-key", key_id());
    let sent = sent.with("signed-date", now).with("signature", signature());
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("authorization", sent);
    let credentials = Credentials::new("key", "sesame").unwrap();
    let request = get("https://api-gateway.coupang.com/v2/providers/seller_api/products?status=APPROVED");
    let signature = signed(scheme, request, &credentials, (1_700_000_000, ""), "");
    // Of `231114T221320ZGET/v2/providers/seller_api/productsstatus=APPROVED`.
    assert_eq!(signature, "e5e177dc7248c0a915853c974f8612389c8f20ee73ddd0a2d530593dc164d523");
}
