//! Text that must not be seen, and what may be shown of it.

mod fingerprint;
mod mask;

use std::fmt;

use zeroize::Zeroizing;

pub use self::fingerprint::{Fingerprint, Oddities};
pub(crate) use self::mask::{masked, without_secret};

/// `Debug` that names the type alone: of what it holds, something may be secret.
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

/// A text that must not be seen: it prints as `Secret`, and its memory is wiped when it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Keeps a text secret. It is taken as it is; [`Credentials::new`](crate::Credentials::new) checks it.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(Zeroizing::new(secret.into()))
    }

    /// The text, for computing a signature. It must reach no log, no error and no trace.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Bytes that must not be seen, beside the buffers that traces show.
#[derive(Clone)]
pub(crate) enum Hidden {
    /// The secret of the credentials, which whoever computes with it has.
    Main,
    /// Something else that is secret, or is made from a secret.
    Bytes(Zeroizing<Vec<u8>>),
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden")
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
