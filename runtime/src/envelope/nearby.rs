//! The response of an operation that is declared with `nearby`, where it is one level further in or further out.
//!
//! [`moved`] returns the body as if the response stood where the declaration says, so that whatever reads an answer,
//! and whatever looks for a proof or a failure in it, knows one place only.

use serde_json::value::RawValue;

use super::Envelope;
use crate::operation::{Operation, Schema};
use crate::param::json_members;

/// Returns the body with the response moved to its place, or `None` if it already is there or cannot be found. If the
/// response cannot be absent and requires no member, an absent one becomes an empty object.
pub(super) fn moved(envelope: &Envelope, operation: &Operation, may_be_absent: bool, body: &str) -> Option<String> {
    let (schema, steps) = (operation.response(), envelope.path_to_response(operation, body.as_bytes()));
    let around = if envelope.wrapped { envelope.around() } else { Vec::new() };
    // The body, and what each step leads to, as far as it goes.
    let mut levels = vec![body];
    for step in &steps {
        let at = levels.last().and_then(|outer| members(outer).into_iter().find(|(name, _)| name == step));
        let Some((_, value)) = at else { break };
        levels.push(value);
    }
    let place = levels.get(steps.len()).copied();
    if place.is_some_and(|json| fits(json, &schema, &[])) {
        return None;
    }
    let bare = || place.and_then(|json| list(json, operation).or_else(|| only_value(json, &schema)));
    let deeper = || {
        let inside = members(place?);
        let like = |json: &&str| fits(json, &schema, &[]);
        only(inside.iter().map(|(_, json)| *json).filter(like))
            .map(str::to_owned)
            .or_else(|| only(inside.iter().filter_map(|(_, json)| list(json, operation))))
    };
    let outer = || {
        let depth = steps.len().checked_sub(1)?;
        let names = if depth == 0 { &*around } else { &[] };
        let outer = levels.get(depth).filter(|json| fits(json, &schema, names))?;
        if !outer.starts_with('{') {
            return Some((*outer).to_owned());
        }
        let own = members(outer).into_iter().filter(|(name, _)| !names.contains(&&**name));
        Some(object(own.map(|(name, json)| (name, json.to_owned()))))
    };
    let found = bare().or_else(deeper).or_else(outer).or_else(|| nothing(place, &schema).filter(|_| !may_be_absent))?;
    let nested = |steps: &[&str]| steps.iter().rev().fold(found.clone(), |inner, name| object([(*name, inner)]));
    let Some((data, rest)) = steps.split_first().filter(|_| envelope.wrapped) else { return Some(nested(&steps)) };
    let kept = members(body).into_iter().filter(|(name, _)| name != data);
    let mut whole: Vec<(String, String)> = kept.map(|(name, json)| (name, json.to_owned())).collect();
    whole.push(((*data).to_owned(), nested(rest)));
    Some(object(whole))
}

/// Whether a value looks like the response: an object by a member that it knows, anything else by its kind.
fn fits(json: &str, schema: &Schema, except: &[&str]) -> bool {
    match (json.bytes().next(), schema) {
        (Some(b'{'), Schema::Object(info)) => {
            let is_field = |name: &&str| {
                info().fields().iter().any(|field| field.wire_name() == *name || field.aliases().contains(name))
            };
            members(json).iter().any(|(name, _)| !except.contains(&&**name) && is_field(&&**name))
        }
        (Some(b'{'), Schema::Map(_) | Schema::Any | Schema::SingleMember(..)) => true,
        (Some(b'['), Schema::List(_) | Schema::Any) => true,
        (Some(b'{' | b'[' | b'n') | None, _) => false,
        (_, Schema::Object(_) | Schema::List(_) | Schema::Map(_) | Schema::SingleMember(..)) => false,
        _ => true,
    }
}

/// A list in the place of the object that should contain it.
fn list(json: &str, operation: &Operation) -> Option<String> {
    let (name, _) = operation.items().filter(|(name, _)| json.starts_with('[') && !name.is_empty())?;
    Some(object([(name, json.to_owned())]))
}

/// A single value in the place of the object that has this value alone.
fn only_value(json: &str, schema: &Schema) -> Option<String> {
    let Schema::Object(info) = schema else { return None };
    let [field] = info().fields() else { return None };
    fits(json, &field.schema(), &[]).then(|| object([(field.wire_name(), json.to_owned())]))
}

/// An object without members in the place of none.
fn nothing(place: Option<&str>, schema: &Schema) -> Option<String> {
    let Schema::Object(info) = schema else { return None };
    let is_empty = place.is_none_or(|json| matches!(json, "null" | r#""""#));
    (is_empty && info().fields().iter().all(|field| !field.required())).then(|| "{}".to_owned())
}

/// The one thing there is; `None` where there are several, or none.
fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}

/// The members of an object; none of anything else.
fn members(json: &str) -> Vec<(String, &str)> {
    let members = json_members(json.as_bytes()).unwrap_or_default();
    members.into_iter().map(|(name, value): (_, &RawValue)| (name.into_owned(), value.get())).collect()
}

fn object<N: AsRef<str>>(members: impl IntoIterator<Item = (N, String)>) -> String {
    let member = |(name, json): (N, String)| format!("{}:{json}", serde_json::Value::from(name.as_ref()));
    format!("{{{}}}", members.into_iter().map(member).collect::<Vec<_>>().join(","))
}
