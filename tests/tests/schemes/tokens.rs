//! Schemes: tokens that are JSON, such as JWTs, made by this crate and by other issuers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use countersign::Credentials;
use countersign::scheme::*;
use countersign_tests::vendors::signed;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

const AT: u64 = 1_700_000_000;
const MESSAGE: &str = r#"{"a":1}"#;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn message() -> Request {
    Request::new("POST", "https://example.com/hook").unwrap().json(MESSAGE)
}

fn sesame() -> Credentials {
    Credentials::of_secret("sesame").unwrap()
}

fn token(head: &Fields, claims: &Fields) -> Text {
    join(".", (head.clone().into_text().base64url_unpadded(), claims.clone().into_text().base64url_unpadded()))
}

fn head(algorithm: &str) -> Fields {
    json_object().with("alg", algorithm).with("typ", "JWT")
}

/// A scheme that sends a JWT with these claims.
fn jwt(claims: &Fields) -> Scheme {
    let token = token(&head("HS256"), claims);
    let scheme = Scheme::new(token.hmac_sha256(secret()).base64url_unpadded());
    scheme.header("x-token", token + "." + signature()).build().unwrap_or_else(|error| panic!("{error}"))
}

/// A JWT of another issuer.
fn issued(head: &str, claims: &str) -> String {
    let text = format!("{}.{}", URL_SAFE_NO_PAD.encode(head), URL_SAFE_NO_PAD.encode(claims));
    let mac = Hmac::<Sha256>::new_from_slice(b"sesame").unwrap().chain_update(&text).finalize();
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(mac.into_bytes()))
}

const HEAD: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// Whether a receiver accepts a JWT with these claims.
fn receive(scheme: &Scheme, head: &str, claims: &str) -> Result<(), RefusedKind> {
    let request = message().header("x-token", &issued(head, claims)).unwrap();
    scheme.verify(&request, |_| [sesame()], at(AT)).map(drop).map_err(|refused| refused.kind())
}

/// The token of RFC 7515, A.1, whose members are in another order, with a further claim.
#[test]
fn the_published_token_is_read_in_its_own_order() {
    let claims = json_object()
        .with_json("exp", time_after(Duration::from_secs(60), TimeFormat::UnixSeconds))
        .with("iss", key_id());
    let token = token(&head("HS256"), &claims);
    let scheme = Scheme::new(token.hmac_sha256(secret().from_base64()).base64url_unpadded());
    let scheme = scheme.header("authorization", "Bearer " + token + "." + signature()).build().unwrap();
    let published = "Bearer eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    let request = message().header("authorization", published).unwrap();
    let claim = scheme.read(&request).unwrap();
    assert_eq!(claim.key_id(), Some("joe"));
    let secret = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
    let known = || Credentials::new("joe", secret).unwrap();
    claim.verify([known()], at(1_300_819_379)).unwrap();
    assert_eq!(claim.verify([known()], at(1_300_819_380)).unwrap_err().kind(), RefusedKind::Age);
}

const PLAID: &str = "eyJ0eXAiOiJKV1QiLCAia2lkIjoiYmZiZDUxMTEtOGUzMy00NjQzLThjZWQtYjJlNjQyYTcyZjNjIiwiYWxnIjoiRVMyNTYifQ.eyAicmVxdWVzdF9ib2R5X3NoYTI1NiI6ImFlNWI5ZDYzZjc5MzUyYTgxMGQ5MGE0MDE3MzEwNDljNzYxYmRjMmRmOTEwZjRhZTRjMGZlODc2YjhmNTMwNDEiLAogImVudmlyb25tZW50Ijp7Im5hbWUiOiJzYW5kYm94In0sICJpYXQiOjE3MDAwMDAwMDB9.CXUwdZqsOgK11KZsSFKMoBKJajEz9qTA_9vOi5EBMYLC-HD-zV21WpfyNi7fucoMgx7vgy6gZXRavcN0buRRdw";
const PLAID_BODY: &str = "{\n  \"webhook_code\": \"SYNC_UPDATES_AVAILABLE\"\n}";

/// <https://plaid.com/docs/api/webhooks/webhook-verification/>
fn plaid() -> Scheme {
    let head = head("ES256").with("kid", key_id());
    let claims = json_object()
        .with_json("iat", time(TimeFormat::UnixSeconds))
        .with("request_body_sha256", body().sha256().hex());
    let token = token(&head, &claims);
    let scheme = Scheme::new(token.ecdsa_sha256().base64url_unpadded());
    scheme.header("plaid-verification", token + "." + signature()).build().unwrap()
}

