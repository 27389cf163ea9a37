//! Why a push message is not taken.

use std::fmt;

use crate::printable::Printable;

use http::StatusCode;

use super::PushSigning;

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
    /// A field did not arrive.
    MissingField(&'static str),
    /// A field arrived twice, so that it is not clear which one was signed.
    RepeatedField(String),
    /// The signature is not that of the message.
    WrongSignature(PushSigning),
    /// A field arrived that [`PushForm::with_fields`](super::PushForm::with_fields) does not declare, of a form whose fields
    /// are all signed as one string.
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
    /// A status to answer with: 413, 400, 401 or 422. What a vendor makes of it is the vendor's matter; most send a
    /// message again that was not answered with success.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongSignature(_) => StatusCode::UNAUTHORIZED,
            Self::Unreadable { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::MalformedForm { .. }
            | Self::NotUtf8 { .. }
            | Self::MissingField(_)
            | Self::RepeatedField(_)
            | Self::UndeclaredField(_) => StatusCode::BAD_REQUEST,
        }
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
            Self::MissingField(name) => write!(f, "the push has no field `{name}`"),
            Self::RepeatedField(name) => write!(f, "the push has the field {name:?} twice"),
            Self::UndeclaredField(name) => write!(
                f,
                "the push has the field {name:?}, which is not declared: if the vendor sends it, add it to \
                 `PushForm::with_fields`"
            ),
            Self::WrongSignature(signing) => write!(
                f,
                "the signature is wrong: this message was not signed with this secret by the rule `{signing}`"
            ),
            Self::Unreadable { path, reason } if path.is_empty() => {
                write!(f, "cannot read the message: {}", Printable(reason))
            }
            Self::Unreadable { path, reason } => {
                write!(f, "cannot read the message at `{}`: {}", Printable(path), Printable(reason))
            }
        }
    }
}

impl std::error::Error for PushError {}
