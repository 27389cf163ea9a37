//! Values of the wire as JSON Schema.

use countersign::operation::{Deprecation, EnumInfo, Limits, Notation, Pattern, Schema};
use serde_json::{Map, Value, json};

use super::components::Components;
use super::put;
use crate::docs;

/// Whether a schema says what is sent, or what is read.
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
            Schema::Any => json!({}),
            Schema::String => json!({ "type": "string" }),
            Schema::Boolean => json!({ "type": "boolean" }),
            Schema::Integer => json!({ "type": number_or_text("integer", direction), "format": "int64" }),
            Schema::Number => json!({ "type": number_or_text("number", direction), "format": "double" }),
            Schema::Decimal => json!({ "type": text_or_number("number", direction), "format": "decimal" }),
            Schema::Id => id(direction),
            Schema::Timestamp(Notation::Text(pattern)) => time(direction, pattern),
            Schema::Timestamp(_) => json!({ "type": number_or_text("integer", direction), "format": "int64" }),
            Schema::Date(pattern) => time(direction, pattern),
            Schema::Base64 => json!({ "type": "string", "contentEncoding": "base64" }),
            Schema::File => json!({ "type": "string", "contentMediaType": "application/octet-stream" }),
            Schema::Enum(info) => self.enumeration(info),
            Schema::Object(info) => self.model(info(), direction),
            Schema::SingleMember(names, value) => single_member(names, &self.schema(*value, direction)),
            Schema::List(item) => json!({ "type": "array", "items": self.schema(*item, direction) }),
            Schema::Map(value) => {
                json!({ "type": "object", "additionalProperties": self.schema(*value, direction) })
            }
        }
    }

    /// The schema of a value whose digits are written as a JSON number.
    pub(super) fn number(&mut self, schema: Schema, direction: Direction) -> Value {
        match schema {
            Schema::Id => {
                json!({ "type": number_or_text("integer", direction), "format": "int64", "minimum": 0 })
            }
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

fn id(direction: Direction) -> Value {
    match direction {
        Direction::Request => json!({ "type": "string", "pattern": "^[0-9]+$" }),
        Direction::Response => json!({ "type": ["string", "integer"] }),
    }
}

/// A time is read in many forms and written in one.
fn time(direction: Direction, pattern: Pattern) -> Value {
    let format = match pattern {
        Pattern::RFC_3339 => Some("date-time"),
        Pattern::ISO_DATE => Some("date"),
        _ => None,
    };
    let is_sent = direction == Direction::Request;
    let expression = (is_sent && format.is_none()).then(|| expression(pattern.format)).flatten();
    let mut members = Map::new();
    put(&mut members, "type", Some(text_or_number("integer", direction)));
    put(&mut members, "format", format.filter(|_| is_sent));
    put(&mut members, "pattern", expression);
    put(&mut members, "examples", Some(json!([pattern.example])));
    Value::Object(members)
}

/// The regular expression of what `strftime` writes; `None` where it writes names.
fn expression(format: &str) -> Option<String> {
    let mut expression = String::from("^");
    let mut rest = format.chars();
    while let Some(character) = rest.next() {
        match character {
            '%' => expression.push_str(&conversion(&mut rest)?),
            plain if plain.is_ascii_alphanumeric() || "-:/ ".contains(plain) => expression.push(plain),
            other => expression.extend(['\\', other]),
        }
    }
    Some(expression + "$")
}

fn conversion(rest: &mut std::str::Chars<'_>) -> Option<String> {
    let expression = match rest.next()? {
        'Y' => "[0-9]{4}",
        'm' | 'd' | 'H' | 'M' | 'S' | 'y' => "[0-9]{2}",
        'z' => "[+-][0-9]{4}",
        ':' if rest.next() == Some('z') => "[+-][0-9]{2}:[0-9]{2}",
        'F' => "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        'T' => "[0-9]{2}:[0-9]{2}:[0-9]{2}",
        'f' => "[0-9]+",
        '%' => "%",
        '.' => {
            return match rest.next()? {
                'f' => Some(String::from("(\\.[0-9]+)?")),
                digits if digits.is_ascii_digit() && rest.next() == Some('f') => Some(format!("\\.[0-9]{{{digits}}}")),
                _ => None,
            };
        }
        digits if digits.is_ascii_digit() && rest.next() == Some('f') => return Some(format!("[0-9]{{{digits}}}")),
        _ => return None,
    };
    Some(expression.to_owned())
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

/// The schema with a meaning, and with a mark where it should no longer be used.
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

/// The schema with what a value must satisfy; of a list, what its items must satisfy goes to the items.
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
    // JSON Schema compares numbers only: the bounds of a number that travels as text are for readers.
    let is_text = members.get("type").is_some_and(|kind| kind == "string");
    let (least, most) = if is_text { ("x-minimum", "x-maximum") } else { ("minimum", "maximum") };
    put(&mut members, least, limits.minimum());
    put(&mut members, most, limits.maximum());
    // Three bytes take four characters.
    let base64 = |bytes: usize| bytes.div_ceil(3).saturating_mul(4);
    let longest = if matches!(schema, Schema::Base64) { limits.max_len().map(base64) } else { limits.max_len() };
    put(&mut members, "maxLength", longest);
    Value::Object(members)
}
