//! The builder of an endpoint: what it sets, and the methods that send or read pages.
//!
//! `codegen.rs` calls this; the builder itself is made in `../builder.rs`. Nothing is decided here.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::builders::{self, Builder, Required, Slot, Words};
use super::expansion::Expansion;
use super::model::Endpoint;
use super::parameter::Parameter;
use super::types::Kind;
use super::values::{Expression, Literal};
use super::{item, lints, rules};

/// The name of the builder type.
pub(crate) fn name(endpoint: &Endpoint<'_>) -> Ident {
    builders::name(endpoint.ident)
}

/// The builder with all its methods.
pub(crate) fn whole(endpoint: &Endpoint<'_>) -> Expansion {
    let builder = builder(endpoint, |_| true);
    generate(endpoint, &builder, builder.complete(), &builder.bounds())
}

/// The builder of an endpoint with mistakes: it has its methods but builds nothing, and nothing is required,
/// because what looks required may be the mistake.
pub(crate) fn stub(endpoint: &Endpoint<'_>) -> Expansion {
    let is_free = |parameter: &Parameter<'_>| !rules::is_reserved(&parameter.name, endpoint.pages.is_some());
    generate(endpoint, &builder(endpoint, is_free), Expansion::from("::core::unreachable!()".to_owned()), &[])
}

/// The default of a parameter, as a fresh builder holds it.
///
/// The expression itself is only in the fresh builder, so that a wrong one is reported once.
pub(crate) fn default(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> Option<TokenStream> {
    let mut optional = endpoint.parameters.iter().filter(|each| !each.is_required());
    let index = optional.position(|each| each.name == parameter.name)?;
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    let ident = endpoint.ident;
    parameter.default.map(|_| quote!(#ident::builder().optional.#index))
}

/// The default, where it is a number or a flag that surely has the type of its parameter: nothing can be wrong with it.
pub(crate) fn plain_default<'s>(parameter: &Parameter<'s>) -> Option<&'s Expression> {
    let default = parameter.default?;
    let kinds = (parameter.type_.kind(), default.literal);
    let is_plain = matches!(kinds, (Kind::Integer, Literal::Integer(_)) | (Kind::Boolean, Literal::Boolean));
    (is_plain && !parameter.display).then_some(default)
}

/// The type parameter for what carries the call.
pub(crate) fn via<'e>(endpoint: &'e Endpoint<'_>) -> &'e Ident {
    endpoint.via.get_or_init(|| free_name(endpoint, "Via"))
}

fn free_name(endpoint: &Endpoint<'_>, wanted: &str) -> Ident {
    builders::free_name(wanted, |name| is_taken(endpoint, name))
}

/// Returns whether the user's tokens contain this name.
fn is_taken(endpoint: &Endpoint<'_>, name: &str) -> bool {
    let mentions = |parameter: &Parameter<'_>| {
        item::type_mentions(parameter.type_.whole, name)
            || parameter.default.is_some_and(|default| item::mentions(&default.tokens, name))
    };
    endpoint.ident == name
        || self::name(endpoint) == name
        || endpoint.response.is_some_and(|response| item::type_mentions(response, name))
        || endpoint.parameters.iter().any(mentions)
}

/// The builder of the parameters that `is_set` accepts.
fn builder<'e>(endpoint: &'e Endpoint<'_>, is_set: impl Fn(&Parameter<'_>) -> bool) -> Builder<'e> {
    let all: Vec<Slot<'e>> = endpoint.parameters.iter().map(slot).collect();
    let parameters = endpoint.parameters.iter().filter(|parameter| is_set(parameter));
    let (required, optional): (Vec<_>, Vec<_>) = parameters.partition(|parameter| parameter.is_required());
    let required = required.into_iter().map(|each| Required::new(slot(each), &all, |name| is_taken(endpoint, name)));
    Builder {
        runtime: &endpoint.runtime,
        ident: endpoint.ident,
        visibility: endpoint.visibility,
        attributes: endpoint.attributes,
        lints: &endpoint.lints,
        has_prelude: endpoint.has_prelude,
        words: Words {
            needs: format!("`{}` needs its parameter", endpoint.name),
            unused: "a builder does nothing until its request is built or sent",
            when_some: " Sets an optional parameter if there is a value: `.when_some(value, |builder, value| builder.setter(value))`.",
            built: " Returns the request, without sending it. Its values are checked when it is prepared or sent.",
            unused_built: "building a request does not send it",
        },
        via: Some(via(endpoint).clone()),
        required: required.collect(),
        optional: optional.into_iter().map(slot).collect(),
        value: free_name(endpoint, "Value"),
    }
}

