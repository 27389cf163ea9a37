//! Bytes that are sent as a Base64 string.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use super::{TextValue, ValueError, text_value};
use crate::decode::Lenient;
use crate::operation::{Limits, Schema};

/// Bytes that are sent as a Base64 string (standard alphabet, padded, no data-URL prefix). The type does the encoding.
///
/// `max_len` limits the bytes, not the encoded string.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Base64Bytes(Bytes);

impl Base64Bytes {
    /// Returns the bytes.
    ///
    /// ```
    /// use countersign::value::Base64Bytes;
    ///
    /// let thumbnail: Base64Bytes = "iVBORw==".parse()?;
    /// assert_eq!(thumbnail.as_bytes(), b"\x89PNG");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Bytes> for Base64Bytes {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl From<Vec<u8>> for Base64Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

/// Copies the bytes.
impl From<&[u8]> for Base64Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self(Bytes::copy_from_slice(bytes))
    }
}

/// Prints only the length.
impl fmt::Debug for Base64Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64Bytes({} bytes)", self.0.len())
    }
}

impl fmt::Display for Base64Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        base64::display::Base64Display::new(&self.0, &STANDARD).fmt(f)
    }
}

impl Lenient for Base64Bytes {
    const EXPECTED: &'static str = "base64 text";

    fn from_text(text: &str) -> Option<Self> {
        STANDARD.decode(text).ok().map(Self::from)
    }
}

impl TextValue for Base64Bytes {
    fn check(&self, limits: &Limits) -> Result<(), ValueError> {
        check_bytes(self.0.len(), limits)
    }
}

text_value!([] Base64Bytes, Schema::Base64);

/// Refuses more bytes than `max_len` allows.
pub(super) fn check_bytes(bytes: usize, limits: &Limits) -> Result<(), ValueError> {
    match limits.max_len() {
        Some(most) if bytes > most => {
            Err(ValueError::new(format!("at most {most} bytes"), format_args!("{bytes} bytes long")))
        }
        _ => Ok(()),
    }
}
