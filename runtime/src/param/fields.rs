//! Several fields of a request at once: what `#[endpoint]` reads where the types surely are parameters.
//!
//! One call a field would give the compiler a way out, with clean-up of all fields before, for every field; a tuple has
//! one. Nothing is decided here: each field is read by [`Received`] as its place in the table says.

use super::{ParamValue, ParameterError, Received};

impl Received<'_> {
    /// The fields from the parameter at `first` on, in the order of their table.
    ///
    /// # Errors
    /// The first that is missing, given twice, or no such value.
    pub fn all<F: ReadFields>(&self, first: usize) -> Result<F, ParameterError> {
        F::read(self, first)
    }
}

/// A field of a request, whatever its shape: `T`, `Option<T>` or `Vec<T>`.
pub trait ReadField: Sized {
    /// Reads the parameter at `index`.
    ///
    /// # Errors
    /// It is missing, given twice, or no such value.
    fn read(from: &Received<'_>, index: usize) -> Result<Self, ParameterError>;
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> ReadField for T {
    fn read(from: &Received<'_>, index: usize) -> Result<Self, ParameterError> {
        from.required(index)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> ReadField for Option<T> {
    fn read(from: &Received<'_>, index: usize) -> Result<Self, ParameterError> {
        from.optional(index)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> ReadField for Option<Vec<T>> {
    fn read(from: &Received<'_>, index: usize) -> Result<Self, ParameterError> {
        from.optional_list(index)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> ReadField for Vec<T> {
    fn read(from: &Received<'_>, index: usize) -> Result<Self, ParameterError> {
        from.list(index)
    }
}

/// Fields that stand together in the table: a tuple of up to twelve.
pub trait ReadFields: Sized {
    /// Reads the parameters from `first` on.
    ///
    /// # Errors
    /// The first that is missing, given twice, or no such value.
    fn read(from: &Received<'_>, first: usize) -> Result<Self, ParameterError>;
}

macro_rules! read_tuples {
    ($($field:ident: $offset:literal),+) => {
        impl<$($field: ReadField),+> ReadFields for ($($field,)+) {
            fn read(from: &Received<'_>, first: usize) -> Result<Self, ParameterError> {
                Ok(($($field::read(from, first + $offset)?,)+))
            }
        }
    };
}

read_tuples!(A: 0);
read_tuples!(A: 0, B: 1);
read_tuples!(A: 0, B: 1, C: 2);
read_tuples!(A: 0, B: 1, C: 2, D: 3);
read_tuples!(A: 0, B: 1, C: 2, D: 3, E: 4);
read_tuples!(A: 0, B: 1, C: 2, D: 3, E: 4, F: 5);
read_tuples!(A: 0, B: 1, C: 2, D: 3, E: 4, F: 5, G: 6);
read_tuples!(A: 0, B: 1, C: 2, D: 3, E: 4, F: 5, G: 6, H: 7);
read_tuples!(A: 0, B: 1, C: 2, D: 3, E: 4, F: 5, G: 6, H: 7, I: 8);
read_tuples!(A: 0, B: 1, C: 2, D: 3, E: 4, F: 5, G: 6, H: 7, I: 8, J: 9);
read_tuples!(A: 0, B: 1, C: 2, D: 3, E: 4, F: 5, G: 6, H: 7, I: 8, J: 9, K: 10);
read_tuples!(A: 0, B: 1, C: 2, D: 3, E: 4, F: 5, G: 6, H: 7, I: 8, J: 9, K: 10, L: 11);
