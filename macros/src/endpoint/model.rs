//! What an endpoint means: everything that is written about it, judged and filled up with defaults.
//!
//! Built from `syntax.rs`, read by `codegen.rs`, `metadata.rs` and `builder.rs`. It exists even when something is wrong
//! (then with the default for it), so that one mistake does not hide another.

use std::cell::OnceCell;
use std::iter;

use heck::ToSnakeCase as _;
use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Type, Visibility};

use super::carrier::Carrier;
use super::choices::{Body, Method, Place, Retry, Source};
use super::expansion::Runtime;
use super::keys::{ConstantKey, EndpointKeys, FailureKeys, FieldList, FieldPath, Nested, ProofKey, SpanKeys};
use super::pages::Pages;
use super::parameter::{Parameter, Presence};
use super::syntax::{FieldSyntax, Syntax};
use super::types::{Kind, Shape};
use super::values::At;
use super::{Errors, base_url_rule, item, lints, rules, types};

/// The meaning of `#[endpoint]`.
pub(crate) struct Endpoint<'s> {
    pub(crate) runtime: Runtime,
    pub(crate) ident: &'s Ident,
    /// The attributes of the struct, without ours.
    pub(crate) attributes: &'s [Attribute],
    /// The attributes of every generated item.
    pub(crate) lints: TokenStream,
    pub(crate) visibility: &'s Visibility,
    /// The key `exhaustive`, if set.
    pub(crate) exhaustive: Option<Span>,
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) docs_url: Option<String>,
    pub(crate) carrier: Carrier<'s>,
    /// The base URL, where it is not the API's.
    pub(crate) base: Option<String>,
    pub(crate) follows_redirects: bool,
    /// The scheme that it picks.
    pub(crate) auth: Option<&'s Ident>,
    pub(crate) constants: Vec<Constant<'s>>,
    pub(crate) response: Option<&'s Type>,
    /// What the body of a failure is read as.
    pub(crate) error: Option<&'s Type>,
    /// Statuses that are an answer without a value.
    pub(crate) empty: Vec<u16>,
    /// Statuses of a success.
    pub(crate) status: Vec<u16>,
    /// The names that lead to the response.
    pub(crate) data: Vec<String>,
    pub(crate) wrappers: Vec<String>,
    /// Whether it is also looked for around its place.
    pub(crate) nearby: bool,
    pub(crate) retry: Retry,
    /// The field by which the server recognises a repetition.
    pub(crate) idempotency: Option<String>,
    /// Whether a tool asks a person before it calls the operation.
    pub(crate) confirm: bool,
    pub(crate) pages: Option<Pages<'s>>,
    pub(crate) require_one_of: Vec<Vec<String>>,
    pub(crate) spans: Vec<DaySpan<'s>>,
    /// Nothing if the key is left out, no path if it is `none`.
    pub(crate) proof: Option<&'s [FieldPath]>,
    pub(crate) failure: Option<PayloadFailure>,
    pub(crate) source: Source,
    /// Whether the struct's module has a prelude, so that tool attributes can be used.
    pub(crate) has_prelude: bool,
    /// The type parameter for what carries the call, once it is named.
    pub(crate) via: OnceCell<Ident>,
    pub(crate) parameters: Vec<Parameter<'s>>,
}

/// What every request carries.
pub(crate) struct Constant<'s> {
    pub(crate) key: &'s ConstantKey,
    pub(crate) name: String,
    pub(crate) place: Place,
}

/// Two days that may not lie too far apart.
pub(crate) struct DaySpan<'s> {
    pub(crate) from: String,
    pub(crate) until: String,
    pub(crate) months: usize,
    /// The types of the two, which must be days.
    pub(crate) types: [&'s Type; 2],
}

/// Names of the members by which a payload reports a failure.
pub(crate) struct PayloadFailure {
    pub(crate) success: String,
    pub(crate) code: String,
    pub(crate) message: Option<String>,
}

