//! Turns a request into the bytes that are sent, without I/O, a clock of its own or randomness.
//!
//! endpoint → draft (encoder) → signed (auth) → URL and body → [`Prepared`].

use std::sync::LazyLock;

use bytes::Bytes;
use http::uri::{Parts, PathAndQuery};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};

use crate::address::{BaseUrl, PathTemplate, Segment};
use crate::auth::{Auth, AuthError, Credentials, Signing, SigningTrace, WithoutMembers};
use crate::endpoint::DynEndpoint;
use crate::error::{Error, ErrorKind};
use crate::operation::{Body, Operation, Parameter, Place};
use crate::param::{Changes, Component, Draft, Encoder, Origin, ParameterError, body, check_together, query};
use crate::printable::Printable;
use crate::value::{Timestamp, ValueError};

/// A signed request, ready to be sent, and the trace of its signature.
#[non_exhaustive]
pub struct Prepared {
    /// The request.
    pub request: http::Request<Bytes>,
    /// The trace of what was signed.
    pub trace: SigningTrace,
}

/// Leaves out the query: it contains a signature, and in a debugging mode the secret.
impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (method, path) = (self.request.method(), self.request.uri().path());
        write!(f, "Prepared({method} {}, body of {} bytes)\n{}", Printable(path), self.request.body().len(), self.trace)
    }
}

static NO_HEADERS: LazyLock<HeaderMap> = LazyLock::new(HeaderMap::new);

/// The inputs of preparing a request.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Preparation<'p> {
    /// The base URL of the API.
    pub base_url: &'p BaseUrl,
    /// The signing rule.
    pub auth: &'p dyn Auth,
    /// The credentials.
    pub credentials: &'p Credentials,
    /// The clock, which returns the time of the call.
    pub clock: &'p dyn Fn() -> Timestamp,
    /// The path to call instead of the operation's own, with the same placeholders.
    pub path: Option<PathTemplate<'p>>,
    /// Headers in addition to those of operation and rule.
    pub headers: &'p HeaderMap,
    /// Parameters in addition to those of the request, or left out of it.
    pub changes: &'p Changes,
}

