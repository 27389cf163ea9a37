//! A prepared request as a curl command for a shell.

use std::fmt::Write as _;

use countersign::Prepared;
use countersign::param::Origin;
use countersign::printable::steers;

/// Returns the command. If a debugging mode would send the secret, it is replaced by a mark.
pub(super) fn command(prepared: &Prepared) -> String {
    let request = &prepared.request;
    let body = request.body();
    // No argument of a command can contain a NUL.
    let is_piped = body.contains(&0);
    let mut command = if is_piped { format!("printf {} | curl", printed(body)) } else { String::from("curl") };
    if request.method() == http::Method::HEAD {
        command.push_str(" --head");
    } else if request.method() != http::Method::GET {
        // Writing to a string cannot fail.
        let _ = write!(command, " --request {}", request.method());
    }
    let _ = write!(command, " {}", quoted(request.uri().to_string().as_bytes()));
    for (name, value) in request.headers() {
        let header = [name.as_str().as_bytes(), b": ", value.as_bytes()].concat();
        let _ = write!(command, " \\\n  --header {}", quoted(&header));
    }
    if is_piped {
        command.push_str(" \\\n  --data-binary @-");
    } else if !body.is_empty() {
        let _ = write!(command, " \\\n  --data-raw {}", quoted(body));
    }
    if sends_secret(prepared) { without_secret(prepared) } else { command }
}

fn sends_secret(prepared: &Prepared) -> bool {
    let travels = |component: &countersign::param::Component| component.place().is_some();
    prepared
        .trace
        .components()
        .iter()
        .any(|component| prepared.trace.origin(component) == Origin::Secret && travels(component))
}

/// No command is printed: the secret would be in it, encoded in one of several ways.
fn without_secret(prepared: &Prepared) -> String {
    let (method, path) = (prepared.request.method(), prepared.request.uri().path());
    format!("# {method} {path}: this request carries the secret itself (debugging mode) and is not printed")
}

/// A word for a shell: in plain quotes if all of it is printable, otherwise with escapes (`$'…'`).
pub(super) fn quoted(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains(|character: char| character == '\'' || steers(character)) => {
            format!("'{text}'")
        }
        _ => {
            let escaped: String = bytes.iter().map(|&byte| escaped(byte)).collect();
            format!("$'{escaped}'")
        }
    }
}

/// Bytes as the format of `printf`.
fn printed(bytes: &[u8]) -> String {
    let byte = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' => char::from(*byte).to_string(),
        byte => format!("\\{byte:03o}"),
    };
    format!("'{}'", bytes.iter().map(byte).collect::<String>())
}

fn escaped(byte: u8) -> String {
    match byte {
        b'\'' | b'\\' => format!("\\{}", char::from(byte)),
        b'\r' => String::from("\\r"),
        b'\n' => String::from("\\n"),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    }
}
