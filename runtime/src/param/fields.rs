//! Reads several fields of a request at once, where `#[endpoint]` can tell that their types are parameters.
//!
//! One call per field would cost the compiler an exit for every field, with clean-up of all fields before it; a tuple
//! has one. Each field is read by [`Received`] according to its place in the table.

use super::{ParamValue, ParameterError, Received};
use crate::decode::Decode;
use crate::operation::{Presence, Schema};

impl Received<'_> {
    /// Reads the fields from the parameter at `first` on, in the order of their table.
    ///
    /// ```
    /// # use countersign::operation::{Method, Operation, PathTemplate};
    /// # use countersign::param::{Encoder, ParameterError, Received};
    /// # use countersign::Endpoint;
    /// # struct FindBooks { title: String, page: Option<u32> }
    /// # impl Endpoint for FindBooks {
    /// #     type Response = Vec<String>;
    /// #     const OPERATION: &'static Operation = &Operation::ANY;
    /// #     fn encode(&self, to: &mut Encoder<'_>) -> Result<(), ParameterError> {
    /// #         to.all(0, &[&self.title, &self.page])
    /// #     }
    /// // In the `read_fields` of a request with the fields `title` and `page`:
    /// fn read_fields(from: &Received<'_>) -> Result<Self, ParameterError> {
    ///     let (title, page) = from.all(0)?;
    ///     Ok(Self { title, page })
    /// }
    /// # }
    /// ```
    ///
    /// # Errors
    /// The first parameter that is missing, repeated or invalid.
    pub fn all<F: ReadFields>(&self, first: usize) -> Result<F, ParameterError> {
        F::read(self, first)
    }
}

/// A field of a request, of any shape: `T`, `Option<T>` or `Vec<T>`.
pub trait ReadField: Decode {
    /// What its shape says of the parameter's presence.
    const PRESENCE: Presence;

    /// Reads the parameter at `index`.
    ///
    /// # Errors
    /// It is missing, repeated or invalid.
    fn read(from: &Received<'_>, index: usize) -> Result<Self, ParameterError>;
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> ReadField for T {
    const PRESENCE: Presence = Presence::Required;

    fn read(from: &Received<'_>, index: usize) -> Result<Self, ParameterError> {
        from.required(index)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> ReadField for Option<T> {
    const PRESENCE: Presence = Presence::Optional;

    fn read(from: &Received<'_>, index: usize) -> Result<Self, ParameterError> {
        from.optional(index)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> ReadField for Option<Vec<T>> {
    const PRESENCE: Presence = Presence::Optional;

    fn read(from: &Received<'_>, index: usize) -> Result<Self, ParameterError> {
        from.optional_list(index)
    }
}

#[diagnostic::do_not_recommend]
impl<T: ParamValue> ReadField for Vec<T> {
    const PRESENCE: Presence = Presence::List;

    fn read(from: &Received<'_>, index: usize) -> Result<Self, ParameterError> {
        from.list(index)
    }
}

/// Adjacent fields of the table: a tuple of up to twelve.
pub trait ReadFields: Sized {
    /// What each field's type says of its parameter.
    const KINDS: &'static [(Schema, Presence)];

    /// Reads the parameters from `first` on.
    ///
    /// # Errors
    /// The first parameter that is missing, repeated or invalid.
    fn read(from: &Received<'_>, first: usize) -> Result<Self, ParameterError>;
}

macro_rules! read_tuples {
    ($($field:ident: $offset:literal),+) => {
        impl<$($field: ReadField),+> ReadFields for ($($field,)+) {
            const KINDS: &'static [(Schema, Presence)] = &[$(($field::SCHEMA, $field::PRESENCE)),+];

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
