//! How the request of an endpoint travels, as far as method, path and `body` decide it.
//!
//! `model.rs` builds it; the rules of a parameter depend on it.

use proc_macro2::Ident;

use super::choices::{Body, Method, Place, Retry};
use super::path::Route;
use super::syntax::{FieldSyntax, Syntax};
use super::{Errors, item};

/// How the request is sent, which the rules of a parameter depend on.
pub(crate) struct Carrier<'s> {
    /// `None` if it is missing or wrong, in which case nothing that depends on it is checked.
    pub(crate) method: Option<Method>,
    /// `None` if it is missing or wrong.
    pub(crate) route: Option<Route<'s>>,
    pub(crate) body: Body,
}

impl<'s> Carrier<'s> {
    /// Checks method, path and `body`.
    pub(crate) fn new(syntax: &'s Syntax, errors: &mut Errors) -> Self {
        let method = syntax.head.method;
        let route = syntax.head.path.as_ref().and_then(|literal| Route::parse(literal, errors));
        let body = match (syntax.keys.body, method) {
            _ if has_whole_body(syntax, errors) => Body::Whole,
            (Some(body), Some(method)) if method.only_reads() => {
                let word = method.word();
                errors
                    .push(body.span, format!("`{word}` has no body: remove `body`; parameters are sent in the query"));
                Body::None
            }
            (Some(body), _) => body.value,
            (None, Some(Method::Get | Method::Head | Method::Delete)) => Body::None,
            (None, _) if !fills_body(syntax, route.as_ref()) => Body::None,
            (None, _) => Body::Json,
        };
        Self { method, route, body }
    }

    /// The default retry class.
    pub(crate) fn usual_retry(&self) -> Retry {
        if self.method.is_some_and(Method::only_reads) { Retry::Safe } else { Retry::Never }
    }

    /// Whether a parameter in this place is a member of JSON.
    pub(crate) fn is_json(&self, place: Place) -> bool {
        place == Place::Body && self.body == Body::Json
    }

    /// The default place of a parameter.
    pub(crate) fn usual_place(&self) -> Place {
        if matches!(self.body, Body::None | Body::Whole) { Place::Query } else { Place::Body }
    }

    /// Why a parameter needs an explicit place if a field is the whole body.
    pub(crate) fn refuse_unplaced(&self, name: &str) -> Option<String> {
        let is_usually_in_body = self.method.is_some_and(|method| !method.only_reads() && method != Method::Delete);
        (self.body == Body::Whole && is_usually_in_body)
            .then(|| format!("another field is the whole body, so `{name}` must be sent elsewhere: add `in = query`"))
    }
}

/// Whether a field is the whole body. There is one at most, and then nothing else is said of the body.
fn has_whole_body(syntax: &Syntax, errors: &mut Errors) -> bool {
    let mut marked = syntax.fields.iter().filter_map(|field| Some((field, field.keys.body?)));
    let Some((first, span)) = marked.next() else { return false };
    let name = &first.ident;
    for (_, span) in marked {
        errors.push(span, format!("`{name}` is already the whole body: remove one of the two `body`"));
    }
    if let Some(body) = syntax.keys.body {
        errors.push(body.span, format!("the field `{name}` is the whole body: remove this `body`"));
    }
    if let Some(method) = syntax.head.method.filter(|method| method.only_reads()) {
        let word = method.word();
        errors.push(span, format!("`{word}` has no body: remove `body`, or declare another method"));
    }
    true
}

/// Whether a field or a constant travels in the body, where the method has one: without any, none is sent.
fn fills_body(syntax: &Syntax, route: Option<&Route<'_>>) -> bool {
    let in_path = |field: &Ident| route.is_some_and(|route| route.has(&item::plain_name(field)));
    let is_in_body = |place: Option<Place>| place.is_none_or(|place| place == Place::Body);
    let of_field =
        |field: &FieldSyntax| !in_path(&field.ident) && is_in_body(field.keys.place.map(|place| place.value));
    let mut constants = syntax.keys.constants.iter();
    syntax.fields.iter().any(of_field) || constants.any(|each| is_in_body(each.place.map(|place| place.value)))
}
