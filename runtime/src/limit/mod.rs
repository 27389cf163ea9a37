//! Rate limits: the trait that decides when a call may be made, and limiters in memory.
//!
//! The client asks its [`Limiter`]s before each attempt, and then waits as long as they ask for. A limiter does not
//! wait itself; it may do I/O, so that many machines can share one. The vendor's own refusals (429) are handled by
//! `retry`.

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

/// An attempt that is about to be made.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct LimitRequest<'l> {
    /// The key id of the account. It is not secret.
    pub key_id: &'l str,
    /// The operation.
    pub operation: &'static Operation,
    /// The longest acceptable wait.
    pub patience: Duration,
}

impl<'l> LimitRequest<'l> {
    /// Creates a request for an attempt of `operation` by the account `key_id` that may wait for `patience`.
    ///
    /// ```
    /// use std::time::Duration;
    /// use countersign::limit::{LimitRequest, Limiter, Rate, RateLimiter};
    /// use countersign::operation::Operation;
    ///
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let limiter = RateLimiter::new(Rate::per_second(10));
    /// let request = LimitRequest::new("reader", &Operation::ANY, Duration::from_secs(1));
    /// assert_eq!(limiter.reserve(request).await?, Duration::ZERO);
    /// assert!(limiter.reserve(request).await? > Duration::from_millis(50));
    /// # Ok::<(), countersign::limit::LimitError>(())
    /// # })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(key_id: &'l str, operation: &'static Operation, patience: Duration) -> Self {
        Self { key_id, operation, patience }
    }
}

/// A limiter, which decides when the next attempt may be made.
///
/// Clients that share a limit share the limiter: pass clones of one [`Arc`].
///
/// ```
/// use std::future::ready;
/// use std::time::Duration;
/// use countersign::limit::{LimitError, LimitRequest, Limiter, Reserving};
/// # use countersign::operation::{Method, Operation, PathTemplate};
///
/// /// Allows no orders.
/// struct ReadOnly;
///
/// impl Limiter for ReadOnly {
///     fn reserve<'l>(&'l self, request: LimitRequest<'l>) -> Reserving<'l> {
///         let is_order = request.operation.path().as_str().starts_with("/orders");
///         let refused = || LimitError::Exceeded { limit: String::from("no orders"), wait: Duration::MAX };
///         Box::pin(ready(if is_order { Err(refused()) } else { Ok(Duration::ZERO) }))
///     }
/// }
/// # const ORDER: &Operation = &Operation::new("order_book", Method::Post, PathTemplate::new("/orders"));
/// # tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(async {
/// # assert!(ReadOnly.reserve(LimitRequest::new("reader", ORDER, Duration::ZERO)).await.is_err());
/// # });
/// ```
pub trait Limiter: Send + Sync + 'static {
    /// Takes the next free permit, and returns how long to wait for it. If that is longer than the request's patience,
    /// no permit is taken.
    ///
    /// A caller that gives up while waiting has used its permit: limits err on the side of too few calls.
    fn reserve<'l>(&'l self, request: LimitRequest<'l>) -> Reserving<'l>;
}

impl<L: Limiter + ?Sized> Limiter for Arc<L> {
    fn reserve<'l>(&'l self, request: LimitRequest<'l>) -> Reserving<'l> {
        (**self).reserve(request)
    }
}

/// The reason why there is no permit.
#[derive(Debug)]
#[non_exhaustive]
pub enum LimitError {
    /// The next permit comes later than the caller would wait.
    Exceeded {
        /// What is limited, such as `10 calls a second`.
        limit: String,
        /// How long until there is a permit.
        wait: Duration,
    },
    /// The limiter cannot be reached, and is configured to allow no calls then.
    Unavailable(Box<dyn StdError + Send + Sync>),
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exceeded { limit, wait } => {
                write!(f, "this client's limit of {limit} is reached: the next call is possible in {wait:?}")
            }
            Self::Unavailable(_) => f.write_str("the rate limiter is unreachable, and allows no calls meanwhile"),
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