/// Another program issued the token: with its members in another order, blanks, and a further claim.
#[test]
fn plaid_webhooks_are_verified_with_the_published_key() {
    let scheme = plaid();
    let receive = |token: &str, body: &str, key: &str, seconds| {
        let request = Request::new("POST", "https://example.com/hook").unwrap().json(body);
        let request = request.header("plaid-verification", token).unwrap();
        let keys = |claim: &Claim<'_>| {
            assert_eq!(claim.key_id(), Some("bfbd5111-8e33-4643-8ced-b2e642a72f3c"));
            Credentials::new("bfbd5111-8e33-4643-8ced-b2e642a72f3c", key)
        };
        scheme.verify(&request, keys, at(seconds)).map(drop).map_err(|refused| refused.kind())
    };
    let jwk = include_str!("../../vectors/keys/es256.jwk");
    for key in [jwk, jwk.trim_end(), include_str!("../../vectors/keys/es256-certificate.pem")] {
        assert_eq!(receive(PLAID, PLAID_BODY, key, AT), Ok(()), "{key}");
    }
    assert_eq!(receive(PLAID, PLAID_BODY, jwk, AT + 300), Ok(()));
    assert_eq!(receive(PLAID, PLAID_BODY, jwk, AT + 301), Err(RefusedKind::Age));
    assert_eq!(receive(PLAID, &PLAID_BODY.replace("  ", " "), jwk, AT), Err(RefusedKind::Signature));
    // Every byte of the token is covered, of whichever member it is.
    let parts: Vec<&str> = PLAID.split('.').collect();
    let claims = String::from_utf8(URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
    for (from, to) in [("sandbox", "production"), ("\n", ""), ("1700000000", "1700000001")] {
        let altered = URL_SAFE_NO_PAD.encode(claims.replace(from, to));
        assert_ne!(altered, parts[1]);
        let token = format!("{}.{altered}.{}", parts[0], parts[2]);
        assert_eq!(receive(&token, PLAID_BODY, jwk, AT), Err(RefusedKind::Signature), "{from}");
    }
}

#[test]
fn what_a_scheme_sends_as_a_token_it_receives() {
    let scheme = plaid();
    let request = Request::new("POST", "https://example.com/hook").unwrap().json(PLAID_BODY);
    // The key of RFC 6979, section A.2.5.
    let private = "MHcCAQEEIMmvqdhFunUWa1whV2ex1pNOUMPbNuibEnuKYisSD2choAoGCCqGSM49AwEHoUQDQgAEYP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5A/4QCLi8maQa6elWKLxk8vGyDC1+n1F3o8KU1EYimQ==";
    let signed = scheme.sign(request.clone(), &Credentials::new("k", private).unwrap(), &Fresh::at(at(AT))).unwrap();
    let public = || Credentials::new("k", include_str!("../../vectors/keys/es256.jwk"));
    scheme.verify(&signed.request, |_| public(), at(AT)).unwrap();
    let other = signed.request.json("{}");
    assert_eq!(scheme.verify(&other, |_| public(), at(AT)).unwrap_err().kind(), RefusedKind::Signature);
    let scheme = jwt(&json_object().with("iss", "me").with_json("iat", time(TimeFormat::UnixSeconds)));
    let signed = scheme.sign(request, &sesame(), &Fresh::at(at(AT))).unwrap();
    let claims = r#"{"iss":"me","iat":1700000000}"#;
    let expected = issued(HEAD, claims);
    assert_eq!(signed.request.headers()["x-token"], *expected);
    scheme.verify(&signed.request, |_| [sesame()], at(AT)).unwrap();
}

