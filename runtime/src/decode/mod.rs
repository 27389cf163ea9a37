//! Reading what a third party really sends.
//!
//! [`Decode`] is how a type is read from JSON: leniently (a number may be written as text, a list may be `null`), but
//! never silently wrong. `#[model]` implements it through [`Model`]; values implement it by hand. The call path and the
//! server side use it; it does no I/O. Where an answer cannot be read, the path of the offending value is collected
//! while the error travels up, so that a good answer pays nothing for it.

mod drift;
mod lenient;
mod locate;
mod model;
mod optional;
mod path;
mod primitive;

use serde::{Deserialize, Deserializer, Serialize};

pub use self::drift::{Drift, DriftKind};
pub(crate) use self::drift::{observe as observe_drift, record_enum_value};
pub use self::lenient::{LenientNumber, LenientText, lenient_number, lenient_text};
pub(crate) use self::locate::locate;
pub use self::model::{FieldReader, FieldWriter, Model};
pub(crate) use self::model::{as_numbers, read_model, write_model};
pub(crate) use self::path::{clear as clear_path, prepend, take as take_path};
pub(crate) use self::primitive::one_member;

use crate::operation::Schema;

/// A type that can be read from the JSON of an answer or of a request.
///
/// It differs from serde's `Deserialize` in what it forgives: see the implementations for the numbers, [`Option`] and
/// [`Vec`]. For a type that already implements `Deserialize`, implementing it takes two lines: its [`SCHEMA`](Self::SCHEMA)
/// and a `decode` that calls `Self::deserialize`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an answer",
    label = "has no `Decode`",
    note = "possible are: `String`, `bool`, integers of 8 to 64 bits, `f64`, `Decimal`, `Value`, ids, `Yuan`, `Fen`, \
            `Timestamp` and the other types of `countersign::value`, structs with `#[model]`, enums with \
            `#[open_enum]`, and `Option`, `Vec`, `Box` and `BTreeMap<String, _>` of these"
)]
pub trait Decode: Sized + Serialize {
    /// What the value looks like on the wire.
    const SCHEMA: Schema;

    /// Whether an object is incomplete without a field of this type.
    const REQUIRED: bool = true;

    /// Reads one value.
    ///
    /// # Errors
    /// The value is of a kind that this type cannot hold.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// Reads one value that may be `null`. An empty text is absent too: vendors write `""` for "none". Types that can hold
    /// an empty text keep it.
    ///
    /// # Errors
    /// The value is of a kind that this type cannot hold.
    #[inline]
    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        optional::decode(deserializer)
    }

    /// What a field of this type is when the object does not have it; `None` makes it an error.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }

    /// Whether an object is written without this field.
    #[must_use]
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
