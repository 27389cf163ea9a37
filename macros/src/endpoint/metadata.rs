//! The constant with the metadata of an endpoint: `OPERATION`.
//!
//! `codegen.rs` puts it into the `Endpoint` implementation. Only what differs from the runtime's defaults is written,
//! so that the compiler has little to read. Nothing is decided here.

use proc_macro2::{Delimiter, Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};

use super::choices::{Body, Method, Place, Retry, Source};
use super::expansion::Expansion;
use super::keys::FieldPath;
use super::model::{Constant, DaySpan, Endpoint, PayloadFailure};
use super::pages::{Pages, Turn};
use super::parameter::{Parameter, Presence, Style};
use super::types::Shape;
use super::values::{Expression, Range};
use super::{builder, item, lints, values};

/// The runtime takes the types of so many fields at once.
pub(crate) const LONGEST_TUPLE: usize = 12;

/// The maximum number of names that the runtime sorts by rank.
const MOST_RANKED: usize = 64;

/// The operation with all its parameters.
pub(crate) fn operation(endpoint: &Endpoint<'_>) -> Expansion {
    let runtime = &endpoint.runtime;
    let mut code = Expansion::default();
    head(endpoint, &mut code);
    parameters(endpoint, &mut code);
    code.tokens(constants(endpoint));
    if endpoint.response.is_some() || endpoint.carrier.method == Some(Method::Head) {
        code.text(format!(".with_response({runtime}::__private::response_schema::<{}>())", endpoint.ident));
    }
    code.tokens(statuses(endpoint));
    if !endpoint.data.is_empty() {
        let data = data_path(endpoint, &endpoint.data);
        code.tokens(quote!(.with_data(#data)));
    }
    let wrappers = &endpoint.wrappers;
    if !wrappers.is_empty() {
        code.text(format!(".with_wrappers(&{wrappers:?})"));
    }
    if endpoint.nearby {
        code.text(".with_nearby(true)");
    }
    code.tokens(endpoint.pages.as_ref().map(|pages| pagination(endpoint, pages)));
    code.tokens(groups(endpoint));
    code.tokens(spans(endpoint));
    code.tokens(failure(endpoint));
    code.tokens(proof(endpoint));
    let deprecated = lints::deprecation(runtime, endpoint.attributes);
    code.tokens(deprecated.map(|why| quote!(.with_deprecated(::core::option::Option::Some(#why)))));
    code
}

/// An operation with only its name and a unique path.
pub(crate) fn stub(endpoint: &Endpoint<'_>) -> String {
    new(endpoint, Method::Get, &format!("/{}", endpoint.name))
}

fn new(endpoint: &Endpoint<'_>, method: Method, path: &str) -> String {
    let Endpoint { runtime, name, .. } = endpoint;
    let path = format!("{runtime}::__private::path({path:?})");
    format!("{runtime}::operation::Operation::new({name:?}, {runtime}::operation::Method::{method:?}, {path})")
}

fn head(endpoint: &Endpoint<'_>, code: &mut Expansion) {
    let runtime = &endpoint.runtime;
    let path = endpoint.carrier.route.as_ref().map_or_else(|| "/".to_owned(), |route| route.literal.value());
    code.text(new(endpoint, endpoint.carrier.method.unwrap_or(Method::Get), &path));
    if !endpoint.docs.is_empty() {
        code.text(format!(".with_docs({:?})", endpoint.docs));
    }
    if let Some(url) = &endpoint.docs_url {
        code.text(format!(".with_docs_url(::core::option::Option::Some({url:?}))"));
    }
    for (setter, type_, variant) in choices(endpoint) {
        code.text(format!(".{setter}({runtime}::operation::{type_}::{variant})"));
    }
    code.tokens(optional(endpoint.idempotency.as_ref()).map(|field| quote!(.with_idempotency(#field))));
    let asks = endpoint.retry == Retry::Never || endpoint.idempotency.is_some();
    if asks && !endpoint.confirm {
        code.text(".with_confirm(false)");
    }
    code.tokens(optional(endpoint.base.as_ref()).map(|base| quote!(.with_base(#base))));
    if endpoint.follows_redirects {
        code.text(".with_follows_redirects(true)");
    }
    let auth = endpoint.auth.map(item::plain_name);
    code.tokens(auth.map(|name| quote!(.with_auth(::core::option::Option::Some(#name)))));
}

/// The choices of an operation that differ from the runtime's defaults: setter, type and variant.
fn choices(endpoint: &Endpoint<'_>) -> impl Iterator<Item = (&'static str, &'static str, String)> {
    let body = endpoint.carrier.body;
    [
        (body != Body::None).then(|| ("with_body", "Body", format!("{body:?}"))),
        (endpoint.retry != Retry::Never).then(|| ("with_retry", "RetryClass", format!("{:?}", endpoint.retry))),
        (endpoint.source != Source::Vendor).then(|| ("with_source", "Source", format!("{:?}", endpoint.source))),
    ]
    .into_iter()
    .flatten()
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
fn parameters(endpoint: &Endpoint<'_>, code: &mut Expansion) {
    let Endpoint { runtime, parameters, .. } = endpoint;
    if parameters.is_empty() {
        return;
    }
    let rows = parameters.iter().map(|Parameter { name, wire_name, attributes, .. }| {
        let docs = item::docs(attributes);
        format!("[{name:?}, {wire_name:?}, {docs:?}], ")
    });
    let rows = rows.collect::<String>();
    code.text(".with_parameters");
    code.group(Delimiter::Parenthesis, |code| {
        code.text(format!("&{runtime}::__private::Columns::new::<"));
        for (chunk, some) in parameters.chunks(LONGEST_TUPLE).enumerate() {
            if chunk > 0 {
                code.text(".types::<");
            }
            types(endpoint, code, some);
            code.text(match chunk {
                0 => format!(">([{rows}])"),
                _ => format!(">({})", chunk * LONGEST_TUPLE),
            });
        }
        columns(endpoint, code);
        code.text(ranks(parameters).unwrap_or_default());
        code.text(".all()");
    });
}

/// The rank of each name: how many names sort before it. For ASCII, the order of UTF-16 units is that of bytes.
fn ranks(parameters: &[Parameter<'_>]) -> Option<String> {
    let names: Vec<&str> = parameters.iter().map(|parameter| parameter.wire_name.as_str()).collect();
    let is_known = names.len() <= MOST_RANKED && names.iter().all(|name| name.is_ascii());
    let rank = |name: &&str| names.iter().filter(|other| *other < name).count();
    (is_known && names.len() > 1).then(|| format!(".ranks({:?})", names.iter().map(rank).collect::<Vec<_>>()))
}

/// The types of parameters, where they tell schema and presence; the schemas of others are a column.
fn types(endpoint: &Endpoint<'_>, code: &mut Expansion, parameters: &[Parameter<'_>]) {
    code.group(Delimiter::Parenthesis, |code| {
        for parameter in parameters {
            match parameter.is_sure() {
                true => code.type_(parameter.type_.whole),
                false => code.text(format!("{}::__private::Value", endpoint.runtime)),
            }
            code.text(",");
        }
    });
}

/// Each column once, in the order of the first parameter that it describes.
fn columns(endpoint: &Endpoint<'_>, code: &mut Expansion) {
    let mut columns: Vec<(&str, Expansion)> = Vec::new();
    for (index, parameter) in endpoint.parameters.iter().enumerate() {
        for (name, value) in described(endpoint, parameter) {
            let at = columns.iter().position(|(column, _)| *column == name).unwrap_or(columns.len());
            if at == columns.len() {
                columns.push((name, Expansion::default()));
            }
            let Some((_, entries)) = columns.get_mut(at) else { continue };
            match value {
                None => entries.text(index.to_string()),
                Some(value) => entries.group(Delimiter::Parenthesis, |entries| {
                    entries.text(format!("{index},"));
                    entries.append(value);
                }),
            }
            entries.text(",");
        }
    }
    for (name, entries) in columns {
        code.text(format!(".{name}"));
        code.group(Delimiter::Parenthesis, |code| {
            code.text("&");
            code.group(Delimiter::Bracket, |code| code.append(entries));
        });
    }
}

/// A column and what it says of a parameter, if it does not just list it.
type Cell = (&'static str, Option<Expansion>);

/// Everything that is known of a parameter beside its names, its documentation and its type.
fn described<'e>(endpoint: &'e Endpoint<'_>, parameter: &'e Parameter<'_>) -> impl Iterator<Item = Cell> {
    let schema = (!parameter.is_sure()).then(|| ("schema", Some(schema(endpoint, parameter).into())));
    let (place, presence) = (place(parameter), presence(parameter));
    let default = parameter.default.map(|default| ("default", Some(default_text(endpoint, parameter, default))));
    let media_type =
        parameter.body.flatten().map(|text| ("content_type", Some(Expansion::from(text.to_token_stream()))));
    let reference = parameter.reference.then_some(("reference", None));
    let encoded = (!is_plain(&parameter.wire_name)).then_some(("encoded_name", None));
    let deprecated = lints::deprecation(&endpoint.runtime, parameter.attributes);
    let deprecated = deprecated.map(|why| ("deprecated", Some(why.into())));
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
fn default_text(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>, default: &Expression) -> Expansion {
    let runtime = &endpoint.runtime;
    match (builder::plain_default(parameter), default.literal) {
        (Some(_), values::Literal::Integer(number)) => {
            return format!("{runtime}::__private::text_of_number::<{{ {number} }}>").into();
        }
        (Some(flag), _) => return format!("{runtime}::__private::text_of_flag::<{flag}>").into(),
        (None, _) => {}
    }
    let text_of = match parameter.display {
        true => quote!(::std::string::ToString::to_string),
        false => quote!(#runtime::__private::text_of),
    };
    let default = builder::default(endpoint, parameter);
    quote_spanned!(item::span_of(parameter.type_.inner)=> || #text_of(&#default)).into()
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
        Style::Joined(separator) => Some(("joined", Some(format!("{:?}", separator.value()).into()))),
        Style::JsonText => Some(("json_text", None)),
        Style::Number => Some(("number", None)),
        Style::Entries => Some(("entries", None)),
        Style::Brackets => Some(("brackets", None)),
    }
}

fn limits(parameter: &Parameter<'_>) -> impl Iterator<Item = Cell> {
    let Range { minimum, maximum, .. } = parameter.range.cloned().unwrap_or_default();
    let count = |count: Option<usize>| count.map(|count| count.to_string());
    let limits = [
        ("minimum", minimum.map(|number| number.to_string())),
        ("maximum", maximum.map(|number| number.to_string())),
        ("max_len", count(parameter.max_len)),
        ("min_items", count(parameter.min_items)),
        ("max_items", count(parameter.max_items)),
    ];
    limits.into_iter().filter_map(|(column, limit)| Some((column, Some(limit?.into()))))
}
