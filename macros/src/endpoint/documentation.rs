//! The part of the documentation that is generated: how the request is sent, and a table of its parameters.
//!
//! `codegen.rs` puts it on the struct. An undocumented struct gets nothing, so that the lint for missing
//! documentation still applies. The metadata contains only the user's own words.

use std::fmt::Write as _;

use super::choices::{Body, Method, Retry, Source};
use super::item;
use super::model::{Constant, Endpoint};
use super::parameter::{Parameter, Presence, Style};
use super::values::Range;

/// The text, if the struct is documented at all.
pub(crate) fn request(endpoint: &Endpoint<'_>) -> Option<String> {
    if endpoint.docs.is_empty() {
        return None;
    }
    let mut text = format!("\n# Request\n\n{}\n{}", head(endpoint)?, open_outcome(endpoint));
    for Constant { key, name, place } in &endpoint.constants {
        let _ = writeln!(text, "\nAlways sends `{name}` = `{}` ({}).", key.value, place.word());
    }
    if endpoint.parameters.is_empty() {
        return Some(text);
    }
    text.push_str("\n| field | on the wire | type | | limits |\n|---|---|---|---|---|\n");
    for parameter in &endpoint.parameters {
        let Parameter { name, wire_name, place, .. } = parameter;
        let (type_, presence) = (code(&item::written_type(parameter.type_.whole)), presence(parameter));
        // Writing to a string cannot fail.
        let on_wire = match parameter.body {
            Some(_) => "the whole body".to_owned(),
            None => format!("`{wire_name}` ({})", place.word()),
        };
        let _ = writeln!(text, "| `{name}` | {on_wire} | {type_} | {presence} | {} |", limits(parameter));
    }
    Some(text)
}

fn head(endpoint: &Endpoint<'_>) -> Option<String> {
    let route = endpoint.carrier.route.as_ref()?;
    let method = word(&Method::ALL, endpoint.carrier.method?);
    let body = match endpoint.carrier.body {
        Body::None => String::new(),
        Body::Whole => ", a body that is one field".to_owned(),
        body => format!(", body `{}`", word(&Body::ALL, body)),
    };
    let (name, path) = (&endpoint.name, route.literal.value());
    let (retry, source) = (word(&Retry::ALL, endpoint.retry), word(&Source::ALL, endpoint.source));
    let retry = endpoint.idempotency.as_ref().map_or_else(|| retry.to_owned(), |field| format!("idempotent({field})"));
    let proof = proof(endpoint);
    let auth = endpoint.auth.map_or_else(String::new, |name| format!(", scheme `{}`", item::plain_name(name)));
    let docs = endpoint.docs_url.as_ref().map_or_else(String::new, |url| format!(", [the vendor's page]({url})"));
    let path = format!("{}{path}", endpoint.base.as_deref().unwrap_or_default());
    Some(format!("`{name}`: `{method} {path}`{body}{auth}, retry `{retry}`{proof}, source `{source}`{docs}."))
}

/// What callers of an operation that must not be repeated need to know in case a call is lost.
fn open_outcome(endpoint: &Endpoint<'_>) -> String {
    if endpoint.retry != Retry::Never {
        return String::new();
    }
    let reference = endpoint.parameters.iter().find(|parameter| parameter.reference);
    let advice = match reference {
        Some(Parameter { name, .. }) => format!("keep `{name}` to look it up by"),
        None => "look up its effect before calling again".to_owned(),
    };
    format!("\nA call that is not answered, or whose future is dropped, may have been carried out: {advice}.\n")
}

fn proof(endpoint: &Endpoint<'_>) -> String {
    let paths: Vec<String> = endpoint.proof.unwrap_or_default().iter().map(|path| format!("`{path}`")).collect();
    match endpoint.proof {
        None => String::new(),
        Some([]) => ", proof `none`".to_owned(),
        Some(_) => format!(", proof {}", paths.join(" or ")),
    }
}

fn word<T: Copy + PartialEq>(all: &[(&'static str, T)], value: T) -> &'static str {
    all.iter().find(|(_, each)| *each == value).map_or("", |(word, _)| word)
}

fn presence(parameter: &Parameter<'_>) -> String {
    match (parameter.presence, parameter.default) {
        (Presence::Default, Some(default)) => format!("default {}", code(&item::written(&default.tokens))),
        (Presence::Required | Presence::Default, _) => "required".to_owned(),
        (Presence::Optional | Presence::List, _) => "optional".to_owned(),
        (Presence::Nullable, _) => "optional, or `null` to clear".to_owned(),
    }
}

fn limits(parameter: &Parameter<'_>) -> String {
    let Range { minimum, maximum, .. } = parameter.range.cloned().unwrap_or_default();
    let range = match (minimum, maximum) {
        (Some(minimum), Some(maximum)) => Some(format!("{minimum} to {maximum}")),
        (Some(minimum), None) => Some(format!("{minimum} or more")),
        (None, Some(maximum)) => Some(format!("{maximum} or less")),
        (None, None) => None,
    };
    let items = match (parameter.min_items, parameter.max_items) {
        (Some(least), Some(most)) => Some(format!("{least} to {most} items")),
        (Some(least), None) => Some(format!("{least} items or more")),
        (None, Some(most)) => Some(format!("{most} items or fewer")),
        (None, None) => None,
    };
    let length = parameter.max_len.map(|most| format!("length {most} or less"));
    let style = match parameter.style {
        Style::Joined(separator) => Some(format!("joined by {}", code(&separator.value()))),
        Style::JsonText => Some("as JSON text".to_owned()),
        Style::Entries => Some("each entry by its own name".to_owned()),
        Style::Brackets => Some("names in brackets".to_owned()),
        Style::Plain | Style::Number => None,
    };
    let all: Vec<String> = [range, length, items, style].into_iter().flatten().collect();
    all.join("; ")
}

/// Code in a cell of a table.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('|', "\\|"))
}
