//! A rate limit that many machines share, kept in Redis.
//!
//! [`RedisLimiter`] asks a script for a permit. The script is atomic and uses the server's clock. What happens while
//! Redis is away is configured with [`WhenAway`]. A call needs a tokio runtime, as the Redis client does.

mod link;

use std::fmt;
use std::time::Duration;

use redis::Script;

use self::link::{Away, Link};
use super::{LimitError, LimitRequest, Limiter, RateLimiter, Reserving};
use crate::error::Error;

/// What happens to calls while Redis is unreachable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhenAway {
    /// Each process applies the same rates on its own, so several machines together exceed them.
    #[default]
    LimitInProcess,
    /// All calls are made at once (fail open).
    AllowAll,
    /// No calls are made (fail closed): each ends with [`ErrorKind::RateLimited`](crate::ErrorKind::RateLimited).
    RefuseAll,
}

/// Limits the calls of all processes that use the same Redis server, each account separately.
///
/// The rates and groups are those of a [`RateLimiter`], and must be the same in every process. One round trip takes a
/// permit and returns how long to wait for it. Requires Redis 5 or later, or a compatible server. The state of a bucket
/// is one key, `countersign:limit:` followed by account and group, which expires when the bucket is empty. A key with
/// unexpected contents is repaired. If the server's clock is set back, calls do not wait longer than they would have
/// before.
///
/// ```no_run
/// use countersign::limit::{Rate, RateLimiter, RedisLimiter, WhenAway};
/// # use countersign::scheme::Scheme;
/// # use countersign::{Client, Credentials, Envelope};
///
/// let rates = RateLimiter::new(Rate::per_second(20).burst(40));
/// let limiter = RedisLimiter::new("redis://limits.internal:6379/0", rates)?.when_away(WhenAway::RefuseAll);
/// let client = Client::builder("https://books.example", Scheme::bearer(), Envelope::default())
///     .credentials(Credentials::new("reader", "sesame")?)
///     .limiter(limiter)
///     .build()?;
/// # let _ = client;
/// # Ok::<(), countersign::Error>(())
/// ```
pub struct RedisLimiter {
    link: Link,
    script: Script,
    rates: RateLimiter,
    prefix: String,
    when_away: WhenAway,
}

impl RedisLimiter {
    /// Creates a limiter with these rates, on the server at `url`: `redis://[user[:password]@]host[:port][/database]`,
    /// or `rediss://…` if the program enables a TLS feature of the crate `redis`. It connects at the first call.
    ///
    /// ```
    /// use countersign::ErrorKind;
    /// use countersign::limit::{Rate, RateLimiter, RedisLimiter};
    ///
    /// let error = RedisLimiter::new("https://limits.internal", RateLimiter::new(Rate::per_second(20))).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Configuration);
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) if the URL is not a Redis URL.
    pub fn new(url: &str, rates: RateLimiter) -> Result<Self, Error> {
        Ok(Self {
            link: Link::new(url)?,
            script: Script::new(include_str!("gcra.lua")),
            rates,
            prefix: String::from("countersign:limit:"),
            when_away: WhenAway::default(),
        })
    }

    /// Sets what happens to calls while Redis is unreachable. Defaults to [`WhenAway::LimitInProcess`].
    ///
    /// ```
    /// use countersign::limit::{Rate, RateLimiter, RedisLimiter, WhenAway};
    ///
    /// let rates = RateLimiter::new(Rate::per_second(20));
    /// let limiter = RedisLimiter::new("redis://limits.internal", rates)?.when_away(WhenAway::AllowAll);
    /// # drop(limiter);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn when_away(self, when_away: WhenAway) -> Self {
        Self { when_away, ..self }
    }

    /// Sets the prefix of the keys. Defaults to `countersign:limit:`.
    ///
    /// ```
    /// use countersign::limit::{Rate, RateLimiter, RedisLimiter};
    ///
    /// // Two installations on one server, with limits of their own.
    /// let rates = RateLimiter::new(Rate::per_second(20));
    /// let limiter = RedisLimiter::new("redis://limits.internal", rates)?.prefix("staging:limit:");
    /// # drop(limiter);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn prefix(self, prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// Limits how long connecting, and each answer, may take before Redis is considered away. Defaults to 0.25 s. After
    /// that, it is asked again once per second.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::limit::{Rate, RateLimiter, RedisLimiter};
    ///
    /// let rates = RateLimiter::new(Rate::per_second(20));
    /// let limiter = RedisLimiter::new("redis://limits.internal", rates)?.timeout(Duration::from_millis(50));
    /// # drop(limiter);
    /// # Ok::<(), countersign::Error>(())
    /// ```
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.link.timeout = timeout;
        self
    }

    async fn take(&self, request: LimitRequest<'_>) -> Result<Duration, LimitError> {
        let (group, rate) = self.rates.rule(request.operation);
        let mut question = self.script.key(format!("{}{}:{}", self.prefix, request.key_id, group.unwrap_or_default()));
        let ahead = rate.interval().saturating_mul(rate.burst_size().saturating_sub(1));
        // A rate of more than a million per second is not a limit.
        question.arg(microseconds(rate.interval()).max(1)).arg(microseconds(ahead)).arg(microseconds(request.patience));
        match self.link.ask(&question).await {
            Ok((true, wait)) => Ok(Duration::from_micros(wait)),
            Ok((false, wait)) => {
                let of = group.map(|group| format!(" of `{group}`")).unwrap_or_default();
                let limit = format!("{rate}{of}, shared by all machines");
                Err(LimitError::Exceeded { limit, wait: Duration::from_micros(wait) })
            }
            Err(away) => self.take_without(request, away).await,
        }
    }

    async fn take_without(&self, request: LimitRequest<'_>, away: Away) -> Result<Duration, LimitError> {
        #[cfg(feature = "metrics")]
        crate::metrics::limiter_is_away();
        match self.when_away {
            WhenAway::LimitInProcess => self.rates.reserve(request).await,
            WhenAway::AllowAll => Ok(Duration::ZERO),
            WhenAway::RefuseAll => Err(LimitError::Unavailable(Box::new(away))),
        }
    }
}

/// Returns microseconds, at most what a Lua number holds exactly, which is 285 years.
fn microseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX).min(1 << 53)
}

impl Limiter for RedisLimiter {
    fn reserve<'l>(&'l self, request: LimitRequest<'l>) -> Reserving<'l> {
        Box::pin(self.take(request))
    }
}

/// Leaves out the URL: it may contain a password.
impl fmt::Debug for RedisLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisLimiter")
            .field("rates", &self.rates)
            .field("prefix", &self.prefix)
            .field("when_away", &self.when_away)
            .finish_non_exhaustive()
    }
}
