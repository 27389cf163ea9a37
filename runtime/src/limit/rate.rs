//! A rate limiter by GCRA: one point in time per bucket, no background work.
//!
//! The generic cell rate algorithm stores when the bucket would be empty again (the "theoretical arrival time"). A call
//! is on time if that moment is not further ahead than the burst allows.

use std::fmt;
use std::future::ready;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::{LimitError, LimitRequest, Limiter, Reserving};
use crate::operation::Operation;
use crate::timer::{SystemTimer, Timer};

/// A rate of calls, and how many of them may be made at once.
///
/// ```
/// use std::time::Duration;
/// use countersign::limit::Rate;
///
/// let steady = Rate::per_second(10);
/// let bursty = Rate::new(600, Duration::from_secs(60)).burst(50);
/// assert_eq!((steady.to_string(), bursty.to_string()), ("10 calls in 1s".to_owned(), "600 calls in 60s".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    calls: u32,
    period: Duration,
    burst: u32,
}

/// Long enough for every wait, and short enough that a burst of any size fits into a clock.
const LONGEST_INTERVAL: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

impl Rate {
    /// Creates a rate of this many calls per period, evenly spaced, without a burst. 0 calls count as 1.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::limit::Rate;
    ///
    /// assert_eq!(Rate::new(600, Duration::from_secs(60)).interval(), Duration::from_millis(100));
    /// ```
    #[must_use]
    pub const fn new(calls: u32, period: Duration) -> Self {
        Self { calls: if calls == 0 { 1 } else { calls }, period, burst: 1 }
    }

    /// Creates a rate of this many calls per second, evenly spaced, without a burst.
    ///
    /// ```
    /// use countersign::limit::Rate;
    ///
    /// assert_eq!(Rate::per_second(10).to_string(), "10 calls in 1s");
    /// ```
    #[must_use]
    pub const fn per_second(calls: u32) -> Self {
        Self::new(calls, Duration::from_secs(1))
    }

    /// Sets how many calls may be made at once after a pause. Defaults to 1; 0 counts as 1.
    ///
    /// ```
    /// use countersign::limit::Rate;
    ///
    /// assert_eq!(Rate::per_second(10).burst(50).burst_size(), 50);
    /// ```
    #[must_use]
    pub const fn burst(self, calls: u32) -> Self {
        Self { burst: if calls == 0 { 1 } else { calls }, ..self }
    }

    /// Returns the time between two calls, at most 30 years.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::limit::Rate;
    ///
    /// assert_eq!(Rate::per_second(20).interval(), Duration::from_millis(50));
    /// ```
    #[must_use]
    pub fn interval(self) -> Duration {
        (self.period / self.calls).min(LONGEST_INTERVAL)
    }

    /// Returns how many calls may be made at once.
    ///
    /// ```
    /// use countersign::limit::Rate;
    ///
    /// assert_eq!(Rate::per_second(10).burst_size(), 1);
    /// ```
    #[must_use]
    pub const fn burst_size(self) -> u32 {
        self.burst
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} calls in {:?}", self.calls, self.period)
    }
}

/// Limits the calls of a process, each account separately. Calls are served in the order in which they ask.
///
/// Clones of a client share its limiter. To share it between an asynchronous and a blocking client, pass the same
/// [`Arc`] to both.
///
/// ```
/// use countersign::limit::{Rate, RateLimiter};
/// # use countersign::endpoint;
/// # /// Orders.
/// # #[endpoint(POST, "/orders")]
/// # pub struct CreateOrder {}
/// # use countersign::Endpoint;
///
/// let limiter = RateLimiter::new(Rate::per_second(20).burst(40))
///     .group("order", &[CreateOrder::OPERATION], Rate::per_second(2));
/// # let _ = limiter;
/// ```
///
/// The groups of an API declared with `api!`, such as `Client::GROUPS`, can be passed directly.
///
/// [`Arc`]: std::sync::Arc
pub struct RateLimiter {
    usual: Rate,
    groups: Vec<Group>,
    timer: Box<dyn Timer>,
    buckets: Mutex<Vec<Bucket>>,
}

struct Group {
    name: &'static str,
    operations: &'static [&'static Operation],
    rate: Rate,
}

/// The state of one account in one group.
struct Bucket {
    key_id: String,
    /// `None` for the group of all operations that are in no other.
    group: Option<usize>,
    empty_at: Duration,
}

