//! What tools of other languages require of any OpenAPI document: generators of clients, linters, fuzzers.

use std::collections::BTreeSet;

use serde_json::Value;

/// Everything in the document that such a tool cannot handle, each with its place.
#[must_use]
pub fn flaws(document: &Value) -> Vec<String> {
    let mut flaws = Vec::new();
    of_info(document, &mut flaws);
    for paths in ["paths", "webhooks"] {
        let mut ids = BTreeSet::new();
        let items = document[paths].as_object().into_iter().flatten();
        for (path, (method, operation)) in items.flat_map(|(path, item)| {
            item.as_object().into_iter().flatten().map(move |operation| (path.as_str(), operation))
        }) {
            let place = format!("{paths} {method} {path}");
            if !ids.insert(operation["operationId"].as_str()) {
                flaws.push(format!("{place}: the id of another operation"));
            }
            of_operation(document, operation, &place, &mut flaws);
        }
    }
    of_values(document, "", &mut flaws);
    flaws
}

fn of_info(document: &Value, flaws: &mut Vec<String>) {
    if !document["info"]["title"].as_str().is_some_and(|title| title.starts_with(char::is_alphabetic)) {
        flaws.push("a package cannot be named after the title".to_owned());
    }
    if !document["info"]["license"]["identifier"].is_string() {
        flaws.push("no license".to_owned());
    }
    for tag in document["tags"].as_array().into_iter().flatten().filter(|tag| !tag["description"].is_string()) {
        flaws.push(format!("tag {}: no description", tag["name"]));
    }
}

fn of_operation(document: &Value, operation: &Value, place: &str, flaws: &mut Vec<String>) {
    let mut flaw = |what: &str| flaws.push(format!("{place}: {what}"));
    for member in ["operationId", "summary"] {
        if !operation[member].is_string() {
            flaw(&format!("no {member}"));
        }
    }
    if !operation["security"].is_array() {
        flaw("no security");
    }
    for requirement in operation["security"].as_array().into_iter().flatten() {
        let known = &document["components"]["securitySchemes"];
        for name in requirement.as_object().into_iter().flat_map(|names| names.keys()) {
            if known[name].is_null() {
                flaw(&format!("security {name} is not defined"));
            }
        }
    }
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        if !parameter["schema"].is_object() {
            flaw(&format!("parameter {} has no schema", parameter["name"]));
        }
    }
    let responses = &operation["responses"];
    for status in ["4XX", "default"].into_iter().filter(|status| responses[status].is_null()) {
        flaw(&format!("nothing under {status}"));
    }
    let success = responses.as_object().into_iter().flatten().filter(|(status, _)| status.starts_with('2'));
    for (status, answer) in success {
        if let Some(schema) = answer.pointer("/content/application~1json/schema")
            && !is_typed(document, schema)
        {
            flaw(&format!("the data of {status} has no type"));
        }
    }
}

/// Whether the first choice of an answer is flat, and its payload has a type.
fn is_typed(document: &Value, schema: &Value) -> bool {
    let schema = schema["oneOf"].get(0).unwrap_or(schema);
    let schema = resolved(document, schema);
    let is_flat = ["allOf", "oneOf", "anyOf"].iter().all(|choice| schema[choice].is_null());
    let data = &schema["properties"]["data"];
    let has_type = |schema: &Value| ["type", "$ref", "anyOf"].iter().any(|member| !schema[member].is_null());
    is_flat && has_type(schema) && (data.is_null() || has_type(data))
}

fn resolved<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    let reference = schema["$ref"].as_str().and_then(|reference| document.pointer(reference.trim_start_matches('#')));
    reference.unwrap_or(schema)
}

fn of_values(value: &Value, place: &str, flaws: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            of_schema(value, place, flaws);
            for (name, member) in members {
                match (name.as_str(), member) {
                    ("examples" | "default" | "x-expression" | "expression", _) => {}
                    ("description" | "summary" | "title", Value::String(text)) => {
                        let code = ["`", "::", "]("].iter().find(|code| text.contains(**code));
                        flaws.extend(code.map(|code| format!("{place}/{name}: {code} in {text}")));
                    }
                    _ => of_values(member, &format!("{place}/{name}"), flaws),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| of_values(item, place, flaws)),
        _ => {}
    }
}

fn of_schema(schema: &Value, place: &str, flaws: &mut Vec<String>) {
    if let Some(values) = schema["enum"].as_array() {
        let fits = |value: &Value| match schema["type"].as_str() {
            Some("integer") => value.is_i64(),
            Some("string") => value.is_string(),
            _ => false,
        };
        if !values.iter().all(fits) {
            flaws.push(format!("{place}: an enumeration of mixed types"));
        }
    }
    let is_integer = schema["type"] == "integer" || schema["type"][0] == "integer";
    if is_integer && schema["format"] != "int64" && schema.get("format").is_some() && schema["maximum"].is_null() {
        flaws.push(format!("{place}: an unbounded {}", schema["format"]));
    }
}
