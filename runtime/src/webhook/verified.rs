//! A message with a valid signature, and what becomes of it when it is decoded.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::time::SystemTime;

use super::PushError;
use crate::decode::{Decode, Drift, MAX_ITEMS, decoding, from_json, take_path};
use crate::scheme;

/// A message with a valid signature. It may still be something else than JSON, old, or a repetition.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use countersign::Credentials;
/// use countersign::scheme::{Scheme, TimeFormat, body, header, join, secret, signature, time};
/// use countersign::webhook::Pushes;
///
/// let now = time(TimeFormat::UnixSeconds);
/// let scheme = Scheme::new(join(".", (&now, body())).hmac_sha256(secret()).hex())
///     .header("x-time", &now)
///     .header("x-signature", signature())
///     .remembers(now)
///     .build()?;
/// let (pushes, credentials) = (Pushes::in_body(scheme)?, Credentials::of_secret("sesame")?);
/// let request = pushes.signer(&credentials).request("https://shop.example/hooks", r#"{"parcel": 7}"#)?;
///
/// let verified = pushes.receiver(&credentials).verify(&request)?;
/// let age = SystemTime::now().duration_since(verified.time().expect("a time is signed"))?;
/// assert!(age < Duration::from_secs(300));
/// // By which a repeated message is recognized:
/// assert_eq!(verified.delivery(), Some(request.headers()["x-time"].as_bytes()));
/// assert_eq!(verified.text(), r#"{"parcel": 7}"#);
/// assert_eq!(verified.into_text(), r#"{"parcel": 7}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    message: String,
    fields: BTreeMap<String, String>,
    time: Option<SystemTime>,
    delivery: Option<Vec<u8>>,
}

impl Verified {
    pub(super) fn new(message: String, fields: BTreeMap<String, String>, signed: scheme::Verified) -> Self {
        Self { message, fields, time: signed.time, delivery: signed.once }
    }

    /// Returns when the message was signed, if the scheme signs a time.
    pub fn time(&self) -> Option<SystemTime> {
        self.time
    }

    /// Returns what identifies the message, such as the id in a signed header, if the scheme
    /// [remembers](crate::scheme::SchemeBuilder::remembers) it. A vendor repeats a message that was not answered with a
    /// success. Store the id together with what the message changed, and acknowledge a message whose id is already
    /// stored.
    pub fn delivery(&self) -> Option<&[u8]> {
        self.delivery.as_deref()
    }

    /// Returns the message as it was signed.
    pub fn text(&self) -> &str {
        &self.message
    }

    /// Converts it into the message as it was signed.
    pub fn into_text(self) -> String {
        self.message
    }

    /// Returns another signed field of the form. Fields that are not signed are not available.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, form_pairs, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let text = form_pairs().sorted().pairs("=", "&").hmac_sha256(secret()).hex();
    /// # let scheme = Scheme::new(text).form("sign", signature()).build()?;
    /// # let (pushes, credentials) = (Pushes::in_field("message", scheme)?, Credentials::of_secret("sesame")?);
    /// let signer = pushes.signer(&credentials);
    /// let request = signer.request_with("https://shop.example/hooks", "7", &[("shop", "berlin")])?;
    /// assert_eq!(pushes.receiver(&credentials).verify(&request)?.field("shop"), Some("berlin"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// Decodes the message as JSON.
    ///
    /// ```
    /// # use countersign::Credentials;
    /// # use countersign::scheme::{Scheme, body, parameter, secret, signature};
    /// # use countersign::webhook::Pushes;
    /// # let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
    /// # let credentials = Credentials::of_secret("sesame")?;
    /// let pushes = Pushes::in_body(scheme)?;
    /// let request = pushes.signer(&credentials).request("https://shop.example/hooks", r#"{"parcel": 7}"#)?;
    /// let message = pushes.receiver(&credentials).verify(&request)?.decode::<serde_json::Value>()?;
    /// assert_eq!(message["parcel"], 7);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`PushError::Unreadable`] with the path of the value that is missing or of another kind.
    pub fn decode<T: Decode>(&self) -> Result<Delivered<T>, PushError> {
        // The signature covers the byte order mark, too; the JSON begins after it.
        let json = self.message.strip_prefix('\u{feff}').unwrap_or(&self.message);
        let (read, drift) = decoding(MAX_ITEMS, || from_json(json));
        match read {
            Ok(value) => Ok(Delivered { value, drift }),
            Err(error) => Err(PushError::Unreadable { path: take_path(), reason: error.to_string() }),
        }
    }
}

/// A decoded message, with what its definition does not know. It dereferences to the message.
///
/// Its fields are private, so that `delivered.drift` is a field of the message if that has one.
///
/// ```
/// use countersign::scheme::{Scheme, body, secret, signature};
/// use countersign::webhook::Pushes;
/// use countersign::{Credentials, model};
///
/// /// A parcel.
/// #[model]
/// pub struct Parcel {
///     /// Number on its label.
///     pub parcel: u32,
/// }
///
/// let scheme = Scheme::new(body().hmac_sha256(secret()).hex()).header("x-signature", signature()).build()?;
/// let (pushes, credentials) = (Pushes::in_body(scheme)?, Credentials::of_secret("sesame")?);
/// let text = r#"{"parcel": 7, "weight": "1.2 kg"}"#;
/// let request = pushes.signer(&credentials).request("https://shop.example/hooks", text)?;
///
/// let parcel = pushes.receiver(&credentials).verify(&request)?.decode::<Parcel>()?;
/// assert_eq!(parcel.drift()[0].name, "weight");
/// let number = parcel.map(|parcel| parcel.parcel);
/// assert_eq!(number.into_value(), 7);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Delivered<T> {
    value: T,
    drift: Vec<Drift>,
}

impl<T> Delivered<T> {
    /// Returns what the message contained that its definition does not know.
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }

    /// Converts it into the message alone.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Converts the message, and keeps the drift.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Delivered<U> {
        let Self { value, drift } = self;
        Delivered { value: convert(value), drift }
    }
}

impl<T> Deref for Delivered<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
