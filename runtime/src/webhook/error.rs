//! Why a push message is not taken.

use std::fmt;

use crate::printable::Printable;

use http::StatusCode;

use crate::scheme::{Refused, RefusedKind};

/// Why a push message is not taken. No secret is in it, and no signature.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PushError {
    /// The body is longer than allowed.
    TooLarge {
        /// The length that is allowed, in bytes.
        max_bytes: usize,
    },
    /// The body is not a form: an escape in it is not `%` and two hex digits.
    MalformedForm {
        /// Where the escape begins, in bytes of the body.
        at: usize,
    },
    /// A name or value of the form is not UTF-8 when its escapes are resolved.
    NotUtf8 {
        /// Where the field begins, in bytes of the body.
        at: usize,
    },
    /// The request is none that a scheme can read, such as one with a user in its address.
    MalformedRequest(String),
    /// The field with the message did not arrive.
    MissingField(String),
    /// A field arrived twice, so that it is not clear which one was signed.
    RepeatedField(String),
    /// The scheme refuses it: the signature is wrong or missing, or the message is old.
    Refused(Refused),
    /// A field arrived that [`Pushes::with_fields`](super::Pushes::with_fields) does not declare, of a form whose signed
    /// parts run into each other.
    UndeclaredField(String),
    /// The message is signed, but cannot be read as JSON of the shape that was asked for.
    Unreadable {
        /// Path of the value that could not be read, as `data.orderId`; empty for the message as a whole.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl PushError {
    /// Returns a status to answer with: 413, 400, 401 or 422, and 500 where this side is misconfigured. Most vendors send a
    /// message again that was not answered with success.
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

/// One line.
impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge { max_bytes } => write!(f, "the push is longer than the {max_bytes} bytes allowed"),
            Self::MalformedForm { at } => {
                write!(f, "the push is not a form: the escape at byte {at} is not `%` and two hex digits")
            }
            Self::NotUtf8 { at } => write!(f, "the push is not UTF-8: the field at byte {at} is something else"),
            Self::MalformedRequest(reason) => write!(f, "the push is no request: {}", Printable(reason)),
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
