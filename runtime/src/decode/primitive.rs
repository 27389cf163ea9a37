//! Implements [`Decode`] for primitive and standard types.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use rust_decimal::Decimal;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::{Serialize as _, Serializer};

use super::json_text::{json_text, stands_for_number};
use super::lenient::{Lenient, read_lenient, read_lenient_optional};
use super::model::no_members;
use super::{Decode, Decoded, Written, bounds, digits, drift, path, reason, tree};
use crate::operation::Schema;

/// Implements [`Decode`] through [`Lenient`].
macro_rules! lenient {
    ($value:ty: $schema:expr) => {
        impl Decode for $value {
            const SCHEMA: Schema = $schema;

            #[inline]
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_lenient(deserializer)
            }

            #[inline]
            fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                read_lenient_optional(deserializer)
            }
        }
    };
}

macro_rules! integer {
    ($($integer:ty => $expected:literal),+ $(,)?) => {$(
        impl Lenient for $integer {
            const EXPECTED: &'static str = $expected;

            #[inline]
            fn from_text(text: &str) -> Option<Self> {
                Self::from_number(text.trim())
            }

            #[inline]
            fn from_number(text: &str) -> Option<Self> {
                // Some vendors send `4.0` for `4`; anything with a real fraction is refused rather than truncated.
                text.parse().ok().or_else(|| digits::whole(text)?.parse().ok())
            }

            #[inline]
            fn from_u64(number: u64) -> Option<Self> {
                Self::try_from(number).ok()
            }
        }

        lenient!($integer: Schema::Integer { least: <$integer>::MIN as i64, most: <$integer>::MAX as u64 });
    )+};
}

integer! {
    u8 => "a whole number from 0 to 255",
    u16 => "a whole number from 0 to 65535",
    u32 => "a whole number from 0 to 4294967295",
    u64 => "a whole number from 0",
    i8 => "a whole number from -128 to 127",
    i16 => "a whole number from -32768 to 32767",
    i32 => "a whole number of 32 bits",
    i64 => "a whole number of 64 bits",
}

macro_rules! float {
    ($($float:ty),+) => {$(
        impl Lenient for $float {
            const EXPECTED: &'static str = "a number";

            fn from_text(text: &str) -> Option<Self> {
                // `NaN` and `inf` parse in Rust but are not numbers on the wire.
                text.trim().parse().ok().filter(|number: &Self| number.is_finite())
            }

            fn from_f64(number: f64) -> Option<Self> {
                Some(number as Self).filter(|number| number.is_finite())
            }
        }

        lenient!($float: Schema::Number);
    )+};
}

float!(f32, f64);

impl Lenient for Decimal {
    const EXPECTED: &'static str = "a decimal number of at most 28 digits";

    fn from_text(text: &str) -> Option<Self> {
        digits::decimal(text).or_else(|| digits::decimal(text.trim()))
    }
}

/// Written as a string: a JSON number would often lose its trailing zeros. The output of `Serialize` for `Decimal`
/// depends on features of `rust_decimal`, which any crate of a program can enable.
impl Decode for Decimal {
    const SCHEMA: Schema = Schema::Decimal;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_lenient(deserializer)
    }

    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        read_lenient_optional(deserializer)
    }

    fn write_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Lenient for String {
    const EXPECTED: &'static str = "a string";

    #[inline]
    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    /// An empty string is a string.
    #[inline]
    fn is_absent(_: &str) -> bool {
        false
    }
}

impl Decode for String {
    const SCHEMA: Schema = Schema::String;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_lenient(deserializer)
    }

    #[inline]
    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        read_lenient_optional(deserializer)
    }

    fn to_raw(&self) -> Option<Bytes> {
        Some(Bytes::copy_from_slice(self.as_bytes()))
    }

    fn from_raw(bytes: &Bytes) -> Option<Result<Self, String>> {
        Some(utf8(bytes).map(str::to_owned))
    }
}

/// Returns the text of bytes that must be UTF-8.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, String> {
    simdutf8::compat::from_utf8(bytes).map_err(|error| format!("not UTF-8 after byte {}", error.valid_up_to()))
}

/// Returns the boolean that a string stands for, and whether this is an odd way to write it.
pub(super) fn flag(text: &str) -> Option<(bool, bool)> {
    let is_any = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match text {
        "true" => Some((true, false)),
        "false" => Some((false, false)),
        _ if is_any(&["1", "y", "yes", "true"]) => Some((true, true)),
        _ if is_any(&["0", "n", "no", "false"]) => Some((false, true)),
        _ => None,
    }
}

/// `0`, `1`, `"Y"` and `"N"` are accepted as well, as [drift](super::DriftKind::OddForm).
impl Lenient for bool {
    const EXPECTED: &'static str = "true or false";

    fn from_text(text: &str) -> Option<Self> {
        let (value, is_odd) = flag(text)?;
        if is_odd {
            drift::note_odd_form();
        }
        Some(value)
    }

    fn from_number(text: &str) -> Option<Self> {
        Self::from_text(&digits::whole(text)?)
    }

