//! What a signing rule adds to requests, in OpenAPI's means.
//!
//! OpenAPI knows keys in the query and in headers, not in a body, and no computed values. So the parameters in query
//! and headers are security schemes of the kind `apiKey`, those in a body are members of the body, and how the
//! signature is computed is told in words.

use countersign::operation::{Body, Operation, Place};
use serde_json::{Map, Value, json};

use super::put;

/// What a signing rule adds to requests.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SignatureScheme {
    /// Name of the rule: what [`Auth::name`](countersign::Auth::name) gives.
    pub name: &'static str,
    /// How the signature is computed.
    pub docs: &'static str,
    /// What is added.
    pub parameters: &'static [SignatureParameter],
}

/// One parameter that a signing rule adds.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SignatureParameter {
    /// Name on the wire.
    pub name: &'static str,
    /// Meaning.
    pub docs: &'static str,
    /// A value to show.
    pub example: &'static str,
    /// Where it is added.
    pub place: SignaturePlace,
}

/// Where a signing rule adds a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignaturePlace {
    /// Among the other parameters: in the body, or in the query where there is no body.
    Parameters,
    /// In JSON bodies only.
    JsonBody,
    /// In the query, whatever the body is.
    Query,
    /// In a header of its name.
    Header,
}

impl SignatureParameter {
    /// Returns a parameter of this name, meaning and example.
    #[must_use]
    pub const fn new(name: &'static str, docs: &'static str, example: &'static str, place: SignaturePlace) -> Self {
        Self { name, docs, example, place }
    }
}

impl SignatureScheme {
    /// Returns a rule of this name and description, with the parameters that it adds.
    ///
    /// ```
    /// use countersign_tools::openapi::{SignatureParameter, SignaturePlace, SignatureScheme};
    ///
    /// const SIGNATURE: SignatureScheme = SignatureScheme::new(
    ///     "body-digest",
    ///     "The HMAC-SHA-256 of the body, in hexadecimal digits.",
    ///     &[SignatureParameter::new("x-signature", "The signature.", "9f86d081884c7d65", SignaturePlace::Header)],
    /// );
    /// assert_eq!(SIGNATURE.parameters.len(), 1);
    /// ```
    #[must_use]
    pub const fn new(name: &'static str, docs: &'static str, parameters: &'static [SignatureParameter]) -> Self {
        Self { name, docs, parameters }
    }

    /// What is added to the body of this operation.
    pub(super) fn in_body(&self, operation: &Operation) -> impl Iterator<Item = &'static SignatureParameter> {
        self.added(operation, Place::Body)
    }

    /// The members of a body that hold the signature: name and schema.
    pub(super) fn members(&self, operation: &Operation) -> impl Iterator<Item = (&'static str, Value)> {
        self.in_body(operation).map(|parameter| {
            let SignatureParameter { name, docs, example, .. } = *parameter;
            (name, json!({ "type": "string", "description": docs, "examples": [example] }))
        })
    }

    /// The parameters in query and headers, as `apiKey`s.
    pub(super) fn security_schemes(&self) -> Value {
        let outside = self.parameters.iter().filter_map(|parameter| match parameter.place {
            SignaturePlace::Parameters | SignaturePlace::Query => Some((parameter, Place::Query)),
            SignaturePlace::Header => Some((parameter, Place::Header)),
            SignaturePlace::JsonBody => None,
        });
        outside.map(|(parameter, place)| (parameter.name.to_owned(), self.api_key(parameter, place))).collect()
    }

    fn api_key(&self, parameter: &SignatureParameter, place: Place) -> Value {
        let description = format!("{}\n\nSigning rule `{}`. {}", parameter.docs, self.name, self.docs);
        json!({ "type": "apiKey", "in": place.as_str(), "name": parameter.name, "description": description })
    }

    /// The security requirement of an operation: all parameters outside the body at once, if there are any.
    pub(super) fn requirement(&self, operation: &Operation) -> Option<Value> {
        let outside = [Place::Query, Place::Header].into_iter().flat_map(|place| self.added(operation, place));
        let names: Map<String, Value> = outside.map(|parameter| (parameter.name.to_owned(), json!([]))).collect();
        (!names.is_empty()).then(|| json!([names]))
    }

    /// The rule, and what it adds where, for readers and tools.
    pub(super) fn note(&self, operation: &Operation) -> Value {
        let mut members = Map::new();
        put(&mut members, "rule", Some(self.name));
        for place in [Place::Query, Place::Header, Place::Body] {
            let names: Vec<&str> = self.added(operation, place).map(|parameter| parameter.name).collect();
            put(&mut members, place.as_str(), (!names.is_empty()).then_some(names));
        }
        Value::Object(members)
    }

    /// What is added at this place of the operation's requests.
    fn added(&self, operation: &Operation, place: Place) -> impl Iterator<Item = &'static SignatureParameter> {
        let body = operation.body();
        self.parameters.iter().filter(move |parameter| parameter.place.in_request(body) == Some(place))
    }
}

impl SignaturePlace {
    /// The place in a request with this body, if it is added there at all.
    fn in_request(self, body: Body) -> Option<Place> {
        match (self, body) {
            (Self::Parameters | Self::Query, Body::None) | (Self::Query, _) => Some(Place::Query),
            (Self::Parameters, _) | (Self::JsonBody, Body::Json) => Some(Place::Body),
            (Self::JsonBody, _) => None,
            (Self::Header, _) => Some(Place::Header),
        }
    }
}
