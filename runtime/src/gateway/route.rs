//! Which operation a request is for.

use http::Method;

use crate::operation::Operation;

/// Where a request leads.
pub(super) enum Route {
    To(&'static Operation),
    /// The path is known with another method.
    OtherMethod,
    Nowhere,
}

/// Finds the operation of a method and path; a path without placeholders wins over one with.
pub(super) fn find(operations: &[&'static Operation], method: &Method, path: &str) -> Route {
    let mut fitting: Vec<_> = operations.iter().filter(|operation| operation.path.matches(path).is_some()).collect();
    fitting.sort_by_key(|operation| operation.path.placeholders().count());
    match fitting.iter().find(|operation| method.as_str() == operation.method.as_str()) {
        Some(operation) => Route::To(operation),
        None if fitting.is_empty() => Route::Nowhere,
        None => Route::OtherMethod,
    }
}
