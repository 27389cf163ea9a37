//! Hand-written parts, for what no other part does.

use std::fmt;

/// A hand-written step from one text to another, with both of its halves.
///
/// The signer calls [`compute`](Self::compute). The verifier calls it as well if the input is signed, and
/// [`read_back`](Self::read_back) if the output is sent and something must be read from it.
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
    /// Returns the expression of this value as code. Parts with the same code are equal.
    fn code(&self) -> String;

    /// Computes the output, or `None` if the input is not supported.
    fn compute(&self, text: &[u8]) -> Option<Vec<u8>>;

    /// Returns whether nobody can find out the input from the output, as with a digest. Defaults to `false`: a
    /// signature that this part makes of a secret is then refused, because it could reveal the secret.
    ///
    /// ```
    /// use countersign::scheme::{Part, Scheme, parameters, secret, signature};
    ///
    /// /// A digest; a real one would be that of a library, such as SM3.
    /// #[derive(Debug)]
    /// struct Digest;
    ///
    /// impl Part for Digest {
    ///     fn code(&self) -> String {
    ///         String::from("Digest")
    ///     }
    ///     fn compute(&self, text: &[u8]) -> Option<Vec<u8>> {
    ///         let sum = text.iter().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
    ///         Some(sum.to_be_bytes().to_vec())
    ///     }
    ///     fn is_one_way(&self) -> bool {
    ///         true
    ///     }
    /// }
    ///
    /// let text = parameters().sorted().pairs("=", "&") + secret();
    /// let scheme = Scheme::new(text.by_hand(Digest).hex()).query("sign", signature()).build();
    /// assert!(scheme.is_ok());
    /// ```
    fn is_one_way(&self) -> bool {
        false
    }

    /// Returns the input that produced `written`, or `None` if this part did not produce it. A part that cannot be
    /// reversed, such as a checksum, keeps the default, which returns `None`.
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
