//! The constant that says everything of an endpoint: `OPERATION`.
//!
//! `codegen.rs` puts it into the `Endpoint` implementation. Only what differs from the runtime's `BASE` is written, so
//! that the compiler has little to read. Nothing is decided here.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::choices::{Body, Method, Place, Retry, Source};
use super::model::{DaySpan, Endpoint, Pagination, PayloadFailure};
use super::parameter::{Parameter, Presence, Style};
use super::types::{Kind, Shape};
use super::values::Range;
use super::{builder, item, lints};

/// The operation with all its parameters.
pub(crate) fn operation(endpoint: &Endpoint<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let head = head(endpoint);
    let parameters = parameters(endpoint);
    let response = endpoint.response.map(|_| quote!(response: #runtime::__private::response_schema::<Self>(),));
    let data = data_path(endpoint, &endpoint.data);
    let data = (!endpoint.data.is_empty()).then(|| quote!(data: #data,));
    let pagination = endpoint.pagination.as_ref().map(|pagination| paging(endpoint, pagination));
    let groups = groups(endpoint);
    let (spans, failure, proof) = (spans(endpoint), failure(endpoint), proof(endpoint));
    let deprecated = lints::deprecation(runtime, endpoint.attributes);
    quote! {
        #runtime::operation::Operation {
            #head
            #parameters
            #response
            #data
            #pagination
            #groups
            #spans
            #failure
            #proof
            #deprecated
            ..#runtime::operation::Operation::BASE
        }
    }
}

/// An operation with only its name, and a path that no other has.
pub(crate) fn stub(endpoint: &Endpoint<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let name = &endpoint.name;
    let path = format!("/{name}");
    quote! {
        #runtime::operation::Operation { name: #name, path: #runtime::__private::path(#path), ..#runtime::operation::Operation::BASE }
    }
}

fn head(endpoint: &Endpoint<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let name = &endpoint.name;
    let path = endpoint.carrier.route.as_ref().map(|route| route.literal.value());
    let path = path.map(|path| quote!(path: #runtime::__private::path(#path),));
    let docs = docs(&endpoint.docs);
    let docs_url = endpoint.docs_url.as_ref().map(|url| quote!(docs_url: ::core::option::Option::Some(#url),));
    let confirm = (endpoint.retry == Retry::Never && !endpoint.confirm).then(|| quote!(confirm: false,));
    let choices =
        choices(endpoint).map(|(field, type_, variant)| quote!(#field: #runtime::operation::#type_::#variant,));
    quote!(name: #name, #path #docs #docs_url #(#choices)* #confirm)
}

/// The fields of an operation that are one of a few words: field, type and variant, where they differ from `BASE`.
fn choices(endpoint: &Endpoint<'_>) -> impl Iterator<Item = (Ident, Ident, Ident)> {
    let method = endpoint.carrier.method.unwrap_or(Method::Get);
    let body = endpoint.carrier.body;
    [
        (method != Method::Get).then(|| ("method", "Method", item::variant(&method))),
        (body != Body::None).then(|| ("body", "Body", item::variant(&body))),
        (endpoint.retry != Retry::Never).then(|| ("retry", "RetryClass", item::variant(&endpoint.retry))),
        (endpoint.source != Source::Vendor).then(|| ("source", "Source", item::variant(&endpoint.source))),
    ]
    .into_iter()
    .flatten()
    .map(|(field, type_, variant)| (format_ident!("{field}"), format_ident!("{type_}"), variant))
}

fn docs(text: &str) -> Option<TokenStream> {
    (!text.is_empty()).then(|| quote!(docs: #text,))
}

fn paging(endpoint: &Endpoint<'_>, pagination: &Pagination) -> TokenStream {
    let runtime = &endpoint.runtime;
    let page = &pagination.page;
    let page_size = optional(pagination.page_size.as_ref());
    quote! {
        pagination: ::core::option::Option::Some(
            #runtime::operation::Pagination { page: #page, page_size: #page_size },
        ),
    }
}

fn groups(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let groups = endpoint.require_one_of.iter().map(|names| quote!(&[#(#names),*]));
    (!endpoint.require_one_of.is_empty()).then(|| quote!(require_one_of: &[#(#groups),*],))
}

fn spans(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let spans = endpoint.spans.iter().map(|DaySpan { from, until, months, .. }| {
        let months = Literal::usize_unsuffixed(*months);
        quote!(#runtime::operation::DaySpan { from: #from, until: #until, months: #months })
    });
    (!endpoint.spans.is_empty()).then(|| quote!(spans: &[#(#spans),*],))
}

fn failure(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let PayloadFailure { success, code, message } = endpoint.failure.as_ref()?;
    let message = optional(message.as_ref());
    Some(quote! {
        failure: ::core::option::Option::Some(
            #runtime::operation::PayloadFailure {
                success: #success,
                code: #code,
                message: #message,
            },
        ),
    })
}

fn proof(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let paths = endpoint.proof?.iter().map(|path| data_path(endpoint, &path.names()));
    let paths: Vec<TokenStream> = paths.collect();
    (!paths.is_empty()).then(|| quote!(proof: &[#(#paths),*],))
}

fn data_path(endpoint: &Endpoint<'_>, steps: &[String]) -> TokenStream {
    let runtime = &endpoint.runtime;
    quote!(#runtime::operation::DataPath::new(&[#(#steps),*]))
}

fn optional(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote!(::core::option::Option::Some(#text)),
        None => quote!(::core::option::Option::None),
    }
}

fn parameters(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let parameters = endpoint.parameters.iter().map(|each| parameter(endpoint, each));
    (!endpoint.parameters.is_empty()).then(|| quote!(parameters: &[#(#parameters),*],))
}

fn parameter(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let (name, wire_name) = (&parameter.name, &parameter.wire_name);
    let kind = kind(endpoint, parameter);
    let default = builder::default(endpoint, parameter).map(|default| {
        let at = item::span_of(parameter.type_.inner);
        quote_spanned!(at=> default: ::core::option::Option::Some(|| #runtime::__private::text_of(&#default)),)
    });
    let limits = limits(endpoint, parameter);
    let docs = docs(&item::docs(parameter.attributes));
    let reference = parameter.reference.then(|| quote!(reference: true,));
    let deprecated = lints::deprecation(runtime, parameter.attributes);
    quote! {
        #runtime::operation::Parameter {
            name: #name, wire_name: #wire_name, #kind #default #limits #docs #reference #deprecated
            ..#runtime::operation::Parameter::BASE
        }
    }
}

/// Place, schema, presence and style.
fn kind(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let schema = schema(endpoint, parameter);
    let place = (parameter.place != Place::Query).then(|| item::variant(&parameter.place));
    let place = place.map(|place| quote!(place: #runtime::operation::Place::#place,));
    let presence = (parameter.presence != Presence::Required).then(|| item::variant(&parameter.presence));
    let presence = presence.map(|presence| quote!(presence: #runtime::operation::Presence::#presence,));
    let style = style(parameter).map(|style| quote!(style: #runtime::operation::Style::#style,));
    quote!(#place schema: #schema, #presence #style)
}

fn schema(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let at = item::span_of(parameter.type_.inner);
    let inner = item::moved(parameter.type_.inner, at);
    let schema = quote!(<#inner as #runtime::Decode>::SCHEMA);
    let schema = match guard(endpoint, parameter) {
        Some(guard) => quote!({ #guard #schema }),
        None => schema,
    };
    match parameter.type_.shape {
        Shape::Plain | Shape::Optional => schema,
        Shape::List => quote!(#runtime::operation::Schema::List(&#schema)),
    }
}

/// Asks for `ParamValue` before anything else does, unless the type's name tells that it has it.
///
/// The compiler reports an unmet bound once for each function that needs it, unless message and place are the same. So
/// every body that needs the bound asks for it first, in the same words and at the same token.
pub(crate) fn guard(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let at = item::span_of(parameter.type_.inner);
    let inner = item::moved(parameter.type_.inner, at);
    let is_unknown = parameter.type_.kind() == Kind::Other;
    is_unknown.then(|| quote!(let _ = <#inner as #runtime::ParamValue>::parse;))
}

fn style(parameter: &Parameter<'_>) -> Option<TokenStream> {
    match parameter.style {
        Style::Plain => None,
        Style::Joined(separator) => Some(quote!(Joined(#separator))),
        Style::JsonText => Some(quote!(JsonText)),
        Style::Number => Some(quote!(Number)),
    }
}

fn limits(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let bound = |number: i64| Literal::i64_unsuffixed(number);
    let count = |number: usize| Literal::usize_unsuffixed(number);
    let Range { minimum, maximum, .. } = parameter.range.cloned().unwrap_or_default();
    let limits = [
        ("minimum", minimum.map(bound)),
        ("maximum", maximum.map(bound)),
        ("max_len", parameter.max_len.map(count)),
        ("min_items", parameter.min_items.map(count)),
        ("max_items", parameter.max_items.map(count)),
    ];
    let written = limits.into_iter().filter_map(|(name, limit)| Some((format_ident!("{name}"), limit?)));
    let (names, values): (Vec<Ident>, Vec<Literal>) = written.unzip();
    (!names.is_empty()).then(|| {
        quote! {
            limits: #runtime::operation::Limits {
                #(#names: ::core::option::Option::Some(#values),)* ..#runtime::operation::Limits::NONE
            },
        }
    })
}
