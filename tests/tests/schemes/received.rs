//! Schemes: what other clients may write differently, what is refused on arrival, and requests that arrive twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use countersign::Credentials;
use countersign::scheme::*;
use countersign_tests::schemes::Case;
use http::HeaderValue;

/// The vendor's request with another target.
fn target(case: &Case, target: &str) -> Request {
    let mut http = case.signed.request.to_http().unwrap();
    *http.uri_mut() = format!("https://{}{target}", http.uri().authority().unwrap()).parse().unwrap();
    case.received(&http)
}

#[test]
fn a_query_may_be_spelled_differently_where_it_is_signed_decoded() {
    let case = Case::named("Taobao TOP (MD5)");
    let sent = case.signed.request.target();
    assert!(sent.contains("%3A") && sent.contains("%20"), "{sent}");
    for other in
        [sent.replace("%3A", "%3a"), sent.replace("%20", "+"), sent.replace("%3A", ":"), sent.replace("%2C", ",")]
    {
        case.verify(&target(&case, &other)).unwrap_or_else(|refused| panic!("{other}: {refused}"));
    }
    let (path, query) = sent.split_once('?').unwrap();
    let backwards = query.split('&').rev().collect::<Vec<_>>().join("&");
    case.verify(&target(&case, &format!("{path}?{backwards}"))).unwrap();
    case.verify(&target(&case, &format!("{path}?&{query}&"))).unwrap();
}

#[test]
fn a_query_signed_as_sent_must_arrive_unchanged() {
    let case = Case::named("OKX v5 (GET)");
    let sent = case.signed.request.target();
    case.verify(&target(&case, &sent)).unwrap();
    for other in [sent.replace("%2C", ","), sent.replace("%2C", "%2c")] {
        assert!(case.verify(&target(&case, &other)).is_err(), "{other} was accepted");
    }
    let case = Case::named("Binance spot (HMAC, query or form)");
    let (path, query) =
        case.signed.request.target().split_once('?').map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let backwards = query.split('&').rev().collect::<Vec<_>>().join("&");
    assert!(case.verify(&target(&case, &format!("{path}?{backwards}"))).is_err());
    // The signature itself may be anywhere.
    let (signed, signature) = query.rsplit_once('&').unwrap();
    case.verify(&target(&case, &format!("{path}?{signature}&{signed}"))).unwrap();
}

#[test]
fn names_and_blanks_of_headers_do_not_matter() {
    let case = Case::named("Tencent Cloud TC3-HMAC-SHA256");
    let mut http = case.signed.request.to_http().unwrap();
    http.headers_mut().insert("content-type", HeaderValue::from_static("  application/json; charset=utf-8\t"));
    case.verify(&case.received(&http)).unwrap();
}

#[test]
fn fields_may_arrive_in_any_order_with_blanks_and_other_fields() {
    for (vendor, separator) in
        [("OAuth 1.0a (Twitter)", ", "), ("WeChat Pay v3 (GET)", ","), ("AWS SigV4 (IAM ListUsers)", ", ")]
    {
        let case = Case::named(vendor);
        let mut http = case.signed.request.to_http().unwrap();
        let sent = http.headers()["authorization"].to_str().unwrap().to_owned();
        let (name, fields) = sent.split_once(' ').unwrap();
        let mut fields: Vec<&str> = fields.split(separator).collect();
        fields.reverse();
        for other in [
            fields.join(separator),
            fields.join(","),
            fields.join(" ,   "),
            format!("realm=\"a, b\",{}", fields.join(",")),
        ] {
            http.headers_mut().insert("authorization", HeaderValue::from_str(&format!("{name} {other}")).unwrap());
            case.verify(&case.received(&http)).unwrap_or_else(|refused| panic!("{vendor}: {other}: {refused}"));
        }
        let twice = format!("{name} {},{}", fields.join(","), fields[1]);
        http.headers_mut().insert("authorization", HeaderValue::from_str(&twice).unwrap());
        assert!(case.verify(&case.received(&http)).is_err(), "{vendor}: a field twice was accepted");
    }
}

