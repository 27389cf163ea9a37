//! Fault injection: makes a stand-in fail as vendors and networks do, in the same way for the same seed.
//!
//! [`Faults`] is pure: seed and number in, [`Fault`] out. The stand-in's connections and answers act on it; a `Service`
//! without a network does not. A fault never changes what a request does, only what happens to the answer, except that
//! a request that is rejected with 429 or 5xx is not carried out.

mod answer;
mod connection;
mod injector;

use std::fmt;
use std::time::Duration;

pub(super) use self::answer::answer_under;
pub(super) use self::connection::{Connection, FaultyListener};
pub(super) use self::injector::Injector;

/// How far a pushed message that is out of order falls behind, at most.
const FARTHEST: u64 = 8;

/// A way to fail.
///
/// | fault | carried out | what the client sees |
/// |---|---|---|
/// | [`Delay`](Self::Delay), [`SlowDrip`](Self::SlowDrip) | yes | the answer, or no answer in time |
/// | [`ResetBeforeRead`](Self::ResetBeforeRead) | no | a broken connection |
/// | [`ResetAfterRead`](Self::ResetAfterRead), [`TruncatedBody`](Self::TruncatedBody) | yes | a broken connection |
/// | [`TooManyRequests`](Self::TooManyRequests), [`ServerErrors`](Self::ServerErrors) | no | an error status |
/// | [`HtmlBody`](Self::HtmlBody), [`WrongCharset`](Self::WrongCharset) | yes | an answer that cannot be read |
/// | [`WrongContentType`](Self::WrongContentType) | yes | the answer |
/// | [`GzipBomb`](Self::GzipBomb) | yes | an answer over its limit |
/// | [`RepeatedPush`](Self::RepeatedPush), [`LatePush`](Self::LatePush) | | affects pushed messages, not calls |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The answer is delayed by this much.
    Delay(Duration),
    /// The connection is reset when the first bytes of the request arrive, before any is read.
    ResetBeforeRead,
    /// The request is read and carried out, then the connection is reset instead of an answer.
    ResetAfterRead,
    /// The head and half of the body arrive, then the connection is closed. An empty body has no half.
    TruncatedBody,
    /// The head arrives at once, the body in small pieces spread over this time.
    SlowDrip(Duration),
    /// Status 429.
    TooManyRequests(RetryAfter),
    /// This status, for a number of consecutive requests, whichever client sends them.
    ServerErrors {
        /// The status. A value out of range counts as 500.
        status: u16,
        /// How many requests it affects. 0 counts as 1.
        burst: u32,
    },
    /// Status 200 and a page of HTML, as proxies and login walls send it.
    HtmlBody,
    /// The correct answer as `text/html`.
    WrongContentType,
    /// The correct answer in UTF-16, although it claims to be UTF-8.
    WrongCharset,
    /// A small body that decompresses to this many bytes.
    GzipBomb {
        /// The length of the decompressed body.
        bytes: usize,
    },
    /// A pushed message arrives twice.
    RepeatedPush,
    /// A pushed message arrives after up to eight of those that follow it.
    LatePush,
}

impl Fault {
    /// Returns the name of the kind, for counts and logs.
    ///
    /// ```
    /// use countersign_server::stand_in::Fault;
    ///
    /// assert_eq!(Fault::ResetBeforeRead.name(), "reset-before-read");
    /// ```
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delay(_) => "delay",
            Self::ResetBeforeRead => "reset-before-read",
            Self::ResetAfterRead => "reset-after-read",
            Self::TruncatedBody => "truncated-body",
            Self::SlowDrip(_) => "slow-drip",
            Self::TooManyRequests(_) => "too-many-requests",
            Self::ServerErrors { .. } => "server-errors",
            Self::HtmlBody => "html-body",
            Self::WrongContentType => "wrong-content-type",
            Self::WrongCharset => "wrong-charset",
            Self::GzipBomb { .. } => "gzip-bomb",
            Self::RepeatedPush => "repeated-push",
            Self::LatePush => "late-push",
        }
    }

    const fn is_of_pushes(self) -> bool {
        matches!(self, Self::RepeatedPush | Self::LatePush)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The `Retry-After` header of an answer with status 429.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// No header.
    Absent,
    /// This many seconds.
    Seconds(u32),
    /// The HTTP date this many seconds after the stand-in's clock.
    Date(u32),
}

