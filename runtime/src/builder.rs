//! What the builders of requests are made of: whether a required parameter was set is a type.
//!
//! A parameter that may be there or not, such as one that a user typed, is set with `when_some`, which every builder with
//! optional parameters has. `None` leaves the parameter as it was: unset, or with its default.
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

/// The state of a required parameter that was not set.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "generated code writes it, and a state holds nothing else")]
pub struct Missing;

/// The state of a required parameter that was set.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::exhaustive_structs, reason = "generated code writes it, and a state holds nothing else")]
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
