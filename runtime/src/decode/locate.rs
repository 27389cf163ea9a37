//! Where in an answer a surprise sits, told afterwards from the body and the metadata of its operation.
//!
//! Reading an answer notes only the type and the name of what it does not know, which costs a good answer nothing. The
//! client calls this once for each new finding; it never runs for an answer without one.

use serde_json::Value;

use super::drift::{DriftKind, shortened};
use crate::operation::Schema;

/// The path of the first value in `value` that fits the finding, and the value itself. None where the type was read by
/// hand, so that its schema does not say what it holds.
pub(crate) fn locate<'v>(
    value: &'v Value,
    schema: &Schema,
    kind: DriftKind,
    owner: &str,
    name: &str,
) -> Option<(String, &'v Value)> {
    let mut path = String::new();
    let found = Search { kind, owner, name }.find(value, schema, &mut path)?;
    Some((path, found))
}

struct Search<'s> {
    kind: DriftKind,
    owner: &'s str,
    name: &'s str,
}

impl Search<'_> {
    /// `path` is that of `value`; where something is found, it is that of the finding.
    fn find<'v>(&self, value: &'v Value, schema: &Schema, path: &mut String) -> Option<&'v Value> {
        match (schema, value) {
            (Schema::Object(info), Value::Object(members)) => {
                let info = info();
                members.iter().find_map(|(name, member)| {
                    let field = info.fields.iter().find(|field| field.wire_name == name);
                    at(path, name, |path| match field {
                        Some(field) => self.find(member, &field.schema, path),
                        None => self.is(DriftKind::UnknownField, info.name, name).then_some(member),
                    })
                })
            }
            (Schema::SingleMember(_, inner) | Schema::Map(inner), Value::Object(members)) => {
                members.iter().find_map(|(name, member)| at(path, name, |path| self.find(member, inner, path)))
            }
            (Schema::List(item), Value::Array(items)) => items.iter().enumerate().find_map(|(index, value)| {
                let before = path.len();
                path.push_str(&format!("[{index}]"));
                let found = self.find(value, item, path);
                if found.is_none() {
                    path.truncate(before);
                }
                found
            }),
            (Schema::Enum(info), Value::String(text)) => {
                self.is(DriftKind::UnknownValue, info.name, text).then_some(value)
            }
            (Schema::Enum(info), Value::Number(number)) => {
                self.is(DriftKind::UnknownValue, info.name, &number.to_string()).then_some(value)
            }
            _ => None,
        }
    }

    fn is(&self, kind: DriftKind, owner: &str, name: &str) -> bool {
        self.kind == kind && self.owner == owner && self.name == shortened(name)
    }
}

/// Looks below the member `name`, whose path is kept when something is found there.
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
