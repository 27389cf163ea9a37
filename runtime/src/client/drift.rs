//! Drift: what a client found in answers that its definitions do not know, over all its calls.
//!
//! The call path passes every finding to the [`Ledger`]; users read it as a [`DriftReport`]. An answer without findings
//! costs one comparison. Memory is bounded, and no value is kept whose name suggests that it is secret or personal.

use std::cell::LazyCell;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use crate::clip::clipped;
use crate::decode::{Drift, DriftKind, locate, look_at};
use crate::envelope::{Answer, Envelope};
use crate::error::{Error, ErrorKind};
use crate::operation::Operation;
use crate::printable::Printable;
use crate::secret::{Secret, masked, without_secrets};

/// The maximum number of different findings that a client keeps.
const MOST_FINDINGS: usize = 256;

/// The maximum number of characters kept of a value.
const LONGEST_SAMPLE: usize = 80;

/// Parts of names whose values are not kept, in lower case.
const WITHHELD: [&str; 20] = [
    "secret",
    "token",
    "passw",
    "pwd",
    "sign",
    "auth",
    "credential",
    "cookie",
    "session",
    "key",
    "phone",
    "mobile",
    "address",
    "email",
    "name",
    "idcard",
    "idno",
    "account",
    "bank",
    "contact",
];

/// What a client has found in answers that its definitions do not know. `Display` prints one line per finding.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct DriftReport {
    /// The findings in the order in which they first occurred, at most 256.
    pub findings: Vec<DriftFinding>,
    /// How often a finding was not kept because the list was full.
    pub not_kept: u64,
}

/// One unknown field or value, and how often it occurred.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DriftFinding {
    /// The operation whose answer contained it.
    pub operation: &'static Operation,
    /// Whether it is a field or a value.
    pub kind: DriftKind,
    /// Name of the Rust type that was being read.
    pub owner: &'static str,
    /// The unknown field's name on the wire, or the unknown value.
    pub name: String,
    /// The path where it first occurred, such as `data.data[3].later`. Absent if a hand-written type reported it.
    pub path: Option<String>,
    /// The first value of an unknown field, as JSON, cut after 80 characters. Absent for an unknown value, and if the
    /// field's name suggests that it is secret or personal.
    pub sample: Option<String>,
    /// How often it occurred.
    pub count: u64,
}

impl DriftReport {
    /// Returns whether no drift was found.
    ///
    /// ```
    /// # use countersign::scheme::Scheme;
    /// # use countersign::transport::MemoryTransport;
    /// # use countersign::{Client, Credentials, Envelope, endpoint};
    /// # /// Returns the titles of all books.
    /// # #[endpoint(GET, "/titles", response = Vec<String>)]
    /// # pub struct Titles {
    /// #     /// The language.
    /// #     pub language: Option<String>,
    /// # }
    /// # let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::none())
    /// #     .credentials(Credentials::of_secret("token")?)
    /// #     .transport(MemoryTransport::new(|_| http::Response::new(r#"["Faust", "Emma"]"#.into())))
    /// #     .build()?;
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// client.call(Titles { language: None }).await?;
    /// assert!(client.drift().is_empty());
    /// # Ok::<(), countersign::Error>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.not_kept == 0
    }
}

impl fmt::Display for DriftReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        match self.not_kept {
            0 => Ok(()),
            more => writeln!(f, "{more} more that are not kept"),
        }
    }
}

impl fmt::Display for DriftFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, kind, owner, name, count, .. } = self;
        write!(f, "{}: {kind} `{}` of `{owner}` ({count}×)", operation.name(), Printable(name))?;
        if let Some(path) = &self.path {
            write!(f, ", first at `{}`", Printable(path))?;
        }
        if let Some(sample) = &self.sample {
            write!(f, " = {}", Printable(sample))?;
        }
        Ok(())
    }
}

/// The findings of one client.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    /// Whether an answer with a finding is an error.
    pub(super) denies: bool,
    report: Mutex<DriftReport>,
}

impl Ledger {
    pub(super) fn new(denies: bool) -> Self {
        Self { denies, report: Mutex::default() }
    }

    pub(super) fn report(&self) -> DriftReport {
        self.lock().clone()
    }

