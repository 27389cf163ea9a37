//! When a failed attempt is repeated, and how long to wait before it.
//!
//! A [`RetryPolicy`] is a value on the client, and can be another one for a single call. It decides over calls that may be
//! repeated; whether one may is the definition's to say, and no policy repeats a call whose outcome is unknown.

mod after;
mod budget;

use std::time::Duration;

pub(crate) use self::after::wait_of;
pub use self::budget::RetryBudget;

/// How often a failed attempt is repeated, after which waits. Cloning shares the budget.
///
/// Repeated are, in calls of the class `safe`: broken and missing connections, attempts without an answer in time, the
/// statuses 429, 502, 503 and 504, and business codes that the definition names
/// ([`Envelope::with_retryable_codes`](crate::Envelope::with_retryable_codes)). In calls of the class `never` only those
/// attempts are repeated of which no byte left: after a 429 or such a code nothing was carried out either, but whether to
/// call again is the caller's decision ([`Error::is_retryable`](crate::Error::is_retryable)). Each attempt is signed
/// afresh.
///
/// ```
/// use std::time::Duration;
/// use countersign::retry::{RetryBudget, RetryPolicy};
///
/// let patient = RetryPolicy::default()
///     .max_attempts(6)
///     .backoff(Duration::from_millis(500), Duration::from_secs(30))
///     .budget(RetryBudget::new(20));
/// # let _ = patient;
/// ```
#[derive(Clone, Debug)]
#[must_use = "a policy does nothing until a client or a call is given it"]
pub struct RetryPolicy {
    max_attempts: u32,
    base: Duration,
    longest: Duration,
    longest_asked: Duration,
    budget: RetryBudget,
}

impl Default for RetryPolicy {
    /// Three attempts; waits of up to 0.25 s, doubled each time, at most 10 s; a vendor may ask for up to 60 s; a budget
    /// of 50 repetitions.
    fn default() -> Self {
        Self {
            max_attempts: 3,
            base: Duration::from_millis(250),
            longest: Duration::from_secs(10),
            longest_asked: Duration::from_secs(60),
            budget: RetryBudget::default(),
        }
    }
}

impl RetryPolicy {
    /// Nothing is repeated.
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// How many attempts a call has in all; 3 unless told. 0 means 1.
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: attempts.max(1), ..self }
    }

    /// The waits: a random time between nothing and `base` before the second attempt, between nothing and twice that
    /// before the third, and so on, never more than `longest` ("full jitter"). 0.25 s and 10 s unless told.
    pub fn backoff(self, base: Duration, longest: Duration) -> Self {
        Self { base, longest, ..self }
    }

    /// The longest wait that the vendor may ask for with `Retry-After`; 60 s unless told. If it asks for more, the call
    /// ends with the error, which says how long to wait.
    pub fn max_retry_after(self, longest: Duration) -> Self {
        Self { longest_asked: longest, ..self }
    }

    /// What repetitions of all calls together are paid from; 50 unless told.
    pub fn budget(self, budget: RetryBudget) -> Self {
        Self { budget, ..self }
    }

    /// The wait before the next attempt; `None` when there is to be none. `random` is from 0 to 1, without 1.
    pub(crate) fn wait(&self, attempts: u32, asked: Option<Duration>, random: f64) -> Option<Duration> {
        if attempts >= self.max_attempts || asked.is_some_and(|asked| asked > self.longest_asked) {
            return None;
        }
        // A wait that the vendor asks for is the least; the jitter keeps its callers from all coming back at once.
        let highest = self.highest_wait(attempts);
        let jitter = Duration::try_from_secs_f64(highest.as_secs_f64() * random.clamp(0.0, 1.0)).unwrap_or(highest);
        Some(asked.unwrap_or_default().saturating_add(jitter))
    }

    fn highest_wait(&self, attempts: u32) -> Duration {
        let doublings = attempts.saturating_sub(1);
        let factor = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
        self.base.checked_mul(factor).map_or(self.longest, |wait| wait.min(self.longest))
    }

    /// Pays for one more attempt, if the budget allows it.
    pub(crate) fn pay(&self) -> bool {
        self.budget.pay()
    }

    /// A call succeeded.
    pub(crate) fn earn(&self) {
        self.budget.earn();
    }
}
