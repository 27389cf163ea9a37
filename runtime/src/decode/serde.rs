//! Types that are read and written by serde alone: tuples, unions, and types of other crates.

use std::ops::Deref;

use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::json_text::json_text;
use super::{Decode, deserialized, reason, take_path, tree};
use crate::operation::Schema;

/// A value that is read and written by serde. Any type with `Serialize` and `Deserialize` can be a response as
/// `response = Serde<Type>`, a parameter of an `#[endpoint]` as `pub name: Serde<Type>`, and a field of a `#[model]`
/// with `#[field(serde)]`, which keeps the field's own type. A parameter of a type with `Display` and `FromStr` is
/// simpler as `#[param(display)]`.
///
/// In a JSON body, a parameter is the type's JSON. Elsewhere, it is JSON text, and a string has no quotes unless it
/// could be taken for another value.
///
/// It is read by serde's rules, without the leniency of [`Decode`], and under the same limits as any other answer. A
/// number with a fraction and more than 15 digits is first offered as a string, which a `Decimal` reads without losing
/// digits, and then as a float; if a float would round it, reading fails. Metadata and documents do not show the
/// structure of the type.
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
    ///
    /// ```
    /// use countersign::value::Serde;
    ///
    /// let range: Serde<(u32, u32)> = Serde::from((1, 5));
    /// assert_eq!(range.into_inner(), (1, 5));
    /// ```
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

/// A type that serde can read and write.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read and written by serde",
    label = "does not implement `Serialize` and `Deserialize`",
    note = "derive both on its definition; a type of another crate may have them behind a feature `serde`"
)]
// Separate, so that a type without them is reported once.
pub trait BySerde: Sized {
    /// Nothing.
    const HOLDS: () = ();

    /// Reads the value.
    ///
    /// # Errors
    /// It is not such a value.
    fn from_value(value: Value) -> Result<Self, serde_json::Error>;

    /// Writes the value.
    ///
    /// # Errors
    /// The serializer failed.
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

deserialized!([T: BySerde] Serde<T>);

impl<T: BySerde> Decode for Serde<T> {
    const SCHEMA: Schema = Schema::Any;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(&json_text(deserializer)?).map_err(|error| D::Error::custom(reason(&error)))
    }

    /// `null` is absent, even for a type that could be read from it.
    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        match &*json_text(deserializer)? {
            "null" => Ok(None),
            text => read(text).map(Some).map_err(|error| D::Error::custom(reason(&error))),
        }
    }

    /// Returns the value of a missing member, if the type can be read from `null`.
    fn absent() -> Option<Self> {
        T::from_value(Value::Null).ok().map(Self)
    }

    /// Leaves out what serde writes as `null`.
    fn is_absent(&self) -> bool {
        is_null(&self.0)
    }
}

/// Returns whether serde writes it as `null`.
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
    // Exact types read long numbers from strings, without losing digits; floats do not.
    if let Some(exact) = tree::read_long_as_text(text).ok().and_then(|value| T::from_value(value).ok()) {
        return Ok(Serde(exact));
    }
    take_path();
    T::from_value(tree::read(text)?).map(Serde)
}
