//! Memories of what was received before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use sha2::{Digest as _, Sha256};

use crate::auth::AuthError;

/// A memory of what must not arrive a second time. Implement it for a store that several machines share.
///
/// ```
/// use std::collections::BTreeSet;
/// use std::sync::{Mutex, PoisonError};
/// use std::time::SystemTime;
/// use countersign::auth::AuthError;
/// use countersign::scheme::Nonces;
///
/// /// Remembers everything, until the program ends.
/// #[derive(Default)]
/// struct Forever(Mutex<BTreeSet<Vec<u8>>>);
///
/// impl Nonces for Forever {
///     fn insert(&self, key: &[u8], _: SystemTime, _: Option<SystemTime>) -> Result<bool, AuthError> {
///         Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_vec()))
///     }
/// }
///
/// let nonces = Forever::default();
/// assert!(nonces.insert(b"593BEC0C", SystemTime::now(), None)?);
/// assert!(!nonces.insert(b"593BEC0C", SystemTime::now(), None)?);
/// # Ok::<(), AuthError>(())
/// ```
pub trait Nonces: Send + Sync {
    /// Remembers a key until a point in time, and returns whether the key is new. Without such a point, which is so if
    /// the scheme sends no time, the store decides how long: a request that is repeated later is accepted.
    ///
    /// # Errors
    /// The store is full or cannot be reached. The request is refused with
    /// [`RefusedKind::Receiver`](super::RefusedKind::Receiver), since it may have arrived before.
    fn insert(&self, key: &[u8], now: SystemTime, until: Option<SystemTime>) -> Result<bool, AuthError>;
}

/// How long a key without an expiry is remembered.
const WITHOUT_END: Duration = Duration::from_secs(24 * 60 * 60);

/// A memory of nonces in this process, of limited size.
///
/// Keys are forgotten when they expire, and those without an expiry after 24 hours: a scheme that sends no time accepts
/// a request that is repeated after that. A full memory takes no new ones, so that nobody can push out a nonce by
/// sending many others: requests are refused until there is room.
///
/// ```
/// use std::time::{Duration, SystemTime};
/// use countersign::scheme::{Nonces as _, NoncesInMemory};
///
/// let nonces = NoncesInMemory::new(100_000);
/// let (now, soon) = (SystemTime::now(), SystemTime::now() + Duration::from_secs(300));
/// assert!(nonces.insert(b"593BEC0C", now, Some(soon))?);
/// assert!(!nonces.insert(b"593BEC0C", now, Some(soon))?);
/// # Ok::<(), countersign::auth::AuthError>(())
/// ```
#[derive(Debug)]
pub struct NoncesInMemory {
    most: usize,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// Digests, so that a long key takes no more memory than a short one.
    keys: BTreeMap<[u8; 32], SystemTime>,
    ends: BTreeSet<(SystemTime, [u8; 32])>,
}

impl NoncesInMemory {
    /// Creates a memory for the given number of nonces at a time. For a scheme with the default age, that is the number
    /// that arrives within ten minutes.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { most, known: Mutex::default() }
    }
}

impl Nonces for NoncesInMemory {
    fn insert(&self, key: &[u8], now: SystemTime, until: Option<SystemTime>) -> Result<bool, AuthError> {
        let digest: [u8; 32] = Sha256::digest(key).into();
        let until = until.unwrap_or(now + WITHOUT_END);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some((end, digest)) = known.ends.first().copied().filter(|(end, _)| *end < now) {
            known.ends.remove(&(end, digest));
            known.keys.remove(&digest);
        }
        if known.keys.contains_key(&digest) {
            return Ok(false);
        }
        if known.keys.len() >= self.most {
            return Err(format!("it already contains {} nonces", self.most).into());
        }
        known.keys.insert(digest, until);
        known.ends.insert((until, digest));
        Ok(true)
    }
}
