//! `#[model]`: a struct of the wire, as it was written (`syntax`), what it means (`model`) and what comes out
//! (`codegen`).
//!
//! The same three stages as `endpoint/`. When anything is wrong, the struct is emitted with implementations that do
//! nothing, so that types which contain it cause no further errors.

mod builder;
mod codegen;
mod model;
mod syntax;

use proc_macro2::TokenStream;
use quote::quote;

use self::model::Model;
use self::syntax::Syntax;
use super::builder as builders;
use super::case::Renamed;
use super::errors::Errors;
use super::{arguments, case, expansion, grammar, item, lints, types, values, warning};

/// The expansion of one model.
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
    let model = Model::new(syntax, errors);
    let declared = codegen::item(&syntax.item, &model);
    let expansion = if errors.is_empty() { codegen::whole(&model) } else { codegen::stub(&model) };
    let names: Vec<_> =
        syntax.fields.iter().map(|field| (item::plain_name(&field.ident), field.keys.name.as_ref())).collect();
    let told = case::repeated_case(&names, Renamed::Field, syntax.keys.rename_all);
    let warnings = warning::tokens("#[model(allow", told.filter(|_| errors.is_empty()), &syntax.keys.allow);
    quote!(#declared #expansion #warnings)
}
