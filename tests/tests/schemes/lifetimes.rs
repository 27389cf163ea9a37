//! Times before that of a request, and lifetimes that its sender chooses. Amazon publishes its signature, the others were
//! computed with another program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use countersign::Credentials;
use countersign::scheme::*;
use countersign_tests::schemes::Case;

const AT: u64 = 1_700_000_000;

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn built(scheme: SchemeBuilder) -> Scheme {
    scheme.build().unwrap_or_else(|error| panic!("{error}"))
}

fn account() -> Credentials {
    Credentials::new("key", "sesame").unwrap()
}

fn request() -> Request {
    Request::new("GET", "https://books.example/books?a=1").unwrap()
}

fn sign(scheme: &Scheme) -> SignedRequest {
    scheme.sign(request(), &account(), &Fresh::at(at(AT))).unwrap_or_else(|error| panic!("{error}"))
}

/// What becomes of a request that arrives at this time.
fn verify(scheme: &Scheme, request: &Request, now: u64) -> Result<Option<SystemTime>, RefusedKind> {
    let verified = scheme.verify(request, |_| [account()], at(now));
    verified.map(|verified| verified.time).map_err(|refused| refused.kind())
}

/// The token of a GitHub App, issued a minute ago and valid for ten.
fn token(header: &str, sign: impl Fn(Text) -> Text) -> Scheme {
    let (issued, expires) =
        (time_before(seconds(60), TimeFormat::UnixSeconds), time_after(seconds(600), TimeFormat::UnixSeconds));
    let claims = "{\"iat\":" + issued + ",\"exp\":" + expires + ",\"iss\":\"" + key_id() + "\"}";
    let text = join(".", (header.into_text().base64url_unpadded(), claims.base64url_unpadded()));
    built(
        Scheme::new(sign(text.clone()).base64url_unpadded())
            .header("authorization", "Bearer " + text + "." + signature()),
    )
}

/// <https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app>
#[test]
fn github_apps_issue_tokens_a_minute_ago() {
    let scheme = token(r#"{"alg":"RS256","typ":"JWT"}"#, |text| text.rsa_sha256());
    let keys = Case::named("Alipay RSA2");
    let of = |key: &Credentials| Credentials::new("Iv23f8doAlphaNumer1c", key.secret().expose()).unwrap();
    let signed = scheme.sign(request(), &of(&keys.sender), &Fresh::at(at(AT))).unwrap();
    let text = String::from_utf8_lossy(signed.trace.signed()).into_owned();
    let expected = r#"{"iat":1699999940,"exp":1700000600,"iss":"Iv23f8doAlphaNumer1c"}"#;
    let claims = base64::Engine::decode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, text.split('.').nth(1).unwrap());
    assert_eq!(String::from_utf8(claims.unwrap()).unwrap(), expected);
    let verify =
        |now: u64| scheme.verify(&signed.request, |_| [of(&keys.receiver)], at(now)).map(|verified| verified.time);
    assert_eq!(verify(AT).unwrap(), Some(at(AT)));
    assert_eq!(verify(AT + 599).unwrap(), Some(at(AT)));
    assert_eq!(verify(AT + 600).unwrap_err().kind(), RefusedKind::Age);
}

