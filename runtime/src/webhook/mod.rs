//! Push messages: a vendor posts a signed form to your server, and both sides of that come from one [`PushForm`].
//!
//! A [`Receiver`] takes the body of a POST, checks its signature and gives the [`Verified`] message; reading it as JSON
//! is a second step. A [`Signer`] makes such forms: a stand-in for the vendor pushes with it. The two
//! share no code, so that a mistake in one is found by the other. No I/O happens here, except in [`Signer::post`].
//!
//! ```
//! use countersign::Credentials;
//! use countersign::webhook::PushForm;
//!
//! const PUSHES: PushForm = PushForm::new("message", "signature").with_acknowledgement("success");
//!
//! let credentials = Credentials::new("reader", "sesame")?;
//! let body = PUSHES.signer(&credentials).body(r#"{"parcel": 7}"#);
//!
//! let verified = PUSHES.receiver(&credentials).verify(&body)?;
//! let message = verified.decode::<serde_json::Value>()?;
//! assert_eq!(message["parcel"], 7);
//! assert_eq!(PUSHES.acknowledge().body(), "success");
//!
//! let thief = Credentials::new("reader", "guess")?;
//! assert!(PUSHES.receiver(&thief).verify(&body).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A signature says who made a message, not when or how often: there is no time in it. Drop messages whose id was seen
//! before, and take a message as a hint to look, not as the state of things.

mod error;
mod event;
mod form;
mod message;
mod receiver;
mod signer;
mod verified;

use bytes::Bytes;
use http::{HeaderValue, Response, header};

pub use self::error::PushError;
pub use self::event::{Data, DataError, Event};
pub use self::message::{Header, Message};
pub use self::receiver::Receiver;
pub use self::signer::Signer;
pub use self::verified::{Delivered, Verified};
use crate::auth::Credentials;

/// What of a form is signed, with HMAC-SHA1 under the secret; the signature is its hex.
///
/// A vendor that does not publish its rule may use any of these: [`Receiver::signing_of`] finds the one that fits a message
/// that was received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum PushSigning {
    /// Every field but the signature: name and value are joined with nothing between them, the joined texts are sorted as
    /// Java sorts strings, and joined in turn (upstream). Of a form with one field it is the field's name and value.
    ///
    /// Nothing marks where a field ends, so that a signed form can be cut into other fields that have the same signature.
    /// A receiver therefore refuses fields that [`PushForm::with_fields`] does not declare.
    #[default]
    EveryField,
    /// The value of the message alone (inferred: fits the words of a vendor that says no more than "HMAC-SHA1").
    /// Other fields of the form are not signed.
    MessageValue,
    /// Name and value of the message with an equals sign between them (inferred, as above). Other fields of the form
    /// are not signed.
    MessagePair,
}

impl PushSigning {
    /// All rules, the likeliest first.
    pub const ALL: &'static [Self] = &[Self::EveryField, Self::MessageValue, Self::MessagePair];

    /// Name of the rule, for errors and tools.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EveryField => "every-field",
            Self::MessageValue => "message-value",
            Self::MessagePair => "message-pair",
        }
    }
}

impl std::fmt::Display for PushSigning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// How a vendor pushes: names of the form's fields, what is signed, what it wants to hear. Declared once, as a constant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a form does nothing until a receiver or a signer is given it"]
pub struct PushForm {
    message: &'static str,
    signature: &'static str,
    fields: &'static [&'static str],
    signing: PushSigning,
    acknowledgement: &'static str,
    max_bytes: usize,
}

impl PushForm {
    /// A form whose message and signature are in the fields of these names.
    pub const fn new(message: &'static str, signature: &'static str) -> Self {
        let signing = PushSigning::EveryField;
        Self { message, signature, fields: &[], signing, acknowledgement: "", max_bytes: 1024 * 1024 }
    }

    /// The form with further fields that it may have, by name. Where every field is signed, any other field is refused: the
    /// signed string does not mark where a field ends, so a field that nobody expects could hold a part of the message.
    /// Declare only what the vendor sends: two declared fields could still share a text that contains their names.
    pub const fn with_fields(self, fields: &'static [&'static str]) -> Self {
        Self { fields, ..self }
    }

    /// The form with another rule of what is signed; [`PushSigning::EveryField`] unless told.
    pub const fn with_signing(self, signing: PushSigning) -> Self {
        Self { signing, ..self }
    }

    /// The form with the text that the vendor wants as the answer to a message; empty unless told.
    pub const fn with_acknowledgement(self, acknowledgement: &'static str) -> Self {
        Self { acknowledgement, ..self }
    }

    /// The form with another limit on the length of a body, in bytes; 1 MiB unless told.
    pub const fn with_max_bytes(self, max_bytes: usize) -> Self {
        Self { max_bytes, ..self }
    }

    /// Name of the field with the message.
    pub const fn message(&self) -> &'static str {
        self.message
    }

    /// Names of the other fields that the form may have.
    pub const fn fields(&self) -> &'static [&'static str] {
        self.fields
    }

    /// Name of the field with the signature.
    pub const fn signature(&self) -> &'static str {
        self.signature
    }

    /// What is signed.
    pub const fn signing(&self) -> PushSigning {
        self.signing
    }

    /// The length that a body may have, in bytes.
    pub const fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// The receiving side. Of the credentials only the secret is used.
    pub fn receiver(self, credentials: &Credentials) -> Receiver {
        Receiver::new(self, credentials)
    }

    /// The pushing side. Of the credentials only the secret is used.
    pub fn signer(self, credentials: &Credentials) -> Signer {
        Signer::new(self, credentials)
    }

    /// The answer to a message that was taken: status 200 and the vendor's text.
    pub fn acknowledge(&self) -> Response<Bytes> {
        let mut response = Response::new(Bytes::from_static(self.acknowledgement.as_bytes()));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        response
    }
}
