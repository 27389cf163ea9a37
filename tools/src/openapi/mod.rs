//! The OpenAPI 3.1 document of an API, from its operations, its envelope and its schemes.
//!
//! Tools call it; it reads metadata and writes JSON, and does no I/O. Members are sorted by name and lists keep the
//! declared order, so the same declarations yield the same text.
//!
//! Extensions hold what OpenAPI has no member for:
//!
//! | extension | holds |
//! |---|---|
//! | `x-source` | how reliable the definition is |
//! | `x-retry`, `x-idempotency` | whether a call may be repeated, and the parameter by which the server recognizes a repetition |
//! | `x-confirm` | whether tools ask before they call the operation |
//! | `x-redirects` | which redirects are followed |
//! | `x-pagination` | how the next page is requested |
//! | `x-reference` | the parameter by which a call with an unknown outcome is looked up |
//! | `x-proof`, `x-failure` | which members of an answer prove success, and which report a failure |
//! | `x-require-one-of`, `x-spans` | rules over several parameters |
//! | `x-data`, `x-wrappers`, `x-nearby` | where the response sits in the answer, and where else it may sit |
//! | `x-aliases` | other names that a member of an answer may have |
//! | `x-signature` | what the scheme adds, where, and what it does not cover |
//! | `x-separator` | the separator of a list that is sent as one string |
//! | `x-minimum`, `x-maximum` | the bounds of a number that is sent as a string |
//!
//! Schemas of requests describe exactly what is sent. Schemas of answers describe what is accepted: a number may be a
//! string, an optional value may be `null`, and an enum may have a value that is not in its list.
//!
//! Descriptions use wire names, not those of Rust. For generators of other languages, every answer is an object with a
//! name, every operation has `security`, `4XX` and `default`, and whole numbers have bounds.
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
mod pattern;
mod schema;
mod security;
mod webhook;
mod words;

use countersign::Envelope;
use countersign::auth::Schemes;
use countersign::operation::{Operation, Schema};
use serde_json::{Map, Value, json};

use self::components::Components;
pub use self::example::Example;
use self::webhook::Webhook;
use self::words::Words;

/// Configures and creates the document. Only title, version and operations have no default.
///
/// ```
/// use std::sync::Arc;
/// use countersign::Envelope;
/// use countersign::auth::Schemes;
/// use countersign::operation::{Method, Operation, PathTemplate, Schema};
/// use countersign::scheme::Scheme;
/// use countersign_tools::openapi::{Example, OpenApi};
/// use serde_json::json;
///
/// const TITLES: &Operation = &Operation::new("titles", Method::Get, PathTemplate::new("/titles"))
///     .with_response(Schema::List(&Schema::String));
///
/// let document = OpenApi::new("Bookshop", "1.0", &[("books", &[TITLES])])
///     .description("Sells books.")
///     .license("MIT OR Apache-2.0")
///     .server("https://books.example")
///     .tag("books", "What is for sale.")
///     .envelope(Envelope::none())
///     .error(Schema::String)
///     .schemes(Schemes::new(Arc::new(Scheme::bearer())))
///     .example(Example::answer(TITLES, "all", "All titles.", json!(["Faust", "Emma"])))
///     .to_json();
/// assert_eq!(document["info"]["title"], "Bookshop");
/// assert_eq!(document["servers"][0]["url"], "https://books.example");
/// assert_eq!(document["tags"][0]["description"], "What is for sale.");
/// ```
#[derive(Clone, Debug)]
#[must_use = "call `to_json` to write the document"]
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
    license: Option<&'d str>,
    tags: Vec<(&'d str, &'d str)>,
    webhooks: Vec<Webhook>,
}

