//! Failures that an API documents: their kind, whether they are transient, and how long to wait.

use crate::error::{Error, ErrorKind, Outcome};
use crate::operation::Source;

/// A failure that an API documents: how to recognize it, and what it means.
///
/// All conditions must hold. If several failures match, the first one in [`Envelope::with_known_failures`] counts.
///
/// ```
/// use countersign::{Envelope, ErrorKind, KnownFailure};
///
/// // GitHub limits with 403 as well as with 429; Binance bans with 418.
/// let github = Envelope::none().with_known_failures(const {
///     &[
///         KnownFailure::of_status(403).with_header("retry-after", None).with_kind(ErrorKind::RateLimited),
///         KnownFailure::of_status(403)
///             .with_header("x-ratelimit-remaining", Some("0"))
///             .with_kind(ErrorKind::RateLimited)
///             .with_wait_until("x-ratelimit-reset"),
///         KnownFailure::of_status(404).with_hint("it is not there, or not visible to this token"),
///     ]
/// });
/// let binance = Envelope::none().with_known_failures(const {
///     &[
///         KnownFailure::of_status(418).with_kind(ErrorKind::RateLimited),
///         KnownFailure::of_code("-1003").with_kind(ErrorKind::RateLimited),
///         KnownFailure::of_code("-1007").with_retryable(true),
///     ]
/// });
/// # let _ = (github, binance);
/// ```
///
/// What a vendor documents as safe to order again, although its status leaves the outcome open:
///
/// ```
/// use countersign::{Answer, Entry, Envelope, KnownFailure, Outcome, endpoint};
/// use http::StatusCode;
///
/// /// Orders a book.
/// #[endpoint(POST, "/orders", response = u64)]
/// pub struct OrderBook {}
///
/// const BUSY: KnownFailure =
///     KnownFailure::of_status(500).with_code("BUSY").with_text("try again").with_outcome(Outcome::Refused);
///
/// let envelope = Envelope::none().with_known_failures(&[BUSY]);
/// let answer = Answer::new(StatusCode::INTERNAL_SERVER_ERROR, r#"{"code": "BUSY", "message": "try again later"}"#);
/// let error = Entry::of::<OrderBook>().read(&envelope, &answer).unwrap_err();
/// assert_eq!(error.outcome(), Outcome::Refused);
/// ```
///
/// [`Envelope::with_known_failures`]: crate::Envelope::with_known_failures
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "it does nothing until it is passed to an envelope"]
pub struct KnownFailure {
    status: Option<u16>,
    code: Option<&'static str>,
    text: Option<&'static str>,
    header: Option<(&'static str, Option<&'static str>)>,
    kind: Option<ErrorKind>,
    outcome: Option<Outcome>,
    hint: Option<&'static str>,
    retryable: Option<bool>,
    wait_until: Option<&'static str>,
}

impl KnownFailure {
    const NONE: Self = Self {
        status: None,
        code: None,
        text: None,
        header: None,
        kind: None,
        outcome: None,
        hint: None,
        retryable: None,
        wait_until: None,
    };

    /// Creates a failure with this status.
    pub const fn of_status(status: u16) -> Self {
        Self { status: Some(status), ..Self::NONE }
    }

    /// Creates a failure with this code, which is read from the envelope's member or from the member `code`.
    pub const fn of_code(code: &'static str) -> Self {
        Self { code: Some(code), ..Self::NONE }
    }

    /// Creates a failure whose body contains this text.
    ///
    /// ```
    /// use countersign::{ErrorKind, KnownFailure};
    ///
    /// const LIMITED: KnownFailure = KnownFailure::of_text("API call limit").with_kind(ErrorKind::RateLimited);
    /// # assert_ne!(LIMITED, KnownFailure::of_text("API call limit"));
    /// ```
    pub const fn of_text(text: &'static str) -> Self {
        Self { text: Some(text), ..Self::NONE }
    }

    /// Requires this code as well.
    pub const fn with_code(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    /// Requires this text in the body as well.
    pub const fn with_text(self, text: &'static str) -> Self {
        Self { text: Some(text), ..self }
    }

    /// Requires a header, with any value or with this one.
    pub const fn with_header(self, name: &'static str, value: Option<&'static str>) -> Self {
        Self { header: Some((name, value)), ..self }
    }

    /// Sets the kind of failure. Defaults to what its status or its code implies.
    pub const fn with_kind(self, kind: ErrorKind) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// Sets what a failure of this kind means for the call. Defaults to what its status or its code means.
    pub const fn with_outcome(self, outcome: Outcome) -> Self {
        Self { outcome: Some(outcome), ..self }
    }

    /// Sets a hint: what usually helps, in plain words.
    pub const fn with_hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// Sets whether the failure is transient, so that calls that may be repeated are repeated after it. Defaults to
    /// what its kind implies: [`ErrorKind::RateLimited`] is transient.
    pub const fn with_retryable(self, retryable: bool) -> Self {
        Self { retryable: Some(retryable), ..self }
    }

    /// Sets the header that contains the Unix time, in seconds, before which calls are pointless. `Retry-After` takes
    /// precedence.
    pub const fn with_wait_until(self, header: &'static str) -> Self {
        Self { wait_until: Some(header), ..self }
    }

    pub(crate) fn retryable(&self) -> Option<bool> {
        self.retryable
    }

    /// Returns the Unix time until which to wait, in seconds.
    pub(crate) fn wait_until(&self, error: &Error) -> Option<i64> {
        error.headers()?.get(self.wait_until?)?.to_str().ok()?.trim().parse().ok()
    }

    pub(super) fn is(&self, error: &Error) -> bool {
        let status = |status| error.status().is_some_and(|is| is.as_u16() == status);
        // The code around a failure of the payload says only that there is one.
        let code = |code| error.upstream_code().or(error.code()).is_some_and(|is| super::code::is_same(code, is));
        // The body may have escapes where the message has the text.
        let contains = |text: &str| {
            let is_in_body = error.body().is_some_and(|body| String::from_utf8_lossy(body).contains(text));
            is_in_body || error.to_string().contains(text)
        };
        let header = |(name, value): (&str, Option<&str>)| {
            let is = error.headers().and_then(|headers| headers.get(name)).and_then(|is| is.to_str().ok());
            is.is_some_and(|is| value.is_none_or(|value| value.eq_ignore_ascii_case(is.trim())))
        };
        self.status.is_none_or(status)
            && self.code.is_none_or(code)
            && self.text.is_none_or(contains)
            && self.header.is_none_or(header)
    }

    pub(super) fn explain(&self, error: Error) -> Error {
        let kind = self.kind.unwrap_or(error.kind());
        let usual = error.hint().filter(|_| kind == error.kind());
        // If the path of an operation is a guess, a hint about that is usually more helpful.
        let is_guess = error.status().is_some_and(|status| status == 404)
            && error.operation().is_some_and(|operation| operation.source() == Source::Inferred);
        let hint = if is_guess { usual.or(self.hint) } else { self.hint.or(usual) };
        let outcome = self.outcome.unwrap_or(error.outcome());
        error.with_kind(kind).with_hint(hint).with_outcome(outcome)
    }
}
