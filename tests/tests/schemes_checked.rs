//! Schemes: what is refused when they are built, and what is warned of.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failed test says where")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::Duration;

use countersign::Credentials;
use countersign::scheme::*;

/// A scheme over a text that is sound but for what is tested.
fn signed(text: &Text) -> SchemeBuilder {
    Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature())
}

/// The only problem of a scheme: its part and its message.
#[track_caller]
fn problem(scheme: SchemeBuilder) -> (String, String) {
    let error = scheme.build().unwrap_err();
    let [only] = error.problems() else { panic!("{error}") };
    (only.part().to_owned(), only.message().to_owned())
}

#[track_caller]
fn assert_problem(scheme: SchemeBuilder, part: &str, message: &str) {
    let (found, said) = problem(scheme);
    assert!(found == part && said.contains(message), "`{found}`: {said}");
}

#[test]
fn what_only_the_signer_knows_must_be_sent() {
    let day = TimeFormat::pattern("%Y%m%d");
    let hour = Duration::from_secs(3_600);
    assert_problem(signed(&nonce()), "nonce()", "send it");
    assert_problem(signed(&uuid()), "uuid()", "send it");
    assert_problem(signed(&time(TimeFormat::UnixSeconds)), "time(TimeFormat::UnixSeconds)", "send it");
    let expiry = time_after(hour, TimeFormat::UnixSeconds);
    assert_problem(signed(&expiry), "time_after(Duration::from_secs(3600), TimeFormat::UnixSeconds)", "send it");
    let exact = signed(&time(TimeFormat::UnixMillis)).header("date", time(TimeFormat::HttpDate));
    assert_problem(exact, "time(TimeFormat::UnixMillis)", "less exactly");
    let scoped = signed(&time(TimeFormat::Iso8601)).header("x-day", time(day));
    assert_problem(scoped, "time(TimeFormat::Iso8601)", "less exactly");
    signed(&time(day)).header("date", time(TimeFormat::HttpDate)).build().unwrap();
    // A digest of a nonce does not tell the nonce.
    let hashed = signed(&nonce()).header("x-nonce", nonce().sha256().hex());
    assert!(hashed.build().unwrap_err().to_string().contains("`nonce()`"));
    let listed = signed_headers(["host"]);
    assert_problem(signed(&listed.pairs(":", "\n")), r#"signed_headers(["host"])"#, "send `.names(…)`");
}

#[test]
fn what_cannot_be_told_apart_cannot_be_sent() {
    let two = signed(&body()).header("authorization", key_id() + nonce());
    assert_problem(two, "key_id()", "nothing separates this from `nonce()`");
    let basic = signed(&body()).header("authorization", "Basic " + (key_id() + identifier("shop")).base64());
    assert_problem(basic, "key_id()", "nothing separates");
    // What a receiver knows from the rest of the request need not be told apart.
    signed(&body()).header("authorization", "u=" + origin() + path() + ";k=" + key_id()).build().unwrap();
    // A known length is enough.
    signed(&time(TimeFormat::Iso8601)).header("x", key_id() + time(TimeFormat::Iso8601)).build().unwrap();
    signed(&time(TimeFormat::Iso8601)).header("x", time(TimeFormat::Iso8601) + key_id()).build().unwrap();
}

#[test]
fn the_signature_is_sent_once_and_whole() {
    let text = body().hmac_sha256(secret()).hex();
    assert_problem(Scheme::new(&text), "signature()", "not sent");
    assert_problem(Scheme::new(&text).header("a", signature()).query("b", signature()), "signature()", "twice");
    assert_problem(Scheme::new(&text).header("a", signature().first(8)), "signature().first(8)", "only a part");
    assert_problem(
        Scheme::new(&text).header("a", signature().sha256().hex()),
        "signature().sha256().hex()",
        "only a part",
    );
    for scheme in [Scheme::new(&text).form("sign", signature()), Scheme::new(&text).json("sign", signature())] {
        assert!(problem(scheme).1.contains("covers the body as bytes"));
    }
    assert!(problem(Scheme::new(&text).parameter("sign", signature())).1.contains("covers the body as bytes"));
    assert!(problem(Scheme::unsigned().header("a", signature())).1.contains("no signature"));
    let itself = Scheme::new((body() + signature()).hmac_sha256(secret())).header("a", signature());
    assert!(problem(itself).1.contains("contain itself"));
}

#[test]
fn names_that_no_header_has_are_refused() {
    assert_problem(signed(&body()).header("x y", "1"), r#"header("x y", …)"#, "not a header name");
    assert_problem(signed(&header("ü")), r#"header("ü")"#, "not a header name");
    assert_problem(signed(&headers(["a:"]).pairs(":", "\n")), r#"headers(["a:"])"#, "not a header name");
    assert_problem(signed(&body()).header("", "1"), r#"header("", …)"#, "not a header name");
    assert_problem(signed(&body()).query("", "1"), r#"query("", …)"#, "needs a name");
    assert_problem(signed(&body()).query("a", "1").query("a", "2"), r#"query("a", …)"#, "sent twice");
    assert_problem(signed(&body()).header("a", "1").header("A", "2"), r#"header("A", …)"#, "sent twice");
}

#[test]
fn a_signature_needs_a_secret_that_no_order_gives_away() {
    let plain = Scheme::new(body().sha256().hex()).header("x-signature", signature());
    assert_problem(plain, "body().sha256().hex()", "nothing in it is secret");
    let pairs = parameters().plus("key", secret());
    let sorted = pairs.sorted_by(Order::NameThenValue);
    assert!(problem(signed(&sorted.pairs("=", "&"))).1.contains("depends on a secret"));
    assert!(problem(signed(&pairs.sorted_by(Order::Value).values("&"))).1.contains("depends on a secret"));
    signed(&pairs.sorted().pairs("=", "&")).build().unwrap();
    let hidden = fields(",").with("token", credential("token"));
    let sorted = parameters().and(&hidden).sorted_by(Order::NameThenValue).pairs("=", "&");
    assert!(problem(signed(&sorted)).1.contains("depends on a secret"));
}

#[test]
fn a_digest_is_sent_after_the_last_change() {
    let digest = || body().sha256().base64();
    let early = signed(&header("digest")).header("digest", digest()).form("nonce", "1");
    assert_problem(early, "body().sha256().base64()", "changes the body: send it later");
    signed(&header("digest")).form("nonce", "1").header("digest", digest()).build().unwrap();
    let late = Scheme::new(header("digest").hmac_sha256(secret()).hex()).header("digest", digest());
    assert!(problem(late.form("sign", signature())).1.contains("changes the body"));
    let query = signed(&header("x-query")).header("x-query", raw_query().sha256().hex()).query("v", "2");
    assert!(problem(query).1.contains("changes the query"));
}

#[test]
fn a_header_is_signed_by_name_or_copied_after_it_is_sent() {
    let now = || time(TimeFormat::UnixSeconds);
    let covered = signed_headers(["host", "x-date"]);
    let listed = |scheme: SchemeBuilder| scheme.header("x-signed", covered.names(";"));
    let early = listed(signed(&covered.pairs(":", "\n"))).header("X-Date", now());
    let list = r#"signed_headers(["host", "x-date"]).names(";")"#;
    assert_problem(early, list, "before the header `X-Date` changes the headers");
    listed(signed(&covered.pairs(":", "\n")).header("X-Date", now())).build().unwrap();
    for copied in [header("x-date"), headers(["x-date"]).values(""), headers_starting("x-d").values("")] {
        let early = signed(&copied).header("x-copy", copied.sha256().hex()).header("x-date", now());
        assert!(problem(early).1.contains("changes the headers"), "{copied}");
    }
}

#[test]
fn a_text_does_not_end_before_an_empty_string() {
    assert_problem(signed(&path().until("")), r#"path().until("")"#, "pass the text to look for");
    signed(&path().until("/")).build().unwrap();
}

#[test]
fn a_private_key_signs_outermost() {
    let inner = Scheme::new((body().ed25519() + body()).hmac_sha256(secret()).hex()).header("x", signature());
    assert!(problem(inner).1.contains("can only be the scheme's signature"));
    let hashed = Scheme::new(body().ed25519().sha256().hex()).header("x", signature());
    assert!(problem(hashed).1.contains("can only be the scheme's signature"));
    Scheme::new(body().ed25519().named("signature").hex()).header("x", signature()).build().unwrap();
}

#[test]
fn times_are_written_by_known_directives() {
    let odd = TimeFormat::pattern("%Y-%j");
    let problem = problem(signed(&body()).header("date", time(odd)));
    assert!(problem.1.contains("`%j` is not a directive"), "{problem:?}");
}

#[test]
fn all_problems_are_reported_at_once() {
    let error = Scheme::new((nonce() + body()).sha256().hex()).header("x y", "1").build().unwrap_err();
    assert_eq!(error.problems().len(), 4, "{error}");
}

fn warnings(scheme: SchemeBuilder) -> Vec<WarningKind> {
    scheme.build().unwrap().warnings().iter().map(Warning::kind).collect()
}

#[test]
fn parts_that_run_into_each_other_are_warned_of() {
    assert_eq!(warnings(signed(&(raw_query() + body()))), [WarningKind::RunTogether]);
    assert_eq!(warnings(signed(&(header("a") + header("b")))), [WarningKind::RunTogether]);
    assert_eq!(warnings(signed(&join("", (path(), raw_query())))), [WarningKind::RunTogether]);
    assert_eq!(warnings(signed(&lines((raw_query(), body())))), []);
    assert_eq!(warnings(signed(&(method() + path()))), []);
    assert_eq!(warnings(signed(&parameters().pairs("", ""))), [WarningKind::EmptySeparator]);
    assert_eq!(warnings(signed(&parameters().pairs("=", ""))), [WarningKind::EmptySeparator]);
    assert_eq!(warnings(signed(&parameters().values(""))), [WarningKind::EmptySeparator]);
    assert_eq!(warnings(signed(&parameters().pairs("=", "&"))), []);
}

#[test]
fn secrets_at_the_beginning_and_keys_that_do_not_travel_are_warned_of() {
    let continued = Scheme::new((secret() + body()).sha256().hex()).header("x", signature());
    assert_eq!(warnings(continued), [WarningKind::SecretFirst]);
    let around = Scheme::new((secret() + body() + secret()).md5().hex()).header("x", signature());
    assert_eq!(warnings(around), []);
    let last = Scheme::new((body() + secret()).sha256().hex()).header("x", signature());
    assert_eq!(warnings(last), []);
    assert_eq!(warnings(signed(&lines((key_id(), body())))), [WarningKind::KeyIdNotSent]);
    assert_eq!(warnings(signed(&lines((key_id(), body()))).header("x-key", key_id())), []);
}

#[test]
fn credentials_that_cannot_be_read_back_are_refused() {
    let request = || Request::new("GET", "https://vendor.example/").unwrap();
    let sign = |scheme: SchemeBuilder, key: &str| {
        let credentials = Credentials::new(key, "sesame").unwrap();
        scheme
            .build()
            .unwrap()
            .sign(request(), &credentials, &Fresh::now())
            .map(drop)
            .map_err(|error| error.to_string())
    };
    let scoped = || signed(&path()).header("authorization", "Key " + key_id() + ":" + identifier("x").optional());
    assert_eq!(sign(scoped(), "reader"), Ok(()));
    let error = sign(scoped(), "rea:der").unwrap_err();
    assert!(error.contains("the key id contains `:`"), "{error}");
    let quoted = || signed(&path()).header("authorization", fields(",").quoted().with("key", key_id()));
    assert_eq!(sign(quoted(), "rea,der"), Ok(()));
    assert!(sign(quoted(), "rea\"der").unwrap_err().contains("contains `\"`"));
    let bare = || signed(&path()).header("authorization", fields(", ").with("key", key_id()));
    assert!(sign(bare(), "rea,der").unwrap_err().contains("contains `,`"));
}

#[test]
fn a_body_of_another_kind_than_the_signed_one_is_listed_as_uncovered() {
    let uncovered = |text: &Text| signed(text).build().unwrap().uncovered().join(", ");
    assert!(uncovered(&form_pairs().pairs("=", "&")).contains("body that is not a form"));
    assert!(uncovered(&json_members().pairs("=", "&")).contains("body that is not JSON"));
    for all in [parameters().pairs("=", "&"), body(), lines((form_pairs().pairs("=", "&"), body()))] {
        assert!(!uncovered(&all).contains("body"), "{all}");
    }
}
