//! A lenient reader for values that are sent as a number or as a string.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};

use super::drift::shortened;
use super::json_text::{Piece, json_text, stands_for_number, unquoted};
use super::session::{is_quick, need_digits};

/// A value that may be written as a string or as a number.
///
/// It is created from the text of either, so that no digit is lost: a number with a fraction does not pass through a
/// float.
///
/// A type whose number the vendor writes with or without quotes, and whose absence as `-`:
///
/// ```
/// use countersign::Decode;
/// use countersign::decode::{Lenient, read_lenient, read_lenient_optional};
/// use countersign::operation::Schema;
/// use serde::{Deserializer, Serialize};
///
/// /// A shelf mark, such as `PT 1916`.
/// #[derive(Debug, PartialEq, Serialize)]
/// pub struct ShelfMark(String);
///
/// impl Lenient for ShelfMark {
///     const EXPECTED: &'static str = "a shelf mark";
///
///     fn from_text(text: &str) -> Option<Self> {
///         (!text.trim().is_empty()).then(|| Self(text.trim().to_owned()))
///     }
///
///     fn is_absent(text: &str) -> bool {
///         text.is_empty() || text == "-"
///     }
/// }
///
/// // A number is read from its digits, and nothing from a float, a boolean or `null`.
/// assert_eq!(ShelfMark::from_number("1916"), Some(ShelfMark("1916".into())));
/// assert_eq!(ShelfMark::from_u64(1916), Some(ShelfMark("1916".into())));
/// assert!(ShelfMark::from_f64(19.16).is_none() && ShelfMark::from_bool(true).is_none());
/// assert!(ShelfMark::from_null().is_none());
///
/// impl Decode for ShelfMark {
///     const SCHEMA: Schema = Schema::String;
///
///     fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
///         read_lenient(deserializer)
///     }
///
///     fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
///         read_lenient_optional(deserializer)
///     }
/// }
/// ```
pub trait Lenient: Sized {
    /// What is expected, for error messages.
    const EXPECTED: &'static str;

    /// Reads text. Returns `None` if it is not such a value.
    fn from_text(text: &str) -> Option<Self>;

    /// Reads the text of a JSON number, with its digits as they were sent. Defaults to [`from_text`](Self::from_text).
    fn from_number(text: &str) -> Option<Self> {
        Self::from_text(text)
    }

    /// Reads a whole number. Defaults to [`from_number`](Self::from_number) with its digits.
    #[inline]
    fn from_u64(number: u64) -> Option<Self> {
        Self::from_number(itoa::Buffer::new().format(number))
    }

    /// Reads a float, which may have lost digits of what was sent. Defaults to `None`, in which case the number is read
    /// from its digits. Only a type that is itself a float returns a value.
    fn from_f64(number: f64) -> Option<Self> {
        let _ = number;
        None
    }

    /// Reads `true` or `false`. Defaults to `None`.
    fn from_bool(value: bool) -> Option<Self> {
        let _ = value;
        None
    }

    /// Returns what `null` stands for in a field that is required. Defaults to `None`.
    fn from_null() -> Option<Self> {
        None
    }

    /// Returns whether a string means that there is no value, in a field that may be absent. Defaults to the empty
    /// string.
    fn is_absent(text: &str) -> bool {
        text.is_empty()
    }
}

/// Reads a value that is written as a string or as a number.
///
/// ```
/// use countersign::decode::read_lenient;
///
/// let from_number: u64 = read_lenient(&mut serde_json::Deserializer::from_str("18446744073709551615"))?;
/// let from_text: u64 = read_lenient(&mut serde_json::Deserializer::from_str("\"18446744073709551615\""))?;
/// assert_eq!(from_number, from_text);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
/// It is written as something else, or the string or number is not such a value.
#[inline]
pub fn read_lenient<'de, T: Lenient, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    if is_quick() { deserializer.deserialize_any(Quick(PhantomData)) } else { exact(json_text(deserializer)?) }
}

