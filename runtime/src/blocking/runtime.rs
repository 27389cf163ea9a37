//! Drives a blocking call: the future on the calling thread, sockets and timers on a background thread.
//!
//! The background thread serves transports that need tokio. Without the features `reqwest` and `hyper` there is
//! none, and a custom transport must make progress by itself. Nothing here knows which operation is called.

use std::future::Future;
use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tracing::Span;

use crate::error::Error;
#[cfg(feature = "__http")]
use crate::error::ErrorKind;

/// The background thread of a blocking client.
pub(super) struct Runtime {
    #[cfg(feature = "__http")]
    background: Option<tokio::runtime::Runtime>,
}

#[cfg(feature = "__http")]
std::thread_local! {
    /// Whether the current thread does the I/O of a blocking client.
    static IS_BACKGROUND: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

#[cfg(feature = "__http")]
impl Runtime {
    /// Starts the background thread.
    pub(super) fn start() -> Result<Self, Error> {
        let background = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("countersign-blocking")
            .on_thread_start(|| IS_BACKGROUND.set(true))
            .enable_all()
            .build()
            .map_err(|error| configuration("the blocking client's thread cannot be started").with_source(error))?;
        Ok(Self { background: Some(background) })
    }

    /// Drives a future to completion.
    pub(super) fn wait<F: Future<Output: Send> + Send>(&self, future: F) -> Result<F::Output, Error> {
        if IS_BACKGROUND.get() {
            return Err(configuration(
                "a blocking call was made on the thread that does the I/O of blocking calls, where it would wait for \
                itself: use the asynchronous client there",
            ));
        }
        if tokio::runtime::Handle::try_current().is_err() {
            return Ok(self.drive(future));
        }
        // Inside a runtime, futures of tokio expect to yield to their task, which this one cannot: it is driven by a
        // thread that belongs to no runtime.
        Ok(elsewhere(|| self.drive(future)))
    }

    fn drive<F: Future>(&self, future: F) -> F::Output {
        let _entered = self.background.as_ref().map(tokio::runtime::Runtime::enter);
        drive(future)
    }
}

#[cfg(feature = "__http")]
impl Drop for Runtime {
    fn drop(&mut self) {
        // No call is in progress, since each borrows the client; only idle connections are left. Waiting for the thread
        // would panic inside an asynchronous runtime.
        if let Some(background) = self.background.take() {
            background.shutdown_background();
        }
    }
}

#[cfg(feature = "__http")]
fn configuration(message: &str) -> Error {
    Error::new(ErrorKind::Configuration, message)
}

#[cfg(not(feature = "__http"))]
impl Runtime {
    /// Does nothing: there is no background thread.
    pub(super) fn start() -> Result<Self, Error> {
        Ok(Self {})
    }

    /// Drives a future to completion.
    pub(super) fn wait<F: Future<Output: Send> + Send>(&self, future: F) -> Result<F::Output, Error> {
        Ok(elsewhere(|| drive(future)))
    }
}

/// Runs a closure on a new thread, within the caller's span and under its subscriber.
fn elsewhere<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let span = Span::current();
    let work = || span.in_scope(work);
    // Without an HTTP client, tracing is built without std and knows only the global subscriber.
    #[cfg(feature = "__http")]
    let dispatch = tracing::dispatcher::get_default(Clone::clone);
    #[cfg(feature = "__http")]
    let work = || tracing::dispatcher::with_default(&dispatch, work);
    thread::scope(|scope| scope.spawn(work).join().unwrap_or_else(|panic| resume_unwind(panic)))
}

/// Polls a future, and parks the thread while it is pending.
fn drive<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let unpark = Arc::new(Unpark { thread: thread::current(), is_woken: AtomicBool::new(false) });
    let waker = Waker::from(unpark.clone());
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            // The future may park this thread as well, and would consume a wake-up token that is meant for this loop.
            Poll::Pending => {
                while !unpark.is_woken.swap(false, Ordering::Acquire) {
                    thread::park();
                }
            }
        }
    }
}

struct Unpark {
    thread: Thread,
    is_woken: AtomicBool,
}

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}
