//! Guides, from the first declaration to production.
//!
//! Each guide is a page of a few minutes. Its examples run as tests.

#[doc = include_str!("guide/declare.md")]
pub mod declare {}

#[doc = include_str!("guide/call.md")]
pub mod call {}

#[doc = include_str!("guide/sign.md")]
pub mod sign {}

#[doc = include_str!("guide/receive.md")]
pub mod receive {}

#[doc = include_str!("guide/test.md")]
#[cfg(feature = "testing")]
pub mod test {}

#[doc = include_str!("guide/production.md")]
pub mod production {}

#[doc = include_str!("guide/why_is_my_signature_refused.md")]
pub mod why_is_my_signature_refused {}

#[doc = include_str!("guide/upgrade.md")]
pub mod upgrade {}
