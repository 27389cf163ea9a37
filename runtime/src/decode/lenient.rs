//! The two lenient readers that numbers and texts build on: a number may be written as text, a text as number.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

/// A number as it was written: as a number or as text.
pub trait LenientNumber: Sized {
    /// What is expected, for the error.
    const EXPECTED: &'static str;

    /// From a non-negative whole number.
    fn from_u64(number: u64) -> Option<Self>;

    /// From a negative whole number.
    fn from_i64(number: i64) -> Option<Self>;

    /// From a number with a fraction or an exponent.
    fn from_f64(number: f64) -> Option<Self>;

    /// From text.
    fn from_text(text: &str) -> Option<Self>;
}

/// A text that may be written as a number.
pub trait LenientText: Sized {
    /// What is expected, for the error.
    const EXPECTED: &'static str;

    /// From text.
    fn from_text(text: &str) -> Option<Self>;

    /// From text that may be kept.
    fn from_string(text: String) -> Option<Self> {
        Self::from_text(&text)
    }
}

/// Reads a number that may be written as text.
///
/// # Errors
/// It is neither, or out of range.
#[inline]
pub fn lenient_number<'de, T: LenientNumber, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(NumberVisitor(PhantomData))
}

/// Reads a text that may be written as a number.
///
/// # Errors
/// It is neither, or no such text.
#[inline]
pub fn lenient_text<'de, T: LenientText, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(TextVisitor(PhantomData))
}

struct NumberVisitor<T>(PhantomData<T>);

impl<T: LenientNumber> Visitor<'_> for NumberVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        T::from_u64(number).ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        T::from_i64(number).ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        T::from_f64(number).ok_or_else(|| E::invalid_value(Unexpected::Float(number), &self))
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: LenientText> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<T, E> {
        T::from_string(text).ok_or_else(|| E::custom(format_args!("expected {}", T::EXPECTED)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.visit_string(number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.visit_string(number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        // Beyond 2^53 a float has lost digits of what was sent.
        if number.abs() >= 9_007_199_254_740_992.0 {
            return Err(E::invalid_value(Unexpected::Float(number), &self));
        }
        self.visit_string(number.to_string())
    }
}
