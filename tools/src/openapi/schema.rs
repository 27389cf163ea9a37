//! Values on the wire as JSON Schema.

use countersign::operation::{Deprecation, EnumInfo, Limits, Notation, Pattern, Schema};
use serde_json::{Map, Value, json};

use super::components::Components;
use super::{pattern, put};
use crate::docs;

/// Whether a schema describes what is sent or what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Sent: one exact form.
    Request,
    /// Read: every form that is understood.
    Response,
}

impl Components {
    /// The schema of a value.
    pub(super) fn schema(&mut self, schema: Schema, direction: Direction) -> Value {
        match schema {
            Schema::String | Schema::Text => json!({ "type": "string" }),
            Schema::Matching(pattern) => {
                with(json!({ "type": "string" }), "pattern", (direction == Direction::Request).then_some(pattern))
            }
            Schema::Boolean => json!({ "type": "boolean" }),
            Schema::Integer { least, most } => integer(least, most, direction),
            Schema::Number => json!({ "type": number_or_text("number", direction), "format": "double" }),
            Schema::Decimal => decimal(direction),
            Schema::Id => id(direction),
            Schema::Timestamp(Notation::Text(pattern)) => time(direction, pattern),
            Schema::Timestamp(Notation::Seconds) => unix_time(direction, 1),
            Schema::Timestamp(_) => unix_time(direction, 1_000),
            Schema::Date(pattern) => time(direction, pattern),
            Schema::Base64 => {
                let pattern = (direction == Direction::Request).then_some(pattern::BASE64);
                with(json!({ "type": "string", "contentEncoding": "base64" }), "pattern", pattern)
            }
            // Generators only know the older `format` for bytes.
            Schema::File | Schema::Bytes => {
                json!({ "type": "string", "format": "binary", "contentMediaType": "application/octet-stream" })
            }
            Schema::Enum(info) => self.enumeration(info),
            Schema::Object(info) => self.model(info(), direction),
            Schema::SingleMember(names, value) => single_member(names, &self.schema(*value, direction)),
            Schema::List(item) => json!({ "type": "array", "items": self.schema(*item, direction) }),
            Schema::Map(value) => {
                json!({ "type": "object", "additionalProperties": self.schema(*value, direction) })
            }
            _ => json!({}),
        }
    }

    /// The schema of a value whose digits are written as a JSON number.
    pub(super) fn number(&mut self, schema: Schema, direction: Direction) -> Value {
        match schema {
            Schema::Id => integer(0, u64::MAX, direction),
            Schema::Decimal => json!({ "type": number_or_text("number", direction), "format": "decimal" }),
            Schema::List(item) => json!({ "type": "array", "items": self.number(*item, direction) }),
            Schema::Enum(_) | Schema::String => json!({ "type": number_or_text("number", direction) }),
            other => self.schema(other, direction),
        }
    }
}

fn number_or_text(number: &str, direction: Direction) -> Value {
    match direction {
        Direction::Request => json!(number),
        Direction::Response => json!([number, "string"]),
    }
}

fn text_or_number(number: &str, direction: Direction) -> Value {
    match direction {
        Direction::Request => json!("string"),
        Direction::Response => json!(["string", number]),
    }
}

/// A whole number, with the bounds that its format does not imply.
fn integer(least: i64, most: u64, direction: Direction) -> Value {
    let format = match (i32::try_from(least), i32::try_from(most), i64::try_from(most)) {
        (Ok(_), Ok(_), _) => "int32",
        (_, _, Ok(_)) => "int64",
        _ => "uint64",
    };
    let mut members = Map::new();
    put(&mut members, "type", Some(number_or_text("integer", direction)));
    put(&mut members, "format", Some(format));
    put(&mut members, "minimum", (least != i64::MIN).then_some(least));
    put(&mut members, "maximum", (most != i64::MAX as u64 || least != i64::MIN).then_some(most));
    Value::Object(members)
}

/// An exact decimal as a string. It has fewer digits than can be read, but enough for any amount.
fn decimal(direction: Direction) -> Value {
    let pattern = (direction == Direction::Request).then_some("^-?[0-9]{1,15}(\\.[0-9]{1,8})?$");
    let schema = json!({ "type": text_or_number("number", direction), "format": "decimal" });
    with(schema, "pattern", pattern)
}

fn id(direction: Direction) -> Value {
    match direction {
        // Nineteen digits always fit into 64 bits.
        Direction::Request => json!({ "type": "string", "pattern": "^[0-9]{1,19}$" }),
        Direction::Response => json!({ "type": ["string", "integer"] }),
    }
}

