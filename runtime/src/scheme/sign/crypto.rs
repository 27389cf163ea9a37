//! Digests and MACs of strings in pieces, and a cache of derived keys.

use std::ops::Deref;
use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use zeroize::{Zeroize as _, Zeroizing};

use crate::scheme::choices::Hash;

/// The result of a digest, a MAC or a signature. Most need no allocation.
#[derive(Clone)]
pub(super) enum Output {
    Short([u8; 64], u8),
    Long(Vec<u8>),
}

impl Output {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut short = [0; 64];
        match (short.get_mut(..bytes.len()), u8::try_from(bytes.len())) {
            (Some(room), Ok(length)) => {
                room.copy_from_slice(bytes);
                Self::Short(short, length)
            }
            _ => Self::Long(bytes.to_vec()),
        }
    }
}

impl Deref for Output {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Short(bytes, length) => bytes.get(..usize::from(*length)).unwrap_or_default(),
            Self::Long(bytes) => bytes,
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        match self {
            Self::Short(bytes, length) => bytes.get_mut(..usize::from(*length)).unwrap_or_default().zeroize(),
            Self::Long(bytes) => bytes.zeroize(),
        }
    }
}

macro_rules! sinks {
    ($($digest:ident $mac:ident $hash:ident;)+) => {
        /// A digest or a MAC that is fed in pieces.
        #[derive(Clone)]
        pub(super) enum Sink {
            $($digest($hash), $mac(Hmac<$hash>),)+
        }

        impl Sink {
            pub(super) fn digest(hash: Hash) -> Self {
                match hash {
                    $(Hash::$hash => Self::$digest(<$hash>::new()),)+
                }
            }

            pub(super) fn mac(hash: Hash, key: &[u8]) -> Self {
                match hash {
                    // HMAC accepts keys of any length, so there is always a MAC.
                    $(Hash::$hash => Hmac::<$hash>::new_from_slice(key).map_or_else(|_| Self::digest(hash), Self::$mac),)+
                }
            }

            pub(super) fn update(&mut self, piece: &[u8]) {
                match self {
                    $(Self::$digest(digest) => digest.update(piece), Self::$mac(mac) => mac.update(piece),)+
                }
            }

            pub(super) fn finish(self) -> Output {
                match self {
                    $(
                        Self::$digest(digest) => Output::of(&digest.finalize()),
                        Self::$mac(mac) => Output::of(&mac.finalize().into_bytes()),
                    )+
                }
            }
        }
    };
}

sinks! {
    Md5 HmacMd5 Md5;
    Sha1 HmacSha1 Sha1;
    Sha256 HmacSha256 Sha256;
    Sha384 HmacSha384 Sha384;
    Sha512 HmacSha512 Sha512;
}

/// How many keys are cached: a client has few secrets, and a day and a region seldom change.
const REMEMBERED: usize = 8;

/// The most recently keyed MACs.
#[derive(Default)]
pub(super) struct Keys(Mutex<Vec<Keyed>>);

/// A keyed MAC.
struct Keyed {
    hash: Hash,
    /// What the key was derived from.
    of: Zeroizing<Vec<u8>>,
    sink: Sink,
}

impl Keys {
    /// Returns a keyed MAC from the cache.
    pub(super) fn find(&self, hash: Hash, is_of: impl Fn(&[u8]) -> bool) -> Option<Sink> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let keyed = known.iter().find(|keyed| keyed.hash == hash && is_of(&keyed.of))?;
        Some(keyed.sink.clone())
    }

    /// Keys a MAC, and caches it under what the key was derived from.
    pub(super) fn take(&self, hash: Hash, of: &[u8], key: &[u8]) -> Sink {
        let sink = Sink::mac(hash, key);
        let keyed = Keyed { hash, of: Zeroizing::new(of.to_vec()), sink: sink.clone() };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.truncate(REMEMBERED - 1);
        known.insert(0, keyed);
        sink
    }
}
