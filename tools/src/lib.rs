//! Tools that read the metadata of an API declared with [`countersign`].
//!
//! * [`cli`] (feature `cli`): the command line of an API, with a sub-command per operation.
//! * [`openapi`]: its OpenAPI 3.1 document.
//! * [`solve`]: finds the signing rule of a vendor from captured requests.
//! * [`doctor`]: makes a harmless call and reports the findings as a checklist.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "cli")]
pub mod cli;
mod docs;
pub mod doctor;
pub mod openapi;
mod scheme;
pub mod solve;
