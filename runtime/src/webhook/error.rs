//! Errors of push messages.

use std::fmt;

use crate::printable::Printable;

use http::StatusCode;

use crate::scheme::{Refused, RefusedKind};

/// The reason why a push message is refused. It never contains a secret or a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PushError {
    /// The body is longer than allowed.
    TooLarge {
        /// The maximum length, in bytes.
        max_bytes: usize,
    },
    /// The body is not a form: an escape in it is not `%` and two hex digits.
    MalformedForm {
        /// The offset of the escape in the body, in bytes.
        at: usize,
    },
    /// A name or value of the form is not UTF-8 after decoding.
    NotUtf8 {
        /// The offset of the field in the body, in bytes.
        at: usize,
    },
    /// The request cannot be read by a scheme, for example because its URL contains a user.
    MalformedRequest(String),
    /// The field with the message did not arrive.
    MissingField(String),
    /// A field arrived twice, so that it is not clear which one was signed.
    RepeatedField(String),
    /// The scheme refuses the message: its signature is wrong or missing, or it is too old.
    Refused(Refused),
    /// A field arrived that [`Pushes::with_fields`](super::Pushes::with_fields) does not declare, in a form whose
    /// signed parts run into each other.
    UndeclaredField(String),
    /// The message is signed, but is not JSON of the expected shape.
    Unreadable {
        /// The path of the value that could not be read, such as `data.orderId`. Empty for the message as a whole.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl PushError {
    /// Returns a status to answer with: 413, 400, 401 or 422, or 500 if this side is misconfigured. Most vendors repeat
    /// a message until it is answered with a success.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Scheme, body, secret, signature};
    /// use countersign::webhook::Pushes;
    ///
    /// let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// let pushes = Pushes::in_body(scheme)?;
    /// let [vendor, thief] = [Credentials::of_secret("sesame")?, Credentials::of_secret("guess")?];
    /// let forged = pushes.signer(&thief).request("https://shop.example/hooks", "{}")?;
    /// let error = pushes.receiver(&vendor).verify(&forged).unwrap_err();
    /// assert_eq!(error.status(), 401);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unreadable { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Refused(refused) => match refused.kind() {
                RefusedKind::Receiver => StatusCode::INTERNAL_SERVER_ERROR,
                RefusedKind::Missing | RefusedKind::Malformed => StatusCode::BAD_REQUEST,
                _ => StatusCode::UNAUTHORIZED,
            },
            Self::MalformedForm { .. }
            | Self::MalformedRequest(_)
            | Self::NotUtf8 { .. }
            | Self::MissingField(_)
            | Self::RepeatedField(_)
            | Self::UndeclaredField(_) => StatusCode::BAD_REQUEST,
        }
    }
}

impl From<Refused> for PushError {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// Prints one line.
impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { max_bytes } => write!(f, "the push is longer than the {max_bytes} bytes allowed"),
            Self::MalformedForm { at } => {
                write!(f, "the push is not a form: the escape at byte {at} is not `%` and two hex digits")
            }
            Self::NotUtf8 { at } => write!(f, "the push is not UTF-8 in the field at byte {at}"),
            Self::MalformedRequest(reason) => write!(f, "the push is not a valid request: {}", Printable(reason)),
            Self::MissingField(name) => write!(f, "the push has no field `{name}`"),
            Self::RepeatedField(name) => write!(f, "the push has the field {name:?} twice"),
            Self::UndeclaredField(name) => write!(
                f,
                "the push has the field {name:?}, which is not declared: if the vendor sends it, add it to \
                 `Pushes::with_fields`"
            ),
            Self::Refused(refused) => write!(f, "the push is refused: {refused}"),
            Self::Unreadable { path, reason } if path.is_empty() => {
                write!(f, "cannot read the message: {}", Printable(reason))
            }
            Self::Unreadable { path, reason } => {
                write!(f, "cannot read the message at `{}`: {}", Printable(path), Printable(reason))
            }
        }
    }
}

impl std::error::Error for PushError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Self::Refused(refused) = self { Some(refused) } else { None }
    }
}
