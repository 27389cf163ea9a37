//! Kinds of failure and outcomes of failed calls, which programs branch on.

#[cfg(doc)]
use super::Error;

/// The kind of failure that a call ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A parameter violates a rule of its definition. Nothing was sent.
    InvalidParameter,
    /// Key or secret are missing or malformed, or the vendor does not accept them.
    Credentials,
    /// The client is misconfigured, such as in its base URL or its transport. Nothing was sent.
    Configuration,
    /// The server could not be reached, or the connection broke during a call that may be repeated.
    Connect,
    /// No answer arrived in time for a call that may be repeated, or no time was left to send a call at all.
    Timeout,
    /// The call must not be repeated, and it is not known whether it was carried out: look up its outcome before
    /// calling again. [`Error::reference`] returns what to look it up by.
    OutcomeUnknown,
    /// The vendor asks for fewer requests, or the client's own limit has no permit for one. Nothing was carried out, so
    /// the same call may be made again after [`Error::wait`]. Whether to repeat a call that must not be repeated is the
    /// caller's decision: the client never does.
    RateLimited,
    /// The server answered with an error status and no recognizable detail.
    Http,
    /// The vendor rejected the request: see [`Error::code`].
    Business,
    /// The vendor does not accept the signature.
    SignatureRefused,
    /// The answer is longer than allowed.
    TooLarge,
    /// The answer cannot be read as the operation's response.
    Decode,
    /// The request that was about to be sent is not the one that was signed.
    Altered,
    /// The answer contains something that its definition does not know, and the client denies drift.
    Drift,
    /// The vendor returned a page that it had returned before, so that reading on would never end.
    RepeatedPage,
    /// The next page cannot be requested: its URL leads to another host, or the last item has no cursor. All pages
    /// before it were read completely.
    NextPage,
}

impl ErrorKind {
    /// Returns the kind in `snake_case`, for logs and metrics.
    ///
    /// ```
    /// assert_eq!(countersign::ErrorKind::OutcomeUnknown.as_str(), "outcome_unknown");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidParameter => "invalid_parameter",
            Self::Credentials => "credentials",
            Self::Configuration => "configuration",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::OutcomeUnknown => "outcome_unknown",
            Self::RateLimited => "rate_limited",
            Self::Http => "http",
            Self::Business => "business",
            Self::SignatureRefused => "signature_refused",
            Self::TooLarge => "too_large",
            Self::Decode => "decode",
            Self::Altered => "altered",
            Self::Drift => "drift",
            Self::RepeatedPage => "repeated_page",
            Self::NextPage => "next_page",
        }
    }
}

/// What happened to a call that failed, as returned by [`Error::outcome`].
///
/// For an operation that must not be repeated, [`Unknown`](Self::Unknown) always comes as
/// [`ErrorKind::OutcomeUnknown`]. For an operation that may be repeated, the outcome follows the same rules, but the
/// kind names the failure itself (a timeout, a status, …), because calling again does no harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// No byte of the request left: a parameter was refused, a limiter had no permit, or there was no connection.
    NotSent,
    /// The vendor answered that it did not carry out the call: by a status from 400 to 499 other than 408, 425 and 499,
    /// by the code of its envelope, or by the failure that the operation declares for its payload.
    Refused,
    /// The call may have been carried out: there was no answer, the answer cannot be read, or it does not say.
    Unknown,
}

impl Outcome {
    /// Returns the outcome in `snake_case`, for logs.
    ///
    /// ```
    /// assert_eq!(countersign::Outcome::NotSent.as_str(), "not_sent");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }

    /// Returns the outcome of a kind of error if nothing more is known.
    pub(super) const fn of(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::InvalidParameter
            | ErrorKind::Credentials
            | ErrorKind::Configuration
            | ErrorKind::RateLimited
            | ErrorKind::Altered
            | ErrorKind::NextPage => Self::NotSent,
            ErrorKind::Business | ErrorKind::SignatureRefused => Self::Refused,
            _ => Self::Unknown,
        }
    }
}
