//! When a failed attempt is repeated, and how long to wait before it.
//!
//! A [`RetryPolicy`] is a value on the client, and can be another one for a single call. It decides over calls that may be
//! repeated; whether one may is the definition's to say, and no policy repeats a call whose outcome is unknown.

mod after;
mod budget;

use std::time::Duration;

pub(crate) use self::after::wait_of;
pub use self::budget::RetryBudget;

/// How often a failed attempt is repeated, after which waits.
///
/// What the policy of a single call ([`Call::retry`](crate::Call::retry)) does not set is as its client's policy says,
/// the budget among it. Cloning shares the budget that was set.
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
#[derive(Clone, Debug, Default)]
#[must_use = "a policy does nothing until a client or a call is given it"]
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
    /// Repeats nothing.
    pub fn none() -> Self {
        Self::default().max_attempts(1)
    }

    /// Limits how many attempts a call has in all. Defaults to 3; 0 means 1.
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: Some(attempts.max(1)), ..self }
    }

    /// Sets the waits: a random time between nothing and `base` before the second attempt, between nothing and twice that
    /// before the third, and so on, never more than `longest` ("full jitter"). Defaults to 0.25 s and 10 s.
    pub fn backoff(self, base: Duration, longest: Duration) -> Self {
        Self { backoff: Some(Backoff { base, longest }), ..self }
    }

    /// Limits the wait that the vendor may ask for with `Retry-After`. Defaults to 60 s. If it asks for more, the call
    /// ends with the error, whose [`wait`](crate::Error::wait) is what was asked for.
    pub fn max_retry_after(self, longest: Duration) -> Self {
        Self { max_retry_after: Some(longest), ..self }
    }

    /// Sets the budget that retries of all calls share. Defaults to one of 50 retries per client.
    pub fn budget(self, budget: RetryBudget) -> Self {
        Self { budget: Some(budget), ..self }
    }

    /// This policy, and where it sets nothing, the other one.
    pub(crate) fn or(self, other: &Self) -> Self {
        Self {
            max_attempts: self.max_attempts.or(other.max_attempts),
            backoff: self.backoff.or(other.backoff),
            max_retry_after: self.max_retry_after.or(other.max_retry_after),
            budget: self.budget.or_else(|| other.budget.clone()),
        }
    }

    /// The policy of a client, which has a budget.
    pub(crate) fn of_client(self) -> Self {
        Self { budget: Some(self.budget.unwrap_or_default()), ..self }
    }

    /// The wait before the next attempt; `None` when there is to be none. `random` is from 0 to 1, without 1.
    pub(crate) fn wait(&self, attempts: u32, asked: Option<Duration>, random: f64) -> Option<Duration> {
        let longest_asked = self.max_retry_after.unwrap_or(MAX_RETRY_AFTER);
        if attempts >= self.max_attempts.unwrap_or(MAX_ATTEMPTS) || asked.is_some_and(|asked| asked > longest_asked) {
            return None;
        }
        // A wait that the vendor asks for is the least; the jitter keeps its callers from all coming back at once.
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

    /// A call succeeded.
    pub(crate) fn earn(&self) {
        if let Some(budget) = &self.budget {
            budget.earn();
        }
    }
}
