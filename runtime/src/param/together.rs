//! Rules over several parameters of a request: `require_one_of` and `span`.
//!
//! Both sides of the wire check them, on the text that is sent: [`prepare`](crate::prepare) before it signs, the server
//! before it reads the fields. Rules of a single parameter are in `encoder.rs` and the types.

use std::borrow::Cow;

use super::error::ParameterError;
use crate::operation::{DaySpan, Operation, Parameter, Schema};
use crate::value::Date;
use crate::value::ValueError;

/// Refuses a request that violates such a rule. `text` returns what is sent for a parameter; for a file, anything.
pub(crate) fn check_together<'t>(
    operation: &Operation,
    text: impl Fn(&Parameter) -> Option<Cow<'t, str>>,
) -> Result<(), ParameterError> {
    for group in operation.require_one_of() {
        check_one_of(operation, group, &text)?;
    }
    operation.spans().iter().try_for_each(|span| check_span(operation, span, &text))
}

fn check_one_of<'t>(
    operation: &Operation,
    group: &[&str],
    text: impl Fn(&Parameter) -> Option<Cow<'t, str>>,
) -> Result<(), ParameterError> {
    let parameters: Vec<_> = group.iter().filter_map(|name| operation.parameter(name)).collect();
    let set = parameters.iter().filter(|parameter| text(parameter).is_some()).count();
    if set == 1 { Ok(()) } else { Err(ParameterError::one_of(&parameters, set)) }
}

/// Checks a span. An absent or unreadable day is the concern of another rule.
fn check_span<'t>(
    operation: &Operation,
    span: &DaySpan,
    text: impl Fn(&Parameter) -> Option<Cow<'t, str>>,
) -> Result<(), ParameterError> {
    let day = |name: &str| {
        let parameter = operation.parameter(name)?;
        let Schema::Date(pattern) = parameter.schema() else { return None };
        Some((parameter, <Date>::read(&text(parameter)?, pattern)?, pattern))
    };
    let (Some((first, from, pattern)), Some((last, until, own))) = (day(span.from()), day(span.until())) else {
        return Ok(());
    };
    let refuse = |rule: String| Err(ParameterError::value(last, ValueError::new(rule, until.written(own))));
    let first = format!("`{}` ({})", first.wire_name(), from.written(pattern));
    if until < from {
        return refuse(format!("{first} or later"));
    }
    match from.plus_months(span.months()) {
        Some(latest) if until > latest => {
            let months = if span.months() == 1 { String::from("1 month") } else { format!("{} months", span.months()) };
            refuse(format!("at most {months} after {first}, so {} or earlier", latest.written(own)))
        }
        _ => Ok(()),
    }
}
