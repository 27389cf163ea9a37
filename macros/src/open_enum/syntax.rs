//! The syntax of an open enum: the enum and what `#[wire]` says of its variants.
//!
//! The first stage; `model.rs` interprets it. Everything here keeps the user's tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Data, DataEnum, DeriveInput, LitInt, LitStr, Path, Token, Variant};

use super::arguments::{self, Arguments, Key};
use super::case::Case;
use super::grammar::{Grammar, OPEN_ENUM_GRAMMAR};
use super::warning::Code;
use super::{Errors, item};

/// The syntax tree.
pub(crate) struct Syntax {
    pub(crate) keys: EnumKeys,
    /// The enum without our attributes.
    pub(crate) item: DeriveInput,
    pub(crate) variants: Vec<VariantSyntax>,
}

/// One variant as it was written.
pub(crate) struct VariantSyntax {
    /// Without our attributes.
    pub(crate) variant: Variant,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) wire: Option<Wire>,
}

/// `#[wire(…)]`.
pub(crate) struct Wire {
    pub(crate) span: Span,
    pub(crate) value: WireValue,
}

/// The value of a variant on the wire.
#[derive(Clone)]
pub(crate) enum WireValue {
    Text(LitStr),
    Integer(i64),
}

/// The keys of the attribute.
#[derive(Default)]
pub(crate) struct EnumKeys {
    pub(crate) rename_all: Case,
    pub(crate) allow: Vec<Code>,
    pub(crate) exhaustive: Option<Span>,
    pub(crate) runtime: Option<Path>,
}

impl Arguments for EnumKeys {
    const GRAMMAR: &'static Grammar = &OPEN_ENUM_GRAMMAR;

    fn take(&mut self, key: Key, input: ParseStream<'_>) -> syn::Result<()> {
        match key.ident.to_string().as_str() {
            "rename_all" => self.rename_all = Case::of(&key.text(input)?)?,
            "allow" => self.allow = Code::read(&key, input)?,
            "exhaustive" => self.exhaustive = Some(key.flag(input)?),
            "crate" => self.runtime = Some(key.path(input)?),
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
        let mut keys = EnumKeys::default();
        arguments::parse_all(arguments, errors, |input, errors| arguments::parse(&mut keys, input, errors));
        let Some(mut item) = item::parse(tokens.clone(), "#[open_enum]", "an enum", errors) else { return Err(tokens) };
        let generic = !item.generics.params.is_empty();
        if generic {
            errors.push_over(&item.generics, "an open enum cannot have parameters: its variants are plain values");
        }
        item::refuse_strangers(&mut item, "wire", errors);
        let implemented = ["Serialize", "Deserialize", "Display", "FromStr"];
        item::refuse_implemented(&mut item, "#[open_enum]", &implemented, errors);
        let variants = data(&item, errors).map(|data| variants(data, errors));
        item::strip(&mut item, "wire");
        match variants {
            Some(variants) if !generic => Ok(Self { keys, item, variants }),
            _ => Err(item.into_token_stream()),
        }
    }
}

fn data<'i>(item: &'i DeriveInput, errors: &mut Errors) -> Option<&'i DataEnum> {
    let span = match &item.data {
        Data::Enum(data) => return Some(data),
        Data::Struct(data) => data.struct_token.span,
        Data::Union(data) => data.union_token.span,
    };
    let ident = &item.ident;
    let message =
        format!("`#[open_enum]` belongs on an enum: `enum {ident} {{ Variant }}`; for a struct, use `#[model]`");
    errors.push(span, message);
    None
}

fn variants(data: &DataEnum, errors: &mut Errors) -> Vec<VariantSyntax> {
    data.variants.iter().map(|variant| VariantSyntax::parse(variant.clone(), errors)).collect()
}

impl VariantSyntax {
    fn parse(mut variant: Variant, errors: &mut Errors) -> Self {
        let mut found = item::take_attributes(&mut variant.attrs, "wire").into_iter();
        let wire = found.next().and_then(|attribute| errors.keep(Wire::read(&attribute)));
        for attribute in found {
            errors.push_over(attribute, format!("duplicate `#[wire]` on `{}`", variant.ident));
        }
        item::refuse_cfg(&variant.attrs, errors);
        Self { attributes: variant.attrs.clone(), variant, wire }
    }

    /// The text on the wire, where it is said.
    pub(crate) fn text(&self) -> Option<&LitStr> {
        match &self.wire.as_ref()?.value {
            WireValue::Text(text) => Some(text),
            WireValue::Integer(_) => None,
        }
    }

    /// The name of the variant.
    pub(crate) fn ident(&self) -> &Ident {
        &self.variant.ident
    }
}

impl Wire {
    fn read(attribute: &Attribute) -> syn::Result<Self> {
        let wrong = |tokens: &dyn quote::ToTokens| {
            let message = "expected a string or a whole number: `#[wire(\"en\")]` or `#[wire(1)]`";
            syn::Error::new_spanned(tokens.to_token_stream(), message)
        };
        let Ok(list) = attribute.meta.require_list() else { return Err(wrong(attribute)) };
        if list.tokens.is_empty() {
            return Err(wrong(attribute));
        }
        syn::parse2(list.tokens.clone()).map_err(|_| wrong(&list.tokens))
    }
}

impl Parse for Wire {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let span = input.span();
        if input.peek(LitStr) {
            let value = WireValue::Text(input.parse()?);
            return Ok(Self { span, value });
        }
        let sign = if input.parse::<Option<Token![-]>>()?.is_some() { "-" } else { "" };
        let digits: LitInt = input.parse()?;
        let number = format!("{sign}{}", digits.base10_digits()).parse();
        let value = WireValue::Integer(number.map_err(|error| syn::Error::new(span, error))?);
        Ok(Self { span, value })
    }
}
