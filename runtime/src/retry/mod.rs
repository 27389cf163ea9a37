//! Retries: when a failed attempt is repeated, and how long to wait before.
//!
//! A [`RetryPolicy`] is set on the client, and can be overridden for a single call. It applies to calls that may be
//! repeated. Whether one may is part of its definition, and no policy repeats a call whose outcome is unknown.

mod after;
mod budget;

use std::time::Duration;

pub(crate) use self::after::wait_of;
pub use self::budget::RetryBudget;

/// A retry policy: how often a failed attempt is repeated, and after which waits.
///
/// Anything that the policy of a single call ([`Call::retry`](crate::Call::retry)) does not set is taken from the
/// client's policy, including the budget. Clones share the budget.
///
/// For calls of the class `safe`, the client repeats broken and failed connections, attempts without an answer in time,
/// the statuses 429, 502, 503 and 504, and failures that the API is known to pass by themselves
/// ([`KnownFailure::with_retryable`](crate::KnownFailure::with_retryable)). For calls of the class `never`, it only
/// repeats attempts of which no byte left. After a 429 or such a failure nothing was carried out either, but whether to
/// call again is the caller's decision ([`Error::is_retryable`](crate::Error::is_retryable)). Each attempt is signed
/// anew.
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
#[derive(Clone, Debug, Default)]
#[must_use = "a policy does nothing until it is passed to a client or a call"]
pub struct RetryPolicy {
    max_attempts: Option<u32>,
    backoff: Option<Backoff>,
    max_retry_after: Option<Duration>,
    budget: Option<RetryBudget>,
}

#[derive(Clone, Copy, Debug)]
struct Backoff {
    base: Duration,
    longest: Duration,
}

const MAX_ATTEMPTS: u32 = 3;
const BACKOFF: Backoff = Backoff { base: Duration::from_millis(250), longest: Duration::from_secs(10) };
const MAX_RETRY_AFTER: Duration = Duration::from_secs(60);

impl RetryPolicy {
    /// Returns a policy that repeats nothing.
    ///
    /// ```
    /// use countersign::retry::RetryPolicy;
    ///
    /// let policy = RetryPolicy::none();
    /// # drop(policy);
    /// ```
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// Limits the number of attempts of a call, including the first. Defaults to 3; 0 counts as 1.
    ///
    /// ```
    /// use countersign::retry::RetryPolicy;
    ///
    /// let policy = RetryPolicy::default().max_attempts(5);
    /// # drop(policy);
    /// ```
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: Some(attempts.max(1)), ..self }
    }

    /// Sets the waits. The wait before the second attempt is random between zero and `base`, the one before the third
    /// between zero and twice that, and so on, never more than `longest` ("full jitter"). Defaults to 0.25 s and 10 s.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::retry::RetryPolicy;
    ///
    /// let policy = RetryPolicy::default().backoff(Duration::from_millis(100), Duration::from_secs(5));
    /// # drop(policy);
    /// ```
    pub fn backoff(self, base: Duration, longest: Duration) -> Self {
        Self { backoff: Some(Backoff { base, longest }), ..self }
    }

    /// Limits the wait that the vendor may ask for with `Retry-After`. Defaults to 60 s. If it asks for more, the call
    /// ends with an error whose [`wait`](crate::Error::wait) returns what was asked for.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::retry::RetryPolicy;
    ///
    /// let policy = RetryPolicy::default().max_retry_after(Duration::from_secs(10));
    /// # drop(policy);
    /// ```
    pub fn max_retry_after(self, longest: Duration) -> Self {
        Self { max_retry_after: Some(longest), ..self }
    }

    /// Sets the budget that all calls share. Defaults to a budget of 50 retries per client.
    ///
    /// ```
    /// use countersign::retry::{RetryBudget, RetryPolicy};
    ///
    /// let policy = RetryPolicy::default().budget(RetryBudget::new(200));
    /// # drop(policy);
    /// ```
    pub fn budget(self, budget: RetryBudget) -> Self {
        Self { budget: Some(budget), ..self }
    }

    /// Fills in what this policy does not set from another one.
    pub(crate) fn or(self, other: &Self) -> Self {
        Self {
            max_attempts: self.max_attempts.or(other.max_attempts),
            backoff: self.backoff.or(other.backoff),
            max_retry_after: self.max_retry_after.or(other.max_retry_after),
            budget: self.budget.or_else(|| other.budget.clone()),
        }
    }

    /// Returns the policy of a client, which has a budget.
    pub(crate) fn of_client(self) -> Self {
        Self { budget: Some(self.budget.unwrap_or_default()), ..self }
    }

    /// Returns the wait before the next attempt, or `None` if there is none. `random` is from 0 up to but excluding 1.
    pub(crate) fn wait(&self, attempts: u32, asked: Option<Duration>, random: f64) -> Option<Duration> {
        let longest_asked = self.max_retry_after.unwrap_or(MAX_RETRY_AFTER);
        if attempts >= self.max_attempts.unwrap_or(MAX_ATTEMPTS) || asked.is_some_and(|asked| asked > longest_asked) {
            return None;
        }
        // The vendor's wait is the minimum; the jitter keeps its clients from all returning at once.
        let highest = self.highest_wait(attempts);
        let jitter = Duration::try_from_secs_f64(highest.as_secs_f64() * random.clamp(0.0, 1.0)).unwrap_or(highest);
        Some(asked.unwrap_or_default().saturating_add(jitter))
    }

    fn highest_wait(&self, attempts: u32) -> Duration {
        let Backoff { base, longest } = self.backoff.unwrap_or(BACKOFF);
        let doublings = attempts.saturating_sub(1);
        let factor = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
        base.checked_mul(factor).map_or(longest, |wait| wait.min(longest))
    }

    /// Pays for one more attempt, if the budget allows it.
    pub(crate) fn pay(&self) -> bool {
        self.budget.as_ref().is_none_or(RetryBudget::pay)
    }

    /// Records that a call succeeded.
    pub(crate) fn earn(&self) {
        if let Some(budget) = &self.budget {
            budget.earn();
        }
    }
}
