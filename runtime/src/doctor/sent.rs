//! Compares a request with what was signed.

use std::borrow::Cow;

use bytes::Bytes;

use crate::auth::SigningTrace;
use crate::clip::clipped;
use crate::operation::{Body, Place};
use crate::param::{Origin, Part, is_object, json_members, query, read_multipart};

/// Describes where the request differs from what was signed: `keyword` was signed as … and sent as …
pub(super) fn differences(trace: &SigningTrace, request: &http::Request<Bytes>) -> Vec<String> {
    let mut sent = parameters(trace, request);
    let mut differences = Vec::new();
    for component in trace.in_order() {
        let Some(place @ (Place::Query | Place::Body)) = component.place() else { continue };
        if !component.is_signed() || trace.origin(component) == Origin::Secret {
            continue;
        }
        let (own, signed) = (trace.name(component), String::from_utf8_lossy(trace.value(component)));
        let arrived = |(where_, name, _): &&(Place, Cow<'_, str>, Cow<'_, str>)| *where_ == place && *name == own;
        let same = sent.iter().position(|each| arrived(&each) && each.2 == signed);
        match (same, sent.iter().find(arrived)) {
            (Some(position), _) => drop(sent.remove(position)),
            (None, Some((_, name, value))) => {
                differences.push(format!("`{name}` was signed as {} and sent as {}", shown(&signed), shown(value)));
            }
            (None, None) => differences.push(format!("`{own}` was signed and is not in the request")),
        }
    }
    let known = |name: &str| trace.components().iter().any(|component| trace.name(component) == name);
    let added = sent.iter().filter(|(_, name, _)| !known(name));
    differences
        .extend(added.map(|(place, name, _)| format!("`{name}` is in the {} and was not signed", place.as_str())));
    differences
}

fn shown(value: &str) -> String {
    format!("{:?}", clipped(value, 40))
}

/// Returns the decoded parameters of query and body.
fn parameters<'r>(trace: &SigningTrace, request: &'r http::Request<Bytes>) -> Vec<(Place, Cow<'r, str>, Cow<'r, str>)> {
    let in_query = query::read_pairs(request.uri().query().unwrap_or_default().as_bytes());
    let mut sent: Vec<_> = in_query.map(|(name, value)| (Place::Query, name, value)).collect();
    let body = request.body();
    match trace.operation().body() {
        Body::None => {}
        Body::Whole if !is_object(trace.operation(), body) => {}
        Body::Form => sent.extend(query::read_pairs(body).map(|(name, value)| (Place::Body, name, value))),
        Body::Json | Body::Whole => {
            for (name, raw) in json_members(body).unwrap_or_default() {
                let text = serde_json::from_str::<String>(raw.get()).map_or(Cow::Borrowed(raw.get()), Cow::Owned);
                sent.push((Place::Body, name, text));
            }
        }
        Body::Multipart => {
            let content_type = request.headers().get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
            for part in read_multipart(content_type.unwrap_or_default(), body).unwrap_or_default() {
                if let Part::Text(name, text) = part {
                    sent.push((Place::Body, name, text));
                }
            }
        }
    }
    sent
}
