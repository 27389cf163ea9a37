//! Assigns faults to requests as they arrive, and counts them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Fault, Faults};

/// The faults of a running service.
#[derive(Debug, Default)]
pub(in crate::stand_in) struct Injector {
    faults: Faults,
    requests: AtomicU64,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Requested explicitly; they take precedence over those that are drawn.
    queued: VecDeque<Fault>,
    /// The rest of a burst.
    burst: Option<(Fault, u32)>,
    injected: BTreeMap<&'static str, u64>,
}

impl Injector {
    pub(in crate::stand_in) fn new(faults: Faults) -> Self {
        Self { faults, ..Self::default() }
    }

    pub(in crate::stand_in) fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Queues a fault for the next request.
    pub(in crate::stand_in) fn queue(&self, fault: Fault) {
        self.state().queued.push_back(fault);
    }

    /// Returns how often each kind was injected.
    pub(in crate::stand_in) fn injected(&self) -> BTreeMap<&'static str, u64> {
        self.state().injected.clone()
    }

    /// Returns the fault of the request that arrives now.
    pub(super) fn next(&self) -> Option<Fault> {
        let drawn = self.faults.of_request(self.requests.fetch_add(1, Ordering::Relaxed));
        let mut state = self.state();
        let fault = state.queued.pop_front().or_else(|| state.rest_of_burst()).or(drawn)?;
        if let (Fault::ServerErrors { burst, .. }, None) = (fault, state.burst) {
            state.burst = Some((fault, burst.saturating_sub(1)));
        }
        *state.injected.entry(fault.name()).or_default() += 1;
        tracing::debug!(fault = fault.name(), "injected");
        Some(fault)
    }

    /// Locks the state. A panicking thread poisons the lock, but what it counted before is still right.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Returns the next fault of the current burst. When a burst is over, another may begin.
    fn rest_of_burst(&mut self) -> Option<Fault> {
        let (fault, left) = self.burst.take()?;
        if left == 0 {
            return None;
        }
        self.burst = Some((fault, left - 1));
        Some(fault)
    }
}
