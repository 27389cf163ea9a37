//! What the integration tests and benches share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a failure shows its line")]
#![allow(
    clippy::exhaustive_enums,
    clippy::exhaustive_structs,
    missing_debug_implementations,
    reason = "no other crate uses it"
)]

pub mod answers;
pub mod arbitrary;
pub mod by_hand;
pub mod dice;
pub mod loss;
pub mod market;
pub mod measure;
pub mod openapi;
pub mod over;
pub mod pushes;
#[cfg(doctest)]
mod readmes;
pub mod redis_server;
pub mod requests;
pub mod schemes;
pub mod script;
pub mod server;
pub mod signing;
pub mod vectors;
pub mod vendors;
