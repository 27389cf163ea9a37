//! Repeats the user's attributes for lints and deprecation on generated items.
//!
//! The models of all attributes use this. An `#[allow]` on a field also applies to its setter. Generated code that
//! names a deprecated item must not warn about it, because nobody could silence that. Whatever a caller uses (a setter,
//! `build`, `send`) is deprecated itself.

use std::collections::BTreeSet;
use std::iter;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Meta, Token};

use super::expansion::Runtime;

/// For generated code that has to name the user's deprecated items.
pub(crate) fn allow_deprecated() -> TokenStream {
    quote!(#[allow(deprecated)])
}

/// The attributes of generated items that name an item and its fields or variants.
pub(crate) fn of_generated(lists: impl Iterator<Item: AsRef<[Attribute]>>) -> TokenStream {
    let mut found = BTreeSet::new();
    let mut all = TokenStream::new();
    for list in lists {
        for lint in list.as_ref().iter().flat_map(metas) {
            let attribute = if is(&lint.meta, "deprecated") { allow_deprecated() } else { lint.into_attribute() };
            if found.insert(attribute.to_string()) {
                all.extend(attribute);
            }
        }
    }
    all
}

/// The attributes of something generated that callers use in place of a field or an item.
pub(crate) fn of_stand_in(attributes: &[Attribute]) -> TokenStream {
    attributes.iter().flat_map(metas).map(Lint::into_attribute).collect()
}

/// The metadata of what is deprecated: since when and why.
pub(crate) fn deprecation(runtime: &Runtime, attributes: &[Attribute]) -> Option<TokenStream> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("deprecated"))?;
    let (since, note) = since_and_note(&attribute.meta);
    let since = since.map(|since| quote!(.with_since(#since)));
    let note = note.map(|note| quote!(.with_note(#note)));
    Some(quote!(#runtime::operation::Deprecation::new() #since #note))
}

/// What of the attribute can be read; the compiler reports what cannot.
fn since_and_note(meta: &Meta) -> (Option<LitStr>, Option<LitStr>) {
    let (mut since, mut note) = (None, None);
    match meta {
        Meta::Path(_) => {}
        Meta::NameValue(pair) => note = syn::parse2(pair.value.to_token_stream()).ok(),
        Meta::List(list) => {
            // An error of this kind is rustc's to report.
            let _read = list.parse_nested_meta(|meta| {
                let text = meta.value()?.parse()?;
                match meta.path.is_ident("since") {
                    true => since = Some(text),
                    false => note = Some(text),
                }
                Ok(())
            });
        }
    }
    (since, note)
}

/// One of `allow`, `expect` and `deprecated`, with the condition of a `cfg_attr` around it.
struct Lint {
    condition: Option<TokenStream>,
    meta: Meta,
}

impl Lint {
    /// The attribute, of which no part but its content is the user's: lints on attributes pass over it. What the user
    /// expects here need not be met there.
    fn into_attribute(self) -> TokenStream {
        let meta = match &self.meta {
            Meta::List(list) if is(&self.meta, "expect") => {
                let lints = &list.tokens;
                quote!(allow(#lints))
            }
            meta => meta.to_token_stream(),
        };
        match self.condition {
            Some(condition) => quote!(#[cfg_attr(#condition, #meta)]),
            None => quote!(#[#meta]),
        }
    }
}

fn metas(attribute: &Attribute) -> Vec<Lint> {
    let all = match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => {
            conditional.parse2(list.tokens.clone()).unwrap_or_default()
        }
        meta => vec![Lint { condition: None, meta: meta.clone() }],
    };
    let speaks = |lint: &Lint| ["allow", "expect", "deprecated"].iter().any(|name| is(&lint.meta, name));
    all.into_iter().filter(speaks).collect()
}

/// The content of `#[cfg_attr(condition, attribute, …)]`.
fn conditional(input: ParseStream<'_>) -> syn::Result<Vec<Lint>> {
    let mut condition = TokenStream::new();
    while !input.peek(Token![,]) {
        condition.extend(iter::once(input.parse::<TokenTree>()?));
    }
    input.parse::<Token![,]>()?;
    let metas = Punctuated::<Meta, Token![,]>::parse_terminated(input)?;
    Ok(metas.into_iter().map(|meta| Lint { condition: Some(condition.clone()), meta }).collect())
}

fn is(meta: &Meta, name: &str) -> bool {
    meta.path().is_ident(name)
}
