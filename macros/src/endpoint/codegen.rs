//! The output of `#[endpoint]`: the item, `Endpoint`, `Build` and the checks that the compiler makes.
//!
//! Called by `mod.rs` with the model. It cannot fail and decides nothing: one function for each generated item. The
//! constant is in `metadata.rs`, the builder type in `builder.rs`.

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{DeriveInput, LitStr, Type, Visibility};

use super::choices::{Body, Method, Place};
use super::expansion::Expansion;
use super::keys::FieldPath;
use super::model::Endpoint;
use super::pages::{Pages, Turn};
use super::parameter::{Parameter, Presence, Style};
use super::types::{FieldType, Kind, Shape};
use super::values::Expression;
use super::{builder, documentation, item, known, metadata, values};

/// The struct with its derives, and in its documentation the table of its parameters.
pub(crate) fn item(item: &DeriveInput, endpoint: &Endpoint<'_>, derives: &[&str]) -> TokenStream {
    let mut code = Expansion::from(item::missing_derives(&item.attrs, derives));
    code.text(item::growth(item, endpoint.exhaustive));
    item.attrs.iter().for_each(|attribute| code.tokens(attribute));
    code.text(documentation::request(endpoint).map_or_else(String::new, |text| format!("#[doc = {text:?}]")));
    code.tokens(item::without_attributes(item));
    code.finish(&endpoint.runtime)
}

/// The complete output for an endpoint without mistakes.
pub(crate) fn whole(endpoint: &Endpoint<'_>) -> TokenStream {
    let mut code = Expansion::default();
    let operation = described(endpoint, &mut code);
    implementation(endpoint, &mut code, operation, encode(endpoint), parse(endpoint));
    known::traits(endpoint, &mut code);
    build(endpoint, &mut code, initial_builder(endpoint), &known::list(endpoint));
    code.append(builder::whole(endpoint));
    code.tokens(paginated(endpoint));
    code.tokens(checks(endpoint));
    code.tokens(picks(endpoint));
    code.finish(&endpoint.runtime)
}

/// The minimum that code which uses the endpoint needs. It never runs, because the mistakes abort the compilation.
pub(crate) fn stub(endpoint: &Endpoint<'_>) -> TokenStream {
    let diverge = || Expansion::from("::core::unreachable!()".to_owned());
    let mut code = Expansion::default();
    let operation = Expansion::from(format!("&{}", metadata::stub(endpoint)));
    implementation(endpoint, &mut code, operation, diverge(), diverge());
    build(endpoint, &mut code, diverge(), "");
    code.append(builder::stub(endpoint));
    code.tokens(checks(endpoint));
    code.finish(&endpoint.runtime)
}

/// The operation as a constant of the builder; returns the way to it. The builder is generic, so that the compiler does
/// not compute the constant before somebody uses it.
fn described(endpoint: &Endpoint<'_>, code: &mut Expansion) -> Expansion {
    let runtime = &endpoint.runtime;
    let (builder, via) = (builder::name(endpoint), builder::via(endpoint));
    code.text("#[automatically_derived]");
    code.tokens(&endpoint.lints);
    code.text(format!("impl<{via}> {runtime}::__private::Described for {builder}<{via}>"));
    code.group(Delimiter::Brace, |code| metadata::operation(endpoint, code));
    Expansion::from(format!("{runtime}::__private::described::<{builder}>()"))
}

fn implementation(
    endpoint: &Endpoint<'_>,
    code: &mut Expansion,
    operation: Expansion,
    encode: Expansion,
    parse: Expansion,
) {
    let runtime = &endpoint.runtime;
    let failure = format!("{runtime}::param::ParameterError");
    code.text("#[automatically_derived]");
    code.tokens(&endpoint.lints);
    code.text(format!("impl {runtime}::Endpoint for"));
    code.tokens(endpoint.ident);
    code.group(Delimiter::Brace, |code| {
        code.text("type Response =");
        response(endpoint, code);
        code.text(format!("; const OPERATION: &'static {runtime}::operation::Operation ="));
        code.append(operation);
        code.text(format!(
            "; fn encode(&self, to: &mut {runtime}::param::Encoder<'_>) -> ::core::result::Result<(), {failure}>"
        ));
        code.group(Delimiter::Brace, |code| code.append(encode));
        code.text(format!(
            "fn read_fields(from: &{runtime}::param::Received<'_>) -> ::core::result::Result<Self, {failure}>"
        ));
        code.group(Delimiter::Brace, |code| code.append(parse));
    });
}

