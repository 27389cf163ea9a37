//! Schemes: requests that nobody with the credentials has sent, and what they cost to refuse.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use countersign::Credentials;
use countersign::scheme::*;
use http::HeaderValue;

fn moment() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

fn account() -> Credentials {
    Credentials::new("reader", "sesame").unwrap().with("token", "t-1").unwrap()
}

fn built(scheme: SchemeBuilder) -> Scheme {
    scheme.build().unwrap_or_else(|error| panic!("{error}"))
}

fn signed(text: impl IntoText) -> SchemeBuilder {
    Scheme::new(text.into_text().hmac_sha256(secret()).hex()).header("x-signature", signature())
}

fn get(target: &str) -> Request {
    Request::new("GET", &format!("https://books.example{target}")).unwrap()
}

fn post() -> Request {
    Request::new("POST", "https://books.example/books").unwrap()
}

/// A signed request as it travels.
fn sent(scheme: &Scheme, request: Request) -> http::Request<Bytes> {
    let fresh = Fresh::at(moment()).with_nonce("once-1");
    let signed = scheme.sign(request, &account(), &fresh).unwrap_or_else(|error| panic!("{error}"));
    signed.request.to_http().unwrap()
}

fn received(http: &http::Request<Bytes>) -> Request {
    Request::received(http, "https://books.example").unwrap()
}

fn verify(scheme: &Scheme, request: &Request, known: Credentials) -> Result<(), RefusedKind> {
    scheme.verify(request, |_| [known], moment()).map(drop).map_err(|refused| refused.kind())
}

/// A scheme, a request without what it sends, and one with this value.
type Case<'c> = (SchemeBuilder, Request, &'c dyn Fn(&str) -> Request);

