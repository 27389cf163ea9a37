//! A request while it is signed: what an [`Auth`](super::Auth) can see and add.

use std::borrow::Cow;
use std::ops::Range;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::address::PathTemplate;
use crate::operation::{Body, Operation, Place};
use crate::param::body::{self, Encoded};
use crate::param::query;
use crate::param::{Component, Draft, Origin, ParameterError};
use crate::secret::{Fingerprint, Secret};
use crate::trace::SigningTrace;
use crate::value::Timestamp;
use crate::value::{Form, ValueError};

/// A request under construction, in the hands of a signing rule.
pub struct Signing<'d> {
    pub(crate) draft: &'d mut Draft,
    clock: &'d dyn Fn() -> Timestamp,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// Set once a rule has looked at the body: from then on it is what will be sent.
    pub(crate) body: Option<Encoded>,
    pub(crate) signed: Range<usize>,
    /// The path of the base URL, and the operation's with its placeholders.
    pub(crate) path: (&'d str, PathTemplate<'d>),
    /// Scheme and authority of the URL.
    pub(crate) origin: [&'d str; 2],
    /// Headers of the client and of the call.
    pub(crate) extra: &'d HeaderMap,
    /// The request as it will be sent, from a rule that writes all of it.
    pub(crate) wire: Option<http::Request<bytes::Bytes>>,
    /// What makes the signature of the string, for the trace.
    pub(crate) digest: &'static str,
}

impl<'d> Signing<'d> {
    pub(crate) fn new(draft: &'d mut Draft, clock: &'d dyn Fn() -> Timestamp, extra: &'d HeaderMap) -> Self {
        let (path, origin) = (("", draft.operation.path()), ["https", "localhost"]);
        Self {
            draft,
            clock,
            headers: Vec::new(),
            body: None,
            signed: 0..0,
            path,
            origin,
            extra,
            wire: None,
            digest: "",
        }
    }

    /// Hands a rule a request that consists of these pairs in its query, for checking vectors and requests of others.
    pub fn of_pairs<'p, T>(
        pairs: impl IntoIterator<Item = (&'p str, &'p str)>,
        rule: impl FnOnce(&mut Signing<'_>) -> T,
    ) -> T {
        let mut draft = Draft::new(&Operation::ANY);
        for (name, value) in pairs {
            draft.add(name.to_owned().into(), Place::Query, value, Origin::Field);
        }
        rule(&mut Signing::new(&mut draft, &|| Timestamp::from_millisecond(0), &HeaderMap::new()))
    }

