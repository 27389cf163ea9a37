//! Schemes: every part, on both sides of the wire.
#![allow(unreachable_pub, reason = "declarations are written as users write them")]

mod altered;
mod by_hand;
mod canaries;
mod checked;
mod claims;
mod clashes;
mod client;
mod clouds;
mod commerce;
mod covered;
mod documented;
mod forged;
mod gallery;
mod kept;
mod keys;
mod lifetimes;
mod named;
mod nested;
mod printed;
mod property;
mod pushes;
mod received;
mod requests;
mod rotated;
mod rule_of_1688;
mod secret;
mod steps;
mod times;
mod tokens;
mod traced;
mod vectors;
