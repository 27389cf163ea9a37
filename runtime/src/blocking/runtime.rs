//! Where a blocking call is driven: the future on the calling thread, sockets and timers in the background.
//!
//! The background thread exists for transports over tokio; without the feature `reqwest` there is none, and a transport
//! of the user's own must do its work by itself. Nothing here knows what is called.

use std::future::Future;
use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tracing::Span;

use crate::error::Error;
#[cfg(feature = "reqwest")]
use crate::error::ErrorKind;

/// The background of a blocking client.
pub(super) struct Runtime {
    #[cfg(feature = "reqwest")]
    background: Option<tokio::runtime::Runtime>,
}

#[cfg(feature = "reqwest")]
std::thread_local! {
    /// This thread moves the bytes of a blocking client.
    static IS_BACKGROUND: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

#[cfg(feature = "reqwest")]
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

    /// Drives a future to its end.
    pub(super) fn wait<F: Future<Output: Send> + Send>(&self, future: F) -> Result<F::Output, Error> {
        if IS_BACKGROUND.get() {
            return Err(configuration(
                "a blocking call was made on the thread that moves the bytes of blocking calls, and would wait for \
                 itself: use the asynchronous client there",
            ));
        }
        if tokio::runtime::Handle::try_current().is_err() {
            return Ok(self.drive(future));
        }
        // Inside of a runtime, futures of tokio count on their task to give way, which this one cannot: it is driven by
        // a thread that belongs to no runtime.
        Ok(elsewhere(|| self.drive(future)))
    }

    fn drive<F: Future>(&self, future: F) -> F::Output {
        let _entered = self.background.as_ref().map(tokio::runtime::Runtime::enter);
        drive(future)
    }
}

#[cfg(feature = "reqwest")]
impl Drop for Runtime {
    fn drop(&mut self) {
        // No call is open, since each borrows the client; what is left are idle connections. Waiting for the thread
        // would panic inside of an asynchronous runtime.
        if let Some(background) = self.background.take() {
            background.shutdown_background();
        }
    }
}

#[cfg(feature = "reqwest")]
fn configuration(message: &str) -> Error {
    Error::new(ErrorKind::Configuration, message)
}

#[cfg(not(feature = "reqwest"))]
impl Runtime {
    /// There is nothing to start.
    pub(super) fn start() -> Result<Self, Error> {
        Ok(Self {})
    }

    /// Drives a future to its end.
    pub(super) fn wait<F: Future<Output: Send> + Send>(&self, future: F) -> Result<F::Output, Error> {
        Ok(elsewhere(|| drive(future)))
    }
}

/// Does something on a thread of its own, within the caller's span and under its subscriber.
fn elsewhere<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let span = Span::current();
    let work = || span.in_scope(work);
    // Without reqwest, tracing is built without std, and knows no other subscriber than that of the whole program.
    #[cfg(feature = "reqwest")]
    let dispatch = tracing::dispatcher::get_default(Clone::clone);
    #[cfg(feature = "reqwest")]
    let work = || tracing::dispatcher::with_default(&dispatch, work);
    thread::scope(|scope| scope.spawn(work).join().unwrap_or_else(|panic| resume_unwind(panic)))
}

/// Polls a future, and sleeps while it has nothing to do.
fn drive<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let unpark = Arc::new(Unpark { thread: thread::current(), is_woken: AtomicBool::new(false) });
    let waker = Waker::from(unpark.clone());
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            // What is polled may park this thread too, and would take the token of a wake-up for its own.
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
