//! A cause that fits, with what speaks for it and what to do.

use std::fmt;

use super::Error;
use crate::printable::Printable;

/// Why a signature may be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Cause {
    /// The application is not active at the vendor, or not known there.
    NotActivated,
    /// A value is another one in the request than in the signed string.
    ValueChanged,
    /// Key or secret were copied with blanks, a newline, quotes or invisible characters.
    OddCredentials,
    /// Key and secret stand in each other's place.
    Swapped,
    /// This machine's clock is not the vendor's.
    ClockSkew,
    /// The time is in another unit than the vendor reads.
    TimestampUnit,
    /// The secret travels beside the signature.
    SecretBesideSignature,
    /// Another reading of the rule may be the right one.
    OtherReading,
    /// A parameter is sent empty, which vendors sign differently.
    EmptyParameter,
    /// A value has characters that are changed on some ways.
    FragileValue,
    /// The secret is another one.
    WrongSecret,
}

impl Cause {
    /// A few words for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotActivated => "the application is not active",
            Self::ValueChanged => "a value changed between signing and sending",
            Self::OddCredentials => "key or secret were copied wrongly",
            Self::Swapped => "key and secret are swapped",
            Self::ClockSkew => "the clocks differ",
            Self::TimestampUnit => "the time is in another unit",
            Self::SecretBesideSignature => "the secret is sent beside the signature",
            Self::OtherReading => "the vendor may read the rule differently",
            Self::EmptyParameter => "a parameter is sent empty",
            Self::FragileValue => "a value may be changed on the way",
            Self::WrongSecret => "the secret is another one",
        }
    }
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Likelihood {
    /// It is so, and alone enough for a refusal.
    Certain,
    /// It usually leads to a refusal.
    Likely,
    /// It fits what is known.
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

/// A cause that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What it is.
    pub cause: Cause,
    /// How sure it is.
    pub likelihood: Likelihood,
    /// What speaks for it. No secret is in it.
    pub evidence: String,
    /// What to do about it.
    pub fix: String,
}

impl Finding {
    /// Returns a cause that fits, how sure it is, what speaks for it and what to do about it.
    pub fn new(cause: Cause, likelihood: Likelihood, evidence: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { cause, likelihood, evidence: evidence.into(), fix: fix.into() }
    }
}

/// Three lines: cause and likelihood, evidence, fix.
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
    /// Everything that is known of the failure, for people: the line of `Display`, the findings, the signing trace. Where
    /// key and secret look swapped the trace is left out: what it would show as the key is the secret.
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
