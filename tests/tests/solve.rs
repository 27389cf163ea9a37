//! The solver: rules of real vendors are found again from one or two requests whose signatures are computed here, step
//! by step, by code that knows nothing of the solver, the signer or the verifier.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failed test says where")]

use std::time::Duration;

use api_1688::{JsonSigning, Md5Sorted};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign::auth::SortedJoin;
use countersign::webhook::PushSigning;
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

/// The likeliest rule, as it is pasted.
fn likeliest(examples: &[Example]) -> String {
    let solutions = solved(examples);
    solutions.likeliest().map_or_else(|| solutions.to_string(), ToString::to_string)
}

/// A URL with these pairs and a signature.
fn url(path: &str, pairs: &[(&str, &str)], name: &str, signature: &str) -> String {
    let query =
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).append_pair(name, signature).finish();
    format!("https://api.example{path}?{query}")
}

#[test]
fn the_rule_of_this_vendor() {
    // Vectors of the contract, computed there with another program.
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
            solutions.likeliest().unwrap().to_string(),
            "SortedJoin::digest(Digest::Md5, SecretPlace::LastPair(\"secret\"))
    .with_key(Travel::Parameter, \"appKey\")
    .with_signature_text(SignatureText::UpperHex)"
        );
        assert_eq!(solutions.rules().iter().filter_map(Md5Sorted::of_parts).count(), 1);
    }
}