impl<'d> OpenApi<'d> {
    /// Creates a document of these operations by group; each group becomes a tag. By default, answers are not wrapped
    /// and requests are not signed.
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
            license: None,
            tags: Vec::new(),
            webhooks: Vec::new(),
        }
    }

    /// Sets the description of the API, in Markdown.
    pub fn description(self, description: &'d str) -> Self {
        Self { description, ..self }
    }

    /// Sets the license of the document, as an SPDX expression.
    pub fn license(self, license: &'d str) -> Self {
        Self { license: Some(license), ..self }
    }

    /// Sets the description of a group of operations.
    pub fn tag(mut self, group: &'d str, description: &'d str) -> Self {
        self.tags.push((group, description));
        self
    }

    /// Sets the base URL.
    pub fn server(self, url: &'d str) -> Self {
        Self { server: Some(url), ..self }
    }

    /// Sets the schema of the bodies of failures, for operations that do not declare it: `Api::ERROR`.
    pub fn error(self, error: Schema) -> Self {
        Self { error, ..self }
    }

    /// Sets the envelope of answers.
    pub fn envelope(self, envelope: Envelope) -> Self {
        Self { envelope, ..self }
    }

    /// Sets the schemes that authenticate requests: [`Api::auth`](countersign::Api::auth). They describe themselves.
    pub fn schemes(self, schemes: Schemes) -> Self {
        Self { schemes: Some(schemes), ..self }
    }

    /// Adds a request or an answer as an example. It is left out if the document does not contain its operation.
    pub fn example(mut self, example: Example<'d>) -> Self {
        self.examples.push(example);
        self
    }

    /// Returns the document.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut components = Components::new(&self.envelope);
        // Answers first: if a model is both sent and read, the form that is read has the plain name.
        let answers: Vec<Value> =
            self.operations().map(|(_, operation)| self.answer(operation, &mut components)).collect();
        let mut paths = Map::new();
        for ((tag, operation), answer) in self.operations().zip(answers) {
            let method = operation.method().as_str().to_ascii_lowercase();
            let mut path = operation::path(operation);
            if paths.get(&path).is_some_and(|item| item.get(&method).is_some()) {
                // A path has one operation per method. Operations that differ only by constants get a `#` and their
                // name appended.
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
        put(&mut document, "tags", Some(self.groups.iter().map(|(name, _)| self.tag_of(name)).collect::<Value>()));
        put(&mut document, "paths", Some(paths));
        let webhooks: Map<String, Value> =
            self.webhooks.iter().flat_map(|webhook| webhook.items(&mut components)).collect();
        put(&mut document, "webhooks", (!webhooks.is_empty()).then_some(webhooks));
        let words = Words::new(self.operations().map(|(_, operation)| operation), &components);
        put(&mut document, "components", Some(self.components(components)));
        let mut document = Value::Object(document);
        words.rewrite(&mut document);
        document
    }

    fn tag_of(&self, group: &str) -> Value {
        let mut tag = Map::new();
        put(&mut tag, "name", Some(group));
        let description = self.tags.iter().find(|(name, _)| *name == group).map(|(_, description)| *description);
        put(&mut tag, "description", description);
        Value::Object(tag)
    }

    /// Every operation with the name of its group.
    fn operations(&self) -> impl Iterator<Item = (&'d str, &'static Operation)> {
        self.groups.iter().flat_map(|(group, operations)| operations.iter().map(|operation| (*group, *operation)))
    }

    fn info(&self) -> Value {
        let mut info = Map::new();
        let is_named = self.title.starts_with(char::is_alphabetic);
        put(&mut info, "title", Some(if is_named { self.title.to_owned() } else { format!("API {}", self.title) }));
        put(&mut info, "version", Some(self.version));
        put(&mut info, "description", (!self.description.is_empty()).then_some(self.description));
        put(&mut info, "license", self.license.map(|license| json!({ "name": license, "identifier": license })));
        Value::Object(info)
    }

    fn components(&self, mut components: Components) -> Value {
        let failure = match self.error {
            Schema::Any => components.given("Failure", envelope::failure(&self.envelope)),
            error => components.schema(error, schema::Direction::Response),
        };
        let mut members = Map::new();
        let schemas = components.into_schemas();
        put(&mut members, "schemas", (!schemas.is_empty()).then_some(schemas));
        let mut security = self.security_schemes();
        self.webhooks.iter().for_each(|webhook| webhook.put_security(&mut security));
        put(&mut members, "securitySchemes", (!security.is_empty()).then_some(security));
        put(&mut members, "responses", Some(json!({ "Failure": operation::failure(&failure) })));
        Value::Object(members)
    }
}

/// Adds a member, if there is one.
fn put(object: &mut Map<String, Value>, name: &str, member: Option<impl Into<Value>>) {
    if let Some(member) = member {
        object.insert(name.to_owned(), member.into());
    }
}