crate::secret::opaque!(Preparation<'_>);

/// The parts of a signed request.
#[derive(Default)]
struct Outgoing {
    uri: Uri,
    body: Option<(Bytes, HeaderValue)>,
    /// Parameters that travel in headers.
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl<'p> Preparation<'p> {
    /// Creates the inputs for the operation's own path, without additional headers and parameters.
    ///
    /// ```
    /// # use countersign::endpoint;
    /// use countersign::scheme::Scheme;
    /// use countersign::value::Timestamp;
    /// use countersign::{BaseUrl, Credentials, Preparation};
    ///
    /// # /// Says hello.
    /// # #[endpoint(GET, "/hello")]
    /// # pub struct Hello;
    /// let (base_url, auth) = (BaseUrl::new("https://api.example")?, Scheme::bearer());
    /// let (credentials, clock) = (Credentials::of_secret("t0ken-of-the-app")?, Timestamp::now);
    /// let preparation = Preparation::new(&base_url, &auth, &credentials, &clock);
    /// let prepared = preparation.prepare(&Hello::builder().build())?;
    /// assert_eq!(prepared.request.uri(), "https://api.example/hello");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    pub fn new(
        base_url: &'p BaseUrl,
        auth: &'p dyn Auth,
        credentials: &'p Credentials,
        clock: &'p dyn Fn() -> Timestamp,
    ) -> Self {
        Self { base_url, auth, credentials, clock, path: None, headers: &NO_HEADERS, changes: Changes::NONE }
    }

    /// Encodes and signs one request.
    ///
    /// ```
    /// # use countersign::endpoint;
    /// use countersign::scheme::Scheme;
    /// use countersign::value::Timestamp;
    /// use countersign::{BaseUrl, Credentials, Preparation};
    ///
    /// # /// Says hello.
    /// # #[endpoint(GET, "/hello")]
    /// # pub struct Hello;
    /// let (base_url, auth) = (BaseUrl::new("https://api.example/v1")?, Scheme::bearer());
    /// let (credentials, clock) = (Credentials::of_secret("token")?, Timestamp::now);
    /// let prepared = Preparation::new(&base_url, &auth, &credentials, &clock).prepare(&Hello::builder().build())?;
    /// assert_eq!(prepared.request.uri(), "https://api.example/v1/hello");
    /// assert_eq!(prepared.request.headers()["authorization"], "Bearer token");
    /// # Ok::<(), countersign::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::InvalidParameter`] if a parameter violates a rule of its definition.
    pub fn prepare(&self, request: &dyn DynEndpoint) -> Result<Prepared, Error> {
        let operation = request.operation();
        let mut draft = Draft::new(operation);
        let mut signing = Signing::new(&mut draft, self.clock, self.headers);
        signing.wire.path = self.path(operation);
        signing.wire.origin = [self.base_url.scheme().as_str(), self.base_url.authority().as_str()];
        let mut outgoing = Outgoing::default();
        match self.sign(request, &mut signing, &mut outgoing) {
            Ok(()) => Ok(self.assemble(outgoing, signing)),
            Err(error) => Err(error.with_operation(operation)),
        }
    }

    /// Does everything that can fail.
    fn sign(&self, request: &dyn DynEndpoint, signing: &mut Signing<'_>, outgoing: &mut Outgoing) -> Result<(), Error> {
        signing.draft.add_constants();
        request.encode(&mut Encoder::new(signing.draft))?;
        let of_rule = || {
            let description = self.auth.describe(signing.wire.operation);
            let sent = description.sends.into_iter().filter(|sent| sent.place == Place::Query);
            sent.map(|sent| sent.name).collect()
        };
        self.changes.apply(signing.draft, of_rule)?;
        signing.draft.check_length().map_err(too_long)?;
        signing.wire.without_members = without_members(signing.draft);
        let draft = &*signing.draft;
        // A URL from the other side need not repeat the parameters of this request.
        if !self.changes.follows() {
            check_together(draft.operation, |parameter| {
                let component = draft.components.iter().find(|component| draft.is_of(component, parameter))?;
                Some(String::from_utf8_lossy(draft.value(component)))
            })?;
        }
        check_path(self.path(draft.operation).1, draft)?;
        let fields = signing.draft.components.len();
        self.auth.sign(signing, self.credentials).map_err(not_signed)?;
        signing.draft.check_length().map_err(too_long)?;
        if let Some(message) = self.headers.keys().find_map(|name| self.owner(name, signing)) {
            return Err(Error::new(ErrorKind::InvalidParameter, message));
        }
        let of_rule = signing.draft.components.get(fields..).unwrap_or_default();
        let is_taken =
            |name: &&str| of_rule.iter().any(|each| each.place.is_some() && signing.draft.name(each) == *name);
        if let Some(name) = self.changes.added().find(is_taken) {
            let message = format!("the parameter `{name}` belongs to the signing rule, which sets it: remove it");
            return Err(Error::new(ErrorKind::InvalidParameter, message));
        }
        if let Some(body) = signing.wire.body.take().or_else(|| body::encode(signing.draft)) {
            outgoing.body = Some((body.bytes, HeaderValue::try_from(body.content_type).map_err(internal)?));
        }
        for component in signing.draft.in_place(Place::Header) {
            outgoing.headers.extend(header_parameter(signing.draft, component)?);
        }
        outgoing.uri = self.url(signing.draft)?;
        signing.hide_secrets(fields, self.auth, self.credentials);
        Ok(())
    }

    /// Returns the owner of an additional header, if it already belongs to operation or rule.
    fn owner(&self, name: &HeaderName, signing: &Signing<'_>) -> Option<String> {
        let is_added = signing.wire.headers.iter().any(|(added, _)| added == name);
        of_operation(name, signing.draft.operation).or_else(|| is_added.then(|| of_rule(name)))
    }

    /// Builds the large value last, in the place where it is returned.
    #[inline]
    fn assemble(&self, outgoing: Outgoing, mut signing: Signing<'_>) -> Prepared {
        let (method, added) = (signing.draft.operation.method().into(), std::mem::take(&mut signing.wire.headers));
        let trace = signing.into_trace(self.auth.name(), self.credentials.fingerprint());
        let mut prepared = Prepared { request: http::Request::new(Bytes::new()), trace };
        let request = &mut prepared.request;
        *request.method_mut() = method;
        *request.uri_mut() = outgoing.uri;
        if let Some((bytes, content_type)) = outgoing.body {
            *request.body_mut() = bytes;
            request.headers_mut().insert(header::CONTENT_TYPE, content_type);
        }
        if request.body().is_empty() && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) {
            // HTTP clients do not declare an empty body, and some servers then wait for one or refuse.
            request.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        for (name, value) in outgoing.headers {
            add(request.headers_mut(), name, value);
        }
        for (name, value) in self.headers {
            add(request.headers_mut(), name.clone(), value.clone());
        }
        for (name, value) in added {
            request.headers_mut().insert(name, value);
        }
        prepared
    }

    /// Returns the path of the base URL, and the operation's path with its placeholders.
    fn path(&self, operation: &'static Operation) -> (&str, PathTemplate<'_>) {
        match self.changes.target() {
            Some(path) => ("", PathTemplate::checked(path)),
            None => (self.base_url.path(), self.path.unwrap_or(operation.path())),
        }
    }

    fn url(&self, draft: &mut Draft) -> Result<Uri, Error> {
        let (prefix, template) = self.path(draft.operation);
        let path = query::path(template, draft);
        // Written behind the values, and copied once its length is known: `Bytes` of exactly that length need no second
        // allocation.
        let Draft { bytes, components, beside, .. } = draft;
        let start = bytes.len();
        bytes.extend_from_slice(prefix.as_bytes());
        bytes.extend_from_slice(&path);
        let end = bytes.len();
        bytes.push(b'?');
        query::write_pairs(bytes, components, beside.as_deref(), Place::Query);
        if bytes.len() == end + 1 {
            bytes.pop();
        }
        let url = Bytes::copy_from_slice(bytes.get(start..).unwrap_or_default());
        // The trace keeps the buffer, and the query may contain a secret.
        bytes.get_mut(start..).unwrap_or_default().fill(0);
        bytes.truncate(start);
        let mut parts = Parts::default();
        parts.scheme = Some(self.base_url.scheme().clone());
        parts.authority = Some(self.base_url.authority().clone());
        parts.path_and_query = Some(PathAndQuery::from_maybe_shared(url).map_err(internal)?);
        Uri::from_parts(parts).map_err(internal)
    }
}

/// Returns why a body that is a single parameter has no members.
fn without_members(draft: &Draft) -> Option<WithoutMembers> {
    let is_absent = draft.operation.body() == Body::Whole && !draft.has_whole_body;
    let mut in_body = draft.in_place(Place::Body).filter(|_| draft.has_whole_body);
    let is_bytes = in_body.any(Component::is_file);
    is_absent.then_some(WithoutMembers::Absent).or(is_bytes.then_some(WithoutMembers::Bytes))
}

/// Returns the message that refuses a header that is a parameter of the operation.
pub(crate) fn of_operation(name: &HeaderName, operation: &Operation) -> Option<String> {
    let is_called =
        |each: &&Parameter| each.place() == Place::Header && each.wire_name().eq_ignore_ascii_case(name.as_str());
    let field = operation.parameters().iter().find(is_called)?.name();
    Some(format!("the header `{name}` is the parameter `{field}` of `{}`: set that", operation.name()))
}

/// Returns the message that refuses a header that the signing rule declares as its own.
pub(crate) fn of_auth(name: &HeaderName, auth: &dyn Auth, operation: &Operation) -> Option<String> {
    let sends = auth.describe(operation).sends;
    sends.iter().any(|sent| sent.is_called(Place::Header, name.as_str())).then(|| of_rule(name))
}

fn of_rule(name: &HeaderName) -> String {
    format!("the header `{name}` belongs to the signing rule, which sets it: remove it")
}

/// Refuses a path with a placeholder that no parameter fills, which would be empty, and a parameter without a
/// placeholder, which would not be sent. The macro refuses such a definition at compile time; this check is for
/// hand-written ones.
fn check_path(path: PathTemplate<'_>, draft: &Draft) -> Result<(), ParameterError> {
    if path.is_fixed() && draft.in_place(Place::Path).next().is_none() {
        return Ok(());
    }
    let is_of = |component: &Component, name: &str| {
        draft.operation.parameter(name).is_some_and(|each| draft.is_of(component, each))
    };
    let refuse = |what: String| Err(ParameterError::malformed(format_args!("the path `{path}` {what}")));
    let differs = |segment: &Segment<'_>| {
        matches!(segment, Segment::CatchAll(_)) && !draft.operation.path().segments().any(|own| own == *segment)
    };
    if path.segments().any(|segment| differs(&segment)) {
        return refuse(format!("has a placeholder for several segments, unlike `{}`", draft.operation.path()));
    }
    if let Some(name) = path.placeholders().find(|name| !draft.in_place(Place::Path).any(|filled| is_of(filled, name)))
    {
        return refuse(format!("has the placeholder `{{{name}}}`, which no parameter fills"));
    }
    match draft.in_place(Place::Path).find(|filled| !path.placeholders().any(|name| is_of(filled, name))) {
        Some(left_out) => refuse(format!("has no placeholder for the parameter `{}`", draft.name(left_out))),
        None => Ok(()),
    }
}

