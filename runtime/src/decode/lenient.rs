//! A lenient reader for values that are sent as a number or as a string.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};

use super::drift::shortened;
use super::json_text::{Piece, json_text, stands_for_number, unquoted};
use super::session::is_quick;

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
/// // A number is read from its digits, a string that is owned from its text, and nothing from a float.
/// assert_eq!(ShelfMark::from_number("1916"), Some(ShelfMark("1916".into())));
/// assert_eq!(ShelfMark::from_u64(1916), Some(ShelfMark("1916".into())));
/// assert_eq!(ShelfMark::from_string("PT 1916".into()), Some(ShelfMark("PT 1916".into())));
/// assert_eq!(ShelfMark::from_f64(19.16), None);
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

    /// Reads an owned string. Defaults to [`from_text`](Self::from_text).
    fn from_string(text: String) -> Option<Self> {
        Self::from_text(&text)
    }

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
    Scalar::decode(deserializer)?.read()
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
    match Scalar::decode(deserializer)? {
        Scalar::Null => Ok(None),
        Scalar::Text(text) if T::is_absent(&text) => Ok(None),
        scalar => scalar.read().map(Some),
    }
}

/// A value, by the way it is written.
pub(super) enum Scalar<'de> {
    Null,
    Bool(bool),
    Whole(u64),
    Float(f64),
    /// The text of a number.
    Number(Cow<'de, str>),
    Text(Cow<'de, str>),
    List,
    Object,
}

impl<'de> Scalar<'de> {
    /// Reads one value. A number is only read as a float if that is good enough.
    #[inline]
    pub(super) fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if is_quick() { deserializer.deserialize_any(ScalarVisitor) } else { Self::of(json_text(deserializer)?) }
    }

    /// Parses the text of a JSON value.
    fn of<E: Error>(json: Cow<'de, str>) -> Result<Self, E> {
        Ok(match json.as_bytes().first() {
            Some(b'"') => Self::Text(unquoted(json)?),
            Some(b'n') => Self::Null,
            Some(b't') => Self::Bool(true),
            Some(b'f') => Self::Bool(false),
            Some(b'[') => Self::List,
            Some(b'{') => Self::Object,
            _ => Self::Number(json),
        })
    }

    #[inline]
    fn read<T: Lenient, E: Error>(self) -> Result<T, E> {
        let read = match &self {
            Self::Text(Cow::Borrowed(text)) => T::from_text(text),
            Self::Whole(number) => T::from_u64(*number),
            Self::Number(text) => T::from_number(text),
            Self::Float(number) => T::from_f64(*number),
            Self::Null | Self::Bool(_) | Self::List | Self::Object | Self::Text(Cow::Owned(_)) => None,
        };
        match (read, self) {
            (Some(value), _) => Ok(value),
            (None, Self::Text(Cow::Owned(text))) => {
                T::from_string(text).ok_or_else(|| E::custom(format_args!("expected {}", T::EXPECTED)))
            }
            (None, refused) => Err(refused.refused(T::EXPECTED)),
        }
    }

    /// Returns the error of a value that is not what was expected.
    #[cold]
    pub(super) fn refused<E: Error>(&self, expected: &'static str) -> E {
        match self {
            Self::Null => E::invalid_type(Unexpected::Unit, &expected),
            Self::Bool(value) => E::invalid_type(Unexpected::Bool(*value), &expected),
            Self::List => E::invalid_type(Unexpected::Seq, &expected),
            Self::Object => E::invalid_type(Unexpected::Map, &expected),
            Self::Text(text) => E::invalid_value(Unexpected::Str(&shortened(text)), &expected),
            Self::Whole(number) => E::invalid_value(Unexpected::Unsigned(*number), &expected),
            Self::Float(number) => E::invalid_value(Unexpected::Float(*number), &expected),
            Self::Number(text) => {
                E::invalid_value(Unexpected::Other(&format!("number `{}`", shortened(text))), &expected)
            }
        }
    }
}

/// The fast path to a [`Scalar`].
struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Null)
    }

    fn visit_none<E>(self) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Null)
    }

    #[inline]
    fn visit_bool<E>(self, value: bool) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Bool(value))
    }

    #[inline]
    fn visit_u64<E>(self, number: u64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Whole(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Number(number.to_string().into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Float(number))
    }

    #[inline]
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(text.to_owned().into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Scalar<'de>, E> {
        Ok(Scalar::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Scalar<'de>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Scalar<'de>, A::Error> {
        while let Some(name) = members.next_key_seed(Piece)? {
            if stands_for_number(&name) {
                return members.next_value_seed(Piece).map(Scalar::Number);
            }
            members.next_value::<IgnoredAny>()?;
        }
        Ok(Scalar::Object)
    }
}
