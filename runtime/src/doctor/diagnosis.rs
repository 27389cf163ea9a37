//! A checklist from a call that is made to find out.

use std::fmt;

use super::checks::{is_small, skew, skew_in_words};
use super::finding::{Cause, Finding, Likelihood};
use super::with_findings;
use crate::auth::SigningTrace;
use crate::client::Client;
use crate::endpoint::DynEndpoint;
use crate::envelope::Answer;
use crate::error::{Error, ErrorKind};
use crate::operation::RetryClass;
use crate::prepare::Prepared;
use crate::printable::Printable;

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As it should be.
    Passed,
    /// It works, but may not for long, or elsewhere.
    Doubtful,
    /// It must be mended.
    Failed,
    /// It could not be made.
    Skipped,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub name: &'static str,
    /// How it went.
    pub outcome: Outcome,
    /// What was seen.
    pub detail: String,
}

/// What a call showed about credentials, connection, clock and signature. It prints as a checklist.
#[derive(Debug)]
pub struct Diagnosis {
    /// The checks, in the order in which they were made.
    pub checks: Vec<Check>,
    /// The causes that fit a refusal, the likeliest first.
    pub findings: Vec<Finding>,
    /// What was signed.
    pub trace: Option<SigningTrace>,
    /// How the call ended, when it did not succeed.
    pub error: Option<Error>,
}

impl Diagnosis {
    /// The vendor accepted the call, and nothing is doubtful. What could not be checked, such as the clock where the
    /// answer tells no time, does not count.
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        self.checks.iter().all(|check| matches!(check.outcome, Outcome::Passed | Outcome::Skipped))
    }

    fn check(&mut self, name: &'static str, outcome: Outcome, detail: impl Into<String>) {
        self.checks.push(Check { name, outcome, detail: detail.into() });
    }
}

impl Client {
    /// Makes a call and tells what it shows: credentials, connection, clock, signature. Pass a request that changes
    /// nothing at the vendor. Where the rule has another reading and this one is refused, the other is tried. Each
    /// request may take as long as the client's deadline; none is repeated.
    pub async fn diagnose(&self, request: &dyn DynEndpoint) -> Diagnosis {
        let mut diagnosis = Diagnosis { checks: Vec::new(), findings: Vec::new(), trace: None, error: None };
        self.check_credentials(&mut diagnosis);
        let prepared = match self.prepare(request) {
            Ok(prepared) => prepared,
            Err(error) => {
                diagnosis.check("request", Outcome::Failed, error.to_string());
                diagnosis.error = Some(error);
                return diagnosis;
            }
        };
        let operation = request.operation();
        diagnosis.check(
            "request",
            Outcome::Passed,
            format!("{} {} is signed by {}", operation.method, operation.path, prepared.trace.rule()),
        );
        let answer = match self.send_once(&prepared).await {
            Ok(answer) => answer,
            Err(error) => {
                diagnosis.check("connection", Outcome::Failed, error.lines().join(": "));
                diagnosis.check("clock", Outcome::Skipped, "there is no answer");
                diagnosis.check("signature", Outcome::Skipped, "there is no answer");
                diagnosis.trace = Some(prepared.trace);
                diagnosis.error = Some(error);
                return diagnosis;
            }
        };
        diagnosis.check(
            "connection",
            Outcome::Passed,
            format!("{} answered HTTP {}", self.shared().base_url.as_str(), answer.status.as_u16()),
        );
        self.check_clock(&answer, &mut diagnosis);
        self.check_signature(request, prepared, &answer, &mut diagnosis).await;
        diagnosis
    }

    fn check_credentials(&self, diagnosis: &mut Diagnosis) {
        let credentials = &self.shared().credentials;
        let (key, secret) = (credentials.app_key().chars().count(), credentials.fingerprint());
        let odd = crate::auth::Oddities::of(credentials.app_key()).words().next().is_some()
            || secret.warnings().next().is_some();
        let outcome = if odd { Outcome::Doubtful } else { Outcome::Passed };
        diagnosis.check("credentials", outcome, format!("key of {key} characters, secret {secret}"));
    }

