//! What declarations send: paths, parameters and bodies.
#![allow(unreachable_pub, reason = "declarations are written as users write them")]

mod bad_input;
mod bodies;
mod constants;
mod digits;
mod forms;
mod hand_written;
mod names;
mod operations;
mod parameter_kinds;
mod patches;
mod values;
mod whole_bodies;
