//! `#[endpoint]`: what is written (`choices`, `head`, `keys`, `syntax`), what it means (`path`, `carrier`, `rules`,
//! `parameter`, `pages`, `model`) and what comes out (`metadata`, `builder`, `documentation`, `codegen`, `warnings`).
//!
//! Rules apply between the first two; the last cannot fail. If anything is wrong, the item is emitted with an
//! implementation that does nothing, so that code that uses it causes no further errors.

mod builder;
mod carrier;
mod choices;
mod codegen;
mod documentation;
mod head;
mod keys;
mod known;
mod metadata;
mod model;
mod pages;
mod parameter;
mod path;
mod rules;
mod syntax;
mod warnings;

use proc_macro2::TokenStream;
use quote::quote;

use self::model::Endpoint;
use self::syntax::Syntax;
use super::builder as builders;
use super::errors::Errors;
use super::{
    arguments, base_url_rule, case, expansion, grammar, item, lints, path_rule, types, values, warning, words,
};

/// The expansion of one endpoint.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let output = match Syntax::parse(arguments, item, &mut errors) {
        Ok(syntax) => generate(&syntax, &mut errors),
        Err(item) => item,
    };
    let errors = errors.report();
    quote!(#output #errors)
}

fn generate(syntax: &Syntax, errors: &mut Errors) -> TokenStream {
    let endpoint = Endpoint::new(syntax, errors);
    if !errors.is_empty() {
        let item = codegen::item(&syntax.item, &endpoint, &item::STRUCT_DERIVES);
        let stub = codegen::stub(&endpoint);
        return quote!(#item #stub);
    }
    let item = codegen::item(&syntax.item, &endpoint, known::derives(&endpoint));
    let whole = codegen::whole(&endpoint);
    let warnings = warnings::all(syntax, &endpoint);
    quote!(#item #whole #warnings)
}
