//! Decoding what a third party really sends.
//!
//! [`Decode`] reads a type from JSON: leniently (a number may be written as a string, a list may be `null`), but never
//! silently wrong. `#[model]` implements it through [`Model`]; values implement it by hand. It is used by the call path
//! and by the server side, and does no I/O. If an answer cannot be read, the path of the offending value is collected
//! while the error propagates, so that a valid answer pays nothing for it.

mod bounds;
mod digits;
mod drift;
mod error;
mod finite;
mod json_text;
mod lenient;
mod locate;
pub(crate) mod model;
mod optional;
mod path;
mod primitive;
mod serde;
mod session;
mod tree;

use ::serde::{Deserialize, Deserializer, Serialize, Serializer};
use bytes::Bytes;

pub(crate) use self::bounds::MAX_ITEMS;
pub(crate) use self::digits::whole as whole_digits;
pub use self::drift::{Drift, DriftKind};
pub(crate) use self::drift::{RESPONSE, record_enum_value};
pub use self::error::DecodeError;
pub(crate) use self::finite::check_finite;
pub(crate) use self::json_text::{Piece, json_text, plain_text};
pub use self::lenient::{Lenient, read_lenient, read_lenient_optional};
pub(crate) use self::locate::locate;
pub use self::model::{FieldReader, FieldWriter, Model};
pub(crate) use self::model::{Written, as_numbers};
pub(crate) use self::path::{clear as clear_path, prepend, take as take_path};
pub(crate) use self::primitive::{one_member, utf8};
pub use self::serde::{BySerde, Serde};
pub(crate) use self::session::decoding;

use crate::operation::Schema;

/// Implements `Deserialize` by [`Decode`].
macro_rules! deserialized {
    ([$($generics:tt)*] $value:ty) => {
        impl<'de, $($generics)*> serde::Deserialize<'de> for $value {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::Decode::decode(deserializer)
            }
        }
    };
}
pub(crate) use deserialized;

/// A type that can be read from the JSON of an answer or of a request.
///
/// It differs from serde's `Deserialize` in being lenient (see the implementations for numbers, [`Option`] and
/// [`Vec`]), and in that a number keeps every digit or is refused. To implement it for a type that already implements
/// `Deserialize` takes two lines: its [`SCHEMA`](Self::SCHEMA), and a `decode` that calls `Self::deserialize`.
///
/// A type that serde reads already:
///
/// ```
/// use bytes::Bytes;
/// use countersign::operation::Schema;
/// use countersign::{Decode, Model as _, model};
/// use serde::{Deserialize, Deserializer, Serialize};
///
/// /// A colour, such as `#ffcc00`.
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
/// pub struct Colour(String);
///
/// impl Decode for Colour {
///     const SCHEMA: Schema = Schema::Matching("^#[0-9a-f]{6}$");
///     const REQUIRED: bool = false;
///
///     fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
///         Self::deserialize(deserializer)
///     }
///
///     // A cover without a colour is black, and a black one is sent without its colour.
///     fn absent() -> Option<Self> {
///         Some(Self("#000000".into()))
///     }
///
///     fn is_absent(&self) -> bool {
///         self.0 == "#000000"
///     }
/// }
///
/// /// The cover of a book.
/// #[model]
/// pub struct Cover {
///     /// Its colour.
///     pub colour: Colour,
/// }
///
/// let cover = Cover::from_json("{}")?;
/// assert_eq!(cover.colour, Colour("#000000".into()));
/// assert_eq!(serde_json::to_string(&cover)?, "{}");
///
/// // The other functions have defaults: `null` is absent, and the type is JSON like any other.
/// assert_eq!(Colour::decode_optional(&mut serde_json::Deserializer::from_str("null"))?, None);
/// let mut json = Vec::new();
/// Colour("#ffcc00".into()).write_json(&mut serde_json::Serializer::new(&mut json))?;
/// assert_eq!(json, b"\"#ffcc00\"");
/// assert!(cover.colour.to_raw().is_none() && Colour::from_raw(&Bytes::new()).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an answer",
    label = "does not implement `Decode`",
    note = "possible types: `String`, `bool`, integers of 8 to 64 bits, `f64`, `Decimal`, `Value`, ids, `Amount<C>`, \
            `Timestamp` and the other types of `countersign::value`, structs with `#[model]`, enums with \
            `#[open_enum]`, and `Option`, `Vec`, `Box` and `BTreeMap<String, _>` of these"
)]
pub trait Decode: Sized + Serialize {
    /// The shape of the value on the wire.
    const SCHEMA: Schema;

