//! The common half of `#[open_enum]`: enums that a vendor may extend at any time.

use std::fmt;

use serde::de::Deserializer;
use serde::ser::Serializer;

use super::ValueWriter;
use crate::decode::{Lenient, read_lenient, record_enum_value, whole_digits};
use crate::operation::EnumInfo;

/// An enum that keeps unknown values. `#[open_enum]` implements it.
///
/// ```
/// use countersign::{OpenEnum, open_enum};
///
/// /// A language.
/// #[open_enum]
/// pub enum Language {
///     /// English.
///     #[wire("en")]
///     English,
///     /// Japanese.
///     #[wire("ja")]
///     Japanese,
/// }
///
/// /// Lists the values of any enumeration, for the help of a program.
/// fn values<E: OpenEnum>() -> String {
///     E::ALL.iter().map(|value| value.as_str()).collect::<Vec<_>>().join(", ")
/// }
/// assert_eq!(values::<Language>(), "en, ja");
///
/// let Language::Unknown(unknown) = "eo".parse()? else { panic!("Esperanto is not declared") };
/// assert_eq!(<Language as OpenEnum>::unknown(unknown).as_str(), "eo");
/// # Ok::<(), std::convert::Infallible>(())
/// ```
pub trait OpenEnum: Clone + 'static {
    /// The metadata of its values.
    const INFO: &'static EnumInfo;
    /// All known values, in declared order.
    const ALL: &'static [Self];

    /// Returns the value on the wire.
    fn as_str(&self) -> &str;

    /// Returns the variant for an unknown value.
    #[must_use]
    fn unknown(value: UnknownValue) -> Self;
}

/// A value that an open enum does not know, kept as it was received and sent back unchanged.
///
/// It is created by parsing and has no constructor, so that a known value is never represented as an unknown one.
///
/// ```
/// use countersign::open_enum;
///
/// /// A language.
/// #[open_enum]
/// pub enum Language {
///     /// English.
///     #[wire("en")]
///     English,
/// }
///
/// match "eo".parse()? {
///     Language::Unknown(other) => assert_eq!(other.as_str(), "eo"),
///     known => println!("{known}"),
/// }
/// # Ok::<(), std::convert::Infallible>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// Returns the value on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Returns the value of a string, known or not.
pub fn enum_from_str<T: OpenEnum>(text: &str) -> T {
    let known = T::INFO.values().iter().position(|value| value.wire() == text).and_then(|index| T::ALL.get(index));
    match known {
        Some(value) => value.clone(),
        None => {
            record_enum_value(T::INFO.name(), text);
            T::unknown(UnknownValue(text.into()))
        }
    }
}

struct Read<T>(T);

impl<T: OpenEnum> Lenient for Read<T> {
    const EXPECTED: &'static str = "a string or a number";

    fn from_text(text: &str) -> Option<Self> {
        Some(Self(enum_from_str(text)))
    }

    /// `1.0` is the value `1`.
    fn from_number(text: &str) -> Option<Self> {
        Self::from_text(&whole_digits(text).unwrap_or_else(|| text.to_owned()))
    }
}

/// Implements `Deserialize` for every open enum.
pub fn read_enum<'de, T: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    read_lenient::<Read<T>, D>(deserializer).map(|read| read.0)
}

/// Implements `Serialize` for every open enum, as a number if its values are numbers.
pub fn write_enum<T: OpenEnum, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    match number(value) {
        Some(number) => serializer.serialize_i64(number),
        None => serializer.serialize_str(value.as_str()),
    }
}

/// Returns the number of a numeric enum's value. An unknown one may be text, such as `007`, which is sent back
/// unchanged.
fn number<T: OpenEnum>(value: &T) -> Option<i64> {
    if !T::INFO.integer() {
        return None;
    }
    let number = value.as_str().parse().ok()?;
    (itoa::Buffer::new().format(number) == value.as_str()).then_some(number)
}

/// Implements `ParamValue::write` for every open enum.
pub fn write_enum_text<T: OpenEnum>(value: &T, to: &mut ValueWriter<'_>) {
    match number(value) {
        Some(number) => to.integer(number),
        None => to.text(value.as_str()),
    }
}
