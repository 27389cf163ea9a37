//! The rules of `#[param]`: which keys fit which type, place and each other.
//!
//! `parameter.rs` calls [`place`] and [`check`]. Every rule is one function that reports at most one mistake; a field
//! that breaks one rule is not judged by the rules that build on it. Nothing here produces code.

use proc_macro2::{Span, TokenStream};

use super::carrier::Carrier;
use super::choices::{Body, Method, Place};
use super::syntax::FieldSyntax;
use super::types::{FieldType, Kind, Shape};
use super::values::{Literal, Range};
use super::{Errors, item};

/// Names of the builder's own methods, and of those that it has where the operation has pages.
const RESERVED: [&str; 3] = ["build", "send", "when_some"];
const RESERVED_BY_PAGES: [&str; 2] = ["pages", "items"];

/// Whether a builder cannot have a method of this name for a field.
pub(crate) fn is_reserved(name: &str, has_pages: bool) -> bool {
    RESERVED.contains(&name) || has_pages && RESERVED_BY_PAGES.contains(&name)
}

/// Where the field travels.
pub(crate) fn place(field: &FieldSyntax, name: &str, carrier: &Carrier<'_>, errors: &mut Errors) -> Place {
    let fills_placeholder = carrier.route.as_ref().is_some_and(|route| route.has(name));
    if field.keys.body.is_some() {
        return Place::Body;
    }
    let usual = if fills_placeholder { Place::Path } else { carrier.usual_place() };
    let Some(said) = field.keys.place else {
        if let Some(message) = carrier.refuse_unplaced(name).filter(|_| !fills_placeholder) {
            errors.push(field.ident.span(), message);
        }
        return usual;
    };
    let wrong = match said.value {
        Place::Path if carrier.route.is_some() && !fills_placeholder => {
            Some(format!("the path has no placeholder `{{{name}}}`: add it, or send the field elsewhere"))
        }
        Place::Body if carrier.method.is_some_and(Method::only_reads) => {
            let word = carrier.method.map_or("", Method::word);
            Some(format!("`{word}` has no body: use `in = query`, or leave `in` out"))
        }
        Place::Body if carrier.body == Body::Whole => Some(format!(
            "another field is the whole body, so `{name}` cannot be a part of it: use `in = query`, or make it a member of \
             that field's type"
        )),
        Place::Body if carrier.method == Some(Method::Delete) && carrier.body == Body::None => {
            Some("a `DELETE` has a body only where one is declared: add `body = json` to the attribute".to_owned())
        }
        Place::Body if carrier.body == Body::None => {
            Some("the attribute says `body = none`: remove that, or use `in = query`".to_owned())
        }
        Place::Query | Place::Header | Place::Body if fills_placeholder => {
            Some(format!("`{name}` fills the placeholder `{{{name}}}` of the path: remove `in`, or the placeholder"))
        }
        _ => None,
    };
    match wrong {
        Some(message) => errors.push(said.span, message),
        None => return said.value,
    }
    usual
}

/// All rules of one field.
pub(crate) fn check(
    field: &FieldSyntax,
    type_: FieldType<'_>,
    name_on_wire: &str,
    place: Place,
    carrier: &Carrier<'_>,
    errors: &mut Errors,
) {
    if field.keys.body.is_some() {
        return check_body(field, type_, carrier, errors);
    }
    if let Some(content_type) = &field.keys.content_type {
        errors.push(content_type.span(), "`content_type` requires a whole body: add `body`, or remove it");
    }
    check_header(field, name_on_wire, place, carrier, errors);
    let shape_is_good = check_shape(field, type_, place, carrier.body, errors);
    if shape_is_good {
        check_default(field, type_, errors);
        check_range(field, type_, errors);
    }
    check_length(field, type_, errors);
    check_items(field, type_, errors);
    check_join(field, type_, errors);
    check_brackets(field, type_, place, carrier, errors);
    check_display(field, type_, errors);
    if carrier.method.is_some() {
        check_number(field, place, carrier.body, errors);
    }
}

