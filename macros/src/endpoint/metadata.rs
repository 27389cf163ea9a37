//! The constant with the metadata of an endpoint: `OPERATION`.
//!
//! `codegen.rs` puts it into the `Endpoint` implementation. Only what differs from the runtime's defaults is written,
//! so that the compiler has little to read. Nothing is decided here.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::Path;

use super::choices::{Body, Method, Place, Retry, Source};
use super::keys::FieldPath;
use super::model::{Constant, DaySpan, Endpoint, PayloadFailure};
use super::pages::{Pages, Turn};
use super::parameter::{Parameter, Presence, Style};
use super::types::Shape;
use super::values::{Expression, Range};
use super::{builder, item, lints, values};

/// The runtime takes the types of so many fields at once.
pub(crate) const LONGEST_TUPLE: usize = 12;

/// The operation with all its parameters.
pub(crate) fn operation(endpoint: &Endpoint<'_>) -> TokenStream {
    let runtime = &endpoint.runtime;
    let head = head(endpoint);
    let parameters = parameters(endpoint);
    let constants = constants(endpoint);
    let is_read = endpoint.response.is_some() || endpoint.carrier.method == Some(Method::Head);
    let ident = endpoint.ident;
    let response = is_read.then(|| quote!(.with_response(#runtime::__private::response_schema::<#ident>())));
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
    let deprecated = deprecated.map(|why| quote!(.with_deprecated(::core::option::Option::Some(#why))));
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

/// The names and types of all parameters, and a column for whatever only some have.
fn parameters(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let Endpoint { runtime, parameters, .. } = endpoint;
    let rows = parameters.iter().map(|Parameter { name, wire_name, attributes, .. }| {
        let docs = item::docs(attributes);
        quote!([#name, #wire_name, #docs])
    });
    let mut types = parameters.chunks(LONGEST_TUPLE).map(|some| types(endpoint, some));
    let first = types.next()?;
    let further = types.zip(1..).map(|(types, chunk)| {
        let at = Literal::usize_unsuffixed(chunk * LONGEST_TUPLE);
        quote!(.types::<(#types)>(#at))
    });
    let columns = columns(endpoint);
    let table = quote!(#runtime::__private::Columns::new::<(#first)>([#(#rows),*]) #(#further)* #columns.all());
    Some(quote!(.with_parameters(&#table)))
}

/// The types of parameters, where they tell schema and presence; the schemas of others are a column.
fn types(endpoint: &Endpoint<'_>, parameters: &[Parameter<'_>]) -> TokenStream {
    let runtime = &endpoint.runtime;
    let types = parameters.iter().map(|parameter| match parameter.is_sure() {
        true => parameter.type_.whole.to_token_stream(),
        false => quote!(#runtime::__private::Value),
    });
    quote!(#(#types,)*)
}

/// Each column once, in the order of the first parameter that it describes.
fn columns(endpoint: &Endpoint<'_>) -> TokenStream {
    let mut columns: Vec<(&str, Vec<TokenStream>)> = Vec::new();
    for (index, parameter) in endpoint.parameters.iter().enumerate() {
        let index = Literal::usize_unsuffixed(index);
        for (name, value) in described(endpoint, parameter) {
            let entry = value.map_or_else(|| quote!(#index), |value| quote!((#index, #value)));
            match columns.iter_mut().find(|(column, _)| *column == name) {
                Some((_, entries)) => entries.push(entry),
                None => columns.push((name, vec![entry])),
            }
        }
    }
    let columns = columns.into_iter().map(|(name, entries)| {
        let name = Ident::new(name, Span::call_site());
        quote!(.#name(&[#(#entries),*]))
    });
    columns.collect()
}

/// A column and what it says of a parameter, if it does not just list it.
type Cell = (&'static str, Option<TokenStream>);

/// Everything that is known of a parameter beside its names, its documentation and its type.
fn described<'e>(endpoint: &'e Endpoint<'_>, parameter: &'e Parameter<'_>) -> impl Iterator<Item = Cell> {
    let schema = (!parameter.is_sure()).then(|| ("schema", Some(schema(endpoint, parameter))));
    let (place, presence) = (place(parameter), presence(parameter));
    let default = parameter.default.map(|default| ("default", Some(default_text(endpoint, parameter, default))));
    let media_type = parameter.body.flatten().map(|text| ("content_type", Some(quote!(#text))));
    let reference = parameter.reference.then_some(("reference", None));
    let encoded = (!is_plain(&parameter.wire_name)).then_some(("encoded_name", None));
    let deprecated = lints::deprecation(&endpoint.runtime, parameter.attributes).map(|why| ("deprecated", Some(why)));
    let listed = [place, presence].into_iter().flatten().map(|column| (column, None));
    let cells = [schema, style(parameter), media_type, default].into_iter().flatten();
    listed.chain(cells).chain(limits(parameter)).chain(reference).chain(encoded).chain(deprecated)
}

/// Returns whether a name needs no encoding in a query or a form.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"*-._".contains(&byte))
}

fn place(parameter: &Parameter<'_>) -> Option<&'static str> {
    match parameter.place {
        Place::Query => None,
        Place::Path => Some("in_path"),
        Place::Header => Some("in_header"),
        Place::Body => Some("in_body"),
    }
}

/// The presence, where the type does not tell it.
fn presence(parameter: &Parameter<'_>) -> Option<&'static str> {
    let told = match parameter.type_.shape {
        _ if !parameter.is_sure() => Presence::Required,
        Shape::Plain | Shape::Patch => Presence::Required,
        Shape::Optional | Shape::OptionalList => Presence::Optional,
        Shape::List => Presence::List,
    };
    match parameter.presence {
        presence if presence == told => None,
        Presence::Required => Some("required"),
        // The default says it.
        Presence::Default => None,
        Presence::Optional => Some("optional"),
        Presence::List => Some("lists"),
        Presence::Nullable => Some("nullable"),
    }
}

/// The function that writes a default.
fn default_text(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>, default: &Expression) -> TokenStream {
    let runtime = &endpoint.runtime;
    match (builder::plain_default(parameter), default.literal) {
        (Some(_), values::Literal::Integer(number)) => {
            let number = Literal::i64_unsuffixed(number);
            return quote!(#runtime::__private::text_of_number::<{ #number }>);
        }
        (Some(flag), _) => return quote!(#runtime::__private::text_of_flag::<#flag>),
        (None, _) => {}
    }
    let text_of = match parameter.display {
        true => quote!(::std::string::ToString::to_string),
        false => quote!(#runtime::__private::text_of),
    };
    let default = builder::default(endpoint, parameter);
    quote_spanned!(item::span_of(parameter.type_.inner)=> || #text_of(&#default))
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
    if parameter.is_sure() {
        return None;
    }
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
    Some(quote!(let _ = <#inner as #runtime::ParamValue>::parse;))
}

fn style(parameter: &Parameter<'_>) -> Option<Cell> {
    match parameter.style {
        Style::Plain => None,
        Style::Joined(separator) => Some(("joined", Some(quote!(#separator)))),
        Style::JsonText => Some(("json_text", None)),
        Style::Number => Some(("number", None)),
        Style::Entries => Some(("entries", None)),
        Style::Brackets => Some(("brackets", None)),
    }
}

fn limits(parameter: &Parameter<'_>) -> impl Iterator<Item = Cell> {
    let count = |number: usize| Literal::usize_unsuffixed(number);
    let Range { minimum, maximum, .. } = parameter.range.cloned().unwrap_or_default();
    let limits = [
        ("minimum", minimum.map(Literal::i64_unsuffixed)),
        ("maximum", maximum.map(Literal::i64_unsuffixed)),
        ("max_len", parameter.max_len.map(count)),
        ("min_items", parameter.min_items.map(count)),
        ("max_items", parameter.max_items.map(count)),
    ];
    limits.into_iter().filter_map(|(column, limit)| Some((column, Some(limit?.to_token_stream()))))
}
