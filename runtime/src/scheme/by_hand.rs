//! Parts that are written by hand, for what no other part does.

use std::fmt;

/// A step from one text to another that is not among those of [`Text`](super::Text), with both of its halves.
///
/// The signer calls [`compute`](Self::compute). The verifier calls it too, where what stands below is signed, and
/// [`read_back`](Self::read_back) where the result travels and something must be read from it.
///
/// ```
/// use std::sync::Arc;
/// use countersign::scheme::{Part, secret, path};
///
/// /// Writes a string backwards.
/// #[derive(Debug)]
/// struct Backwards;
///
/// impl Part for Backwards {
///     fn code(&self) -> String {
///         String::from("Backwards")
///     }
///     fn compute(&self, text: &[u8]) -> Option<Vec<u8>> {
///         Some(text.iter().rev().copied().collect())
///     }
///     fn read_back(&self, written: &[u8]) -> Option<Vec<u8>> {
///         self.compute(written)
///     }
/// }
///
/// let text = path().by_hand(Backwards).hmac_sha256(secret()).hex();
/// assert_eq!(text.to_string(), "path().by_hand(Backwards).hmac_sha256(secret()).hex()");
/// ```
pub trait Part: fmt::Debug + Send + Sync + 'static {
    /// The expression that makes this value. Parts with the same code are equal.
    fn code(&self) -> String;

    /// Makes the text; `None` when it cannot be made of this one.
    fn compute(&self, text: &[u8]) -> Option<Vec<u8>>;

    /// Finds the text that a written one was made of; `None` when it was not made by this part. A part that cannot be
    /// reversed, such as a checksum, keeps this default.
    fn read_back(&self, written: &[u8]) -> Option<Vec<u8>> {
        let _ = written;
        None
    }
}

impl PartialEq for dyn Part {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}
