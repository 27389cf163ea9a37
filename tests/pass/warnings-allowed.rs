//! Definitions that are meant, although they look as if they were not: every warning is taken back.
#![deny(warnings)]

use countersign::{Endpoint, endpoint};

/// Finds parts.
#[endpoint(GET, "/parts/:shop/", name = "find_parts", allow(W001, W002, W003, W004, W005, W006, W007))]
pub struct FindParts {
    shop: u64,
    part_id: u32,
    weight: f64,
    #[param(name = "partNumber")]
    part_number: String,
    #[param(in = header)]
    trace_id: String,
    #[param(range = 5..=5)]
    level: u8,
}

#[test]
fn works() {
    assert_eq!(FindParts::OPERATION.path(), "/parts/:shop/");
}
