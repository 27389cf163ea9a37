//! Schemes that need no expression: tokens, passwords, API keys, and none at all.

use super::definition::Scheme;
use super::error::SchemeError;
use super::sources::{key_id, secret};

impl Scheme {
    /// Returns a scheme that sends the secret as `Authorization: Bearer …`. The credentials are
    /// [`Credentials::of_secret`](crate::Credentials::of_secret).
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

    /// Returns a scheme that sends key id and secret as user name and password: `Authorization: Basic …` (RFC 7617).
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::basic();
    /// assert_eq!(scheme.sends().count(), 1);
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    #[must_use]
    pub fn basic() -> Self {
        Self::unsigned().header("authorization", "Basic " + (key_id() + ":" + secret()).base64()).sound()
    }

    /// Returns a scheme that sends the secret in a header.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::api_key_in_header("x-api-key")?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    ///
    /// # Errors
    /// `name` is not a header name.
    pub fn api_key_in_header(name: impl Into<String>) -> Result<Self, SchemeError> {
        Self::unsigned().header(name, secret()).build()
    }

    /// Returns a scheme that sends the secret as a query parameter. Servers and proxies write queries into their logs:
    /// prefer a header.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::*;
    /// let scheme = Scheme::api_key_in_query("key")?;
    /// # drop(scheme);
    /// # Ok::<(), SchemeError>(())
    /// ```
    ///
    /// # Errors
    /// The name is empty.
    pub fn api_key_in_query(name: impl Into<String>) -> Result<Self, SchemeError> {
        Self::unsigned().query(name, secret()).build()
    }

    /// Returns a scheme that sends nothing, and accepts requests from anyone.
    ///
    /// ```
    /// # use countersign::scheme::*;
    /// assert_eq!(countersign::scheme::Scheme::none().sends().count(), 0);
    /// ```
    #[must_use]
    pub fn none() -> Self {
        Self::unsigned().sound()
    }
}