#[test]
fn one_of_several_signatures_is_enough() {
    for (vendor, name, two) in [
        ("Stripe webhook", "stripe-signature", "t=1492774577, v0=00, v1=00, {}"),
        ("Standard Webhooks (Svix)", "webhook-signature", "v1,AAAA v1a,BBBB {}"),
    ] {
        let case = Case::named(vendor);
        let mut http = case.signed.request.to_http().unwrap();
        let sent = http.headers()[name].to_str().unwrap().to_owned();
        let own = sent.rsplit_once(',').filter(|_| vendor.starts_with("Stripe")).map_or(sent.as_str(), |(_, own)| own);
        http.headers_mut().insert(name, HeaderValue::from_str(&two.replace("{}", own)).unwrap());
        case.verify(&case.received(&http)).unwrap_or_else(|refused| panic!("{vendor}: {refused}"));
        http.headers_mut().insert(name, HeaderValue::from_str(&two.replace("{}", "v1=11")).unwrap());
        assert!(case.verify(&case.received(&http)).is_err(), "{vendor}: wrong signatures were accepted");
    }
}

#[test]
fn more_headers_may_be_signed_than_the_scheme_asks_for() {
    let covered = |names: &[&str]| {
        let covered = signed_headers(names.to_vec());
        let text = lines((method(), covered.pairs(":", "\n"), covered.names(";")));
        let sent = fields(", ").with("headers", covered.names(";")).with("signature", signature());
        Scheme::new(text.hmac_sha256(secret()).hex()).header("authorization", sent).build().unwrap()
    };
    let credentials = Credentials::of_secret("sesame").unwrap();
    let request = Request::new("GET", "https://vendor.example/").unwrap().header("x-more", "1").unwrap();
    let signed = covered(&["host", "x-more"]).sign(request, &credentials, &Fresh::now()).unwrap();
    let verify =
        |scheme: Scheme| scheme.verify(&signed.request, |_| [credentials.clone()], SystemTime::now()).map(drop);
    assert_eq!(verify(covered(&["host"])), Ok(()));
    assert_eq!(verify(covered(&["host", "x-absent"])), Ok(()));
    let fewer = covered(&["host"]);
    let request = Request::new("GET", "https://vendor.example/").unwrap().header("x-more", "1").unwrap();
    let signed = fewer.sign(request, &credentials, &Fresh::now()).unwrap();
    let refused =
        covered(&["host", "x-more"]).verify(&signed.request, |_| [credentials], SystemTime::now()).unwrap_err();
    assert!(refused.to_string().contains("`x-more` arrived and is not among those that are signed"), "{refused}");
}

#[test]
fn times_that_are_written_otherwise_are_refused() {
    let now = time(TimeFormat::UnixSeconds);
    let scheme = Scheme::new(now.hmac_sha256(secret()).hex()).header("x-time", now).header("x-sign", signature());
    let scheme = scheme.build().unwrap();
    let credentials = Credentials::of_secret("sesame").unwrap();
    let at = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let request = Request::new("GET", "https://vendor.example/").unwrap();
    let signed = scheme.sign(request, &credentials, &Fresh::at(at)).unwrap().request.to_http().unwrap();
    for text in [
        "1000000000000000000000000",
        "01700000000",
        "+1700000000",
        "1700000000.0",
        "1.7e9",
        "",
        "１７",
        "99999999999999999999999999",
        "-1",
    ] {
        let mut changed = signed.clone();
        changed.headers_mut().insert("x-time", HeaderValue::from_bytes(text.as_bytes()).unwrap());
        let request = Request::received(&changed, "https://vendor.example").unwrap();
        let refused = scheme.verify(&request, |_| [credentials.clone()], at).unwrap_err();
        assert_eq!(refused.kind(), RefusedKind::Malformed, "{text}: {refused}");
    }
}

#[test]
fn an_expiry_is_a_limit() {
    let hour = Duration::from_secs(3_600);
    let expiry = time_after(hour, TimeFormat::UnixSeconds);
    let scheme = Scheme::new(lines((path(), &expiry)).hmac_sha256(secret()).hex());
    let scheme = scheme.query("expires", expiry).query("signature", signature()).build().unwrap();
    let credentials = Credentials::of_secret("sesame").unwrap();
    let at = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let request = Request::new("GET", "https://vendor.example/file").unwrap();
    let signed = scheme.sign(request, &credentials, &Fresh::at(at)).unwrap().request;
    let verify =
        |now| scheme.verify(&signed, |_| [credentials.clone()], now).map(drop).map_err(|refused| refused.kind());
    assert_eq!(verify(at), Ok(()));
    assert_eq!(verify(at + hour - Duration::from_secs(1)), Ok(()));
    assert_eq!(verify(at + hour), Err(RefusedKind::Age));
}

