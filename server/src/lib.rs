//! The receiving side of [`countersign`]: requests are read and verified by the definitions that signed them.
//!
//! [`stand_in`] answers in place of a vendor, for tests, examples and developers without credentials.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod stand_in;
