//! Routing: which operation a request is for.

use std::collections::BTreeSet;

use bytes::Bytes;
use countersign::operation::{Operation, Segment};
use countersign::param::Received;
use countersign::{BaseUrl, Entry};
use http::Request;

/// The result of routing a request.
pub(super) enum Route {
    /// An operation, and the path below which its host is reached.
    To(Entry, String),
    /// The path is known with these methods only, as the header `Allow` lists them.
    OtherMethod(String),
    Nowhere,
}

/// The hosts of an API, the main one first.
pub(super) struct Hosts(Vec<Host>);

/// One host.
struct Host {
    /// The base that operations declare. `None` for the main host.
    base: Option<&'static str>,
    authority: String,
    /// The path of its base URL.
    path: String,
}

impl Host {
    /// A base URL that is refused has no path: a client of such an API cannot be built either.
    fn new(base: Option<&'static str>, url: &str) -> Self {
        let url = BaseUrl::new(url).ok();
        let text = url.as_ref().map_or("", BaseUrl::as_str);
        let path = url.as_ref().map_or("", BaseUrl::path);
        let authority = text.strip_suffix(path).and_then(|origin| origin.split("://").nth(1)).unwrap_or_default();
        Self { base, authority: authority.to_owned(), path: path.to_owned() }
    }

    /// The path below which it is reached at the stand-in's address: hosts other than the main one get a segment of
    /// their own, because two hosts may have the same paths.
    fn path_at_stand_in(&self) -> String {
        let host = self.base.map_or_else(String::new, |_| format!("/{}", self.authority));
        format!("{host}{}", self.path)
    }
}

impl Hosts {
    /// The hosts of the operations of an API.
    pub(super) fn new(base_url: &str, operations: &[&'static Operation]) -> Self {
        let mut hosts = vec![Host::new(None, base_url)];
        for base in operations.iter().filter_map(|operation| operation.base()) {
            if hosts.iter().all(|host| host.base != Some(base)) {
                hosts.push(Host::new(Some(base), base));
            }
        }
        Self(hosts)
    }

    /// Returns what each host is declared as (`None` for the main one), and the path below which it is reached at a
    /// stand-in.
    pub(super) fn paths(&self) -> impl Iterator<Item = (Option<&'static str>, String)> {
        self.0.iter().map(|host| (host.base, host.path_at_stand_in()))
    }

    /// Finds the operation of a request. A request in memory, which names one of the hosts, is for that host alone.
    pub(super) fn find(&self, entries: &[Entry], request: &Request<Bytes>) -> Route {
        let named = request.uri().authority().map(http::uri::Authority::as_str);
        let is_named = self.0.iter().any(|host| named == Some(&*host.authority));
        let mut found = Route::Nowhere;
        for host in self.0.iter().filter(|host| !is_named || named == Some(&*host.authority)) {
            let base_path = if is_named { host.path.clone() } else { host.path_at_stand_in() };
            let Some(path) = request.uri().path().strip_prefix(&*base_path) else { continue };
            let entries = entries.iter().copied().filter(|entry| entry.operation().base() == host.base);
            match among(entries, request, path) {
                Some(Ok(entry)) => return Route::To(entry, base_path),
                Some(Err(methods)) => found = Route::OtherMethod(methods),
                None => {}
            }
        }
        found
    }
}

/// Finds the operation of a request by method, path below the base URL, and constants. If the path is known only with other
/// methods, the error lists them. Paths without placeholders take precedence over paths with placeholders, those over
/// paths with a `{*rest}`, and operations with constants over operations without.
fn among(entries: impl Iterator<Item = Entry>, request: &Request<Bytes>, path: &str) -> Option<Result<Entry, String>> {
    let mut fitting: Vec<_> = entries.filter(|entry| entry.operation().path().matches(path).is_some()).collect();
    fitting.sort_by_key(|entry| {
        let path = entry.operation().path();
        let takes_all = path.segments().any(|segment| matches!(segment, Segment::CatchAll(_)));
        (takes_all, path.placeholders().count(), std::cmp::Reverse(entry.operation().constants().len()))
    });
    let method = request.method().as_str();
    let mut of_method = fitting.iter().filter(|entry| method == entry.operation().method().as_str());
    let first = of_method.clone().next();
    // Without a constant that fits, the first reports what it expects.
    let found = of_method.find(|entry| Received::is_for(entry.operation(), request)).or(first);
    (!fitting.is_empty()).then(|| found.copied().ok_or_else(|| methods(&fitting)))
}

fn methods(entries: &[Entry]) -> String {
    let methods: BTreeSet<&str> = entries.iter().map(|entry| entry.operation().method().as_str()).collect();
    methods.into_iter().collect::<Vec<_>>().join(", ")
}
