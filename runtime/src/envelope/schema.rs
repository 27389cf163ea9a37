//! The envelope as JSON Schema, for the OpenAPI document.

use serde_json::{Map, Value, json};

use super::Envelope;

impl Envelope {
    /// The named schemas that [`schema`](Self::schema) refers to: the members around the payload, and a failure.
    pub(crate) fn components(&self) -> Vec<(String, Value)> {
        if !self.wrapped {
            return Vec::new();
        }
        let nullable_text = |meaning: &str| json!({ "type": ["string", "null"], "description": meaning });
        let around = json!({
            "type": "object",
            "description": "What every answer is wrapped in.",
            "properties": {
                self.code: {
                    "type": ["integer", "string"],
                    "description": format!("{} is success.", self.success.join(" or ")),
                },
                self.message: nullable_text("What went wrong, or that nothing did."),
                self.timestamp: {
                    "type": ["integer", "string", "null"],
                    "description": "The server's time: milliseconds since 1970.",
                },
                self.trace_id: nullable_text("The server's id of the call."),
            },
            "required": [self.code],
        });
        let failure = json!({
            "description": "The operation did not succeed, although the status of the answer is that of a success.",
            "allOf": [{ "$ref": "#/components/schemas/Envelope" }],
            "properties": { self.code: { "not": { "enum": self.success_codes() } } },
        });
        vec![(String::from("Envelope"), around), (String::from("EnvelopeOfFailure"), failure)]
    }

    /// The schema of an answer: the payload in its envelope, or a failure.
    pub(crate) fn schema(&self, payload: Value, may_be_absent: bool) -> Value {
        if !self.wrapped {
            return payload;
        }
        let mut required = vec![self.code];
        required.extend((!may_be_absent).then_some(self.data));
        let properties = Map::from_iter([
            (self.code.to_owned(), json!({ "enum": self.success_codes() })),
            (self.data.to_owned(), payload),
        ]);
        let success = json!({
            "allOf": [{ "$ref": "#/components/schemas/Envelope" }],
            "properties": properties,
            "required": required,
        });
        json!({ "oneOf": [success, { "$ref": "#/components/schemas/EnvelopeOfFailure" }] })
    }

    /// The name of the payload, if there is an envelope.
    pub(crate) fn payload_name(&self) -> Option<&'static str> {
        self.wrapped.then_some(self.data)
    }

    /// The codes of a success, as number and as text.
    fn success_codes(&self) -> Vec<Value> {
        let number = |code: &str| code.parse::<i64>().ok().map(Value::from);
        self.success.iter().flat_map(|&code| number(code).into_iter().chain([Value::from(code)])).collect()
    }
}
