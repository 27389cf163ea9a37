//! A redirect as an answer.

use bytes::Bytes;
use serde::{Deserializer, Serialize, Serializer};

use crate::decode::{Decode, utf8};
use crate::operation::Schema;

/// A redirect as the answer of an operation: `response = Redirect`. It is not followed.
///
/// The target often has its own signature in the URL, and refuses the credentials of the API:
/// [`Client::fetch`](crate::Client::fetch) fetches it without them. An answer that is not a redirect is an error.
///
/// ```
/// use countersign::value::Redirect;
/// use countersign::{Answer, Endpoint as _, Envelope, endpoint};
/// use http::{HeaderValue, StatusCode, header};
///
/// /// Returns where the archive is.
/// #[endpoint(GET, "/tarball", response = Redirect)]
/// pub struct Tarball {}
///
/// let mut answer = Answer::new(StatusCode::FOUND, "");
/// answer.headers.insert(header::LOCATION, HeaderValue::from_static("https://files.example/a.tgz?token=x"));
/// let reply = Envelope::none().read::<Redirect>(Tarball::OPERATION, &answer)?;
/// assert_eq!(reply.target(), "https://files.example/a.tgz?token=x");
/// # Ok::<(), countersign::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Redirect(String);

impl Redirect {
    /// Creates a redirect to `target`, for stand-ins and mocks.
    ///
    /// ```
    /// use countersign::value::Redirect;
    ///
    /// let archive = Redirect::to("https://files.example/books.zip?token=x");
    /// // The query may be secret, so it is not printed.
    /// assert_eq!(format!("{archive:?}"), "Redirect(\"https://files.example/books.zip\")");
    /// ```
    #[must_use]
    pub fn to(target: impl Into<String>) -> Self {
        Self(target.into())
    }

    /// Returns the target: an absolute URL if a client made the call, otherwise the header `Location`. It may contain a
    /// token.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.0
    }
}

/// Leaves out the query, which may contain a token.
impl std::fmt::Debug for Redirect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Redirect").field(&self.0.split('?').next().unwrap_or_default()).finish()
    }
}

impl Serialize for Redirect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Decode for Redirect {
    const SCHEMA: Schema = Schema::Redirect;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::decode(deserializer).map(Self)
    }

    fn from_raw(bytes: &Bytes) -> Option<Result<Self, String>> {
        let target = |text: &str| match text {
            "" => Err("not a redirect: `location` is missing".to_owned()),
            text => Ok(Self(text.to_owned())),
        };
        Some(utf8(bytes).and_then(target))
    }
}
