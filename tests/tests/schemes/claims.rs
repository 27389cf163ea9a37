//! Schemes: what is read back from where it travels, and how it is held against what the receiver knows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use countersign::Credentials;
use countersign::scheme::*;
use http::HeaderValue;

const SECOND: Duration = Duration::from_secs(1);

/// The time at which everything is signed.
fn moment() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_700_000_000)
}

fn account() -> Credentials {
    let account = Credentials::new("reader", "sesame").unwrap();
    account.with("shop", "17").unwrap().with("token", "canary-token").unwrap()
}

fn request() -> Request {
    Request::new("GET", "https://books.example/books?a=1").unwrap()
}

/// A scheme that signs the path.
fn signed() -> SchemeBuilder {
    Scheme::new(path().hmac_sha256(secret()).hex()).header("x-signature", signature())
}

fn built(scheme: SchemeBuilder) -> Scheme {
    scheme.build().unwrap_or_else(|error| panic!("{error}"))
}

/// A signed request as it travels.
fn sent(scheme: &Scheme) -> http::Request<bytes::Bytes> {
    let fresh = Fresh::at(moment()).with_nonce("once-1");
    scheme.sign(request(), &account(), &fresh).unwrap().request.to_http().unwrap()
}

fn arrived(http: &http::Request<bytes::Bytes>) -> Request {
    Request::received(http, "https://books.example").unwrap()
}

fn verify(scheme: &Scheme, http: &http::Request<bytes::Bytes>) -> Result<Verified, Refused> {
    scheme.verify(&arrived(http), |_| [account()], moment())
}

