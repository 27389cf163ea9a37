//! An operation of the document, and its answers.

use countersign::operation::{DaySpan, Method, Operation, Pagination, PayloadFailure, Schema, Segment, Turn};
use serde_json::{Map, Value, json};

use super::components::Components;
use super::schema::Direction;
use super::words::type_name;
use super::{OpenApi, put};
use crate::docs;

/// The description of every answer except a success.
const FAILURE: &str = "\
Every other status is a failure. Its body is the vendor's: text, a JSON object with a text, or a page of its server.";

impl OpenApi<'_> {
    pub(super) fn operation(
        &self,
        tag: &str,
        operation: &'static Operation,
        answer: &Value,
        components: &mut Components,
    ) -> Value {
        let mut members = Map::new();
        put(&mut members, "operationId", Some(operation.name()));
        put(&mut members, "tags", Some(json!([tag])));
        put(&mut members, "summary", docs::summary(operation.docs()));
        let description = docs::with_deprecation(docs::details(operation.docs()), operation.deprecated());
        put(&mut members, "description", description);
        put(&mut members, "deprecated", operation.deprecated().map(|_| true));
        put(&mut members, "externalDocs", operation.docs_url().map(|url| json!({ "url": url })));
        put(&mut members, "servers", operation.base().map(|url| json!([{ "url": url }])));
        let parameters = components.parameters(operation);
        put(&mut members, "parameters", (!parameters.is_empty()).then_some(parameters));
        put(&mut members, "requestBody", self.request_body(operation, components));
        let failure = match operation.error() {
            Schema::Any => json!({ "$ref": "#/components/responses/Failure" }),
            schema => failure(&components.schema(schema, Direction::Response)),
        };
        // Mistakes of the client, and everything else.
        let mut responses = Map::from_iter(["4XX", "default"].map(|status| (status.to_owned(), failure.clone())));
        for status in success_statuses(operation) {
            responses.insert(status, answer.clone());
        }
        for status in operation.empty() {
            responses.insert(status.to_string(), json!({ "description": "An answer without a value." }));
        }
        put(&mut members, "responses", Some(responses));
        self.put_security(&mut members, operation);
        extensions(&mut members, operation);
        put(&mut members, "x-data", self.data_path(operation));
        Value::Object(members)
    }

    /// The answer of a success, or of a failure with the status of a success.
    pub(super) fn answer(&self, operation: &'static Operation, components: &mut Components) -> Value {
        let media_type = match operation.response() {
            _ if operation.method() == Method::Head => None,
            Schema::Redirect => None,
            Schema::Nothing if self.envelope.names().is_none() => None,
            Schema::Text => Some(("text/plain", json!({ "type": "string" }))),
            Schema::Bytes => {
                Some(("application/octet-stream", components.schema(operation.response(), Direction::Response)))
            }
            _ => return self.json_answer(operation, components),
        };
        let mut answer = Map::from_iter([(String::from("description"), json!("The answer."))]);
        put(&mut answer, "headers", headers(operation));
        put(&mut answer, "content", media_type.map(|(name, schema)| json!({ name: { "schema": schema } })));
        Value::Object(answer)
    }

    fn json_answer(&self, operation: &'static Operation, components: &mut Components) -> Value {
        let payload = payload(operation, components);
        let mut schema = super::envelope::answer(&self.envelope, payload, may_be_absent(&operation.response()));
        if self.envelope.names().is_some() {
            let success = components.given(&format!("{}Answer", type_name(operation.name())), schema);
            schema = json!({ "oneOf": [success, { "$ref": "#/components/schemas/FailedAnswer" }] });
        }
        let mut media = Map::new();
        put(&mut media, "schema", Some(schema));
        put(&mut media, "examples", self.examples_of_answer(operation));
        let mut answer = Map::from_iter([(String::from("description"), json!("The answer."))]);
        put(&mut answer, "headers", headers(operation));
        put(&mut answer, "content", Some(json!({ "application/json": media })));
        Value::Object(answer)
    }

    /// Where the response sits in the answer, if not at its root.
    fn data_path(&self, operation: &Operation) -> Option<String> {
        let payload = self.envelope.names().map(|names| names.data);
        let steps: Vec<&str> = payload.into_iter().chain(operation.data().steps().iter().copied()).collect();
        (!steps.is_empty()).then(|| steps.join("."))
    }
}

/// Headers of an answer that callers need.
fn headers(operation: &Operation) -> Option<Value> {
    let header =
        |name: &str, meaning: &str| json!({ name: { "description": meaning, "schema": { "type": "string" } } });
    if matches!(operation.response(), Schema::Redirect) {
        return Some(header("Location", "The URL to which the answer points."));
    }
    let is_linked = operation.pagination().is_some_and(|pagination| pagination.turn() == Turn::Link);
    is_linked.then(|| header("Link", "The next page, as the relation next (RFC 8288); absent on the last page."))
}

/// A failure by its status, with the schema of its body. A proxy on the way may answer with text instead.
pub(super) fn failure(schema: &Value) -> Value {
    let text = json!({ "schema": { "type": "string" } });
    json!({
        "description": FAILURE,
        "content": { "application/json": { "schema": schema }, "text/html": text, "text/plain": text },
    })
}

