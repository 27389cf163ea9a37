//! How the request of an endpoint travels, as far as method, path and `body` decide it.
//!
//! `model.rs` builds it; the rules of a parameter depend on it.

use super::Errors;
use super::choices::{Body, Method, Place, Retry};
use super::path::Route;
use super::syntax::Syntax;

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
        let bodiless = method.is_some_and(|method| !method.has_body());
        let body = match syntax.keys.body {
            Some(body) if bodiless => {
                let message = "`GET` and `DELETE` have no body: remove `body`, parameters travel in the query";
                errors.push(body.span, message);
                Body::None
            }
            Some(body) => body.value,
            None if bodiless => Body::None,
            None => Body::Json,
        };
        Self { method, route, body }
    }

    /// Whether the method is known and has no body.
    pub(crate) fn is_bodiless(&self) -> bool {
        self.method.is_some_and(|method| !method.has_body())
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