/// What becomes of a request whose header has another value.
fn with(scheme: &Scheme, name: &'static str, value: &str) -> Result<(), RefusedKind> {
    let mut changed = sent(scheme);
    changed.headers_mut().insert(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    verify(scheme, &changed).map(drop).map_err(|refused| refused.kind())
}

#[test]
fn a_claim_contains_what_was_sent() {
    let scheme = built(
        signed()
            .header("x-key", key_id())
            .header("x-shop", identifier("shop"))
            .header("x-token", "Token " + credential("token"))
            .header("x-once", nonce())
            .header("x-time", time(TimeFormat::UnixSeconds)),
    );
    let request = arrived(&sent(&scheme));
    let claim = scheme.read(&request).unwrap();
    assert_eq!((claim.key_id(), claim.nonce(), claim.time()), (Some("reader"), Some("once-1"), Some(moment())));
    assert_eq!((claim.credential("shop"), claim.credential("token")), (Some("17"), Some("canary-token")));
    assert_eq!((claim.credential("other"), claim.secret()), (None, None));
    let shown = format!("{claim:?}");
    assert!(shown.contains("reader") && !shown.contains("canary"), "{shown}");
    claim.verify([account()], moment()).unwrap();

    let bearer = Scheme::bearer();
    let request = arrived(&sent(&bearer));
    let claim = bearer.read(&request).unwrap();
    assert_eq!((claim.secret(), claim.key_id(), claim.nonce(), claim.time()), (Some("sesame"), None, None, None));
    assert!(!format!("{claim:?}").contains("sesame"));
    let basic = Scheme::basic();
    let request = arrived(&sent(&basic));
    let claim = basic.read(&request).unwrap();
    assert_eq!((claim.key_id(), claim.secret()), (Some("reader"), Some("sesame")));

    let scheme = built(signed().header("x-key", key_id()));
    let mut odd = sent(&scheme);
    odd.headers_mut().insert("x-key", HeaderValue::from_bytes(b"\xff").unwrap());
    let request = arrived(&odd);
    assert_eq!(scheme.read(&request).unwrap().key_id(), None);
}

#[test]
fn credentials_are_held_against_what_was_sent() {
    let scheme = built(
        signed().header("x-key", key_id()).header("x-shop", identifier("shop")).header("x-token", credential("token")),
    );
    let http = sent(&scheme);
    let with = |candidates: Vec<Credentials>| {
        scheme
            .verify(&arrived(&http), |_| candidates, moment())
            .map(|verified| verified.credentials.secret().expose().to_owned())
            .map_err(|refused| refused.kind())
    };
    let of = |key: &str, secret: &str| Credentials::new(key, secret).unwrap().with("token", "canary-token").unwrap();
    assert_eq!(with(vec![]), Err(RefusedKind::UnknownKey));
    assert_eq!(with(vec![of("reader", "sesame")]), Ok("sesame".into()));
    assert_eq!(with(vec![of("reader", "old"), of("reader", "sesame"), of("reader", "next")]), Ok("sesame".into()));
    assert_eq!(with(vec![of("reader", "old")]), Err(RefusedKind::Signature));
    assert_eq!(with(vec![of("writer", "sesame")]), Err(RefusedKind::UnknownKey));
    // Credentials without a key id are for any.
    let nameless = Credentials::of_secret("sesame").unwrap().with("token", "canary-token").unwrap();
    assert_eq!(with(vec![nameless.clone()]), Ok("sesame".into()));
    assert_eq!(with(vec![nameless.with("shop", "18").unwrap()]), Err(RefusedKind::Signature));
    // A name may be unknown; a secret may not.
    assert_eq!(with(vec![Credentials::new("reader", "sesame").unwrap()]), Err(RefusedKind::UnknownKey));
    let other = Credentials::new("reader", "sesame").unwrap().with("token", "other").unwrap();
    assert_eq!(with(vec![other]), Err(RefusedKind::Signature));
}

#[test]
fn pieces_are_read_from_left_to_right() {
    let scheme =
        built(signed().header("x-all", "K " + key_id() + ";" + nonce() + ":" + time(TimeFormat::UnixSeconds) + "!"));
    let http = sent(&scheme);
    assert_eq!(http.headers()["x-all"], "K reader;once-1:1700000000!");
    verify(&scheme, &http).unwrap();
    for other in ["K reader;a:b:1700000000!", "K reader;:1700000000!", "K reader;x;y:1700000000!"] {
        assert_eq!(
            with(&scheme, "x-all", other),
            if other.contains("a:b") { Err(RefusedKind::Malformed) } else { Ok(()) },
            "{other}"
        );
    }
    for other in [
        "",
        "K ",
        "K reader",
        "K reader;n",
        "K reader;n:1700000000",
        "k reader;n:1700000000!",
        "Kreader;n:1700000000!",
        "K reader;n:1700000000!x",
        "K reader;n:1700000000!!",
        "K reader;n:!",
    ] {
        assert_eq!(with(&scheme, "x-all", other), Err(RefusedKind::Malformed), "{other}");
    }
    assert_eq!(with(&scheme, "x-all", "K writer;n:1700000000!"), Err(RefusedKind::UnknownKey));
    // What is known from the request may stand between, and must be right.
    let scheme = built(signed().header("x-all", key_id() + ":" + path() + "?" + raw_query()));
    assert_eq!(with(&scheme, "x-all", "reader:/books?a=1"), Ok(()));
    for other in ["reader:/book?a=1", "reader:/books?a=2", "reader:/books?a=1&"] {
        assert_eq!(with(&scheme, "x-all", other), Err(RefusedKind::Signature), "{other}");
    }
    for other in ["reader/books?a=1", "reader:", "reader:/books"] {
        assert_eq!(with(&scheme, "x-all", other), Err(RefusedKind::Malformed), "{other}");
    }
}

#[test]
fn what_is_sent_encoded_is_read_only_as_it_is_written() {
    for (text, right, wrong) in [
        (key_id().hex(), "726561646572", &["72656164657", "7265616465 72", "reader", "72656164657g"][..]),
        (identifier("shop").hex(), "3137", &["313"]),
        ((key_id() + "~").hex(), "7265616465727e", &["7265616465727E"]),
        ((key_id() + "~").upper_hex(), "7265616465727E", &["7265616465727e"]),
        (key_id().base64(), "cmVhZGVy", &["cmVhZGV", "cmVhZGVy=", "cmVhZGVy cm"]),
        ((key_id() + ">?").base64(), "cmVhZGVyPj8=", &["cmVhZGVyPj8", "cmVhZGVyPj9="]),
        ((key_id() + ">>?").base64url(), "cmVhZGVyPj4_", &["cmVhZGVyPj4/"]),
        ((key_id() + ">?").base64url(), "cmVhZGVyPj8=", &["cmVhZGVyPj8"]),
        ((key_id() + ">?").base64url_unpadded(), "cmVhZGVyPj8", &["cmVhZGVyPj8="]),
        (key_id().preceded_by("k="), "k=reader", &["reader", "k:reader"]),
        (key_id().followed_by(";"), "reader;", &["reader", "reader;x"]),
        ("k=" + key_id().after("rea"), "k=der", &["der"]),
        (key_id().unless_empty(), "reader", &[""]),
        (key_id().only_if("reader"), "reader", &["", "writer"]),
    ] {
        let scheme = built(signed().header("x-key", &text));
        assert_eq!(sent(&scheme).headers()["x-key"], right, "{text}");
        verify(&scheme, &sent(&scheme)).unwrap_or_else(|refused| panic!("{text}: {refused}"));
        for other in wrong {
            assert_eq!(with(&scheme, "x-key", other), Err(RefusedKind::Malformed), "{text}: {other}");
        }
    }
    // A percent sign may be spelled in several ways.
    let scheme = built(signed().header("x-key", (key_id() + " /+").percent_encoded()));
    for same in ["reader%20%2F%2B", "reader%20%2f%2b", "%72eader %2F+"] {
        assert_eq!(with(&scheme, "x-key", same), Ok(()), "{same}");
    }
    assert_eq!(with(&scheme, "x-key", "reader+/+"), Err(RefusedKind::Malformed));
    let scheme = built(signed().header("x-key", (key_id() + " /+").form_encoded()));
    assert_eq!((with(&scheme, "x-key", "reader+%2f%2B"), with(&scheme, "x-key", "reader%20/%2B")), (Ok(()), Ok(())));
    let scheme = built(signed().header("x-key", (key_id() + " /").path_encoded()));
    assert_eq!(
        (with(&scheme, "x-key", "reader%20/"), with(&scheme, "x-key", "reader+/")),
        (Ok(()), Err(RefusedKind::Malformed))
    );
}

#[test]
fn fields_are_read_by_name() {
    let now = time(TimeFormat::UnixSeconds);
    let some = |fields: Fields| {
        fields
            .with("key", key_id())
            .with("t", &now)
            .with("shop", identifier("shop").optional())
            .with("sig", signature())
    };
    let scheme = |fields: Fields| {
        built(Scheme::new(lines((&now, path())).hmac_sha256(secret()).hex()).header("auth", some(fields)))
    };
    let plain = scheme(fields(", ").after("Hawk "));
    let header = sent(&plain).headers()["auth"].to_str().unwrap().to_owned();
    let signature = header.rsplit_once('=').unwrap().1.to_owned();
    let with = |scheme: &Scheme, value: &str| with(scheme, "auth", &value.replace('$', &signature));
    for same in [
        "Hawk key=reader, t=1700000000, shop=17, sig=$",
        "Hawk sig=$,shop=17,t=1700000000,key=reader",
        "  Hawk   key = reader ,t =\"1700000000\",shop= \"17\" ,sig=\"$\",, x, other=\"a, key=b\"",
        "Hawk key=reader,t=1700000000,shop=17,sig=00,sig=$,sig=11",
    ] {
        assert_eq!(with(&plain, same), Ok(()), "{same}");
    }
    for other in [
        "key=reader, t=1700000000, shop=17, sig=$",
        "Hawk t=1700000000, shop=17, sig=$",
        "Hawk key=reader, shop=17, sig=$",
        "Hawk key=reader, t=1700000000, shop=17",
        "Hawk key=reader, key=reader, t=1700000000, shop=17, sig=$",
        "Hawk key=reader; t=1700000000; shop=17; sig=$",
        "Hawk KEY=reader, t=1700000000, shop=17, sig=$",
        "Hawk key=reader, t=1700000000, shop=17, shop=17, sig=$",
    ] {
        assert_eq!(with(&plain, other), Err(RefusedKind::Malformed), "{other}");
    }
    assert_eq!(with(&plain, "Hawk key=reader, t=1700000000, shop=18, sig=$"), Err(RefusedKind::Signature));
    assert_eq!(with(&plain, "Hawk key=reader, t=1700000000, sig=$"), Err(RefusedKind::Signature));
    // Up to sixteen signatures are examined.
    let many = |count: usize| format!("Hawk key=reader, t=1700000000, shop=17, {}sig=$", "sig=00, ".repeat(count - 1));
    assert_eq!((with(&plain, &many(16)), with(&plain, &many(17))), (Ok(()), Err(RefusedKind::Malformed)));
    let percent = scheme(fields("&").percent_encoded());
    assert_eq!(with(&percent, "k%65y=re%61der&t=1700000000&shop=17&sig=$"), Ok(()));
    let quoted = scheme(fields(",").quoted());
    assert_eq!(with(&quoted, "key=\"reader\",t=1700000000,shop=\"17\",sig=\"$\""), Ok(()));
    let blank = scheme(fields(" "));
    assert_eq!(with(&blank, "sig=$ key=reader t=1700000000 shop=17"), Ok(()));
}

#[test]
fn a_field_may_contain_quotes_that_the_scheme_writes() {
    let scheme = built(
        Scheme::new(path().hmac_sha256(secret()).hex())
            .header("auth", fields(",").with("key", "\"" + key_id() + "\"").with("sig", signature())),
    );
    let header = sent(&scheme).headers()["auth"].to_str().unwrap().to_owned();
    assert!(header.starts_with("key=\"reader\",sig="), "{header}");
    assert_eq!(with(&scheme, "auth", &header), Ok(()));
    assert_eq!(with(&scheme, "auth", &header.replace('"', "")), Err(RefusedKind::Malformed));
}

#[test]
fn one_of_up_to_sixteen_signatures_counts() {
    let scheme =
        built(Scheme::new(path().hmac_sha256(secret()).hex()).header("x-all", any_of(" ", "v1," + signature())));
    let own = sent(&scheme).headers()["x-all"].to_str().unwrap().to_owned();
    let after = |count: usize| with(&scheme, "x-all", &format!("{}{own}", "v1,00 ".repeat(count)));
    assert_eq!((after(0), after(15), after(16)), (Ok(()), Ok(()), Err(RefusedKind::Signature)));
    assert_eq!(with(&scheme, "x-all", &format!("v0,11 {own} v1,00")), Ok(()));
    assert_eq!(with(&scheme, "x-all", "v0,11 v2,11"), Err(RefusedKind::Malformed));
    assert_eq!(with(&scheme, "x-all", &own.replace("v1,", "v2,")), Err(RefusedKind::Malformed));
}

#[test]
fn the_case_of_hex_digits_does_not_matter_and_that_of_base64_does() {
    let of = |text: Text| built(Scheme::new(text).header("x-signature", signature()));
    let mac = || path().hmac_sha256(secret());
    for (scheme, is_hex) in [
        (of(mac().hex()), true),
        (of(mac().upper_hex()), true),
        (of(mac().hex().named("mac")), true),
        (of(mac().base64()), false),
    ] {
        let own = sent(&scheme).headers()["x-signature"].to_str().unwrap().to_owned();
        let expected = if is_hex { Ok(()) } else { Err(RefusedKind::Signature) };
        for other in [own.to_ascii_lowercase(), own.to_ascii_uppercase()].into_iter().filter(|other| *other != own) {
            assert_eq!(with(&scheme, "x-signature", &other), expected, "{scheme}");
        }
        assert_eq!(with(&scheme, "x-signature", &own[1..]), Err(RefusedKind::Signature));
        assert_eq!(with(&scheme, "x-signature", ""), Err(RefusedKind::Signature));
    }
}

#[test]
fn what_is_sent_twice_must_be_the_same() {
    let scheme = built(
        signed().header("x-key", key_id()).query("key", key_id()).header("x-once", nonce()).query("once", nonce()),
    );
    verify(&scheme, &sent(&scheme)).unwrap();
    assert_eq!(with(&scheme, "x-key", "writer"), Err(RefusedKind::Malformed));
    assert_eq!(with(&scheme, "x-once", "once-2"), Err(RefusedKind::Malformed));
    let token = built(Scheme::unsigned().header("x-a", secret()).header("x-b", secret()));
    verify(&token, &sent(&token)).unwrap();
    assert_eq!(with(&token, "x-b", "other"), Err(RefusedKind::Malformed));
    let times =
        built(signed().header("x-date", time(TimeFormat::HttpDate)).header("x-exact", time(TimeFormat::UnixMillis)));
    verify(&times, &sent(&times)).unwrap();
    assert_eq!(with(&times, "x-exact", "1700000000999"), Ok(()));
    assert_eq!(with(&times, "x-exact", "1700000001000"), Err(RefusedKind::Malformed));
    let list = signed_headers(["host"]);
    let lists = Scheme::new(list.pairs(":", "\n").hmac_sha256(secret()).hex()).header("x-signature", signature());
    let lists = built(lists.header("x-a", list.names(";")).header("x-b", list.names(",")));
    verify(&lists, &sent(&lists)).unwrap();
    assert_eq!((with(&lists, "x-a", "host;x-b"), with(&lists, "x-a", " HOST ")), (Err(RefusedKind::Malformed), Ok(())));
    assert_eq!(
        (with(&lists, "x-a", "host;host"), with(&lists, "x-a", "")),
        (Err(RefusedKind::Malformed), Err(RefusedKind::Malformed))
    );
}

#[test]
fn a_request_is_accepted_for_as_long_as_its_scheme_says() {
    let age = |scheme: SchemeBuilder, now: SystemTime| {
        let scheme = built(scheme);
        let verified = scheme.verify(&arrived(&sent(&scheme)), |_| [account()], now);
        verified
            .map(|verified| verified.until.map(|until| until.duration_since(moment()).unwrap()))
            .map_err(|refused| refused.kind())
    };
    let (old, late) = (Err(RefusedKind::Age), moment() + Duration::from_secs(1_000_000));
    assert_eq!(age(signed(), late), Ok(None));
    let timed = |format: TimeFormat| signed().header("x-time", time(format));
    let usual = || timed(TimeFormat::UnixSeconds);
    let five = Duration::from_secs(300);
    let nano = Duration::from_nanos(1);
    assert_eq!((age(usual(), moment() + five), age(usual(), moment() - five)), (Ok(Some(five)), Ok(Some(five))));
    assert_eq!((age(usual(), moment() + five + nano), age(usual(), moment() - five - nano)), (old, old));
    let short = || usual().max_age(SECOND);
    assert_eq!((age(short(), moment() + SECOND), age(short(), moment() + SECOND + nano)), (Ok(Some(SECOND)), old));
    // A time of a minute is exact enough; one of a day is at most a day off.
    let minute = || timed(TimeFormat::pattern("%Y%m%d%H%M"));
    let begin = moment() - Duration::from_secs(1_700_000_000 % 60);
    assert_eq!((age(minute(), begin + five).is_ok(), age(minute(), begin + five + nano)), (true, old));
    let day = || timed(TimeFormat::pattern("%Y%m%d"));
    let (begin, day_and_five) =
        (moment() - Duration::from_secs(1_700_000_000 % 86_400), Duration::from_secs(86_400) + five);
    assert_eq!((age(day(), begin + day_and_five).is_ok(), age(day(), begin + day_and_five + nano)), (true, old));
    // What expires is accepted until then, whatever its age; the first end counts.
    let ends = |seconds: u64| time_after(Duration::from_secs(seconds), TimeFormat::UnixSeconds);
    let signed = |text: &Text| Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature());
    let one = || signed(&ends(600)).header("x-end", ends(600));
    assert_eq!(
        (age(one(), moment() - five * 9), age(one(), moment() + SECOND * 600 - nano)),
        (Ok(Some(five * 2)), Ok(Some(five * 2)))
    );
    assert_eq!(age(one(), moment() + SECOND * 600), old);
    let both = || signed(&lines((ends(60), ends(600))));
    for two in [
        both().header("x-end", ends(600)).header("x-first", ends(60)),
        both().header("x-first", ends(60)).header("x-end", ends(600)),
    ] {
        assert_eq!((age(two.clone(), moment()), age(two, moment() + SECOND * 60)), (Ok(Some(SECOND * 60)), old));
    }
    let now = time(TimeFormat::UnixSeconds);
    let both = || signed(&lines((&now, ends(600)))).header("x-time", &now).header("x-end", ends(600));
    assert_eq!((age(both(), moment() + SECOND * 599), age(both(), moment() - five - nano)), (Ok(Some(five * 2)), old));
}

