//! `--message "-10% please"`: a value that clap mistakes for an option; the error shows how to write it.

use std::ffi::OsString;

use clap::Command;
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::curl;

/// Adds the tip to an error that such a value may have caused. A value that begins with `-h` would even request help.
pub(super) fn advised(error: clap::Error, command: &Command, arguments: &[OsString]) -> clap::Error {
    let is_about_it = match error.kind() {
        ErrorKind::UnknownArgument | ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => true,
        // A value is missing if it was mistaken for something else.
        ErrorKind::InvalidValue => error.get(ContextKind::InvalidValue) == Some(&ContextValue::String(String::new())),
        _ => false,
    };
    if !is_about_it {
        return error;
    }
    let Some((command, option, value)) = misread(command, arguments) else { return error };
    let tip = format!("to pass it as a value, write `--{option}={}`", curl::quoted(value.as_bytes()));
    let mut advised = clap::Error::new(ErrorKind::UnknownArgument).with_cmd(command);
    advised.insert(ContextKind::InvalidArg, ContextValue::String(value.to_owned()));
    advised.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(tip)]));
    if let Some(similar) = error.get(ContextKind::SuggestedArg) {
        advised.insert(ContextKind::SuggestedArg, similar.clone());
    }
    advised
}

/// The first argument that begins with a dash, is not an option, and follows an option that takes a value.
fn misread<'a>(command: &'a Command, arguments: &'a [OsString]) -> Option<(&'a Command, &'a str, &'a str)> {
    let mut command = command;
    let mut before: Option<&str> = None;
    for argument in arguments.get(1..)? {
        let argument = argument.to_str()?;
        if argument == "--" {
            return None;
        }
        let option = before.and_then(|before| before.strip_prefix("--")).filter(|name| takes_value(command, name));
        match option {
            Some(option) if argument.starts_with('-') && !is_option(command, argument) => {
                // A number, or a dash for standard input, is accepted.
                if argument != "-" && argument.parse::<f64>().is_err() {
                    return Some((command, option, argument));
                }
            }
            None => command = command.find_subcommand(argument).unwrap_or(command),
            Some(_) => {}
        }
        before = Some(argument);
    }
    None
}

fn takes_value(command: &Command, name: &str) -> bool {
    command.get_arguments().any(|argument| argument.get_long() == Some(name) && argument.get_action().takes_values())
}

fn is_option(command: &Command, argument: &str) -> bool {
    let name = argument.split('=').next().unwrap_or_default();
    let is_long = |name: &str| name == "help" || command.get_arguments().any(|each| each.get_long() == Some(name));
    argument == "-h" || argument == "-V" || name.strip_prefix("--").is_some_and(is_long)
}
