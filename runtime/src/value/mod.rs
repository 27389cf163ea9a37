//! Values that travel as something else than they are: money, ids, times, bytes.
//!
//! Each reads what third parties really send and writes one exact form. They know no vendor; `api-1688` and other
//! declarations use them as field types.

mod base64_bytes;
mod error;
mod file;
mod id;
mod money;
mod open_enum;
mod param_value;
mod percent;
mod single_member;
mod time;
mod time_text;

pub use self::base64_bytes::Base64Bytes;
pub use self::error::ValueError;
pub use self::file::File;
pub(crate) use self::id::{parse_id, read_id};
pub use self::money::{Fen, Yuan};
pub use self::open_enum::{OpenEnum, UnknownValue};
pub(crate) use self::open_enum::{enum_from_str, read_enum, write_enum, write_enum_text};
pub(crate) use self::param_value::{Form, read_json, write_json};
pub use self::param_value::{Number, ParamValue, ValueWriter};
pub use self::percent::Percent;
pub use self::single_member::SingleMember;
pub use self::time::{Date, Timestamp};
/// An exact decimal number.
pub use rust_decimal::Decimal;

/// Implements what a value that is written as text has in common: `Display`-driven serde, [`Decode`](crate::Decode)
/// through [`Lenient`](crate::decode::Lenient) and [`ParamValue`](crate::ParamValue).
macro_rules! text_value {
    ($value:ty, $schema:ident, write = $write:expr $(, check = $check:expr)?) => {
        impl serde::Serialize for $value {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $value {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::Decode::decode(deserializer)
            }
        }

        impl crate::Decode for $value {
            const SCHEMA: crate::operation::Schema = crate::operation::Schema::$schema;

            fn decode<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::decode::read_lenient(deserializer)
            }

            fn decode_optional<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
                crate::decode::read_lenient_optional(deserializer)
            }
        }

        impl std::str::FromStr for $value {
            type Err = $crate::value::ValueError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let expected = <Self as crate::decode::Lenient>::EXPECTED;
                <Self as crate::decode::Lenient>::from_text(text)
                    .ok_or_else(|| $crate::value::ValueError::new(expected, format_args!("{text:?}")))
            }
        }

        impl crate::ParamValue for $value {
            fn write(&self, to: &mut $crate::value::ValueWriter<'_>) {
                $write(self, to);
            }

            fn parse(text: &str) -> Result<Self, $crate::value::ValueError> {
                text.parse()
            }
            $(
                fn check(&self, limits: &crate::operation::Limits) -> Result<(), $crate::value::ValueError> {
                    $check(self, limits)
                }
            )?
        }
    };
    ($value:ty, $schema:ident $(, check = $check:expr)?) => {
        text_value!(
            $value, $schema, write = |value: &Self, to: &mut $crate::value::ValueWriter<'_>| to.display(value)
            $(, check = $check)?
        );
    };
}
use text_value;
