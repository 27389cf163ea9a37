//! Money: [`Amount`] is an exact decimal in the major unit of a currency, [`MinorAmount`] counts its minor unit. They
//! are separate types with explicit conversions.

use std::fmt;
use std::iter::Sum;
use std::marker::PhantomData;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::marked::marked;
use super::{Number, ParamValue, TextValue, ValueError, ValueWriter, lenient_value, text_value};
use crate::const_text::ConstText;
use crate::decode::Lenient;
use crate::operation::{Limits, Schema};

/// A currency: a type without values that identifies what an amount is counted in.
///
/// ```
/// use countersign::value::{Amount, Currency, MinorAmount};
///
/// /// The euro.
/// pub enum Euro {}
///
/// impl Currency for Euro {
///     const CODE: &'static str = "EUR";
///     const NAME: &'static str = "euro";
///     const MINOR_NAME: &'static str = "cents";
///     const MINOR_DIGITS: u32 = 2;
/// }
///
/// let price: Amount<Euro> = "6.90".parse()?;
/// assert_eq!(price.to_string(), "6.90");
/// assert_eq!((price * 3).to_minor(), Some(MinorAmount::new(2070)));
/// # Ok::<(), countersign::param::ValueError>(())
/// ```
///
/// The same methods for both units; those that may not fit return `None`:
///
/// ```
/// use countersign::value::{Amount, MinorAmount};
/// # use countersign::value::Currency;
/// # /// The euro.
/// # pub enum Euro {}
/// # impl Currency for Euro {
/// #     const CODE: &'static str = "EUR";
/// #     const NAME: &'static str = "euro";
/// #     const MINOR_NAME: &'static str = "cents";
/// #     const MINOR_DIGITS: u32 = 2;
/// # }
///
/// let price: MinorAmount<Euro> = MinorAmount::new(690);
/// assert_eq!(price.checked_sub(MinorAmount::new(40)).map(MinorAmount::get), Some(650));
/// assert_eq!(price.checked_mul(3).map(MinorAmount::get), Some(2070));
/// assert_eq!(MinorAmount::<Euro>::new(i64::MAX).checked_mul(2), None);
/// ```
pub trait Currency: 'static {
    /// The ISO 4217 code, such as `EUR`.
    const CODE: &'static str;
    /// The name of the major unit, such as `euro`.
    const NAME: &'static str;
    /// The name of the minor unit in the plural, such as `cents`.
    const MINOR_NAME: &'static str;
    /// The number of decimals of the major unit that are whole minor units: 2 if there are a hundred of them in one. At
    /// most 18.
    const MINOR_DIGITS: u32;
}

/// An exact amount of money in the major unit of the currency `C`. It prints as many decimals as it was read with.
///
/// ```
/// use countersign::value::Amount;
/// # use countersign::value::Currency;
/// # /// The euro.
/// # pub enum Euro {}
/// # impl Currency for Euro {
/// #     const CODE: &'static str = "EUR";
/// #     const NAME: &'static str = "euro";
/// #     const MINOR_NAME: &'static str = "cents";
/// #     const MINOR_DIGITS: u32 = 2;
/// # }
///
/// let (paid, price): (Amount<Euro>, Amount<Euro>) = ("20".parse()?, "6.90".parse()?);
/// let change = price.checked_mul(2).and_then(|total| paid.checked_sub(total));
/// assert_eq!(change.map(|change| change.to_string()).as_deref(), Some("6.20"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Amount<C>(Decimal, PhantomData<fn() -> C>);

/// An amount of money in whole minor units of the currency `C`.
///
/// ```
/// use countersign::value::MinorAmount;
/// # use countersign::value::Currency;
/// # /// The euro.
/// # pub enum Euro {}
/// # impl Currency for Euro {
/// #     const CODE: &'static str = "EUR";
/// #     const NAME: &'static str = "euro";
/// #     const MINOR_NAME: &'static str = "cents";
/// #     const MINOR_DIGITS: u32 = 2;
/// # }
///
/// let price: MinorAmount<Euro> = MinorAmount::new(690);
/// assert_eq!(price.get(), 690);
/// assert_eq!(price.to_major().to_string(), "6.90");
/// assert_eq!(price.checked_sub(MinorAmount::new(90)), Some(MinorAmount::new(600)));
/// assert_eq!(price.checked_mul(2), Some(MinorAmount::new(1380)));
/// ```
pub struct MinorAmount<C>(i64, PhantomData<fn() -> C>);

marked!(Amount, MinorAmount);

