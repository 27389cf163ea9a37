//! The builder of an endpoint: a type whose parameters remember which required parameters are set.
//!
//! `codegen.rs` calls this. Only required parameters are part of the type, each with one marker trait whose message
//! names the parameter that was forgotten. Nothing is decided here.

use heck::ToUpperCamelCase as _;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::Path;

use super::model::Endpoint;
use super::parameter::Parameter;
use super::types::{Kind, Shape};
use super::{item, lints, rules};

/// The name of the builder type.
pub(crate) fn name(endpoint: &Endpoint<'_>) -> Ident {
    format_ident!("{}Builder", item::plain_name(endpoint.ident), span = endpoint.ident.span())
}

/// The builder with all its methods.
pub(crate) fn whole(endpoint: &Endpoint<'_>) -> TokenStream {
    let names = Names::new(endpoint);
    let fields = fields(&names);
    let ident = endpoint.ident;
    generate(&names, &quote!(#ident { #(#fields,)* }), &bounds(&names))
}

/// The builder of an endpoint with mistakes: its methods are there, what it builds is not, and nothing is required,
/// because what looks required may be the mistake.
pub(crate) fn stub(endpoint: &Endpoint<'_>) -> TokenStream {
    let mut names = Names::new(endpoint);
    let is_free = |parameter: &Parameter<'_>| !rules::is_reserved(&parameter.name, endpoint.pagination.is_some());
    names.required.retain(|required| is_free(required.parameter));
    names.optional.retain(|parameter| is_free(parameter));
    generate(&names, &quote!(::core::unreachable!()), &[])
}

/// The default of a parameter, as a fresh builder holds it.
///
/// The expression itself is only in the fresh builder, so that a wrong one is reported once.
pub(crate) fn default(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> Option<TokenStream> {
    let mut optional = endpoint.parameters.iter().filter(|each| !each.is_required());
    let index = optional.position(|each| each.name == parameter.name)?;
    let index = Literal::usize_unsuffixed(index);
    parameter.default.map(|_| quote!(Self::builder().optional.#index))
}

/// The names that the generated code is free to choose.
struct Names<'e, 's> {
    endpoint: &'e Endpoint<'s>,
    builder: Ident,
    via: Ident,
    required: Vec<Required<'e, 's>>,
    optional: Vec<&'e Parameter<'s>>,
}

/// A required parameter: its state in the builder's type and the trait of the state in which it is set.
struct Required<'e, 's> {
    parameter: &'e Parameter<'s>,
    state: Ident,
    is_set: Ident,
}

impl<'e, 's> Names<'e, 's> {
    fn new(endpoint: &'e Endpoint<'s>) -> Self {
        let (required, optional): (Vec<_>, Vec<_>) = endpoint.parameters.iter().partition(|each| each.is_required());
        Self {
            endpoint,
            builder: name(endpoint),
            via: via(endpoint),
            required: required.into_iter().map(|parameter| Required::new(endpoint, parameter)).collect(),
            optional,
        }
    }

    /// The states, with one of them replaced.
    fn states_with(&self, set: usize, replacement: &TokenStream) -> Vec<TokenStream> {
        let state = |(index, required): (usize, &Required<'_, '_>)| match index == set {
            true => replacement.clone(),
            false => required.state.to_token_stream(),
        };
        self.required.iter().enumerate().map(state).collect()
    }
}

impl<'e, 's> Required<'e, 's> {
    fn new(endpoint: &Endpoint<'_>, parameter: &'e Parameter<'s>) -> Self {
        let camel = unique_camel(endpoint, parameter);
        let state = free_name(endpoint, &format!("{camel}State"));
        let is_set = free_name(endpoint, &format!("{camel}IsSet"));
        Self { parameter, state, is_set }
    }
}

/// The field in CamelCase, or as it is where two fields look the same in CamelCase.
fn unique_camel(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> String {
    let camel = parameter.name.to_upper_camel_case();
    let twins = endpoint.parameters.iter().filter(|other| other.name.to_upper_camel_case() == camel).count();
    // `_3d` is a name, and `3d` is none.
    let is_name = !camel.starts_with(|first: char| first.is_ascii_digit());
    if twins == 1 && is_name { camel } else { parameter.name.clone() }
}

/// The type parameter for what carries the call.
pub(crate) fn via(endpoint: &Endpoint<'_>) -> Ident {
    free_name(endpoint, "Via")
}

/// The name, with underscores behind it until nothing of the user's speaks of it.
fn free_name(endpoint: &Endpoint<'_>, wanted: &str) -> Ident {
    let is_taken = |name: &str| {
        let mentions = |parameter: &Parameter<'_>| {
            item::mentions(parameter.type_.whole, name)
                || parameter.default.is_some_and(|default| item::mentions(&default.tokens, name))
        };
        endpoint.ident == name
            || self::name(endpoint) == name
            || item::mentions(endpoint.response, name)
            || endpoint.parameters.iter().any(mentions)
    };
    let mut free = wanted.to_owned();
    while is_taken(&free) {
        free.push('_');
    }
    format_ident!("{free}")
}

fn generate(names: &Names<'_, '_>, request: &TokenStream, bounds: &[TokenStream]) -> TokenStream {
    let structure = structure(names);
    let traits = names.required.iter().map(|required| is_set_trait(names.endpoint, required));
    let methods = methods(names, request, bounds);
    let not_a_future = not_a_future(names);
    let lints = &names.endpoint.lints;
    quote! {
        #lints
        #structure
        #lints
        const _: () = {
            #(#traits)*
            #methods
            #not_a_future
        };
    }
}

fn structure(names: &Names<'_, '_>) -> TokenStream {
    let Names { endpoint: Endpoint { runtime, visibility, .. }, builder, via, .. } = names;
    let at = item::generated_at(builder.span());
    let documentation = format!("Builder of [`{}`].", names.endpoint.ident);
    let states = names.required.iter().map(|required| &required.state);
    let tuple = names.required.iter().map(|required| &required.state);
    let optional = names.optional.iter().map(|parameter| parameter.type_.whole);
    quote_spanned! {at=>
        #[doc = #documentation]
        #[must_use = "a builder does nothing until its request is built or sent"]
        #visibility struct #builder<#via = (), #(#states = #runtime::builder::Missing),*> {
            via: #via,
            required: (#(#tuple,)*),
            optional: (#(#optional,)*),
        }
    }
}

fn is_set_trait(endpoint: &Endpoint<'_>, required: &Required<'_, '_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let Required { parameter, is_set, .. } = required;
    let (name, wire_name, whole) = (&parameter.name, &parameter.wire_name, parameter.type_.whole);
    let operation = &endpoint.name;
    let message = format!("`{operation}` needs its parameter `{name}` (`{wire_name}` on the wire), which was not set");
    let label = format!("`.{name}(…)` is missing before this");
    // The compiler finds `diagnostic` through the prelude; without it, the name of the trait has to say enough.
    let told =
        endpoint.has_prelude.then(|| quote!(#[diagnostic::on_unimplemented(message = #message, label = #label)]));
    let not_told = endpoint.has_prelude.then(|| quote!(#[diagnostic::do_not_recommend]));
    quote! {
        #told
        pub trait #is_set: #runtime::builder::Provided<#whole> {}
        #not_told
        impl #is_set for #runtime::builder::Set<#whole> {}
    }
}

fn methods(names: &Names<'_, '_>, request: &TokenStream, bounds: &[TokenStream]) -> TokenStream {
    let Names { endpoint: Endpoint { runtime, .. }, builder, via, .. } = names;
    let states: Vec<&Ident> = names.required.iter().map(|required| &required.state).collect();
    let required = (0..names.required.len()).map(|index| required_setter(names, index));
    let optional =
        names.optional.iter().enumerate().map(|(index, parameter)| optional_setter(runtime, parameter, index));
    let when_some = when_some(names);
    let build = build(names, request, bounds);
    let send = send(names, bounds);
    let pages = pages(names, bounds);
    quote! {
        impl<#via, #(#states),*> #builder<#via, #(#states),*> {
            #(#required)*
            #(#optional)*
            #when_some
            #build
            #send
            #pages
        }
    }
}

fn required_setter(names: &Names<'_, '_>, index: usize) -> Option<TokenStream> {
    let Names { endpoint: Endpoint { runtime, .. }, builder, via, .. } = names;
    let Required { parameter, state, .. } = names.required.get(index)?;
    let (field, whole) = (parameter.ident, parameter.type_.whole);
    let attributes = attributes(parameter);
    let (argument, value) = argument(runtime, parameter);
    let is_unset = item::moved(quote!(#state: #runtime::builder::Unset), item::generated_at(field.span()));
    let states = names.states_with(index, &quote!(#runtime::builder::Set<#whole>));
    let tuple = (0..names.required.len()).map(|other| match other == index {
        true => quote!(#runtime::builder::Set(#value)),
        false => member("required", other),
    });
    Some(quote! {
        #attributes
        pub fn #field(self, value: #argument) -> #builder<#via, #(#states),*>
        where #is_unset
        {
            #builder { via: self.via, required: (#(#tuple,)*), optional: self.optional }
        }
    })
}

fn optional_setter(runtime: &Path, parameter: &Parameter<'_>, index: usize) -> TokenStream {
    let field = parameter.ident;
    let attributes = attributes(parameter);
    let member = member("optional", index);
    let (argument, value) = argument(runtime, parameter);
    let value = match parameter.type_.shape {
        Shape::Optional => quote!(::core::option::Option::Some(#value)),
        Shape::Plain | Shape::List => value,
    };
    quote! {
        #attributes
        pub fn #field(mut self, value: #argument) -> Self {
            #member = #value;
            self
        }
    }
}

/// The way to set an optional parameter that may be there or not; a builder without one has none.
fn when_some(names: &Names<'_, '_>) -> Option<TokenStream> {
    names.optional.first()?;
    let value = free_name(names.endpoint, "Value");
    Some(quote! {
        /// Sets an optional parameter if there is a value: `.when_some(value, |builder, value| builder.setter(value))`.
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

/// The type of a setter's argument, and what it becomes.
fn argument(runtime: &Path, parameter: &Parameter<'_>) -> (TokenStream, TokenStream) {
    let inner = parameter.type_.inner;
    // The bound is at the type, where the compiler shows what a value of another type does not meet.
    let at = item::generated_at(item::span_of(inner));
    let bound = |bound: TokenStream| {
        let bound = item::moved(bound, at);
        quote_spanned!(at=> impl #bound<#inner>)
    };
    let (item, convert) = match parameter.type_.kind() {
        Kind::Integer | Kind::Float | Kind::Boolean => (quote!(#inner), None),
        Kind::Text => (bound(quote!(::core::convert::Into)), Some(quote!(::core::convert::Into::into))),
        Kind::Other => {
            let argument = quote!(#runtime::builder::Argument);
            (bound(argument.clone()), Some(quote!(#argument::into_argument)))
        }
    };
    match (parameter.type_.shape, convert) {
        (Shape::List, convert) => (quote!(impl ::core::iter::IntoIterator<Item = #item>), collected(convert.as_ref())),
        (Shape::Plain | Shape::Optional, None) => (item, quote!(value)),
        (Shape::Plain | Shape::Optional, Some(convert)) => (item, quote!(#convert(value))),
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
fn attributes(parameter: &Parameter<'_>) -> TokenStream {
    let lints = lints::of_stand_in(parameter.attributes);
    let documentation: Vec<_> = item::doc_attributes(parameter.attributes).collect();
    if documentation.is_empty() {
        let sentence = format!("Sets `{}` (`{}` on the wire).", parameter.name, parameter.wire_name);
        return quote!(#[doc = #sentence] #lints);
    }
    quote!(#(#documentation)* #lints)
}

fn member(tuple: &str, index: usize) -> TokenStream {
    let tuple = format_ident!("{tuple}");
    let index = Literal::usize_unsuffixed(index);
    quote!(self.#tuple.#index)
}

/// The fields of the request, taken out of a complete builder.
fn fields(names: &Names<'_, '_>) -> Vec<TokenStream> {
    let runtime = &names.endpoint.runtime;
    let required = names.required.iter().enumerate().map(|(index, required)| {
        let (field, member) = (required.parameter.ident, member("required", index));
        quote!(#field: #runtime::builder::Provided::into_value(#member))
    });
    let optional = names.optional.iter().enumerate().map(|(index, parameter)| {
        let (field, member) = (parameter.ident, member("optional", index));
        quote!(#field: #member)
    });
    required.chain(optional).collect()
}

fn build(names: &Names<'_, '_>, request: &TokenStream, bounds: &[TokenStream]) -> TokenStream {
    let ident = names.endpoint.ident;
    let lints = lints::of_stand_in(names.endpoint.attributes);
    let bounds = (!bounds.is_empty()).then(|| quote!(where #(#bounds),*));
    let at = item::generated_at(names.builder.span());
    quote_spanned! {at=>
        /// The request itself.
        #lints
        #[must_use = "building a request does not send it"]
        pub fn build(self) -> #ident #bounds {
            #request
        }
    }
}

fn send(names: &Names<'_, '_>, bounds: &[TokenStream]) -> TokenStream {
    let Names { endpoint: Endpoint { runtime, ident, attributes, .. }, builder, via, .. } = names;
    let lints = lints::of_stand_in(attributes);
    let at = item::generated_at(builder.span());
    let is_caller = item::moved(quote!(#via: #runtime::Caller), builder.span());
    quote_spanned! {at=>
        /// Sends the request through the client that the builder came from.
        #lints
        pub fn send(self) -> <#via as #runtime::__private::Bound>::Outcome<#ident>
        where #is_caller, #(#bounds),*
        {
            let request = #builder { via: (), required: self.required, optional: self.optional }.build();
            #runtime::Caller::call(self.via, request)
        }
    }
}

/// A future under a condition that nothing meets: where `.send()` was forgotten, the compiler says so.
fn not_a_future(names: &Names<'_, '_>) -> TokenStream {
    let Names { endpoint: Endpoint { runtime, .. }, builder, via, .. } = names;
    let states: Vec<&Ident> = names.required.iter().map(|required| &required.state).collect();
    let head = quote! {
        impl<#via: #runtime::builder::Sent, #(#states),*> ::core::future::Future for #builder<#via, #(#states),*>
    };
    let head = item::moved(head, item::generated_at(builder.span()));
    quote! {
        #[doc(hidden)]
        #[automatically_derived]
        #head {
            type Output = #via::Outcome;
            fn poll(
                self: ::core::pin::Pin<&mut Self>,
                _: &mut ::core::task::Context<'_>,
            ) -> ::core::task::Poll<#via::Outcome> {
                ::core::task::Poll::Pending
            }
        }
    }
}

/// The two ways to read pages, of an endpoint that has them.
fn pages(names: &Names<'_, '_>, bounds: &[TokenStream]) -> Option<TokenStream> {
    let Names { endpoint: Endpoint { runtime, ident, attributes, pagination, .. }, builder, via, .. } = names;
    let lints = lints::of_stand_in(attributes);
    pagination.as_ref()?;
    // What it returns is a parameter, not `<Via as Pager<_>>::Pages`: where the response lists nothing, the compiler would
    // not find the method, and not say why.
    let returned = free_name(names.endpoint, "Read");
    let pager = |name: &str| {
        let name = format_ident!("{name}");
        item::moved(quote!(#via: #runtime::page::Pager<#ident, #name = #returned>), builder.span())
    };
    let (pages, items) = (pager("Pages"), pager("Items"));
    let request = quote!(#builder { via: (), required: self.required, optional: self.optional }.build());
    let at = item::generated_at(builder.span());
    Some(quote_spanned! {at=>
        /// Reads page after page through the client that the builder came from.
        #lints
        pub fn pages<#returned>(self) -> #returned where #pages, #(#bounds),* {
            let request = #request;
            #runtime::page::Pager::pages(self.via, request)
        }
        /// Reads the items of page after page through the client that the builder came from.
        #lints
        pub fn items<#returned>(self) -> #returned where #items, #(#bounds),* {
            let request = #request;
            #runtime::page::Pager::items(self.via, request)
        }
    })
}

/// Every required parameter is set; each bound is at its field, for the compiler to show.
fn bounds(names: &Names<'_, '_>) -> Vec<TokenStream> {
    let bound = |required: &Required<'_, '_>| {
        let Required { parameter, state, is_set } = required;
        item::moved(quote!(#state: #is_set), parameter.ident.span())
    };
    names.required.iter().map(bound).collect()
}
