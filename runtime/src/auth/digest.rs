//! The digest of a message as text, and the comparison of two signatures. For authors of signing rules.

use ctutils::CtEq as _;
use sha2::{Digest as _, Sha256};

/// Returns the SHA-256 of a message, in lower-case hex.
///
/// ```
/// assert_eq!(countersign::auth::sha256_hex(b"sesame").len(), 64);
/// ```
#[must_use]
pub fn sha256_hex(message: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(message))
}

/// Compares two signatures in constant time.
///
/// ```
/// use countersign::auth::signatures_match;
///
/// assert!(signatures_match("a1b2", "a1b2"));
/// assert!(!signatures_match("a1b2", "a1b3"));
/// ```
#[must_use]
pub fn signatures_match(expected: &str, received: &str) -> bool {
    !expected.is_empty() && expected.as_bytes().ct_eq(received.as_bytes()).to_bool()
}
