//! Signing and verifying.
//!
//! An [`Auth`] is a signing rule. Its `sign` half works on a request under construction, its `verify` half on a
//! received one, and neither knows a client or a server. Nearly every rule is a [`Scheme`](crate::scheme::Scheme),
//! which is an expression; any other can be written by implementing the trait.

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

/// The reason why a rule could not sign: an error of any type.
pub type AuthError = Box<dyn std::error::Error + Send + Sync>;

/// A rule that signs requests and verifies signed ones.
///
/// A rule that no expression can describe is an implementation of both halves:
///
/// ```
/// use countersign::auth::{
///     Auth, AuthError, Content, Description, Refusal, Sends, Signing, hmac_sha256_hex, signatures_match,
/// };
/// use countersign::operation::{Operation, Place};
/// use countersign::param::{Origin, Received};
/// use countersign::scheme::Scheme;
/// use countersign::{Client, Credentials, Endpoint, Envelope, endpoint};
///
/// /// Signs the values of all parameters, from the longest to the shortest.
/// #[derive(Debug)]
/// struct LongestFirst;
///
/// impl LongestFirst {
///     fn signature(mut values: Vec<String>, credentials: &Credentials) -> String {
///         values.sort_by_key(|value| std::cmp::Reverse(value.len()));
///         hmac_sha256_hex(credentials.secret(), values.concat().as_bytes())
///     }
/// }
///
/// impl Auth for LongestFirst {
///     fn name(&self) -> &'static str {
///         "longest first"
///     }
///
///     fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError> {
///         let values = request.parameters().map(|(_, value)| value.into_owned()).collect();
///         request.add_header("x-signature", &Self::signature(values, credentials), Origin::Signature)?;
///         Ok(())
///     }
///
///     fn verify(&self, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal> {
///         let arrived = request.header("x-signature")?.ok_or_else(|| Refusal::missing("x-signature"))?;
///         let values = request.parameters().iter().filter_map(|parameter| parameter.text().map(str::to_owned));
///         if signatures_match(&Self::signature(values.collect(), credentials), arrived) {
///             Ok(())
///         } else {
///             Err(Refusal::new("the signature is wrong"))
///         }
///     }
///
///     fn describe(&self, _: &Operation) -> Description {
///         let mut description = Description::default();
///         description.sends.push(Sends::new(Place::Header, "x-signature", Content::Signature));
///         description
///     }
/// }
///
/// /// Looks for books.
/// #[endpoint(GET, "/books", response = Vec<String>)]
/// pub struct FindBooks {
///     /// A word of the title.
///     pub title: String,
/// }
///
/// let credentials = Credentials::of_secret("sesame")?;
/// let client = Client::builder("https://books.example", LongestFirst, Envelope::none());
/// let client = client.credentials(credentials.clone()).build()?;
/// let request = client.prepare(&FindBooks::builder().title("Faust").build())?.request;
///
/// let received = Received::new(FindBooks::OPERATION, &request)?;
/// assert!(LongestFirst.verify(&received, &credentials).is_ok());
/// assert!(LongestFirst.needs_credentials());
/// assert!(!LongestFirst.shows("token"));
/// assert!(LongestFirst.other_readings(FindBooks::OPERATION).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait Auth: fmt::Debug + Send + Sync + 'static {
    /// Returns the name of the rule, for traces.
    fn name(&self) -> &'static str;

    /// Adds to a request what the rule sends: a key, a time, the signature.
    ///
    /// # Errors
    /// Any reason why the rule cannot sign, of any type. It becomes the source of the client's error.
    fn sign(&self, request: &mut Signing<'_>, credentials: &Credentials) -> Result<(), AuthError>;

    /// Verifies a received request. Signatures must be compared in constant time (see [`signatures_match`]).
    ///
    /// # Errors
    /// The request was not signed by the holder of these credentials.
    fn verify(&self, request: &Received<'_>, credentials: &Credentials) -> Result<(), Refusal>;

    /// Returns what the rule sends in requests of an operation, so that nothing else sends it, and what it does not
    /// cover. Defaults to an empty description.
    fn describe(&self, operation: &Operation) -> Description {
        let _ = operation;
        Description::default()
    }

    /// Returns whether requests cannot be signed without credentials. Defaults to `true`. A client whose rule needs
    /// none can be built without any.
    fn needs_credentials(&self) -> bool {
        true
    }

    /// Returns whether a named part of the credentials may be printed, because it is not secret. Defaults to `false`:
    /// an answer that repeats the part is printed without it.
    fn shows(&self, part: &str) -> bool {
        let _ = part;
        false
    }

    /// Returns other readings of this rule, if the vendor does not publish all of it for such an operation: each with
    /// its expression as code. Tools try them when this one is refused.
    fn other_readings(&self, operation: &Operation) -> Vec<(String, Arc<dyn Auth>)> {
        let _ = operation;
        Vec::new()
    }
}

/// A shared rule, such as one of [`Auth::other_readings`].
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

    fn shows(&self, part: &str) -> bool {
        (**self).shows(part)
    }

    fn other_readings(&self, operation: &Operation) -> Vec<(String, Arc<dyn Auth>)> {
        (**self).other_readings(operation)
    }
}

/// A rule that declares which parameters it adds. If the `auth` of an `api!` is a type that implements this trait, the
/// compiler checks that no operation of the API has a parameter of one of these names.
pub trait AddsParameters {
    /// The names on the wire, in query, form or body.
    const NAMES: &'static [&'static str];
}

/// The reason why a received request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    reason: Cow<'static, str>,
    unknown_key: bool,
}

impl Refusal {
    /// Creates a refusal. The reason must not contain a secret or the expected signature.
    ///
    /// ```
    /// use countersign::auth::Refusal;
    ///
    /// let refusal = Refusal::new("the ticket has expired");
    /// assert!(!refusal.is_unknown_key());
    /// ```
    #[must_use]
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self { reason: reason.into(), unknown_key: false }
    }

    /// Creates a refusal because the request names a key id that these credentials do not have.
    ///
    /// ```
    /// use countersign::auth::Refusal;
    ///
    /// assert_eq!(Refusal::unknown_key().to_string(), "unknown key");
    /// ```
    #[must_use]
    pub fn unknown_key() -> Self {
        Self { reason: Cow::Borrowed("unknown key"), unknown_key: true }
    }

    /// Returns whether the request names a key id that the credentials do not have.
    ///
    /// ```
    /// use countersign::auth::Refusal;
    ///
    /// // A receiver with several credentials tries the next ones.
    /// assert!(Refusal::unknown_key().is_unknown_key());
    /// assert!(!Refusal::new("the signature is wrong").is_unknown_key());
    /// ```
    #[must_use]
    pub fn is_unknown_key(&self) -> bool {
        self.unknown_key
    }

    /// Creates a refusal because a parameter that the rule needs did not arrive.
    ///
    /// ```
    /// use countersign::auth::Refusal;
    ///
    /// assert_eq!(Refusal::missing("sign").to_string(), "`sign` is missing");
    /// ```
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

/// Refuses a request in which something that the rule needs arrived in an unusable form.
impl From<ParameterError> for Refusal {
    fn from(error: ParameterError) -> Self {
        Self::new(error.to_string())
    }
}
