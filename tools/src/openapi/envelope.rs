//! The envelope as JSON Schema.

use countersign::Envelope;
use serde_json::{Map, Value, json};

/// The named schemas that [`answer`] refers to: the members around the payload, and a failure.
pub(super) fn components(envelope: &Envelope) -> Vec<(String, Value)> {
    let Some(names) = envelope.names() else { return Vec::new() };
    let nullable_text = |meaning: &str| json!({ "type": ["string", "null"], "description": meaning });
    let mut around = json!({
        "type": "object",
        "description": "What every answer is wrapped in.",
        "properties": {
            names.code: {
                "type": ["integer", "string"],
                "description": format!("{} is success.", envelope.success_codes().join(" or ")),
            },
            names.message: nullable_text("What went wrong, or that nothing did."),
        },
        "required": [names.code],
    });
    let time = json!({
        "type": ["integer", "string", "null"],
        "description": "The server's time: milliseconds since 1970.",
    });
    let constants = names
        .constants
        .iter()
        .map(|(name, value)| (*name, json!({ "type": ["integer", "null"], "examples": [value] })));
    let metadata = names.timestamp.map(|name| (name, time)).into_iter();
    let metadata = metadata.chain(names.trace_id.map(|name| (name, nullable_text("The server's id of the call."))));
    for (name, schema) in metadata.chain(constants) {
        around["properties"][name] = schema;
    }
    let failure = json!({
        "description": "The operation did not succeed, although the status of the answer is that of a success.",
        "allOf": [{ "$ref": "#/components/schemas/Envelope" }],
        "properties": { names.code: { "not": { "enum": success_codes(envelope) } } },
    });
    vec![(String::from("Envelope"), around), (String::from("EnvelopeOfFailure"), failure)]
}

/// The schema of an answer: the payload in its envelope, or a failure.
pub(super) fn answer(envelope: &Envelope, payload: Value, may_be_absent: bool) -> Value {
    let Some(names) = envelope.names() else { return payload };
    let mut required = vec![names.code];
    required.extend((!may_be_absent).then_some(names.data));
    let properties = Map::from_iter([
        (names.code.to_owned(), json!({ "enum": success_codes(envelope) })),
        (names.data.to_owned(), payload),
    ]);
    let success = json!({
        "allOf": [{ "$ref": "#/components/schemas/Envelope" }],
        "properties": properties,
        "required": required,
    });
    json!({ "oneOf": [success, { "$ref": "#/components/schemas/EnvelopeOfFailure" }] })
}

/// The codes of a success, as number and as text.
fn success_codes(envelope: &Envelope) -> Vec<Value> {
    let number = |code: &str| code.parse::<i64>().ok().map(Value::from);
    envelope.success_codes().iter().flat_map(|&code| number(code).into_iter().chain([Value::from(code)])).collect()
}
