//! The key by which a server recognises a repetition: one value for all attempts of a call.
//!
//! `exchange.rs` asks before the first attempt, and once more for the error of the last one.

use std::fmt::Write as _;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use super::Client;
use super::exchange::Options;
use crate::endpoint::DynEndpoint;
use crate::error::{Error, LookUp, Outcome};
use crate::operation::Operation;

/// The value of the key, and the settings that fill it where the caller did not.
pub(super) fn key(client: &Client, request: &dyn DynEndpoint, options: &Options) -> (Option<Options>, Option<String>) {
    let operation = request.operation();
    let Some(parameter) = operation.idempotency().and_then(|field| operation.parameter(field)) else {
        return (None, None);
    };
    if let Some(own) = client.sent(request, parameter.name()) {
        return (None, Some(own));
    }
    let key = random();
    let changes = options.changes.clone().filled(parameter, key.clone());
    (Some(Options { changes, ..options.clone() }), Some(key))
}

/// An error after which the call may have been carried out: made again by the caller, it would have another key.
pub(super) fn explained(operation: &Operation, key: Option<String>, error: Error) -> Error {
    let parameter = operation.idempotency().and_then(|field| operation.parameter(field));
    match (parameter, key, error.outcome()) {
        (Some(parameter), Some(key), Outcome::Unknown) => {
            let name = parameter.wire_name();
            let advice = format!("calling again with `{name}` = {key} cannot execute it twice");
            error.into_retryable(false).into_outcome_unknown(LookUp { advice, reference: Some(key) })
        }
        _ => error,
    }
}

/// A random UUID. The standard library's hasher has keys that the system drew at random, and other ones each time.
fn random() -> String {
    let half = || RandomState::new().build_hasher().finish();
    // Version 4, variant 1.
    let (high, low) = (half() & !0xf000 | 0x4000, half() & !(0b11 << 62) | 0b10 << 62);
    let mut text = String::with_capacity(36);
    for (position, group) in [high >> 32, high >> 16 & 0xffff, high & 0xffff, low >> 48].into_iter().enumerate() {
        let width = if position == 0 { 8 } else { 4 };
        let _ = write!(text, "{group:0width$x}-");
    }
    let _ = write!(text, "{:012x}", low & 0xffff_ffff_ffff);
    text
}
