//! The solver: rules of real vendors are found from one or two requests, whose signatures are computed here step by
//! step, by code that is independent of the solver, the signer and the verifier.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign_tests::requests::{SECRET, create_order, prepare, simplified, whole_body};
use countersign_tools::solve::{Example, OpenQuestion, Progress, Solutions, SolveError, solve, solve_within};
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Digest as _;

/// Long enough for a loaded machine.
const PATIENT: Duration = Duration::from_secs(300);

fn md5(text: &str) -> String {
    hex(&md5::Md5::digest(text))
}

fn hmac_sha1(key: &str, text: &str) -> Vec<u8> {
    Hmac::<sha1::Sha1>::new_from_slice(key.as_bytes()).unwrap().chain_update(text).finalize().into_bytes().to_vec()
}

fn hmac_sha256(key: &str, text: &str) -> Vec<u8> {
    Hmac::<sha2::Sha256>::new_from_slice(key.as_bytes()).unwrap().chain_update(text).finalize().into_bytes().to_vec()
}

/// Lower-case hex.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn solved(examples: &[Example]) -> Solutions {
    let solutions = solve_within(PATIENT, examples, &mut |_| {}).unwrap();
    assert!(!solutions.is_cut(), "the time was up: {solutions}");
    assert!(!solutions.to_string().contains(SECRET), "{solutions}");
    solutions
}

/// The likeliest rule, as code to paste.
fn likeliest(examples: &[Example]) -> String {
    let solutions = solved(examples);
    solutions.likeliest().map_or_else(|| solutions.to_string(), |scheme| format!("{scheme:#}"))
}

/// A URL with these pairs and a signature.
fn url(path: &str, pairs: &[(&str, &str)], name: &str, signature: &str) -> String {
    let query =
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).append_pair(name, signature).finish();
    format!("https://api.example{path}?{query}")
}

#[test]
fn the_rule_of_this_vendor() {
    // Vectors of the contract, computed there by another program.
    for (pairs, sign) in [
        (
            &[("appKey", "demoKey"), ("country", "en"), ("offerId", "670291644950")][..],
            "DD19642BF9C7D52E7BB4EF1C6D36790A",
        ),
        (
            &[
                ("appKey", "demoKey"),
                ("beginPage", "1"),
                ("country", "en"),
                ("keyword", "连衣裙"),
                ("pageSize", "20"),
                ("sort", "{\"price\":\"asc\"}"),
            ],
            "92D929E63BFB410958D424B8703F60C7",
        ),
    ] {
        let example = Example::from_text(&url("/alibaba/x", pairs, "sign", sign), "demoSecret").unwrap();
        let solutions = solved(&[example]);
        assert_eq!(
            format!("{:#}", solutions.likeliest().unwrap()),
            r#"Scheme::new((parameters().sorted().pairs("=", "&") + "&secret=" + secret()).md5().upper_hex())
    .parameter("appKey", key_id())
    .parameter("sign", signature())
    .build()"#
        );
        let needs = solutions.needs().join("\n");
        assert!(needs.contains("adds to each request: parameter `appKey`, parameter `sign`"), "{needs}");
        assert!(needs.contains("The operation declares: ") && solutions.to_string().contains(&needs), "{needs}");
    }
}

/// A request prepared by this project, as text.
fn as_text(prepared: &countersign::Prepared) -> String {
    let request = &prepared.request;
    let body = std::str::from_utf8(request.body()).unwrap();
    let path = request.uri().path_and_query().unwrap();
    format!(
        "{} {path} HTTP/1.1\r\nHost: gateway.example\r\nContent-Type: application/json\r\n\r\n{body}",
        request.method()
    )
}

