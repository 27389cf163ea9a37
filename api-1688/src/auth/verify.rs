//! The verifying half of `Md5Sorted`: the rule a second time, written from the vendor's description.
//!
//! It must not call the signer: a stand-in that verified with the code that signed would accept every mistake of it. It
//! is written to be obvious, not fast.

use std::collections::BTreeMap;

use countersign::auth::{Credentials, Refusal, md5_hex, signatures_match};
use countersign::operation::{Body, Place};
use countersign::param::{Received, ReceivedParameter};

use super::{JsonSigning, Md5Sorted};

/// Checks key and signature of a received request.
pub(super) fn verify(rule: Md5Sorted, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
    let app_key = request.text("appKey")?.ok_or_else(|| Refusal::missing("appKey"))?;
    if !signatures_match(credentials.app_key(), app_key) {
        return Err(Refusal::unknown_key());
    }
    match (request.text("sign")?, request.text("appSecret")?) {
        (Some(_), Some(_)) => Err(Refusal::new("`sign` and `appSecret` must not be sent together")),
        (None, Some(secret)) if rule.sends_secret => verify_secret(credentials, secret),
        (None, _) => Err(Refusal::missing("sign")),
        (Some(sign), None) => verify_sign(rule, request, credentials, sign),
    }
}

fn verify_secret(credentials: &Credentials, received: &str) -> Result<(), Refusal> {
    if signatures_match(credentials.secret().expose(), received) {
        return Ok(());
    }
    Err(Refusal::new("`appSecret` is wrong"))
}

fn verify_sign(rule: Md5Sorted, request: &Received<'_>, credentials: &Credentials, sign: &str) -> Result<(), Refusal> {
    let signed_names: Option<&[&str]> = match (request.operation().body(), rule.json) {
        (Body::Json, JsonSigning::Simplified) => Some(&["appKey", "requestTime"]),
        _ => None,
    };
    if request.operation().body() == Body::Json && request.text("requestTime")?.is_none() {
        return Err(Refusal::missing("requestTime"));
    }
    let travelling =
        request.parameters().iter().filter(|arrived| matches!(arrived.place(), Place::Query | Place::Body));
    let pairs = travelling
        .filter(|arrived| signed_names.is_none_or(|names| names.contains(&arrived.name())))
        .filter_map(|arrived: &ReceivedParameter<'_>| Some((arrived.name(), arrived.text()?)));
    let expected = expected_sign(pairs, credentials.secret().expose());
    if signatures_match(&expected, sign) { Ok(()) } else { Err(Refusal::new("the signature is wrong")) }
}

/// The signature that the rule gives to these pairs.
pub(super) fn expected_sign<'p>(pairs: impl Iterator<Item = (&'p str, &'p str)>, secret: &str) -> String {
    // Java compares strings by UTF-16 code unit, so the names are keys in that form.
    let mut sorted: BTreeMap<Vec<u16>, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs {
        if name != "sign" {
            sorted.entry(name.encode_utf16().collect()).or_default().push(format!("{name}={value}"));
        }
    }
    let mut parts: Vec<String> = sorted.into_values().flatten().collect();
    parts.push(format!("secret={secret}"));
    md5_hex(parts.join("&").as_bytes()).to_uppercase()
}
