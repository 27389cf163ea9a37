//! Addresses: the base URL of an API and the path template of an operation.
//!
//! Both are checked when they are built, by the rules that the macros apply at compile time (`path_rule`,
//! `base_url_rule`). A valid address is sent byte for byte: no URL parser on the way changes it, so that what is signed
//! is what is sent. Nothing here does I/O.

mod base_url;
mod base_url_rule;
mod error;
mod path_rule;
mod reference;
mod template;

pub use self::base_url::BaseUrl;
#[cfg(feature = "__http")]
pub(crate) use self::base_url_rule::is_loopback;
pub use self::error::AddressError;
pub(crate) use self::reference::{Refused, resolve, target};
pub use self::template::{PathTemplate, Segment};
