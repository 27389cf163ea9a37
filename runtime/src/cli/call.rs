//! One operation: prepare it, call it, show what it answered.

use clap::ArgMatches;
use serde_json::Value;

use super::arguments::{self, Values};
use super::connection::Connect;
use super::failure::{Failure, Outcome};
use super::{Program, Terminal, curl, pages, render};
use crate::decode::Drift;
use crate::envelope::Reply;
use crate::operation::Operation;

/// Runs the sub-command of an operation.
pub(super) async fn operation(
    program: &Program,
    operation: &'static Operation,
    matches: &ArgMatches,
    connect: Connect,
    terminal: &mut Terminal<'_>,
) -> Outcome {
    let values = arguments::values(operation, matches)?;
    let request = arguments::request(operation, &values)?;
    if matches.get_flag("--dry-run") || matches.get_flag("--explain") {
        let prepared = connect.prepare(program, terminal)?.prepare(&*request)?;
        if matches.get_flag("--explain") {
            writeln!(terminal.out, "{}", prepared.trace)?;
        }
        if matches.get_flag("--dry-run") {
            writeln!(terminal.out, "{}", curl::command(&prepared))?;
        }
        return Ok(());
    }
    let connection = connect.open(program, terminal).await?;
    let is_json = matches.get_flag("--json");
    if matches.try_get_one::<bool>("--all").is_ok_and(|all| all == Some(&true)) {
        return all(program, operation, &connection.client, values, is_json, terminal).await;
    }
    let reply = connection.client.call_dyn(&*request).await.map_err(Failure::of_call)?;
    report_drift(reply.drift(), terminal)?;
    if is_json {
        return json(&reply, terminal);
    }
    write!(terminal.out, "{}", render::answer(operation, &reply, program.view(operation)))?;
    note(&reply, terminal)
}

/// Every page, until one is empty.
async fn all(
    program: &Program,
    operation: &'static Operation,
    client: &crate::Client,
    values: Values,
    is_json: bool,
    terminal: &mut Terminal<'_>,
) -> Outcome {
    let items = pages::all(operation, client, values).await?;
    report_drift(&items.drift, terminal)?;
    if is_json {
        return json(&Value::Array(items.items), terminal);
    }
    let count = items.items.len();
    write!(terminal.out, "{}", render::items(&items.items, program.view(operation)))?;
    writeln!(terminal.err, "{count} items of {} pages", items.pages)?;
    Ok(())
}

pub(super) fn json(value: &Value, terminal: &mut Terminal<'_>) -> Outcome {
    serde_json::to_writer_pretty(&mut *terminal.out, value).map_err(std::io::Error::from)?;
    writeln!(terminal.out)?;
    Ok(())
}

fn note(reply: &Reply<Value>, terminal: &mut Terminal<'_>) -> Outcome {
    if let Some(trace_id) = reply.trace_id() {
        writeln!(terminal.err, "trace id {trace_id}")?;
    }
    Ok(())
}

/// What the answer held that the definitions do not know, a line each.
pub(super) fn report_drift(drift: &[Drift], terminal: &mut Terminal<'_>) -> Outcome {
    for drift in drift {
        writeln!(terminal.err, "drift: {drift}")?;
    }
    Ok(())
}
