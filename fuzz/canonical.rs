//! The canonical string, compared with a naive implementation: signer, verifier and this file must produce the same
//! signature.
//!
//! Input: a line for the secret, then the name and the value of each pair, one line each.

use api_1688::Md5Sorted;
use countersign::{Credentials, Secret};
use md5::{Digest as _, Md5};

/// The rule as described, written as simply as possible.
fn naive(pairs: &[(&str, &str)], secret: &str) -> String {
    let mut pairs: Vec<(Vec<u16>, &str, &str)> =
        pairs.iter().map(|(name, value)| (name.encode_utf16().collect(), *name, *value)).collect();
    // Pairs with the same name keep their order: the sort is stable.
    pairs.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let mut text = String::new();
    for (_, name, value) in pairs {
        if name != "sign" {
            text += &format!("{name}={value}&");
        }
    }
    text += &format!("secret={secret}");
    Md5::digest(text).iter().map(|byte| format!("{byte:02X}")).collect()
}

/// Runs the target on one input.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut lines = text.split('\n');
    let secret = lines.next().unwrap_or_default();
    let lines: Vec<&str> = lines.collect();
    let pairs: Vec<(&str, &str)> = lines.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    let expected = naive(&pairs, secret);
    // An empty secret, or one with control characters, is refused before anything is signed.
    if Credentials::of_secret(secret).is_err() {
        return;
    }
    let key = Secret::new(secret);
    assert_eq!(Md5Sorted::signature(pairs.iter().copied(), &key), expected, "the signer");
    assert!(Md5Sorted::accepts(pairs.iter().copied(), &key, &expected), "the verifier");
}
