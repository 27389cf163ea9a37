//! Secret text, and what may be shown of it.

mod fingerprint;
mod mask;

use std::fmt;

use zeroize::Zeroizing;

pub use self::fingerprint::{Fingerprint, Oddities};
pub(crate) use self::mask::{masked, without_secrets};

/// Implements a `Debug` that prints only the type name: some of the contents may be secret.
macro_rules! opaque {
    ($($type:ident $(<$life:lifetime>)?),+) => { $(
        impl std::fmt::Debug for $type $(<$life>)? {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), " { .. }"))
            }
        }
    )+ };
}
pub(crate) use opaque;

/// A secret string: it prints as `Secret`, and its memory is wiped when it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Wraps a string, without checks. [`Credentials::new`](crate::Credentials::new) checks it.
    ///
    /// ```
    /// use countersign::Secret;
    ///
    /// let secret = Secret::new("sesame");
    /// assert_eq!(format!("{secret:?}"), "Secret");
    /// assert_eq!(secret.expose(), "sesame");
    /// ```
    pub fn new(secret: impl Into<String>) -> Self {
        Self(Zeroizing::new(secret.into()))
    }

    /// Returns the secret, for computing a signature. It must not reach a log, an error or a trace.
    ///
    /// ```
    /// use countersign::Secret;
    /// use countersign::auth::hmac_sha256_hex;
    ///
    /// let secret = Secret::new("sesame");
    /// let by_hand = format!("{}.{}", secret.expose(), "2018-06-14");
    /// assert_eq!(hmac_sha256_hex(&secret, by_hand.as_bytes()).len(), 64);
    /// ```
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