#[test]
fn what_an_end_was_written_from_is_not_needed() {
    let end = time_after(SECOND * 60, TimeFormat::UnixMillis);
    let short = time_after(SECOND * 60, TimeFormat::UnixSeconds);
    let scheme = built(
        Scheme::new(lines((short, &end)).hmac_sha256(secret()).hex())
            .header("x-end", end)
            .header("x-signature", signature()),
    );
    verify(&scheme, &sent(&scheme)).unwrap();
}

#[test]
fn what_may_be_absent_is_compared_where_it_arrives() {
    let scheme =
        built(signed().header("x-shop", identifier("shop").optional()).header("x-copy", header("x-a").optional()));
    let http = sent(&scheme);
    assert!(!http.headers().contains_key("x-copy"));
    verify(&scheme, &http).unwrap();
    assert_eq!(with(&scheme, "x-shop", "18"), Err(RefusedKind::Signature));
    assert_eq!(with(&scheme, "x-copy", "1"), Err(RefusedKind::Missing));
    let mut without = http.clone();
    without.headers_mut().remove("x-shop");
    assert_eq!(verify(&scheme, &without).unwrap_err().kind(), RefusedKind::Signature);
    let mut copied = http;
    copied.headers_mut().insert("x-a", HeaderValue::from_static("1"));
    assert_eq!(verify(&scheme, &copied).unwrap_err().kind(), RefusedKind::Signature);
    copied.headers_mut().insert("x-copy", HeaderValue::from_static("1"));
    verify(&scheme, &copied).unwrap();
}

