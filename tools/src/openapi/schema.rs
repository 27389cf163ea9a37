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
            Schema::String | Schema::Text => json!({ "type": "string" }),
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
            _ => json!({}),
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

/// The regular expression of what `strftime` writes; `None` where it writes names or numbers of no fixed width.
fn expression(format: &str) -> Option<String> {
    let mut expression = String::from("^");
    let mut digits = 0;
    let mut rest = format;
    while !rest.is_empty() {
        let (written, after) = CONVERSIONS
            .iter()
            .find_map(|(conversion, written)| Some((*written, rest.strip_prefix(conversion)?)))
            .or_else(|| fraction(rest))
            .or_else(|| literal(rest))?;
        rest = after;
        match written {
            Written::Digits(count) => digits += count,
            Written::Other(other) => {
                push_digits(&mut expression, std::mem::take(&mut digits));
                expression.push_str(other);
            }
            Written::Literal(character) => {
                push_digits(&mut expression, std::mem::take(&mut digits));
                let is_plain = character.is_alphanumeric() || "-:/, ".contains(character);
                expression.extend((!is_plain).then_some('\\').into_iter().chain([character]));
            }
        }
    }
    push_digits(&mut expression, digits);
    Some(expression + "$")
}

#[derive(Clone, Copy)]
enum Written {
    Digits(usize),
    Other(&'static str),
    Literal(char),
}

const CONVERSIONS: [(&str, Written); 15] = [
    ("%Y", Written::Digits(4)),
    ("%m", Written::Digits(2)),
    ("%d", Written::Digits(2)),
    ("%H", Written::Digits(2)),
    ("%M", Written::Digits(2)),
    ("%S", Written::Digits(2)),
    ("%y", Written::Digits(2)),
    ("%F", Written::Other("[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    ("%T", Written::Other("[0-9]{2}:[0-9]{2}:[0-9]{2}")),
    ("%z", Written::Other("[+-][0-9]{4}")),
    ("%:z", Written::Other("[+-][0-9]{2}:[0-9]{2}")),
    ("%.f", Written::Other("(\\.[0-9]+)?")),
    ("%.3f", Written::Other("\\.[0-9]{3}")),
    ("%.6f", Written::Other("\\.[0-9]{6}")),
    ("%%", Written::Literal('%')),
];

/// `%3f`.
fn fraction(format: &str) -> Option<(Written, &str)> {
    let (count, rest) = format.strip_prefix('%')?.split_once('f')?;
    Some((Written::Digits(count.parse().ok()?), rest))
}

/// A character that stands for itself.
fn literal(format: &str) -> Option<(Written, &str)> {
    let mut rest = format.chars();
    let first = rest.next()?;
    (first != '%').then_some((Written::Literal(first), rest.as_str()))
}

fn push_digits(expression: &mut String, count: usize) {
    if count > 0 {
        expression.push_str(&format!("[0-9]{{{count}}}"));
    }
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
