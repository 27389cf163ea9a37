//! The key by which a server recognises a repetition: one value for all attempts of a call.
//!
//! `exchange.rs` asks for it before the first attempt, and once more to complete the error of the last one.

use super::Client;
use super::exchange::Options;
use crate::endpoint::DynEndpoint;
use crate::error::{Error, Outcome};
use crate::operation::Operation;
use crate::scheme::random_uuid;

/// Returns the value of the key, and the options that set it if the caller did not.
pub(super) fn key(
    client: &Client,
    request: &dyn DynEndpoint,
    options: &Options,
) -> (Option<Box<Options>>, Option<String>) {
    let operation = request.operation();
    let Some(parameter) = operation.idempotency().and_then(|field| operation.parameter(field)) else {
        return (None, None);
    };
    if let Some(own) = client.sent(request, parameter.name()) {
        return (None, Some(own));
    }
    let key = random_uuid();
    let changes = options.changes.clone().filled(parameter, key.clone());
    (Some(Box::new(Options { changes, ..options.clone() })), Some(key))
}

/// Completes an error after which the call may have been carried out: if the caller repeats it, it gets another key.
pub(super) fn explained(operation: &Operation, key: Option<String>, error: Error) -> Error {
    let parameter = operation.idempotency().and_then(|field| operation.parameter(field));
    match (parameter, key, error.outcome()) {
        (Some(parameter), Some(key), Outcome::Unknown) => {
            let name = parameter.wire_name();
            let advice = format!("calling again with `{name}` = {key} cannot execute it twice");
            error.into_retryable(false).into_outcome_unknown((advice, Some(key)))
        }
        _ => error,
    }
}