fn response(endpoint: &Endpoint<'_>, code: &mut Expansion) {
    match endpoint.response {
        Some(response) => code.tokens(response),
        None if endpoint.carrier.method == Some(Method::Head) => code.text("()"),
        None => code.text(format!("{}::__private::Value", endpoint.runtime)),
    }
}

/// Fields whose types surely are parameters go in lists; of the others, each has its own call at its own type, so that
/// the compiler reports a type once.
fn encode(endpoint: &Endpoint<'_>) -> Expansion {
    if known::are_all(endpoint) {
        return Expansion::from(known::encode(endpoint));
    }
    let mut code = Expansion::default();
    let runs: Vec<_> = runs(endpoint).collect();
    let last = runs.last().filter(|(_, run)| run.iter().all(Parameter::is_sure));
    let before = runs.len() - usize::from(last.is_some());
    for (first, run) in runs.iter().take(before) {
        encode_run(endpoint, &mut code, *first, run);
    }
    code.text(last.map_or_else(|| "::core::result::Result::Ok(())".to_owned(), |(first, run)| encode_all(*first, run)));
    code
}

/// Fields whose types surely are parameters.
fn encode_all(first: usize, run: &[Parameter<'_>]) -> String {
    let fields: Vec<String> = run.iter().map(|parameter| format!("&self.{}", parameter.ident)).collect();
    format!("to.all({first}, &[{}])", fields.join(", "))
}

/// Runs of adjacent fields that are known to be parameters, and each other field separately, with their start in the
/// table.
fn runs<'e, 's>(endpoint: &'e Endpoint<'s>) -> impl Iterator<Item = (usize, &'e [Parameter<'s>])> {
    let runs = endpoint.parameters.chunk_by(|one, next| one.is_sure() && next.is_sure());
    runs.flat_map(|run| run.chunks(metadata::LONGEST_TUPLE)).scan(0, |next, run| {
        let first = *next;
        *next += run.len();
        Some((first, run))
    })
}

