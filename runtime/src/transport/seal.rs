//! Compares what is sent with what was signed, in every build profile.
//!
//! The client seals a signed request. If it has middleware or layers, it guards its transport below all of them: a
//! request without its seal, or different from it, is not passed on, and one that must not be repeated is passed on
//! once. Transports check again what they are about to send.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, EXPECT, HOST,
    PROXY_AUTHENTICATE, PROXY_AUTHORIZATION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE,
};
use http::uri::{Authority, PathAndQuery};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, Uri};

use super::{Body, Sending, Transport, TransportError, TransportFailure};
use crate::clip::clipped;
use crate::operation::RetryClass;
use crate::printable::Printable;

/// What was signed. It accompanies a request, in its extensions, while layers and transports handle it.
///
/// URL and body share their memory with the request, so keeping them costs no copy.
#[derive(Clone)]
pub struct Seal(Arc<Sealed>);

struct Sealed {
    request: Request<Bytes>,
    /// Whether the request may have left.
    has_left: AtomicBool,
}

crate::secret::opaque!(Seal);

/// The URL that an answer came from, which a transport puts into the extensions of the answer.
///
/// The client refuses an answer from another URL than the one it signed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "an answer comes from one URL")]
pub struct AnsweredBy(pub Uri);

impl Seal {
    /// Seals a signed request, and returns it together with the seal.
    ///
    /// ```
    /// use bytes::Bytes;
    /// use countersign::transport::Seal;
    /// use http::Request;
    ///
    /// let signed = Request::post("https://books.example/orders").header("x-signature", "a7").body(Bytes::from("{}"))?;
    /// let (request, seal) = Seal::put_on(signed);
    /// assert!(request.extensions().get::<Seal>().is_some());
    /// # drop(seal);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn put_on(request: Request<Bytes>) -> (Request<Body>, Self) {
        let mut sent = request.clone().map(Body::from);
        let seal = Self(Arc::new(Sealed { request, has_left: AtomicBool::new(false) }));
        sent.extensions_mut().insert(seal.clone());
        (sent, seal)
    }

    /// Returns the request that was signed.
    pub(crate) fn request(&self) -> &Request<Bytes> {
        &self.0.request
    }

    /// Compares what is about to be sent with what was signed. `url` is the URL as the HTTP client will send it.
    ///
    /// The headers that were sealed must be present unchanged, each as often as before. Layers may add others, such as
    /// `traceparent`, `user-agent` or `authorization`, but none that changes the meaning of the message: its host,
    /// length, framing, type and encoding, and its method (`x-http-method-override` and the like). `host` and
    /// `content-length` may be added with the values that the request has anyway, `connection` to close or keep the
    /// connection.
    ///
    /// ```
    /// use bytes::Bytes;
    /// use countersign::transport::{Seal, TransportFailure};
    /// use http::Request;
    ///
    /// let signed = Request::post("https://books.example/orders").header("x-signature", "a7").body(Bytes::from("{}"))?;
    /// let (request, seal) = Seal::put_on(signed);
    ///
    /// // Where a transport sends a request:
    /// let url = request.uri().to_string();
    /// assert!(seal.check(request.method(), &url, request.headers(), b"{}").is_ok());
    /// let altered = seal.check(request.method(), &url, request.headers(), b"{ }").unwrap_err();
    /// assert_eq!(altered.failure(), TransportFailure::Altered);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TransportFailure::Altered`], with a message that names what changed.
    pub fn check(&self, method: &Method, url: &str, headers: &HeaderMap, body: &[u8]) -> Result<(), TransportError> {
        self.compare(method, url_change(url, self.request().uri()), headers, body)?;
        self.set_left(true);
        Ok(())
    }

    /// Applies [`check`](Self::check) to a request whose URL is sent as it is. `body` was taken out of it.
    #[cfg(feature = "hyper")]
    pub(super) fn check_unsent<B>(&self, request: &Request<B>, body: &[u8]) -> Result<(), TransportError> {
        self.compare(request.method(), self.url_change(request.uri()), request.headers(), body)?;
        self.set_left(true);
        Ok(())
    }

    /// Returns whether the request was passed on. If it was, a later refusal does not determine the outcome.
    pub(crate) fn has_left(&self) -> bool {
        self.0.has_left.load(Ordering::Relaxed)
    }

    pub(super) fn set_left(&self, has_left: bool) {
        self.0.has_left.store(has_left, Ordering::Relaxed);
    }

    /// Applies [`check`](Self::check) to a request that is not sent yet.
    pub(super) fn check_request(&self, request: &Request<Body>) -> Result<(), TransportError> {
        // What was sealed was in memory, so a stream is another body.
        let body = request.body().as_bytes().ok_or_else(|| altered("the body was replaced by a stream"))?;
        self.compare(request.method(), self.url_change(request.uri()), request.headers(), body)
    }

    /// Returns what differs from the URL that was signed. Usually they are the same text in the same memory.
    fn url_change(&self, uri: &Uri) -> Option<String> {
        if is_same_text(uri, self.request().uri()) { None } else { url_change(&uri.to_string(), self.request().uri()) }
    }

    /// Refuses an answer that came from another URL.
    pub(crate) fn check_answer(&self, answer: Response<Body>) -> Result<Response<Body>, TransportError> {
        match answer.extensions().get::<AnsweredBy>() {
            Some(AnsweredBy(uri)) if self.url_change(uri).is_some() => {
                let message = "the answer came from another URL than the one that was signed: a layer or the transport \
                               follows redirects, which must be switched off";
                Err(TransportError::new(TransportFailure::Redirected, message))
            }
            _ => Ok(answer),
        }
    }

    fn compare(
        &self,
        method: &Method,
        url_change: Option<String>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), TransportError> {
        if *method != self.request().method() {
            Err(altered(&format!("the method was changed from {} to {method}", self.request().method())))
        } else if let Some(change) = url_change {
            Err(altered(&format!("the URL was changed ({change})")))
        } else if *body != *self.request().body() {
            Err(altered(&format!("the body was changed ({})", body_change(body, self.request().body()))))
        } else {
            self.compare_headers(headers)
        }
    }

    fn compare_headers(&self, headers: &HeaderMap) -> Result<(), TransportError> {
        for name in self.request().headers().keys() {
            let (sent, signed) = (headers.get_all(name), self.request().headers().get_all(name));
            if sent.iter().eq(signed.iter()) {
                continue;
            }
            return Err(altered(&match (sent.iter().count(), signed.iter().count()) {
                (0, _) => format!("the header `{name}` was removed"),
                (sent, signed) if sent > signed => format!("another header `{name}` was added"),
                _ => format!("the header `{name}` was changed"),
            }));
        }
        let added = headers.iter().filter(|(name, _)| !self.request().headers().contains_key(*name));
        let is_twice =
            |name: &HeaderName| (*name == HOST || *name == CONTENT_LENGTH) && headers.get_all(name).iter().count() > 1;
        match added.into_iter().find(|(name, value)| is_twice(name) || self.contradicts(name, value)) {
            Some((name, _)) => Err(altered(&format!("the header `{name}` was added"))),
            None => Ok(()),
        }
    }

    /// Returns whether an added header contradicts what was sealed.
    fn contradicts(&self, name: &HeaderName, value: &HeaderValue) -> bool {
        let text = value.as_bytes();
        if *name == HOST {
            self.request()
                .uri()
                .authority()
                .is_none_or(|authority| !text.eq_ignore_ascii_case(authority.as_str().as_bytes()))
        } else if *name == CONTENT_LENGTH {
            *text != *self.request().body().len().to_string().as_bytes()
        } else if *name == CONNECTION {
            !text.eq_ignore_ascii_case(b"close") && !text.eq_ignore_ascii_case(b"keep-alive")
        } else {
            OF_THE_MESSAGE.contains(name) || OVERRIDES.contains(&name.as_str())
        }
    }
}

