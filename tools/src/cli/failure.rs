//! How a command ends that did not succeed: with one line per cause, and an exit status.

use std::io::{self, Write as _};
use std::process::ExitCode;

use countersign::printable::Printable;
use countersign::{Error, ErrorKind};
use serde_json::Value;

use super::{Program, Terminal};

/// The result of a command.
pub(super) type Outcome = Result<(), Failure>;

/// The reason why a command did not succeed.
#[derive(Debug)]
pub(super) enum Failure {
    /// The command was not understood: exit status 2.
    Usage(Vec<String>),
    /// It was understood, and failed: exit status 1.
    Failed(Vec<String>),
    /// A message of clap: a mistake, or requested help.
    Clap(clap::Error),
    /// The program was started without arguments, and shows what it can do: exit status 2.
    Start(String),
    /// The reader of the output is gone, which is not a mistake: `… | head`.
    Closed,
}

impl Failure {
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(vec![message.into()])
    }

    pub(super) fn failed(message: impl Into<String>) -> Self {
        Self::Failed(vec![message.into()])
    }

    /// The failure of a call: that of its answer, and the doctor's findings if its signature was refused.
    pub(super) fn of_call(program: &Program, error: Error) -> Self {
        let has_body = error.body().is_some_and(|body| !body.is_empty());
        let findings = error.findings().iter().map(|finding| {
            let (cause, likelihood) = (finding.cause.as_str(), finding.likelihood);
            format!("{cause} ({likelihood}): {}; {}", finding.evidence, finding.fix)
        });
        let findings: Vec<String> = findings.collect();
        let mut failure = Self::of_answer(program, error);
        if let Self::Failed(lines) = &mut failure {
            lines.extend(has_body.then(|| String::from("`--body` prints the whole answer")));
        }
        if let (false, Self::Failed(lines)) = (findings.is_empty(), &mut failure) {
            lines.extend(findings);
            lines.push(String::from("`--explain` prints what is signed"));
        }
        failure
    }

    /// The failure in an answer, with the reason in its payload.
    pub(super) fn of_answer(program: &Program, error: Error) -> Self {
        let said = error.to_string();
        let reason = reason(program, &error).filter(|reason| !said.contains(reason.as_str()));
        let mut failure = Self::from(error);
        if let (Some(reason), Self::Failed(lines)) = (reason, &mut failure) {
            lines.push(format!("the answer's payload reports: {reason}"));
        }
        failure
    }

    /// Reports on standard error what happened, and returns the exit status.
    pub(super) fn report(self, terminal: &mut Terminal<'_>) -> ExitCode {
        let (lines, status) = match self {
            Self::Usage(lines) => (lines, 2),
            Self::Failed(lines) => (lines, 1),
            Self::Closed => return ExitCode::SUCCESS,
            Self::Start(text) => {
                let _ = write!(terminal.err, "{text}");
                return ExitCode::from(2);
            }
            Self::Clap(error) => return report_clap(&error, terminal),
        };
        for (position, line) in lines.iter().enumerate() {
            let lead = if position == 0 { "error" } else { "  because" };
            // Even if standard error is gone, the status reports the failure.
            let _ = writeln!(terminal.err, "{lead}: {}", Printable(line));
        }
        ExitCode::from(status)
    }
}

fn report_clap(error: &clap::Error, terminal: &mut Terminal<'_>) -> ExitCode {
    let text = error.render();
    let (to, status) = if error.use_stderr() { (&mut terminal.err, 2) } else { (&mut terminal.out, 0) };
    let _ = write!(to, "{text}");
    ExitCode::from(status)
}

/// Names of members that contain a failure's code or text, in lower case.
const CODES: [&str; 4] = ["code", "errorcode", "resultcode", "subcode"];
const TEXTS: [&str; 7] = ["message", "errormessage", "errormsg", "msg", "error", "submsg", "reason"];

/// The depth to which a payload is searched: gateways put the answer of the API behind them into `result`.
const DEEPEST: usize = 3;

/// The reason in the payload of a refusal, if the envelope has none.
fn reason(program: &Program, error: &Error) -> Option<String> {
    let answer: Value = serde_json::from_slice(error.body()?).ok()?;
    let payload = program.envelope.names().map_or(Some(&answer), |names| answer.get(names.data))?;
    search(payload, DEEPEST)
}

fn search(value: &Value, depth: usize) -> Option<String> {
    match value {
        Value::String(text) if depth == DEEPEST => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Object(members) => {
            let named = |names: &[&str]| {
                let named = |(name, _): &(&String, &Value)| names.contains(&&*name.to_lowercase().replace('_', ""));
                members.iter().filter(named).find_map(|(_, value)| scalar(value))
            };
            let said: Vec<String> = [named(&CODES), named(&TEXTS)].into_iter().flatten().collect();
            let inside = || members.values().filter(|_| depth > 0).find_map(|inner| search(inner, depth - 1));
            if said.is_empty() { inside() } else { Some(said.join(": ")) }
        }
        _ => None,
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The error and its causes.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let lines = error.lines();
        let nothing_was_sent = match error.kind() {
            ErrorKind::InvalidParameter | ErrorKind::Configuration => true,
            ErrorKind::Credentials => error.status().is_none(),
            _ => false,
        };
        if nothing_was_sent { Self::Usage(lines) } else { Self::Failed(lines) }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::failed(error.to_string()) }
    }
}

impl From<clap::Error> for Failure {
    fn from(error: clap::Error) -> Self {
        Self::Clap(error)
    }
}
