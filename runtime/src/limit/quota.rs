//! A limit of calls per calendar month, as some plans have it.

use std::collections::BTreeMap;
use std::fmt;
use std::future::ready;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::{LimitError, LimitRequest, Limiter, Reserving};
use crate::value::{Timestamp, Zone};

type Listener = dyn Fn(&QuotaUse<'_>) + Send + Sync;

/// Counts the attempts of each account in the calendar month, warns, and refuses attempts beyond the quota.
///
/// It counts in memory. After a restart, set what was counted before with [`used`](Self::used).
///
/// ```
/// use countersign::limit::MonthlyQuota;
/// use countersign::value::Zone;
///
/// let quota = MonthlyQuota::new(100_000)
///     .zone(Zone::hours(8))
///     .warn_at(80)
///     .on_warning(|state| eprintln!("{} of {} calls used", state.used, state.quota))
///     .used("my app key", 12_345);
/// assert_eq!(quota.count("my app key"), 12_345);
/// ```
pub struct MonthlyQuota {
    quota: u64,
    warn_at_percent: u8,
    refuses: bool,
    listener: Box<Listener>,
    zone: Zone,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    counts: Mutex<BTreeMap<String, Count>>,
}

/// How much of a quota is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QuotaUse<'q> {
    /// The account.
    pub key_id: &'q str,
    /// The attempts made in this month.
    pub used: u64,
    /// The attempts allowed in a month.
    pub quota: u64,
}

/// The attempts of one account in one month.
#[derive(Default)]
struct Count {
    month: (i16, i8),
    used: u64,
}

impl MonthlyQuota {
    /// Creates a limit of this many attempts per month and account.
    ///
    /// ```
    /// use countersign::limit::MonthlyQuota;
    ///
    /// let quota = MonthlyQuota::new(100_000);
    /// assert_eq!(quota.count("reader"), 0);
    /// ```
    #[must_use]
    pub fn new(quota: u64) -> Self {
        Self {
            quota,
            warn_at_percent: 80,
            refuses: true,
            listener: Box::new(|_| {}),
            zone: Zone::UTC,
            clock: Box::new(Timestamp::now),
            counts: Mutex::default(),
        }
    }

    /// Sets the percentage of the quota at which to warn, once. Defaults to 80. The warning is an event of `tracing`,
    /// and a call of the function passed to [`on_warning`](Self::on_warning). A second warning follows when the whole
    /// quota is used.
    ///
    /// ```
    /// use countersign::limit::MonthlyQuota;
    ///
    /// let quota = MonthlyQuota::new(100_000).warn_at(90);
    /// # drop(quota);
    /// ```
    #[must_use]
    pub fn warn_at(self, percent: u8) -> Self {
        Self { warn_at_percent: percent.min(100), ..self }
    }

    /// Sets a function that is called with each warning.
    ///
    /// ```
    /// use countersign::limit::MonthlyQuota;
    ///
    /// let quota = MonthlyQuota::new(100_000).on_warning(|state| eprintln!("{} calls used", state.used));
    /// # drop(quota);
    /// ```
    #[must_use]
    pub fn on_warning(self, listener: impl Fn(&QuotaUse<'_>) + Send + Sync + 'static) -> Self {
        Self { listener: Box::new(listener), ..self }
    }

    /// Only warns: calls beyond the quota are made.
    ///
    /// ```
    /// use countersign::limit::MonthlyQuota;
    ///
    /// let quota = MonthlyQuota::new(100_000).only_warn();
    /// # drop(quota);
    /// ```
    #[must_use]
    pub fn only_warn(self) -> Self {
        Self { refuses: false, ..self }
    }

    /// Sets the time zone in which months begin and end. Defaults to UTC. Set it before [`used`](Self::used).
    ///
    /// ```
    /// use countersign::limit::MonthlyQuota;
    /// use countersign::value::Zone;
    ///
    /// let quota = MonthlyQuota::new(100_000).zone(Zone::hours(8));
    /// # drop(quota);
    /// ```
    #[must_use]
    pub fn zone(self, zone: Zone) -> Self {
        Self { zone, ..self }
    }

    /// Sets the clock. Defaults to the system's.
    ///
    /// ```
    /// use countersign::limit::MonthlyQuota;
    /// use countersign::value::Timestamp;
    ///
    /// let in_june = || Timestamp::from_millisecond(1_528_942_782_000);
    /// let quota = MonthlyQuota::new(100_000).clock(in_june).used("reader", 99_999);
    /// assert_eq!(quota.count("reader"), 99_999);
    /// ```
    #[must_use]
    pub fn clock(self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(clock), ..self }
    }

    /// Sets how many attempts an account has already made in this month.
    ///
    /// ```
    /// use countersign::limit::MonthlyQuota;
    ///
    /// let quota = MonthlyQuota::new(100_000).used("reader", 12_345);
    /// assert_eq!(quota.count("reader"), 12_345);
    /// ```
    #[must_use]
    pub fn used(self, key_id: &str, attempts: u64) -> Self {
        let month = (self.clock)().month_in(self.zone);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        count_of(&mut counts, key_id, month).used = attempts;
        drop(counts);
        self
    }

    /// Returns the number of attempts of an account in this month.
    ///
    /// ```
    /// use countersign::limit::MonthlyQuota;
    ///
    /// let quota = MonthlyQuota::new(100_000).used("reader", 12_345);
    /// assert_eq!((quota.count("reader"), quota.count("writer")), (12_345, 0));
    /// ```
    #[must_use]
    pub fn count(&self, key_id: &str) -> u64 {
        let month = (self.clock)().month_in(self.zone);
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.get(key_id).filter(|count| count.month == month).map_or(0, |count| count.used)
    }

    fn take(&self, request: LimitRequest<'_>) -> Result<Duration, LimitError> {
        let now = (self.clock)();
        let used = {
            let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
            let count = count_of(&mut counts, request.key_id, now.month_in(self.zone));
            if self.refuses && count.used >= self.quota {
                let limit = format!("{} calls a month", self.quota);
                return Err(LimitError::Exceeded { limit, wait: now.until_next_month_in(self.zone) });
            }
            count.used += 1;
            count.used
        };
        if used == self.warns_at() || used == self.quota {
            self.warn(QuotaUse { key_id: request.key_id, used, quota: self.quota });
        }
        Ok(Duration::ZERO)
    }

    /// Returns the number of the attempt that reaches the percentage, at least 1.
    fn warns_at(&self) -> u64 {
        let part = u128::from(self.quota) * u128::from(self.warn_at_percent);
        u64::try_from(part.div_ceil(100)).unwrap_or(self.quota).max(1)
    }

    fn warn(&self, state: QuotaUse<'_>) {
        let QuotaUse { key_id, used, quota } = state;
        tracing::warn!(key_id, used, quota, "{used} of {quota} calls of this month are used");
        (self.listener)(&state);
    }
}

/// Returns the count of an account, reset if a new month has begun.
fn count_of<'c>(counts: &'c mut BTreeMap<String, Count>, key_id: &str, month: (i16, i8)) -> &'c mut Count {
    let count = counts.entry(key_id.to_owned()).or_default();
    if count.month != month {
        *count = Count { month, used: 0 };
    }
    count
}

impl Limiter for MonthlyQuota {
    fn reserve<'l>(&'l self, request: LimitRequest<'l>) -> Reserving<'l> {
        Box::pin(ready(self.take(request)))
    }
}

impl fmt::Debug for MonthlyQuota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MonthlyQuota").field("quota", &self.quota).finish_non_exhaustive()
    }
}
