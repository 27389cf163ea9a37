//! What the APIs of Dajisaas have in common.
//!
//! Dajisaas is a gateway to several Chinese markets, each of which has an API, and a crate, of its own. They share the
//! envelope of the answers, the signing rule, the currency, the way times are written and the form of push messages.
//! Users do not depend on this crate: the crate of each API exports what of it belongs to that API.
//!
//! With features it has what the stand-ins, OpenAPI documents and programs of these APIs share.

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
