//! `GET, "/path"`: the two arguments of `#[endpoint]` that precede the keys.
//!
//! `syntax.rs` reads them first. Whatever is missing or in the wrong order is one mistake, at the nearest token that
//! the user wrote. The path itself is judged in `path.rs`.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt as _;
use syn::parse::ParseStream;
use syn::{LitStr, Token};

use super::choices::Method;
use super::grammar::ENDPOINT_GRAMMAR;
use super::{Errors, arguments, words};

const FORM: &str = "`#[endpoint(GET, \"/path\")]`";

/// Method and path, as far as they were written.
#[derive(Default)]
pub(crate) struct Head {
    /// The method; nothing if it is missing or unknown.
    pub(crate) method: Option<Method>,
    /// The path; nothing if it is missing.
    pub(crate) path: Option<LitStr>,
    /// Whether keys came first, among which method and path may be; this was reported.
    pub(crate) is_misplaced: bool,
}

impl Head {
    /// Parses as much as is there. If nothing is, the error is at the struct's name.
    pub(crate) fn parse(input: ParseStream<'_>, struct_name: &Ident, errors: &mut Errors) -> Self {
        if input.is_empty() {
            errors.push(struct_name.span(), format!("`{struct_name}` has no method and no path: write {FORM}"));
            return Self::default();
        }
        if is_key(input) {
            errors.push(input.span(), format!("the method and the path come before the keys: write {FORM}"));
            return Self { is_misplaced: true, ..Self::default() };
        }
        if input.peek(LitStr) {
            return Self::path_first(input, errors);
        }
        let span = input.span();
        let method = errors.keep(method(input));
        Self { method, path: path(input, span, errors), is_misplaced: false }
    }

    /// A string in place of the method: the method in quotes, the path before the method, or the path alone.
    fn path_first(input: ParseStream<'_>, errors: &mut Errors) -> Self {
        let Some(text) = errors.keep(input.parse::<LitStr>()) else { return Self::default() };
        let span = text.span();
        if !text.value().starts_with('/') {
            errors.push(span, format!("expected a method, without quotes: write {FORM}"));
            return Self { path: path(input, span, errors), ..Self::default() };
        }
        errors.push(span, format!("the method comes before the path: write {FORM}"));
        arguments::skip_argument(input);
        if input.peek(Ident::peek_any) && !is_key(input) {
            arguments::skip_argument(input);
        }
        Self { path: Some(text), ..Self::default() }
    }
}

/// Whether a `key = value` or `key(…)` starts here.
pub(crate) fn is_key(input: ParseStream<'_>) -> bool {
    input.peek(Ident::peek_any) && (input.peek2(Token![=]) || input.peek2(syn::token::Paren))
}

/// Whether it is one of `#[endpoint]`.
fn is_our_key(input: ParseStream<'_>) -> bool {
    let word = input.fork().call(Ident::parse_any);
    is_key(input) && word.is_ok_and(|word| ENDPOINT_GRAMMAR.keys.iter().any(|key| word == key.name))
}

fn method(input: ParseStream<'_>) -> syn::Result<Method> {
    let span = input.span();
    let valid = Method::ALL.map(|(word, _)| word);
    let Ok(ident) = input.call(Ident::parse_any) else {
        return Err(syn::Error::new(span, format!("expected a method; valid: {}", words::list(&valid))));
    };
    let method = Method::ALL.iter().find(|(word, _)| ident == word).map(|(_, method)| *method);
    let hint = || words::hint(&ident.to_string(), valid);
    method.ok_or_else(|| syn::Error::new(span, format!("`{ident}` is not a method of an endpoint; {}", hint())))
}

/// The path behind the method at `method`.
fn path(input: ParseStream<'_>, method: Span, errors: &mut Errors) -> Option<LitStr> {
    if input.peek(LitStr) {
        errors.push(input.span(), format!("expected `,` between the method and the path: write {FORM}"));
    } else {
        arguments::skip_argument(input);
    }
    if input.is_empty() {
        errors.push(method, format!("missing path after the method: write {FORM}"));
        return None;
    }
    if !input.peek(LitStr) {
        errors.push(input.span(), format!("expected the path, in quotes: write {FORM}"));
        // `path = "…"` is not a key, and one error is enough.
        if !is_our_key(input) {
            arguments::skip_argument(input);
        }
        return None;
    }
    let path = errors.keep(input.parse());
    errors.keep(arguments::end_of_argument(input));
    path
}
