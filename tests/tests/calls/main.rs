//! Calls: attempts, outcomes, transports, and settings of clients.
#![allow(unreachable_pub, reason = "declarations are written as users write them")]

mod as_values;
mod blocking;
mod credentials;
mod failures;
mod faults;
mod hosts;
mod idempotency;
mod limit;
mod outcomes;
mod parameters;
mod proxies;
mod redirects;
mod redirects_followed;
mod retry;
mod settings;
mod timer;
mod transports;
mod unanswered;
