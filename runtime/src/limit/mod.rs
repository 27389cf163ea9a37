//! How many calls a client makes in a time: the trait that decides, and limiters in memory.
//!
//! The client asks its [`Limiter`]s before each attempt, then waits as long as they say. A limiter does not wait itself;
//! it may do I/O, so that many machines can share one. The vendor's own refusals (429) are the business of `retry`.

mod quota;
mod rate;
#[cfg(feature = "redis")]
mod redis;

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

pub use self::quota::{MonthlyQuota, QuotaUse};
pub use self::rate::{Rate, RateLimiter};
#[cfg(feature = "redis")]
pub use self::redis::{RedisLimiter, WhenAway};
use crate::operation::Operation;

/// The future of a [`Limiter`]'s decision: how long to wait before the attempt.
pub type Reserving<'l> = Pin<Box<dyn Future<Output = Result<Duration, LimitError>> + Send + 'l>>;

/// What is about to be sent.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct LimitRequest<'l> {
    /// The key of the account. It is no secret.
    pub app_key: &'l str,
    /// The operation.
    pub operation: &'static Operation,
    /// The longest wait that is worth it.
    pub patience: Duration,
}

impl<'l> LimitRequest<'l> {
    /// An attempt of `operation` by the account `app_key` that may wait for `patience`.
    #[must_use]
    pub fn new(app_key: &'l str, operation: &'static Operation, patience: Duration) -> Self {
        Self { app_key, operation, patience }
    }
}

/// Decides when the next attempt may be made.
///
/// Clients that share a limit share the limiter: pass clones of one [`Arc`].
pub trait Limiter: Send + Sync + 'static {
    /// Takes the next free place, and says how long to wait for it. When that is longer than the request's patience, no
    /// place is taken.
    ///
    /// A caller who gives up while it waits has used its place: limits err on the side of the vendor.
    fn reserve<'l>(&'l self, request: LimitRequest<'l>) -> Reserving<'l>;
}

impl<L: Limiter + ?Sized> Limiter for Arc<L> {
    fn reserve<'l>(&'l self, request: LimitRequest<'l>) -> Reserving<'l> {
        (**self).reserve(request)
    }
}

/// Why there is no place.
#[derive(Debug)]
#[non_exhaustive]
pub enum LimitError {
    /// The next place is later than the caller would wait.
    Exceeded {
        /// What is limited, such as `10 calls a second`.
        limit: String,
        /// How long until there is a place.
        wait: Duration,
    },
    /// The limiter cannot tell, and was told to allow nothing then.
    Unavailable(Box<dyn StdError + Send + Sync>),
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exceeded { limit, wait } => {
                write!(f, "this client's limit of {limit} is reached: the next call is free in {wait:?}")
            }
            Self::Unavailable(_) => f.write_str("the rate limiter cannot be asked, and allows no calls meanwhile"),
        }
    }
}

impl StdError for LimitError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Exceeded { .. } => None,
            Self::Unavailable(cause) => Some(&**cause),
        }
    }
}
