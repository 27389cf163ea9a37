//! [`Request`]: what a scheme runs on, before it is signed and after it arrived.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};

use super::definition::Place;
use super::encoded::{Encoded, member, taken};
use super::error::SignError;

/// A request to be signed, or one that arrived. It keeps path, query and body to the byte.
///
/// ```
/// use countersign::scheme::Request;
///
/// let request = Request::new("POST", "https://shop.example/orders?dry_run=1")?
///     .header("x-shop", "17")?
///     .form([("item", "tea"), ("note", "a & b")]);
/// assert_eq!(request.body(), b"item=tea&note=a%20%26%20b");
/// # Ok::<(), countersign::scheme::SignError>(())
/// ```
#[derive(Clone)]
pub struct Request {
    pub(super) method: Method,
    pub(super) scheme: String,
    pub(super) host: String,
    pub(super) path: String,
    pub(super) query: Option<Encoded>,
    pub(super) headers: HeaderMap,
    pub(super) body: Body,
    pub(super) constants: Vec<(String, String)>,
}

/// The body of a request.
#[derive(Clone)]
pub(super) enum Body {
    None,
    Form(Encoded),
    Json(Encoded),
    /// Parameters that something else writes.
    Fields(Vec<(String, String)>),
    Bytes(Bytes),
}

impl Request {
    /// A request without headers and body, of an absolute URL.
    ///
    /// # Errors
    /// It is not a method, or not an absolute URL without a user and a fragment.
    pub fn new(method: &str, url: &str) -> Result<Self, SignError> {
        let method = method.to_ascii_uppercase();
        let method = Method::from_bytes(method.as_bytes()).map_err(|_| SignError::new("not a method of HTTP"))?;
        let uri: Uri = url.parse().map_err(|_| SignError::new("not a URL: expected `https://host/path`"))?;
        if url.contains('#') {
            return Err(SignError::new("a URL that is requested cannot contain a fragment"));
        }
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(SignError::new("the URL is not absolute: expected `https://host/path`"));
        };
        if authority.as_str().contains('@') {
            return Err(SignError::new("the URL contains a user: remove it"));
        }
        let usual = if scheme == "http" { ":80" } else { ":443" };
        let host = authority.as_str().strip_suffix(usual).unwrap_or(authority.as_str()).to_ascii_lowercase();
        let query = uri
            .query()
            .filter(|query| !query.is_empty())
            .map(|query| Encoded { bytes: query.as_bytes().to_vec(), secret: Vec::new() });
        let path = if uri.path().is_empty() { "/" } else { uri.path() }.to_owned();
        let (headers, constants) = (HeaderMap::new(), Vec::new());
        Ok(Self { method, scheme: scheme.to_owned(), host, path, query, headers, body: Body::None, constants })
    }

    /// A request that arrived. `origin` is where its sender reached the receiver, as `https://host`: what `Host` says
    /// may be written by anyone, and a proxy may have changed it.
    ///
    /// # Errors
    /// `origin` is not one.
    pub fn received<B: AsRef<[u8]>>(request: &http::Request<B>, origin: &str) -> Result<Self, SignError> {
        let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
        let mut received = Self::new(request.method().as_str(), &format!("{}{target}", origin.trim_end_matches('/')))?;
        if target.ends_with('?') {
            received.query.get_or_insert_default();
        }
        received.headers = request.headers().clone();
        received.body = Body::of(request.body().as_ref(), &received.headers);
        Ok(received)
    }

    /// Adds a header.
    ///
    /// # Errors
    /// Name or value cannot be a header's.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self, SignError> {
        let (name, value) = header_of(name, value.as_bytes())?;
        self.headers.append(name, value);
        Ok(self)
    }

    /// Adds a parameter to the query.
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.query.get_or_insert_default().push(name, value.as_bytes(), false);
        self
    }

    /// Makes a form the body, with a header that says so unless there is one.
    #[must_use]
    pub fn form<'p>(mut self, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        let mut form = Encoded::default();
        for (name, value) in pairs {
            form.push(name, value.as_bytes(), false);
        }
        self.body = Body::Form(form);
        self.typed("application/x-www-form-urlencoded")
    }

    /// Makes JSON the body, to the byte, with a header that says so unless there is one.
    #[must_use]
    pub fn json(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.body = Body::Json(Encoded { bytes: text.into(), secret: Vec::new() });
        self.typed("application/json")
    }

    /// Makes these bytes the body. A header `Content-Type` that names a form or JSON, added before, makes them one.
    #[must_use]
    pub fn bytes(mut self, bytes: impl Into<Bytes>) -> Self {
        self.body = Body::of(&bytes.into(), &self.headers);
        self
    }

    /// Says which parameters the body holds, where something else writes them: multipart, or XML. Such a body cannot be
    /// signed as bytes.
    #[must_use]
    pub fn fields<'p>(mut self, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        self.body = Body::Fields(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        self
    }

    /// Sets a constant of the operation, for [`operation_constant`](super::operation_constant).
    #[must_use]
    pub fn constant(mut self, name: &str, value: &str) -> Self {
        self.constants.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Keeps headers, parameters of the query, and fields or members of the body of this name out of traces.
    #[must_use]
    pub fn hide(mut self, name: &str) -> Self {
        for (_, value) in self.headers.iter_mut().filter(|(header, _)| header.as_str().eq_ignore_ascii_case(name)) {
            value.set_sensitive(true);
        }
        let form = match &mut self.body {
            Body::Form(form) => Some(form),
            _ => None,
        };
        for encoded in self.query.iter_mut().chain(form) {
            let found = encoded.values(name);
            encoded.secret.extend(found.into_iter().filter(|value| !value.is_empty()));
        }
        if let Body::Json(json) = &mut self.body
            && let Some(value) = member(&json.bytes, name)
        {
            json.secret.push(value);
        }
        self
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// Path and query as they are sent.
    #[must_use]
    pub fn target(&self) -> String {
        let query = self.query.as_ref().map(|query| format!("?{}", String::from_utf8_lossy(&query.bytes)));
        format!("{}{}", self.path, query.unwrap_or_default())
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it is sent; empty where something else writes it.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        match &self.body {
            Body::None | Body::Fields(_) => &[],
            Body::Form(encoded) | Body::Json(encoded) => &encoded.bytes,
            Body::Bytes(bytes) => bytes,
        }
    }

    /// Parameters of a body that something else writes, those that a scheme added among them.
    pub fn body_fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = if let Body::Fields(fields) = &self.body { fields.as_slice() } else { &[] };
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The request of the crate `http`.
    ///
    /// # Errors
    /// Path or query contain what a URL cannot.
    pub fn to_http(&self) -> Result<http::Request<Bytes>, SignError> {
        let url = format!("{}://{}{}", self.scheme, self.host, self.target());
        let mut request = http::Request::new(Bytes::copy_from_slice(self.body()));
        *request.uri_mut() = url.parse().map_err(|_| SignError::new("path or query cannot be part of a URL"))?;
        *request.method_mut() = self.method.clone();
        *request.headers_mut() = self.headers.clone();
        Ok(request)
    }

    /// Host and port, the usual one where none is named.
    pub(super) fn host_and_port(&self) -> (&str, &str) {
        let usual = if self.scheme == "http" { "80" } else { "443" };
        match self.host.rsplit_once(':') {
            // The address of IPv6 has colons of its own.
            Some((host, port)) if !port.ends_with(']') => (host, port),
            _ => (&self.host, usual),
        }
    }

    fn typed(mut self, content_type: &'static str) -> Self {
        self.headers.entry(header::CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
        self
    }

    /// Adds what a scheme sends.
    pub(super) fn add(&mut self, place: Place, name: &str, value: &[u8], secret: bool) -> Result<(), SignError> {
        let fits = match (self.body.place_of(place), &self.body) {
            (Place::Header, _) => {
                let (name, mut value) = header_of(name, value)?;
                value.set_sensitive(secret);
                self.headers.insert(name, value);
                return Ok(());
            }
            (Place::Query, _) => {
                return self.query.get_or_insert_default().put(name, value, secret);
            }
            (Place::Form, Body::None) => {
                self.headers.remove(header::CONTENT_TYPE);
                *self = self.clone().form([]);
                true
            }
            (Place::Json, Body::None) => {
                self.headers.remove(header::CONTENT_TYPE);
                *self = self.clone().json("{}");
                true
            }
            (Place::Form, Body::Form(_) | Body::Fields(_)) | (Place::Json, Body::Json(_)) => true,
            _ => false,
        };
        match &mut self.body {
            Body::Form(form) if fits => form.put(name, value, secret),
            Body::Json(json) if fits => json.put_member(name, value, secret),
            Body::Fields(fields) if fits => {
                if fields.iter().any(|(taken, _)| taken == name) {
                    return Err(taken(name));
                }
                fields.push((name.to_owned(), String::from_utf8_lossy(value).into_owned()));
                Ok(())
            }
            _ => Err(SignError::new(format!("the {place} `{name}` cannot be added to a body of another kind"))),
        }
    }
}

/// Names only: a value may be a secret or a signature.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("host", &self.host)
            .field("path", &self.path)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body_bytes", &self.body().len())
            .finish_non_exhaustive()
    }
}