    #[inline]
    fn from_bool(value: bool) -> Option<Self> {
        Some(value)
    }
}

lenient!(bool: Schema::Boolean);

/// A number with more digits than [`serde_json::Number`] can represent is refused.
impl Decode for serde_json::Value {
    const SCHEMA: Schema = Schema::Any;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        tree::read(&json_text(deserializer)?).map_err(|error| D::Error::custom(reason(&error)))
    }

    /// An empty string is a value.
    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(Some(Self::decode(deserializer)?).filter(|value| !value.is_null()))
    }

    fn absent() -> Option<Self> {
        Some(Self::Null)
    }

    fn is_absent(&self) -> bool {
        self.is_null()
    }
}

/// Accepts anything and keeps nothing, for operations whose answer carries no payload.
impl Decode for () {
    const SCHEMA: Schema = Schema::Nothing;
    const REQUIRED: bool = false;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_ignored_any(IgnoredAny).map(drop)
    }

    fn from_raw(_: &Bytes) -> Option<Result<Self, String>> {
        Some(Ok(()))
    }

    fn absent() -> Option<Self> {
        Some(())
    }

    fn is_absent(&self) -> bool {
        true
    }
}

impl<T: Decode> Decode for Option<T> {
    const SCHEMA: Schema = T::SCHEMA;
    const REQUIRED: bool = false;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode_optional(deserializer)
    }

    fn write_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write_json(serializer),
            None => serializer.serialize_none(),
        }
    }

    fn to_raw(&self) -> Option<Bytes> {
        self.as_ref()?.to_raw()
    }

    fn from_raw(bytes: &Bytes) -> Option<Result<Self, String>> {
        T::from_raw(bytes).map(|read| read.map(Some))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Decode> Decode for Box<T> {
    const SCHEMA: Schema = T::SCHEMA;
    const REQUIRED: bool = T::REQUIRED;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self::new)
    }

    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(T::decode_optional(deserializer)?.map(Self::new))
    }

    fn write_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        T::write_json(self, serializer)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
}

/// `null` is an empty list. So are `""` and `{}`, as [drift](super::DriftKind::OddForm).
impl<T: Decode> Decode for Vec<T> {
    const SCHEMA: Schema = Schema::List(&T::SCHEMA);
    const REQUIRED: bool = false;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }

    fn write_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written(self.as_slice()).serialize(serializer)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for ListVisitor<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        loop {
            match items.next_element::<Decoded<T>>() {
                Ok(Some(item)) => {
                    bounds::count()?;
                    list.push(item.0);
                }
                Ok(None) => return Ok(list),
                Err(error) => {
                    path::prepend(list.len().into());
                    return Err(error);
                }
            }
        }
    }

    fn visit_unit<E>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_none<E>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<T>, E> {
        if !text.is_empty() {
            return Err(E::invalid_type(Unexpected::Str(text), &self));
        }
        drift::note_odd_form();
        Ok(Vec::new())
    }

    /// Languages that do not distinguish an empty list from an empty object write `{}` for both.
    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Vec<T>, A::Error> {
        if members.next_key::<IgnoredAny>()?.is_some() {
            return Err(A::Error::invalid_type(Unexpected::Map, &self));
        }
        drift::note_odd_form();
        Ok(Vec::new())
    }
}

/// `null` is an empty map. So are `[]` and `""`, as [drift](super::DriftKind::OddForm).
impl<T: Decode> Decode for BTreeMap<String, T> {
    const SCHEMA: Schema = Schema::Map(&T::SCHEMA);
    const REQUIRED: bool = false;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DictionaryVisitor(PhantomData))
    }

    fn write_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(name, value)| (name, Written(value))))
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

struct DictionaryVisitor<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for DictionaryVisitor<T> {
    type Value = BTreeMap<String, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut dictionary = BTreeMap::new();
        while let Some(name) = members.next_key::<String>()? {
            if stands_for_number(&name) {
                return Err(A::Error::custom("expected an object, found a number"));
            }
            bounds::count()?;
            match members.next_value::<Decoded<T>>() {
                Ok(value) => drop(dictionary.insert(name, value.0)),
                Err(error) => {
                    path::prepend(name.as_str().into());
                    return Err(error);
                }
            }
        }
        Ok(dictionary)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(BTreeMap::new())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        if !text.is_empty() {
            return Err(E::invalid_type(Unexpected::Str(text), &self));
        }
        drift::note_odd_form();
        Ok(BTreeMap::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Self::Value, A::Error> {
        no_members(items, &self).map(|_| BTreeMap::new())
    }
}

/// Reads an object with exactly one member.
pub(crate) fn one_member<'de, V: Decode, A: MapAccess<'de>>(mut members: A) -> Result<(String, V), A::Error> {
    let name = members.next_key::<String>()?.ok_or_else(|| A::Error::custom("expected one member, found none"))?;
    let value = members.next_value::<Decoded<V>>()?.0;
    match members.next_key::<String>()? {
        None => Ok((name, value)),
        Some(second) => Err(A::Error::custom(format_args!("expected one member, found `{name}` and `{second}`"))),
    }
}