#[test]
fn a_refusal_names_what_did_not_arrive() {
    let scheme = built(
        Scheme::new(lines((header("x-a"), header("x-b"))).hmac_sha256(secret()).hex())
            .header("x-key", key_id())
            .header("x-signature", signature()),
    );
    let refused = |request: Request| {
        let refused = scheme.verify(&request, |_| [account()], moment()).unwrap_err();
        (refused.kind(), refused.to_string())
    };
    let signed = request().header("x-key", "reader").unwrap().header("x-signature", "00").unwrap();
    assert_eq!(refused(signed.clone()), (RefusedKind::Missing, "`header(\"x-a\")` did not arrive".into()));
    assert_eq!(
        refused(signed.header("x-a", "1").unwrap()),
        (RefusedKind::Missing, "`header(\"x-b\")` did not arrive".into())
    );
    assert_eq!(refused(request()), (RefusedKind::Missing, "the header `x-key` did not arrive".into()));
    let twice = request().header("x-key", "reader").unwrap().header("X-Key", "reader").unwrap();
    assert_eq!(refused(twice), (RefusedKind::Malformed, "the header `x-key` arrived twice".into()));
    let query = built(signed_in_query());
    let twice = Request::new("GET", "https://books.example/?sign=1&a=2&sign=1").unwrap();
    let refused = query.verify(&twice, |_| [account()], moment()).unwrap_err();
    assert_eq!(refused.to_string(), "the query parameter `sign` arrived twice");
}

