//! Values that are kept per tokio runtime: connections live and die with the runtime that they were opened on.
//!
//! A client may be used on several runtimes, such as a static one under `#[tokio::test]`. A connection of another
//! runtime would hang while that runtime is idle, and break in the middle of a request when it ends.

use std::future::pending;

use tokio::runtime::{Handle, Id};
use tokio::task::JoinHandle;

/// A value for each runtime that still exists.
pub(crate) struct PerRuntime<T>(Vec<Kept<T>>);

struct Kept<T> {
    runtime: Id,
    /// A task that does nothing and ends with its runtime, because runtime ids may be reused.
    lives: JoinHandle<()>,
    value: T,
}

impl<T> Default for PerRuntime<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone> PerRuntime<T> {
    /// Returns the value of this runtime. Values of runtimes that have ended are dropped.
    pub(crate) fn get(&mut self, runtime: &Handle) -> Option<T> {
        self.0.retain(|kept| !kept.lives.is_finished());
        self.0.iter().find(|kept| kept.runtime == runtime.id()).map(|kept| kept.value.clone())
    }

    /// Stores a value for this runtime.
    pub(crate) fn put(&mut self, runtime: &Handle, value: T) {
        self.remove(runtime);
        self.0.push(Kept { runtime: runtime.id(), lives: runtime.spawn(pending()), value });
    }

    pub(crate) fn remove(&mut self, runtime: &Handle) {
        self.0.retain(|kept| kept.runtime != runtime.id());
    }
}

impl<T> Drop for Kept<T> {
    fn drop(&mut self) {
        self.lives.abort();
    }
}
