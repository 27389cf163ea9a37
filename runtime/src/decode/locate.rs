//! Locates drift in an answer, from its body and the metadata of its operation.
//!
//! Reading an answer records only the type and the name of what it does not know, which costs nothing for an answer
//! without drift. The client calls this once for each new finding.

use serde_json::Value;

use super::drift::{DriftKind, RESPONSE, shortened};
use super::primitive::flag;
use crate::operation::Schema;

/// Returns the path of the first value in `value` that matches the finding, and the value itself. `None` if the type is
/// decoded by hand-written code, so that its schema does not describe its contents.
pub(crate) fn locate<'v>(
    value: &'v Value,
    schema: &Schema,
    kind: DriftKind,
    owner: &str,
    name: &str,
) -> Option<(String, &'v Value)> {
    let mut path = String::new();
    let found = Search { kind, owner, name }.find(value, schema, (RESPONSE, RESPONSE), &mut path)?;
    Some((path, found))
}

struct Search<'s> {
    kind: DriftKind,
    owner: &'s str,
    name: &'s str,
}

impl Search<'_> {
    /// Searches `value`, which is the value of the field `holder`. `path` is the path of `value`; if something is
    /// found, it becomes the path of the finding.
    fn find<'v>(
        &self,
        value: &'v Value,
        schema: &Schema,
        holder: (&str, &str),
        path: &mut String,
    ) -> Option<&'v Value> {
        if self.kind == DriftKind::OddForm && is_odd(value, schema) {
            return self.is(DriftKind::OddForm, holder.0, holder.1).then_some(value);
        }
        match (schema, value) {
            (Schema::Object(info), Value::Object(members)) => {
                let info = info();
                members.iter().find_map(|(name, member)| {
                    let field = info
                        .fields()
                        .iter()
                        .find(|field| field.wire_name() == name || field.aliases().contains(&&**name));
                    at(path, name, |path| match field {
                        Some(field) => self.find(member, &field.schema(), (info.name(), field.wire_name()), path),
                        None => self.is(DriftKind::UnknownField, info.name(), name).then_some(member),
                    })
                })
            }
            (Schema::SingleMember(_, inner) | Schema::Map(inner), Value::Object(members)) => {
                members.iter().find_map(|(name, member)| at(path, name, |path| self.find(member, inner, holder, path)))
            }
            (Schema::List(item), Value::Array(items)) => items.iter().enumerate().find_map(|(index, value)| {
                let before = path.len();
                path.push_str(&format!("[{index}]"));
                let found = self.find(value, item, holder, path);
                if found.is_none() {
                    path.truncate(before);
                }
                found
            }),
            (Schema::Enum(info), Value::String(text)) => {
                self.is(DriftKind::UnknownValue, info.name(), text).then_some(value)
            }
            (Schema::Enum(info), Value::Number(number)) => {
                self.is(DriftKind::UnknownValue, info.name(), &number.to_string()).then_some(value)
            }
            _ => None,
        }
    }

    fn is(&self, kind: DriftKind, owner: &str, name: &str) -> bool {
        self.kind == kind && self.owner == owner && self.name == shortened(name)
    }
}

/// Returns whether a value is written in a form that its definition does not name.
fn is_odd(value: &Value, schema: &Schema) -> bool {
    let is_empty = match value {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    match schema {
        Schema::Boolean => match value {
            Value::String(text) => flag(text).is_some_and(|(_, is_odd)| is_odd),
            other => other.is_number(),
        },
        Schema::List(_) => is_empty && !value.is_array(),
        Schema::Object(_) | Schema::Map(_) => is_empty && !value.is_object(),
        _ => false,
    }
}

/// Searches the member `name`, whose path is kept if something is found there.
fn at<T>(path: &mut String, name: &str, look: impl FnOnce(&mut String) -> Option<T>) -> Option<T> {
    let before = path.len();
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
    let found = look(path);
    if found.is_none() {
        path.truncate(before);
    }
    found
}
