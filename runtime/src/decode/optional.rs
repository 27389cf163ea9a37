//! A value that may be absent: left out, `null`, or an empty string.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, IntoDeserializer as _, MapAccess, SeqAccess, Visitor};

use super::json_text::json_text;
use super::session::{is_quick, need_digits};
use super::{Decode, from_json, reason};
use crate::operation::Schema;

/// Implements `Decode::decode_optional` for every type that cannot represent an empty string.
pub(super) fn decode<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    if is_nested(&T::SCHEMA) || (is_quick() && !matches!(T::SCHEMA, Schema::Any)) {
        return deserializer.deserialize_any(OrNone(PhantomData));
    }
    // What may be a number is read as text, so that no digit is lost on the way to the type.
    match &*json_text(deserializer)? {
        "null" | r#""""# => Ok(None),
        text => from_json(text).map(Some).map_err(|error| D::Error::custom(reason(&error))),
    }
}

/// Returns whether a value is a list or an object, never a number.
fn is_nested(schema: &Schema) -> bool {
    matches!(schema, Schema::Object(_) | Schema::List(_) | Schema::Map(_) | Schema::SingleMember(..))
}

/// Passes everything but `null` and an empty string on to the type itself.
struct OrNone<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for OrNone<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} or null", T::SCHEMA)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<Option<T>, E> {
        if text.is_empty() { Ok(None) } else { T::decode(text.into_deserializer()).map(Some) }
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Option<T>, E> {
        T::decode(value.into_deserializer()).map(Some)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<T>, E> {
        T::decode(number.into_deserializer()).map(Some)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Option<T>, E> {
        T::decode(number.into_deserializer()).map(Some)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Option<T>, E> {
        T::decode(number.into_deserializer()).map(Some)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Option<T>, A::Error> {
        T::decode(SeqAccessDeserializer::new(items)).map(Some)
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Option<T>, A::Error> {
        if !is_nested(&T::SCHEMA) {
            // It may be a number in disguise, which not every type recognizes.
            need_digits();
        }
        T::decode(MapAccessDeserializer::new(members)).map(Some)
    }
}