impl<'s> Endpoint<'s> {
    /// Checks and interprets the syntax.
    pub(crate) fn new(syntax: &'s Syntax, errors: &mut Errors) -> Self {
        let keys = &syntax.keys;
        let carrier = Carrier::new(syntax, errors);
        let parameters: Vec<_> =
            syntax.fields.iter().map(|field| Parameter::new(field, keys.rename_all, &carrier, errors)).collect();
        syntax.fields.iter().for_each(|field| rules::check_name(field, keys.pages.is_some(), errors));
        item::check_growth(&syntax.item.attrs, keys.exhaustive, errors);
        refuse_doubles(&parameters, errors);
        refuse_second_reference(&syntax.fields, errors);
        require_file(syntax, &parameters, errors);
        let retry = keys.retry.map_or(carrier.usual_retry(), |retry| retry.value);
        let idempotency = keys.idempotency.as_ref().and_then(|field| idempotency(field, &parameters, errors));
        let asks = if keys.idempotency.is_some() { Retry::Never } else { retry };
        let confirm = confirm(keys.confirm, asks, errors);
        let spans = keys.spans.iter().filter_map(|span| day_span(span, &parameters, errors)).collect();
        let groups = keys.require_one_of.iter().map(|list| require_one_of(list, &parameters, errors)).collect();
        let response = keys.response.as_ref();
        check_head(syntax, errors);
        Self {
            runtime: Runtime::new(keys.runtime.as_ref()),
            ident: &syntax.item.ident,
            attributes: &syntax.item.attrs,
            lints: generated_lints(syntax),
            visibility: &syntax.item.vis,
            exhaustive: keys.exhaustive,
            name: name(syntax, errors),
            docs: item::docs(&syntax.item.attrs),
            docs_url: keys.docs.as_ref().map(syn::LitStr::value),
            base: keys.base.as_ref().and_then(|literal| base(literal, errors)),
            follows_redirects: follows_redirects(keys, retry, errors),
            auth: keys.auth.as_ref(),
            constants: constants(&keys.constants, &carrier, &parameters, errors),
            response,
            error: keys.error.as_ref(),
            empty: empty(keys, errors),
            status: keys.status.iter().map(|status| status.value).collect(),
            data: keys.data.as_ref().map(steps).unwrap_or_default(),
            nearby: nearby(keys, errors),
            wrappers: keys.wrappers.iter().map(syn::LitStr::value).collect(),
            retry,
            idempotency,
            confirm,
            pages: keys.pages.as_ref().and_then(|pages| Pages::new(pages, &parameters, response, errors)),
            require_one_of: groups,
            spans,
            proof: keys.proof.as_ref().map(|key| proof(key, response, retry, errors)),
            failure: keys.failure.as_ref().and_then(|failure| payload_failure(failure, errors)),
            source: keys.source.map_or(Source::Vendor, |source| source.value),
            has_prelude: keys.no_implicit_prelude.is_none(),
            via: OnceCell::new(),
            carrier,
            parameters,
        }
    }
}

fn generated_lints(syntax: &Syntax) -> TokenStream {
    let fields = syntax.fields.iter().map(|field| &*field.attributes);
    lints::of_generated(iter::once(&*syntax.item.attrs).chain(fields))
}

/// Another base URL than the API's, by the rule of that one.
fn base(literal: &syn::LitStr, errors: &mut Errors) -> Option<String> {
    let url = base_url_rule::canonical(&literal.value(), |_| false);
    url.map_err(|message| errors.push(literal.span(), message)).ok()
}

/// Whether redirects are followed: sending a request again must be safe, and the redirect must not be what is asked
/// for.
fn follows_redirects(keys: &EndpointKeys, retry: Retry, errors: &mut Errors) -> bool {
    let Some(key) = keys.redirects else { return false };
    if retry == Retry::Never || keys.idempotency.is_some() {
        let message = "a redirect is followed by sending the request again, and this operation is not `safe`: remove \
                       `redirects`, or add `retry = safe`";
        errors.push(key.span, message);
    } else if keys.response.as_ref().is_some_and(|response| item::written(response).ends_with("Redirect")) {
        errors.push(key.span, "the redirect is the response, so it is not followed: remove one of the two");
    }
    true
}