#[test]
fn members_are_read_whatever_stands_around_them() {
    let scheme = jwt(&json_object()
        .with("iss", "me")
        .with_json("iat", time(TimeFormat::UnixSeconds))
        .with("shop", identifier("shop").optional())
        .with_json("live", "true")
        .with_json("of", json_object().with("a", "1").into_text()));
    let fine = r#"{"of":{"a":"1"},"live":true,"iat":1700000000,"iss":"me"}"#;
    for claims in [
        fine,
        r#"  {"iss" : "m\u0065","iat":1700000000 ,"live":true,"of":{ "b":[{}],"a":"1" },"x":null}  "#,
        r#"{"shop":"7","of":{"a":"1"},"live":true,"iat":1700000000,"iss":"me"}"#,
    ] {
        assert_eq!(receive(&scheme, HEAD, claims), Ok(()), "{claims}");
    }
    assert_eq!(receive(&scheme, r#"{"kid":"k", "typ":"JWT", "alg":"HS256"}"#, fine), Ok(()));
    for head in [
        r#"{"alg":"none","typ":"JWT"}"#,
        r#"{"alg":"HS256"}"#,
        r#"{"alg":"HS256","typ":"JWT","alg":"HS256"}"#,
        "{}",
        "",
        "[]",
    ] {
        assert_eq!(receive(&scheme, head, fine), Err(RefusedKind::Malformed), "{head}");
    }
    for (from, to) in [
        ("\"me\"", "\"you\""),
        ("\"me\"", "[\"me\"]"),
        ("1700000000", "\"1700000000\""),
        ("1700000000", "1700000000.0"),
        ("1700000000", "017"),
        ("true", "false"),
        ("true", "\"true\""),
        ("\"1\"", "\"2\""),
        ("\"a\"", "\"b\""),
        ("\"iss\"", "\"ISS\""),
        ("{\"of", "{\"iss\":\"me\",\"of"),
        ("\"me\"}", "\"me\"}}"),
    ] {
        let claims = fine.replacen(from, to, 1);
        assert_eq!(receive(&scheme, HEAD, &claims), Err(RefusedKind::Malformed), "{claims}");
    }
}

#[test]
fn a_refusal_names_the_member_that_differs() {
    let scheme = jwt(&json_object()
        .with("iss", "me")
        .with_json("iat", time(TimeFormat::UnixSeconds))
        .with_json("of", json_object().with("a", "1").into_text()));
    let refused = |head: &str, claims: &str| {
        let request = message().header("x-token", &issued(head, claims)).unwrap();
        scheme.verify(&request, |_| [sesame()], at(AT)).unwrap_err().to_string()
    };
    let fine = r#"{"iss":"me","iat":1700000000,"of":{"a":"1"}}"#;
    for (from, to, member) in
        [("me", "you", "iss"), ("\"iss\":\"me\",", "", "iss"), ("\"1\"", "\"2\"", "a"), ("{\"a\"", "[\"a\"", "of")]
    {
        let claims = fine.replace(from, to).replace("[\"a\":\"1\"}", "[]");
        let message = refused(HEAD, &claims);
        assert!(message.ends_with(&format!("because of the member `{member}`")), "{claims}: {message}");
        assert!(!message.contains("you"), "{message}");
    }
    assert!(refused(&HEAD.replace("HS256", "none"), fine).ends_with("because of the member `alg`"));
    assert!(!refused("[]", fine).contains("because"));
}

#[test]
fn a_member_can_be_forbidden() {
    let head = head("HS256").with_json("crit", "".into_text().unless_empty().optional());
    let token = token(&head, &json_object().with_json("iat", time(TimeFormat::UnixSeconds)));
    let scheme = Scheme::new(token.hmac_sha256(secret()).base64url_unpadded());
    let scheme = scheme.header("x-token", token + "." + signature()).build().unwrap();
    let claims = r#"{"iat":1700000000}"#;
    assert_eq!(receive(&scheme, HEAD, claims), Ok(()));
    for value in ["\"b64\"", "\"\"", "[\"b64\"]", "[]", "null"] {
        let head = HEAD.replace('}', &format!(",\"crit\":{value}}}"));
        receive(&scheme, &head, claims).unwrap_err();
    }
    let signed = scheme.sign(message(), &sesame(), &Fresh::at(at(AT))).unwrap();
    assert_eq!(signed.request.headers()["x-token"], *issued(HEAD, claims));
}

/// <https://developer.vonage.com/en/getting-started/concepts/webhooks>
#[test]
fn messagebird() {
    let minute = time_after(Duration::from_secs(60), TimeFormat::UnixSeconds);
    let claims = json_object()
        .with("iss", "MessageBird")
        .with_json("nbf", time(TimeFormat::UnixSeconds))
        .with_json("exp", minute)
        .with("jti", nonce())
        .with("url_hash", (origin() + path_and_query()).sha256().hex())
        .with("payload_hash", body().then(body().sha256().hex()).unless_empty().optional());
    let scheme = jwt(&claims);
    for (request, expected) in [
        (message(), "bffBzZhUzcfyb4YBsOADFDqDF8jYyk34rElp938Ehs0"),
        (Request::new("GET", "https://example.com/hook").unwrap(), "Jf45aaNX3FpTtBADuHgSgRYq73CYEOcfLI1vvQndyZ0"),
    ] {
        let signed = scheme.sign(request, &sesame(), &Fresh::at(at(AT)).with_nonce("abcd")).unwrap();
        assert_eq!(signed.signature, expected);
        scheme.verify(&signed.request, |_| [sesame()], at(AT)).unwrap();
        let mut query = signed.request.clone();
        query = query.query("a", "1");
        assert_eq!(scheme.verify(&query, |_| [sesame()], at(AT)).unwrap_err().kind(), RefusedKind::Signature);
        let body = signed.request.json("[]");
        assert_eq!(scheme.verify(&body, |_| [sesame()], at(AT)).unwrap_err().kind(), RefusedKind::Signature);
    }
}

/// <https://docs.netlify.com/deploy/deploy-notifications/>
#[test]
fn netlify() {
    let claims = json_object().with("iss", "netlify").with("sha256", body().sha256().hex());
    let token = token(&head("HS256"), &claims);
    let scheme = Scheme::new(token.hmac_sha256(secret()).base64url_unpadded());
    let scheme = scheme.header("x-webhook-signature", token + "." + signature());
    let made = signed(scheme, message(), &sesame(), (AT, ""), "body x-webhook-signature");
    assert_eq!(made, "qtWjFrpAJafqwt7nIG682hBta5-VBFSYAqiPYspfvoo");
}

/// <https://developers.facebook.com/docs/facebook-login/guides/advanced/canvas-login/>: the signature is in front.
#[test]
fn facebook_signed_request() {
    let payload = json_object()
        .with("algorithm", "HMAC-SHA256")
        .with_json("issued_at", time(TimeFormat::UnixSeconds))
        .with("user_id", identifier("user"));
    let payload = payload.into_text().base64url_unpadded();
    let scheme = Scheme::new(payload.hmac_sha256(secret()).base64url_unpadded())
        .form("signed_request", signature() + "." + payload)
        .build()
        .unwrap();
    let credentials = sesame().with("user", "218471").unwrap();
    let request = || Request::new("POST", "https://example.com/canvas").unwrap().form([("", ""); 0]);
    let signed = scheme.sign(request(), &credentials, &Fresh::at(at(AT))).unwrap();
    assert_eq!(signed.signature, "bBFvHa-DQb_NEZP8Qa7uM7t5Pm4hz1eMuugIXxUVC54");
    let arrived = Request::received(&signed.request.to_http().unwrap(), "https://example.com").unwrap();
    assert_eq!(scheme.read(&arrived).unwrap().credential("user"), Some("218471"));
    scheme.verify(&arrived, |_| [sesame()], at(AT)).unwrap();
}

/// eBay's header: Base64 of an object that contains the signature.
#[test]
fn a_signature_may_be_a_member() {
    let object = json_object().with("alg", "sha256").with("kid", key_id()).with("signature", signature());
    let scheme =
        Scheme::new(body().hmac_sha256(secret()).base64()).header("x-ebay-signature", object.into_text().base64());
    let credentials = Credentials::new("k\"1", "sesame").unwrap();
    let built = scheme.clone().build().unwrap();
    assert!(built.uncovered().contains(&"x-ebay-signature"));
    let _ = signed(scheme, message(), &credentials, (AT, ""), "body");
}

/// <https://developers.przelewy24.pl/>: an object that is signed and not sent.
#[test]
fn an_object_that_is_not_sent_is_written_as_the_signer_does() {
    let object = json_object()
        .with("sessionId", json_member("sessionId"))
        .with_json("orderId", json_member("orderId"))
        .with_json("amount", json_member("amount"))
        .with("currency", json_member("currency"))
        .with("crc", secret());
    let scheme = Scheme::new(object.into_text().sha384().hex()).json("sign", signature());
    let request = Request::new("POST", "https://example.com/status").unwrap();
    let body = r#"{"currency":"PLN","amount":1500,"orderId":307,"sessionId":"s-1"}"#;
    let made = signed(scheme.clone(), request.clone().json(body), &sesame(), (AT, ""), "");
    assert_eq!(
        made,
        "022b43626756fe9929d73d78491d9934a3ed736b346ce1dc4ec18e262af2c1a54b2ecf1aa34699d15800dd7681dd1002"
    );
    // Both halves escape alike.
    let odd =
        r#"{"currency":"\u0000\u001f\b\f\n\r\t\"\\/\u007f€\u2028","amount":[1, {}],"orderId":null,"sessionId":""}"#;
    let _ = signed(scheme.clone(), request.clone().json(odd), &sesame(), (AT, ""), "");
    let scheme = scheme.build().unwrap();
    let text = request.json(body.replace("1500", "\"1 500\""));
    let error = scheme.sign(text.clone(), &sesame(), &Fresh::now()).unwrap_err().to_string();
    assert_eq!(error, "the member `amount` of a JSON object is not JSON");
    let text = text.json(body.replace("1500", "\"1 500\"").replace('}', ",\"sign\":\"00\"}"));
    assert!(scheme.verify(&text, |_| [sesame()], at(AT)).is_err());
}

#[test]
fn objects_and_fields_are_not_mixed() {
    let problem = |fields: Fields| {
        let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x", fields.with("s", signature()));
        scheme.build().unwrap_err().to_string()
    };
    for fields in [json_object().after("JSON "), json_object().quoted(), json_object().percent_encoded()] {
        assert!(problem(fields).contains("a JSON object has its own form"));
    }
    assert!(problem(fields(", ").with_json("t", "1")).contains("begin with `json_object()`"));
    assert!(problem(json_object().with("s", "1")).contains("duplicate field `s`"));
}
