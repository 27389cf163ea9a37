//! What markets are made of: words in twelve languages, kinds of goods, and a seed that choices follow from.

pub mod kinds;
pub mod language;
pub mod lists;
pub mod page;
pub mod seed;