/// Headers that a layer may not add, whatever their value.
const OF_THE_MESSAGE: [HeaderName; 7] =
    [CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, EXPECT, TRAILER, TRANSFER_ENCODING, UPGRADE];

/// Headers that servers take for the method of a request.
const OVERRIDES: [&str; 3] = ["x-http-method", "x-http-method-override", "x-method-override"];

/// Headers that are determined by the connection or the body, or that the HTTP client sets for itself.
const OF_HTTP: [HeaderName; 8] = [
    ACCEPT_ENCODING,
    CONNECTION,
    CONTENT_LENGTH,
    HOST,
    PROXY_AUTHENTICATE,
    PROXY_AUTHORIZATION,
    TE,
    HeaderName::from_static("keep-alive"),
];

/// Returns whether a header belongs to HTTP itself, so that neither a client nor a call may set it.
pub(crate) fn is_of_http(name: &HeaderName) -> bool {
    OF_HTTP.contains(name) || OF_THE_MESSAGE.contains(name) || OVERRIDES.contains(&name.as_str())
}

fn altered(what: &str) -> TransportError {
    let message =
        format!("{what} by a layer between client and wire: what was signed must be sent unchanged, and once");
    TransportError::new(TransportFailure::Altered, message)
}

/// A client's transport, which only receives sealed requests.
pub(crate) struct Guarded(pub(crate) Box<dyn Transport>);

