//! Types that a page's number can have.

/// A whole number that counts pages.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot count pages",
    note = "the field of `paginate(page = …)` is a whole number, such as `u32`, or an `Option` of one"
)]
pub trait PageNumber {
    /// The number. One that is not set counts as 1.
    fn get(&self) -> u64;

    /// Sets the number; one that is too large for the type becomes the largest.
    fn set(&mut self, number: u64);
}

macro_rules! page_number {
    ($($type:ty),*) => {$(
        impl PageNumber for $type {
            fn get(&self) -> u64 {
                u64::try_from(*self).unwrap_or_default()
            }

            fn set(&mut self, number: u64) {
                *self = Self::try_from(number).unwrap_or(Self::MAX);
            }
        }
    )*};
}

page_number!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

impl<N: PageNumber + Default> PageNumber for Option<N> {
    fn get(&self) -> u64 {
        self.as_ref().map_or(1, N::get)
    }

    fn set(&mut self, number: u64) {
        self.get_or_insert_default().set(number);
    }
}
