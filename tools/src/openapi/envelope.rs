//! The envelope as JSON Schema.
//!
//! Each answer is one flat object with all its members, and a failure with the status of a success is another:
//! generators lose members next to `allOf`.

use countersign::Envelope;
use serde_json::{Map, Value, json};

/// The named schemas that [`answer`] refers to: the codes of a success, and a failure.
pub(super) fn components(envelope: &Envelope) -> Vec<(String, Value)> {
    let Some(names) = envelope.names() else { return Vec::new() };
    let codes = success_codes(envelope);
    let mut properties = around(envelope);
    properties.insert(
        names.code.to_owned(),
        json!({
            "type": ["integer", "string"],
            "not": { "$ref": "#/components/schemas/SuccessCode" },
            "description": "The error message.",
        }),
    );
    let failure = json!({
        "type": "object",
        "description": format!(
            "The operation did not succeed, although the status of the answer is that of a success. What {} holds then is not \
             specified.",
            names.data,
        ),
        "properties": properties,
        "required": [names.code],
        "unevaluatedProperties": true,
    });
    vec![(String::from("SuccessCode"), one_type_each(codes)), (String::from("FailedAnswer"), failure)]
}

/// The schema of a success: the payload in its envelope.
pub(super) fn answer(envelope: &Envelope, payload: Value, may_be_absent: bool) -> Value {
    let Some(names) = envelope.names() else { return payload };
    let mut required = vec![names.code];
    required.extend((!may_be_absent).then_some(names.data));
    let mut properties = around(envelope);
    properties.insert(names.code.to_owned(), json!({ "$ref": "#/components/schemas/SuccessCode" }));
    properties.insert(names.data.to_owned(), payload);
    json!({ "type": "object", "properties": properties, "required": required })
}

/// The body of a failure if it is not declared: an object with a text, under one of the usual names.
pub(super) fn failure(envelope: &Envelope) -> Value {
    let message = envelope.names().map(|names| names.message);
    let names = ["message", "detail", "msg", "error"].into_iter().chain(message);
    let text = json!({ "type": "string", "description": "The error message, if the vendor uses this name." });
    json!({
        "type": "object",
        "description": "A failure.",
        "properties": names.map(|name| (name.to_owned(), text.clone())).collect::<Map<String, Value>>(),
        "unevaluatedProperties": true,
    })
}

/// The members next to code and payload.
fn around(envelope: &Envelope) -> Map<String, Value> {
    let Some(names) = envelope.names() else { return Map::new() };
    let nullable_text = |meaning: &str| json!({ "type": ["string", "null"], "description": meaning });
    let time = json!({
        "type": ["integer", "string", "null"],
        "description": "The server's time: milliseconds since 1970.",
    });
    let metadata = names.timestamp.map(|name| (name, time)).into_iter();
    let metadata = metadata.chain(names.trace_id.map(|name| (name, nullable_text("The server's id of the call."))));
    let constants = names.constants.iter();
    let constants = constants.map(|(name, value)| (*name, json!({ "type": ["integer", "null"], "examples": [value] })));
    let message = (names.message, nullable_text("The error message, or a word of success."));
    [message].into_iter().chain(metadata).chain(constants).map(|(name, schema)| (name.to_owned(), schema)).collect()
}

/// The codes of a success as numbers and as strings, which are equivalent.
fn success_codes(envelope: &Envelope) -> Vec<(&'static str, Vec<Value>)> {
    let numbers =
        envelope.success_codes().iter().filter_map(|code| code.parse::<i64>().ok()).map(Value::from).collect();
    let texts = envelope.success_codes().iter().map(|&code| Value::from(code)).collect();
    vec![("integer", numbers), ("string", texts)]
}

/// An enumeration whose values have one type, or a choice of such enumerations.
fn one_type_each(codes: Vec<(&str, Vec<Value>)>) -> Value {
    let schemas = codes.into_iter().filter(|(_, codes)| !codes.is_empty());
    let mut schemas: Vec<Value> = schemas.map(|(kind, codes)| json!({ "type": kind, "enum": codes })).collect();
    match schemas.len() {
        1 => schemas.remove(0),
        _ => json!({ "description": "The code of a success.", "anyOf": schemas }),
    }
}
