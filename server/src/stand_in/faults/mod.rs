//! What goes wrong on purpose: a stand-in that fails as vendors and networks do, the same way for the same seed.
//!
//! [`Faults`] is pure: seed and number in, [`Fault`] out. The stand-in's connections and answers act on it; `Service`
//! without a network does not. It never changes what a request does, only what becomes of the answer, except that a
//! request which is turned away with 429 or 5xx is not carried out.

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

/// One way to fail.
///
/// | fault | carried out | what the client of a call sees |
/// |---|---|---|
/// | [`Delay`](Self::Delay), [`SlowDrip`](Self::SlowDrip) | yes | the answer, or no answer in time |
/// | [`ResetBeforeRead`](Self::ResetBeforeRead) | no | a broken connection |
/// | [`ResetAfterRead`](Self::ResetAfterRead), [`TruncatedBody`](Self::TruncatedBody) | yes | a broken connection |
/// | [`TooManyRequests`](Self::TooManyRequests), [`ServerErrors`](Self::ServerErrors) | no | a status of failure |
/// | [`HtmlBody`](Self::HtmlBody), [`WrongCharset`](Self::WrongCharset) | yes | an answer that cannot be read |
/// | [`WrongContentType`](Self::WrongContentType) | yes | the answer |
/// | [`GzipBomb`](Self::GzipBomb) | yes | an answer over its cap |
/// | [`RepeatedPush`](Self::RepeatedPush), [`LatePush`](Self::LatePush) | | are of pushed messages, not of calls |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The answer comes this much later.
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
    /// This status, for so many requests one after the other, whoever sends them.
    ServerErrors {
        /// The status; out of range is 500.
        status: u16,
        /// How many requests meet it; 0 is as 1.
        burst: u32,
    },
    /// Status 200 and a page of HTML, as proxies and login walls send it.
    HtmlBody,
    /// The true answer under `text/html`.
    WrongContentType,
    /// The true answer in UTF-16, though it says it is UTF-8.
    WrongCharset,
    /// A small body that unpacks to so many bytes.
    GzipBomb {
        /// Length of the unpacked body.
        bytes: usize,
    },
    /// A pushed message arrives twice.
    RepeatedPush,
    /// A pushed message arrives after up to eight of those that follow it.
    LatePush,
}

impl Fault {
    /// Name of the kind, for counts and logs.
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

/// What an answer of status 429 says about when to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// Nothing: there is no such header.
    Absent,
    /// So many seconds.
    Seconds(u32),
    /// The HTTP date that is so many seconds after the stand-in's clock.
    Date(u32),
}

/// Which requests and pushes fail, and how: each fault with its probability, drawn from a seed.
///
/// The request of the same number meets the same fault, whenever it comes and whatever it asks for; requests are
/// numbered as they arrive. One request meets one fault at most.
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
    /// No faults yet.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { seed, probabilities: Vec::new() }
    }

    /// Adds a fault that a request, or a push, meets with this probability, from 0 to 1; what is outside is taken as the
    /// nearer bound. The probabilities of the faults of requests add up: what exceeds 1 in sum never occurs.
    #[must_use]
    pub fn with(mut self, fault: Fault, probability: f64) -> Self {
        // NaN is no probability.
        let probability = if probability.is_nan() { 0.0 } else { probability.clamp(0.0, 1.0) };
        self.probabilities.push((fault, probability));
        self
    }

    /// The fault that the request of this number meets; the first is 0.
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

    /// In which order, and how often, so many pushed messages arrive: their indices.
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
        // Stable: those that share a place keep their order, so a late one comes after the one whose place it takes.
        deliveries.sort_by_key(|&(place, index)| (place, std::cmp::Reverse(index)));
        deliveries.into_iter().map(|(_, index)| index).collect()
    }

    fn probability(&self, wanted: Fault) -> f64 {
        self.probabilities.iter().filter(|(fault, _)| *fault == wanted).map(|(_, probability)| probability).sum()
    }

    /// Draws a number: SplitMix64, a stream for each purpose.
    fn draw(&self, purpose: u64, number: u64) -> u64 {
        mix(mix(self.seed ^ mix(purpose)).wrapping_add(number.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }
}

fn mix(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

/// From 0 up to, and without, 1.
#[expect(clippy::cast_precision_loss, reason = "53 bits fit exactly")]
fn fraction(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}
