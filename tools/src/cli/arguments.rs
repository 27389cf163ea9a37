//! Parameters as options: `--page-size 20`, `--cargo @lines.json`.
//!
//! A value is parsed like a received one: by the operation's own parser, with its limits and its messages.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, ArgAction, ArgMatches, Command};
use countersign::operation::{Body, EnumInfo, FieldInfo, Operation, Parameter, Place, Presence, Schema, Style};
use countersign::param::{ParameterError, Received, ReceivedValue};
use countersign::value::File;
use countersign::{DynEndpoint, Entry};
use serde_json::Value;

use super::failure::Failure;
use super::text;
use crate::docs;

/// Options that every operation has. A parameter with such a name gets another option.
const TAKEN: [&str; 17] = [
    "json",
    "dry-run",
    "explain",
    "all",
    "body",
    "yes",
    "base-url",
    "base-url-of",
    "parameter",
    "without",
    "allow-unencrypted",
    "header",
    "user-agent",
    "path",
    "other-reading",
    "help",
    "version",
];

/// The option of a parameter.
pub(super) fn option(parameter: &'static Parameter) -> Arg {
    let is_list = matches!(parameter.schema(), Schema::List(_)) || is_map(parameter);
    let action = if is_list { ArgAction::Append } else { ArgAction::Set };
    let option = Arg::new(parameter.name())
        .long(long_name(parameter))
        .value_name(if is_map(parameter) { "NAME=VALUE" } else { value_name(&parameter.schema()) })
        .required(parameter.presence() == Presence::Required)
        .action(action)
        .allow_negative_numbers(true)
        .help(help(parameter));
    match enumeration(&parameter.schema()) {
        Some(known) => option.value_parser(OpenValues(known)),
        None => option,
    }
}

/// Whether it is a map whose entries are passed one by one.
fn is_map(parameter: &Parameter) -> bool {
    matches!(parameter.style(), Style::Entries | Style::Brackets)
}

/// The name of a sub-command or an option.
pub(super) fn kebab(snake: &str) -> String {
    snake.replace('_', "-")
}

pub(super) fn long_name(parameter: &Parameter) -> String {
    let name = kebab(parameter.name());
    if TAKEN.contains(&name.as_str()) { format!("parameter-{name}") } else { name }
}

fn help(parameter: &Parameter) -> String {
    let mut help = docs::flowing(parameter.docs());
    if let Some(members) = members(&parameter.schema()) {
        help.push_str(&format!(" [members: {members}]"));
    }
    if let Some(default) = parameter.default() {
        help.push_str(&format!(" [default: {}]", default()));
    }
    if parameter.presence() == Presence::Nullable {
        help.push_str(" [null clears it]");
    }
    if let Some(deprecated) = parameter.deprecated() {
        help.push_str(&format!(" [{deprecated}]"));
    }
    help
}

/// The members of a nested value, as they are typed; those that may be left out end with `?`.
fn members(schema: &Schema) -> Option<String> {
    match schema {
        Schema::Object(info) => {
            let member =
                |field: &FieldInfo| format!("{}{}", field.wire_name(), if field.required() { "" } else { "?" });
            Some(info().fields().iter().map(member).collect::<Vec<_>>().join(", "))
        }
        Schema::List(item) => members(item),
        _ => None,
    }
}

fn value_name(schema: &Schema) -> &'static str {
    match schema {
        Schema::Integer { .. } => "INTEGER",
        Schema::Number | Schema::Decimal => "NUMBER",
        Schema::Id => "ID",
        Schema::Boolean => "true|false",
        Schema::Timestamp(_) => "TIME",
        Schema::Date(_) => "DAY",
        Schema::Base64 | Schema::File => "BASE64|@FILE",
        Schema::Bytes => "TEXT|@FILE",
        Schema::Any | Schema::Nothing | Schema::Object(_) | Schema::SingleMember(..) | Schema::Map(_) => "JSON",
        Schema::List(item) => value_name(item),
        _ => "TEXT",
    }
}

fn enumeration(schema: &Schema) -> Option<&'static EnumInfo> {
    match schema {
        Schema::Enum(info) => Some(info),
        Schema::List(item) => enumeration(item),
        _ => None,
    }
}

