//! How a command ends that did not do what it was asked: a line a cause, and the exit status.

use std::io::{self, Write as _};
use std::process::ExitCode;

use super::Terminal;
use crate::error::{Error, ErrorKind};

/// What a command gives.
pub(super) type Outcome = Result<(), Failure>;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub(super) enum Failure {
    /// The command was not understood: exit status 2.
    Usage(Vec<String>),
    /// It was understood, and failed: exit status 1.
    Failed(Vec<String>),
    /// clap has something to say: a mistake, or help that was asked for.
    Clap(clap::Error),
    /// Whoever read the output has gone, which is no mistake: `… | head`.
    Closed,
}

impl Failure {
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self::Usage(vec![message.into()])
    }

    pub(super) fn failed(message: impl Into<String>) -> Self {
        Self::Failed(vec![message.into()])
    }

    /// The failure of a call: where its signature was refused, with what the doctor finds.
    pub(super) fn of_call(error: Error) -> Self {
        let findings = error.findings().iter().map(|finding| {
            let (cause, likelihood) = (finding.cause.as_str(), finding.likelihood);
            format!("{cause} ({likelihood}): {}; {}", finding.evidence, finding.fix)
        });
        let findings: Vec<String> = findings.collect();
        let mut failure = Self::from(error);
        if let (false, Self::Failed(lines)) = (findings.is_empty(), &mut failure) {
            lines.extend(findings);
            lines.push(String::from("`--explain` prints what is signed"));
        }
        failure
    }

    /// Says on standard error what happened, and gives the exit status.
    pub(super) fn report(self, terminal: &mut Terminal<'_>) -> ExitCode {
        let (lines, status) = match self {
            Self::Usage(lines) => (lines, 2),
            Self::Failed(lines) => (lines, 1),
            Self::Closed => return ExitCode::SUCCESS,
            Self::Clap(error) => return report_clap(&error, terminal),
        };
        for (position, line) in lines.iter().enumerate() {
            let lead = if position == 0 { "error" } else { "  because" };
            // Where even standard error is gone, the status still says it.
            let _ = writeln!(terminal.err, "{lead}: {line}");
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
