//! [`Request`]: the input of a scheme, to be signed or as received.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};

use super::definition::{Place, Sent};
use super::encoded::{Encoded, add_hidden, taken};
use super::error::SignError;
use super::json_path::JsonPath;
use super::sign::{Message, Raw};
use crate::operation::Place as WirePlace;
use crate::param::{Component, Draft, Origin};

/// A request to be signed, or one that arrived. It preserves path, query and body byte for byte.
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
    /// The names of what traces must not show.
    hidden: Vec<String>,
}

/// How many headers are searched one by one.
const FEW_HEADERS: usize = 32;

/// The body of a request.
#[derive(Clone)]
pub(super) enum Body {
    None,
    Form(Encoded),
    Json(Encoded),
    /// Parameters that something else encodes.
    Fields(Vec<(String, String)>),
    Bytes(Bytes),
}

/// The kind of body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    None,
    Form,
    Json,
    Fields,
    Bytes,
}

impl Kind {
    /// Returns where an item is sent with such a body.
    pub(super) fn place_of(self, place: Place) -> Place {
        match (place, self) {
            (Place::Parameter, Self::None | Self::Bytes) => Place::Query,
            (Place::Parameter, Self::Json) => Place::Json,
            (Place::Parameter, Self::Form | Self::Fields) => Place::Form,
            (place, _) => place,
        }
    }
}

