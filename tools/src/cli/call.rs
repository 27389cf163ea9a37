//! One operation: prepares it, calls it, shows the answer.

use clap::ArgMatches;
use countersign::decode::Drift;
use countersign::printable::{Printable, PrintableLines};
use countersign::{Call, DynEndpoint, Entry, Reply};
use serde_json::Value;

use super::arguments;
use super::connection::{Connect, Connection, is_set};
use super::failure::{Failure, Outcome};
use super::{Program, Terminal, confirm, curl, open_values, pages, render};
use crate::scheme::Described;

/// Runs the sub-command of an operation.
pub(super) async fn operation(
    program: &Program,
    entry: Entry,
    matches: &ArgMatches,
    connect: Connect,
    terminal: &mut Terminal<'_>,
) -> Outcome {
    let operation = entry.operation();
    let values = arguments::values(operation, matches)?;
    let request = arguments::request(entry, &values)?;
    open_values::warn(&values, terminal)?;
    if matches.get_flag("--dry-run") || matches.get_flag("--explain") {
        let client = connect.prepare(program, terminal)?;
        let prepared = changed(client.call_dyn(request), matches).prepare()?;
        if matches.get_flag("--explain") {
            writeln!(terminal.out, "{}", prepared.trace)?;
        }
        if matches.get_flag("--dry-run") {
            writeln!(terminal.out, "{}", curl(&prepared))?;
            if let Some(scheme) = Described::of(&program.schemes, operation) {
                writeln!(terminal.err, "scheme `{}`: {}", scheme.called(), Printable(&scheme.remarks().join(" ")))?;
            }
        }
        return Ok(());
    }
    let connection = connect.open(program, terminal).await?;
    confirm::confirm(&connection, &*request, is_set(matches, "--yes"), terminal)?;
    let called = if is_set(matches, "--all") {
        all(program, request, &connection, matches, terminal).await
    } else {
        one(program, request, &connection, matches, terminal).await
    };
    // Even of a failure, whose body contains the reason.
    for body in connection.bodies().unwrap_or_default() {
        let text = String::from_utf8_lossy(&body);
        writeln!(terminal.out, "{}", PrintableLines(text.trim_end()))?;
    }
    called
}

/// The call, with the parameters that were added or left out.
fn changed(mut call: Call<Value>, matches: &ArgMatches) -> Call<Value> {
    for (name, value) in matches.get_many::<(String, String)>("--parameter").unwrap_or_default() {
        // JSON stays JSON, so that a number in a body is a number.
        let value = serde_json::from_str(value).unwrap_or_else(|_| Value::from(value.as_str()));
        call = call.parameter(name, value);
    }
    for name in matches.get_many::<String>("--without").unwrap_or_default() {
        call = call.without(name);
    }
    call
}

/// One call.
async fn one(
    program: &Program,
    request: Box<dyn DynEndpoint>,
    connection: &Connection,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> Outcome {
    let operation = request.operation();
    let called = changed(connection.client.call_dyn(request), matches).await;
    let reply = called.map_err(|error| Failure::of_call(program, error))?;
    report_drift(reply.drift(), terminal)?;
    if is_set(matches, "--body") {
        return note(&reply, terminal);
    }
    if matches.get_flag("--json") {
        return json(&reply, terminal);
    }
    write!(terminal.out, "{}", render::answer(operation, &reply, program.view(operation)))?;
    note(&reply, terminal)
}

/// Every page, until one is empty.
async fn all(
    program: &Program,
    request: Box<dyn DynEndpoint>,
    connection: &Connection,
    matches: &ArgMatches,
    terminal: &mut Terminal<'_>,
) -> Outcome {
    let operation = request.operation();
    let items = pages::all(program, &connection.client, request).await?;
    report_drift(&items.drift, terminal)?;
    if is_set(matches, "--body") {
        return Ok(());
    }
    if matches.get_flag("--json") {
        return json(&Value::Array(items.items), terminal);
    }
    let count = items.items.len();
    write!(terminal.out, "{}", render::items(&items.items, program.view(operation)))?;
    writeln!(terminal.err, "{count} items of {} pages", items.pages)?;
    Ok(())
}

/// JSON whose strings contain nothing that controls the terminal: JSON has escapes for that.
pub(super) fn json(value: &Value, terminal: &mut Terminal<'_>) -> Outcome {
    let text = serde_json::to_string_pretty(value).map_err(std::io::Error::from)?;
    writeln!(terminal.out, "{}", PrintableLines(&text))?;
    Ok(())
}

fn note(reply: &Reply<Value>, terminal: &mut Terminal<'_>) -> Outcome {
    if let Some(trace_id) = reply.trace_id() {
        writeln!(terminal.err, "trace id {}", Printable(trace_id))?;
    }
    Ok(())
}

/// What the answer contained that is not declared, one finding per line.
pub(super) fn report_drift(drift: &[Drift], terminal: &mut Terminal<'_>) -> Outcome {
    for drift in drift {
        writeln!(terminal.err, "drift: {drift}")?;
    }
    Ok(())
}