#[test]
fn a_request_is_accepted_once() {
    let case = Case::named("Standard Webhooks (Svix)");
    let nonces = NoncesInMemory::new(2);
    let once = |request: &Request, now| {
        let find = |_: &Claim<'_>| [case.receiver.clone()];
        case.scheme.verify_once(request, find, now, &nonces).map(drop).map_err(|refused| refused.kind())
    };
    let arrived = case.arrived();
    assert_eq!(once(&arrived, case.time()), Ok(()));
    assert_eq!(once(&arrived, case.time()), Err(RefusedKind::Repeated));
    let again = |nonce: &str, time| {
        let fresh = Fresh::at(time).with_nonce(nonce);
        let request = Request::new("POST", "https://vendor.example/").unwrap().json("{}");
        case.scheme.sign(request, &case.sender, &fresh).unwrap().request
    };
    assert_eq!(once(&again("b", case.time()), case.time()), Ok(()));
    // A full memory refuses rather than forgets.
    assert_eq!(once(&again("c", case.time()), case.time()), Err(RefusedKind::Receiver));
    assert_eq!(once(&arrived, case.time()), Err(RefusedKind::Repeated));
    let later = case.time() + Duration::from_secs(601);
    assert_eq!(once(&again("c", later), later), Ok(()));
    assert_eq!(
        Case::named("GitHub webhook")
            .scheme
            .verify_once(
                &Case::named("GitHub webhook").arrived(),
                |_| [Case::named("GitHub webhook").receiver],
                later,
                &nonces,
            )
            .unwrap_err()
            .kind(),
        RefusedKind::Receiver
    );
}

#[test]
fn the_outside_origin_comes_from_the_configuration() {
    let scheme = Scheme::new((origin() + path()).hmac_sha256(secret()).hex()).header("x", signature()).build().unwrap();
    let credentials = Credentials::of_secret("sesame").unwrap();
    let request = Request::new("GET", "https://api.vendor.example:8443/a").unwrap();
    let signed = scheme.sign(request, &credentials, &Fresh::now()).unwrap().request.to_http().unwrap();
    let mut inside: http::Request<Bytes> = signed.clone();
    *inside.uri_mut() = "/a".parse().unwrap();
    inside.headers_mut().insert("host", HeaderValue::from_static("10.0.0.7"));
    let verify = |origin: &str| {
        let request = Request::received(&inside, origin).unwrap();
        scheme.verify(&request, |_| [credentials.clone()], SystemTime::now()).is_ok()
    };
    assert!(verify("https://api.vendor.example:8443"));
    assert!(!verify("https://10.0.0.7"));
}

#[test]
fn tokens_and_passwords_are_compared_with_those_that_are_known() {
    let token = Credentials::of_secret("tok-1").unwrap();
    let reader = Credentials::new("reader", "pass:word").unwrap();
    for (scheme, right) in [
        (Scheme::bearer(), &token),
        (Scheme::basic(), &reader),
        (Scheme::api_key_in_header("x-api-key").unwrap(), &token),
        (Scheme::api_key_in_query("key").unwrap(), &token),
    ] {
        assert_eq!(scheme, built_again(&scheme));
        let request = Request::new("GET", "https://vendor.example/").unwrap();
        let signed = scheme.sign(request.clone(), right, &Fresh::now()).unwrap().request;
        let verify = |request: &Request, found: &Credentials| {
            scheme.verify(request, |_| [found.clone()], SystemTime::now()).map(drop).map_err(|refused| refused.kind())
        };
        assert_eq!(verify(&signed, right), Ok(()));
        let other = Credentials::new("reader", "tok-2").unwrap();
        assert_eq!(verify(&signed, &other), Err(RefusedKind::Signature));
        assert_eq!(verify(&request, right), Err(RefusedKind::Missing));
    }
    assert!(
        Scheme::none().sign(Request::new("GET", "https://vendor.example/").unwrap(), &token, &Fresh::now()).is_ok()
    );
}