#[test]
fn a_signature_in_a_body_of_another_kind_did_not_arrive() {
    let scheme = || Scheme::new(path().hmac_sha256(secret()).hex());
    let post = || Request::new("POST", "https://books.example/books").unwrap();
    let proof = built(scheme().query("sign", signature()));
    let proof = proof.sign(post(), &account(), &Fresh::now()).unwrap().signature;
    let form = || post().form([("sign", &*proof)]);
    let json = || post().json(format!(r#"{{"sign":"{proof}"}}"#));
    let (in_form, in_json) = (built(scheme().form("sign", signature())), built(scheme().json("sign", signature())));
    let in_either = built(scheme().parameter("sign", signature()));
    for (scheme, request, expected) in [
        (&in_form, form(), Ok(())),
        (&in_form, json(), Err(RefusedKind::Missing)),
        (&in_json, json(), Ok(())),
        (&in_json, form(), Err(RefusedKind::Missing)),
        (&in_either, form(), Ok(())),
        (&in_either, json(), Ok(())),
        (&in_either, post().query("sign", &proof), Ok(())),
        (&in_either, form().query("sign", "00"), Ok(())),
    ] {
        let verified = scheme.verify(&request, |_| [account()], moment()).map(drop);
        assert_eq!(verified.map_err(|refused| refused.kind()), expected, "{scheme} {request:?}");
    }
}

fn signed_in_query() -> SchemeBuilder {
    Scheme::new(path().hmac_sha256(secret()).hex()).query("sign", signature())
}

#[test]
fn the_signature_is_left_out_of_what_it_signs() {
    for (text, scheme) in [
        (raw_query(), "a=1"),
        (path_and_query(), "/books?a=1"),
        (query_pairs().pairs(":", ","), "a:1"),
        (parameters().names(","), "a"),
    ] {
        let built = built(Scheme::new(text.hmac_sha256(secret()).hex()).query("sign", signature()));
        let signed = built.sign(request(), &account(), &Fresh::at(moment())).unwrap();
        assert_eq!(signed.trace.signed(), scheme.as_bytes());
        let http = signed.request.to_http().unwrap();
        verify(&built, &http).unwrap();
        // It may stand anywhere, and be spelled differently.
        let (own, signature) = http
            .uri()
            .query()
            .unwrap()
            .split_once('&')
            .map(|(own, signature)| (own.to_owned(), signature.replace("sign", "s%69gn")))
            .unwrap();
        let mut moved = http.clone();
        *moved.uri_mut() = format!("https://books.example/books?{signature}&{own}").parse().unwrap();
        verify(&built, &moved).unwrap_or_else(|refused| panic!("{text}: {refused}"));
    }
    let alone = built(Scheme::new(path_and_query().hmac_sha256(secret()).hex()).query("sign", signature()));
    let request = Request::new("GET", "https://books.example/books").unwrap();
    let signed = alone.sign(request, &account(), &Fresh::at(moment())).unwrap();
    assert_eq!(signed.trace.signed(), b"/books");
    verify(&alone, &signed.request.to_http().unwrap()).unwrap();
    let form = built(Scheme::new(form_pairs().pairs("=", "&").hmac_sha256(secret()).hex()).form("sign", signature()));
    let request = Request::new("POST", "https://books.example/books").unwrap().form([("a", "1"), ("b", "2")]);
    let signed = form.sign(request, &account(), &Fresh::at(moment())).unwrap();
    assert_eq!(signed.trace.signed(), b"a=1&b=2");
    verify(&form, &signed.request.to_http().unwrap()).unwrap();
    // An empty parameter reserves no place for it: other pairs would be signed than arrive.
    let taken = Err("the request has a parameter `sign`, which the scheme adds: remove it".to_owned());
    for text in [query_pairs().pairs("=", "&"), raw_query(), path()] {
        let scheme = built(Scheme::new(text.hmac_sha256(secret()).hex()).query("sign", signature()));
        let request = Request::new("GET", "https://books.example/?sign=&a=1").unwrap();
        let signed = scheme.sign(request, &account(), &Fresh::at(moment())).map(drop);
        assert_eq!(signed.map_err(|error| error.to_string()), taken, "{text}");
    }
    for (scheme, request) in [
        (form, Request::new("POST", "https://books.example/").unwrap().form([("sign", "")])),
        (
            built(Scheme::new(json_members().pairs("=", "&").hmac_sha256(secret()).hex()).json("sign", signature())),
            Request::new("POST", "https://books.example/").unwrap().json(r#"{"sign":""}"#),
        ),
    ] {
        let signed = scheme.sign(request, &account(), &Fresh::at(moment())).map(drop);
        assert_eq!(signed.map_err(|error| error.to_string()), taken, "{scheme}");
    }
    let header = built(signed_header_list());
    verify(&header, &sent(&header)).unwrap();
}

fn signed_header_list() -> SchemeBuilder {
    let text = headers_starting("x-").pairs(":", "\n") + "|" + header("x-signature").or("none") + "|";
    Scheme::new((text + headers(["x-signature", "x-a"]).pairs(":", "\n")).hmac_sha256(secret()).hex())
        .header("x-a", "1")
        .header("x-signature", signature())
}

#[test]
fn a_length_that_is_not_the_bodys_is_refused() {
    let scheme = built(Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()));
    let request = Request::new("POST", "https://books.example/").unwrap().bytes("abc");
    let http = scheme.sign(request, &account(), &Fresh::at(moment())).unwrap().request.to_http().unwrap();
    for (length, is_right) in [
        ("3", true),
        ("03", true),
        ("4", false),
        ("2", false),
        ("", false),
        ("3a", false),
        ("-3", false),
        ("99999999999999999999999", false),
    ] {
        let mut http = http.clone();
        http.headers_mut().insert("content-length", length.parse().unwrap());
        let expected = if is_right { Ok(()) } else { Err(RefusedKind::Malformed) };
        assert_eq!(verify(&scheme, &http).map(drop).map_err(|refused| refused.kind()), expected, "{length}");
    }
    // The length of a body that something else encoded is not known.
    let fields = arrived(&http).header("content-length", "17").unwrap().fields([("a", "b")]);
    let refused = scheme.verify(&fields, |_| [account()], moment()).unwrap_err();
    assert_eq!((refused.kind(), refused.to_string().contains("not available")), (RefusedKind::Receiver, true));
}

#[test]
fn a_memory_of_nonces_forgets_what_has_ended() {
    let nonces = NoncesInMemory::new(2);
    let at = |seconds: u64| moment() + SECOND * u32::try_from(seconds).unwrap();
    let insert = |key: &[u8], now, until| nonces.insert(key, at(now), Some(at(until))).ok();
    assert_eq!(insert(b"a", 0, 10), Some(true));
    assert_eq!(insert(b"a", 10, 20), Some(false), "it ends after its last second");
    assert_eq!(insert(b"b", 5, 15), Some(true));
    let full = nonces.insert(b"c", at(10), Some(at(20))).unwrap_err();
    assert_eq!(full.to_string(), "it already contains 2 nonces");
    assert_eq!(insert(b"a", 10, 20), Some(false), "a full memory knows what it contains");
    assert_eq!(insert(b"c", 11, 20), Some(true), "`a` is forgotten");
    assert_eq!(insert(b"b", 11, 20), Some(false));
    assert_eq!(insert(b"a", 11, 20), None);
    // Without an end, it is remembered for a day.
    let endless = NoncesInMemory::new(2);
    let insert = |now| endless.insert(b"a", at(now), None).unwrap();
    assert!(insert(0) && !insert(24 * 3_600 - 1) && insert(24 * 3_600 + 1));
}

#[test]
fn two_senders_without_a_key_id_may_use_the_same_nonce() {
    let scheme = Scheme::new(nonce().hmac_sha256(secret()).hex()).header("x-signature", signature());
    let scheme = built(scheme.header("x-once", nonce()).remembers(nonce()));
    let nonces = NoncesInMemory::new(10);
    let once = |secret: &str| {
        let account = Credentials::of_secret(secret).unwrap();
        let fresh = Fresh::at(moment()).with_nonce("once-1");
        let signed = scheme.sign(request(), &account, &fresh).unwrap().request;
        let verified = scheme.verify_once(&signed, |_| [account], moment(), &nonces);
        verified.map(drop).map_err(|refused| refused.kind())
    };
    assert_eq!(once("sesame"), Ok(()));
    assert_eq!(once("barley"), Ok(()));
    assert_eq!(once("sesame"), Err(RefusedKind::Repeated));
}

#[test]
fn two_senders_may_use_the_same_nonce() {
    let scheme = Scheme::new(nonce().hmac_sha256(secret()).hex()).header("x-signature", signature());
    let scheme = built(scheme.header("x-key", key_id()).header("x-once", nonce()).remembers(nonce()));
    let nonces = NoncesInMemory::new(10);
    let once = |key: &str| {
        let account = Credentials::new(key, "sesame").unwrap();
        let fresh = Fresh::at(moment()).with_nonce("once-1");
        let signed = scheme.sign(request(), &account, &fresh).unwrap().request;
        let verified = scheme.verify_once(&signed, |_| [account], moment(), &nonces);
        verified.map(|verified| verified.once).map_err(|refused| refused.kind())
    };
    assert_eq!(once("reader"), Ok(Some(b"once-1".to_vec())));
    assert_eq!(once("writer"), Ok(Some(b"once-1".to_vec())));
    assert_eq!(once("reader"), Err(RefusedKind::Repeated));
    let nothing = built(signed());
    let refused = nothing.verify_once(&arrived(&sent(&nothing)), |_| [account()], moment(), &nonces).unwrap_err();
    assert_eq!(refused.kind(), RefusedKind::Receiver);
    assert_eq!(verify(&nothing, &sent(&nothing)).unwrap().once, None);
}

#[test]
fn signed_headers_that_are_sorted_may_be_listed_in_any_order() {
    let list = signed_headers(["x-b", "host", "x-a"]);
    let text = list.sorted().pairs(":", ",");
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-a", "1").header("x-b", "2");
    let scheme = built(scheme.header("x-list", list.names(";")).header("x-signature", signature()));
    let signed = scheme.sign(request(), &account(), &Fresh::at(moment())).unwrap();
    assert_eq!(signed.trace.signed(), b"host:books.example,x-a:1,x-b:2");
    assert_eq!(signed.request.headers()["x-list"], "x-b;host;x-a");
    verify(&scheme, &sent(&scheme)).unwrap();
    assert_eq!(with(&scheme, "x-list", "x-a; HOST ;x-b"), Ok(()));
    assert_eq!(with(&scheme, "x-list", "x-a;x-b"), Err(RefusedKind::Signature));
}
