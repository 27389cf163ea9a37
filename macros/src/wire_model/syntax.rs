//! The syntax of a model: the struct and what `#[field]` says of its fields.
//!
//! The first stage; `model.rs` interprets it. Everything here keeps the user's tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens as _;
use syn::parse::ParseStream;
use syn::{Attribute, DeriveInput, GenericParam, LitStr, Path, Token, Type};

use super::arguments::{self, Arguments, Key};
use super::case::Case;
use super::grammar::{FIELD_GRAMMAR, Grammar, MODEL_GRAMMAR};
use super::values::Expression;
use super::warning::Code;
use super::{Errors, item};

/// The syntax tree.
pub(crate) struct Syntax {
    pub(crate) keys: ModelKeys,
    /// The struct without our attributes.
    pub(crate) item: DeriveInput,
    pub(crate) fields: Vec<FieldSyntax>,
}

/// One field as it was written.
pub(crate) struct FieldSyntax {
    pub(crate) ident: Ident,
    pub(crate) whole: Type,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) keys: FieldKeys,
}

/// The keys of `#[field]`.
#[derive(Default)]
pub(crate) struct FieldKeys {
    pub(crate) name: Option<LitStr>,
    pub(crate) alias: Vec<LitStr>,
    pub(crate) default: Option<DefaultKey>,
    pub(crate) number: Option<Span>,
    pub(crate) text: Option<Span>,
    pub(crate) serde: Option<Span>,
}

/// `default` alone, or with an expression.
pub(crate) enum DefaultKey {
    OfType,
    Expression(Expression),
}

/// The keys of the attribute.
#[derive(Default)]
pub(crate) struct ModelKeys {
    pub(crate) rename_all: Case,
    pub(crate) alias_all: Option<Case>,
    pub(crate) allow: Vec<Code>,
    pub(crate) builder: Option<Span>,
    pub(crate) exhaustive: Option<Span>,
    pub(crate) runtime: Option<Path>,
}

impl Arguments for ModelKeys {
    const GRAMMAR: &'static Grammar = &MODEL_GRAMMAR;

    fn take(&mut self, key: Key, input: ParseStream<'_>) -> syn::Result<()> {
        match key.ident.to_string().as_str() {
            "rename_all" => self.rename_all = Case::of(&key.text(input)?)?,
            "alias_all" => self.alias_all = Some(Case::of(&key.text(input)?)?),
            "allow" => self.allow = Code::read(&key, input)?,
            "builder" => self.builder = Some(key.flag(input)?),
            "exhaustive" => self.exhaustive = Some(key.flag(input)?),
            "crate" => self.runtime = Some(key.path(input)?),
            _ => return Err(key.forgotten()),
        }
        Ok(())
    }
}

impl Arguments for FieldKeys {
    const GRAMMAR: &'static Grammar = &FIELD_GRAMMAR;

    fn take(&mut self, key: Key, input: ParseStream<'_>) -> syn::Result<()> {
        match key.ident.to_string().as_str() {
            "name" => self.name = Some(key.text(input)?),
            "alias" => self.alias = key.texts(input)?,
            "default" if input.peek(Token![=]) => self.default = Some(DefaultKey::Expression(key.expression(input)?)),
            "default" => {
                key.flag(input)?;
                self.default = Some(DefaultKey::OfType);
            }
            "number" => self.number = Some(key.flag(input)?),
            "text" => self.text = Some(key.flag(input)?),
            "serde" => self.serde = Some(key.flag(input)?),
            _ => return Err(key.forgotten()),
        }
        Ok(())
    }
}

impl Syntax {
    /// Reads the arguments and the item.
    ///
    /// `Err` is the item to emit if nothing can be generated for it.
    pub(crate) fn parse(arguments: TokenStream, tokens: TokenStream, errors: &mut Errors) -> Result<Self, TokenStream> {
        let mut keys = ModelKeys::default();
        arguments::parse_all(arguments, errors, |input, errors| arguments::parse(&mut keys, input, errors));
        let Some(mut item) = item::parse(tokens.clone(), "#[model]", "a struct", errors) else { return Err(tokens) };
        item::refuse_strangers(&mut item, "field", errors);
        item::refuse_implemented(&mut item, "#[model]", &["Serialize", "Deserialize"], errors);
        let owned = refuse_borrowing(&item, errors);
        let fields = fields(&item, errors);
        item::strip(&mut item, "field");
        if !owned || item::is_union(&item) {
            return Err(item.into_token_stream());
        }
        Ok(Self { keys, item, fields })
    }
}

/// Only type parameters are possible: what is read outlives the bytes that it was read from.
fn refuse_borrowing(item: &DeriveInput, errors: &mut Errors) -> bool {
    let mut owned = true;
    for parameter in &item.generics.params {
        let what = match parameter {
            GenericParam::Type(_) => continue,
            GenericParam::Lifetime(_) => "lifetimes: use owned types such as `String` and `Vec<T>`",
            GenericParam::Const(_) => "constant parameters: use a type parameter or none",
        };
        errors.push_over(parameter, format!("a model cannot have {what}"));
        owned = false;
    }
    owned
}

fn fields(item: &DeriveInput, errors: &mut Errors) -> Vec<FieldSyntax> {
    let fields = item::named_fields(item, "#[model]", errors);
    fields.into_iter().map(|(ident, field)| FieldSyntax::parse(ident, field, errors)).collect()
}

impl FieldSyntax {
    fn parse(ident: &Ident, field: &syn::Field, errors: &mut Errors) -> Self {
        let mut attributes = field.attrs.clone();
        let mut keys = FieldKeys::default();
        for attribute in item::take_attributes(&mut attributes, "field") {
            arguments::parse_attribute(&mut keys, &attribute, errors);
        }
        item::refuse_cfg(&attributes, errors);
        Self { ident: ident.clone(), whole: field.ty.clone(), attributes, keys }
    }
}
