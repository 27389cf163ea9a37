//! Schemes: what each step writes. The signer writes the string, and the verifier computes it from what arrived.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::SystemTime;

use countersign::Credentials;
use countersign::scheme::*;

const SENTENCE: &str = "The quick brown fox jumps over the lazy dog";

fn account() -> Credentials {
    Credentials::new("reader", "sesame").unwrap().with("shop", "17").unwrap()
}

fn post() -> Request {
    Request::new("POST", "https://books.example/books").unwrap()
}

fn query(query: &str) -> Request {
    Request::new("GET", &format!("https://books.example/?{query}")).unwrap()
}

/// The string that is signed for a request, if there is one. The request must verify as it arrives.
fn written(text: impl IntoText, request: Request) -> Result<String, String> {
    let scheme = Scheme::new(text.into_text().hmac_sha256(secret()).hex()).header("x-signature", signature());
    let scheme = scheme.build().unwrap_or_else(|error| panic!("{error}"));
    let signed = scheme.sign(request.clone(), &account(), &Fresh::now()).map_err(|error| error.to_string());
    let verify = |request: &Request| scheme.verify(request, |_| [account()], SystemTime::now()).map(drop);
    let signed = match signed {
        Ok(signed) => signed,
        Err(error) => {
            // What cannot be signed is not accepted either.
            verify(&request.header("x-signature", "00").unwrap()).unwrap_err();
            return Err(error);
        }
    };
    let http = signed.request.to_http().unwrap();
    let arrived = Request::received(&http, "https://books.example").unwrap();
    verify(&arrived).unwrap_or_else(|refused| panic!("{scheme}: {refused}\n{}", signed.trace));
    Ok(String::from_utf8(signed.trace.signed().to_vec()).unwrap())
}

/// What a step makes of bytes.
fn made(step: impl Fn(Text) -> Text, bytes: impl Into<Vec<u8>>) -> Result<String, String> {
    written(step(body()), post().bytes(bytes.into()))
}

#[track_caller]
fn assert_made(step: impl Fn(Text) -> Text, table: &[(&str, &str)]) {
    for (bytes, expected) in table {
        assert_eq!(made(&step, *bytes).as_deref(), Ok(*expected), "{}: {bytes}", step(body()));
    }
}

#[test]
fn encodings() {
    let odd = || b"\x00\x3e\xbf\xff".to_vec();
    assert_eq!(made(|text| text.hex(), odd()).unwrap(), "003ebfff");
    assert_eq!(made(|text| text.upper_hex(), odd()).unwrap(), "003EBFFF");
    assert_eq!(made(|text| text.base64(), odd()).unwrap(), "AD6//w==");
    assert_eq!(made(|text| text.base64url(), odd()).unwrap(), "AD6__w==");
    assert_eq!(made(|text| text.base64url_unpadded(), odd()).unwrap(), "AD6__w");
    assert_made(
        |text| text.base64(),
        &[("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")],
    );
    assert_made(|text| text.base64url_unpadded(), &[("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v")]);
    let ascii: String = (' '..='~').collect::<String>() + "ü\n";
    let letters =
        |text: &str| text.replace("[A]", "ABCDEFGHIJKLMNOPQRSTUVWXYZ").replace("[a]", "abcdefghijklmnopqrstuvwxyz");
    let percent = "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C-.%2F0123456789%3A%3B%3C%3D%3E%3F%40[A]%5B%5C%5D%5E_%60[a]%7B%7C%7D~%C3%BC%0A";
    assert_made(|text| text.percent_encoded(), &[(&ascii, &letters(percent))]);
    assert_made(|text| text.path_encoded(), &[(&ascii, &letters(&percent.replace("%2F", "/")))]);
    let form = percent.replace("%20", "+").replace("%2A", "*").replace('~', "%7E");
    assert_made(|text| text.form_encoded(), &[(&ascii, &letters(&form))]);
    assert_made(|text| text.lower(), &[("aBCzZ09[ÄÜ", "abczz09[ÄÜ")]);
    assert_made(|text| text.upper(), &[("abCzZ09{äü", "ABCZZ09{äü")]);
}

