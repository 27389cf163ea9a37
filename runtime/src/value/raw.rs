//! Plain text and bytes: a whole body or a whole answer that is not JSON.

use std::fmt;
use std::ops::Deref;

use base64::display::Base64Display;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::{Deserializer, Serialize, Serializer};

use crate::decode::{Decode, deserialized, utf8};
use crate::operation::Schema;

/// Plain text: `response = Text` reads an answer of `text/plain` or any other text, and `#[param(body)]` sends one.
///
/// An answer that is not UTF-8 is an error. In JSON, it is a string like any other.
///
/// ```
/// use countersign::value::Text;
/// use countersign::{Answer, Entry, Envelope, endpoint};
/// use http::StatusCode;
///
/// /// Returns a sentence.
/// #[endpoint(GET, "/zen", response = Text)]
/// pub struct Zen {}
///
/// let answer = Answer::new(StatusCode::OK, "Light one lamp at a time.");
/// let reply = Envelope::none().read::<Text>(Entry::of::<Zen>().operation(), &answer)?;
/// assert!(reply.starts_with("Light"));
/// # Ok::<(), countersign::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// Converts it into the string.
    ///
    /// ```
    /// use countersign::value::Text;
    ///
    /// assert_eq!(Text::from("Light one lamp at a time.").into_string(), "Light one lamp at a time.");
    /// ```
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

deserialized!([] Text);

impl Decode for Text {
    const SCHEMA: Schema = Schema::Text;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::decode(deserializer).map(Self)
    }

    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(String::decode_optional(deserializer)?.map(Self))
    }

    fn to_raw(&self) -> Option<Bytes> {
        self.0.to_raw()
    }

    fn from_raw(bytes: &Bytes) -> Option<Result<Self, String>> {
        Some(utf8(bytes).map(Self::from))
    }
}

/// Only a whole body or a whole answer can be bytes: JSON has none, and shows them as Base64.
impl Decode for Bytes {
    const SCHEMA: Schema = Schema::Bytes;

    fn decode<'de, D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        let message = "bytes can only be a whole body or a whole answer: in JSON use `countersign::value::Base64Bytes`";
        Err(serde::de::Error::custom(message))
    }

    fn write_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Base64Display::new(self, &STANDARD))
    }

    fn to_raw(&self) -> Option<Bytes> {
        Some(self.clone())
    }

    fn from_raw(bytes: &Bytes) -> Option<Result<Self, String>> {
        Some(Ok(bytes.clone()))
    }
}
