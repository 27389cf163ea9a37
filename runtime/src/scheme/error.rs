//! Errors of schemes, of signing, and of received requests. None of them contains a secret.

use std::fmt;

/// The reasons why a scheme cannot be built: all problems at once.
///
/// ```
/// use countersign::scheme::{Scheme, nonce, path, secret, signature};
///
/// // The nonce is signed, but the receiver never learns it.
/// let text = nonce() + "." + path();
/// let error = Scheme::new(text.hmac_sha256(secret()).hex()).header("x-signature", signature()).build().unwrap_err();
/// let [problem] = error.problems() else { panic!("{error}") };
/// assert_eq!(problem.part, "nonce()");
/// assert_eq!(error.to_string(), format!("`nonce()`: {}", problem.message));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemeError {
    problems: Vec<Problem>,
}

impl SchemeError {
    pub(super) fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    /// Returns the problems, in the order of the definition.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for SchemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            write!(f, "{}{problem}", if index == 0 { "" } else { "\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for SchemeError {}

/// A problem of a scheme.
///
/// See [`SchemeError`], which contains all problems of a scheme:
///
/// ```
/// use countersign::scheme::{Scheme, nonce, secret, signature};
///
/// let scheme = Scheme::new(nonce().hmac_sha256(secret()).hex()).header("x-signature", signature());
/// let error = scheme.build().unwrap_err();
/// for problem in error.problems() {
///     println!("{}: {}", problem.part, problem.message);
/// }
/// # assert_eq!(error.problems().len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The part that it is about, as code.
    pub part: String,
    /// What is wrong, and how to fix it.
    pub message: String,
}

impl Problem {
    pub(super) fn new(part: impl fmt::Display, message: impl Into<String>) -> Self {
        Self { part: part.to_string(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`: {}", self.part, self.message)
    }
}

/// A warning about a scheme that can be built.
///
/// ```
/// use countersign::scheme::{Scheme, WarningKind, body, raw_query, secret, signature};
///
/// // A byte of the query can move into the body without changing the string.
/// let text = (raw_query() + body()).hmac_sha256(secret()).hex();
/// let scheme = Scheme::new(text).header("x-signature", signature()).build()?;
/// let [warning] = scheme.warnings() else { panic!("one warning") };
/// assert_eq!(warning.kind, WarningKind::RunTogether);
/// assert_eq!(warning.to_string(), format!("`{}`: {}", warning.problem.part, warning.problem.message));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Warning {
    /// The kind of warning.
    pub kind: WarningKind,
    /// The part that it is about, and what may happen.
    pub problem: Problem,
}

impl Warning {
    pub(super) fn new(kind: WarningKind, part: impl fmt::Display, message: impl Into<String>) -> Self {
        Self { kind, problem: Problem::new(part, message) }
    }

    pub(super) fn denied(&self) -> Problem {
        let Self { kind, problem } = self;
        let message = format!(
            "{}; receivers refuse it unless the scheme contains `.accept(WarningKind::{kind:?})`",
            problem.message
        );
        Problem { part: problem.part.clone(), message }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)
    }
}

/// The kinds of warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum WarningKind {
    /// Bytes can move from one part to the next without changing the string.
    RunTogether,
    /// There is no separator between pairs, or between names and values.
    EmptySeparator,
    /// A plain digest that begins with the secret can be extended without knowing it.
    SecretFirst,
    /// The key id is signed but not sent, so a receiver must try all keys.
    KeyIdNotSent,
    /// An expiry or a lifetime is sent but not signed, so that anyone can change it. It does not extend how long a
    /// receiver accepts a request.
    ExpiryNotSigned,
}

/// The reason why a request cannot be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignError {
    message: String,
}

impl SignError {
    #[cold]
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for SignError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for SignError {}

/// The reason why a received request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    kind: RefusedKind,
    message: String,
}

impl Refused {
    pub(super) fn new(kind: RefusedKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// Returns the kind of refusal.
    ///
    /// ```
    /// use std::time::SystemTime;
    /// use countersign::Credentials;
    /// use countersign::scheme::{RefusedKind, Request, Scheme, body, secret, signature};
    ///
    /// let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// let unsigned = Request::new("POST", "https://receiver.example/")?.bytes("{}");
    /// let credentials = Credentials::of_secret("sesame")?;
    /// let refused = scheme.verify(&unsigned, |_| [credentials], SystemTime::now()).unwrap_err();
    /// assert_eq!(refused.kind(), RefusedKind::Missing);
    /// assert_eq!(refused.to_string(), "the header `x-signature` did not arrive");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn kind(&self) -> RefusedKind {
        self.kind
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refused {}

/// The kinds of refusals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RefusedKind {
    /// Something that the scheme sends did not arrive.
    Missing,
    /// Something that arrived is not written as the scheme writes it, or arrived twice.
    Malformed,
    /// There are no credentials for what arrived.
    UnknownKey,
    /// The signature, or another proof, is wrong.
    Signature,
    /// The time of the request is too far from the receiver's clock, or it has expired.
    Age,
    /// The request was received before.
    Repeated,
    /// The receiver is misconfigured, such as with a key that cannot be read, or its memory of nonces fails.
    Receiver,
}
