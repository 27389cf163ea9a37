//! What repetitions are paid from, so that a vendor that is down is not hammered by every call three times.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What a repetition costs, in what a success earns.
const COST: u32 = 10;

/// A bucket of tokens: a repetition takes them out, successful calls put them back. Cloning shares it.
///
/// When it is empty, calls are attempted once each until the vendor answers again: ten successes pay for one
/// repetition. It holds no time, so a bucket that is empty stays empty while nothing succeeds.
#[derive(Clone, Debug)]
pub struct RetryBudget {
    tokens: Arc<AtomicU32>,
    capacity: u32,
}

impl RetryBudget {
    /// A full bucket for this many repetitions.
    pub fn new(repetitions: u32) -> Self {
        let capacity = repetitions.saturating_mul(COST);
        Self { tokens: Arc::new(AtomicU32::new(capacity)), capacity }
    }

    /// How many repetitions it pays for at this moment.
    pub fn available(&self) -> u32 {
        self.tokens.load(Ordering::Relaxed) / COST
    }

    pub(super) fn pay(&self) -> bool {
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(COST)).is_ok()
    }

    pub(super) fn earn(&self) {
        // A full bucket is the usual case: reading it is cheaper for many threads than writing it.
        if self.tokens.load(Ordering::Relaxed) < self.capacity {
            let more = |tokens: u32| (tokens < self.capacity).then_some(tokens + 1);
            let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
        }
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::new(50)
    }
}
