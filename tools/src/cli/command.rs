//! The sub-commands and options, for clap.
//!
//! There is one sub-command per operation, with one option per parameter (`arguments.rs`), and the tools of the
//! program.

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Arg, ArgAction, Command, value_parser};
use countersign::operation::Operation;
use unicode_width::UnicodeWidthStr as _;

use super::tools::PushReader;
use super::{Program, arguments, pages};
use crate::docs;

const FILES: &str = "\
A value `@FILE` is read from that file, `@-` from standard input; `@@…` is a string that begins with `@`. Nested values are \
JSON text. A list is given item by item, or as a JSON list.";

/// The whole command line.
pub(super) fn whole(program: &Program) -> Command {
    let environment = &program.environment;
    let after = format!(
        "Environment:\n  {environment}_APP_KEY, {environment}_APP_SECRET  key and secret of your application\n  \
         {environment}_BASE_URL  another address than {}\n\nExit status: 0 success, 1 the call failed, 2 usage, or not confirmed.",
        program.base_url
    );
    let mut command = Command::new(program.name)
        .about(program.about)
        .after_help(after)
        .subcommand_required(true)
        .subcommands(program.operations().map(|each| operation(program, each)))
        .subcommands(tools(program));
    if let Some(version) = program.version {
        command = command.version(version);
    }
    command
}

/// What is shown without arguments: what the program is for, and three commands to try.
pub(super) fn start(program: &Program) -> String {
    let name = program.name;
    let first = program.operations().next().map_or_else(|| String::from("help"), |each| arguments::kebab(each.name()));
    let (third, about) = match (program.example, program.harmless) {
        (Some(example), _) if program.stand_in.is_some() => {
            (example, "calls an operation; without credentials, the embedded stand-in answers")
        }
        (Some(example), _) => (example, "calls an operation"),
        (None, Some(_)) => ("doctor", "makes harmless calls and reports what is wrong"),
        (None, None) => ("completions bash", "prints the completions of a shell"),
    };
    let called = third.split(' ').next().filter(|_| program.example.is_some()).map(str::to_owned).unwrap_or(first);
    let commands = [
        (String::from("endpoints"), "lists the operations"),
        (format!("{called} --help"), "explains an operation and its options"),
        (third.to_owned(), about),
    ];
    let widest = commands.iter().map(|(command, _)| command.width()).max().unwrap_or(0);
    let line = |(command, about): &(String, &str)| {
        format!("  {name} {command}{}  {about}\n", " ".repeat(widest.saturating_sub(command.width())))
    };
    let commands: String = commands.iter().map(line).collect();
    format!("{}\n\nTry:\n{commands}\n`{name} --help` lists all commands.\n", program.about)
}

fn operation(program: &Program, operation: &'static Operation) -> Command {
    let mut command = Command::new(arguments::kebab(operation.name()))
        .about(marked(docs::summary(operation.docs()).unwrap_or_default(), operation))
        .long_about(marked(docs::flowing(operation.docs()), operation))
        .after_help(FILES)
        .args(operation.parameters().iter().map(arguments::option))
        .next_help_heading("What to do with it")
        .arg(flag("json", "Print the answer as JSON, not as a table"))
        .arg(flag("dry-run", "Print the request as a curl command and send nothing"))
        .arg(flag("body", "Print the answer's body as it arrived, even of a failure"))
        .arg(flag("explain", "Print what is signed, byte for byte, and send nothing"))
        .args(connection())
        .arg(text("path", "PATH", "Call the operation at this path, if its declared path is a guess"));
    if operation.needs_confirmation() {
        command = command.arg(yes());
    }
    for group in operation.require_one_of() {
        command = command.group(clap::ArgGroup::new(group.join(" or ")).args(*group).required(true));
    }
    if program.other_reading(operation).is_some() {
        let help = "Sign by the other reading of the rule, which the vendor does not publish completely";
        command = command.arg(flag("other-reading", help));
    }
    let parameter = "Send this parameter, which the operation does not declare; a VALUE that is JSON is sent as JSON";
    let mut changes = [
        text("parameter", "NAME=VALUE", parameter).action(ArgAction::Append).value_parser(pair_of),
        text("without", "NAME", "Leave out this parameter, for example a default").action(ArgAction::Append),
    ];
    if pages::items(operation).is_some() {
        command = command.arg(flag("all", "Follow all pages"));
        changes = changes.map(|change| change.conflicts_with("--all"));
    }
    command = command.args(changes);
    command
}

/// The text, with a note if the operation is deprecated.
fn marked(text: String, operation: &Operation) -> String {
    match operation.deprecated() {
        Some(deprecated) => format!("{text} [{deprecated}]"),
        None => text,
    }
}

fn yes() -> Arg {
    flag("yes", "Send it without asking; required if there is no terminal")
}

/// The name of an operation as an argument: that of its sub-command, or that in the metadata.
fn operation_name(operation: &Operation) -> PossibleValue {
    PossibleValue::new(arguments::kebab(operation.name())).alias(operation.name())
}