    /// Whether an object is incomplete without a field of this type.
    const REQUIRED: bool = true;

    /// Reads one value.
    ///
    /// # Errors
    /// The value is of a kind that this type cannot represent.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads one value that may be `null`. An empty string is also absent, because vendors write `""` for "none". Types
    /// that can represent an empty string keep it.
    ///
    /// # Errors
    /// The value is of a kind that this type cannot represent.
    #[inline]
    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        optional::decode(deserializer)
    }

    /// Writes one value, as `Serialize` does. A type whose `Serialize` depends on features that other crates can enable
    /// writes its only form here.
    ///
    /// # Errors
    /// The serializer failed.
    fn write_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }

    /// Returns the bytes of a value that is a whole body or a whole answer and not JSON. Defaults to `None`, which
    /// means JSON.
    fn to_raw(&self) -> Option<Bytes> {
        None
    }

    /// Reads a whole body or a whole answer that is not JSON. Defaults to `None`, which means JSON. The error is the
    /// rule that the bytes break.
    fn from_raw(bytes: &Bytes) -> Option<Result<Self, String>> {
        let _ = bytes;
        None
    }

    /// Returns the value of a field of this type that the object does not have. `None` makes it an error.
    fn absent() -> Option<Self> {
        None
    }

    /// Returns whether an object is written without this field.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Carries [`Decode`] through serde's own entry points.
pub(crate) struct Decoded<T>(pub(crate) T);

impl<'de, T: Decode> Deserialize<'de> for Decoded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self)
    }
}

/// Reads a whole JSON document.
///
/// # Errors
/// It is not JSON, or not such a value.
pub(crate) fn from_json<T: Decode>(text: &str) -> serde_json::Result<T> {
    serde_json::from_str::<Decoded<T>>(text).map(|decoded| decoded.0)
}

/// Reads the body of an answer, whatever its status was.
///
/// # Errors
/// It is not text, not JSON, or not such a value.
pub(crate) fn from_text<T: Decode>(body: &[u8]) -> Result<T, DecodeError> {
    let text = utf8(without_mark(body));
    let (read, _) = decoding(MAX_ITEMS, || match &text {
        Ok(text) => from_json(text),
        Err(problem) => Err(::serde::de::Error::custom(problem)),
    });
    read.map_err(|error| DecodeError::new(format!("{:?}", T::SCHEMA), take_path(), error))
}

/// Returns an error without its position, which refers to the text of one value and not to the answer.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    let (reason, place) = (error.to_string(), format!(" at line {} column {}", error.line(), error.column()));
    reason.strip_suffix(&place).map(str::to_owned).unwrap_or(reason)
}

/// Converts a value to untyped JSON, with every digit.
///
/// # Errors
/// It cannot be written as JSON, or contains a number with more digits than untyped JSON can represent.
// For the tools: its error is serde_json's.
#[doc(hidden)]
pub fn to_untyped(value: &impl Decode) -> serde_json::Result<serde_json::Value> {
    tree::read(&serde_json::to_string(&Written(value))?)
}

/// Parses the JSON of a body for inspection: a number may have lost digits. `None` if it is not JSON, or too large.
pub(crate) fn look_at(body: &[u8]) -> Option<serde_json::Value> {
    let text = std::str::from_utf8(without_mark(body)).ok()?;
    let untyped = || tree::look(&json_text(&mut serde_json::Deserializer::from_str(text))?);
    decoding(MAX_ITEMS, untyped).0.ok()
}

/// Removes a byte order mark, which may precede the text and is not part of it.
pub(crate) fn without_mark(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)
}
