//! What the APIs of Dajisaas share.
//!
//! Dajisaas is a gateway to several Chinese markets. Each market has an API and a crate of its own. The APIs share the
//! envelope of answers, the signing rule, the currency, the format of times, and push messages. Do not depend on this
//! crate: the crate of each API re-exports what that API needs.
//!
//! Features add what the stand-ins, OpenAPI documents and programs of these APIs share.

#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

#[cfg(feature = "cli")]
pub mod cli;
mod envelope;
mod md5_sorted;
mod money;
#[cfg(feature = "openapi")]
pub mod openapi;
mod push;
#[cfg(feature = "stand-in")]
pub mod stand_in;
mod time;

pub use self::envelope::{KNOWN_FAILURES, envelope};
pub use self::md5_sorted::{JsonSigning, Md5Sorted};
pub use self::money::{Cny, Fen, Yuan};
pub use self::push::{PushRule, pushes};
pub use self::time::{ChinaTime, Date, Timestamp};
