//! The envelope of every answer, and the known failures of the gateway.

use countersign::{Envelope, ErrorKind, KnownFailure};

/// Returns the envelope of answers: `code`, `message` and `data`, with `timestamp` and `traceId`. Code 200 means
/// success.
///
/// ```
/// let names = dajisaas::envelope().names().expect("answers are wrapped");
/// assert_eq!((names.code, names.data, names.trace_id), ("code", "data", Some("traceId")));
/// ```
pub fn envelope() -> Envelope {
    Envelope::default().with_known_failures(&KNOWN_FAILURES).with_success_message("操作成功")
}

/// The failures of the gateway itself.
pub const KNOWN_FAILURES: [KnownFailure; 3] = [
    // Only its text identifies this failure (from other clients' notes).
    KnownFailure::of_text("请创建应用，再联系平台进行激活")
        .with_kind(ErrorKind::Credentials)
        .with_hint("the application is not active: create it at the vendor, then ask the vendor to activate it"),
    // The only code of a failure in the vendor's samples (a receipt that could not be confirmed).
    KnownFailure::of_code("1009")
        .with_hint("1009 only means that the trade service refused: its reason is in the `data` of the answer's body"),
    // It answers 404 only for unknown paths.
    KnownFailure::of_status(404)
        .with_hint("the server does not know the path: check the base URL and the operation's path"),
];