    /// Records what an answer contained.
    ///
    /// # Errors
    /// [`ErrorKind::Drift`] if drift is denied.
    pub(super) fn note(
        &self,
        operation: &'static Operation,
        envelope: &Envelope,
        secrets: &[&Secret],
        answer: &Answer,
        found: &[Drift],
    ) -> Result<(), Error> {
        #[cfg(feature = "metrics")]
        crate::metrics::drifts(operation, found);
        // An answer may repeat a secret, even as a name.
        let shown = |drift: &Drift| Drift { name: without_secrets(drift.name.clone(), secrets), ..drift.clone() };
        let found: &[Drift] = &found.iter().map(shown).collect::<Vec<_>>();
        // The body is parsed once more to describe new findings; that stops when the report is full.
        let body = LazyCell::new(|| look_at(&answer.body).unwrap_or_default());
        let new = self.count(operation, found, |drift| new_finding(operation, envelope, secrets, &body, drift));
        new.iter().for_each(tell);
        if self.denies { Err(denied(found).with_answer(answer.status, &answer.headers, &answer.body)) } else { Ok(()) }
    }

    /// Counts known findings, keeps new ones, and returns the new ones.
    fn count(
        &self,
        operation: &'static Operation,
        found: &[Drift],
        describe: impl Fn(&Drift) -> DriftFinding,
    ) -> Vec<DriftFinding> {
        let mut report = self.lock();
        let mut new = Vec::new();
        for drift in found {
            if let Some(known) = report.findings.iter_mut().find(|known| known.is(operation, drift)) {
                known.count += drift.count;
            } else if report.findings.len() < MOST_FINDINGS {
                let finding = describe(drift);
                new.push(finding.clone());
                report.findings.push(finding);
            } else {
                report.not_kept += drift.count;
            }
        }
        new
    }

    /// Locks the report. A panicking thread poisons the lock, but what it counted before is still right.
    fn lock(&self) -> MutexGuard<'_, DriftReport> {
        self.report.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl DriftFinding {
    fn is(&self, operation: &Operation, drift: &Drift) -> bool {
        let Self { kind, owner, name, .. } = self;
        (*kind, *owner, name) == (drift.kind, drift.owner, &drift.name) && self.operation.name() == operation.name()
    }
}

fn new_finding(
    operation: &'static Operation,
    envelope: &Envelope,
    secrets: &[&Secret],
    body: &Value,
    drift: &Drift,
) -> DriftFinding {
    let &Drift { kind, owner, ref name, count } = drift;
    let outer = envelope.path_to_response(operation, body.to_string().as_bytes());
    let response = outer.iter().try_fold(body, |value, member| value.get(member));
    let found = response.and_then(|response| locate(response, &operation.response(), kind, owner, name));
    let sample = found.as_ref().and_then(|(_, value)| match kind {
        DriftKind::UnknownField | DriftKind::OddForm => sample(name, value, secrets),
        // The value is already the name.
        DriftKind::UnknownValue => None,
    });
    let path = found.map(|(inner, _)| without_secrets(joined(&outer, &inner), secrets));
    DriftFinding { operation, kind, owner, name: name.clone(), path, sample, count }
}

/// Returns a path from the root of the answer.
fn joined(outer: &[&str], inner: &str) -> String {
    let outer = outer.join(".");
    let dot = if outer.is_empty() || inner.is_empty() || inner.starts_with('[') { "" } else { "." };
    format!("{outer}{dot}{inner}")
}

/// Returns the beginning of a value, unless it may be secret or personal.
fn sample(name: &str, value: &Value, secrets: &[&Secret]) -> Option<String> {
    if is_withheld(name) || holds_withheld(value) {
        return None;
    }
    let text = value.to_string();
    if secrets.iter().any(|secret| masked(text.as_bytes(), secret).is_some()) {
        return None;
    }
    Some(clipped(&text, LONGEST_SAMPLE).into_owned())
}

fn is_withheld(name: &str) -> bool {
    let name = name.to_lowercase();
    WITHHELD.iter().any(|part| name.contains(part))
}

/// Returns whether some member of the value may be secret or personal.
fn holds_withheld(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, value)| is_withheld(name) || holds_withheld(value)),
        Value::Array(items) => items.iter().any(holds_withheld),
        _ => false,
    }
}

/// Emits one event for a new finding. Values are not reported.
fn tell(finding: &DriftFinding) {
    let DriftFinding { operation, kind, owner, name, path, .. } = finding;
    tracing::warn!(
        operation = operation.name(),
        kind = kind.as_str(),
        owner,
        name = %Printable(name),
        path = %Printable(path.as_deref().unwrap_or_default()),
        "the vendor's answer contains something that its definition does not know"
    );
}

fn denied(found: &[Drift]) -> Error {
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    let message = format!(
        "the answer contains something that its definition does not know: {}; add it to the definition, or leave out `deny_drift`",
        found.join(", ")
    );
    Error::new(ErrorKind::Drift, message)
}