    fn check_clock(&self, answer: &Answer, diagnosis: &mut Diagnosis) {
        match skew(answer, (self.shared().clock)()) {
            Some(skew) if is_small(skew) => {
                diagnosis.check("clock", Outcome::Passed, "agrees with the vendor's to a minute");
            }
            Some(skew) => diagnosis.check("clock", Outcome::Doubtful, skew_in_words(skew)),
            None => diagnosis.check("clock", Outcome::Skipped, "the answer has no `Date` header"),
        }
    }

    async fn check_signature(
        &self,
        request: &dyn DynEndpoint,
        prepared: Prepared,
        answer: &Answer,
        diagnosis: &mut Diagnosis,
    ) {
        let Prepared { request: sent, trace } = prepared;
        let masked = answer.without(self.shared().credentials.secret());
        let answer = masked.as_ref().unwrap_or(answer);
        let refused = self.refused(&trace, &sent, answer);
        match request.operation().read_answer(&self.shared().envelope, answer) {
            Ok(_) => diagnosis.check("signature", Outcome::Passed, "accepted"),
            Err(error) => {
                let error = with_findings(error, &refused);
                if error.findings().is_empty() {
                    // What the vendor refused is not the signature: a business failure, an answer of another shape.
                    let outcome = if error.kind() == ErrorKind::Business { Outcome::Passed } else { Outcome::Doubtful };
                    diagnosis.check("signature", outcome, format!("not what was refused: {error}"));
                } else {
                    diagnosis.check("signature", Outcome::Failed, error.to_string());
                    diagnosis.findings = error.findings().to_vec();
                    if may_try_again(request, Some(&error)) {
                        self.try_other_readings(request, diagnosis).await;
                    }
                }
                diagnosis.error = Some(self.judged(error, trace.clone()));
            }
        }
        diagnosis.trace = Some(trace);
    }

    /// Tries the other readings of the rule; one that is accepted is the cause.
    async fn try_other_readings(&self, request: &dyn DynEndpoint, diagnosis: &mut Diagnosis) {
        for (name, auth) in self.shared().auth.other_readings(request.operation()) {
            let Ok(prepared) = self.prepare_by(&*auth, request) else { continue };
            let answer = match self.send_once(&prepared).await {
                Ok(answer) => answer,
                Err(error) if may_try_again(request, Some(&error)) => continue,
                Err(_) => return,
            };
            let read = request.operation().read_answer(&self.shared().envelope, &answer);
            let accepted = read.as_ref().err().is_none_or(|error| error.kind() == ErrorKind::Business);
            // What was only possible is known now.
            diagnosis.findings.retain(|finding| finding.cause != Cause::OtherReading);
            if accepted {
                let (cause, likelihood) = (Cause::OtherReading, Likelihood::Certain);
                let evidence = String::from("the same request was accepted with the other reading of the rule");
                diagnosis.findings.insert(0, Finding { cause, likelihood, evidence, fix: format!("use {name}") });
            } else {
                diagnosis.check("other reading", Outcome::Failed, format!("{name} is refused, too"));
            }
            if !may_try_again(request, read.as_ref().err()) {
                return;
            }
        }
    }
}

/// Whether the same call may be sent once more: it changes nothing, or it failed and was not carried out.
fn may_try_again(request: &dyn DynEndpoint, error: Option<&Error>) -> bool {
    let was_not_carried_out = error.is_some_and(|error| error.outcome() != crate::error::Outcome::Unknown);
    was_not_carried_out || request.operation().retry == RetryClass::Safe
}

/// The checklist, then the findings.
impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Check { name, outcome, detail } in &self.checks {
            let mark = match outcome {
                Outcome::Passed => "✓",
                Outcome::Doubtful => "?",
                Outcome::Failed => "✗",
                Outcome::Skipped => "-",
            };
            writeln!(f, "{mark} {name:<13} {}", Printable(detail))?;
        }
        for (position, finding) in self.findings.iter().enumerate() {
            writeln!(f, "{}. {finding}", position + 1)?;
        }
        Ok(())
    }
}
