//! Timers, which measure how much time has passed and wait.
//!
//! The call path waits through a [`Timer`] before it repeats an attempt, and uses it for deadlines and limits; tests
//! use one in which no real time passes. The current date is the concern of the client's clock.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// The future of a wait.
pub type Waiting = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A timer, which measures elapsed time and waits.
///
/// ```
/// use std::sync::Mutex;
/// use std::time::Duration;
/// use countersign::timer::{Timer, Waiting};
///
/// /// A timer of a test: waiting takes no time, and counts as waited.
/// #[derive(Default)]
/// struct Quick(Mutex<Duration>);
///
/// impl Timer for Quick {
///     fn elapsed(&self) -> Duration {
///         *self.0.lock().expect("no other thread panics")
///     }
///
///     fn wait(&self, duration: Duration) -> Waiting {
///         *self.0.lock().expect("no other thread panics") += duration;
///         Box::pin(std::future::ready(()))
///     }
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
/// let timer = Quick::default();
/// timer.wait(Duration::from_secs(3600)).await;
/// assert_eq!(timer.elapsed(), Duration::from_secs(3600));
/// # });
/// # Ok::<(), std::io::Error>(())
/// ```
pub trait Timer: Send + Sync + 'static {
    /// Returns how much time has passed since a fixed moment. It never decreases.
    fn elapsed(&self) -> Duration;

    /// Completes when `duration` has passed.
    fn wait(&self, duration: Duration) -> Waiting;
}

impl<T: Timer + ?Sized> Timer for Arc<T> {
    fn elapsed(&self) -> Duration {
        (**self).elapsed()
    }

    fn wait(&self, duration: Duration) -> Waiting {
        (**self).wait(duration)
    }
}

/// The default timer of clients: the system's monotonic clock.
///
/// With the feature `reqwest` or `hyper`, it uses tokio's timers within a tokio runtime. Elsewhere, each wait costs a
/// thread: programs on another runtime, or without these features, should use that runtime's timer.
#[derive(Clone, Copy, Debug)]
pub struct SystemTimer {
    start: Instant,
}

impl SystemTimer {
    /// Creates a timer that starts now.
    ///
    /// ```
    /// use countersign::timer::{SystemTimer, Timer as _};
    ///
    /// let timer = SystemTimer::new();
    /// assert!(timer.elapsed() < std::time::Duration::from_secs(60));
    /// ```
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for SystemTimer {
    fn default() -> Self {
        Self::new()
    }
}

impl Timer for SystemTimer {
    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    fn wait(&self, duration: Duration) -> Waiting {
        // A runtime without timers reports that only by a panic.
        #[cfg(feature = "__http")]
        if tokio::runtime::Handle::try_current().is_ok()
            && let Ok(sleep) = std::panic::catch_unwind(|| tokio::time::sleep(duration))
        {
            return Box::pin(sleep);
        }
        Box::pin(ThreadWait { duration, started: None })
    }
}

/// Returns the output of `future`, or `None` if `limit` passes first. The timer is only used if the future has to wait.
pub(crate) async fn within<F: Future>(timer: &dyn Timer, limit: Duration, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut end: Option<Waiting> = None;
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        let end = end.get_or_insert_with(|| timer.wait(limit));
        end.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// A wait on a separate thread, which ends when the wait is dropped.
struct ThreadWait {
    duration: Duration,
    started: Option<(Arc<Mutex<Progress>>, Sender<()>)>,
}

#[derive(Default)]
struct Progress {
    is_over: bool,
    waker: Option<Waker>,
}

impl Future for ThreadWait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let duration = self.duration;
        let (progress, _) = self.started.get_or_insert_with(|| start_waiting(duration));
        let mut progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
        if progress.is_over {
            return Poll::Ready(());
        }
        progress.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

fn start_waiting(duration: Duration) -> (Arc<Mutex<Progress>>, Sender<()>) {
    let progress = Arc::new(Mutex::new(Progress::default()));
    let shared = progress.clone();
    // The sender is dropped with the wait, which ends the thread.
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        if receiver.recv_timeout(duration) == Err(RecvTimeoutError::Timeout) {
            let mut progress = shared.lock().unwrap_or_else(PoisonError::into_inner);
            progress.is_over = true;
            if let Some(waker) = progress.waker.take() {
                waker.wake();
            }
        }
    });
    (progress, sender)
}
