//! The receiving side: requests of any client, and push messages.
#![allow(unreachable_pub, reason = "declarations are written as users write them")]

mod mounting;
mod push_messages;
mod received;
mod refused;
mod webhook;
mod webhook_schemes;