impl<C: Currency> Amount<C> {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO, PhantomData);

    const EXPECTED: &'static ConstText = &ConstText::of(&["an amount in ", C::CODE, ", such as 6.90"]);

    /// Returns the amount as a decimal number of the major unit.
    ///
    /// ```
    /// use countersign::value::Amount;
    /// # use countersign::value::Currency;
    /// # /// The euro.
    /// # pub enum Euro {}
    /// # impl Currency for Euro {
    /// #     const CODE: &'static str = "EUR";
    /// #     const NAME: &'static str = "euro";
    /// #     const MINOR_NAME: &'static str = "cents";
    /// #     const MINOR_DIGITS: u32 = 2;
    /// # }
    ///
    /// let price: Amount<Euro> = "6.90".parse()?;
    /// assert_eq!(price.to_decimal(), rust_decimal::Decimal::new(690, 2));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        self.0
    }

    /// Returns the same amount in the minor unit, or `None` if it has a fraction of one or is too large.
    ///
    /// ```
    /// use countersign::value::{Amount, Currency};
    /// # /// The euro.
    /// # pub enum Euro {}
    /// # impl Currency for Euro {
    /// #     const CODE: &'static str = "EUR";
    /// #     const NAME: &'static str = "euro";
    /// #     const MINOR_NAME: &'static str = "cents";
    /// #     const MINOR_DIGITS: u32 = 2;
    /// # }
    ///
    /// let price: Amount<Euro> = "6.90".parse()?;
    /// assert_eq!(price.to_minor().map(|cents| cents.get()), Some(690));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_minor(self) -> Option<MinorAmount<C>> {
        let minor = self.0.checked_mul(10_i64.checked_pow(C::MINOR_DIGITS)?.into())?;
        minor.is_integer().then(|| i64::try_from(minor.trunc()).ok().map(MinorAmount::new)).flatten()
    }
}

impl<C: Currency> From<Decimal> for Amount<C> {
    fn from(amount: Decimal) -> Self {
        Self(amount, PhantomData)
    }
}

/// Converts whole major units.
impl<C: Currency> From<i64> for Amount<C> {
    fn from(whole: i64) -> Self {
        Decimal::from(whole).into()
    }
}

impl<C> fmt::Display for Amount<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<C: Currency> fmt::Debug for Amount<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Amount({self} {})", C::CODE)
    }
}

impl<C: Currency> Lenient for Amount<C> {
    const EXPECTED: &'static str = Self::EXPECTED.as_str();

    fn from_text(text: &str) -> Option<Self> {
        <Decimal as Lenient>::from_text(text).map(Self::from)
    }
}

impl<C: Currency> Number for Amount<C> {}

impl<C: Currency> TextValue for Amount<C> {
    /// Writes the value. Whole amounts, the usual bounds of a search, need no formatting machinery.
    fn write(&self, to: &mut ValueWriter<'_>) {
        match u64::try_from(self.0.mantissa()) {
            Ok(whole) if self.0.scale() == 0 => to.integer_text(whole),
            _ => to.display(self),
        }
    }

    fn check(&self, limits: &Limits) -> Result<(), ValueError> {
        ParamValue::check(&self.0, limits)
    }
}

text_value!([C: Currency] Amount<C>, Schema::Decimal);

impl<C: Currency> MinorAmount<C> {
    /// Zero.
    pub const ZERO: Self = Self::new(0);

    const EXPECTED: &'static ConstText = &ConstText::of(&["a whole number of ", C::MINOR_NAME]);

    /// Creates an amount of this many minor units.
    #[must_use]
    pub const fn new(minor: i64) -> Self {
        Self(minor, PhantomData)
    }

    /// Returns the number of minor units.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Returns the same amount in the major unit, with all decimals that the minor unit has.
    #[must_use]
    pub fn to_major(self) -> Amount<C> {
        const { assert!(C::MINOR_DIGITS <= 18, "more digits than a number of minor units can have") }
        Decimal::new(self.0, C::MINOR_DIGITS).into()
    }
}

impl<C: Currency> From<i64> for MinorAmount<C> {
    fn from(minor: i64) -> Self {
        Self::new(minor)
    }
}

impl<C> fmt::Display for MinorAmount<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<C: Currency> fmt::Debug for MinorAmount<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MinorAmount({self} {})", C::MINOR_NAME)
    }
}

impl<C: Currency> Number for MinorAmount<C> {}

impl<C: Currency> Lenient for MinorAmount<C> {
    const EXPECTED: &'static str = Self::EXPECTED.as_str();

