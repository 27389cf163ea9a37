//! The receiving half: reads a push, and verifies it with its scheme.

use std::collections::BTreeMap;
use std::fmt;
use std::time::SystemTime;

use http::{HeaderValue, Request, header};

use super::{PushError, Pushes, Verified, form};
use crate::auth::Credentials;
use crate::error::{Error, ErrorKind};
use crate::scheme;

/// The content type of a form.
const FORM: &str = "application/x-www-form-urlencoded";

/// Receives pushes and accepts those that are signed. Created by [`Pushes::receiver`].
#[derive(Clone)]
#[must_use = "a receiver does nothing until it verifies"]
pub struct Receiver {
    pushes: Pushes,
    credentials: Vec<Credentials>,
    origin: String,
}

impl Receiver {
    pub(super) fn new(pushes: Pushes, credentials: Credentials) -> Self {
        let origin = String::from("https://receiver.invalid");
        Self { pushes, credentials: vec![credentials], origin }
    }

    /// Also accepts messages signed with these credentials: while a secret is being replaced, both are valid.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # let credentials = Credentials::of_secret("sesame")?;
    /// let old = Credentials::of_secret("open sesame")?;
    /// let pushes = Pushes::in_body(scheme)?;
    /// let receiver = pushes.receiver(&credentials).or(&old);
    /// assert!(receiver.verify(&pushes.signer(&old).request("https://shop.example/hooks", "{}")?).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn or(mut self, credentials: &Credentials) -> Self {
        self.credentials.push(credentials.clone());
        self
    }

    /// Sets the origin under which the vendor reaches this receiver, such as `https://shop.example`. It is required if
    /// the scheme signs the host, because a proxy may pass on another one.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # let credentials = Credentials::of_secret("sesame")?;
    /// let receiver = Pushes::in_body(scheme)?.receiver(&credentials).with_origin("https://shop.example")?;
    /// # drop(receiver);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`] if it is not an origin.
    pub fn with_origin(mut self, origin: &str) -> Result<Self, Error> {
        scheme::Request::new("POST", origin).map_err(|error| {
            Error::new(ErrorKind::Configuration, "the origin of a receiver: expected `https://host`").with_source(error)
        })?;
        self.origin = origin.trim_end_matches('/').to_owned();
        Ok(self)
    }

    /// Returns how the vendor pushes.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// let receiver = Pushes::in_body(scheme)?.receiver(&Credentials::of_secret("sesame")?);
    /// // After a message was accepted:
    /// assert_eq!(receiver.pushes().acknowledge().status(), 200);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn pushes(&self) -> &Pushes {
        &self.pushes
    }

    /// Verifies a push that arrives now. The message is verified as it arrived, before it is decoded as JSON.
    /// Signatures are compared in constant time.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # let credentials = Credentials::of_secret("sesame")?;
    /// let pushes = Pushes::in_body(scheme)?;
    /// let request = pushes.signer(&credentials).request("https://shop.example/hooks", r#"{"parcel": 7}"#)?;
    /// let verified = pushes.receiver(&credentials).verify(&request)?;
    /// assert_eq!(verified.text(), r#"{"parcel": 7}"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Every [`PushError`] but [`PushError::Unreadable`].
    pub fn verify<B: AsRef<[u8]>>(&self, request: &Request<B>) -> Result<Verified, PushError> {
        self.verify_at(request, SystemTime::now())
    }

    /// Verifies a push that arrived at this time, for tests and for stored messages.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    /// use countersign::Credentials;
    /// use countersign::scheme::{Scheme, TimeFormat, body, join, secret, signature, time};
    /// use countersign::webhook::Pushes;
    ///
    /// let now = time(TimeFormat::UnixSeconds);
    /// let scheme = Scheme::new(join(".", (&now, body())).hmac_sha256(secret()).hex())
    ///     .header("x-time", now)
    ///     .header("x-signature", signature())
    ///     .build()?;
    /// let (pushes, credentials) = (Pushes::in_body(scheme)?, Credentials::of_secret("sesame")?);
    /// let request = pushes.signer(&credentials).request("https://shop.example/hooks", "{}")?;
    ///
    /// // A message that was stored when it arrived, and is read a day later.
    /// let (receiver, arrived) = (pushes.receiver(&credentials), SystemTime::now());
    /// assert!(receiver.verify_at(&request, arrived + Duration::from_secs(86_400)).is_err());
    /// assert!(receiver.verify_at(&request, arrived).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The same as those of [`verify`](Self::verify).
    pub fn verify_at<B: AsRef<[u8]>>(&self, request: &Request<B>, now: SystemTime) -> Result<Verified, PushError> {
        let (body, max_bytes) = (request.body().as_ref(), self.pushes.max_bytes);
        if body.len() > max_bytes {
            return Err(PushError::TooLarge { max_bytes });
        }
        let (message, fields) = self.read(body)?;
        let signed = self.check(request, now)?;
        self.check_declared(&fields)?;
        // Fields that are not signed can be forged.
        let signed_fields = fields.into_iter().filter(|(name, _)| self.pushes.scheme.covers_field(name)).collect();
        Ok(Verified::new(message, signed_fields, signed))
    }

    /// Returns the message, and the other fields of the form.
    fn read(&self, body: &[u8]) -> Result<(String, BTreeMap<String, String>), PushError> {
        let Some(field) = &self.pushes.field else {
            let message = std::str::from_utf8(body).map_err(|error| PushError::NotUtf8 { at: error.valid_up_to() })?;
            return Ok((message.to_owned(), BTreeMap::new()));
        };
        let mut fields = form::read(body)?;
        let message = fields.remove(&**field).ok_or_else(|| PushError::MissingField(field.to_string()))?;
        for (_, name) in self.pushes.scheme.sends() {
            fields.remove(name);
        }
        Ok((message, fields))
    }

    /// Verifies a request with the scheme.
    fn check<B: AsRef<[u8]>>(&self, request: &Request<B>, now: SystemTime) -> Result<scheme::Verified, PushError> {
        let scheme = &self.pushes.scheme;
        let mut arrived = Request::new(request.body().as_ref());
        *arrived.method_mut() = request.method().clone();
        arrived.uri_mut().clone_from(request.uri());
        arrived.headers_mut().clone_from(request.headers());
        if self.pushes.field.is_some() {
            // The body must have been signed as what it is read as.
            let given = arrived.headers_mut().entry(header::CONTENT_TYPE).or_insert(HeaderValue::from_static(FORM));
            let kind = given.as_bytes().split(|byte| *byte == b';').next().unwrap_or_default();
            if !kind.trim_ascii().eq_ignore_ascii_case(FORM.as_bytes()) {
                return Err(PushError::MalformedRequest(String::from("its `Content-Type` is not that of a form")));
            }
        }
        let arrived = scheme::Request::received(&arrived, &self.origin)
            .map_err(|error| PushError::MalformedRequest(error.to_string()))?;
        let find = |_: &scheme::Claim<'_>| self.credentials.iter().cloned();
        Ok(scheme.verify(&arrived, find, now)?)
    }

    /// Refuses undeclared fields if parts of the signed string can run into each other: the message could be split into
    /// them.
    fn check_declared(&self, fields: &BTreeMap<String, String>) -> Result<(), PushError> {
        let undeclared = fields.keys().find(|name| !self.pushes.fields.contains(&name.as_str()));
        match undeclared {
            Some(name) if self.pushes.scheme.accepts_warnings() => Err(PushError::UndeclaredField(name.clone())),
            _ => Ok(()),
        }
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").field("pushes", &self.pushes).finish_non_exhaustive()
    }
}
