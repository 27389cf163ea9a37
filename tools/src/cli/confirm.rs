//! The question before an operation that must not be repeated, because such a call moves money or goods.
//!
//! It is asked once per command, unless the embedded stand-in answers.

use std::borrow::Cow;

use countersign::clip::clipped;
use countersign::param::{Component, Origin};
use countersign::printable::Printable;
use countersign::{DynEndpoint, Prepared};

use super::connection::Connection;
use super::failure::{Failure, Outcome};
use super::{Terminal, arguments};

/// The number of characters shown of a value.
const LONGEST_VALUE: usize = 400;

/// Returns without an error if a request may be sent: if it needs no confirmation, or was confirmed by `--yes` or by a
/// person.
pub(super) fn confirm(
    connection: &Connection,
    request: &dyn DynEndpoint,
    is_confirmed: bool,
    terminal: &mut Terminal<'_>,
) -> Outcome {
    let operation = request.operation();
    if is_confirmed || connection.is_stand_in() || !operation.needs_confirmation() {
        return Ok(());
    }
    let command = arguments::kebab(operation.name());
    let Some(person) = &mut terminal.person else {
        return Err(Failure::usage(format!(
            "nothing was sent: sending `{command}` twice could execute it twice, and there is no terminal to ask: add \
             `--yes` to send it"
        )));
    };
    let prepared = connection.client.prepare(request)?;
    write!(terminal.err, "{}Send it? [y/N] ", shown(&prepared))?;
    terminal.err.flush()?;
    let mut answer = String::new();
    person.read_line(&mut answer)?;
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::usage(format!("nothing was sent: `{command}` was not confirmed"))),
    }
}

/// Describes what will be sent: the target and every value, except signature and secret.
fn shown(prepared: &Prepared) -> String {
    let Prepared { request, trace, .. } = prepared;
    let uri = request.uri();
    let (scheme, host) = (uri.scheme_str().unwrap_or_default(), uri.authority().map_or("", |host| host.as_str()));
    let (name, method, path) = (trace.operation().name(), request.method(), uri.path());
    let mut text = format!("{name}: {method} {scheme}://{host}{path}\n");
    for component in trace.components() {
        let is_shown = component.place().is_some() && trace.origin(component) != Origin::Signature;
        if is_shown {
            text += &format!("  {} = {}\n", Printable(&trace.name(component)), value(prepared, component));
        }
    }
    text + "Sending it twice could execute it twice.\n"
}

fn value(prepared: &Prepared, component: &Component) -> String {
    let trace = &prepared.trace;
    if trace.origin(component) == Origin::Secret {
        return format!("<secret {}>", trace.secret());
    }
    let text = match trace.file(component) {
        Some(file) => format!("{file:?}"),
        None => String::from_utf8_lossy(trace.value(component)).into_owned(),
    };
    let escaped = Printable(&text).to_string();
    match clipped(&escaped, LONGEST_VALUE) {
        Cow::Borrowed(whole) => whole.to_owned(),
        Cow::Owned(cut) => format!("{cut} ({} bytes)", text.len()),
    }
}
