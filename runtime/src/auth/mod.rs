//! Signing and verifying: the heart.
//!
//! An [`Auth`] is a rule. Its `sign` half works on a request under construction, its `verify` half on a received one,
//! and neither knows a client or a server. Nearly every rule is a [`Scheme`](crate::scheme::Scheme), an expression;
//! any other can be written by implementing the trait.

mod credentials;
mod description;
mod digest;
mod schemes;
mod signing;
mod source;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

pub use self::credentials::Credentials;
pub use self::description::{Content, Description, Sends};
pub use self::digest::{hmac_sha1_hex, hmac_sha256_hex, md5_hex, sha256_hex, signatures_match};
pub use self::schemes::Schemes;
pub use self::signing::Signing;
pub(crate) use self::signing::{Wire, WithoutMembers};
pub use self::source::{CredentialSource, Fetched, Fetching};
use crate::operation::Operation;
use crate::param::{ParameterError, Received};
#[doc(hidden)]
pub use crate::secret::Oddities;
pub use crate::secret::{Fingerprint, Secret};
pub use crate::trace::{SigningTrace, TracedPart, TracedString};

/// Why a rule could not sign: an error of any type.
pub type AuthError = Box<dyn std::error::Error + Send + Sync>;

/// A rule that signs requests and verifies signed ones.
pub trait Auth: fmt::Debug + Send + Sync + 'static {
    /// Name of the rule, for traces.
    fn name(&self) -> &'static str;

    /// Adds to a request what the rule wants there: a key, a time, the signature.
    ///
    /// # Errors
    /// Whatever keeps the rule from signing, of any type: it is the source of the client's error.
    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError>;

    /// Checks a received request. Signatures are compared in constant time
    /// ([`signatures_match`]).
    ///
    /// # Errors
    /// The request is not signed by the holder of these credentials.
    fn verify(&self, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal>;

    /// Returns what the rule sends in requests of an operation, so that nobody else sends it, and what it does not cover.
    /// Defaults to nothing that is known.
    fn describe(&self, operation: &Operation) -> Description {
        let _ = operation;
        Description::default()
    }

    /// Returns whether requests cannot be signed without credentials. A client of a rule that needs none is built without.
    fn needs_credentials(&self) -> bool {
        true
    }

    /// Other readings of this rule, where the vendor does not publish all of it for such an operation: each as the
    /// expression that makes it, and as a rule. Tools try them when this one is refused.
    fn other_readings(&self, operation: &Operation) -> Vec<(String, Arc<dyn Auth>)> {
        let _ = operation;
        Vec::new()
    }
}

/// A rule that is shared, such as one of [`Auth::other_readings`].
#[diagnostic::do_not_recommend]
impl<A: Auth + ?Sized> Auth for Arc<A> {
    fn name(&self) -> &'static str {
        (**self).name()
    }

    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError> {
        (**self).sign(request, credentials)
    }

    fn verify(&self, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
        (**self).verify(request, credentials)
    }

    fn describe(&self, operation: &Operation) -> Description {
        (**self).describe(operation)
    }

    fn needs_credentials(&self) -> bool {
        (**self).needs_credentials()
    }

    fn other_readings(&self, operation: &Operation) -> Vec<(String, Arc<dyn Auth>)> {
        (**self).other_readings(operation)
    }
}

/// A rule that says which parameters it adds. No operation of its API may have one of these names: `api!` checks it
/// while compiling, where its `auth` is a type that implements this.
pub trait AddsParameters {
    /// Names on the wire, in query, form or body.
    const NAMES: &'static [&'static str];
}

/// Why a received request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    reason: Cow<'static, str>,
    unknown_key: bool,
}

impl Refusal {
    /// A refusal for `reason`; name no secret and no expected signature in it.
    #[must_use]
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self { reason: reason.into(), unknown_key: false }
    }

    /// The request names an application that these credentials are not for.
    #[must_use]
    pub fn unknown_key() -> Self {
        Self { reason: Cow::Borrowed("the application is not known"), unknown_key: true }
    }

    /// Whether the request names an application that the credentials are not for.
    #[must_use]
    pub fn is_unknown_key(&self) -> bool {
        self.unknown_key
    }

    /// A parameter that the rule needs did not arrive.
    #[must_use]
    pub fn missing(name: &str) -> Self {
        Self::new(format!("`{name}` is missing"))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Refusal {}

/// What a rule needs arrived in a form that it cannot be taken from.
impl From<ParameterError> for Refusal {
    fn from(error: ParameterError) -> Self {
        Self::new(error.to_string())
    }
}
