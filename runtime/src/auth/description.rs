//! What follows from a scheme, as data: what it sends where, and what it does not cover.

use std::time::Duration;

use crate::operation::Place;

/// What follows from a scheme for the requests of one operation. Documents, the doctor and the checks of names read it.
///
/// A [`Scheme`](crate::scheme::Scheme) describes itself. A rule by hand describes what it wants to be known of it:
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
    /// Sets how requests are authenticated, in words.
    #[must_use]
    pub fn with_docs(self, docs: impl Into<String>) -> Self {
        Self { docs: docs.into(), ..self }
    }

    /// Sets the expression that makes the signature, as code.
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

    /// Adds what someone on the way can change: `method`, `host`, `path`, `query`, `body`, `content-type`, `key id`, or a name.
    #[must_use]
    pub fn with_uncovered(mut self, what: impl Into<String>) -> Self {
        self.uncovered.push(what.into());
        self
    }

    /// Sets how old a request may be.
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

    /// Sets why no request of the operation can be authenticated.
    #[must_use]
    pub fn with_problem(self, problem: impl Into<String>) -> Self {
        Self { problem: Some(problem.into()), ..self }
    }

    /// Returns how requests are authenticated, in words; empty where nobody said it.
    pub fn docs(&self) -> &str {
        &self.docs
    }

    /// Returns the expression that makes the signature, as code; `None` where nothing is signed, or not by an expression.
    pub fn expression(&self) -> Option<&str> {
        self.expression.as_deref()
    }

    /// Returns what is sent, in order.
    pub fn sends(&self) -> &[Sends] {
        &self.sends
    }

    /// Returns what someone on the way can change under the same signature.
    pub fn uncovered(&self) -> &[String] {
        &self.uncovered
    }

    /// Returns how old a request may be; `None` where it has no time.
    pub fn max_age(&self) -> Option<Duration> {
        self.max_age
    }

    /// Returns weaknesses that were not accepted.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// Returns why no request of the operation can be authenticated.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }

    /// Whether a signature is among what is sent.
    pub fn is_signed(&self) -> bool {
        self.sends.iter().any(|sent| sent.content == Content::Signature)
    }
}

/// One thing that a scheme sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sends {
    place: Place,
    name: String,
    content: Content,
    code: String,
}

impl Sends {
    /// Returns something that is sent in a place under a name.
    pub fn new(place: Place, name: impl Into<String>, content: Content) -> Self {
        Self { place, name: name.into(), content, code: String::new() }
    }

    /// Sets the expression that makes it, as code.
    #[must_use]
    pub fn with_code(self, code: impl Into<String>) -> Self {
        Self { code: code.into(), ..self }
    }

    /// Returns where it travels.
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

    /// Returns the expression that makes it, as code; empty where it is not made by one.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whether a parameter or a header has this place and name.
    pub(crate) fn is_called(&self, place: Place, name: &str) -> bool {
        let same = if place == Place::Header { self.name.eq_ignore_ascii_case(name) } else { self.name == name };
        same && self.place == place
    }
}

/// What a scheme sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Content {
    /// The key id.
    KeyId,
    /// A secret, as it is.
    Secret,
    /// `Bearer` and a secret, in the header `authorization`.
    Bearer,
    /// `Basic` and a name with its password, in the header `authorization`.
    Basic,
    /// The time of the request, or the time until which it is valid.
    Time,
    /// What is different in each request.
    Nonce,
    /// The signature, alone or with more.
    Signature,
    /// Anything else.
    Other,
}