/// A request that this project prepares, as text.
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
    for (auth, reading) in [(simplified(), JsonSigning::Simplified), (whole_body(), JsonSigning::WholeBody)] {
        let prepared = prepare(auth, &create_order("T-1"));
        // What is signed is written down here once more, from the body alone.
        let members: std::collections::BTreeMap<String, Box<serde_json::value::RawValue>> =
            serde_json::from_slice(prepared.request.body()).unwrap();
        let mut string = String::new();
        for (name, raw) in members.iter().filter(|(name, _)| *name != "sign") {
            if reading == JsonSigning::WholeBody || name == "appKey" || name == "requestTime" {
                let text = serde_json::from_str(raw.get()).unwrap_or_else(|_| raw.get().to_owned());
                string += &format!("{name}={text}&");
            }
        }
        let sign = md5(&format!("{string}secret={SECRET}")).to_uppercase();
        assert_eq!(serde_json::from_str::<String>(members["sign"].get()).unwrap(), sign);

        let solutions = solved(&[Example::from_text(&as_text(&prepared), SECRET).unwrap()]);
        let found = solutions.rules().iter().find_map(Md5Sorted::of_parts);
        assert_eq!(found, Some(auth), "{solutions}");
        let open = solutions.open_questions();
        assert!(!open.contains(&OpenQuestion::JsonBody), "one example tells them apart: {solutions}");
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
    let rule = likeliest(&[post(&hex(&hmac_sha256("topsecret", scalars)))]);
    assert_eq!(
        rule,
        "SortedJoin::hmac(Digest::Sha256)
    .with_json(JsonBody::Scalars)
    .with_key(Travel::Parameter, \"appKey\")
    .with_time(Travel::Parameter, \"timestamp\", TimeFormat::Seconds)
    .with_signature(Travel::Header, \"x-sign\")"
    );
    let rule = likeliest(&[post(&hex(&hmac_sha256("topsecret", body)))]);
    assert!(rule.contains(".with_json(JsonBody::WholeText)") && !rule.contains("with_path"), "{rule}");
    let rule = likeliest(&[post(&hex(&hmac_sha256("topsecret", &format!("/v2/orders\n{body}"))))]);
    assert!(rule.contains(".with_path()") && rule.contains(r#".with_separator("\n")"#), "{rule}");
}

#[test]
fn upstreams_api_signature() {
    // Path from `param2` on, then name and value of every parameter, sorted; HMAC-SHA1 in capitals.
    let path = "param2/1/com.alibaba.product/alibaba.product.get/1000000";
    let pairs = [
        ("productID", "670291644950"),
        ("webSite", "1688"),
        ("_aop_timestamp", "1724224057972"),
        ("access_token", "t-1"),
    ];
    let mut joined: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}{value}")).collect();
    joined.sort();
    let signature = hex(&hmac_sha1("test123", &format!("{path}{}", joined.concat()))).to_uppercase();
    let text = url(&format!("/openapi/{path}"), &pairs, "_aop_signature", &signature);
    let rule = likeliest(&[Example::from_text(&text, "test123").unwrap()]);
    assert_eq!(
        rule,
        "SortedJoin::hmac(Digest::Sha1)
    .with_path_after(\"/openapi/\")
    .with_pair_join(\"\")
    .with_separator(\"\")
    .with_time(Travel::Parameter, \"_aop_timestamp\", TimeFormat::Milliseconds)
    .with_signature_text(SignatureText::UpperHex)
    .with_signature(Travel::Parameter, \"_aop_signature\")"
    );
    // Sorting by name and by pair differ where one name is the beginning of another: a second example tells.
    let pairs = [("a", "z"), ("aa", "1"), ("b", "")];
    let signature = hex(&hmac_sha1("test123", &format!("{path}aa1azb"))).to_uppercase();
    let second =
        Example::from_text(&url(&format!("/openapi/{path}"), &pairs, "_aop_signature", &signature), "test123").unwrap();
    let solutions = solved(&[Example::from_text(&text, "test123").unwrap(), second]);
    assert_eq!(solutions.likeliest().unwrap().to_string().matches("Order::ByPair").count(), 1, "{solutions}");
    assert!(!solutions.open_questions().contains(&OpenQuestion::Order), "{solutions}");
}

#[test]
fn taobaos_open_platform() {
    // The vendor's published example of TOP.
    let pairs = [
        ("method", "taobao.item.seller.get"),
        ("app_key", "12345678"),
        ("session", "test"),
        ("timestamp", "2016-01-01 12:00:00"),
        ("format", "json"),
        ("v", "2.0"),
        ("sign_method", "md5"),
        ("fields", "num_iid,title,nick,price,num"),
        ("num_iid", "11223344"),
    ];
    let mut sorted = pairs;
    sorted.sort_unstable();
    let joined: String = sorted.iter().map(|(name, value)| format!("{name}{value}")).collect();
    let sign = md5(&format!("helloworld{joined}helloworld")).to_uppercase();
    let rule = likeliest(&[Example::from_text(&url("/router/rest", &pairs, "sign", &sign), "helloworld").unwrap()]);
    assert_eq!(
        rule,
        "SortedJoin::digest(Digest::Md5, SecretPlace::Around)
    .with_pair_join(\"\")
    .with_separator(\"\")
    .with_key(Travel::Parameter, \"app_key\")
    .with_time(Travel::Parameter, \"timestamp\", TimeFormat::DateTime(Zone::UTC))
    .with_signature_text(SignatureText::UpperHex)"
    );
}

#[test]
fn wechat_pay_v2_in_both_digests() {
    // The vendor's published example, with both of its signatures.
    let pairs = [
        ("appid", "wxd930ea5d5a258f4f"),
        ("mch_id", "10000100"),
        ("device_info", "1000"),
        ("body", "test"),
        ("nonce_str", "ibuaiVcKdpRxkhJA"),
    ];
    let secret = "192006250b4c09247ec02edce69f6a2d";
    let example = |signature: &str| Example::from_parameters(pairs, secret, signature);
    let string = "appid=wxd930ea5d5a258f4f&body=test&device_info=1000&mch_id=10000100&nonce_str=ibuaiVcKdpRxkhJA&key=192006250b4c09247ec02edce69f6a2d";
    let plain = "9A0A8659F005D6984697E2CA0A9CF3B7";
    assert_eq!(md5(string).to_uppercase(), plain);
    let rule = likeliest(&[example(plain)]);
    assert!(rule.starts_with("SortedJoin::digest(Digest::Md5, SecretPlace::LastPair(\"key\"))"), "{rule}");
    let keyed = "6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6";
    assert_eq!(hex(&hmac_sha256(secret, string)).to_uppercase(), keyed);
    let rule = likeliest(&[example(keyed)]);
    assert!(
        rule.starts_with("SortedJoin::hmac(Digest::Sha256)\n    .with_secret_in_text(SecretPlace::LastPair(\"key\"))"),
        "{rule}"
    );
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
    assert!(solutions.rules().len() > 1 && solutions.to_string().contains("Give a second example"), "{solutions}");

    let second = [("b1", "1"), ("attach", ""), ("body", "支付 测试"), ("Z", "2"), ("b", "3")];
    let second = Example::from_parameters(second, "s3", sign("Z=2&b=3&b1=1&body=支付 测试&key=s3"));
    let solutions = solved(&[first, second]);
    assert_eq!(
        solutions.rules(),
        [SortedJoin::digest(countersign::auth::Digest::Md5, countersign::auth::SecretPlace::LastPair("key"))
            .without_empty_values()
            .with_key(countersign::auth::Travel::Parameter, "appid")
            .with_signature_text(countersign::auth::SignatureText::UpperHex)],
        "{solutions}"
    );
    assert_eq!(solutions.open_questions(), []);
    assert!(solutions.to_string().starts_with("1 rule fits"), "{solutions}");
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
    let rule = likeliest(&[Example::from_text(&url("/gateway.do", &pairs, "sign", &sign), "k-1").unwrap()]);
    assert_eq!(
        rule,
        "SortedJoin::hmac(Digest::Sha256)
    .without_empty_values()
    .excluding([\"sign_type\"])
    .with_key(Travel::Parameter, \"app_id\")
    .with_time(Travel::Parameter, \"timestamp\", TimeFormat::DateTime(Zone::UTC))
    .with_signature_text(SignatureText::Base64)"
    );
}

#[test]
fn encoded_values_headers_and_two_parameters_left_out() {
    let text = "POST /pay?version=1&lang=zh HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nX-App-Key: k9\r\n\
                X-Timestamp: 1724224057\r\nX-Signature: SIGN\r\nUser-Agent: x\r\n\r\ntitle=a+b&note=%E4%B8%AD%2A";
    let string = "note:%E4%B8%AD%2A|title:a%20b|x-app-key:k9|x-timestamp:1724224057";
    let sign = hex(&sha2::Sha256::digest(format!("s4{string}")));
    let rule = likeliest(&[Example::from_text(&text.replace("SIGN", &sign), "s4").unwrap()]);
    assert_eq!(
        rule,
        "SortedJoin::digest(Digest::Sha256, SecretPlace::Before)
    .with_pair_join(\":\")
    .with_separator(\"|\")
    .with_spelling(Spelling::PercentEncoded)
    .excluding([\"version\", \"lang\"])
    .with_key(Travel::Header, \"x-app-key\")
    .with_time(Travel::Header, \"x-timestamp\", TimeFormat::Seconds)
    .with_signature(Travel::Header, \"x-signature\")"
    );
}

#[test]
fn the_three_readings_of_a_push_signature() {
    const TEXT: &str = r#"{"data":{"orderId":167539019420540000,"currentStatus":"waitsellersend"},"type":"ORDER_BUYER_VIEW_ORDER_PAY"}"#;
    // The contract's candidates, computed there with another program, and here once more.
    for (reading, string, signature) in [
        (PushSigning::EveryField, format!("message{TEXT}"), "8D1C3CBCF5B16AB86B2CE28DE3BE7BB45DC2553A"),
        (PushSigning::MessageValue, TEXT.to_owned(), "60C6CA66AA429260553681F5AD94D3F964A0FF57"),
        (PushSigning::MessagePair, format!("message={TEXT}"), "6B095F81862D4C94ECBB2776861D5D172054B0EC"),
    ] {
        assert_eq!(hex(&hmac_sha1("testSecret", &string)).to_uppercase(), signature);
        for extra in [&[][..], &[("site", "1688")]] {
            // What is not signed may stand beside a message only where the reading is of the message alone.
            if !extra.is_empty() && reading == PushSigning::EveryField {
                continue;
            }
            let fields = [&[("message", TEXT), ("_dj_signature", signature)], extra].concat();
            let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
            let solutions = solved(&[Example::from_push(body.as_bytes(), "testSecret")]);
            assert_eq!(solutions.push_signing().map(|(found, _)| found), Some(reading), "{solutions}");
            let printed =
                format!("PushForm::new(\"message\", \"_dj_signature\").with_signing(PushSigning::{reading:?})");
            assert!(solutions.to_string().contains(&printed), "{solutions}");
        }
    }
    // Upstream's golden vector, of several fields.
    let fields = [
        ("msgId", "1001"),
        ("gmtBorn", "1700000000000"),
        ("type", "ORDER_CHANGED"),
        ("userInfo", "m1"),
        ("data", r#"{"k":"v"}"#),
        ("_aop_signature", "4B20205134EA09C4C8D29CCAC26F6C179EB72C8E"),
    ];
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let solutions = solved(&[Example::from_push(body.as_bytes(), "secretXYZ")]);
    assert_eq!(solutions.push_signing().map(|(found, _)| found), Some(PushSigning::EveryField), "{solutions}");
}

#[test]
fn a_signature_that_no_rule_gives_says_what_to_check() {
    let pairs = [("a", "1 中"), ("b", ""), ("c", "x")];
    let example = Example::from_parameters(pairs, "s", "0123456789abcdef0123456789abcdef").with_path("/a/b");
    let mut heard: Vec<Progress> = Vec::new();
    let solutions = solve_within(PATIENT, &[example], &mut |progress| heard.push(progress)).unwrap();
    assert_eq!((solutions.rules(), solutions.is_cut()), (&[][..], false));
    assert!(solutions.to_string().contains("Check the secret"), "{solutions}");
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
    assert_eq!(error(Example::from_text(&format!("/a?sign={sign}"), "s").unwrap()), SolveError::Empty);
    for (text, words) in [
        ("hello", "request line"),
        ("", "request line"),
        ("GET /a HTTP/1.1\nno header\n\n", "colon"),
        ("POST /a HTTP/1.1\nContent-Type: application/json\n\n{\"a\":", "JSON object"),
        ("POST /a HTTP/1.1\nContent-Type: application/json\n\n{\"a\":1,\"a\":2}", "twice"),
    ] {
        let error = Example::from_text(text, "s").unwrap_err();
        assert!(matches!(&error, SolveError::Malformed(problem) if problem.contains(words)), "{error}");
    }
}

#[test]
fn a_request_of_thousands_of_parameters_takes_little_memory_and_says_what_was_not_tried() {
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
