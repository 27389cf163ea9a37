//! Value types whose form on the wire differs from their meaning: money, ids, times, bytes.
//!
//! Each accepts what third parties really send, and writes one exact form. Declarations use them as field types.

mod base64_bytes;
mod cursor;
mod error;
mod file;
pub(crate) mod id;
mod marked;
mod money;
pub(crate) mod open_enum;
mod param_value;
mod patch;
mod percent;
mod problem;
mod raw;
mod redirect;
mod single_member;
mod time;
mod time_style;
mod time_text;

pub use self::base64_bytes::Base64Bytes;
pub use self::cursor::{Cursor, PageNumber};
pub use self::error::ValueError;
pub use self::file::File;
pub use self::money::{Amount, Currency, MinorAmount};
pub use self::open_enum::{OpenEnum, UnknownValue};
pub use self::param_value::{Number, ParamValue, ValueWriter};
pub(crate) use self::param_value::{Unwritten, Wrote, range_rule, read_json, write_json};
pub use self::patch::Patch;
pub use self::percent::Percent;
pub use self::problem::ProblemDetails;
pub use self::raw::Text;
pub use self::redirect::Redirect;
pub use self::single_member::SingleMember;
pub use self::time::{Date, Timestamp};
pub use self::time_style::{Compact, Rfc3339, TimeStyle, UnixMilliseconds, UnixSeconds, Zone};
pub use crate::decode::Serde;
/// Plain bytes: a whole body or a whole answer.
pub use bytes::Bytes;
/// An exact decimal number.
pub use rust_decimal::Decimal;

/// Implements reading through [`Lenient`](crate::decode::Lenient): [`Decode`](crate::Decode), and serde's trait based
/// on it.
macro_rules! lenient_value {
    ([$($generics:tt)*] $value:ty, $schema:expr) => {
        crate::decode::deserialized!([$($generics)*] $value);

        impl<$($generics)*> crate::Decode for $value {
            const SCHEMA: crate::operation::Schema = $schema;

            fn decode<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::decode::read_lenient(deserializer)
            }

            fn decode_optional<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                crate::decode::read_lenient_optional(deserializer)
            }
        }
    };
}
use lenient_value;

/// A value that is written as a string by its `Display`, unless `number` returns a number.
pub(crate) trait TextValue: crate::decode::Lenient + std::fmt::Display {
    /// Returns the number as which it is written instead.
    fn number(&self) -> Option<i64> {
        None
    }

    fn write(&self, to: &mut ValueWriter<'_>) {
        match self.number() {
            Some(number) => to.integer(number),
            None => to.display(self),
        }
    }

    fn check(&self, _: &crate::operation::Limits) -> Result<(), ValueError> {
        Ok(())
    }
}

/// Implements the rest for a [`TextValue`], beyond [`lenient_value`]: `Serialize`, `FromStr` and
/// [`ParamValue`](crate::ParamValue).
macro_rules! text_value {
    ([$($generics:tt)*] $value:ty, $schema:expr) => {
        crate::value::lenient_value!([$($generics)*] $value, $schema);

        impl<$($generics)*> serde::Serialize for $value {
            fn serialize<Z: serde::Serializer>(&self, to: Z) -> Result<Z::Ok, Z::Error> {
                match crate::value::TextValue::number(self) {
                    Some(number) => to.serialize_i64(number),
                    None => to.collect_str(self),
                }
            }
        }

        impl<$($generics)*> std::str::FromStr for $value {
            type Err = $crate::value::ValueError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let expected = <Self as crate::decode::Lenient>::EXPECTED;
                <Self as crate::decode::Lenient>::from_text(text)
                    .ok_or_else(|| $crate::value::ValueError::new(expected, format_args!("{text:?}")))
            }
        }

        impl<$($generics)*> crate::ParamValue for $value {
            fn write(&self, to: &mut $crate::value::ValueWriter<'_>) {
                crate::value::TextValue::write(self, to);
            }

            fn parse(text: &str) -> Result<Self, $crate::value::ValueError> {
                text.parse()
            }

            fn check(&self, limits: &crate::operation::Limits) -> Result<(), $crate::value::ValueError> {
                crate::value::TextValue::check(self, limits)
            }
        }
    };
}
use text_value;
