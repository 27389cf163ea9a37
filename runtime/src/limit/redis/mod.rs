//! A limit that many machines share, kept in Redis.
//!
//! [`RedisLimiter`] asks one script for a place; the script is atomic and goes by the server's clock. What happens while
//! Redis is away is the user's choice, [`WhenAway`]. It needs a tokio runtime around the call, as Redis' client does.

mod link;

use std::fmt;
use std::time::Duration;

use redis::Script;

use self::link::{Away, Link};
use super::{LimitError, LimitRequest, Limiter, RateLimiter, Reserving};
use crate::error::Error;

/// What is done about calls while Redis cannot be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhenAway {
    /// Each process goes by the same rates on its own, so many machines together exceed them by as many times.
    #[default]
    LimitInProcess,
    /// All calls are made at once (fail open).
    AllowAll,
    /// No call is made (fail closed): each ends with [`ErrorKind::RateLimited`](crate::ErrorKind::RateLimited).
    RefuseAll,
}

/// Limits the calls of all processes that use the same Redis server, each account separately.
///
/// The rates and groups are those of a [`RateLimiter`]; every process must be given the same ones. One question is one
/// round trip: it takes a place and says how long to wait for it. Needs Redis 5 or later, or a server that speaks as it
/// does. A place is one key, `countersign:limit:` with the account and the group, which the server forgets when the
/// bucket is empty. A key that holds something else is repaired, and a server's clock that was set back stops no calls
/// beyond the wait that there was before.
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
    /// A limiter with these rates, on the server at `url`: `redis://[user[:password]@]host[:port][/database]`, or
    /// `rediss://…` where the program turns on a TLS feature of the crate `redis`. It connects at the first call.
    ///
    /// # Errors
    /// [`ErrorKind::Configuration`](crate::ErrorKind::Configuration) for a URL that is none of Redis.
    pub fn new(url: &str, rates: RateLimiter) -> Result<Self, Error> {
        Ok(Self {
            link: Link::new(url)?,
            script: Script::new(include_str!("gcra.lua")),
            rates,
            prefix: String::from("countersign:limit:"),
            when_away: WhenAway::default(),
        })
    }

    /// What is done about calls while Redis cannot be asked; [`WhenAway::LimitInProcess`] unless told.
    #[must_use]
    pub fn when_away(self, when_away: WhenAway) -> Self {
        Self { when_away, ..self }
    }

    /// What the names of the keys begin with; `countersign:limit:` unless told.
    #[must_use]
    pub fn prefix(self, prefix: impl Into<String>) -> Self {
        Self { prefix: prefix.into(), ..self }
    }

    /// How long connecting, and each answer, may take before Redis counts as away; 0.25 s unless told. After that it is
    /// asked again once a second.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.link.timeout = timeout;
        self
    }

    async fn take(&self, request: LimitRequest<'_>) -> Result<Duration, LimitError> {
        let (group, rate) = self.rates.rule(request.operation);
        let mut question = self.script.key(format!("{}{}:{}", self.prefix, request.app_key, group.unwrap_or_default()));
        let ahead = rate.interval().saturating_mul(rate.burst_size().saturating_sub(1));
        // A rate of more than a million a second is none.
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

/// As many as a Lua number holds exactly; that is 285 years.
fn microseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX).min(1 << 53)
}

impl Limiter for RedisLimiter {
    fn reserve<'l>(&'l self, request: LimitRequest<'l>) -> Reserving<'l> {
        Box::pin(self.take(request))
    }
}

/// The URL is left out: it may hold a password.
impl fmt::Debug for RedisLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisLimiter")
            .field("rates", &self.rates)
            .field("prefix", &self.prefix)
            .field("when_away", &self.when_away)
            .finish_non_exhaustive()
    }
}
