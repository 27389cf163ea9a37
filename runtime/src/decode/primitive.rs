//! [`Decode`] for the types everybody uses.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::lenient::{LenientNumber, LenientText, lenient_number, lenient_text};
use super::{Decode, Decoded, path};
use crate::operation::Schema;

macro_rules! integer {
    ($($integer:ty => $expected:literal),+ $(,)?) => {$(
        impl LenientNumber for $integer {
            const EXPECTED: &'static str = $expected;

            #[inline]
            fn from_u64(number: u64) -> Option<Self> {
                Self::try_from(number).ok()
            }

            fn from_i64(number: i64) -> Option<Self> {
                Self::try_from(number).ok()
            }

            fn from_f64(number: f64) -> Option<Self> {
                // `4.0` for `4` is seen in the wild; anything with a fraction is refused rather than cut.
                let whole = number as Self;
                (whole as f64 == number && number.abs() < 9.007_199_254_740_992e15).then_some(whole)
            }

            fn from_text(text: &str) -> Option<Self> {
                text.trim().parse().ok()
            }
        }

        impl Decode for $integer {
            const SCHEMA: Schema = Schema::Integer;

            #[inline]
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                lenient_number(deserializer)
            }
        }
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
        impl LenientNumber for $float {
            const EXPECTED: &'static str = "a number";

            fn from_u64(number: u64) -> Option<Self> {
                Some(number as Self)
            }

            fn from_i64(number: i64) -> Option<Self> {
                Some(number as Self)
            }

            fn from_f64(number: f64) -> Option<Self> {
                Some(number as Self)
            }

            fn from_text(text: &str) -> Option<Self> {
                // `NaN` and `inf` parse in Rust but are no numbers of the wire.
                text.trim().parse().ok().filter(|number: &Self| number.is_finite())
            }
        }

        impl Decode for $float {
            const SCHEMA: Schema = Schema::Number;

            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                lenient_number(deserializer)
            }
        }
    )+};
}

float!(f32, f64);

impl LenientNumber for Decimal {
    const EXPECTED: &'static str = "a decimal number";

    fn from_u64(number: u64) -> Option<Self> {
        Some(number.into())
    }

    fn from_i64(number: i64) -> Option<Self> {
        Some(number.into())
    }

    fn from_f64(number: f64) -> Option<Self> {
        // The shortest text that gives the same float is what the sender wrote.
        Self::from_text(&number.to_string())
    }

    fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        // The underscores of Rust's literals are no digits of a vendor's.
        let number = || Self::from_str_exact(text).ok().or_else(|| Self::from_scientific(text).ok());
        (!text.contains('_')).then(number).flatten()
    }
}

impl Decode for Decimal {
    const SCHEMA: Schema = Schema::Decimal;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        lenient_number(deserializer)
    }
}

impl LenientText for String {
    const EXPECTED: &'static str = "a text";

    #[inline]
    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    #[inline]
    fn from_string(text: String) -> Option<Self> {
        Some(text)
    }
}

impl Decode for String {
    const SCHEMA: Schema = Schema::String;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        lenient_text(deserializer)
    }

    /// An empty text is a text.
    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Ok(Option::<Decoded<Self>>::deserialize(deserializer)?.map(|decoded| decoded.0))
    }
}

impl Decode for bool {
    const SCHEMA: Schema = Schema::Boolean;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BoolVisitor;

        impl Visitor<'_> for BoolVisitor {
            type Value = bool;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true or false")
            }

            #[inline]
            fn visit_bool<E>(self, value: bool) -> Result<bool, E> {
                Ok(value)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<bool, E> {
                bool::from_str(text).map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_any(BoolVisitor)
    }
}

impl Decode for serde_json::Value {
    const SCHEMA: Schema = Schema::Any;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }

    /// An empty text is a value.
    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Option::deserialize(deserializer)
    }

    fn absent() -> Option<Self> {
        Some(Self::Null)
    }

    fn is_absent(&self) -> bool {
        self.is_null()
    }
}

/// Anything will do, and nothing is kept: for operations whose answer carries no payload.
impl Decode for () {
    const SCHEMA: Schema = Schema::Any;
    const REQUIRED: bool = false;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(drop)
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

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
}

/// `null` is an empty list.
impl<T: Decode> Decode for Vec<T> {
    const SCHEMA: Schema = Schema::List(&T::SCHEMA);
    const REQUIRED: bool = false;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
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
                Ok(Some(item)) => list.push(item.0),
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
}

/// `null` is an empty map.
impl<T: Decode> Decode for BTreeMap<String, T> {
    const SCHEMA: Schema = Schema::Map(&T::SCHEMA);
    const REQUIRED: bool = false;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DictionaryVisitor(PhantomData))
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
}

/// An object with exactly one member is read by hand; the error of any other count is shared.
pub(crate) fn one_member<'de, V: Decode, A: MapAccess<'de>>(mut members: A) -> Result<(String, V), A::Error> {
    let name = members.next_key::<String>()?.ok_or_else(|| A::Error::custom("expected one member, found none"))?;
    let value = members.next_value::<Decoded<V>>()?.0;
    match members.next_key::<String>()? {
        None => Ok((name, value)),
        Some(second) => Err(A::Error::custom(format_args!("expected one member, found `{name}` and `{second}`"))),
    }
}
