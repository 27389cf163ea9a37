//! Request bodies: JSON, forms, multipart forms.

use countersign::operation::{Body, Operation, Parameter, Place, Schema, Style};
use serde_json::{Map, Value, json};

use super::components::Components;
use super::operation::wire_name;
use super::parameter::{described, is_sent, joined, json_text, list_style, one_value, travels_as_json};
use super::schema::with;
use super::{OpenApi, put};

impl OpenApi<'_> {
    /// The body of an operation, if it has one.
    pub(super) fn request_body(&self, operation: &Operation, components: &mut Components) -> Option<Value> {
        let media_type = match operation.body() {
            Body::Json => "application/json",
            Body::Form => "application/x-www-form-urlencoded",
            Body::Multipart => "multipart/form-data",
            Body::Whole => return self.whole_body(operation, components),
            _ => return None,
        };
        let mut media = Map::new();
        put(&mut media, "schema", Some(self.body_schema(operation, components)));
        let encodings = encodings(operation);
        put(&mut media, "encoding", (!encodings.is_empty()).then_some(encodings));
        put(&mut media, "examples", self.examples_of_request(operation));
        Some(json!({ "required": true, "content": { media_type: media } }))
    }

    /// The body that is one parameter. What the signing rule adds to its members is not part of its schema.
    fn whole_body(&self, operation: &Operation, components: &mut Components) -> Option<Value> {
        let parameter = operation.whole_body()?;
        let mut media = Map::new();
        put(&mut media, "schema", Some(described(components.typed(parameter), parameter)));
        put(&mut media, "examples", self.examples_of_request(operation));
        let mut members = Map::new();
        put(&mut members, "required", is_sent(parameter).then_some(true));
        put(&mut members, "content", Some(json!({ parameter.media_type(): media })));
        Some(Value::Object(members))
    }

    /// Without what the scheme adds: the signer adds that to what a caller writes.
    fn body_schema(&self, operation: &Operation, components: &mut Components) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for constant in operation.constants().iter().filter(|constant| constant.place() == Place::Body) {
            properties.insert(constant.name().to_owned(), one_value(constant));
            required.push(constant.name());
        }
        for parameter in in_body(operation) {
            let schema = components.member(operation.body(), parameter);
            properties.insert(parameter.wire_name().to_owned(), described(schema, parameter));
            required.extend(is_sent(parameter).then_some(parameter.wire_name()));
        }
        let mut members = Map::new();
        put(&mut members, "type", Some("object"));
        put(&mut members, "properties", Some(properties));
        put(&mut members, "required", (!required.is_empty()).then_some(required));
        let is_here =
            |group: &&&[&str]| group.iter().all(|field| in_body(operation).any(|parameter| parameter.name() == *field));
        let groups = operation.require_one_of().iter().filter(is_here);
        let groups: Vec<Value> = groups.map(|group| one_of(operation, group)).collect();
        put(&mut members, "allOf", (!groups.is_empty()).then_some(groups));
        Value::Object(members)
    }
}

impl Components {
    /// The schema of a member of the body.
    fn member(&mut self, body: Body, parameter: &Parameter) -> Value {
        match (parameter.style(), body) {
            (Style::JsonText, Body::Json) => json_text(&self.typed(parameter)),
            (Style::Joined(separator), Body::Json | Body::Multipart) => joined(separator),
            (Style::Joined(_), _) => self.as_text(parameter),
            // With `contentEncoding`, OpenAPI would consider it a file in a multipart form.
            (_, Body::Multipart) if matches!(parameter.schema(), Schema::Base64) => {
                let mut schema = self.typed(parameter);
                if let Some(members) = schema.as_object_mut() {
                    members.remove("contentEncoding");
                }
                with(schema, "format", Some("byte"))
            }
            _ => self.typed(parameter),
        }
    }
}

fn in_body(operation: &Operation) -> impl Iterator<Item = &'static Parameter> {
    operation.parameters().iter().filter(|parameter| parameter.place() == Place::Body)
}

/// Exactly one of a group of members.
fn one_of(operation: &Operation, group: &[&str]) -> Value {
    let choices: Vec<Value> = group.iter().map(|field| json!({ "required": [wire_name(operation, field)] })).collect();
    json!({ "oneOf": choices })
}

/// How the members of a form are written, if it is not OpenAPI's default.
fn encodings(operation: &Operation) -> Map<String, Value> {
    let encodings =
        in_body(operation).filter_map(|parameter| Some((parameter, encoding(operation.body(), parameter)?)));
    encodings.map(|(parameter, encoding)| (parameter.wire_name().to_owned(), encoding)).collect()
}

fn encoding(body: Body, parameter: &Parameter) -> Option<Value> {
    match body {
        Body::Form | Body::Multipart if travels_as_json(parameter) => {
            Some(json!({ "contentType": "application/json" }))
        }
        Body::Form => list_style(parameter).map(|(style, explode)| json!({ "style": style, "explode": explode })),
        _ => None,
    }
}
