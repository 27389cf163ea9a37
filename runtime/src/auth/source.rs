//! Credentials that are fetched: from a vault, a metadata service, a token endpoint.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::SystemTime;

use super::{AuthError, Credentials};

/// A source of credentials that change while a client is running.
///
/// The client asks when it has no credentials, one minute before they expire, and after a call was answered with 401:
/// at once if that call may be repeated, otherwise when the next call needs credentials. It asks once, however many
/// calls are waiting, and keeps credentials that are still valid if the source fails. If the source returns the same
/// credentials that were refused, another 401 within a minute does not make the client ask again.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use countersign::Credentials;
/// use countersign::auth::{CredentialSource, Fetched, Fetching};
///
/// struct Vault;
///
/// impl CredentialSource for Vault {
///     fn fetch(&self) -> Fetching<'_> {
///         Box::pin(async {
///             let credentials = Credentials::new("reader", "sesame")?.with("session", "t-1")?;
///             Ok(Fetched::new(credentials).expires(SystemTime::now() + Duration::from_secs(3600)))
///         })
///     }
/// }
/// ```
pub trait CredentialSource: Send + Sync + 'static {
    /// Fetches new credentials.
    fn fetch(&self) -> Fetching<'_>;
}

/// The future that [`CredentialSource::fetch`] returns.
pub type Fetching<'s> = Pin<Box<dyn Future<Output = Result<Fetched, AuthError>> + Send + 's>>;

/// Fetched credentials, and how long they are valid.
#[derive(Clone, Debug)]
pub struct Fetched {
    pub(crate) credentials: Credentials,
    pub(crate) expires: Option<SystemTime>,
}

impl Fetched {
    /// Creates credentials that are valid until a call is answered with 401.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::auth::Fetched;
    ///
    /// let fetched = Fetched::new(Credentials::of_secret("token")?);
    /// # drop(fetched);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(credentials: Credentials) -> Self {
        Self { credentials, expires: None }
    }

    /// Sets when they expire. The client fetches new ones a minute before.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use countersign::Credentials;
    /// use countersign::auth::Fetched;
    ///
    /// let in_an_hour = SystemTime::now() + Duration::from_secs(3600);
    /// let fetched = Fetched::new(Credentials::of_secret("token")?).expires(in_an_hour);
    /// # drop(fetched);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn expires(self, at: SystemTime) -> Self {
        Self { expires: Some(at), ..self }
    }
}

impl fmt::Debug for dyn CredentialSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CredentialSource")
    }
}
