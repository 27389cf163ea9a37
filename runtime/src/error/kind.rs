//! What kinds of failure there are: what a program branches on.

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
    /// No answer in time, in a call that may be repeated.
    Timeout,
    /// The request may have arrived, and repeating it could do it twice: look up what became of it.
    OutcomeUnknown,
    /// The vendor asks for fewer requests, or the client's own limit has no place for one: see [`Error::wait`].
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
}

impl ErrorKind {
    /// The kind in `snake_case`, for logs and metrics.
    #[must_use]
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
        }
    }
}