#[test]
fn decodings() {
    assert_made(
        |text| text.from_base64(),
        &[("", ""), ("Zg==", "f"), ("Zg", "f"), ("Zm9vYg==", "foob"), ("fz4_", "\u{7f}>?"), ("fz4/", "\u{7f}>?")],
    );
    assert_made(|text| text.from_hex(), &[("", ""), ("666F6f", "foo"), ("7a4a", "zJ")]);
    assert_made(
        |text| text.percent_decoded(),
        &[("a%20b+c%2Bd%C3%bc", "a b+c+dü"), ("%", "%"), ("%4", "%4"), ("%4x%x4%41", "%4x%x4A")],
    );
    for wrong in ["Z", "Zm9vY", "Zh==", "Zm9=", "Z g=", "Zg==Zg=="] {
        assert!(made(|text| text.from_base64(), wrong).is_err(), "{wrong}");
    }
    for wrong in ["6", "666", "6g", "g6", "0x66", " 66"] {
        assert!(made(|text| text.from_hex(), wrong).is_err(), "{wrong}");
    }
}

#[test]
fn cutting_and_replacing() {
    assert_made(|text| text.first(3), &[("", ""), ("ab", "ab"), ("abc", "abc"), ("abcd", "abc")]);
    assert_made(|text| text.skip(3), &[("", ""), ("ab", ""), ("abc", ""), ("abcd", "d")]);
    assert_made(|text| text.after("v1,"), &[("v1,", ""), ("v1,v1,a", "v1,a")]);
    assert!(made(|text| text.after("v1,"), "v1;a").is_err());
    assert_made(|text| text.until(", "), &[(", ", ""), ("a,b, c, d", "a,b")]);
    assert!(made(|text| text.until(", "), "a,b").is_err());
    assert_made(|text| text.ending_with("/"), &[("", "/"), ("a", "a/"), ("a/", "a/"), ("a//", "a//")]);
    assert_made(|text| text.replaced("aa", "b"), &[("", ""), ("aaa", "ba"), ("aaaa", "bb"), ("aba", "aba")]);
    assert_made(|text| text.replaced("a", "aa"), &[("banana", "baanaanaa")]);
    assert_made(|text| text.replaced("", "x"), &[("ab", "ab")]);
    assert_made(|text| text.preceded_by("?"), &[("", ""), ("a", "?a")]);
    assert_made(|text| text.followed_by("\n"), &[("", ""), ("a", "a\n")]);
}

#[test]
fn abridging_counts_characters() {
    let table = [
        ("", ""),
        ("a", "a"),
        ("abcd", "abcd"),
        ("abcde", "ab5de"),
        ("äöüß€", "äö5ß€"),
        ("e\u{301}😀😀x", "e\u{301}5😀x"),
    ];
    assert_made(|text| text.abridged(2), &table);
    assert_made(|text| text.abridged(0), &[("", ""), ("ab", "2")]);
    assert_made(|text| text.abridged(usize::MAX), &[("ab", "ab")]);
    assert!(made(|text| text.abridged(2), b"\xff\xff".to_vec()).is_err());
}

#[test]
fn conditions() {
    assert_made(|text| text.only_if("ab"), &[("ab", "ab")]);
    assert_made(|text| text.only_if("ab").then("yes"), &[("ab", "yes"), ("a", ""), ("abc", ""), ("", "")]);
    assert_made(|text| text.unless_empty().or("none"), &[("", "none"), (" ", " ")]);
    assert_made(|text| "[" + ("d=" + text.unless_empty()).optional() + "]", &[("", "[]"), ("1", "[d=1]")]);
    for absent in [made(|text| text.only_if("ab"), "ba"), made(|text| text.unless_empty(), "")] {
        assert!(absent.is_err(), "{absent:?}");
    }
}

