//! `api!`: the table of contents, as it was written (`syntax`), what it means (`model`) and what comes out (`codegen`).
//!
//! The same three stages as `endpoint/`. When anything is wrong, the client is there all the same, with all operations
//! that could be read, so that programs which use it are not blamed as well.

mod codegen;
mod model;
mod sent;
mod syntax;

use proc_macro2::TokenStream;
use quote::quote;

use self::model::Api;
use self::syntax::Syntax;
use super::errors::Errors;
use super::{arguments, base_url_rule, grammar, item, lints, values, words};

/// The expansion of one table of contents.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let output = Syntax::parse(input, &mut errors).map(|syntax| codegen::whole(&Api::new(&syntax, &mut errors)));
    let errors = errors.report();
    quote!(#output #errors)
}
