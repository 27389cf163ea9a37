//! A budget for retries, so that they do not amplify an outage.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// The cost of a retry, in units that a success earns.
const COST: u32 = 10;

/// A token bucket shared by all calls, so that retries do not amplify an outage. Clones share it.
///
/// A retry takes tokens out, and successful calls put them back: ten successes pay for one retry. When the bucket is
/// empty, each call is attempted once. Tokens do not come back with time, so an empty bucket stays empty while nothing
/// succeeds.
#[derive(Clone, Debug)]
pub struct RetryBudget {
    tokens: Arc<AtomicU32>,
    capacity: u32,
}

impl RetryBudget {
    /// Creates a full bucket for this many retries.
    ///
    /// ```
    /// use countersign::retry::RetryBudget;
    ///
    /// assert_eq!(RetryBudget::new(50).available(), 50);
    /// ```
    pub fn new(repetitions: u32) -> Self {
        let capacity = repetitions.saturating_mul(COST);
        Self { tokens: Arc::new(AtomicU32::new(capacity)), capacity }
    }

    /// Returns how many retries the bucket currently pays for.
    ///
    /// ```
    /// use countersign::retry::RetryBudget;
    ///
    /// // To be shown on a dashboard: 0 means that each call is attempted once.
    /// let budget = RetryBudget::default();
    /// assert_eq!(budget.clone().available(), 50);
    /// ```
    pub fn available(&self) -> u32 {
        self.tokens.load(Ordering::Relaxed) / COST
    }

    pub(super) fn pay(&self) -> bool {
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(COST)).is_ok()
    }

    pub(super) fn earn(&self) {
        // A full bucket is the usual case, and many threads can read it more cheaply than write it.
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