#[test]
fn a_header_is_not_sent_when_its_text_would_be_empty() {
    let digest = body().then("sha-256=" + body().sha256().base64()).unless_empty().optional();
    let text = lines((method(), digest.clone()));
    let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("digest", digest).header("x", signature());
    let scheme = scheme.build().unwrap();
    for (bytes, expected) in [("", None), ("a", Some("sha-256=ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="))] {
        let signed = scheme.sign(post().bytes(bytes), &account(), &Fresh::now()).unwrap();
        let http = signed.request.to_http().unwrap();
        assert_eq!(http.headers().get("digest").map(|digest| digest.to_str().unwrap()), expected);
        let arrived = Request::received(&http, "https://books.example").unwrap();
        scheme.verify(&arrived, |_| [account()], SystemTime::now()).unwrap();
        if expected.is_none() {
            let more = arrived.header("digest", "sha-256=").unwrap();
            scheme.verify(&more, |_| [account()], SystemTime::now()).unwrap_err();
        }
    }
}

#[test]
fn digests_and_macs() {
    assert_made(
        |text| text.crc32(),
        &[(SENTENCE, "1095738169"), ("", "0"), ("\0", "3523407757"), ("123456789", "3421780262")],
    );
    assert_made(|text| text.md5().hex(), &[(SENTENCE, "9e107d9d372bb6826bd81d3542a419d6")]);
    assert_made(|text| text.sha1().hex(), &[(SENTENCE, "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12")]);
    assert_made(
        |text| text.sha256().hex(),
        &[(SENTENCE, "d7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592")],
    );
    assert_made(|text| text.sha384().hex().first(16), &[(SENTENCE, "ca737f1014a48f4c")]);
    assert_made(|text| text.sha512().hex().first(16), &[(SENTENCE, "07e547d9586f6a73")]);
    assert_made(|text| text.hmac_md5("key").hex(), &[(SENTENCE, "80070713463e7749b90c2dc24911e275")]);
    assert_made(|text| text.hmac_sha1("key").hex(), &[(SENTENCE, "de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9")]);
    assert_made(|text| text.hmac_sha256("key").hex().first(16), &[(SENTENCE, "f7bc83f430538424")]);
    assert_made(|text| text.hmac_sha384("key").hex().first(16), &[(SENTENCE, "d7f4727e2c0b39ae")]);
    assert_made(|text| text.hmac_sha512("key").hex().first(16), &[(SENTENCE, "b42af09057bac1e2")]);
}

#[test]
fn a_digest_of_digests_may_be_deep() {
    let deep = |depth: usize| (0..depth).fold(path(), |text, step| text.sha256().hex() + step.to_string());
    let all: Vec<String> = (0..20).map(|depth| written(lines((deep(depth), deep(depth))), post()).unwrap()).collect();
    assert!(all.iter().enumerate().all(|(index, one)| !all[..index].contains(one)), "{all:#?}");
}

#[test]
fn what_is_absent_is_left_out_or_refused() {
    let some = || post().header("x-a", "1").unwrap().header("x-empty", "").unwrap();
    let of = |text: Text| written(text, some());
    assert_eq!(of("[" + header("x-b").optional() + "]").unwrap(), "[]");
    assert_eq!(
        of("[" + header("x-b").or("none") + header("x-empty").or(path()) + header("x-a").or("none") + "]").unwrap(),
        "[none/books1]"
    );
    assert_eq!(
        of("[" + header("x-a").then("yes") + header("x-b").then("no") + header("x-empty").then("no") + "]").unwrap(),
        "[yes]"
    );
    assert_eq!(of(join("|", (header("x-b").optional(), header("x-a"), header("x-b").or("")))).unwrap(), "|1|");
    // One part that is absent makes the whole absent.
    assert_eq!(of("[" + ("b=" + header("x-b")).optional() + "]").unwrap(), "[]");
    assert_eq!(of("[" + join("", ("b", header("x-b").sha256().hex())).or("none") + "]").unwrap(), "[none]");
    for absent in [
        header("x-b"),
        "b" + header("x-b"),
        lines((path(), header("x-b").hex())),
        header("x-b").named("b"),
        header("x-b").or(header("x-c")),
        header("x-b").hmac_sha256("k"),
        path().hmac_sha256(header("x-b")),
        path().hmac_sha256(derived(Hash::Sha256, header("x-b"), ("a",))),
        path().hmac_sha256(derived(Hash::Sha256, "k", ("a", header("x-b")))),
        header("x-a").then(header("x-b")),
        parameter("b"),
        operation_constant("b"),
        identifier("till"),
    ] {
        let error = of(absent.clone()).unwrap_err();
        assert!(
            error.contains("`header(\"x-b\")`")
                || ["parameter", "operation", "identifier"].iter().any(|name| error.contains(name))
                || error.contains("x-c"),
            "{absent}: {error}"
        );
    }
}

