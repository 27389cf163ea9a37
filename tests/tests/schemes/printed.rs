//! Schemes are displayed as code that creates them. `BLESS=1` writes the file that this test compiles.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

#[allow(clippy::too_many_lines, reason = "it is generated")]
#[path = "../../printed/schemes.rs"]
#[rustfmt::skip]
mod written;

use std::fmt::Write as _;
use std::time::Duration;

use countersign::scheme::*;
use countersign_tests::schemes::Case;

/// Every part, and everything that is hard to print.
fn odd() -> Vec<Scheme> {
    let everything = lines((
        ("a".into_text() + "b" + method()).upper().lower(),
        path().path_encoded().first(3).skip(1).abridged(10),
        (raw_query() + (host() + origin())).preceded_by("?").followed_by("\""),
        parameter("ü").or("none").or(operation_constant("op").optional()),
        body()
            .md5()
            .hex()
            .from_hex()
            .percent_decoded()
            .replaced("\"", "")
            .base64url()
            .from_base64()
            .base64url_unpadded(),
        body().hmac_md5(secret()).hmac_sha1("k").hmac_sha384(secret() + "x").hmac_sha512(derived(
            Hash::Sha1,
            secret(),
            ("a",),
        )),
        body().sha1() + body().sha384().form_encoded() + body().sha512().percent_encoded(),
        fields(";").into_text() + join(", ", vec!["x".into_text(); 17]),
        lines([""; 0]).named("nothing")
            + json_object().with("a\"", "b").with_json("c", json_object().into_text()).into_text().base64(),
        headers_starting("x-").lower_names().single_spaced().form_encoded().names(","),
        form_pairs()
            .only(["a", "b"])
            .except([""; 0])
            .starting("a\"")
            .without_empty()
            .merged("\n")
            .scalars()
            .json_values()
            .values(";"),
        (host_name() + ":" + port()).until(":").ending_with("/"),
        body().then(headers(["a", "b"]).or_empty().bare_when_empty().pairs("=", "&")),
        no_pairs()
            .plus("a", "b")
            .replaced("&", "\n")
            .hidden()
            .and(json_members())
            .and(fields("&").with("c", "d").quoted())
            .pairs("=", "&"),
        query_pairs().sorted_by(Order::Utf16).sorted_by(Order::IgnoringCase).sorted().pairs("\n", "\u{1f}"),
        time(TimeFormat::UnixMicros)
            + "."
            + time(TimeFormat::UnixDecimal)
            + method().only_if("PO\"ST").then(body().crc32()).unless_empty().optional(),
    ));
    let millis = Duration::from_millis(1_500);
    let scheme = Scheme::new(everything.hmac_sha256(secret() + credential("pass") + identifier("shop")).upper_hex())
        .header("x-time", time(TimeFormat::UnixNanos))
        .header("x-nonce", nonce_of("abc\"", 5))
        .query("x-expires", time_after(millis, TimeFormat::pattern("%Y%m%d%H%M%S%3f").at(-90)))
        .header("x-signature", any_of(" ", "v1," + signature()))
        .max_age(Duration::from_secs(60))
        .remembers(header("x-time"));
    let unsigned = Scheme::unsigned().header("x", secret()).json("y", "z").json_number("n", "1");
    vec![scheme.build().unwrap(), unsigned.build().unwrap(), Scheme::basic(), Scheme::none()]
}

fn all() -> Vec<Scheme> {
    Case::all().into_iter().map(|case| case.scheme).chain(odd()).collect()
}

fn file(schemes: &[Scheme]) -> String {
    let mut file = String::from("//! What schemes print. Written by `BLESS=1`.\n\nuse std::time::Duration;\n\n");
    file.push_str(
        "use countersign::scheme::*;\n\npub(crate) fn printed() -> Vec<Result<Scheme, SchemeError>> {\n    vec![\n",
    );
    for scheme in schemes {
        writeln!(file, "        {scheme},").unwrap();
    }
    file.push_str("    ]\n}\n");
    file
}

#[test]
fn the_code_that_a_scheme_prints_creates_it_again() {
    let schemes = all();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/printed/schemes.rs");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, file(&schemes)).unwrap();
        return;
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), file(&schemes), "bless it and read the difference");
    for (printed, scheme) in written::printed().into_iter().zip(&schemes) {
        assert_eq!(printed.unwrap(), *scheme);
    }
}

#[test]
fn parts_are_equal_when_they_are_made_alike() {
    let text = || lines((method(), parameters().plus("k", secret()).pairs("=", "&")));
    assert_eq!(text(), text());
    assert_ne!(text(), text().lower());
    assert_eq!(format!("{:?}", text()), text().to_string());
    let schemes = all();
    let different = schemes.iter().enumerate().all(|(index, one)| {
        schemes.iter().skip(index + 1).all(|other| (one == other) == (one.to_string() == other.to_string()))
    });
    assert!(different);
}

#[test]
fn debug_output_is_code_and_contains_no_values_of_a_request() {
    for scheme in all() {
        assert_eq!(format!("{scheme:?}"), scheme.to_string());
    }
    assert_eq!(format!("{:?}", parameters().sorted().hidden()), "parameters().sorted().hidden()");
    assert_eq!(format!("{:?}", fields(",").with("k", key_id())), r#"fields(",").with("k", key_id())"#);
    let request = Request::new("POST", "https://books.example/books?shelf=canary").unwrap();
    let request = request.header("authorization", "Bearer canary").unwrap().bytes("canary");
    assert_eq!(
        format!("{request:?}"),
        r#"Request { method: POST, host: "books.example", path: "/books", headers: ["authorization"], body_bytes: 6, .. }"#
    );
    let claimed = format!("{:?}", Scheme::bearer().read(&request).unwrap());
    assert_eq!(claimed, "Claim { key_id: None, time: None, .. }");
    let basic = Request::new("GET", "https://books.example/").unwrap();
    let basic = basic.header("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==").unwrap();
    let claimed = format!("{:?}", Scheme::basic().read(&basic).unwrap());
    assert_eq!(claimed, r#"Claim { key_id: Some("Aladdin"), time: None, .. }"#);
}