/// What does not go with a field that is the whole body, which has no name and is written in one way.
fn check_body(field: &FieldSyntax, type_: FieldType<'_>, carrier: &Carrier<'_>, errors: &mut Errors) {
    let keys = &field.keys;
    let field_name = item::plain_name(&field.ident);
    if carrier.route.as_ref().is_some_and(|route| route.has(&field_name)) {
        let span = keys.body.unwrap_or_else(|| field.ident.span());
        errors
            .push(span, format!("`{field_name}` fills the placeholder `{{{field_name}}}` of the path: remove `body`"));
    }
    let of_value = [
        ("name", keys.name.as_ref().map(syn::LitStr::span)),
        ("in", keys.place.map(|place| place.span)),
        ("default", keys.default.as_ref().map(|default| first_span(&default.tokens))),
        ("join", keys.join.as_ref().map(syn::LitStr::span)),
        ("json", keys.json),
        ("number", keys.number),
        ("range", keys.range.as_ref().map(|range| first_span(&range.tokens))),
        ("reference", keys.reference),
    ];
    for (key, span) in of_value.into_iter().filter_map(|(key, span)| Some((key, span?))) {
        errors.push(span, format!("`{key}` does not apply to a whole body: remove it"));
    }
    if let Some(content_type) = &keys.content_type {
        check_content_type(content_type, errors);
    }
    match (type_.shape, type_.inner_name().as_deref()) {
        (Shape::Patch, _) => {
            errors.push_over(type_.whole, "a whole body cannot be `null`: write `Option<…>` instead of `Patch<…>`");
        }
        (Shape::List | Shape::OptionalList, Some("u8")) => {
            errors.push_over(type_.whole, "a `Vec<u8>` is a list of numbers: write `Bytes` for bytes");
        }
        _ => {}
    }
    check_length(field, type_, errors);
    check_items(field, type_, errors);
}

fn first_span(tokens: &TokenStream) -> Span {
    tokens.clone().into_iter().next().map_or_else(Span::call_site, |token| token.span())
}

fn check_content_type(literal: &syn::LitStr, errors: &mut Errors) {
    let value = literal.value();
    let is_token = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte))
    };
    let media_type = value.split(';').next().unwrap_or_default().trim_end();
    let is_good = media_type.split_once('/').is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype));
    if !is_good || !value.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        errors.push(literal.span(), format!("`{value}` is not a media type: expected, for example, `application/zip`"));
    }
}

/// Refuses a field that would give the builder a second method of a name.
pub(crate) fn check_name(field: &FieldSyntax, has_pages: bool, errors: &mut Errors) {
    let name = item::plain_name(&field.ident);
    if is_reserved(&name, has_pages) {
        let message = format!(
            "a builder has a method `{name}`: rename the field and keep its name on the wire with \
             `#[param(name = \"{name}\")]`"
        );
        errors.push(field.ident.span(), message);
    }
}

/// Headers that HTTP itself, or the body, decides about.
const FRAMING: [&str; 6] = ["host", "connection", "content-length", "content-type", "transfer-encoding", "te"];

fn check_header(field: &FieldSyntax, name: &str, place: Place, carrier: &Carrier<'_>, errors: &mut Errors) {
    if place != Place::Header {
        return;
    }
    let span = field.keys.name.as_ref().map_or_else(|| field.ident.span(), syn::LitStr::span);
    let is_token = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte));
    if !is_token {
        errors.push(
            span,
            format!("`{name}` is not a header name: expected letters, digits and `-`, such as `\"x-shop\"`"),
        );
    } else if carrier.body == Body::Whole && name.eq_ignore_ascii_case("content-type") {
        // The media type of the whole body, where each request has its own.
    } else if FRAMING.contains(&name.to_ascii_lowercase().as_str()) {
        errors.push(span, format!("the header `{name}` is set by the client itself: choose another one"));
    }
}