#[test]
fn fields_are_written_one_after_another() {
    let written = |fields: Fields| written(fields, post().header("x-a", "a b\"").unwrap()).unwrap();
    let some = |fields: Fields| fields.with("a", header("x-a")).with("b c", header("x-b").optional()).with("d", path());
    assert_eq!(written(some(fields(", "))), "a=a b\", d=/books");
    assert_eq!(written(some(fields(",").after("Hawk ").quoted())), "Hawk a=\"a b\"\",d=\"/books\"");
    assert_eq!(written(some(fields("&").percent_encoded())), "a=a%20b%22&d=%2Fbooks");
    assert_eq!(written(fields(",").percent_encoded().quoted().with("b c", "d e")), "b%20c=\"d%20e\"");
    assert_eq!(written(fields(",").with("b", header("x-b").optional()).with("c", "d")), "c=d");
}

#[test]
fn pairs_are_changed_step_by_step_in_the_order_written() {
    let of = |pairs: Pairs| written(pairs.pairs("=", "&"), query("b=2&A=&a=1+%26&b=1&c=x%20%20%20y")).unwrap();
    let all = || query_pairs();
    assert_eq!(of(all()), "b=2&A=&a=1 &&b=1&c=x   y");
    assert_eq!(of(all().except(["b", "A"])), "a=1 &&c=x   y");
    assert_eq!(of(all().only(["b", "A", "x"])), "b=2&A=&b=1");
    assert_eq!(of(all().without_empty().only(["A", "a"])), "a=1 &");
    assert_eq!(of(all().only(["A", "b"]).bare_when_empty()), "b=2&A&b=1");
    assert_eq!(of(all().lower_names().only(["a"])), "a=&a=1 &");
    assert_eq!(of(all().only(["c"]).single_spaced()), "c=x y");
    assert_eq!(of(all().only(["a", "c"]).replaced("x ", "1&").replaced("&", "_")), "a=1 _&c=1_  y");
    assert_eq!(of(no_pairs().plus("x", "y").replaced("x", "z").replaced("y", "z")), "x=z");
    assert_eq!(of(all().only(["a", "c"]).percent_encoded()), "a=1%20%26&c=x%20%20%20y");
    assert_eq!(of(all().only(["a", "c"]).form_encoded()), "a=1+%26&c=x+++y");
    assert_eq!(of(all().only(["a"]).percent_encoded().percent_encoded()), "a=1%2520%2526");
    assert_eq!(of(all().only(["a"]).form_encoded().lower_names().percent_encoded()), "a=1%2B%2526");
    assert_eq!(of(all().only(["b"]).plus("k", key_id()).plus("m", method())), "b=2&b=1&k=reader&m=GET");
    assert_eq!(of(all().only(["b"]).plus("s", identifier("shop")).plus("t", header("x-b").optional())), "b=2&b=1&s=17");
    assert_eq!(of(all().plus("b", "0").only(["b"])), "b=2&b=1&b=0");
    assert_eq!(of(all().only(["b"]).plus("A", "0")), "b=2&b=1&A=0");
    assert_eq!(
        of(all().only(["b"]).and(fields(",").with("x", "y").with("s", header("x-b").optional()))),
        "b=2&b=1&x=y"
    );
    assert_eq!(of(no_pairs().plus("x", "y").and(all().only(["b"]).sorted_by(Order::Value))), "x=y&b=1&b=2");
    assert_eq!(of(no_pairs()), "");
    let secret = all().only(["b"]).plus("key", secret()).pairs("=", "&");
    assert_eq!(written(secret, query("b=1&a=2")).unwrap(), "b=1&key=");
}