impl Request {
    /// Creates a request to an absolute URL, without headers and body.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// let request = Request::new("GET", "https://books.example/books?title=Faust")?;
    /// assert_eq!(request.target(), "/books?title=Faust");
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    ///
    /// # Errors
    /// `method` is not a method, or `url` is not an absolute URL without user information and fragment.
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
        let (headers, constants, hidden) = (HeaderMap::new(), Vec::new(), Vec::new());
        let scheme = scheme.to_owned();
        Ok(Self { method, scheme, host, path, query, headers, body: Body::None, constants, hidden })
    }

    /// Creates a request that arrived. `origin` is where its sender reached the receiver, such as `https://host`. It
    /// must be configured: the header `Host` can be written by anyone, and a proxy may have changed it.
    ///
    /// ```
    /// use countersign::scheme::Request;
    ///
    /// let arrived = http::Request::get("/books?title=Faust").body(Vec::new())?;
    /// let request = Request::received(&arrived, "https://books.example")?;
    /// assert_eq!(request.target(), "/books?title=Faust");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// `origin` is not an origin: scheme and host, and a port if it is not the usual one. Or the target of the request
    /// is not a path, such as `*`.
    pub fn received<B: AsRef<[u8]>>(request: &http::Request<B>, origin: &str) -> Result<Self, SignError> {
        let origin = origin.strip_suffix('/').unwrap_or(origin);
        let authority = origin.split_once("://").map(|(_, authority)| authority).unwrap_or_default();
        if authority.is_empty() || authority.contains(['/', '?', '#', '@']) {
            return Err(SignError::new("not an origin: expected `https://host`"));
        }
        let target = request.uri().path_and_query().map(PathAndQuery::as_str).unwrap_or_default();
        if !target.starts_with(['/', '?']) {
            return Err(SignError::new("the target is not a path: expected `/path`"));
        }
        let mut received = Self::new(request.method().as_str(), &format!("{origin}{target}"))?;
        // Methods are case-sensitive.
        received.method = request.method().clone();
        if target.ends_with('?') {
            received.query.get_or_insert_default();
        }
        received.headers = request.headers().clone();
        received.body = Body::of(request.body().as_ref(), &received.headers);
        Ok(received)
    }

    /// Adds a header.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// let request = Request::new("GET", "https://books.example/")?.header("x-shop", "7")?;
    /// assert_eq!(request.headers()["x-shop"], "7");
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    ///
    /// # Errors
    /// Name or value are not valid in a header.
    pub fn header(mut self, name: &str, value: &str) -> Result<Self, SignError> {
        let (name, value) = header_from(name, value.as_bytes())?;
        self.headers.append(name, value);
        Ok(self)
    }

    /// Adds a parameter to the query.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// let request = Request::new("GET", "https://books.example/books")?.query("title", "Faust I");
    /// assert_eq!(request.target(), "/books?title=Faust%20I");
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.query.get_or_insert_default().push(name, value.as_bytes(), false);
        self
    }

    /// Sets the body to a form, and `Content-Type` unless it is already set.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// let request = Request::new("POST", "https://books.example/")?.form([("isbn", "7")]);
    /// assert_eq!(request.body(), b"isbn=7");
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    #[must_use]
    pub fn form<'p>(mut self, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        let mut form = Encoded::default();
        for (name, value) in pairs {
            form.push(name, value.as_bytes(), false);
        }
        self.body = Body::Form(form);
        self.typed(FORM)
    }

    /// Sets the body to JSON, byte for byte, and `Content-Type` unless it is already set.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// let request = Request::new("POST", "https://books.example/")?.json(r#"{"isbn":"7"}"#);
    /// assert_eq!(request.headers()["content-type"], "application/json");
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    #[must_use]
    pub fn json(mut self, text: impl Into<Vec<u8>>) -> Self {
        self.body = Body::Json(Encoded { bytes: text.into(), secret: Vec::new() });
        self.typed(JSON)
    }

    /// Sets the body to these bytes. If an earlier header `Content-Type` names a form or JSON, they are treated as
    /// such.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// let request = Request::new("PUT", "https://books.example/cover")?.bytes(&b"\x89PNG"[..]);
    /// assert_eq!(request.body().len(), 4);
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    #[must_use]
    pub fn bytes(mut self, bytes: impl Into<Bytes>) -> Self {
        self.body = Body::of(&bytes.into(), &self.headers);
        self
    }

    /// Declares which parameters the body contains if something else encodes it, such as multipart or XML. Such a body
    /// cannot be signed as bytes.
    ///
    /// ```
    /// use countersign::scheme::Request;
    ///
    /// // A multipart form, whose boundary is not known yet.
    /// let request = Request::new("POST", "https://books.example/covers")?.fields([("isbn", "7"), ("side", "front")]);
    /// assert_eq!(request.body_fields().next(), Some(("isbn", "7")));
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    #[must_use]
    pub fn fields<'p>(mut self, pairs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Self {
        self.body = Body::Fields(pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        self
    }

    /// Sets a constant of the operation, for [`operation_constant`](super::operation_constant).
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme, operation_constant, path, secret, signature};
    ///
    /// let text = operation_constant("scope") + ":" + path();
    /// let scheme = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// let request = Request::new("GET", "https://books.example/books")?.constant("scope", "catalogue");
    /// let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
    /// assert_eq!(trace.signed(), b"catalogue:/books");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn constant(mut self, name: &str, value: &str) -> Self {
        self.constants.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Keeps headers, query parameters, and fields or members of the body of this name out of traces.
    /// It does not matter whether they are added before or after this. Members are found at any depth of a JSON body.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme, parameters, secret, signature};
    ///
    /// let text = parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    /// let scheme = Scheme::new(text).parameter("sign", signature()).build()?;
    /// let request = Request::new("GET", "https://books.example/books?session=t-1")?.hide("session");
    /// let trace = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.trace;
    /// assert!(!trace.to_string().contains("t-1"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn hide(mut self, name: &str) -> Self {
        self.hidden.push(name.to_owned());
        self
    }

    /// Returns the method.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// assert_eq!(Request::new("GET", "https://books.example/books")?.method(), "GET");
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    #[must_use]
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// Returns path and query as they are sent.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// let request = Request::new("GET", "https://books.example/books?title=Faust")?;
    /// assert_eq!(request.target(), "/books?title=Faust");
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    #[must_use]
    pub fn target(&self) -> String {
        let query = self.query.as_ref().map(|query| format!("?{}", String::from_utf8_lossy(&query.bytes)));
        format!("{}{}", self.path, query.unwrap_or_default())
    }

    /// Returns the headers.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// let request = Request::new("POST", "https://books.example/orders")?.json("{}");
    /// assert_eq!(request.headers()["content-type"], "application/json");
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body as it is sent. Empty if something else encodes it.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// let request = Request::new("POST", "https://books.example/orders")?.form([("title", "Faust & more")]);
    /// assert_eq!(request.body(), b"title=Faust%20%26%20more");
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    #[must_use]
    pub fn body(&self) -> &[u8] {
        match &self.body {
            Body::None | Body::Fields(_) => &[],
            Body::Form(encoded) | Body::Json(encoded) => &encoded.bytes,
            Body::Bytes(bytes) => bytes,
        }
    }

    /// Returns the parameters of a body that something else encodes, including those that a scheme added.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme, parameters, secret, signature};
    ///
    /// let text = parameters().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    /// let scheme = Scheme::new(text).parameter("sign", signature()).build()?;
    /// let request = Request::new("POST", "https://books.example/covers")?.fields([("isbn", "7")]);
    /// let signed = scheme.sign(request, &Credentials::of_secret("sesame")?, &Fresh::now())?.request;
    /// // What to encode as multipart.
    /// assert_eq!(signed.body_fields().map(|(name, _)| name).collect::<Vec<_>>(), ["isbn", "sign"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn body_fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = if let Body::Fields(fields) = &self.body { fields.as_slice() } else { &[] };
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Converts it to a request of the crate `http`.
    ///
    /// ```
    /// # use countersign::scheme::Request;
    /// let request = Request::new("GET", "https://books.example/books")?.to_http()?;
    /// assert_eq!(request.uri().path(), "/books");
    /// # Ok::<(), countersign::scheme::SignError>(())
    /// ```
    ///
    /// # Errors
    /// Path or query contain something that a URL cannot.
    pub fn to_http(&self) -> Result<http::Request<Bytes>, SignError> {
        let url = format!("{}://{}{}", self.scheme, self.host, self.target());
        let mut request = http::Request::new(Bytes::copy_from_slice(self.body()));
        *request.uri_mut() = url.parse().map_err(|_| SignError::new("path or query cannot be part of a URL"))?;
        *request.method_mut() = self.method.clone();
        *request.headers_mut() = self.headers.clone();
        Ok(request)
    }

    /// Returns the values of a header. As long as there are few headers, looking at all of them is faster than hashing
    /// the name.
    pub(super) fn values(&self, name: &str) -> impl Iterator<Item = &HeaderValue> {
        let is_few = self.headers.len() <= FEW_HEADERS;
        let scanned =
            is_few.then(|| self.headers.iter().filter(|(known, _)| known.as_str().eq_ignore_ascii_case(name)));
        let found = (!is_few).then(|| self.headers.get_all(name));
        scanned.into_iter().flatten().map(|(_, value)| value).chain(found.into_iter().flatten())
    }

    fn typed(mut self, content_type: &'static str) -> Self {
        self.headers.entry(header::CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
        self
    }

    /// Marks what must not be shown as secret. Fields that something else encodes are marked when they are written.
    pub(super) fn mark_hidden(&mut self) {
        let is_hidden = |name: &str| self.hidden.iter().any(|hidden| hidden == name);
        for (name, value) in &mut self.headers {
            if self.hidden.iter().any(|hidden| name.as_str().eq_ignore_ascii_case(hidden)) {
                value.set_sensitive(true);
            }
        }
        self.query.iter_mut().for_each(|query| query.hide_pairs(is_hidden));
        match &mut self.body {
            Body::Form(form) => form.hide_pairs(is_hidden),
            Body::Json(json) => json.hide_members(is_hidden),
            Body::None | Body::Fields(_) | Body::Bytes(_) => {}
        }
    }

    /// Writes the wanted pairs of query and body into a draft.
    pub(super) fn write_pairs(&self, [query, body]: [bool; 2], draft: &mut Draft) -> Result<(), SignError> {
        if let (true, Some(encoded)) = (query, &self.query) {
            encoded.write_pairs(WirePlace::Query, draft);
        }
        match &self.body {
            Body::Form(encoded) if body => encoded.write_pairs(WirePlace::Body, draft),
            Body::Fields(fields) if body => {
                for (name, value) in fields {
                    if self.hidden.contains(name) {
                        add_hidden(draft, name, value);
                    } else {
                        draft.add(name, WirePlace::Body, value, Origin::Field);
                    }
                }
            }
            Body::Json(encoded) if body => encoded.write_members(draft)?,
            _ => {}
        }
        Ok(())
    }
}

