//! Documentation comments for readers who do not know Rust: with wire names, and without code marks.

use std::collections::{BTreeMap, BTreeSet};

use countersign::operation::Operation;
use serde_json::Value;

use super::components::Components;

/// The wire names by Rust name.
pub(super) struct Words {
    /// The fields and values by the name of their type.
    members: BTreeMap<String, BTreeMap<&'static str, &'static str>>,
    /// The operations by the name of their type.
    operations: BTreeMap<String, &'static str>,
}

impl Words {
    pub(super) fn new(operations: impl Iterator<Item = &'static Operation>, components: &Components) -> Self {
        let mut words = Self { members: BTreeMap::new(), operations: BTreeMap::new() };
        for operation in operations {
            let parameters = operation.parameters().iter().map(|each| (each.name(), each.wire_name()));
            words.members.insert(type_name(operation.name()), parameters.collect());
            words.operations.insert(type_name(operation.name()), operation.name());
        }
        for (name, members) in components.members() {
            words.members.insert(name.to_owned(), members);
        }
        words
    }

    /// Rewrites every text of a document.
    pub(super) fn rewrite(&self, document: &mut Value) {
        let schemas = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
        schemas.into_iter().flatten().for_each(|(name, schema)| self.texts(schema, name));
        for paths in ["paths", "webhooks"] {
            let items = document.get_mut(paths).and_then(Value::as_object_mut).into_iter().flatten();
            for operation in items.filter_map(|(_, item)| item.as_object_mut()).flat_map(|item| item.values_mut()) {
                let owner = operation["operationId"].as_str().map(type_name).unwrap_or_default();
                self.texts(operation, &owner);
            }
        }
        self.texts(document, "");
    }

    fn texts(&self, value: &mut Value, owner: &str) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.texts(item, owner)),
            Value::Object(members) => members.iter_mut().for_each(|(name, member)| match (name.as_str(), member) {
                ("description" | "summary", Value::String(text)) => *text = self.text(text, owner),
                ("x-enum-descriptions", Value::Array(texts)) => {
                    for text in texts {
                        *text = self.text(text.as_str().unwrap_or_default(), owner).into();
                    }
                }
                ("examples" | "default" | "const" | "enum", _) => {}
                (_, member) => self.texts(member, owner),
            }),
            _ => {}
        }
    }

    /// The text, with everything in backticks renamed as on the wire.
    fn text(&self, text: &str, owner: &str) -> String {
        let parts = text.split('`').enumerate();
        parts.map(|(index, part)| if index % 2 == 0 { part.to_owned() } else { self.name(part, owner) }).collect()
    }

    fn name(&self, code: &str, owner: &str) -> String {
        let of = |type_name: &str, name: &str| self.members.get(type_name)?.get(name).copied();
        let found = match code.trim_end_matches("()").rsplit_once("::") {
            Some((path, name)) => {
                let type_name = path.rsplit("::").next().filter(|name| *name != "Self").unwrap_or(owner);
                Some(of(type_name, name).unwrap_or(name))
            }
            None => self.operations.get(code).copied().or_else(|| of(owner, code)).or_else(|| self.everywhere(code)),
        };
        found.map_or_else(|| code.to_owned(), str::to_owned)
    }

    /// The wire name for which all types with a member of this name agree.
    fn everywhere(&self, name: &str) -> Option<&'static str> {
        let names: BTreeSet<_> = self.members.values().filter_map(|members| members.get(name)).collect();
        if names.len() == 1 { names.first().map(|name| **name) } else { None }
    }
}

/// `keyword_search` as the name of a type.
pub(super) fn type_name(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    words.collect()
}
