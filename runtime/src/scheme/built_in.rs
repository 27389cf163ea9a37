//! Schemes that need no expression: tokens, names with passwords, and nothing at all.

use super::definition::Scheme;
use super::error::SchemeError;
use super::sources::{key_id, secret};

impl Scheme {
    /// Sends the secret as `Authorization: Bearer …`. Credentials are [`Credentials::of_secret`](crate::Credentials::of_secret).
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Fresh, Request, Scheme};
    ///
    /// let (bearer, token) = (Scheme::bearer(), Credentials::of_secret("ghp_16C7e42F292c6912E7710c838347Ae178B4a")?);
    /// let request = Request::new("GET", "https://api.github.com/user")?;
    /// let sent = bearer.sign(request, &token, &Fresh::now())?.request;
    /// assert!(sent.headers()["authorization"].is_sensitive());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn bearer() -> Self {
        Self::unsigned().header("authorization", "Bearer " + secret()).sound()
    }

    /// Sends key id and secret as name and password: `Authorization: Basic …` (RFC 7617).
    #[must_use]
    pub fn basic() -> Self {
        Self::unsigned().header("authorization", "Basic " + (key_id() + ":" + secret()).base64()).sound()
    }

    /// Sends the secret in a header of its own.
    ///
    /// # Errors
    /// It is not a header name.
    pub fn api_key_in_header(name: impl Into<String>) -> Result<Self, SchemeError> {
        Self::unsigned().header(name, secret()).build()
    }

    /// Sends the secret as a parameter of the query. Servers and proxies write it into their logs: prefer a header.
    ///
    /// # Errors
    /// The name is empty.
    pub fn api_key_in_query(name: impl Into<String>) -> Result<Self, SchemeError> {
        Self::unsigned().query(name, secret()).build()
    }

    /// Sends nothing: requests are accepted from anyone.
    #[must_use]
    pub fn none() -> Self {
        Self::unsigned().sound()
    }
}
