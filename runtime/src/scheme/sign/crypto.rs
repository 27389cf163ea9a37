//! Digests and MACs of strings in pieces, and keys that are remembered.

use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use crate::scheme::choices::Hash;

/// The digest of a string in pieces.
pub(super) fn digest(hash: Hash, pieces: impl IntoIterator<Item: AsRef<[u8]>>) -> Vec<u8> {
    macro_rules! digest {
        ($hash:ty) => {{
            let mut digest = <$hash>::new();
            pieces.into_iter().for_each(|piece| digest.update(piece.as_ref()));
            digest.finalize().to_vec()
        }};
    }
    match hash {
        Hash::Md5 => digest!(Md5),
        Hash::Sha1 => digest!(Sha1),
        Hash::Sha256 => digest!(Sha256),
        Hash::Sha384 => digest!(Sha384),
        Hash::Sha512 => digest!(Sha512),
    }
}

/// The MAC of a string in pieces.
pub(super) fn mac(hash: Hash, key: &[u8], pieces: impl IntoIterator<Item: AsRef<[u8]>>) -> Vec<u8> {
    macro_rules! mac {
        ($hash:ty) => {{
            // HMAC takes keys of every length, so there is always a MAC.
            let Ok(mut mac) = Hmac::<$hash>::new_from_slice(key) else { return Vec::new() };
            pieces.into_iter().for_each(|piece| mac.update(piece.as_ref()));
            mac.finalize().into_bytes().to_vec()
        }};
    }
    match hash {
        Hash::Md5 => mac!(Md5),
        Hash::Sha1 => mac!(Sha1),
        Hash::Sha256 => mac!(Sha256),
        Hash::Sha384 => mac!(Sha384),
        Hash::Sha512 => mac!(Sha512),
    }
}

/// A key under which all steps are authenticated one after another.
pub(super) fn derive(hash: Hash, key: &[u8], steps: &[Vec<u8>]) -> Zeroizing<Vec<u8>> {
    let first = Zeroizing::new(key.to_vec());
    steps.iter().fold(first, |key, step| Zeroizing::new(mac(hash, &key, [step.as_slice()])))
}

/// How many keys are remembered: a client has few secrets, and a day and a region change seldom.
const REMEMBERED: usize = 8;

/// The keys that were derived last, with what they were derived from.
#[derive(Default)]
pub(super) struct Keys(Mutex<Vec<Remembered>>);

struct Remembered {
    hash: Hash,
    /// The first key, and the steps.
    from: (Zeroizing<Vec<u8>>, Vec<Vec<u8>>),
    key: Zeroizing<Vec<u8>>,
}

impl Keys {
    /// The derived key, from memory where it is there.
    pub(super) fn derived(&self, hash: Hash, key: Zeroizing<Vec<u8>>, steps: Vec<Vec<u8>>) -> Zeroizing<Vec<u8>> {
        let from = (key, steps);
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().iter().find(|each| each.hash == hash && each.from == from) {
            return known.key.clone();
        }
        let key = derive(hash, &from.0, &from.1);
        let mut known = lock();
        known.truncate(REMEMBERED - 1);
        known.insert(0, Remembered { hash, from, key: key.clone() });
        key
    }
}
