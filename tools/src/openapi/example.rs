//! Requests and answers as examples in the document.

use countersign::operation::{Body, Operation};
use serde_json::{Map, Value, json};

use super::OpenApi;

/// A request or an answer of an operation, shown as an example in the document.
///
/// ```
/// use countersign::operation::{Method, Operation, PathTemplate};
/// use countersign_tools::openapi::{Example, OpenApi};
/// use serde_json::json;
///
/// const TITLES: &Operation = &Operation::new("titles", Method::Post, PathTemplate::new("/titles"));
///
/// let asked = Example::request(TITLES, "german", "Titles in German.", json!({ "language": "de" }));
/// let answered = Example::answer(TITLES, "german", "Titles in German.", json!(["Faust", "Egmont", "Tasso"]));
/// let answered = answered.shortened(2);
/// let document = OpenApi::new("Bookshop", "1.0", &[("books", &[TITLES])]).example(asked).example(answered).to_json();
/// assert!(document.to_string().contains("Egmont"));
/// assert!(!document.to_string().contains("Tasso"));
/// ```
#[derive(Clone, Debug)]
pub struct Example<'e> {
    operation: &'static Operation,
    name: &'e str,
    summary: &'e str,
    is_request: bool,
    value: Value,
}

impl<'e> Example<'e> {
    /// Creates an example of a request: its parameters, without those that the scheme adds.
    #[must_use]
    pub fn request(operation: &'static Operation, name: &'e str, summary: &'e str, body: Value) -> Self {
        Self { operation, name, summary, is_request: true, value: body }
    }

    /// Creates an example of an answer, including its envelope.
    #[must_use]
    pub fn answer(operation: &'static Operation, name: &'e str, summary: &'e str, body: Value) -> Self {
        Self { operation, name, summary, is_request: false, value: body }
    }

    /// Truncates every list to this many items.
    #[must_use]
    pub fn shortened(mut self, items: usize) -> Self {
        shorten(&mut self.value, items);
        self
    }

    fn to_json(&self, value: &Value) -> (String, Value) {
        (self.name.to_owned(), json!({ "summary": self.summary, "value": value }))
    }
}

fn shorten(value: &mut Value, items: usize) {
    match value {
        Value::Array(list) => {
            list.truncate(items);
            list.iter_mut().for_each(|item| shorten(item, items));
        }
        Value::Object(members) => members.values_mut().for_each(|member| shorten(member, items)),
        _ => {}
    }
}

impl OpenApi<'_> {
    pub(super) fn examples_of_answer(&self, operation: &Operation) -> Option<Value> {
        let examples = self.examples_of(operation, false);
        collected(examples.map(|example| example.to_json(&example.value)))
    }

    /// Requests are shown without what the scheme adds.
    pub(super) fn examples_of_request(&self, operation: &Operation) -> Option<Value> {
        let examples = self.examples_of(operation, true).filter(|_| operation.body() != Body::None);
        collected(examples.map(|example| example.to_json(&example.value)))
    }

    fn examples_of(&self, operation: &Operation, is_request: bool) -> impl Iterator<Item = &Example<'_>> {
        let name = operation.name();
        self.examples.iter().filter(move |example| example.operation.name() == name && example.is_request == is_request)
    }
}

fn collected(examples: impl Iterator<Item = (String, Value)>) -> Option<Value> {
    let examples: Map<String, Value> = examples.collect();
    (!examples.is_empty()).then_some(Value::Object(examples))
}
