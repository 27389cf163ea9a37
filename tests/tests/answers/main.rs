//! What declarations read: answers, pages and failures.
#![allow(unreachable_pub, reason = "declarations are written as users write them")]

mod drift;
mod kinds;
mod known_failures;
mod nearby;
mod other_names;
mod page_kinds;
mod pages;
mod payload_failures;
mod reading;
mod replies;
mod unsure_answers;
