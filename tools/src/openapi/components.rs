//! The named schemas of a document: models and enumerations, each once, so that models can contain each other.

use std::collections::BTreeMap;

use countersign::Envelope;
use countersign::operation::{EnumInfo, FieldInfo, ModelInfo, Schema};
use serde_json::{Map, Value, json};

use super::put;
use super::schema::{self, Direction};
use crate::docs;

/// Collects the named schemas while the document is written.
pub(super) struct Components {
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    /// `None` for schemas that were passed in.
    of: Option<Named>,
    schema: Value,
}

/// A type with a name.
#[derive(Clone, Copy)]
enum Named {
    Enum(&'static EnumInfo),
    Model(&'static ModelInfo, Direction),
}

impl Named {
    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Enum(one), Self::Enum(other)) => same_enum(one, other),
            (Self::Model(one, direction), Self::Model(other, other_direction)) => {
                direction == other_direction && same_model(one, other, &mut Vec::new())
            }
            _ => false,
        }
    }

    /// Names for it, best first: that of the Rust type, then with a distinguishing suffix.
    fn candidates(self) -> impl Iterator<Item = String> {
        let (name, is_sent) = match self {
            Self::Enum(info) => (info.name(), false),
            Self::Model(info, direction) => (info.name(), direction == Direction::Request),
        };
        // Keys of a document are ASCII.
        let plain = |letter: char| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '_' };
        let name: String = name.chars().map(plain).collect();
        let sent = is_sent.then(|| format!("{name}Request"));
        [name.clone()].into_iter().chain(sent).chain(numbered(&name).skip(1))
    }
}

