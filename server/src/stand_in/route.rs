//! Which operation a request is for.

use http::Method;

use countersign::Entry;

/// Where a request leads.
pub(super) enum Route {
    To(Entry),
    /// The path is known with another method.
    OtherMethod,
    Nowhere,
}

/// Finds the operation of a method and path; a path without placeholders wins over one with.
pub(super) fn find(entries: &[Entry], method: &Method, path: &str) -> Route {
    let mut fitting: Vec<_> = entries.iter().filter(|entry| entry.operation().path().matches(path).is_some()).collect();
    fitting.sort_by_key(|entry| entry.operation().path().placeholders().count());
    match fitting.iter().find(|entry| method.as_str() == entry.operation().method().as_str()) {
        Some(entry) => Route::To(**entry),
        None if fitting.is_empty() => Route::Nowhere,
        None => Route::OtherMethod,
    }
}