#[test]
fn both_readings_of_a_json_body() {
    for (auth, is_whole) in [(simplified(), false), (whole_body(), true)] {
        let prepared = prepare(auth, &create_order("T-1"));
        // The string to sign is built once more, from the body alone.
        let members: std::collections::BTreeMap<String, Box<serde_json::value::RawValue>> =
            serde_json::from_slice(prepared.request.body()).unwrap();
        let mut string = String::new();
        for (name, raw) in members.iter().filter(|(name, _)| *name != "sign") {
            if is_whole || name == "appKey" || name == "requestTime" {
                let text = serde_json::from_str(raw.get()).unwrap_or_else(|_| raw.get().to_owned());
                string += &format!("{name}={text}&");
            }
        }
        let sign = md5(&format!("{string}secret={SECRET}")).to_uppercase();
        assert_eq!(serde_json::from_str::<String>(members["sign"].get()).unwrap(), sign);

        let solutions = solved(&[Example::from_text(&as_text(&prepared), SECRET).unwrap()]);
        let scheme = solutions.likeliest().unwrap().to_string();
        assert_eq!(scheme.contains(r#".only(["appKey", "requestTime"])"#), !is_whole, "{scheme}");
        assert!(!solutions.open_questions().contains(&OpenQuestion::Body), "one example tells: {solutions}");
    }
}

#[test]
fn scalars_of_a_json_body_and_its_whole_text() {
    let body = r#"{"appKey":"k1","items":[{"a":1}],"city":"杭州","timestamp":1724224057,"paid":true}"#;
    let post = |sign: &str| {
        let text = format!("POST /v2/orders HTTP/1.1\nContent-Type: application/json\nX-Sign: {sign}\n\n{body}\n");
        Example::from_text(&text, "topsecret").unwrap()
    };
    let scalars = "appKey=k1&city=杭州&paid=true&timestamp=1724224057";
    assert_eq!(
        likeliest(&[post(&hex(&hmac_sha256("topsecret", scalars)))]),
        r#"Scheme::new(parameters().scalars().sorted().pairs("=", "&").hmac_sha256(secret()).hex())
    .parameter("appKey", key_id())
    .parameter("timestamp", time(TimeFormat::UnixSeconds))
    .header("x-sign", signature())
    .build()"#
    );
    let rule = likeliest(&[post(&hex(&hmac_sha256("topsecret", body)))]);
    assert!(rule.starts_with("Scheme::new(body().hmac_sha256(secret()).hex())"), "{rule}");
    let rule = likeliest(&[post(&hex(&hmac_sha256("topsecret", &format!("/v2/orders\n{body}"))))]);
    assert!(rule.starts_with("Scheme::new(lines((path_and_query(), body())).hmac_sha256(secret()).hex())"), "{rule}");
}

/// The rules of vendors that sort, concatenate or fill a template, each found from one request as it is sent.
#[test]
fn rules_of_vendors_are_found_from_one_request() {
    const FAMILIES: [(&str, &str); 18] = [
        ("Taobao TOP (MD5)", r#"(secret() + parameters().sorted().pairs("", "") + secret()).md5().upper_hex()"#),
        ("Taobao TOP (HMAC-MD5)", r#"parameters().sorted().pairs("", "").hmac_md5(secret()).upper_hex()"#),
        ("WeChat Pay v2 (MD5)", r#"(parameters().sorted().pairs("=", "&") + "&key=" + secret()).md5().upper_hex()"#),
        (
            "WeChat Pay v2 (HMAC-SHA256)",
            r#"(parameters().sorted().pairs("=", "&") + "&key=" + secret()).hmac_sha256(secret()).upper_hex()"#,
        ),
        ("Pinduoduo", r#"(secret() + parameters().sorted().pairs("", "") + secret()).md5().upper_hex()"#),
        ("JD (JOS)", r#"(secret() + parameters().sorted().pairs("", "") + secret()).md5().upper_hex()"#),
        (
            "Lazada",
            r#"(path().after("/rest") + parameters().sorted().pairs("", "")).hmac_sha256(secret()).upper_hex()"#,
        ),
        ("AliExpress (system interface)", r#"parameters().sorted().pairs("", "").hmac_sha256(secret()).upper_hex()"#),
        (
            "TikTok Shop",
            r#"(secret() + path() + parameters().sorted().pairs("", "") + secret()).hmac_sha256(secret()).hex()"#,
        ),
        (
            "1688 _aop_signature",
            r#"(path().after("/openapi/") + parameters().sorted().pairs("", "")).hmac_sha1(secret()).upper_hex()"#,
        ),
        ("Binance spot (HMAC, query or form)", r#"parameters().pairs("=", "&").hmac_sha256(secret()).hex()"#),
        ("Cloudinary upload", r#"(parameters().sorted().pairs("=", "&") + secret()).sha1().hex()"#),
        (
            "Shopee v2",
            r#"(key_id() + path() + time(TimeFormat::UnixSeconds) + parameter("access_token") + parameter("shop_id")).hmac_sha256(secret()).hex()"#,
        ),
        (
            "OKX v5",
            "(time(TimeFormat::Iso8601Millis) + method() + path_and_query() + body()).hmac_sha256(secret()).base64()",
        ),
        (
            "OKX v5 (GET)",
            "(time(TimeFormat::Iso8601Millis) + method() + path_and_query()).hmac_sha256(secret()).base64()",
        ),
        ("Kraken", "(path_and_query() + (nonce() + body()).sha256()).hmac_sha512(secret().from_base64()).base64()"),
        (
            "Coinbase Exchange",
            "(time(TimeFormat::UnixSeconds) + method() + path_and_query() + body()).hmac_sha256(secret().from_base64()).base64()",
        ),
        (
            "Alibaba Cloud RPC (HMAC-SHA1)",
            r#"join("&", (method(), path().percent_encoded(), query_pairs().sorted().percent_encoded().pairs("=", "&").percent_encoded())).hmac_sha1(secret() + "&").base64()"#,
        ),
    ];
    let vectors: Vec<Vector> =
        include_str!("../../vectors/schemes.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (vendor, expected) in FAMILIES {
        let vector = vectors.iter().find(|vector| vector.vendor == vendor).unwrap();
        let rule = likeliest(&[Example::from_text(&vector.as_sent(), &vector.secret).unwrap()]);
        assert!(rule.starts_with(&format!("Scheme::new({expected})")), "{vendor}: {rule}");
    }
}

#[test]
fn rules_of_pushes_are_found_with_the_text_around_the_signature() {
    let push =
        |headers: &str, body: &str| format!("POST /hook HTTP/1.1\n{headers}Content-Type: application/json\n\n{body}");
    let hex = |key: &str, text: &str| hex(&hmac_sha256(key, text));
    let body = r#"{"id":"evt_1"}"#;
    let github = push(&format!("X-Hub-Signature-256: sha256={}\n", hex("s1", body)), body);
    let rule = likeliest(&[Example::from_text(&github, "s1").unwrap()]);
    assert!(rule.contains(r#".header("x-hub-signature-256", "sha256=" + signature())"#), "{rule}");

    let signed = format!("v0:1531420618:{body}");
    let slack = format!("X-Slack-Request-Timestamp: 1531420618\nX-Slack-Signature: v0={}\n", hex("s2", &signed));
    let rule = likeliest(&[Example::from_text(&push(&slack, body), "s2").unwrap()]);
    assert!(rule.starts_with(r#"Scheme::new(join(":", ("v0", time(TimeFormat::UnixSeconds), body()))"#), "{rule}");

    let stripe = format!("Stripe-Signature: t=1492774577,v1={}\n", hex("whsec_x", &format!("1492774577.{body}")));
    let rule = likeliest(&[Example::from_text(&push(&stripe, body), "whsec_x").unwrap()]);
    let fields = r#"fields(",").with("t", time(TimeFormat::UnixSeconds)).with("v1", signature())"#;
    assert!(rule.contains(&format!(r#".header("stripe-signature", {fields})"#)), "{rule}");
}

/// A line of the vectors.
#[derive(serde::Deserialize)]
struct Vector {
    vendor: String,
    method: Option<String>,
    path: Option<String>,
    query: Option<Box<serde_json::value::RawValue>>,
    body: Option<Box<serde_json::value::RawValue>>,
    #[serde(default)]
    headers: std::collections::BTreeMap<String, String>,
    key: Option<String>,
    secret: String,
    timestamp: Option<String>,
    signature: String,
}

impl Vector {
    /// The request as text: the signature is a parameter, or a header if neither query nor body contain parameters.
    fn as_sent(&self) -> String {
        let form = |json: &serde_json::value::RawValue| match countersign::param::json_members(json.get().as_bytes()) {
            Ok(members) => {
                let text = |raw: &serde_json::value::RawValue| serde_json::from_str::<String>(raw.get()).unwrap();
                let pairs = members.into_iter().map(|(name, raw)| (name.into_owned(), text(raw)));
                let pairs = pairs.map(|(name, value)| format!("{}={}", percent(&name), percent(&value)));
                (pairs.collect::<Vec<_>>().join("&"), true)
            }
            Err(_) => (serde_json::from_str::<String>(json.get()).unwrap(), false),
        };
        let (mut query, _) = self.query.as_deref().map(form).unwrap_or_default();
        let (mut body, is_form) = self.body.as_deref().map(form).unwrap_or_default();
        let mut headers: String = self.headers.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        let sign = format!("sign={}", percent(&self.signature));
        if is_form {
            body = format!("{body}&{sign}");
        } else if !body.is_empty() || !query.contains("imestamp=") && !self.vendor.contains("1688") {
            let time = self.timestamp.as_ref().map(|time| format!("x-access-timestamp: {time}\n")).unwrap_or_default();
            let key = self.key.as_deref().unwrap_or_default();
            headers += &format!("x-access-key: {key}\n{time}x-access-sign: {}\n", self.signature);
        } else {
            query = format!("{query}&{sign}");
        }
        if is_form || body.contains('=') {
            headers += "content-type: application/x-www-form-urlencoded\n";
        } else if !body.is_empty() {
            headers += "content-type: application/json\n";
        }
        let (method, path) = (self.method.as_deref().unwrap_or("GET"), self.path.as_deref().unwrap_or("/"));
        let separator = if query.is_empty() { "" } else { "?" };
        format!("{method} {path}{separator}{query} HTTP/1.1\n{headers}\n{body}")
    }
}

fn percent(text: &str) -> String {
    const RESERVED: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    percent_encoding::utf8_percent_encode(text, RESERVED).to_string()
}

#[test]
fn a_parameter_whose_name_only_ends_like_a_signature_is_signed() {
    let sign = md5("a=1&design=oak&key=s3");
    let text = format!("https://api.example/x?a=1&design=oak&sign={sign}");
    let rule = likeliest(&[Example::from_text(&text, "s3").unwrap()]);
    assert!(rule.contains(r#".pairs("=", "&") + "&key=" + secret()"#), "{rule}");
}

#[test]
fn a_secret_signed_as_a_pair_of_a_name_that_was_given() {
    let pairs = [("appid", "wx1"), ("zone", "cn")];
    for (string, expected) in [
        (
            "appid=wx1&merchant_pass=s3&zone=cn",
            r#"parameters().plus("merchant_pass", secret()).sorted().pairs("=", "&").md5()"#,
        ),
        (
            "appid=wx1&zone=cn&merchant_pass=s3",
            r#"(parameters().sorted().pairs("=", "&") + "&merchant_pass=" + secret()).md5()"#,
        ),
    ] {
        let example = Example::from_parameters(pairs, "s3", md5(string));
        let solutions = solved(std::slice::from_ref(&example));
        assert!(solutions.likeliest().is_none() && solutions.to_string().contains("--secret-name"), "{solutions}");
        let rule = likeliest(&[example.with_secret_name("merchant_pass")]);
        assert!(rule.contains(expected), "{rule}");
    }
}

#[test]
fn a_second_example_settles_what_the_first_leaves_open() {
    let first = [("appid", "wx1"), ("body", "test"), ("nonce_str", "n")];
    let sign = |text: &str| md5(text).to_uppercase();
    let first = Example::from_parameters(first, "s3", sign("appid=wx1&body=test&nonce_str=n&key=s3"));
    let solutions = solved(std::slice::from_ref(&first));
    let open = solutions.open_questions();
    for question in [OpenQuestion::Order, OpenQuestion::Spelling, OpenQuestion::EmptyValues] {
        assert!(open.contains(&question), "{question:?} in {open:?}");
        assert!(solutions.to_string().contains(question.as_str()), "{solutions}");
    }
    assert!(
        solutions.schemes().len() > 1 && solutions.to_string().contains("A second example is needed"),
        "{solutions}"
    );

    let second = [("b1", "1"), ("attach", ""), ("appid", "wx1"), ("body", "支付 测试"), ("Z", "2"), ("b", "3")];
    let second = [&second[..], &[("nonce_str", "m")]].concat();
    let second =
        Example::from_parameters(second, "s3", sign("Z=2&appid=wx1&b=3&b1=1&body=支付 测试&nonce_str=m&key=s3"));
    let solutions = solved(&[first, second]);
    let expected = r#"parameters().without_empty().sorted().pairs("=", "&") + "&key=" + secret()"#;
    assert!(solutions.likeliest().unwrap().to_string().contains(expected), "{solutions}");
    assert_eq!((solutions.schemes().len(), solutions.open_questions()), (1, &[][..]));
    assert!(solutions.to_string().starts_with("1 rule fits"), "{solutions}");
}

/// Sorting by name and by pair differ if one name is a prefix of another: a second example decides.
#[test]
fn pairs_that_are_sorted_as_they_are_joined() {
    let path = "param2/1/com.alibaba.product/alibaba.product.get/1000000";
    let example = |pairs: &[(&str, &str)], joined: &str| {
        let signature = hex(&hmac_sha1("test123", &format!("{path}{joined}"))).to_uppercase();
        let text = url(&format!("/openapi/{path}"), pairs, "_aop_signature", &signature);
        Example::from_text(&text, "test123").unwrap()
    };
    let first = example(
        &[("productID", "67"), ("webSite", "1688"), ("access_token", "t")],
        "access_tokentproductID67webSite1688",
    );
    let solutions = solved(std::slice::from_ref(&first));
    assert!(solutions.open_questions().contains(&OpenQuestion::Order), "{solutions}");
    let solutions = solved(&[first, example(&[("a", "z"), ("aa", "1"), ("b", "")], "aa1azb")]);
    assert!(solutions.to_string().contains(r#".sorted_by(Order::Joined("")).pairs("", "")"#), "{solutions}");
    assert!(!solutions.open_questions().contains(&OpenQuestion::Order), "{solutions}");
}

#[test]
fn a_sorted_join_with_an_hmac_and_a_parameter_left_out() {
    // Alipay's rule with an HMAC for its RSA: `sign` and `sign_type` are left out, empty values dropped, Base64.
    let pairs = [
        ("app_id", "2014072300007148"),
        ("charset", "utf-8"),
        ("biz_content", r#"{"button":[{"name":"a b"}]}"#),
        ("sign_type", "HMAC"),
        ("notify_url", ""),
        ("timestamp", "2014-07-24 03:07:50"),
    ];
    let string = r#"app_id=2014072300007148&biz_content={"button":[{"name":"a b"}]}&charset=utf-8&timestamp=2014-07-24 03:07:50"#;
    let sign = STANDARD.encode(hmac_sha256("k-1", string));
    assert_eq!(
        likeliest(&[Example::from_text(&url("/gateway.do", &pairs, "sign", &sign), "k-1").unwrap()]),
        r#"Scheme::new(parameters().except(["sign_type"]).without_empty().sorted().pairs("=", "&").hmac_sha256(secret()).base64())
    .parameter("app_id", key_id())
    .parameter("timestamp", time(TimeFormat::pattern("%Y-%m-%d %H:%M:%S")))
    .parameter("sign", signature())
    .build()"#
    );
}

#[test]
fn encoded_values_headers_and_two_parameters_left_out() {
    let text = "POST /pay?version=1&lang=zh HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nX-App-Key: k9\r\n\
                X-Timestamp: 1724224057\r\nX-Signature: SIGN\r\nUser-Agent: x\r\n\r\ntitle=a+b&note=%E4%B8%AD%2A";
    let string = "note:%E4%B8%AD%2A|title:a%20b|x-app-key:k9|x-timestamp:1724224057";
    let sign = hex(&sha2::Sha256::digest(format!("s4{string}")));
    assert_eq!(
        likeliest(&[Example::from_text(&text.replace("SIGN", &sign), "s4").unwrap()]),
        r#"Scheme::new((secret() + form_pairs().and(headers(["x-app-key", "x-timestamp"])).sorted().percent_encoded().pairs(":", "|")).sha256().hex())
    .header("x-app-key", key_id())
    .header("x-timestamp", time(TimeFormat::UnixSeconds))
    .header("x-signature", signature())
    .build()"#
    );
}

#[test]
fn the_three_readings_of_a_push_signature() {
    const TEXT: &str = r#"{"data":{"orderId":167539019420540000,"currentStatus":"waitsellersend"},"type":"ORDER_BUYER_VIEW_ORDER_PAY"}"#;
    // The contract's candidates, computed there by another program, and here once more.
    for (expected, string, signature) in [
        (r#".pairs("", "")"#, format!("message{TEXT}"), "8D1C3CBCF5B16AB86B2CE28DE3BE7BB45DC2553A"),
        (r#".values("#, TEXT.to_owned(), "60C6CA66AA429260553681F5AD94D3F964A0FF57"),
        (r#".pairs("=", "#, format!("message={TEXT}"), "6B095F81862D4C94ECBB2776861D5D172054B0EC"),
    ] {
        assert_eq!(hex(&hmac_sha1("testSecret", &string)).to_uppercase(), signature);
        for extra in [&[][..], &[("site", "1688")]] {
            let fields = [&[("message", TEXT), ("_dj_signature", signature)], extra].concat();
            let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            let rule = likeliest(&[Example::from_push(body.as_bytes(), "testSecret")]);
            assert!(rule.contains(expected) && rule.contains(".hmac_sha1(secret()).upper_hex()"), "{rule}");
            assert_eq!(rule.contains(r#".only(["message"])"#), !extra.is_empty(), "{rule}");
        }
    }
}

#[test]
fn a_signature_that_no_rule_reproduces_is_reported_with_what_to_check() {
    let pairs = [("a", "1 中"), ("b", ""), ("c", "x")];
    let example = Example::from_parameters(pairs, "s", "0123456789abcdef0123456789abcdef").with_path("/a/b");
    let mut heard: Vec<Progress> = Vec::new();
    let solutions = solve_within(PATIENT, &[example], &mut |progress| heard.push(progress)).unwrap();
    assert_eq!((solutions.schemes(), solutions.is_cut()), (&[][..], false));
    let shown = solutions.to_string();
    assert!(shown.contains("Check the secret") && shown.contains("Not searched for: keys that are derived"), "{shown}");
    assert!(solutions.tried() > 10_000 && heard.len() > 10, "{} in {} steps", solutions.tried(), heard.len());
    assert!(heard.is_sorted_by_key(|progress| progress.tried));
}

#[test]
fn a_search_ends_when_its_time_is_up() {
    let pairs: Vec<(String, String)> = (0..200).map(|n| (format!("name{n}"), format!("wert {n}"))).collect();
    let example = Example::from_parameters(pairs, "s", "0123456789abcdef0123456789abcdef").with_path("/a/b");
    let solutions = solve_within(Duration::ZERO, &[example], &mut |_| {}).unwrap();
    assert!(solutions.is_cut() && solutions.tried() < 10_000, "{} signatures", solutions.tried());
    assert!(solutions.to_string().contains("the time was up"), "{solutions}");
}

#[test]
fn examples_that_cannot_be_solved_say_why() {
    let error = |example: Example| solve(&[example], &mut |_| {}).unwrap_err();
    assert_eq!(solve(&[], &mut |_| {}).unwrap_err(), SolveError::NoExample);
    assert_eq!(error(Example::from_parameters([("a", "1")], "", "0".repeat(32))), SolveError::NoSecret);
    assert_eq!(error(Example::from_text("/a?b=1", "s").unwrap()), SolveError::NoSignature);
    assert_eq!(error(Example::from_text("/a?sign_type=MD5&b=1", "s").unwrap()), SolveError::NoSignature);
    for signature in ["abc", "0123456789abcdef0123456789abcdeF", "zz", &"0".repeat(33)] {
        let characters = signature.len();
        assert_eq!(
            error(Example::from_parameters([("a", "1")], "s", signature)),
            SolveError::UnknownSignature { characters }
        );
    }
    let sign = "0".repeat(32);
    assert_eq!(error(Example::from_text(&format!("/?sign={sign}"), "s").unwrap()), SolveError::Empty);
    for (text, words) in [
        ("hello", "request line"),
        ("", "request line"),
        ("GET /a HTTP/1.1\nno header\n\n", "colon"),
        ("POST /a HTTP/1.1\nContent-Type: application/json\n\n{\"a\":", "JSON object"),
        ("POST /a HTTP/1.1\nContent-Type: application/json\n\n{\"a\":1,\"a\":2}", "duplicate"),
    ] {
        let error = Example::from_text(text, "s").unwrap_err();
        assert!(matches!(&error, SolveError::Malformed(problem) if problem.contains(words)), "{error}");
    }
}

#[test]
fn a_request_of_thousands_of_parameters_takes_little_memory_and_reports_what_was_not_tried() {
    for count in [3_000, 20_000] {
        let pairs: Vec<(String, String)> =
            (0..count).map(|number| (format!("p{number}"), number.to_string())).collect();
        let example = Example::from_parameters(pairs, SECRET, "0123456789abcdef0123456789abcdef");
        let mut shown = String::new();
        let memory = allocation_counter::measure(|| {
            let solutions = solve_within(Duration::from_millis(300), &[example], &mut |_| {}).unwrap();
            shown = solutions.to_string();
            assert!(solutions.not_tried().contains(&"two parameters are left out"), "{shown}");
        });
        assert!(memory.bytes_max < 200_000_000, "{count}: {} bytes", memory.bytes_max);
        assert!(shown.contains("* two parameters are left out"), "{shown}");
    }
}
