//! Push messages: a vendor posts signed messages to your server, and both sides of that come from one [`Pushes`].
//!
//! [`Pushes`] says where the message is, in a field of a form or as the whole body, and by which
//! [scheme](crate::scheme) it is signed. A [`Receiver`] takes the POST, checks its signature and gives the [`Verified`]
//! message; reading it as JSON is a second step. A [`Signer`] makes such requests: a stand-in for the vendor pushes with
//! it. The two halves of a scheme share no code, so that a mistake in one is found by the other. No I/O happens here,
//! except in [`Signer::post`].
//!
//! ```
//! use countersign::Credentials;
//! use countersign::scheme::{Scheme, TimeFormat, body, fields, join, secret, signature, time};
//! use countersign::webhook::Pushes;
//!
//! // Stripe: `stripe-signature: t=1614265330,v1=5257a869…`
//! let now = time(TimeFormat::UnixSeconds);
//! let scheme = Scheme::new(join(".", (&now, body())).hmac_sha256(secret()).hex())
//!     .header("stripe-signature", fields(",").with("t", now).with("v1", signature()))
//!     .build()?;
//! let pushes = Pushes::in_body(scheme)?;
//!
//! let credentials = Credentials::of_secret("whsec_sesame")?;
//! let request = pushes.signer(&credentials).request("https://shop.example/hooks", r#"{"parcel": 7}"#)?;
//!
//! let verified = pushes.receiver(&credentials).verify(&request)?;
//! let message = verified.decode::<serde_json::Value>()?;
//! assert_eq!(message["parcel"], 7);
//!
//! let thief = Credentials::of_secret("whsec_guess")?;
//! assert!(pushes.receiver(&thief).verify(&request).is_err());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Where a time is signed, a message that is more than five minutes old is refused; where it is not, a signature says who
//! made a message, not when. Vendors send a message again until it is acknowledged: drop what was here before, by the
//! [id of its delivery](Verified::delivery) or one in the message, and take a message as a hint to look, not as the state of
//! things.

mod error;
mod event;
mod form;
mod message;
mod receiver;
mod signer;
mod verified;

use std::borrow::Cow;

use bytes::Bytes;
use http::{HeaderValue, Response, header};

pub use self::error::PushError;
pub use self::event::{Data, DataError, Event};
pub use self::message::{Header, Message};
pub use self::receiver::Receiver;
pub use self::signer::Signer;
pub use self::verified::{Delivered, Verified};
use crate::auth::Credentials;
use crate::scheme::{Scheme, SchemeError};

/// How a vendor pushes: where the message is, how it is signed, what the vendor wants to hear.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "it does nothing until a receiver or a signer is made of it"]
pub struct Pushes {
    /// The field of a form; `None` where the message is the whole body.
    field: Option<Cow<'static, str>>,
    scheme: Scheme,
    fields: Cow<'static, [&'static str]>,
    acknowledgement: Cow<'static, str>,
    max_bytes: usize,
}

impl Pushes {
    /// Pushes whose message is the whole body of a POST.
    ///
    /// # Errors
    /// The scheme has [warnings](Scheme::warnings) that it does not accept, or does not cover the body whatever its type.
    pub fn in_body(scheme: Scheme) -> Result<Self, SchemeError> {
        Self::new(None, scheme)
    }

    /// Pushes whose message is in the field of this name of a form.
    ///
    /// Where the scheme accepts a warning, parts of the signed string run into each other, and a signed form could be cut
    /// into other fields with the same signature: then a receiver refuses fields that [`with_fields`](Self::with_fields)
    /// does not declare.
    ///
    /// # Errors
    /// The scheme has [warnings](Scheme::warnings) that it does not accept, or does not cover this field.
    pub fn in_field(name: impl Into<Cow<'static, str>>, scheme: Scheme) -> Result<Self, SchemeError> {
        Self::new(Some(name.into()), scheme)
    }

    fn new(field: Option<Cow<'static, str>>, scheme: Scheme) -> Result<Self, SchemeError> {
        scheme.deny_warnings()?;
        scheme.require_message(field.as_deref())?;
        Ok(Self { field, scheme, fields: Cow::Borrowed(&[]), acknowledgement: "".into(), max_bytes: 1024 * 1024 })
    }

    /// Declares further fields that the form may have, by name. Declare only what the vendor sends: where parts run into
    /// each other, two declared fields could still share a text that contains their names.
    pub fn with_fields(self, fields: impl Into<Cow<'static, [&'static str]>>) -> Self {
        Self { fields: fields.into(), ..self }
    }

    /// Sets the text that the vendor wants as the answer to a message. Defaults to an empty one.
    pub fn with_acknowledgement(self, acknowledgement: impl Into<Cow<'static, str>>) -> Self {
        Self { acknowledgement: acknowledgement.into(), ..self }
    }

    /// Sets the limit on the length of a body, in bytes. Defaults to 1 MiB.
    pub fn with_max_bytes(self, max_bytes: usize) -> Self {
        Self { max_bytes, ..self }
    }

    /// Returns the name of the field with the message, or `None` where the message is the body.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// Returns how pushes are signed.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Returns the limit on the length of a body, in bytes.
    pub fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// Returns the receiving side.
    pub fn receiver(&self, credentials: &Credentials) -> Receiver {
        Receiver::new(self.clone(), credentials.clone())
    }

    /// Returns the pushing side.
    pub fn signer(&self, credentials: &Credentials) -> Signer {
        Signer::new(self.clone(), credentials.clone())
    }

    /// Returns the answer to a message that was taken: status 200 and the vendor's text.
    pub fn acknowledge(&self) -> Response<Bytes> {
        let mut response = Response::new(Bytes::copy_from_slice(self.acknowledgement.as_bytes()));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        response
    }
}