#[test]
fn an_empty_value_is_not_an_optional_credential() {
    let token = || credential("token").optional();
    let headed = |value: &str| get("/").header("x-token", value).unwrap();
    let listed = |fields: &str| get("/").header("authorization", &format!("Token {fields}")).unwrap();
    let fields = fields(", ").after("Token ").with("t", token()).with("a", "1");
    let cases: [Case<'_>; 7] = [
        (Scheme::unsigned().header("x-token", token()), get("/"), &headed),
        (Scheme::unsigned().header("x-token", token().named("token")), get("/"), &headed),
        (Scheme::unsigned().query("access_token", token()), get("/"), &|value| get(&format!("/?access_token={value}"))),
        (Scheme::unsigned().form("t", token()), post().form([("a", "1")]), &|value| post().form([("t", value)])),
        (Scheme::unsigned().json("t", token()), post().json("{}"), &|value| {
            post().json(format!(r#"{{"t": "{value}"}}"#))
        }),
        (Scheme::unsigned().header("authorization", &fields), listed("a=1"), &|value| {
            listed(&format!("t={value}, a=1"))
        }),
        (Scheme::unsigned().header("authorization", fields.quoted()), listed("a=\"1\""), &|value| {
            listed(&format!("t=\"{value}\", a=\"1\""))
        }),
    ];
    for (scheme, absent, with) in cases {
        let scheme = built(scheme);
        assert_eq!(verify(&scheme, &absent, account()), Err(RefusedKind::Signature), "{scheme}");
        for (value, expected) in
            [("", Err(RefusedKind::Signature)), ("t-2", Err(RefusedKind::Signature)), ("t-1", Ok(()))]
        {
            assert_eq!(verify(&scheme, &with(value), account()), expected, "{scheme}: {value}");
        }
        // Without a token, none has to arrive.
        let other = Credentials::new("reader", "sesame").unwrap();
        assert_eq!(verify(&scheme, &with(""), other.clone()), Ok(()), "{scheme}");
        assert_eq!(verify(&scheme, &with("t-1"), other), Err(RefusedKind::UnknownKey), "{scheme}");
    }
}

#[test]
fn an_empty_value_is_not_an_optional_credential_beside_a_signature() {
    let scheme = built(signed(path()).header("x-token", credential("token").optional()));
    let mut http = sent(&scheme, get("/"));
    assert_eq!(verify(&scheme, &received(&http), account()), Ok(()));
    http.headers_mut().insert("x-token", HeaderValue::from_static(""));
    assert_eq!(verify(&scheme, &received(&http), account()), Err(RefusedKind::Signature));
    http.headers_mut().remove("x-token");
    assert_eq!(verify(&scheme, &received(&http), account()), Err(RefusedKind::Signature));
    // Where something stands around it, it arrives empty if there is none.
    let scheme = built(signed(path()).header("x-token", "Token " + credential("token").optional() + ";"));
    let none = Credentials::new("reader", "sesame").unwrap();
    let fresh = Fresh::at(moment());
    let without = scheme.sign(get("/"), &none, &fresh).unwrap().request;
    assert_eq!(without.headers()["x-token"], "Token ;");
    assert_eq!(verify(&scheme, &without, none), Ok(()));
    assert_eq!(verify(&scheme, &without, account()), Err(RefusedKind::Signature));
}

#[test]
fn credentials_without_a_secret_prove_nothing() {
    let basic = get("/").header("authorization", "Basic Og==").unwrap();
    for (scheme, request) in [
        (Scheme::api_key_in_header("x-key").unwrap(), get("/").header("x-key", "").unwrap()),
        (Scheme::api_key_in_query("key").unwrap(), get("/?key=")),
        (Scheme::api_key_in_query("key").unwrap(), get("/?key")),
        (Scheme::basic(), basic),
        (Scheme::bearer(), get("/").header("authorization", "Bearer x").unwrap()),
        (built(Scheme::unsigned().json("key", secret())), post().json(r#"{"key": ""}"#)),
    ] {
        assert_eq!(verify(&scheme, &request, Credentials::none()), Err(RefusedKind::UnknownKey), "{scheme}");
    }
}

#[test]
fn a_time_out_of_range_is_refused() {
    let zoned = TimeFormat::pattern("%Y-%m-%d %H:%M:%S").at(480);
    let unix = [
        TimeFormat::UnixSeconds,
        TimeFormat::UnixMillis,
        TimeFormat::UnixMicros,
        TimeFormat::UnixNanos,
        TimeFormat::UnixDecimal,
    ];
    for format in unix {
        let (exact, written) = (time(format), time(zoned));
        let text = lines((path(), &exact, &written));
        let scheme = built(
            signed(text).header("x-a", &exact).header("x-b", &written).header("x-c", time_before(Duration::MAX, zoned)),
        );
        let http = sent_without(&scheme);
        for digits in
            ["9223372036854775807", "9223372036854775806999999999", "253402300800000000000", "18446744073709551615"]
        {
            let decimal = if format == TimeFormat::UnixDecimal { ".999" } else { "" };
            let mut http = http.clone();
            http.headers_mut().insert("x-a", HeaderValue::from_str(&format!("{digits}{decimal}")).unwrap());
            let refused = verify(&scheme, &received(&http), account()).unwrap_err();
            assert!(matches!(refused, RefusedKind::Malformed | RefusedKind::Age), "{format:?} {digits}: {refused:?}");
        }
    }
    // The last second that has four digits of a year.
    let scheme = built(signed(time(TimeFormat::UnixSeconds)).header("x-a", time(TimeFormat::UnixSeconds)));
    let claimed = |text: &str| {
        let request = get("/").header("x-a", text).unwrap().header("x-signature", "00").unwrap();
        scheme.read(&request).map(|claim| claim.time()).map_err(|refused| refused.kind())
    };
    assert_eq!(claimed("253402300799"), Ok(Some(UNIX_EPOCH + Duration::from_secs(253_402_300_799))));
    assert_eq!(claimed("253402300800"), Err(RefusedKind::Malformed));
}

/// A request with everything that the scheme sends, none of it right.
fn sent_without(scheme: &Scheme) -> http::Request<Bytes> {
    let mut http = get("/").to_http().unwrap();
    for (_, name) in scheme.sends() {
        let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
        http.headers_mut().insert(name, HeaderValue::from_static("2023-11-15 06:13:20"));
    }
    http
}

#[test]
fn an_expiry_that_is_not_signed_does_not_extend_anything() {
    let now = time(TimeFormat::UnixSeconds);
    let end = time_after(Duration::from_secs(60), TimeFormat::UnixSeconds);
    let valid = lifetime(Duration::from_secs(60));
    let timed = || signed(lines((path(), &now))).header("x-time", &now);
    let year = moment() + Duration::from_secs(31_536_000);
    for (scheme, name, forever) in [
        (timed().header("x-end", &end), "x-end", "9999999999"),
        (timed().header("x-end", &valid), "x-end", "9999999999"),
    ] {
        let scheme = built(scheme);
        let kinds: Vec<_> = scheme.warnings().iter().map(|warning| warning.kind).collect();
        assert_eq!(kinds, [WarningKind::ExpiryNotSigned], "{scheme}");
        let mut http = sent(&scheme, get("/"));
        let at = |http: &http::Request<Bytes>, now| {
            let verified = scheme.verify(&received(http), |_| [account()], now);
            verified.map(|verified| verified.until).map_err(|refused| refused.kind())
        };
        let usual = moment() + Duration::from_secs(300);
        assert_eq!(at(&http, moment()), Ok(Some(usual)), "{scheme}");
        http.headers_mut().insert(name, HeaderValue::from_static(forever));
        assert_eq!(at(&http, year), Err(RefusedKind::Age), "{scheme}");
        assert_eq!(at(&http, moment()), Ok(Some(usual)), "{scheme}");
    }
    // An end without a time is not an end either.
    let scheme = built(signed(path()).header("x-end", &end));
    let verified = scheme.verify(&received(&sent(&scheme, get("/"))), |_| [account()], moment()).unwrap();
    assert_eq!((verified.time, verified.until), (None, None));
    assert_eq!(scheme.warnings()[0].kind, WarningKind::ExpiryNotSigned);
    // Signed where it is, and by its value.
    for text in [lines((path(), &now, &end)), lines((path(), &now, header("x-end")))] {
        let scheme = built(signed(text).header("x-time", &now).header("x-end", &end));
        assert_eq!(scheme.warnings(), [], "{scheme}");
        let verified = scheme.verify(&received(&sent(&scheme, get("/"))), |_| [account()], moment()).unwrap();
        assert_eq!(verified.until, Some(moment() + Duration::from_secs(60)), "{scheme}");
    }
}

#[test]
fn what_is_remembered_must_be_signed() {
    let problem = |scheme: SchemeBuilder| {
        let error = scheme.build().unwrap_err();
        let [only] = error.problems() else { panic!("{error}") };
        (only.part.clone(), only.message.clone())
    };
    for (scheme, part) in [
        (signed(path()).header("x-once", nonce()).remembers(nonce()), "nonce()"),
        (signed(path()).query("once", uuid()).remembers(uuid()), "uuid()"),
        (
            signed(nonce())
                .header("x-once", nonce())
                .header("x-day", identifier("day"))
                .remembers(nonce() + identifier("day")),
            "identifier(\"day\")",
        ),
        (signed(path()).remembers(header("x-id")), "header(\"x-id\")"),
        (signed(path()).remembers(parameter("id")), "parameter(\"id\")"),
        (signed(json_member("/a/b")).remembers(json_member("/a/c")), "json_member(\"/a/c\")"),
        (Scheme::unsigned().header("x-key", secret()).header("x-once", nonce()).remembers(nonce()), "nonce()"),
    ] {
        let (found, message) = problem(scheme);
        assert!(found == part && message.contains("the signature does not cover"), "{found}: {message}");
    }
    for scheme in [
        signed(nonce()).header("x-once", uuid()).remembers(nonce()),
        signed(header("x-once")).header("x-once", nonce()).remembers(nonce()),
        signed(nonce()).header("x-once", nonce()).remembers(header("x-once")),
        signed(parameters().sorted().pairs("=", "&")).parameter("once", nonce()).remembers(nonce()),
        signed(parameters().sorted().pairs("=", "&")).remembers(parameter("id")),
        signed(raw_query() + "." + body()).remembers(parameter("id")),
        signed(body()).remembers(json_member("/a/b")),
        signed(json_member("/a")).remembers(json_member("/a/b")),
        signed(body()).remembers(body().sha256()),
        signed(path()).header("x-key", key_id()).remembers(key_id() + path()),
    ] {
        built(scheme);
    }
}

#[test]
fn text_is_searched_byte_for_byte() {
    let scheme = built(signed(path().percent_decoded().until("!")));
    let binary = sent(&scheme, get("/a%FFb!x"));
    assert_eq!(verify(&scheme, &received(&binary), account()), Ok(()));
    let mut forged = sent(&scheme, get("/a%EF%BF%BDb!x"));
    assert_eq!(verify(&scheme, &received(&forged), account()), Ok(()));
    *forged.uri_mut() = "https://books.example/a%FFb!x".parse().unwrap();
    assert_eq!(verify(&scheme, &received(&forged), account()), Err(RefusedKind::Signature));
}

#[test]
fn names_that_are_not_text_are_ordered_as_the_signer_orders_them() {
    let orders =
        [Order::Name, Order::NameThenValue, Order::Value, Order::Utf16, Order::IgnoringCase, Order::Joined("=")];
    for order in orders {
        let scheme = built(signed(query_pairs().sorted_by(order).pairs("=", "&")));
        let http = sent(&scheme, get("/?%FF=1&%EF%BF%BE=2&%FE=3&%f0%90%80%80=4&A=5&a=%FF&a=%FE&%EE%80%80=6"));
        assert_eq!(verify(&scheme, &received(&http), account()), Ok(()), "{order:?}");
    }
}

#[test]
fn a_list_of_signed_headers_has_a_limit() {
    let list = signed_headers(["host"]);
    let scheme = built(signed(list.pairs(":", "\n")).header("x-list", list.names(";")));
    let listed = |count: usize| {
        let names: Vec<String> = (0..count).map(|index| format!("x-{index}")).collect();
        let mut request = get("/").header("x-signature", "00").unwrap();
        for name in &names {
            request = request.header(name, "1").unwrap();
        }
        let request = request.header("x-list", &format!("host;{}", names.join(";"))).unwrap();
        verify(&scheme, &request, account())
    };
    assert_eq!(listed(255), Err(RefusedKind::Signature));
    assert_eq!(listed(256), Err(RefusedKind::Malformed));
}

#[test]
fn headers_are_found_among_many() {
    let scheme = built(signed(headers_starting("x-").pairs(":", "\n")).header("x-time", time(TimeFormat::UnixSeconds)));
    let mut request = get("/").header("X-Both", "1").unwrap();
    for index in 0..100 {
        request = request.header(&format!("x-{index}"), "1").unwrap();
    }
    let mut http = sent(&scheme, request.header("x-both", "2").unwrap());
    assert_eq!(verify(&scheme, &received(&http), account()), Ok(()));
    http.headers_mut().append("x-time", HeaderValue::from_static("1700000000"));
    assert_eq!(verify(&scheme, &received(&http), account()), Err(RefusedKind::Malformed));
}

#[test]
fn length_and_type_of_a_body_are_sent_once() {
    let scheme = built(signed(body()));
    let http = sent(&scheme, post().bytes("abc"));
    let with = |values: &[&'static str]| {
        let mut http = http.clone();
        for value in values {
            http.headers_mut().append("content-length", HeaderValue::from_static(value));
        }
        verify(&scheme, &received(&http), account())
    };
    assert_eq!((with(&[]), with(&["3"])), (Ok(()), Ok(())));
    for wrong in [
        &["3", "77"][..],
        &["3", "3"],
        &["+3"],
        &["3, 3"],
        &["-3"],
        &[""],
        &["4"],
        &["0x3"],
        &["99999999999999999999999"],
    ] {
        assert_eq!(with(wrong), Err(RefusedKind::Malformed), "{wrong:?}");
    }
    let scheme = built(signed(parameters().sorted().pairs("=", "&")));
    let mut http = sent(&scheme, post().form([("a", "1")]));
    http.headers_mut().append("content-type", HeaderValue::from_static("application/json"));
    assert_eq!(verify(&scheme, &received(&http), account()), Err(RefusedKind::Malformed));
}

#[test]
fn a_receiver_with_a_secret_that_cannot_be_used_is_told_so() {
    let refused = |text: Text, known: Credentials| {
        let scheme = built(Scheme::new(body().hmac_sha256(text).hex()).header("x-signature", signature()));
        let request = post().bytes("abc").header("x-signature", "00").unwrap();
        let refused = scheme.verify(&request, |_| [known], moment()).unwrap_err();
        (refused.kind(), refused.to_string())
    };
    let secret_of = |secret: &str| Credentials::of_secret(secret).unwrap();
    assert_eq!(
        refused(secret().from_base64(), secret_of("not Base64!")),
        (
            RefusedKind::Receiver,
            "`secret().from_base64()` cannot be computed from the receiver's credentials".to_owned()
        )
    );
    assert_eq!(
        refused(secret().after("whsec_").from_base64(), secret_of("AAAA")).1,
        "`secret().after(\"whsec_\")` cannot be computed from the receiver's credentials"
    );
    for (text, part) in [
        (secret(), "secret()"),
        (secret().from_base64(), "secret()"),
        (credential("token").from_hex(), "credential(\"token\")"),
    ] {
        let (kind, message) = refused(text, Credentials::none());
        assert_eq!((kind, message), (RefusedKind::UnknownKey, format!("the credentials do not have `{part}`")));
    }
    assert_eq!(
        refused(header("x-key") + secret(), secret_of("sesame")),
        (RefusedKind::Missing, "`header(\"x-key\")` did not arrive".to_owned())
    );
    // What fails because of what arrived is not the receiver's mistake.
    let odd = post().bytes("abc").header("x-signature", "00").unwrap().header("x-key", "!").unwrap();
    let scheme = built(
        Scheme::new(body().hmac_sha256((header("x-key") + secret()).from_base64()).hex())
            .header("x-signature", signature()),
    );
    let kind = scheme.verify(&odd, |_| [account()], moment()).unwrap_err().kind();
    assert_eq!(kind, RefusedKind::Missing);
}

#[test]
fn a_signer_without_credentials_is_told_what_they_lack() {
    for (text, part) in [
        (key_id() + secret(), "key_id()"),
        (secret(), "secret()"),
        (credential("pass") + secret(), "credential(\"pass\")"),
        (identifier("shop") + secret(), "identifier(\"shop\")"),
    ] {
        let scheme = built(signed(text));
        let error = scheme.sign(get("/"), &Credentials::none(), &Fresh::now()).unwrap_err().to_string();
        assert_eq!(error, format!("the scheme needs `{part}`, which the credentials do not have"));
    }
    let scheme = built(signed(header("x-a")));
    let error = scheme.sign(get("/"), &account(), &Fresh::now()).unwrap_err().to_string();
    assert_eq!(error, "the scheme needs `header(\"x-a\")`, which this request does not have");
}

#[test]
fn names_of_authorization_schemes_ignore_case() {
    let ask = |name: &str, value: &str| get("/").header(name, value).unwrap();
    let plain = Credentials::of_secret("sesame").unwrap();
    for value in ["Bearer sesame", "bearer sesame", "BEARER sesame"] {
        assert_eq!(verify(&Scheme::bearer(), &ask("authorization", value), plain.clone()), Ok(()), "{value}");
    }
    for value in ["Bearer Sesame", "bearersesame", "Bearer", "sesame", "bear sesame", "Token sesame", ""] {
        assert!(verify(&Scheme::bearer(), &ask("authorization", value), plain.clone()).is_err(), "{value}");
    }
    let basic = "basic cmVhZGVyOnNlc2FtZQ==";
    assert_eq!(verify(&Scheme::basic(), &ask("Authorization", basic), account()), Ok(()));
    let list = fields(", ").after("OAuth ").with("id", key_id()).with("sign", signature());
    let scheme = built(Scheme::new(path().hmac_sha256(secret()).hex()).header("authorization", list));
    let mut http = sent(&scheme, get("/"));
    let value = http.headers()["authorization"].to_str().unwrap().replace("OAuth", "oauth");
    http.headers_mut().insert("authorization", HeaderValue::from_str(&value).unwrap());
    assert_eq!(verify(&scheme, &received(&http), account()), Ok(()));
    // Elsewhere, a word is only a word.
    let other = built(Scheme::unsigned().header("x-authorization", "Bearer " + secret()));
    assert_eq!(verify(&other, &ask("x-authorization", "bearer sesame"), account()), Err(RefusedKind::Malformed));
}

#[test]
fn a_signed_request_can_be_signed_again() {
    let now = time(TimeFormat::UnixSeconds);
    let scheme = built(signed(headers_starting("x-").pairs(":", "\n")).header("x-time", &now));
    let once = scheme.sign(get("/"), &account(), &Fresh::at(moment())).unwrap();
    let twice = scheme.sign(once.request, &account(), &Fresh::at(moment())).unwrap();
    assert_eq!(twice.trace.signed(), b"x-time:1700000000");
    assert_eq!(verify(&scheme, &twice.request, account()), Ok(()));
    // The same for headers by name, and for one that may carry it.
    let named = headers(["x-time", "x-signature"]).pairs(":", "\n");
    let several = Scheme::new(headers_starting("x-").pairs(":", "\n").hmac_sha256(secret()).hex());
    let several = several.any_of_headers(["x-sign-1", "x-sign-2"], signature()).header("x-time", &now);
    let alone = signed(path() + header("X-Signature").or("none"));
    for scheme in [built(signed(named).header("x-time", &now)), built(several), built(alone)] {
        let once = scheme.sign(get("/"), &account(), &Fresh::at(moment())).unwrap().request;
        let twice = scheme.sign(once, &account(), &Fresh::at(moment())).unwrap().request;
        assert_eq!(verify(&scheme, &twice, account()), Ok(()), "{scheme}");
    }
}

#[test]
fn what_is_received_has_an_origin_and_a_path() {
    let http = |target: &str| http::Request::get(target).body(Bytes::new()).unwrap();
    let received = |target: &str, origin: &str| {
        let request = Request::received(&http(target), origin);
        request.map(|request| request.target()).map_err(|error| error.to_string())
    };
    for origin in ["https://b.example", "https://b.example/", "http://b.example:8080"] {
        assert_eq!(received("/p?a=1", origin), Ok("/p?a=1".to_owned()), "{origin}");
    }
    for origin in [
        "https://b.example/prefix",
        "https://b.example/prefix/",
        "https://b.example?x=",
        "https://b.example/?x=",
        "https://b.example#f",
        "https://user@b.example",
        "b.example",
        "https://",
        "/p",
        "",
    ] {
        let error = received("/p", origin).unwrap_err();
        assert!(error.contains("not an origin: expected `https://host`"), "{origin}: {error}");
    }
    assert_eq!(received("https://other.example?a=1", "https://b.example"), Ok("/?a=1".to_owned()));
    assert_eq!(received("https://other.example", "https://b.example"), Ok("/".to_owned()));
    for target in ["*", "b.example:443"] {
        let error = received(target, "https://b.example").unwrap_err();
        assert!(error.contains("the target is not a path"), "{target}: {error}");
    }
    let scheme = built(signed(lines((method(), path()))));
    let mut lower = sent(&scheme, get("/"));
    *lower.method_mut() = http::Method::from_bytes(b"get").unwrap();
    let lower = Request::received(&lower, "https://books.example").unwrap();
    assert_eq!(lower.method(), "get");
    assert_eq!(verify(&scheme, &lower, account()), Err(RefusedKind::Signature));
}