impl Body {
    /// Where something is sent with such a body.
    pub(super) fn place_of(&self, place: Place) -> Place {
        match (place, self) {
            (Place::Parameter, Self::None | Self::Bytes(_)) => Place::Query,
            (Place::Parameter, Self::Json(_)) => Place::Json,
            (Place::Parameter, Self::Form(_) | Self::Fields(_)) => Place::Form,
            (place, _) => place,
        }
    }

    fn of(bytes: &[u8], headers: &HeaderMap) -> Self {
        let content_type = headers.get(header::CONTENT_TYPE).map(|value| value.as_bytes().to_ascii_lowercase());
        let kind = content_type.as_deref().and_then(|kind| kind.split(|byte| *byte == b';').next()).unwrap_or_default();
        let encoded = || Encoded { bytes: bytes.to_vec(), secret: Vec::new() };
        match kind.trim_ascii() {
            b"application/x-www-form-urlencoded" => Self::Form(encoded()),
            _ if bytes.is_empty() => Self::None,
            b"application/json" => Self::Json(encoded()),
            kind if kind.ends_with(b"+json") => Self::Json(encoded()),
            _ => Self::Bytes(Bytes::copy_from_slice(bytes)),
        }
    }
}

fn header_of(name: &str, value: &[u8]) -> Result<(HeaderName, HeaderValue), SignError> {
    let refuse = |problem| SignError::new(format!("`{name}` {problem}"));
    let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refuse("is not a name of a header"))?;
    let value = HeaderValue::from_bytes(value).map_err(|_| refuse("would contain what a header cannot"))?;
    Ok((header, value))
}
