//! An arbitrary answer, read as the response of each operation: nothing panics, and no secret is printed.
//!
//! Input: a byte for the operation, a byte for the status, then the body.

use api_1688::Client;
use countersign::{Answer, Api as _};
use http::StatusCode;

use super::{entry, hides};

/// Runs the target on one input.
pub fn run(data: &[u8]) {
    let Some((entry, rest)) = entry(data) else { return };
    let Some((status, body)) = rest.split_first() else { return };
    let status = [200, 400, 401, 403, 404, 429, 500, 200][usize::from(status % 8)];
    let answer = Answer::new(StatusCode::from_u16(status).expect("it is one"), body.to_vec());
    match entry.read(&Client::envelope(), &answer) {
        Ok(reply) => hides(&format!("{} {:?}", *reply, reply.drift())),
        Err(error) => hides(&format!("{} {error:?}", error.explain())),
    }
}
