//! Money: [`Yuan`] is a decimal, [`Fen`] counts cents. They are different types and convert only when asked to.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::text_value;
use super::{Number, ParamValue, ValueError, ValueWriter};
use crate::decode::{Decode, Lenient, read_lenient, read_lenient_optional};
use crate::operation::{Limits, Schema};

/// An amount in yuan (CNY), exact; prints as many decimals as it was read with.
///
/// ```
/// use countersign::value::{Fen, Yuan};
///
/// let price: Yuan = "6.90".parse()?;
/// assert_eq!(price.to_string(), "6.90");
/// assert_eq!((price * 3).to_fen(), Some(Fen::new(2070)));
/// # Ok::<(), countersign::param::ValueError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Yuan(Decimal);

impl Yuan {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The amount as a decimal number of yuan.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        self.0
    }

    /// The same amount in fen; `None` when it has a part smaller than a fen or is too large.
    #[must_use]
    pub fn to_fen(self) -> Option<Fen> {
        let fen = self.0.checked_mul(Decimal::ONE_HUNDRED)?;
        fen.is_integer().then(|| i64::try_from(fen.trunc()).ok().map(Fen)).flatten()
    }
}

impl From<Decimal> for Yuan {
    fn from(yuan: Decimal) -> Self {
        Self(yuan)
    }
}

/// Whole yuan.
impl From<i64> for Yuan {
    fn from(yuan: i64) -> Self {
        Self(yuan.into())
    }
}

impl fmt::Display for Yuan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Lenient for Yuan {
    const EXPECTED: &'static str = "an amount in yuan, such as 6.90";

    fn from_text(text: &str) -> Option<Self> {
        <Decimal as Lenient>::from_text(text).map(Self)
    }
}

impl Number for Yuan {}

text_value!(Yuan, Decimal, write = write_yuan, check = |yuan: &Self, limits: &Limits| yuan.0.check(limits));

/// Whole yuan, the usual bounds of a search, need no formatting machinery.
fn write_yuan(yuan: &Yuan, to: &mut ValueWriter<'_>) {
    match i64::try_from(yuan.0.mantissa()) {
        Ok(whole) if yuan.0.scale() == 0 => to.integer_text(whole),
        _ => to.display(yuan),
    }
}

/// An amount in fen, hundredths of a yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fen(i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many fen.
    #[must_use]
    pub const fn new(fen: i64) -> Self {
        Self(fen)
    }

    /// The number of fen.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// The same amount in yuan, with two decimals.
    #[must_use]
    pub fn to_yuan(self) -> Yuan {
        Yuan(Decimal::new(self.0, 2))
    }
}

impl From<i64> for Fen {
    fn from(fen: i64) -> Self {
        Self(fen)
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Number for Fen {}

impl Lenient for Fen {
    const EXPECTED: &'static str = "a whole number of fen";

    fn from_text(text: &str) -> Option<Self> {
        <i64 as Lenient>::from_text(text).map(Self)
    }
}

impl Decode for Fen {
    const SCHEMA: Schema = Schema::Integer;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_lenient(deserializer)
    }

    fn decode_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        read_lenient_optional(deserializer)
    }
}

impl Serialize for Fen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl ParamValue for Fen {
    fn write(&self, to: &mut ValueWriter<'_>) {
        to.literal(self.0);
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        <i64 as ParamValue>::parse(text).map(Self)
    }

    fn check(&self, limits: &Limits) -> Result<(), ValueError> {
        self.0.check(limits)
    }
}

/// The result of an operator.
fn exact<T>(amount: Option<T>) -> T {
    // A wrong amount of money is worse than a panic, in every profile.
    amount.unwrap_or_else(|| panic!("the amount is too large to be exact: `checked_add` and its like tell beforehand"))
}

/// Whether nothing was rounded away: a decimal without room for all digits drops the last ones and says nothing.
trait Kept: Copy {
    fn keeps(self, parts: [Self; 2]) -> bool;
}

impl Kept for Decimal {
    fn keeps(self, parts: [Self; 2]) -> bool {
        self.is_zero() || parts.iter().all(|part| self.scale() >= part.normalize().scale())
    }
}

impl Kept for i64 {
    fn keeps(self, _: [Self; 2]) -> bool {
        true
    }
}

macro_rules! arithmetic {
    ($($money:ident($number:ty)),+) => {$(
        impl $money {
            /// The sum, exact; `None` when it has too many digits.
            #[must_use]
            pub fn checked_add(self, other: Self) -> Option<Self> {
                self.0.checked_add(other.0).filter(|sum| sum.keeps([self.0, other.0])).map(Self)
            }

            /// The difference, exact; `None` when it has too many digits.
            #[must_use]
            pub fn checked_sub(self, other: Self) -> Option<Self> {
                self.0.checked_sub(other.0).filter(|difference| difference.keeps([self.0, other.0])).map(Self)
            }

            /// So many times the amount, exact; `None` when it has too many digits.
            #[must_use]
            pub fn checked_mul(self, times: u32) -> Option<Self> {
                let times = <$number>::from(times);
                self.0.checked_mul(times).filter(|product| product.keeps([self.0, times])).map(Self)
            }
        }

        /// # Panics
        /// Where [`checked_add`](Self::checked_add) gives `None`.
        impl Add for $money {
            type Output = Self;

            fn add(self, other: Self) -> Self {
                exact(self.checked_add(other))
            }
        }

        /// # Panics
        /// Where [`checked_add`](Self::checked_add) gives `None`.
        impl AddAssign for $money {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        /// # Panics
        /// Where [`checked_sub`](Self::checked_sub) gives `None`.
        impl Sub for $money {
            type Output = Self;

            fn sub(self, other: Self) -> Self {
                exact(self.checked_sub(other))
            }
        }

        /// # Panics
        /// Where [`checked_sub`](Self::checked_sub) gives `None`.
        impl SubAssign for $money {
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }

        /// # Panics
        /// Of the least number of fen, which has no counterpart.
        impl Neg for $money {
            type Output = Self;

            fn neg(self) -> Self {
                Self::ZERO - self
            }
        }

        /// So many times the amount.
        ///
        /// # Panics
        /// Where [`checked_mul`](Self::checked_mul) gives `None`.
        impl Mul<u32> for $money {
            type Output = Self;

            fn mul(self, times: u32) -> Self {
                exact(self.checked_mul(times))
            }
        }

        /// # Panics
        /// Where [`checked_add`](Self::checked_add) gives `None`.
        impl Sum for $money {
            fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
                amounts.fold(Self::ZERO, Add::add)
            }
        }
    )+};
}

arithmetic!(Yuan(Decimal), Fen(i64));