/// Shows and completes the known values, and accepts any other, because enumerations are open.
#[derive(Clone)]
struct OpenValues(&'static EnumInfo);

impl TypedValueParser for OpenValues {
    type Value = String;

    fn parse_ref(&self, command: &Command, option: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        clap::builder::StringValueParser::new().parse_ref(command, option, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let value = |value: &countersign::operation::EnumValue| {
            PossibleValue::new(value.wire()).help(docs::summary(value.docs()).unwrap_or_default())
        };
        Some(Box::new(self.0.values().iter().map(value)))
    }
}

/// The values of an operation's parameters, as typed or read from files.
pub(super) type Values = Vec<(&'static Parameter, ReceivedValue<'static>)>;

/// Reads the options of an operation.
pub(super) fn values(operation: &'static Operation, matches: &ArgMatches) -> Result<Values, Failure> {
    let mut values = Values::new();
    for parameter in operation.parameters() {
        let Some(given) = matches.get_many::<String>(parameter.name()) else { continue };
        let given: Vec<ReceivedValue<'static>> = given.map(|text| read(parameter, text)).collect::<Result<_, _>>()?;
        let is_list = matches!(parameter.schema(), Schema::List(_));
        let given = if is_list { list(operation, parameter, given) } else { given };
        values.extend(given.into_iter().map(|value| (parameter, value)));
    }
    Ok(values)
}

/// The request with these values.
pub(super) fn request(entry: Entry, values: &Values) -> Result<Box<dyn DynEndpoint>, Failure> {
    parsed(entry, values).map_err(|error| refused(entry.operation(), &error))
}

/// The request with these values. Values without an error message of the command line use the parser's.
pub(super) fn parsed(entry: Entry, values: &Values) -> Result<Box<dyn DynEndpoint>, ParameterError> {
    entry.parse(&Received::from_values(entry.operation(), values.iter().cloned()))
}

fn refused(operation: &Operation, error: &ParameterError) -> Failure {
    let option = operation.parameter(error.name()).map(|parameter| format!(": see `--{}`", long_name(parameter)));
    Failure::usage(format!("{}: {error}{}", operation.name(), option.unwrap_or_default()))
}

/// One value as it was typed: a string, or the content of a file. A picture is read byte by byte; text has no byte
/// order mark.
fn read(parameter: &Parameter, typed: &str) -> Result<ReceivedValue<'static>, Failure> {
    let value = |text: String| ReceivedValue::Text(Cow::Owned(text));
    let Some(source) = typed.strip_prefix('@') else { return Ok(value(typed.to_owned())) };
    if source.starts_with('@') {
        return Ok(value(source.to_owned()));
    }
    let unreadable = |error: &dyn std::fmt::Display| {
        Failure::usage(format!("cannot read `{source}`, the value of `--{}`: {error}", long_name(parameter)))
    };
    let bytes = text::content(source).map_err(|error| unreadable(&error))?;
    let schema = match parameter.schema() {
        Schema::List(item) => *item,
        schema => schema,
    };
    match schema {
        Schema::Base64 => Ok(value(STANDARD.encode(bytes))),
        Schema::File | Schema::Bytes => Ok(ReceivedValue::File(file(source, bytes))),
        // If the whole body is text, the file is sent unchanged, including its last line end.
        Schema::String if is_whole_body(parameter) => Ok(ReceivedValue::File(file(source, bytes))),
        _ => {
            let content = text::decoded(bytes).map_err(|problem| unreadable(&problem))?;
            Ok(value(content.trim_end_matches(['\n', '\r']).to_owned()))
        }
    }
}

fn file(source: &str, bytes: Vec<u8>) -> File {
    let name = Path::new(source).file_name().map_or_else(|| "file".into(), OsStr::to_string_lossy);
    File::new(name, "application/octet-stream", bytes)
}

/// The items of a list, in the form in which the operation's parser expects them.
fn list(
    operation: &Operation,
    parameter: &Parameter,
    items: Vec<ReceivedValue<'static>>,
) -> Vec<ReceivedValue<'static>> {
    let texts: Vec<String> = items.iter().filter_map(text_of).collect();
    let as_json = parameter.style() == Style::JsonText
        || is_whole_body(parameter)
        || (parameter.place() == Place::Body && operation.body() == Body::Json && joined(parameter).is_none());
    let whole = match joined(parameter) {
        Some(separator) => texts.join(separator),
        None if as_json => json_list(parameter, &texts),
        None => return items,
    };
    vec![ReceivedValue::Text(Cow::Owned(whole))]
}

/// It has no name on the wire.
fn is_whole_body(parameter: &Parameter) -> bool {
    parameter.place() == Place::Body && parameter.wire_name().is_empty()
}

fn joined(parameter: &Parameter) -> Option<&'static str> {
    match parameter.style() {
        Style::Joined(separator) => Some(separator),
        _ => None,
    }
}

fn text_of(value: &ReceivedValue<'_>) -> Option<String> {
    match value {
        ReceivedValue::Text(text) | ReceivedValue::Json(text) => Some(text.clone().into_owned()),
        _ => None,
    }
}

/// A JSON list of items, or the list itself if it already is one. Items that are not JSON are strings.
fn json_list(parameter: &Parameter, items: &[String]) -> String {
    if let [only] = items
        && only.trim_start().starts_with('[')
    {
        return only.clone();
    }
    let is_nested = matches!(&parameter.schema(), Schema::List(Schema::Object(_) | Schema::Map(_) | Schema::Any));
    let items: Vec<String> = match is_nested {
        // The parser reports where a value is not JSON.
        true => items.to_vec(),
        false => {
            items.iter().flat_map(|item| item.split(',')).map(|item| Value::from(item.trim()).to_string()).collect()
        }
    };
    format!("[{}]", items.join(","))
}
