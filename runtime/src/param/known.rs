//! Requests whose fields all have types that their names imply, such as `Option<String>`.
//!
//! One list of the fields serves `encode`, `Debug` and `PartialEq`. Otherwise, the compiler would process each of them
//! field by field, which took a tenth of the time of a declaration.

use std::any::Any;
use std::fmt;

use super::{EncodeField, Encoder, ParameterError};

/// A field of such a request.
pub trait KnownField: EncodeField + fmt::Debug + Any {
    /// Returns whether the other field has the same type and value.
    fn equals(&self, other: &dyn KnownField) -> bool;
}

impl<T: EncodeField + fmt::Debug + PartialEq + Any> KnownField for T {
    fn equals(&self, other: &dyn KnownField) -> bool {
        (other as &dyn Any).downcast_ref::<T>() == Some(self)
    }
}

/// Encodes all fields; see `Endpoint::encode`.
///
/// # Errors
/// The first value that violates a rule of its definition.
pub fn encode_known(fields: &[&dyn KnownField], to: &mut Encoder<'_>) -> Result<(), ParameterError> {
    fields.iter().enumerate().try_for_each(|(index, field)| field.encode(index, to))
}

/// Returns whether the fields are those of equal requests.
pub fn equal_known(fields: &[&dyn KnownField], others: &[&dyn KnownField]) -> bool {
    fields.iter().zip(others).all(|(field, other)| field.equals(*other))
}
