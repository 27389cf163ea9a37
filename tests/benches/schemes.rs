//! `cargo bench --bench schemes`: signing by a scheme of parts, compared with a hand-written rule for the same string
//! with the same cached keys; and verifying.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a bench that cannot run should say so at once")]

use std::borrow::Cow;
use std::time::{Duration, UNIX_EPOCH};

use countersign::Credentials;
use countersign::scheme::*;
use countersign_tests::measure::compare;
use countersign_tests::schemes::Case;
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use sha2::Sha256;

const SECRET: &str = "8633a319dbb971564e057ffa9d26caf0";
const LIMIT: f64 = 1.2;

fn main() {
    sorted_md5();
    sig_v4();
}

fn print(what: &str, of: countersign_tests::measure::Comparison, allocations: u64) {
    let (hand, scheme) = (of.floor.as_nanos(), of.work.as_nanos());
    println!(
        "{what:12} by hand {hand:>5} ns, scheme {scheme:>5} ns, {:.2} × (limit {LIMIT}), {allocations} allocations",
        of.ratio
    );
}

fn sorted_md5() {
    let sorted = parameters().sorted_by(Order::Utf16).plus("secret", secret()).pairs("=", "&");
    let scheme = Scheme::new(sorted.md5().upper_hex()).parameter("appKey", key_id()).parameter("sign", signature());
    let scheme = scheme.build().unwrap();
    let credentials = Credentials::new("k2046747647", SECRET).unwrap();
    let request = Request::new("GET", "https://openapi.example/alibaba/product/keywordQuery").unwrap();
    let request = [
        ("keyword", "连衣裙 夏季 新款"),
        ("country", "en"),
        ("beginPage", "3"),
        ("pageSize", "50"),
        ("filter", "shipIn24Hours,dropshipping"),
        ("sort", r#"{"price":"asc"}"#),
        ("priceStart", "10"),
        ("priceEnd", "200"),
        ("categoryId", "1031919"),
    ]
    .into_iter()
    .fold(request, |request, (name, value)| request.query(name, value));
    let fresh = Fresh::at(UNIX_EPOCH + Duration::from_secs(1_700_000_000)).with_nonce("x");
    let by_scheme = || scheme.sign(request.clone(), &credentials, &fresh).unwrap();
    let by_hand = || {
        let request = request.clone().query("appKey", "k2046747647");
        let target = request.target();
        let query = target.split_once('?').unwrap().1;
        let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = form_urlencoded::parse(query.as_bytes()).collect();
        pairs.sort_by(|one, other| one.0.cmp(&other.0));
        let mut text = Vec::with_capacity(1024);
        for (name, value) in &pairs {
            text.extend_from_slice(name.as_bytes());
            text.push(b'=');
            text.extend_from_slice(value.as_bytes());
            text.push(b'&');
        }
        text.extend_from_slice(b"secret=");
        text.extend_from_slice(SECRET.as_bytes());
        let sign = base16ct::upper::encode_string(&Md5::digest(&text));
        let request = request.query("sign", &sign);
        (request, text)
    };
    assert_eq!(by_scheme().request.target(), by_hand().0.target());
    let allocations = allocation_counter::measure(|| drop(by_scheme())).count_total;
    print("sorted MD5", compare(301, 500, by_hand, by_scheme), allocations);
    let arrived = by_scheme().request;
    let now = UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    let verify = || scheme.verify(&arrived, |_| [credentials.clone()], now).unwrap();
    let of = compare(301, 500, by_hand, verify);
    println!("             verified {:>5} ns, {:.2} ×", of.work.as_nanos(), of.ratio);
}

fn hmac(key: &[u8], text: &[u8]) -> Vec<u8> {
    Hmac::<Sha256>::new_from_slice(key).unwrap().chain_update(text).finalize().into_bytes().to_vec()
}

fn sig_v4() {
    let case = Case::named("AWS SigV4 (IAM ListUsers)");
    let request = case.unsigned();
    let fresh = Fresh::at(case.time()).with_nonce("x");
    let by_scheme = || case.scheme.sign(request.clone(), &case.sender, &fresh).unwrap();
    let secret = case.sender.secret().expose();
    let steps = ["20150830", "us-east-1", "iam", "aws4_request"];
    let first = format!("AWS4{secret}").into_bytes();
    let key = steps.iter().fold(first, |key, step| hmac(&key, step.as_bytes()));
    let by_hand = || {
        let now = "20150830T123600Z";
        let request = request.clone().header("x-amz-date", now).unwrap();
        let target = request.target();
        let (path, query) = target.split_once('?').unwrap();
        let mut pairs: Vec<(Cow<'_, str>, Cow<'_, str>)> = form_urlencoded::parse(query.as_bytes()).collect();
        pairs.sort();
        let mut text = Vec::with_capacity(1024);
        text.extend_from_slice(request.method().as_bytes());
        text.push(b'\n');
        text.extend_from_slice(path.as_bytes());
        text.push(b'\n');
        for (index, (name, value)) in pairs.iter().enumerate() {
            if index > 0 {
                text.push(b'&');
            }
            text.extend(
                percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).flat_map(str::bytes),
            );
            text.push(b'=');
            text.extend(percent_encoding::utf8_percent_encode(value, VALUE).flat_map(str::bytes));
        }
        text.push(b'\n');
        for name in ["content-type", "host", "x-amz-date"] {
            let value = if name == "host" { "iam.amazonaws.com" } else { request.headers()[name].to_str().unwrap() };
            text.extend_from_slice(name.as_bytes());
            text.push(b':');
            text.extend_from_slice(value.as_bytes());
            text.push(b'\n');
        }
        text.extend_from_slice(b"\ncontent-type;host;x-amz-date\n");
        text.extend_from_slice(base16ct::lower::encode_string(&Sha256::digest(request.body())).as_bytes());
        let hash = base16ct::lower::encode_string(&Sha256::digest(&text));
        let scope = "20150830/us-east-1/iam/aws4_request";
        let to_sign = format!("AWS4-HMAC-SHA256\n{now}\n{scope}\n{hash}");
        let signature = base16ct::lower::encode_string(&hmac(&key, to_sign.as_bytes()));
        let id = case.sender.app_key();
        let sent = format!(
            "AWS4-HMAC-SHA256 Credential={id}/{scope}, SignedHeaders=content-type;host;x-amz-date, Signature={signature}"
        );
        (request.header("authorization", &sent).unwrap(), text)
    };
    assert_eq!(by_scheme().request.headers(), by_hand().0.headers());
    let allocations = allocation_counter::measure(|| drop(by_scheme())).count_total;
    print("SigV4", compare(301, 500, by_hand, by_scheme), allocations);
}

const VALUE: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
