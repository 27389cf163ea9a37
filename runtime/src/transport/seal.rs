//! sent == signed: the check at the last moment before the wire.

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use super::{TransportError, TransportFailure};

/// What was signed, kept beside a request (in its extensions) while layers and transports handle it.
///
/// URL and body share their memory with the request, so keeping them costs no copy.
#[derive(Clone)]
pub struct Seal {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

impl Seal {
    /// Seals a signed request.
    #[must_use]
    pub fn put_on(mut request: http::Request<Bytes>) -> http::Request<Bytes> {
        let seal = Self {
            method: request.method().clone(),
            uri: request.uri().clone(),
            headers: request.headers().clone(),
            body: request.body().clone(),
        };
        request.extensions_mut().insert(seal);
        request
    }

    /// Compares what is about to leave with what was signed. `url` is the text of the request line as the HTTP client
    /// will send it. Headers may be added on the way; those that were there must be unchanged.
    ///
    /// # Errors
    /// [`TransportFailure::Altered`] in debug builds. In release builds it is a warning in the log: a vendor that does
    /// not mind is better served than not at all.
    pub fn check(&self, method: &Method, url: &str, headers: &HeaderMap, body: &[u8]) -> Result<(), TransportError> {
        let altered = if *method != self.method {
            "method"
        } else if !same_url(url, &self.uri) {
            "URL"
        } else if self.headers.iter().any(|(name, value)| headers.get_all(name).iter().all(|sent| sent != value)) {
            "headers"
        } else if *body != self.body {
            "body"
        } else {
            return Ok(());
        };
        let message =
            format!("the {altered} changed after the request was signed: a layer between client and wire alters it");
        if cfg!(debug_assertions) {
            return Err(TransportError::new(TransportFailure::Altered, message));
        }
        tracing::warn!(path = self.uri.path(), "{message}");
        Ok(())
    }
}

/// Compares everything but a fragment; a host in other letters and a usual port that is left out are the same.
fn same_url(sent: &str, signed: &Uri) -> bool {
    // Usually it is the same text, and then nothing need be parsed.
    is_text_of(sent, signed).unwrap_or_default() || is_same_place(sent, signed)
}

fn is_text_of(sent: &str, uri: &Uri) -> Option<bool> {
    let rest = sent.strip_prefix(uri.scheme_str()?)?.strip_prefix("://")?.strip_prefix(uri.authority()?.as_str())?;
    Some(rest == uri.path_and_query()?.as_str())
}

fn is_same_place(sent: &str, signed: &Uri) -> bool {
    let Ok(sent) = sent.parse::<Uri>() else { return false };
    sent.path() == signed.path()
        && sent.query() == signed.query()
        && sent.scheme() == signed.scheme()
        && sent.host().map(str::to_ascii_lowercase) == signed.host().map(str::to_ascii_lowercase)
        && port(&sent) == port(signed)
}

/// The port that is connected to: an HTTP client leaves out the usual one.
fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    })
}
