//! Schemes: what a trace says of each part of a string to sign.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::{Duration, UNIX_EPOCH};

use countersign::Credentials;
use countersign::auth::TracedPart;
use countersign::scheme::*;

fn account() -> Credentials {
    Credentials::new("reader", "sesame").unwrap().with("token", "canary").unwrap().with("shop", "17").unwrap()
}

fn signed(text: impl IntoText) -> SignedRequest {
    let now = time(TimeFormat::UnixSeconds);
    let end = time_after(Duration::from_secs(60), TimeFormat::UnixSeconds);
    let scheme = Scheme::new(text.into_text().hmac_sha256(secret()).hex()).header("x-time", now).header("x-end", end);
    let scheme = scheme.header("x-once", nonce()).header("x-signature", signature()).build().unwrap();
    let request = Request::new("POST", "https://books.example:8443/books?b=2&a=1").unwrap();
    let request = request.header("x-a", " A b ").unwrap().constant("action", "Buy").form([("c", "3 4")]);
    let fresh = Fresh::at(UNIX_EPOCH + Duration::from_secs(1_700_000_000)).with_nonce("once-1");
    scheme.sign(request, &account(), &fresh).unwrap()
}

/// Each part of the string to sign: its name, its origin, and its bytes.
fn parts(text: impl IntoText) -> Vec<String> {
    let signed = signed(text);
    let string = signed.trace.strings().next_back().unwrap();
    let show = |part: TracedPart<'_>| {
        let bytes = String::from_utf8_lossy(part.bytes()).into_owned();
        assert_eq!(part.bytes(), &string.bytes()[part.range()], "{}", signed.trace);
        format!("{} {:?} {bytes}", part.label(), part.origin())
    };
    string.parts().map(show).collect()
}

#[test]
fn each_part_is_named_with_its_origin() {
    let (now, end) = (time(TimeFormat::UnixSeconds), time_after(Duration::from_secs(60), TimeFormat::UnixSeconds));
    let of_request =
        lines((method(), path(), raw_query(), body(), host(), host_name(), port(), origin(), header("X-A")));
    assert_eq!(
        parts(of_request),
        [
            "method Method POST",
            "path Path /books",
            "query Query b=2&a=1",
            "body Body c=3%204",
            "host Host books.example:8443",
            "host Host books.example",
            "port Host 8443",
            "origin Host https://books.example:8443",
            "X-A Header A b",
        ]
    );
    let added = lines((
        key_id(),
        identifier("shop"),
        now,
        end,
        nonce(),
        operation_constant("action"),
        secret(),
        credential("token"),
    ));
    assert_eq!(
        parts(added),
        [
            "key id Auth reader",
            "shop Auth 17",
            "time Clock 1700000000",
            "expiry Clock 1700000060",
            "nonce Nonce once-1",
            "action Constant Buy",
            "secret Secret ",
            "token Secret ",
        ]
    );
    assert_eq!(parts(path_and_query()), ["path Path /books", "query Query b=2&a=1"]);
    assert_eq!(parts("only " + lines(("literal", "text"))), [""; 0]);
}

#[test]
fn pairs_are_named_one_by_one() {
    let all = ["b Field 2", "a Field 1", "c Field 3 4"];
    assert_eq!(parts(parameters().pairs("=", "&")), all);
    assert_eq!(parts(parameters().pairs(": ", "\n")), all);
    assert_eq!(parts(parameters().values(",")), all);
    assert_eq!(parts(parameters().sorted().pairs("=", "&")), ["a Field 1", "b Field 2", "c Field 3 4"]);
    assert_eq!(parts(parameters().percent_encoded().pairs("=", "&"))[2], "c Field 3%204");
    assert_eq!(parts(parameter("c") + parameter("a")), ["c Field 3 4", "a Field 1"]);
    // A parameter may be signed more than once.
    let twice = parameters().only(["a"]).pairs("=", "&");
    assert_eq!(parts(&twice + "|" + &twice), ["a Field 1", "a Field 1"]);
    assert_eq!(parts(lines((parameter("a"), query_pairs().pairs("=", "&")))), ["a Field 1", "b Field 2", "a Field 1"]);
    assert_eq!(parts(headers(["X-A", "host"]).pairs(":", "\n")), ["x-a Header A b", "host Header books.example:8443"]);
    let plus = no_pairs().plus("k", key_id()).plus("s", secret()).plus("t", credential("token"));
    assert_eq!(parts(plus.pairs("=", "&")), ["k Header reader", "s Secret ", "t Secret "]);
}

