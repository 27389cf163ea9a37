//! A file of a multipart form.

use std::fmt;

use bytes::Bytes;
use serde::{Deserializer, Serialize, Serializer};

use super::{ParamValue, ValueError, ValueWriter};
use crate::decode::Decode;
use crate::operation::{Limits, Schema};

/// A file that is sent as a part of a `multipart` body.
///
/// Its bytes are sent unchanged and are not part of a signature over parameters. `max_len` limits its bytes.
///
/// ```
/// use countersign::value::File;
///
/// let cover = File::new("cover.png", "image/png", &b"\x89PNG"[..]);
/// assert_eq!((cover.file_name(), cover.content_type()), ("cover.png", "image/png"));
/// assert_eq!(cover.bytes(), &b"\x89PNG"[..]);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    file_name: String,
    content_type: String,
    bytes: Bytes,
}

impl File {
    /// Creates a file with its name and media type.
    ///
    /// ```
    /// use countersign::value::File;
    ///
    /// let cover = File::new("cover.png", "image/png", &b"\x89PNG"[..]);
    /// assert_eq!(cover.bytes().len(), 4);
    /// ```
    #[must_use]
    pub fn new(file_name: impl Into<String>, content_type: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { file_name: file_name.into(), content_type: content_type.into(), bytes: bytes.into() }
    }

    /// Returns the name under which it is sent.
    #[must_use]
    pub fn file_name(&self) -> &str {
        &self.file_name
    }

    /// Returns its media type, such as `image/png`.
    #[must_use]
    pub fn content_type(&self) -> &str {
        &self.content_type
    }

    /// Returns its content.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "File({}, {}, {} bytes)", self.file_name, self.content_type, self.bytes.len())
    }
}

/// Serializes metadata only: JSON cannot contain files.
impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{self:?}"))
    }
}

impl Decode for File {
    const SCHEMA: Schema = Schema::File;

    fn decode<'de, D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(serde::de::Error::custom("a file cannot be read from JSON"))
    }
}

impl ParamValue for File {
    fn write(&self, to: &mut ValueWriter<'_>) {
        to.file(self);
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        Err(ValueError::new("a file", format_args!("the string {text:?}")))
    }

    fn check(&self, limits: &Limits) -> Result<(), ValueError> {
        super::base64_bytes::check_bytes(self.bytes.len(), limits)?;
        if self.content_type.bytes().any(|byte| byte.is_ascii_control()) {
            return Err(ValueError::new(
                "a file with a media type on one line",
                format_args!("{:?}", self.content_type),
            ));
        }
        Ok(())
    }

    fn from_file(file: &File) -> Result<Self, ValueError> {
        Ok(file.clone())
    }
}
