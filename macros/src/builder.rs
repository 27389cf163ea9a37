//! A builder: a type whose parameters remember which required fields are set.
//!
//! `#[endpoint]` has one for requests and `#[model]` one for what requests contain; they call [`Builder::tokens`]. Only
//! required fields are part of the type, each with one marker trait whose message names the field that was forgotten.
//! Nothing is decided here.

use heck::ToUpperCamelCase as _;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{Attribute, Path, Visibility};

use super::types::{FieldType, Kind, Shape};
use super::{item, lints};

/// What a builder builds, and the names that its code is free to choose.
pub(crate) struct Builder<'s> {
    pub(crate) runtime: &'s Path,
    /// The struct that is built.
    pub(crate) ident: &'s Ident,
    pub(crate) visibility: &'s Visibility,
    /// The attributes of the struct.
    pub(crate) attributes: &'s [Attribute],
    /// The attributes of every generated item.
    pub(crate) lints: &'s TokenStream,
    /// Whether the struct's module has a prelude, so that tool attributes can be used.
    pub(crate) has_prelude: bool,
    /// The words for the builder in messages.
    pub(crate) words: Words,
    /// The type parameter for what carries the call, of a builder that can send.
    pub(crate) via: Option<Ident>,
    pub(crate) required: Vec<Required<'s>>,
    pub(crate) optional: Vec<Slot<'s>>,
    /// The type parameter of `when_some`.
    pub(crate) value: Ident,
}

/// The words for a builder in messages and documentation.
pub(crate) struct Words {
    /// Whose field is missing, and what a field is called: "`search` needs its parameter".
    pub(crate) needs: String,
    /// Why a builder must be used.
    pub(crate) unused: &'static str,
    /// What `when_some` does.
    pub(crate) when_some: &'static str,
    /// What `build` returns.
    pub(crate) built: &'static str,
    /// Why what `build` returns must be used.
    pub(crate) unused_built: &'static str,
}

/// A field that a builder sets.
#[derive(Clone, Copy)]
pub(crate) struct Slot<'s> {
    pub(crate) ident: &'s Ident,
    pub(crate) type_: FieldType<'s>,
    pub(crate) name: &'s str,
    pub(crate) wire_name: &'s str,
    pub(crate) attributes: &'s [Attribute],
}

/// A required field: its state in the builder's type and the trait of the state in which it is set.
pub(crate) struct Required<'s> {
    pub(crate) slot: Slot<'s>,
    state: Ident,
    is_set: Ident,
}

/// The name of the builder of a struct.
pub(crate) fn name(ident: &Ident) -> Ident {
    format_ident!("{}Builder", item::plain_name(ident), span = ident.span())
}

/// Returns the name, with underscores appended until it is free.
pub(crate) fn free_name(wanted: &str, is_taken: impl Fn(&str) -> bool) -> Ident {
    let mut free = wanted.to_owned();
    while is_taken(&free) {
        free.push('_');
    }
    format_ident!("{free}")
}

impl<'s> Required<'s> {
    /// Names the state of a field; `all` are the fields of the builder.
    pub(crate) fn new(slot: Slot<'s>, all: &[Slot<'_>], is_taken: impl Fn(&str) -> bool) -> Self {
        let camel = unique_camel(slot, all);
        let state = free_name(&format!("{camel}State"), &is_taken);
        let is_set = free_name(&format!("{camel}IsSet"), &is_taken);
        Self { slot, state, is_set }
    }
}

/// The field in CamelCase, or as it is where two fields look the same in CamelCase.
fn unique_camel(slot: Slot<'_>, all: &[Slot<'_>]) -> String {
    let camel = slot.name.to_upper_camel_case();
    let twins = all.iter().filter(|other| other.name.to_upper_camel_case() == camel).count();
    // `_3d` is a valid identifier, but `3d` is not.
    let is_name = !camel.starts_with(|first: char| first.is_ascii_digit());
    if twins == 1 && is_name { camel } else { slot.name.to_owned() }
}

