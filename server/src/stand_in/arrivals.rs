//! Counts how often each reference of a caller arrived, in bounded memory.

use std::collections::{BTreeMap, VecDeque};

use countersign::auth::sha256_hex;

/// The maximum number of references that are remembered.
const MAX_REFERENCES: usize = 100_000;

/// An operation, and the digest of a reference: references can be as long as a request.
type Key = (&'static str, String);

/// Counts by operation and value of its reference parameter.
#[derive(Default)]
pub(super) struct Arrivals {
    counts: BTreeMap<Key, u64>,
    /// In the order in which they were first counted.
    order: VecDeque<Key>,
}

impl Arrivals {
    /// Counts one request. If there are too many references, the one that was counted first is forgotten.
    pub(super) fn count(&mut self, operation: &'static str, reference: &str) {
        let key = (operation, sha256_hex(reference.as_bytes()));
        if let Some(count) = self.counts.get_mut(&key) {
            *count += 1;
            return;
        }
        if self.order.len() >= MAX_REFERENCES
            && let Some(oldest) = self.order.pop_front()
        {
            self.counts.remove(&oldest);
        }
        self.order.push_back(key.clone());
        self.counts.insert(key, 1);
    }

    /// Returns how often this reference was counted.
    pub(super) fn of(&self, operation: &'static str, reference: &str) -> u64 {
        self.counts.get(&(operation, sha256_hex(reference.as_bytes()))).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrivals, MAX_REFERENCES};

    #[test]
    fn no_more_references_are_kept_than_the_cap() {
        let mut arrivals = Arrivals::default();
        for number in 0..=MAX_REFERENCES {
            arrivals.count("order", &number.to_string());
        }
        arrivals.count("order", "2");
        assert_eq!(["0", "1", "2"].map(|reference| arrivals.of("order", reference)), [0, 1, 2]);
        assert_eq!((arrivals.counts.len(), arrivals.order.len()), (MAX_REFERENCES, MAX_REFERENCES));
    }
}
