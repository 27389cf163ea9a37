//! `--all`: follows the pages to the last one.

use std::sync::Arc;
use std::time::Duration;

use countersign::decode::Drift;
use countersign::operation::Operation;
use countersign::{Client, DynEndpoint};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

use super::Program;
use super::failure::Failure;

/// The contents of all pages.
pub(super) struct Items {
    pub(super) items: Vec<Value>,
    pub(super) pages: u32,
    pub(super) drift: Vec<Drift>,
}

/// The wire name of the list with the items of a page; `None` if an operation has no pages.
pub(super) fn items(operation: &Operation) -> Option<&'static str> {
    operation.pagination()?;
    operation.items().map(|(name, _)| name)
}

/// Requests every page, beginning with the requested one.
pub(super) async fn all(program: &Program, client: &Client, request: Box<dyn DynEndpoint>) -> Result<Items, Failure> {
    let operation = request.operation();
    let Some(name) = items(operation) else {
        return Err(Failure::usage(format!("`{}` has no pages: leave out `--all`", operation.name())));
    };
    let progress = progress();
    let mut pages = client.pages_dyn(Arc::from(request));
    let mut all = Items { items: Vec::new(), pages: 0, drift: Vec::new() };
    while let Some(page) = pages.next().await {
        let page = page.map_err(|error| Failure::of_call(program, error))?;
        all.drift.extend_from_slice(page.drift());
        all.items.extend(list(page.into_value(), name));
        all.pages += 1;
        progress.set_message(format!("page {}, {} items", all.pages, all.items.len()));
    }
    progress.finish_and_clear();
    Ok(all)
}

/// The items of a page. Without a name, the page itself is the list.
fn list(mut page: Value, name: &str) -> Vec<Value> {
    let list = if name.is_empty() { Some(page) } else { page.get_mut(name).map(Value::take) };
    match list {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// On standard error, and only if it is a terminal.
fn progress() -> ProgressBar {
    let progress = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
        progress.set_style(style);
    }
    progress.enable_steady_tick(Duration::from_millis(100));
    progress
}