fn slot<'e>(parameter: &'e Parameter<'_>) -> Slot<'e> {
    let Parameter { ident, type_, name, wire_name, attributes, .. } = parameter;
    Slot { ident, type_: *type_, name, wire_name, attributes }
}

fn generate(endpoint: &Endpoint<'_>, builder: &Builder<'_>, request: Expansion, bounds: &[TokenStream]) -> Expansion {
    let via = via(endpoint);
    let mut methods = Expansion::default();
    send(endpoint, &mut methods, via, bounds);
    pages(endpoint, &mut methods, via, bounds);
    builder.expansion(request, bounds, methods, not_a_future(endpoint, builder, via))
}

/// The request of a builder that is bound to a client.
fn request(endpoint: &Endpoint<'_>) -> String {
    let builder = name(endpoint);
    format!("let request = {builder} {{ via: (), required: self.required, optional: self.optional }}.build();")
}

fn send(endpoint: &Endpoint<'_>, code: &mut Expansion, via: &Ident, bounds: &[TokenStream]) {
    let Endpoint { runtime, ident, attributes, .. } = endpoint;
    let (builder, request) = (name(endpoint), request(endpoint));
    let at = item::generated_at(builder.span());
    let is_caller = item::moved(quote!(#via: #runtime::Caller), builder.span());
    code.text("#[doc = \" Sends the request through the client that the builder came from.\"]");
    code.tokens(lints::of_stand_in(attributes));
    code.tokens(quote_spanned! {at=>
        pub fn send(self) -> <#via as #runtime::__private::Bound>::Outcome<#ident> where #is_caller, #(#bounds),*
    });
    code.text(format!("{{ {request} {runtime}::Caller::call(self.via, request) }}"));
}

/// A future under a condition that nothing satisfies, so that the compiler reports a forgotten `.send()`.
fn not_a_future(endpoint: &Endpoint<'_>, builder: &Builder<'_>, via: &Ident) -> Expansion {
    let name = builder.name();
    let at = item::generated_at(name.span());
    let (runtime, states) = (item::moved(&endpoint.runtime, at), builder.states());
    let mut code = Expansion::from("#[doc(hidden)] #[automatically_derived] ".to_owned());
    code.tokens(quote_spanned! {at=>
        impl<#via: #runtime::builder::Sent, #(#states),*> ::core::future::Future for #name<#via, #(#states),*>
    });
    code.text(format!(
        "{{
            type Output = {via}::Outcome;
            fn poll(
                self: ::core::pin::Pin<&mut Self>,
                _: &mut ::core::task::Context<'_>,
            ) -> ::core::task::Poll<{via}::Outcome> {{
                ::core::task::Poll::Pending
            }}
        }}"
    ));
    code
}

/// The two ways to read pages, of an endpoint that has them.
fn pages(endpoint: &Endpoint<'_>, code: &mut Expansion, via: &Ident, bounds: &[TokenStream]) {
    let Endpoint { runtime, ident, attributes, pages, .. } = endpoint;
    if pages.is_none() {
        return;
    }
    let (builder, request) = (name(endpoint), request(endpoint));
    let at = item::generated_at(builder.span());
    // What it returns is a parameter, not `<Via as Pager<_>>::Pages`: where the response lists nothing, the compiler
    // would not find the method, and not say why.
    let returned = free_name(endpoint, "Read");
    for (method, result, what) in
        [("pages", "Pages", "page after page"), ("items", "Items", "the items of page after page")]
    {
        let (name, result) = (Ident::new(method, at), format_ident!("{result}"));
        let pager = item::moved(quote!(#via: #runtime::page::Pager<#ident, #result = #returned>), builder.span());
        code.text(format!("#[doc = \" Reads {what} through the client that the builder came from.\"]"));
        code.tokens(lints::of_stand_in(attributes));
        code.tokens(quote_spanned!(at=> pub fn #name<#returned>(self) -> #returned where #pager, #(#bounds),*));
        code.text(format!("{{ {request} {runtime}::page::Pager::{method}(self.via, request) }}"));
    }
}
