//! How the request of an endpoint travels, as far as method, path and `body` decide it.
//!
//! `model.rs` builds it; the rules of a parameter depend on it.

use proc_macro2::Ident;

use super::choices::{Body, Method, Place, Retry};
use super::path::Route;
use super::syntax::{FieldSyntax, Syntax};
use super::{Errors, item};

/// How the request travels: what the rules of a parameter depend on.
pub(crate) struct Carrier<'s> {
    /// Nothing if it is missing or wrong; then nothing that depends on it is judged.
    pub(crate) method: Option<Method>,
    /// Nothing if it is missing or wrong.
    pub(crate) route: Option<Route<'s>>,
    pub(crate) body: Body,
}

impl<'s> Carrier<'s> {
    /// Judges method, path and `body`.
    pub(crate) fn new(syntax: &'s Syntax, errors: &mut Errors) -> Self {
        let method = syntax.head.method;
        let route = syntax.head.path.as_ref().and_then(|literal| Route::parse(literal, errors));
        let body = match (syntax.keys.body, method) {
            (Some(body), Some(Method::Get)) => {
                errors.push(body.span, "`GET` has no body: remove `body`, parameters travel in the query");
                Body::None
            }
            (Some(body), _) => body.value,
            (None, Some(Method::Get | Method::Delete)) => Body::None,
            (None, _) if !fills_body(syntax, route.as_ref()) => Body::None,
            (None, _) => Body::Json,
        };
        Self { method, route, body }
    }

    /// The class of an operation that does not say it.
    pub(crate) fn usual_retry(&self) -> Retry {
        if self.method == Some(Method::Get) { Retry::Safe } else { Retry::Never }
    }

    /// Where a parameter travels that does not say it.
    pub(crate) fn usual_place(&self) -> Place {
        if self.body == Body::None { Place::Query } else { Place::Body }
    }
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
