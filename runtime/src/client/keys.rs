//! The credentials of a client: fixed, or fetched from a source by one call on behalf of all that wait.

use std::error::Error as StdError;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use crate::auth::{CredentialSource, Credentials, Fetched};
use crate::error::{Error, ErrorKind, Outcome};

/// How long before they expire credentials are fetched again.
const BEFORE_EXPIRY: Duration = Duration::from_secs(60);

/// How long the source is not asked for others after it returned the same credentials that were refused.
const UNCHANGED: Duration = Duration::from_secs(60);

/// The credentials that a client signs with.
pub(crate) struct Keys {
    source: Option<Box<dyn CredentialSource>>,
    /// Credentials that never change, which need no lock.
    fixed: Option<Arc<Credentials>>,
    state: Mutex<State>,
}

/// Credentials with the number of their fetch.
pub(super) type Numbered = (Arc<Credentials>, u64);

#[derive(Default)]
struct State {
    current: Option<(Arc<Credentials>, Option<SystemTime>)>,
    /// The number of successful fetches, which distinguishes credentials.
    number: u64,
    /// The number of the credentials that were refused last.
    refused: Option<u64>,
    /// When the source returned the refused credentials once more.
    unchanged: Option<SystemTime>,
    /// The number of times the source was asked.
    asked: u64,
    is_fetching: bool,
    /// Why the last fetch failed.
    failure: Option<Failure>,
    waiting: Vec<Waker>,
}

/// Why a source failed, for all calls that waited for it.
type Failure = Arc<dyn StdError + Send + Sync>;

/// What a call does next.
enum Next {
    Use(Numbered),
    Fetch,
    Fail(Failure),
}

impl Keys {
    pub(super) fn new(credentials: Option<Credentials>, source: Option<Box<dyn CredentialSource>>) -> Self {
        let credentials = credentials.map(Arc::new);
        let (fixed, first) = if source.is_none() { (credentials, None) } else { (None, credentials) };
        let current = first.map(|credentials| (credentials, None));
        Self { source, fixed, state: Mutex::new(State { current, ..State::default() }) }
    }

    /// Returns the credentials that never change, if there are such.
    pub(super) fn fixed(&self) -> Option<&Arc<Credentials>> {
        self.fixed.as_ref()
    }

    /// Returns the credentials that are present, without asking the source.
    pub(super) fn current(&self) -> Result<Arc<Credentials>, Error> {
        let fetched = || self.lock().current.as_ref().map(|(credentials, _)| credentials.clone());
        self.fixed.clone().or_else(fetched).ok_or_else(|| {
            let message =
                "the source of credentials has not been asked yet: make a call, or await `fetch_credentials` first";
            Error::new(ErrorKind::Credentials, message)
        })
    }

    /// Records that the vendor refused the credentials with this number, so that whoever needs credentials next fetches
    /// others. Returns whether others can be expected: not soon after the source returned the same ones once more.
    pub(super) fn refuse(&self, number: u64, now: SystemTime) -> bool {
        let mut state = self.lock();
        let is_current = state.number == number;
        if self.source.is_none() || is_current && state.unchanged.is_some_and(|at| now < at + UNCHANGED) {
            return false;
        }
        // If another call has fetched meanwhile, those are the other ones.
        if is_current {
            state.refused = Some(number);
        }
        true
    }

    /// Returns credentials that are valid at `now` and were not refused. One call asks the source on behalf of all.
    pub(super) async fn get(&self, now: SystemTime) -> Result<Numbered, Error> {
        let Some(source) = &self.source else { return Ok((self.current()?, 0)) };
        let mut waited_for = None;
        match poll_fn(|context| self.poll(context, now, &mut waited_for)).await {
            Next::Use(numbered) => return Ok(numbered),
            Next::Fail(failure) => return Err(failed(failure)),
            Next::Fetch => {}
        }
        // If this call is dropped meanwhile, another one asks.
        let mut fetching = Fetching { keys: self, is_over: false };
        let fetched = source.fetch().await.map_err(Failure::from);
        fetching.is_over = true;
        self.keep(fetched, now)
    }

    fn poll(&self, context: &Context<'_>, now: SystemTime, waited_for: &mut Option<u64>) -> Poll<Next> {
        let mut state = self.lock();
        if let Some((credentials, expires)) = &state.current
            && !state.is_refused()
            && expires.is_none_or(|at| now + BEFORE_EXPIRY < at)
        {
            return Poll::Ready(Next::Use((credentials.clone(), state.number)));
        }
        if state.is_fetching {
            *waited_for = Some(state.asked);
            // A task that waits for several calls polls each of them whenever one wakes it.
            if !state.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                state.waiting.push(context.waker().clone());
            }
            return Poll::Pending;
        }
        // If the fetch that this call waited for failed, the calls that waited do not each ask again.
        if let (Some(failure), true) = (&state.failure, waited_for.is_some_and(|asked| asked < state.asked)) {
            let valid = state.valid(now);
            return Poll::Ready(valid.map_or_else(|| Next::Fail(failure.clone()), Next::Use));
        }
        state.is_fetching = true;
        Poll::Ready(Next::Fetch)
    }

    fn keep(&self, fetched: Result<Fetched, Failure>, now: SystemTime) -> Result<Numbered, Error> {
        let mut state = self.lock();
        (state.is_fetching, state.asked) = (false, state.asked + 1);
        state.waiting.drain(..).for_each(Waker::wake);
        match fetched {
            Ok(Fetched { credentials, expires }) => {
                let credentials = Arc::new(credentials);
                let is_unchanged = state.current.as_ref().is_some_and(|(known, _)| known.is_same(&credentials));
                state.unchanged = (state.is_refused() && is_unchanged).then_some(now);
                (state.failure, state.number) = (None, state.number + 1);
                state.current = Some((credentials.clone(), expires));
                Ok((credentials, state.number))
            }
            Err(failure) => {
                state.failure = Some(failure.clone());
                // Credentials that are still valid are used; the next call asks again.
                state.valid(now).ok_or_else(|| failed(failure))
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Returns whether the present credentials were refused.
    fn is_refused(&self) -> bool {
        self.refused == Some(self.number)
    }

    /// Returns the present credentials, unless they have expired or were refused.
    fn valid(&self, now: SystemTime) -> Option<Numbered> {
        let (credentials, expires) = self.current.as_ref()?;
        let is_valid = expires.is_none_or(|at| now < at) && !self.is_refused();
        is_valid.then(|| (credentials.clone(), self.number))
    }
}

/// A fetch in progress.
struct Fetching<'k> {
    keys: &'k Keys,
    is_over: bool,
}

impl Drop for Fetching<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            let mut state = self.keys.lock();
            state.is_fetching = false;
            state.waiting.drain(..).for_each(Waker::wake);
        }
    }
}

fn failed(failure: Failure) -> Error {
    let error = Error::new(ErrorKind::Credentials, format!("credentials could not be fetched: {failure}"));
    error.with_outcome(Outcome::NotSent).into_retryable(true).with_shared_source(failure)
}
