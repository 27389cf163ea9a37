//! `endpoints`: the table of operations, for people and for programs.

use clap::ArgMatches;
use countersign::operation::{Operation, Parameter, Presence};
use serde_json::{Value, json};

use super::failure::Outcome;
use super::{Program, Terminal, call, render};
use crate::docs;

/// On a narrower terminal, only the descriptions fit.
const ALL_COLUMNS: usize = 110;

/// Lists the operations.
pub(super) fn list(program: &Program, matches: &ArgMatches, terminal: &mut Terminal<'_>) -> Outcome {
    if matches.get_flag("--json") {
        return call::json(&program.operations().map(described).collect(), terminal);
    }
    let is_narrow = render::shown_width().is_some_and(|width| width < ALL_COLUMNS);
    let header = ["operation", "method", "path", "body", "retry", "source", "what for"];
    let rows = program.operations().map(|operation| {
        let docs = docs::summary(operation.docs()).unwrap_or_default();
        let (name, path) = (operation.name(), operation.path());
        [
            (*name).to_owned(),
            operation.method().to_string(),
            path.to_string(),
            operation.body().as_str().to_owned(),
            operation.retry().as_str().to_owned(),
            operation.source().as_str().to_owned(),
            render::clipped(&mark(operation, &docs), 60),
        ]
    });
    let table = match is_narrow {
        true => render::rows(&[header[0], header[6]], rows.map(|[name, .., docs]| [name, docs])),
        false => render::rows(&header, rows),
    };
    write!(terminal.out, "{table}")?;
    Ok(())
}

/// The text, after a note if the operation is deprecated.
fn mark(operation: &Operation, docs: &str) -> String {
    let mark = if operation.deprecated().is_some() { "[deprecated] " } else { "" };
    format!("{mark}{docs}")
}

fn described(operation: &'static Operation) -> Value {
    let (name, path) = (operation.name(), operation.path());
    let (docs, docs_url) = (operation.docs(), operation.docs_url());
    json!({
        "name": name,
        "method": operation.method().as_str(),
        "path": path.as_str(),
        "auth": operation.auth(),
        "body": operation.body().as_str(),
        "retry": operation.retry().as_str(),
        "idempotency": operation.idempotency(),
        "proof": operation.proof_on_wire(),
        "confirm": operation.needs_confirmation(),
        "source": operation.source().as_str(),
        "docs": docs_url,
        "doc": docs::whole(docs),
        "deprecated": operation.deprecated().map(|deprecated| deprecated.to_string()),
        "response": operation.response().to_string(),
        "params": operation.parameters().iter().map(parameter).collect::<Vec<_>>(),
    })
}

fn parameter(parameter: &Parameter) -> Value {
    json!({
        "name": parameter.name(),
        "wire_name": parameter.wire_name(),
        "in": parameter.place().as_str(),
        "type": parameter.schema().to_string(),
        "required": parameter.presence() == Presence::Required,
        "default": parameter.default().map(|default| default()),
        "doc": docs::whole(parameter.docs()),
        "deprecated": parameter.deprecated().map(|deprecated| deprecated.to_string()),
    })
}
