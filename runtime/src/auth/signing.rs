//! A request while it is signed: what an [`Auth`](super::Auth) can see and add.

use std::borrow::Cow;
use std::cell::OnceCell;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::address::PathTemplate;
use crate::operation::{Operation, Place};
use crate::param::body::{self, Encoded};
use crate::param::query;
use crate::param::{Component, Draft, Name, Origin, ParameterError};
use crate::secret::{Fingerprint, Hidden, Secret};
use crate::trace::SigningTrace;
use crate::value::Timestamp;
use crate::value::{Form, ValueError};

/// A request under construction, in the hands of a signing rule.
pub struct Signing<'d> {
    pub(crate) draft: &'d mut Draft,
    clock: &'d dyn Fn() -> Timestamp,
    pub(crate) wire: Wire<'d>,
    /// What makes the signature of the string, for the trace.
    pub(crate) digest: Name,
}

crate::secret::opaque!(Signing<'_>);

/// What of a request is not in its draft.
pub(crate) struct Wire<'d> {
    pub(crate) operation: &'static Operation,
    /// The path of the base URL, and the operation's with its placeholders.
    pub(crate) path: (&'d str, PathTemplate<'d>),
    /// Scheme and authority of the URL.
    pub(crate) origin: [&'d str; 2],
    /// Headers of the client and of the call.
    pub(crate) extra: &'d HeaderMap,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// What is not a JSON object of a body that is one parameter: it is absent, or something else.
    pub(crate) without_members: Option<WithoutMembers>,
    /// The body once a rule has looked at it, until something is added to it.
    pub(crate) body: OnceCell<Encoded>,
}

/// A body that is one parameter, and has no members that a rule can sign or add to.
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
        Self { draft, clock, wire, digest: Name::Static("") }
    }

    /// Keeps what was signed; the draft keeps nothing.
    pub(crate) fn into_trace(self, rule: &'static str, secret: Fingerprint) -> SigningTrace {
        SigningTrace::new(rule, secret, self.draft, self.digest)
    }

    /// The operation that is called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.draft.operation
    }

    /// The time, from the client's clock. Each call reads the clock again.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Name and text of every parameter in query and body, in the order they travel; files are left out.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let texts = self.draft.components.iter().filter(|component| is_text(component));
        texts.map(|component| (component.name(), String::from_utf8_lossy(self.draft.value(component))))
    }

    /// Adds a parameter: to the body where the operation has one, else to the query.
    pub fn add(&mut self, name: impl Into<Cow<'static, str>>, value: &str, origin: Origin) {
        self.wire.body.take();
        self.draft.add(name.into(), self.draft.operation.usual_place(), value, origin);
    }

    /// Adds a parameter to the query, whatever the body is.
    pub fn add_to_query(&mut self, name: impl Into<Cow<'static, str>>, value: &str, origin: Origin) {
        self.draft.add(name.into(), Place::Query, value, origin);
    }

    /// Adds a header.
    ///
    /// # Errors
    /// Name or value cannot be a header.
    pub fn add_header(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        value: &str,
        origin: Origin,
    ) -> Result<(), ParameterError> {
        let name = name.into();
        let refuse = |rule| ParameterError::added(&name, Place::Header, ValueError::new(rule, "something else"));
        let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refuse("named as a header can be"))?;
        let mut text = HeaderValue::from_str(value).map_err(|_| refuse("visible ASCII"))?;
        text.set_sensitive(matches!(origin, Origin::Secret | Origin::Signature));
        let start = self.draft.open(&name);
        let form = if origin == Origin::Secret {
            Form::Secret(Hidden::Main)
        } else {
            self.draft.bytes.extend_from_slice(value.as_bytes());
            Form::Text
        };
        self.draft.close(start, name, Place::Header, form, origin);
        // The draft keeps it for the trace; the value itself travels from here.
        self.wire.headers.push((header, text));
        Ok(())
    }

    /// Takes the secret out of what a rule added from component `from` on, whatever the rule said of it: the trace prints
    /// what is there, and a header that carries it must not be printed.
    pub(crate) fn hide_secret(&mut self, from: usize, secret: &Secret) {
        let needle = secret.expose().as_bytes();
        let carries = |text: &[u8]| text.len() >= needle.len() && text.windows(needle.len()).any(|part| part == needle);
        for (_, value) in &mut self.wire.headers {
            if carries(value.as_bytes()) {
                value.set_sensitive(true);
            }
        }
        let Draft { bytes, components, secret_values, .. } = &mut *self.draft;
        for component in components.iter_mut().skip(from) {
            let value = bytes.get(component.value.clone()).unwrap_or_default();
            let is_added = !matches!(component.origin, Origin::Field | Origin::Body | Origin::Path);
            if is_added && matches!(component.form, Form::Text | Form::Json) && carries(value) {
                component.origin = Origin::Secret;
                secret_values.push(component.value.clone());
            }
        }
    }

    /// Says in the trace what makes the signature of the string, as `HMAC-SHA256`.
    pub fn digested_with(&mut self, digest: &'static str) {
        self.digest = Name::Static(digest);
    }
}

impl Wire<'_> {
    /// The path of the URL as it will be sent.
    pub(crate) fn path(&self, draft: &Draft) -> Vec<u8> {
        let (prefix, template) = self.path;
        let mut path = prefix.as_bytes().to_vec();
        query::write_path(&mut path, template, draft);
        path
    }

    /// The body as it will be sent.
    pub(crate) fn body(&self, draft: &Draft) -> Option<&Encoded> {
        if self.body.get().is_none() {
            let _ = self.body.set(body::encode(draft)?);
        }
        self.body.get()
    }
}

/// Whether a component is a text in query or body.
fn is_text(component: &Component) -> bool {
    matches!(component.place, Some(Place::Query | Place::Body)) && matches!(component.form, Form::Text | Form::Json)
}
