//! Which operation a request is for.

use bytes::Bytes;
use countersign::Entry;
use countersign::operation::Segment;
use countersign::param::Received;
use http::Request;

/// Where a request leads.
pub(super) enum Route {
    To(Entry),
    /// The path is known with another method.
    OtherMethod,
    Nowhere,
}

/// Finds the operation of a request by method, path below the base URL, and constants. A path without placeholders wins over
/// one with, one that takes all the rest comes last, and an operation with constants over one without.
pub(super) fn find(entries: &[Entry], request: &Request<Bytes>, path: &str) -> Route {
    let mut fitting: Vec<_> = entries.iter().filter(|entry| entry.operation().path().matches(path).is_some()).collect();
    fitting.sort_by_key(|entry| {
        let path = entry.operation().path();
        let takes_all = path.segments().any(|segment| matches!(segment, Segment::CatchAll(_)));
        (takes_all, path.placeholders().count(), std::cmp::Reverse(entry.operation().constants().len()))
    });
    let method = request.method().as_str();
    let mut of_method = fitting.iter().filter(|entry| method == entry.operation().method().as_str());
    let first = of_method.clone().next();
    match of_method.find(|entry| Received::is_for(entry.operation(), request)).or(first) {
        // Without a constant that fits, the first reports what it expects.
        Some(entry) => Route::To(**entry),
        None if fitting.is_empty() => Route::Nowhere,
        None => Route::OtherMethod,
    }
}
