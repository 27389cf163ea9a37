//! The OpenAPI 3.1 document of an API, from its operations, its envelope and its schemes.
//!
//! Tools call it; it reads metadata and writes JSON, and does no I/O. Members are sorted by name and lists keep the
//! declared order, so the same declarations give the same text.
//!
//! What the document says beyond OpenAPI's own words: `x-source`, `x-retry`, `x-confirm` (a person
//! is asked before it is called), `x-redirects` (those that are followed), `x-pagination` (names on the wire),
//! `x-reference` (the parameter by which a lost call is looked up), `x-require-one-of`, `x-data` (where the response
//! sits in the answer), `x-signature` (what the scheme adds, where, and what it does not cover), `x-separator` (of a list that travels as
//! one text), `x-minimum` and `x-maximum` (of a number that travels as text).
//!
//! Schemas of requests say exactly what is sent. Schemas of answers say what is read: a number may come as text, an
//! optional value as `null`, an enumeration with a value that is not in its list.
//!
//! ```
//! use countersign_tools::openapi::OpenApi;
//! use countersign::operation::{Method, Operation, PathTemplate};
//!
//! const PING: &Operation = &Operation::new("ping", Method::Get, PathTemplate::new("/ping")).with_docs("Says hello.");
//!
//! let document = OpenApi::new("Greetings", "1.0", &[("greeting", &[PING])]).to_json();
//! assert_eq!(document["paths"]["/ping"]["get"]["operationId"], "ping");
//! ```

mod body;
mod components;
mod envelope;
mod example;
mod operation;
mod parameter;
mod schema;
mod security;

use countersign::Envelope;
use countersign::auth::Schemes;
use countersign::operation::{Operation, Schema};
use serde_json::{Map, Value, json};

use self::components::Components;
pub use self::example::Example;

/// Puts the document together. Only title, version and operations have no default.
#[derive(Clone, Debug)]
#[must_use = "`to_json` gives the document"]
pub struct OpenApi<'d> {
    title: &'d str,
    version: &'d str,
    groups: &'d [(&'d str, &'d [&'static Operation])],
    description: &'d str,
    server: Option<&'d str>,
    envelope: Envelope,
    error: Schema,
    schemes: Option<Schemes>,
    examples: Vec<Example<'d>>,
}

impl<'d> OpenApi<'d> {
    /// The document of these operations by group; each group becomes a tag. Answers are not wrapped and requests not
    /// signed until it is said.
    pub fn new(title: &'d str, version: &'d str, groups: &'d [(&'d str, &'d [&'static Operation])]) -> Self {
        Self {
            title,
            version,
            groups,
            description: "",
            server: None,
            envelope: Envelope::none(),
            error: Schema::Any,
            schemes: None,
            examples: Vec::new(),
        }
    }

    /// What the API is for, in Markdown.
    pub fn description(self, description: &'d str) -> Self {
        Self { description, ..self }
    }

    /// The base URL.
    pub fn server(self, url: &'d str) -> Self {
        Self { server: Some(url), ..self }
    }

    /// What the bodies of failures look like, where an operation does not say it: `Api::ERROR`.
    pub fn error(self, error: Schema) -> Self {
        Self { error, ..self }
    }

    /// What answers are wrapped in.
    pub fn envelope(self, envelope: Envelope) -> Self {
        Self { envelope, ..self }
    }

    /// Sets the schemes that requests are authenticated by: [`Api::auth`](countersign::Api::auth). They describe themselves.
    pub fn schemes(self, schemes: Schemes) -> Self {
        Self { schemes: Some(schemes), ..self }
    }

    /// A request or an answer to show; one of an operation that the document does not have is left out.
    pub fn example(mut self, example: Example<'d>) -> Self {
        self.examples.push(example);
        self
    }

    /// The document.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut components = Components::new(&self.envelope);
        // Answers first: where a model is both sent and read, the form that is read has the plain name.
        let answers: Vec<Value> =
            self.operations().map(|(_, operation)| self.answer(operation, &mut components)).collect();
        let mut paths = Map::new();
        for ((tag, operation), answer) in self.operations().zip(answers) {
            let method = operation.method().as_str().to_ascii_lowercase();
            let mut path = operation::path(operation);
            if paths.get(&path).is_some_and(|item| item.get(&method).is_some()) {
                // One path has one operation per method: those that constants tell apart are told apart behind a `#`.
                path = format!("{path}#{}", operation.name());
            }
            let item = paths.entry(path).or_insert_with(|| json!({}));
            if let Some(item) = item.as_object_mut() {
                item.insert(method, self.operation(tag, operation, &answer, &mut components));
            }
        }
        let mut document = Map::new();
        put(&mut document, "openapi", Some("3.1.0"));
        put(&mut document, "info", Some(self.info()));
        put(&mut document, "servers", self.server.map(|url| json!([{ "url": url }])));
        put(
            &mut document,
            "tags",
            Some(self.groups.iter().map(|(name, _)| json!({ "name": name })).collect::<Value>()),
        );
        put(&mut document, "paths", Some(paths));
        put(&mut document, "components", Some(self.components(components)));
        Value::Object(document)
    }

    /// Every operation with the name of its group.
    fn operations(&self) -> impl Iterator<Item = (&'d str, &'static Operation)> {
        self.groups.iter().flat_map(|(group, operations)| operations.iter().map(|operation| (*group, *operation)))
    }

    fn info(&self) -> Value {
        let mut info = Map::new();
        put(&mut info, "title", Some(self.title));
        put(&mut info, "version", Some(self.version));
        put(&mut info, "description", (!self.description.is_empty()).then_some(self.description));
        Value::Object(info)
    }

    fn components(&self, components: Components) -> Value {
        let mut members = Map::new();
        let schemas = components.into_schemas();
        put(&mut members, "schemas", (!schemas.is_empty()).then_some(schemas));
        put(&mut members, "securitySchemes", self.security_schemes());
        put(&mut members, "responses", Some(json!({ "Failure": { "description": operation::FAILURE } })));
        Value::Object(members)
    }
}

/// Adds a member, if there is one.
fn put(object: &mut Map<String, Value>, name: &str, member: Option<impl Into<Value>>) {
    if let Some(member) = member {
        object.insert(name.to_owned(), member.into());
    }
}
