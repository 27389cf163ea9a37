//! The credentials of a client: fixed, or fetched from a source by one call on behalf of all that wait.

use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, SystemTime};

use crate::auth::{CredentialSource, Credentials, Fetched};
use crate::error::{Error, ErrorKind, Outcome};

/// How long before they expire credentials are fetched again.
const BEFORE_EXPIRY: Duration = Duration::from_secs(60);

/// The credentials that a client signs with.
pub(crate) struct Keys {
    source: Option<Box<dyn CredentialSource>>,
    /// Credentials that never change, which need no lock.
    fixed: Option<Arc<Credentials>>,
    state: Mutex<State>,
}

/// Credentials with the number of their fetch.
pub(super) type Numbered = (Arc<Credentials>, u64);

struct State {
    current: Option<(Arc<Credentials>, Option<SystemTime>)>,
    /// The number of successful fetches, which distinguishes credentials.
    number: u64,
    /// The number of times the source was asked.
    asked: u64,
    is_fetching: bool,
    /// Why the last fetch failed.
    failure: Option<String>,
    waiting: Vec<Waker>,
}

/// What a call does next.
enum Next {
    Use(Numbered),
    Fetch,
    Fail(String),
}

impl Keys {
    pub(super) fn new(credentials: Option<Credentials>, source: Option<Box<dyn CredentialSource>>) -> Self {
        let credentials = credentials.map(Arc::new);
        let (fixed, first) = if source.is_none() { (credentials, None) } else { (None, credentials) };
        let current = first.map(|credentials| (credentials, None));
        let state = State { current, number: 0, asked: 0, is_fetching: false, failure: None, waiting: Vec::new() };
        Self { source, fixed, state: Mutex::new(state) }
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

    /// Returns whether other credentials than those that were refused can be fetched.
    pub(super) fn can_refresh(&self) -> bool {
        self.source.is_some()
    }

    /// Returns credentials that are valid at `now` and were not refused. One call asks the source on behalf of all.
    pub(super) async fn get(&self, now: SystemTime, refused: Option<u64>) -> Result<Numbered, Error> {
        let Some(source) = &self.source else { return Ok((self.current()?, 0)) };
        let mut waited_for = None;
        match poll_fn(|context| self.poll(context, now, refused, &mut waited_for)).await {
            Next::Use(numbered) => return Ok(numbered),
            Next::Fail(failure) => return Err(failed(&failure)),
            Next::Fetch => {}
        }
        // If this call is dropped meanwhile, another one asks.
        let mut fetching = Fetching { keys: self, is_over: false };
        let fetched = source.fetch().await.map_err(|error| error.to_string());
        fetching.is_over = true;
        self.keep(fetched, now, refused)
    }

    fn poll(
        &self,
        context: &Context<'_>,
        now: SystemTime,
        refused: Option<u64>,
        waited_for: &mut Option<u64>,
    ) -> Poll<Next> {
        let mut state = self.lock();
        if let Some((credentials, expires)) = &state.current
            && refused != Some(state.number)
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
            let valid = state.valid(now, refused);
            return Poll::Ready(valid.map_or_else(|| Next::Fail(failure.clone()), Next::Use));
        }
        state.is_fetching = true;
        Poll::Ready(Next::Fetch)
    }

    fn keep(&self, fetched: Result<Fetched, String>, now: SystemTime, refused: Option<u64>) -> Result<Numbered, Error> {
        let mut state = self.lock();
        (state.is_fetching, state.asked) = (false, state.asked + 1);
        state.waiting.drain(..).for_each(Waker::wake);
        match fetched {
            Ok(Fetched { credentials, expires }) => {
                let credentials = Arc::new(credentials);
                (state.failure, state.number) = (None, state.number + 1);
                state.current = Some((credentials.clone(), expires));
                Ok((credentials, state.number))
            }
            Err(failure) => {
                state.failure = Some(failure.clone());
                // Credentials that are still valid are used; the next call asks again.
                state.valid(now, refused).ok_or_else(|| failed(&failure))
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Returns the present credentials, unless they have expired or were refused.
    fn valid(&self, now: SystemTime, refused: Option<u64>) -> Option<Numbered> {
        let (credentials, expires) = self.current.as_ref()?;
        let is_valid = expires.is_none_or(|at| now < at) && refused != Some(self.number);
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

fn failed(failure: &str) -> Error {
    let error = Error::new(ErrorKind::Credentials, format!("credentials could not be fetched: {failure}"));
    error.with_outcome(Outcome::NotSent).into_retryable(true)
}
