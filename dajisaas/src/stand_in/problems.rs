//! What the vendor answers when a request does not reach its operation.
//!
//! Source: the vendor's failures as other clients report them. The texts for a bad signature and a bad parameter are not
//! published; only their status and shape are. Those here are the stand-in's own.

use countersign::value::Timestamp;
use countersign_server::stand_in::{Problem, Served};
use serde_json::{Value, json};

/// The text that the vendor answers to an application that is not active.
const NOT_ACTIVATED: &str = "请创建应用，再联系平台进行激活";

pub(super) fn answer(problem: &Problem<'_>) -> Served {
    match problem {
        Problem::UnknownPath(path) => spring(404, "Not Found", "No message available", path),
        Problem::OtherMethod(path) => spring(405, "Method Not Allowed", "Request method is not supported", path),
        Problem::Refused(refusal) if refusal.is_unknown_key() => bad_request(NOT_ACTIVATED),
        Problem::Refused(refusal) => bad_request(&format!("签名错误 (signature refused): {refusal}")),
        Problem::Parameter(error) => bad_request(&format!("参数错误 (bad parameter): {error}")),
        _ => bad_request("Bad Request"),
    }
}

fn bad_request(message: &str) -> Served {
    Served::raw(400, json!({ "message": message }).to_string())
}

/// The default body of Spring, the framework that the vendor's answers to a wrong path come from.
fn spring(status: u16, error: &str, message: &str, path: &str) -> Served {
    let timestamp = <Timestamp>::now().as_millisecond();
    let body: Value =
        json!({ "timestamp": timestamp, "status": status, "error": error, "message": message, "path": path });
    Served::raw(status, body.to_string())
}

/// A business failure as the vendor publishes one: code 1009, and upstream's reason in the payload.
///
/// The codes of unknown orders, too early cancellations and the like are upstream's. Those of unknown products, sellers,
/// categories and pictures are not published; they are the stand-in's own.
#[must_use]
pub fn refused(message: &str, code: &str, text: &str) -> Served {
    Served::failure(1009, message, json!({ "success": false, "errorCode": code, "errorMessage": text }))
}
