//! URLs that lead to the next page: the header `Link` (RFC 8288), and which URLs may be followed.
//!
//! A URL is only followed on the host of the API, where the request is signed again. Credentials go nowhere else.

use http::{HeaderMap, header};

use crate::address::{BaseUrl, Refused, target};
use crate::param::Turned;
use crate::printable::url_without_secrets;

/// Returns the target of the first link with the relation `next`.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let texts = headers.get_all(header::LINK).iter().filter_map(|value| value.to_str().ok());
    texts.flat_map(links).find(|(_, parameters)| is_next(parameters)).map(|(target, _)| target.to_owned())
}

/// Returns the links of one header: each target with its parameters.
fn links(mut text: &str) -> Vec<(&str, Vec<(String, String)>)> {
    let mut links = Vec::new();
    while let Some((target, rest)) = text.split_once('<').and_then(|(_, rest)| rest.split_once('>')) {
        let (parameters, rest) = parameters(rest);
        links.push((target.trim(), parameters));
        text = rest;
    }
    links
}

/// Returns the parameters of one link, with names in lower case, and what follows the link.
fn parameters(mut text: &str) -> (Vec<(String, String)>, &str) {
    let mut parameters = Vec::new();
    while let Some(rest) = text.trim_start().strip_prefix(';') {
        let end = rest.find(['=', ';', ',']).unwrap_or(rest.len());
        let (name, rest) = rest.split_at(end);
        let (value, rest) = match rest.strip_prefix('=').map(str::trim_start) {
            Some(value) => match value.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => value.split_at(value.find([';', ',']).unwrap_or(value.len())),
            },
            None => ("", rest),
        };
        parameters.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        text = rest;
    }
    (parameters, text)
}

/// Returns whether a link leads from this page to the next one. If there are several `rel`, the first counts. With an
/// `anchor`, it is a link of something else.
fn is_next(parameters: &[(String, String)]) -> bool {
    let relation = parameters.iter().find(|(name, _)| name == "rel").map_or("", |(_, value)| value);
    let is_elsewhere = parameters.iter().any(|(name, _)| name == "anchor");
    !is_elsewhere && relation.split_ascii_whitespace().any(|each| each.eq_ignore_ascii_case("next"))
}

/// Returns path and query of a URL on the operation's host.
pub(super) fn turned(url: &str, base_url: &BaseUrl) -> Result<Turned, String> {
    target(url, base_url).map(|(path, query)| Turned::Target(path, query)).map_err(|refused| {
        let shown = url_without_secrets(url);
        match refused {
            Refused::Elsewhere => {
                format!("the next page is on another host than `{}`: `{shown}`", base_url.authority())
            }
            Refused::Malformed => format!("the next page is not a URL with a path that can be sent: `{shown}`"),
        }
    })
}