/// The name, followed by the same name with numbers appended.
fn numbered(name: &str) -> impl Iterator<Item = String> + use<> {
    let name = name.to_owned();
    [name.clone()].into_iter().chain((2..).map(move |number| format!("{name}{number}")))
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

impl Components {
    /// The schemas that every answer refers to.
    pub(super) fn new(envelope: &Envelope) -> Self {
        let entry = |(name, schema)| Entry { name, of: None, schema };
        Self { entries: super::envelope::components(envelope).into_iter().map(entry).collect() }
    }

    /// Adds a schema under this name, or with a number appended if it is taken, and refers to it.
    pub(super) fn given(&mut self, name: &str, schema: Value) -> Value {
        let name = self.free(numbered(name));
        let reference = reference(&name);
        self.entries.push(Entry { name, of: None, schema });
        reference
    }

    /// The members of models and the values of enumerations, mapping Rust names to wire names.
    pub(super) fn members(&self) -> impl Iterator<Item = (&str, BTreeMap<&'static str, &'static str>)> {
        self.entries.iter().filter_map(|entry| {
            let members = match entry.of? {
                Named::Enum(info) => info.values().iter().map(|value| (value.name(), value.wire())).collect(),
                Named::Model(info, _) => info.fields().iter().map(|field| (field.name(), field.wire_name())).collect(),
            };
            Some((entry.name.as_str(), members))
        })
    }

    /// The schemas by name.
    pub(super) fn into_schemas(self) -> Map<String, Value> {
        self.entries.into_iter().map(|entry| (entry.name, entry.schema)).collect()
    }

    /// Refers to an enumeration.
    pub(super) fn enumeration(&mut self, info: &'static EnumInfo) -> Value {
        self.refer(Named::Enum(info), |_| enumeration(info))
    }

    /// Refers to a model, as it is sent or as it is read.
    pub(super) fn model(&mut self, info: &'static ModelInfo, direction: Direction) -> Value {
        self.refer(Named::Model(info, direction), |components| components.object(info, direction))
    }

    fn refer(&mut self, named: Named, write: impl FnOnce(&mut Self) -> Value) -> Value {
        let is_it = |entry: &&Entry| entry.of.is_some_and(|of| of.is(named));
        let known = self.entries.iter().find(is_it).map(|entry| entry.name.clone());
        let name = known.unwrap_or_else(|| self.add(named, write));
        reference(&name)
    }

    fn free(&self, mut candidates: impl Iterator<Item = String>) -> String {
        candidates.find(|candidate| self.entries.iter().all(|entry| entry.name != *candidate)).unwrap_or_default()
    }

    fn add(&mut self, named: Named, write: impl FnOnce(&mut Self) -> Value) -> String {
        let name = self.free(named.candidates());
        // The name is taken before the schema is written: a model may contain itself.
        let position = self.entries.len();
        self.entries.push(Entry { name: name.clone(), of: Some(named), schema: Value::Null });
        let schema = write(self);
        if let Some(entry) = self.entries.get_mut(position) {
            entry.schema = schema;
        }
        name
    }

    fn object(&mut self, info: &'static ModelInfo, direction: Direction) -> Value {
        let properties: Map<String, Value> =
            info.fields().iter().map(|field| (field.wire_name().to_owned(), self.field(field, direction))).collect();
        let required: Vec<&str> =
            info.fields().iter().filter(|field| field.required()).map(FieldInfo::wire_name).collect();
        let mut members = Map::new();
        put(&mut members, "type", Some("object"));
        put(&mut members, "description", docs::whole(info.docs()));
        put(&mut members, "properties", Some(properties));
        put(&mut members, "required", (!required.is_empty()).then_some(required));
        Value::Object(members)
    }

    /// The schema of a member.
    pub(super) fn field(&mut self, field: &FieldInfo, direction: Direction) -> Value {
        let value = if field.number() {
            self.number(field.schema(), direction)
        } else if field.text() && direction == Direction::Request {
            json!({ "type": "string" })
        } else {
            self.schema(field.schema(), direction)
        };
        let is_nullable = field.nullable() || direction == Direction::Response && !field.required();
        let value = if is_nullable { schema::nullable(value) } else { value };
        let is_read = direction == Direction::Response && !field.aliases().is_empty();
        let value = schema::with(value, "x-aliases", is_read.then_some(field.aliases()));
        schema::described(value, field.docs(), field.deprecated())
    }
}

/// Known values with their meanings, or any other.
fn enumeration(info: &EnumInfo) -> Value {
    let wire = |wire: &str| match wire.parse::<i64>() {
        Ok(number) if info.integer() => Value::from(number),
        _ => Value::from(wire),
    };
    let meaning = |docs: &str| docs::whole(docs).unwrap_or_default().replace('\n', " ");
    let values: Vec<Value> = info.values().iter().map(|value| wire(value.wire())).collect();
    let names: Vec<&str> = info.values().iter().map(countersign::operation::EnumValue::name).collect();
    let meanings: Vec<String> = info.values().iter().map(|value| meaning(value.docs())).collect();
    let (known, any) = if info.integer() {
        (json!("integer"), json!(["integer", "string"]))
    } else {
        (json!("string"), json!("string"))
    };
    let lines: Vec<String> =
        info.values().iter().zip(&meanings).map(|(value, meaning)| format!("* {}: {meaning}", value.wire())).collect();
    let docs = docs::whole(info.docs()).unwrap_or_default();
    json!({
        "description": format!("{docs}\n\nOther values may occur:\n\n{}", lines.join("\n")),
        "anyOf": [
            { "type": known, "enum": values, "x-enum-varnames": names, "x-enum-descriptions": meanings },
            { "type": any },
        ],
    })
}

fn same_enum(one: &EnumInfo, other: &EnumInfo) -> bool {
    let wires = |info: &EnumInfo| info.values().iter().map(countersign::operation::EnumValue::wire).collect::<Vec<_>>();
    std::ptr::eq(one, other)
        || one.name() == other.name()
            && one.integer() == other.integer()
            && one.docs() == other.docs()
            && wires(one) == wires(other)
}

/// Whether two models are equal. One model may be at two addresses, and two instances of a generic model have one name,
/// so neither decides. Models may contain themselves, so pairs that are being compared count as equal.
fn same_model(one: &ModelInfo, other: &ModelInfo, assumed: &mut Vec<(*const ModelInfo, *const ModelInfo)>) -> bool {
    let pair = (std::ptr::from_ref(one), std::ptr::from_ref(other));
    if std::ptr::eq(one, other) || assumed.contains(&pair) {
        return true;
    }
    assumed.push(pair);
    one.name() == other.name()
        && one.docs() == other.docs()
        && one.fields().len() == other.fields().len()
        && one.fields().iter().zip(other.fields()).all(|(one, other)| {
            one.wire_name() == other.wire_name()
                && one.aliases() == other.aliases()
                && one.required() == other.required()
                && one.number() == other.number()
                && one.text() == other.text()
                && one.nullable() == other.nullable()
                && one.docs() == other.docs()
                && one.deprecated() == other.deprecated()
                && same_schema(&one.schema(), &other.schema(), assumed)
        })
}

fn same_schema(one: &Schema, other: &Schema, assumed: &mut Vec<(*const ModelInfo, *const ModelInfo)>) -> bool {
    match (one, other) {
        (Schema::Enum(one), Schema::Enum(other)) => same_enum(one, other),
        (Schema::Object(one), Schema::Object(other)) => same_model(one(), other(), assumed),
        (Schema::SingleMember(one, value), Schema::SingleMember(other, other_value)) => {
            same_enum(one, other) && same_schema(value, other_value, assumed)
        }
        (Schema::Integer { least, most }, Schema::Integer { least: other_least, most: other_most }) => {
            (least, most) == (other_least, other_most)
        }
        (Schema::List(one), Schema::List(other)) | (Schema::Map(one), Schema::Map(other)) => {
            same_schema(one, other, assumed)
        }
        (Schema::Matching(one), Schema::Matching(other)) => one == other,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
