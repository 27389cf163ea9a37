//! Declared APIs, compared with their contracts, samples and documentation.
#![allow(unreachable_pub, reason = "declarations are written as users write them")]

mod binance;
mod contract;
mod find_product;
mod foreign_apis;
mod github;
mod samples;
