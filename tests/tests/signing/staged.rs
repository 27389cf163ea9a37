//! Staged vectors: every step from parameters to the bytes of the request, with one file per kind of body and rule, in
//! `vectors/staged/`. `README.md` there explains how to bless; a signature whose string did not change cannot be
//! blessed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::borrow::Cow;
use std::path::PathBuf;
use std::time::Duration;
use std::{env, fs};

use api_1688::{JsonSigning, Md5Sorted};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use countersign::param::{Received, ReceivedValue};
use countersign::scheme::{
    Order, Scheme, TimeFormat, body, headers, join, key_id, parameters, path as url_path, query_pairs, secret,
    signature, time,
};
use countersign::value::Timestamp;
use countersign::{Auth, BaseUrl, Credentials, Entry, Preparation, endpoint};
use serde_json::{Map, Value, json};

/// Lends a book.
#[endpoint(POST, "/shelves/{shelf}/loans", body = form)]
pub struct LendBook {
    /// The shelf.
    pub shelf: String,
    /// Title of the book.
    pub title: String,
    /// The borrower.
    pub reader: Option<String>,
}

/// The requests to sign, by the name of the file.
fn cases() -> Vec<(&'static str, Entry, Box<dyn Auth>)> {
    let md5_sorted = Md5Sorted::default();
    let forever = Duration::from_secs(u64::MAX);
    let top = Scheme::new((secret() + parameters().sorted().pairs("", "") + secret()).md5().upper_hex())
        .parameter("sign_method", "md5")
        .parameter("app_key", key_id())
        .parameter("timestamp", time(TimeFormat::pattern("%Y-%m-%d %H:%M:%S").at(480)))
        .parameter("sign", signature())
        .max_age(forever)
        .build();
    let joined = parameters().sorted_by(Order::Joined("")).pairs("", "");
    let aop = Scheme::new((url_path().after("/openapi/").or(url_path()) + joined).hmac_sha1(secret()).upper_hex())
        .parameter("_aop_signature", signature())
        .build();
    let wechat = parameters().without_empty().sorted().plus("key", secret()).pairs("=", "&");
    let wechat = Scheme::new(wechat.md5().upper_hex()).parameter("sign", signature()).build();
    let pairs = query_pairs().and(headers(["x-key", "x-time"])).sorted().pairs("=", "&");
    let headers = (join("&", (url_path(), pairs)) + body().preceded_by("&")).hmac_sha256(secret());
    let headers = Scheme::new(headers.hex())
        .header("x-key", key_id())
        .header("x-time", time(TimeFormat::UnixSeconds))
        .header("x-signature", signature())
        .max_age(forever)
        .build();
    let encoded = parameters().sorted().percent_encoded().pairs("=", "&").hmac_sha256(secret());
    let encoded = Scheme::new(encoded.base64()).query("k", key_id()).query("s", signature()).build();
    vec![
        ("query", Entry::of::<api_1688::KeywordSearch>(), Box::new(md5_sorted)),
        ("multipart", Entry::of::<api_1688::UploadImage>(), Box::new(md5_sorted)),
        ("json-simplified", Entry::of::<api_1688::CreateOrder>(), Box::new(md5_sorted)),
        (
            "json-whole-body",
            Entry::of::<api_1688::CreateOrder>(),
            Box::new(md5_sorted.with_json(JsonSigning::WholeBody)),
        ),
        ("form", Entry::of::<LendBook>(), Box::new(md5_sorted)),
        ("form-top", Entry::of::<LendBook>(), Box::new(top)),
        ("form-aop", Entry::of::<LendBook>(), Box::new(aop)),
        ("form-wechat", Entry::of::<LendBook>(), Box::new(wechat)),
        ("form-encoded", Entry::of::<LendBook>(), Box::new(encoded)),
        ("json-headers", Entry::of::<api_1688::CreateOrder>(), Box::new(headers.clone())),
        ("query-headers", Entry::of::<api_1688::KeywordSearch>(), Box::new(headers)),
    ]
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors/staged").join(format!("{name}.json"))
}