/// The built-in schemes are not checked when they are created, but would be found sound.
fn built_again(scheme: &Scheme) -> Scheme {
    let again = match scheme.to_string().as_str() {
        r#"Scheme::unsigned().header("authorization", "Bearer " + secret()).build()"# => {
            Scheme::unsigned().header("authorization", "Bearer " + secret())
        }
        r#"Scheme::unsigned().header("authorization", "Basic " + (key_id() + ":" + secret()).base64()).build()"# => {
            Scheme::unsigned().header("authorization", "Basic " + (key_id() + ":" + secret()).base64())
        }
        _ => return scheme.clone(),
    };
    again.build().unwrap()
}

#[test]
fn copies_of_request_parts_are_compared_with_the_request() {
    let url = origin() + path();
    let keyed =
        Scheme::new(url.hmac_sha256(secret()).hex()).header("x-key", "u=" + origin() + path() + ";k=" + key_id());
    for scheme in [Scheme::new(url.hmac_sha256(secret()).hex()).header("x-url", &url), keyed] {
        let scheme = scheme.header("x-signature", signature()).build().unwrap();
        let credentials = Credentials::new("reader", "sesame").unwrap();
        let request = Request::new("GET", "https://books.example/books").unwrap();
        let sent = scheme.sign(request, &credentials, &Fresh::now()).unwrap().request.to_http().unwrap();
        let verify = |http: &http::Request<Bytes>| {
            let request = Request::received(http, "https://books.example").unwrap();
            scheme.verify(&request, |_| [credentials.clone()], SystemTime::now()).map(drop)
        };
        assert_eq!(verify(&sent), Ok(()), "{scheme}");
        for name in ["x-url", "x-key"].into_iter().filter(|name| sent.headers().contains_key(*name)) {
            let mut changed = sent.clone();
            let value = changed.headers()[name].to_str().unwrap().replace("books", "looks").parse().unwrap();
            changed.headers_mut().insert(name, value);
            assert_eq!(verify(&changed).unwrap_err().kind(), RefusedKind::Signature, "{scheme}");
        }
    }
}

#[test]
fn a_list_of_signed_headers_may_name_the_header_it_travels_in() {
    // Contentful.
    let covered = signed_headers(["x-signed-headers", "x-timestamp"]);
    let text = lines((method(), path_and_query(), covered.pairs(":", ";"), body()));
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex())
        .header("x-timestamp", time(TimeFormat::UnixMillis))
        .header("x-signed-headers", covered.names(","))
        .header("x-signature", signature());
    let scheme = scheme.build().unwrap();
    let credentials = Credentials::of_secret("sesame").unwrap();
    let now = UNIX_EPOCH + Duration::from_millis(1_700_000_123_456);
    let request = Request::new("POST", "https://app.example/hook?a=1").unwrap().json("{}");
    let signed = scheme.sign(request, &credentials, &Fresh::at(now)).unwrap();
    let expected = "POST\n/hook?a=1\nx-signed-headers:x-signed-headers,x-timestamp;x-timestamp:1700000123456\n{}";
    assert_eq!(String::from_utf8_lossy(signed.trace.signed()), expected);
    scheme.verify(&signed.request, |_| [credentials.clone()], now).unwrap();
}

#[test]
fn decoded_and_replaced_text_is_the_same_on_both_sides() {
    let note = parameter("note").form_encoded().lower().replaced("%21", "!").replaced("", "x");
    let scheme = Scheme::new(lines((path().percent_decoded(), note)).hmac_sha256(secret()).hex());
    let scheme = scheme.query("sign", signature()).build().unwrap();
    let credentials = Credentials::of_secret("sesame").unwrap();
    let request = Request::new("GET", "https://app.example/caf%C3%A9%20%2F").unwrap().query("note", "Hi! (Ä)!");
    let signed = scheme.sign(request, &credentials, &Fresh::now()).unwrap();
    assert_eq!(String::from_utf8_lossy(signed.trace.signed()), "/café /\nhi!+%28%c3%84%29!");
    let arrived = Request::received(&signed.request.to_http().unwrap(), "https://app.example").unwrap();
    scheme.verify(&arrived, |_| [credentials.clone()], SystemTime::now()).unwrap();
    assert!(scheme.to_string().contains(r#".lower().replaced("%21", "!")"#), "{scheme}");
}
