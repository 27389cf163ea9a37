//! `api!`: the table of contents, as it was written (`syntax`), what it means (`model`) and what comes out (`codegen`).
//!
//! The same three stages as `endpoint/`. If anything is wrong, the client is still generated, with all operations
//! that could be parsed, so that programs which use it cause no further errors.

mod codegen;
mod model;
mod sent;
mod syntax;

use proc_macro2::TokenStream;
use quote::quote;

use self::model::Api;
use self::syntax::Syntax;
use super::errors::Errors;
use super::{arguments, base_url_rule, expansion, grammar, item, lints, values, words};

/// The expansion of one table of contents.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let output = Syntax::parse(input, &mut errors).map(|syntax| codegen::whole(&Api::new(&syntax, &mut errors)));
    let errors = errors.report();
    quote!(#output #errors)
}
