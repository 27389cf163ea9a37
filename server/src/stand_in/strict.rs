//! Requests exactly as the declarations describe them.
//!
//! A server reads numbers in quotes and assumes defaults. A strict stand-in shows a client that was not made from the
//! declarations what the vendor might refuse.

use countersign::operation::{Body, Notation, Parameter, Place, Presence, Schema, Style};
use countersign::param::{ParameterError, Received, ValueError};
use serde_json::Value;

/// Refuses a request without a parameter that clients send by default, with an undeclared parameter in the query, with
/// an empty string for a joined list, or with a value in a JSON body of another type than clients send.
pub(super) fn check(received: &Received<'_>) -> Result<(), ParameterError> {
    let operation = received.operation();
    let arrived = received.parameters();
    let unknown =
        arrived.iter().find(|each| each.place() == Place::Query && !received.is_known(Place::Query, each.name()));
    if let Some(unknown) = unknown {
        return Err(ParameterError::unknown(unknown.name(), unknown.place()));
    }
    // The body as it arrived: the parameters do not contain `null`.
    let body = Some(received.body()).filter(|_| operation.body() == Body::Json);
    let body: Value = body.and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default();
    for parameter in operation.parameters() {
        if parameter.presence() == Presence::Default && !arrived.iter().any(|each| each.is_of(parameter)) {
            return Err(ParameterError::missing(parameter));
        }
        let is_empty = arrived.iter().any(|each| each.is_of(parameter) && each.text() == Some(""));
        if is_empty && matches!(parameter.style(), Style::Joined(_)) {
            return Err(ParameterError::value(parameter, ValueError::new("a list with items, or no parameter", "")));
        }
        if let Some(value) = body.get(parameter.wire_name()).filter(|_| parameter.place() == Place::Body) {
            fits(parameter, value).map_err(|error| ParameterError::value(parameter, error))?;
        }
    }
    Ok(())
}

fn fits(parameter: &Parameter, value: &Value) -> Result<(), ValueError> {
    let schema = match parameter.style() {
        Style::JsonText | Style::Joined(_) => Schema::String,
        _ => parameter.schema(),
    };
    let is_cleared = value.is_null() && parameter.presence() == Presence::Nullable;
    if is_cleared { Ok(()) } else { has_type(value, &schema, parameter.style() == Style::Number) }
}

/// Returns whether a value has the type that clients send. With `is_number`, they send digits as a number.
fn has_type(value: &Value, schema: &Schema, is_number: bool) -> Result<(), ValueError> {
    let (has, rule) = match schema {
        Schema::Any | Schema::Nothing => return Ok(()),
        Schema::Enum(info) if info.integer() || is_number => {
            (value.is_number() || value.is_string(), "a number or text")
        }
        Schema::Integer { .. } | Schema::Number => (value.is_number(), "a JSON number"),
        Schema::Timestamp(notation @ (Notation::Seconds | Notation::Milliseconds)) => {
            let second = if *notation == Notation::Seconds { 1 } else { 1_000 };
            let years = 0..=253_402_207_199 * second;
            (value.as_i64().is_some_and(|time| years.contains(&time)), "a JSON number, from 1970 to 9999")
        }
        Schema::Decimal | Schema::Id if is_number => (value.is_number(), "a JSON number"),
        Schema::Boolean => (value.is_boolean(), "`true` or `false`"),
        Schema::List(_) => (value.is_array(), "a JSON list"),
        Schema::Map(_) | Schema::Object(_) | Schema::SingleMember(..) => (value.is_object(), "a JSON object"),
        Schema::Id | Schema::Decimal | Schema::Timestamp(_) | Schema::Date(_) => {
            (value.as_str().is_some_and(|text| !text.is_empty()), "a JSON string that is not empty")
        }
        _ => (value.is_string(), "a JSON string"),
    };
    if !has {
        return Err(ValueError::new(rule, value));
    }
    let mut items =
        value.as_array().into_iter().flatten().chain(value.as_object().into_iter().flat_map(|all| all.values()));
    match schema {
        Schema::Object(info) => info().fields().iter().try_for_each(|field| match value.get(field.wire_name()) {
            None if field.required() => Err(ValueError::new(format!("an object with `{}`", field.wire_name()), value)),
            None => Ok(()),
            Some(Value::Null) if field.nullable() => Ok(()),
            Some(member) => has_type(member, &field.schema(), field.number()),
        }),
        Schema::List(item) | Schema::Map(item) | Schema::SingleMember(_, item) => {
            items.try_for_each(|each| has_type(each, item, is_number))
        }
        _ => Ok(()),
    }
}
