//! What is signed and sent, from declared operations, and why a signature is refused.
#![allow(unreachable_pub, reason = "declarations are written as users write them")]

mod altered;
mod doctor;
mod proofs;
mod round_trip;
mod solve;
mod staged;
mod trace;
mod vectors;