/// Whether a person is asked first: for every operation that must not be repeated, unless its declaration takes it
/// back.
fn confirm(key: Option<At<bool>>, retry: Retry, errors: &mut Errors) -> bool {
    match (key, retry) {
        (Some(key), Retry::Safe) => {
            errors.push(
                key.span,
                "`confirm` is for operations with `retry = never`; this operation is `safe`: remove `confirm`",
            );
            false
        }
        (Some(key), Retry::Never) => key.value,
        (None, _) => retry == Retry::Never,
    }
}

/// The name of a field whose value is the same in every attempt, and another one in every call: given by the caller, or
/// filled by the client.
fn idempotency(field: &Ident, parameters: &[Parameter<'_>], errors: &mut Errors) -> Option<String> {
    let parameter = Parameter::named(field, parameters, errors)?;
    let is_text = parameter.type_.kind() == Kind::Text && !parameter.display;
    let fits = parameter.max_len.is_none_or(|most| most >= UUID);
    let problem = match parameter.type_.shape {
        Shape::Plain if parameter.presence == Presence::Default => {
            "has a default, which every call would send: remove `default`"
        }
        Shape::Plain if parameter.presence == Presence::Required => return Some(parameter.name.clone()),
        Shape::Optional if is_text && fits => return Some(parameter.name.clone()),
        Shape::Optional if is_text => {
            "is too short for the client to fill: allow 36 characters, or remove the `Option`"
        }
        Shape::Optional => {
            "is optional, and the client fills strings only: remove the `Option`, or use `Option<String>`"
        }
        _ => "is not one value: its type must be `String`, `Option<String>` or any `T`",
    };
    errors.push(field.span(), format!("`{field}` {problem}"));
    None
}

/// Characters of what the client fills.
const UUID: usize = 36;

/// The name of the operation: as said, else the struct's.
fn name(syntax: &Syntax, errors: &mut Errors) -> String {
    let usual = item::plain_name(&syntax.item.ident).to_snake_case();
    let Some(literal) = &syntax.keys.name else { return usual };
    let name = literal.value();
    let snake = name.to_snake_case();
    if name != snake {
        let fix = if snake.is_empty() { usual } else { snake };
        errors.push(literal.span(), format!("the name of an operation must be in snake_case: `\"{fix}\"`"));
    }
    name
}

/// Refuses two parameters with the same name in the same place.
fn refuse_doubles(parameters: &[Parameter<'_>], errors: &mut Errors) {
    for (index, parameter) in parameters.iter().enumerate() {
        let is_double = |other: &&Parameter<'_>| {
            let is_same = other.wire_name == parameter.wire_name;
            // Capitals do not tell headers apart.
            let is_same_header =
                parameter.place == Place::Header && other.wire_name.eq_ignore_ascii_case(&parameter.wire_name);
            other.place == parameter.place && (is_same || is_same_header)
        };
        // A second whole body was reported.
        let is_whole = parameter.body.is_some();
        let Some(first) = parameters.iter().take(index).find(is_double).filter(|_| !is_whole) else { continue };
        let (place, wire_name) = (parameter.place.word(), &parameter.wire_name);
        let message = format!(
            "the field `{}` already has the name `{wire_name}` in the {place}: choose another name with \
             `#[param(name = \"…\")]`",
            first.name
        );
        errors.push(parameter.name_span, message);
    }
}

/// The constants, each under a name that nothing else has.
fn constants<'s>(
    keys: &'s [ConstantKey],
    carrier: &Carrier<'_>,
    parameters: &[Parameter<'_>],
    errors: &mut Errors,
) -> Vec<Constant<'s>> {
    let mut constants: Vec<Constant<'s>> = Vec::new();
    for key in keys {
        let (name, place) = (key.name.value(), key.place.map_or_else(|| carrier.usual_place(), |place| place.value));
        let span = key.name.span();
        if key.place.is_none()
            && let Some(message) = carrier.refuse_unplaced(&name)
        {
            errors.push(span, message);
        }
        if let Some(at) =
            key.place.filter(|at| at.value == Place::Body && matches!(carrier.body, Body::None | Body::Whole))
        {
            let has_none = "this operation has no body: put the constant in the query or in a header";
            let is_field = "the body of this operation is a field: put the constant in the query or in a header";
            errors.push(at.span, if carrier.body == Body::None { has_none } else { is_field });
        }
        if name.is_empty() {
            errors.push(span, "a constant needs a name: `constant(\"method\" = \"item.get\")`");
        }
        let same = |other: &str, at: Place| {
            at == place && (other == name || place == Place::Header && other.eq_ignore_ascii_case(&name))
        };
        if let Some(field) = parameters.iter().find(|field| same(&field.wire_name, field.place)) {
            let field = &field.name;
            let message =
                format!("`{name}` is already the field `{field}`, and a constant cannot be set: remove one of the two");
            errors.push(span, message);
        } else if constants.iter().any(|other| same(&other.name, other.place)) {
            errors.push(span, format!("duplicate constant `{name}`"));
        }
        constants.push(Constant { key, name, place });
    }
    constants
}

