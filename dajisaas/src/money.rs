//! Amounts in the currency of the vendor.

use countersign::value::{Amount, Currency, MinorAmount};

/// China's currency.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "a type parameter, without values")]
pub enum Cny {}

impl Currency for Cny {
    const CODE: &'static str = "CNY";
    const NAME: &'static str = "yuan";
    const MINOR_NAME: &'static str = "fen";
    const MINOR_DIGITS: u32 = 2;
}

/// An exact amount in yuan. It is displayed with as many decimals as it was read with.
///
/// ```
/// use dajisaas::{Fen, Yuan};
///
/// let price: Yuan = "6.90".parse()?;
/// assert_eq!(price.to_string(), "6.90");
/// assert_eq!((price * 3).to_minor(), Some(Fen::new(2070)));
/// # Ok::<(), countersign::param::ValueError>(())
/// ```
pub type Yuan = Amount<Cny>;

/// A whole number of fen, hundredths of a yuan.
///
/// ```
/// use dajisaas::Fen;
///
/// assert_eq!(Fen::new(690).to_major().to_string(), "6.90");
/// ```
pub type Fen = MinorAmount<Cny>;
