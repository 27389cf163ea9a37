//! Compares the declarations of each API with what was copied by hand: the contract's table (`contract/README.md`) and
//! the table on the front page of the crate.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use countersign::operation::{Body, FieldInfo, Notation, Operation, Parameter, Presence, Schema, Style};
use heck::ToUpperCamelCase as _;
use serde_json::Value;

/// An API, and what was copied by hand.
struct Api {
    operations: &'static [&'static Operation],
    contract: &'static str,
    front_page: &'static str,
}

const APIS: &[Api] = &[
    Api {
        operations: api_1688::Client::OPERATIONS,
        contract: include_str!("../../contract/operations.json"),
        front_page: include_str!("../../../api-1688/src/lib.rs"),
    },
    Api {
        operations: api_poizon::Client::OPERATIONS,
        contract: include_str!("../../contract/poizon.json"),
        front_page: include_str!("../../../api-poizon/src/lib.rs"),
    },
];

/// One operation, from either side.
#[derive(Debug, PartialEq)]
struct Row {
    name: String,
    method: String,
    path: String,
    body: String,
    retry: String,
    source: String,
    parameters: Vec<Column>,
}

/// One parameter, from either side.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    name: String,
    place: String,
    kind: Option<String>,
    presence: String,
}

#[test]
fn the_declarations_are_the_contract() {
    for api in APIS {
        let table: Value = serde_json::from_str(api.contract).unwrap();
        let contract: Vec<Row> = table.as_array().unwrap().iter().map(copied).collect();
        let declared: Vec<Row> = api.operations.iter().map(|operation| told(operation)).collect();
        for (contract, declared) in contract.iter().zip(&declared) {
            assert_eq!(declared, contract, "declared, and in the contract");
        }
        assert_eq!(declared.len(), contract.len());
    }
}

#[test]
fn deviations_from_the_contract_have_a_reason() {
    let tables = APIS.iter().map(|api| serde_json::from_str::<Value>(api.contract).unwrap());
    for operation in tables.flat_map(|table| table.as_array().unwrap().clone()) {
        for parameter in operation["parameters"].as_array().unwrap() {
            let contract = parameter["contract"].as_str().unwrap();
            assert!(["required", "optional", "unknown"].contains(&contract), "{parameter}");
            let differs = parameter.get("declared").is_some_and(|declared| declared != contract);
            assert_eq!(differs, parameter["why"].is_string(), "{parameter}");
            assert!(contract != "unknown" || differs, "{parameter}");
        }
    }
}

/// A row of the copied table, with parameters by name, because the contract and the declarations have different orders.
fn copied(operation: &Value) -> Row {
    let text = |value: &Value, name: &str| value[name].as_str().unwrap().to_owned();
    let column = |parameter: &Value| Column {
        name: text(parameter, "name"),
        place: text(parameter, "in"),
        kind: parameter["type"].as_str().map(str::to_owned),
        presence: text(parameter, if parameter.get("declared").is_some() { "declared" } else { "contract" }),
    };
    let mut parameters: Vec<Column> = operation["parameters"].as_array().unwrap().iter().map(column).collect();
    parameters.sort();
    Row {
        name: text(operation, "name"),
        method: text(operation, "method"),
        path: text(operation, "path"),
        body: text(operation, "body"),
        retry: text(operation, "retry"),
        source: text(operation, "source"),
        parameters,
    }
}

/// A row of the declarations.
fn told(operation: &Operation) -> Row {
    let mut parameters = Vec::new();
    for parameter in operation.parameters() {
        parameters.push(column(operation, parameter));
        members(parameter.wire_name(), parameter, &mut parameters);
    }
    parameters.sort();
    Row {
        name: operation.name().to_owned(),
        method: operation.method().to_string(),
        path: operation.path().to_string(),
        body: operation.body().as_str().to_owned(),
        retry: operation.retry().as_str().to_owned(),
        source: operation.source().as_str().to_owned(),
        parameters,
    }
}

fn column(operation: &Operation, parameter: &Parameter) -> Column {
    let is_number = parameter.style() == Style::Number;
    Column {
        name: parameter.wire_name().to_owned(),
        place: parameter.place().as_str().to_owned(),
        kind: (operation.body() == Body::Json).then(|| kind(&parameter.schema(), is_number)),
        presence: presence(parameter).to_owned(),
    }
}

fn presence(parameter: &Parameter) -> &'static str {
    match parameter.presence() {
        Presence::Required => "required",
        Presence::Default => "default",
        Presence::List if parameter.limits().min_items().is_some_and(|least| least > 0) => "required",
        _ => "optional",
    }
}

/// The members of a nested object, or of the items of a list.
fn members(name: &str, parameter: &Parameter, found: &mut Vec<Column>) {
    let (prefix, info) = match parameter.schema() {
        Schema::Object(info) => (format!("{name}."), info()),
        Schema::List(Schema::Object(info)) => (format!("{name}[]."), info()),
        _ => return,
    };
    found.extend(info.fields().iter().map(|field: &FieldInfo| Column {
        name: format!("{prefix}{}", field.wire_name()),
        place: parameter.place().as_str().to_owned(),
        kind: Some(kind(&field.schema(), field.number())),
        presence: String::from(if field.required() { "required" } else { "optional" }),
    }));
}

/// The type in a JSON body.
fn kind(schema: &Schema, is_number: bool) -> String {
    String::from(match schema {
        Schema::List(_) => "array",
        Schema::Object(_) => "object",
        Schema::Integer { .. } | Schema::Timestamp(Notation::Milliseconds) => "integer",
        Schema::Id if is_number => "integer",
        _ => "string",
    })
}

#[test]
fn the_front_page_has_the_table_of_operations() {
    for api in APIS {
        let lines = api.front_page.lines().filter_map(|line| line.strip_prefix("//! | `"));
        let rows: Vec<Vec<&str>> = lines.filter_map(cells).collect();
        let declared: Vec<Vec<String>> = api.operations.iter().map(|operation| front_page_row(operation)).collect();
        assert_eq!(rows, declared);
    }
}

/// The cells that metadata determines: all except the description of an operation.
fn cells(row: &str) -> Option<Vec<&str>> {
    let row = row.strip_suffix(" |")?;
    let [operation, request, place, _, repeated, definition] = row.split(" | ").collect::<Vec<_>>()[..] else {
        panic!("{row}")
    };
    Some(vec![operation.trim_end_matches('`'), request, place, repeated, definition])
}

fn front_page_row(operation: &Operation) -> Vec<String> {
    let repeated = if operation.retry().as_str() == "safe" { "yes" } else { "no" };
    vec![
        operation.name().to_owned(),
        format!("[`{}`]", operation.name().to_upper_camel_case()),
        format!("{} `{}`", operation.method(), operation.path()),
        repeated.to_owned(),
        operation.source().as_str().to_owned(),
    ]
}
