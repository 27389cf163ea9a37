//! Types that are read and written by serde alone: tuples, unions, and what other crates define.

use std::ops::Deref;

use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use super::json_text::json_text;
use super::{Decode, reason, take_path, tree};
use crate::operation::Schema;

/// A value that is read and written by serde: any type with its `Serialize` and `Deserialize` can be a response as
/// `response = Serde<Type>`, and a field of a `#[model]` with `#[field(serde)]`, which keeps the field's own type.
///
/// It is read as serde reads it, without the leniency of [`Decode`], and is as bounded as any other answer. A number with
/// a fraction and more than 15 digits is offered as text first, which a `Decimal` reads without losing one, then as a
/// float; if a float would round it, it is an error. Metadata and documents do not show what the type looks like.
///
/// ```
/// use countersign::value::Serde;
/// use countersign::{Answer, Entry, Envelope, endpoint};
/// use http::StatusCode;
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
/// #[serde(untagged)]
/// pub enum Contents {
///     File { path: String },
///     Folder(Vec<String>),
/// }
///
/// /// Returns what is at a path.
/// #[endpoint(GET, "/contents", response = Serde<Contents>)]
/// pub struct GetContents {}
///
/// let answer = Answer::new(StatusCode::OK, r#"["a", "b"]"#);
/// let reply = Envelope::none().read::<Serde<Contents>>(Entry::of::<GetContents>().operation(), &answer)?;
/// assert_eq!(**reply, Contents::Folder(vec!["a".into(), "b".into()]));
/// # Ok::<(), countersign::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serde<T>(T);

impl<T> Serde<T> {
    /// Returns the value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> From<T> for Serde<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for Serde<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// A type that serde reads and writes.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read and written by serde",
    label = "has no `Serialize` and `Deserialize`",
    note = "derive both on its definition; a type of another crate may have them behind a feature `serde`"
)]
// Alone, so that a type without them is reported once.
pub trait BySerde: Sized {
    /// Nothing.
    const HOLDS: () = ();

    /// Reads it.
    ///
    /// # Errors
    /// It is not such a value.
    fn from_value(value: Value) -> Result<Self, serde_json::Error>;

    /// Writes it.
    ///
    /// # Errors
    /// The serializer's.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> BySerde for T {
    fn from_value(value: Value) -> Result<Self, serde_json::Error> {
        T::deserialize(value)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

impl<T: BySerde> Serialize for Serde<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<'de, T: BySerde> Deserialize<'de> for Serde<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl<T: BySerde> Decode for Serde<T> {
    const SCHEMA: Schema = Schema::Any;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(&json_text(deserializer)?).map_err(|error| D::Error::custom(reason(&error)))
    }

    /// `null` is no value, even of a type that could be read from it.
    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        match &*json_text(deserializer)? {
            "null" => Ok(None),
            text => read(text).map(Some).map_err(|error| D::Error::custom(reason(&error))),
        }
    }

    /// What it is without the member, if it can be read from `null`.
    fn absent() -> Option<Self> {
        T::from_value(Value::Null).ok().map(Self)
    }

    /// What is written as `null` is left out.
    fn is_absent(&self) -> bool {
        is_null(&self.0)
    }
}

/// Whether serde writes it as `null`.
pub(super) fn is_null<T: BySerde>(value: &T) -> bool {
    serde_json::to_string(&Written(value)).is_ok_and(|json| json == "null")
}

/// Carries [`BySerde::write`] through serde's own entry points.
pub(super) struct Written<'v, T>(pub(super) &'v T);

impl<T: BySerde> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

fn read<T: BySerde>(text: &str) -> Result<Serde<T>, serde_json::Error> {
    // Exact types read long numbers from text, and have every digit; floats do not.
    if let Some(exact) = tree::read_long_as_text(text).ok().and_then(|value| T::from_value(value).ok()) {
        return Ok(Serde(exact));
    }
    take_path();
    T::from_value(tree::read(text)?).map(Serde)
}
