//! Routing: which operation a request is for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use countersign::operation::Segment;
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
    operations: Below,
}

/// The operations whose paths begin with the same literal segments: those without a further one, and the others by it.
#[derive(Default)]
struct Below {
    here: Vec<Entry>,
    by_segment: BTreeMap<&'static str, Below>,
}

impl Below {
    fn add(&mut self, entry: Entry) {
        literals(entry).fold(self, |below, literal| below.by_segment.entry(literal).or_default()).here.push(entry);
    }

    /// Returns the operations whose path matches.
    fn matching(&self, path: &str) -> Vec<Entry> {
        let (mut below, mut found) = (Some(self), Vec::new());
        let mut segments = path.strip_prefix('/').unwrap_or(path).split('/');
        while let Some(Self { here, by_segment }) = below {
            found.extend(here.iter().filter(|entry| entry.operation().path().matches(path).is_some()));
            below = segments.next().and_then(|segment| by_segment.get(segment));
        }
        found
    }
}

/// The literal segments before the first placeholder.
fn literals(entry: Entry) -> impl Iterator<Item = &'static str> {
    entry.operation().path().segments().map_while(|segment| match segment {
        Segment::Literal(literal) => Some(literal),
        _ => None,
    })
}

impl Host {
    /// A base URL that is refused has no path: a client of such an API cannot be built either.
    fn new(base: Option<&'static str>, url: &str, entries: &[Entry]) -> Self {
        let mut operations = Below::default();
        entries.iter().filter(|entry| entry.operation().base() == base).for_each(|entry| operations.add(*entry));
        let url = BaseUrl::new(url).ok();
        let text = url.as_ref().map_or("", BaseUrl::as_str);
        let path = url.as_ref().map_or("", BaseUrl::path);
        let authority = text.strip_suffix(path).and_then(|origin| origin.split("://").nth(1)).unwrap_or_default();
        Self { base, authority: authority.to_owned(), path: path.to_owned(), operations }
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
    pub(super) fn new(base_url: &str, entries: &[Entry]) -> Self {
        let mut hosts = vec![Host::new(None, base_url, entries)];
        for base in entries.iter().filter_map(|entry| entry.operation().base()) {
            if hosts.iter().all(|host| host.base != Some(base)) {
                hosts.push(Host::new(Some(base), base, entries));
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
    pub(super) fn find(&self, request: &Request<Bytes>) -> Route {
        let named = request.uri().authority().map(http::uri::Authority::as_str);
        let is_named = self.0.iter().any(|host| named == Some(&*host.authority));
        let mut found = Route::Nowhere;
        for host in self.0.iter().filter(|host| !is_named || named == Some(&*host.authority)) {
            let base_path = if is_named { host.path.clone() } else { host.path_at_stand_in() };
            let Some(path) = request.uri().path().strip_prefix(&*base_path) else { continue };
            match among(host.operations.matching(path), request) {
                Some(Ok(entry)) => return Route::To(entry, base_path),
                Some(Err(methods)) => found = Route::OtherMethod(methods),
                None => {}
            }
        }
        found
    }
}

/// Finds the operation of a request among those of its path, by method and constants. If they have other methods only,
/// the error lists them. Paths without placeholders take precedence over paths with placeholders, those over paths with
/// a `{*rest}`, those with a later first placeholder over others with as many, and operations with constants over
/// operations without.
fn among(mut fitting: Vec<Entry>, request: &Request<Bytes>) -> Option<Result<Entry, String>> {
    fitting.sort_by_key(|entry| {
        let operation = entry.operation();
        let takes_all = operation.path().segments().any(|segment| matches!(segment, Segment::CatchAll(_)));
        let placeholders = operation.path().placeholders().count();
        (takes_all, placeholders, Reverse(literals(*entry).count()), Reverse(operation.constants().len()))
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