fn tools(program: &Program) -> Vec<Command> {
    let mut tools = vec![
        Command::new("endpoints").about("Lists the operations").arg(flag("json", "Print them as JSON")),
        Command::new("decode")
            .about("Reads a captured answer as the client does")
            .arg(
                Arg::new("OPERATION")
                    .required(true)
                    .value_parser(PossibleValuesParser::new(program.operations().map(operation_name)))
                    .hide_possible_values(true)
                    .help("Name of the operation: its sub-command, or as `endpoints` lists it"),
            )
            .arg(Arg::new("FILE").required(true).help("The body of the answer; `-` is standard input"))
            .arg(
                text("status", "STATUS", "HTTP status of the answer")
                    .default_value("200")
                    .value_parser(value_parser!(u16).range(100..1000)),
            ),
    ];
    if program.openapi.is_some() {
        tools.push(Command::new("openapi").about("Prints the OpenAPI 3.1 document"));
    }
    if program.signer.is_some() {
        tools.push(sign());
    }
    if let Some(harmless) = program.harmless {
        let about = "Makes harmless calls and reports what is wrong with credentials, connection, clock or signature";
        let mut doctor = Command::new("doctor").about(about).args(connection());
        if harmless().iter().any(|request| request.operation().needs_confirmation()) {
            doctor = doctor.arg(yes());
        }
        tools.push(doctor);
    }
    if program.stand_in.is_some() {
        let port = text("port", "PORT", "Port to listen on; 0 lets the system choose");
        let port = port.default_value("0").value_parser(value_parser!(u16));
        tools.push(Command::new("stand-in").about("Stands in for the vendor on a loopback port").arg(port));
    }
    if let Some(push) = &program.push {
        let about = "Verifies a push message as it was posted";
        let file = text("file", "FORM_BODY", "The body of the POST; `-` is standard input").required(true);
        tools.push(Command::new("verify-message").about(about).arg(file).arg(rule(push)));
    }
    let shell = Arg::new("SHELL").required(true).value_parser(value_parser!(clap_complete::Shell));
    tools.push(Command::new("completions").about("Prints the completions of a shell").arg(shell));
    tools
}

/// `sign --vectors`, `sign compare`, `sign solve`.
fn sign() -> Command {
    let vectors = || {
        text(
            "vectors",
            "FILE",
            "One vector per line: {\"secret\", \"params\", \"string_to_sign\", \"sign\"}; `-` is standard input",
        )
    };
    let program = Arg::new("PROGRAM").required(true).num_args(1..).last(true);
    let compare = Command::new("compare")
        .about("Compares signer and verifier with another program")
        .long_about(
            "Compares signer and verifier with another program. It reads the vectors from its standard input and \
             prints one signature per line.",
        )
        .arg(vectors().default_value("-"))
        .arg(program.help("The program and its arguments, after `--`"));
    let secret = "A file with the secret; defaults to the secret in the environment";
    let solve = Command::new("solve")
        .about("Finds the signing rule of any vendor from a request that is known to be good")
        .arg(
            text("request", "FILE", "The request as text, or its URL; `-` is standard input").action(ArgAction::Append),
        )
        .arg(text("push", "FORM_BODY", "A push message: the body of its POST").action(ArgAction::Append))
        .arg(
            text("param", "NAME=VALUE", "A parameter, decoded, in the order in which it was sent")
                .action(ArgAction::Append),
        )
        .arg(text("signature", "SIGNATURE", "The signature, if it is not in the request under a recognizable name"))
        .arg(text("secret-file", "FILE", secret))
        .arg(
            text("secret-name", "NAME", "A name under which the secret may be signed as a pair")
                .action(ArgAction::Append),
        )
        .group(clap::ArgGroup::new("example").args(["--request", "--push", "--param"]).required(true).multiple(true));
    Command::new("sign")
        .about("Checks the signing rule on vectors; compares it with other programs; finds rules")
        .arg(vectors().required(true))
        .subcommand_negates_reqs(true)
        .args_conflicts_with_subcommands(true)
        .subcommands([compare, solve])
}

fn rule(push: &PushReader) -> Arg {
    text("rule", "RULE", "What is signed; defaults to the most likely rule")
        .value_parser(PossibleValuesParser::new(push.names()))
}

/// An option without a value. The id has dashes, which no parameter's name has.
/// Options for the server and the credentials.
fn connection() -> [Arg; 5] {
    let header = "Add this header; may be repeated";
    let other = "Send requests for the host DECLARED of the API to URL; may be repeated";
    [
        text("base-url", "URL", "Send requests to this base URL"),
        text("base-url-of", "DECLARED=URL", other).action(ArgAction::Append).value_parser(pair_of),
        text("allow-unencrypted", "HOST", "Allow `http` to this host, which is not this machine"),
        text("header", "NAME:VALUE", header).action(ArgAction::Append).value_parser(header_of),
        text("user-agent", "TEXT", "Send this as the user agent"),
    ]
}

/// Splits a header into name and value, which the client checks.
fn header_of(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once(':').ok_or("a header is written as `name: value`")?;
    Ok((name.to_owned(), value.trim().to_owned()))
}

/// Two strings separated by `=`.
fn pair_of(text: &str) -> Result<(String, String), &'static str> {
    let (name, value) = text.split_once('=').ok_or("the two parts are written as `one=other`")?;
    Ok((name.to_owned(), value.to_owned()))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(format!("--{name}")).long(name).action(ArgAction::SetTrue).help(help)
}

fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(format!("--{name}")).long(name).value_name(value).help(help)
}
