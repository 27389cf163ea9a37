//! Reads what a page lists, and what it says about the next one, along the schema of the response: in the same way for
//! typed pages and for JSON.

use std::hash::{DefaultHasher, Hasher as _};

use serde::Serialize;
use serde_json::Value;

use super::PageItems;
use crate::decode::{Decode, Written};
use crate::operation::{DataPath, Operation, Schema, Turn};
use crate::proof;

/// What a page lists, and what it says about the next one.
pub(super) struct Seen {
    pub(super) count: usize,
    pub(super) fingerprint: u64,
    pub(super) next: Option<String>,
    pub(super) has_more: Option<bool>,
}

impl Seen {
    pub(super) fn of<R: PageItems<Item: Decode> + Decode>(operation: &'static Operation, page: &R) -> Self {
        let items = page.items();
        let last = || items.last().and_then(|item| json(&Written(item)));
        let listed = serde_json::to_vec(&Written(items)).unwrap_or_default();
        Self::new(operation, items.len(), &listed, last, || json(&Written(page)))
    }

    /// Reads the page of an operation that is only known at run time, as JSON.
    pub(super) fn of_json(operation: &'static Operation, page: &Value) -> Self {
        let items = listed(operation, page);
        let text = serde_json::to_vec(items).unwrap_or_default();
        Self::new(operation, items.len(), &text, || items.last().and_then(json), || json(page))
    }

    /// Reads a page. It is converted to JSON only if the next page depends on it.
    fn new(
        operation: &'static Operation,
        count: usize,
        items: &[u8],
        last: impl FnOnce() -> Option<String>,
        page: impl FnOnce() -> Option<String>,
    ) -> Self {
        let mut seen = Self { count, fingerprint: fingerprint(items), next: None, has_more: None };
        let Some(pagination) = operation.pagination() else { return seen };
        let whole = pagination.has_more().is_some() || matches!(pagination.turn(), Turn::Cursor(..) | Turn::NextUrl(_));
        let page = if whole { page() } else { None };
        let at = |path: DataPath| proof::at(page.as_deref()?, &operation.response(), path.steps());
        seen.has_more = pagination.has_more().and_then(at).and_then(|flag| flag.parse().ok());
        seen.next = match pagination.turn() {
            Turn::Cursor(_, path) | Turn::NextUrl(path) => at(path),
            Turn::LastItem(_, path) | Turn::AfterLastItem(_, path) => {
                let item = operation.items().map_or(Schema::Any, |(_, item)| item);
                last().and_then(|last| proof::at(&last, &item, path.steps()))
            }
            _ => None,
        };
        seen.next = seen.next.and_then(|json| match json.as_bytes() {
            [b'"', ..] => serde_json::from_str(&json).ok(),
            _ => (json != "null").then_some(json),
        });
        seen.next.take_if(|text| text.trim().is_empty());
        seen
    }
}

fn json(value: &(impl Serialize + ?Sized)) -> Option<String> {
    serde_json::to_string(value).ok()
}

/// Returns the items of a page of an operation that is only known at run time.
fn listed<'p>(operation: &Operation, page: &'p Value) -> &'p [Value] {
    let list = match operation.items() {
        Some(("", _)) => Some(page),
        Some((name, _)) => page.get(name),
        None => None,
    };
    list.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Returns a fingerprint of serialized items, which have no equality of their own.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}
