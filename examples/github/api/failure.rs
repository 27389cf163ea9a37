//! GitHub's descriptions of failures.

use countersign::{Envelope, ErrorKind, KnownFailure, model};
use serde::{Deserialize, Serialize};

/// GitHub's description of a failure.
#[model(rename_all = "snake_case")]
pub struct Failure {
    /// What went wrong.
    pub message: Option<String>,
    /// Address of the documentation.
    pub documentation_url: Option<String>,
    /// The status, as text.
    pub status: Option<String>,
    /// Where it moved to.
    pub url: Option<String>,
    /// What is wrong with the request.
    #[field(serde, default)]
    pub errors: Vec<Fault>,
}

/// What is wrong with a request: a string or an object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Fault {
    /// A sentence.
    Text(String),
    /// A field.
    Field(Box<FieldFault>),
}

/// What is wrong with a field.
#[model]
pub struct FieldFault {
    /// `missing`, `missing_field`, `invalid`, `already_exists`, `unprocessable`, or `custom`, for which there is a
    /// message.
    pub code: String,
    /// Kind of thing that has the field.
    pub resource: Option<String>,
    /// Name of the field.
    pub field: Option<String>,
    /// A sentence.
    pub message: Option<String>,
    /// Where it is in a list.
    pub index: Option<u64>,
    /// What was sent.
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
                KnownFailure::of_status(404).with_hint("it is not there, or not visible to this token"),
            ]
        },
    )
}