/// A time as a number. Requests have times from 1970 to 9999: a timestamp cannot represent any that 64 bits can hold.
fn unix_time(direction: Direction, per_second: i64) -> Value {
    let is_sent = direction == Direction::Request;
    let mut members = Map::new();
    put(&mut members, "type", Some(number_or_text("integer", direction)));
    put(&mut members, "format", Some("int64"));
    put(&mut members, "minimum", is_sent.then_some(0));
    put(&mut members, "maximum", is_sent.then_some(253_402_207_199 * per_second));
    Value::Object(members)
}

/// A time can be read in many forms, and is written in one.
fn time(direction: Direction, written: Pattern) -> Value {
    let format = match written {
        Pattern::RFC_3339 => Some("date-time"),
        Pattern::ISO_DATE => Some("date"),
        _ => None,
    };
    let is_sent = direction == Direction::Request;
    let expression = (is_sent && format.is_none()).then(|| pattern::of_time(written.format)).flatten();
    let mut members = Map::new();
    put(&mut members, "type", Some(text_or_number("integer", direction)));
    put(&mut members, "format", format.filter(|_| is_sent));
    put(&mut members, "pattern", expression);
    put(&mut members, "examples", Some(json!([written.example])));
    Value::Object(members)
}

fn single_member(names: &EnumInfo, value: &Value) -> Value {
    let known = names.values().iter().map(|name| (name.wire().to_owned(), described(value.clone(), name.docs(), None)));
    json!({
        "type": "object",
        "properties": known.collect::<Map<String, Value>>(),
        "additionalProperties": value,
        "minProperties": 1,
        "maxProperties": 1,
    })
}

/// The schema with a description, and with a mark if it is deprecated.
pub(super) fn described(schema: Value, docs: &str, deprecated: Option<Deprecation>) -> Value {
    let schema = with(schema, "description", docs::with_deprecation(docs::whole(docs), deprecated));
    with(schema, "deprecated", deprecated.map(|_| true))
}

/// The schema with a member, if there is one.
pub(super) fn with(schema: Value, name: &str, member: Option<impl Into<Value>>) -> Value {
    match schema {
        Value::Object(mut members) => {
            put(&mut members, name, member);
            Value::Object(members)
        }
        other => other,
    }
}

/// The schema, or `null`. The empty schema allows any value already.
pub(super) fn nullable(schema: Value) -> Value {
    let Value::Object(mut members) = schema else { return schema };
    let kinds = match members.remove("type") {
        Some(Value::Array(kinds)) => kinds,
        Some(kind) => vec![kind],
        None if members.is_empty() => return json!({}),
        None => return json!({ "anyOf": [members, { "type": "null" }] }),
    };
    put(&mut members, "type", Some(kinds.into_iter().chain([json!("null")]).collect::<Value>()));
    Value::Object(members)
}

/// The schema with the limits of a value; for a list, limits of the items apply to the items.
pub(super) fn limited(json: Value, schema: &Schema, limits: &Limits) -> Value {
    let Value::Object(mut members) = json else { return json };
    if let Schema::List(item) = schema {
        put(&mut members, "minItems", limits.min_items());
        put(&mut members, "maxItems", limits.max_items());
        if let Some(items) = members.remove("items") {
            put(&mut members, "items", Some(limited(items, item, limits)));
        }
        return Value::Object(members);
    }
    // JSON Schema only compares numbers: the bounds of a number that is sent as a string are for readers.
    let is_text = members.get("type").is_some_and(|kind| kind == "string");
    let (least, most) = if is_text { ("x-minimum", "x-maximum") } else { ("minimum", "maximum") };
    put(&mut members, least, limits.minimum());
    put(&mut members, most, limits.maximum());
    if is_text && matches!(schema, Schema::Decimal) && limits.minimum().is_some_and(|least| least >= 0) {
        let unsigned = members.get("pattern").and_then(Value::as_str).map(|pattern| pattern.replacen("-?", "", 1));
        put(&mut members, "pattern", unsigned);
    }
    // Three bytes become four characters.
    let base64 = |bytes: usize| bytes.div_ceil(3).saturating_mul(4);
    let longest = if matches!(schema, Schema::Base64) { limits.max_len().map(base64) } else { limits.max_len() };
    put(&mut members, "maxLength", longest);
    Value::Object(members)
}
