//! What an open enum means: its variants with their values on the wire.
//!
//! Built from `syntax.rs`, read by `codegen.rs`. It exists even when something is wrong.

use std::iter;

use proc_macro2::{Ident, Span, TokenStream};
use syn::{DeriveInput, Fields};

use super::case::{Case, Renamed};
use super::expansion::Runtime;
use super::syntax::{Syntax, VariantSyntax, WireValue};
use super::{Errors, item, lints};

/// The meaning of `#[open_enum]`.
pub(crate) struct OpenEnum<'s> {
    pub(crate) runtime: Runtime,
    /// The key `exhaustive`, if set.
    pub(crate) exhaustive: Option<Span>,
    pub(crate) item: &'s DeriveInput,
    /// The attributes of every generated item.
    pub(crate) lints: TokenStream,
    pub(crate) name: String,
    pub(crate) docs: String,
    /// The values are numbers on the wire.
    pub(crate) integer: bool,
    pub(crate) variants: Vec<Variant<'s>>,
    /// Whether the variant of unknown values can be added.
    pub(crate) unknown: Unknown,
}

/// The variant `Unknown`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// To be added.
    Added,
    /// Declared by hand, which is a mistake.
    Taken,
}

/// One variant.
pub(crate) struct Variant<'s> {
    pub(crate) ident: &'s Ident,
    pub(crate) name: String,
    pub(crate) wire: String,
    pub(crate) docs: String,
    /// Where the value was written, or the variant that gives it.
    span: Span,
    integer: Option<bool>,
}

impl<'s> OpenEnum<'s> {
    /// Checks and interprets the syntax.
    pub(crate) fn new(syntax: &'s Syntax, errors: &mut Errors) -> Self {
        let ident = &syntax.item.ident;
        if syntax.variants.is_empty() {
            errors.push(ident.span(), format!("`{ident}` has no variants: an open enum needs at least one"));
        }
        let variants: Vec<_> =
            syntax.variants.iter().map(|variant| Variant::new(variant, syntax.keys.rename_all, errors)).collect();
        refuse_doubles(&variants, errors);
        let attributes = syntax.variants.iter().map(|variant| &*variant.attributes);
        let is_taken = variants.iter().any(|variant| variant.ident == "Unknown");
        item::check_growth(&syntax.item.attrs, syntax.keys.exhaustive, errors);
        Self {
            runtime: Runtime::new(syntax.keys.runtime.as_ref()),
            exhaustive: syntax.keys.exhaustive,
            item: &syntax.item,
            lints: lints::of_generated(iter::once(&*syntax.item.attrs).chain(attributes)),
            name: item::plain_name(ident),
            docs: item::docs(&syntax.item.attrs),
            integer: is_integer(&variants, errors),
            variants,
            unknown: if is_taken { Unknown::Taken } else { Unknown::Added },
        }
    }
}

impl<'s> Variant<'s> {
    fn new(syntax: &'s VariantSyntax, case: Case, errors: &mut Errors) -> Self {
        check(syntax, errors);
        let ident = syntax.ident();
        let name = item::plain_name(ident);
        let value = syntax.wire.as_ref().map(|wire| &wire.value);
        Self {
            ident,
            wire: match value {
                Some(WireValue::Text(text)) => text.value(),
                Some(WireValue::Integer(number)) => number.to_string(),
                None => case.rename(&name, Renamed::Variant),
            },
            name,
            docs: item::docs(&syntax.attributes),
            span: syntax.wire.as_ref().map_or_else(|| ident.span(), |wire| wire.span),
            integer: value.map(|value| matches!(value, WireValue::Integer(_))),
        }
    }
}

/// The rules of one variant.
fn check(syntax: &VariantSyntax, errors: &mut Errors) {
    let ident = syntax.ident();
    if ident == "Unknown" {
        errors.push(ident.span(), "`Unknown` is added by `#[open_enum]`: remove this variant, or give it another name");
    } else if !matches!(syntax.variant.fields, Fields::Unit) {
        errors.push_over(
            &syntax.variant.fields,
            format!("`{ident}` cannot have fields: the variants of an open enum are plain values"),
        );
    } else if let Some((_, number)) = &syntax.variant.discriminant {
        errors.push_over(number, format!("set the value of `{ident}` on the wire with `#[wire(…)]`"));
    }
}

/// Refuses two variants with the same value, of which one would never be read.
fn refuse_doubles(variants: &[Variant<'_>], errors: &mut Errors) {
    for (index, variant) in variants.iter().enumerate() {
        let wire = &variant.wire;
        let Some(first) = variants.iter().take(index).find(|other| other.wire == *wire) else { continue };
        let message = format!("duplicate value `{wire}`, which `{}` already has", first.ident);
        errors.push(variant.span, message);
    }
}

/// Whether the values are numbers; reports the first one that is not of the same kind as the first.
fn is_integer(variants: &[Variant<'_>], errors: &mut Errors) -> bool {
    let is_number = |variant: &Variant<'_>| variant.integer.unwrap_or(false);
    let any = variants.iter().any(is_number);
    let all = variants.iter().all(is_number);
    if any && !all {
        let odd = variants.iter().find(|variant| !is_number(variant));
        let span = odd.map_or_else(Span::call_site, |variant| variant.span);
        let name = odd.map(|variant| variant.name.as_str()).unwrap_or_default();
        let message = format!(
            "`{name}` is a string and other values are numbers: give all of them `#[wire(1)]` or `#[wire(\"…\")]`"
        );
        errors.push(span, message);
    }
    any && all
}