    /// Keeps what was signed; the draft keeps nothing.
    pub(crate) fn into_trace(self, rule: &'static str, secret: Fingerprint) -> SigningTrace {
        SigningTrace::new(rule, secret, self.draft, self.signed, self.digest)
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

    /// Name and text of every parameter in the body; files are left out.
    pub(crate) fn body_texts(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let texts = self.draft.in_place(Place::Body).filter(|component| is_text(component));
        texts.map(|component| (component.name(), String::from_utf8_lossy(self.draft.value(component))))
    }

    /// Returns place, name and origin of every parameter in query and body, in the order they travel; files are left out.
    pub fn texts(&self) -> impl Iterator<Item = (usize, &str, Origin)> {
        let all = self.draft.components.iter().enumerate();
        all.filter(|(_, each)| is_text(each)).map(|(place, each)| (place, each.name(), each.origin))
    }

    /// Adds a parameter: to the body where the operation has one, else to the query.
    ///
    /// # Errors
    /// The body was already signed as a whole.
    pub fn add(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        value: &str,
        origin: Origin,
    ) -> Result<(), ParameterError> {
        let name = name.into();
        let place = if self.operation().body() == Body::None { Place::Query } else { Place::Body };
        if place == Place::Body && self.body.is_some() {
            let rule = "added before the body is signed as a whole";
            return Err(ParameterError::added(&name, place, ValueError::new(rule, "added after it")));
        }
        self.draft.add(name, place, value, origin);
        Ok(())
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
        match origin {
            // Its bytes are in no trace.
            Origin::Secret => self.draft.add_hidden(name, Place::Header),
            _ => self.draft.add(name, Place::Header, value, origin),
        }
        // The draft keeps it for the trace; the value itself travels from here.
        self.headers.push((header, text));
        Ok(())
    }

    /// Adds the secret itself as a parameter, for a vendor's debugging mode. It stays out of the trace.
    pub fn add_secret(&mut self, name: &'static str, secret: &Secret) {
        let place = if self.operation().body() == Body::None { Place::Query } else { Place::Body };
        let start = self.draft.open(name);
        self.draft.close(start, Cow::Borrowed(name), place, Form::Secret, Origin::Secret);
        self.draft.secret = Some(secret.clone());
    }

    /// Takes the secret out of what a rule added from component `from` on, whatever the rule said of it: the trace prints
    /// what is there, and a header that carries it must not be printed.
    pub(crate) fn hide_secret(&mut self, from: usize, secret: &Secret) {
        let needle = secret.expose().as_bytes();
        let carries = |text: &[u8]| text.len() >= needle.len() && text.windows(needle.len()).any(|part| part == needle);
        for (_, value) in &mut self.headers {
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

    /// Writes the string that is signed. What is written is what the trace shows.
    pub fn canonical(&mut self, write: impl FnOnce(&mut CanonicalString<'_, 'd>)) {
        let start = self.draft.bytes.len();
        write(&mut CanonicalString { start, signing: self });
        self.signed = start..self.draft.bytes.len();
    }

    /// Says in the trace what makes the signature of the string, as `HMAC-SHA256`.
    pub fn digested_with(&mut self, digest: &'static str) {
        self.digest = digest;
    }

    /// The path of the URL as it will be sent.
    #[must_use]
    pub fn path(&self) -> String {
        let (prefix, template) = self.path;
        let mut path = prefix.as_bytes().to_vec();
        query::write_path(&mut path, template, self.draft);
        String::from_utf8_lossy(&path).into_owned()
    }

    /// The string that [`canonical`](Self::canonical) wrote, without the secret.
    #[must_use]
    pub fn signed(&self) -> &[u8] {
        self.draft.bytes.get(self.signed.clone()).unwrap_or_default()
    }

    /// The body as it will be sent; nothing can be added to it from now on.
    fn body(&mut self) -> &[u8] {
        let Self { draft, body, .. } = self;
        if body.is_none() {
            *body = body::encode(draft);
        }
        body.as_ref().map_or(&[], |encoded| &encoded.bytes)
    }
}

/// Whether a component is a text in query or body.
pub(super) fn is_text(component: &Component) -> bool {
    matches!(component.place, Some(Place::Query | Place::Body)) && matches!(component.form, Form::Text | Form::Json)
}

/// The string that is signed, while a rule writes it.
pub struct CanonicalString<'s, 'd> {
    start: usize,
    signing: &'s mut Signing<'d>,
}

impl CanonicalString<'_, '_> {
    /// Appends a value and says in the trace what it is.
    pub fn value(&mut self, name: &'static str, value: &str, origin: Origin) {
        let range = self.append(value.as_bytes());
        self.note(Cow::Borrowed(name), range, origin);
    }

    /// Appends what stands between values.
    pub fn literal(&mut self, text: &str) {
        self.append(text.as_bytes());
    }

    /// Appends bytes that stand between values.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.append(bytes);
    }

    /// Appends a value; where a parameter of this name and value travels, the trace says that it is signed here.
    pub(crate) fn part(&mut self, name: String, value: &[u8], origin: Origin) {
        let range = self.append(value);
        let Draft { bytes, components, .. } = &mut *self.signing.draft;
        let travels = components.iter_mut().find(|each| {
            let own = bytes.get(each.value.clone()).unwrap_or_default();
            each.signed.is_none() && each.place.is_some() && each.name == name && own == value
        });
        match travels {
            Some(component) => component.signed = Some(range),
            None => self.note(Cow::Owned(name), range, origin),
        }
    }

    /// Appends the path of the URL from `after` on, when it begins with that; else all of it.
    pub fn path(&mut self, after: &str) {
        let path = self.signing.path();
        let range = self.append(path.strip_prefix(after).unwrap_or(&path).as_bytes());
        self.note(Cow::Borrowed("path"), range, Origin::Path);
    }

    /// Appends the body as it will be sent.
    pub fn body(&mut self) {
        let body = self.signing.body().to_vec();
        let range = self.append(&body);
        self.note(Cow::Borrowed("body"), range, Origin::Body);
    }

    /// Marks where the secret belongs. The secret itself is not written: the rule adds it when it computes the digest.
    pub fn secret(&mut self) {
        let range = self.append(b"");
        self.note(Cow::Borrowed("secret"), range, Origin::Secret);
    }

    /// Appends `name=value&` of the parameters at these places, in this order; see [`Signing::texts`].
    pub fn pairs(&mut self, order: impl Iterator<Item = usize>) {
        let Self { start, signing } = self;
        let Draft { bytes, components, .. } = &mut *signing.draft;
        for index in order {
            let Some(component) = components.get_mut(index) else { continue };
            let value = bytes.len() - *start + component.name.len() + 1;
            component.signed = Some(value..value + component.value.len());
            bytes.extend_from_within(component.pair());
        }
    }

    /// Appends the value of the component at this place as `write` spells it.
    pub(super) fn component(&mut self, index: usize, write: impl FnOnce(&mut Vec<u8>, &[u8])) {
        let Self { start, signing } = self;
        let Draft { bytes, components, .. } = &mut *signing.draft;
        let Some(component) = components.get_mut(index) else { return };
        let value = bytes.get(component.value.clone()).unwrap_or_default().to_vec();
        let from = bytes.len() - *start;
        write(bytes, &value);
        component.signed = Some(from..bytes.len() - *start);
    }

    /// Name of the component at this place.
    pub(super) fn name(&self, index: usize) -> String {
        self.signing
            .draft
            .components
            .get(index)
            .map_or_else(String::new, |component| component.name.clone().into_owned())
    }

    /// The operation that is called.
    pub(super) fn operation(&self) -> &'static Operation {
        self.signing.operation()
    }

    /// Where the string ends so far.
    pub(super) fn len(&self) -> usize {
        self.signing.draft.bytes.len() - self.start
    }

    fn append(&mut self, bytes: &[u8]) -> Range<usize> {
        let from = self.signing.draft.bytes.len() - self.start;
        self.signing.draft.bytes.extend_from_slice(bytes);
        from..from + bytes.len()
    }

    fn note(&mut self, name: Cow<'static, str>, signed: Range<usize>, origin: Origin) {
        let value = self.start + signed.start..self.start + signed.end;
        let signed = Some(signed);
        self.signing.draft.components.push(Component { name, place: None, form: Form::Text, value, signed, origin });
    }
}