/// A lost call is looked up by one reference.
fn refuse_second_reference(fields: &[FieldSyntax], errors: &mut Errors) {
    let mut marked = fields.iter().filter_map(|field| Some((field, field.keys.reference?)));
    let Some((first, _)) = marked.next() else { return };
    for (_, span) in marked {
        let message = format!("`{}` is already the reference: an operation can have only one", first.ident);
        errors.push(span, message);
    }
}

/// Without a file there is nothing that needs `multipart`; types that the macro does not know may be files.
fn require_file(syntax: &Syntax, parameters: &[Parameter<'_>], errors: &mut Errors) {
    let Some(body) = syntax.keys.body.filter(|body| body.value == Body::Multipart) else { return };
    let may_be_file = |parameter: &Parameter<'_>| parameter.type_.kind() == Kind::Other;
    if !parameters.iter().any(may_be_file) {
        errors.push(
            body.span,
            "no field is a file: use `body = form`, or add a field of the type `countersign::value::File`",
        );
    }
}

/// `span(…)`, complete and over two different fields; that they are days is the compiler's to check.
fn day_span<'s>(
    Nested { span, keys }: &Nested<SpanKeys>,
    parameters: &[Parameter<'s>],
    errors: &mut Errors,
) -> Option<DaySpan<'s>> {
    let SpanKeys { from: Some(from), until: Some(until), months: Some(months) } = keys else {
        let form = "span(from = field, until = field, months = 1)";
        errors.push(*span, format!("`span` needs two fields and the months between them: `{form}`"));
        return None;
    };
    if months.value == 0 {
        errors.push(months.span, "a span of 0 months is a single day: use one field instead");
    }
    let (first, last) = (Parameter::named(from, parameters, errors), Parameter::named(until, parameters, errors));
    let (first, last) = (first?, last?);
    if first.name == last.name {
        errors.push(
            until.span(),
            format!("`{until}` is already the first day of this span: name the field of the last day"),
        );
    }
    let types = [first.type_.inner, last.type_.inner];
    Some(DaySpan { from: first.name.clone(), until: last.name.clone(), months: months.value, types })
}

fn payload_failure(Nested { span, keys }: &Nested<FailureKeys>, errors: &mut Errors) -> Option<PayloadFailure> {
    let text = |literal: &Option<syn::LitStr>| literal.as_ref().map(syn::LitStr::value);
    let Some(code) = text(&keys.code) else {
        errors.push(*span, "`failure` needs the name of the code: `failure(code = \"errorCode\")`");
        return None;
    };
    let success = text(&keys.success).unwrap_or_else(|| "success".to_owned());
    Some(PayloadFailure { success, code, message: text(&keys.message) })
}

