//! Everything behind the entry points: pure functions from tokens to tokens.
//!
//! `lib.rs` calls these four; a test crate mounts this file with `#[path]` and calls them to look at expansions, so the
//! modules below refer to each other only through `super`. Nothing here reads files, the environment or the clock.

mod api;
mod arguments;
mod base_url_rule;
mod builder;
mod case;
mod endpoint;
mod errors;
mod expansion;
pub(crate) mod grammar;
mod item;
mod lints;
mod open_enum;
mod path_rule;
mod recover;
mod types;
mod values;
mod warning;
mod wire_model;
mod words;

use proc_macro2::TokenStream;

/// `#[endpoint(…)]` on a struct.
pub(crate) fn endpoint(arguments: TokenStream, item: TokenStream) -> TokenStream {
    endpoint::expand(arguments, item)
}

/// `#[model]` on a struct.
pub(crate) fn model(arguments: TokenStream, item: TokenStream) -> TokenStream {
    wire_model::expand(arguments, item)
}

/// `#[open_enum]` on an enum.
pub(crate) fn open_enum(arguments: TokenStream, item: TokenStream) -> TokenStream {
    open_enum::expand(arguments, item)
}

/// `api! { … }`.
pub(crate) fn api(input: TokenStream) -> TokenStream {
    api::expand(input)
}