#[test]
fn pairs_are_selected_by_the_beginnings_of_their_names() {
    let of = |pairs: Pairs| written(pairs.pairs("=", "&"), query("vk_b=2&VK_c=3&vk_=1&a=vk_&vk=0")).unwrap();
    assert_eq!(of(query_pairs().starting("vk_")), "vk_b=2&vk_=1");
    assert_eq!(of(query_pairs().lower_names().starting("vk_").sorted()), "vk_=1&vk_b=2&vk_c=3");
    assert_eq!(of(query_pairs().starting("")), of(query_pairs()));
    assert_eq!(of(query_pairs().starting("x")), "");
}

#[test]
fn values_of_one_name_are_merged() {
    let of = |pairs: Pairs| written(pairs.pairs("=", "&"), query("b=2&a=1&b=&b=1%2C&c")).unwrap();
    assert_eq!(of(query_pairs().merged(",")), "b=2,,1,&a=1&c=");
    assert_eq!(of(query_pairs().percent_encoded().merged(", ").sorted()), "a=1&b=2, , 1%2C&c=");
    assert_eq!(of(query_pairs().merged(",").percent_encoded()), "b=2%2C%2C1%2C&a=1&c=");
    assert_eq!(of(query_pairs().sorted_by(Order::NameThenValue).merged("")), "a=1&b=1,2&c=");
    assert_eq!(of(query_pairs().lower_names().plus("A", "x").lower_names().merged("|")), "b=2||1,&a=1|x&c=");
    let all = query_pairs().plus("b", secret()).merged(",").pairs("=", "&");
    // The merged value is secret as a whole.
    assert_eq!(written(all, query("b=2&a=1")).unwrap(), "b=&a=1");
    let empty = query_pairs().bare_when_empty().merged("").pairs("=", "&");
    assert_eq!(written(empty, query("b=&a=&b=&a=1")).unwrap(), "b&a=1");
    let scheme = Scheme::new(query_pairs().merged(",").pairs("=", "&").hmac_sha256(secret()).hex());
    let scheme = scheme.query("sign", signature()).build().unwrap();
    let signed = scheme.sign(query("b=2&a=1&b=3"), &account(), &Fresh::now()).unwrap();
    // The trace knows that both values are signed.
    let sent =
        signed.trace.components().iter().filter(|each| each.place().is_some() && signed.trace.name(each) != "sign");
    assert_eq!(sent.map(countersign::param::Component::is_signed).collect::<Vec<_>>(), [true; 3]);
    for (from, to) in [("b=2&a=1&b=3", "b=3&a=1&b=2"), ("b=3", "b=4"), ("b=2&", "")] {
        let url = format!("https://books.example{}", signed.request.target());
        assert!(url.contains(from));
        let other = Request::new("GET", &url.replace(from, to)).unwrap();
        scheme.verify(&other, |_| [account()], SystemTime::now()).unwrap_err();
    }
}

