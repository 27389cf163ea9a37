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

/// The shape and the table of the operation, and the operation itself where the table does not contain all of it.
pub(crate) fn operation(endpoint: &Endpoint<'_>, code: &mut Expansion) {
    let Endpoint { runtime, ident, parameters, .. } = endpoint;
    code.text(format!("type Shape = {runtime}::__private::Shape<{ident}, {}>;", parameters.len()));
    code.text(format!("const TABLE: {runtime}::__private::Table = {runtime}::__private::Table"));
    code.group(Delimiter::Brace, |code| table(endpoint, code));
    code.text(";");
    let further = further(endpoint);
    if !further.is_empty() {
        code.text(format!("const OPERATION: &'static {runtime}::operation::Operation ="));
        code.text(format!("&{runtime}::__private::operation::<Self>()"));
        code.append(further);
        code.text(";");
    }
}

/// The setters for everything that the table does not contain.
fn further(endpoint: &Endpoint<'_>) -> Expansion {
    let mut code = Expansion::default();
    calling(endpoint, &mut code);
    code.tokens(constants(endpoint));
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
    let deprecated = lints::deprecation(&endpoint.runtime, endpoint.attributes);
    code.tokens(deprecated.map(|why| quote!(.with_deprecated(::core::option::Option::Some(#why)))));
    code
}

/// An operation with only its name and a unique path.
pub(crate) fn stub(endpoint: &Endpoint<'_>) -> String {
    let Endpoint { runtime, name, .. } = endpoint;
    format!("{runtime}::__private::unknown_operation({name:?}, {:?})", format!("/{name}"))
}

/// How the operation is called.
fn calling(endpoint: &Endpoint<'_>, code: &mut Expansion) {
    let runtime = &endpoint.runtime;
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

/// What every operation has: names and types of all parameters, and facts about those that have more to them.
fn table(endpoint: &Endpoint<'_>, code: &mut Expansion) {
    let Endpoint { runtime, name, carrier, retry, docs, parameters, .. } = endpoint;
    let path = carrier.route.as_ref().map_or_else(|| "/".to_owned(), |route| route.literal.value());
    let method = carrier.method.unwrap_or(Method::Get);
    let rows = parameters.iter().map(|Parameter { name, wire_name, attributes, .. }| {
        let docs = item::docs(attributes);
        format!("[{name:?}, {wire_name:?}, {docs:?}], ")
    });
    let rows = rows.collect::<String>();
    code.text(format!("name: {name:?}, method: {runtime}::operation::Method::{method:?}, path: {path:?},"));
    code.text(format!("retry: {runtime}::operation::RetryClass::{retry:?}, docs: {docs:?}, rows: &[{rows}],"));
    code.text(format!("ranks: &{:?}, kinds: &", ranks(parameters)));
    code.group(Delimiter::Bracket, |code| {
        parameters.chunks(LONGEST_TUPLE).for_each(|some| kinds(endpoint, code, some));
    });
    code.text(", facts: &");
    code.group(Delimiter::Bracket, |code| {
        for (index, parameter) in parameters.iter().enumerate() {
            facts(endpoint, parameter).for_each(|fact| write_fact(endpoint, code, index, fact));
        }
    });
}

/// The rank of each name: how many names sort before it. For ASCII, the order of UTF-16 units is that of bytes. Of
/// others, nothing is said.
fn ranks(parameters: &[Parameter<'_>]) -> Vec<usize> {
    let names: Vec<&str> = parameters.iter().map(|parameter| parameter.wire_name.as_str()).collect();
    let is_known = (2..=MOST_RANKED).contains(&names.len()) && names.iter().all(|name| name.is_ascii());
    let rank = |name: &&str| names.iter().filter(|other| *other < name).count();
    if is_known { names.iter().map(rank).collect() } else { Vec::new() }
}

/// The types of parameters, where they tell schema and presence; the schemas of others are facts.
fn kinds(endpoint: &Endpoint<'_>, code: &mut Expansion, parameters: &[Parameter<'_>]) {
    let runtime = &endpoint.runtime;
    code.text(format!("{runtime}::__private::kinds::<"));
    code.group(Delimiter::Parenthesis, |code| {
        for parameter in parameters {
            match parameter.is_sure() {
                true => code.type_(parameter.type_.whole),
                false => code.text(format!("{runtime}::__private::Value")),
            }
            code.text(",");
        }
    });
    code.text(">(),");
}

/// A fact about a parameter, and its value if it has one.
type Fact = (&'static str, Option<Expansion>);

fn write_fact(endpoint: &Endpoint<'_>, code: &mut Expansion, index: usize, (name, value): Fact) {
    let name = format!("{}::__private::Fact::{name}", endpoint.runtime);
    code.group(Delimiter::Parenthesis, |code| {
        code.text(format!("{index}, {name}"));
        if let Some(value) = value {
            code.group(Delimiter::Parenthesis, |code| code.append(value));
        }
    });
    code.text(",");
}

/// Everything that is known of a parameter beside its names, its documentation and its type.
fn facts<'e>(endpoint: &'e Endpoint<'_>, parameter: &'e Parameter<'_>) -> impl Iterator<Item = Fact> {
    let schema = (!parameter.is_sure()).then(|| ("Schema", Some(schema(endpoint, parameter).into())));
    let (place, presence) = (place(parameter), presence(parameter));
    let default = parameter.default.map(|default| ("Default", Some(default_text(endpoint, parameter, default))));
    let media_type =
        parameter.body.flatten().map(|text| ("ContentType", Some(Expansion::from(text.to_token_stream()))));
    let reference = parameter.reference.then_some(("Reference", None));
    let encoded = (!is_plain(&parameter.wire_name)).then_some(("EncodedName", None));
    let deprecated = lints::deprecation(&endpoint.runtime, parameter.attributes);
    let deprecated = deprecated.map(|why| ("Deprecated", Some(why.into())));
    let listed = [place, presence].into_iter().flatten().map(|fact| (fact, None));
    let valued = [schema, style(parameter), media_type, default].into_iter().flatten();
    listed.chain(valued).chain(limits(parameter)).chain(reference).chain(encoded).chain(deprecated)
}

/// Returns whether a name needs no encoding in a query or a form.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"*-._".contains(&byte))
}

fn place(parameter: &Parameter<'_>) -> Option<&'static str> {
    match parameter.place {
        Place::Query => None,
        Place::Path => Some("InPath"),
        Place::Header => Some("InHeader"),
        Place::Body => Some("InBody"),
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
        Presence::Required => Some("Required"),
        // The default says it.
        Presence::Default => None,
        Presence::Optional => Some("Optional"),
        Presence::List => Some("List"),
        Presence::Nullable => Some("Nullable"),
    }
}

/// The function that writes a default.
fn default_text(endpoint: &Endpoint<'_>, parameter: &Parameter<'_>, default: &Expression) -> Expansion {
    let runtime = &endpoint.runtime;
    match (builder::plain_default(parameter), default.literal) {
        (Some(_), values::Literal::Integer(number)) => {
            return format!("{runtime}::__private::text_of_number::<{number}>").into();
        }
        (Some(flag), _) => return format!("{runtime}::__private::text_of_flag::<{}>", flag.tokens).into(),
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

fn style(parameter: &Parameter<'_>) -> Option<Fact> {
    match parameter.style {
        Style::Plain => None,
        Style::Joined(separator) => Some(("Joined", Some(format!("{:?}", separator.value()).into()))),
        Style::JsonText => Some(("JsonText", None)),
        Style::Number => Some(("Number", None)),
        Style::Entries => Some(("Entries", None)),
        Style::Brackets => Some(("Brackets", None)),
    }
}

fn limits(parameter: &Parameter<'_>) -> impl Iterator<Item = Fact> {
    let Range { minimum, maximum, .. } = parameter.range.cloned().unwrap_or_default();
    let count = |count: Option<usize>| count.map(|count| count.to_string());
    let limits = [
        ("Minimum", minimum.map(|number| number.to_string())),
        ("Maximum", maximum.map(|number| number.to_string())),
        ("MaxLen", count(parameter.max_len)),
        ("MinItems", count(parameter.min_items)),
        ("MaxItems", count(parameter.max_items)),
    ];
    limits.into_iter().filter_map(|(fact, limit)| Some((fact, Some(limit?.into()))))
}