/// Reads a value like [`read_lenient`], where `null` and a string that [means absence](Lenient::is_absent) are `None`.
///
/// ```
/// use countersign::decode::read_lenient_optional;
///
/// let empty: Option<u64> = read_lenient_optional(&mut serde_json::Deserializer::from_str("\"\""))?;
/// assert_eq!(empty, None);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
/// It is written as something else, or the string or number is not such a value.
#[inline]
pub fn read_lenient_optional<'de, T: Lenient, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    read_lenient::<Optional<T>, D>(deserializer).map(|read| read.0)
}

/// A value that may be absent.
struct Optional<T>(Option<T>);

impl<T: Lenient> Lenient for Optional<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    #[inline]
    fn from_text(text: &str) -> Option<Self> {
        if T::is_absent(text) { Some(Self(None)) } else { T::from_text(text).map(Self::from) }
    }

    fn from_number(text: &str) -> Option<Self> {
        T::from_number(text).map(Self::from)
    }

    #[inline]
    fn from_u64(number: u64) -> Option<Self> {
        T::from_u64(number).map(Self::from)
    }

    fn from_f64(number: f64) -> Option<Self> {
        T::from_f64(number).map(Self::from)
    }

    fn from_bool(value: bool) -> Option<Self> {
        T::from_bool(value).map(Self::from)
    }

    fn from_null() -> Option<Self> {
        Some(Self(None))
    }
}

impl<T> From<T> for Optional<T> {
    fn from(value: T) -> Self {
        Self(Some(value))
    }
}

/// Reads the text of a JSON value.
fn exact<T: Lenient, E: Error>(json: Cow<'_, str>) -> Result<T, E> {
    let wrong_type = |found| E::invalid_type(found, &T::EXPECTED);
    let wrong_value = |found: Unexpected<'_>| E::invalid_value(found, &T::EXPECTED);
    let of_bool = |value| T::from_bool(value).ok_or_else(|| wrong_type(Unexpected::Bool(value)));
    match json.as_bytes().first() {
        Some(b'"') => {
            let text = unquoted(json)?;
            T::from_text(&text).ok_or_else(|| wrong_value(Unexpected::Str(&shortened(&text))))
        }
        Some(b'n') => T::from_null().ok_or_else(|| wrong_type(Unexpected::Unit)),
        Some(b't') => of_bool(true),
        Some(b'f') => of_bool(false),
        Some(b'[') => Err(wrong_type(Unexpected::Seq)),
        Some(b'{') => Err(wrong_type(Unexpected::Map)),
        _ => T::from_number(&json)
            .ok_or_else(|| wrong_value(Unexpected::Other(&format!("number `{}`", shortened(&json))))),
    }
}

/// Reads a value as `serde_json` parses it. After any error, the whole answer is read again, by [`exact`].
struct Quick<T>(PhantomData<T>);

impl<'de, T: Lenient> Visitor<'de> for Quick<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<T, E> {
        T::from_null().ok_or_else(insufficient)
    }

    #[inline]
    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        T::from_bool(value).ok_or_else(insufficient)
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        T::from_u64(number).ok_or_else(insufficient)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        T::from_number(itoa::Buffer::new().format(number)).ok_or_else(insufficient)
    }

    /// A number is only read as a float if that is good enough.
    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        T::from_f64(number).ok_or_else(insufficient)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(insufficient)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<T, A::Error> {
        match members.next_key_seed(Piece)? {
            Some(name) if stands_for_number(&name) => {
                T::from_number(&members.next_value_seed(Piece)?).ok_or_else(insufficient)
            }
            _ => Err(insufficient()),
        }
    }
}

#[cold]
fn insufficient<E: Error>() -> E {
    // Hand-written code may ignore the error and try another type.
    need_digits();
    E::custom("a value has to be read from its text")
}