impl Builder<'_> {
    /// Generates the builder: `request` is the result of `build`, `methods` are further methods, `others` are items
    /// around them.
    pub(crate) fn tokens(
        &self,
        request: &TokenStream,
        bounds: &[TokenStream],
        methods: &TokenStream,
        others: &TokenStream,
    ) -> TokenStream {
        let lints = self.lints;
        let structure = self.structure();
        let traits = self.required.iter().map(|required| self.is_set_trait(required));
        let parameters = self.parameters();
        let builder = self.name();
        let required = (0..self.required.len()).map(|index| self.required_setter(index));
        let optional = self.optional.iter().enumerate().map(|(index, slot)| optional_setter(self.runtime, slot, index));
        let when_some = self.when_some();
        let build = self.build(request, bounds);
        let shown = format!("{builder} {{ .. }}");
        quote! {
            #lints
            #structure
            #lints
            const _: () = {
                #(#traits)*
                // The values may be secret.
                #[automatically_derived]
                impl<#(#parameters),*> ::core::fmt::Debug for #builder<#(#parameters),*> {
                    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                        f.write_str(#shown)
                    }
                }
                impl<#(#parameters),*> #builder<#(#parameters),*> {
                    #(#required)*
                    #(#optional)*
                    #when_some
                    #build
                    #methods
                }
                #others
            };
        }
    }

    /// The name of the builder's type.
    pub(crate) fn name(&self) -> Ident {
        name(self.ident)
    }

    /// The parameters of the builder's type.
    pub(crate) fn parameters(&self) -> Vec<&Ident> {
        self.via.iter().chain(self.required.iter().map(|required| &required.state)).collect()
    }

    /// The parameters, with one of the states replaced.
    fn parameters_with(&self, set: usize, replacement: &TokenStream) -> Vec<TokenStream> {
        let state = |(index, required): (usize, &Required<'_>)| match index == set {
            true => replacement.clone(),
            false => required.state.to_token_stream(),
        };
        let via = self.via.iter().map(quote::ToTokens::to_token_stream);
        via.chain(self.required.iter().enumerate().map(state)).collect()
    }

    /// The struct, with every field taken out of a complete builder.
    pub(crate) fn complete(&self) -> TokenStream {
        let (runtime, ident) = (self.runtime, self.ident);
        let required = self.required.iter().enumerate().map(|(index, required)| {
            let (field, member) = (required.slot.ident, member("required", index));
            quote!(#field: #runtime::builder::Provided::into_value(#member))
        });
        let optional = self.optional.iter().enumerate().map(|(index, slot)| {
            let (field, member) = (slot.ident, member("optional", index));
            quote!(#field: #member)
        });
        let fields = required.chain(optional);
        quote!(#ident { #(#fields,)* })
    }

    /// Every required field is set; each bound is at its field, for the compiler to show.
    pub(crate) fn bounds(&self) -> Vec<TokenStream> {
        let bound = |required: &Required<'_>| {
            let Required { slot, state, is_set } = required;
            item::moved(quote!(#state: #is_set), slot.ident.span())
        };
        self.required.iter().map(bound).collect()
    }

    fn structure(&self) -> TokenStream {
        let Self { runtime, visibility, .. } = self;
        let builder = self.name();
        let at = item::generated_at(builder.span());
        let documentation = format!("A builder of [`{}`].", self.ident);
        let unused = self.words.unused;
        let via = self.via.iter().map(|via| quote!(#via = ()));
        let states = self.required.iter().map(|Required { state, .. }| quote!(#state = #runtime::builder::Missing));
        let parameters = via.chain(states);
        let carrier = self.via.iter().map(|via| quote!(via: #via,));
        let tuple = self.required.iter().map(|required| &required.state);
        let optional = self.optional.iter().map(|slot| slot.type_.whole);
        quote_spanned! {at=>
            #[doc = #documentation]
            #[must_use = #unused]
            #visibility struct #builder<#(#parameters),*> {
                #(#carrier)*
                required: (#(#tuple,)*),
                optional: (#(#optional,)*),
            }
        }
    }

    fn is_set_trait(&self, required: &Required<'_>) -> TokenStream {
        let runtime = self.runtime;
        let Required { slot: Slot { name, wire_name, type_, .. }, is_set, .. } = required;
        let whole = type_.whole;
        let needs = &self.words.needs;
        let message = format!("{needs} {}, which was not set", named(name, wire_name));
        let label = format!("`.{name}(…)` is missing before this");
        // The compiler finds `diagnostic` through the prelude; without it, the name of the trait has to be enough.
        let told =
            self.has_prelude.then(|| quote!(#[diagnostic::on_unimplemented(message = #message, label = #label)]));
        let not_told = self.has_prelude.then(|| quote!(#[diagnostic::do_not_recommend]));
        quote! {
            #told
            pub trait #is_set: #runtime::builder::Provided<#whole> {}
            #not_told
            impl #is_set for #runtime::builder::Set<#whole> {}
        }
    }

    fn required_setter(&self, index: usize) -> Option<TokenStream> {
        let (runtime, builder) = (self.runtime, self.name());
        let Required { slot, state, .. } = self.required.get(index)?;
        let (field, whole) = (slot.ident, slot.type_.whole);
        let attributes = attributes(slot);
        let (argument, value) = argument(runtime, slot);
        let is_unset = item::moved(quote!(#state: #runtime::builder::Unset), item::generated_at(field.span()));
        let parameters = self.parameters_with(index, &quote!(#runtime::builder::Set<#whole>));
        let tuple = (0..self.required.len()).map(|other| match other == index {
            true => quote!(#runtime::builder::Set(#value)),
            false => member("required", other),
        });
        let carrier = self.via.iter().map(|_| quote!(via: self.via,));
        Some(quote! {
            #attributes
            pub fn #field(self, value: #argument) -> #builder<#(#parameters),*>
            where #is_unset
            {
                #builder { #(#carrier)* required: (#(#tuple,)*), optional: self.optional }
            }
        })
    }

    /// Generates `when_some`, for builders with optional fields.
    fn when_some(&self) -> Option<TokenStream> {
        self.optional.first()?;
        let value = &self.value;
        let sentence = &self.words.when_some;
        Some(quote! {
            #[doc = #sentence]
            pub fn when_some<#value>(
                self,
                value: ::core::option::Option<#value>,
                set: impl ::core::ops::FnOnce(Self, #value) -> Self,
            ) -> Self {
                match value {
                    ::core::option::Option::Some(value) => set(self, value),
                    ::core::option::Option::None => self,
                }
            }
        })
    }

    fn build(&self, request: &TokenStream, bounds: &[TokenStream]) -> TokenStream {
        let ident = self.ident;
        let Words { built, unused_built, .. } = self.words;
        let lints = lints::of_stand_in(self.attributes);
        let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
        let at = item::generated_at(self.name().span());
        quote_spanned! {at=>
            #[doc = #built]
            #lints
            #[must_use = #unused_built]
            pub fn build(self) -> #ident #bounds {
                #request
            }
        }
    }
}

fn optional_setter(runtime: &Path, slot: &Slot<'_>, index: usize) -> TokenStream {
    let field = slot.ident;
    let attributes = attributes(slot);
    let member = member("optional", index);
    let (argument, value) = argument(runtime, slot);
    let value = match slot.type_.shape {
        Shape::Optional | Shape::OptionalList => quote!(::core::option::Option::Some(#value)),
        Shape::Patch => quote!(#runtime::value::Patch::Set(#value)),
        Shape::Plain | Shape::List => value,
    };
    let clear = (slot.type_.shape == Shape::Patch).then(|| clear(runtime, slot, &member));
    quote! {
        #attributes
        pub fn #field(mut self, value: #argument) -> Self {
            #member = #value;
            self
        }
        #clear
    }
}

/// `clear_field`, of what can be cleared on the other side.
fn clear(runtime: &Path, slot: &Slot<'_>, member: &TokenStream) -> TokenStream {
    let lints = lints::of_stand_in(slot.attributes);
    let name = format_ident!("clear_{}", slot.name, span = slot.ident.span());
    let docs = format!("Clears `{}` on the other side: it is sent as `null`.", slot.name);
    quote! {
        #[doc = #docs]
        #lints
        pub fn #name(mut self) -> Self {
            #member = #runtime::value::Patch::Clear;
            self
        }
    }
}

/// The type of a setter's argument, and what it becomes.
fn argument(runtime: &Path, slot: &Slot<'_>) -> (TokenStream, TokenStream) {
    let inner = slot.type_.inner;
    // The bound is at the type, where the compiler reports a value of another type.
    let at = item::generated_at(item::span_of(inner));
    let bound = |bound: TokenStream| {
        let bound = item::moved(bound, at);
        quote_spanned!(at=> impl #bound<#inner>)
    };
    let (item, convert) = match slot.type_.kind() {
        Kind::Integer | Kind::Float | Kind::Boolean => (quote!(#inner), None),
        Kind::Text => (bound(quote!(::core::convert::Into)), Some(quote!(::core::convert::Into::into))),
        Kind::Other => {
            let argument = quote!(#runtime::builder::Argument);
            (bound(argument.clone()), Some(quote!(#argument::into_argument)))
        }
    };
    match (slot.type_.shape, convert) {
        (Shape::List | Shape::OptionalList, convert) => {
            (quote!(impl ::core::iter::IntoIterator<Item = #item>), collected(convert.as_ref()))
        }
        (Shape::Plain | Shape::Optional | Shape::Patch, None) => (item, quote!(value)),
        (Shape::Plain | Shape::Optional | Shape::Patch, Some(convert)) => (item, quote!(#convert(value))),
    }
}

fn collected(convert: Option<&TokenStream>) -> TokenStream {
    let items = quote!(::core::iter::IntoIterator::into_iter(value));
    let items = match convert {
        None => items,
        Some(convert) => quote!(::core::iter::Iterator::map(#items, #convert)),
    };
    quote!(::core::iter::Iterator::collect(#items))
}

/// The attributes of a setter: the documentation of the field, or a sentence where it has none, and its lints.
fn attributes(slot: &Slot<'_>) -> TokenStream {
    let lints = lints::of_stand_in(slot.attributes);
    let documentation: Vec<_> = item::doc_attributes(slot.attributes).collect();
    if documentation.is_empty() {
        let sentence = format!("Sets {}.", named(slot.name, slot.wire_name));
        return quote!(#[doc = #sentence] #lints);
    }
    quote!(#(#documentation)* #lints)
}

/// The name of a field, and its name on the wire where that is another one.
fn named(name: &str, wire_name: &str) -> String {
    if name == wire_name { format!("`{name}`") } else { format!("`{name}` (`{wire_name}` on the wire)") }
}

fn member(tuple: &str, index: usize) -> TokenStream {
    let tuple = format_ident!("{tuple}");
    let index = Literal::usize_unsuffixed(index);
    quote!(self.#tuple.#index)
}
