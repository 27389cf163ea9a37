//! Makes a harmless call and reports the findings as a checklist.
//!
//! The checks themselves are those of [`countersign::doctor`]: the error of a refused signature contains their
//! findings.

use std::fmt;

use countersign::auth::{Credentials, Oddities, SigningTrace};
use countersign::doctor::{Cause, ClockSkew, Finding, Likelihood, Refused, with_findings};
use countersign::operation::{Operation, RetryClass};
use countersign::printable::Printable;
use countersign::{Client, DynEndpoint, Error, ErrorKind};

use crate::scheme::Described;

/// The result of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// As it should be.
    Passed,
    /// It works now, but may fail later or elsewhere.
    Doubtful,
    /// It must be fixed.
    Failed,
    /// It could not be checked.
    Skipped,
}

/// One line of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Check {
    /// What was checked.
    pub name: &'static str,
    /// The result.
    pub outcome: Outcome,
    /// The observation.
    pub detail: String,
}

impl Check {
    /// Creates a line of the checklist.
    ///
    /// ```
    /// use countersign_tools::doctor::{Check, Outcome};
    ///
    /// let check = Check::new("clock", Outcome::Doubtful, "this clock is 2 min behind the vendor's");
    /// assert_eq!(check.outcome, Outcome::Doubtful);
    /// ```
    #[must_use]
    pub fn new(name: &'static str, outcome: Outcome, detail: impl Into<String>) -> Self {
        Self { name, outcome, detail: detail.into() }
    }
}

/// What a call revealed about credentials, connection, clock and signature. It is displayed as a checklist.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The checks, in the order in which they were made.
    pub checks: Vec<Check>,
    /// The possible causes of a refusal, the most likely first.
    pub findings: Vec<Finding>,
    /// What was signed.
    pub trace: Option<SigningTrace>,
    /// The error of the call, if it did not succeed.
    pub error: Option<Error>,
}

impl Diagnosis {
    /// Returns whether the vendor accepted the call and nothing is doubtful. What could not be checked does not count,
    /// such as the clock if the answer contains no time.
    ///
    /// ```
    /// use countersign_tools::doctor::{Check, Diagnosis, Outcome};
    ///
    /// let mut diagnosis = Diagnosis::default();
    /// diagnosis.checks.push(Check::new("clock", Outcome::Skipped, "the answer has no date"));
    /// assert!(diagnosis.is_healthy());
    /// diagnosis.checks.push(Check::new("signature", Outcome::Failed, "the vendor refuses it"));
    /// assert!(!diagnosis.is_healthy());
    /// ```
    #[must_use]
    pub fn is_healthy(&self) -> bool {
        self.checks.iter().all(|check| matches!(check.outcome, Outcome::Passed | Outcome::Skipped))
    }

    fn check(&mut self, name: &'static str, outcome: Outcome, detail: impl Into<String>) {
        self.checks.push(Check::new(name, outcome, detail));
    }
}

/// Makes a call and reports what it reveals: credentials, connection, clock, signature. Pass a request that changes
/// nothing at the vendor. If the rule has another reading and this one is refused, the other is tried. Each request may
/// take as long as the client's deadline, and none is repeated.
///
/// ```
/// use countersign::scheme::Scheme;
/// use countersign::transport::MemoryTransport;
/// use countersign::{Client, Credentials, Envelope, endpoint};
/// use countersign_tools::doctor::diagnose;
///
/// /// Returns the time.
/// #[endpoint(GET, "/time", response = String)]
/// pub struct TellTime {}
///
/// # async fn example() -> Result<(), countersign::Error> {
/// let refusing = |_| http::Response::builder().status(401).body("invalid token".into()).expect("an answer");
/// let client: Client = Client::builder("https://clock.example", Scheme::bearer(), Envelope::none())
///     .credentials(Credentials::of_secret("token")?)
///     .transport(MemoryTransport::new(refusing))
///     .build()?;
/// let diagnosis = diagnose(&client, &TellTime {}).await;
/// assert!(!diagnosis.is_healthy());
/// println!("{diagnosis}");
/// # Ok(()) }
/// # use std::task::{Context, Poll, Waker};
/// # let (mut example, mut context) = (std::pin::pin!(example()), Context::from_waker(Waker::noop()));
/// # let Poll::Ready(result) = example.as_mut().poll(&mut context) else { panic!("nothing here waits") };
/// # result?;
/// # Ok::<(), countersign::Error>(())
/// ```
pub async fn diagnose(client: &Client, request: &dyn DynEndpoint) -> Diagnosis {
    let mut diagnosis = Diagnosis::default();
    diagnosis.check_credentials(client, request.operation());
    let prepared = match client.prepare(request) {
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
        format!("{} {} is signed by {}", operation.method(), operation.path(), prepared.trace.rule()),
    );
    diagnosis.check_scheme(client, operation);
    let answer = match client.send_once(&prepared).await {
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
        format!("{} answered HTTP {}", client.base_url().as_str(), answer.status.as_u16()),
    );
    let credentials = client.credentials().unwrap_or_else(|_| Credentials::none().into());
    let secrets = client.schemes().of(operation).map_or_else(|_| Vec::new(), |auth| credentials.secrets(auth));
    let answer = secrets.into_iter().fold(answer, |answer, secret| answer.without(secret).unwrap_or(answer));
    let refused = client.refused(&credentials, &prepared.trace, &prepared.request, &answer);
    diagnosis.check_clock(&refused);
    if diagnosis.check_signature(client, request, &refused) {
        diagnosis.try_other_readings(client, request).await;
    }
    diagnosis.trace = Some(prepared.trace);
    diagnosis
}