/// Converts the reason why a rule could not sign. An error of the rule becomes the source.
#[cold]
fn not_signed(error: AuthError) -> Error {
    match error.downcast::<ParameterError>() {
        Ok(error) => (*error).into(),
        Err(error) => Error::new(ErrorKind::InvalidParameter, error.to_string()).with_source(error),
    }
}

#[cold]
fn too_long(problem: &str) -> ParameterError {
    ParameterError::malformed(format_args!("{problem}"))
}

/// Adds a header. One that sets the media type of a whole body replaces the default.
fn add(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    match name {
        header::CONTENT_TYPE => drop(headers.insert(name, value)),
        name => drop(headers.append(name, value)),
    }
}

/// Returns a parameter or a constant that travels in a header; `None` for those of the scheme, which are kept
/// separately.
fn header_parameter(draft: &Draft, component: &Component) -> Result<Option<(HeaderName, HeaderValue)>, Error> {
    let declared = |each: &&Parameter| each.place() == Place::Header && draft.is_of(component, each);
    let parameter = match draft.operation.parameters().iter().find(declared) {
        Some(parameter) => parameter,
        None if component.origin == Origin::Field => &Parameter::UNKNOWN,
        None => return Ok(None),
    };
    let value = draft.value(component);
    let refuse = |rule| {
        let shown = String::from_utf8_lossy(value);
        Error::from(ParameterError::value(parameter, ValueError::new(rule, format_args!("{shown:?}"))))
    };
    let name = HeaderName::from_bytes(draft.name_bytes(component)).map_err(|_| refuse("a valid header name"))?;
    if value.trim_ascii().len() < value.len() || !value.is_ascii() {
        return Err(refuse("visible ASCII without blanks around it: it travels in a header"));
    }
    let text = HeaderValue::from_bytes(value).map_err(|_| refuse("visible ASCII: it travels in a header"))?;
    Ok(Some((name, text)))
}

/// Reports an error that cannot occur for a definition that the macro accepted.
#[cold]
fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::InvalidParameter, format!("the request cannot be written: {error}")).with_source(error)
}
