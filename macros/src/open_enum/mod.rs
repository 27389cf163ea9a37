//! `#[open_enum]`: an enum as it was written (`syntax`), what it means (`model`) and what comes out (`codegen`).
//!
//! The same three stages as `endpoint/`. When anything is wrong, the enum is emitted with implementations that do
//! nothing, so that structs which contain it cause no further errors.

mod codegen;
mod model;
mod syntax;

use proc_macro2::TokenStream;
use quote::quote;

use self::model::OpenEnum;
use self::syntax::Syntax;
use super::case::Renamed;
use super::errors::Errors;
use super::{arguments, case, expansion, grammar, item, lints, warning};

/// The expansion of one open enum.
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
    let open_enum = OpenEnum::new(syntax, errors);
    let declared = codegen::item(&open_enum);
    let expansion = if errors.is_empty() { codegen::whole(&open_enum) } else { codegen::stub(&open_enum) };
    let names: Vec<_> =
        syntax.variants.iter().map(|variant| (item::plain_name(variant.ident()), variant.text())).collect();
    let told = case::repeated_case(&names, Renamed::Variant, syntax.keys.rename_all);
    let warnings = warning::tokens("#[open_enum(allow", told.filter(|_| errors.is_empty()), &syntax.keys.allow);
    quote!(#declared #expansion #warnings)
}