impl Diagnosis {
    fn check_credentials(&mut self, client: &Client, operation: &Operation) {
        if client.schemes().of(operation).is_ok_and(|scheme| !scheme.needs_credentials()) {
            return self.check("credentials", Outcome::Skipped, "the scheme needs none");
        }
        let credentials = match client.credentials() {
            Ok(credentials) => credentials,
            Err(error) => return self.check("credentials", Outcome::Failed, error.lines().join(": ")),
        };
        let (key, secret) = (credentials.key_id().chars().count(), credentials.fingerprint());
        let odd = Oddities::of(credentials.key_id()).words().next().is_some() || secret.warnings().next().is_some();
        let outcome = if odd { Outcome::Doubtful } else { Outcome::Passed };
        self.check("credentials", outcome, format!("key of {key} characters, secret {secret}"));
    }

    /// The description of its scheme, which no answer of the vendor can reveal.
    fn check_scheme(&mut self, client: &Client, operation: &Operation) {
        let Some(scheme) = Described::of(client.schemes(), operation) else { return };
        let detail = format!("`{}`: {}", scheme.called(), scheme.remarks().join(" "));
        let is_weak = !scheme.description.warnings.is_empty();
        self.check("scheme", if is_weak { Outcome::Doubtful } else { Outcome::Passed }, detail);
    }

    fn check_clock(&mut self, refused: &Refused<'_>) {
        match ClockSkew::of(refused.answer, refused.now) {
            Some(skew) if skew.is_small() => {
                self.check("clock", Outcome::Passed, "agrees with the vendor's to a minute");
            }
            Some(skew) => self.check("clock", Outcome::Doubtful, skew.to_string()),
            None => self.check("clock", Outcome::Skipped, "the answer has no `Date` header"),
        }
    }

    /// Returns whether the signature was refused and the call may be made again.
    fn check_signature(&mut self, client: &Client, request: &dyn DynEndpoint, refused: &Refused<'_>) -> bool {
        let Err(error) = request.read(client.envelope(), refused.answer) else {
            self.check("signature", Outcome::Passed, "accepted");
            return false;
        };
        let error = with_findings(error, refused);
        let is_refused = !error.findings().is_empty();
        if is_refused {
            self.check("signature", Outcome::Failed, error.to_string());
            self.findings = error.findings().to_vec();
        } else {
            // The vendor did not refuse the signature: it is a business failure, or an answer in another form.
            let outcome = if error.kind() == ErrorKind::Business { Outcome::Passed } else { Outcome::Doubtful };
            self.check("signature", outcome, format!("not what was refused: {error}"));
        }
        let may_try_again = is_refused && may_try_again(request, Some(&error));
        self.error = Some(client.judged(error, refused.trace.clone()));
        may_try_again
    }

    /// Tries the other readings of the rule. If one is accepted, it is the cause.
    async fn try_other_readings(&mut self, client: &Client, request: &dyn DynEndpoint) {
        let Ok(scheme) = client.schemes().of(request.operation()) else { return };
        for (name, auth) in scheme.other_readings(request.operation()) {
            let Ok(prepared) = client.prepare_by(&*auth, request) else { continue };
            let answer = match client.send_once(&prepared).await {
                Ok(answer) => answer,
                Err(error) if may_try_again(request, Some(&error)) => continue,
                Err(_) => return,
            };
            let read = request.read(client.envelope(), &answer);
            let accepted = read.as_ref().err().is_none_or(|error| error.kind() == ErrorKind::Business);
            // What was only a possible cause is certain now.
            self.findings.retain(|finding| finding.cause != Cause::OtherReading);
            if accepted {
                let (cause, likelihood) = (Cause::OtherReading, Likelihood::Certain);
                let evidence = String::from("the same request was accepted with the other reading of the rule");
                self.findings.insert(0, Finding::new(cause, likelihood, evidence, format!("use {name}")));
            } else {
                self.check("other reading", Outcome::Failed, format!("{name} is refused, too"));
            }
            if !may_try_again(request, read.as_ref().err()) {
                return;
            }
        }
    }
}

/// Whether the same call may be sent once more: because it changes nothing, or failed without being carried out.
fn may_try_again(request: &dyn DynEndpoint, error: Option<&Error>) -> bool {
    let was_not_carried_out = error.is_some_and(|error| error.outcome() != countersign::Outcome::Unknown);
    was_not_carried_out || request.operation().retry() == RetryClass::Safe
}

/// The checklist, followed by the findings.
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
