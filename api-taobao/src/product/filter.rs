//! A condition on the products of a search.

use std::fmt;
use std::str::FromStr;

use countersign::param::ValueError;

use crate::Fen;

/// A condition on the products of a search, such as `min_price:2000`. Only two conditions are known: limits of the
/// price, in **fen**, whereas the prices of the answer are in yuan (upstream).
///
/// ```
/// use api_taobao::{Fen, SearchFilter};
///
/// assert_eq!(SearchFilter::min_price(Fen::new(2000)).to_string(), "min_price:2000");
/// assert_eq!("free_postage".parse::<SearchFilter>()?.to_string(), "free_postage");
/// # Ok::<(), countersign::param::ValueError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SearchFilter(String);

impl SearchFilter {
    /// Limits the price from below.
    ///
    /// ```
    /// use api_taobao::{Fen, SearchFilter};
    ///
    /// assert_eq!(SearchFilter::min_price(Fen::new(2000)).to_string(), "min_price:2000");
    /// ```
    #[must_use]
    pub fn min_price(price: Fen) -> Self {
        Self(format!("min_price:{}", price.get()))
    }

    /// Limits the price from above.
    ///
    /// ```
    /// use api_taobao::{Fen, SearchFilter};
    ///
    /// assert_eq!(SearchFilter::max_price(Fen::new(5000)).to_string(), "max_price:5000");
    /// ```
    #[must_use]
    pub fn max_price(price: Fen) -> Self {
        Self(format!("max_price:{}", price.get()))
    }

    /// Returns the name and the value, if it has one.
    ///
    /// ```
    /// use api_taobao::{Fen, SearchFilter};
    ///
    /// assert_eq!(SearchFilter::min_price(Fen::new(2000)).parts(), ("min_price", Some("2000")));
    /// assert_eq!("free_postage".parse::<SearchFilter>()?.parts(), ("free_postage", None));
    /// # Ok::<(), countersign::param::ValueError>(())
    /// ```
    #[must_use]
    pub fn parts(&self) -> (&str, Option<&str>) {
        self.0.split_once(':').map_or((&self.0, None), |(name, value)| (name, Some(value)))
    }
}

impl fmt::Display for SearchFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for SearchFilter {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        match text {
            "" => Err(ValueError::new("a filter such as `min_price:2000`", format_args!("{text:?}"))),
            _ => Ok(Self(text.to_owned())),
        }
    }
}
