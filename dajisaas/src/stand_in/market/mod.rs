//! The parts of a market: words in twelve languages, kinds of goods, and a seed that decides all choices.

pub mod kinds;
pub mod language;
pub mod lists;
pub mod page;
pub mod seed;
