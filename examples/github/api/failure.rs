//! GitHub's descriptions of failures.

use countersign::{Envelope, ErrorKind, KnownFailure, model};
use serde::{Deserialize, Serialize};

/// GitHub's description of a failure.
#[model(rename_all = "snake_case")]
pub struct Failure {
    /// The message.
    pub message: Option<String>,
    /// The URL of the documentation.
    pub documentation_url: Option<String>,
    /// The status, as a string.
    pub status: Option<String>,
    /// The new location.
    pub url: Option<String>,
    /// The mistakes in the request.
    #[field(serde, default)]
    pub errors: Vec<Fault>,
}

/// A mistake in a request: a string or an object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Fault {
    /// A sentence.
    Text(String),
    /// A field.
    Field(Box<FieldFault>),
}

/// A mistake in a field.
#[model]
pub struct FieldFault {
    /// The kind of mistake: `missing`, `missing_field`, `invalid`, `already_exists`, `unprocessable`, or `custom`,
    /// which comes with a message.
    pub code: String,
    /// The resource of the field.
    pub resource: Option<String>,
    /// Name of the field.
    pub field: Option<String>,
    /// A sentence.
    pub message: Option<String>,
    /// Its position in a list.
    pub index: Option<u64>,
    /// The value that was sent.
    pub value: Option<serde_json::Value>,
}

/// Answers have no envelope; 403 is a rate limit if a header or the message indicates it.
pub fn envelope() -> Envelope {
    Envelope::none().with_known_failures(
        const {
            &[
                KnownFailure::of_status(403).with_header("retry-after", None).with_kind(ErrorKind::RateLimited),
                KnownFailure::of_status(403)
                    .with_header("x-ratelimit-remaining", Some("0"))
                    .with_kind(ErrorKind::RateLimited)
                    .with_wait_until("x-ratelimit-reset"),
                KnownFailure::of_status(403).with_text("rate limit").with_kind(ErrorKind::RateLimited),
                KnownFailure::of_status(404).with_hint("it does not exist, or this token cannot see it"),
            ]
        },
    )
}
