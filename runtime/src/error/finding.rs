//! A possible cause of a refused signature, with its evidence and a fix.

use std::fmt;

use super::Error;
use crate::printable::Printable;

/// Why a signature may have been refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// The application is not activated at the vendor, or not known there.
    NotActivated,
    /// A value in the request differs from the one that was signed.
    ValueChanged,
    /// Key or secret were copied with blanks, a newline, quotes or invisible characters.
    OddCredentials,
    /// Key and secret are swapped.
    Swapped,
    /// This machine's clock differs from the vendor's.
    ClockSkew,
    /// The time is sent in another unit than the vendor expects.
    TimestampUnit,
    /// The secret is sent along with the signature.
    SecretBesideSignature,
    /// The vendor may read the rule differently.
    OtherReading,
    /// A parameter is sent empty, which vendors sign in different ways.
    EmptyParameter,
    /// A value contains characters that are often changed in transit.
    FragileValue,
    /// The secret is wrong.
    WrongSecret,
}

impl Cause {
    /// Returns a short description.
    ///
    /// ```
    /// use countersign::doctor::Cause;
    ///
    /// assert_eq!(Cause::ClockSkew.as_str(), "the clocks differ");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotActivated => "the application is not active",
            Self::ValueChanged => "a value changed between signing and sending",
            Self::OddCredentials => "key or secret was copied incorrectly",
            Self::Swapped => "key and secret are swapped",
            Self::ClockSkew => "the clocks differ",
            Self::TimestampUnit => "the time is in another unit",
            Self::SecretBesideSignature => "the secret is sent along with the signature",
            Self::OtherReading => "the vendor may read the rule differently",
            Self::EmptyParameter => "a parameter is sent empty",
            Self::FragileValue => "a value may be changed in transit",
            Self::WrongSecret => "the secret is wrong",
        }
    }
}

/// How certain a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Likelihood {
    /// It is true, and alone sufficient for a refusal.
    Certain,
    /// It usually leads to a refusal.
    Likely,
    /// It is consistent with what is known.
    Possible,
}

impl fmt::Display for Likelihood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        })
    }
}

/// A possible cause, with its evidence and a fix.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The cause.
    pub cause: Cause,
    /// How certain it is.
    pub likelihood: Likelihood,
    /// The evidence for it. It never contains a secret.
    pub evidence: String,
    /// What to do about it.
    pub fix: String,
}

impl Finding {
    /// Creates a finding.
    ///
    /// ```
    /// use countersign::doctor::{Cause, Finding, Likelihood};
    ///
    /// let finding = Finding::new(Cause::ClockSkew, Likelihood::Likely, "this clock is 2 h behind", "set the clock");
    /// assert_eq!(finding.to_string().lines().next(), Some("the clocks differ (likely)"));
    /// ```
    pub fn new(cause: Cause, likelihood: Likelihood, evidence: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { cause, likelihood, evidence: evidence.into(), fix: fix.into() }
    }
}

/// Prints three lines: cause and likelihood, evidence, fix.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cause, likelihood, evidence, fix } = self;
        write!(
            f,
            "{} ({likelihood})\n   because: {}\n   fix:     {}",
            cause.as_str(),
            Printable(evidence),
            Printable(fix)
        )
    }
}

impl Error {
    /// Returns all that is known about the failure, for people: the line of `Display`, the findings and the signing
    /// trace. If key and secret look swapped, the trace is left out, because what it would print as the key is the
    /// secret.
    ///
    /// ```
    /// # use countersign::{Error, ErrorKind};
    /// # let error = Error::new(ErrorKind::Business, "sold out");
    /// eprintln!("{}", error.explain());
    /// ```
    pub fn explain(&self) -> String {
        let mut text = self.to_string();
        for (position, finding) in self.findings().iter().enumerate() {
            text.push_str(&format!("\n{}. {finding}", position + 1));
        }
        let swapped = self.findings().iter().any(|finding| finding.cause == Cause::Swapped);
        match self.signing_trace() {
            Some(_) if swapped => text.push_str("\n\nThe signing trace is left out: its key looks like a secret."),
            Some(trace) => text.push_str(&format!("\n\n{trace}")),
            None => {}
        }
        text
    }
}
