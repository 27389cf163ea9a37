//! Identifiers: digits that do not fit into a JavaScript number, and that vendors write as a string or a number.

/// Declares identifier types over `u64`.
///
/// They are read from numbers and strings of digits, and are written as strings; `#[param(number)]` and
/// `#[field(number)]` write them as JSON numbers.
///
/// ```
/// countersign::id! {
///     /// An order.
///     pub struct OrderId;
/// }
///
/// let id: OrderId = "2257164624870311973".parse()?;
/// assert_eq!(id, OrderId::from(2_257_164_624_870_311_973));
/// # Ok::<(), countersign::param::ValueError>(())
/// ```
#[macro_export]
macro_rules! id {
    ($($(#[$attribute:meta])* $visibility:vis struct $id:ident;)+) => {$(
        $(#[$attribute])*
        #[derive(
            ::core::clone::Clone, ::core::marker::Copy, ::core::cmp::PartialEq, ::core::cmp::Eq,
            ::core::cmp::PartialOrd, ::core::cmp::Ord, ::core::hash::Hash,
        )]
        $visibility struct $id(u64);

        impl $id {
            /// Returns the number.
            #[must_use]
            pub const fn get(self) -> u64 {
                self.0
            }
        }

        impl ::core::convert::From<u64> for $id {
            fn from(number: u64) -> Self {
                Self(number)
            }
        }

        impl ::core::convert::From<$id> for u64 {
            fn from(id: $id) -> Self {
                id.0
            }
        }

        impl ::core::fmt::Display for $id {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::core::fmt::Debug for $id {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::write!(f, "{}({})", ::core::stringify!($id), self.0)
            }
        }

        impl ::core::str::FromStr for $id {
            type Err = $crate::value::ValueError;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                <Self as $crate::ParamValue>::parse(text)
            }
        }

        impl $crate::__private::serde::Serialize for $id {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $id {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <Self as $crate::Decode>::decode(deserializer)
            }
        }

        impl $crate::Decode for $id {
            const SCHEMA: $crate::operation::Schema = $crate::operation::Schema::Id;

            fn decode<'de, D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_id(deserializer).map(Self)
            }
        }

        impl $crate::Proves for $id {}
        impl $crate::value::Cursor for $id {}

        impl $crate::ParamValue for $id {
            fn write(&self, to: &mut $crate::value::ValueWriter<'_>) {
                to.integer_text(self.0);
            }

            fn parse(text: &str) -> ::core::result::Result<Self, $crate::value::ValueError> {
                $crate::__private::parse_id(text).map(Self)
            }
        }
    )+};
}

use serde::Deserializer;

use super::ValueError;
use crate::decode::{Lenient, read_lenient, whole_digits};

const EXPECTED: &str = "an id: digits";

/// Beyond this, a float has lost digits. An id written as `….0` was a float before it was sent.
const EXACT_FLOATS: u64 = 1 << 53;

struct Digits(u64);

impl Lenient for Digits {
    const EXPECTED: &'static str = EXPECTED;

    #[inline]
    fn from_u64(number: u64) -> Option<Self> {
        Some(Self(number))
    }

    #[inline]
    fn from_text(text: &str) -> Option<Self> {
        match parse_id(text) {
            Ok(id) => Some(Self(id)),
            Err(_) => {
                // An exponent stands for digits that the sender no longer had.
                let digits = whole_digits(text).filter(|_| !text.contains(['e', 'E']))?;
                digits.parse().ok().filter(|&id| id < EXACT_FLOATS).map(Self)
            }
        }
    }
}

/// Reads an id from a number or a string of digits.
pub fn read_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    read_lenient::<Digits, D>(deserializer).map(|digits| digits.0)
}

/// Reads an id from text, digit for digit.
pub fn parse_id(text: &str) -> Result<u64, ValueError> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
    digits.ok_or_else(|| ValueError::new(EXPECTED, format_args!("{text:?}")))
}
