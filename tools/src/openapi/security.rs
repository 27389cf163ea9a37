//! How requests are authenticated, in OpenAPI's means.
//!
//! OpenAPI knows tokens, names with passwords, and keys in query and headers: not keys in a body, and no computed values. So
//! what a scheme sends in query and headers are security schemes, what it sends in a body are members of the body that nobody
//! must fill in, and how a signature is computed is described in words and as the expression of the scheme.

use std::collections::BTreeMap;

use countersign::auth::{Content, Sends};
use countersign::operation::{Operation, Place};
use serde_json::{Map, Value, json};

use super::{OpenApi, put};
use crate::scheme::{Described, content};

impl OpenApi<'_> {
    /// The scheme of an operation, where the document is told of schemes.
    fn scheme_of(&self, operation: &Operation) -> Option<Described<'_>> {
        Described::of(self.schemes.as_ref()?, operation)
    }

    /// All that is sent outside of bodies, by name.
    pub(super) fn security_schemes(&self) -> Option<Value> {
        let mut schemes = BTreeMap::new();
        for (_, operation) in self.operations() {
            let Some(scheme) = self.scheme_of(operation) else { continue };
            for sends in outside(&scheme) {
                schemes.entry(key(&scheme, sends)).or_insert_with(|| security_scheme(&scheme, sends));
            }
        }
        (!schemes.is_empty()).then(|| json!(schemes))
    }

    /// The members of a body that the scheme adds: name and schema.
    pub(super) fn signed_members(&self, operation: &Operation) -> Vec<(String, Value)> {
        let Some(scheme) = self.scheme_of(operation) else { return Vec::new() };
        let in_body = scheme.description.sends().iter().filter(|sends| sends.place() == Place::Body);
        let member = |sends: &Sends| json!({ "type": "string", "description": described(&scheme, sends) });
        in_body.map(|sends| (sends.name().to_owned(), member(sends))).collect()
    }

    /// What an operation requires, and where its scheme sends what.
    pub(super) fn put_security(&self, members: &mut Map<String, Value>, operation: &Operation) {
        let Some(scheme) = self.scheme_of(operation) else { return };
        let names: Map<String, Value> = outside(&scheme).map(|sends| (key(&scheme, sends), json!([]))).collect();
        let sends = scheme.description.sends();
        // An empty list states that nothing is required; where all is in the body, OpenAPI cannot say what is.
        let requirement = if names.is_empty() { json!([]) } else { json!([names]) };
        put(members, "security", (!names.is_empty() || sends.is_empty()).then_some(requirement));
        if sends.is_empty() {
            return;
        }
        let mut note = Map::new();
        put(&mut note, "rule", Some(scheme.called()));
        for place in [Place::Query, Place::Header, Place::Body] {
            let names: Vec<&str> = sends.iter().filter(|sends| sends.place() == place).map(Sends::name).collect();
            put(&mut note, place.as_str(), (!names.is_empty()).then_some(names));
        }
        let uncovered = scheme.description.uncovered();
        put(&mut note, "uncovered", (!uncovered.is_empty()).then(|| uncovered.to_vec()));
        put(members, "x-signature", Some(note));
    }
}

fn outside<'d>(scheme: &'d Described<'_>) -> impl Iterator<Item = &'d Sends> {
    scheme.description.sends().iter().filter(|sends| matches!(sends.place(), Place::Query | Place::Header))
}

/// The name of a security scheme: that of a token is the scheme's, and what is sent under its own name has it behind the
/// scheme's, so that two schemes can send alike.
fn key(scheme: &Described<'_>, sends: &Sends) -> String {
    let key = match (sends.content(), scheme.name) {
        (Content::Bearer, None) => String::from("bearer"),
        (Content::Basic, None) => String::from("basic"),
        (Content::Bearer | Content::Basic, Some(name)) => name.to_owned(),
        (_, None) => sends.name().to_owned(),
        (_, Some(name)) => format!("{name}.{}", sends.name()),
    };
    // What OpenAPI allows in such names.
    key.replace(|letter: char| !letter.is_ascii_alphanumeric() && !".-_".contains(letter), "_")
}

fn security_scheme(scheme: &Described<'_>, sends: &Sends) -> Value {
    let description = described(scheme, sends);
    match sends.content() {
        Content::Bearer => json!({ "type": "http", "scheme": "bearer", "description": description }),
        Content::Basic => json!({ "type": "http", "scheme": "basic", "description": description }),
        _ => {
            let (place, name) = (sends.place().as_str(), sends.name());
            json!({ "type": "apiKey", "in": place, "name": name, "description": description })
        }
    }
}

/// What it is and how it is made; beside a signature, the whole rule.
fn described(scheme: &Described<'_>, sends: &Sends) -> String {
    let mut text = String::from(content(sends.content()));
    if !sends.code().is_empty() && sends.code() != "signature()" {
        text += &format!(" It is made as `{}`.", sends.code());
    }
    if sends.content() == Content::Signature {
        text += &format!("\n\nScheme `{}`. {}", scheme.called(), scheme.sentences().join("\n\n"));
    }
    text
}
