//! The constant with the metadata of an endpoint: `OPERATION`.
//!
//! `codegen.rs` puts it into the `Endpoint` implementation. Only what differs from the runtime's defaults is written,
//! so that the compiler has little to read. Nothing is decided here.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;

use super::choices::{Body, Method, Place, Retry, Source};
use super::keys::FieldPath;
use super::model::{Constant, DaySpan, Endpoint, PayloadFailure};
use super::pages::{Pages, Turn};
use super::parameter::{Parameter, Presence, Style};
use super::types::{Kind, Shape};
use super::values::Range;
use super::{builder, item, lints};

/// The operation with all its parameters.
pub(crate) fn operation(endpoint: &Endpoint<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let head = head(endpoint);
    let parameters = parameters(endpoint);
    let constants = constants(endpoint);
    let is_read = endpoint.response.is_some() || endpoint.carrier.method == Some(Method::Head);
    let response = is_read.then(|| quote!(.with_response(#runtime::__private::response_schema::<Self>())));
    let statuses = statuses(endpoint);
    let data = data_path(endpoint, &endpoint.data);
    let data = (!endpoint.data.is_empty()).then(|| quote!(.with_data(#data)));
    let wrappers = &endpoint.wrappers;
    let wrappers = (!wrappers.is_empty()).then(|| quote!(.with_wrappers(&[#(#wrappers),*])));
    let nearby = endpoint.nearby.then(|| quote!(.with_nearby(true)));
    let pagination = endpoint.pages.as_ref().map(|pages| pagination(endpoint, pages));
    let groups = groups(endpoint);
    let (spans, failure, proof) = (spans(endpoint), failure(endpoint), proof(endpoint));
    let deprecated = lints::deprecation(runtime, endpoint.attributes);
    quote! {
        #head #parameters #constants #response #statuses #data #wrappers #nearby #pagination #groups #spans #failure #proof
        #deprecated
    }
}

/// An operation with only its name and a unique path.
pub(crate) fn stub(endpoint: &Endpoint<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let name = &endpoint.name;
    let path = format!("/{name}");
    new(runtime, name, Method::Get, &path)
}

fn new(runtime: &Path, name: &str, method: Method, path: &str) -> TokenStream {
    let method = item::variant(&method);
    quote! {
        #runtime::operation::Operation::new(#name, #runtime::operation::Method::#method, #runtime::__private::path(#path))
    }
}

fn head(endpoint: &Endpoint<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let path = endpoint.carrier.route.as_ref().map_or_else(|| "/".to_owned(), |route| route.literal.value());
    let new = new(runtime, &endpoint.name, endpoint.carrier.method.unwrap_or(Method::Get), &path);
    let docs = docs(&endpoint.docs);
    let docs_url = endpoint.docs_url.as_ref().map(|url| quote!(.with_docs_url(::core::option::Option::Some(#url))));
    let asks = endpoint.retry == Retry::Never || endpoint.idempotency.is_some();
    let confirm = (asks && !endpoint.confirm).then(|| quote!(.with_confirm(false)));
    let idempotency = optional(endpoint.idempotency.as_ref()).map(|field| quote!(.with_idempotency(#field)));
    let choices =
        choices(endpoint).map(|(setter, type_, variant)| quote!(.#setter(#runtime::operation::#type_::#variant)));
    let base = optional(endpoint.base.as_ref()).map(|base| quote!(.with_base(#base)));
    let redirects = endpoint.follows_redirects.then(|| quote!(.with_follows_redirects(true)));
    let auth = endpoint.auth.map(item::plain_name);
    let auth = auth.map(|name| quote!(.with_auth(::core::option::Option::Some(#name))));
    quote!(#new #docs #docs_url #(#choices)* #idempotency #confirm #base #redirects #auth)
}

/// The choices of an operation that differ from the runtime's defaults: setter, type and variant.
fn choices(endpoint: &Endpoint<'_>) -> impl Iterator<Item = (Ident, Ident, Ident)> {
    let body = endpoint.carrier.body;
    [
        (body != Body::None).then(|| ("with_body", "Body", item::variant(&body))),
        (endpoint.retry != Retry::Never).then(|| ("with_retry", "RetryClass", item::variant(&endpoint.retry))),
        (endpoint.source != Source::Vendor).then(|| ("with_source", "Source", item::variant(&endpoint.source))),
    ]
    .into_iter()
    .flatten()
    .map(|(setter, type_, variant)| (format_ident!("{setter}"), format_ident!("{type_}"), variant))
}

fn docs(text: &str) -> Option<TokenStream> {
    (!text.is_empty()).then(|| quote!(.with_docs(#text)))
}

fn constants(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let constants = endpoint.constants.iter().map(|Constant { key, name, place }| {
        let value = &key.value;
        let place = (*place != Place::Query).then(|| item::variant(place));
        let place = place.map(|place| quote!(.with_place(#runtime::operation::Place::#place)));
        let literal = key.literal.then(|| quote!(.with_literal(true)));
        quote!(#runtime::operation::Constant::new(#name, #value) #place #literal)
    });
    (!endpoint.constants.is_empty()).then(|| quote!(.with_constants(&[#(#constants),*])))
}

/// The statuses of answers that are not of the usual kinds.
fn statuses(endpoint: &Endpoint<'_>) -> TokenStream {
    let list = |setter: &str, statuses: &[u16]| {
        let (setter, statuses) = (format_ident!("{setter}"), statuses.iter().copied().map(Literal::u16_unsuffixed));
        quote!(.#setter(&[#(#statuses),*]))
    };
    let empty = (!endpoint.empty.is_empty()).then(|| list("with_empty", &endpoint.empty));
    let status = (!endpoint.status.is_empty()).then(|| list("with_status", &endpoint.status));
    let runtime = &endpoint.runtime;
    let error = endpoint.error.map(|error| quote!(.with_error(<#error as #runtime::Decode>::SCHEMA)));
    quote!(#empty #status #error)
}

fn pagination(endpoint: &Endpoint<'_>, pages: &Pages<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let path = |path: &FieldPath| data_path(endpoint, &path.names());
    let turn = match &pages.turn {
        Turn::Page(field) => quote!(Page(#field)),
        Turn::Offset(field) => quote!(Offset(#field)),
        Turn::Link => quote!(Link),
        Turn::Cursor(field, next) => called("Cursor", &[quote!(#field), path(next)]),
        Turn::LastItem(field, last) => called("LastItem", &[quote!(#field), path(last)]),
        Turn::AfterLastItem(field, last) => called("AfterLastItem", &[quote!(#field), path(last)]),
        Turn::NextUrl(url) => called("NextUrl", &[path(url)]),
    };
    let first = pages.first.map(Literal::usize_unsuffixed).map(|first| quote!(.with_first(#first)));
    let page_size = optional(pages.page_size.as_ref()).map(|size| quote!(.with_page_size(#size)));
    let has_more = pages.has_more.map(path);
    let has_more = has_more.map(|path| quote!(.with_has_more(::core::option::Option::Some(#path))));
    let ends_short = pages.ends_short.then(|| quote!(.with_ends_short(true)));
    let pagination = quote!(#runtime::operation::Pagination::new(#runtime::operation::Turn::#turn));
    let pagination = quote!(#pagination #first #page_size #has_more #ends_short);
    quote!(.with_pagination(::core::option::Option::Some(#pagination)))
}

fn called(variant: &str, arguments: &[TokenStream]) -> TokenStream {
    let variant = format_ident!("{variant}");
    quote!(#variant(#(#arguments),*))
}

fn groups(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let groups = endpoint.require_one_of.iter().map(|names| quote!(&[#(#names),*]));
    (!endpoint.require_one_of.is_empty()).then(|| quote!(.with_require_one_of(&[#(#groups),*])))
}

fn spans(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let spans = endpoint.spans.iter().map(|DaySpan { from, until, months, .. }| {
        let months = Literal::usize_unsuffixed(*months);
        quote!(#runtime::operation::DaySpan::new(#from, #until, #months))
    });
    (!endpoint.spans.is_empty()).then(|| quote!(.with_spans(&[#(#spans),*])))
}

fn failure(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let PayloadFailure { success, code, message } = endpoint.failure.as_ref()?;
    let message = optional(message.as_ref()).map(|message| quote!(.with_message(#message)));
    let failure = quote!(#runtime::operation::PayloadFailure::new(#success, #code) #message);
    Some(quote!(.with_failure(::core::option::Option::Some(#failure))))
}

fn proof(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let paths = endpoint.proof?.iter().map(|path| data_path(endpoint, &path.names()));
    let paths: Vec<TokenStream> = paths.collect();
    (!paths.is_empty()).then(|| quote!(.with_proof(&[#(#paths),*])))
}

fn data_path(endpoint: &Endpoint<'_>, steps: &[String]) -> TokenStream {
    let runtime = &endpoint.runtime;
    quote!(#runtime::operation::DataPath::new(&[#(#steps),*]))
}

fn optional(text: Option<&String>) -> Option<TokenStream> {
    text.map(|text| quote!(::core::option::Option::Some(#text)))
}

fn parameters(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let parameters = endpoint.parameters.iter().map(|each| parameter(endpoint, each));
    (!endpoint.parameters.is_empty()).then(|| quote!(.with_parameters(&[#(#parameters),*])))
}

fn parameter(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let (name, wire_name) = (&parameter.name, &parameter.wire_name);
    let schema = schema(endpoint, parameter);
    let kind = kind(endpoint, parameter);
    let text_of = match parameter.display {
        true => quote!(::std::string::ToString::to_string),
        false => quote!(#runtime::__private::text_of),
    };
    let default = builder::default(endpoint, parameter).map(|default| {
        let at = item::span_of(parameter.type_.inner);
        quote_spanned!(at=> .with_default(::core::option::Option::Some(|| #text_of(&#default))))
    });
    let limits = limits(endpoint, parameter);
    let docs = docs(&item::docs(parameter.attributes));
    let media_type =
        parameter.body.flatten().map(|text| quote!(.with_content_type(::core::option::Option::Some(#text))));
    let reference = parameter.reference.then(|| quote!(.with_reference(true)));
    let deprecated = lints::deprecation(runtime, parameter.attributes);
    quote! {
        #runtime::operation::Parameter::new(#name, #wire_name, #schema)
            #kind #media_type #default #limits #docs #reference #deprecated
    }
}

/// Place, presence and style.
fn kind(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let place = (parameter.place != Place::Query).then(|| item::variant(&parameter.place));
    let place = place.map(|place| quote!(.with_place(#runtime::operation::Place::#place)));
    let presence = (parameter.presence != Presence::Required).then(|| item::variant(&parameter.presence));
    let presence = presence.map(|presence| quote!(.with_presence(#runtime::operation::Presence::#presence)));
    let style = style(parameter).map(|style| quote!(.with_style(#runtime::operation::Style::#style)));
    quote!(#place #presence #style)
}

fn schema(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let at = item::span_of(parameter.type_.inner);
    let inner = item::moved(parameter.type_.inner, at);
    if parameter.body.is_some() {
        let body = item::moved(parameter.type_.body(), at);
        return quote!(<#body as #runtime::param::WholeBody>::BODY);
    }
    let inner = parameter.map.map_or(inner, |value| item::moved(value, at));
    let schema = match parameter.display {
        true => quote!(#runtime::operation::Schema::String),
        false => quote!(<#inner as #runtime::Decode>::SCHEMA),
    };
    let schema = match guard(endpoint, parameter) {
        Some(guard) => quote!({ #guard #schema }),
        None => schema,
    };
    match parameter.type_.shape {
        _ if parameter.map.is_some() => quote!(#runtime::operation::Schema::Map(&#schema)),
        Shape::Plain | Shape::Optional | Shape::Patch => schema,
        Shape::List | Shape::OptionalList => quote!(#runtime::operation::Schema::List(&#schema)),
    }
}

/// Requires `ParamValue` before anything else does, unless the type's name implies it; for a whole body, requires
/// `WholeBody`.
///
/// The compiler reports an unmet bound once for each function that needs it, unless message and place are the same. So
/// every body that needs the bound asks for it first, in the same words and at the same token.
pub(crate) fn guard(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let at = item::span_of(parameter.type_.inner);
    let inner = item::moved(parameter.type_.inner, at);
    if parameter.body.is_some() {
        let body = item::moved(parameter.type_.body(), at);
        return Some(quote!(let _ = <#body as #runtime::param::WholeBody>::BODY;));
    }
    if parameter.display {
        return Some(TokenStream::new());
    }
    let inner = parameter.map.map_or(inner, |value| item::moved(value, at));
    let is_unknown = parameter.type_.kind() == Kind::Other;
    is_unknown.then(|| quote!(let _ = <#inner as #runtime::ParamValue>::parse;))
}

fn style(parameter: &Parameter<'_>) -> Option<TokenStream> {
    match parameter.style {
        Style::Plain => None,
        Style::Joined(separator) => Some(quote!(Joined(#separator))),
        Style::JsonText => Some(quote!(JsonText)),
        Style::Number => Some(quote!(Number)),
        Style::Entries => Some(quote!(Entries)),
        Style::Brackets => Some(quote!(Brackets)),
    }
}

fn limits(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let bound = |number: i64| Literal::i64_unsuffixed(number);
    let count = |number: usize| Literal::usize_unsuffixed(number);
    let Range { minimum, maximum, .. } = parameter.range.cloned().unwrap_or_default();
    let limits = [
        ("with_minimum", minimum.map(bound)),
        ("with_maximum", maximum.map(bound)),
        ("with_max_len", parameter.max_len.map(count)),
        ("with_min_items", parameter.min_items.map(count)),
        ("with_max_items", parameter.max_items.map(count)),
    ];
    let written = limits.into_iter().filter_map(|(setter, limit)| Some((format_ident!("{setter}"), limit?)));
    let (setters, values): (Vec<Ident>, Vec<Literal>) = written.unzip();
    (!setters.is_empty()).then(|| {
        let limits = quote!(#runtime::operation::Limits::NONE #(.#setters(::core::option::Option::Some(#values)))*);
        quote!(.with_limits(#limits))
    })
}
