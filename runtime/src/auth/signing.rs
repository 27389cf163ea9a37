//! A request while it is being signed: what an [`Auth`](super::Auth) can read and add.

use std::borrow::Cow;
use std::cell::OnceCell;

use http::{HeaderMap, HeaderName, HeaderValue};

use super::{Auth, Credentials};
use crate::address::PathTemplate;
use crate::operation::{Operation, Place};
use crate::param::body::{self, Encoded};
use crate::param::query;
use crate::param::{Component, Digest, Draft, Form, Hidden, Origin, ParameterError};
use crate::secret::{Fingerprint, Secret};
use crate::trace::SigningTrace;
use crate::value::{Timestamp, ValueError};

/// A request under construction, as a signing rule sees it.
///
/// The methods, in the `sign` of a rule that sends a key, the time, and a signature of both and of the name of the
/// operation:
///
/// ```
/// use countersign::Credentials;
/// use countersign::auth::{Auth, AuthError, Refusal, Signing, sha256_hex};
/// use countersign::param::{Origin, Received};
///
/// #[derive(Debug)]
/// struct Stamped;
///
/// impl Auth for Stamped {
///     fn name(&self) -> &'static str {
///         "stamped"
///     }
///
///     fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError> {
///         let now = request.now().as_millisecond().to_string();
///         request.add("timestamp", &now, Origin::Clock);
///         request.add_to_query("appKey", credentials.key_id(), Origin::Auth);
///         let text = [request.operation().name(), &now, credentials.secret().expose()].concat();
///         request.digested_with("SHA-256");
///         request.add_header("x-signature", &sha256_hex(text.as_bytes()), Origin::Signature)?;
///         Ok(())
///     }
///
///     fn verify(&self, _: &Received<'_>, _: &Credentials) -> Result<(), Refusal> {
///         Err(Refusal::new("this program only signs"))
///     }
/// }
/// # use countersign::{Client, Envelope, endpoint};
/// # /// Returns the titles of all books.
/// # #[endpoint(GET, "/titles", response = Vec<String>)]
/// # pub struct Titles {}
/// # let client = Client::builder("https://books.example", Stamped, Envelope::none())
/// #     .credentials(Credentials::new("reader", "sesame")?)
/// #     .clock(|| countersign::value::Timestamp::from_millisecond(1_528_942_782_000))
/// #     .build()?;
/// let prepared = client.prepare(&Titles {})?;
/// assert_eq!(prepared.request.uri().query(), Some("timestamp=1528942782000&appKey=reader"));
/// assert_eq!(prepared.trace.digest(), "SHA-256");
/// # Ok::<(), countersign::Error>(())
/// ```
pub struct Signing<'d> {
    pub(crate) draft: &'d mut Draft,
    clock: &'d dyn Fn() -> Timestamp,
    pub(crate) wire: Wire<'d>,
    /// How the signature is made from the string, for the trace.
    pub(crate) digest: Digest,
}

crate::secret::opaque!(Signing<'_>);

/// The parts of a request that are not in its draft.
pub(crate) struct Wire<'d> {
    pub(crate) operation: &'static Operation,
    /// The path of the base URL, and the operation's path with its placeholders.
    pub(crate) path: (&'d str, PathTemplate<'d>),
    /// Scheme and authority of the URL.
    pub(crate) origin: [&'d str; 2],
    /// Headers of the client and of the call.
    pub(crate) extra: &'d HeaderMap,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// If the body is a single parameter that is not a JSON object: whether it is absent or of another kind.
    pub(crate) without_members: Option<WithoutMembers>,
    /// The body, encoded when a rule first reads it, until something is added to it.
    pub(crate) body: OnceCell<Encoded>,
}

/// A body that is a single parameter without members that a rule can sign or add to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum WithoutMembers {
    Absent,
    Bytes,
}

impl<'d> Signing<'d> {
    pub(crate) fn new(draft: &'d mut Draft, clock: &'d dyn Fn() -> Timestamp, extra: &'d HeaderMap) -> Self {
        let (path, origin) = (("", draft.operation.path()), ["https", "localhost"]);
        let wire = Wire {
            operation: draft.operation,
            path,
            origin,
            extra,
            headers: Vec::new(),
            without_members: None,
            body: OnceCell::new(),
        };
        Self { draft, clock, wire, digest: Digest::Static("") }
    }

    /// Returns the trace of what was signed; the draft keeps nothing.
    pub(crate) fn into_trace(self, rule: &'static str, secret: Fingerprint) -> SigningTrace {
        SigningTrace::new(rule, secret, self.draft, self.digest)
    }

