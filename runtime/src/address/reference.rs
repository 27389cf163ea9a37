//! What an answer refers to: a URL that is resolved against the one that answered, and what of a URL may be asked for
//! on one host.
//!
//! Pages and redirects are followed by these.

use http::Uri;

use super::{BaseUrl, PathTemplate};

/// Resolves a reference against the URL of the answer that has it (RFC 3986, section 5). A fragment is left out.
pub(crate) fn resolve(reference: &str, from: &Uri) -> String {
    let reference = reference.split('#').next().unwrap_or_default();
    let scheme = from.scheme_str().unwrap_or_default();
    let origin = format!("{scheme}://{}", from.authority().map_or("", |authority| authority.as_str()));
    let (path, query) = match reference.find('?') {
        Some(at) => reference.split_at(at),
        None => (reference, ""),
    };
    let is_scheme = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    if reference.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme)) {
        return reference.to_owned();
    }
    match path {
        _ if path.starts_with("//") => format!("{scheme}:{reference}"),
        _ if path.starts_with('/') => format!("{origin}{}{query}", without_dots(path)),
        "" if query.is_empty() => format!("{origin}{}", from.path_and_query().map_or("/", |whole| whole.as_str())),
        "" => format!("{origin}{}{query}", from.path()),
        _ => {
            let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{origin}{}{query}", without_dots(&format!("{folder}/{path}")))
        }
    }
}

/// A path without the segments `.` and `..`, which lead elsewhere.
fn without_dots(path: &str) -> String {
    let (mut kept, mut ends_in_folder) = (Vec::new(), false);
    for segment in path.split('/').skip(1) {
        ends_in_folder = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            segment => kept.push(segment),
        }
    }
    format!("/{}{}", kept.join("/"), if ends_in_folder && !kept.is_empty() { "/" } else { "" })
}

/// Why a URL is not asked for.
pub(crate) enum Refused {
    /// It is on another host.
    Elsewhere,
    /// It has no path that can be sent as it is.
    Malformed,
}

/// The path and the query of a URL with the scheme, host and port of `base_url`; no path where it has a query alone.
pub(crate) fn target(url: &str, base_url: &BaseUrl) -> Result<(Option<String>, String), Refused> {
    let whole = url.split_once('#').map_or(url, |(whole, _)| whole);
    let (path, query) = whole.split_once('?').unwrap_or((whole, ""));
    let path = match path.find("//") {
        Some(at) if at == 0 || path.get(..at).is_some_and(|scheme| scheme.ends_with(':')) => {
            let origin = path.get(at + 2..).and_then(|rest| rest.find('/')).map_or(path.len(), |end| at + 2 + end);
            let (origin, path) = path.split_at(origin);
            let origin = if at == 0 { format!("{}:{origin}", base_url.scheme()) } else { origin.to_owned() };
            let there = BaseUrl::allowing(&origin, |_| true).ok();
            let is_here =
                |there: &BaseUrl| there.scheme() == base_url.scheme() && there.authority() == base_url.authority();
            if !there.as_ref().is_some_and(is_here) {
                return Err(Refused::Elsewhere);
            }
            path
        }
        _ if path.is_empty() => return Ok((None, query.to_owned())),
        _ => path,
    };
    match PathTemplate::parse(if path.is_empty() { "/" } else { path }) {
        Ok(path) if path.placeholders().next().is_none() => Ok((Some(path.as_str().to_owned()), query.to_owned())),
        _ => Err(Refused::Malformed),
    }
}
