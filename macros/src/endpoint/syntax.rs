//! The syntax of an endpoint: the arguments of the attribute and the struct with what `#[param]` says of its fields.
//!
//! The first stage; `model.rs` interprets it. Everything here keeps the user's tokens. Nothing is decided that
//! depends on more than one place of the text.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::{Attribute, DeriveInput, Type};

use super::head::Head;
use super::keys::{EndpointKeys, ParamKeys};
use super::{Errors, arguments, item};

/// The syntax tree.
pub(crate) struct Syntax {
    pub(crate) head: Head,
    pub(crate) keys: EndpointKeys,
    /// The struct without our attributes.
    pub(crate) item: DeriveInput,
    pub(crate) fields: Vec<FieldSyntax>,
}

/// One field as it was written.
pub(crate) struct FieldSyntax {
    pub(crate) ident: Ident,
    pub(crate) whole: Type,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) keys: ParamKeys,
}

impl Syntax {
    /// Reads the arguments and the item.
    ///
    /// `Err` is the item to emit if nothing can be generated for it.
    pub(crate) fn parse(arguments: TokenStream, tokens: TokenStream, errors: &mut Errors) -> Result<Self, TokenStream> {
        let Some(mut item) = item::parse(tokens.clone(), "#[endpoint]", "a struct", errors) else { return Err(tokens) };
        let (head, keys) = attribute(arguments, &item.ident, errors);
        item::refuse_strangers(&mut item, "param", errors);
        let generic = refuse_generics(&item, errors);
        let fields = fields(&item, errors);
        item::strip(&mut item, "param");
        if generic || item::is_union(&item) {
            return Err(item.into_token_stream());
        }
        Ok(Self { head, keys, item, fields })
    }
}

fn attribute(arguments: TokenStream, struct_name: &Ident, errors: &mut Errors) -> (Head, EndpointKeys) {
    let mut head = Head::default();
    let mut keys = EndpointKeys::default();
    arguments::parse_all(arguments, errors, |input, errors| {
        head = Head::parse(input, struct_name, errors);
        keys.only_keys = head.is_misplaced;
        arguments::parse(&mut keys, input, errors);
    });
    (head, keys)
}

/// A request is a value that is sent: it owns what it holds, and its type is one row of a table.
fn refuse_generics(item: &DeriveInput, errors: &mut Errors) -> bool {
    let generic = !item.generics.params.is_empty();
    if generic {
        let message =
            "an endpoint cannot have lifetimes or type parameters: use owned types such as `String` and `Vec<T>`";
        errors.push_over(&item.generics, message);
    }
    generic
}

fn fields(item: &DeriveInput, errors: &mut Errors) -> Vec<FieldSyntax> {
    let fields = item::named_fields(item, "#[endpoint]", errors);
    fields.into_iter().map(|(ident, field)| FieldSyntax::parse(ident, field, errors)).collect()
}

impl FieldSyntax {
    fn parse(ident: &Ident, field: &syn::Field, errors: &mut Errors) -> Self {
        let mut attributes = field.attrs.clone();
        let mut keys = ParamKeys::default();
        for attribute in item::take_attributes(&mut attributes, "param") {
            arguments::parse_attribute(&mut keys, &attribute, errors);
        }
        item::refuse_cfg(&attributes, errors);
        Self { ident: ident.clone(), whole: field.ty.clone(), attributes, keys }
    }
}
