//! A member of a JSON object that distinguishes "keep" from "clear".

use serde::{Deserializer, Serialize, Serializer};

use super::{ParamValue, ValueError, ValueWriter};
use crate::decode::{Decode, Written, deserialized};
use crate::operation::{Limits, Schema};

/// A change to a value on the other side: keep it, clear it, or set it.
///
/// In a JSON body, a field of this type is left out, `null`, or a value; a member of a `#[model]` reads and writes the
/// same three. Elsewhere there is no `null`: use `Option<T>`. To clear a list, send an empty one: `Option<Vec<T>>`.
///
/// ```
/// use countersign::value::Patch;
///
/// let description: Patch<String> = Patch::from(Some("old".to_owned()));
/// assert_eq!(description, Patch::Set("old".to_owned()));
/// assert_eq!(Patch::<u32>::default(), Patch::Keep);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "there are only these three changes")]
pub enum Patch<T> {
    /// Keeps the value: the member is not sent.
    #[default]
    Keep,
    /// Clears the value: the member is `null`.
    Clear,
    /// Sets the value.
    Set(T),
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

/// Converts `None` to [`Patch::Clear`].
impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Clear, Self::Set)
    }
}

impl<T> Patch<T> {
    /// Returns the value to set.
    ///
    /// ```
    /// use countersign::value::Patch;
    ///
    /// assert_eq!(Patch::from(Some(7)).as_set(), Some(&7));
    /// assert_eq!(Patch::<u32>::Clear.as_set(), None);
    /// ```
    #[must_use]
    pub fn as_set(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }
}

impl<T: Decode> Decode for Patch<T> {
    const SCHEMA: Schema = T::SCHEMA;
    const REQUIRED: bool = false;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(T::decode_optional(deserializer)?.into())
    }

    fn write_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.as_set() {
            Some(value) => value.write_json(serializer),
            None => serializer.serialize_none(),
        }
    }

    fn absent() -> Option<Self> {
        Some(Self::Keep)
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

impl<T: Decode> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written(self).serialize(serializer)
    }
}

deserialized!([T: Decode] Patch<T>);

impl<T: ParamValue> ParamValue for Patch<T> {
    fn write(&self, to: &mut ValueWriter<'_>) {
        match self.as_set() {
            Some(value) => value.write(to),
            None => to.literal("null"),
        }
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        T::parse(text).map(Self::Set)
    }

    fn from_json_text(text: &str) -> Result<Self, ValueError> {
        T::from_json_text(text).map(Self::Set)
    }

    fn check(&self, limits: &Limits) -> Result<(), ValueError> {
        self.as_set().map_or(Ok(()), |value| value.check(limits))
    }
}
