//! What follows from a scheme, as data: what it sends and where, and what it does not cover.

use std::time::Duration;

use crate::operation::Place;

/// What follows from a scheme for the requests of one operation. Read by documents, the doctor and the checks of names.
///
/// A [`Scheme`](crate::scheme::Scheme) describes itself. A hand-written rule describes what others should know about
/// it:
///
/// ```
/// use countersign::auth::{Content, Description, Sends};
/// use countersign::operation::Place;
///
/// let description = Description::default()
///     .with_docs("The CRC-32 of the path, in a header.")
///     .with_sends(Sends::new(Place::Header, "x-checksum", Content::Signature))
///     .with_uncovered("query");
/// assert_eq!(description.sends()[0].name(), "x-checksum");
/// ```
///
/// What a document, or a receiver that mounts the scheme, reads from it:
///
/// ```
/// use std::time::Duration;
/// use countersign::auth::{Content, Description, Sends};
/// use countersign::operation::Place;
///
/// let signature = Sends::new(Place::Header, "x-signature", Content::Signature).with_code("signature()");
/// let description = Description::default()
///     .with_docs("HMAC-SHA-256 of the body.")
///     .with_expression("body().hmac_sha256(secret()).hex()")
///     .with_sends(signature)
///     .with_max_age(Duration::from_secs(300))
///     .with_warning("the key id is signed but not sent");
/// assert!(description.is_signed());
/// assert_eq!(description.docs(), "HMAC-SHA-256 of the body.");
/// assert_eq!(description.expression(), Some("body().hmac_sha256(secret()).hex()"));
/// assert_eq!(description.max_age(), Some(Duration::from_secs(300)));
/// assert_eq!(description.warnings(), ["the key id is signed but not sent"]);
/// assert!(description.uncovered().is_empty());
/// assert_eq!(description.problem(), None);
///
/// let impossible = Description::default().with_problem("a multipart body cannot be signed as bytes");
/// assert_eq!(impossible.problem(), Some("a multipart body cannot be signed as bytes"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    docs: String,
    expression: Option<String>,
    sends: Vec<Sends>,
    uncovered: Vec<String>,
    max_age: Option<Duration>,
    warnings: Vec<String>,
    problem: Option<String>,
}

impl Description {
    /// Sets a description of how requests are authenticated, in words.
    #[must_use]
    pub fn with_docs(self, docs: impl Into<String>) -> Self {
        Self { docs: docs.into(), ..self }
    }

    /// Sets the expression of the signature, as code.
    #[must_use]
    pub fn with_expression(self, expression: impl Into<String>) -> Self {
        Self { expression: Some(expression.into()), ..self }
    }

    /// Adds something that is sent.
    #[must_use]
    pub fn with_sends(mut self, sends: Sends) -> Self {
        self.sends.push(sends);
        self
    }

    /// Adds something that an attacker in the network can change: `method`, `host`, `path`, `query`, `body`,
    /// `content-type`, `key id`, or a name.
    #[must_use]
    pub fn with_uncovered(mut self, what: impl Into<String>) -> Self {
        self.uncovered.push(what.into());
        self
    }

    /// Sets the maximum age of a request.
    #[must_use]
    pub fn with_max_age(self, age: Duration) -> Self {
        Self { max_age: Some(age), ..self }
    }

    /// Adds a weakness that a receiver has to accept by name before it verifies by this scheme.
    #[must_use]
    pub fn with_warning(mut self, warning: impl Into<String>) -> Self {
        self.warnings.push(warning.into());
        self
    }

    /// Sets the reason why no request of the operation can be authenticated.
    #[must_use]
    pub fn with_problem(self, problem: impl Into<String>) -> Self {
        Self { problem: Some(problem.into()), ..self }
    }

    /// Returns how requests are authenticated, in words. Empty if it is not documented.
    pub fn docs(&self) -> &str {
        &self.docs
    }

    /// Returns the expression of the signature, as code, or `None` if nothing is signed or not by an expression.
    pub fn expression(&self) -> Option<&str> {
        self.expression.as_deref()
    }

    /// Returns what is sent, in order.
    pub fn sends(&self) -> &[Sends] {
        &self.sends
    }

    /// Returns what can be changed without invalidating the signature.
    pub fn uncovered(&self) -> &[String] {
        &self.uncovered
    }

    /// Returns the maximum age of a request, or `None` if it contains no time.
    pub fn max_age(&self) -> Option<Duration> {
        self.max_age
    }

    /// Returns the weaknesses that were not accepted.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Returns the reason why no request of the operation can be authenticated.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// Returns whether a signature is among what is sent.
    pub fn is_signed(&self) -> bool {
        self.sends.iter().any(|sent| sent.content == Content::Signature)
    }
}

/// One item that a scheme sends.
///
/// ```
/// use countersign::auth::{Content, Sends};
/// use countersign::operation::Place;
///
/// let key = Sends::new(Place::Query, "appKey", Content::KeyId).with_code("key_id()");
/// assert_eq!((key.place(), key.name(), key.content()), (Place::Query, "appKey", Content::KeyId));
/// assert_eq!(key.code(), "key_id()");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sends {
    place: Place,
    name: String,
    content: Content,
    code: String,
}

impl Sends {
    /// Creates an item that is sent in a place, under a name.
    pub fn new(place: Place, name: impl Into<String>, content: Content) -> Self {
        Self { place, name: name.into(), content, code: String::new() }
    }

    /// Sets the expression of its value, as code.
    #[must_use]
    pub fn with_code(self, code: impl Into<String>) -> Self {
        Self { code: code.into(), ..self }
    }

    /// Returns the place where it travels.
    pub fn place(&self) -> Place {
        self.place
    }

    /// Returns its name on the wire.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns what it is.
    pub fn content(&self) -> Content {
        self.content
    }

    /// Returns the expression of its value, as code. Empty if no expression makes it.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Returns whether this is the item of a place and name.
    pub(crate) fn is_called(&self, place: Place, name: &str) -> bool {
        let same = if place == Place::Header { self.name.eq_ignore_ascii_case(name) } else { self.name == name };
        same && self.place == place
    }
}

/// The kind of item that a scheme sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Content {
    /// The key id.
    KeyId,
    /// A secret, unchanged.
    Secret,
    /// `Bearer` and a secret, in the header `authorization`.
    Bearer,
    /// `Basic` and a user name with its password, in the header `authorization`.
    Basic,
    /// The time of the request, or the time until which it is valid.
    Time,
    /// A nonce, which differs in each request.
    Nonce,
    /// The signature, alone or with other text.
    Signature,
    /// Anything else.
    Other,
}
