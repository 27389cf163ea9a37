//! The base URL of an API.

use std::fmt;

use http::Uri;
use http::uri::{Authority, Scheme};

use super::{AddressError, base_url_rule};

/// The base URL of an API: `https://host[:port][/path]`.
///
/// Plain `http` is refused except for loopback addresses: a signature that can be read can be replayed. Scheme and host
/// are converted to lower case, and the scheme's default port and a trailing slash are dropped, so that every HTTP
/// client sends the URL as it was signed. A URL without such a canonical form is refused: one with a user, a query, a
/// fragment, a path with `..` or with characters that must be percent-encoded, or a non-ASCII host.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    scheme: Scheme,
    authority: Authority,
    /// Where the path begins in the URL.
    path: usize,
}

impl BaseUrl {
    /// Parses a base URL and converts it to its canonical form.
    ///
    /// ```
    /// use countersign::BaseUrl;
    ///
    /// assert_eq!(BaseUrl::new("https://API.example:443/v1/")?.as_str(), "https://api.example/v1");
    /// let error = BaseUrl::new("https://api.example/é").unwrap_err();
    /// assert!(error.to_string().contains("write `/%C3%A9`"));
    /// # Ok::<(), countersign::AddressError>(())
    /// ```
    ///
    /// # Errors
    /// The URL breaks one of the rules above. The error names the part, and what to write instead.
    pub fn new(url: &str) -> Result<Self, AddressError> {
        Self::allowing(url, |_| false)
    }

    /// Parses a base URL, allowing `http` to some hosts.
    pub(crate) fn allowing(url: &str, unencrypted: impl Fn(&str) -> bool) -> Result<Self, AddressError> {
        let text = base_url_rule::canonical(url, unencrypted).map_err(AddressError::new)?;
        let parsed = text.parse::<Uri>().map(Uri::into_parts);
        let (Some(scheme), Some(authority)) = parsed.map_or((None, None), |parts| (parts.scheme, parts.authority))
        else {
            return Err(AddressError::new(format!("the base URL `{text}` is too long")));
        };
        let path = scheme.as_str().len() + "://".len() + authority.as_str().len();
        Ok(Self { text, scheme, authority, path })
    }

    /// Returns the URL, without a trailing slash.
    ///
    /// ```
    /// use countersign::BaseUrl;
    ///
    /// assert_eq!(BaseUrl::new("https://books.example/v1/")?.as_str(), "https://books.example/v1");
    /// # Ok::<(), countersign::AddressError>(())
    /// ```
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the path, without a trailing slash. Empty if there is none.
    ///
    /// ```
    /// use countersign::BaseUrl;
    ///
    /// assert_eq!(BaseUrl::new("https://books.example/v1/")?.path(), "/v1");
    /// assert_eq!(BaseUrl::new("https://books.example")?.path(), "");
    /// # Ok::<(), countersign::AddressError>(())
    /// ```
    pub fn path(&self) -> &str {
        self.text.get(self.path..).unwrap_or_default()
    }

    /// Returns the scheme, `https` or `http`.
    pub(crate) fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Returns host and port.
    pub(crate) fn authority(&self) -> &Authority {
        &self.authority
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BaseUrl({})", self.text)
    }
}
