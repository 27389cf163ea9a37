//! The signing trace of a request that was prepared but not sent, as a table and as JSON.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use api_1688::Md5Sorted;
use api_1688::{KeywordSearch, Language};
use countersign::auth::{Fingerprint, SigningTrace};
use countersign::param::Origin;
use countersign::scheme::{Scheme, path, secret, signature};
use countersign::{Credentials, Secret};
use countersign_tests::requests::{SECRET, account, create_order, prepare, simplified, upload_image, whole_body};
use md5::Digest as _;
use unicode_width::UnicodeWidthStr as _;

fn search(keyword: &str) -> KeywordSearch {
    KeywordSearch::builder().keyword(keyword).country(Language::English).page_size(20).begin_page(3).build()
}

fn trace(keyword: &str) -> SigningTrace {
    prepare(simplified(), &search(keyword)).trace
}

/// The first eight hex digits of the secret's SHA-256, computed here.
fn fingerprint() -> String {
    sha2::Sha256::digest(SECRET).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_trace_prints_as_a_table_then_the_string_the_digest_and_the_signature() {
    let string = "appKey=k2046747647&beginPage=3&country=en&keyword=连衣裙\\n夏&pageSize=20&secret=";
    let sign: String = md5::Md5::digest(format!("{}{SECRET}", string.replace("\\n", "\n")))
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    let secret = format!("<secret {}, 23 bytes>", fingerprint());
    let expected = format!(
        "\
keyword_search signed by md5-sorted
  order  parameter  origin     bytes  signed  in     value
  1      appKey     auth       11     7..18   query  k2046747647
  2      beginPage  field      1      29..30  query  3
  3      country    field      2      39..41  query  en
  4      keyword    field      13     50..63  query  连衣裙\\n夏
  5      pageSize   default    2      73..75  query  20
  6      secret     secret     23     83..83  -      {secret}
  -      sign       signature  32     -       query  {sign}
string     {string}{secret}
digest     MD5, in upper-case hex
signature  {sign}, sent as `sign` in the query"
    );
    assert_eq!(trace("连衣裙\n夏").to_string(), expected);
}

#[test]
fn every_range_is_that_of_the_value_in_the_signed_string() {
    for trace in [
        trace("a=b&c"),
        prepare(whole_body(), &create_order("T-1")).trace,
        prepare(simplified(), &upload_image()).trace,
    ] {
        let mut signed = 0;
        for component in trace.components() {
            if let Some(range) = trace.signed_range(component) {
                assert_eq!(&trace.signed()[range], trace.value(component), "{}", trace.name(component));
                signed += 1;
            }
        }
        assert!(signed > 2, "{trace}");
    }
}

#[test]
fn origins_tell_fields_defaults_keys_and_times_apart() {
    let trace = prepare(simplified(), &create_order("T-1")).trace;
    let origin = |name: &str| {
        let component = trace.components().iter().find(|component| trace.name(component) == name).unwrap();
        trace.origin(component)
    };
    assert_eq!(origin("thirdOrderId"), Origin::Field);
    assert_eq!(origin("appKey"), Origin::Auth);
    assert_eq!(origin("requestTime"), Origin::Clock);
    assert_eq!(origin("sign"), Origin::Signature);
    assert_eq!(origin("secret"), Origin::Secret);
    let trace = self::trace("x");
    let page_size = trace.components().iter().find(|component| trace.name(component) == "pageSize").unwrap();
    assert_eq!(trace.origin(page_size), Origin::Default);
}

#[test]
fn columns_line_up_as_a_terminal_shows_them() {
    // The value column begins in the same cell of every row, whatever the width of the names before it.
    let trace = prepare(Md5Sorted::default(), &search("x")).trace.to_string();
    let cells = |line: &str, word: &str| line.split(word).next().unwrap().width();
    let rows: Vec<&str> = trace.lines().skip(1).take(8).collect();
    let column = cells(rows[0], "value");
    for (row, value) in rows[1..].iter().zip(["k2046747647", "3", "en", "x", "20"]) {
        assert_eq!(row[..].width() - value.width(), column, "{row}");
    }
    // A long value is truncated by cells rather than characters, so that it stays in its column.
    let long = "连衣裙👗".repeat(30);
    let shown = self::trace(&long).to_string();
    let row = shown.lines().find(|line| line.contains(" keyword ")).unwrap();
    let value = &row[row.find('连').unwrap()..];
    assert!(value.ends_with('…') && (47..=48).contains(&value.width()), "{} cells: {value}", value.width());
    assert!(shown.contains(&long), "the string is whole");
}

#[test]
fn widths_are_those_of_unicode() {
    // Names of parameters can be anything, so the table is tested with names from every block of wide characters.
    for name in ["页码", "ページ", "페이지", "ｆｕｌｌ", "e\u{301}", "Привет", "😀", "𠮷", "à", "①", "—", "“”"]
    {
        let rule = Scheme::new(path().hmac_md5(secret()).hex()).query(name, "VALUE").query("sign", signature()).build();
        let client = countersign::Client::builder("https://a.example", rule, countersign::Envelope::none())
            .credentials(account())
            .build()
            .unwrap();
        let trace = client.prepare(&search("x")).unwrap().trace.to_string();
        let row = trace.lines().find(|line| line.ends_with("VALUE")).unwrap();
        let head = trace.lines().find(|line| line.ends_with("value")).unwrap();
        assert_eq!(row.width(), head.width(), "{name}\n{trace}");
    }
}

#[test]
fn the_json_form_has_everything_and_offsets_that_fit() {
    let prepared = prepare(whole_body(), &create_order("T-1"));
    let json = prepared.trace.to_json();
    assert_eq!((&json["operation"], &json["rule"]), (&"create_order".into(), &"md5-sorted".into()));
    let canonical = json["canonical"].as_str().unwrap();
    assert_eq!(canonical.as_bytes(), prepared.trace.signed());
    assert_eq!(json["secret"]["fingerprint"], fingerprint());
    assert_eq!((&json["secret"]["bytes"], &json["secret"]["at"]), (&23.into(), &serde_json::json!([canonical.len()])));
    assert_eq!(json["digest"], "MD5, in upper-case hex");
    let sign: String =
        md5::Md5::digest(format!("{canonical}{SECRET}")).iter().map(|byte| format!("{byte:02X}")).collect();
    assert_eq!(json["signature"], serde_json::json!({ "name": "sign", "in": "body", "value": sign }));
    let components = json["components"].as_array().unwrap();
    let mut before = 0;
    for component in components.iter().filter(|component| !component["signed"].is_null()) {
        let [from, to] = [0, 1].map(|at| usize::try_from(component["signed"][at].as_u64().unwrap()).unwrap());
        assert!(before <= from, "in the order of the string");
        before = to;
        if component["origin"] != "secret" {
            assert_eq!(&canonical[from..to], component["value"].as_str().unwrap());
            assert_eq!(component["bytes"], to - from);
        }
    }
    assert!(!json.to_string().contains(SECRET));
}

#[test]
fn a_fingerprint_warns_of_secrets_that_were_copied_wrongly() {
    let warnings = |secret: &str| Fingerprint::of(&Secret::new(secret)).warnings().collect::<Vec<_>>();
    assert_eq!(warnings("c76a4958adb6dd549b5bc014916021e8"), Vec::<&str>::new());
    assert_eq!(warnings("c76a\n"), ["ends with newline"]);
    assert_eq!(warnings("c76a\r\n"), ["ends with newline"]);
    assert_eq!(warnings("c7 6a"), ["has blanks"]);
    assert_eq!(warnings(" c76a\n"), ["ends with newline", "has blanks"]);
    assert_eq!(warnings("\"c76a\""), ["is in quotes"]);
    assert_eq!(warnings("\u{feff}c76a"), ["has invisible characters"]);
    // Credentials refuse blanks at the ends; those inside are accepted, and visible in the trace.
    let odd = Credentials::new("k", "open sesame").unwrap();
    assert_eq!(odd.fingerprint().to_string(), format!("{}, 11 bytes, has blanks", odd.fingerprint().digits()));
    assert_eq!(odd.fingerprint().digits(), "41ef4bb0", "the beginning of what sha256sum gives");
}