    /// Returns the operation that is called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.draft.operation
    }

    /// Returns the current time of the client's clock. Each call reads the clock again.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Returns name and text of every parameter in query and body, in the order in which they are sent. Files are left
    /// out.
    ///
    /// ```
    /// # use countersign::auth::Signing;
    /// /// Joins names and values as `title=Faust&limit=10`.
    /// fn joined(request: &Signing<'_>) -> String {
    ///     let pairs: Vec<_> = request.parameters().map(|(name, value)| format!("{name}={value}")).collect();
    ///     pairs.join("&")
    /// }
    /// ```
    pub fn parameters(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let texts = self.draft.components.iter().filter(|component| is_text(component));
        texts.map(|component| (self.draft.name(component), String::from_utf8_lossy(self.draft.value(component))))
    }

    /// Adds a parameter: to the body if the operation has one, otherwise to the query.
    pub fn add(&mut self, name: impl Into<Cow<'static, str>>, value: &str, origin: Origin) {
        self.wire.body.take();
        self.draft.add(&name.into(), self.draft.operation.usual_place(), value, origin);
    }

    /// Adds a parameter to the query, whatever the body.
    pub fn add_to_query(&mut self, name: impl Into<Cow<'static, str>>, value: &str, origin: Origin) {
        self.draft.add(&name.into(), Place::Query, value, origin);
    }

    /// Adds a header.
    ///
    /// # Errors
    /// Name or value are not valid in a header.
    pub fn add_header(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        value: &str,
        origin: Origin,
    ) -> Result<(), ParameterError> {
        let name = name.into();
        let refuse = |rule| ParameterError::added(&name, Place::Header, ValueError::new(rule, "something else"));
        let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refuse("a valid header name"))?;
        let mut text = HeaderValue::from_str(value).map_err(|_| refuse("visible ASCII"))?;
        text.set_sensitive(matches!(origin, Origin::Secret | Origin::Signature));
        let start = self.draft.open(&name);
        let form = if origin == Origin::Secret {
            Form::Secret(Hidden::Main)
        } else {
            self.draft.bytes.extend_from_slice(value.as_bytes());
            Form::Text
        };
        self.draft.close(start, &name, Place::Header, form, origin);
        // The draft keeps the text for the trace; the header itself is sent from here.
        self.wire.headers.push((header, text));
        Ok(())
    }

    /// Removes the credentials' secrets from what a rule added after component `from`, however the rule declared them:
    /// traces print these components, and a header that contains a secret must not be printed.
    pub(crate) fn hide_secrets(&mut self, from: usize, auth: &dyn Auth, credentials: &Credentials) {
        let secret = credentials.secret();
        if !secret.expose().is_empty() {
            self.hide(from, secret);
        }
        if credentials.has_named() {
            let secrets = credentials.secrets(auth);
            secrets.into_iter().filter(|secret| secret.is_distinctive()).for_each(|secret| self.hide(from, secret));
        }
    }

    fn hide(&mut self, from: usize, secret: &Secret) {
        let needle = secret.expose().as_bytes();
        let carries = |text: &[u8]| text.len() >= needle.len() && text.windows(needle.len()).any(|part| part == needle);
        for (_, value) in &mut self.wire.headers {
            if carries(value.as_bytes()) {
                value.set_sensitive(true);
            }
        }
        let Draft { bytes, components, secret_values, .. } = &mut *self.draft;
        for component in components.get_mut(from..).unwrap_or_default() {
            let value = bytes.get(component.value()).unwrap_or_default();
            let is_added = !matches!(component.origin, Origin::Field | Origin::Body | Origin::Path);
            if is_added && matches!(component.form, Form::Text | Form::Json) && carries(value) {
                component.origin = Origin::Secret;
                secret_values.push(component.value());
            }
        }
    }

    /// Sets the name of the digest in the trace, such as `HMAC-SHA256`.
    pub fn digested_with(&mut self, digest: &'static str) {
        self.digest = Digest::Static(digest);
    }
}

impl Wire<'_> {
    /// Returns the path of the URL as it will be sent.
    pub(crate) fn path(&self, draft: &Draft) -> Cow<'_, [u8]> {
        let (prefix, template) = self.path;
        let path = query::path(template, draft);
        if prefix.is_empty() { path } else { Cow::Owned([prefix.as_bytes(), &path].concat()) }
    }

    /// Returns the body as it will be sent.
    pub(crate) fn body(&self, draft: &Draft) -> Option<&Encoded> {
        if self.body.get().is_none() {
            let _ = self.body.set(body::encode(draft)?);
        }
        self.body.get()
    }
}

/// Returns whether a component is text in query or body.
fn is_text(component: &Component) -> bool {
    matches!(component.place, Some(Place::Query | Place::Body)) && matches!(component.form, Form::Text | Form::Json)
}