impl Transport for Guarded {
    fn send(&self, request: Request<Body>) -> Sending<'_> {
        Box::pin(async move {
            let Some(seal) = request.extensions().get::<Seal>().cloned() else {
                return Err(altered("the request was replaced"));
            };
            seal.check_request(&request)?;
            if seal.has_left() && request.extensions().get() == Some(&RetryClass::Never) {
                return Err(altered("the request, which must not be repeated, was sent again"));
            }
            let sent = self.0.send(request).await;
            match sent.as_ref().map_err(TransportError::failure) {
                Err(TransportFailure::NotSent | TransportFailure::Configuration) => seal.set_left(false),
                // It is already known whether something left before.
                Err(TransportFailure::Altered) => {}
                _ => seal.set_left(true),
            }
            sent
        })
    }
}

/// Returns what differs between two URLs. A fragment, the case of the host and an omitted default port do not count.
/// Values of parameters are not printed.
pub(super) fn url_change(sent: &str, signed: &Uri) -> Option<String> {
    // Usually the text is the same, and nothing needs to be parsed.
    if is_text_of(sent, signed).unwrap_or_default() {
        return None;
    }
    let Ok(sent) = sent.parse::<Uri>() else { return Some(String::from("it cannot be read")) };
    let part = |name: &str, sent: &str, signed: &str| {
        (sent != signed).then(|| format!("its {name} is `{}`, not `{signed}`", Printable(&clipped(sent, 80))))
    };
    let host = |uri: &Uri| uri.host().unwrap_or_default().to_ascii_lowercase();
    let port = |uri: &Uri| port(uri).map_or_else(String::new, |port| port.to_string());
    let has_user = sent.authority().is_some_and(|authority| authority.as_str().contains('@'));
    part("scheme", sent.scheme_str().unwrap_or_default(), signed.scheme_str().unwrap_or_default())
        .or_else(|| has_user.then(|| String::from("it contains a user")))
        .or_else(|| part("host", &host(&sent), &host(signed)))
        .or_else(|| part("port", &port(&sent), &port(signed)))
        .or_else(|| part("path", sent.path(), signed.path()))
        .or_else(|| query_change(sent.query(), signed.query()))
}

/// Returns the first parameter that differs.
fn query_change(sent: Option<&str>, signed: Option<&str>) -> Option<String> {
    let pairs = |query: Option<&str>| -> Vec<String> {
        query.map(|query| query.split('&').map(str::to_owned).collect()).unwrap_or_default()
    };
    let (sent, signed) = ((sent, pairs(sent)), (signed, pairs(signed)));
    let name = |pair: &String| Printable(&clipped(pair.split('=').next().unwrap_or_default(), 80)).to_string();
    let is_without = |all: &[String], pair: &String| !all.iter().any(|each| name(each) == name(pair));
    if sent.0 == signed.0 {
        None
    } else if let Some(added) = sent.1.iter().find(|pair| is_without(&signed.1, pair)) {
        Some(format!("its query has `{}` added", name(added)))
    } else if let Some(removed) = signed.1.iter().find(|pair| is_without(&sent.1, pair)) {
        Some(format!("its query is without `{}`", name(removed)))
    } else if let Some(changed) = sent.1.iter().find(|pair| !signed.1.contains(pair)) {
        Some(format!("in its query, `{}` is written differently", name(changed)))
    } else {
        Some(String::from("its query has the same parameters in another order or number"))
    }
}

fn body_change(sent: &[u8], signed: &[u8]) -> String {
    let same = sent.iter().zip(signed).take_while(|(sent, signed)| sent == signed).count();
    format!("it has {} bytes, not {}, and differs after {same}", sent.len(), signed.len())
}

/// Compares two URLs as text. Comparing them as URLs folds the case of each letter of the host.
fn is_same_text(one: &Uri, other: &Uri) -> bool {
    one.scheme() == other.scheme()
        && one.authority().map(Authority::as_str) == other.authority().map(Authority::as_str)
        && one.path_and_query().map(PathAndQuery::as_str) == other.path_and_query().map(PathAndQuery::as_str)
}

fn is_text_of(sent: &str, uri: &Uri) -> Option<bool> {
    let rest = sent.strip_prefix(uri.scheme_str()?)?.strip_prefix("://")?.strip_prefix(uri.authority()?.as_str())?;
    Some(rest == uri.path_and_query()?.as_str())
}

/// Returns the port to connect to: an HTTP client omits the default one.
pub(crate) fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    })
}
