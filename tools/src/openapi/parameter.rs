//! Parameters in the query, path and headers.

use countersign::operation::{Constant, Operation, Parameter, Place, Presence, Schema, Style};
use serde_json::{Map, Value, json};

use super::components::Components;
use super::schema::{self, Direction, limited, with};
use super::{pattern, put};
use crate::docs;

impl Components {
    /// The parameters outside of the body.
    pub(super) fn parameters(&mut self, operation: &Operation) -> Vec<Value> {
        let outside = operation.parameters().iter().filter(|parameter| parameter.place() != Place::Body);
        let constants = operation.constants().iter().filter(|constant| constant.place() != Place::Body);
        let constants = constants.map(|constant| {
            let (name, place) = (constant.name(), constant.place().as_str());
            json!({ "name": name, "in": place, "required": true, "schema": one_value(constant) })
        });
        constants.chain(outside.map(|parameter| self.parameter(parameter))).collect()
    }

    fn parameter(&mut self, parameter: &Parameter) -> Value {
        let mut members = Map::new();
        put(&mut members, "name", Some(parameter.wire_name()));
        put(&mut members, "in", Some(parameter.place().as_str()));
        put(&mut members, "required", (parameter.place() == Place::Path || is_sent(parameter)).then_some(true));
        let description = docs::with_deprecation(docs::whole(parameter.docs()), parameter.deprecated());
        put(&mut members, "description", description);
        put(&mut members, "deprecated", parameter.deprecated().map(|_| true));
        if travels_as_json(parameter) {
            // `content` would mean the same, but generators only know `schema`.
            let text = json_text(&self.typed(parameter));
            put(&mut members, "schema", Some(with(text, "pattern", pattern::of_json(&parameter.schema()))));
        } else {
            if let Some((style, explode)) = list_style(parameter) {
                put(&mut members, "style", Some(style));
                put(&mut members, "explode", Some(explode));
            }
            put(&mut members, "schema", Some(self.as_text(parameter)));
        }
        Value::Object(members)
    }

    /// The schema of a parameter, typed.
    pub(super) fn typed(&mut self, parameter: &Parameter) -> Value {
        let schema = match parameter.style() {
            Style::Number => self.number(parameter.schema(), Direction::Request),
            _ => self.schema(parameter.schema(), Direction::Request),
        };
        let schema = limited(schema, &parameter.schema(), &parameter.limits());
        let schema = if parameter.presence() == Presence::Nullable { schema::nullable(schema) } else { schema };
        with(schema, "default", default(parameter))
    }

    /// The schema of a parameter as a string: anything without an OpenAPI style is one string.
    pub(super) fn as_text(&mut self, parameter: &Parameter) -> Value {
        match (parameter.style(), list_style(parameter)) {
            (Style::Joined(separator), None) => joined(separator),
            _ => {
                let schema = self.typed(parameter);
                match parameter.style() {
                    _ if is_list_of_json(parameter) => items_as_text(schema),
                    Style::Joined(separator) => items_without(schema, separator),
                    _ => schema,
                }
            }
        }
    }
}

/// The schema of a constant.
pub(super) fn one_value(constant: &Constant) -> Value {
    let value = constant.value();
    let literal = constant.literal().then(|| serde_json::from_str(value).ok()).flatten();
    let value = literal.unwrap_or_else(|| Value::from(value));
    let kind = match &value {
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        _ => "string",
    };
    json!({ "type": kind, "const": value })
}

/// Whether every request has the parameter. One with a default is sent, too: the vendor may require it.
pub(super) fn is_sent(parameter: &Parameter) -> bool {
    match parameter.presence() {
        Presence::Required | Presence::Default => true,
        Presence::List => parameter.limits().min_items().is_some_and(|least| least > 0),
        _ => false,
    }
}

/// Whether the value is a string of JSON where other values are plain strings.
pub(super) fn travels_as_json(parameter: &Parameter) -> bool {
    parameter.style() == Style::JsonText || !is_map(parameter) && is_json(&parameter.schema())
}

