//! The envelope around every answer, and the failures that the gateway is known to answer.

use countersign::{Envelope, ErrorKind, KnownFailure};

/// Returns the envelope of the answers: `code`, `message`, `data`, with `timestamp` and `traceId`; code 200 is success.
pub fn envelope() -> Envelope {
    Envelope::default().with_known_failures(&KNOWN_FAILURES).with_success_message("操作成功")
}

/// The failures of the gateway itself.
pub const KNOWN_FAILURES: [KnownFailure; 3] = [
    // Only its text distinguishes this failure (from other clients' notes).
    KnownFailure::of_text("请创建应用，再联系平台进行激活")
        .with_kind(ErrorKind::Credentials)
        .with_hint("the application is not active: create it at the vendor, then ask the vendor to activate it"),
    // The one code of a failure that the vendor's samples show (of a receipt that could not be confirmed).
    KnownFailure::of_code("1009").with_hint(
        "1009 only says that the trade service refused: its own reason is in the `data` of the answer's body",
    ),
    // It answers 404 for a path that it does not know, and for nothing else.
    KnownFailure::of_status(404).with_hint("the path is not known there: check the base URL and the operation's path"),
];