impl Message for Request {
    fn method(&self) -> &str {
        self.method.as_str()
    }

    fn origin(&self) -> [&str; 2] {
        [&self.scheme, &self.host]
    }

    fn path(&self, _: &Draft) -> Cow<'_, [u8]> {
        Cow::Borrowed(self.path.as_bytes())
    }

    fn query(&self, _: &Draft) -> Option<Raw<'_>> {
        self.query.as_ref().map(Encoded::raw)
    }

    fn body(&self, _: &Draft) -> Result<Raw<'_>, SignError> {
        match &self.body {
            Body::Form(encoded) | Body::Json(encoded) => Ok(encoded.raw()),
            Body::None | Body::Bytes(_) => Ok(Raw { bytes: Cow::Borrowed(self.body()), secret: Cow::Borrowed(&[]) }),
            Body::Fields(_) => {
                Err(SignError::new("the scheme signs the body as bytes, and something else writes them"))
            }
        }
    }

    fn kind(&self) -> Kind {
        self.body.kind()
    }

    fn is_in_draft(&self) -> bool {
        false
    }

    fn header<'m>(&'m self, _: &'m Draft, name: &str, between: &[u8]) -> Option<(Cow<'m, [u8]>, bool)> {
        if name.eq_ignore_ascii_case("host") {
            return Some((Cow::Borrowed(self.host.as_bytes()), false));
        }
        joined(self.values(name), between)
    }

    fn header_names(&self, _: &Draft) -> Vec<String> {
        self.headers.keys().map(|name| name.as_str().to_owned()).collect()
    }

    fn constant(&self, name: &str) -> Option<&str> {
        self.constants.iter().find(|(constant, _)| constant == name).map(|(_, value)| value.as_str())
    }

    fn add(
        &mut self,
        draft: &Draft,
        send: &Sent,
        place: Place,
        added: &Component,
        is_new: bool,
    ) -> Result<(), SignError> {
        let (name, value, secret) = (&*send.name, draft.value(added), added.is_secret());
        let is_signature = added.origin == Origin::Signature;
        match (place, self.body.kind()) {
            (Place::Header, _) => {
                let (name, value) = header_of(draft, added, send)?;
                self.headers.insert(name, value);
                return Ok(());
            }
            (Place::Query, _) => {
                return self.query.get_or_insert_default().put(name, value, secret, [is_new, is_signature]);
            }
            (Place::Form, Kind::None) => {
                self.body = Body::Form(Encoded::default());
                self.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(FORM));
            }
            (Place::Json, Kind::None) => {
                self.body = Body::Json(Encoded { bytes: b"{}".to_vec(), secret: Vec::new() });
                self.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
            }
            _ => {}
        }
        match (place, &mut self.body) {
            (Place::Form, Body::Form(form)) => form.put(name, value, secret, [is_new, is_signature]),
            (Place::Json, Body::Json(json)) => {
                let path = send.path.clone().unwrap_or_else(|| JsonPath::new(name));
                json.put_member(&path, value, secret, [send.number, is_signature])
            }
            (Place::Form, Body::Fields(fields)) if fields.iter().any(|(known, _)| known == name) => Err(taken(name)),
            (Place::Form, Body::Fields(fields)) => {
                fields.push((name.to_owned(), String::from_utf8_lossy(value).into_owned()));
                Ok(())
            }
            _ => Err(SignError::new(format!("the {place} `{name}` cannot be added to a body of another kind"))),
        }
    }
}

