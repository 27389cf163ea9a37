//! The vendor's answers to requests that do not reach an operation.
//!
//! Source: the vendor's failures, as reported by other clients. For a bad signature and a bad parameter, only the
//! status and the shape are published; the texts are the stand-in's own.

use countersign::value::Timestamp;
use countersign_server::stand_in::{Problem, Served};
use serde_json::{Value, json};

/// The vendor's text for an application that is not active.
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

/// The default body of Spring, the framework that answers wrong paths at the vendor.
fn spring(status: u16, error: &str, message: &str, path: &str) -> Served {
    let timestamp = <Timestamp>::now().as_millisecond();
    let body: Value =
        json!({ "timestamp": timestamp, "status": status, "error": error, "message": message, "path": path });
    Served::raw(status, body.to_string())
}

/// Returns a business failure in the vendor's published form: code 1009, with upstream's reason in the payload.
///
/// The codes for unknown orders, early cancellations and the like are upstream's. Those for unknown products, sellers,
/// categories and pictures are not published, so they are the stand-in's own.
///
/// ```
/// use dajisaas::stand_in::refused;
///
/// let answer = refused("下单失败", "SOLD_OUT", "sold out");
/// # assert!(format!("{answer:?}").contains("SOLD_OUT"));
/// ```
#[must_use]
pub fn refused(message: &str, code: &str, text: &str) -> Served {
    Served::failure(1009, message, json!({ "success": false, "errorCode": code, "errorMessage": text }))
}
