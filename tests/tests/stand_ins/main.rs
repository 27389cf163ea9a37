//! Stand-ins and mocks.
#![allow(unreachable_pub, reason = "declarations are written as users write them")]

mod every_call;
mod market;
mod market_products;
mod market_refusals;
mod market_samples;
mod mocks;
mod order_life;
mod stand_in;