/// Splits an authority into host and port. The port defaults to the scheme's.
pub(super) fn host_and_port<'h>(scheme: &str, host: &'h str) -> (&'h str, &'h str) {
    match host.rsplit_once(':') {
        // An IPv6 address contains colons itself.
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (host, if scheme == "http" { "80" } else { "443" }),
    }
}

/// Joins the values of a header, and returns whether one is secret. Blanks around a value do not belong to it.
pub(super) fn joined<'h>(
    values: impl IntoIterator<Item = &'h HeaderValue>,
    between: &[u8],
) -> Option<(Cow<'h, [u8]>, bool)> {
    let mut values = values.into_iter();
    let first = values.next()?;
    let (mut whole, mut secret) = (Cow::Borrowed(first.as_bytes().trim_ascii()), first.is_sensitive());
    for value in values {
        whole.to_mut().extend_from_slice(between);
        whole.to_mut().extend_from_slice(value.as_bytes().trim_ascii());
        secret |= value.is_sensitive();
    }
    Some((whole, secret))
}

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// Prints names only: a value may be a secret or a signature.
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
    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::None => Kind::None,
            Self::Form(_) => Kind::Form,
            Self::Json(_) => Kind::Json,
            Self::Fields(_) => Kind::Fields,
            Self::Bytes(_) => Kind::Bytes,
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

/// Returns a header that a scheme adds.
pub(super) fn header_of(draft: &Draft, added: &Component, send: &Sent) -> Result<(HeaderName, HeaderValue), SignError> {
    let refuse = |problem| SignError::new(format!("`{}` {problem}", send.name));
    let name = send.header.clone().ok_or_else(|| refuse(NO_HEADER))?;
    let mut value = HeaderValue::from_bytes(draft.value(added)).map_err(|_| refuse(NO_HEADER_VALUE))?;
    value.set_sensitive(added.is_secret() || added.origin == Origin::Signature);
    Ok((name, value))
}

const NO_HEADER: &str = "is not a header name";
const NO_HEADER_VALUE: &str = "would contain what a header cannot";

fn header_from(name: &str, value: &[u8]) -> Result<(HeaderName, HeaderValue), SignError> {
    let refuse = |problem| SignError::new(format!("`{name}` {problem}"));
    let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refuse(NO_HEADER))?;
    let value = HeaderValue::from_bytes(value).map_err(|_| refuse(NO_HEADER_VALUE))?;
    Ok((header, value))
}
