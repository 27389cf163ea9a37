//! What kinds of failure there are, and what became of a call that failed: what a program branches on.

#[cfg(doc)]
use super::Error;

/// What kind of failure a call ended with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A parameter breaks a rule of its definition. Nothing was sent.
    InvalidParameter,
    /// Key or secret cannot be right, or the vendor does not accept them.
    Credentials,
    /// The client is put together wrongly: its base URL, its transport. Nothing was sent.
    Configuration,
    /// The server could not be reached, or the connection broke during a call that may be repeated.
    Connect,
    /// No answer in time, in a call that may be repeated; of any call, no time was left to send it.
    Timeout,
    /// The call must not be repeated, and whether it was carried out is not known: look up its outcome before calling
    /// again. [`Error::reference`] is what to look it up by.
    OutcomeUnknown,
    /// The vendor asks for fewer requests, or the client's own limit has no permit for one. Nothing was carried out, so
    /// the same call may be made again after [`Error::wait`]. Of calls that must not be repeated, this is the caller's
    /// decision: the client does not repeat them.
    RateLimited,
    /// The answer has a status of failure and says no more.
    Http,
    /// The vendor understood and said no: see [`Error::code`].
    Business,
    /// The vendor does not accept the signature.
    SignatureRefused,
    /// The answer is longer than allowed.
    TooLarge,
    /// The answer cannot be read as the operation's response.
    Decode,
    /// The request that was to leave is not the one that was signed.
    Altered,
    /// The answer holds what its definition does not know, and the client denies that.
    Drift,
    /// The vendor gave a page that it gave before: reading on would not end.
    RepeatedPage,
    /// The next page cannot be asked for: its URL leads to another host, or the last item has no cursor. What was read before
    /// is complete up to there.
    NextPage,
}

impl ErrorKind {
    /// The kind in `snake_case`, for logs and metrics.
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

/// What became of a call that failed. [`Error::outcome`] returns it.
///
/// A call that succeeded was carried out. Of an operation that must not be repeated, [`Unknown`](Self::Unknown) always
/// comes as [`ErrorKind::OutcomeUnknown`]. Of an operation that may be repeated, the outcome is reported by the same
/// rules, but the kind stays what it is (a timeout, a status, …): calling again changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// No byte of the request left: a parameter was refused, a limiter had no permit, or there was no connection.
    NotSent,
    /// The vendor answered that it did not carry the call out: by a status from 400 to 499 other than 408, 425 and 499,
    /// by the code of its envelope, or by the failure that the operation declares of its payload.
    Refused,
    /// The call may have been carried out: there was no answer, the answer cannot be read, or it does not say.
    Unknown,
}

impl Outcome {
    /// Returns the outcome in `snake_case`, for logs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not_sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
        }
    }

    /// The outcome that a kind of error has where nothing more is known.
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