/// Which requests and pushes fail, and how: each fault with its probability, drawn from a seed.
///
/// The request with the same number meets the same fault, whenever it arrives and whatever it asks for; requests are
/// numbered as they arrive. A request meets at most one fault.
///
/// ```
/// use countersign_server::stand_in::{Fault, Faults};
///
/// let faults = Faults::seeded(7).with(Fault::ResetBeforeRead, 0.25).with(Fault::HtmlBody, 0.25);
/// let failing = (0..1000).filter(|&number| faults.of_request(number).is_some()).count();
/// assert!((400..600).contains(&failing));
/// assert_eq!(faults.of_request(3), faults.clone().of_request(3));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Faults {
    seed: u64,
    probabilities: Vec<(Fault, f64)>,
}

impl Faults {
    /// Creates a set without faults.
    ///
    /// ```
    /// use countersign_server::stand_in::Faults;
    ///
    /// assert!((0..1000).all(|number| Faults::seeded(7).of_request(number).is_none()));
    /// ```
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { seed, probabilities: Vec::new() }
    }

    /// Adds a fault with the probability, from 0 to 1, that a request or push meets it. A value out of range is
    /// clamped. The probabilities of faults of requests add up: what exceeds a sum of 1 never occurs.
    ///
    /// ```
    /// use countersign_server::stand_in::{Fault, Faults};
    ///
    /// let faults = Faults::seeded(7).with(Fault::HtmlBody, 1.0);
    /// assert_eq!(faults.of_request(0), Some(Fault::HtmlBody));
    /// ```
    #[must_use]
    pub fn with(mut self, fault: Fault, probability: f64) -> Self {
        // NaN is not a probability.
        let probability = if probability.is_nan() { 0.0 } else { probability.clamp(0.0, 1.0) };
        self.probabilities.push((fault, probability));
        self
    }

    /// Returns the fault of the request with this number, counted from 0.
    ///
    /// ```
    /// use countersign_server::stand_in::{Fault, Faults};
    ///
    /// // The same seed draws the same faults in every run.
    /// let drawn = |seed| {
    ///     let faults = Faults::seeded(seed).with(Fault::ResetAfterRead, 0.5);
    ///     (0..64).map(|number| faults.of_request(number)).collect::<Vec<_>>()
    /// };
    /// assert_eq!(drawn(7), drawn(7));
    /// assert_ne!(drawn(7), drawn(8));
    /// ```
    #[must_use]
    pub fn of_request(&self, number: u64) -> Option<Fault> {
        let mut drawn = fraction(self.draw(0, number));
        for &(fault, probability) in self.probabilities.iter().filter(|(fault, _)| !fault.is_of_pushes()) {
            if drawn < probability {
                return Some(fault);
            }
            drawn -= probability;
        }
        None
    }

    /// Returns the indices of pushed messages in the order, and as often, as they arrive.
    ///
    /// ```
    /// use countersign_server::stand_in::{Fault, Faults};
    ///
    /// assert_eq!(Faults::seeded(7).deliveries(3), [0, 1, 2]);
    /// assert_eq!(Faults::seeded(7).with(Fault::RepeatedPush, 1.0).deliveries(3).len(), 6);
    /// ```
    #[must_use]
    pub fn deliveries(&self, messages: usize) -> Vec<usize> {
        let (repeated, late) = (self.probability(Fault::RepeatedPush), self.probability(Fault::LatePush));
        let mut deliveries: Vec<(u64, usize)> = Vec::with_capacity(messages);
        for (place, index) in (0_u64..).zip(0..messages) {
            let delay = if fraction(self.draw(1, place)) < late { 1 + self.draw(2, place) % FARTHEST } else { 0 };
            deliveries.push((place + delay, index));
            if fraction(self.draw(3, place)) < repeated {
                deliveries.push((place + self.draw(4, place) % FARTHEST, index));
            }
        }
        // Stable: messages with the same place keep their order, so a late one follows the one whose place it takes.
        deliveries.sort_by_key(|&(place, index)| (place, std::cmp::Reverse(index)));
        deliveries.into_iter().map(|(_, index)| index).collect()
    }

    fn probability(&self, wanted: Fault) -> f64 {
        self.probabilities.iter().filter(|(fault, _)| *fault == wanted).map(|(_, probability)| probability).sum()
    }

    /// Draws a number: SplitMix64, with one stream per purpose.
    fn draw(&self, purpose: u64, number: u64) -> u64 {
        mix(mix(self.seed ^ mix(purpose)).wrapping_add(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }
}

fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// Returns a number from 0 up to but excluding 1.
#[expect(clippy::cast_precision_loss, reason = "53 bits fit exactly")]
fn fraction(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}
