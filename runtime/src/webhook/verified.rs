//! A message whose signature was right, and what becomes of it when it is read.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::PushError;
use crate::decode::{Decode, Drift, MAX_ITEMS, decoding, from_json, take_path};

/// A message whose signature was right. It may be no JSON, old, or a repetition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    message: String,
    fields: BTreeMap<String, String>,
}

impl Verified {
    pub(super) fn new(message: String, fields: BTreeMap<String, String>) -> Self {
        Self { message, fields }
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
