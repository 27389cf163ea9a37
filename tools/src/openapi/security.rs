//! How requests are authenticated, as security schemes of OpenAPI.
//!
//! OpenAPI supports tokens, names with passwords, and keys in query and headers, but neither keys in a body nor
//! computed values. So whatever a scheme sends in query and headers becomes a security scheme; what it sends in a body
//! becomes one more, of type `http` and named like the rule, whose description explains where it is sent.

use countersign::auth::{Content, Sends};
use countersign::operation::{Operation, Place};
use serde_json::{Map, Value, json};

use super::{OpenApi, put};
use crate::scheme::{Described, content};

impl OpenApi<'_> {
    /// The scheme of an operation, if the document has schemes.
    fn scheme_of(&self, operation: &Operation) -> Option<Described<'_>> {
        Described::of(self.schemes.as_ref()?, operation)
    }

    /// All security schemes, by name.
    pub(super) fn security_schemes(&self) -> Map<String, Value> {
        let mut schemes = Map::new();
        let described = self.operations().filter_map(|(_, operation)| self.scheme_of(operation));
        described.for_each(|scheme| put_schemes(&mut schemes, &scheme));
        schemes
    }

    /// The requirements of an operation, and what its scheme sends where.
    pub(super) fn put_security(&self, members: &mut Map<String, Value>, operation: &Operation) {
        let Some(scheme) = self.scheme_of(operation) else {
            put(members, "security", Some(json!([])));
            return;
        };
        put(members, "security", Some(requirement(&scheme)));
        put(members, "x-signature", note(&scheme));
    }
}

/// Adds what a scheme sends, unless it is already there.
pub(super) fn put_schemes(schemes: &mut Map<String, Value>, scheme: &Described<'_>) {
    for sends in outside(scheme) {
        schemes.entry(key(scheme, sends)).or_insert_with(|| security_scheme(scheme, sends));
    }
    if is_elsewhere(scheme) {
        schemes.entry(key_elsewhere(scheme)).or_insert_with(|| elsewhere(scheme));
    }
}

/// Everything that must be sent; an empty list means that nothing is required.
pub(super) fn requirement(scheme: &Described<'_>) -> Value {
    let mut names: Map<String, Value> = outside(scheme).map(|sends| (key(scheme, sends), json!([]))).collect();
    if is_elsewhere(scheme) {
        names.insert(key_elsewhere(scheme), json!([]));
    }
    if names.is_empty() { json!([]) } else { json!([names]) }
}

/// What a scheme sends where, and what it does not cover.
pub(super) fn note(scheme: &Described<'_>) -> Option<Value> {
    let sends = &scheme.description.sends;
    let mut note = Map::new();
    put(&mut note, "rule", Some(scheme.called()));
    for place in [Place::Query, Place::Header, Place::Body] {
        let names: Vec<&str> =
            sends.iter().filter(|sends| sends.place == place).map(|sends| sends.name.as_str()).collect();
        put(&mut note, place.as_str(), (!names.is_empty()).then_some(names));
    }
    let uncovered = &scheme.description.uncovered;
    put(&mut note, "uncovered", (!uncovered.is_empty()).then(|| uncovered.clone()));
    put(&mut note, "expression", scheme.description.expression.as_deref());
    (!sends.is_empty()).then_some(Value::Object(note))
}

fn outside<'d>(scheme: &'d Described<'_>) -> impl Iterator<Item = &'d Sends> {
    scheme.description.sends.iter().filter(|sends| matches!(sends.place, Place::Query | Place::Header))
}

fn in_body<'d>(scheme: &'d Described<'_>) -> impl Iterator<Item = &'d Sends> {
    scheme.description.sends.iter().filter(|sends| sends.place == Place::Body)
}

/// Whether something is sent for which OpenAPI has no place: in the body, or by a rule that does not describe itself.
fn is_elsewhere(scheme: &Described<'_>) -> bool {
    in_body(scheme).next().is_some() || scheme.description.sends.is_empty() && scheme.rule.needs_credentials()
}

/// The name of a security scheme. A token has the scheme's name. Anything sent under its own name has that appended to
/// the scheme's, so that two schemes can send the same name.
fn key(scheme: &Described<'_>, sends: &Sends) -> String {
    let key = match (sends.content, scheme.name) {
        (Content::Bearer, None) => String::from("bearer"),
        (Content::Basic, None) => String::from("basic"),
        (Content::Bearer | Content::Basic, Some(name)) => name.to_owned(),
        (_, None) => sends.name.clone(),
        (_, Some(name)) => format!("{name}.{}", sends.name),
    };
    plain(&key)
}

fn key_elsewhere(scheme: &Described<'_>) -> String {
    plain(&format!("{}.body", scheme.called()))
}

/// The characters that OpenAPI allows in such names.
fn plain(key: &str) -> String {
    key.replace(|letter: char| !letter.is_ascii_alphanumeric() && !".-_".contains(letter), "_")
}

fn security_scheme(scheme: &Described<'_>, sends: &Sends) -> Value {
    let mut members = Map::new();
    let kind = match sends.content {
        Content::Bearer => Some("bearer"),
        Content::Basic => Some("basic"),
        _ => None,
    };
    put(&mut members, "type", Some(if kind.is_some() { "http" } else { "apiKey" }));
    put(&mut members, "scheme", kind);
    put(&mut members, "in", kind.is_none().then(|| sends.place.as_str()));
    put(&mut members, "name", kind.is_none().then_some(sends.name.as_str()));
    put(&mut members, "description", Some(described(scheme, sends)));
    let is_signature = sends.content == Content::Signature;
    let code = if is_signature { scheme.description.expression.as_deref() } else { Some(sends.code.as_str()) };
    put(&mut members, "x-expression", code.filter(|code| !code.is_empty()));
    Value::Object(members)
}

/// What is sent in the body.
fn elsewhere(scheme: &Described<'_>) -> Value {
    let mut text = match in_body(scheme).next() {
        None => String::from("What is sent, and where, is not described."),
        Some(_) => String::from(
            "Sent as members of the body, not in the header Authorization: OpenAPI has no type for that. The extension \
             x-signature of an operation names them, and the expression of the signature.",
        ),
    };
    text += &format!("\n\n{}", rule(scheme));
    let mut members = Map::new();
    put(&mut members, "type", Some("http"));
    put(&mut members, "scheme", Some(plain(scheme.called())));
    put(&mut members, "description", Some(text));
    Value::Object(members)
}

/// Its description; for a signature, the whole rule.
fn described(scheme: &Described<'_>, sends: &Sends) -> String {
    let mut text = String::from(content(sends.content));
    if sends.content == Content::Signature {
        text += &format!("\n\n{}", rule(scheme));
    }
    text
}

fn rule(scheme: &Described<'_>) -> String {
    let docs = Some(scheme.description.docs.clone()).filter(|docs| !docs.is_empty());
    let sentences: Vec<String> = docs.into_iter().chain(scheme.remarks()).collect();
    format!("Scheme {}. {}", scheme.called(), sentences.join("\n\n"))
}
