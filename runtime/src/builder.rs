//! The parts that request builders are made of: whether a required parameter was set is encoded in a type.
//!
//! To set an optional parameter from an `Option`, such as a value that a user may have typed, use `when_some`, which
//! every builder with optional parameters has. `None` leaves the parameter as it was: unset, or with its default.
//!
//! ```
//! use countersign::endpoint;
//!
//! /// Looks for books.
//! #[endpoint(GET, "/books", response = Vec<String>)]
//! pub struct FindBooks {
//!     /// A word of the title.
//!     pub title: Option<String>,
//!     /// The most books to return.
//!     #[param(default = 10)]
//!     pub limit: u32,
//! }
//!
//! let (typed, limit): (Option<&str>, Option<u32>) = (Some("Faust"), None);
//! let request = FindBooks::builder()
//!     .when_some(typed, |find, title| find.title(title))
//!     .when_some(limit, |find, limit| find.limit(limit))
//!     .build();
//! assert_eq!((request.title.as_deref(), request.limit), (Some("Faust"), 10));
//! ```

/// The state of a required parameter that has not been set.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "generated code writes it, and a state holds nothing else")]
pub struct Missing;

/// The state of a required parameter that has been set.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "generated code writes it, and a state holds nothing else")]
pub struct Set<T>(pub T);

/// A state that holds a value. Only [`Set`] implements it.
pub trait Provided<T> {
    /// Returns the value.
    fn into_value(self) -> T;
}

impl<T> Provided<T> for Set<T> {
    fn into_value(self) -> T {
        self.0
    }
}

/// A required parameter that can still be set. Only [`Missing`] implements it.
#[diagnostic::on_unimplemented(
    message = "this required parameter is set twice",
    label = "already set: remove one of the two calls"
)]
pub trait Unset {}

impl Unset for Missing {}

/// A value that a setter accepts for a parameter of type `T`: everything that converts into `T`.
#[diagnostic::on_unimplemented(
    message = "expected `{T}`, found `{Self}`",
    label = "expected `{T}`",
    note = "the known values of an enumeration are its variants; any other value is read from text with `.parse()`"
)]
pub trait Argument<T> {
    /// Converts the value.
    fn into_argument(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T, V: Into<T>> Argument<T> for V {
    fn into_argument(self) -> T {
        self.into()
    }
}

/// The condition under which a builder is a future. Nothing implements it, because a call starts with `send`.
///
/// It lets the compiler report what is missing where `.send()` was forgotten.
#[diagnostic::on_unimplemented(message = "this request was not sent", label = "`.send()` is missing before this")]
pub trait Sent {
    /// The output of the call.
    type Outcome;
}
