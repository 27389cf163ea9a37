//! What one field of an endpoint means as a parameter.
//!
//! `model.rs` builds one for each field; `rules.rs` judges the combination of keys and type. Like the model, it exists
//! even when something is wrong with it.

use proc_macro2::{Ident, Span};
use syn::{Attribute, LitStr, Type};

use super::carrier::Carrier;
use super::case::{Case, Renamed};
use super::choices::Place;
use super::syntax::FieldSyntax;
use super::types::{FieldType, Kind, Shape};
use super::values::{Expression, Range};
use super::{Errors, item, rules, words};

/// The meaning of one field.
pub(crate) struct Parameter<'s> {
    pub(crate) ident: &'s Ident,
    pub(crate) type_: FieldType<'s>,
    pub(crate) name: String,
    pub(crate) wire_name: String,
    /// The span of the name on the wire, or of the field that it is derived from.
    pub(crate) name_span: Span,
    pub(crate) place: Place,
    /// It is the whole body, with the media type that was written.
    pub(crate) body: Option<Option<&'s LitStr>>,
    pub(crate) presence: Presence,
    pub(crate) default: Option<&'s Expression>,
    pub(crate) style: Style<'s>,
    pub(crate) range: Option<&'s Range>,
    pub(crate) max_len: Option<usize>,
    pub(crate) min_items: Option<usize>,
    pub(crate) max_items: Option<usize>,
    pub(crate) reference: bool,
    /// The values of a map whose entries are parameters.
    pub(crate) map: Option<&'s Type>,
    /// It is written by `Display` and read by `FromStr`.
    pub(crate) display: bool,
    pub(crate) attributes: &'s [Attribute],
}

/// Whether a request is complete without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Default,
    Optional,
    List,
    Nullable,
}

/// How its value is written.
#[derive(Clone, Copy)]
pub(crate) enum Style<'s> {
    Plain,
    Joined(&'s LitStr),
    JsonText,
    Number,
    Entries,
    Brackets,
}

impl<'s> Parameter<'s> {
    /// Judges one field.
    pub(crate) fn new(field: &'s FieldSyntax, case: Case, carrier: &Carrier<'_>, errors: &mut Errors) -> Self {
        let keys = &field.keys;
        let name = item::plain_name(&field.ident);
        let type_ = FieldType::new(&field.whole);
        let place = rules::place(field, &name, carrier, errors);
        let wire_name = match &keys.name {
            // A whole body has no name.
            _ if keys.body.is_some() => String::new(),
            Some(name) => name.value(),
            None => case.rename(&name, Renamed::Field),
        };
        // A list in brackets repeats its name with them.
        let has_brackets = keys.brackets.is_some() && matches!(place, Place::Query | Place::Body);
        let brackets = if has_brackets && type_.is_list() { "[]" } else { "" };
        let wire_name = wire_name + brackets;
        let map = type_.map_value().filter(|_| keys.json.is_none() && !carrier.is_json(place) && place != Place::Path);
        let map = map.filter(|_| keys.body.is_none());
        rules::check(field, type_, &wire_name, place, carrier, errors);
        Self {
            ident: &field.ident,
            type_,
            wire_name,
            name_span: keys.name.as_ref().map_or_else(|| field.ident.span(), LitStr::span),
            name,
            place,
            body: keys.body.map(|_| keys.content_type.as_ref()),
            presence: if map.is_some() { Presence::List } else { presence(field, type_) },
            default: keys.default.as_ref(),
            style: match (map, keys.brackets) {
                (Some(_), Some(_)) => Style::Brackets,
                (Some(_), None) => Style::Entries,
                (None, _) => style(field),
            },
            range: keys.range.as_ref(),
            max_len: keys.max_len.map(|count| count.value),
            min_items: keys.min_items.map(|count| count.value),
            max_items: keys.max_items.map(|count| count.value),
            reference: keys.reference.is_some(),
            map,
            display: keys.display.is_some(),
            attributes: &field.attributes,
        }
    }

    /// The parameter of a field that the attribute names.
    pub(crate) fn named<'p>(field: &Ident, parameters: &'p [Self], errors: &mut Errors) -> Option<&'p Self> {
        let name = item::plain_name(field);
        let found = parameters.iter().find(|parameter| parameter.name == name);
        if found.is_none() {
            let hint = words::hint(&name, parameters.iter().map(|parameter| parameter.name.as_str()));
            errors.push(field.span(), format!("unknown field `{name}`; {hint}"));
        }
        found
    }

    /// Whether a builder requires its value.
    pub(crate) fn is_required(&self) -> bool {
        self.presence == Presence::Required
    }

    /// Whether its type surely is one of a parameter, by its name; of others, the compiler is asked.
    pub(crate) fn is_sure(&self) -> bool {
        self.body.is_none() && !self.display && self.type_.kind() != Kind::Other
    }

    /// Whether the compiler must be asked if its type is a number.
    pub(crate) fn has_unproved_range(&self) -> bool {
        self.range.is_some() && self.type_.kind() == Kind::Other && !self.display
    }
}

fn presence(field: &FieldSyntax, type_: FieldType<'_>) -> Presence {
    let needs_item = field.keys.min_items.is_some_and(|count| count.value > 0);
    match type_.shape {
        Shape::Optional | Shape::OptionalList => Presence::Optional,
        Shape::Patch => Presence::Nullable,
        Shape::List if needs_item || field.keys.body.is_some() => Presence::Required,
        Shape::List => Presence::List,
        Shape::Plain if field.keys.default.is_some() => Presence::Default,
        Shape::Plain => Presence::Required,
    }
}

fn style(field: &FieldSyntax) -> Style<'_> {
    let keys = &field.keys;
    match &keys.join {
        Some(separator) => Style::Joined(separator),
        None if keys.json.is_some() => Style::JsonText,
        None if keys.number.is_some() => Style::Number,
        None => Style::Plain,
    }
}
