//! Redirects that an operation follows: within one host, signed again, and a few times only.

use http::{Method, Request, header};

use bytes::Bytes;

use crate::address::{BaseUrl, Refused, resolve, target};
use crate::envelope::Answer;
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;
use crate::param::Turned;
use crate::printable::url_without_secrets;

/// The maximum number of redirects that are followed for one answer.
pub(super) const MOST: usize = 5;

/// Returns the target of a redirect as an absolute URL; `None` for other answers.
pub(super) fn target_of(answer: &Answer) -> Option<String> {
    let is_redirect = matches!(answer.status.as_u16(), 301..=303 | 307 | 308);
    let location = answer.headers.get(header::LOCATION).filter(|_| is_redirect)?.to_str().ok()?;
    Some(resolve(location, answer.url.as_ref()?))
}

/// The path and the query to ask for next; `None` where the answer is read as it is, which reports any other redirect.
/// `seen` are the URLs before.
pub(super) fn next(
    operation: &'static Operation,
    request: &Request<Bytes>,
    answer: &Answer,
    seen: &mut Vec<String>,
) -> Result<Option<Turned>, Error> {
    // After any other status, the server expects a `GET`.
    let keeps_method =
        matches!(*request.method(), Method::GET | Method::HEAD) || matches!(answer.status.as_u16(), 307 | 308);
    let Some(url) = target_of(answer).filter(|_| operation.follows_redirects() && keeps_method) else {
        return Ok(None);
    };
    let uri = request.uri();
    let origin = format!("{}://{}", uri.scheme_str().unwrap_or_default(), uri.host().unwrap_or_default());
    let origin = uri.port().map_or(origin.clone(), |port| format!("{origin}:{port}"));
    let followed = BaseUrl::allowing(&origin, |_| true).map_err(|_| Refused::Malformed);
    let (path, query) = match followed.and_then(|origin| target(&url, &origin)) {
        Ok(followed) => followed,
        Err(Refused::Elsewhere | Refused::Malformed) => return Ok(None),
    };
    if seen.is_empty() {
        seen.push(uri.to_string());
    }
    let shown = url_without_secrets(&url);
    let problem = if seen.contains(&url) {
        format!("the redirects lead in a circle, back to `{shown}`")
    } else if seen.len() > MOST {
        format!("the server redirects more than {MOST} times, last to `{shown}`")
    } else {
        seen.push(url);
        return Ok(Some(Turned::Target(path, query)));
    };
    let error = Error::new(ErrorKind::Http, problem);
    Err(error.with_operation(operation).with_answer(answer.status, &answer.headers, &answer.body))
}
