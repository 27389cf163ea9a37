//! A message whose signature was right, and what becomes of it when it is read.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::PushError;
use crate::decode::{Decode, Decoded, Drift, clear_path, observe_drift, take_path};

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
    #[must_use]
    pub fn text(&self) -> &str {
        &self.message
    }

    /// The message as it was signed, to be kept.
    #[must_use]
    pub fn into_text(self) -> String {
        self.message
    }

    /// Another signed field of the form. Fields that the rule does not sign are not to be had.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// Reads the message as JSON.
    ///
    /// # Errors
    /// [`PushError::Unreadable`] with the path of the value that is missing or of another kind.
    pub fn decode<T: Decode>(&self) -> Result<Delivered<T>, PushError> {
        clear_path();
        let (read, drift) = observe_drift(|| serde_json::from_str::<Decoded<T>>(&self.message));
        match read {
            Ok(Decoded(value)) => Ok(Delivered { value, drift }),
            Err(error) => Err(PushError::Unreadable { path: take_path(), reason: error.to_string() }),
        }
    }
}

/// What a message says, with what its definition does not know. Dereferences to what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivered<T> {
    /// What the message says.
    pub value: T,
    /// What the message held that its definition does not know.
    pub drift: Vec<Drift>,
}

impl<T> Delivered<T> {
    /// What the message says, alone.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }
}

impl<T> Deref for Delivered<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}