/// Encodes a run: known parameters, or a single other field.
fn encode_run(endpoint: &Endpoint<'_>, code: &mut Expansion, first: usize, run: &[Parameter<'_>]) {
    let guarded = run.first().and_then(|parameter| Some((parameter, metadata::guard(endpoint, parameter)?)));
    let Some((parameter, guard)) = guarded else { return code.text(format!("{}?;", encode_all(first, run))) };
    let (this, to, index) = (item::local("self"), item::local("to"), Literal::usize_unsuffixed(first));
    let (at, field) = (item::span_of(parameter.type_.inner), parameter.ident);
    let method = method(parameter, at);
    code.tokens(quote_spanned!(at=> { #guard let value = &#this.#field; #to.#method(#index, value)?; }));
}

/// The method of the encoder and of the received request for a field.
fn method(parameter: &Parameter<'_>, at: Span) -> Ident {
    let is_whole = parameter.body.is_some();
    let name = match parameter.type_.shape {
        Shape::Optional | Shape::OptionalList if is_whole => "optional_whole",
        _ if is_whole => "whole",
        _ if parameter.map.is_some() => "map",
        Shape::Optional if parameter.display => "optional_display",
        Shape::List if parameter.display => "list_display",
        _ if parameter.display => "display",
        Shape::Plain | Shape::Patch => "required",
        Shape::Optional => "optional",
        Shape::List => "list",
        Shape::OptionalList => "optional_list",
    };
    Ident::new(name, at)
}

fn parse(endpoint: &Endpoint<'_>) -> Expansion {
    let mut code = Expansion::default();
    for parameter in &endpoint.parameters {
        code.tokens(metadata::guard(endpoint, parameter));
    }
    let mut places = Vec::new();
    for (first, run) in runs(endpoint) {
        if run.iter().all(Parameter::is_sure) {
            parse_run(&mut code, first, run);
        }
        places.extend((0..run.len()).map(|within| format!("fields_{first}.{within}")));
    }
    code.text("::core::result::Result::Ok");
    code.group(Delimiter::Parenthesis, |code| {
        code.text("Self");
        code.group(Delimiter::Brace, |code| {
            for (index, (parameter, place)) in endpoint.parameters.iter().zip(&places).enumerate() {
                field(endpoint, code, index, parameter, place);
            }
        });
    });
    code
}

/// Reads fields that surely are parameters as one tuple. A `match` costs the compiler less than `?`.
fn parse_run(code: &mut Expansion, first: usize, run: &[Parameter<'_>]) {
    code.text(format!("let fields_{first}:"));
    code.group(Delimiter::Parenthesis, |code| {
        for parameter in run {
            if parameter.default.is_some() {
                code.text("::core::option::Option<");
                code.type_(parameter.type_.inner);
                code.text(">,");
            } else {
                code.type_(parameter.type_.whole);
                code.text(",");
            }
        }
    });
    code.text(format!(
        "= match from.all({first}) {{
            ::core::result::Result::Ok(fields) => fields,
            ::core::result::Result::Err(error) => return ::core::result::Result::Err(error),
        }};"
    ));
}

/// A field of the request; `place` is where it was read, if its type is known.
fn field(endpoint: &Endpoint<'_>, code: &mut Expansion, index: usize, parameter: &Parameter<'_>, place: &str) {
    let (field, is_sure) = (parameter.ident, parameter.is_sure());
    if let (None, true) = (parameter.default, is_sure) {
        return code.text(format!("{field}: {place},"));
    }
    if let Some(default) = builder::plain_default(parameter) {
        code.text(format!("{field}: {place}.unwrap_or"));
        code.group(Delimiter::Parenthesis, |code| value(code, default));
        return code.text(",");
    }
    let default = builder::default(endpoint, parameter);
    if let (Some(default), true) = (&default, is_sure) {
        code.text(format!("{field}: {place}.unwrap_or_else"));
        code.group(Delimiter::Parenthesis, |code| code.tokens(quote!(|| #default)));
        return code.text(",");
    }
    let at = item::span_of(parameter.type_.inner);
    let (from, index) = (item::local("from"), Literal::usize_unsuffixed(index));
    code.tokens(match default {
        Some(default) if parameter.display => {
            quote_spanned!(at=> #field: #from.defaulted_display(#index, || #default)?,)
        }
        Some(default) => quote_spanned!(at=> #field: #from.defaulted(#index, || #default)?,),
        None => {
            let method = method(parameter, at);
            quote_spanned!(at=> #field: #from.#method(#index)?,)
        }
    });
}

fn build(endpoint: &Endpoint<'_>, code: &mut Expansion, initial: Expansion, further: &str) {
    let Endpoint { runtime, ident, visibility, lints, .. } = endpoint;
    let (builder, via) = (builder::name(endpoint), builder::via(endpoint));
    code.text("#[automatically_derived]");
    code.tokens(lints);
    code.text(format!("impl {runtime}::Build for"));
    code.tokens(ident);
    code.group(Delimiter::Brace, |code| {
        code.text(format!(
            "type Builder<{via}> = {builder}<{via}>; fn builder_via<{via}>(via: {via}) -> {builder}<{via}>"
        ));
        code.group(Delimiter::Brace, |code| code.append(initial));
    });
    code.tokens(lints);
    code.text(format!("impl {ident}"));
    code.group(Delimiter::Brace, |code| {
        code.text(format!("#[doc = {:?}]", builder_documentation(endpoint)));
        match visibility {
            Visibility::Public(_) => code.text("pub"),
            restricted => code.tokens(restricted),
        }
        code.text(format!("fn builder() -> {builder} {{ <Self as {runtime}::Build>::builder_via(()) }} {further}"));
    });
}

/// That the endpoint has pages.
fn paginated(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let Endpoint { runtime, ident, lints, .. } = endpoint;
    endpoint.pages.as_ref()?;
    Some(quote! {
        #[automatically_derived]
        #lints
        impl #runtime::page::Paginated for #ident {}
    })
}

fn builder_documentation(endpoint: &Endpoint<'_>) -> String {
    let required: Vec<String> = endpoint
        .parameters
        .iter()
        .filter(|parameter| parameter.is_required())
        .map(|parameter| format!("`{}`", parameter.name))
        .collect();
    let required = if required.is_empty() { "nothing".to_owned() } else { required.join(", ") };
    format!("Starts a `{}` request. Required: {required}.", endpoint.name)
}

/// The empty builder.
fn initial_builder(endpoint: &Endpoint<'_>) -> Expansion {
    let mut code = Expansion::default();
    let (required, optional): (Vec<_>, Vec<_>) = endpoint.parameters.iter().partition(|each| each.is_required());
    code.text(builder::name(endpoint).to_string());
    code.group(Delimiter::Brace, |code| {
        let missing: String = required.iter().map(|_| format!("{}::builder::Missing, ", endpoint.runtime)).collect();
        code.text(format!("via, required: ({missing}), optional: "));
        code.group(Delimiter::Parenthesis, |code| optional.iter().for_each(|parameter| initial_value(code, parameter)));
    });
    code
}

fn initial_value(code: &mut Expansion, parameter: &Parameter<'_>) {
    match (parameter.presence, parameter.default) {
        (Presence::List, _) if parameter.map.is_some() => code.text("::std::collections::BTreeMap::new(),"),
        (Presence::List, _) => code.text("::std::vec::Vec::new(),"),
        (Presence::Nullable, _) => code.text("::core::default::Default::default(),"),
        (_, Some(default)) => {
            value(code, default);
            code.text(",");
        }
        _ => code.text("::core::option::Option::None,"),
    }
}

/// A default; as text if it is a number that every type of numbers contains, so that the compiler has nothing to
/// report.
fn value(code: &mut Expansion, default: &Expression) {
    match default.literal {
        values::Literal::Integer(number @ 0..=127) => code.text(number.to_string()),
        _ => code.tokens(default),
    }
}

/// What only the compiler can check, in a function that never runs.
fn checks(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let numbers = endpoint.parameters.iter().filter(|parameter| parameter.has_unproved_range());
    let numbers: Vec<TokenStream> =
        numbers.map(|parameter| bound_check(endpoint, parameter.type_.inner, "Ranged")).collect();
    let days = endpoint.spans.iter().flat_map(|span| span.types).map(|type_| bound_check(endpoint, type_, "Dated"));
    let days: Vec<TokenStream> = days.collect();
    let path = path_check(endpoint);
    let files: Vec<TokenStream> =
        files_outside_multipart(endpoint).map(|type_| item::refuse_file(runtime, type_)).collect();
    let proofs: Vec<TokenStream> = endpoint
        .proof
        .unwrap_or_default()
        .iter()
        .filter_map(|proof| path_end_check(endpoint, proof, "Proof"))
        .collect();
    let pages: Vec<TokenStream> = endpoint.pages.as_ref().map(|pages| page_checks(endpoint, pages)).unwrap_or_default();
    let needed = !numbers.is_empty()
        || !days.is_empty()
        || !files.is_empty()
        || !proofs.is_empty()
        || !pages.is_empty()
        || path.is_some();
    let lints = &endpoint.lints;
    needed
        .then(|| quote!(#lints const _: fn() = || { #(#numbers)* #(#days)* #(#files)* #(#proofs)* #(#pages)* #path };))
}

/// Checks that the API that lists the operation has the scheme; if not, the compiler reports it at the name.
fn picks(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let Endpoint { runtime, ident, lints, .. } = endpoint;
    let auth = endpoint.auth.filter(|name| *name != "none")?;
    let (at, name) = (auth.span(), item::plain_name(auth));
    let (picks, schemes) = (item::moved(quote!(#runtime::__private::picks), at), item::local("__Schemes"));
    let is_picked = quote_spanned!(at=> #picks::<#schemes>(#name));
    Some(quote! {
        #[automatically_derived]
        #lints
        impl<#schemes: #runtime::__private::SchemeNames> #runtime::__private::Picks<#schemes> for #ident {
            const PICKS: bool = #is_picked;
        }
    })
}

/// What turns the pages: the parameter's type, where its name does not tell, and the members of the response.
fn page_checks(endpoint: &Endpoint<'_>, pages: &Pages<'_>) -> Vec<TokenStream> {
    let parameter = |name: &str| endpoint.parameters.iter().find(|each| each.name == name);
    let of_type = |name: &str, bound: &str| {
        let parameter = parameter(name).filter(|each| each.type_.kind() == Kind::Other)?;
        Some(bound_check(endpoint, parameter.type_.inner, bound))
    };
    let turned = pages.field().and_then(|(name, counts)| of_type(name, if counts { "Counts" } else { "IsCursor" }));
    let page_size = pages.page_size.as_deref().and_then(|name| of_type(name, "Counts"));
    let has_more = pages.has_more.and_then(|path| path_end_check(endpoint, path, "IsFlag"));
    let member = match &pages.turn {
        Turn::Cursor(_, next) => path_end_check(endpoint, next, "IsCursor"),
        Turn::NextUrl(url) => path_end_check(endpoint, url, "IsUrl"),
        Turn::LastItem(_, last) | Turn::AfterLastItem(_, last) => last_item_check(endpoint, last),
        Turn::Page(_) | Turn::Offset(_) | Turn::Link => None,
    };
    [turned, page_size, member, has_more].into_iter().flatten().collect()
}

/// Walks a path through the response, to a member that must satisfy a trait.
fn path_end_check(endpoint: &Endpoint<'_>, path: &FieldPath, end: &str) -> Option<TokenStream> {
    let first = path.fields.first()?;
    let runtime = item::moved(&endpoint.runtime, first.span());
    let (argument, response) = (Ident::new("value", first.span()), response_at(endpoint, first));
    let inside = quote_spanned!(first.span()=> <#response as #runtime::__private::Inside>::first(#argument));
    walk(endpoint, path, &inside, end)
}

/// The same, through an item of the response.
fn last_item_check(endpoint: &Endpoint<'_>, path: &FieldPath) -> Option<TokenStream> {
    let first = path.fields.first()?;
    let (runtime, argument) = (item::moved(&endpoint.runtime, first.span()), Ident::new("value", first.span()));
    let item = quote_spanned!(first.span()=> #runtime::__private::first_item(#argument));
    walk(endpoint, path, &item, "IsCursor")
}

fn response_at(endpoint: &Endpoint<'_>, field: &Ident) -> TokenStream {
    let (runtime, ident) = (&endpoint.runtime, item::moved(endpoint.ident, field.span()));
    quote_spanned!(field.span()=> <#ident as #runtime::Endpoint>::Response)
}

/// Every step, including its variable, has the span of its field, so that the compiler reports errors there.
fn walk(endpoint: &Endpoint<'_>, path: &FieldPath, start: &TokenStream, end: &str) -> Option<TokenStream> {
    let runtime = &endpoint.runtime;
    let value = |field: &Ident| Ident::new("value", field.span());
    let enter = |field: &Ident, into: TokenStream| {
        let value = value(field);
        quote_spanned!(field.span()=> let ::core::option::Option::Some(#value) = #into else { return };)
    };
    let (first, last) = (path.fields.first()?, path.fields.last()?);
    let (argument, response, start) = (value(first), response_at(endpoint, first), enter(first, start.clone()));
    let steps = path.fields.iter().zip(path.fields.iter().skip(1)).map(|(field, next)| {
        let (value, runtime) = (value(field), item::moved(runtime, field.span()));
        enter(next, quote_spanned!(field.span()=> #runtime::__private::Inside::first(&#value.#field)))
    });
    let (value, end) = (value(last), Ident::new(end, Span::call_site()));
    let end = quote_spanned!(last.span()=> #runtime::__private::#end::is_one(&#value.#last));
    Some(quote!(let _ = |#argument: &#response| { #start #(#steps)* #end; };))
}

/// The types that may be files, and travel where no file can.
fn files_outside_multipart<'e>(endpoint: &'e Endpoint<'_>) -> impl Iterator<Item = &'e Type> {
    let is_part = |parameter: &Parameter<'_>| {
        endpoint.carrier.body == Body::Multipart
            && parameter.place == Place::Body
            && matches!(parameter.style, Style::Plain)
    };
    let outside =
        endpoint.parameters.iter().filter(move |parameter| !is_part(parameter)).map(|parameter| parameter.type_);
    let types = endpoint.response.map(FieldType::new).into_iter().chain(outside);
    types.filter(FieldType::may_be_file).map(|type_| type_.inner)
}

/// Asks the compiler for a trait of a field's type, at the type.
fn bound_check(endpoint: &Endpoint<'_>, type_: &Type, bound: &str) -> TokenStream {
    let runtime = &endpoint.runtime;
    let bound = format_ident!("{bound}");
    let type_ = item::moved(type_, item::span_of(type_));
    quote!(let () = <#type_ as #runtime::__private::#bound>::HOLDS;)
}

/// The path as a format string over the fields: a placeholder without a field is reported inside of the literal.
fn path_check(endpoint: &Endpoint<'_>) -> Option<TokenStream> {
    let route = endpoint.carrier.route.as_ref().filter(|route| !route.placeholders.is_empty())?;
    // A format string has no `{*name}`.
    let literal = match route.literal.value() {
        path if path.contains("{*") => &LitStr::new(&path.replace("{*", "{"), route.literal.span()),
        _ => route.literal,
    };
    let is_field = |name: &String| endpoint.parameters.iter().any(|parameter| parameter.name == *name);
    let all_are_fields = route.placeholders.iter().all(is_field);
    // Where one has no field, all fields are there for the compiler to suggest.
    let offered = endpoint.parameters.iter().filter(|parameter| !all_are_fields || route.has(&parameter.name));
    // With the literal's hygiene: a macro of the user's may have made the field, and `{id}` resolves at the literal.
    let fields = offered.map(|parameter| item::moved(parameter.ident, literal.span()));
    Some(quote! {
        #(let #fields = "";)*
        let _ = ::core::format_args!(#literal);
    })
}