/// Whether type and place go together.
fn check_shape(field: &FieldSyntax, type_: FieldType<'_>, place: Place, body: Body, errors: &mut Errors) -> bool {
    let name = &field.ident;
    let in_json = place == Place::Body && body == Body::Json;
    if type_.is_patch_of_list() {
        errors.push_over(
            type_.whole,
            "an empty list already clears the value: write `Option<Vec<…>>` instead of `Patch<Vec<…>>`",
        );
    } else if type_.shape == Shape::OptionalList && (!in_json || field.keys.join.is_some()) {
        errors.push_over(type_.whole, "an empty list is sent in a JSON body only: write `Vec<…>` without the `Option`");
    } else if type_.shape == Shape::Patch && !in_json {
        errors.push_over(
            type_.whole,
            "only a JSON body distinguishes `null` from absent: write `Option<…>` instead of `Patch<…>`",
        );
    } else if place == Place::Path && type_.shape != Shape::Plain {
        let message = format!("`{name}` is a part of the path, which is required: its type must be a plain `T`");
        errors.push_over(type_.whole, message);
    } else if let (Place::Path, Some(default)) = (place, &field.keys.default) {
        let message = format!("`{name}` is a part of the path, which is required: remove `default`");
        errors.push_over(&default.tokens, message);
    } else {
        return true;
    }
    false
}

fn check_default(field: &FieldSyntax, type_: FieldType<'_>, errors: &mut Errors) {
    let Some(default) = &field.keys.default else { return };
    let message = match type_.shape {
        Shape::Optional | Shape::OptionalList => {
            "a field with a default always has a value: write its type without the `Option`"
        }
        Shape::List => "a list cannot have a default, because an empty list is not sent: remove `default`",
        Shape::Patch => "a `Patch` keeps the value by default: remove `default`",
        Shape::Plain => match type_.kind().refusal(default.literal) {
            Some(message) => message,
            None => return check_default_in_range(field, errors),
        },
    };
    errors.push_over(&default.tokens, message);
}

fn check_default_in_range(field: &FieldSyntax, errors: &mut Errors) {
    let (Some(default), Some(range)) = (&field.keys.default, &field.keys.range) else { return };
    let Literal::Integer(number) = default.literal else { return };
    if !contains(range, number) {
        let message = format!("the default {number} is outside of the range `{}`", item::written(&range.tokens));
        errors.push_over(&default.tokens, message);
    }
}

fn contains(range: &Range, number: i64) -> bool {
    range.minimum.is_none_or(|minimum| minimum <= number) && range.maximum.is_none_or(|maximum| number <= maximum)
}

fn check_range(field: &FieldSyntax, type_: FieldType<'_>, errors: &mut Errors) {
    let Some(range) = &field.keys.range else { return };
    let name = &field.ident;
    if type_.is_list() {
        errors.push_over(&range.tokens, format!("`{name}` is a list, but `range` applies to numbers: use `max_items`"));
    } else if type_.kind() == Kind::Text {
        errors.push_over(&range.tokens, format!("`{name}` is a string, but `range` applies to numbers: use `max_len`"));
    } else if type_.kind() == Kind::Boolean {
        errors.push_over(&range.tokens, format!("`{name}` is not a number: remove `range`"));
    } else if type_.kind() != Kind::Integer && is_half_open(range) {
        let message = format!("`{name}` may have a fraction, so the end of its range must be inclusive: write `..=`");
        errors.push_over(&range.tokens, message);
    }
}

/// Whether the range names the first number that is too large, and not the largest.
fn is_half_open(range: &Range) -> bool {
    range.maximum.is_some() && !item::written(&range.tokens).contains("..=")
}

fn check_length(field: &FieldSyntax, type_: FieldType<'_>, errors: &mut Errors) {
    let Some(max_len) = field.keys.max_len else { return };
    let name = &field.ident;
    match type_.kind() {
        Kind::Integer | Kind::Float => {
            errors.push(max_len.span, format!("`{name}` is a number, but `max_len` applies to strings: use `range`"));
        }
        Kind::Boolean => {
            errors.push(max_len.span, format!("`{name}` has no length: remove `max_len`"));
        }
        Kind::Text | Kind::Other if max_len.value == 0 => {
            errors.push(
                max_len.span,
                format!("`max_len = 0` allows only an empty string: remove `{name}`, or allow more"),
            );
        }
        Kind::Text | Kind::Other => check_length_of_default(field, max_len.value, errors),
    }
}