impl RateLimiter {
    /// Creates a limiter for all operations together.
    ///
    /// ```
    /// use countersign::limit::{Rate, RateLimiter};
    ///
    /// let limiter = RateLimiter::new(Rate::per_second(10));
    /// # drop(limiter);
    /// ```
    #[must_use]
    pub fn new(rate: Rate) -> Self {
        Self { usual: rate, groups: Vec::new(), timer: Box::new(SystemTimer::new()), buckets: Mutex::default() }
    }

    /// Limits these operations separately; they no longer count with the others. An operation in several groups counts
    /// in the first.
    ///
    /// ```
    /// use countersign::limit::{Rate, RateLimiter};
    /// use countersign::{Endpoint, endpoint};
    ///
    /// /// Orders a book.
    /// #[endpoint(POST, "/orders", response = u64)]
    /// pub struct OrderBook {
    ///     /// The ISBN.
    ///     pub isbn: String,
    /// }
    ///
    /// // Two orders per second, whatever else is called.
    /// let limiter =
    ///     RateLimiter::new(Rate::per_second(20)).group("order", &[OrderBook::OPERATION], Rate::per_second(2));
    /// # drop(limiter);
    /// ```
    #[must_use]
    pub fn group(mut self, name: &'static str, operations: &'static [&'static Operation], rate: Rate) -> Self {
        self.groups.push(Group { name, operations, rate });
        self
    }

    /// Sets the timer. Defaults to the system's.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::limit::{LimitRequest, Limiter, Rate, RateLimiter};
    /// use countersign::operation::Operation;
    /// use countersign::timer::{Timer, Waiting};
    ///
    /// /// A timer of a test, in which no time passes.
    /// struct Stopped;
    ///
    /// impl Timer for Stopped {
    ///     fn elapsed(&self) -> Duration {
    ///         Duration::ZERO
    ///     }
    ///
    ///     fn wait(&self, _: Duration) -> Waiting {
    ///         Box::pin(std::future::ready(()))
    ///     }
    /// }
    ///
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let limiter = RateLimiter::new(Rate::per_second(10)).timer(Stopped);
    /// let request = LimitRequest::new("reader", &Operation::ANY, Duration::from_secs(1));
    /// let waits = [limiter.reserve(request).await?, limiter.reserve(request).await?, limiter.reserve(request).await?];
    /// assert_eq!(waits, [0, 100, 200].map(Duration::from_millis));
    /// # Ok::<(), countersign::limit::LimitError>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn timer(self, timer: impl Timer) -> Self {
        Self { timer: Box::new(timer), ..self }
    }

    /// Returns the group of an operation, and its rate.
    #[cfg(feature = "redis")]
    pub(super) fn rule(&self, operation: &Operation) -> (Option<&'static str>, Rate) {
        let named = |group: &&Group| group.operations.iter().any(|each| each.name() == operation.name());
        self.groups.iter().find(named).map_or((None, self.usual), |group| (Some(group.name), group.rate))
    }

    fn take(&self, request: LimitRequest<'_>) -> Result<Duration, LimitError> {
        let has_it = |group: &Group| group.operations.iter().any(|each| each.name() == request.operation.name());
        let group = self.groups.iter().position(has_it);
        let found = group.and_then(|index| self.groups.get(index));
        let rate = found.map_or(self.usual, |group| group.rate);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.timer.elapsed();
        let known = buckets.iter().position(|bucket| bucket.group == group && bucket.key_id == request.key_id);
        let index = known.unwrap_or_else(|| {
            buckets.push(Bucket { key_id: request.key_id.to_owned(), group, empty_at: now });
            buckets.len() - 1
        });
        let Some(bucket) = buckets.get_mut(index) else { return Ok(Duration::ZERO) };
        let empty_at = bucket.empty_at.max(now);
        let allowed_at = empty_at.saturating_sub(rate.interval() * (rate.burst - 1));
        let wait = allowed_at.saturating_sub(now);
        if wait > request.patience {
            let of = found.map(|group| format!(" of `{}`", group.name)).unwrap_or_default();
            return Err(LimitError::Exceeded { limit: format!("{rate}{of}"), wait });
        }
        bucket.empty_at = empty_at + rate.interval();
        Ok(wait)
    }
}

impl Limiter for RateLimiter {
    fn reserve<'l>(&'l self, request: LimitRequest<'l>) -> Reserving<'l> {
        Box::pin(ready(self.take(request)))
    }
}

impl fmt::Debug for RateLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = self.groups.iter().map(|group| (group.name, group.rate));
        f.debug_struct("RateLimiter")
            .field("usual", &self.usual)
            .field("groups", &groups.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
