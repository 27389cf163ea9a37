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

/// A required parameter that can still be set: only [`Missing`] is.
#[diagnostic::on_unimplemented(
    message = "a required parameter is set twice",
    label = "this parameter is set already: remove one of the two calls"
)]
pub trait Unset {}

impl Unset for Missing {}

/// A value that a setter takes for a parameter of type `T`: everything that converts into `T`.
#[diagnostic::on_unimplemented(
    message = "expected `{T}`, found `{Self}`",
    label = "expected `{T}`",
    note = "the known values of an enumeration are its variants; any other value is read from text with `.parse()`"
)]
pub trait Argument<T> {
    /// Converts it.
    fn into_argument(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T, V: Into<T>> Argument<T> for V {
    fn into_argument(self) -> T {
        self.into()
    }
}

/// What a builder would have to be bound to for `.await`: nothing is, because a call begins with `send`.
///
/// Builders are futures under this condition, so that the compiler says what is missing where `.send()` was forgotten.
#[diagnostic::on_unimplemented(message = "this request was not sent", label = "`.send()` is missing before this")]
pub trait Sent {
    /// What the call returns.
    type Outcome;
}