/// Whether it is a map whose entries are parameters.
fn is_map(parameter: &Parameter) -> bool {
    matches!(parameter.style(), Style::Entries | Style::Brackets)
}

fn is_json(schema: &Schema) -> bool {
    matches!(schema, Schema::Any | Schema::Object(_) | Schema::SingleMember(..) | Schema::Map(_))
}

fn is_list_of_json(parameter: &Parameter) -> bool {
    matches!(parameter.schema(), Schema::List(item) if is_json(item))
}

/// A list whose items are strings of JSON, each with the repeated name.
fn items_as_text(list: Value) -> Value {
    let Value::Object(mut members) = list else { return list };
    let item = members.remove("items");
    put(&mut members, "items", item.as_ref().map(json_text));
    Value::Object(members)
}

/// A joined list. An empty one would be written like one empty item, so clients send neither.
fn items_without(list: Value, separator: &str) -> Value {
    let Value::Object(mut members) = list else { return list };
    let item = members.remove("items").map(|item| {
        let is_free = item.get("pattern").is_none()
            && !item.get("type").is_some_and(|kind| kind == "integer" || kind == "boolean");
        with(item, "pattern", is_free.then(|| format!("^[^{separator}]+$")))
    });
    put(&mut members, "items", item);
    members.entry("minItems").or_insert_with(|| 1.into());
    Value::Object(members)
}

/// JSON as a JSON string.
pub(super) fn json_text(schema: &Value) -> Value {
    json!({ "type": "string", "contentMediaType": "application/json", "contentSchema": schema })
}

/// A list that is sent as one string, and not at all if it is empty.
pub(super) fn joined(separator: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "x-separator": separator })
}

/// The style and explosion of a list, if OpenAPI has a style for it.
pub(super) fn list_style(parameter: &Parameter) -> Option<(&'static str, bool)> {
    match parameter.style() {
        Style::Brackets => return Some(("deepObject", true)),
        Style::Entries => return Some(("form", true)),
        _ => {}
    }
    if !matches!(parameter.schema(), Schema::List(_)) {
        return None;
    }
    match (parameter.style(), parameter.place()) {
        (Style::Joined(","), Place::Path | Place::Header) => Some(("simple", false)),
        (Style::Joined(","), Place::Query | Place::Body) => Some(("form", false)),
        (Style::Joined(" "), Place::Query | Place::Body) => Some(("spaceDelimited", false)),
        (Style::Joined("|"), Place::Query | Place::Body) => Some(("pipeDelimited", false)),
        (Style::Plain | Style::Number, Place::Query | Place::Body) => Some(("form", true)),
        (Style::Plain | Style::Number, Place::Path | Place::Header) => Some(("simple", false)),
        _ => None,
    }
}

/// The default as JSON of the schema's type.
fn default(parameter: &Parameter) -> Option<Value> {
    let text = parameter.default()?();
    let is_number = parameter.style() == Style::Number;
    Some(match &parameter.schema() {
        Schema::List(item) => match parameter.style() {
            Style::Joined(separator) => text.split(separator).map(|each| read(item, each, is_number)).collect(),
            _ => serde_json::from_str(&text).unwrap_or(Value::String(text)),
        },
        schema => read(schema, &text, is_number),
    })
}

fn read(schema: &Schema, text: &str, is_number: bool) -> Value {
    let is_text = match schema {
        Schema::Integer { .. } | Schema::Number | Schema::Boolean => false,
        Schema::Enum(info) => !info.integer(),
        other => !is_json(other) && !is_number,
    };
    let value = if is_text { None } else { serde_json::from_str(text).ok() };
    value.unwrap_or_else(|| text.into())
}

/// The schema with the description of its parameter.
pub(super) fn described(schema: Value, parameter: &Parameter) -> Value {
    schema::described(schema, parameter.docs(), parameter.deprecated())
}
