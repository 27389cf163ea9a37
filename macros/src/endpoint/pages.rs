//! `pages(…)`: how the pages of an operation follow each other.
//!
//! `model.rs` builds it. That the members of the response are there, and of the right type, is the compiler's to check:
//! `codegen.rs` walks to them at the user's tokens.

use proc_macro2::Ident;
use syn::Type;

use super::Errors;
use super::choices::PageEnd;
use super::keys::{FieldPath, Nested, PagesKeys, TurnKey};
use super::parameter::Parameter;
use super::types::{Kind, Shape};

/// The meaning of `pages(…)`.
pub(crate) struct Pages<'s> {
    pub(crate) turn: Turn<'s>,
    pub(crate) first: Option<usize>,
    pub(crate) has_more: Option<&'s FieldPath>,
    /// The name of a field.
    pub(crate) page_size: Option<String>,
    pub(crate) ends_short: bool,
}

/// What asks for the next page; fields by their names.
pub(crate) enum Turn<'s> {
    Page(String),
    Offset(String),
    Cursor(String, &'s FieldPath),
    LastItem(String, &'s FieldPath),
    AfterLastItem(String, &'s FieldPath),
    Link,
    NextUrl(&'s FieldPath),
}

impl<'s> Pages<'s> {
    /// Checks and interprets the syntax.
    pub(crate) fn new(
        pages: &'s Nested<PagesKeys>,
        parameters: &[Parameter<'_>],
        response: Option<&Type>,
        errors: &mut Errors,
    ) -> Option<Self> {
        let Nested { span, keys } = pages;
        let Some((key, turn)) = keys.turns.first() else {
            let forms = "`page = field`, `offset = field`, `cursor = field`, `link` or `next_url = field`";
            errors.push(*span, format!("`pages` needs a way to turn the page: {forms}"));
            return None;
        };
        for (other, _) in keys.turns.iter().skip(1) {
            errors.push(other.span(), format!("pages are already turned by `{key}`: remove `{other}`"));
        }
        let paths = [keys.next.as_ref(), keys.last.as_ref(), keys.has_more.as_ref(), turn.path()];
        if let (None, Some(path)) = (response, paths.into_iter().flatten().next().and_then(|path| path.fields.first()))
        {
            let message =
                format!("`{path}` must be a field of the response, but there is no response: add `response = Type`");
            errors.push(path.span(), message);
            return None;
        }
        check_companions(keys, turn, errors);
        let page_size = keys.page_size.as_ref().and_then(|field| counter(field, parameters, errors));
        let ends_short = keys.end.is_some_and(|end| end.value == PageEnd::ShortPage);
        if let (Some(end), true, None) = (keys.end, ends_short, &keys.page_size) {
            errors.push(end.span, "`short_page` needs the requested number of items: add `page_size = field`");
        }
        let first = keys.first.map(|first| first.value);
        let turn = Turn::new(key, turn, keys, parameters, errors)?;
        Some(Self { turn, first, has_more: keys.has_more.as_ref(), page_size, ends_short })
    }

    /// The field that is set to ask for the next page, and whether it counts.
    pub(crate) fn field(&self) -> Option<(&str, bool)> {
        match &self.turn {
            Turn::Page(field) | Turn::Offset(field) => Some((field, true)),
            Turn::Cursor(field, _) | Turn::LastItem(field, _) | Turn::AfterLastItem(field, _) => Some((field, false)),
            Turn::Link | Turn::NextUrl(_) => None,
        }
    }
}

impl TurnKey {
    fn path(&self) -> Option<&FieldPath> {
        match self {
            Self::NextUrl(path) => Some(path),
            _ => None,
        }
    }
}

/// Keys that belong to one way of turning pages alone.
fn check_companions(keys: &PagesKeys, turn: &TurnKey, errors: &mut Errors) {
    if let (Some(first), false) = (keys.first, matches!(turn, TurnKey::Page(_))) {
        errors.push(first.span, "`first` requires `page = field`");
    }
    for (name, path) in [("next", &keys.next), ("last", &keys.last)] {
        if let (Some(path), false) =
            (path.as_ref().and_then(|path| path.fields.first()), matches!(turn, TurnKey::Cursor(_)))
        {
            errors.push(path.span(), format!("`{name}` requires `cursor = field`"));
        }
    }
    if let (Some(inclusive), None) = (keys.inclusive, &keys.last) {
        errors.push(inclusive, "`inclusive` requires `last = field`");
    }
}

impl<'s> Turn<'s> {
    fn new(
        key: &Ident,
        turn: &'s TurnKey,
        keys: &'s PagesKeys,
        parameters: &[Parameter<'_>],
        errors: &mut Errors,
    ) -> Option<Self> {
        let field = match turn {
            TurnKey::Page(field) => return counter(field, parameters, errors).map(Self::Page),
            TurnKey::Offset(field) => return counter(field, parameters, errors).map(Self::Offset),
            TurnKey::Link => return Some(Self::Link),
            TurnKey::NextUrl(path) => return Some(Self::NextUrl(path)),
            TurnKey::Cursor(field) => field,
        };
        let name = cursor(field, parameters, errors);
        match (&keys.next, &keys.last) {
            (Some(next), None) => Some(Self::Cursor(name?, next)),
            (None, Some(last)) if keys.inclusive.is_some() => Some(Self::AfterLastItem(name?, last)),
            (None, Some(last)) => Some(Self::LastItem(name?, last)),
            (None, None) => {
                let message = "`cursor` needs the source of the next cursor: `next = field`, a field of the response, or \
                               `last = field`, a field of the last item";
                errors.push(key.span(), message);
                None
            }
            (Some(_), Some(last)) => {
                let at = last.fields.first().map_or_else(|| key.span(), Ident::span);
                errors.push(at, "the next cursor is already a field of the response: remove `last`, or `next`");
                None
            }
        }
    }
}

/// The name of a field that counts, which must be a whole number as far as its type is known.
fn counter(field: &Ident, parameters: &[Parameter<'_>], errors: &mut Errors) -> Option<String> {
    let parameter = Parameter::named(field, parameters, errors)?;
    if is_many(parameter) || !matches!(parameter.type_.kind(), Kind::Integer | Kind::Other) {
        errors.push(
            field.span(),
            format!("`{field}` cannot count pages: its type must be a whole number, such as `u32`"),
        );
    }
    Some(parameter.name.clone())
}

/// The name of a field that is a cursor, as far as its type is known.
fn cursor(field: &Ident, parameters: &[Parameter<'_>], errors: &mut Errors) -> Option<String> {
    let parameter = Parameter::named(field, parameters, errors)?;
    if is_many(parameter) || matches!(parameter.type_.kind(), Kind::Float | Kind::Boolean) {
        let message = format!("`{field}` cannot be a cursor: its type must be `String`, a whole number or an id");
        errors.push(field.span(), message);
    }
    Some(parameter.name.clone())
}

fn is_many(parameter: &Parameter<'_>) -> bool {
    matches!(parameter.type_.shape, Shape::List | Shape::OptionalList | Shape::Patch)
}
