//! The Poizon API: its samples, answers that differ from the inferred form, and an order's life cycle with the
//! stand-in.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

mod answers;
mod calls;
mod samples;

use api_poizon::Client;
use countersign::{Answer, Api as _, Endpoint, Error, Reply};
use http::StatusCode;
use serde_json::Value;

/// Reads a body with the status of a success as the answer of an operation.
fn read<E: Endpoint>(body: &str) -> Result<Reply<E::Response>, Error> {
    Client::envelope().read(E::OPERATION, &Answer::new(StatusCode::OK, body.to_owned()))
}

/// A sample, by its name in the folder.
fn sample(name: &str) -> Value {
    let path = format!("{}/../api-poizon/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