#[test]
fn values_are_written_as_json() {
    let json = r#"{"s":"a\u00fc\"\\/","n":1.50,"o":{"b": [1]},"l":[ 1 ],"t":true,"z":null,"e":"","x":"1"}"#;
    let of = |pairs: Pairs, request: Request| written(pairs.json_values().pairs("=", ";"), request);
    let all = r#"s="aü\"\\/";n=1.50;o={"b": [1]};l=[ 1 ];t=true;z=null;e="";x="1""#;
    assert_eq!(of(json_members(), post().json(json)).unwrap(), all);
    assert_eq!(of(parameters(), post().json(json)).unwrap(), all);
    let inside = post().json(format!("{{\"in\":{json}}}"));
    assert_eq!(of(json_members_of("/in"), inside).unwrap(), all);
    // Elsewhere, and what the scheme adds, is a string.
    assert_eq!(of(query_pairs(), query("n=1&t=true&s=%22")).unwrap(), r#"n="1";t="true";s="\"""#);
    assert_eq!(of(json_members().only(["n"]).plus("n", "1"), post().json(json)).unwrap(), r#"n=1.50;n="1""#);
    assert_eq!(of(json_members().only(["n", "e"]).json_values(), post().json(json)).unwrap(), r#"n=1.50;e="\"\"""#);
    assert_eq!(of(query_pairs().replaced("a", "\n"), query("n=ab")).unwrap(), r#"n="\nb""#);
    let error = of(query_pairs(), query("n=%FF")).unwrap_err();
    assert!(error.contains("not UTF-8"), "{error}");
}

#[test]
fn pairs_are_written_as_names_and_values() {
    let of = |text: Text| written(text, query("b=2&a&c=")).unwrap();
    assert_eq!(of(query_pairs().names(";")), "b;a;c");
    assert_eq!(of(query_pairs().values(",")), "2,,");
    assert_eq!(of(query_pairs().pairs("", "")), "b2ac");
    assert_eq!(of(query_pairs().pairs(": ", "\n")), "b: 2\na: \nc: ");
    assert_eq!(of(query_pairs().bare_when_empty().pairs(": ", ", ")), "b: 2, a, c");
    assert_eq!(of(query_pairs().bare_when_empty().values(",")), "2,,");
    assert_eq!(of("[" + query_pairs().only(["x"]).pairs("=", "&") + "]"), "[]");
    // Every string may be written twice.
    assert_eq!(of(query_pairs().pairs("=", "&") + "|" + query_pairs().pairs("=", "&")), "b=2&a=&c=|b=2&a=&c=");
}

#[test]
fn orders() {
    let of = |order: Order, pairs: &str| written(query_pairs().sorted_by(order).pairs("=", "&"), query(pairs)).unwrap();
    let names = "b=1&B=1&a=2&ab=1&a=1&%C3%BC=1&abcdefghi=2&abcdefghi=1&abcdefgh=3&=4";
    assert_eq!(of(Order::Name, names), "=4&B=1&a=2&a=1&ab=1&abcdefgh=3&abcdefghi=2&abcdefghi=1&b=1&ü=1");
    assert_eq!(of(Order::NameThenValue, names), "=4&B=1&a=1&a=2&ab=1&abcdefgh=3&abcdefghi=1&abcdefghi=2&b=1&ü=1");
    assert_eq!(of(Order::IgnoringCase, names), "=4&a=2&a=1&ab=1&abcdefgh=3&abcdefghi=2&abcdefghi=1&B=1&b=1&ü=1");
    assert_eq!(of(Order::Value, names), "B=1&a=1&ab=1&abcdefghi=1&b=1&ü=1&a=2&abcdefghi=2&abcdefgh=3&=4");
    assert_eq!(
        of(Order::Joined("~"), "a=2&a=1&ab=1&a~a=0"),
        "ab=1&a~a=0&a=1&a=2".replace("a~a=0&a=1&a=2", "a=1&a=2&a~a=0")
    );
    // In UTF-16, what lies beyond it is a pair of surrogates, which come before U+FF5E; as bytes, it comes after.
    let wide = "%F0%9F%98%80=1&%EF%BD%9E=2&z=3&abcdefgh%F0%9F%98%80=1&abcdefgh%EF%BD%9E=2";
    assert_eq!(of(Order::Name, wide), "abcdefgh\u{ff5e}=2&abcdefgh😀=1&z=3&\u{ff5e}=2&😀=1");
    assert_eq!(of(Order::Utf16, wide), "abcdefgh😀=1&abcdefgh\u{ff5e}=2&z=3&😀=1&\u{ff5e}=2");
    assert_eq!(of(Order::Utf16, names), of(Order::Name, names));
    assert_eq!(of(Order::Joined(""), "a%F0%9F%98%80=1&a=%EF%BD%9E"), "a😀=1&a=\u{ff5e}");
}

#[test]
fn headers_are_pairs_too() {
    let request = || {
        let request = post().header("x-b", " 2 ").unwrap().header("x-a", "1").unwrap().header("x-b", "3").unwrap();
        request.header("y", "4").unwrap().header("x-empty", "").unwrap()
    };
    let of = |text: Text| written(text, request()).unwrap();
    assert_eq!(of(header("X-B")), "2, 3");
    assert_eq!(of(headers(["X-B", "x-none", "x-a", "Host"]).pairs(":", "\n")), "x-b:2,3\nx-a:1\nhost:books.example");
    assert_eq!(of(headers(["x-b", "x-none", "x-a", "z"]).or_empty().pairs(":", "\n")), "x-b:2,3\nx-none:\nx-a:1\nz:");
    assert_eq!(of(headers(["x-none", "x-b"]).or_empty().values("|")), "|2,3");
    assert_eq!(of(headers_starting("X-").pairs(":", "\n")), "x-a:1\nx-b:2,3\nx-empty:");
    assert_eq!(of(headers_starting("x-").without_empty().names(";")), "x-a;x-b");
}

#[test]
fn members_are_written_as_they_stand() {
    let json = r#"{"s":"a\u00fc\"","n":1.50,"o":{"b": [1]},"l":[ 1 ],"t":true,"z":null,"e":""}"#;
    let of = |pairs: Pairs| written(pairs.pairs("=", "&"), post().json(json)).unwrap();
    assert_eq!(of(json_members()), "s=aü\"&n=1.50&o={\"b\": [1]}&l=[ 1 ]&t=true&z=null&e=");
    assert_eq!(of(json_members().scalars()), "s=aü\"&n=1.50&t=true&z=null&e=");
    assert_eq!(of(parameters().scalars().without_empty().only(["z", "e", "o"])), "z=null");
    let texts = post().json(r#"{"a":"{1}","b":"[2]"}"#);
    assert_eq!(written(json_members().scalars().pairs("=", "&"), texts).unwrap(), "a={1}&b=[2]");
    let of = |name: &str| written("[" + parameter(name) + "]", post().query("q", "1").json(json)).unwrap();
    assert_eq!(
        (of("q"), of("s"), of("o"), of("e")),
        ("[1]".into(), "[aü\"]".into(), "[{\"b\": [1]}]".into(), "[]".into())
    );
    let twice = written(parameter("s"), post().query("s", "1").json(json)).unwrap_err();
    assert_eq!(twice, "duplicate parameter `s`");
}

#[test]
fn a_constant_of_the_operation_is_signed_and_not_sent() {
    let scheme =
        Scheme::new((operation_constant("action") + "/" + path()).hmac_sha256(secret()).hex()).header("x", signature());
    let scheme = scheme.build().unwrap();
    let request = |action: &str| post().constant("other", "Sell").constant("action", action);
    let signed = scheme.sign(request("Buy"), &account(), &Fresh::now()).unwrap();
    assert_eq!(signed.trace.signed(), b"Buy//books");
    assert!(!format!("{:?}", signed.request.to_http().unwrap()).contains("Buy"));
    let arrived = || Request::received(&signed.request.to_http().unwrap(), "https://books.example").unwrap();
    let verify = |request: &Request| {
        scheme.verify(request, |_| [account()], SystemTime::now()).map(drop).map_err(|refused| refused.kind())
    };
    assert_eq!(verify(&arrived().constant("action", "Buy")), Ok(()));
    assert_eq!(verify(&arrived().constant("action", "Sell")), Err(RefusedKind::Signature));
    assert_eq!(verify(&arrived()), Err(RefusedKind::Missing));
}
