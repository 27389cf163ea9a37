//! The error of an invalid address.

use std::fmt;

/// A base URL or a path that was refused. `Display` names the rule, the place, and a valid spelling.
///
/// It converts to an [`Error`](crate::Error) of the kind [`Configuration`](crate::ErrorKind::Configuration).
#[derive(Clone, PartialEq, Eq)]
pub struct AddressError {
    message: String,
}

impl AddressError {
    pub(super) fn new(message: String) -> Self {
        Self { message }
    }
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AddressError({})", self.message)
    }
}

impl std::error::Error for AddressError {}
