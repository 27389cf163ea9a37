//! Warns about values that are not known to an open enumeration. They are sent unchanged, but are often typos.

use std::collections::BTreeSet;

use countersign::operation::{EnumInfo, Parameter, Schema, Style};
use countersign::param::ReceivedValue;
use countersign::printable::Printable;
use serde_json::Value;

use super::Terminal;
use super::arguments::{self, Values};
use super::failure::Outcome;

/// One warning per unknown value of these options.
pub(super) fn warn(values: &Values, terminal: &mut Terminal<'_>) -> Outcome {
    let mut warned = BTreeSet::new();
    for (parameter, value) in values {
        let (ReceivedValue::Text(text) | ReceivedValue::Json(text)) = value else { continue };
        let mut found = Vec::new();
        typed(&parameter.schema(), parameter, text, &mut found);
        for (unknown, known) in found {
            let option = arguments::long_name(parameter);
            let known: Vec<&str> = known.values().iter().map(countersign::operation::EnumValue::wire).collect();
            let known = known.join(", ");
            let warning = format!("warning: `{}` is not a known value of `--{option}`: {known}", Printable(&unknown));
            if warned.insert(warning.clone()) {
                writeln!(terminal.err, "{warning}")?;
            }
        }
    }
    Ok(())
}

/// The unknown values, each with the known ones.
type Found = Vec<(String, &'static EnumInfo)>;

/// Checks a value as it was typed: a word, words with a separator, or JSON.
fn typed(schema: &Schema, parameter: &Parameter, text: &str, found: &mut Found) {
    match (schema, parameter.style()) {
        (Schema::Enum(info), _) => one(info, text, found),
        (Schema::List(item), Style::Joined(separator)) => {
            text.split(separator).for_each(|word| typed(item, parameter, word.trim(), found));
        }
        _ => match (serde_json::from_str(text), schema) {
            (Ok(value @ (Value::Array(_) | Value::Object(_))), _) => json(schema, &value, found),
            (_, Schema::List(item)) => typed(item, parameter, text, found),
            _ => {}
        },
    }
}

fn json(schema: &Schema, value: &Value, found: &mut Found) {
    match (schema, value) {
        (Schema::Enum(info), Value::String(text)) => one(info, text, found),
        (Schema::Enum(info), Value::Number(number)) => one(info, &number.to_string(), found),
        (Schema::List(item), Value::Array(items)) => items.iter().for_each(|value| json(item, value, found)),
        // A single item of a list, typed without brackets.
        (Schema::List(item), value) => json(item, value, found),
        (Schema::Map(inner), Value::Object(members)) => members.values().for_each(|value| json(inner, value, found)),
        (Schema::SingleMember(names, inner), Value::Object(members)) => {
            for (name, value) in members {
                one(names, name, found);
                json(inner, value, found);
            }
        }
        (Schema::Object(info), Value::Object(members)) => {
            let fields = info().fields().iter();
            let given = fields.filter_map(|field| Some((field.schema(), members.get(field.wire_name())?)));
            given.for_each(|(schema, value)| json(&schema, value, found));
        }
        _ => {}
    }
}

fn one(info: &'static EnumInfo, text: &str, found: &mut Found) {
    if !info.values().iter().any(|value| value.wire() == text) {
        found.push((text.to_owned(), info));
    }
}
