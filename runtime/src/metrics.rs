//! Counts and durations of calls, for the recorder that the program installs with the crate `metrics`.
//!
//! The call path reports them; without a recorder they are dropped. Labels are names from definitions and kinds of
//! errors, so their number is limited by the operations and kinds; they never contain a value, an account or an
//! address.
//!
//! | name | kind | labels | counts or measures |
//! |---|---|---|---|
//! | [`CALLS`] | counter | `operation`, `outcome` | calls that ended, pages among them |
//! | [`CALL_DURATION`] | histogram, seconds | `operation`, `outcome` | a call with all its attempts and waits |
//! | [`ABANDONED`] | counter | `operation`, `stage` | calls whose future was dropped before they ended |
//! | [`ATTEMPTS`] | counter | `operation`, `outcome` | requests that were sent, or were about to be |
//! | [`ATTEMPT_DURATION`] | histogram, seconds | `operation` | from sending a request until its answer is read |
//! | [`LIMITER_WAIT`] | histogram, seconds | `operation` | waits for a permit from the client's own limits |
//! | [`LIMITER_AWAY`] | counter | | permits decided without Redis, because it was away |
//! | [`DRIFT`] | counter | `operation`, `kind` | fields and values that a definition does not know |
//!
//! `outcome` is `success` or [`ErrorKind::as_str`](crate::ErrorKind::as_str), `kind` is
//! [`DriftKind::as_str`](crate::decode::DriftKind::as_str). `stage` is `in_flight` while a request is on its way, in
//! which case a call that must not be repeated may have been carried out, and `waiting` before the first attempt and
//! between attempts. A dropped call does not count as ended, but its ended attempts are counted.

use std::time::Duration;

use crate::decode::Drift;
use crate::error::Error;
use crate::operation::Operation;

/// Calls that ended.
pub const CALLS: &str = "countersign_calls_total";

/// How long calls took in all.
pub const CALL_DURATION: &str = "countersign_call_duration_seconds";

/// Calls that were dropped before they ended.
pub const ABANDONED: &str = "countersign_calls_abandoned_total";

/// Attempts that ended.
pub const ATTEMPTS: &str = "countersign_attempts_total";

/// How long attempts took.
pub const ATTEMPT_DURATION: &str = "countersign_attempt_duration_seconds";

/// How long calls waited for a permit from the client's own limits.
pub const LIMITER_WAIT: &str = "countersign_limiter_wait_seconds";

/// Permits that were decided without Redis.
pub const LIMITER_AWAY: &str = "countersign_limiter_away_total";

/// Fields and values that a definition does not know.
pub const DRIFT: &str = "countersign_drift_total";

/// Registers units and descriptions. Call it once, after the recorder is installed.
///
/// ```
/// // After the recorder is installed, such as `metrics_exporter_prometheus::PrometheusBuilder::new().install()?`:
/// countersign::metrics::describe();
/// ```
pub fn describe() {
    use metrics::{Unit, describe_counter, describe_histogram};

    describe_counter!(CALLS, "Calls that ended, by operation and outcome");
    describe_histogram!(CALL_DURATION, Unit::Seconds, "How long a call took, attempts and waits included");
    describe_counter!(ABANDONED, "Calls that were dropped before they ended, by operation and stage");
    describe_counter!(ATTEMPTS, "Attempts that ended, by operation and outcome");
    describe_histogram!(ATTEMPT_DURATION, Unit::Seconds, "How long an attempt took");
    describe_histogram!(LIMITER_WAIT, Unit::Seconds, "How long calls waited for a permit from the client's own limits");
    describe_counter!(LIMITER_AWAY, "Permits of the shared limit that were decided without Redis");
    describe_counter!(DRIFT, "Fields and values of answers that their definitions do not know");
}

pub(crate) fn call_ended(operation: &Operation, error: Option<&Error>, taken: Duration) {
    let (operation, outcome) = (operation.name(), outcome(error));
    metrics::counter!(CALLS, "operation" => operation, "outcome" => outcome).increment(1);
    metrics::histogram!(CALL_DURATION, "operation" => operation, "outcome" => outcome).record(taken);
}

pub(crate) fn call_abandoned(operation: &Operation, is_in_flight: bool) {
    let stage = if is_in_flight { "in_flight" } else { "waiting" };
    metrics::counter!(ABANDONED, "operation" => operation.name(), "stage" => stage).increment(1);
}

pub(crate) fn attempt_ended(operation: &Operation, error: Option<&Error>, taken: Duration) {
    metrics::counter!(ATTEMPTS, "operation" => operation.name(), "outcome" => outcome(error)).increment(1);
    metrics::histogram!(ATTEMPT_DURATION, "operation" => operation.name()).record(taken);
}

pub(crate) fn limiter_waits(operation: &Operation, wait: Duration) {
    metrics::histogram!(LIMITER_WAIT, "operation" => operation.name()).record(wait);
}

#[cfg(feature = "redis")]
pub(crate) fn limiter_is_away() {
    metrics::counter!(LIMITER_AWAY).increment(1);
}

pub(crate) fn drifts(operation: &Operation, found: &[Drift]) {
    for drift in found {
        metrics::counter!(DRIFT, "operation" => operation.name(), "kind" => drift.kind.as_str()).increment(drift.count);
    }
}

fn outcome(error: Option<&Error>) -> &'static str {
    error.map_or("success", |error| error.kind().as_str())
}