/// The stages derived from the input of a vector.
fn stages(entry: Entry, auth: &dyn Auth, input: &Value) -> Value {
    let text = |name: &str| input[name].as_str().unwrap_or_else(|| panic!("`{name}` in {input}"));
    let values = input["parameters"].as_object().unwrap().iter().map(|(name, value)| {
        let value = match value {
            Value::String(text) => ReceivedValue::Text(Cow::Borrowed(text.as_str())),
            other => ReceivedValue::Json(Cow::Owned(other.to_string())),
        };
        let parameter = entry.operation().parameters().iter().find(|parameter| parameter.wire_name() == name);
        (parameter.unwrap_or_else(|| panic!("`{name}` is not a parameter")), value)
    });
    let request = entry.parse(&Received::from_values(entry.operation(), values)).unwrap();
    let credentials = Credentials::new(text("key"), text("secret")).unwrap();
    let clock = || Timestamp::from_millisecond(input["clock"].as_i64().unwrap());
    let base_url = BaseUrl::new(text("base_url")).unwrap();
    let preparation = Preparation::new(&base_url, auth, &credentials, &clock);
    let prepared = preparation.prepare(&*request).unwrap();
    let received = Received::under(base_url.path(), entry.operation(), &prepared.request).unwrap();
    assert_eq!(auth.verify(&received, &credentials), Ok(()), "{}", prepared.trace);

    let trace = &prepared.trace;
    let mut canonical = String::from_utf8(trace.signed().to_vec()).unwrap();
    for at in trace.secret_at().into_iter().rev() {
        canonical.insert_str(at, text("secret"));
    }
    let (signature, place) = trace.signature().unwrap();
    let headers = prepared.request.headers().iter();
    let headers: Map<String, Value> =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().into())).collect();
    let body = match std::str::from_utf8(prepared.request.body()) {
        Ok(text) => json!({ "text": text }),
        Err(_) => json!({ "base64": STANDARD.encode(prepared.request.body()) }),
    };
    json!({
        "canonical": canonical,
        "digest": trace.digest(),
        "signature": String::from_utf8_lossy(trace.value(signature)),
        "sent_as": format!("{} in the {}", trace.name(signature), place.as_str()),
        "request": {
            "method": prepared.request.method().as_str(),
            "url": prepared.request.uri().to_string(),
            "headers": headers,
            "body": body,
        },
    })
}

/// The vector with its new stages, unless its signature would change although its signed string did not.
fn blessed(old: &Value, stages: &Value) -> Result<Value, String> {
    let unchanged = |stage: &str| old["stages"][stage] == stages[stage];
    if !old["stages"].is_null() && unchanged("canonical") && unchanged("digest") && !unchanged("signature") {
        return Err(String::from(
            "the signature changed and its string did not: that is a mistake in the digest, and is not blessed",
        ));
    }
    Ok(json!({ "input": old["input"], "stages": stages }))
}

#[test]
fn every_stage_is_as_in_its_file() {
    let bless = env::var_os("BLESS").is_some();
    for (name, entry, auth) in cases() {
        let path = path(name);
        let old: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let stages = stages(entry, &*auth, &old["input"]);
        if bless {
            let new = blessed(&old, &stages).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
            fs::write(&path, format!("{new:#}\n")).unwrap();
        } else {
            for stage in ["canonical", "digest", "signature", "sent_as", "request"] {
                assert_eq!(old["stages"][stage], stages[stage], "{stage} of {name}; the README says how to bless");
            }
        }
    }
    let files = fs::read_dir(path("x").parent().unwrap()).unwrap();
    let files = files.filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|end| end == "json")).count();
    assert_eq!(files, cases().len(), "a file for every case");
}

#[test]
fn a_signature_cannot_be_blessed_without_its_string() {
    let stages = |canonical: &str, digest: &str, signature: &str| json!({ "canonical": canonical, "digest": digest, "signature": signature });
    let old = json!({ "input": 1, "stages": stages("a=1", "MD5", "00") });
    assert!(blessed(&old, &stages("a=1", "MD5", "01")).unwrap_err().contains("is not blessed"));
    for new in [stages("a=2", "MD5", "01"), stages("a=1", "SHA-1", "01"), stages("a=1", "MD5", "00")] {
        assert_eq!(blessed(&old, &new).unwrap(), json!({ "input": 1, "stages": new }));
    }
    assert!(blessed(&json!({ "input": 1 }), &stages("a=1", "MD5", "01")).is_ok(), "a new vector");
}