    fn from_text(text: &str) -> Option<Self> {
        <i64 as Lenient>::from_text(text).map(Self::new)
    }
}

lenient_value!([C: Currency] MinorAmount<C>, Schema::INTEGER);

impl<C: Currency> Serialize for MinorAmount<C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<C: Currency> ParamValue for MinorAmount<C> {
    fn write(&self, to: &mut ValueWriter<'_>) {
        to.integer(self.0);
    }

    fn parse(text: &str) -> Result<Self, ValueError> {
        <i64 as ParamValue>::parse(text).map(Self::new)
    }

    fn check(&self, limits: &Limits) -> Result<(), ValueError> {
        self.0.check(limits)
    }
}

/// Returns the result of an operator.
fn exact<T>(amount: Option<T>) -> T {
    // A wrong amount of money is worse than a panic, in every profile.
    amount
        .unwrap_or_else(|| panic!("the amount is too large to be exact: use `checked_add` and the like to detect this"))
}

/// Checks that nothing was rounded away: a decimal without room for all digits silently drops the last ones.
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
        impl<C: Currency> Default for $money<C> {
            fn default() -> Self {
                Self::ZERO
            }
        }

        impl<C: Currency> $money<C> {
            /// Returns the exact sum, or `None` if it has too many digits.
            ///
            /// ```
            /// use countersign::value::{Currency, MinorAmount};
            /// # /// The euro.
            /// # pub enum Euro {}
            /// # impl Currency for Euro {
            /// #     const CODE: &'static str = "EUR";
            /// #     const NAME: &'static str = "euro";
            /// #     const MINOR_NAME: &'static str = "cents";
            /// #     const MINOR_DIGITS: u32 = 2;
            /// # }
            ///
            /// let sum = MinorAmount::<Euro>::new(690).checked_add(MinorAmount::new(10));
            /// assert_eq!(sum.map(|cents| cents.get()), Some(700));
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            #[must_use]
            pub fn checked_add(self, other: Self) -> Option<Self> {
                self.0.checked_add(other.0).filter(|sum| sum.keeps([self.0, other.0])).map(Self::from)
            }

            /// Returns the exact difference, or `None` if it has too many digits.
            #[must_use]
            pub fn checked_sub(self, other: Self) -> Option<Self> {
                self.0.checked_sub(other.0).filter(|difference| difference.keeps([self.0, other.0])).map(Self::from)
            }

            /// Returns the exact product, or `None` if it has too many digits.
            #[must_use]
            pub fn checked_mul(self, times: u32) -> Option<Self> {
                let times = <$number>::from(times);
                self.0.checked_mul(times).filter(|product| product.keeps([self.0, times])).map(Self::from)
            }
        }

        /// # Panics
        /// Panics if [`checked_add`](Self::checked_add) returns `None`.
        impl<C: Currency> Add for $money<C> {
            type Output = Self;

            fn add(self, other: Self) -> Self {
                exact(self.checked_add(other))
            }
        }

        /// # Panics
        /// Panics if [`checked_add`](Self::checked_add) returns `None`.
        impl<C: Currency> AddAssign for $money<C> {
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        /// # Panics
        /// Panics if [`checked_sub`](Self::checked_sub) returns `None`.
        impl<C: Currency> Sub for $money<C> {
            type Output = Self;

            fn sub(self, other: Self) -> Self {
                exact(self.checked_sub(other))
            }
        }

        /// # Panics
        /// Panics if [`checked_sub`](Self::checked_sub) returns `None`.
        impl<C: Currency> SubAssign for $money<C> {
            fn sub_assign(&mut self, other: Self) {
                *self = *self - other;
            }
        }

        /// # Panics
        /// Panics for the smallest number of minor units, which has no counterpart.
        impl<C: Currency> Neg for $money<C> {
            type Output = Self;

            fn neg(self) -> Self {
                Self::ZERO - self
            }
        }

        /// Multiplies the amount by a whole number.
        ///
        /// # Panics
        /// Panics if [`checked_mul`](Self::checked_mul) returns `None`.
        impl<C: Currency> Mul<u32> for $money<C> {
            type Output = Self;

            fn mul(self, times: u32) -> Self {
                exact(self.checked_mul(times))
            }
        }

        /// # Panics
        /// Panics if [`checked_add`](Self::checked_add) returns `None`.
        impl<C: Currency> Sum for $money<C> {
            fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
                amounts.fold(Self::ZERO, Add::add)
            }
        }
    )+};
}

arithmetic!(Amount(Decimal), MinorAmount(i64));