fn check_length_of_default(field: &FieldSyntax, most: usize, errors: &mut Errors) {
    let Some(default) = &field.keys.default else { return };
    let Ok(text) = syn::parse2::<syn::LitStr>(default.tokens.clone()) else { return };
    let length = text.value().chars().count();
    if length > most {
        let message = format!("this default has {length} characters, but `max_len` is {most}");
        errors.push_over(&default.tokens, message);
    }
}

fn check_items(field: &FieldSyntax, type_: FieldType<'_>, errors: &mut Errors) {
    let (minimum, maximum) = (field.keys.min_items, field.keys.max_items);
    let Some(written) = minimum.or(maximum) else { return };
    if !type_.is_list() && type_.map_value().is_none() {
        let message = format!("`{}` is not a list: its type must be `Vec<…>`", field.ident);
        errors.push(written.span, message);
    } else if let Some(maximum) = maximum.filter(|most| most.value == 0) {
        let message =
            format!("an empty list is not sent, so with `max_items = 0` the field `{}` never is", field.ident);
        errors.push(maximum.span, message);
    } else if let Some((minimum, maximum)) = minimum.zip(maximum).filter(|(least, most)| least.value > most.value) {
        let (least, most) = (minimum.value, maximum.value);
        errors.push(minimum.span, format!("no list has at least {least} and at most {most} items: lower `min_items`"));
    }
}

fn check_join(field: &FieldSyntax, type_: FieldType<'_>, errors: &mut Errors) {
    let Some(join) = &field.keys.join else { return };
    let name = &field.ident;
    if !type_.is_list() {
        errors.push(join.span(), format!("`{name}` is not a list: only a `Vec<…>` has items to join; remove `join`"));
    } else if field.keys.json.is_some() {
        errors.push(join.span(), format!("`{name}` is written as JSON, which already joins its items: remove `join`"));
    }
}

fn check_brackets(field: &FieldSyntax, type_: FieldType<'_>, place: Place, carrier: &Carrier<'_>, errors: &mut Errors) {
    let (name, is_map) = (&field.ident, type_.map_value().is_some());
    let Some(brackets) = field.keys.brackets else {
        if is_map && place == Place::Header {
            errors.push_over(type_.whole, format!("`{name}` is a map, which can only be sent in a query or a body"));
        }
        return;
    };
    if !is_map && type_.shape != Shape::List {
        errors.push(
            brackets,
            format!("`{name}` is not a list or a map: only a `Vec<…>` or a `BTreeMap<String, …>` can have brackets"),
        );
    } else if carrier.is_json(place) {
        errors.push(brackets, "a JSON body can contain lists and maps directly: remove `brackets`");
    } else if field.keys.join.is_some() || field.keys.json.is_some() {
        errors.push(brackets, format!("`{name}` is a single string: remove `brackets`"));
    } else if !matches!(place, Place::Query | Place::Body) {
        errors.push(brackets, "brackets belong to names in a query or a form: remove `brackets`");
    }
}

fn check_display(field: &FieldSyntax, type_: FieldType<'_>, errors: &mut Errors) {
    let Some(display) = field.keys.display else { return };
    let keys = &field.keys;
    if matches!(type_.shape, Shape::Patch | Shape::OptionalList) || type_.map_value().is_some() {
        errors.push(display, "`display` is for `T`, `Option<T>` and `Vec<T>`: remove `display`, or change the type");
    } else if keys.json.is_some() || keys.number.is_some() || keys.range.is_some() || keys.body.is_some() {
        errors.push(display, "`display` writes a string: remove the other keys, or `display`");
    }
}

fn check_number(field: &FieldSyntax, place: Place, body: Body, errors: &mut Errors) {
    let Some(number) = field.keys.number else { return };
    if place != Place::Body || body != Body::Json {
        errors.push(number, "`number` applies only to JSON bodies: remove it");
    } else if field.keys.join.is_some() {
        errors.push(number, "a joined list is a string, not a number: remove `number` or `join`");
    }
}