/// The declared statuses, or else the usual one of an answer with or without a body.
fn success_statuses(operation: &Operation) -> Vec<String> {
    match operation.status() {
        [] if matches!(operation.response(), Schema::Redirect) => vec![String::from("302")],
        [] => vec![String::from("200")],
        declared => declared.iter().map(u16::to_string).collect(),
    }
}

/// The path, with placeholders renamed to the wire names of their parameters.
pub(super) fn path(operation: &Operation) -> String {
    let segment = |segment| match segment {
        Segment::Literal(text) => format!("/{text}"),
        Segment::Placeholder(name) | Segment::CatchAll(name) => {
            format!("/{{{}}}", operation.parameter(name).map_or(name, |parameter| parameter.wire_name()))
        }
        _ => String::new(),
    };
    operation.path().segments().map(segment).collect()
}

/// The payload of the envelope: the response, inside the objects around it.
fn payload(operation: &Operation, components: &mut Components) -> Value {
    let mut response = components.schema(operation.response(), Direction::Response);
    if may_be_absent(&operation.response()) {
        response = super::schema::nullable(response);
    }
    operation.data().steps().iter().rfold(response, |inner, name| {
        let required: &[&str] = if may_be_absent(&operation.response()) { &[] } else { &[name] };
        json!({ "type": "object", "properties": { *name: inner }, "required": required })
    })
}

/// An absent list is empty, and nothing is known about arbitrary JSON.
fn may_be_absent(response: &Schema) -> bool {
    matches!(response, Schema::Any | Schema::Nothing | Schema::List(_) | Schema::Map(_))
}

fn extensions(members: &mut Map<String, Value>, operation: &Operation) {
    put(members, "x-source", Some(operation.source().as_str()));
    put(
        members,
        "x-retry",
        Some(if operation.idempotency().is_some() { "idempotent" } else { operation.retry().as_str() }),
    );
    put(members, "x-idempotency", operation.idempotency().map(|field| wire_name(operation, field)));
    put(members, "x-redirects", operation.follows_redirects().then_some("same_host"));
    put(members, "x-confirm", operation.needs_confirmation().then_some(true));
    put(members, "x-reference", operation.reference().map(countersign::operation::Parameter::wire_name));
    put(members, "x-pagination", operation.pagination().map(|pagination| paging(operation, pagination)));
    let groups: Vec<Value> = operation.require_one_of().iter().map(|group| names(operation, group)).collect();
    put(members, "x-require-one-of", (!groups.is_empty()).then_some(groups));
    let spans: Vec<Value> = operation.spans().iter().map(|span| day_span(operation, span)).collect();
    put(members, "x-spans", (!spans.is_empty()).then_some(spans));
    put(members, "x-wrappers", (!operation.wrappers().is_empty()).then_some(operation.wrappers()));
    put(members, "x-nearby", operation.nearby().then_some(true));
    put(members, "x-failure", operation.failure().map(payload_failure));
    put(members, "x-proof", (!operation.proof().is_empty()).then(|| operation.proof_on_wire()));
}

fn day_span(operation: &Operation, span: &DaySpan) -> Value {
    json!({
        "from": wire_name(operation, span.from()),
        "until": wire_name(operation, span.until()),
        "months": span.months(),
    })
}

fn payload_failure(failure: PayloadFailure) -> Value {
    let (success, code, message) = (failure.success(), failure.code(), failure.message());
    json!({ "success": success, "code": code, "message": message })
}

fn paging(operation: &Operation, pagination: Pagination) -> Value {
    let mut members = Map::new();
    let field = pagination.turn().field().map(|field| wire_name(operation, field));
    match pagination.turn() {
        Turn::Page(_) => put(&mut members, "page", field),
        Turn::Offset(_) => put(&mut members, "offset", field),
        Turn::Cursor(_, next) => {
            put(&mut members, "cursor", field);
            put(&mut members, "next", Some(operation.on_wire(next)));
        }
        Turn::LastItem(_, last) | Turn::AfterLastItem(_, last) => {
            put(&mut members, "cursor", field);
            put(&mut members, "last", Some(operation.item_on_wire(last)));
            put(&mut members, "inclusive", matches!(pagination.turn(), Turn::AfterLastItem(..)).then_some(true));
        }
        Turn::Link => put(&mut members, "link", Some("next")),
        Turn::NextUrl(url) => put(&mut members, "nextUrl", Some(operation.on_wire(url))),
        _ => {}
    }
    put(&mut members, "first", (pagination.first() != 1).then(|| pagination.first()));
    put(&mut members, "pageSize", pagination.page_size().map(|field| wire_name(operation, field)));
    put(&mut members, "hasMore", pagination.has_more().map(|path| operation.on_wire(path)));
    put(&mut members, "end", pagination.ends_short().then_some("short_page"));
    Value::Object(members)
}

fn names(operation: &Operation, fields: &[&str]) -> Value {
    fields.iter().map(|field| wire_name(operation, field)).collect()
}

/// The wire name of a field.
pub(super) fn wire_name<'o>(operation: &'o Operation, field: &'o str) -> &'o str {
    operation.parameter(field).map_or(field, |parameter| parameter.wire_name())
}