#[test]
fn a_time_before_the_request_is_read_as_that_of_the_request() {
    let scheme = token(r#"{"alg":"HS256","typ":"JWT"}"#, |text| text.hmac_sha256(secret()));
    let signed = sign(&scheme);
    let sent = signed.request.headers()["authorization"].to_str().unwrap().to_owned();
    assert_eq!(
        sent,
        "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE2OTk5OTk5NDAsImV4cCI6MTcwMDAwMDYwMCwiaXNzIjoia2V5In0.\
         XMgmH9bCvIyCh9WzXQwaXwfom-gREuVfkk88Ry4TGII"
    );
    for (now, expected) in [
        (AT, Ok(Some(at(AT)))),
        (AT - 300, Ok(Some(at(AT)))),
        (AT - 301, Err(RefusedKind::Age)),
        (AT + 599, Ok(Some(at(AT)))),
        (AT + 600, Err(RefusedKind::Age)),
    ] {
        assert_eq!(verify(&scheme, &signed.request, now), expected, "{now}");
    }
    let altered = request().header("authorization", &sent.replace("OTk5NDAs", "OTk5NDEs")).unwrap();
    assert_eq!(verify(&scheme, &altered, AT), Err(RefusedKind::Signature));
    // With other formats, it is one point in time.
    let issued = |format| time_before(seconds(3_600), format);
    let text = lines((time(TimeFormat::UnixSeconds), issued(TimeFormat::Iso8601)));
    let scheme = built(
        Scheme::new(text.hmac_sha256(secret()).hex())
            .header("x-issued", issued(TimeFormat::UnixMillis))
            .header("x-date", time(TimeFormat::HttpDate))
            .header("x-signature", signature()),
    );
    let signed = sign(&scheme);
    assert_eq!(signed.trace.signed(), b"1700000000\n2023-11-14T21:13:20Z");
    assert_eq!(verify(&scheme, &signed.request, AT), Ok(Some(at(AT))));
    let mut other = signed.request.to_http().unwrap();
    other.headers_mut().insert("x-issued", "1700000000000".parse().unwrap());
    let other = Request::received(&other, "https://books.example").unwrap();
    assert_eq!(verify(&scheme, &other, AT), Err(RefusedKind::Malformed));
    assert_eq!(
        issued(TimeFormat::UnixSeconds).to_string(),
        "time_before(Duration::from_secs(3600), TimeFormat::UnixSeconds)"
    );
    assert_eq!(time_before(Duration::ZERO, TimeFormat::Iso8601), time(TimeFormat::Iso8601));
    // A time that no calendar has is refused, not a panic.
    let before_all = built(
        Scheme::new((path() + "\n" + time_before(Duration::MAX, TimeFormat::Iso8601)).hmac_sha256(secret()).hex())
            .header("x-time", time_before(Duration::MAX, TimeFormat::Iso8601))
            .header("x-signature", signature()),
    );
    let signed = sign(&before_all).request;
    assert!(verify(&before_all, &signed, AT).is_err());
}

/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>, published.
fn amazon_s3(valid: Duration) -> SchemeBuilder {
    let (now, day) = (time(TimeFormat::Iso8601Basic), time(TimeFormat::Iso8601Basic).first(8));
    let steps = (day, "us-east-1", "s3", "aws4_request");
    let scope = join("/", &steps);
    let covered = signed_headers(["host"]);
    let query = query_pairs().percent_encoded().sorted_by(Order::NameThenValue).pairs("=", "&");
    let canonical =
        lines((method(), path(), query, covered.pairs(":", "\n"), "", covered.names(";"), "UNSIGNED-PAYLOAD"));
    let text = lines(("AWS4-HMAC-SHA256", &now, &scope, canonical.sha256().hex()));
    Scheme::new(text.hmac_sha256(derived(Hash::Sha256, "AWS4" + secret(), &steps)).hex())
        .query("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
        .query("X-Amz-Credential", key_id() + "/" + scope)
        .query("X-Amz-Date", now)
        .query("X-Amz-Expires", lifetime(valid))
        .query("X-Amz-SignedHeaders", covered.names(";"))
        .query("X-Amz-Signature", signature())
}

#[test]
fn amazon_s3_signs_links_that_are_valid_for_as_long_as_their_sender_chooses() {
    let scheme = built(amazon_s3(seconds(86_400)));
    let key = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY").unwrap();
    let made = 1_369_353_600;
    let link = Request::new("GET", "https://examplebucket.s3.amazonaws.com/test.txt").unwrap();
    let signed = scheme.sign(link, &key, &Fresh::at(at(made))).unwrap();
    assert_eq!(signed.signature, "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
    let target = signed.request.target();
    let verify = |scheme: &Scheme, target: &str, now: u64| {
        let arrived = Request::new("GET", &format!("https://examplebucket.s3.amazonaws.com{target}")).unwrap();
        scheme.verify(&arrived, |_| [key.clone()], at(now)).map(|verified| verified.until).map_err(|no| no.kind())
    };
    let ends = Ok(Some(at(made + 86_400)));
    for (now, expected) in [
        (made, ends),
        (made + 86_399, ends),
        (made + 86_400, Err(RefusedKind::Age)),
        (made - 301, Err(RefusedKind::Age)),
    ] {
        assert_eq!(verify(&scheme, &target, now), expected, "{now}");
    }
    // A receiver reads the lifetime, whatever its own scheme sends.
    let other = built(amazon_s3(seconds(60)));
    assert_eq!(verify(&other, &target, made + 86_399), ends);
    assert_eq!(verify(&scheme, &target.replace("86400", "86401"), made), Err(RefusedKind::Signature));
    for malformed in ["", "-1", "086400", "86400.0", "1e5", "99999999999999999999999", "86400s"] {
        let target = target.replace("=86400", &format!("={malformed}"));
        assert_eq!(verify(&scheme, &target, made), Err(RefusedKind::Malformed), "{malformed}");
    }
    assert_eq!(verify(&scheme, &target.replace("&X-Amz-Expires=86400", ""), made), Err(RefusedKind::Missing));
    // A limit of the receiver's.
    let limited = |most: u64| built(amazon_s3(seconds(60)).max_age(seconds(most)));
    assert_eq!(verify(&limited(86_400), &target, made + 86_399), ends);
    assert_eq!(verify(&limited(86_399), &target, made), Err(RefusedKind::Age));
    assert!(
        scheme.to_string().contains(r#".query("X-Amz-Expires", lifetime(Duration::from_secs(86400)))"#),
        "{scheme}"
    );
}

/// <https://cloud.baidu.com/doc/Reference/s/njwvz1yfu>
#[test]
fn baidu_cloud_has_the_lifetime_in_its_header() {
    let (now, valid) = (time(TimeFormat::Iso8601), lifetime(seconds(1_800)));
    let covered = signed_headers(["host"]);
    let prefix = join("/", ("bce-auth-v1", key_id(), now, valid));
    let query = query_pairs().percent_encoded().sorted().pairs("=", "&");
    let text = lines((method(), path(), query, covered.pairs(":", "\n")));
    let scheme = built(
        Scheme::new(text.hmac_sha256(prefix.hmac_sha256(secret()).hex()).hex())
            .header("authorization", join("/", (prefix, covered.names(";"), signature()))),
    );
    let signed = sign(&scheme);
    assert_eq!(signed.signature, "6a3483ead3ada3c2e2706d44cbd175812fecd9ee37a86301353294dc40b9f071");
    let sent = signed.request.headers()["authorization"].to_str().unwrap();
    assert_eq!(sent, format!("bce-auth-v1/key/2023-11-14T22:13:20Z/1800/host/{}", signed.signature));
    let with = |value: &str, now: u64| verify(&scheme, &request().header("authorization", value).unwrap(), now);
    assert_eq!(with(sent, AT + 1_799), Ok(Some(at(AT))));
    assert_eq!(with(sent, AT + 1_800), Err(RefusedKind::Age));
    assert_eq!(with(&sent.replace("/1800/", "/3600/"), AT), Err(RefusedKind::Signature));
}

#[test]
fn a_lifetime_that_a_receiver_cannot_know_is_refused() {
    let problems = |scheme: SchemeBuilder| {
        let problems = scheme.build().unwrap_err();
        problems.problems().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let valid = lifetime(seconds(60));
    let with = |text: Text| Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature());
    let now = time(TimeFormat::UnixSeconds);
    let hidden = problems(with(lines((&now, &valid))).header("x-time", &now));
    assert_eq!(
        hidden,
        ["`lifetime(Duration::from_secs(60))`: a receiver cannot know how long the request is valid: send it"]
    );
    let endless = problems(with(lines((path(), &valid))).query("valid", &valid));
    assert_eq!(
        endless,
        ["`lifetime(Duration::from_secs(60))`: a receiver cannot know when this began: send the time as well"]
    );
    // It is listed if it is not covered, and something must end it.
    let open = built(with(lines((path(), &now))).header("x-time", &now).header("x-valid", &valid));
    assert!(open.uncovered().contains(&"x-valid"));
    let closed = built(with(lines((path(), &now, &valid))).header("x-time", &now).header("x-valid", &valid));
    assert!(!closed.uncovered().contains(&"x-valid"));
    let together = problems(with(lines((&now, &valid))).header("x-both", &now + &valid));
    assert!(together[0].contains("nothing separates this"), "{together:?}");
    let warned = built(with(&now + &valid).header("x-time", &now).header("x-valid", &valid));
    assert_eq!(warned.warnings()[0].kind, WarningKind::RunTogether);
}
