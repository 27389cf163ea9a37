//! A share of a whole, written as `20%` or as a fraction.

use std::fmt;

use rust_decimal::Decimal;

use super::{TextValue, text_value};
use crate::decode::Lenient;
use crate::operation::Schema;

/// A share of a whole: reads `20%` and the fraction `0.2`, prints `20%`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent {
    fraction: Decimal,
}

impl Percent {
    /// Returns the share as a fraction of one: `0.2` for 20 %.
    ///
    /// ```
    /// use countersign::value::Percent;
    ///
    /// let share: Percent = "20%".parse()?;
    /// assert_eq!(share.as_fraction().to_string(), "0.20");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_fraction(self) -> Decimal {
        self.fraction
    }

    /// Creates a share from a fraction of one.
    ///
    /// ```
    /// use countersign::value::Percent;
    /// use rust_decimal::Decimal;
    ///
    /// assert_eq!(Percent::from_fraction(Decimal::new(125, 3)).to_string(), "12.5%");
    /// ```
    #[must_use]
    pub fn from_fraction(fraction: Decimal) -> Self {
        Self { fraction }
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.fraction.checked_mul(Decimal::ONE_HUNDRED) {
            Some(hundredths) => f.pad(&format!("{}%", hundredths.normalize())),
            None => self.fraction.fmt(f),
        }
    }
}

impl Lenient for Percent {
    const EXPECTED: &'static str = "a share, such as 20% or 0.2";

    fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let fraction = match text.strip_suffix('%') {
            Some(hundredths) => hundredth(<Decimal as Lenient>::from_text(hundredths)?)?,
            None => <Decimal as Lenient>::from_text(text)?,
        };
        Some(Self { fraction })
    }
}

/// Returns a hundredth of a number, or `None` if it has too many digits, of which a division would round the last ones.
fn hundredth(number: Decimal) -> Option<Decimal> {
    let shifted = |mut number: Decimal| number.set_scale(number.scale() + 2).ok().map(|()| number);
    shifted(number).or_else(|| shifted(number.normalize()))
}

impl TextValue for Percent {}

text_value!([] Percent, Schema::String);
