//! The text of a JSON value, exactly as it was sent.
//!
//! `serde_json` reads a number with a fraction as a float, which loses digits, and with its feature
//! `arbitrary_precision`, which any crate of a program can enable, as a map. The text of a number is the same either
//! way.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::value::SeqAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::reason;
use super::session::{is_quick, need_digits};

/// The name that asks `serde_json` for the text of a value, as its `RawValue` does.
const RAW: &str = "$serde_json::private::RawValue";

/// The name of the only member of a number that `serde_json` passes on as a map.
const NUMBER: &str = "$serde_json::private::Number";

/// Returns whether a member of this name stands for a number, so that the apparent object is not one.
pub(super) fn stands_for_number(name: &str) -> bool {
    name == NUMBER
}

/// Returns the text of one value, borrowed if the deserializer reads from memory.
#[inline]
pub(crate) fn json_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    deserializer.deserialize_newtype_struct(RAW, TextVisitor)
}

/// Takes the text from `serde_json`. The other methods compose it for deserializers that do not know the name.
struct TextVisitor;

impl TextVisitor {
    fn of<'de, E>(value: impl Into<Value>) -> Result<Cow<'de, str>, E> {
        Ok(value.into().to_string().into())
    }
}

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some(name) = map.next_key_seed(Piece)? else { return Ok("{}".into()) };
        if name == RAW || name == NUMBER {
            return map.next_value_seed(Piece);
        }
        let mut members = Map::from_iter([(name.into_owned(), map.next_value()?)]);
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            members.insert(name, value);
        }
        Self::of(members)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        json_text(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        Self::of(Value::deserialize(SeqAccessDeserializer::new(items))?)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok("null".into())
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok("null".into())
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Self::of(value)
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Self::of(number)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Self::of(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        if is_quick() {
            need_digits();
        }
        Self::of(number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Self::of(text)
    }
}

/// A name or a string, borrowed if possible.
pub(crate) struct Piece;

impl<'de> DeserializeSeed<'de> for Piece {
    type Value = Cow<'de, str>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Piece {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    #[inline]
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(text.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(text.to_owned().into())
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(text.into())
    }
}

/// Returns the contents of a string that is written with its quotes.
///
/// # Errors
/// It contains an invalid escape.
#[inline]
pub(super) fn unquoted<E: Error>(quoted: Cow<'_, str>) -> Result<Cow<'_, str>, E> {
    if quoted.contains('\\') {
        return serde_json::from_str::<String>(&quoted).map(Cow::Owned).map_err(|error| E::custom(reason(&error)));
    }
    let inner = |text: &str| text.len().saturating_sub(1);
    Ok(match quoted {
        Cow::Borrowed(text) => text.get(1..inner(text)).unwrap_or_default().into(),
        Cow::Owned(text) => text.get(1..inner(&text)).unwrap_or_default().to_owned().into(),
    })
}

/// Returns a value as plain text: a string without its quotes, anything else as it was sent; `None` for `null`.
pub(crate) fn plain_text(json: Cow<'_, str>) -> Option<Cow<'_, str>> {
    if json.starts_with('"') {
        return unquoted::<serde_json::Error>(json).ok();
    }
    Some(json).filter(|json| json != "null")
}