#[test]
fn a_part_that_is_changed_keeps_its_name() {
    assert_eq!(parts(header("x-a").lower()), ["x-a Header a b"]);
    assert_eq!(parts("[" + header("x-a").percent_encoded().upper() + "]"), ["x-a Header A%20B"]);
    assert_eq!(parts(path().skip(1).preceded_by("=")), ["path Path =books"]);
    // Several that are changed together cannot be told apart any more.
    assert_eq!(parts(lines((method(), (path() + key_id()).hex()))), ["method Method POST"]);
    assert_eq!(parts((raw_query() + path()).base64() + method()), ["method Method POST"]);
    assert_eq!(parts(("Basic " + credential("token")).base64() + method()), ["secret Secret ", "method Method POST"]);
}

#[test]
fn what_is_tried_and_left_out_leaves_no_trace() {
    assert_eq!(parts(lines(((path() + header("x-none")).optional(), method()))), ["method Method POST"]);
    assert_eq!(parts((path() + header("x-none")).or(method())), ["method Method POST"]);
    assert_eq!(parts(lines((header("x-a").then(method()), header("x-none").then(path())))), ["method Method POST"]);
    assert_eq!(parts(lines(((parameter("a") + header("x-none")).optional(), parameter("a")))), ["a Field 1"]);
    assert_eq!(
        parts(fields(",").with("p", path() + header("x-none")).with("m", method()).into_text().or(body())),
        ["body Body c=3%204"]
    );
    let optional = fields(",").with("p", (path() + header("x-none")).optional()).with("m", method());
    assert_eq!(parts(optional), ["m Method POST".replace("m M", "method M")]);
}

#[test]
fn each_string_that_is_digested_is_traced_once() {
    let canonical = lines((method(), path().sha256().hex())).named("canonical request");
    let text = lines(("v1", canonical.sha256().hex(), canonical.sha256().base64(), body().md5().hex()));
    let signed = signed(text.hmac_sha1(derived(Hash::Sha256, secret(), ("day", path()))).named("inner"));
    let strings: Vec<_> = signed.trace.strings().map(|string| (string.made(), string.label())).collect();
    assert_eq!(
        strings,
        [
            ("SHA-256", None),
            ("SHA-256", Some("canonical request")),
            ("SHA-256", Some("canonical request")),
            ("MD5", None),
            ("HMAC-SHA-1", Some("inner")),
            ("HMAC-SHA-256", Some("inner")),
        ]
    );
    let bytes: Vec<_> =
        signed.trace.strings().map(|string| String::from_utf8_lossy(string.bytes()).into_owned()).collect();
    assert_eq!((bytes[0].as_str(), bytes[3].as_str()), ("/books", "c=3%204"));
    assert!(bytes[1].starts_with("POST\n") && bytes[1].len() == 69 && bytes[4].starts_with("v1\n"), "{bytes:#?}");
    // One more than there is room for without an allocation.
    let deep = (0..9).fold(path(), |text, _| text.sha256().hex());
    assert_eq!(self::signed(deep).trace.strings().count(), 10);
}

#[test]
fn the_digest_is_described_in_words() {
    let digest = |signature: Text| {
        let scheme = Scheme::new(signature).header("x", self::signature().hex()).build().unwrap();
        let request = Request::new("GET", "https://books.example/").unwrap();
        scheme.sign(request, &account(), &Fresh::now()).unwrap().trace.digest().to_owned()
    };
    let text = || path() + secret();
    assert_eq!(digest(text().md5()), "MD5");
    assert_eq!(digest(text().sha1().hex()), "SHA-1, in lower-case hex");
    assert_eq!(digest(text().sha256().upper_hex().named("mac")), "SHA-256, in upper-case hex");
    assert_eq!(digest(text().sha384().base64()), "SHA-384, in Base64");
    assert_eq!(digest(text().sha512().hex().base64()), "SHA-512, in lower-case hex, in Base64");
    assert_eq!(digest(path().hmac_md5(secret()).hex()), "HMAC-MD5, in lower-case hex");
    assert_eq!(digest(path().hmac_sha384(secret())), "HMAC-SHA-384");
    assert_eq!(digest(path().hmac_sha512(secret()).base64url()), "path().hmac_sha512(secret()).base64url()");
}

#[test]
fn what_is_sent_is_traced_with_its_place() {
    let scheme = Scheme::new(path().hmac_sha256(secret()).hex())
        .header("x-token", credential("token"))
        .query("key", key_id())
        .form("sign", signature());
    let request = Request::new("POST", "https://books.example/").unwrap();
    let signed = scheme.build().unwrap().sign(request, &account(), &Fresh::now()).unwrap();
    let sent: Vec<_> = signed
        .trace
        .sent()
        .map(|(place, name, value)| format!("{} {name} {}", place.as_str(), value.is_some()))
        .collect();
    assert_eq!(sent, ["header x-token false", "query key true", "body sign true"]);
    assert_eq!(signed.request.target(), "/?key=reader");
    let (component, place) = signed.trace.signature().unwrap();
    assert_eq!((signed.trace.value(component), place.as_str()), (signed.signature.as_bytes(), "body"));
}
