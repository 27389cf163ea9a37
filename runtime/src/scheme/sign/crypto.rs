//! Digests and MACs of strings in pieces, and a cache of derived keys.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use smallvec::SmallVec;
use zeroize::{Zeroize as _, Zeroizing};

use crate::scheme::choices::Hash;
use crate::scheme::text::Text;

/// Bytes that are wiped when they are dropped. Most signatures need one or two results, which fit without an
/// allocation.
#[derive(Default)]
pub(super) struct Wiped(SmallVec<[u8; 96]>);

impl Wiped {
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        let needed = self.0.len() + bytes.len();
        // Growing by itself, the buffer would not be wiped.
        if needed > self.0.capacity() {
            let mut grown = Self(SmallVec::with_capacity(2 * needed));
            grown.0.extend_from_slice(&self.0);
            *self = grown;
        }
        self.0.extend_from_slice(bytes);
    }
}

impl Deref for Wiped {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}

macro_rules! hashes {
    ($($hash:ident)+) => {
        /// A MAC with its key.
        pub(super) enum Mac {
            $($hash(Hmac<$hash>),)+
        }

        /// Appends the digest of what `feed` passes on.
        pub(super) fn digest(hash: Hash, to: &mut Wiped, feed: impl FnOnce(&mut dyn FnMut(&[u8]))) {
            match hash {
                $(Hash::$hash => {
                    let mut digest = $hash::new();
                    feed(&mut |piece| digest.update(piece));
                    // Where it is: moving what was just written in pieces stalls the processor.
                    to.extend(&digest.finalize_reset());
                })+
            }
        }

        impl Mac {
            pub(super) fn new(hash: Hash, key: &[u8]) -> Self {
                match hash {
                    // HMAC accepts keys of any length, so this never fails.
                    $(Hash::$hash => Self::$hash(
                        Hmac::new_from_slice(key).unwrap_or_else(|_| Hmac::new(&Default::default())),
                    ),)+
                }
            }

            /// Appends the MAC of what `feed` passes on.
            pub(super) fn append(&self, to: &mut Wiped, feed: impl FnOnce(&mut dyn FnMut(&[u8]))) {
                match self {
                    $(Self::$hash(keyed) => {
                        let mut mac = keyed.clone();
                        feed(&mut |piece| mac.update(piece));
                        to.extend(&mac.finalize().into_bytes());
                    })+
                }
            }
        }
    };
}

hashes! { Md5 Sha1 Sha256 Sha384 Sha512 }

/// How many keys are cached: those of as many tenants, for a day and a region seldom change.
const REMEMBERED: usize = 32;

/// The most recently used keys, the last one first.
#[derive(Default)]
pub(super) struct Keys(Mutex<Vec<Arc<Key>>>);

/// A key, ready for use.
pub(super) struct Key {
    hash: Hash,
    text: Text,
    /// The values that the text was made of.
    of: Zeroizing<Vec<u8>>,
    pub(super) mac: Mac,
}

impl Keys {
    /// Returns the cached key that `text` had when it was made of the same values.
    pub(super) fn find(&self, hash: Hash, text: &Text, is_of: impl Fn(&[u8]) -> bool) -> Option<Arc<Key>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = known.iter().position(|key| key.hash == hash && key.text.is(text) && is_of(&key.of))?;
        known.get_mut(..=at)?.rotate_right(1);
        known.first().cloned()
    }

    /// Makes the key of `text`, and caches it under the values that it was made of.
    pub(super) fn take(&self, hash: Hash, text: &Text, of: &[u8], key: &[u8]) -> Arc<Key> {
        let (text, of) = (text.clone(), Zeroizing::new(of.to_vec()));
        let key = Arc::new(Key { hash, text, of, mac: Mac::new(hash, key) });
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.truncate(REMEMBERED - 1);
        known.insert(0, key.clone());
        key
    }
}
