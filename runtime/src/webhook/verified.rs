//! A message whose signature was right, and what becomes of it when it is read.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::time::SystemTime;

use super::PushError;
use crate::decode::{Decode, Drift, MAX_ITEMS, decoding, from_json, take_path};
use crate::scheme;

/// A message whose signature was right. It may be no JSON, old, or a repetition.
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

    /// Returns when the message was signed, where the scheme signs a time.
    pub fn time(&self) -> Option<SystemTime> {
        self.time
    }

    /// Returns what tells one message from another, such as the id in a signed header, where the scheme
    /// [remembers](crate::scheme::SchemeBuilder::remembers) it. A vendor that got no success sends the same message again:
    /// write the id down together with what the message changed, and acknowledge a message whose id is there.
    pub fn delivery(&self) -> Option<&[u8]> {
        self.delivery.as_deref()
    }

    /// The message as it was signed.
    pub fn text(&self) -> &str {
        &self.message
    }

    /// The message as it was signed, to be kept.
    pub fn into_text(self) -> String {
        self.message
    }

    /// Another signed field of the form. Fields that the rule does not sign are not to be had.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// Reads the message as JSON.
    ///
    /// # Errors
    /// [`PushError::Unreadable`] with the path of the value that is missing or of another kind.
    pub fn decode<T: Decode>(&self) -> Result<Delivered<T>, PushError> {
        // The signature is over the mark, too; the JSON begins behind it.
        let json = self.message.strip_prefix('\u{feff}').unwrap_or(&self.message);
        let (read, drift) = decoding(MAX_ITEMS, || from_json(json));
        match read {
            Ok(value) => Ok(Delivered { value, drift }),
            Err(error) => Err(PushError::Unreadable { path: take_path(), reason: error.to_string() }),
        }
    }
}

/// What a message says, with what its definition does not know. Dereferences to what it says.
///
/// Its fields are private, so that `delivered.drift` is a field of the message where it has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivered<T> {
    value: T,
    drift: Vec<Drift>,
}

impl<T> Delivered<T> {
    /// Returns what the message held that its definition does not know.
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }

    /// Returns what the message says, alone.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Converts what the message says, and keeps the drift.
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
