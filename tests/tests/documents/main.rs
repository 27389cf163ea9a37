//! OpenAPI documents, and what they and the command line say of deprecations.
#![allow(unreachable_pub, reason = "declarations are written as users write them")]

mod deprecations;
mod openapi;
mod styles;
