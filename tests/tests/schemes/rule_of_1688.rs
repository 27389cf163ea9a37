//! The rule of 1688 as an expression, on both sides, with the 300 vectors.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(clippy::wildcard_imports, reason = "an expression of parts uses many")]

use std::time::SystemTime;

use countersign::Credentials;
use countersign::scheme::*;
use serde_json::Value;

fn rule() -> SchemeBuilder {
    let sorted = parameters().sorted_by(Order::Utf16).plus("secret", secret()).pairs("=", "&");
    Scheme::new(sorted.md5().upper_hex()).parameter("sign", signature())
}

#[test]
fn the_300_vectors_are_signed_and_verified() {
    let (without_key, mut count) = (rule().build().unwrap(), 0);
    let with_key = rule().parameter("appKey", key_id()).build().unwrap();
    for line in include_str!("../../vectors/md5-sorted.jsonl").lines() {
        let vector: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| vector[name].as_str().unwrap();
        let parameters = vector["params"].as_object().unwrap();
        // A `null` is not sent, and an existing `sign` is not signed.
        let pairs: Vec<(&str, &str)> = parameters
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
            .filter(|(name, _)| *name != "sign")
            .collect();
        let secret = text("secret");
        check(&without_key, &Credentials::of_secret(secret).unwrap(), &pairs, &vector);
        // Some vectors have no key, and in others it is not a key but an ordinary parameter.
        let key = parameters.get("appKey").and_then(Value::as_str);
        if let Some(credentials) = key.and_then(|key| Credentials::new(key, secret).ok()) {
            let pairs: Vec<_> = pairs.into_iter().filter(|(name, _)| *name != "appKey").collect();
            check(&with_key, &credentials, &pairs, &vector);
        }
        count += 1;
    }
    assert_eq!(count, 300);
}

/// Signs the pairs as a query, as a form and as JSON, and verifies what arrives.
fn check(scheme: &Scheme, credentials: &Credentials, pairs: &[(&str, &str)], vector: &Value) {
    let get = Request::new("GET", "https://gateway.example/api").unwrap();
    let get = pairs.iter().fold(get, |request, (name, value)| request.query(name, value));
    let post = Request::new("POST", "https://gateway.example/api").unwrap();
    let members = serde_json::Map::from_iter(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())));
    for request in [get, post.clone().form(pairs.iter().copied()), post.json(Value::from(members).to_string())] {
        let signed = scheme.sign(request, credentials, &Fresh::now()).unwrap();
        assert_eq!(signed.signature, vector["sign"].as_str().unwrap(), "{vector}");
        let string = vector["string_to_sign"].as_str().unwrap();
        let without_secret = string.strip_suffix(vector["secret"].as_str().unwrap()).unwrap();
        assert_eq!(String::from_utf8_lossy(signed.trace.signed()), without_secret);
        let arrived = Request::received(&signed.request.to_http().unwrap(), "https://gateway.example").unwrap();
        scheme.verify(&arrived, |_| [credentials.clone()], SystemTime::now()).unwrap();
    }
}
