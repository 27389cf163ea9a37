//! Digests as text, and the comparison of two signatures. For authors of signing rules.

use ctutils::CtEq as _;
use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use sha1::Sha1;
use sha2::Sha256;

use super::Secret;

/// Returns the MD5 of a message, in lower-case hex.
///
/// ```
/// assert_eq!(countersign::auth::md5_hex(b"sesame"), "c8dae1c50e092f3d877192fc555b1dcf");
/// ```
#[must_use]
pub fn md5_hex(message: &[u8]) -> String {
    base16ct::lower::encode_string(&Md5::digest(message))
}

/// Returns the SHA-256 of a message, in lower-case hex.
///
/// ```
/// assert_eq!(countersign::auth::sha256_hex(b"sesame").len(), 64);
/// ```
#[must_use]
pub fn sha256_hex(message: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(message))
}

macro_rules! hmac_hex {
    ($(#[$docs:meta])* $name:ident, $digest:ty) => {
        $(#[$docs])*
        #[must_use]
        pub fn $name(key: &Secret, message: &[u8]) -> String {
            // HMAC accepts keys of any length, so the error cannot occur; an empty string matches no signature.
            match Hmac::<$digest>::new_from_slice(key.expose().as_bytes()) {
                Ok(mac) => base16ct::lower::encode_string(&mac.chain_update(message).finalize().into_bytes()),
                Err(_) => String::new(),
            }
        }
    };
}

hmac_hex!(
    /// HMAC-SHA1 in lower-case hex.
    hmac_sha1_hex,
    Sha1
);
hmac_hex!(
    /// HMAC-SHA256 in lower-case hex.
    hmac_sha256_hex,
    Sha256
);

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
