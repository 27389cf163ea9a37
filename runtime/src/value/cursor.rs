//! The types of parameters that select a page, and of members of answers that lead to the next page.

use super::{TimeStyle, Timestamp};

/// A whole number that counts pages, or the items before a page.
///
/// `#[endpoint(pages(page = …))]` requires it for the field that it names.
pub trait PageNumber {}

/// A value that identifies where the next page begins: a string, a whole number, an id or a time.
///
/// `#[endpoint(pages(cursor = …))]` requires it for the field and the member that it names. Implement it for a custom
/// type that is one of these on the wire; the value is examined as JSON.
pub trait Cursor {}

macro_rules! whole_numbers {
    ($($number:ty),+) => {$(
        impl PageNumber for $number {}
        impl Cursor for $number {}
    )+};
}

whole_numbers!(u8, u16, u32, u64, i8, i16, i32, i64);

impl<T: PageNumber> PageNumber for Option<T> {}

impl Cursor for String {}
impl<S: TimeStyle> Cursor for Timestamp<S> {}
impl<T: Cursor> Cursor for Option<T> {}
