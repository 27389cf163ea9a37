//! The system's timer: waits inside and outside of a runtime, and abandoned waits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use countersign::timer::{SystemTimer, Timer};

const SHORT: Duration = Duration::from_millis(50);

/// Wakes the waiting thread.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Polls without any runtime.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park_timeout(Duration::from_secs(60)),
        }
    }
}

/// The number of threads of this process.
fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").unwrap().count()
}

#[test]
fn outside_of_a_runtime_it_waits_and_wakes() {
    let timer = SystemTimer::new();
    let (start, before) = (Instant::now(), timer.elapsed());
    block_on(timer.wait(SHORT));
    assert!(start.elapsed() >= SHORT && timer.elapsed() - before >= SHORT);
    block_on(timer.wait(Duration::ZERO));
}

#[tokio::test]
async fn inside_of_a_runtime_it_waits_too() {
    let start = Instant::now();
    SystemTimer::new().wait(SHORT).await;
    assert!(start.elapsed() >= SHORT);
}

#[test]
fn a_wait_beyond_the_range_of_the_clock_never_ends() {
    let timer = SystemTimer::new();
    let mut wait = timer.wait(Duration::MAX);
    assert!(wait.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
}

#[test]
#[cfg(target_os = "linux")]
fn an_abandoned_wait_leaves_no_thread_behind() {
    let timer = SystemTimer::new();
    let before = threads();
    let mut waits: Vec<_> = (0..50).map(|_| timer.wait(Duration::from_secs(3600))).collect();
    for wait in &mut waits {
        assert!(wait.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    assert!(threads() >= before + 40, "each wait has a thread");
    // By then, each one sleeps, or sees at its first poll that its time is over.
    thread::sleep(SHORT);
    drop(waits);
    let end = Instant::now() + Duration::from_secs(60);
    // Other tests of this file may have a thread or two.
    while threads() > before + 10 {
        assert!(Instant::now() < end, "{} threads are left", threads());
        thread::sleep(Duration::from_millis(5));
    }
}
