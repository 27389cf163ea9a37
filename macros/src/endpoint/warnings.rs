//! Definitions that are legal and probably not meant.
//!
//! `mod.rs` asks for them when nothing is wrong. Each has a code, by which `allow(W001)` in the attribute takes it
//! back, and a line in the documentation of `#[endpoint]`. A macro cannot warn by itself on a stable compiler: what
//! comes out uses a constant that is deprecated, at the user's token, and the compiler does the rest.

use heck::{ToKebabCase as _, ToSnakeCase as _};
use proc_macro2::{Span, TokenStream};
use syn::LitStr;

use super::case::{Case, Renamed};
use super::choices::Place;
use super::keys::EndpointKeys;
use super::model::Endpoint;
use super::parameter::Parameter;
use super::syntax::{FieldSyntax, Syntax};
use super::types::Kind;
use super::warning::{Code, Warning};
use super::{case, item, warning};

/// Returns the warnings of an endpoint without mistakes.
pub(crate) fn all(syntax: &Syntax, endpoint: &Endpoint<'_>) -> TokenStream {
    let mut found = Vec::new();
    found.extend(redundant_name(&syntax.keys, endpoint));
    found.extend(path(endpoint));
    for (field, parameter) in syntax.fields.iter().zip(&endpoint.parameters) {
        found.extend(redundant_wire_name(field, parameter, syntax.keys.rename_all));
        found.extend(of_field(field, parameter));
    }
    let names: Vec<_> = syntax
        .fields
        .iter()
        .zip(&endpoint.parameters)
        .map(|(field, parameter)| (parameter.name.clone(), field.keys.name.as_ref()))
        .collect();
    found.extend(case::repeated_case(&names, Renamed::Field, syntax.keys.rename_all));
    warning::tokens("#[endpoint(…, allow", found, &syntax.keys.allow)
}

fn redundant_name(keys: &EndpointKeys, endpoint: &Endpoint<'_>) -> Option<Warning> {
    let usual = item::plain_name(endpoint.ident).to_snake_case();
    let said = keys.name.as_ref().filter(|name| name.value() == usual)?;
    Some(Warning::new(Code::W001, said.span(), format!("`{usual}` is the default name: remove `name`")))
}

fn path(endpoint: &Endpoint<'_>) -> Option<Warning> {
    let literal = endpoint.carrier.route.as_ref()?.literal;
    let path = literal.value();
    let segments: Vec<&str> = path.split('/').skip(1).collect();
    let foreign = segments.iter().filter_map(|segment| segment.strip_prefix(':'));
    let field = foreign.into_iter().find(|name| endpoint.parameters.iter().any(|each| each.name == **name));
    if let Some(field) = field {
        let message = format!("`:{field}` is sent literally, and the field `{field}` elsewhere: write `{{{field}}}`");
        return Some(Warning::new(Code::W005, literal.span(), message));
    }
    let has_empty = path != "/" && segments.contains(&"");
    let fix: String =
        segments.iter().filter(|segment| !segment.is_empty()).map(|segment| format!("/{segment}")).collect();
    let message = format!("this path has an empty segment, so servers distinguish it from `\"{fix}\"`");
    has_empty.then(|| Warning::new(Code::W006, literal.span(), message))
}

fn of_field(field: &FieldSyntax, parameter: &Parameter<'_>) -> Vec<Warning> {
    let rules = [fraction, narrow_id, header_name, single_number];
    rules.iter().filter_map(|rule| rule(field, parameter)).collect()
}

fn redundant_wire_name(field: &FieldSyntax, parameter: &Parameter<'_>, case: Case) -> Option<Warning> {
    let said: &LitStr = field.keys.name.as_ref()?;
    let usual = case.rename(&parameter.name, Renamed::Field);
    let message = || format!("`{usual}` is the default name on the wire: remove `name`");
    (said.value() == usual).then(|| Warning::new(Code::W001, said.span(), message()))
}

fn fraction(_: &FieldSyntax, parameter: &Parameter<'_>) -> Option<Warning> {
    let message = || {
        let name = &parameter.name;
        format!(
            "`{name}` is a binary fraction, which cannot represent most amounts and is signed as text: use `Decimal`"
        )
    };
    let is_fraction = parameter.type_.kind() == Kind::Float;
    is_fraction.then(|| Warning::new(Code::W002, item::span_of(parameter.type_.inner), message()))
}

fn narrow_id(_: &FieldSyntax, parameter: &Parameter<'_>) -> Option<Warning> {
    const NARROW: [&str; 6] = ["u8", "u16", "u32", "i8", "i16", "i32"];
    let name = &parameter.name;
    let is_id = ["id", "ids"].iter().any(|word| name == word || name.ends_with(&format!("_{word}")));
    let type_ = item::written(parameter.type_.inner);
    let message = || format!("`{name}` is an id, and ids outgrow `{type_}`: use `u64` or a type of its own");
    let is_narrow = NARROW.contains(&type_.as_str());
    (is_id && is_narrow).then(|| Warning::new(Code::W003, item::span_of(parameter.type_.inner), message()))
}

fn header_name(field: &FieldSyntax, parameter: &Parameter<'_>) -> Option<Warning> {
    let wire_name = &parameter.wire_name;
    let is_camel = wire_name.chars().any(char::is_uppercase);
    let is_header = parameter.place == Place::Header && field.keys.name.is_none();
    let message = || {
        let usual = parameter.name.to_kebab_case();
        format!(
            "the header would be named `{wire_name}`: set its name, as in `#[param(in = header, name = \"{usual}\")]`"
        )
    };
    (is_header && is_camel).then(|| Warning::new(Code::W004, field.ident.span(), message()))
}

fn single_number(field: &FieldSyntax, parameter: &Parameter<'_>) -> Option<Warning> {
    let range = field.keys.range.as_ref()?;
    let only = range.minimum.filter(|minimum| range.maximum == Some(*minimum))?;
    let at = range.tokens.clone().into_iter().next().map_or_else(Span::call_site, |first| first.span());
    let message = format!("`{}` can only be {only}: widen the range", parameter.name);
    Some(Warning::new(Code::W007, at, message))
}
