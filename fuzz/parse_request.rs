//! An arbitrary request, parsed as each operation: nothing panics, no secret is printed, and whatever can be parsed is
//! encoded and parsed again with the same result, under both readings of the rule.
//!
//! Input: a byte for the operation, a line for path and query, a line for the content type, then the body.

use bytes::Bytes;
use countersign::Auth as _;
use countersign::param::Received;
use http::Request;

use super::{account, entry, hides, line, prepare, rules};

/// Runs the target on one input.
pub fn run(data: &[u8]) {
    let Some((entry, rest)) = entry(data) else { return };
    let operation = entry.operation();
    let (target, rest) = line(rest);
    let (content_type, body) = line(rest);
    // A query alone goes to the operation's own path, because most inputs should get that far.
    let target = String::from_utf8_lossy(target);
    let target = if target.starts_with('/') { target.into_owned() } else { format!("{}?{target}", operation.path()) };
    let request = Request::builder().method(http::Method::from(operation.method())).uri(target);
    let request = request.header("content-type", content_type).body(Bytes::copy_from_slice(body));
    let Ok(request) = request else { return };
    let received = match Received::new(operation, &request) {
        Ok(received) => received,
        Err(error) => return hides(&error.to_string()),
    };
    for rule in rules() {
        if let Err(refusal) = rule.verify(&received, &account()) {
            hides(&refusal.to_string());
        }
    }
    let parsed = match entry.parse(&received) {
        Ok(parsed) => parsed,
        Err(error) => return hides(&error.to_string()),
    };
    for rule in rules() {
        // What was parsed may be more than may be sent; then it is refused.
        let Ok(prepared) = prepare(&rule, &*parsed) else { continue };
        hides(&format!("{prepared:?}"));
        let again = Received::new(operation, &prepared.request).expect("what is written can be taken apart");
        assert_eq!(rule.verify(&again, &account()), Ok(()), "what is signed is accepted");
        let reparsed = entry.parse(&again).expect("what is written can be read");
        let rewritten = prepare(&rule, &*reparsed).expect("and written again");
        assert_eq!(rewritten.request.uri(), prepared.request.uri());
        assert_eq!(rewritten.request.body(), prepared.request.body());
    }
}
