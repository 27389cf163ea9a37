//! What the builders of requests are made of: whether a required parameter was set is a type.

/// The state of a required parameter that was not set.
#[derive(Clone, Copy, Debug)]
pub struct Missing;

/// The state of a required parameter that was set.
#[derive(Clone, Copy, Debug)]
pub struct Set<T>(pub T);

/// A state that holds a value: only [`Set`] does.
pub trait Provided<T> {
    /// The value.
    fn into_value(self) -> T;
}

impl<T> Provided<T> for Set<T> {
    fn into_value(self) -> T {
        self.0
    }
}
