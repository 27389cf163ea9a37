//! `--all`: page after page until one is empty.

use std::borrow::Cow;
use std::time::Duration;

use countersign::decode::Drift;
use countersign::operation::{FieldInfo, Operation, Parameter, Schema};
use countersign::page::Pages;
use countersign::param::ReceivedValue;
use countersign::{Client, Entry};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

use super::Program;
use super::arguments::{self, Values};
use super::failure::Failure;

/// What all pages hold.
pub(super) struct Items {
    pub(super) items: Vec<Value>,
    pub(super) pages: u32,
    pub(super) drift: Vec<Drift>,
}

/// Wire name of the list that holds the items of a page; `None` where an operation has no pages.
pub(super) fn items(operation: &Operation) -> Option<&'static str> {
    operation.pagination()?;
    let Schema::Object(page) = operation.response() else { return None };
    let is_list = |field: &&FieldInfo| matches!(field.schema(), Schema::List(Schema::Object(_)));
    page().fields().iter().find(is_list).map(FieldInfo::wire_name)
}

/// Asks for every page from the one that was asked for.
pub(super) async fn all(program: &Program, entry: Entry, client: &Client, values: Values) -> Result<Items, Failure> {
    let operation = entry.operation();
    let (Some(name), Some(page)) = (items(operation), page_parameter(operation)) else {
        return Err(Failure::usage(format!("`{}` has no pages: leave out `--all`", operation.name())));
    };
    let progress = progress();
    let first = first(&values, page)?;
    let client = client.clone();
    let mut pages = Pages::of(operation, first, move |number| {
        let (client, request) = (client.clone(), arguments::parsed(entry, &at(&values, page, number)));
        async move { Ok(client.call_dyn(&*request?).await?.map(|page| list(page, name))) }
    });
    let mut all = Items { items: Vec::new(), pages: 0, drift: Vec::new() };
    while let Some(page) = pages.next().await {
        let page = page.map_err(|error| Failure::of_call(program, error))?;
        all.drift.extend_from_slice(page.drift());
        all.items.extend(page.into_value());
        all.pages += 1;
        progress.set_message(format!("page {}, {} items", pages.next_page() - 1, all.items.len()));
    }
    progress.finish_and_clear();
    Ok(all)
}

/// The items of a page.
fn list(mut page: Value, name: &str) -> Vec<Value> {
    match page.get_mut(name).map(Value::take) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

fn page_parameter(operation: &Operation) -> Option<&'static Parameter> {
    operation.parameter(operation.pagination()?.page())
}

/// The page to begin with: the one that was given, or the default.
fn first(values: &Values, page: &Parameter) -> Result<u64, Failure> {
    let given = values.iter().find(|(parameter, _)| parameter.name() == page.name()).map(|(_, value)| match value {
        ReceivedValue::Text(text) | ReceivedValue::Json(text) => text.clone().into_owned(),
        _ => String::new(),
    });
    let text = given.or_else(|| page.default().map(|default| default())).unwrap_or_else(|| String::from("1"));
    text.parse().map_err(|_| Failure::usage(format!("the page to begin with must be a whole number, is {text:?}")))
}

/// The values with another page.
fn at(values: &Values, page: &'static Parameter, number: u64) -> Values {
    let mut values: Values = values.iter().filter(|(parameter, _)| parameter.name() != page.name()).cloned().collect();
    values.push((page, ReceivedValue::Text(Cow::Owned(number.to_string()))));
    values
}

/// On standard error, and only where a person looks at it.
fn progress() -> ProgressBar {
    let progress = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
        progress.set_style(style);
    }
    progress.enable_steady_tick(Duration::from_millis(100));
    progress
}