/// The statuses of `empty`, which leave the response out.
fn empty(keys: &EndpointKeys, errors: &mut Errors) -> Vec<u16> {
    if let (Some(first), Some(response)) = (keys.empty.first(), &keys.response)
        && types::optional(response).is_none()
    {
        let written = item::written(response);
        let message = format!(
            "an answer {} has no value: the response must be an `Option`, as `response = Option<{written}>`",
            first.value
        );
        errors.push(first.span, message);
    } else if let (Some(first), None) = (keys.empty.first(), &keys.response) {
        errors
            .push(first.span, "an answer without a value needs a response that can be absent: `response = Option<…>`");
    }
    for status in &keys.empty {
        if keys.status.iter().any(|success| success.value == status.value) {
            errors.push(
                status.span,
                format!("status {} is listed in both `empty` and `status`: remove it from `status`", status.value),
            );
        }
    }
    keys.empty.iter().map(|status| status.value).collect()
}

/// The answer of `HEAD` has headers and no body.
fn check_head(syntax: &Syntax, errors: &mut Errors) {
    let Some(response) = syntax.keys.response.as_ref().filter(|_| syntax.head.method == Some(Method::Head)) else {
        return;
    };
    let inner = types::optional(response).unwrap_or(response);
    if !matches!(inner, Type::Tuple(tuple) if tuple.elems.is_empty()) {
        let message = "the answer of `HEAD` has no body: remove `response`, and read `reply.headers()`";
        errors.push_over(response, message);
    }
}

/// Whether the response is looked for around its place, which only a declared response can be.
fn nearby(keys: &EndpointKeys, errors: &mut Errors) -> bool {
    if let (Some(span), None) = (keys.nearby, &keys.response) {
        errors.push(span, "`nearby` needs a type to look for: add `response = Type`, or remove `nearby`");
    }
    keys.nearby.is_some()
}

/// The names of `data = "result.list"`.
fn steps(data: &syn::LitStr) -> Vec<String> {
    data.value().split('.').map(str::to_owned).collect()
}

/// `proof(…)`, on an operation that needs one; that its fields are there is the compiler's to check. No path where one
/// cannot be followed at all.
fn proof<'s>(key: &'s ProofKey, response: Option<&Type>, retry: Retry, errors: &mut Errors) -> &'s [FieldPath] {
    let ProofKey { span, paths } = key;
    if retry == Retry::Safe {
        let message = "`proof` is for operations that must not be repeated, and this one may be: remove it, or add \
                       `retry = never`";
        errors.push(*span, message);
        return paths;
    }
    if response.is_none() && !paths.is_empty() {
        errors.push(*span, "`proof` names fields of the response: add `response = Type`, or write `proof = none`");
        return &[];
    }
    for (index, path) in paths.iter().enumerate() {
        let (Some(first), written) = (path.fields.first(), path.to_string()) else { continue };
        if written == "none" {
            errors.push(first.span(), "`none` cannot be combined with fields: write `proof = none`, or only fields");
            return &[];
        }
        if paths.iter().take(index).any(|other| other.to_string() == written) {
            errors.push(first.span(), format!("duplicate path `{written}` in `proof`"));
        }
    }
    paths
}

fn require_one_of(list: &FieldList, parameters: &[Parameter<'_>], errors: &mut Errors) -> Vec<String> {
    if list.fields.len() < 2 {
        errors.push(list.span, "`require_one_of` needs two fields or more: `require_one_of(field, field)`");
    }
    let mut names: Vec<String> = Vec::new();
    for field in &list.fields {
        let Some(parameter) = Parameter::named(field, parameters, errors) else { continue };
        if parameter.body.is_some() {
            errors
                .push(field.span(), format!("`{field}` is the whole body, which cannot be one of several parameters"));
        } else if !matches!(parameter.presence, Presence::Optional | Presence::List | Presence::Nullable) {
            errors.push(field.span(), format!("`{field}` is always sent: make it an `Option`"));
        }
        if names.contains(&parameter.name) {
            errors.push(field.span(), format!("duplicate field `{field}`"));
        }
        names.push(parameter.name.clone());
    }
    names
}
