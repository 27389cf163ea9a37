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
/// let mut description = Description::default();
/// description.docs = "The CRC-32 of the path, in a header.".to_owned();
/// description.sends.push(Sends::new(Place::Header, "x-checksum", Content::Signature));
/// description.uncovered.push("query".to_owned());
/// assert!(description.is_signed());
/// ```
///
/// What a document, or a receiver that mounts the scheme, reads from it:
///
/// ```
/// use std::time::Duration;
/// use countersign::scheme::{Scheme, TimeFormat, body, secret, signature, time};
/// use countersign::{Auth as _, Endpoint as _, endpoint};
///
/// /// Orders a book.
/// #[endpoint(POST, "/orders")]
/// pub struct OrderBook {}
///
/// let now = time(TimeFormat::UnixSeconds);
/// let scheme = Scheme::new((body() + &now).hmac_sha256(secret()).hex())
///     .header("x-time", now)
///     .header("x-signature", signature())
///     .build()?;
/// let description = scheme.describe(OrderBook::OPERATION);
/// assert!(description.expression.is_some_and(|code| code.ends_with(".hmac_sha256(secret()).hex()")));
/// assert_eq!(description.max_age, Some(Duration::from_secs(300)));
/// assert!(description.uncovered.iter().any(|part| part == "path"));
/// assert_eq!(description.problem, None);
/// # Ok::<(), countersign::scheme::SchemeError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Description {
    /// How requests are authenticated, in words. Empty if it is not documented.
    pub docs: String,
    /// The expression of the signature, as code, or `None` if nothing is signed or not by an expression.
    pub expression: Option<String>,
    /// What is sent, in order.
    pub sends: Vec<Sends>,
    /// What an attacker in the network can change without invalidating the signature: `method`, `host`, `path`,
    /// `query`, `body`, `content-type`, `key id`, a name, or what is lost of a part, such as `values of the query`. See
    /// [`Scheme::uncovered`](crate::scheme::Scheme::uncovered).
    pub uncovered: Vec<String>,
    /// How long a request is valid: until the end that it names, otherwise for the maximum age of its time. `None` if
    /// it contains neither.
    pub max_age: Option<Duration>,
    /// The weaknesses that a receiver has to accept by name before it verifies by this scheme, and that were not
    /// accepted.
    pub warnings: Vec<String>,
    /// The reason why no request of the operation can be authenticated.
    pub problem: Option<String>,
}

impl Description {
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
/// let key = Sends::new(Place::Query, "appKey", Content::KeyId);
/// assert_eq!((key.place, &*key.name, key.content), (Place::Query, "appKey", Content::KeyId));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sends {
    /// The place where it travels.
    pub place: Place,
    /// Its name on the wire.
    pub name: String,
    /// What it is.
    pub content: Content,
    /// The expression of its value, as code. Empty if no expression makes it.
    pub code: String,
}

impl Sends {
    /// Creates an item that is sent in a place, under a name.
    pub fn new(place: Place, name: impl Into<String>, content: Content) -> Self {
        Self { place, name: name.into(), content, code: String::new() }
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
