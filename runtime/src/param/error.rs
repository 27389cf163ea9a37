//! Errors of parameters. They contain the name, the rule and the value, but never a secret.

use std::borrow::Cow;
use std::fmt;

use crate::operation::{Parameter, Place};
use crate::printable::Printable;
use crate::value::ValueError;

/// A parameter that cannot be sent, or that was received in violation of its definition.
///
/// ```
/// use countersign::operation::{Parameter, Place, Schema};
/// use countersign::param::{ParameterError, ValueError};
///
/// const PAGE: Parameter = Parameter::new("page_number", "pageNo", Schema::INTEGER);
///
/// let missing = ParameterError::missing(&PAGE);
/// assert!(missing.is_missing());
/// assert_eq!((missing.name(), missing.wire_name()), ("page_number", "pageNo"));
///
/// let wrong = ParameterError::value(&PAGE, ValueError::new("100 or less", 101));
/// assert!(wrong.to_string().ends_with("must be 100 or less, is 101"));
///
/// let unknown = ParameterError::unknown("pageNumber", Place::Query);
/// assert_eq!(unknown.wire_name(), "pageNumber");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterError {
    name: Cow<'static, str>,
    wire_name: Cow<'static, str>,
    place: Option<Place>,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Value(ValueError),
    Missing,
    Repeated,
    OneOf { names: String, set: usize },
    NotParsable,
    Malformed(String),
}

impl ParameterError {
    /// Returns the error of a value that breaks a rule.
    #[cold]
    pub fn value(parameter: &Parameter, error: ValueError) -> Self {
        Self::of(parameter, Problem::Value(error))
    }

    /// Returns the error of a parameter that did not arrive.
    pub fn missing(parameter: &Parameter) -> Self {
        Self::of(parameter, Problem::Missing)
    }

    /// Returns the error of something that arrived and is not declared.
    pub fn unknown(name: &str, place: Place) -> Self {
        Self::added(name, place, ValueError::new("left out: it is not declared", format_args!("`{name}`")))
    }

    pub(crate) fn repeated(parameter: &Parameter) -> Self {
        Self::of(parameter, Problem::Repeated)
    }

    #[cold]
    pub(crate) fn one_of(parameters: &[&Parameter], set: usize) -> Self {
        let names = parameters.iter().map(|each| format!("`{}`", each.wire_name())).collect::<Vec<_>>().join(", ");
        Self { problem: Problem::OneOf { names, set }, ..Self::not_parsable() }
    }

    /// Creates an error about the request as a whole.
    #[cold]
    pub(crate) fn malformed(problem: impl fmt::Display) -> Self {
        Self { problem: Problem::Malformed(problem.to_string()), ..Self::not_parsable() }
    }

    pub(crate) const fn not_parsable() -> Self {
        Self { name: Cow::Borrowed(""), wire_name: Cow::Borrowed(""), place: None, problem: Problem::NotParsable }
    }

    /// Creates an error about a value that a scheme adds to a request and that cannot be sent there.
    #[cold]
    pub(crate) fn added(name: &str, place: Place, error: ValueError) -> Self {
        let name: Cow<'static, str> = Cow::Owned(name.to_owned());
        Self { wire_name: name.clone(), name, place: Some(place), problem: Problem::Value(error) }
    }

    #[cold]
    fn of(parameter: &Parameter, problem: Problem) -> Self {
        Self {
            name: Cow::Borrowed(parameter.name()),
            wire_name: Cow::Borrowed(parameter.wire_name()),
            place: Some(parameter.place()),
            problem,
        }
    }

    /// Returns the name of the Rust field. Empty if the error is about the request as a whole.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the name on the wire. Empty if the error is about the request as a whole.
    pub fn wire_name(&self) -> &str {
        &self.wire_name
    }

    /// Returns whether the parameter is required and missing.
    pub fn is_missing(&self) -> bool {
        matches!(self.problem, Problem::Missing)
    }
}

impl fmt::Display for ParameterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "parameter `{}` (", self.name)?;
            if self.name != self.wire_name {
                write!(f, "`{}` ", self.wire_name)?;
            }
            write!(f, "in the {}) ", place.as_str())?;
        }
        match &self.problem {
            Problem::Value(error) => error.fmt(f),
            Problem::Missing => f.write_str("is required and missing"),
            Problem::Repeated => f.write_str("is given more than once"),
            Problem::OneOf { names, set: 0 } => write!(f, "exactly one of {names} must be set, but none is"),
            Problem::OneOf { names, set } => write!(f, "exactly one of {names} must be set, but {set} are"),
            Problem::NotParsable => f.write_str("this operation cannot be read from a request"),
            Problem::Malformed(problem) => write!(f, "{}", Printable(problem)),
        }
    }
}

impl std::error::Error for ParameterError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            Problem::Value(error) => Some(error),
            _ => None,
        }
    }
}
