//! Push messages: a vendor sends signed messages to your server, and one [`Pushes`] defines both sides.
//!
//! [`Pushes`] defines where the message is, in a form field or as the whole body, and by which [scheme](crate::scheme)
//! it is signed. A [`Receiver`] checks the signature of a POST and returns the [`Verified`] message; decoding it as
//! JSON is a second step. A [`Signer`] creates such requests, for a stand-in for the vendor and for tests. The two
//! halves of a scheme share no code, so that a mistake in one is found by the other. Nothing here does I/O except
//! [`Signer::post`].
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
//! If a time is signed, a message that is more than five minutes old is refused. If not, a signature proves who made a
//! message, but not when. Vendors repeat a message until it is acknowledged: drop messages that arrived before, by
//! their [delivery id](Verified::delivery) or an id in the message, and treat a message as a hint to look, not as the
//! current state.

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
pub use self::event::{Data, DataError, Event, Kind};
pub use self::message::{Header, Message};
pub use self::receiver::Receiver;
pub use self::signer::Signer;
pub use self::verified::{Delivered, Verified};
use crate::auth::Credentials;
use crate::scheme::{Scheme, SchemeError};

/// How a vendor pushes messages: where the message is, how it is signed, and what answer the vendor expects.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "it does nothing until a receiver or a signer is created from it"]
pub struct Pushes {
    /// The form field; `None` if the message is the whole body.
    field: Option<Cow<'static, str>>,
    scheme: Scheme,
    fields: Cow<'static, [&'static str]>,
    acknowledgement: Cow<'static, str>,
    max_bytes: usize,
}

impl Pushes {
    /// Creates pushes whose message is the whole body of a POST.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # let credentials = Credentials::of_secret("sesame")?;
    /// let pushes = Pushes::in_body(scheme)?;
    /// assert_eq!(pushes.field(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The scheme has [warnings](Scheme::warnings) that it does not accept, or does not cover a body of every type.
    pub fn in_body(scheme: Scheme) -> Result<Self, SchemeError> {
        Self::new(None, scheme)
    }

    /// Creates pushes whose message is in the form field of this name.
    ///
    /// If the scheme accepts a warning, parts of its string can run into each other, and a signed form could be split
    /// into other fields with the same signature. A receiver then refuses fields that
    /// [`with_fields`](Self::with_fields) does not declare.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # let credentials = Credentials::of_secret("sesame")?;
    /// let scheme = Scheme::new(parameter("message").hmac_sha256(secret()).hex()).form("sign", signature()).build()?;
    /// let pushes = Pushes::in_field("message", scheme)?;
    /// assert_eq!(pushes.field(), Some("message"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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

    /// Declares other fields that the form may have, by name. Declare only what the vendor sends: if parts can run into
    /// each other, text can still move between two declared fields.
    ///
    /// ```
    /// use countersign::Credentials;
    /// use countersign::scheme::{Scheme, form_pairs, secret, signature};
    /// use countersign::webhook::Pushes;
    ///
    /// let text = form_pairs().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    /// let scheme = Scheme::new(text).form("sign", signature()).build()?;
    /// let pushes = Pushes::in_field("message", scheme)?.with_fields(&["shop"][..]);
    ///
    /// let credentials = Credentials::of_secret("sesame")?;
    /// let signer = pushes.signer(&credentials);
    /// let request = signer.request_with("https://shop.example/hooks", "{}", &[("shop", "berlin")])?;
    /// assert_eq!(pushes.receiver(&credentials).verify(&request)?.field("shop"), Some("berlin"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_fields(self, fields: impl Into<Cow<'static, [&'static str]>>) -> Self {
        Self { fields: fields.into(), ..self }
    }

    /// Sets the body that the vendor expects as the answer to a message. Defaults to an empty one.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # let credentials = Credentials::of_secret("sesame")?;
    /// let pushes = Pushes::in_body(scheme)?.with_acknowledgement("success");
    /// assert_eq!(&pushes.acknowledge().body()[..], b"success");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_acknowledgement(self, acknowledgement: impl Into<Cow<'static, str>>) -> Self {
        Self { acknowledgement: acknowledgement.into(), ..self }
    }

    /// Limits the length of a body, in bytes. Defaults to 1 MiB.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # let credentials = Credentials::of_secret("sesame")?;
    /// let pushes = Pushes::in_body(scheme)?.with_max_bytes(64 * 1024);
    /// assert_eq!(pushes.max_bytes(), 65_536);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_max_bytes(self, max_bytes: usize) -> Self {
        Self { max_bytes, ..self }
    }

    /// Returns the name of the field with the message, or `None` if the message is the body.
    ///
    /// ```
    /// # use countersign::scheme::{Scheme, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// let scheme = Scheme::new(parameter("message").hmac_sha256(secret()).hex()).form("sign", signature()).build()?;
    /// assert_eq!(Pushes::in_field("message", scheme)?.field(), Some("message"));
    /// # Ok::<(), countersign::scheme::SchemeError>(())
    /// ```
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// Returns the scheme that signs pushes.
    ///
    /// ```
    /// # use countersign::scheme::{Scheme, body, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// assert_eq!(Pushes::in_body(scheme.clone())?.scheme(), &scheme);
    /// # Ok::<(), countersign::scheme::SchemeError>(())
    /// ```
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Returns the maximum length of a body, in bytes.
    ///
    /// ```
    /// # use countersign::scheme::{Scheme, body, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// assert_eq!(Pushes::in_body(scheme)?.max_bytes(), 1024 * 1024);
    /// # Ok::<(), countersign::scheme::SchemeError>(())
    /// ```
    pub fn max_bytes(&self) -> usize {
        self.max_bytes
    }

    /// Creates the receiving side.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # let credentials = Credentials::of_secret("sesame")?;
    /// let receiver = Pushes::in_body(scheme)?.receiver(&credentials);
    /// # drop(receiver);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn receiver(&self, credentials: &Credentials) -> Receiver {
        Receiver::new(self.clone(), credentials.clone())
    }

    /// Creates the pushing side.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # let credentials = Credentials::of_secret("sesame")?;
    /// let signer = Pushes::in_body(scheme)?.signer(&credentials);
    /// let request = signer.request("https://shop.example/hooks", "{}")?;
    /// assert_eq!(request.method(), "POST");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn signer(&self, credentials: &Credentials) -> Signer {
        Signer::new(self.clone(), credentials.clone())
    }

    /// Returns the answer to an accepted message: status 200 and the body that the vendor expects.
    ///
    /// ```
    /// # use countersign::scheme::{Scheme, body, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// let answer = Pushes::in_body(scheme)?.with_acknowledgement("success").acknowledge();
    /// assert_eq!((answer.status().as_u16(), &answer.body()[..]), (200, &b"success"[..]));
    /// # Ok::<(), countersign::scheme::SchemeError>(())
    /// ```
    pub fn acknowledge(&self) -> Response<Bytes> {
        let mut response = Response::new(Bytes::copy_from_slice(self.acknowledgement.as_bytes()));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        response
    }
}
